import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from videoagent_stack.layout import PROJECT_ROOT, StackLayout
from videoagent_stack.provision.servers import Programs
from videoagent_stack.services import SERVICES, process_names, shots_at_once
from videoagent_stack.settings import StackSettings
from videoagent_stack.stack import MAIN, TEST, Stack, inherited_environment, read_env_file, wanted_ports
from videoagent_stack.state import StackState

PROGRAMS = Programs(java=Path("/j"), kafka_jars=Path("/k"), minio=Path("/m"), ferretdb=Path("/f"))


def make_stack(root: Path, name: str = MAIN, **environment: str) -> Stack:
    layout = StackLayout(name, root)
    settings = StackSettings()
    state = StackState(programs=PROGRAMS).with_ports(wanted_ports(layout, settings, environment))
    return Stack(layout, settings, state, environment)


def test_every_service_of_the_workspace_is_started() -> None:
    folders = {path.parent.name for path in (PROJECT_ROOT / "services").glob("*/pyproject.toml")}
    assert {service.name for service in SERVICES} == folders


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_every_service_has_its_module(service: object) -> None:
    assert find_spec(getattr(service, "module")) is not None  # noqa: B009


def test_replicas_have_names_of_their_own() -> None:
    names = [name for name, _ in process_names({"agent-image": 3})]
    assert {"agent-image", "agent-image-2", "agent-image-3"} <= set(names)
    assert len(names) == len(SERVICES) + 2


def test_all_processes_have_distinct_names_and_ports(tmp_path: Path) -> None:
    processes = make_stack(tmp_path).processes
    assert len({process.name for process in processes}) == len(processes)
    assert len({process.port for process in processes}) == len(processes)


def test_only_the_main_stack_asks_for_port_8000(tmp_path: Path) -> None:
    settings = StackSettings()
    assert wanted_ports(StackLayout(MAIN, tmp_path), settings, {})["gateway"] == 8000
    assert wanted_ports(StackLayout(TEST, tmp_path), settings, {})["gateway"] is None
    chosen = wanted_ports(StackLayout(MAIN, tmp_path), settings, {"VIDEOAGENT_GATEWAY__PORT": "8001"})
    assert chosen["gateway"] == 8001


def test_services_find_the_servers_by_environment(tmp_path: Path) -> None:
    stack = make_stack(tmp_path)
    gateway = next(process for process in stack.services if process.name == "gateway")
    assert gateway.environment["VIDEOAGENT_KAFKA__BOOTSTRAP_SERVERS"] == f"127.0.0.1:{stack.state.ports['kafka']}"
    assert gateway.environment["VIDEOAGENT_MONGO__URI"].startswith("mongodb://127.0.0.1:")
    assert gateway.environment["VIDEOAGENT_GATEWAY__PORT"] == "8000"
    agent = next(process for process in stack.services if process.name == "agent-image")
    assert agent.environment["VIDEOAGENT_HEALTH__PORT"] == str(agent.port)


def test_shots_are_rendered_on_all_cores_unless_the_user_says_otherwise(tmp_path: Path) -> None:
    def at_once(**environment: str) -> dict[str, str | None]:
        services = make_stack(tmp_path, **environment).services
        return {process.name: process.environment.get("VIDEOAGENT_CONCURRENCY") for process in services}

    assert at_once()["agent-video"] == str(shots_at_once())
    assert at_once()["agent-image"] is None
    assert set(at_once(VIDEOAGENT_CONCURRENCY="3").values()) == {"3"}


def test_services_keep_compiled_modules_where_python_may_not_write_beside_its_sources(tmp_path: Path) -> None:
    stack = make_stack(tmp_path, PYTHONDONTWRITEBYTECODE="1")
    (tmp_path / "module.py").touch()
    subprocess.run(
        [sys.executable, "-c", "import module"], cwd=tmp_path, env=stack.supervisor_environment(), check=True
    )
    (compiled,) = stack.layout.bytecode.rglob("module.*.pyc")
    assert compiled.is_relative_to(stack.layout.bytecode / tmp_path.relative_to("/"))
    assert not (tmp_path / "__pycache__").exists()


def test_only_the_tests_own_database_may_lose_a_power_cut(tmp_path: Path) -> None:
    assert "fsync=off" not in make_stack(tmp_path, MAIN).postgres.process().command
    assert "fsync=off" in make_stack(tmp_path, TEST).postgres.process().command


def test_env_file_is_read_with_comments_and_quotes(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        '# keys\n\nVIDEOAGENT_OPENAI__API_KEY="a b"\nexport VIDEOAGENT_X=1=2\nVIDEOAGENT_EMPTY=\n'
    )
    assert read_env_file(StackLayout(MAIN, tmp_path)) == {
        "VIDEOAGENT_OPENAI__API_KEY": "a b",
        "VIDEOAGENT_X": "1=2",
        "VIDEOAGENT_EMPTY": "",
    }


def test_users_settings_reach_the_main_stack_and_not_the_tests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("VIDEOAGENT_FROM_FILE=file\nVIDEOAGENT_BOTH=file\n")
    monkeypatch.setenv("VIDEOAGENT_BOTH", "shell")
    main = inherited_environment(StackLayout(MAIN, tmp_path))
    assert main["VIDEOAGENT_FROM_FILE"] == "file"
    assert main["VIDEOAGENT_BOTH"] == "shell"
    test = inherited_environment(StackLayout(TEST, tmp_path))
    assert "VIDEOAGENT_FROM_FILE" not in test
    assert "VIDEOAGENT_BOTH" not in test


def test_who_reads_the_status_may_stop_at_its_first_line() -> None:
    command = [sys.executable, "-m", "videoagent_stack", "status", "--name", "test-that-never-ran"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read()
    assert (process.returncode, told) == (0, "")
