"""Apache Kafka's jars: named by a `pom.xml`, verified against a committed list of SHA-256 sums."""

import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from videoagent_stack.errors import BuildError
from videoagent_stack.layout import NATIVE_FOLDER
from videoagent_stack.provision import fetch_jars
from videoagent_stack.provision.cache import Cache
from videoagent_stack.provision.commands import content_digest, run_tool
from videoagent_stack.provision.progress import Progress
from videoagent_stack.provision.toolchains import MAVEN_CLIENT

KAFKA_VERSION = "4.1.0"
KAFKA_FOLDER = NATIVE_FOLDER / "kafka"
POM = KAFKA_FOLDER / "pom.xml"
PINNED_JARS = KAFKA_FOLDER / "jars.sha256"
COPY_JARS = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"


def cache_version() -> str:
    """Changes with the pinned jars."""
    return f"{KAFKA_VERSION}-{content_digest([POM, PINNED_JARS])}"


def fetch_kafka(cache: Cache) -> Path:
    """Returns the folder of the broker's jars, first fetching and verifying them when it is missing.

    With Maven where it is installed (it knows the user's mirrors and proxies), else with a small client.
    """

    def fetch(folder: Path) -> None:
        progress = Progress("kafka")
        progress.say(f"fetching {KAFKA_VERSION}")
        maven = shutil.which("mvn")
        command = _maven_command(maven, folder) if maven else _client_command(folder)
        environment = None if maven else _client_environment(cache)
        run_tool(command, KAFKA_FOLDER, environment, on_line=lambda _line: progress.tick("fetching"))
        verify_jars(folder)
        progress.say("fetched and verified")

    return cache.ensure("kafka", cache_version(), fetch)


def _maven_command(maven: str, folder: Path) -> list[str]:
    return [maven, "--batch-mode", "--quiet", "--file", str(POM), COPY_JARS, f"-DoutputDirectory={folder}"]


def _client_command(folder: Path) -> list[str]:
    coordinates = [coordinate for _, coordinate in pinned_jars()]
    return [sys.executable, str(fetch_jars.__file__), str(folder), *coordinates]


def _client_environment(cache: Cache) -> dict[str, str]:
    inherited = os.environ.get("PYTHONPATH")
    folders = [str(MAVEN_CLIENT.install(cache).parent), *([inherited] if inherited else [])]
    return {"PYTHONPATH": os.pathsep.join(folders)}


def pinned_jars() -> Iterator[tuple[str, str]]:
    """SHA-256 and `group:artifact:version` of every jar."""
    for line in PINNED_JARS.read_text().splitlines():
        digest, coordinate = line.split()
        yield digest, coordinate


def jar_name(coordinate: str) -> str:
    """File name of `group:artifact:version`."""
    _, artifact, version = coordinate.split(":")
    return f"{artifact}-{version}.jar"


def verify_jars(folder: Path) -> None:
    """Compares the jars in a folder with the committed list.

    Raises:
        BuildError: A jar is missing, foreign, or not the pinned one.
    """
    expected = {(jar_name(coordinate), digest) for digest, coordinate in pinned_jars()}
    present = {(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in folder.glob("*.jar")}
    if present != expected:
        different = sorted({name for name, _ in present ^ expected})
        raise BuildError(f"Kafka's jars are not the pinned ones: {', '.join(different)}")
