import configparser
import shlex
from pathlib import Path

from videoagent_stack.layout import LONGEST_SOCKET_PATH, StackLayout
from videoagent_stack.processes import ProcessSpec
from videoagent_stack.supervisor import configuration, restart_counts, spawned_pids

LOG = """\
2026-01-01 10:00:00,000 INFO supervisord started with pid 10
2026-01-01 10:00:01,000 INFO spawned: 'kafka' with pid 11
2026-01-01 10:00:09,000 INFO supervisord started with pid 20
2026-01-01 10:00:10,000 INFO spawned: 'kafka' with pid 21
2026-01-01 10:00:10,000 INFO spawned: 'gateway' with pid 22
2026-01-01 10:00:14,000 INFO success: kafka entered RUNNING state, process has stayed up
2026-01-01 10:00:20,000 INFO exited: kafka (terminated by SIGKILL; not expected)
2026-01-01 10:00:21,000 INFO spawned: 'kafka' with pid 23
"""


def process(name: str, *command: str, **environment: str) -> ProcessSpec:
    return ProcessSpec(
        name=name,
        group="services",
        command=command,
        port=1,
        check=lambda: None,
        environment=environment,
    )


def test_restarts_are_counted_since_the_supervisor_started(tmp_path: Path) -> None:
    layout = StackLayout("x", tmp_path)
    layout.create()
    layout.supervisor_log.write_text(LOG)
    assert spawned_pids(layout) == [("kafka", 21), ("gateway", 22), ("kafka", 23)]
    assert restart_counts(layout) == {"kafka": 1, "gateway": 0}


def test_no_log_means_no_restarts(tmp_path: Path) -> None:
    assert restart_counts(StackLayout("x", tmp_path)) == {}


def test_configuration_keeps_commands_and_values_as_they_are(tmp_path: Path) -> None:
    spec = process("a", "/bin/echo", "50 % of 'it'", URL="http://h/%2Fx?a=b")
    text = configuration(StackLayout("x", tmp_path), [spec])
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(text)
    section = parser["program:a"]
    # supervisord expands %(name)s, so every per cent sign is doubled for it.
    assert shlex.split(section["command"].replace("%%", "%")) == ["/bin/echo", "50 % of 'it'"]
    assert section["environment"] == 'URL="http://h/%%2Fx?a=b"'
    assert section["autorestart"] == "true"
    assert parser["group:services"]["programs"] == "a"


def test_socket_paths_stay_short_enough_for_the_kernel(tmp_path: Path) -> None:
    deep = StackLayout("x", tmp_path / ("deep" * 30))
    assert len(str(deep.sockets / "supervisor.sock.4194304")) <= LONGEST_SOCKET_PATH
    assert deep.sockets != StackLayout("y", tmp_path / ("deep" * 30)).sockets


def test_sockets_are_closed_to_other_users(tmp_path: Path) -> None:
    layout = StackLayout("x", tmp_path)
    layout.create()
    assert layout.sockets.stat().st_mode & 0o077 == 0
