import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from videoagent_stack.errors import BuildError
from videoagent_stack.provision import kafka, kafka_classes, toolchains
from videoagent_stack.provision.assets import ASSETS
from videoagent_stack.provision.cache import Cache
from videoagent_stack.provision.commands import run_tool
from videoagent_stack.provision.go_programs import FERRETDB, MINIO, GoProgram
from videoagent_stack.provision.toolchains import GO, discard_go_work, go_environment


def test_a_thing_is_made_once(tmp_path: Path) -> None:
    made: list[Path] = []
    cache = Cache(tmp_path)
    first = cache.ensure("thing", "1", made.append)
    assert cache.ensure("thing", "1", made.append) == first
    assert len(made) == 1


def test_what_failed_half_way_leaves_nothing_and_can_be_tried_again(tmp_path: Path) -> None:
    cache = Cache(tmp_path)

    def fail(folder: Path) -> None:
        (folder / "half").touch()
        raise BuildError("disk full")

    with pytest.raises(BuildError):
        cache.ensure("thing", "1", fail)
    assert not cache.has("thing", "1")
    folder = cache.ensure("thing", "1", lambda folder: (folder / "whole").touch())
    assert [path.name for path in folder.iterdir()] == ["whole"]


def test_two_that_ask_at_once_get_one_thing(tmp_path: Path) -> None:
    made: list[Path] = []
    with ThreadPoolExecutor(max_workers=8) as pool:
        folders = list(pool.map(lambda _: Cache(tmp_path).ensure("thing", "1", made.append), range(8)))
    assert len(set(folders)) == 1
    assert len(made) == 1


def test_a_java_that_makes_no_archive_of_classes_is_asked_once(tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    java = tmp_path / "java"
    java.write_text(f"#!/bin/sh\necho asked >>{asked}\nexit 1\n")
    java.chmod(0o755)
    cache = Cache(tmp_path / "cache")
    assert kafka_classes.archive_classes(cache, java, tmp_path) is None
    assert kafka_classes.archive_classes(cache, java, tmp_path) is None
    assert asked.read_text() == "asked\n"


def test_a_failing_tool_tells_the_end_of_its_output(tmp_path: Path) -> None:
    script = "import sys; print('no space left'); sys.exit(3)"
    with pytest.raises(BuildError, match=r"\(3\)(.|\n)*no space left"):
        run_tool([sys.executable, "-c", script], tmp_path)


def test_every_line_of_a_tool_is_handed_on(tmp_path: Path) -> None:
    lines: list[str] = []
    run_tool([sys.executable, "-c", "print('a'); print('b')"], tmp_path, on_line=lines.append)
    assert lines == ["a", "b"]


def test_pinned_jars_name_one_broker_of_the_pom() -> None:
    coordinates = [coordinate for _, coordinate in kafka.pinned_jars()]
    assert f"org.apache.kafka:kafka_2.13:{kafka.KAFKA_VERSION}" in coordinates
    assert len(coordinates) == len(set(coordinates))
    assert kafka.KAFKA_VERSION in kafka.POM.read_text()


def test_a_jar_that_was_tampered_with_is_refused(tmp_path: Path) -> None:
    for _, coordinate in kafka.pinned_jars():
        (tmp_path / kafka.jar_name(coordinate)).write_bytes(b"not the pinned bytes")
    with pytest.raises(BuildError, match=r"kafka-clients-4\.1\.0\.jar"):
        kafka.verify_jars(tmp_path)


@pytest.mark.parametrize("program", [MINIO, FERRETDB], ids=lambda program: program.name)
def test_go_programs_are_pinned_by_committed_sums(program: GoProgram) -> None:
    sums = (program.folder / "go.sum").read_text()
    assert program.version in (program.folder / "go.mod").read_text()
    assert sums.count("h1:") > 100


def test_assets_are_commands_of_installed_packages() -> None:
    assert len({(command.module, command.arguments) for command in ASSETS}) == len(ASSETS)
    assert all(command.version() for command in ASSETS)


def test_a_go_of_ours_leaves_no_caches_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path)
    monkeypatch.setattr(toolchains, "find_go", GO.path)
    environment = go_environment(cache)
    for name in ("GOPATH", "GOCACHE"):
        Path(environment[name]).mkdir(parents=True)
    discard_go_work(cache)
    assert not any(Path(environment[name]).exists() for name in ("GOPATH", "GOCACHE"))


def test_a_go_from_path_keeps_its_own_caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toolchains, "find_go", lambda _cache: Path("/usr/bin/go"))
    assert go_environment(Cache(tmp_path)) == {"GOFLAGS": ""}
