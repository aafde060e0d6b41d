"""Voices from outside, against a local server that speaks their protocols and misbehaves in turn."""

import base64
import io
import wave
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree

import numpy as np
import pytest
from pydantic import SecretStr

from videoagent_agent_voice.adapters.azure import AzureVoice, locale
from videoagent_agent_voice.adapters.elevenlabs import ElevenLabsVoice
from videoagent_agent_voice.adapters.hosted import HostedVoice
from videoagent_agent_voice.adapters.openai_speech import OpenAiVoice
from videoagent_agent_voice.domain import SpeechJob, Utterance
from videoagent_agent_voice.estimated import estimated_marks
from videoagent_agent_voice.pauses import Speaking
from videoagent_agent_voice.service import VoiceAgent
from videoagent_agent_voice.settings import AzureVoiceSettings, ElevenLabsSettings, OpenAiVoiceSettings
from videoagent_agent_voice.text.words import shown_words
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.enums import StepKind
from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_contracts.film import VoiceRequest, Word
from videoagent_media import audio
from videoagent_models.chain import Providers
from videoagent_models.providers import Registered
from videoagent_models.speaking import speaking_time
from videoagent_models.testing import FakeChatServer, Here, Reply, fake_chat_server, problem
from videoagent_models.transcription import OpenAiTranscriber, TranscriptionSettings
from videoagent_runtime.agent import AgentContext

KEY = "key-never-to-be-seen"
TEXT = "Bees fly far, and honey is sweet."
RATE = 24_000


def spoken(seconds: float = 2.0, before: float = 0.5) -> bytes:
    """A WAV file with a hum between silences."""
    time = np.arange(round(seconds * RATE)) / RATE
    hum = 0.3 * np.sin(2 * np.pi * 180 * time) * (0.6 + 0.4 * np.sin(2 * np.pi * 4 * time))
    silence = np.zeros(round(before * RATE))
    samples = np.concatenate((silence, hum, silence))
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((samples * 32767).astype("<i2").tobytes())
    return buffer.getvalue()


class Stored(Here):
    """A workplace with an object store that forgets."""

    def __init__(self, workdir: Path) -> None:
        super().__init__(workdir=workdir)

    async def store(self, path: Path, content_type: str) -> ArtifactRef:
        size = path.stat().st_size
        return ArtifactRef(bucket="b", key=path.name, sha256="0" * 64, size=size, content_type=content_type)


SOUND = Reply(spoken(), headers={"content-type": "audio/wav"})


def openai(server: FakeChatServer, **changes: Any) -> OpenAiVoice:
    values: dict[str, Any] = {
        "base_url": server.base_url,
        "model": "speaker",
        "api_key": KEY,
        "usd_per_million_characters": 15.0,
        "max_answer_bytes": 300_000,
    }
    return OpenAiVoice(OpenAiVoiceSettings(**{**values, **changes}))


def elevenlabs(server: FakeChatServer, **changes: Any) -> ElevenLabsVoice:
    return ElevenLabsVoice(
        ElevenLabsSettings(
            base_url=server.url,
            api_key=SecretStr(KEY),
            voice="id1",
            usd_per_million_characters=100,
            max_answer_bytes=600_000,
            **changes,
        )
    )


def azure(server: FakeChatServer, **changes: Any) -> AzureVoice:
    return AzureVoice(
        AzureVoiceSettings(base_url=server.url, api_key=SecretStr(KEY), max_answer_bytes=300_000, **changes)
    )


async def speak(
    provider: HostedVoice, folder: Path, text: str = TEXT, voice: str | None = None, speed: float = 1.25
) -> Utterance:
    job = SpeechJob(text, "en", voice, speed, 1)
    try:
        utterance = await provider.speak(job, folder / "speech.flac", cast(AgentContext, Here()))
    finally:
        await provider.close()
    assert utterance is not None
    return utterance


def check_words(utterance: Utterance, text: str = TEXT) -> None:
    assert " ".join(word.text for word in utterance.words) == text
    times = [time for word in utterance.words for time in (word.start, word.end)]
    assert times == sorted(times)
    assert times[-1] <= utterance.duration


async def test_a_voice_is_trimmed_levelled_and_its_words_are_timed(tmp_path: Path) -> None:
    with fake_chat_server(SOUND) as server:
        made = await speak(openai(server), tmp_path, voice="nova")
    assert 1.95 < made.duration < 2.2
    assert -21 < audio.integrated_loudness(audio.read(made.path, channels=1)) < -17
    check_words(made)
    assert made.voice == "nova"
    assert made.cost_usd == pytest.approx(len(TEXT) * 15e-6)
    asked = server.requests[0]
    assert (asked["model"], asked["voice"], asked["input"], asked["speed"]) == ("speaker", "nova", TEXT, 1.25)
    assert server.keys == [f"Bearer {KEY}"]


