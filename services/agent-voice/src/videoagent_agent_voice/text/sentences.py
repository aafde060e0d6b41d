"""Where a voice takes breath: a text cut into pieces short enough for an engine, with the pause after each."""

import re
from dataclasses import dataclass

SENTENCE_PAUSE_S = 0.38
PARAGRAPH_PAUSE_S = 0.7
CLAUSE_PAUSE_S = 0.16

_PARAGRAPH = re.compile(r"\s*\n\s*")
_END = re.compile(r"[.!?…]+[\"”“’»)\]]*(?=\s)|[。！？｡][」』）”’]*|[।॥؟۔។።]+(?=\s|$)")
_CLAUSE = re.compile(r"[,;:—–،؛](?=\s)|[，、；：]")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“'‘])(?:[A-ZÀ-ÞА-Я]|\d{1,2}|Mr|Mrs|Ms|Dr|Prof|St|Sts|Mt|Ft|Jr|Sr|Gen|Col|Lt|Capt|Sgt|Rev|Hon|No|Nos|vs|etc|"
    r"approx|ca|cf|c|al|Inc|Ltd|Co|Vol|Fig|e\.g|i\.e|z\.B|d\.h|u\.a|bzw|usw|Nr|S|M|Mme|Mlle|Sra|Sr|Dra|Av|Art|"
    r"[znvudpa]|Mio|Mrd|Tsd|Hr|vgl|bes|inkl|evtl|sog|av|apr|env|MM|Sres|Srta|Srs|Dña|Ud|Uds|núm|aprox|EE|Sto|Sta|Profa|"
    r"[Ss]ig|[Ss]ig\.ra|[Dd]ott|[Dd]ott\.ssa|prof|ing|avv|"
    r"т\.е|т\.д|т\.п|г|гг|в|вв|им)\.$"
)


@dataclass(frozen=True)
class Breath:
    """``text[start:end]`` is said in one go; then the voice rests for ``pause_s``."""

    start: int
    end: int
    pause_s: float


def breaths(text: str, longest: int) -> list[Breath]:
    """Cut at sentence ends, and at clauses or spaces where a sentence is longer than ``longest`` characters."""
    found: list[Breath] = []
    for start, end in _paragraphs(text):
        sentences = _sentences(text, start, end)
        for index, sentence in enumerate(sentences):
            last = index == len(sentences) - 1
            pieces = _split_long(text, *sentence, longest)
            for number, piece in enumerate(pieces, 1):
                pause = SENTENCE_PAUSE_S if number == len(pieces) else CLAUSE_PAUSE_S
                found.append(Breath(*piece, PARAGRAPH_PAUSE_S if last and number == len(pieces) else pause))
    return found


def _paragraphs(text: str) -> list[tuple[int, int]]:
    cuts = [0, *(position for match in _PARAGRAPH.finditer(text) for position in match.span()), len(text)]
    return [(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=True) if text[start:end].strip()]


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for match in _END.finditer(text, start, end):
        following = text[match.end() : end].lstrip()
        if match.group().startswith(".") and (
            _ABBREVIATION.search(text[start : match.end()]) or following[:1].islower()
        ):
            continue
        found.append((start, match.end()))
        start = match.end()
    if text[start:end].strip():
        found.append((start, end))
    return found


def _split_long(text: str, start: int, end: int, longest: int) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    while end - start > longest:
        clauses = [match.end() for match in _CLAUSE.finditer(text, start, start + longest)]
        late = [cut for cut in clauses if cut - start > longest // 3]
        space = text.rfind(" ", start + 1, start + longest)
        cut = late[-1] if late else space if space > start else start + longest
        pieces.append((start, cut))
        start = cut
    if text[start:end].strip():
        pieces.append((start, end))
    return pieces
