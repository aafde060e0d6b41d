"""MinIO and FerretDB, built from source: their upstreams ship no binary through a package registry."""

from dataclasses import dataclass
from pathlib import Path

from videoagent_stack.layout import NATIVE_FOLDER
from videoagent_stack.provision.cache import Cache
from videoagent_stack.provision.commands import content_digest, run_tool
from videoagent_stack.provision.progress import Progress
from videoagent_stack.provision.toolchains import find_go, go_environment


@dataclass(frozen=True)
class GoProgram:
    """A Go program built from a small module of ours whose `go.sum` pins everything in it."""

    name: str
    version: str
    package: str
    packages_compiled: int
    """How many packages a cold build compiles; only for showing progress."""

    @property
    def folder(self) -> Path:
        return NATIVE_FOLDER / self.name

    @property
    def cache_version(self) -> str:
        """Changes with the module's files."""
        return f"{self.version}-{content_digest(sorted(self.folder.glob('*.*')))}"


MINIO = GoProgram("minio", "20260212", "github.com/minio/minio", 1_200)
FERRETDB = GoProgram("ferretdb", "1.24.2", ".", 460)


def build_go_program(cache: Cache, program: GoProgram) -> Path:
    """Returns the program, first building it when it is missing.

    Its modules are verified against the committed `go.sum`. A build that was interrupted goes on where it
    was, since Go keeps finished modules and packages in caches of its own.
    """

    def build(folder: Path) -> None:
        progress = Progress(program.name)
        progress.say(f"building {program.version} from source")
        compiled = 0

        def show(line: str) -> None:
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
            # A user's own flags or workspace must not change what is built.
            environment={"CGO_ENABLED": "0", "GOWORK": "off", **go_environment(cache)},
            on_line=show,
        )
        progress.say("built")

    return cache.ensure(program.name, program.cache_version, build) / program.name
