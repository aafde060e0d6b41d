"""Finishing a sound from outside, in the worker process."""

from pathlib import Path

from videoagent_agent_voice import mastering
from videoagent_agent_voice.domain import Mark, SpeechJob, Utterance, moved_by, shift
from videoagent_agent_voice.estimated import estimated_marks
from videoagent_agent_voice.pauses import levels, speaking
from videoagent_agent_voice.text.scripts import spoken_language
from videoagent_agent_voice.text.words import shown_words
from videoagent_agent_voice.timing import timed_words, without_silent_ends
from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_contracts.film import Credit, MediaKind, Word
from videoagent_media import audio
from videoagent_media.audio import SAMPLE_RATE
from videoagent_media.examining import RefusedError, examine
from videoagent_models.failures import failure


def finish(
    job: SpeechJob,
    source: Path,
    path: Path,
    speed: float,
    marks: tuple[Mark, ...] | None,
    heard: tuple[Word, ...],
    provider: str,
    voice: str,
    cost_usd: float,
) -> Utterance | None:
    """Cut off silence, level the loudness, time the words and write a FLAC file; None when nothing is to be heard.

    Args:
        job: What was to be said.
        source: The provider's file; nothing about it is believed.
        path: Where to.
        speed: How fast the source is spoken; to the wished speed it is stretched.
        marks: When what is said in the source, when the provider told.
        heard: What a transcription of the source heard.
        provider: Named when the file is no sound.
        voice: Name of the voice.
        cost_usd: What it cost.

    Raises:
        ModelProviderException: ``provider_invalid_output``, retryable.
    """
    try:
        if examine(source).kind is not MediaKind.AUDIO:
            raise _unusable("it is a picture", provider)
        samples = audio.read(source, SAMPLE_RATE, channels=1)
    except (RefusedError, OSError, ValueError) as error:
        raise _unusable("it is damaged or of an unknown kind", provider) from error
    begin, end = mastering.audible_span(samples, SAMPLE_RATE)
    if begin == end:
        return None
    tempo = job.speed / speed
    sound = mastering.levelled(mastering.softened_edges(audio.stretched(samples[begin:end], tempo)))
    audio.write(path, sound)
    duration, silence = len(sound) / SAMPLE_RATE, begin / SAMPLE_RATE
    shown = shown_words(job.text)
    language = spoken_language(job.text, job.language)
    if marks is None:
        moved = [moved_by(word, -silence, tempo) for word in heard]
        marks = estimated_marks(job.text, shown, language, speaking(levels(sound)), moved)
    else:
        marks = tuple(shift(mark, -silence, tempo) for mark in marks)
    words = without_silent_ends(timed_words(shown, marks, duration), sound)
    credit = Credit(what="Voice", source=f"{provider}, voice {voice}", licence="as agreed with the service")
    return Utterance(path, duration, words, voice, language, cost_usd=cost_usd, credits=(credit,))


def _unusable(why: str, provider: str) -> ModelProviderException:
    return failure(provider, f"the sound cannot be used: {why}", ErrorCode.PROVIDER_INVALID_OUTPUT, retryable=True)
