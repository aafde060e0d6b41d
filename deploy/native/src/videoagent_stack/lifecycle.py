"""Starting and stopping a stack."""

import fcntl
import hashlib
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain

from videoagent_stack.errors import StartError, UnhealthyError
from videoagent_stack.layout import StackLayout
from videoagent_stack.orphans import end_orphans
from videoagent_stack.ports import is_free
from videoagent_stack.processes import ProcessSpec
from videoagent_stack.provision.assets import prepare_assets
from videoagent_stack.provision.cache import Cache
from videoagent_stack.provision.servers import provision
from videoagent_stack.settings import StackSettings
from videoagent_stack.stack import Stack, inherited_environment, wanted_ports
from videoagent_stack.state import StackState
from videoagent_stack.supervisor import (
    SupervisorClient,
    configuration,
    restart_counts,
    start_supervisor,
)

POLL_SECONDS = 0.2
PATIENCE_SECONDS = 10
"""After this long of waiting, say what for."""
STARTS_ALLOWED = 5
"""A process that had to be started so often while we wait will not become healthy."""
LOG_LINES_SHOWN = 30
SHUTDOWN_SECONDS = 60


def up(layout: StackLayout, settings: StackSettings, services: bool = True) -> Stack:
    """Starts what does not run and returns when all of it is healthy; idempotent.

    Raises:
        StartError: Something is not healthy in time; the text names it and ends with its log.
    """
    layout.create()
    with _lock(layout):
        stack = _running_stack(layout, settings) or _fresh_stack(layout, settings)
        _start_servers(stack)
        if services:
            prepare_assets(Cache(settings.cache_folder))
            # Not beside Kafka: eleven services' imports on a busy machine leave it too little to start in time.
            _start(stack, stack.services)
        return stack


def _start_servers(stack: Stack) -> None:
    """Starts them side by side and returns when all are healthy."""
    supervisor = SupervisorClient(stack.layout)
    document_store = stack.ferretdb.process()
    for server in stack.servers:
        if server.name != document_store.name:
            supervisor.start(server)
    # FerretDB may make its first collection only after the database has its settings.
    wait_healthy(stack, [stack.postgres.process()])
    stack.postgres.initialise()
    _start(stack, [document_store])
    wait_healthy(stack, stack.servers)


def _start(stack: Stack, processes: Sequence[ProcessSpec]) -> None:
    supervisor = SupervisorClient(stack.layout)
    for process in processes:
        supervisor.start(process)
    wait_healthy(stack, processes)


def down(layout: StackLayout) -> None:
    """Stops everything of the stack, also what a killed supervisor left behind; idempotent."""
    if not layout.folder.exists():
        return
    with _lock(layout):
        _stop(layout)


def load_stack(layout: StackLayout, settings: StackSettings) -> Stack | None:
    """The stack as it was last started, or None when it never was."""
    state = StackState.load(layout.state_file)
    if state is None:
        return None
    inherited = inherited_environment(layout)
    # A process that was added since gets its port at the next start.
    if not wanted_ports(layout, settings, inherited).keys() <= state.ports.keys():
        return None
    return Stack(layout, settings, state, inherited)


def _running_stack(layout: StackLayout, settings: StackSettings) -> Stack | None:
    """The stack if its supervisor runs with the configuration and ports that it would be given now."""
    stack = load_stack(layout, settings)
    if stack is None or not SupervisorClient(layout).is_running():
        return None
    wanted = wanted_ports(layout, settings, stack.inherited)
    as_wanted = (
        stack.state.programs == provision(Cache(settings.cache_folder))
        and all(port in {None, stack.state.ports[name]} for name, port in wanted.items())
        and layout.supervisor_config.read_text() == _configuration(stack)
    )
    return stack if as_wanted else None


def _fresh_stack(layout: StackLayout, settings: StackSettings) -> Stack:
    """Prepares the servers and starts a supervisor that runs nothing yet."""
    programs = provision(Cache(settings.cache_folder))
    _stop(layout)
    inherited = inherited_environment(layout)
    wanted = wanted_ports(layout, settings, inherited)
    for name, port in wanted.items():
        if port is not None and not is_free(port):
            raise StartError(f"port {port}, wanted for {name}, is taken by another program{_hint(name)}")
    known = StackState.load(layout.state_file) or StackState(programs=programs)
    state = known.model_copy(update={"programs": programs}).with_ports(wanted)
    state.save(layout.state_file)
    stack = Stack(layout, settings, state, inherited)
    for server in (stack.postgres, stack.kafka, stack.minio):
        server.prepare()
    layout.supervisor_config.touch(mode=0o600)
    layout.supervisor_config.write_text(_configuration(stack))
    start_supervisor(layout, stack.supervisor_environment())
    return stack


def _hint(name: str) -> str:
    return ": try `VIDEOAGENT_GATEWAY__PORT=8001 make up`" if name == "gateway" else ""


def _configuration(stack: Stack) -> str:
    """Supervisord's configuration; changes when an inherited setting of the services changes."""
    own = sorted(item for item in stack.inherited.items() if item[0].startswith("VIDEOAGENT_"))
    digest = hashlib.sha256(repr(own).encode()).hexdigest()
    return f"; settings {digest}\n" + configuration(stack.layout, stack.processes)


def wait_healthy(stack: Stack, processes: Sequence[ProcessSpec]) -> None:
    """Waits until every process passes its check, at most the settings' start-up time-out.

    Raises:
        StartError: Names the first that does not, with the reason and the end of its log.
    """
    started = time.monotonic()
    deadline = started + stack.settings.startup_timeout.total_seconds()
    starts_before = restart_counts(stack.layout)
    waiting = list(processes)
    told = False
    while waiting:
        reason = _complaint(waiting[0])
        if reason is None:
            waiting.pop(0)
            continue
        restarts = restart_counts(stack.layout)
        given_up = [p for p in waiting if restarts[p.name] - starts_before[p.name] >= STARTS_ALLOWED]
        if given_up:
            raise StartError(_failure(stack.layout, given_up[0], f"it ended {STARTS_ALLOWED} times"))
        if time.monotonic() > deadline:
            raise StartError(_failure(stack.layout, waiting[0], reason))
        if not told and time.monotonic() - started > PATIENCE_SECONDS:
            print(f"  waiting for {', '.join(p.name for p in waiting)}", file=sys.stderr, flush=True)
            told = True
        time.sleep(POLL_SECONDS)


def _complaint(process: ProcessSpec) -> str | None:
    """Why the process is not healthy, or None when it is."""
    try:
        process.check()
    except UnhealthyError as error:
        return str(error)
    return None


def _failure(layout: StackLayout, process: ProcessSpec, reason: str) -> str:
    log = layout.log_of(process.name)
    lines = log.read_text(errors="replace").splitlines()[-LOG_LINES_SHOWN:] if log.exists() else []
    header = f"{process.name} is not healthy: {reason}\nThe end of its log ({log.relative_to(layout.root)}):"
    return "\n".join(chain([header], (f"  | {line}" for line in lines)))


def _stop(layout: StackLayout) -> None:
    supervisor = SupervisorClient(layout)
    if supervisor.is_running():
        supervisor.shutdown()
        deadline = time.monotonic() + SHUTDOWN_SECONDS
        while supervisor.is_running() and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS)
    end_orphans(layout)


@contextmanager
def _lock(layout: StackLayout) -> Iterator[None]:
    """Keeps two starts or stops of the same stack apart."""
    with layout.lock_file.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"  another command works on stack {layout.name}; waiting for it", file=sys.stderr)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
