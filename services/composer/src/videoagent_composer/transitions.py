"""How one frame gives way to another, on the planes of YUV 4:2:0."""

import math
from collections.abc import Callable

import cv2
import numpy as np

from videoagent_contracts.enums import Transition
from videoagent_media.encode import Plane, YuvFrame

_ZOOM = 0.18
"""How much the leaving shot grows; the coming one shrinks to its size from half of that."""
_FEATHER = 0.12
"""Width of a wipe's soft edge, in frame widths."""

Blend = Callable[[Plane, Plane, float, int], Plane]
"""(leaving plane, coming plane, progress 0..1, black of this plane) → blended plane"""


def blend(transition: Transition, leaving: YuvFrame, coming: YuvFrame, progress: float, out: YuvFrame) -> None:
    """Write the frame at ``progress`` (0: all of the leaving shot, 1: all of the coming one) into ``out``."""
    drawn = _BLENDS[transition]
    eased = 0.5 - 0.5 * math.cos(math.pi * min(1.0, max(0.0, progress)))
    for before, after, target, black in zip(leaving.planes, coming.planes, out.planes, (16, 128, 128), strict=True):
        target[:] = drawn(before, after, eased, black)


def _crossfade(before: Plane, after: Plane, progress: float, black: int) -> Plane:
    del black
    return _u8(cv2.addWeighted(before, 1 - progress, after, progress, 0))


def _fade_black(before: Plane, after: Plane, progress: float, black: int) -> Plane:
    strength = abs(1 - 2 * progress)
    return _u8(cv2.convertScaleAbs(before if progress < 0.5 else after, alpha=strength, beta=black * (1 - strength)))


def _slide(before: Plane, after: Plane, progress: float, black: int) -> Plane:
    """The coming shot pushes the leaving one out to the left, by parts of a pixel: all planes move as one."""
    del black
    width = before.shape[1]
    shift = progress * width
    whole = int(shift)
    strip = np.concatenate([before, after, after[:, -1:]], axis=1)
    part = shift - whole
    return _u8(
        cv2.addWeighted(strip[:, whole : whole + width], 1 - part, strip[:, whole + 1 : whole + width + 1], part, 0)
    )


def _wipe(before: Plane, after: Plane, progress: float, black: int) -> Plane:
    """A soft edge crosses the frame from the left."""
    del black
    columns = (np.arange(before.shape[1], dtype=np.float32) + 0.5) / before.shape[1]
    share = np.clip((progress * (1 + _FEATHER) - columns) / _FEATHER, 0, 1)
    return _u8(np.rint(before + (after.astype(np.float32) - before) * share))


def _zoom(before: Plane, after: Plane, progress: float, black: int) -> Plane:
    """The camera flies into the leaving shot and comes out over the next."""
    grown = _scaled(before, 1 + _ZOOM * progress)
    shrunk = _scaled(after, 1 + _ZOOM / 2 * (1 - progress))
    return _crossfade(grown, shrunk, progress, black)


def _scaled(plane: Plane, factor: float) -> Plane:
    height, width = plane.shape
    matrix = np.array([[factor, 0, (width - 1) / 2 * (1 - factor)], [0, factor, (height - 1) / 2 * (1 - factor)]])
    return _u8(cv2.warpAffine(plane, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))


def _u8(array: object) -> Plane:
    return np.asarray(array).astype(np.uint8, copy=False)


_BLENDS: dict[Transition, Blend] = {
    Transition.CROSSFADE: _crossfade,
    Transition.FADE_BLACK: _fade_black,
    Transition.SLIDE: _slide,
    Transition.WIPE: _wipe,
    Transition.ZOOM: _zoom,
}
