"""Words of stock services in any language: how they are compared, and by which name each service knows a language."""

import functools
import unicodedata

import snowballstemmer

from videoagent_models.speaking import base_language

ENGLISH = "en"
_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "fi": "finnish", "fr": "french", "hi": "hindi", "hu": "hungarian", "id": "indonesian",
    "it": "italian", "nb": "norwegian", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
_PEXELS = {
    "ca": "ca-ES", "cs": "cs-CZ", "da": "da-DK", "de": "de-DE", "el": "el-GR", "es": "es-ES", "fi": "fi-FI",
    "fr": "fr-FR", "hu": "hu-HU", "id": "id-ID", "it": "it-IT", "ja": "ja-JP", "ko": "ko-KR", "nb": "nb-NO",
    "nl": "nl-NL", "no": "nb-NO", "pl": "pl-PL", "pt": "pt-BR", "ro": "ro-RO", "ru": "ru-RU", "sk": "sk-SK",
    "sv": "sv-SE", "th": "th-TH", "tr": "tr-TR", "uk": "uk-UA", "vi": "vi-VN", "zh": "zh-CN",
}  # fmt: skip
_PIXABAY = frozenset("bg cs da de el es fi fr hu id it ja ko nl no pl pt ro ru sk sv th tr vi zh".split())  # noqa: SIM905
_SHORTEST_LATIN, _SHORTEST = 3, 2
_UNSPACED = (("\u0e00", "\u0eff"), ("\u3040", "\u30ff"), ("\u3400", "\u9fff"))
"""Thai and Lao, kana, and Han."""


def stems(text: str, language: str = ENGLISH) -> frozenset[str]:
    """Return what the words of a text have in common with their other forms; of unspaced scripts, pairs of letters."""
    found: set[str] = set()
    for word in _words(text):
        if any(first <= word[0] <= last for first, last in _UNSPACED):
            found.update(word[at : at + 2] for at in range(max(1, len(word) - 1)))
        elif len(word) >= (_SHORTEST_LATIN if word.isascii() else _SHORTEST):
            found.add(_stem(word, language))
    return frozenset(found)


def pexels_locale(language: str) -> str | None:
    """Return the name that Pexels has for a language; None when it has none."""
    if language.lower().endswith(("-tw", "-hk", "-hant")):
        return "zh-TW"
    return _PEXELS.get(base_language(language))


def pixabay_language(language: str) -> str | None:
    """Return the name that Pixabay has for a language; None when it has none."""
    base = {"nb": "no", "nn": "no"}.get(base_language(language), base_language(language))
    return base if base in _PIXABAY else None


def _words(text: str) -> list[str]:
    """Return words with all their vowel signs, in lower case."""
    folded = unicodedata.normalize("NFC", text.casefold())
    return "".join(letter if unicodedata.category(letter)[0] in "LM" else " " for letter in folded).split()


def _stem(word: str, language: str) -> str:
    name = _STEMMERS.get(base_language(language))
    return str(_stemmer(name).stemWord(word)) if name else word


@functools.lru_cache(maxsize=4)
def _stemmer(name: str) -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer(name)
