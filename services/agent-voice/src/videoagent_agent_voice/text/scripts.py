"""Which writing system a text uses, and what that means for speaking and splitting it."""

import unicodedata
from collections import Counter

# Block starts are enough here: the question is only which voice can say the letters.
_SCRIPTS: tuple[tuple[str, tuple[tuple[int, int], ...], str], ...] = (
    ("Greek", ((0x370, 0x3FF), (0x1F00, 0x1FFF)), "el"),
    ("Cyrillic", ((0x400, 0x52F), (0x1C80, 0x1C8F)), "ru"),
    ("Armenian", ((0x530, 0x58F),), "hy"),
    ("Hebrew", ((0x590, 0x5FF),), "he"),
    ("Arabic", ((0x600, 0x6FF), (0x750, 0x77F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF)), "ar"),
    ("Devanagari", ((0x900, 0x97F),), "hi"),
    ("Bengali", ((0x980, 0x9FF),), "bn"),
    ("Gurmukhi", ((0xA00, 0xA7F),), "pa"),
    ("Gujarati", ((0xA80, 0xAFF),), "gu"),
    ("Oriya", ((0xB00, 0xB7F),), "or"),
    ("Tamil", ((0xB80, 0xBFF),), "ta"),
    ("Telugu", ((0xC00, 0xC7F),), "te"),
    ("Kannada", ((0xC80, 0xCFF),), "kn"),
    ("Malayalam", ((0xD00, 0xD7F),), "ml"),
    ("Sinhala", ((0xD80, 0xDFF),), "si"),
    ("Thai", ((0xE00, 0xE7F),), "th"),
    ("Lao", ((0xE80, 0xEFF),), "th"),
    ("Myanmar", ((0x1000, 0x109F),), "my"),
    ("Georgian", ((0x10A0, 0x10FF), (0x2D00, 0x2D2F)), "ka"),
    ("Ethiopic", ((0x1200, 0x139F),), "am"),
    ("Khmer", ((0x1780, 0x17FF),), "km"),
    ("Kana", ((0x3040, 0x30FF), (0x31F0, 0x31FF), (0xFF66, 0xFF9F)), "ja"),
    ("Han", ((0x3005, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF)), "zh"),
    ("Hangul", ((0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7AF)), "ko"),
)
LATIN = "Latin"
UNSPACED = frozenset({"Han", "Kana", "Thai", "Lao", "Khmer", "Myanmar"})
"""Written without spaces between words."""

_LANGUAGE_OF = {name: language for name, _, language in _SCRIPTS} | {LATIN: "en"}
_SCRIPT_OF_LANGUAGE = {
    **{language: name for name, _, language in _SCRIPTS if name != "Lao"},
    **dict.fromkeys(("uk", "be", "bg", "mk", "sr", "kk", "ky", "tt", "ba", "cv", "mn", "tg"), "Cyrillic"),
    **dict.fromkeys(("fa", "ur", "ug", "sd", "ps"), "Arabic"),
    **dict.fromkeys(("mr", "ne", "sa", "kok"), "Devanagari"),
    **dict.fromkeys(("cmn", "yue", "hak"), "Han"),
    "as": "Bengali",
    "lo": "Lao",
    "ti": "Ethiopic",
    "grc": "Greek",
    "yi": "Hebrew",
}


def primary_subtag(language: str) -> str:
    """Reduce a BCP 47 tag to its language."""
    return language.split("-", maxsplit=1)[0].lower()


def script_of(character: str) -> str | None:
    """Name the script of a letter or a mark of one; None for digits, punctuation, symbols and emoji."""
    if unicodedata.category(character)[0] not in "LM":
        return None
    code = ord(character)
    for name, ranges, _ in _SCRIPTS:
        if any(first <= code <= last for first, last in ranges):
            return name
    return LATIN if "LATIN" in unicodedata.name(character, "") else None


def count_scripts(text: str) -> Counter[str]:
    """Count the letters of each script."""
    return Counter(script for script in map(script_of, text) if script)


def spoken_language(text: str, language: str) -> str:
    """Return ``language``, or the language to assume when most letters are of a script that it isn't written in.

    Japanese is Han and kana in one text, so kana decides for it; any script may hold some Latin names.
    """
    counts = count_scripts(text)
    if not counts:
        return language
    own = _SCRIPT_OF_LANGUAGE.get(primary_subtag(language), LATIN)
    accepted = {own, "Han"} if own in ("Kana", "Hangul") else {own}
    if own == "Cyrillic" or primary_subtag(language) in ("sr", "kk", "uz", "az", "tg", "bs"):
        accepted |= {"Cyrillic", LATIN}
    foreign = sum(counts.values()) - sum(counts[script] for script in accepted)
    if foreign * 2 <= sum(counts.values()):
        return language
    top = counts.most_common(1)[0][0]
    if top == "Han" and counts["Kana"]:
        top = "Kana"
    return _LANGUAGE_OF[top]
