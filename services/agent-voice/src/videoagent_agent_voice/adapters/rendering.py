"""What runs in the worker process: one job with one engine. Imports nothing of the service runtime, to start fast."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from videoagent_agent_voice import mastering, speech
from videoagent_agent_voice.adapters import espeak, espeak_catalogue, hibari, kokoro
from videoagent_agent_voice.domain import SpeechJob, Utterance
from videoagent_agent_voice.text import english
from videoagent_agent_voice.text.reading import for_reading
from videoagent_agent_voice.text.scripts import spoken_language
from videoagent_contracts.film import Credit

HIBARI = Credit(what="Voice", source="hibari-tts, voice heart", licence="Apache-2.0")
KOKORO = Credit(what="Voice", source="Kokoro-82M", licence="Apache-2.0")
ESPEAK = Credit(what="Voice", source="eSpeak NG", licence="GPL-3.0-or-later (the program)")


def speak_with_hibari(job: SpeechJob, path: Path) -> Utterance | None:
    """Render a job with hibari; see ``speech.render``."""
    generator = np.random.default_rng(job.seed)
    voice = hibari.engine()
    speaker = speech.Speaker(
        prepare=english.for_reading,
        say=lambda text: voice.say(text, job.speed, generator),
        equaliser=mastering.natural_voice(),
        voice=hibari.VOICE,
        language="en-US",
        credit=HIBARI,
    )
    return speech.render(job, speaker, path)


def speak_with_kokoro(job: SpeechJob, path: Path) -> Utterance | None:
    """Render a job with Kokoro, which always sounds the same; see ``speech.render``."""
    voice, name = kokoro.engine(), job.voice or next(iter(kokoro.SPEAKERS))
    speaker = speech.Speaker(
        prepare=kokoro.prepare,
        say=lambda text: voice.say(text, job.speed, name),
        equaliser=mastering.natural_voice(),
        voice=name,
        language=kokoro.LANGUAGE,
        credit=KOKORO,
    )
    return speech.render(job, speaker, path)


def speak_with_espeak(job: SpeechJob, path: Path) -> Utterance | None:
    """Render a job with espeak-ng; see ``speech.render``."""
    # A text mostly in letters that the language isn't written in would only be spelled out.
    language = spoken_language(job.text, job.language)
    voice, exact = (job.voice, True) if job.voice else espeak_catalogue.voice_for(language)
    spoken = espeak_catalogue.voices()[voice.lower()].languages[0] if job.voice else language
    with espeak.Espeak() as engine:
        speaker = speech.Speaker(
            prepare=partial(for_reading, language=spoken),
            say=lambda text: engine.say(text, voice.lower(), job.speed),
            equaliser=mastering.formant_voice(),
            voice=voice.lower(),
            language=spoken,
            credit=ESPEAK,
        )
        result = speech.render(job, speaker, path)
    if result is None or exact:
        return result
    warning = f"there is no voice for language {language!r}; the voice {voice!r} speaks instead"
    return replace(result, warnings=(*result.warnings, warning))
