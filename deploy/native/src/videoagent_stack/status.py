"""What every process of a stack is doing."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal

from videoagent_stack.errors import UnhealthyError
from videoagent_stack.layout import StackLayout
from videoagent_stack.lifecycle import load_stack
from videoagent_stack.processes import ProcessSpec
from videoagent_stack.services import process_names
from videoagent_stack.settings import StackSettings
from videoagent_stack.stack import Stack
from videoagent_stack.supervisor import SupervisorClient, restart_counts

Health = Literal["healthy", "starting", "unhealthy", "stopped"]
STARTING_SECONDS = 30
"""So long after its start a process that does not answer yet counts as starting."""
SERVERS = ("postgres", "ferretdb", "kafka", "minio")


@dataclass(frozen=True)
class ProcessStatus:
    """One line of `make status`."""

    name: str
    pid: int | None
    port: int | None
    health: Health
    restarts: int
    detail: str = ""
    """Why it is not healthy."""


def status(layout: StackLayout, settings: StackSettings) -> list[ProcessStatus]:
    """The state of every process; works on a stack that is down or was never started."""
    stack = load_stack(layout, settings)
    if stack is None:
        names = (*SERVERS, *(name for name, _ in process_names(settings.replicas)))
        return [ProcessStatus(name, None, None, "stopped", 0) for name in names]
    return stack_status(stack)


def stack_status(stack: Stack) -> list[ProcessStatus]:
    """The state of every process of a known stack, asked side by side."""
    supervisor = SupervisorClient(stack.layout)
    facts = supervisor.processes() if supervisor.is_running() else {}
    restarts = restart_counts(stack.layout) if facts else {}
    processes = stack.processes
    with ThreadPoolExecutor(max_workers=len(processes)) as pool:
        return list(
            pool.map(
                lambda process: _one(process, facts.get(process.name), restarts.get(process.name, 0)),
                processes,
            )
        )


def _one(process: ProcessSpec, facts: dict[str, object] | None, restarts: int) -> ProcessStatus:
    state = facts["statename"] if facts else "STOPPED"
    pid = int(str(facts["pid"])) or None if facts else None
    if state in {"STOPPED", "EXITED", "FATAL", "STOPPING"} and pid is None:
        detail = str(facts["spawnerr"]) if facts else ""
        return ProcessStatus(process.name, None, process.port, "stopped", restarts, detail)
    try:
        process.check()
    except UnhealthyError as error:
        young = facts is not None and int(str(facts["now"])) - int(str(facts["start"])) < STARTING_SECONDS
        health: Health = "starting" if young or state in {"STARTING", "BACKOFF"} else "unhealthy"
        return ProcessStatus(process.name, pid, process.port, health, restarts, str(error))
    return ProcessStatus(process.name, pid, process.port, "healthy", restarts)
