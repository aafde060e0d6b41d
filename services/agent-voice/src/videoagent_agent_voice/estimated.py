"""When the words of a voice are spoken that doesn't say so itself. Pure."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from videoagent_agent_voice.domain import Mark
from videoagent_agent_voice.text.words import ShownWord
from videoagent_models.speaking import speaking_time


@dataclass(frozen=True)
class Heard:
    """A word that a transcription heard, in s."""

    text: str
    start: float
    end: float


def estimated_marks(
    text: str, shown: Sequence[ShownWord], language: str, duration: float, heard: Sequence[Heard] = ()
) -> tuple[Mark, ...]:
    """Spread the words over the sound as long as each takes to say, commas and full stops included.

    Args:
        text: The narration.
        shown: Its words.
        language: BCP 47.
        duration: Of the sound, s.
        heard: What a transcription heard: where it agrees with the narration, its times are taken, and the words
            between are fitted in.
    """
    if not shown:
        return ()
    clock = np.array([0.0, *(speaking_time(text[: word.end], language) for word in shown)])
    clock = np.maximum.accumulate(clock)
    if clock[-1] <= 0:  # nothing that the model of speech knows: as long as it is written
        clock = np.array([0.0, *np.cumsum([len(word.text) for word in shown])], float)
    starts, ends = clock[:-1] * (duration / clock[-1]), clock[1:] * (duration / clock[-1])
    known = _agreeing(shown, heard, duration)
    estimated, true = [0.0], [0.0]
    for index, spoken in known.items():
        for guess, truth in ((starts[index], spoken.start), (ends[index], spoken.end)):
            if guess > estimated[-1]:
                estimated.append(float(guess))
                true.append(truth)
    if duration > estimated[-1]:
        estimated.append(duration)
        true.append(duration)
    return tuple(
        Mark(word.start, known[index].start, known[index].end)
        if index in known
        else Mark(word.start, *np.interp((starts[index], ends[index]), estimated, true).tolist())
        for index, word in enumerate(shown)
    )


def _agreeing(shown: Sequence[ShownWord], heard: Sequence[Heard], duration: float) -> dict[int, Heard]:
    """Find the shown words, by index, that a transcription heard too, at times that rise and lie in the sound."""
    matcher = difflib.SequenceMatcher(
        None, [_bare(word.text) for word in shown], [_bare(word.text) for word in heard], autojunk=False
    )
    known: dict[int, Heard] = {}
    clock = 0.0
    for block in matcher.get_matching_blocks():
        for offset in range(block.size):
            spoken = heard[block.b + offset]
            if clock <= spoken.start <= spoken.end <= duration:
                known[block.a + offset] = spoken
                clock = spoken.end
    return known


def _bare(word: str) -> str:
    return "".join(character for character in word.casefold() if character.isalnum())