async def test_a_transcription_times_the_words_it_understood(tmp_path: Path) -> None:
    words = [("Bees", 0.6, 0.8), ("fly", 0.8, 1.0), ("afar", 1.0, 1.3), ("honey", 2.0, 2.2)]
    heard = [{"word": word, "start": start, "end": end} for word, start, end in words]
    with fake_chat_server(files={"/v1/audio/speech": SOUND}) as server:
        server.files["/v1/audio/transcriptions"] = Reply({"text": "…", "duration": 3.0, "words": heard})
        provider = openai(server, transcription_model="listener", transcription_usd_per_minute=0.006)
        made = await speak(provider, tmp_path)
    check_words(made)
    starts = {word.text: word.start for word in made.words}
    lead = 0.5 - 0.03
    assert starts["Bees"] == pytest.approx(0.6 - lead, abs=0.02)
    assert starts["honey"] == pytest.approx(2.0 - lead, abs=0.02)
    assert starts["fly"] < starts["far,"] < starts["and"] < starts["honey"]
    assert made.cost_usd == pytest.approx(len(TEXT) * 15e-6 + 0.0003)


async def test_a_transcription_that_fails_does_not_cost_the_voice(tmp_path: Path) -> None:
    for reply in (problem(500), Reply("<html>")):
        with fake_chat_server(files={"/v1/audio/speech": SOUND, "/v1/audio/transcriptions": reply}) as server:
            check_words(await speak(openai(server, transcription_model="listener"), tmp_path))


@pytest.mark.parametrize("own", [True, False])
async def test_a_transcription_that_keeps_failing_rests_and_the_voice_does_not(own: bool, tmp_path: Path) -> None:
    """Its failures are no news of the voice: that speaks on, and its words are timed without asking again."""
    with fake_chat_server(problem(500), files={"/v1/audio/speech": SOUND}) as server:
        where: dict[str, Any] = {"base_url": server.base_url, "breaker_failures": 2}
        common = OpenAiTranscriber(TranscriptionSettings(model="listener", **where))
        listener = "listener" if own else None
        voice = OpenAiVoice(OpenAiVoiceSettings(model="speaker", transcription_model=listener, **where), common)
        agent = VoiceAgent({"openai": Registered("openai", voice.check(), voice)}, ("openai",))
        for _ in range(3):
            made = await agent.run(VoiceRequest(text=TEXT, language="en"), cast(AgentContext, Stored(tmp_path)))
            assert len(made.words) == len(TEXT.split())
        assert server.paths == ["/v1/audio/transcriptions"] * 2
        name = "openai transcription" if own else "transcription"
        assert agent.providers.health.resting_until(name) is not None
        assert agent.providers.health.resting_until("openai") is None
        await voice.close()
        await common.close()


Make = Callable[..., HostedVoice]


@pytest.mark.parametrize("make", [openai, elevenlabs, azure])
@pytest.mark.parametrize(
    ("reply", "code", "retryable", "wait"),
    [
        (problem(429, KEY, headers={"retry-after": "7"}), ErrorCode.PROVIDER_RATE_LIMITED, True, 7),
        (problem(500, KEY), ErrorCode.PROVIDER_UNAVAILABLE, True, None),
        (problem(401, KEY), ErrorCode.PROVIDER_UNAVAILABLE, False, None),
        (problem(400, f"{KEY}: text not allowed"), ErrorCode.PROVIDER_UNAVAILABLE, False, None),
        (problem(422, KEY), ErrorCode.PROVIDER_UNAVAILABLE, False, None),
        (Reply("<html>"), ErrorCode.PROVIDER_INVALID_OUTPUT, True, None),
        (Reply(b""), ErrorCode.PROVIDER_INVALID_OUTPUT, True, None),
        (Reply(spoken()[:20]), ErrorCode.PROVIDER_INVALID_OUTPUT, True, None),
        (Reply(b"\x00" * 4096, endless=True), ErrorCode.PROVIDER_INVALID_OUTPUT, True, None),
    ],
)
async def test_whatever_goes_wrong_is_told_in_our_terms_and_without_the_key(
    make: Make, reply: Reply, code: ErrorCode, retryable: bool, wait: float | None, tmp_path: Path
) -> None:
    with fake_chat_server(reply) as server:
        with pytest.raises(ModelProviderException) as failed:
            await speak(make(server), tmp_path)
        error = failed.value
        assert (error.code, error.retryable, error.retry_after_s) == (code, retryable, wait)
        assert KEY not in error.detail


