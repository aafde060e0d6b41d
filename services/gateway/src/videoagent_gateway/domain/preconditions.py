"""Entity tags of storyboards, and what `If-Match` says of them (RFC 9110, 13.1.1)."""

import re

from videoagent_contracts.film import Storyboard
from videoagent_contracts.versions import storyboard_version

_TAG = r'(?:W/)?"([!#-~]*)"'
_TAGS = re.compile(rf"{_TAG}(?:\s*,\s*{_TAG})*")
_ANY = "*"


def entity_tag(board: Storyboard) -> str:
    """Return the tag of a storyboard, which tells its contents and not the bytes that they were sent as."""
    return f'"{storyboard_version(board)}"'


def versions_in(header: str) -> frozenset[str] | None:
    """Return the versions that an `If-Match` names; None: it takes any.

    A tag that was weakened on its way, by whoever compressed the answer, still names the same storyboard.

    Raises:
        ValueError: It is none.
    """
    given = header.strip()
    if given == _ANY:
        return None
    if not _TAGS.fullmatch(given):
        raise ValueError('must be "…", as ETag told it, or *')
    return frozenset(re.findall(_TAG, given))
