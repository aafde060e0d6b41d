"""espeak-ng through its C interface: a formant synthesiser for 120 languages, with the time of every word.

The library keeps one global state and may abort the process that it lives in, so it runs in worker processes only.
"""

import _ctypes
import ctypes
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

import espeakng_loader
import numpy as np

from videoagent_agent_voice.domain import Mark, Said
from videoagent_agent_voice.text.aligned import Aligned
from videoagent_media.audio import Samples

_library_path: Callable[[], str] = espeakng_loader.get_library_path
_data_path: Callable[[], str] = espeakng_loader.get_data_path

# Names and numbers of speak_lib.h.
_AUDIO_OUTPUT_SYNCHRONOUS = 2
_INITIALIZE_DONT_EXIT = 0x8000
_CHARS_UTF8 = 1
_PARAMETER_RATE = 1
_PARAMETER_RANGE = 4
_EVENT_LIST_TERMINATED = 0
_EVENT_WORD = 1
_EVENT_END = 5

NATURAL_RATE = 165
"""Words per minute at speed 1; the library's 175 sounds hurried when narrating."""

PITCH_RANGE = 58
"""Of 100; a little livelier than the library's 50."""

SLOWEST, FASTEST = 80, 450
"""The library's own limits in words per minute."""


class _EventId(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position_ms", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _EventId),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


@dataclass(frozen=True)
class _WordEvent:
    """A word's beginning or a clause's end; ``position`` and ``length`` in characters of the spoken text."""

    kind: int
    position: int
    length: int
    start: float


@dataclass
class _Session:
    """What the callback has collected for the text at hand."""

    pieces: list[Samples] = field(default_factory=list)
    events: list[_WordEvent] = field(default_factory=list)


class Espeak:
    """The library, loaded for one job: a context manager. One per process at a time.

    Its oscillators go on where the last text left them, and nothing in its interface resets them. Unloading it does, so
    that the same job always makes the same sound; loading takes 1 ms.
    """

    def __init__(self) -> None:
        self._library = ctypes.CDLL(_library_path())
        self._session = _Session()
        self._callback = _Callback(self._receive)
        data = _data_path().encode()
        self.rate = self._library.espeak_Initialize(_AUDIO_OUTPUT_SYNCHRONOUS, 0, data, _INITIALIZE_DONT_EXIT)
        if self.rate <= 0:
            raise OSError("espeak-ng could not load its data")
        self._library.espeak_SetSynthCallback(self._callback)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self._library.espeak_Terminate()
        _ctypes.dlclose(self._library._handle)

    def _receive(self, wave: "ctypes._Pointer[ctypes.c_short]", count: int, events: "ctypes._Pointer[_Event]") -> int:
        if wave and count > 0:
            block = np.ctypeslib.as_array(wave, (count,)).astype(np.float32) / 32768.0
            self._session.pieces.append(block[:, None])
        index = 0
        while events[index].type != _EVENT_LIST_TERMINATED:
            event = events[index]
            if event.type in (_EVENT_WORD, _EVENT_END):
                start = event.audio_position_ms / 1000
                self._session.events.append(_WordEvent(event.type, event.text_position - 1, event.length, start))
            index += 1
        return 0

    def say(self, text: Aligned, voice: str, speed: float) -> Said:
        """Speak one breath.

        Raises:
            ValueError: The library has no such voice.
        """
        if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise ValueError(f"espeak-ng has no voice {voice!r}")
        rate = round(min(max(NATURAL_RATE * speed, SLOWEST), FASTEST))
        self._library.espeak_SetParameter(_PARAMETER_RATE, rate, 0)
        self._library.espeak_SetParameter(_PARAMETER_RANGE, PITCH_RANGE, 0)
        self._session = session = _Session()
        # A NUL would end the text early; positions must stay as they are.
        encoded = text.text.replace("\0", " ").encode("utf-8", errors="replace")
        self._library.espeak_Synth(encoded, len(encoded) + 1, 0, 1, 0, _CHARS_UTF8, None, None)
        self._library.espeak_Synchronize()
        samples = np.concatenate(session.pieces) if session.pieces else np.zeros((0, 1), np.float32)
        return Said(samples, self.rate, _marks(session.events, text, len(samples) / self.rate))


def _marks(events: list[_WordEvent], text: Aligned, duration: float) -> tuple[Mark, ...]:
    """Give every word event the place in the shown text that its spoken word came from, until the next event."""
    marks: list[Mark] = []
    for index, event in enumerate(events):
        if event.kind != _EVENT_WORD or not text.text:
            continue
        end = events[index + 1].start if index + 1 < len(events) else duration
        first = min(max(event.position, 0), len(text.text) - 1)
        places = sorted(set(text.origins[first : first + max(event.length, 1)]))
        # One event may cover a whole clause of unspaced script: it is shared out over its characters.
        share = (end - event.start) / len(places)
        marks.extend(
            Mark(place, event.start + share * number, event.start + share * (number + 1))
            for number, place in enumerate(places)
        )
    return tuple(marks)
