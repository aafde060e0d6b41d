"""Where a line may break: between words in any script, and inside one that is too long.

ICU finds words where no spaces part them (Unicode Standard Annexes 14 and 29, with its dictionaries for Thai, Lao,
Khmer, Burmese, Chinese and Japanese). Hunspell's patterns divide long words (Liang, Word Hy-phen-a-tion by
Com-put-er, 1983).
"""

import functools
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, pairwise

import budoux
import pyphen  # type: ignore[import-untyped]
from icu4py.breakers import BaseBreaker, LineBreaker, WordBreaker

_SPACELESS = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x9FFF),  # CJK radicals to ideographs, kana included
    (0xF900, 0xFAFF),
    (0xFF00, 0xFFEF),
    (0x20000, 0x3FFFF),
)
_KANA = re.compile("[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_THAI = re.compile("[\u0e00-\u0e7f]")
_LANGUAGES = (
    ("\u0e00", "\u0e7f", "th"),
    ("\u0e80", "\u0eff", "lo"),
    ("\u1000", "\u109f", "my"),
    ("\u1780", "\u17ff", "km"),
)
_JAPANESE_PHRASES = "ja@lw=phrase"
_CHINESE_PARTICLES = "的地得了着著过過们們吗嗎呢吧"
"""Belong to the word before them."""
_LEADING_VOWELS = "เแโใไເແໂໃໄ"
"""Thai and Lao vowels written before the consonant that they belong to."""
_TRAILING_VOWELS = "ะาำๅๆฯະາຳໆ"
"""Vowels and signs written after it."""
_SHORTEST_PART = 3
"""Letters of a divided word on either side: fewer are hard to read, however right."""
_SHORTEST_DIVIDED = 8
"""Letters of a word that may be divided at all."""
_SILENCED = "\u0e4c"
_SYLLABLE = 6
"""Most code points of a Thai syllable that is taken for the end of a borrowed name."""
_TIES = ("·", "–", "—", "-", "/", "&")
"""Stay with the word before them: no line begins with one."""
_VOWELS = frozenset("aeiouyæøœаеёиоуыэюяієїαεηιουωı")


@dataclass(frozen=True)
class Piece:
    """Text that stays on one line."""

    text: str
    spaced: bool = True
    """Whether a space stands between it and the next one on the same line."""
    hyphen: bool = False
    """Whether a line that ends with it ends with a hyphen."""


def is_spaceless(character: str) -> bool:
    """Whether the character is of a script that puts no spaces between words."""
    point = ord(character)
    return any(first <= point <= last for first, last in _SPACELESS)


def pieces(text: str, language: str = "") -> tuple[Piece, ...]:
    """Split a text at its white space and wherever else a line may well break.

    Args:
        text: Any number of words.
        language: BCP 47, where it is known; the letters alone tell most.
    """
    made: list[Piece] = []
    for word in text.split():
        parts = words(word, language)
        tied = made and (word in _TIES or _continues_number(made[-1].text, word))
        if tied:
            made[-1] = Piece(f"{made[-1].text}\u00a0{parts[0]}", spaced=len(parts) == 1)
            parts = parts[1:]
        made.extend(Piece(part, spaced=index == len(parts) - 1) for index, part in enumerate(parts))
    return tuple(made)


def words(text: str, language: str = "") -> tuple[str, ...]:
    """Split a text without white space where a line may break and nothing has to be added."""
    if not any(map(is_spaceless, text)):
        return _at_signs(text)
    if _KANA.search(text) or (_HAN.search(text) and language.startswith("ja")):
        return _segments(LineBreaker, text, _JAPANESE_PHRASES)
    spoken = next((tag for low, high, tag in _LANGUAGES if any(low <= letter <= high for letter in text)), "zh")
    ends = _ends(_segments(LineBreaker, text, spoken)) & _ends(_segments(WordBreaker, text, spoken))
    if _THAI.search(text):
        # Each cuts some names that the other keeps whole.
        ends = _with_loans_whole(text, ends & _ends(_thai().parse(text)))
    elif spoken == "zh":
        ends -= {end for end in ends if text[end : end + 1] and text[end] in _CHINESE_PARTICLES}
    return _cut(text, ends | {len(text)})


def divided(word: str, language: str = "") -> tuple[str, ...]:
    """Divide a word at its syllables; between any two of the parts a hyphen is due.

    Where no patterns are known for the language, a consonant with the vowel after it begins a part, which is the
    rule of Finnish and Turkish. A word that is short or not of an alphabet with hyphens is one part.
    """
    if sum(map(str.isalpha, word)) < _SHORTEST_DIVIDED or not all(map(_has_hyphens, word)):
        return (word,)
    first = next(index for index, letter in enumerate(word) if letter.isalpha())
    last = max(index for index, letter in enumerate(word) if letter.isalpha()) + 1
    patterns = _patterns(language)
    bare = word[first:last]
    ends = set(patterns.positions(bare)) if patterns else _before_open_syllables(bare.lower())
    kept = {
        first + end
        for end in ends
        if _SHORTEST_PART <= end <= len(bare) - _SHORTEST_PART and bare[end - 1 : end + 1].isalpha()
    }
    return _cut(word, kept | {len(word)})


def clusters(text: str) -> tuple[str, ...]:
    """Split a text into what cannot be parted without breaking letters: the last resort."""
    made: list[str] = []
    for character in text:
        attaches = unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf") or character in _TRAILING_VOWELS
        if made and (attaches or made[-1][-1] in _LEADING_VOWELS or made[-1][-1] == "\u200d"):
            made[-1] += character
        else:
            made.append(character)
    return tuple(made)


def _at_signs(text: str) -> tuple[str, ...]:
    """Split after hyphens, dashes and slashes, but neither numbers nor a single letter off."""
    made: list[str] = []
    for segment in _segments(LineBreaker, text, "ko@lw=phrase"):
        short = sum(map(str.isalnum, segment)) < _SHORTEST_PART
        if made and (short or segment[0].isdigit() or sum(map(str.isalnum, made[-1])) < _SHORTEST_PART):
            made[-1] += segment
        else:
            made.append(segment)
    return tuple(made)


def _continues_number(before: str, word: str) -> bool:
    """Whether the two are one number, its thousands parted by a space."""
    return before[-1].isdigit() and re.match(r"\d{3}(?!\d)", word) is not None


def _segments(breaker: type[BaseBreaker], text: str, locale: str) -> tuple[str, ...]:
    return tuple(breaker(text, locale))


def _ends(parts: Iterable[str]) -> set[int]:
    return set(accumulate(map(len, parts)))


def _with_loans_whole(text: str, ends: set[int]) -> set[int]:
    """Leave out ends before a syllable with a silenced letter: no dictionary has all of Thai's borrowed names."""
    silenced = {
        start for start, end in pairwise(sorted(ends)) if text[end - 1] == _SILENCED and end - start <= _SYLLABLE
    }
    return ends - silenced


def _cut(text: str, ends: Iterable[int]) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in pairwise([0, *sorted(ends)]))


def _before_open_syllables(word: str) -> set[int]:
    vowels = [unicodedata.normalize("NFD", letter)[0] in _VOWELS for letter in word]
    return {
        index
        for index in range(1, len(word) - 1)
        if not vowels[index] and vowels[index + 1] and any(vowels[:index]) and word[index].isalpha()
    }


@functools.lru_cache(maxsize=1024)
def _has_hyphens(character: str) -> bool:
    """Whether words of the character's script are divided with a hyphen; signs beside the letters are no matter."""
    if not character.isalpha():
        return unicodedata.category(character) not in ("Mn", "Mc")
    return unicodedata.name(character, "").startswith(("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN"))


@functools.lru_cache(maxsize=8)
def _patterns(language: str) -> pyphen.Pyphen | None:
    """Return a language's patterns; reading a large set takes half a second of CPU, so only what is needed is read."""
    known = pyphen.language_fallback(language.replace("-", "_")) if language else None
    return pyphen.Pyphen(lang=known) if known else None


@functools.cache
def _thai() -> budoux.Parser:
    return budoux.load_default_thai_parser()
