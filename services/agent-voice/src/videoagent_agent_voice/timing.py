"""From the marks of an engine to the times of the shown words. Pure."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from videoagent_agent_voice.domain import Mark
from videoagent_agent_voice.text.words import ShownWord
from videoagent_contracts.film import Word
from videoagent_media.audio import SAMPLE_RATE, Samples

_WINDOW_S = 0.01
_RELEASE_S = 0.03
_SILENCE_UNDER_PEAK = 0.02
"""-34 dB: under the softest consonant, over reverberation and hiss."""


def timed_words(shown: Sequence[ShownWord], marks: Iterable[Mark], duration: float) -> tuple[Word, ...]:
    """Time every shown word, in order, inside ``[0, duration]`` and never going back.

    A word that nothing was said for (a dash, an emoji) takes no time, at the end of the word before it.
    """
    starts = [word.start for word in shown]
    spans: dict[int, tuple[float, float]] = {}
    for mark in marks:
        index = bisect_right(starts, mark.position) - 1
        if index >= 0:
            start, end = spans.get(index, (mark.start, mark.end))
            spans[index] = (min(start, mark.start), max(end, mark.end))
    words: list[Word] = []
    clock = 0.0
    for index, word in enumerate(shown):
        start, end = spans.get(index, (clock, clock))
        start = min(max(start, clock), duration)
        following = next(
            (spans[later][0] for later in range(index + 1, min(index + 4, len(shown))) if later in spans), end
        )
        end = min(max(start, min(end, max(following, start))), duration)
        words.append(Word(text=word.text, start=round(start, 3), end=round(end, 3)))
        clock = end
    return tuple(words)


def without_silent_ends(words: Sequence[Word], samples: Samples) -> tuple[Word, ...]:
    """Let each word end where its sound does: engines count the rest before a comma as part of the word.

    Args:
        words: Timed words.
        samples: The sound, frames × 1 at 48 kHz.
    """
    window = round(_WINDOW_S * SAMPLE_RATE)
    count = len(samples) // window
    levels = np.sqrt(np.mean(samples[: count * window].reshape(count, window) ** 2, axis=1))
    return tuple(_with_sounding_end(word, levels) for word in words)


def _with_sounding_end(word: Word, levels: npt.NDArray[np.float32]) -> Word:
    first = int(word.start / _WINDOW_S)
    heard = levels[first : int(word.end / _WINDOW_S)]
    if not heard.size:
        return word
    loud = np.flatnonzero(heard > heard.max() * _SILENCE_UNDER_PEAK)
    end = (first + int(loud[-1]) + 1) * _WINDOW_S + _RELEASE_S
    return word if end >= word.end else word.model_copy(update={"end": round(max(end, word.start), 3)})


def evenly_timed_words(shown: Sequence[ShownWord], duration: float) -> tuple[Word, ...]:
    """Share out a duration over words by their lengths, for a text that no voice can say."""
    total = sum(len(word.text) for word in shown) or 1
    marks = []
    done = 0
    for word in shown:
        begin, done = done, done + len(word.text)
        marks.append(Mark(word.start, duration * begin / total, duration * done / total))
    return timed_words(shown, marks, duration)
