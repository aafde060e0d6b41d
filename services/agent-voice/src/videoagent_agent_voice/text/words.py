"""The words that a caption shows: whitespace-separated, or phrases and short runs where a script has no spaces."""

import re
import unicodedata
from dataclasses import dataclass

from videoagent_agent_voice.text.scripts import UNSPACED, script_of
from videoagent_agent_voice.text.unspaced import word_starts

CHUNK_CHARACTERS = 4
"""Longest piece of unspaced script shown as one word: it is read at one glance and fits a spoken beat."""

_BROKEN_ANYWHERE = ("Han", "Kana")
"""Scripts whose long words may be cut; in Thai and the like it would part letters that are read together."""
_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True)
class ShownWord:
    """``text`` is ``shown[start:end]``."""

    text: str
    start: int
    end: int


def shown_words(text: str) -> list[ShownWord]:
    """Split a text into the words that captions highlight, in order; nothing but whitespace is left out."""
    words: list[ShownWord] = []
    for match in _TOKEN.finditer(text):
        words.extend(ShownWord(text[start:end], start, end) for start, end in _pieces(text, match.start(), match.end()))
    return words


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    if not any(script_of(character) in UNSPACED for character in text[start:end]):
        return [(start, end)]
    found = word_starts(text[start:end])
    phrases = None if found is None else frozenset(start + position for position in found)
    pieces: list[tuple[int, int]] = []
    piece = start
    length = 0
    for position in range(start, end):
        if position > piece and _may_break(text, piece, position, length, phrases):
            pieces.append((piece, position))
            piece, length = position, 0
        length += unicodedata.category(text[position]) != "Mn"
    pieces.append((piece, end))
    return pieces


def _may_break(text: str, piece: int, position: int, length: int, phrases: frozenset[int] | None) -> bool:
    """Whether a new piece may start at ``position``: never before a mark or closing punctuation, always after it."""
    character, before = text[position], text[position - 1]
    if _clings(character, before):
        return False
    if unicodedata.category(character) in ("Ps", "Pi"):
        return True
    if phrases is not None:
        long = length >= 2 * CHUNK_CHARACTERS and script_of(before) in _BROKEN_ANYWHERE
        return position in phrases or long
    if unicodedata.category(before) in ("Po", "Pe", "Pf") and any(script_of(char) for char in text[piece:position]):
        return True
    if script_of(before) is None:
        return False
    unspaced = script_of(before) in UNSPACED
    return (script_of(character) in UNSPACED) != unspaced or (unspaced and length >= CHUNK_CHARACTERS)


def _clings(character: str, before: str) -> bool:
    """Whether the two belong together: a mark on its letter, closing punctuation, what follows an opening bracket."""
    if unicodedata.category(character) in ("Mn", "Mc", "Pe", "Pf", "Po", "Lm") or character in "ーゝゞ々ๆ":
        return True
    written_before_its_consonant = "\u0e40" <= before <= "\u0e44"  # some Thai vowels
    return written_before_its_consonant or unicodedata.category(before) in ("Ps", "Pi")
