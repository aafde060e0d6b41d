"""Apache Kafka: one KRaft node on the jars that `setup` fetched."""

import subprocess
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from videoagent_stack.errors import StartError
from videoagent_stack.health import check_kafka
from videoagent_stack.layout import NATIVE_FOLDER
from videoagent_stack.processes import ProcessSpec

COMMON_PROPERTIES = NATIVE_FOLDER / "kafka" / "server.properties"
LOGGING = NATIVE_FOLDER / "kafka" / "log4j2.properties"
FORMAT_SECONDS = 60


@dataclass(frozen=True)
class Kafka:
    """The broker of a stack."""

    java: Path
    jars: Path
    port: int
    controller_port: int
    data_folder: Path
    cluster_id: str
    heap_mib: int
    detour: tuple[int, int] | None = None
    """A second listener: the port it has, and the port that its clients are told, where a proxy of a test listens."""
    classes: Path | None = None
    """Archive of the classes that it loads, see `provision.kafka_classes`; without it they come from the jars."""

    @property
    def bootstrap_servers(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def properties_file(self) -> Path:
        return self.data_folder / "server.properties"

    @property
    def log_folder(self) -> Path:
        return self.data_folder / "log"

    def prepare(self) -> None:
        """Writes the configuration, and formats the log folder when it is new; idempotent."""
        self.data_folder.mkdir(parents=True, exist_ok=True)
        listeners = f"PLAINTEXT://{self.bootstrap_servers},CONTROLLER://127.0.0.1:{self.controller_port}"
        advertised = f"PLAINTEXT://{self.bootstrap_servers}"
        if self.detour is not None:
            port, told = self.detour
            listeners += f",DETOUR://127.0.0.1:{port}"
            advertised += f",DETOUR://127.0.0.1:{told}"
        own_properties = {
            "listeners": listeners,
            "advertised.listeners": advertised,
            "controller.quorum.voters": f"1@127.0.0.1:{self.controller_port}",
            "log.dirs": str(self.log_folder),
        }
        lines = [f"{name}={value}\n" for name, value in own_properties.items()]
        self.properties_file.write_text(COMMON_PROPERTIES.read_text() + "\n" + "".join(lines))
        if not (self.log_folder / "meta.properties").exists():
            self._format()

    def process(self) -> ProcessSpec:
        return ProcessSpec(
            name="kafka",
            group="servers",
            command=self._java_command(self.heap_mib, "kafka.Kafka", str(self.properties_file)),
            port=self.port,
            check=partial(check_kafka, self.bootstrap_servers),
            stop_seconds=20,
        )

    def _format(self) -> None:
        command = self._java_command(
            *(256, "kafka.tools.StorageTool", "format", "--ignore-formatted"),
            *("--cluster-id", self.cluster_id, "--config", str(self.properties_file)),
        )
        done = subprocess.run(  # noqa: S603 - fixed program, no shell
            command, capture_output=True, text=True, timeout=FORMAT_SECONDS, check=False
        )
        if done.returncode != 0:
            raise StartError(f"Kafka's storage could not be formatted:\n{done.stdout}{done.stderr}")

    def _java_command(self, heap_mib: int, main_class: str, *arguments: str) -> tuple[str, ...]:
        archive = () if self.classes is None else (f"-XX:SharedArchiveFile={self.classes}",)
        return (
            *(str(self.java), "-Xms128m", f"-Xmx{heap_mib}m", "-XX:MaxGCPauseMillis=20", "-XX:+ExitOnOutOfMemoryError"),
            *archive,
            *("-Djava.awt.headless=true", f"-Dlog4j2.configurationFile={LOGGING}"),
            *("-cp", f"{self.jars}/*", main_class, *arguments),
        )
