"""MinIO: the object store, one drive, loopback only."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from videoagent_stack.health import check_http
from videoagent_stack.processes import ProcessSpec


@dataclass(frozen=True)
class Minio:
    """The object store of a stack."""

    program: Path
    port: int
    data_folder: Path
    access_key: str
    secret_key: str

    @property
    def endpoint(self) -> str:
        return f"127.0.0.1:{self.port}"

    def prepare(self) -> None:
        """Makes the folder that is the drive."""
        self.data_folder.mkdir(parents=True, exist_ok=True)

    def process(self) -> ProcessSpec:
        return ProcessSpec(
            name="minio",
            group="servers",
            command=(str(self.program), "server", "--address", self.endpoint, str(self.data_folder)),
            environment={
                "MINIO_ROOT_USER": self.access_key,
                "MINIO_ROOT_PASSWORD": self.secret_key,
                "MINIO_BROWSER": "off",
                # No question to the vendor's server about newer versions.
                "MINIO_UPDATE": "off",
            },
            port=self.port,
            check=partial(check_http, "127.0.0.1", self.port, "/minio/health/ready"),
            stop_seconds=5,
        )
