"""Captions for libass: what is on screen at each moment, and the document that draws it."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from videoagent_contracts.enums import SubtitleStyle
from videoagent_media import fonts
from videoagent_media.captions.layout import CaptionLayout
from videoagent_media.captions.phrases import Phrase
from videoagent_media.captions.text import GLUE, SOFT_HYPHEN, join

AMBER = "&H6AD6FF&"
"""The spoken word in karaoke, ASS's &HBBGGRR."""

_FADE = 0.12
"""A phrase's fade in and out, s; never between its words."""
_LARGEST_SCALE = 1.55
"""Some fonts of symbols have a line height of several em: matching them would push the caption up the frame."""
_WORD_JOINER = "\u2060"
_GLOW_COLOUR = "&H34000000"
_BLUR_OF_GLOW = 0.8
"""The blur's strength, of the glow's reach: it fades out where the outline would end, without a visible edge."""


@dataclass(frozen=True)
class CaptionState:
    """A stretch of time during which the caption does not change but for fading."""

    text: str
    """ASS text: override tags are ours, everything else is escaped."""
    start: float
    """s"""
    end: float
    fade_in: float = 0.0
    """s, 0 when it appears at once"""
    fade_out: float = 0.0
    margin: int = 0
    """From the frame's lower edge, px; 0: the document's own."""

    def opacity(self, time: float) -> float:
        """Return how strong it is shown at ``time``, 0..1."""
        if not self.start <= time < self.end:
            return 0.0
        rising = (time - self.start) / self.fade_in if self.fade_in else 1.0
        falling = (self.end - time) / self.fade_out if self.fade_out else 1.0
        return min(1.0, rising, falling)


def states(shown: Sequence[Phrase], face: CaptionLayout) -> tuple[CaptionState, ...]:
    """Return what is on screen over time: one state per phrase, or per spoken word for karaoke.

    Args:
        shown: Phrases in order.
        face: Its style decides whether the spoken word is marked; its font is for Latin, other scripts get their own.
    """
    made: list[CaptionState] = []
    for phrase in shown:
        fade = min(_FADE, (phrase.end - phrase.start) / 3)
        if face.style is not SubtitleStyle.KARAOKE:
            text = _marked(phrase, None, face)
            made.append(CaptionState(text, phrase.start, phrase.end, fade, fade, face.margin_bottom))
            continue
        words = phrase.words
        starts = [phrase.start, *(min(max(word.start, phrase.start), phrase.end) for word in words[1:]), phrase.end]
        spans = [(i, starts[i], starts[i + 1]) for i in range(len(words)) if starts[i + 1] > starts[i]]
        for index, start, end in spans:
            made.append(
                CaptionState(
                    _marked(phrase, index, face),
                    start,
                    end,
                    min(fade, end - start) if index == spans[0][0] else 0.0,
                    min(fade, end - start) if index == spans[-1][0] else 0.0,
                    face.margin_bottom,
                )
            )
    return tuple(made)


def _marked(phrase: Phrase, spoken: int | None, face: CaptionLayout) -> str:
    """Write a phrase with one word in amber, each script in its font, as lines of ASS."""
    number = 0
    lines: list[str] = []
    for line in phrase.lines:
        text = ""
        written: list[str] = []
        for place, word in enumerate(line):
            gap = " " if join([*written, word.text]).startswith(join(written) + " ") else ""
            hyphen = "-" if word.text.endswith(SOFT_HYPHEN) and place == len(line) - 1 else ""
            shown = _set(word.text.removeprefix(GLUE).removesuffix(SOFT_HYPHEN) + hyphen, face)
            if number == spoken:
                shown = f"{{\\1c{AMBER}}}{shown}{{\\1c&HFFFFFF&}}"
            text += gap + shown
            written.append(word.text)
            number += 1
        lines.append(text)
    return "\\N".join(lines)


def _set(text: str, face: CaptionLayout) -> str:
    return "".join(
        f"{{\\fn{run.family}\\fs{face.size * _scale(run.family, face.family):.2f}}}{escape(run.text)}"
        for run in fonts.itemise(text, face.family)
    )


@functools.cache
def _scale(family: str, reference: str) -> float:
    """Return how much to enlarge a font so that its letters match the reference's.

    libass takes a size as ascent plus descent (OS/2 ``usWin…``), which in Arabic or Burmese fonts is half as much
    again of the letters' size as in Latin ones.
    """
    return min(_LARGEST_SCALE, max(1.0, _extent(family) / _extent(reference)))


@functools.cache
def _extent(family: str) -> float:
    with TTFont(fonts.families()[family], lazy=True) as font:
        metrics = font["OS/2"]
        return float(metrics.usWinAscent + metrics.usWinDescent) / float(font["head"].unitsPerEm)


def escape(text: str) -> str:
    """Make text literal in an ASS event: no override block, no escape and no line break can come out of it."""
    literal = text.replace("\\", "\\" + _WORD_JOINER).replace("{", "\\{").replace("}", "\\}")
    return " ".join(literal.split())


def document(shown: Sequence[CaptionState], face: CaptionLayout, *, stills: bool = False) -> str:
    """Write an ASS file.

    Args:
        shown: The states, in order.
        face: Type and place.
        stills: Show the n-th state from second n to n + 1 instead of at its own time, for drawing each once.
    """
    # No letter spacing: with any, libass sets every letter by itself, which breaks Arabic and Devanagari.
    # Encoding -1: the direction of a line follows its first letter.
    styles = [
        f"Style: Caption,{face.family},{face.size},{face.colour},{face.colour},{face.outline_colour},"
        f"{face.back_colour},0,0,0,0,100,100,0,0,{face.border},{face.outline},{face.shadow},2,"
        f"{face.margin_side},{face.margin_side},{face.margin_bottom},-1",
        # Only the blurred outline of the same text shows; the alphas are the fill's and the outline's.
        f"Style: Glow,{face.family},{face.size},&HFF000000,&HFF000000,{_GLOW_COLOUR},"
        f"&HFF000000,0,0,0,0,100,100,0,0,1,{face.glow},0,2,"
        f"{face.margin_side},{face.margin_side},{face.margin_bottom},-1",
    ]
    head = [
        "[Script Info]",
        "ScriptType: v4.00+",
        f"PlayResX: {face.width}",
        f"PlayResY: {face.height}",
        "WrapStyle: 0",
        "ScaledBorderAndShadow: yes",
        "YCbCr Matrix: None",
        "",
        "[V4+ Styles]",
        "Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, "
        "Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, "
        "MarginR, MarginV, Encoding",
        *styles,
        "",
        "[Events]",
        "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text",
    ]
    events: list[str] = []
    for index, state in enumerate(shown):
        span = f"{_time(index if stills else state.start)},{_time(index + 1 if stills else state.end)}"
        if face.glow:
            events.append(
                f"Dialogue: 0,{span},Glow,,0,0,{state.margin},,{{\\blur{face.glow * _BLUR_OF_GLOW:.2f}}}{state.text}"
            )
        events.append(f"Dialogue: 1,{span},Caption,,0,0,{state.margin},,{state.text}")
    return "\n".join([*head, *events, ""])


def _time(seconds: float) -> str:
    hundredths = round(seconds * 100)
    return f"{hundredths // 360_000}:{hundredths // 6000 % 60:02d}:{hundredths // 100 % 60:02d}.{hundredths % 100:02d}"
