"""A jazz trio: a bass that walks, a piano that comments, a lead that swings. Times in beats."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import floor

from videoagent_agent_music.composition.harmony import Chord, Scale
from videoagent_agent_music.composition.parts import BAR, RINGING_BEATS, Player, intensity
from videoagent_agent_music.composition.score import Note
from videoagent_agent_music.composition.voicing import Voicing

_LATE = 2 / 3
"""Where an off-beat eighth falls: the first of two takes as long as two of three."""
_COMPING: tuple[tuple[float, ...], ...] = (
    (0.0, 1 + _LATE),
    (_LATE, 2 + _LATE),
    (1.0, 2 + _LATE),
    (_LATE, 3.0),
    (1 + _LATE,),
)
"""Beats of a bar on which the piano strikes: mostly beside the bass's."""


def walking(line: list[int], chords: list[Chord], scale: Scale, player: Player) -> Iterator[Note]:
    """A note on every beat: root, third and fifth, and a step towards the next root."""
    for bar, (pitch, chord) in enumerate(zip(line, chords, strict=True)):
        force = 52 + 14 * intensity(bar, len(line))
        if bar == len(line) - 1:
            yield player.note(bar * BAR, BAR + RINGING_BEATS, pitch, force)
            return
        root = scale.pitch(chord.root)
        third, fifth = (pitch + scale.pitch(chord.root + step) - root for step in (2, 4))
        following = chords[bar + 1].root
        step = scale.pitch(following) - scale.pitch(following - 1)
        for beat, tone in enumerate((pitch, third, fifth, line[bar + 1] - step)):
            yield player.note(bar * BAR + beat, 0.9, tone, force - 6 * (beat % 2))


def comping(voicings: list[Voicing], player: Player, rng: random.Random) -> Iterator[Note]:
    """Short chords of the upper voices, never the same rhythm twice in a row; the last one rings."""
    rhythm = _COMPING[0]
    for bar, voicing in enumerate(voicings):
        if bar == len(voicings) - 1:
            for pitch in voicing:
                yield player.note(bar * BAR, RINGING_BEATS, pitch, 54)
            return
        rhythm = rng.choice([other for other in _COMPING if other != rhythm])
        for number, beat in enumerate(rhythm):
            length = 0.5 if number else rng.choice((0.5, 1.1))
            for pitch in voicing[1:]:
                yield player.note(bar * BAR + beat, length, pitch, 46 + 12 * intensity(bar, len(voicings)))


def swung(notes: Iterable[Note]) -> Iterator[Note]:
    """Let notes between two beats come late."""
    for note in notes:
        beat = floor(note.start)
        between = 0.4 < note.start - beat < 0.6  # an eighth, played by a person
        yield replace(note, start=note.start + _LATE - 0.5) if between else note
