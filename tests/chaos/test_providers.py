"""A text model's server misbehaves in every way it can: tasks end as films, told by the built-in writer."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from tests.chaos.world.idle_agents import KINDS
from tests.chaos.world.verdict import judge
from tests.chaos.world.world import World

from videoagent_contracts.enums import StepKind
from videoagent_models.testing import Reply, chat, fake_chat_server, problem

pytestmark = pytest.mark.chaos
WAYS = {
    "time-out": Reply({}, delay_s=20),
    "429 with Retry-After": problem(429, "slow down", headers={"Retry-After": "1"}),
    "500": problem(500, "out of order"),
    "refusal": chat(None, refusal="I would rather not."),
    "truncated JSON": chat('{"title": "Wea', finish_reason="length"),
    "wrong shape": chat('{"weather": ["rain"]}'),
    "endless stream": Reply("x" * 10_000, endless=True),
    "no JSON at all": Reply("<html>busy</html>"),
}


@pytest_asyncio.fixture(loop_scope="session")
async def written(world: World) -> AsyncIterator[World]:
    """The real story agent beside the ones that do nothing, of which one has stories among its kinds."""
    others = ",".join(kind.value for kind in StepKind if kind is not StepKind.STORY)
    idle = world.system.services["agent-idle"]
    await idle.restart(**{KINDS: others})
    world.system.add_agents(StepKind.STORY)
    await world.system.ready()
    yield world
    await world.system.remove("agent-story")
    await idle.restart(**{KINDS: ",".join(StepKind)})
    await world.system.ready()


@pytest.mark.parametrize("way", WAYS)
async def test_a_provider_fails_for_ever(written: World, way: str) -> None:
    """Nobody named a provider, so the next one in line takes over, and the task says so."""
    with fake_chat_server(WAYS[way]) as server:
        await written.system.services["agent-story"].restart(
            VIDEOAGENT_TEXT__BASE_URL=server.base_url,
            VIDEOAGENT_TEXT__MODEL="fake",
            VIDEOAGENT_TEXT__TIMEOUT="PT2S",
            # The breaker remembers the ways before this one, and would leave the server alone for minutes.
            VIDEOAGENT_TEXT__BREAKER_FAILURES="1000",
        )
        await written.system.ready("agent-story")
        ids = await written.ledger.order(3)
        await written.finish()
        assert server.requests
    for task_id in ids:
        task = (await written.ledger.get(f"/tasks/{task_id}")).json()
        assert [entry["step_id"] for entry in task["degraded"]] == ["story"], task["degraded"]
    (await judge(written)).assert_clean()
