"""A budget end to end: the registry as a process, and an agent of pictures whose provider wants money."""

import asyncio
import uuid
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import pytest

from videoagent_contracts.enums import StepKind, TaskStatus
from videoagent_contracts.film import ImageRequest, Picture
from videoagent_contracts.steps import AgentAnnounced, ProviderInfo, RunImage
from videoagent_models.chain import Providers
from videoagent_models.limits import CallLimits
from videoagent_models.providers import Registered
from videoagent_registry.testing import sample_artifact
from videoagent_runtime.agent import AgentContext

pytestmark = [pytest.mark.stack, pytest.mark.timeout(180)]
PRICE = 0.04


class Hosted:
    """Takes its price for each picture, and a moment, so that pictures are in the making side by side."""

    name = "hosted"
    limits = CallLimits()

    def __init__(self) -> None:
        self.sold: Counter[str] = Counter()

    def check(self) -> ProviderInfo:
        return ProviderInfo(name=self.name, available=True)

    def estimate(self, request: ImageRequest) -> float:
        del request
        return PRICE

    async def draw(self, request: ImageRequest, context: AgentContext) -> Picture:
        self.sold[context.task_id] += 1
        await asyncio.sleep(0.2)
        return picture(request, context, self.name, PRICE)


class Builtin:
    name = "builtin"

    def check(self) -> ProviderInfo:
        return ProviderInfo(name=self.name, available=True)

    async def draw(self, request: ImageRequest, context: AgentContext) -> Picture:
        return picture(request, context, self.name, 0.0)


def picture(request: ImageRequest, context: AgentContext, provider: str, cost_usd: float) -> Picture:
    ref = sample_artifact(context.task_id, context.step_id, "jpg", "image/jpeg")
    return Picture(picture=ref, width=request.width, height=request.height, provider=provider, cost_usd=cost_usd)


class Painters:
    """The agent: its ``run`` as every agent's, on the chain of providers."""

    def __init__(self) -> None:
        self.hosted = Hosted()
        both: list[Hosted | Builtin] = [self.hosted, Builtin()]
        found: dict[str, Registered[Hosted | Builtin]] = {
            each.name: Registered(each.name, each.check(), each) for each in both
        }
        self.providers: Providers[Hosted | Builtin] = Providers(StepKind.IMAGE, found, list(found))

    async def run(self, request: ImageRequest, context: AgentContext) -> Picture:
        done = await self.providers.work(
            context, request, lambda provider: provider.draw(request, context), requested=context.provider
        )
        return done.result.model_copy(update={"substitutions": done.substitutions})

    def announcement(self) -> AgentAnnounced:
        return AgentAnnounced(kind=StepKind.IMAGE, providers=self.providers.infos())


@pytest.fixture
async def painters(system: Any) -> AsyncIterator[Painters]:
    agent = Painters()
    async with system.pictures_by(agent.run, agent.announcement, agent.providers.health):
        yield agent


@pytest.mark.option("budget")
async def test_pictures_side_by_side_never_overspend_the_budget_and_the_rest_is_told(
    system: Any, painters: Painters
) -> None:
    """Ten pictures at 0.04 USD want 0.40; three are paid of 0.13, by the agent's order as by the user's wish."""
    await system.start_registry()
    tasks = [str(uuid.uuid4()) for _ in range(2)]
    wishes: list[dict[str, Any]] = [{}, {"providers": {"image": "hosted"}}]
    for name, wish in zip(tasks, wishes, strict=True):
        await system.create(name, shots=10, budget=0.13, **wish)
    for name in tasks:
        state = await system.until_status(name, TaskStatus.COMPLETED, 120)
        made = [step.provider for step in state.steps.values() if step.kind is StepKind.IMAGE]
        assert (made.count("hosted"), made.count("builtin")) == (3, 7)
        assert state.cost_usd == pytest.approx(3 * PRICE)
        assert len(state.degraded) == 7
        assert all(e.used == "builtin" and "budget_exceeded" in e.reason for e in state.degraded)
        asked = [e.payload for e in system.requests if e.task_id == name and isinstance(e.payload, RunImage)]
        assert {each.reserved_usd for each in asked} == {0.0, PRICE}
        assert painters.hosted.sold[name] == 3
