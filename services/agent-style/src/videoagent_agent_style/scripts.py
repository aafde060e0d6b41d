"""The language that a text's script tells."""

import re
import unicodedata
from collections import Counter

_HIRAGANA_OR_KATAKANA = re.compile(r"[\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9d]")
_BLOCKS: tuple[tuple[str, str], ...] = (
    ("HANGUL", "ko"),
    ("CJK", "zh"),
    ("HEBREW", "he"),
    ("GREEK", "el"),
    ("BENGALI", "bn"),
    ("TAMIL", "ta"),
    ("TELUGU", "te"),
    ("KANNADA", "kn"),
    ("MALAYALAM", "ml"),
    ("GUJARATI", "gu"),
    ("GURMUKHI", "pa"),
    ("SINHALA", "si"),
    ("ORIYA", "or"),
    ("THAI", "th"),
    ("LAO", "lo"),
    ("KHMER", "km"),
    ("MYANMAR", "my"),
    ("GEORGIAN", "ka"),
    ("ARMENIAN", "hy"),
    ("ETHIOPIC", "am"),
    ("TIBETAN", "bo"),
)
_LETTERS: dict[str, tuple[tuple[str, str], ...]] = {
    "ARABIC": (("ٹڈڑںےھہ", "ur"), ("پچژگیک", "fa"), ("", "ar")),
    "CYRILLIC": (("іїєґ", "uk"), ("ўі", "be"), ("ђћџљњј", "sr"), ("ѓќѕ", "mk"), ("қңғүұһө", "kk"), ("", "ru")),
    "DEVANAGARI": (("", "hi"),),
}
"""Scripts of several languages: letters that give one away, in order; the last one is taken without any."""


def language_of_script(text: str) -> str | None:
    """Return the language of a text in a script of its own; None for the Latin script or no letters.

    A script of several languages is told apart by letters that only one of them has; the most spoken one is the
    fall-back.
    """
    scripts = Counter(_script(character) for character in text if unicodedata.category(character)[0] == "L")
    scripts.pop("", None)
    if not scripts:
        return None
    script, count = scripts.most_common(1)[0]
    if _HIRAGANA_OR_KATAKANA.search(text) and script in ("HIRAGANA", "KATAKANA", "CJK"):
        return "ja"
    if script == "LATIN" and count * 2 > scripts.total():
        return None
    if script in _LETTERS:
        lower = text.lower()
        return next(language for marks, language in _LETTERS[script] if not marks or any(m in lower for m in marks))
    return dict(_BLOCKS).get(script)


def _script(character: str) -> str:
    return unicodedata.name(character, "").split(" ", 1)[0].split("-", 1)[0]
