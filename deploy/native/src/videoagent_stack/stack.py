"""One stack put together: its layout, ports, servers and services."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from videoagent_stack.layout import StackLayout
from videoagent_stack.processes import ProcessSpec
from videoagent_stack.servers.ferretdb import FerretDB
from videoagent_stack.servers.kafka import Kafka
from videoagent_stack.servers.minio import Minio
from videoagent_stack.servers.postgres import Postgres
from videoagent_stack.services import GATEWAY, process_names, service_process
from videoagent_stack.settings import StackSettings
from videoagent_stack.state import StackState

MAIN = "main"
TEST = "test"
"""Also the first part of the names of all other stacks of tests, such as ``test-chaos``: none of them is durable."""
DEFAULT_GATEWAY_PORT = 8000
SERVER_PORTS = ("postgres", "ferretdb", "kafka", "kafka-controller", "minio")
DETOUR_PORTS = ("kafka-detour", "kafka-detour-proxy")
"""Of tests' stacks: where the broker listens for a proxy, and where the proxy is expected to listen."""
BUCKET = "videoagent-media"
CHOSEN_BY_USERS = ("VIDEOAGENT_GATEWAY__HOST", "VIDEOAGENT_CONCURRENCY")
"""What a service process is given a value of its own for, unless the caller has chosen one."""
MARKER = "VIDEOAGENT_STACK_FOLDER"
"""Environment variable that every process of a stack inherits; by it, left-over processes are found."""


def is_for_tests(layout: StackLayout) -> bool:
    """Tells whether the stack is one of tests: `test`, or a name that begins with it."""
    return layout.name.partition("-")[0] == TEST


def wanted_ports(layout: StackLayout, settings: StackSettings, environment: Mapping[str, str]) -> dict[str, int | None]:
    """Names that need a port, with the fixed ports where there are such."""
    wanted: dict[str, int | None] = dict.fromkeys(SERVER_PORTS)
    wanted |= {name: None for name, _ in process_names(settings.replicas)}
    if is_for_tests(layout):
        wanted |= dict.fromkeys(DETOUR_PORTS)
    if layout.name == MAIN:
        wanted[GATEWAY] = int(environment.get("VIDEOAGENT_GATEWAY__PORT", DEFAULT_GATEWAY_PORT))
    wanted |= {"kafka": settings.kafka_port, "ferretdb": settings.mongo_port, "minio": settings.minio_port}
    return wanted