async def test_elevenlabs_tells_when_each_character_is_spoken(tmp_path: Path) -> None:
    starts = [0.5 + 0.05 * index for index in range(len(TEXT))]
    alignment = {
        "characters": list(TEXT),
        "character_start_times_seconds": starts,
        "character_end_times_seconds": [start + 0.05 for start in starts],
    }
    answer = {"audio_base64": base64.b64encode(spoken()).decode(), "alignment": alignment}
    with fake_chat_server(Reply(answer)) as server:
        made = await speak(elevenlabs(server), tmp_path)
        assert server.paths == ["/v1/text-to-speech/id1/with-timestamps?output_format=mp3_44100_128"]
        assert server.headers[0]["xi-api-key"] == KEY
        assert server.requests[0]["voice_settings"] == {"speed": 1.2}
    check_words(made)
    rest = 1.25 / 1.2
    assert made.duration == pytest.approx(2.06 / rest, abs=0.05), "what the service does not do is stretched"
    assert made.words[1].start == pytest.approx((TEXT.index("fly") * 0.05 + 0.03) / rest, abs=0.02)
    assert made.cost_usd == pytest.approx(len(TEXT) * 1e-4)


async def test_elevenlabs_tells_a_quota_from_a_wrong_key(tmp_path: Path) -> None:
    used_up = Reply({"detail": {"status": "quota_exceeded", "message": f"0 credits are left of {KEY}"}}, 401)
    with fake_chat_server(used_up) as server:  # noqa: SIM117
        with pytest.raises(ModelProviderException, match=r"HTTP 401.*: 0 credits are left of …$") as failed:
            await speak(elevenlabs(server), tmp_path)
    assert not failed.value.retryable


async def test_elevenlabs_with_other_characters_than_the_texts_is_timed_by_estimate(tmp_path: Path) -> None:
    alignment = {
        "characters": ["x"],
        "character_start_times_seconds": [0.0],
        "character_end_times_seconds": [0.1],
    }
    answer = {"audio_base64": base64.b64encode(spoken()).decode(), "alignment": alignment}
    with fake_chat_server(Reply(answer)) as server:
        check_words(await speak(elevenlabs(server), tmp_path))


async def test_azure_gets_the_text_as_text(tmp_path: Path) -> None:
    text = "Bees </prosody> & <break/> \x07fly"
    with fake_chat_server(SOUND) as server:
        await speak(azure(server), tmp_path, text)
        assert server.paths == ["/cognitiveservices/v1"]
        assert server.headers[0]["ocp-apim-subscription-key"] == KEY
        root = ElementTree.fromstring(server.requests[0]["raw"])
    assert "".join(root.itertext()) == text.replace("\x07", "")
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en-US"
    assert root[0][0].get("rate") == "1.25"
    assert [element.tag.rpartition("}")[2] for element in root.iter()] == ["speak", "voice", "prosody"]


@pytest.mark.parametrize(
    ("changes", "asked", "tempo"),
    [
        ({"model": "speaker"}, 2.0, 1.0),
        ({"model": "gpt-4o-mini-tts"}, None, 2.0),
        ({"model": "gpt-4o-mini-tts-2025-12-15"}, None, 2.0),
        ({"model": "speaker", "speeds": (0.8, 1.25)}, 1.25, 1.6),
    ],
)
async def test_a_speed_that_the_model_does_not_have_is_stretched(
    changes: dict[str, Any], asked: float | None, tempo: float, tmp_path: Path
) -> None:
    words = [("Bees", 0.6, 0.8), ("fly", 0.8, 1.0), ("far", 1.0, 1.3), ("honey", 2.0, 2.2)]
    heard = [{"word": word, "start": start, "end": end} for word, start, end in words]
    with fake_chat_server(
        files={"/v1/audio/transcriptions": Reply({"text": "…", "duration": 3, "words": heard})}
    ) as server:
        server.answer_with(SOUND)
        made = await speak(openai(server, transcription_model="listener", **changes), tmp_path, speed=2.0)
        assert server.requests[0].get("speed") == asked
    check_words(made)
    assert made.duration == pytest.approx(2.06 / tempo, abs=0.06)
    starts = {word.text: word.start for word in made.words}
    assert starts["honey"] == pytest.approx((2.0 - 0.47) / tempo, abs=0.03)


async def test_a_model_of_elevenlabs_without_speeds_is_stretched(tmp_path: Path) -> None:
    with fake_chat_server(Reply({"audio_base64": base64.b64encode(spoken()).decode()})) as server:
        made = await speak(elevenlabs(server, model="eleven_v3"), tmp_path, speed=0.5)
        assert "voice_settings" not in server.requests[0], "the account's own are kept"
    assert made.duration == pytest.approx(2 * 2.06, abs=0.1)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "en-US"),
        ("de", "de-DE"),
        ("pt-BR", "pt-BR"),
        ("zh-Hans", "zh-CN"),
        ("zh-Hant-TW", "zh-TW"),
        ("JA", "ja-JP"),
    ],
)
def test_azure_is_told_a_language_with_its_region(language: str, told: str) -> None:
    assert locale(language) == told


