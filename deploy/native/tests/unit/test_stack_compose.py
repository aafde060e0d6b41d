from pathlib import Path
from typing import Any

import pytest

from videoagent_stack import backend
from videoagent_stack.backend import chosen_backend, current_backend
from videoagent_stack.compose import ComposeStack, container_status, settings_file
from videoagent_stack.errors import MissingToolError
from videoagent_stack.layout import StackLayout
from videoagent_stack.native import NativeStack
from videoagent_stack.services import shots_at_once
from videoagent_stack.settings import StackSettings
from videoagent_stack.status import ProcessStatus

GATEWAY_ID = "0123456789abcdef"
CONTAINERS: list[dict[str, Any]] = [
    {
        "ID": GATEWAY_ID[:12],
        "Service": "gateway",
        "State": "running",
        "Health": "healthy",
        "Status": "Up 3 minutes (healthy)",
        "Publishers": [{"TargetPort": 8000, "PublishedPort": 8000}],
    },
    {"ID": "ffffffffffff", "Service": "composer", "State": "exited", "Health": "", "Status": "Exited (1)"},
]
INSPECTED = [{"Id": GATEWAY_ID, "State": {"Pid": 4711}, "RestartCount": 2}]


def settings(name: str) -> StackSettings:
    return StackSettings.model_validate({"STACK": name})


def test_containers_are_told_like_processes() -> None:
    assert container_status(("gateway", "composer", "notifier"), CONTAINERS, INSPECTED) == [
        ProcessStatus("gateway", 4711, 8000, "healthy", 2, "Up 3 minutes (healthy)"),
        ProcessStatus("composer", None, None, "stopped", 0, "Exited (1)"),
        ProcessStatus("notifier", None, None, "stopped", 0),
    ]


def test_only_settings_that_mean_something_in_a_container_go_there() -> None:
    text = settings_file(
        {
            "VIDEOAGENT_TEXT__MODEL": "it's $ome",
            "VIDEOAGENT_GATEWAY__PORT": "8001",
            "VIDEOAGENT_CACHE": "/home/me",
            "PATH": "/bin",
        }
    )
    assert text == "VIDEOAGENT_TEXT__MODEL='it\\'s $ome'\n"


def test_shots_are_rendered_on_all_cores_unless_the_user_says_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stack = ComposeStack(StackLayout("main", tmp_path))
    monkeypatch.delenv("VIDEOAGENT_CONCURRENCY", raising=False)
    assert stack.environment()["SHOTS_AT_ONCE"] == str(shots_at_once())
    monkeypatch.setenv("VIDEOAGENT_CONCURRENCY", "3")
    assert stack.environment()["SHOTS_AT_ONCE"] == "3"


def test_containers_run_only_where_docker_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layout = StackLayout("main", tmp_path)
    monkeypatch.setattr(backend, "docker_answers", lambda: False)
    assert isinstance(chosen_backend(layout, settings("auto")), NativeStack)
    with pytest.raises(MissingToolError, match="no Docker daemon"):
        chosen_backend(layout, settings("compose"))


def test_native_servers_run_where_images_cannot_be_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backend, "docker_answers", lambda: True)
    monkeypatch.setattr(ComposeStack, "images_can_be_had", lambda self: False)
    assert isinstance(chosen_backend(StackLayout("main", tmp_path), settings("auto")), NativeStack)


def test_auto_keeps_to_what_it_took_the_first_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A daemon that is started later must not move the user to an empty store."""
    layout = StackLayout("main", tmp_path)
    monkeypatch.setattr(backend, "docker_answers", lambda: False)
    chosen_backend(layout, settings("auto"))
    monkeypatch.setattr(backend, "docker_answers", lambda: True)
    assert isinstance(chosen_backend(layout, settings("auto")), NativeStack)


def test_the_other_stack_is_stopped_before_one_takes_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layout = StackLayout("main", tmp_path)
    stopped: list[str] = []
    monkeypatch.setattr(backend, "docker_answers", lambda: True)
    monkeypatch.setattr(NativeStack, "down", lambda self: stopped.append("native"))
    chosen_backend(layout, settings("native"))
    assert isinstance(chosen_backend(layout, settings("compose")), ComposeStack)
    assert stopped == ["native"]
    assert isinstance(current_backend(layout, settings("auto")), ComposeStack)


def test_status_of_a_stack_that_never_ran_is_stopped(tmp_path: Path) -> None:
    states = current_backend(StackLayout("main", tmp_path), settings("auto")).status()
    assert {state.health for state in states} == {"stopped"}
    assert {"kafka", "gateway"} <= {state.name for state in states}
