"""A gateway behind real HTTP whose world is in memory, for tests that send it what nobody should."""

import asyncio
import importlib.util
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from videoagent_contracts.enums import TaskStatus
from videoagent_gateway.main import web_options
from videoagent_runtime.web import serving

_ROOT = Path(__file__).parents[2]


def _stand_ins(member: str, tests: str = "tests/unit") -> ModuleType:
    """The world of a member's own tests; a ``conftest.py`` of another folder cannot be imported by name."""
    name = f"security_world_of_{Path(member).name.replace('-', '_')}"
    spec = importlib.util.spec_from_file_location(name, _ROOT / member / tests / "conftest.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@dataclass(frozen=True)
class Gateway:
    """A gateway that listens.

    Attributes:
        port: On 127.0.0.1.
        world: What is behind it; touch it through :meth:`inside` only.
        tasks: Ids of tasks by what state they are in.
    """

    port: int
    world: Any
    tasks: dict[str, str]
    loop: asyncio.AbstractEventLoop

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def inside(self, work: Callable[[], Awaitable[Any]]) -> Any:
        """Run something in the gateway's own event loop and return its result."""

        async def run() -> Any:
            return await work()

        return asyncio.run_coroutine_threadsafe(run(), self.loop).result(30)


async def _make_tasks(world: Any, parts: ModuleType) -> dict[str, str]:
    made = {
        "completed": await world.task(
            status=TaskStatus.COMPLETED,
            progress=100.0,
            film=parts.film(),
            storyboard=parts.storyboard(),
            shots=parts.shots(3),
            steps=parts.steps("style", "story", "storyboard", "image:0", "compose"),
        ),
        "awaiting_review": await world.task(status=TaskStatus.AWAITING_REVIEW, storyboard=parts.storyboard()),
    }
    for status in (TaskStatus.PENDING, TaskStatus.RUNNING, TaskStatus.FAILED, TaskStatus.CANCELLED):
        made[status.value] = await world.task(status=status)
    return made


@pytest.fixture(scope="session")
def stand_ins() -> ModuleType:
    """The module with the gateway's world in memory."""
    return _stand_ins("services/gateway", "tests")


@pytest.fixture(scope="session")
def agent_stand_ins() -> ModuleType:
    """The module with the agents' harness on stores in memory."""
    return _stand_ins("libs/service-runtime")


@pytest.fixture(scope="session")
def notifier_stand_ins() -> ModuleType:
    """The module with the notifier's world in memory."""
    return _stand_ins("services/notifier")


@pytest.fixture(scope="module")
def gateway(stand_ins: ModuleType) -> Iterator[Gateway]:
    """A gateway for the tests of one file, in a thread of its own, served as ``main`` serves it.

    Not for all files: whoever sends everything also makes an API key, and from then on nobody comes in without one.
    """
    parts = stand_ins
    started: list[Gateway] = []
    ready, stop = threading.Event(), asyncio.Event()

    async def serve() -> None:
        world = parts.World()
        async with serving(world.app, "127.0.0.1", 0, drain_s=1, **web_options(world.settings)) as port:
            started.append(Gateway(port, world, await _make_tasks(world, parts), asyncio.get_running_loop()))
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=asyncio.run, args=(serve(),), daemon=True)
    thread.start()
    assert ready.wait(120), "the gateway did not start"
    yield started[0]
    started[0].loop.call_soon_threadsafe(stop.set)
    thread.join(30)
    assert not thread.is_alive()


@pytest.fixture
async def impatient_port(gateway: Gateway) -> AsyncIterator[int]:
    """Port of the same application behind a server that waits half a second for whatever it waits for."""
    settings = gateway.world.settings
    hasty = settings.model_copy(
        update={"head_timeout": timedelta(seconds=0.5), "body_timeout": timedelta(seconds=0.25)}
    )
    async with serving(gateway.world.app, "127.0.0.1", 0, drain_s=1, **web_options(hasty)) as port:
        yield port
