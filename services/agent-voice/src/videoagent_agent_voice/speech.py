"""From a narration to a finished sound file with word times. CPU work: runs in a worker process."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from videoagent_agent_voice import mastering
from videoagent_agent_voice.domain import Mark, Said, SpeechJob, Utterance, shift
from videoagent_agent_voice.text.aligned import Aligned
from videoagent_agent_voice.text.sentences import breaths
from videoagent_agent_voice.text.words import shown_words
from videoagent_agent_voice.timing import evenly_timed_words, timed_words, without_silent_ends
from videoagent_contracts.film import Credit
from videoagent_media import audio, filters
from videoagent_media.audio import SAMPLE_RATE, Samples

LONGEST_BREATH = 260
"""Characters said in one go: what a speaker manages, and under both engines' limits."""

SILENT_CHARACTERS_PER_S = 15.0
"""Reading pace for text that no voice can say."""

SHORTEST_SILENCE_S, LONGEST_SILENCE_S = 0.8, 12.0


@dataclass(frozen=True)
class Speaker:
    """An engine made ready for one job.

    Attributes:
        prepare: Spells a breath out as the engine needs it.
        say: Speaks a prepared breath.
        equaliser: Impulse response for the engine's sound at 48 kHz.
        voice: Name as in ``/voices``.
        language: BCP 47 tag that is really spoken.
        credit: Whose work the voice is.
    """

    prepare: Callable[[Aligned], Aligned]
    say: Callable[[Aligned], Said]
    equaliser: Samples
    voice: str
    language: str
    credit: Credit


def render(job: SpeechJob, speaker: Speaker, path: Path) -> Utterance | None:
    """Speak a narration into ``path`` (FLAC, 48 kHz, mono); None when nothing in it can be said by this speaker."""
    pieces: list[Samples] = []
    marks: list[Mark] = []
    length = 0
    pause = 0.0
    for breath in breaths(job.text, LONGEST_BREATH):
        said = speaker.say(speaker.prepare(Aligned.of(job.text, breath.start, breath.end)))
        start, end = mastering.audible_span(said.samples, said.rate)
        if not said.marks or start == end:
            continue
        if pieces:
            pieces.append(np.zeros((round(pause * SAMPLE_RATE), 1), np.float32))
            length += len(pieces[-1])
        offset = length / SAMPLE_RATE - start / said.rate
        marks.extend(shift(mark, offset) for mark in said.marks)
        sound = audio.resample(said.samples[start:end], said.rate, SAMPLE_RATE)
        pieces.append(mastering.softened_edges(filters.filtered(sound, speaker.equaliser)))
        length += len(pieces[-1])
        pause = breath.pause_s / job.speed
    if not pieces:
        return None
    sound = mastering.levelled(np.concatenate(pieces))
    audio.write(path, sound)
    duration = length / SAMPLE_RATE
    words = without_silent_ends(timed_words(shown_words(job.text), marks, duration), sound)
    return Utterance(path, duration, words, speaker.voice, speaker.language, credits=(speaker.credit,))


def render_silence(job: SpeechJob, path: Path, voice: str) -> Utterance:
    """Hold still as long as reading the text takes, so that a film with unspeakable text still shows it."""
    shown = shown_words(job.text)
    length = sum(len(word.text) for word in shown) / SILENT_CHARACTERS_PER_S / job.speed
    duration = round(min(max(length, SHORTEST_SILENCE_S), LONGEST_SILENCE_S), 3)
    audio.write(path, np.zeros((round(duration * SAMPLE_RATE), 1), np.float32))
    warning = "no voice can say this text; its shot is silent"
    return Utterance(path, duration, evenly_timed_words(shown, duration), voice, job.language, (warning,))
