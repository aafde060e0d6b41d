"""Burned captions: libass draws each state once, as a picture; the compositor lays it over the frames."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import av
import av.error
import numpy as np
from numpy.typing import NDArray

from videoagent_agent_video.rendering.compositor import Placed
from videoagent_agent_video.rendering.sheets import Sheet, sheet
from videoagent_contracts.enums import SubtitleMode
from videoagent_contracts.errors import VideoProcessingException
from videoagent_contracts.film import VideoRequest
from videoagent_media import fonts
from videoagent_media.captions import CaptionLayout, CaptionState, document, drawn_phrases, shot_layout, states
from videoagent_media.ffmpeg import SAFE_INPUT, command, filter_value

_TALLEST_LINE = 1.6
"""Of any script's lines, in sizes of the Latin one."""
_FONT = re.compile(r"\\fn([^\\}]+)")
_NAME = "captions.mov"


@dataclass(frozen=True)
class CaptionStills:
    """What a worker process needs to lay captions over a shot."""

    drawn: Path
    """Premultiplied RGBA, one frame for each state; runs of the same colour, mostly of none, take next to nothing."""
    shown: tuple[CaptionState, ...]
    top: int
    """Where the pictures' upper edge lies in the frame, px."""


def burned_states(request: VideoRequest) -> tuple[CaptionState, ...]:
    """Return what is to be burned into the shot; nothing without words or with other subtitle modes.

    Nothing either while the shot's card shows the same words.
    """
    if request.subtitles not in (SubtitleMode.BURNED, SubtitleMode.BOTH) or request.speech is None:
        return ()
    face = _face(request)
    shown = drawn_phrases(request.shot, request.speech, face, request.lead_in, request.duration)
    return states(shown, face)


def drawing_command(
    request: VideoRequest, shown: Sequence[CaptionState], folder: Path
) -> tuple[list[str], CaptionStills]:
    """Write the ASS document into ``folder`` and return the command that draws its states, and what it will leave.

    On transparent black, libass's blending leaves premultiplied colour.
    """
    folder.mkdir()
    face = _face(request)
    # One line more than there can be: libass wraps what turns out wider than it was reckoned.
    tallest = face.margin_bottom + (face.lines + 1.5) * face.size * _TALLEST_LINE
    top = max(0, int(request.height - tallest)) // 2 * 2
    band = replace(face, height=request.height - top)  # captions stand on the lower edge: the rest need not be drawn
    script = folder / "captions.ass"
    script.write_text(document(shown, band, stills=True), encoding="utf-8")
    chosen = _fonts(shown, face, folder)
    graph = ",".join(
        [
            f"color=c=black@0:s={band.width}x{band.height}:r=1:d={len(shown)}",
            "format=argb",
            "setpts=PTS+0.5/TB",
            f"ass=filename={filter_value(str(script))}:fontsdir={filter_value(str(chosen))}:alpha=1",
        ]
    )
    drawn = folder / _NAME
    output = ["-fps_mode", "passthrough", "-c:v", "qtrle", "-pix_fmt", "argb", "-f", "mov", str(drawn)]
    return [*command(), "-f", "lavfi", "-i", graph, *output], CaptionStills(drawn, tuple(shown), top)


def _fonts(shown: Sequence[CaptionState], face: CaptionLayout, folder: Path) -> Path:
    """Make a folder with the fonts that the captions use: libass reads every file of the one it is given."""
    chosen = folder / "fonts"
    chosen.mkdir()
    known = fonts.families()
    for family in sorted({face.family, *(name for state in shown for name in _FONT.findall(state.text))}):
        (chosen / known[family].name).symlink_to(known[family])
    return chosen


def drawings(stills: CaptionStills) -> Iterator[NDArray[np.uint8]]:
    """Yield the drawing of every state, rows × columns × RGBA.

    Raises:
        VideoProcessingException: They were not drawn, or not all of them; to draw them again may go better.
    """
    count = 0
    try:
        with av.open(str(stills.drawn), options=SAFE_INPUT) as container:
            for frame in container.decode(video=0):
                count += 1
                yield np.asarray(frame.to_ndarray(format="rgba"), np.uint8)
    except (av.error.FFmpegError, IndexError) as error:
        raise VideoProcessingException(f"captions were not drawn: {error}") from error
    if count < len(stills.shown):
        raise VideoProcessingException(f"caption {count} was not drawn")


class CaptionOverlay:
    """Captions at any moment; holds one drawn state at a time."""

    def __init__(self, stills: CaptionStills) -> None:
        self._stills = stills
        self._drawings = drawings(stills)
        self._loaded = -1
        self._sheet: Sheet | None = None
        self._corner = (0, 0)
        self._next = 0

    def at(self, time: float) -> tuple[Placed, ...]:
        """Return the drawing to lay over the frame at ``time`` seconds; times must not decrease."""
        shown = self._stills.shown
        while self._next < len(shown) and shown[self._next].end <= time:
            self._next += 1
        if self._next == len(shown):
            return ()
        opacity = shown[self._next].opacity(time)
        if opacity <= 0:
            return ()
        self._load(self._next)
        if self._sheet is None:
            return ()
        return (Placed(self._sheet, 1.0, self._corner[0], self._corner[1], opacity),)

    def _load(self, index: int) -> None:
        if index == self._loaded:
            return
        for _ in range(index - self._loaded):
            rgba = next(self._drawings)
        self._loaded = index
        inked = rgba[..., 3] > 0
        rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
        self._sheet = None
        if rows.size:
            top, left = int(rows[0]) & ~1, int(columns[0]) & ~1
            self._sheet = sheet(np.ascontiguousarray(rgba[top : rows[-1] + 1, left : columns[-1] + 1]))
            self._corner = (left, top + self._stills.top)


def _face(request: VideoRequest) -> CaptionLayout:
    return shot_layout(request.shot, request.subtitle_style, (request.width, request.height))
