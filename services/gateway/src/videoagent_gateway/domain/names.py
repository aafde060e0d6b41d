"""Names under which browsers save what a task has made."""

import unicodedata
from dataclasses import dataclass

from videoagent_contracts.status import TaskView

_LONGEST = 80


@dataclass(frozen=True, slots=True)
class DownloadName:
    """A file name in the film's own script, and one in ASCII for programs that know no other (RFC 6266)."""

    full: str
    plain: str


def download_name(view: TaskView, extension: str) -> DownloadName:
    """Name a download after the film: letters, marks and digits of any script, and dashes."""
    text = unicodedata.normalize("NFC", view.title or view.spec.topic)
    words = "".join(char if _belongs_to_word(char) else " " for char in text).split()
    stem = "-".join(words)[:_LONGEST].rstrip("-") or "film"
    plain = stem if stem.isascii() else f"film-{view.task_id}"
    return DownloadName(f"{stem}.{extension}", f"{plain}.{extension}")


def _belongs_to_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN" or char == "_"
