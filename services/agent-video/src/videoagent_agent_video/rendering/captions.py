"""Burned captions: libass draws each state once, as a picture; the compositor lays it over the frames."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from videoagent_agent_video.rendering.compositor import Placed
from videoagent_agent_video.rendering.sheets import Sheet, sheet
from videoagent_contracts.enums import SubtitleMode
from videoagent_contracts.errors import VideoProcessingException
from videoagent_contracts.film import VideoRequest
from videoagent_media import fonts
from videoagent_media.captions import CaptionLayout, CaptionState, document, drawn_phrases, shot_layout, states
from videoagent_media.ffmpeg import command, filter_value

_TALLEST_LINE = 1.6
"""Of any script's lines, in sizes of the Latin one."""
_FONT = re.compile(r"\\fn([^\\}]+)")
_NAME = "%05d.png"


@dataclass(frozen=True)
class CaptionStills:
    """What a worker process needs to lay captions over a shot."""

    folder: Path
    """Of the drawn states: premultiplied RGBA, one PNG each, numbered from 0."""
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


def drawing_command(request: VideoRequest, shown: Sequence[CaptionState], folder: Path) -> tuple[list[str], int]:
    """Write the ASS document and return the command that draws its states into ``folder``, and the band's top.

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
            "format=rgba",
            "setpts=PTS+0.5/TB",
            f"ass=filename={filter_value(str(script))}:fontsdir={filter_value(str(chosen))}:alpha=1",
        ]
    )
    output = ["-fps_mode", "passthrough", "-f", "image2", "-start_number", "0", "-c:v", "png"]
    coding = ["-compression_level", "1", "-pred", "none", "-threads", "1"]
    return [*command(), "-f", "lavfi", "-i", graph, *output, *coding, str(folder / _NAME)], top


def _fonts(shown: Sequence[CaptionState], face: CaptionLayout, folder: Path) -> Path:
    """Make a folder with the fonts that the captions use: libass reads every file of the one it is given."""
    chosen = folder / "fonts"
    chosen.mkdir()
    known = fonts.families()
    for family in sorted({face.family, *(name for state in shown for name in _FONT.findall(state.text))}):
        (chosen / known[family].name).symlink_to(known[family])
    return chosen


class CaptionOverlay:
    """Captions at any moment; holds one drawn state at a time."""

    def __init__(self, stills: CaptionStills) -> None:
        self._stills = stills
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
        self._loaded = index
        path = self._stills.folder / (_NAME % index)
        image = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
        if image is None or image.ndim != 3 or image.shape[2] != 4:
            raise VideoProcessingException(f"caption {index} was not drawn")
        rgba = np.asarray(cv2.cvtColor(image, cv2.COLOR_BGRA2RGBA), np.uint8)
        inked = rgba[..., 3] > 0
        rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
        self._sheet = None
        if rows.size:
            top, left = int(rows[0]) & ~1, int(columns[0]) & ~1
            self._sheet = sheet(np.ascontiguousarray(rgba[top : rows[-1] + 1, left : columns[-1] + 1]))
            self._corner = (left, top + self._stills.top)


def _face(request: VideoRequest) -> CaptionLayout:
    return shot_layout(request.shot, request.subtitle_style, (request.width, request.height))
