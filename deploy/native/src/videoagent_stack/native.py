"""The stack as native processes, command by command."""

import os
import shutil
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from videoagent_stack.errors import StackError
from videoagent_stack.layout import StackLayout
from videoagent_stack.lifecycle import down, load_stack, up
from videoagent_stack.provision.assets import prepare_assets
from videoagent_stack.provision.cache import Cache
from videoagent_stack.provision.servers import provision
from videoagent_stack.settings import StackSettings
from videoagent_stack.stack import Stack
from videoagent_stack.status import ProcessStatus, status


class NativeStack:
    """What the command line does with one native stack."""

    def __init__(self, layout: StackLayout, settings: StackSettings) -> None:
        self._layout = layout
        self._settings = settings

    @property
    def gateway_url(self) -> str:
        return self._known().gateway_url

    def setup(self) -> None:
        """Fetches and builds what is missing, servers and assets side by side."""
        cache = Cache(self._settings.cache_folder)
        with ThreadPoolExecutor(max_workers=2) as pool:
            servers = pool.submit(provision, cache)
            assets = pool.submit(prepare_assets, cache)
            servers.result()
            assets.result()

    def up(self, services: bool = True) -> None:
        """Fetches and builds what is missing, starts everything and returns when all is healthy; idempotent."""
        if services:
            self.setup()
        up(self._layout, self._settings, services)

    def down(self) -> None:
        """Stops everything; its data stays; idempotent."""
        down(self._layout)

    def clean(self) -> None:
        """Stops everything and removes its data."""
        down(self._layout)
        shutil.rmtree(self._layout.folder, ignore_errors=True)
        shutil.rmtree(self._layout.sockets, ignore_errors=True)

    def status(self) -> list[ProcessStatus]:
        """The state of every process, also of those that never ran."""
        return status(self._layout, self._settings)

    def environment(self) -> dict[str, str]:
        """Settings by which a service finds the servers."""
        return self._known().environment()

    def show_logs(self, processes: Sequence[str], follow: bool) -> None:
        """Prints the end of the logs, and what comes, in place of this program."""
        names = processes or sorted(path.stem for path in self._layout.logs.glob("*.log"))
        files = [str(self._layout.log_of(name)) for name in names if self._layout.log_of(name).exists()]
        if not files:
            raise StackError(f"there are no such logs: {', '.join(processes) or 'the stack was never started'}")
        tail = shutil.which("tail")
        if tail is None:
            raise StackError(f"`tail` is not on PATH; the logs are in {self._layout.logs}")
        sys.stdout.flush()
        os.execv(tail, [tail, "-n", "20", *(["-F"] if follow else []), *files])  # noqa: S606 - no shell

    def _known(self) -> Stack:
        stack = load_stack(self._layout, self._settings)
        if stack is None:
            raise StackError(f"stack {self._layout.name} was never started")
        return stack
