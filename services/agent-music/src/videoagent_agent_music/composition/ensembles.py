"""Which instruments suit which mood. Programs are General MIDI, numbered from 0."""

import random
import re
from dataclasses import dataclass

from videoagent_agent_music.composition.score import Instrument, Part

_WARM_PAD, _HALO_PAD, _SWEEP_PAD, _CHOIR = (0, 89), (0, 94), (0, 95), (0, 52)
_SLOW_STRINGS, _HORNS = (0, 49), (0, 60)
_ACOUSTIC_BASS, _CELLO = (0, 32), (0, 42)
_PIANO, _MELLOW_PIANO, _TINE_PIANO, _HARP, _NYLON_GUITAR, _MARIMBA = (0, 0), (8, 0), (0, 4), (0, 46), (0, 24), (0, 12)
_VIBRAPHONE, _CELESTA, _FLUTE, _CLARINET = (0, 11), (0, 8), (0, 73), (0, 71)

# Volumes at which each instrument, in the part that it plays here, comes out at its place in the mix: pad -1, strings
# -3.5, bass -2, arpeggio -0.5, lead -1.5 LU to each other. Measured part by part with the soundfont used.
_VOLUMES = {
    _WARM_PAD: 60, _HALO_PAD: 50, _SWEEP_PAD: 69, _CHOIR: 63, _SLOW_STRINGS: 62, _HORNS: 48, _ACOUSTIC_BASS: 58,
    _CELLO: 55, _PIANO: 127, _MELLOW_PIANO: 125, _TINE_PIANO: 67, _HARP: 72, _NYLON_GUITAR: 70, _MARIMBA: 80,
    _VIBRAPHONE: 65, _CELESTA: 86, _FLUTE: 58, _CLARINET: 64,
}  # fmt: skip
_PANS = {Part.PAD: 64, Part.STRINGS: 46, Part.BASS: 64, Part.ARPEGGIO: 78, Part.LEAD: 50}

PRESETS = tuple(sorted(_VOLUMES))
"""Every bank and program that an ensemble may use."""


@dataclass(frozen=True)
class Character:
    """How busy a piece is, from 0 to 1 each: the arpeggio's notes, the lead's phrases, the overall force."""

    motion: float
    melody: float
    force: float
    swings: bool = False
    """Whether it is played by a jazz trio: piano, bass and a lead, without pad and strings."""


@dataclass(frozen=True)
class _Ensemble:
    words: str
    pad: tuple[tuple[int, int], ...]
    strings: tuple[tuple[int, int], ...]
    bass: tuple[tuple[int, int], ...]
    arpeggio: tuple[tuple[int, int], ...]
    lead: tuple[tuple[int, int], ...]
    character: Character


_ENSEMBLES = (
    _Ensemble(
        "calm peaceful gentle soft nature serene neutral relaxed",
        (_WARM_PAD,), (_SLOW_STRINGS,), (_ACOUSTIC_BASS,), (_MELLOW_PIANO, _HARP), (_VIBRAPHONE, _FLUTE),
        Character(0.7, 0.6, 0.5),
    ),
    _Ensemble(
        "bright happy playful cheerful fun joyful light upbeat energetic optimistic",
        (_WARM_PAD,), (_SLOW_STRINGS,), (_ACOUSTIC_BASS,), (_NYLON_GUITAR, _MARIMBA, _HARP), (_FLUTE, _CELESTA),
        Character(0.95, 0.8, 0.6),
    ),
    _Ensemble(
        "dark tense noir serious sad melancholy melancholic somber gloomy dramatic",
        (_HALO_PAD, _WARM_PAD), (_SLOW_STRINGS,), (_CELLO, _ACOUSTIC_BASS), (_MELLOW_PIANO,), (_CLARINET, _CELESTA),
        Character(0.5, 0.35, 0.5),
    ),
    _Ensemble(
        "mysterious wonder space dreamy ethereal cosmic magical deep futuristic",
        (_HALO_PAD, _SWEEP_PAD), (_CHOIR, _SLOW_STRINGS), (_ACOUSTIC_BASS,), (_TINE_PIANO, _HARP), (_CELESTA,
        _VIBRAPHONE), Character(0.65, 0.45, 0.45),
    ),
    _Ensemble(
        "epic grand heroic majestic powerful inspiring triumphant historic",
        (_WARM_PAD,), (_SLOW_STRINGS,), (_ACOUSTIC_BASS, _CELLO), (_PIANO, _HARP), (_HORNS,),
        Character(0.9, 0.6, 0.75),
    ),
    _Ensemble(
        "warm nostalgic romantic cozy tender intimate reflective hopeful",
        (_WARM_PAD,), (_SLOW_STRINGS,), (_ACOUSTIC_BASS,), (_NYLON_GUITAR, _TINE_PIANO), (_CLARINET, _FLUTE),
        Character(0.75, 0.6, 0.5),
    ),
    _Ensemble(
        "jazz swing blues bebop ragtime",
        (_WARM_PAD,), (_SLOW_STRINGS,), (_ACOUSTIC_BASS,), (_PIANO,), (_VIBRAPHONE, _CLARINET),
        Character(0.9, 0.75, 0.6, swings=True),
    ),
)  # fmt: skip
_TRIO = frozenset({Part.BASS, Part.ARPEGGIO, Part.LEAD})


def ensemble(mood: str, rng: random.Random) -> tuple[dict[Part, Instrument], Character]:
    """Pick instruments and character for a mood in words; an unknown mood is taken as calm."""
    words = set(re.findall(r"[a-z]+", mood.lower()))
    chosen = next((one for one in _ENSEMBLES if words & set(one.words.split())), _ENSEMBLES[0])
    presets = {
        Part.PAD: rng.choice(chosen.pad),
        Part.STRINGS: rng.choice(chosen.strings),
        Part.BASS: rng.choice(chosen.bass),
        Part.ARPEGGIO: rng.choice(chosen.arpeggio),
        Part.LEAD: rng.choice(chosen.lead),
    }
    instruments = {
        part: Instrument(preset[0], preset[1], _VOLUMES[preset], _PANS[part])
        for part, preset in presets.items()
        if part in _TRIO or not chosen.character.swings
    }
    return instruments, chosen.character