@dataclass(frozen=True)
class Stack:
    """All processes of one stack, once its ports and programs are known."""

    layout: StackLayout
    settings: StackSettings
    state: StackState
    inherited: Mapping[str, str]
    """Environment of the caller, with what its `.env` adds; services get it all."""

    @cached_property
    def postgres(self) -> Postgres:
        return Postgres(layout=self.layout, port=self.state.ports["postgres"], durable=not is_for_tests(self.layout))

    @cached_property
    def ferretdb(self) -> FerretDB:
        return FerretDB(self.state.programs.ferretdb, self.state.ports["ferretdb"], self.postgres.url)

    @cached_property
    def kafka(self) -> Kafka:
        return Kafka(
            java=self.state.programs.java,
            jars=self.state.programs.kafka_jars,
            port=self.state.ports["kafka"],
            controller_port=self.state.ports["kafka-controller"],
            data_folder=self.layout.data / "kafka",
            cluster_id=self.state.kafka_cluster_id,
            heap_mib=self.settings.kafka_heap_mib,
            detour=self.kafka_detour,
            classes=self.state.programs.kafka_classes,
        )

    @property
    def kafka_detour(self) -> tuple[int, int] | None:
        """Port of the broker's second listener, and port of the proxy in front of it; None but in tests' stacks."""
        if not is_for_tests(self.layout):
            return None
        port, proxy = (self.state.ports[name] for name in DETOUR_PORTS)
        return port, proxy

    @cached_property
    def minio(self) -> Minio:
        return Minio(
            program=self.state.programs.minio,
            port=self.state.ports["minio"],
            data_folder=self.layout.data / "minio",
            access_key=self.state.minio_access_key,
            secret_key=self.state.minio_secret_key,
        )

    @property
    def servers(self) -> tuple[ProcessSpec, ...]:
        return tuple(server.process() for server in (self.postgres, self.ferretdb, self.kafka, self.minio))

    @property
    def services(self) -> tuple[ProcessSpec, ...]:
        chosen = {name: self.inherited[name] for name in CHOSEN_BY_USERS if name in self.inherited}
        return tuple(
            service_process(
                name,
                service,
                self.state.ports[name],
                {**self.environment(), "VIDEOAGENT_WORK_DIR": str(self.layout.work / name), **chosen},
            )
            for name, service in process_names(self.settings.replicas)
        )

    @property
    def processes(self) -> tuple[ProcessSpec, ...]:
        return self.servers + self.services

    @property
    def gateway_url(self) -> str:
        return f"http://127.0.0.1:{self.state.ports[GATEWAY]}"

    def environment(self) -> dict[str, str]:
        """Settings by which any service finds this stack's servers."""
        return {
            "VIDEOAGENT_KAFKA__BOOTSTRAP_SERVERS": self.kafka.bootstrap_servers,
            "VIDEOAGENT_MONGO__URI": self.ferretdb.uri,
            "VIDEOAGENT_OBJECT_STORE__ENDPOINT": self.minio.endpoint,
            "VIDEOAGENT_OBJECT_STORE__PUBLIC_ENDPOINT": self.inherited.get(
                "VIDEOAGENT_OBJECT_STORE__PUBLIC_ENDPOINT", self.minio.endpoint
            ),
            "VIDEOAGENT_OBJECT_STORE__ACCESS_KEY": self.minio.access_key,
            "VIDEOAGENT_OBJECT_STORE__SECRET_KEY": self.minio.secret_key,
            "VIDEOAGENT_OBJECT_STORE__BUCKET": BUCKET,
            "VIDEOAGENT_LOG__FORMAT": self.inherited.get("VIDEOAGENT_LOG__FORMAT", "json"),
            "VIDEOAGENT_WORK_DIR": str(self.layout.work),
        }

    def supervisor_environment(self) -> dict[str, str]:
        """What supervisord and, through it, every process inherits.

        Compiled modules are kept in a folder of their own, also where the caller's environment forbids Python to write
        beside its sources: without them eleven services and their worker processes compile all that they import at
        every start, more than a second of processor time each.
        """
        bytecode = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(self.layout.bytecode)}
        return {**self.inherited, **bytecode, "PYTHONUNBUFFERED": "1", MARKER: str(self.layout.folder)}


def inherited_environment(layout: StackLayout) -> dict[str, str]:
    """The caller's environment with the project's `.env` below it.

    Stacks other than `main` are for tests and must not depend on who runs them: they get neither the `.env`
    nor any of the user's `VIDEOAGENT_*` but those that tell where tools are.
    """
    if layout.name == MAIN:
        return {**read_env_file(layout), **os.environ}
    kept = {"VIDEOAGENT_CACHE", "VIDEOAGENT_FFMPEG"}
    return {k: v for k, v in os.environ.items() if not k.startswith("VIDEOAGENT_") or k in kept}


def read_env_file(layout: StackLayout) -> dict[str, str]:
    """`NAME=value` lines of the project's `.env`; blank lines and comments are skipped, quotes removed."""
    path = layout.root / ".env"
    if not path.exists():
        return {}
    values = {}
    for raw_line in path.read_text().splitlines():
        line = raw_line.strip().removeprefix("export ")
        name, separator, value = line.partition("=")
        if separator and not line.startswith("#"):
            text = value.strip()
            quoted = len(text) >= 2 and text[0] == text[-1] and text[0] in "\"'"
            values[name.strip()] = text[1:-1] if quoted else text
    return values
