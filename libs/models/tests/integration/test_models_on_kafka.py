"""Replicas of an agent on the real servers: they share breakers, and a cancel reaches a call of a provider."""

import asyncio
import time
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest

from videoagent_contracts.enums import StepKind
from videoagent_contracts.envelope import Envelope, utc_now
from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_contracts.film import Look, StyleRequest
from videoagent_contracts.ids import uuid7
from videoagent_contracts.steps import CancelSteps, ProviderInfo, RunStyle
from videoagent_contracts.topics import REGISTRY, STEP_CANCELLATIONS, STEP_REQUESTS
from videoagent_models.breaker import BreakerPolicy, BreakerState
from videoagent_models.health import ProviderHealth
from videoagent_models.openai_text import OpenAiTextModel
from videoagent_models.providers import Registered
from videoagent_models.text import TextModel, TextModelSettings
from videoagent_models.text_models import OnModel, word_providers
from videoagent_models.word_agent import WordAgent
from videoagent_models.workplace import Workplace
from videoagent_runtime.agent.entry import agent_running
from videoagent_runtime.agent.provider_health import share_health
from videoagent_runtime.service import Runtime
from videoagent_runtime.settings import AgentSettings, load_settings

pytestmark = pytest.mark.stack
POLICY = BreakerPolicy(failures=2, rest=timedelta(minutes=5))


@pytest.fixture(scope="module", name="settings")
def isolated_settings(servers: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AgentSettings]:
    """Settings of a system of this module's own on the shared servers."""
    prefix = f"models{uuid.uuid4().hex[:8]}"
    values = {
        **servers.env(),
        "VIDEOAGENT_KAFKA__PREFIX": f"{prefix}.",
        "VIDEOAGENT_MONGO__DATABASE_PREFIX": f"{prefix}_",
        "VIDEOAGENT_OBJECT_STORE__BUCKET": f"{prefix}-media",
        "VIDEOAGENT_WORK_DIR": str(tmp_path_factory.mktemp("work")),
        "VIDEOAGENT_GRACE": "1",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in values.items():
            patch.setenv(name, value)
        yield load_settings(AgentSettings)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not condition():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.02)


@asynccontextmanager
async def replica(settings: AgentSettings, announced: list[str] | None = None) -> AsyncIterator[ProviderHealth]:
    health = ProviderHealth(StepKind.IMAGE, {"hosted": POLICY})

    async def announce() -> None:
        if announced is not None:
            announced.append(str(health.resting_until("hosted")))

    @asynccontextmanager
    async def build(runtime: Runtime) -> AsyncIterator[None]:
        share_health(runtime, StepKind.IMAGE, health, announce)
        yield

    async with Runtime("agent-image", settings).running(build):
        yield health


async def test_a_breaker_is_shared_also_with_a_replica_that_starts_later(settings: AgentSettings) -> None:
    error = ModelProviderException("no", provider="hosted", code=ErrorCode.PROVIDER_UNAVAILABLE, retryable=True)
    async with AsyncExitStack() as stack:
        announced: list[str] = []
        a, b = [await stack.enter_async_context(replica(settings, announced)) for _ in range(2)]
        a.failed("hosted", error)
        b.failed("hosted", error)
        await until(lambda: all(each.state("hosted") is BreakerState.OPEN for each in (a, b)))
        await until(lambda: len(announced) == 2)
        assert "None" not in announced
        late = await stack.enter_async_context(replica(settings))
        await until(lambda: late.state("hosted") is BreakerState.OPEN)


class NoStylist:
    name = "builtin"

    def check(self) -> ProviderInfo:
        return ProviderInfo(name=self.name, available=True)

    async def choose(self, request: StyleRequest, context: Workplace) -> Look:
        raise AssertionError("is not asked")


class OnlyAsks(OnModel):
    async def choose(self, request: StyleRequest, context: Workplace) -> Look:
        return (await self._model.complete("s", request.topic, Look)).value


class Agent(WordAgent[NoStylist | OnlyAsks, StyleRequest, Look]):
    kind = StepKind.STYLE
    knowledge = ""

    async def ask(self, provider: NoStylist | OnlyAsks, request: StyleRequest, context: Workplace) -> Look:
        return await provider.choose(request, context)


def agent(port: int) -> Agent:
    model = OpenAiTextModel(TextModelSettings(base_url=f"http://127.0.0.1:{port}/v1", model="slow"))
    models: dict[str, Registered[TextModel]] = {"openai": Registered("openai", model.check(), model)}
    found: dict[str, Registered[NoStylist | OnlyAsks]] = word_providers(NoStylist(), models, OnlyAsks)
    return Agent(found)


async def test_a_cancel_hangs_up_on_the_provider(
    settings: AgentSettings, record_property: Callable[[str, object], None]
) -> None:
    asked, hung_up = asyncio.Event(), asyncio.Event()

    async def never_answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        asked.set()
        while await reader.read(65_536):
            pass
        hung_up.set()
        writer.close()

    server = await asyncio.start_server(never_answer, "127.0.0.1", 0)
    slow = agent(server.sockets[0].getsockname()[1])

    def build(runtime: Runtime) -> AbstractAsyncContextManager[None]:
        return agent_running(runtime, StepKind.STYLE, slow.run, settings, slow.announcement, slow.providers.health)

    command = RunStyle(
        deadline=utc_now() + timedelta(minutes=5), user_id="user", budget_usd=1.0, input=StyleRequest(topic="Bees")
    )
    request = Envelope.of(command, task_id=uuid7(), step_id="style", attempt=1, producer=REGISTRY)
    runtime = Runtime("agent-style", settings)
    async with server, runtime.running(build), asyncio.timeout(60):
        await runtime.publish(STEP_REQUESTS[StepKind.STYLE], request)
        await asked.wait()
        cancel = Envelope.of(CancelSteps(), task_id=request.task_id, producer=REGISTRY)
        began = time.monotonic()
        await runtime.publish(STEP_CANCELLATIONS, cancel)
        await hung_up.wait()
        record_property("seconds from cancel to hang-up", round(time.monotonic() - began, 3))
