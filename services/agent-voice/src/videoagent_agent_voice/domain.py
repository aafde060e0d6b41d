"""What a voice is asked for and what it gives back. Pure."""

from dataclasses import dataclass
from pathlib import Path

from videoagent_contracts.film import Credit, Word
from videoagent_media.audio import Samples

ANY_LANGUAGE = "mul"
"""BCP 47 for several languages: of voices that speak whatever they are given."""


@dataclass(frozen=True)
class SpeechJob:
    """One narration to speak; picklable, since it crosses into a worker process.

    Attributes:
        text: As the captions show it.
        language: BCP 47 tag.
        voice: Name from ``/voices``; None for the language's own.
        speed: 0.5 to 2, 1 being the voice's natural pace.
        seed: Same seed, same sound.
    """

    text: str
    language: str
    voice: str | None
    speed: float
    seed: int


@dataclass(frozen=True)
class Mark:
    """The character at ``position`` of the shown text is spoken from ``start`` to ``end`` (s)."""

    position: int
    start: float
    end: float


@dataclass(frozen=True)
class Said:
    """What an engine made of one breath: frames × 1 samples at ``rate`` Hz, and when what was said."""

    samples: Samples
    rate: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Utterance:
    """A finished narration: a 48 kHz mono file of ``duration`` s, and its words with times in it."""

    path: Path
    duration: float
    words: tuple[Word, ...]
    voice: str
    language: str
    warnings: tuple[str, ...] = ()
    cost_usd: float = 0.0
    credits: tuple[Credit, ...] = ()


def shift(mark: Mark, seconds: float, tempo: float = 1.0) -> Mark:
    """Move a mark in time, not before zero, and then into a sound that is played ``tempo`` times as fast."""
    return Mark(mark.position, max(0.0, mark.start + seconds) / tempo, max(0.0, mark.end + seconds) / tempo)


def moved_by(word: Word, seconds: float, tempo: float = 1.0) -> Word:
    """Move a word as ``shift`` does a mark."""
    start, end = max(0.0, word.start + seconds) / tempo, max(0.0, word.end + seconds) / tempo
    return Word(text=word.text, start=start, end=end)
