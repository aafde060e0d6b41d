"""Transcription over the OpenAI-compatible protocol, against a local server that misbehaves in turn."""

from datetime import timedelta
from typing import Any

import pytest

from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_models.testing import FakeChatServer, Reply, fake_chat_server, problem
from videoagent_models.transcription import OpenAiTranscriber, TranscriptionSettings, load_transcriber

KEY = "key-never-to-be-seen"
WORDS = [("Bees", 0.1, 0.3), ("fly", 0.3, 0.5), ("back", 0.2, 0.4), ("far", 0.6, 0.9)]
HEARD = {
    "text": " Bees fly far. ",
    "language": "english",
    "duration": 60.0,
    "words": [{"word": word, "start": start, "end": end} for word, start, end in WORDS],
}


def transcriber(server: FakeChatServer, **changes: Any) -> OpenAiTranscriber:
    values = {"base_url": server.base_url, "model": "listener", "api_key": KEY, "usd_per_minute": 0.006}
    return OpenAiTranscriber(TranscriptionSettings.model_validate(values | changes))


async def test_words_come_with_their_times_and_those_that_go_back_are_left_out() -> None:
    with fake_chat_server(Reply(HEARD)) as server:
        made = await transcriber(server).transcribe(b"sound", "speech.wav", 30)
        form = server.requests[0]["raw"]
    assert (made.text, made.language) == ("Bees fly far.", "english")
    assert [(word.text, word.start) for word in made.words] == [("Bees", 0.1), ("fly", 0.3), ("far", 0.6)]
    assert made.cost_usd == pytest.approx(0.003)
    assert all(part in form for part in (b'filename="speech.wav"', b"verbose_json", b"listener", b"word", b"sound"))


async def test_a_length_that_is_not_known_is_the_servers() -> None:
    with fake_chat_server(Reply(HEARD)) as server:
        assert (await transcriber(server).transcribe(b"sound", "a.wav")).cost_usd == pytest.approx(0.006)


@pytest.mark.parametrize(
    ("reply", "code", "retryable", "wait"),
    [
        (problem(429, KEY, headers={"retry-after": "7"}), ErrorCode.PROVIDER_RATE_LIMITED, True, 7),
        (problem(500, KEY), ErrorCode.PROVIDER_UNAVAILABLE, True, None),
        (problem(401, KEY), ErrorCode.PROVIDER_UNAVAILABLE, False, None),
        (problem(400, KEY, code="content_policy_violation"), ErrorCode.PROVIDER_REFUSED, False, None),
        (Reply("<html>"), ErrorCode.PROVIDER_INVALID_OUTPUT, True, None),
        (Reply({"words": [{"word": 3}]}), ErrorCode.PROVIDER_INVALID_OUTPUT, True, None),
        (Reply(b"\x00" * 65_536, endless=True), ErrorCode.PROVIDER_INVALID_OUTPUT, True, None),
        (Reply(HEARD, delay_s=5), ErrorCode.PROVIDER_TIMEOUT, True, None),
    ],
    ids=["429", "500", "401", "refusal", "garbage", "wrong shape", "endless", "slow"],
)
async def test_whatever_goes_wrong_is_told_in_our_terms_and_without_the_key(
    reply: Reply, code: ErrorCode, retryable: bool, wait: float | None
) -> None:
    with fake_chat_server(reply) as server:
        slow = timedelta(seconds=0.3 if reply.delay_s else 30)
        with pytest.raises(ModelProviderException) as failed:
            await transcriber(server, timeout=slow).transcribe(b"sound", "speech.wav", 3)
    error = failed.value
    assert (error.code, error.retryable, error.retry_after_s) == (code, retryable, wait)
    assert KEY not in error.detail


def test_without_an_address_and_a_model_there_is_none() -> None:
    assert load_transcriber(TranscriptionSettings(model="whisper-1")) is None
    settings = TranscriptionSettings(base_url="http://127.0.0.1:1/v1", model="whisper-1", usd_per_minute=3)
    made = load_transcriber(settings)
    assert made is not None
    assert made.estimate(30) == 1.5
