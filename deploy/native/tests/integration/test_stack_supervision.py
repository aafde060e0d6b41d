"""supervisord itself, with processes that only sleep: no servers are needed."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import psutil
import pytest

from videoagent_stack.errors import StartError, UnhealthyError
from videoagent_stack.layout import StackLayout
from videoagent_stack.lifecycle import down, wait_healthy
from videoagent_stack.processes import ProcessSpec
from videoagent_stack.provision.servers import Programs
from videoagent_stack.settings import StackSettings
from videoagent_stack.stack import MARKER, Stack
from videoagent_stack.state import StackState
from videoagent_stack.supervisor import SupervisorClient, configuration, restart_counts, start_supervisor

SLEEPER = ProcessSpec(
    name="sleeper",
    group="services",
    command=(sys.executable, "-c", "import time; time.sleep(600)"),
    port=1,
    check=lambda: None,
    stop_seconds=2,
)


def wait_for(condition: Callable[[], object], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture
def layout(tmp_path: Path) -> Iterator[StackLayout]:
    layout = StackLayout("sleepers", tmp_path)
    layout.create()
    layout.supervisor_config.write_text(configuration(layout, [SLEEPER, CRASHER]))
    start_supervisor(layout, {**os.environ, MARKER: str(layout.folder)})
    yield layout
    down(layout)


def unhealthy() -> None:
    raise UnhealthyError("does not answer")


CRASHER = ProcessSpec(
    name="crasher",
    group="servers",
    command=(sys.executable, "-c", "print('no such setting: COLOUR')"),
    port=2,
    check=unhealthy,
)


def running_pid(layout: StackLayout) -> int:
    facts = SupervisorClient(layout).processes()["sleeper"]
    return int(facts["pid"]) if facts["statename"] in {"STARTING", "RUNNING"} else 0


def test_a_killed_process_comes_back_and_is_counted(layout: StackLayout) -> None:
    client = SupervisorClient(layout)
    client.start(SLEEPER)
    wait_for(lambda: running_pid(layout))
    first = running_pid(layout)
    os.kill(first, signal.SIGKILL)
    wait_for(lambda: running_pid(layout) not in {0, first})
    assert restart_counts(layout)["sleeper"] == 1


def test_start_and_stop_may_be_repeated(layout: StackLayout) -> None:
    client = SupervisorClient(layout)
    client.start(SLEEPER)
    client.start(SLEEPER)
    wait_for(lambda: running_pid(layout))
    client.stop(SLEEPER)
    client.stop(SLEEPER)
    assert running_pid(layout) == 0


def test_down_ends_what_a_killed_supervisor_left_behind(layout: StackLayout) -> None:
    client = SupervisorClient(layout)
    client.start(SLEEPER)
    wait_for(lambda: running_pid(layout))
    orphan = running_pid(layout)
    os.kill(int(layout.supervisor_pid_file.read_text()), signal.SIGKILL)
    wait_for(lambda: not client.is_running())
    assert psutil.pid_exists(orphan)
    down(layout)
    wait_for(lambda: not psutil.pid_exists(orphan) or psutil.Process(orphan).status() == "zombie")


def test_down_may_be_repeated(layout: StackLayout) -> None:
    down(layout)
    down(layout)
    assert not SupervisorClient(layout).is_running()


def test_what_does_not_come_up_is_named_with_its_log_in_bounded_time(layout: StackLayout) -> None:
    settings = StackSettings(startup_timeout=timedelta(seconds=2))
    programs = Programs(java=Path("/j"), kafka_jars=Path("/k"), minio=Path("/m"), ferretdb=Path("/f"))
    stack = Stack(layout, settings, StackState(programs=programs), {})
    SupervisorClient(layout).start(CRASHER)
    started = time.monotonic()
    with pytest.raises(StartError, match=r"crasher is not healthy: does not answer(.|\n)*no such setting: COLOUR"):
        wait_healthy(stack, [SLEEPER, CRASHER])
    assert time.monotonic() - started < 10
