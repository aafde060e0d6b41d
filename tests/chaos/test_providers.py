"""Servers of models misbehave in every way they can: tasks end as films, made by the built-in providers."""

import base64
import io
import wave
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

import pytest
import pytest_asyncio
from tests.chaos.world.idle_agents import KINDS
from tests.chaos.world.verdict import judge
from tests.chaos.world.world import World

from videoagent_contracts.enums import StepKind
from videoagent_models.testing import FakeChatServer, Reply, chat, fake_chat_server, problem

pytestmark = pytest.mark.chaos


def _picture(data: bytes) -> Reply:
    return Reply({"created": 1, "data": [{"b64_json": base64.b64encode(data).decode()}]})


def _sound() -> bytes:
    """Half a second of nothing much, as a WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(24_000)
        written.writeframes(b"\x00\x10" * 12_000)
    return file.getvalue()


_PNG_HEAD = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1Pe")
_EVERYWHERE = {
    "500": (problem(500, "out of order"), "provider_unavailable"),
    "time-out": (Reply({}, delay_s=90), "provider_timeout"),
    "key refused": (problem(401, "who are you?"), "provider_unavailable"),
    "endless stream": (Reply("x" * 10_000, endless=True), "provider_invalid_output"),
    "hung up in the middle": (Reply("{", headers={"content-length": "9999"}), "provider_invalid_output"),
    "no JSON at all": (Reply("<html>busy</html>"), "provider_invalid_output"),
}
_LAST = {"429 with Retry-After": (problem(429, "slow down", headers={"Retry-After": "1"}), "provider_rate_limited")}
"""What fails right after a rest that was asked for is left alone for half a minute, whatever the breaker's settings."""
_OF_A_TEXT = {
    "refusal": (chat(None, refusal="I would rather not."), "provider_refused"),
    "truncated JSON": (chat('{"title": "Wea', finish_reason="length"), "provider_invalid_output"),
    "wrong shape": (chat('{"weather": ["rain"]}'), "provider_invalid_output"),
}
_REFUSAL = {"refusal": (problem(400, "I would rather not.", code="content_policy_violation"), "provider_refused")}
_OF_A_PICTURE = _REFUSAL | {
    "truncated JSON": (Reply('{"created": 1, "data": [{"b64_json": "iVBORw0K'), "provider_invalid_output"),
    "wrong shape": (Reply({"pictures": ["rain"]}), "provider_invalid_output"),
    "no picture in it": (_picture(b"no picture"), "provider_invalid_output"),
    "a picture that breaks off": (_picture(_PNG_HEAD), "provider_invalid_output"),
    "an address inside": (Reply({"data": [{"url": "http://169.254.169.254/latest"}]}), "provider_invalid_output"),
}
_OF_A_VOICE = _REFUSAL | {
    "wrong shape": (Reply({"audio": "none"}), "provider_invalid_output"),
    "nothing": (Reply(b""), "provider_invalid_output"),
    "a sound that breaks off": (Reply(_sound()[:20]), "provider_invalid_output"),
    "noise for a sound": (Reply(bytes(range(256)) * 40), "provider_invalid_output"),
}


@dataclass(frozen=True)
class Hosted:
    """A provider that lives on a server, and what becomes of its work when that fails.

    Attributes:
        settings: Of its agent, without ``VIDEOAGENT_``; ``{url}`` is the server's.
        steps: That do without it, of a film of two shots of which the first is a title.
        other: Who does their work.
        ways: In which the server fails: its answer, and as what a step tells it.
    """

    settings: Mapping[str, str]
    steps: frozenset[str]
    other: str
    ways: Mapping[str, tuple[Reply, str]]


