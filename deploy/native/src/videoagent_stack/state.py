"""What a stack remembers between runs: its ports, its credentials, and which programs it runs."""

import base64
import os
import secrets
import uuid
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from videoagent_stack.ports import free_ports, is_free
from videoagent_stack.provision.servers import Programs


def new_cluster_id() -> str:
    """A Kafka cluster id: a random UUID in URL-safe base64 that does not start with a dash."""
    while (text := base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")).startswith("-"):
        continue
    return text


def new_access_key() -> str:
    """A user name for MinIO."""
    return f"videoagent-{secrets.token_hex(4)}"


def new_secret_key() -> str:
    """240 random bits for MinIO, which takes at most 40 characters."""
    return secrets.token_urlsafe(30)


class StackState(BaseModel):
    """Ports, credentials and programs of one stack; kept in a file that only its user can read."""

    model_config = ConfigDict(frozen=True)

    programs: Programs
    ports: dict[str, int] = Field(default_factory=dict)
    kafka_cluster_id: str = Field(default_factory=new_cluster_id)
    minio_access_key: str = Field(default_factory=new_access_key)
    minio_secret_key: str = Field(default_factory=new_secret_key)

    @classmethod
    def load(cls, path: Path) -> "StackState | None":
        """Reads the state, or returns None before the first start."""
        try:
            return cls.model_validate_json(path.read_text())
        except FileNotFoundError:
            return None

    def save(self, path: Path) -> None:
        """Writes the state atomically, readable by its owner only."""
        temporary = path.with_suffix(".tmp")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(self.model_dump_json(indent=2))
        temporary.replace(path)

    def with_ports(self, wanted: dict[str, int | None]) -> "StackState":
        """Gives every wanted name a port: the fixed one, else the remembered one if free, else a new one."""
        fixed = {name: port for name, port in wanted.items() if port is not None}
        kept = {
            name: port
            for name, port in self.ports.items()
            if name in wanted and name not in fixed and port not in fixed.values() and is_free(port)
        }
        chosen = fixed | kept
        candidates = free_ports(set(chosen.values()))
        for name in wanted:
            if name not in chosen:
                chosen[name] = next(candidates)
        return self.model_copy(update={"ports": chosen})
