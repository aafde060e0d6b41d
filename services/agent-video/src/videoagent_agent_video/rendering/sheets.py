"""A layer as the kernels want it: padded YUV and alpha planes, and maps of where it is empty or solid."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from videoagent_agent_video.rendering.kernels import BLOCK, PAD
from videoagent_agent_video.rendering.lanes import LANES

Plane = NDArray[np.uint8]
Table = NDArray[np.int32]

# ITU-R BT.709 limited range, from premultiplied RGBA. Luma's offset of 16 scales with alpha, so that compositing luma
# stays linear; chroma is kept around 128 whatever the alpha, since light that adds has chroma and no alpha.
_LUMA = np.array([[0.182586, 0.614231, 0.062007, 16 / 255]], np.float64)
_CHROMA = np.array(
    [[-0.100644, -0.338572, 0.439216, 0.0, 128.0], [0.439216, -0.398942, -0.040274, 0.0, 128.0]], np.float64
)


@dataclass(frozen=True)
class Sheet:
    """One layer's planes, each with ``PAD`` samples of border, at the right ``LANES`` more."""

    luma: Plane
    """1 × rows × columns"""
    chroma: Plane
    """2 × rows × columns: blue and red difference"""
    alpha: Plane
    half_alpha: Plane
    opaque: bool
    inked: Table
    """Summed-area table of blocks that hold anything."""
    open: Table
    """Summed-area table of blocks that let something below shine through."""
    size: tuple[int, int]
    """Width and height without the border, px, both even."""


def sheet(pixels: Plane) -> Sheet:
    """Convert a layer.

    Args:
        pixels: Height × width × 4, premultiplied RGBA; odd sizes gain an empty row or column (opaque ones repeat it).
    """
    opaque = int(np.ascontiguousarray(pixels[..., 3]).min()) == 255
    border = cv2.BORDER_REPLICATE if opaque else cv2.BORDER_CONSTANT
    height, width = pixels.shape[:2]
    if height % 2 or width % 2:
        pixels = _u8(cv2.copyMakeBorder(pixels, 0, height % 2, 0, width % 2, border, value=(0, 0, 0, 0)))
        height, width = pixels.shape[:2]
    halved = _u8(cv2.resize(pixels, (width // 2, height // 2), interpolation=cv2.INTER_AREA))
    chroma = cv2.transform(halved, _CHROMA)
    alpha = np.ascontiguousarray(pixels[..., 3])
    half_alpha = np.ascontiguousarray(halved[..., 3])

    def padded(plane: object, empty: int) -> Plane:
        return _u8(cv2.copyMakeBorder(np.asarray(plane), PAD, PAD, PAD, PAD + LANES, border, value=(empty,)))

    return Sheet(
        luma=padded(cv2.transform(pixels, _LUMA), 0)[np.newaxis],
        chroma=np.stack([padded(chroma[..., 0], 128), padded(chroma[..., 1], 128)]),
        alpha=padded(alpha, 0),
        half_alpha=padded(half_alpha, 0),
        opaque=opaque,
        inked=_table(np.ascontiguousarray(pixels).view(np.uint32)[..., 0] != 0, outside=False),
        open=_table(alpha < 255, outside=True),
        size=(width, height),
    )


def _table(mask: NDArray[np.bool_], *, outside: bool) -> Table:
    """Sum over blocks that hold a set pixel; the part of an edge block that is off the layer counts as ``outside``."""
    height, width = mask.shape
    rows, columns = -(-height // BLOCK), -(-width // BLOCK)
    whole = np.full((rows * BLOCK, columns * BLOCK), outside)
    whole[:height, :width] = mask
    blocks = whole.reshape(rows, BLOCK, columns, BLOCK).any(axis=(1, 3))
    table = np.zeros((rows + 1, columns + 1), np.int32)
    table[1:, 1:] = blocks.cumsum(0).cumsum(1)
    return table


def _u8(array: object) -> Plane:
    return np.asarray(array, dtype=np.uint8)
