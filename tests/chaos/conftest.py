"""Systems to be hurt, and which tests of this folder run when."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from tests.chaos.world.world import World, idle_world

from videoagent_stack import StackInfo

SCENARIO_S = 900


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests marked `chaos` run when asked for (``make chaos``); everything here needs the servers."""
    here = Path(__file__).parent
    wanted = "chaos" in str(config.option.markexpr)
    left_out = [item for item in items if item.get_closest_marker("chaos") and not wanted]
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.stack)
            if item.get_closest_marker("timeout") is None:
                item.add_marker(pytest.mark.timeout(SCENARIO_S))
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
    if left_out:
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)


@pytest.fixture(scope="session")
def world_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("chaos")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def world(servers: StackInfo, world_folder: Path) -> AsyncIterator[World]:
    """A system whose agents do nothing; all scenarios hurt the same one, one after the other."""
    async with idle_world(servers, world_folder) as made:
        yield made
