"""Plays a MIDI file through TinySoundFont, block by block. CPU work."""

from collections.abc import Iterator

import numpy as np
import tinysoundfont

from videoagent_agent_music.adapters.midi import Message, MidiFile, timed_messages
from videoagent_media.audio import SAMPLE_RATE, Samples

BLOCK_FRAMES = 1 << 17
"""Frames handed out at once: 2.7 s, a good length for the room's Fourier transforms."""

_GRID_FRAMES = 96
"""Events are placed on a grid of 2 ms, which no ear resolves and which saves calls."""

_MAX_VOICES = 192
_HEADROOM_DB = -8.0


def play(file: MidiFile, soundfont: bytes, seconds: float) -> Iterator[Samples]:
    """Yield stereo blocks at 48 kHz, ``seconds`` in all.

    Raises:
        ValueError: The soundfont cannot be read or lacks a preset that the file asks for.
    """
    synth = tinysoundfont.Synth(samplerate=SAMPLE_RATE, gain=_HEADROOM_DB)
    try:
        font = synth.sfload(soundfont, max_voices=_MAX_VOICES)
    except RuntimeError as error:
        raise ValueError("the soundfont cannot be read") from error
    banks: dict[int, int] = {}
    pieces: list[Samples] = []
    pending = 0
    position, total = 0, round(seconds * SAMPLE_RATE)
    for time, message in [*timed_messages(file), (seconds, None)]:
        frame = min(round(time * SAMPLE_RATE / _GRID_FRAMES) * _GRID_FRAMES if message else total, total)
        while position < frame:
            count = min(frame - position, BLOCK_FRAMES - pending)
            pieces.append(np.frombuffer(synth.generate(count), np.float32).reshape(-1, 2))
            position, pending = position + count, pending + count
            if pending == BLOCK_FRAMES or position == total:
                yield np.concatenate(pieces)
                pieces, pending = [], 0
        if message is not None:
            _send(synth, font, banks, message)


def _send(synth: tinysoundfont.Synth, font: int, banks: dict[int, int], message: Message) -> None:
    if message.type == "note_on" and message.velocity:
        synth.noteon(message.channel, message.note, message.velocity)
    elif message.type in ("note_on", "note_off"):
        synth.noteoff(message.channel, message.note)
    elif message.type == "program_change":
        bank = banks.get(message.channel, 0)
        if synth.sfpreset_name(font, bank, message.program) is None:
            raise ValueError(f"the soundfont has no preset {(bank, message.program)} (bank, program)")
        synth.program_select(message.channel, font, bank, message.program)
    elif message.type == "control_change":
        if message.control == 0:
            banks[message.channel] = message.value
        else:
            synth.control_change(message.channel, message.control, message.value)
