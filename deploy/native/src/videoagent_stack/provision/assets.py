"""Assets that services and libraries prepare themselves: fonts, icons, indexes.

Each is a command of the package that needs it, idempotent, with a cache of its own. Here they are only run, and
not even that when neither the command nor its package has changed since it last succeeded.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from videoagent_stack.errors import BuildError
from videoagent_stack.layout import PROJECT_ROOT
from videoagent_stack.provision.cache import Cache
from videoagent_stack.provision.commands import content_digest, run_tool
from videoagent_stack.provision.progress import Progress
from videoagent_stack.provision.toolchains import npm_environment

SHARED_CODE = "videoagent_media"
"""Fetches fonts and npm packages for the others."""


@dataclass(frozen=True)
class AssetCommand:
    """`python -m <module> <arguments>`."""

    module: str
    arguments: tuple[str, ...] = ("prepare",)

    @property
    def title(self) -> str:
        return self.module.removeprefix("videoagent_").replace("_", "-")

    def version(self) -> str:
        """Changes with the command, with the code that it runs, and with the pinned dependencies."""
        packages = (_package_folder(self.module), _package_folder(SHARED_CODE))
        sources = sorted(path for package in packages for path in package.rglob("*.py"))
        inputs = [*sources, PROJECT_ROOT / "requirements.txt"]
        return "-".join([content_digest(inputs), *self.arguments])


ASSETS: tuple[AssetCommand, ...] = (
    AssetCommand("videoagent_agent_story"),
    AssetCommand("videoagent_agent_image"),
    AssetCommand("videoagent_agent_voice"),
    AssetCommand("videoagent_agent_video"),
    AssetCommand("videoagent_agent_music"),
)
"""What `setup` prepares; order does not matter."""


def prepare_assets(cache: Cache) -> None:
    """Prepares what is missing, two at a time.

    Raises:
        BuildError: One failed; the text holds the end of its output.
    """
    with ThreadPoolExecutor(max_workers=2) as pool:
        list(pool.map(lambda command: prepare_asset(cache, command), ASSETS))


def prepare_asset(cache: Cache, command: AssetCommand) -> None:
    """Runs the command unless it has succeeded before with the same code."""

    def prepare(folder: Path) -> None:
        progress = Progress(command.title)
        progress.say("preparing")
        last_line: list[str] = ["preparing"]

        def show(line: str) -> None:
            last_line[0] = line or last_line[0]
            progress.tick(last_line[0])

        run_tool(
            [sys.executable, "-m", command.module, *command.arguments],
            PROJECT_ROOT,
            environment={**npm_environment(cache), "VIDEOAGENT_CACHE": str(cache.folder.expanduser())},
            on_line=show,
        )
        (folder / "prepared").touch()
        progress.say("prepared")

    cache.ensure(f"assets/{command.module}", command.version(), prepare)


def _package_folder(module: str) -> Path:
    package = module.partition(".")[0]
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise BuildError(f"the package {package} is not installed: run `make install`")
    return Path(spec.origin).parent