@pytest.mark.parametrize("make", [openai, elevenlabs, azure])
async def test_in_the_chain_a_slow_voice_is_left(make: Make, tmp_path: Path) -> None:
    with fake_chat_server(Reply("", delay_s=60)) as server:
        provider = make(server, timeout=timedelta(milliseconds=100))
        providers = Providers(
            StepKind.VOICE, {provider.name: Registered(provider.name, provider.check(), provider)}, (provider.name,)
        )
        job = SpeechJob(TEXT, "en", None, 1.0, 1)
        workplace: Any = Here(workdir=tmp_path)
        with pytest.raises(ModelProviderException) as failed:
            await providers.work(
                workplace, job, lambda each: each.speak(job, tmp_path / "s.flac", workplace), requested=None
            )
        await provider.close()
        assert (failed.value.code, failed.value.retryable) == (ErrorCode.PROVIDER_TIMEOUT, True)


async def test_a_refused_text_is_not_tried_again(tmp_path: Path) -> None:
    with fake_chat_server(problem(400, code="content_policy_violation")) as server:
        with pytest.raises(ModelProviderException) as failed:
            await speak(openai(server), tmp_path)
        assert (failed.value.code, failed.value.retryable) == (ErrorCode.PROVIDER_REFUSED, False)


async def test_silence_is_nothing_said_and_a_long_text_is_not_sent(tmp_path: Path) -> None:
    silent = Reply(spoken(seconds=0.0), headers={"content-type": "audio/wav"})
    with fake_chat_server(silent) as server:
        job = SpeechJob(TEXT, "en", None, 1.0, 1)
        context = cast(AgentContext, Here())
        assert await openai(server).speak(job, tmp_path / "speech.flac", context) is None
        with pytest.raises(ModelProviderException, match="longer"):
            await speak(openai(server, max_characters=10), tmp_path)
        assert len(server.requests) == 1


def test_it_says_what_it_costs_which_voices_it_has_and_what_is_missing() -> None:
    bare = OpenAiVoice(OpenAiVoiceSettings(usd_per_million_characters=15, timeout=timedelta(seconds=9)))
    assert not bare.check().available
    assert bare.estimate(SpeechJob("x" * 1000, "en", None, 1.0, 1)) == pytest.approx(0.015)
    listened_to = OpenAiVoice(OpenAiVoiceSettings(transcription_model="listener", transcription_usd_per_minute=6))
    assert listened_to.estimate(SpeechJob(TEXT, "en", None, 1.0, 1)) > 0.1 * speaking_time(TEXT, "en")
    assert [(price.unit, price.usd, price.per) for price in bare.check().prices] == [("character", 15, 1_000_000)]
    assert [(price.unit, price.usd, price.per) for price in listened_to.check().prices] == [("minute", 6, 1)]
    unhurried = listened_to.estimate(SpeechJob(TEXT, "en", None, 1.0, 1))
    for model, share in (("speaker", 0.9), ("gpt-4o-mini-tts", 1.0)):
        priced = OpenAiVoiceSettings(model=model, transcription_model="listener", transcription_usd_per_minute=6)
        hurried = OpenAiVoice(priced).estimate(SpeechJob(TEXT, "en", None, 2.0, 1))
        assert hurried <= share * unhurried, "what is listened to is the sound before it is stretched"
        assert (hurried == unhurried) is (share == 1.0)
    assert {voice.language for voice in bare.voices()} == {"mul"}
    assert bare.limits.timeout == timedelta(seconds=9)
    assert bare.limits.patience > timedelta(minutes=1), "a short rest is waited for, and the film keeps its voice"


def test_estimated_words_fill_the_sound_and_long_words_take_longer() -> None:
    text = "I photographed hippopotamuses, slowly."
    marks = estimated_marks(text, shown_words(text), "en", Speaking((0.0,), (4.0,)))
    assert marks[0].start == pytest.approx(0, abs=1e-3)
    assert marks[-1].end == pytest.approx(4.0)
    lengths = [mark.end - mark.start for mark in marks]
    assert lengths[0] < lengths[1] < lengths[2]


MISHEARD = (Word(text="12", start=2.9, end=9.0), Word(text="34", start=0.1, end=0.2))


@pytest.mark.parametrize("text", ["🐝 🎉", "…", "12 34", "東京は大きい。"])
def test_any_text_gets_rising_times(text: str) -> None:
    marks = estimated_marks(text, shown_words(text), "en", Speaking((0.0, 2.0), (1.5, 3.0)), MISHEARD)
    times = [time for mark in marks for time in (mark.start, mark.end)]
    assert times == sorted(times)
    assert times[-1] <= 3.0 + 1e-9
