"""Caption files for players: SubRip and WebVTT."""

import html
import re
from collections.abc import Sequence

from videoagent_media.captions.phrases import Phrase

_TAG = re.compile(r"<(?=[/a-zA-Z])")
_OVERRIDE = re.compile(r"\{(?=\\)")


def srt(shown: Sequence[Phrase]) -> str:
    """Write SubRip. It has no escapes: what a player would take for a tag gets a look-alike bracket."""
    cues = []
    for number, phrase in enumerate(shown, 1):
        text = _OVERRIDE.sub("(", _TAG.sub("‹", phrase.text)).replace("-->", "→")
        cues.append(f"{number}\n{_time(phrase.start, ',')} --> {_time(phrase.end, ',')}\n{text}\n")
    return "\n".join(cues)


def vtt(shown: Sequence[Phrase]) -> str:
    """Write WebVTT; text is escaped, cues are in order."""
    cues = [
        f"{_time(phrase.start, '.')} --> {_time(phrase.end, '.')}\n{html.escape(phrase.text, quote=False)}\n"
        for phrase in shown
    ]
    return "\n".join(["WEBVTT\n", *cues])


def _time(seconds: float, separator: str) -> str:
    milliseconds = round(seconds * 1000)
    hours, minutes = milliseconds // 3_600_000, milliseconds // 60_000 % 60
    return f"{hours:02d}:{minutes:02d}:{milliseconds // 1000 % 60:02d}{separator}{milliseconds % 1000:03d}"
