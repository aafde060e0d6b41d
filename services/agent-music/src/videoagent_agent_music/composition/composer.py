"""From a brief and a length to a score."""

import random

from videoagent_agent_music.composition import parts, swing
from videoagent_agent_music.composition.ensembles import ensemble
from videoagent_agent_music.composition.harmony import SCALES, Scale, progression
from videoagent_agent_music.composition.parts import BAR, Player
from videoagent_agent_music.composition.score import Note, Part, Score
from videoagent_agent_music.composition.voicing import bass_line, lead_voices
from videoagent_contracts.film import MusicBrief

TAIL_S = 2.6
"""Time after the last bar in which the last chord rings and fades."""

FEWEST_BARS = 1


def compose(brief: MusicBrief, duration: float, seed: int) -> Score:
    """Write a piece whose last bar ends ``TAIL_S`` before ``duration`` (s).

    The tempo gives way by some per cent, so that the last chord comes when the film ends. An unknown mode is major.
    """
    rng = random.Random(f"{seed}/{brief.mode}/{brief.key}/{brief.bpm}/{brief.mood}")  # noqa: S311 - music, not secrets
    scale = Scale(brief.mode if brief.mode in SCALES else "major", brief.key)
    sounding = max(duration - min(TAIL_S, duration / 3), 1.0)
    bars = max(FEWEST_BARS, round(sounding / (BAR * 60.0 / brief.bpm)))
    bpm = bars * BAR * 60.0 / sounding
    instruments, character = ensemble(brief.mood, rng)
    chords = progression(scale.mode, bars, rng)
    voicings = lead_voices(scale, chords)
    players = {part: Player(part, character.force, rng) for part in Part}
    line = bass_line(scale, chords)
    notes: list[Note]
    if character.swings:
        notes = [
            *swing.walking(line, chords, scale, players[Part.BASS]),
            *swing.comping(voicings, players[Part.ARPEGGIO], rng),
            *swing.swung(parts.lead(chords, scale, character, players[Part.LEAD], rng)),
        ]
    else:
        notes = [
            *parts.pad(voicings, players[Part.PAD]),
            *parts.strings(voicings, players[Part.STRINGS]),
            *parts.bass(line, chords, scale, players[Part.BASS]),
            *parts.arpeggio(voicings, character, players[Part.ARPEGGIO], rng),
            *parts.lead(chords, scale, character, players[Part.LEAD], rng),
        ]
    notes.sort(key=lambda note: (note.start, note.part, note.pitch))
    return Score(tuple(notes), instruments, bpm, bars * BAR)
