"""What a piece is: notes in beats, and the instruments that play them."""

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    PAD = "pad"
    STRINGS = "strings"
    BASS = "bass"
    ARPEGGIO = "arpeggio"
    LEAD = "lead"


@dataclass(frozen=True)
class Note:
    """``start`` and ``length`` in beats, ``pitch`` and ``velocity`` as in MIDI."""

    part: Part
    start: float
    length: float
    pitch: int
    velocity: int


@dataclass(frozen=True)
class Instrument:
    """How a part sounds: General MIDI bank and program, volume, and pan (0 left, 64 middle, 127 right)."""

    bank: int
    program: int
    volume: int
    pan: int


@dataclass(frozen=True)
class Score:
    """A whole piece; ``beats`` is where its last bar ends and the last chord is left to ring."""

    notes: tuple[Note, ...]
    instruments: dict[Part, Instrument]
    bpm: float
    beats: float

    @property
    def seconds(self) -> float:
        """Length up to the end of the last bar."""
        return self.beats * 60.0 / self.bpm
