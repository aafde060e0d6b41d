"""The three servers that are fetched or built: Kafka's jars, MinIO and FerretDB."""

import hashlib
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from videoagent_stack.errors import BuildError, MissingToolError
from videoagent_stack.layout import NATIVE_FOLDER
from videoagent_stack.provision.cache import Cache
from videoagent_stack.provision.commands import run_tool
from videoagent_stack.provision.progress import Progress
from videoagent_stack.provision.toolchains import find_go, find_java

KAFKA_FOLDER = NATIVE_FOLDER / "kafka"
KAFKA_JARS = KAFKA_FOLDER / "jars.sha256"
COPY_JARS = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"


@dataclass(frozen=True)
class GoProgram:
    """A Go program built from a small module of ours whose `go.sum` pins everything in it."""

    name: str
    version: str
    package: str
    packages_compiled: int
    """About how many packages a cold build compiles; only for showing progress."""

    @property
    def folder(self) -> Path:
        return NATIVE_FOLDER / self.name

    @property
    def cache_version(self) -> str:
        return f"{self.version}-{_digest(sorted(self.folder.glob('*.*')))}"


MINIO = GoProgram("minio", "20260212", "github.com/minio/minio", 1_300)
FERRETDB = GoProgram("ferretdb", "1.24.2", ".", 400)
KAFKA_VERSION = "4.1.0"


@dataclass(frozen=True)
class Programs:
    """Where the servers are."""

    java: Path
    kafka_jars: Path
    minio: Path
    ferretdb: Path


def provision(cache: Cache) -> Programs:
    """Returns the servers, first fetching and building side by side those that are missing.

    Raises:
        MissingToolError: A tool is missing; the message says how to get it.
        BuildError: A build failed. What was finished stays, so the next run goes on from there.
    """
    with ThreadPoolExecutor(max_workers=4) as pool:
        java = pool.submit(find_java, cache)
        jars = pool.submit(fetch_kafka, cache)
        minio = pool.submit(build_go_program, cache, MINIO)
        ferretdb = pool.submit(build_go_program, cache, FERRETDB)
        return Programs(java=java.result(), kafka_jars=jars.result(), minio=minio.result(), ferretdb=ferretdb.result())


def kafka_cache_version() -> str:
    return f"{KAFKA_VERSION}-{_digest([KAFKA_FOLDER / 'pom.xml', KAFKA_JARS])}"


def build_go_program(cache: Cache, program: GoProgram) -> Path:
    """Builds a Go program; its modules are verified against the committed `go.sum`."""

    def build(folder: Path) -> None:
        progress = Progress(program.name)
        progress.say(f"building {program.version} from source")
        compiled = 0

        def count(line: str) -> None:
            nonlocal compiled
            if line.startswith("go: downloading"):
                progress.tick(line.removeprefix("go: "))
            else:
                compiled += 1
                progress.tick(f"{compiled} of about {program.packages_compiled} packages compiled")

        run_tool(
            [
                *(str(find_go(cache)), "build", "-v", "-trimpath", "-mod=readonly", "-buildvcs=false"),
                *("-ldflags=-s -w", "-o", str(folder / program.name), program.package),
            ],
            program.folder,
            environment={"CGO_ENABLED": "0", "GOFLAGS": "", "GOWORK": "off"},
            on_line=count,
        )
        progress.say("built")

    return cache.ensure(program.name, program.cache_version, build) / program.name


def fetch_kafka(cache: Cache) -> Path:
    """Fetches the broker's jars with Maven and verifies each against the committed SHA-256."""

    def fetch(folder: Path) -> None:
        progress = Progress("kafka")
        progress.say(f"fetching {KAFKA_VERSION}")
        run_tool(
            [
                *(_maven(), "--batch-mode", "--quiet", "--file", str(KAFKA_FOLDER / "pom.xml")),
                *(COPY_JARS, f"-DoutputDirectory={folder}"),
            ],
            KAFKA_FOLDER,
            on_line=lambda _line: progress.tick("fetching"),
        )
        verify_jars(folder)
        progress.say("fetched and verified")

    return cache.ensure("kafka", kafka_cache_version(), fetch)


def verify_jars(folder: Path) -> None:
    """Compares the jars in a folder with the committed list.

    Raises:
        BuildError: A jar is missing, foreign, or not the pinned one.
    """
    expected = dict(_pinned_jars())
    present = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.jar")}
    if present != expected:
        different = sorted(name for name, _ in set(present.items()) ^ set(expected.items()))
        raise BuildError(f"Kafka's jars are not the pinned ones: {', '.join(dict.fromkeys(different))}")


def _pinned_jars() -> Iterator[tuple[str, str]]:
    for line in KAFKA_JARS.read_text().splitlines():
        digest, name = line.split()
        yield name, digest


def _maven() -> str:
    found = shutil.which("mvn")
    if found is None:
        raise MissingToolError("`mvn` is not on PATH; Apache Maven fetches Kafka's jars: install it and run again")
    return found


def _digest(files: list[Path]) -> str:
    """Short hash over the files that decide what is built."""
    hasher = hashlib.sha256()
    for path in files:
        hasher.update(path.name.encode())
        hasher.update(path.read_bytes())
    return hasher.hexdigest()[:12]
