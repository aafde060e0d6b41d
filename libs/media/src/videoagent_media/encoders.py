"""Which encoder makes a film's picture, and what each one is told.

An ``Encoder`` is a value: the same one gives pieces that join by copying, on whatever machine it works.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Codec(StrEnum):
    H264 = "h264"
    H265 = "h265"
    AV1 = "av1"


class Device(StrEnum):
    """What does the work."""

    SOFTWARE = "software"
    """x264, x265 or SVT-AV1, on the processor"""
    NVENC = "nvenc"
    QSV = "qsv"
    AMF = "amf"
    VAAPI = "vaapi"


class Effort(StrEnum):
    """Speed against quality and size."""

    FAST = "fast"
    BALANCED = "balanced"
    BEST = "best"


@dataclass(frozen=True)
class Encoder:
    codec: Codec = Codec.H264
    device: Device = Device.SOFTWARE
    effort: Effort = Effort.BALANCED

    @property
    def name(self) -> str:
        """As FFmpeg calls it, such as ``libx264`` or ``hevc_nvenc``."""
        if self.device is Device.SOFTWARE:
            return _SOFTWARE[self.codec]
        return f"{'hevc' if self.codec is Codec.H265 else self.codec.value}_{self.device}"

    @property
    def pixel_format(self) -> str:
        """Of the frames that it takes; all are 8 bit 4:2:0."""
        return "yuv420p" if self.device in (Device.SOFTWARE, Device.NVENC) else "nv12"

    @property
    def tag(self) -> str | None:
        """Four characters of the MP4 sample entry where FFmpeg's own choice is not played everywhere.

        Apple's players want HEVC's parameter sets in the header only, and ``hvc1`` says so.
        """
        return "hvc1" if self.codec is Codec.H265 else None

    def options(self, fps: int) -> dict[str, str]:
        """Options of a final piece: closed groups of pictures of 2 s, the first frame a key frame, constant quality."""
        if self.device is Device.SOFTWARE:
            return _SOFTWARE_OPTIONS[self.codec](self.effort, fps)
        return {"g": str(2 * fps)} | _hardware(self)


X264 = Encoder()
"""Works everywhere, and is what films are made with unless a setting says otherwise."""


class EncodingSettings(BaseModel):
    """How films are encoded; the video agent and the composer want the same."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    codec: Codec = Field(Codec.H264, description="h264 plays everywhere; h265 and av1 are smaller and take longer")
    device: Device | Literal["auto"] = Field(
        Device.SOFTWARE, description="software, nvenc, qsv, amf or vaapi; auto: the first of these chips that works"
    )
    effort: Effort = Field(Effort.BALANCED, description="fast, balanced or best")


_SOFTWARE = {Codec.H264: "libx264", Codec.H265: "libx265", Codec.AV1: "libsvtav1"}


def _listed(parameters: dict[str, object]) -> str:
    return ":".join(f"{key}={value}" for key, value in parameters.items())


_STEADY_MOTION: dict[str, object] = {"subme": 1, "partitions": "i4x4,i8x8"}
"""Of ``veryfast``, what smooth camera moves do not need: on drawn pictures 14 instead of 23 ms a 1080p frame, with 6 %
more bytes and 0.13 dB more PSNR (``benchmarks/render/README.md``)."""
_STEADY_FRAMES: dict[str, object] = {"b-adapt": 0, "bframes": 5}
"""x264's choice of frame types takes slow moves over flat colour for hard to predict, and uses few B-frames: a fixed
pattern gives drawn pictures in 55 % of the bytes and three quarters of the time at the same likeness (SSIM)."""


def x264_parameters(fps: int) -> dict[str, object]:
    """Return what makes pieces of x264 fit each other; ``stitchable`` keeps the starting point out of the PPS."""
    return {
        "keyint": 2 * fps,
        "min-keyint": fps,
        "open-gop": 0,
        "stitchable": 1,
        "chromaloc": 1,  # chroma is averaged over each 2 × 2 square, so it sits in the middle of it
    }


def _x264(effort: Effort, fps: int) -> dict[str, str]:
    preset, crf = {Effort.FAST: ("superfast", 23), Effort.BALANCED: ("veryfast", 20), Effort.BEST: ("medium", 18)}[
        effort
    ]
    own = _STEADY_FRAMES | ({} if effort is Effort.BEST else _STEADY_MOTION)
    return {"preset": preset, "crf": str(crf), "x264-params": _listed(x264_parameters(fps) | own)}


def _x265(effort: Effort, fps: int) -> dict[str, str]:
    preset, crf = {Effort.FAST: ("ultrafast", 26), Effort.BALANCED: ("veryfast", 23), Effort.BEST: ("medium", 20)}[
        effort
    ]
    parameters: dict[str, object] = {
        "keyint": 2 * fps,
        "min-keyint": fps,
        "open-gop": 0,
        "chromaloc": 1,
        "info": 0,  # its SEI names the options and would stand among the parameter sets
        "log-level": "none",
        "pools": "none",
        "frame-threads": 1,
    }
    return {"preset": preset, "crf": str(crf), "x265-params": _listed(parameters)}


def _svt_av1(effort: Effort, fps: int) -> dict[str, str]:
    preset, crf = {Effort.FAST: (12, 35), Effort.BALANCED: (10, 30), Effort.BEST: (7, 26)}[effort]
    parameters: dict[str, object] = {"keyint": 2 * fps, "scd": 0, "lp": 1}
    return {"preset": str(preset), "crf": str(crf), "svtav1-params": _listed(parameters)}


_SOFTWARE_OPTIONS = {Codec.H264: _x264, Codec.H265: _x265, Codec.AV1: _svt_av1}


_QUALITY = {Codec.H264: (26, 23, 20), Codec.H265: (27, 24, 21), Codec.AV1: (38, 33, 28)}
"""Of the chips, by effort: a quantiser or what stands for one, lower is better."""
_AMF_AV1_SCALE = 4
"""AMF counts AV1's quantiser to 255."""


def _hardware(encoder: Encoder) -> dict[str, str]:
    level = list(Effort).index(encoder.effort)
    quality = _QUALITY[encoder.codec][level]
    match encoder.device:
        case Device.NVENC:
            own = {"preset": ("p2", "p4", "p6")[level], "rc": "vbr", "b": "0", "cq": str(quality)}
            return own | {"forced-idr": "1", "no-scenecut": "1", "strict_gop": "1"}
        case Device.QSV:
            own = {"preset": ("veryfast", "medium", "slower")[level], "global_quality": str(quality)}
            return own | {"forced_idr": "1", "idr_interval": "0", "look_ahead": "0"}
        case Device.AMF:
            scaled = str(quality * (_AMF_AV1_SCALE if encoder.codec is Codec.AV1 else 1))
            own = {"quality": ("speed", "balanced", "quality")[level], "rc": "cqp"}
            return own | {"qp_i": scaled, "qp_p": scaled}
        case _:
            return {"rc_mode": "CQP", "global_quality": str(quality), "idr_interval": "0"}
