"""Ending processes that a stack left behind, for example when its supervisor was killed."""

from collections.abc import Callable

import psutil

from videoagent_stack.layout import StackLayout
from videoagent_stack.stack import MARKER
from videoagent_stack.supervisor import spawned_pids

GRACE_SECONDS = 10.0


def find_orphans(layout: StackLayout) -> list[psutil.Process]:
    """Processes that belong to this stack: by the environment they inherited, or by recorded pid.

    A recorded pid counts only while its process still carries the stack's mark or, since PostgreSQL
    overwrites its environment, names the stack's folder in its command line: pids are reused.
    """
    folder = str(layout.folder)
    recorded = {pid for _, pid in spawned_pids(layout)}
    return [
        process
        for process in psutil.process_iter()
        if _marked(process, folder) or (process.pid in recorded and _mentions(process, folder))
    ]


def end_orphans(layout: StackLayout) -> list[int]:
    """Ends them, first politely, then by SIGKILL; returns their pids."""
    orphans = find_orphans(layout)
    for process in orphans:
        _quietly(process.terminate)
    _, alive = psutil.wait_procs(orphans, timeout=GRACE_SECONDS)
    for process in alive:
        _quietly(process.kill)
    psutil.wait_procs(alive, timeout=GRACE_SECONDS)
    return [process.pid for process in orphans]


def _marked(process: psutil.Process, folder: str) -> bool:
    try:
        return bool(process.environ().get(MARKER) == folder)
    except (psutil.Error, OSError):
        return False


def _mentions(process: psutil.Process, folder: str) -> bool:
    try:
        return any(folder in argument for argument in process.cmdline())
    except (psutil.Error, OSError):
        return False


def _quietly(send: Callable[[], None]) -> None:
    try:
        send()
    except psutil.NoSuchProcess:
        return
