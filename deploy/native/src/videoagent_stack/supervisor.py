"""Running supervisord (PyPI `supervisor`): its configuration, its XML-RPC interface, its log."""

import http.client
import os
import re
import shlex
import socket
import subprocess
import sys
import xmlrpc.client
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, cast

from videoagent_stack.errors import StackError
from videoagent_stack.layout import StackLayout
from videoagent_stack.processes import Group, ProcessSpec

GROUP_PRIORITIES: dict[Group, int] = {"database": 10, "servers": 20, "services": 30}
"""supervisord stops the highest number first, a whole group at a time."""
SETTLED_SECONDS = 10
"""A process that ends sooner is started again with a growing delay, else at once; longer than a service takes to
find its settings wrong, so that one which cannot start does not take the processor from the others."""
START_RETRIES = 1_000
LOG_BYTES = 20 * 2**20
RPC_SECONDS = 60.0

_STARTED = re.compile(r" supervisord started with pid (\d+)$")
_SPAWNED = re.compile(r" spawned: '([^']+)' with pid (\d+)$")


def configuration(layout: StackLayout, processes: Iterable[ProcessSpec]) -> str:
    """The text of `supervisord.conf` for these processes; nothing starts by itself."""
    ordered = sorted(processes, key=lambda process: GROUP_PRIORITIES[process.group])
    sections = [
        f"""[supervisord]
logfile={_escape(layout.supervisor_log)}
logfile_maxbytes={LOG_BYTES}
logfile_backups=1
pidfile={_escape(layout.supervisor_pid_file)}
directory={_escape(layout.root)}
childlogdir={_escape(layout.logs)}
{"user=root" if os.geteuid() == 0 else ""}

[unix_http_server]
file={_escape(layout.supervisor_socket)}
chmod=0600

[supervisorctl]
serverurl=unix://{_escape(layout.supervisor_socket)}

[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
"""
    ]
    for group, members in groupby(ordered, key=lambda process: process.group):
        group_processes = list(members)
        names = ",".join(process.name for process in group_processes)
        sections.append(f"[group:{group}]\nprograms={names}\npriority={GROUP_PRIORITIES[group]}\n")
        sections.extend(_program(layout, process) for process in group_processes)
    return "\n".join(sections)


def _program(layout: StackLayout, process: ProcessSpec) -> str:
    environment = ",".join(f'{name}="{_escape(value)}"' for name, value in process.environment.items())
    return f"""[program:{process.name}]
command={_escape(shlex.join(process.command))}
environment={environment}
autostart=false
autorestart=true
startsecs={SETTLED_SECONDS}
startretries={START_RETRIES}
stopsignal={process.stop_signal}
stopwaitsecs={process.stop_seconds}
stopasgroup=false
killasgroup=true
redirect_stderr=true
stdout_logfile={_escape(layout.log_of(process.name))}
stdout_logfile_maxbytes={LOG_BYTES}
stdout_logfile_backups=1
"""


def _escape(value: object) -> str:
    return str(value).replace("%", "%%")


def start_supervisor(layout: StackLayout, environment: Mapping[str, str]) -> None:
    """Starts supervisord in the background with this environment, which its processes inherit."""
    layout.supervisor_log.unlink(missing_ok=True)
    done = subprocess.run(  # noqa: S603 - this interpreter, no shell
        [sys.executable, "-m", "supervisor.supervisord", "-c", str(layout.supervisor_config)],
        env=dict(environment),
        cwd=layout.root,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=RPC_SECONDS,
        check=False,
    )
    if done.returncode != 0:
        raise StackError(f"supervisord did not start:\n{done.stdout}{done.stderr}")


class _SocketConnection(http.client.HTTPConnection):
    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=RPC_SECONDS)
        self._path = path

    def connect(self) -> None:
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.settimeout(self.timeout)
            connection.connect(str(self._path))
        except OSError:
            connection.close()
            raise
        self.sock = connection


class _SocketTransport(xmlrpc.client.Transport):
    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def make_connection(self, host: tuple[str, dict[str, str]] | str) -> http.client.HTTPConnection:
        connection = _SocketConnection(self._path)
        # Where the base class looks for what `close` has to close.
        self._connection = host, connection
        return connection


class SupervisorClient:
    """What we ask a running supervisord; every call raises `OSError` when there is none."""

    def __init__(self, layout: StackLayout) -> None:
        self._socket = layout.supervisor_socket

    def is_running(self) -> bool:
        """Tells whether there is a supervisord, be it one that is shutting down."""
        try:
            self._call("getState", harmless="SHUTDOWN_STATE")
        except (OSError, http.client.HTTPException, xmlrpc.client.Error):
            return False
        return True

    def processes(self) -> dict[str, dict[str, Any]]:
        """The facts of supervisord by process name: `statename`, `pid`, `start`, `spawnerr` and so on."""
        facts = cast("list[dict[str, Any]]", self._call("getAllProcessInfo"))
        return {fact["name"]: fact for fact in facts}

    def start(self, process: ProcessSpec) -> None:
        """Starts the process without waiting for it; no effect when it runs."""
        self._call("startProcess", _full_name(process), False, harmless="ALREADY_STARTED")

    def stop(self, process: ProcessSpec) -> None:
        """Stops the process and waits until it is gone; no effect when it does not run."""
        self._call("stopProcess", _full_name(process), True, harmless="NOT_RUNNING")

    def shutdown(self) -> None:
        """Asks supervisord to stop everything and to end; returns before it has."""
        self._call("shutdown", harmless="SHUTDOWN_STATE")

    def _call(self, method: str, *arguments: str | bool, harmless: str = "") -> object:
        transport = _SocketTransport(self._socket)
        with xmlrpc.client.ServerProxy("http://localhost/RPC2", transport=transport) as proxy:
            try:
                return cast("object", getattr(proxy.supervisor, method)(*arguments))
            except xmlrpc.client.Fault as fault:
                if harmless and fault.faultString.startswith(harmless):
                    return None
                raise StackError(f"supervisord refuses {method} {arguments}: {fault.faultString}") from fault


def _full_name(process: ProcessSpec) -> str:
    return f"{process.group}:{process.name}"


def spawned_pids(layout: StackLayout) -> list[tuple[str, int]]:
    """Name and pid of every process that the last supervisord started, in order, from its log."""
    spawned: list[tuple[str, int]] = []
    for path in (layout.supervisor_log.with_name("supervisord.log.1"), layout.supervisor_log):
        if not path.exists():
            continue
        for line in path.read_text(errors="replace").splitlines():
            if _STARTED.search(line):
                spawned.clear()
            elif match := _SPAWNED.search(line):
                spawned.append((match[1], int(match[2])))
    return spawned


def restart_counts(layout: StackLayout) -> Counter[str]:
    """How often each process was started again since supervisord itself started."""
    counts = Counter(name for name, _ in spawned_pids(layout))
    return Counter({name: times - 1 for name, times in counts.items()})
