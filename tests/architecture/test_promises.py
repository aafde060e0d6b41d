"""Every promise of docs/promises.md names tests that are there, and so does whatever else names tests."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_NAMED = re.compile(r"\b(test_\w+\.py)(?:::(test_\w+))?")


@pytest.fixture(scope="module")
def files() -> dict[str, list[str]]:
    """The texts of all files of tests, by name."""
    found: dict[str, list[str]] = defaultdict(list)
    for folder in ("tests", "services", "libs", "deploy/native"):
        for path in (ROOT / folder).rglob("test_*.py"):
            found[path.name].append(path.read_text(encoding="utf-8"))
    return found


def _missing(text: str, files: dict[str, list[str]]) -> list[str]:
    """Return what a text names that is not there."""
    return [
        f"{file}::{test}"
        for file, test in _NAMED.findall(text)
        if not any((f"def {test}(" if test else "def test_") in source for source in files.get(file, ()))
    ]


def test_files_of_tests_have_names_of_their_own(files: dict[str, list[str]]) -> None:
    assert {name for name, texts in files.items() if len(texts) > 1} == set()


def test_every_promise_names_tests_that_are_there(files: dict[str, list[str]]) -> None:
    rows = [line for line in (ROOT / "docs/promises.md").read_text(encoding="utf-8").splitlines() if line[:2] == "| "]
    promises = [row for row in rows if not row.startswith(("| Promise", "| ---"))]
    assert len(promises) > 40
    for row in promises:
        assert _NAMED.search(row), f"no test is named: {row}"
        assert not _missing(row, files), row


def test_the_way_through_the_code_leads_along_what_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## One task through the code")[2]
    rows = [
        line.split("|")[2]
        for line in text.partition("\n## ")[0].splitlines()
        if "`services/" in line or "`libs/" in line
    ]
    assert len(rows) > 10
    for row in rows:
        places = re.findall(r"`([^`]+)`", row)
        members = [place for place in places if place.startswith(("services/", "libs/"))]
        for member in members:
            (package,) = (path for path in (ROOT / member / "src").iterdir() if path.name.startswith("videoagent_"))
            missing = [place for place in places if place not in members and not (package / place).exists()]
            assert not missing, f"{member} has no {missing}"


def test_whatever_document_names_a_test_names_one_that_is_there(files: dict[str, list[str]]) -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").rglob("*.md")]
    texts = {document: document.read_text(encoding="utf-8") for document in documents}
    assert sum(bool(_NAMED.search(text)) for text in texts.values()) >= 4
    for document, text in texts.items():
        assert not _missing(text, files), document


def test_links_of_documents_lead_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "deploy").rglob("*.md")]
    broken = []
    for document in documents:
        for target in re.findall(r"\]\(([^)\s]+)\)", _prose(document)):
            path, _, anchor = target.partition("#")
            there = (document.parent / path).resolve() if path else document
            if target.startswith(("http://", "https://")):
                continue
            if not there.exists() or (anchor and anchor not in _anchors(there)):
                broken.append(f"{document.relative_to(ROOT)}: {target}")
    assert broken == []


def _prose(document: Path) -> str:
    return re.sub(r"^```.*?^```", "", document.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def _anchors(document: Path) -> set[str]:
    """Return the names that headings get: small letters, digits and hyphens."""
    headings = re.findall(r"^#+ (.+)$", _prose(document), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
