"""When the words of a voice are spoken that doesn't say so itself. Pure."""

import difflib
import re
from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from videoagent_agent_voice.domain import Mark
from videoagent_agent_voice.pauses import Levels, Speaking
from videoagent_agent_voice.rests import Break, spoken_before
from videoagent_agent_voice.text.aligned import Aligned
from videoagent_agent_voice.text.reading import for_reading
from videoagent_agent_voice.text.sentences import breaths
from videoagent_agent_voice.text.words import ShownWord
from videoagent_contracts.film import Word
from videoagent_models.speaking import articulation_time

_CLAUSE = re.compile(r"[,;:–—、，；：،؛][\"”“’»)\]」』]*$")
_WHOLE = 1_000_000
"""Characters: no sentence is split for its length."""


def estimated_marks(
    text: str, shown: Sequence[ShownWord], language: str, sound: Speaking, heard: Sequence[Word] = ()
) -> tuple[Mark, ...]:
    """Find when each word is spoken, by the sound's rests and by how long each word takes to say.

    A sentence's or clause's end falls on a rest where the lengths between agree with it; words share what is spoken
    between two rests. The ends of words may be off by some tenths of a second between rests, not beyond them.

    Args:
        text: The narration.
        shown: Its words.
        language: BCP 47.
        sound: Where the sound speaks.
        heard: What a transcription heard: where it agrees with the narration, its times are taken, and the words
            between are fitted in.
    """
    if not shown or not sound.starts:
        return ()
    weights = _weights(text, shown, language)
    if not weights.any():  # nothing that the model of speech knows: as long as it is written
        weights = np.array([float(len(word.text)) for word in shown])
    spoken = spoken_before(weights, _breaks(text, shown), sound)
    starts, ends = sound.onset(spoken[:-1]), sound.offset(spoken[1:])
    known = _agreeing(shown, heard, sound)
    estimated, true = [sound.starts[0]], [sound.starts[0]]
    for index, (start, end) in known.items():
        for guess, truth in ((starts[index], start), (ends[index], end)):
            if guess > estimated[-1] and truth >= true[-1]:
                estimated.append(float(guess))
                true.append(truth)
    if sound.ends[-1] > estimated[-1]:
        estimated.append(sound.ends[-1])
        true.append(max(sound.ends[-1], true[-1]))
    if not known:
        return tuple(Mark(word.start, *times) for word, times in zip(shown, _pairs(starts, ends), strict=True))
    fitted = _pairs(np.interp(starts, estimated, true), np.interp(ends, estimated, true))
    return tuple(Mark(word.start, *known.get(index, fitted[index])) for index, word in enumerate(shown))


def _weights(text: str, shown: Sequence[ShownWord], language: str) -> Levels:
    """Tell how long each word takes as it is read out: a number as long as its words."""
    read = for_reading(Aligned.of(text), language)
    said = [""] * len(shown)
    starts = [word.start for word in shown]
    for character, origin in zip(read.text, read.origins, strict=True):
        said[max(0, bisect_right(starts, origin) - 1)] += character
    return np.array([articulation_time(word, language) for word in said])


def _pairs(starts: Levels, ends: Levels) -> list[tuple[float, float]]:
    return list(zip(starts.tolist(), np.maximum(starts, ends).tolist(), strict=True))


def _breaks(text: str, shown: Sequence[ShownWord]) -> list[Break]:
    """Name the words after which a speaker may rest."""
    sentence_ends = {breath.end for breath in breaths(text, _WHOLE)}
    found = []
    for index, word in enumerate(shown[:-1]):
        if word.end in sentence_ends:
            found.append(Break(index + 1, strong=True))
        elif _CLAUSE.search(word.text):
            found.append(Break(index + 1, strong=False))
    return found


def _agreeing(shown: Sequence[ShownWord], heard: Sequence[Word], sound: Speaking) -> dict[int, tuple[float, float]]:
    """Find the shown words, by index, that a transcription heard too, at times that rise and lie in the sound."""
    matcher = difflib.SequenceMatcher(
        None, [_bare(word.text) for word in shown], [_bare(word.text) for word in heard], autojunk=False
    )
    known: dict[int, tuple[float, float]] = {}
    clock = 0.0
    for block in matcher.get_matching_blocks():
        for offset in range(block.size):
            spoken = heard[block.b + offset]
            start, end = sound.within(spoken.start, spoken.end)
            if clock <= start <= end <= sound.ends[-1] and _bare(spoken.text):
                known[block.a + offset] = (start, end)
                clock = end
    return known


def _bare(word: str) -> str:
    return "".join(character for character in word.casefold() if character.isalnum())
