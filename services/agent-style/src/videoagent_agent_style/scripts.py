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


_JAPANESE = re.compile(
    r"[桜駅円図働込峠畑辻栃沢県気広売読対応変続戦帰渋価楽薬観覧剣浜塩仏歴]|"
    r"富士山|寿司|^侍$|忍者|武士道|芸者|着物|相撲|歌舞伎|柔道|空手|浮世絵|盆栽|俳句|東京|京都|大阪|江戸|北海道|沖縄|広島|日本酒"
)
"""Characters that only Japanese writes so, and subjects that are its own."""
_CHINESE = re.compile(r"[们这个为时发说过还进开现样关经动没问无间简书长东车马门见贝龙飞风鱼鸟红绿银铁钟页顾]")


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
    if script == "CJK" and _JAPANESE.search(text) and not _CHINESE.search(text):
        return "ja"
    if script == "LATIN" and count * 2 > scripts.total():
        return None
    if script in _LETTERS:
        lower = text.lower()
        return next(language for marks, language in _LETTERS[script] if not marks or any(m in lower for m in marks))
    return dict(_BLOCKS).get(script)


def _script(character: str) -> str:
    return unicodedata.name(character, "").split(" ", 1)[0].split("-", 1)[0]
