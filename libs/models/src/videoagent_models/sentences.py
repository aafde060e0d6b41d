"""Split text into sentences without losing a character, in any script."""

import re

_ENDS = "." + "!?…" + "。！？｡" + "।॥" + "؟۔" + "։።" + "៕" + "။"
_CLOSERS = "\"'”’»›)]」』】》）］"
_BOUNDARY = re.compile(rf"([{re.escape(_ENDS)}]+)([{re.escape(_CLOSERS)}]*)(\s+|(?<=[。！？｡।॥])|$)|(\n\s*\n)")
_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof st mt ft jr gen col lt capt rev hon gov rep vs etc e.g i.e cf approx ca c fl b d
    vol pp eds inc ltd corp dept jan feb apr aug sept oct nov dec u.s u.k u.n a.m p.m
    mme mlle env av litt p.ex bd hab sr sra srta ud uds dña ee.uu aprox bzw z.b d.h u.a usw evtl
    dott avv m.in np tzw ул т.е т.д г гг им см
    """.split()  # noqa: SIM905 - one word a line would fill two pages
)
_BEFORE_NUMBERS = frozenset({"no", "nos", "nr", "núm", "art", "fig", "p", "vol", "§"})
_BEFORE_CHRIST = frozenset({"a", "d"})
"""Begin "a. C." and "d. C."; elsewhere they are words."""
_LAST_WORD = re.compile(r"([^\s(\[\"'“‘«]+)$")


def split_sentences(text: str) -> list[str]:
    """Split into sentences.

    Joining the result gives ``text`` again: the space after a sentence belongs to it. A blank line ends a sentence
    too. Initials, common abbreviations and decimal points end none.
    """
    sentences: list[str] = []
    start = 0
    for match in _BOUNDARY.finditer(text):
        if match.end() > start and _ends_here(text, start, match):
            sentences.append(text[start : match.end()])
            start = match.end()
    if start < len(text):
        sentences.append(text[start:])
    return sentences


def _ends_here(text: str, start: int, match: "re.Match[str]") -> bool:
    if match[4] is not None or match.end() == len(text):
        return True
    following = text[match.end() : match.end() + 1]
    if match[1] != ".":
        return not (match[1] == "…" and following.islower())
    before = _LAST_WORD.search(text[start : match.start()])
    word = before[1] if before else ""
    if word.lower() in _BEFORE_CHRIST and text[match.end() :].startswith(("C.", "J.", "de C.")):
        return False
    if word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isupper()):
        return False
    if word.lower() in _BEFORE_NUMBERS and following.isdigit():
        return False
    return not following.islower()
