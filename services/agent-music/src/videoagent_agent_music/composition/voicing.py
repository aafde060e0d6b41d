"""Voice leading: where the notes of each chord lie, so that the voices move little and never jump."""

from functools import lru_cache
from itertools import combinations, pairwise

from videoagent_agent_music.composition.harmony import Chord, Scale

VOICES = 4
LOWEST, HIGHEST = 50, 76
"""Range of the pad, in MIDI notes: under the lead, over the bass."""

WIDEST_LEAP = 9
"""Semitones that a voice may move; more than a sixth is heard as a jump."""

Voicing = tuple[int, ...]


def lead_voices(scale: Scale, chords: list[Chord]) -> list[Voicing]:
    """Choose four rising notes per chord, each choice nearest to the one before."""
    voicings: list[Voicing] = []
    for chord in chords:
        options = _options(scale, chord)
        voicings.append(min(options, key=lambda option: _cost(voicings[-1] if voicings else None, option)))
    return voicings


@lru_cache(maxsize=256)
def _options(scale: Scale, chord: Chord) -> tuple[Voicing, ...]:
    """All spreads of the chord in the range that hold its root and third and no second in the depth."""
    classes = scale.pitch_classes(chord.degrees)
    needed = scale.pitch_classes(chord.degrees[:2])
    notes = [note for note in range(LOWEST, HIGHEST + 1) if note % 12 in classes]
    found = [
        voicing
        for voicing in combinations(notes, VOICES)
        if needed <= {note % 12 for note in voicing} and voicing[1] - voicing[0] >= 3 and voicing[-1] - voicing[0] >= 9
    ]
    return tuple(found)


def _cost(before: Voicing | None, option: Voicing) -> float:
    """Movement in semitones, plus what the ear dislikes: parallel fifths and octaves, big leaps, doublings, mud."""
    doubled = 4.0 * (VOICES - len({note % 12 for note in option}))
    crowded = sum(2.0 for low, high in pairwise(option) if high - low < 2)
    if before is None:
        centre = (LOWEST + HIGHEST) / 2
        return abs(sum(option) / VOICES - centre) + doubled + crowded
    moves = [after - note for note, after in zip(before, option, strict=True)]
    leaps = sum(1000.0 for move in moves if abs(move) > WIDEST_LEAP)
    drift = 0.15 * abs(sum(option) / VOICES - (LOWEST + HIGHEST) / 2)
    return sum(map(abs, moves)) + leaps + doubled + crowded + drift + 3.0 * _parallels(before, option, moves)


def _parallels(before: Voicing, option: Voicing, moves: list[int]) -> int:
    """Pairs of voices that move by the same step a fifth or an octave apart."""
    return sum(
        1
        for low, high in combinations(range(VOICES), 2)
        if moves[low] == moves[high] != 0 and (before[high] - before[low]) % 12 in (0, 7) and option[high] > option[low]
    )


def bass_line(scale: Scale, chords: list[Chord], lowest: int = 36) -> list[int]:
    """Root of each chord in the octave above ``lowest``, so that no step is wider than an octave."""
    return [lowest + (scale.pitch(chord.root) - lowest) % 12 for chord in chords]