HOSTED = {
    StepKind.STORY: Hosted(
        {"TEXT__BASE_URL": "{url}", "TEXT__MODEL": "fake", "TEXT__TIMEOUT": "PT30S", "TEXT__BREAKER_FAILURES": "1000"},
        frozenset({"story"}),
        "builtin",
        _EVERYWHERE | _OF_A_TEXT | _LAST,
    ),
    StepKind.IMAGE: Hosted(
        {
            "IMAGE__OPENAI__BASE_URL": "{url}",
            "IMAGE__OPENAI__MODEL": "fake",
            "IMAGE__OPENAI__TIMEOUT": "PT30S",
            "IMAGE__OPENAI__MAX_ANSWER_BYTES": "1000000",
            "IMAGE__OPENAI__BREAKER_FAILURES": "1000",
        },
        frozenset({"image:1"}),
        "builtin",
        _EVERYWHERE | _OF_A_PICTURE | _LAST,
    ),
    StepKind.VOICE: Hosted(
        {
            "VOICE__OPENAI__BASE_URL": "{url}",
            "VOICE__OPENAI__MODEL": "fake",
            "VOICE__OPENAI__TIMEOUT": "PT30S",
            "VOICE__OPENAI__MAX_ANSWER_BYTES": "1000000",
            "VOICE__OPENAI__BREAKER_FAILURES": "1000",
            "VOICE__ORDER": '["openai", "espeak-ng"]',
        },
        frozenset({"voice:0", "voice:1"}),
        "espeak-ng",
        _EVERYWHERE | _OF_A_VOICE | _LAST,
    ),
}
"""The breaker would remember the ways before, and leave the server alone for minutes."""


@dataclass(frozen=True)
class Served:
    """A real agent whose provider is a server of the test's, beside agents that do nothing."""

    world: World
    kind: StepKind
    server: FakeChatServer


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def served(world: World, request: pytest.FixtureRequest) -> AsyncIterator[Served]:
    """The idle agents leave this kind of step to the real one."""
    kind = StepKind(request.param)
    await _leave_to_others(world, kind)
    with fake_chat_server(Reply("")) as server:
        settings = HOSTED[kind].settings.items()
        changes = {f"VIDEOAGENT_{name}": value.replace("{url}", server.base_url) for name, value in settings}
        world.system.add_agents(kind, **changes)
        await world.system.ready()
        yield Served(world, kind, server)
        await world.system.remove(f"agent-{kind}")
    await _leave_to_others(world)


async def _leave_to_others(world: World, *left: StepKind) -> None:
    """The first idle agent has all other kinds of steps, further ones those of shots, as when they were added."""
    for number, idle in enumerate(world.system.of("agent-idle")):
        kinds = StepKind if number == 0 else (StepKind.VOICE, StepKind.IMAGE, StepKind.VIDEO)
        await idle.restart(**{KINDS: ",".join(kind for kind in kinds if kind not in left)})
    await world.system.ready()


@pytest.mark.parametrize("way", HOSTED[StepKind.STORY].ways)
@pytest.mark.parametrize("served", [StepKind.STORY], indirect=True)
async def test_a_text_model_fails_for_ever(served: Served, way: str) -> None:
    await _films_are_made_without_it(served, way)


@pytest.mark.parametrize("way", HOSTED[StepKind.IMAGE].ways)
@pytest.mark.parametrize("served", [StepKind.IMAGE], indirect=True)
async def test_a_picture_model_fails_for_ever(served: Served, way: str) -> None:
    await _films_are_made_without_it(served, way)


@pytest.mark.parametrize("way", HOSTED[StepKind.VOICE].ways)
@pytest.mark.parametrize("served", [StepKind.VOICE], indirect=True)
async def test_a_voice_fails_for_ever(served: Served, way: str) -> None:
    await _films_are_made_without_it(served, way)


async def _films_are_made_without_it(served: Served, way: str) -> None:
    """Nobody named a provider, so the next one in line takes over, and the task says so."""
    hosted, world = HOSTED[served.kind], served.world
    reply, told = hosted.ways[way]
    served.server.answer_with(reply)
    asked = len(served.server.requests)
    ids = await world.ledger.order(2, shots=2, resolution="480p")
    await world.finish()
    assert len(served.server.requests) > asked
    for task_id in ids:
        task = await world.ledger.ended(task_id)
        assert task["status"] == "completed", task["error"]
        assert {entry["step_id"]: entry["used"] for entry in task["degraded"]} == dict.fromkeys(
            hosted.steps, hosted.other
        )
        assert all(entry["reason"].startswith(f"openai: {told}") for entry in task["degraded"]), task["degraded"]
    (await judge(world)).assert_clean()
