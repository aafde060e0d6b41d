"""The icon database on a machine that has none yet."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from videoagent_agent_image.icons import catalogue
from videoagent_media import npm


def test_agents_that_start_together_make_the_database_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"thing-{number}" for number in range(600)]
    fetched = []

    def fetch(package: str, *_: Any, **__: Any) -> Path:
        fetched.append(package)
        folder = tmp_path / package
        (folder / "en").mkdir(parents=True, exist_ok=True)
        (folder / "icons.json").write_text(json.dumps({"icons": {name: {"body": "<g/>"} for name in names}}))
        (folder / "en/data.json").write_text(json.dumps([{"label": name, "group": 3} for name in names]))
        for name in ("info.json", "LICENSE"):
            (folder / name).write_text("{}")
        sleep(0.05)  # long enough for the others to come in between
        return folder

    monkeypatch.setenv("VIDEOAGENT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(npm, "fetch", fetch)
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: catalogue.database(), range(4)))
    assert len(fetched) == 2
    assert all(path.is_file() for path in made)


def test_every_process_looks_for_the_same_database() -> None:
    """An agent whose workers each missed the prepared icons would download them anew at every start."""
    program = "from videoagent_agent_image.icons import catalogue; print(catalogue._key())"
    other = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": "1"},
        capture_output=True,
        check=True,
        text=True,
    )
    assert other.stdout.strip() == catalogue._key()
