"""Audio files and levels: reading, writing, resampling, loudness (ITU-R BS.1770-4), fades.

Samples are float32 arrays of shape frames × channels (mono files too), full scale ±1. Everything here is CPU work
and blocks: call it from a worker process.
"""

from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self, cast

import av
import av.error
import av.filter
import numpy as np
from av.audio.stream import AudioStream

from videoagent_media import filters
from videoagent_media.ffmpeg import SAFE_INPUT

Samples = filters.Samples

SAMPLE_RATE = 48_000
"""Hz, of every sound that one service hands to another."""

SILENCE_LUFS = -70.0
"""The absolute gate of BS.1770: what is quieter counts as silence."""

# BS.1770-4 tables 1 and 2, given there for 48 kHz only: the head's shelf, then the high-pass.
_K_WEIGHTING = (
    (1.53512485958697, -2.69169618940638, 1.19839281085285, 1.0, -1.69065929318241, 0.73248077421585),
    (1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621),
)
_RESAMPLER_FRAMES = 512
_UNHEARD_TEMPO = 0.005
_STEP_S = 0.1
_STEPS_PER_BLOCK = 4


def db_to_gain(decibels: float) -> float:
    """Convert dB to an amplitude factor."""
    return float(10.0 ** (decibels / 20.0))


def gain_to_db(gain: float) -> float:
    """Convert an amplitude to dB; zero becomes -200 dB, so that silence stays finite."""
    return float(20.0 * np.log10(max(gain, 1e-10)))


def peak_db(samples: Samples) -> float:
    """Highest sample in dBFS."""
    return gain_to_db(float(np.abs(samples).max())) if samples.size else gain_to_db(0.0)


def true_peak_db(samples: Samples) -> float:
    """Highest inter-sample peak in dBTP, by 4× oversampling (BS.1770-4 annex 2)."""
    return peak_db(resample(samples, SAMPLE_RATE, 4 * SAMPLE_RATE))


def resample(samples: Samples, from_rate: int, to_rate: int) -> Samples:
    """Change the rate (libswresample); the length becomes ``ceil(frames * to_rate / from_rate)``."""
    if from_rate == to_rate or not samples.size:
        return samples
    layout = "mono" if samples.shape[1] == 1 else "stereo"
    resampler = av.AudioResampler(format="flt", layout=layout, rate=to_rate)
    # The resampler keeps back some frames that it would need neighbours for, and a very short sound altogether.
    padded = np.concatenate((samples, np.zeros((_RESAMPLER_FRAMES, samples.shape[1]), np.float32)))
    frame = av.AudioFrame.from_ndarray(padded.reshape(1, -1), format="flt", layout=layout)
    frame.sample_rate = from_rate
    pieces = [
        piece.to_ndarray().reshape(-1, samples.shape[1])
        for given in (frame, None)
        for piece in resampler.resample(given)
    ]
    changed = np.concatenate(pieces).astype(np.float32, copy=False)
    return changed[: -(-len(samples) * to_rate // from_rate)]


def stretched(samples: Samples, tempo: float, rate: int = SAMPLE_RATE) -> Samples:
    """Play speech ``tempo`` times as fast at the same pitch (0.5 to 2 sounds natural); the length is divided by it."""
    if abs(tempo - 1) < _UNHEARD_TEMPO or not samples.size:
        return samples
    layout = "mono" if samples.shape[1] == 1 else "stereo"
    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=rate, format="flt", layout=layout, time_base=Fraction(1, rate))
    graph.link_nodes(source, graph.add("atempo", f"{tempo:.4f}"), graph.add("abuffersink")).configure()
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples).reshape(1, -1), format="flt", layout=layout)
    frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
    graph.push(frame)
    graph.push(None)
    pieces: list[Samples] = []
    with suppress(av.error.EOFError, av.error.BlockingIOError):
        while True:
            pieces.append(
                np.asarray(cast(av.AudioFrame, graph.pull()).to_ndarray(), np.float32).reshape(-1, samples.shape[1])
            )
    whole = np.concatenate(pieces) if pieces else samples[:0]
    wanted = round(len(samples) / tempo)
    return np.pad(whole, ((0, max(0, wanted - len(whole))), (0, 0)))[:wanted]


