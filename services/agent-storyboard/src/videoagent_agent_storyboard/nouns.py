"""English names of the things that a text in another language names, for choosing pictures."""

import gzip
import re
import unicodedata
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from videoagent_models.speaking import base_language

_UNSPACED = frozenset({"ja", "zh", "th"})
_LEAST_STEM = 4
_LONGEST_ENDING = 3
_ATTACHED = {
    "ar": re.compile(r"^(?:[وفبك]?ال|و?لل)"),
    "he": re.compile(r"^ו?[בלמכש]?ה"),
    "fa": re.compile(r"(?:های?|ان)$"),
}
_LEAST_BARE = 2
_MARKS = "".join(
    character for character in map(chr, range(0x0300, 0x1100)) if unicodedata.category(character) in ("Mn", "Mc")
)
"""Vowel signs and accents, which are parts of words, though not of what a regular expression takes for one."""
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}])*")
_HIRAGANA = re.compile(r"[ぁ-ゖ]+")
_SOFT_ENDINGS = "aeiouyàáâãäåæèéêëíîïóôõöúûüøαεηιουаеёиоуыьэюяіїйсsxnmr"


def english_nouns(text: str, language: str) -> list[str]:
    """Return the English names of things that ``text`` names, in its order, names of two words first.

    Words are compared whole, and without their last vowels and plural marks, which forgives most endings.
    """
    base = base_language(language)
    whole, stems = _nouns(base)
    if base in _UNSPACED:
        places = ((_place_of(noun, text), noun, thing) for noun, thing in whole.items() if noun in text)
        found = sorted((at, -len(noun), thing) for at, noun, thing in places if at >= 0)
        return list(dict.fromkeys(thing for _, _, thing in found))
    words = _WORD.findall(text.lower())
    bare = [_bare(word, base) for word in words]
    phrases = [
        *(" ".join(pair) for pair in pairwise(bare)),
        *(form for forms in zip(words, bare, strict=True) for form in forms),
    ]
    things = (whole.get(phrase) or stems.get(_stem(phrase) or "") for phrase in phrases)
    return list(dict.fromkeys(filter(None, things)))


def _place_of(noun: str, text: str) -> int:
    """Return where a text without spaces has the noun; -1: nowhere as a word of its own.

    Hiragana write endings and particles too, so a noun in them counts only after something else and before the text's
    end, a particle or something else: なると is a fish cake, and 秋になると says "when autumn comes".
    """
    if not _HIRAGANA.fullmatch(noun):
        return text.find(noun)
    found = re.search(rf"(?<![ぁ-ゖ]){noun}(?=[をがはにのともでへや]|[^ぁ-ゖ]|$)", text)
    return found.start() if found else -1


def _bare(word: str, base: str) -> str:
    """Return a word without the article or plural mark that is written as one with it."""
    pattern = _ATTACHED.get(base)
    bare = pattern.sub("", word) if pattern else word
    return bare if len(bare) >= _LEAST_BARE else word


@lru_cache(maxsize=4)
def _nouns(base: str) -> tuple[dict[str, str], dict[str, str]]:
    raw = files(__package__).joinpath("data", "nouns.tsv.gz").read_bytes()
    whole: dict[str, str] = {}
    stems: dict[str, str] = {}
    for line in gzip.decompress(raw).decode().splitlines():
        language, noun, thing = line.split("\t")
        if language != base:
            continue
        whole.setdefault(noun, thing)
        stem = _stem(noun)
        if stem and " " not in noun:
            stems.setdefault(stem, thing)
    return whole, stems


def _stem(word: str) -> str | None:
    """Return a word without its last vowels and plural marks; None when too little would stay to compare by."""
    stem = word.rstrip(_SOFT_ENDINGS)
    stem = word[: max(len(stem), len(word) - _LONGEST_ENDING, _LEAST_STEM)]
    return stem if len(stem) >= _LEAST_STEM else None
