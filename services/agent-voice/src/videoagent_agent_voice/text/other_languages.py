"""What espeak-ng's own readers get wrong: thousands separators, years in hundreds, money signs, metric units.

Its voices read plain numbers, decimals and ordinals of their language themselves.
"""

import re

from videoagent_agent_voice.text import addresses, european, japanese, numbers
from videoagent_agent_voice.text.aligned import Aligned, Parts
from videoagent_agent_voice.text.numbers import base_language

# Where 1.234,5 is written for what English writes as 1,234.5 (CLDR number symbols).
_COMMA_DECIMAL = frozenset(
    (  # noqa: SIM905 - a long list of quoted codes is hard to read
        "az be bg bs ca cs da de el es et eu fi fr gl hr hu hy id is it ka kk ky lt lv mk nl no pl pt ro ru "
        "sk sl sq sr sv tr tt uk uz vi"
    ).split()
)
_LETTER = r"[^\W\u3040-\u30ff\u3400-\u9fff]"
"""Of a script that parts its words: Chinese and Japanese numbers and units stand right beside their words."""
_COMMA_GROUPS = re.compile(rf"(?<!{_LETTER})(?<![.,])\d{{1,3}}(?:,\d{{3}})+(?![\d,])")
_DOT_GROUPS = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d{3})+(?![\d.]\d)")
_SPACE_GROUPS = re.compile(r"(?<![\w.,])\d{1,3}(?:[\u00a0\u202f\u2009'’]\d{3})+(?!\d)")
_PLAIN_SPACE_GROUPS = re.compile(r"(?<![\w.,])(?<!\d )[1-9]\d{0,2}(?: \d{3})+(?! ?\d)")
_YEAR = re.compile(r"(?<![\w.,])(1[1-9]\d\d)(?![\w]|[.,]\d)")
_DIGITS = re.compile(r"(?<![\d.,])\d{1,12}(?![.,]?\d)")
_MONEY_BEFORE = re.compile(r"([$€£¥])\s?(\d[\d.,]*\d|\d)")
_RANGE = re.compile(r"(?<=\d)[–—](?=\d)")
_UNSAID = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f*_|~^\\]")

_UNIT_WORDS = {
    "nl": {
        "km/h": "kilometer per uur", "km²": "vierkante kilometer", "m²": "vierkante meter", "km": "kilometer",
        "m": "meter", "cm": "centimeter", "mm": "millimeter", "kg": "kilogram", "g": "gram", "t": "ton",
        "°C": "graden Celsius",
    },
    "ru": {
        "км/ч": "километров в час", "км²": "квадратных километров", "м²": "квадратных метров", "км": "километров",
        "м": "метров", "см": "сантиметров", "мм": "миллиметров", "кг": "килограммов", "г": "граммов",
        "т": "тонн", "°C": "градусов Цельсия",
    },
    "ja": {
        "km/h": "キロメートル毎時", "km²": "平方キロメートル", "m²": "平方メートル",
        "km": "キロメートル", "m": "メートル", "cm": "センチメートル", "mm": "ミリメートル",
        "kg": "キログラム", "g": "グラム", "t": "トン", "°C": "度", "%": "パーセント",
    },
}  # fmt: skip
_UNIT_PATTERNS = {
    language: re.compile(rf"(?<=\d)(\s?)({'|'.join(re.escape(unit) for unit in words)})(?!{_LETTER}|[/²³.])")
    for language, words in _UNIT_WORDS.items()
}


def for_reading(text: Aligned, language: str) -> Aligned:
    """Prepare a text of any language but English for espeak-ng."""
    text = spelled_out(text, language)
    return japanese.for_reading(text) if base_language(language) == "ja" else text


def spelled_out(text: Aligned, language: str) -> Aligned:
    """Write numbers, units, addresses and signs as words, where espeak-ng or a voice for kana would misread them."""
    base = base_language(language).split("_")[0]
    text = addresses.for_reading(text.sub(_UNSAID, lambda match: []), base)
    if base in european.LANGUAGES:
        text = european.for_reading(text, base, language)
    if base in _UNIT_WORDS:
        words = _UNIT_WORDS[base]
        text = text.sub(_UNIT_PATTERNS[base], lambda match: [(" ", 1), (words[match[2]], 2)])
    comma_decimal = base in _COMMA_DECIMAL
    for groups in (_SPACE_GROUPS, *((_DOT_GROUPS, _PLAIN_SPACE_GROUPS) if comma_decimal else (_COMMA_GROUPS,))):
        text = text.sub(groups, lambda match: _amount(match[0], language))
    if base in numbers.YEARS_IN_HUNDREDS:
        text = text.sub(_YEAR, lambda match: [(numbers.year(int(match[1]), language) or match[1], 1)])
    text = text.sub(_MONEY_BEFORE, lambda match: [(match[2], 2), (" " + match[1], 1)])
    text = text.sub(_RANGE, lambda match: [(" – ", 0)])
    if base == "ja":  # its voices read digits one by one, or not at all
        text = text.sub(_DIGITS, lambda match: _amount(match[0], language))
    return text


def _amount(digits: str, language: str) -> Parts:
    number = int(re.sub(r"\D", "", digits))
    return [(numbers.cardinal(number, language) or str(number), 0)]
