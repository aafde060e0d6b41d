"""English names of the things that a text in another language names, for choosing pictures."""

import gzip
import re
import unicodedata
from collections.abc import Iterator
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
_ENGLISH_TOO = frozenset(
    """
    air america and ape at auto ballerina beer bomba café cage cake case casque chariot chat chili clap clavier
    mare paella clip clutch cobra cocktail corona crochet culture cylinder dart darts desktop dessert drake due email
    emmer farmer flamenco flue foci four frisbee fuji gamba gave gem get glass golf groin guitar hat hockey insect is
    jean journal justice kiwi las last leg les lift lima lit loup luge lune madeira mail mandarin mandarina
    manga mask medusa mer micro mist mono motel motor mouton node notes nutria pace page pain palm paragon
    parasol partition pastel peer peru pet piano pickup pies pile pin pion plaster plume poisson port porto pot
    pudding quadri retort roller rose rower rugby sale serpent short ski sky skyline slang slip slot sol sole
    spade span speaker spin stadion statue stele step stop su taxa temples tigris toll tort tramway vague van
    wind wrap
    """.split()  # noqa: SIM905 - as one reads them
)
"""Words of English that name other things in other languages, and names."""
_INFLECTED = 0.8
_ENDING = re.compile(r"(?<=.{4})(?:e[ns]|[aeiouysnàâäåæèéêëìíòóöøùúü])$")
"""One that marks a plural or a case in one language or another."""
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


def languages_of(word: str) -> dict[str, float]:
    """Return the languages in which a word, in lower case and in the Latin script, names a thing.

    Each with 1 where the word is known as it stands, less where only with another ending. A word that English has too,
    on whatever thing, tells nothing: there are none.
    """
    if word in _ENGLISH_TOO or word in _english():
        return {}
    known = _known_words()
    bare = _ENDING.sub("", word)
    inflected = known.get(bare, {}) | known.get(f"{bare}*", {}) if bare != word else known.get(f"{word}*", {})
    return dict.fromkeys(inflected, _INFLECTED) | dict.fromkeys(known.get(word, {}), 1.0)


@lru_cache(maxsize=1)
def _english() -> frozenset[str]:
    return frozenset(thing for _, _, thing in _entries())


@lru_cache(maxsize=1)
def _known_words() -> dict[str, dict[str, None]]:
    """Return the languages of every noun of one word; of what is left without its ending, with an asterisk."""
    known: dict[str, dict[str, None]] = {}
    for language, noun, _ in _entries():
        if language not in _UNSPACED and " " not in noun:
            known.setdefault(noun, {})[language] = None
            bare = _ENDING.sub("", noun)
            if bare != noun:
                known.setdefault(f"{bare}*", {})[language] = None
    return known


@lru_cache(maxsize=4)
def _nouns(base: str) -> tuple[dict[str, str], dict[str, str]]:
    whole: dict[str, str] = {}
    stems: dict[str, str] = {}
    for language, noun, thing in _entries():
        if language != base:
            continue
        whole.setdefault(noun, thing)
        stem = _stem(noun)
        if stem and " " not in noun:
            stems.setdefault(stem, thing)
    return whole, stems


def _entries() -> Iterator[tuple[str, str, str]]:
    """Yield language, noun and English name of every thing."""
    raw = files(__package__).joinpath("data", "nouns.tsv.gz").read_bytes()
    for line in gzip.decompress(raw).decode().splitlines():
        language, noun, thing = line.split("\t")
        yield language, noun, thing


def _stem(word: str) -> str | None:
    """Return a word without its last vowels and plural marks; None when too little would stay to compare by."""
    stem = word.rstrip(_SOFT_ENDINGS)
    stem = word[: max(len(stem), len(word) - _LONGEST_ENDING, _LEAST_STEM)]
    return stem if len(stem) >= _LEAST_STEM else None
