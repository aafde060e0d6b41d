"""A score as a standard MIDI file, and a MIDI file as events in seconds."""

from collections.abc import Callable, Iterator
from typing import Any

import mido

from videoagent_agent_music.composition.score import Part, Score

Message = Any
MidiFile = Any
# mido has no type hints; its constructors are named here once.
_message: Callable[..., Message] = mido.Message
_meta: Callable[..., Message] = mido.MetaMessage
_file: Callable[..., MidiFile] = mido.MidiFile
_tempo: Callable[[float], int] = mido.bpm2tempo

TICKS_PER_BEAT = 480
_VOLUME, _PAN = 7, 10
_CHANNELS = {part: channel for channel, part in enumerate(Part)}


def to_midi(score: Score) -> MidiFile:
    """Write one track per part, each on a channel of its own."""
    file = _file(ticks_per_beat=TICKS_PER_BEAT)
    tempo = mido.MidiTrack([_meta("set_tempo", tempo=_tempo(score.bpm))])
    file.tracks.append(tempo)
    for part, instrument in score.instruments.items():
        channel = _CHANNELS[part]
        events: list[tuple[int, Message]] = [
            (0, _message("control_change", channel=channel, control=0, value=instrument.bank)),
            (0, _message("program_change", channel=channel, program=instrument.program)),
            (0, _message("control_change", channel=channel, control=_VOLUME, value=instrument.volume)),
            (0, _message("control_change", channel=channel, control=_PAN, value=instrument.pan)),
        ]
        for note in score.notes:
            if note.part is part:
                start, end = round(note.start * TICKS_PER_BEAT), round((note.start + note.length) * TICKS_PER_BEAT)
                on = _message("note_on", channel=channel, note=note.pitch, velocity=note.velocity)
                events.append((start, on))
                events.append((max(end, start + 1), _message("note_off", channel=channel, note=note.pitch)))
        # At one tick: settings first, then ends, then beginnings, so that a repeated note sounds again.
        events.sort(key=lambda event: (event[0], event[1].type == "note_on"))
        track = mido.MidiTrack()
        now = 0
        for tick, message in events:
            track.append(message.copy(time=tick - now))
            now = tick
        file.tracks.append(track)
    return file


def timed_messages(file: MidiFile) -> Iterator[tuple[float, Message]]:
    """Yield all messages but meta ones with their time in s from the beginning."""
    now = 0.0
    for message in file:
        now += message.time
        if not message.is_meta:
            yield now, message
