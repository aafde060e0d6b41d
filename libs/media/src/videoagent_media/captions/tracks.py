"""Caption files for players: SubRip and WebVTT."""

import html
import re
from collections.abc import Sequence

from videoagent_media.captions.phrases import Phrase

_WORD_JOINER = "\u2060"
_TAG = re.compile(r"<(?=[/!a-zA-Z])|\\|--(?=>)")
_BRACES = str.maketrans("{}", "｛｝")


def srt(shown: Sequence[Phrase]) -> str:
    """Write SubRip, which has no escapes, so that no player takes any of the text for a tag.

    An invisible word joiner parts ``<``, a backslash and ``--`` from what follows. Braces become their full-width
    twins: players that draw with libass hide whatever stands in plain ones.
    """
    cues = []
    for number, phrase in enumerate(shown, 1):
        text = _TAG.sub(lambda found: found[0] + _WORD_JOINER, phrase.text).translate(_BRACES)
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
