"""How the offline writer sees a language: words, stems, and what its lists are for."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

import snowballstemmer

_ACCENTS = re.compile(r"[\u0300-\u036f]+")
_WORD = re.compile(r"[^\W\d_]+|\d+")

ARTICLES = frozenset("the a an le la les l un une el los las una".split())  # noqa: SIM905 - as one reads them
"""Of all languages here."""


@dataclass(frozen=True)
class Language:
    """Word lists of one language, in lower case without accents.

    Attributes:
        code: Base language, as in BCP 47.
        data: Name of the article file's language.
        stemmer: Name of the Snowball stemmer.
        function_words: Carry no subject.
        framing_words: Say how a subject is told ("life", "history"), and are no subject beside another one.
        dependent_openings: A sentence that starts so makes sense after its predecessor only.
        origins: Adjective of origin → the place it comes from.
        nouns: Adjective → the thing it stands for ("rainy" → Rain).
        quantifiers: A sentence that starts so makes sense alone only when it names its subject.
        on_words: A sentence that starts so tells of a word, not of the thing.
        unclear: A sentence that starts so needs more than its predecessor.
        people: Categories of articles on persons.
        aliases: Everyday name → title of the article that goes by another.
        commonest: Titles of the articles on what most people mean by a name of several things.
        singular: Titles that only look like a plural.
        questions: Words that make a topic a question, in which the last word tends to be a verb.
        infinitive: Word after a question word that starts an instruction ("how to"), where the noun comes last.
        head_first: Whether a noun's adjectives follow it.
        plural_marks: Last letters that only mark the plural, where the stemmer leaves them.
        source: Name of the encyclopaedia, for credits.
        quotes: Opening and closing quotation marks.
    """

    code: str
    data: str
    stemmer: str
    function_words: frozenset[str]
    framing_words: frozenset[str]
    dependent_openings: tuple[str, ...]
    quantifiers: tuple[str, ...]
    origins: dict[str, str] = field(default_factory=dict)
    nouns: dict[str, str] = field(default_factory=dict)
    on_words: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    people: tuple[str, ...] = ("People", "Personnalités", "Personas")
    aliases: dict[str, str] = field(default_factory=dict)
    commonest: frozenset[str] = frozenset()
    singular: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()
    infinitive: str = ""
    head_first: bool = False
    plural_marks: str = ""
    source: str = "Wikipedia"
    quotes: tuple[str, str] = ("“", "”")

    def stems(self, text: str) -> list[str]:
        """Return the stems of all words in order, function words included."""
        return [self.stem(word) for word in words(text)]

    def content_stems(self, text: str) -> list[str]:
        """Return the stems of all words but function words, in order."""
        return [self.stem(word) for word in words(text) if word not in self.function_words]

    def stem(self, word: str) -> str:
        """Return a folded word's stem; singular and plural have the same."""
        if self.plural_marks and len(word) > 3 and word[-1] in self.plural_marks:
            word = word[:-1]
        return stem(word, self.stemmer)


def words(text: str) -> list[str]:
    """Return the words in lower case without accents; numbers are words of their own."""
    return _WORD.findall(fold(text))


def spelt(text: str) -> list[str]:
    """Return the words in lower case with their accents: "thé" is no "the"."""
    return _WORD.findall(unicodedata.normalize("NFC", text.lower()))


def fold(text: str) -> str:
    """Return ``text`` in lower case without accents and with straight apostrophes."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'").lower())
    return _ACCENTS.sub("", decomposed)


@lru_cache(maxsize=200_000)
def stem(word: str, stemmer: str) -> str:
    """Return a word's stem."""
    stemmed: str = _stemmer(stemmer).stemWord(word)
    return fold(stemmed)


@lru_cache(maxsize=4)
def _stemmer(name: str) -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer(name)


_PLURALS = (
    ("ies", "y"), ("ves", "f"), ("ves", "fe"), ("aux", "al"), ("eaux", "eau"), ("men", "man"), ("ces", "z"),
    ("geese", "goose"), ("mice", "mouse"), ("teeth", "tooth"), ("feet", "foot"), ("children", "child"), ("oxen", "ox"),
    ("people", "person"), ("yeux", "oeil"), ("yeux", "œil"), ("ciels", "ciel"), ("cieux", "ciel"),
)  # fmt: skip
_ENDINGS = ("es", "s", "x")


def same_noun(one: str, other: str) -> bool:
    """Whether two folded words are the same noun in singular or plural; "fast" and "fasting" are not."""
    return bool(singulars(one) & singulars(other))


def singulars(word: str) -> set[str]:
    """Return a folded word and what it may be the plural of."""
    forms = {word}
    forms.update(word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending) and len(word) > len(ending) + 2)
    forms.update(word[: -len(plural)] + single for plural, single in _PLURALS if word.endswith(plural))
    return forms
