"""The workspace is what its configuration says."""

import configparser
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MEMBERS = sorted([*ROOT.glob("libs/*/pyproject.toml"), *ROOT.glob("services/*/pyproject.toml")])
MEMBERS.append(ROOT / "deploy/native/pyproject.toml")
IMPORTS = {next((path.parent / "src").iterdir()).name for path in MEMBERS}


def _linter() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter")
    return parser


def test_import_linter_knows_every_member() -> None:
    assert set(_linter()["importlinter"]["root_packages"].split()) == IMPORTS


def test_every_member_stands_in_one_layer() -> None:
    layers = re.findall(r"videoagent_\w+", _linter()["importlinter:contract:layers"]["layers"])
    assert sorted(layers) == sorted(IMPORTS)


def test_every_service_is_kept_from_the_driver() -> None:
    services = {next((path.parent / "src").iterdir()).name for path in MEMBERS if path.parts[-3] == "services"}
    assert set(_linter()["importlinter:contract:driver"]["source_modules"].split()) == services


@pytest.mark.parametrize("path", MEMBERS, ids=lambda path: path.parent.name)
def test_distributions_and_imports_carry_the_common_prefix(path: Path) -> None:
    project = tomllib.loads(path.read_text())["project"]
    assert project["name"].startswith("videoagent-")
    assert [child.name for child in (path.parent / "src").iterdir() if child.is_dir()] == [
        name for name in IMPORTS if (path.parent / "src" / name).is_dir()
    ]
    assert all(name.startswith("videoagent_") for name in IMPORTS)


def test_mypy_and_the_root_project_know_every_member() -> None:
    root = tomllib.loads((ROOT / "pyproject.toml").read_text())
    paths = root["tool"]["mypy"]["mypy_path"].replace("$MYPY_CONFIG_FILE_DIR/", "").split(":")
    assert sorted(paths) == sorted(str((path.parent / "src").relative_to(ROOT)) for path in MEMBERS)
    names = {tomllib.loads(path.read_text())["project"]["name"] for path in MEMBERS}
    assert {re.split(r"[^\w-]", line)[0] for line in root["project"]["dependencies"]} == names


def test_everything_installed_is_pinned_by_version_and_hash() -> None:
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    pins = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert pins
    assert all("==" in line and line.endswith("\\") for line in pins)
    assert not any("://" in line for line in lines)
