"""Which provider speaks and what is answered, with providers that only pretend."""

from pathlib import Path
from typing import Any, cast

import pytest

from videoagent_agent_voice.domain import SpeechJob, Utterance
from videoagent_agent_voice.ports import SpeechModel
from videoagent_agent_voice.service import VoiceAgent
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.errors import AgentExecutionException, ErrorCode, ModelProviderException
from videoagent_contracts.film import Speech, VoiceRequest, Word
from videoagent_contracts.steps import ProviderInfo, VoiceInfo
from videoagent_models.providers import Registered, register
from videoagent_models.testing import Here
from videoagent_runtime.agent import AgentContext


class PretendedVoice:
    def __init__(self, name: str, language: str, voices: tuple[str, ...], *, mute: bool = False) -> None:
        self.name = name
        self._language = language
        self._voices = voices
        self._mute = mute
        self.jobs: list[SpeechJob] = []

    def check(self) -> ProviderInfo:
        return ProviderInfo(name=self.name, available=True)

    def voices(self) -> tuple[VoiceInfo, ...]:
        return tuple(VoiceInfo(name=voice, language=self._language, provider=self.name) for voice in self._voices)

    def speaks(self, language: str) -> bool:
        return self._language in ("*", language)

    async def speak(self, job: SpeechJob, path: Path, context: AgentContext) -> Utterance | None:
        self.jobs.append(job)
        if self._mute:
            return None
        path.write_bytes(b"sound")
        words = (Word(text=job.text, start=0, end=1),)
        return Utterance(path, 1.0, words, job.voice or self._voices[0], job.language, ("a warning of the voice",))


def context(folder: Path, provider: str | None = None) -> AgentContext:
    async def store(path: Path, content_type: str) -> ArtifactRef:
        return ArtifactRef(
            bucket="b", key=path.name, sha256="0" * 64, size=path.stat().st_size, content_type=content_type
        )

    here = Here(provider)
    here.__dict__.update(workdir=folder, store=store)
    return cast(AgentContext, here)


def agent(*voices: PretendedVoice) -> VoiceAgent:
    def registered(voice: PretendedVoice) -> Registered[SpeechModel]:
        return register(voice.name, lambda: voice)

    return VoiceAgent({voice.name: registered(voice) for voice in voices}, [voice.name for voice in voices])


ENGLISH = PretendedVoice("neural", "en", ("heart",))
ANY = PretendedVoice("formant", "*", ("de", "ru"))


async def speak(tmp_path: Path, *voices: PretendedVoice, provider: str | None = None, **request: Any) -> Speech:
    asked = VoiceRequest(**{"text": "Bees fly.", "language": "en"} | request)
    return await agent(*(voices or (ENGLISH, ANY))).run(asked, context(tmp_path, provider))


async def test_the_first_provider_that_speaks_the_language_is_taken(tmp_path: Path) -> None:
    assert (await speak(tmp_path)).provider == "neural"
    assert (await speak(tmp_path, text="Bienen", language="de")).provider == "formant"


async def test_a_text_in_other_letters_goes_to_who_can_read_them_and_that_is_told(tmp_path: Path) -> None:
    speech = await speak(tmp_path, text="Пчёлы летят")
    assert speech.provider == "formant"
    assert "'ru'" in speech.warnings[0]


async def test_a_named_voice_decides_the_provider_whatever_its_case(tmp_path: Path) -> None:
    speech = await speak(tmp_path, voice="DE")
    assert (speech.provider, speech.voice) == ("formant", "de")


async def test_a_voice_of_another_language_is_used_with_a_warning(tmp_path: Path) -> None:
    speech = await speak(tmp_path, text="Bienen", language="de", voice="heart")
    assert speech.provider == "neural"
    assert "made for 'en'" in speech.warnings[0]


@pytest.mark.parametrize(("provider", "voice"), [(None, "hart"), ("neural", "ru")])
async def test_an_unknown_voice_is_refused_for_good_with_a_hint(
    tmp_path: Path, provider: str | None, voice: str
) -> None:
    with pytest.raises(AgentExecutionException, match="heart") as caught:
        await speak(tmp_path, voice=voice, provider=provider)
    assert caught.value.code is ErrorCode.VALIDATION
    assert not caught.value.retryable


async def test_an_unknown_provider_is_refused_for_good(tmp_path: Path) -> None:
    with pytest.raises(ModelProviderException) as caught:
        await speak(tmp_path, provider="nobody")
    assert caught.value.code is ErrorCode.PROVIDER_UNKNOWN


async def test_builtin_means_the_usual_choice(tmp_path: Path) -> None:
    assert (await speak(tmp_path, provider="builtin")).provider == "neural"


async def test_who_can_say_nothing_is_replaced_and_that_is_told(tmp_path: Path) -> None:
    speech = await speak(tmp_path, PretendedVoice("mute", "en", ("m",), mute=True), ANY, voice="m")
    assert speech.provider == "formant"
    assert any("mute can say nothing" in warning for warning in speech.warnings)
    assert ANY.jobs[-1].voice is None


async def test_when_nobody_can_say_it_there_is_silence_with_a_warning(tmp_path: Path) -> None:
    mute = PretendedVoice("mute", "en", ("m",), mute=True)
    speech = await speak(tmp_path, mute, text="🐝 🎉")
    assert [word.text for word in speech.words] == ["🐝", "🎉"]
    assert speech.duration > 0.5
    assert any("silent" in warning for warning in speech.warnings)


def test_it_announces_all_voices_and_the_default_provider() -> None:
    announced = agent(ENGLISH, ANY).announcement()
    assert [voice.name for voice in announced.voices] == ["heart", "de", "ru"]
    assert [(info.name, info.is_default) for info in announced.providers] == [("neural", True), ("formant", False)]
