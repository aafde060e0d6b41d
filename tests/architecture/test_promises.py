"""Every promise of docs/promises.md names tests that are there."""

import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]
_NAMED = re.compile(r"`(test_\w+\.py)(?:::(test_\w+))?`")


def test_every_promise_names_tests_that_are_there() -> None:
    files: dict[str, list[str]] = defaultdict(list)
    for folder in ("tests", "services", "libs", "deploy/native"):
        for path in (ROOT / folder).rglob("test_*.py"):
            files[path.name].append(path.read_text(encoding="utf-8"))
    rows = [line for line in (ROOT / "docs/promises.md").read_text(encoding="utf-8").splitlines() if line[:2] == "| "]
    promises = [row for row in rows if not row.startswith(("| Promise", "| ---"))]
    assert len(promises) > 40
    for row in promises:
        named = _NAMED.findall(row)
        assert named, f"no test is named: {row}"
        for file, test in named:
            assert files[file], f"there is no {file}"
            assert any(f"def {test or 'test_'}" in text for text in files[file]), f"there is no {file}::{test}"