def fade(samples: Samples, fade_in_s: float, fade_out_s: float, rate: int = SAMPLE_RATE) -> Samples:
    """Return a copy with raised-cosine fades, each at most half as long as the sound."""
    faded = samples.copy()
    for seconds, view in ((fade_in_s, faded), (fade_out_s, faded[::-1])):
        frames = min(round(seconds * rate), len(faded) // 2)
        ramp = 0.5 - 0.5 * np.cos(np.pi * np.arange(frames, dtype=np.float32) / max(frames, 1))
        view[:frames] *= ramp[:, None]
    return faded


class LoudnessMeter:
    """Integrated loudness of a sound that comes in pieces, in constant memory but for one number per 100 ms.

    Only 48 kHz, mono or stereo: the channels weigh 1.0 each (BS.1770-4 table 3).
    """

    def __init__(self, channels: int) -> None:
        self._step = round(_STEP_S * SAMPLE_RATE)
        self._weighting = filters.Convolver(filters.impulse_response(_K_WEIGHTING), channels)
        self._waiting: list[Samples] = []
        self._waiting_frames = 0
        self._rest = np.zeros((0, channels), np.float32)
        self._energies: list[float] = []

    def feed(self, samples: Samples) -> None:
        """Take the next piece, of any length."""
        self._waiting.append(samples)
        self._waiting_frames += len(samples)
        if self._waiting_frames >= self._weighting.piece:
            self._weigh()

    def _weigh(self) -> None:
        weighted = np.concatenate((self._rest, self._weighting.feed(np.concatenate(self._waiting))))
        self._waiting, self._waiting_frames = [], 0
        whole = len(weighted) // self._step
        steps = weighted[: whole * self._step].reshape(whole, self._step, weighted.shape[1])
        self._energies.extend(np.mean(steps**2, axis=1, dtype=np.float64).sum(axis=1).tolist())
        self._rest = weighted[whole * self._step :]

    def integrated(self) -> float:
        """LUFS so far, gated at -70 LUFS and at 10 LU under the ungated level.

        A sound shorter than one block of 400 ms is measured as a single block; silence is -70.
        """
        if self._waiting_frames:
            self._weigh()
        energies = self._energies
        if len(energies) < _STEPS_PER_BLOCK:
            total = sum(energies) * self._step + float((self._rest.astype(np.float64) ** 2).sum())
            frames = len(energies) * self._step + len(self._rest)
            return max(_lufs(total / frames), SILENCE_LUFS) if frames else SILENCE_LUFS
        blocks = np.convolve(energies, np.full(_STEPS_PER_BLOCK, 1 / _STEPS_PER_BLOCK), mode="valid")
        audible = blocks[blocks > _energy(SILENCE_LUFS)]
        if not audible.size:
            return SILENCE_LUFS
        gate = _energy(_lufs(float(audible.mean())) - 10.0)
        return _lufs(float(audible[audible > gate].mean()))


def _lufs(energy: float) -> float:
    return float(-0.691 + 10.0 * np.log10(max(energy, 1e-12)))


def _energy(lufs: float) -> float:
    return float(10.0 ** ((lufs + 0.691) / 10.0))


def integrated_loudness(samples: Samples) -> float:
    """Loudness of a whole 48 kHz sound in LUFS; -70 for silence."""
    meter = LoudnessMeter(samples.shape[1])
    meter.feed(samples)
    return meter.integrated()


class AudioWriter:
    """Writes a FLAC or WAV file of 16 bits piece by piece; the suffix decides. Use as a context manager.

    Samples beyond full scale are clipped. The same samples make the same bytes.
    """

    def __init__(self, path: Path, channels: int, rate: int = SAMPLE_RATE) -> None:
        codec = {".flac": "flac", ".wav": "pcm_s16le"}.get(path.suffix.lower())
        if codec is None:
            raise ValueError(f"can write .flac and .wav, not {path.suffix!r}")
        self._layout = "mono" if channels == 1 else "stereo"
        self._channels = channels
        self._container = av.open(str(path), "w")
        self._stream = cast(AudioStream, self._container.add_stream(codec, rate=rate, layout=self._layout))
        self._rate = rate
        self._frames = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._encode(None)
        self._container.close()

    @property
    def duration(self) -> float:
        """Length written so far, in s."""
        return self._frames / self._rate

    def write(self, samples: Samples) -> None:
        """Append samples of shape frames × channels."""
        if not len(samples):
            return
        packed = np.round(np.clip(samples, -1.0, 1.0) * 32767.0).astype(np.int16).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(packed), format="s16", layout=self._layout)
        frame.sample_rate = self._rate
        frame.pts = self._frames
        frame.time_base = Fraction(1, self._rate)
        self._frames += len(samples)
        self._encode(frame)

    def _encode(self, frame: av.AudioFrame | None) -> None:
        for packet in self._stream.encode(frame):
            self._container.mux(packet)


def write(path: Path, samples: Samples, rate: int = SAMPLE_RATE) -> None:
    """Write one whole sound as 16-bit FLAC or WAV."""
    with AudioWriter(path, samples.shape[1], rate) as writer:
        writer.write(samples)


def read_blocks(path: Path, rate: int = SAMPLE_RATE, channels: int = 2) -> Iterator[Samples]:
    """Decode the first sound stream of any media file, piece by piece, at the wished rate and channel count.

    Raises:
        ValueError: The file has no sound.
    """
    with av.open(str(path), options=SAFE_INPUT) as container:
        if not container.streams.audio:
            raise ValueError("the file has no sound")
        resampler = av.AudioResampler(format="flt", layout="mono" if channels == 1 else "stereo", rate=rate)
        for frame in container.decode(audio=0):
            for piece in resampler.resample(frame):
                yield piece.to_ndarray().astype(np.float32, copy=False).reshape(-1, channels)
        for piece in resampler.resample(None):
            yield piece.to_ndarray().astype(np.float32, copy=False).reshape(-1, channels)


def read(path: Path, rate: int = SAMPLE_RATE, channels: int = 2) -> Samples:
    """Decode a whole sound; see ``read_blocks``."""
    blocks = list(read_blocks(path, rate, channels))
    return np.concatenate(blocks) if blocks else np.zeros((0, channels), np.float32)
