"""The five parts, each from the same chords. Times in beats, a bar being four of them."""

import random
from collections.abc import Iterator

from videoagent_agent_music.composition.ensembles import Character
from videoagent_agent_music.composition.harmony import PHRASE_BARS, Chord, Scale
from videoagent_agent_music.composition.score import Note, Part
from videoagent_agent_music.composition.voicing import Voicing

BAR = 4.0
RINGING_BEATS = 6.0
"""How long the last chord is held."""

LEAD_LOWEST, LEAD_HIGHEST = 67, 86


class Player:
    """Plays notes as a person does: a little early or late, a little louder or softer."""

    def __init__(self, part: Part, force: float, rng: random.Random) -> None:
        self._part = part
        self._force = force
        self._rng = rng

    def note(self, start: float, length: float, pitch: int, velocity: float, swing: float = 0.012) -> Note:
        """Play one note; ``swing`` is the spread in beats."""
        struck = velocity * (0.75 + 0.5 * self._force) + self._rng.gauss(0, 3)
        late = max(0.0, start + self._rng.gauss(swing / 2, swing))
        return Note(self._part, late, length, pitch, round(min(max(struck, 12), 100)))


def intensity(bar: int, bars: int) -> float:
    """The piece's arch, 0 to 1: in gently, fullest at two thirds, out again."""
    position = bar / max(bars - 1, 1)
    rise = min(1.0, 0.35 + position / 0.35 * 0.65) if position < 0.35 else 1.0
    fall = 1.0 if position < 0.8 else 1.0 - 0.6 * (position - 0.8) / 0.2
    return rise * fall


def pad(voicings: list[Voicing], player: Player) -> Iterator[Note]:
    """Long chords; notes that the next chord shares are held over."""
    for voice in range(len(voicings[0])):
        bar = 0
        while bar < len(voicings):
            pitch = voicings[bar][voice]
            held = bar + 1
            while held < len(voicings) and held - bar < PHRASE_BARS and voicings[held][voice] == pitch:
                held += 1
            ringing = RINGING_BEATS if held == len(voicings) else 0.35
            velocity = 46 + 14 * intensity(bar, len(voicings))
            yield player.note(bar * BAR, (held - bar) * BAR + ringing, pitch, velocity)
            bar = held


def strings(voicings: list[Voicing], player: Player) -> Iterator[Note]:
    """The upper three voices, from the second phrase on and where the piece is full."""
    for bar, voicing in enumerate(voicings):
        last = bar == len(voicings) - 1
        if bar < min(PHRASE_BARS, len(voicings) // 3) and not last:
            continue
        for pitch in voicing[1:]:
            length = BAR + (RINGING_BEATS if last else 0.3)
            yield player.note(bar * BAR, length, pitch, 30 + 26 * intensity(bar, len(voicings)), swing=0.03)


def bass(line: list[int], chords: list[Chord], scale: Scale, player: Player) -> Iterator[Note]:
    """Roots, now and then the fifth on the third beat."""
    for bar, pitch in enumerate(line):
        last = bar == len(line) - 1
        if bar == 0 and len(line) > PHRASE_BARS:
            continue
        velocity = 50 + 16 * intensity(bar, len(line))
        if last:
            yield player.note(bar * BAR, BAR + RINGING_BEATS, pitch, velocity)
        elif bar % 2 and not last:
            fifth = pitch + (scale.pitch(chords[bar].root + 4) - scale.pitch(chords[bar].root))
            yield player.note(bar * BAR, 2.4, pitch, velocity)
            yield player.note(bar * BAR + 2.5, 1.4, fifth if fifth <= 52 else fifth - 12, velocity - 10)
        else:
            yield player.note(bar * BAR, 3.7, pitch, velocity)


_FIGURES = (
    (0, 1, 2, 3, 4, 3, 2, 1),
    (0, 2, 1, 3, 2, 4, 3, 1),
    (0, 2, 3, 4, 3, 2, 3, 1),
    (0, 1, 3, 2, 4, 2, 3, 1),
)


def arpeggio(voicings: list[Voicing], character: Character, player: Player, rng: random.Random) -> Iterator[Note]:
    """Broken chords in eighths; one figure per phrase, thinner where the piece is quiet."""
    figure = rng.choice(_FIGURES)
    for bar, voicing in enumerate(voicings):
        if bar % PHRASE_BARS == 0:
            figure = rng.choice(_FIGURES)
        tones = (*voicing, voicing[0] + 12)
        full = intensity(bar, len(voicings))
        if bar == len(voicings) - 1:
            for index, tone in enumerate(tones):
                yield player.note(bar * BAR + index * 0.5, RINGING_BEATS, tone, 62 - 3 * index)
            return
        for eighth, step in enumerate(figure):
            on_beat = eighth % 4 == 0
            if not on_beat and rng.random() > character.motion * (0.45 + 0.55 * full):
                continue
            velocity = 54 + 14 * full + (8 if on_beat else 0)
            yield player.note(bar * BAR + eighth / 2, 1.6, tones[step], velocity, swing=0.016)


_RHYTHMS = (
    ((0.0, 1.5), (1.5, 0.5), (2.0, 2.0)),
    ((1.0, 1.0), (2.0, 1.0), (3.0, 1.0)),
    ((0.0, 3.0), (3.0, 1.0)),
    ((0.5, 0.5), (1.0, 1.0), (2.0, 2.0)),
    ((0.0, 1.0), (1.0, 2.5)),
)


def lead(chords: list[Chord], scale: Scale, character: Character, player: Player, rng: random.Random) -> Iterator[Note]:
    """A short motif, stated, answered and rested: long notes on chord tones, steps between, never a wide leap."""
    motif = (rng.choice(_RHYTHMS), rng.choice(_RHYTHMS))
    pitch = _nearest(scale.pitch_classes(chords[0].degrees), 74)
    for bar, chord in enumerate(chords):
        place = bar % PHRASE_BARS
        if bar < min(PHRASE_BARS, len(chords) // 3) or place in (0, 3) or bar >= len(chords) - 1:
            continue
        if place == 1 and rng.random() > character.melody:
            continue
        for index, (start, length) in enumerate(motif[place - 1]):
            classes = scale.pitch_classes(chord.degrees if index == 0 or length >= 1.5 else tuple(range(7)))
            pitch = _nearest(classes, min(max(pitch + rng.choice((-3, -2, 2, 3)), LEAD_LOWEST + 2), LEAD_HIGHEST - 2))
            yield player.note(bar * BAR + start, length * 1.1, pitch, 62 + 14 * intensity(bar, len(chords)))


def _nearest(classes: frozenset[int], wished: int) -> int:
    notes = [note for note in range(LEAD_LOWEST, LEAD_HIGHEST + 1) if note % 12 in classes]
    return min(notes, key=lambda note: (abs(note - wished), note))
