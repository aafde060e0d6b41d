"""Everything in words that goes with a film: captions, chapters, title, credits. Pure functions."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from videoagent_composer.timeline import Timeline
from videoagent_contracts.film import ComposeRequest, Shot, Speech
from videoagent_media import breaking
from videoagent_media.captions import (
    CaptionLayout,
    CaptionState,
    Phrase,
    drawn_phrases,
    shot_layout,
    states,
    told_phrases,
)
from videoagent_media.captions.text import ends_sentence, width

_FIRST_CHAPTER_S = 20.0
"""Shorter films get no chapters."""
_SHORTEST_CHAPTER_S = 4.0
_FEWEST_CHAPTERS = 3
_CHAPTER_CHARACTERS = 40
"""Longest name of a chapter that is made of narration, as wide as so many Latin letters."""
_Face = TypeVar("_Face")
_SENTENCE_ENDS = ".!?…。！？؟।"
_IDEOGRAPHIC_END = re.compile("[。！？]")
_SPECIAL = re.compile(r"([=;#\\])")

_CODES = """
af:afr am:amh ar:ara az:aze be:bel bg:bul bn:ben bs:bos ca:cat cs:ces cy:cym da:dan de:deu el:ell en:eng
eo:epo es:spa et:est eu:eus fa:fas fi:fin fr:fra ga:gle gl:glg gu:guj he:heb hi:hin hr:hrv hu:hun hy:hye
id:ind is:isl it:ita ja:jpn ka:kat kk:kaz km:khm kn:kan ko:kor ku:kur ky:kir la:lat lo:lao lt:lit lv:lav
mk:mkd ml:mal mn:mon mr:mar ms:msa mt:mlt my:mya nb:nob ne:nep nl:nld nn:nno no:nor or:ori pa:pan pl:pol
ps:pus pt:por ro:ron ru:rus sd:snd si:sin sk:slk sl:slv so:som sq:sqi sr:srp sv:swe sw:swa ta:tam te:tel
tg:tgk th:tha tk:tuk tl:tgl tr:tur tt:tat ug:uig uk:ukr ur:urd uz:uzb vi:vie xh:xho yi:yid yo:yor zh:zho
zu:zul
"""
_ISO_639_2 = dict(pair.split(":") for pair in _CODES.split())


def film_phrases(request: ComposeRequest, film: Timeline) -> tuple[Phrase, ...]:
    """Return the captions of the whole film as players show them, in film time and in order."""
    said = [
        (phrase, None)
        for shot, speech, start, end in _speeches(request, film)
        for phrase in told_phrases(shot, speech, start, end)
    ]
    return tuple(phrase for phrase, _ in _apart(said))


def film_states(request: ComposeRequest, film: Timeline) -> tuple[CaptionState, ...]:
    """Return the captions as they are burned in, in film time and in order: each shot's in its own layout."""
    drawn: list[tuple[Phrase, CaptionLayout]] = []
    for shot, speech, start, end in _speeches(request, film):
        face = shot_layout(shot, request.subtitle_style, (request.width, request.height))
        drawn.extend((phrase, face) for phrase in drawn_phrases(shot, speech, face, start, end))
    return tuple(state for phrase, face in _apart(drawn) for state in states([phrase], face))


def _speeches(request: ComposeRequest, film: Timeline) -> Iterator[tuple[Shot, Speech, float, float]]:
    """Give each narrated shot with its speech's begin and the end of its captions, in film time."""
    for number, shot in enumerate(request.shots):
        if shot.speech is None:
            continue
        start = film.starts[number] / film.fps + shot.lead_in
        until = film.starts[number + 1] / film.fps if number + 1 < len(film.starts) else film.duration
        yield shot.shot, shot.speech, start, max(until, start + shot.speech.duration)


def _apart(shown: Sequence[tuple[Phrase, _Face]]) -> list[tuple[Phrase, _Face]]:
    """End each phrase where the next begins: a shot's last words may reach over the start of the next."""
    apart: list[tuple[Phrase, _Face]] = []
    for number, (phrase, face) in enumerate(shown):
        end = min(phrase.end, shown[number + 1][0].start) if number + 1 < len(shown) else phrase.end
        if end > phrase.start:
            apart.append((Phrase(phrase.lines, phrase.start, end), face))
    return apart


def chapters(request: ComposeRequest, film: Timeline) -> str | None:
    """Write the shots' subjects as FFMETADATA chapters, or None where they would be of no use.

    A shot without a heading, as those of own scripts and scenes are, is named by its first words.
    """
    marks: list[tuple[float, str]] = []
    for start, shot in zip(film.starts, request.shots, strict=True):
        heading = _line(shot.shot.heading) or _first_words(shot.shot.narration)
        at = start / film.fps
        repeated = marks and (marks[-1][1] == heading or at - marks[-1][0] < _SHORTEST_CHAPTER_S)
        if heading and not repeated:
            marks.append((at, heading))
    if film.duration < _FIRST_CHAPTER_S or len(marks) < _FEWEST_CHAPTERS:
        return None
    ends = [*(at for at, _ in marks[1:]), film.duration]
    lines = [";FFMETADATA1"]
    for (begin, heading), end in zip([(0.0, marks[0][1]), *marks[1:]], ends, strict=True):
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={round(begin * 1000)}", f"END={round(end * 1000)}"]
        lines.append("title=" + _SPECIAL.sub(r"\\\1", heading))
    return "\n".join([*lines, ""])


def _first_words(narration: str) -> str:
    """Return the narration's first sentence, or as much of its beginning as makes a name."""
    words = _line(narration).split(" ")
    last = next((n for n, pair in enumerate(pairwise(words)) if ends_sentence(*pair)), len(words))
    whole = _IDEOGRAPHIC_END.split(" ".join(words[: last + 1]))[0].rstrip(_SENTENCE_ENDS)
    if width(whole) <= _CHAPTER_CHARACTERS:
        return whole
    parts = [part for word in whole.split(" ") for part in (" ", *breaking.words(word))][1:]
    while width("".join(parts)) > _CHAPTER_CHARACTERS and len(parts) > 1:
        parts.pop()
    begun = "".join(parts)
    while width(begun) > _CHAPTER_CHARACTERS:  # one word that is longer than any name
        begun = begun[:-1]
    return begun.rstrip(" ,;:–—-、，；：،؛") + "…"


def title(request: ComposeRequest) -> str:
    """Return the film's title as one line of sensible length."""
    return _line(request.title)[:200]


def credit_line(request: ComposeRequest) -> str:
    """Return whose work is in the film, for its metadata: licences ask for it wherever the file goes."""
    named = (f"{credit.what}: {credit.source} ({credit.licence})" for credit in request.credits)
    return _line("; ".join(named))[:1000]


def iso_639_2(language: str) -> str:
    """Return the three-letter code that MP4 wants, ``und`` when it is not known."""
    base = language.split("-", maxsplit=1)[0].lower()
    return _ISO_639_2.get(base, base if len(base) == 3 else "und")


def _line(text: str) -> str:
    return "".join(character for character in " ".join(text.split()) if character.isprintable())
