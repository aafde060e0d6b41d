"""High dynamic range, as telephones record it, to the range of the film."""

from dataclasses import dataclass
from typing import Any

_TRANSFERS = {16: "smpte2084", 18: "arib-std-b67"}
"""PQ and HLG, as ISO/IEC 23091-2 numbers them."""
_UNTOLD = (0, 2)
"""Reserved and unspecified."""
_SDR_NITS = 100


@dataclass(frozen=True)
class Colour:
    """How a clip's numbers are meant: ISO/IEC 23091-2's primaries, transfer and matrix."""

    primaries: int
    transfer: int
    matrix: int

    @property
    def is_high_range(self) -> bool:
        """Whether it has to be mapped."""
        return self.transfer in _TRANSFERS


def tone_mapped(source: Any, colour: Colour) -> Any:
    """Add the filters that map a high range to BT.709 of limited range.

    What the clip does not tell is BT.2020, which is what PQ and HLG are used with: without primaries or a matrix zscale
    knows no way to linear light.

    Args:
        source: A stream of ffmpeg-python.
        colour: The clip's; its range is high.
    """
    told = {"color_trc": _TRANSFERS[colour.transfer]}
    if colour.primaries in _UNTOLD:
        told["color_primaries"] = "bt2020"
    if colour.matrix in _UNTOLD:
        told["colorspace"] = "bt2020nc"
    return (
        source.filter("setparams", **told)
        .filter("zscale", t="linear", npl=_SDR_NITS)
        .filter("format", "gbrpf32le")
        .filter("zscale", p="bt709")
        .filter("tonemap", "hable", desat=0)
        .filter("zscale", t="bt709", m="bt709", r="tv")
    )
