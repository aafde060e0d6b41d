"""Processes that are started again whenever they end, as a supervisor does it, and can be hurt on purpose."""

import asyncio
import os
import signal
import time
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from videoagent_runtime.lifeline import tie_to_parent

_AGAIN_S = 0.2
_SHORT_LIFE_S = 5.0
_LONGEST_WAIT_S = 3.0


class Kept:
    """One process. It dies with the tests.

    Args:
        name: For messages and the log's name.
        command: Program and arguments.
        environment: The whole of it.
        folder: Where it runs.
        log: File that its output is added to.
    """

    def __init__(
        self, name: str, command: Sequence[str], environment: Mapping[str, str], folder: Path, log: Path
    ) -> None:
        self.name = name
        self.log = log
        self._folder = folder
        self.starts = 0
        self._command = list(command)
        self._environment = dict(environment)
        self._process: asyncio.subprocess.Process | None = None
        self._keeping: asyncio.Task[None] | None = None
        self._paused = False

    @property
    def pid(self) -> int | None:
        """Its process id; None while it does not run."""
        running = self._process is not None and self._process.returncode is None
        return self._process.pid if running and self._process is not None else None

    def start(self, **changes: str) -> None:
        """Keep it running from now on. The changes of its environment are there from its next start on."""
        self._environment |= changes
        if self._keeping is None:
            self._keeping = asyncio.create_task(self._keep(), name=f"keeping {self.name}")

    def send(self, number: signal.Signals) -> bool:
        """Send a signal; whether there was somebody to get it."""
        pid = self.pid
        if pid is None:
            return False
        os.kill(pid, number)
        self._paused = number is signal.SIGSTOP or (self._paused and number is not signal.SIGCONT)
        return True

    async def restart(self, **changes: str) -> None:
        """Stop it gently, and keep it again with these changes of its environment."""
        await self.stop()
        self.start(**changes)

    async def stop(self, within_s: float = 45.0) -> int | None:
        """End it with SIGTERM, or SIGKILL if that takes too long, and leave it ended; returns its exit code."""
        keeping, self._keeping = self._keeping, None
        if keeping is not None:
            keeping.cancel()
            await asyncio.wait({keeping})
        process = self._process
        if process is None:
            return None
        if process.returncode is None:
            self.send(signal.SIGCONT)
            self.send(signal.SIGTERM)
            try:
                await asyncio.wait_for(process.wait(), within_s)
            except TimeoutError:
                process.kill()
                await process.wait()
        return process.returncode

    async def _keep(self) -> None:
        quick = 0
        while True:
            began = time.monotonic()
            with self.log.open("ab") as log:
                self._process = await asyncio.create_subprocess_exec(
                    *self._command,
                    env=self._environment,
                    cwd=self._folder,
                    stdin=asyncio.subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    preexec_fn=partial(tie_to_parent, os.getpid()),
                )
            self.starts += 1
            self._paused = False
            await self._process.wait()
            quick = quick + 1 if time.monotonic() - began < _SHORT_LIFE_S else 0
            await asyncio.sleep(min(_LONGEST_WAIT_S, _AGAIN_S * 2**quick))
