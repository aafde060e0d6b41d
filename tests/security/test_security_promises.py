"""Every promise of SECURITY.md names tests that are there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = {
    "E": "tests/e2e",
    "S": "tests/security",
    "G": "services/gateway/tests",
    "N": "services/notifier/tests",
    "R": "libs/service-runtime/tests",
    "M": "libs/media/tests",
    "D": "deploy/native/tests",
}


def test_every_promise_names_its_test() -> None:
    table = (ROOT / "SECURITY.md").read_text(encoding="utf-8").partition("## Promises and their tests")[2]
    rows = [line.split("|")[1:3] for line in table.partition("\n## ")[0].splitlines() if line.startswith("| ")]
    promises = [(said.strip(), tests) for said, tests in rows[1:] if tests.strip() and not said.startswith(" ---")]
    assert len(promises) > 15
    for said, tests in promises:
        named = re.findall(r"(?:\b([SGNRMED]) |, )`([^`]+\.py)`", tests)
        assert named, f"no test is named: {said}"
        folder = ""
        for letter, path in named:
            folder = FOLDERS[letter] if letter else folder
            assert (ROOT / folder / path).is_file(), f"{said}: there is no {folder}/{path}"
