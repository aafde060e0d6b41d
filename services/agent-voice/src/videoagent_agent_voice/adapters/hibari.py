"""hibari: a small neural English voice (Apache-2.0) whose graph tells how long each phoneme lasts.

Only the voice inside the package is used; the package would fetch the others from the network.
"""

import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import hibari
import numpy as np
from hibari import dsp
from hibari.g2p import G2P

from videoagent_agent_voice.adapters.onnx_runs import runs, with_output
from videoagent_agent_voice.domain import Mark, Said, shift
from videoagent_agent_voice.text.aligned import Aligned
from videoagent_contracts.steps import VoiceInfo
from videoagent_media.audio import Samples
from videoagent_media.cache import cache_dir

PROVIDER = "hibari"
VOICE = "heart"
NATURAL_SPEED = 0.96
"""The model's own pace is a little quick for narration."""

LONGEST_PHONEMES = 400
"""The model was trained on at most so many per run (hibari.tts.MAX_PHONEMES)."""

_Hibari: Callable[..., Any] = hibari.Hibari
_G2P: Callable[..., Any] = G2P
_synth: Callable[..., Samples] = dsp.synth

_LEAD_S = 0.045
"""The sound comes so much before the times that the durations add up to: the median over 80 words, 0.7 to 1.5 times as
fast, against a forced alignment by an independent recogniser; half of the words lie within 15 ms of it."""

_DURATIONS = "/CumSum_output_0"


def timed_model() -> Path:
    """Return the model with its durations as a seventh output, made once in the cache."""
    version = hibari.__version__
    path = cache_dir("hibari") / f"{VOICE}-{version}-timed.onnx"
    if not path.exists():
        source = Path(hibari.__file__).parent / "assets" / "hibari.onnx"
        scratch = path.with_suffix(f".{os.getpid()}")  # another worker may be at the same
        scratch.write_bytes(with_output(source.read_bytes(), _DURATIONS))
        scratch.replace(path)
    return path


class HibariVoice:
    """The loaded model and pronunciation dictionary (60 MB)."""

    def __init__(self, threads: int = 1) -> None:
        self._model = _Hibari(voice=VOICE, model=str(timed_model()), threads=threads, g2p=_G2P())

    def say(self, text: Aligned, speed: float, generator: np.random.Generator) -> Said:
        """Speak one breath of English, already spelled out; empty when nothing of it can be said."""
        phonemes, places = self._pronounce(text)
        known = [pair for pair in zip(phonemes, places, strict=True) if pair[0] in self._model.vocab]
        pieces: list[Samples] = []
        marks: list[Mark] = []
        length = 0
        for run in runs(known, LONGEST_PHONEMES):
            samples, ends = self._synthesise([phoneme for phoneme, _ in run], speed, generator)
            offset = length / hibari.SAMPLE_RATE
            marks.extend(
                shift(Mark(place, float(ends[index]), float(ends[index + 1])), offset - _LEAD_S)
                for index, (_, place) in enumerate(run)
                if place is not None
            )
            pieces.append(samples)
            length += len(samples)
        return Said(np.concatenate(pieces or [np.zeros((0, 1), np.float32)]), hibari.SAMPLE_RATE, tuple(marks))

    def _synthesise(
        self, phonemes: list[str], speed: float, generator: np.random.Generator
    ) -> tuple[Samples, np.ndarray[tuple[int], np.dtype[np.float64]]]:
        """Samples (frames × 1), and the end of each phoneme in s, led by the end of the initial pad."""
        ids = [0, *(self._model.vocab[phoneme] for phoneme in phonemes), 0]
        inputs = {"ids": np.asarray([ids], np.int64), "speed": np.asarray([speed * NATURAL_SPEED], np.float32)}
        *spectrum, frames = self._model.sess.run(None, inputs)
        samples = _synth(*(part[0] for part in spectrum), generator)
        ends = frames.reshape(-1).astype(np.float64)
        return samples[:, None], ends * (len(samples) / hibari.SAMPLE_RATE / ends[-1])

    def _pronounce(self, text: Aligned) -> tuple[str, list[int | None]]:
        """Phonemes, and for each the place in the shown text of its word; None for pauses and spaces."""
        g2p = self._model.g2p
        phonemes: list[str] = []
        places: list[int | None] = []
        position = 0
        for token in g2p.phonemize_tokens(g2p.tokenize(text.text)):
            start = text.text.index(token.text, position)
            position = start + len(token.text)
            said = token.phonemes or ""
            place = text.origins[start] if any(phoneme.isalpha() for phoneme in said) else None
            if place is not None and places and phonemes[-1] == " ":
                places[-1] = place  # speech runs on: what the model counts as a space is the next word's onset
            phonemes.extend(said)
            places.extend([place] * len(said))
            if token.whitespace:
                phonemes.append(" ")
                places.append(None)
        return "".join(phonemes), places


@lru_cache(maxsize=1)
def engine() -> HibariVoice:
    """The process's voice, loaded at first use (0.8 s)."""
    return HibariVoice()


def infos() -> tuple[VoiceInfo, ...]:
    """List the voice for ``/voices``."""
    return (VoiceInfo(name=VOICE, language="en-US", provider=PROVIDER, description="American English, warm, female"),)
