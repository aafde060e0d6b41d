"""Pictures of services that an operator has keys for, in a film: each is in its turn, and none beyond the budget."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.e2e.conftest import Films, Made, eventually
from tests.e2e.hosts import KNOWN, PRICE, Hosts, settings
from tests.seeing import frames

from videoagent_models.testing import serving
from videoagent_stack import StackInfo

AGENT = "agent-image"
DRAWN = "volcano"
"""Known to none of them."""


@pytest.fixture
async def hosts(stack: StackInfo, http: httpx.AsyncClient, tmp_path: Path) -> AsyncIterator[Hosts]:
    """An image agent with keys in the place of the one without."""
    spec = next(each for each in stack.stack.services if each.name == AGENT)
    with serving(Hosts()) as server, (tmp_path / "agent.log").open("wb") as log:
        await asyncio.to_thread(stack.stop, AGENT)
        environment = {**stack.env(), **spec.environment, **settings(server.url, tmp_path)}
        process = await asyncio.create_subprocess_exec(*spec.command, env=environment, stdout=log, stderr=log)
        try:
            await eventually(lambda: http.get("/providers"), _all_are_there)
            yield server
        finally:
            process.terminate()
            async with asyncio.timeout(spec.stop_seconds):
                await process.wait()
            await asyncio.to_thread(stack.start, AGENT)


def _all_are_there(answer: httpx.Response) -> bool:
    told = [one for each in answer.json()["items"] if each["kind"] == "image" for one in each["providers"]]
    return {each["name"] for each in told if each["available"]} >= KNOWN.keys()


def colours(made: Made) -> list[tuple[float, ...]]:
    """Return the mean colour of the picture's middle, half-way through each second."""
    seen = [frame.to_ndarray(format="rgb24")[200:280, 340:510] for frame in list(frames(made.path))[12::24]]
    return [tuple(float(mean) for mean in each.reshape(-1, 3).mean(axis=0)) for each in seen]


@pytest.mark.option("budget", "scenes.prompt")
async def test_each_shot_has_its_picture_from_who_can_and_none_beyond_the_budget(
    films: Films, hosts: Hosts, http: httpx.AsyncClient
) -> None:
    subjects = [subject for subject, _ in KNOWN.values()]
    wanted: dict[str, Any] = {"duration": None, "music": "off", "transition": "cut", "subtitles": "off"}

    def scenes(*things: str) -> dict[str, Any]:
        return wanted | {"scenes": [{"prompt": f"a {thing} in the evening", "duration": 1} for thing in things]}

    whole = await films.start("Six places", **scenes(*subjects, DRAWN))
    poor = await films.start("Two kites", **scenes("kite", "kite"), budget=1.5 * PRICE)
    made = await films.finish(whole)
    seen = colours(made)
    assert seen[:5] == [pytest.approx(colour, abs=20) for _, colour in KNOWN.values()]
    by = {step.step_id: step.provider for step in made.task.steps if step.kind.value == "image"}
    assert [by[f"image:{at}"] for at in range(6)] == [*KNOWN, "builtin"]
    assert made.task.cost_usd == pytest.approx(PRICE)
    drawn = [each for each in made.task.degraded if each.step_id == "image:5"]
    assert {each.used for each in drawn} == {"builtin"}
    assert [each.reason.partition(":")[0] for each in drawn] == [*KNOWN]
    assert {credit.licence for credit in made.task.credits} >= {"Pexels License", "Pixabay Content License"}

    short = await films.finish(poor)
    red = KNOWN["openai"][1]
    assert sum(colour == pytest.approx(red, abs=20) for colour in colours(short)) == 1
    assert short.task.cost_usd == pytest.approx(PRICE)
    assert hosts.made["openai"] == 2, "one of each film"
    assert [each.reason for each in short.task.degraded if "budget_exceeded" in each.reason]
