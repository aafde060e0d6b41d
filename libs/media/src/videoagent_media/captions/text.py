"""What captions need to know about scripts: how wide, whether spaced, where a line may break."""

import re
import unicodedata

_WIDE = ("W", "F")
_WIDE_UNITS = 1.9
"""Width of a CJK character in units of an average Latin one."""

_SPACELESS = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x9FFF),  # CJK radicals to ideographs, kana included
    (0xF900, 0xFAFF),
    (0xFF00, 0xFFEF),
    (0x20000, 0x3FFFF),
)
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

_LEADING_VOWELS = "เแโใไ"
"""Thai vowels written before the consonant that they belong to."""

_TRAILING_VOWELS = "ะาำๅๆฯ"
"""Thai vowels and signs written after it."""


def is_spaceless(character: str) -> bool:
    """Whether the character is of a script that puts no spaces between words."""
    point = ord(character)
    return any(first <= point <= last for first, last in _SPACELESS)


def width(text: str) -> float:
    """Estimate how wide a text is set, in average Latin characters."""
    return sum(
        0 if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf")
        else _WIDE_UNITS if unicodedata.east_asian_width(character) in _WIDE
        else 1
        for character in text
    )  # fmt: skip


def join(words: list[str]) -> str:
    """Put words together: with spaces, but for scripts without them."""
    text = ""
    for word in words:
        shown = word.removeprefix(GLUE)
        if not shown:
            continue
        together = word.startswith(GLUE) or shown[0] in _CLOSING or (text and _spaceless_pair(text[-1], shown[0]))
        text += shown if together or not text else " " + shown
    return text


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


def pieces(word: str, limit: float) -> list[str]:
    """Cut a word that is wider than ``limit``, and any longer run of a script without spaces.

    Japanese is cut where kana give way to other characters, which is where its phrases mostly begin. Pieces that
    continue a spaced word begin with ``GLUE``.
    """
    spaceless = len(word) > 1 and all(map(is_spaceless, word))
    if width(word) <= limit and not spaceless:
        return [word]
    most = limit / 2 if spaceless else limit
    cut: list[str] = []
    for cluster in _clusters(word):
        if cut and (may_not_start_line(cluster) or not _parts(cut[-1], cluster, most)):
            cut[-1] += cluster
        else:
            cut.append(cluster)
    return cut if spaceless else [cut[0], *(GLUE + part for part in cut[1:])]


def _parts(before: str, cluster: str, most: float) -> bool:
    if width(before + cluster) > most or before[-1] in _CLOSING:
        return True
    return _is_hiragana(before[-1]) and not _is_hiragana(cluster[0])


def _is_hiragana(character: str) -> bool:
    return "\u3040" <= character <= "\u309f"


def _clusters(word: str) -> list[str]:
    clusters: list[str] = []
    for character in word:
        attaches = unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf") or character in _TRAILING_VOWELS
        if clusters and (attaches or clusters[-1][-1] in _LEADING_VOWELS or clusters[-1][-1] == "\u200d"):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters
