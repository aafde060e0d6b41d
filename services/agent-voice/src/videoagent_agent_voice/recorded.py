"""A user's own voice-over: each shot gets the part of it that says the shot's words. CPU: runs in a worker process."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from videoagent_agent_voice import mastering
from videoagent_agent_voice.domain import Mark, Utterance, shift
from videoagent_agent_voice.estimated import estimated_marks
from videoagent_agent_voice.pauses import WINDOW, Levels, Speaking, levels, speaking
from videoagent_agent_voice.text.words import shown_words
from videoagent_agent_voice.timing import timed_words, without_silent_ends
from videoagent_contracts.errors import ErrorCode, VideoProcessingException
from videoagent_contracts.film import Recording, Word
from videoagent_media.audio import SAMPLE_RATE, LoudnessMeter, Samples, read_blocks, write
from videoagent_models.speaking import articulation_time

VOICE = "own voice-over"
_LEAD_S, _TAIL_S = 0.04, 0.12
"""Breath and reverberation kept around what is said, where the rest is long enough."""
_SHORTEST_S = 0.2
_SLOWEST, _FASTEST = 0.45, 2.2
"""Pace of speech, 1 being a voice's natural one, beyond which the words and the recording hardly belong together."""
_GAP = "\n"


@dataclass(frozen=True)
class _Wanted:
    """What a recording is laid against. Two that are equal need be worked out once only."""

    sha256: str
    narrations: tuple[str, ...]
    language: str
    heard: tuple[Word, ...]
    path: Path = field(compare=False)


@dataclass(frozen=True)
class _Laid:
    """A recording against its words: where each narration begins and ends (s), and when its characters are said."""

    loudness: float
    sound: Speaking
    spans: tuple[tuple[float, float], ...]
    marks: tuple[tuple[Mark, ...], ...]
    pace: float


def cut(source: Path, recording: Recording, text: str, language: str, path: Path) -> Utterance:
    """Write the part of a recording that says one narration as FLAC, 48 kHz, mono, and time its words.

    The parts of all narrations follow each other without gap or overlap, but for rests. All are levelled alike.

    Args:
        source: The recording's file.
        recording: What is said in it, and which of that is wanted.
        text: The words as they are shown; they may have been edited since.
        language: BCP 47.
        path: Where to.

    Raises:
        VideoProcessingException: ``media_invalid``: it cannot be read, or nothing is said in it.
    """
    laid = _lay(_Wanted(recording.item.ref.sha256, recording.narrations, language, recording.heard, source))
    start, end = laid.spans[recording.at]
    part = mastering.softened_edges(mastering.levelled(_part(source, start, end), laid.loudness))
    write(path, part)
    duration = len(part) / SAMPLE_RATE
    shown = shown_words(text)
    if text == recording.narrations[recording.at]:
        marks = tuple(shift(mark, -start) for mark in laid.marks[recording.at])
    else:
        marks = estimated_marks(text, shown, language, speaking(levels(part)))
    words = without_silent_ends(timed_words(shown, marks, duration), part)
    return Utterance(path, duration, words, VOICE, language, _doubts(laid.pace))


@lru_cache(maxsize=4)
def _lay(wanted: _Wanted) -> _Laid:
    """Find all narrations in a recording; the shots of a film ask for the same one after the other."""
    meter = LoudnessMeter(channels=1)
    heard: list[Levels] = []
    rest = np.zeros((0, 1), np.float32)
    with _readable():
        for block in read_blocks(wanted.path, SAMPLE_RATE, 1):
            meter.feed(block)
            waiting = np.concatenate((rest, block))
            whole = len(waiting) // WINDOW * WINDOW
            heard.append(levels(waiting[:whole]))
            rest = waiting[whole:]
    sound = speaking(np.concatenate([*heard, np.zeros(0)]))
    if not sound.starts:
        raise _unusable("nothing is said in it")
    text = _GAP.join(wanted.narrations)
    marks = estimated_marks(text, shown_words(text), wanted.language, sound, wanted.heard)
    offsets = np.cumsum([0, *(len(narration) + len(_GAP) for narration in wanted.narrations)]).tolist()
    told = [
        tuple(Mark(mark.position - begin, mark.start, mark.end) for mark in marks if begin <= mark.position < following)
        for begin, following in pairwise(offsets)
    ]
    pace = articulation_time(text, wanted.language) / sound.seconds
    return _Laid(meter.integrated(), sound, _spans(told, sound), tuple(told), pace)


def _spans(told: Sequence[Sequence[Mark]], sound: Speaking) -> tuple[tuple[float, float], ...]:
    """Cut in the middle of the rests between narrations, and no more silence than a voice leaves around its words."""
    said: list[tuple[float, float]] = []
    clock = sound.starts[0]
    for marks in told:
        start = max(clock, min((mark.start for mark in marks), default=clock))
        clock = max(start, max((mark.end for mark in marks), default=clock))
        said.append((start, clock))
    befores = [0.0, *(end for _, end in said[:-1])]
    afters = [*(start for start, _ in said[1:]), sound.ends[-1] + 2 * _TAIL_S]
    spans = []
    for (start, end), before, after in zip(said, befores, afters, strict=True):
        begin = max(start - _LEAD_S, (before + start) / 2)
        spans.append((begin, max(min(end + _TAIL_S, (end + after) / 2), begin + _SHORTEST_S)))
    return tuple(spans)


def _part(source: Path, start: float, end: float) -> Samples:
    """Read ``source`` from ``start`` to ``end`` (s); silence where it is shorter."""
    first, last = round(start * SAMPLE_RATE), round(end * SAMPLE_RATE)
    part = np.zeros((last - first, 1), np.float32)
    position = 0
    with _readable():
        for block in read_blocks(source, SAMPLE_RATE, 1):
            kept = block[max(0, first - position) : max(0, last - position)]
            at = max(0, position - first)
            part[at : at + len(kept)] = kept
            position += len(block)
            if position >= last:
                break
    return part


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        raise _unusable("it cannot be read") from error


def _unusable(why: str) -> VideoProcessingException:
    return VideoProcessingException(
        f"the voice-over cannot be used: {why}", code=ErrorCode.MEDIA_INVALID, retryable=False
    )


def _doubts(pace: float) -> tuple[str, ...]:
    if _SLOWEST <= pace <= _FASTEST:
        return ()
    return (f"the words would take about {pace:.1f} times as long as the voice-over speaks: do they belong together?",)
