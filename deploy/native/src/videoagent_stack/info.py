"""What tests get of a running stack."""

import fcntl
import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

from videoagent_stack.errors import StackError
from videoagent_stack.layout import StackLayout
from videoagent_stack.lifecycle import down, up, wait_healthy
from videoagent_stack.processes import ProcessSpec
from videoagent_stack.settings import StackSettings
from videoagent_stack.stack import TEST, Stack
from videoagent_stack.status import ProcessStatus, stack_status
from videoagent_stack.supervisor import SupervisorClient


@dataclass(frozen=True)
class StackInfo:
    """Addresses and controls of a running stack."""

    stack: Stack

    @property
    def kafka_bootstrap_servers(self) -> str:
        return self.stack.kafka.bootstrap_servers

    @property
    def kafka_detour(self) -> tuple[int, int]:
        """Port of the broker's second listener, and the port at which its clients are told to look for it.

        A proxy between the two stands between those clients and Kafka.
        """
        ports = self.stack.kafka_detour
        if ports is None:
            raise StackError("only the stacks of tests have a second listener")
        return ports

    @property
    def mongo_uri(self) -> str:
        return self.stack.ferretdb.uri

    @property
    def minio_endpoint(self) -> str:
        return self.stack.minio.endpoint

    @property
    def minio_access_key(self) -> str:
        return self.stack.minio.access_key

    @property
    def minio_secret_key(self) -> str:
        return self.stack.minio.secret_key

    @property
    def gateway_url(self) -> str:
        return self.stack.gateway_url

    def env(self) -> dict[str, str]:
        """Environment for a service process of one's own: the caller's, and where this stack's servers are."""
        return {**self.stack.supervisor_environment(), **self.stack.environment()}

    def processes(self) -> list[ProcessStatus]:
        """The state of every process now."""
        return stack_status(self.stack)

    def process(self, name: str) -> ProcessStatus:
        """The state of one process now."""
        return next(process for process in self.processes() if process.name == name)

    def kill(self, name: str, with_signal: signal.Signals = signal.SIGKILL) -> int:
        """Sends a signal to a process and returns its pid; the supervisor starts it again if it ends."""
        pid = SupervisorClient(self.stack.layout).processes()[name]["pid"]
        if not pid:
            raise StackError(f"{name} does not run")
        os.kill(pid, with_signal)
        return int(pid)

    def stop(self, name: str) -> None:
        """Stops a process, which stays down until `start`."""
        SupervisorClient(self.stack.layout).stop(self._spec(name))

    def start(self, name: str) -> None:
        """Starts a stopped process and waits until it is healthy."""
        SupervisorClient(self.stack.layout).start(self._spec(name))
        self.wait_healthy(name)

    def wait_healthy(self, *names: str) -> None:
        """Waits until these processes (all when none is named) pass their checks.

        Raises:
            StartError: One does not in time.
        """
        chosen = [self._spec(name) for name in names] if names else list(self.stack.processes)
        wait_healthy(self.stack, chosen)

    def wait_restarted(self, name: str, old_pid: int, timeout_seconds: float = 60) -> None:
        """Waits until a process has another pid than `old_pid` and is healthy."""
        supervisor = SupervisorClient(self.stack.layout)
        deadline = time.monotonic() + timeout_seconds
        while supervisor.processes()[name]["pid"] in {0, old_pid}:
            if time.monotonic() > deadline:
                raise StackError(f"{name} (pid {old_pid}) was not started again in {timeout_seconds} s")
            time.sleep(0.1)
        self.wait_healthy(name)

    def _spec(self, name: str) -> ProcessSpec:
        return next(process for process in self.stack.processes if process.name == name)


@contextmanager
def running(name: str = TEST, services: bool = True) -> Iterator[StackInfo]:
    """Runs a stack for the length of the block.

    It begins with empty data and is stopped at the end, unless somebody else uses it: test runs side by side
    share one, which the last of them stops, and one that was started by hand stays as it is.
    """
    layout = StackLayout(name)
    layout.folder.parent.mkdir(parents=True, exist_ok=True)
    started_here = layout.folder / "started-by-tests"
    with layout.folder.with_suffix(".users").open("w") as users:
        if _is_only_user(users) and not SupervisorClient(layout).is_running():
            down(layout)
            shutil.rmtree(layout.folder, ignore_errors=True)
            layout.create()
            started_here.touch()
        try:
            info = StackInfo(up(layout, StackSettings(), services))
            fcntl.flock(users, fcntl.LOCK_SH)
            yield info
        finally:
            if _is_only_user(users) and started_here.exists():
                started_here.unlink()
                down(layout)


def _is_only_user(users: TextIO) -> bool:
    """Takes the exclusive lock if nobody holds one, else waits for a shared one."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        fcntl.flock(users, fcntl.LOCK_SH)
        return False
    return True
