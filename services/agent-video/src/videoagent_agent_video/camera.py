"""Where the camera is: pure functions of time, smooth and never at rest."""

import math
from dataclasses import dataclass

from videoagent_contracts.enums import CameraMove

_PAN = 0.036
"""Half of a pan's way, in frame widths (heights for rise and sink), at normal length."""
_ZOOM = 0.085
"""Growth of a push in, at normal length."""
_NORMAL_SECONDS = 6.0
"""Shots as long as this move by the full amount; shorter ones less, longer ones more, within limits."""
_SHORTEST, _LONGEST = 0.5, 1.35
_FARTHEST = 0.18
"""Share of the camera's motion that even the sky follows, so that no part of a picture ever freezes."""

_DIRECTIONS: dict[CameraMove, tuple[float, float, float, float]] = {
    # pan x and y from - to + (content moves that way), zoom at the start and at the end
    CameraMove.PUSH_IN: (0.25, 0.0, 0.0, 1.0),
    CameraMove.PULL_OUT: (-0.25, 0.0, 1.0, 0.0),
    CameraMove.PAN_LEFT: (1.0, 0.0, 0.2, 0.45),
    CameraMove.PAN_RIGHT: (-1.0, 0.0, 0.2, 0.45),
    CameraMove.RISE: (0.15, 1.0, 0.2, 0.45),
    CameraMove.SINK: (-0.15, -1.0, 0.45, 0.2),
}


@dataclass(frozen=True)
class View:
    """The camera at one moment: how a layer is scaled and moved about the frame's centre."""

    zoom: float
    pan_x: float
    """px at depth 1"""
    pan_y: float

    def place(self, depth: float, frame: tuple[int, int], canvas: tuple[int, int]) -> tuple[float, float, float]:
        """Return film px per canvas px and where the canvas's left and top edges lie, film px."""
        share = _FARTHEST + (1 - _FARTHEST) * depth
        scale = 1 + (self.zoom - 1) * share
        left = frame[0] / 2 + self.pan_x * share - scale * canvas[0] / 2
        top = frame[1] / 2 + self.pan_y * share - scale * canvas[1] / 2
        return scale, left, top


@dataclass(frozen=True)
class Camera:
    """One shot's move.

    Args:
        move: What it does.
        duration: Length of the shot, s.
        frame: Width and height of the film, px.
        seed: Decides between mirror images of moves that have no direction of their own.
    """

    move: CameraMove
    duration: float
    frame: tuple[int, int]
    seed: int = 0

    def at(self, time: float) -> View:
        """Return the view ``time`` seconds into the shot."""
        progress = min(1.0, max(0.0, time / self.duration))
        # A quarter of ease on top of steady motion: it starts and ends softly, and yet never stands still.
        progress = 0.75 * progress + 0.25 * (0.5 - 0.5 * math.cos(math.pi * progress))
        amount = min(_LONGEST, max(_SHORTEST, self.duration / _NORMAL_SECONDS))
        pan_x, pan_y, start, end = _DIRECTIONS[self.move]
        if self.seed % 2 and self.move not in (CameraMove.PAN_LEFT, CameraMove.PAN_RIGHT):
            pan_x = -pan_x
        way = (2 * progress - 1) * amount * _PAN
        zoom = 1 + _ZOOM * amount * (start + (end - start) * progress)
        return View(zoom, pan_x * way * self.frame[0], pan_y * way * self.frame[1])


def covering_scale() -> float:
    """Return how much larger than the frame a flat picture must be drawn so that no pan shows its edge."""
    return 1 + 2 * _PAN * _LONGEST + 0.01
