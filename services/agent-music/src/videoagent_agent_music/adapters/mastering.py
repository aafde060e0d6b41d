"""Finishing the music: one loudness, soft edges, in two passes over a scratch file, so that length costs no memory."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from videoagent_media import audio, filters
from videoagent_media.audio import SAMPLE_RATE, AudioWriter, LoudnessMeter, Samples
from videoagent_media.filters import Convolver

TARGET_LUFS = -24.0
CEILING_DB = -3.0
FADE_IN_S = 0.4
FADE_OUT_S = 2.2

_BLOCK_FRAMES = 1 << 17
_FRAME_BYTES = 8


def master(blocks: Iterable[Samples], scratch: Path, path: Path) -> float:
    """Write stereo blocks as a FLAC file at the target loudness and return its length in s.

    Args:
        blocks: Frames × 2 at 48 kHz.
        scratch: A file to use meanwhile; removed at the end.
        path: The result.
    """
    meter = LoudnessMeter(2)
    equaliser = _equaliser()
    peak = 0.0
    with scratch.open("wb") as file:
        for block in blocks:
            filtered = equaliser.feed(block)
            meter.feed(filtered)
            peak = max(peak, float(np.abs(filtered).max(initial=0.0)))
            file.write(filtered.tobytes())
    gain = audio.db_to_gain(min(TARGET_LUFS - meter.integrated(), CEILING_DB - audio.gain_to_db(peak)))
    total = scratch.stat().st_size // _FRAME_BYTES
    with scratch.open("rb") as file, AudioWriter(path, 2) as writer:
        for start in range(0, total, _BLOCK_FRAMES):
            block = np.frombuffer(file.read(_BLOCK_FRAMES * _FRAME_BYTES), np.float32).reshape(-1, 2)
            writer.write(block * np.float32(gain) * _edges(start, len(block), total))
    scratch.unlink()
    return writer.duration


def _equaliser() -> Convolver:
    """Take away rumble, and the glare over 9 kHz, where the samples hiss."""
    sections = [filters.high_pass(38, SAMPLE_RATE), filters.high_shelf(9_000, SAMPLE_RATE, -5.0)]
    return Convolver(filters.impulse_response(sections), 2)


def _edges(start: int, count: int, total: int) -> Samples:
    """Raised-cosine fades of the whole sound, for the frames from ``start``."""
    frames = np.arange(start, start + count)
    fade_in = np.clip(frames / (min(FADE_IN_S * SAMPLE_RATE, total / 4)), 0, 1)
    fade_out = np.clip((total - 1 - frames) / (min(FADE_OUT_S * SAMPLE_RATE, total / 3)), 0, 1)
    edges: Samples = ((0.5 - 0.5 * np.cos(np.pi * fade_in)) * (0.5 - 0.5 * np.cos(np.pi * fade_out))).astype(np.float32)
    return edges[:, None]
