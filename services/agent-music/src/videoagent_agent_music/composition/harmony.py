"""Scales and the grammar of chords, per mode. Degrees count from 0, the tonic."""

import random
from dataclasses import dataclass

SCALES: dict[str, tuple[int, ...]] = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
}
"""Semitones above the tonic."""

# Which root may follow which, and how often. Each mode keeps the steps that give it its colour (the raised fourth's
# major II in lydian, the major IV in dorian, bVI and bVII in minor) and never touches its diminished triad.
_FOLLOWERS: dict[str, dict[int, dict[int, int]]] = {
    "major": {
        0: {3: 4, 5: 3, 4: 2, 1: 2, 2: 1},
        1: {4: 4, 3: 1},
        2: {5: 3, 3: 3},
        3: {0: 4, 4: 3, 1: 1},
        4: {5: 3, 0: 2, 3: 2},
        5: {3: 4, 1: 2, 4: 1},
    },
    "minor": {
        0: {5: 4, 3: 2, 6: 2, 2: 1},
        2: {6: 3, 5: 2, 3: 1},
        3: {0: 3, 6: 3, 5: 1},
        5: {2: 3, 6: 3, 3: 1},
        6: {0: 3, 2: 2, 5: 2},
    },
    "lydian": {
        0: {1: 5, 4: 2, 5: 1},
        1: {0: 4, 4: 2, 2: 1},
        2: {5: 2, 1: 1},
        4: {0: 3, 1: 2, 5: 1},
        5: {1: 3, 0: 1, 4: 1},
    },
    "dorian": {
        0: {3: 5, 6: 2, 2: 1},
        2: {3: 3, 6: 1},
        3: {0: 4, 6: 2},
        6: {3: 3, 0: 2, 2: 1},
    },
}
CADENCES: dict[str, tuple[int, ...]] = {"major": (3, 4), "minor": (6, 3), "lydian": (1, 4), "dorian": (3, 6)}
"""Roots that lead home: the last chord but one."""

PHRASE_BARS = 4
_FORM = "AABA"


@dataclass(frozen=True)
class Scale:
    """A mode on a tonic (MIDI note number)."""

    mode: str
    tonic: int

    def pitch(self, degree: int, octave: int = 0) -> int:
        """MIDI note of a scale degree; degrees beyond an octave go on upwards or downwards."""
        octaves, step = divmod(degree, 7)
        return self.tonic + 12 * (octaves + octave) + SCALES[self.mode][step]

    def pitch_classes(self, degrees: tuple[int, ...]) -> frozenset[int]:
        """Pitch classes (0 to 11) of some degrees."""
        return frozenset(self.pitch(degree) % 12 for degree in degrees)


@dataclass(frozen=True)
class Chord:
    """A triad on a degree, with one colouring tone: the seventh, the ninth, or none."""

    root: int
    colour: int | None = None

    @property
    def degrees(self) -> tuple[int, ...]:
        """Root, third, fifth and the colour."""
        triad = (self.root, self.root + 2, self.root + 4)
        return triad if self.colour is None else (*triad, self.root + self.colour)


def allowed(mode: str, chord: int, following: int) -> bool:
    """Whether the grammar lets one root follow another; staying is always allowed."""
    return chord == following or following in _FOLLOWERS[mode].get(chord, {})


def progression(mode: str, bars: int, rng: random.Random) -> list[Chord]:
    """Write one chord per bar: phrases of four in the form AABA, home at the end by a cadence.

    Every phrase begins on the tonic, so every phrase's last chord is one that may lead there.
    """
    phrases = {name: _phrase(mode, rng) for name in sorted(set(_FORM))}
    roots: list[int] = []
    while len(roots) < bars:
        roots += phrases[_FORM[(len(roots) // PHRASE_BARS) % len(_FORM)]]
    roots = _cadence(mode, roots[:bars], rng)
    colours = (6, 8, 6, 8, None)
    last = len(roots) - 1
    return [Chord(root, 8 if index == last else rng.choice(colours)) for index, root in enumerate(roots)]


def _phrase(mode: str, rng: random.Random) -> list[int]:
    """Walk the grammar until a walk of four bars can lead home."""
    while True:
        roots = [0]
        while len(roots) < PHRASE_BARS:
            roots.append(_follower(mode, roots[-1], rng))
        if roots[-1] != 0 and len(set(roots)) > 2 and allowed(mode, roots[-1], 0):
            return roots


def _follower(mode: str, root: int, rng: random.Random) -> int:
    options = _FOLLOWERS[mode][root]
    return rng.choices(list(options), weights=list(options.values()))[0]


def _cadence(mode: str, roots: list[int], rng: random.Random) -> list[int]:
    if len(roots) < 3:
        return [0] * len(roots)
    before = roots[-3]
    options = [root for root in CADENCES[mode] if allowed(mode, before, root)]
    return [*roots[:-2], rng.choice(options), 0]
