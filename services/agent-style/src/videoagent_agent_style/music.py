"""What the music is like: the topic's feeling, as the look tells it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from videoagent_agent_style.moods import JAZZ, Mood
from videoagent_contracts.film import MusicBrief, StyleRequest

_KEYS = (57, 58, 60, 62, 64, 65, 67)
"""Tonics from A3 to G4: where pad and bass sit well under a voice."""
_BPM_SPREAD = 3
_GRAVE = ("tense", "melancholy")
"""Moods of topics over which nothing cheerful is played."""


@dataclass(frozen=True)
class Bias:
    """How a look changes the music that a topic has by itself.

    Attributes:
        mood: Feeling that chooses the instruments; empty: the topic's.
        modes: Musical mode that takes the place of another.
        tempo: Factor.
        cheerful: Whether it suits no grave topic; of these the tempo alone is changed.
    """

    mood: str = ""
    modes: Mapping[str, str] = field(default_factory=dict)
    tempo: float = 1.0
    cheerful: bool = False


_DARKER = {"major": "minor", "lydian": "dorian"}
BIASES: Mapping[str, Bias] = {
    "cinematic": Bias(),
    "watercolor": Bias("tender", {"major": "lydian"}, 0.9, cheerful=True),
    "noir": Bias("noir", _DARKER, 0.86),
    "flat": Bias("upbeat", {"dorian": "major", "lydian": "major"}, 1.18, cheerful=True),
    "papercut": Bias("playful", {"dorian": "lydian"}, 1.06, cheerful=True),
    "blueprint": Bias("deep", {"major": "dorian"}, 1.05),
    "chalkboard": Bias("reflective", {"lydian": "major"}, 0.96, cheerful=True),
    "neon": Bias("futuristic", _DARKER, 1.25),
}


def music_for(request: StyleRequest, mood: Mood, style: str) -> MusicBrief:
    """Return the brief; the same request gives the same.

    Args:
        request: Its topic and seed choose key and exact tempo.
        mood: The topic's.
        style: Name of a look.
    """
    bias = BIASES[style]
    if mood is JAZZ:
        return _brief(request, mood, Bias())  # in whatever look it is told
    if bias.cheerful and mood.name in _GRAVE:
        bias = Bias(tempo=bias.tempo)
    return _brief(request, mood, bias)


def _brief(request: StyleRequest, mood: Mood, bias: Bias) -> MusicBrief:
    chance = hashlib.sha256(f"{request.topic}/{request.seed}".encode()).digest()
    return MusicBrief(
        mode=bias.modes.get(mood.mode, mood.mode),
        bpm=round(mood.bpm * bias.tempo) + chance[0] % (2 * _BPM_SPREAD + 1) - _BPM_SPREAD,
        key=_KEYS[chance[1] % len(_KEYS)],
        mood=bias.mood or mood.name,
    )
