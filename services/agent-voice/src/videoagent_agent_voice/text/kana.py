"""Kana as the phonemes that Kokoro was trained with, a character of the International Phonetic Alphabet for each."""

_VOWELS = ("a", "i", "ɯ", "e", "o")
_ROWS = {
    "アイウエオ": ("", "", "", "", ""),
    "カキクケコ": ("k", "kʲ", "k", "k", "k"),
    "ガギグゲゴ": ("ɡ", "ɡʲ", "ɡ", "ɡ", "ɡ"),
    "サシスセソ": ("s", "ɕ", "s", "s", "s"),
    "ザジズゼゾ": ("ʣ", "ʥ", "z", "ʣ", "ʣ"),
    "タチツテト": ("t", "ʨ", "ʦ", "t", "t"),
    "ダヂヅデド": ("d", "ʥ", "z", "d", "d"),
    "ナニヌネノ": ("n", "ɲ", "n", "n", "n"),
    "ハヒフヘホ": ("h", "ç", "ɸ", "h", "h"),
    "バビブベボ": ("b", "bʲ", "b", "b", "b"),
    "パピプペポ": ("p", "pʲ", "p", "p", "p"),
    "マミムメモ": ("m", "mʲ", "m", "m", "m"),
    "ラリルレロ": ("ɾ", "ɾʲ", "ɾ", "ɾ", "ɾ"),
    "ワヰヴヱヲ": ("β", "", "v", "", ""),
}
_FRONTED = frozenset("スズツヅ")
"""Whose u is said further in front."""
_KANA = {
    kana: consonant + ("ɨ" if kana in _FRONTED else vowel)
    for row, consonants in _ROWS.items()
    for kana, consonant, vowel in zip(row, consonants, _VOWELS, strict=True)
} | {"ヤ": "ja", "ユ": "jɯ", "ヨ": "jo", "ヮ": "βa", "ヵ": "ka", "ヶ": "ke", "・": " "}
_SMALL = {"ァ": "a", "ィ": "i", "ゥ": "ɯ", "ェ": "e", "ォ": "o", "ャ": "a", "ュ": "ɨ", "ョ": "o"}
_GLIDES = frozenset("ャュョ")
_ROUNDED = {"ウ": "β", "イ": "j"}
_SOFTENED = frozenset("tdɸvʦ")
_NASALS = {
    phoneme: nasal
    for phonemes, nasal in (("mpb", "m"), ("kɡ", "ŋ"), ("ɲʨʥ", "ɲ"), ("ntdɾzʣ", "n"))
    for phoneme in phonemes
}
"""What n sounds like before a phoneme; elsewhere it ends in the throat."""
_SIGNS = {
    **dict(zip("。、？！：；，", ".,?!:;,", strict=True)),
    **dict.fromkeys("「『《«", "“"),
    **dict.fromkeys("」』》»", "”"),
    **dict.fromkeys("〜～", "—"),
    "（": "(",
    "）": ")",
    "ッ": "ʔ",
    "ー": "ː",
}


def sound(before: str, kana: str, after: str) -> str:
    """Return the phonemes of a katakana or sign.

    Args:
        before: What stands before it, empty at the beginning.
        kana: What is said; what is neither katakana nor a sign comes back as it is.
        after: What stands after it, empty at the end.
    """
    if kana in _SMALL:
        return ("" if before in _KANA or kana not in _GLIDES else "j") + _SMALL[kana]
    if kana == "ン":
        return _NASALS.get(_KANA.get(after, " ")[:1], "ɴ")
    if kana in _KANA:
        return _consonant(kana, after) if after in _SMALL else _KANA[kana]
    return _SIGNS.get(kana, kana)


def _consonant(kana: str, small: str) -> str:
    """Return a kana without its vowel, which a small one gives: fu and a are fa."""
    if kana in _ROUNDED:
        return _ROUNDED[kana]
    consonant = _KANA[kana][:-1]
    if consonant in ("k", "ɡ") and small not in _GLIDES:
        return consonant + "ᵝ"
    return consonant + "ʲ" if consonant in _SOFTENED and (small in _GLIDES or small == "ィ") else consonant
