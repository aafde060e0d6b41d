"""What captions need to know about scripts: how wide, whether spaced, where a line may break."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from videoagent_media.breaking import clusters, divided, is_spaceless, words

_WIDE = ("W", "F")
_WIDE_UNITS = 1.9
"""Width of a CJK character in units of an average Latin one."""

_SENTENCE_ENDS = ".!?…。！？।؟"
_CLAUSE_ENDS = ",;:–—、，；：،؛"
_CLOSERS = "\"'”’»)]」』）】》"
_OPENERS = "\"'“‘«([「『（【《¿¡"
_TITLES = re.compile(
    r"(mr|mrs|ms|dr|prof|sts?|mt|ft|gen|col|lt|capt|sgt|rev|hr|fr|sr|sra|srta|mme|mlle|vs|cf|bzw|approx)\.",
    re.IGNORECASE,
)
"""Abbreviations that a name or a comparison follows; ``sr`` is señor."""
_NUMBERED = re.compile(r"(nos?|nr|vol|fig|pp?|ca)\.", re.IGNORECASE)
"""Abbreviations only before a number: "no." may end a sentence."""
_BOUND = re.compile(r"[^\W\d_]\.|\d{1,2}\.|(e\.g|i\.e|z\.b|d\.h|u\.a|p\.ej)\.", re.IGNORECASE)
"""Initials, ordinals and what stands for "for example"."""
_DOTTED = re.compile(r"([^\W\d_]\.){2,}")
_CLOSING = "。、，．！？；：」』）】》〉"
_NEVER_FIRST = _CLOSING + "ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%％" + _CLOSERS
GLUE = "\u2060"
"""Begins a piece that continues the word before it: no space goes between. Never shown."""
SOFT_HYPHEN = "\u00ad"
"""Ends a piece that shows a hyphen where its line ends, and nothing elsewhere."""


def width(text: str) -> float:
    """Estimate how wide a text is set, in average Latin characters."""
    return sum(
        0 if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf")
        else _WIDE_UNITS if unicodedata.east_asian_width(character) in _WIDE
        else 1
        for character in text
    )  # fmt: skip


def join(words: list[str]) -> str:
    """Put words together to a line: with spaces, but for scripts without them."""
    text = ""
    for word in words:
        shown = word.removeprefix(GLUE)
        if not shown:
            continue
        together = word.startswith(GLUE) or shown[0] in _CLOSING or (text and _spaceless_pair(text[-1], shown[0]))
        text = text.removesuffix(SOFT_HYPHEN) + (shown if together or not text else " " + shown)
    return text.removesuffix(SOFT_HYPHEN) + "-" * text.endswith(SOFT_HYPHEN)


def _spaceless_pair(before: str, after: str) -> bool:
    return is_spaceless(before) and is_spaceless(after)


def ends_sentence(word: str, following: str = "") -> bool:
    """Whether a sentence ends with the word, judging by its punctuation and the word after it."""
    bare = word.rstrip(_CLOSERS)
    if bare[-1:] not in tuple(_SENTENCE_ENDS):
        return False
    if not bare.endswith("."):
        return True
    after = following.lstrip(_OPENERS)[:1]
    if (following and binds_next(word, following)) or after.islower():
        return False
    # "at 5 a.m. The" ends a sentence, "the U.S. Army" does not.
    return not _DOTTED.fullmatch(bare.lstrip(_OPENERS)) or not after or bare.islower()


def binds_next(word: str, following: str) -> bool:
    """Whether the word is an abbreviation that is read in one with the next: Dr., St., J., e.g., 3."""
    bare = word.lstrip(_OPENERS)
    if _NUMBERED.fullmatch(bare):
        return following[:1].isdigit()
    return bool(_BOUND.fullmatch(bare) or _TITLES.fullmatch(bare))


def ends_clause(word: str) -> bool:
    return word.rstrip(_CLOSERS)[-1:] in tuple(_CLAUSE_ENDS)


def is_tail(word: str) -> bool:
    """Whether the word is a single character of a script without spaces, with or without punctuation after it."""
    letters = word.rstrip(_CLOSING + _CLOSERS + _SENTENCE_ENDS + _CLAUSE_ENDS)
    return len(letters) == 1 and all(map(is_spaceless, word))


def may_not_start_line(word: str) -> bool:
    """Whether the word belongs to the one before it (closing punctuation, small kana, a lone dash)."""
    shown = word.removeprefix(GLUE)
    return not shown or shown[0] in _NEVER_FIRST or shown in ("-", "–", "—")


def pieces(word: str, limit: float, language: str = "") -> list[str]:
    """Cut a word that is wider than ``limit``, and any longer run of a script without spaces.

    The latter is cut between words, of which pieces of half a line are made; the former at its syllables, into as few
    pieces as may be and of like length. Pieces that continue a spaced word begin with ``GLUE``, and those that are
    parted by a hyphen end with ``SOFT_HYPHEN``.
    """
    if len(word) > 1 and all(map(is_spaceless, word)):
        return _filled(words(word, language), limit / 2, limit)
    if width(word) <= limit:
        return [word]
    cut: list[str] = []
    for part in words(word, language):
        hyphen = "" if any(map(is_spaceless, part)) else SOFT_HYPHEN
        syllables = [part] if width(part) <= limit else list(divided(part, language))
        made = _evenly(syllables, limit - bool(hyphen))
        cut += [*(shown + hyphen for shown in made[:-1]), made[-1]]
    return [cut[0], *(GLUE + part for part in cut[1:])]


def _evenly(parts: Sequence[str], limit: float) -> list[str]:
    """Put parts together to the fewest lines that they fit on, about as long as each other."""
    fewest = len(_filled(parts, limit, limit))
    narrower = limit
    while narrower > 1 and len(_filled(parts, narrower - 1, limit)) == fewest:
        narrower -= 1
    return _filled(parts, narrower, limit)


def _filled(parts: Iterable[str], most: float, limit: float) -> list[str]:
    """Put neighbours together up to a width of ``most``; what is wider than ``limit`` is cut between letters."""
    filled: list[str] = []
    for part in parts:
        for shown in (part,) if width(part) <= limit else clusters(part):
            fits = filled and width(filled[-1] + shown) <= most and filled[-1][-1] not in _CLOSING
            if filled and (fits or may_not_start_line(shown)):
                filled[-1] += shown
            else:
                filled.append(shown)
    return filled
