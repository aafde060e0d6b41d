"""A worker whose disk is full: it hands back what it has, and takes nothing until there is room."""

import asyncio
import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from videoagent_contracts.errors import ErrorCode, StorageException, VideoProcessingException
from videoagent_runtime.agent.room import Room
from videoagent_runtime.retry import Stopping

Make = Callable[..., Any]
MORE_THAN_THERE_IS = 2**62


@pytest.mark.parametrize(
    "fault",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        VideoProcessingException("encoding failed", code=ErrorCode.DISK_FULL),
    ],
    ids=["file system", "encoder"],
)
async def test_a_step_that_met_a_full_disk_is_handed_back(world_of: Make, request_of: Make, fault: Exception) -> None:
    """It did not fail: three full disks in a row would fail a task for good that another worker could finish."""
    world, request = world_of(), request_of()
    world.fault = fault
    await world.harness.handle(request)
    await world.until(lambda: world.reports.types() == ["step.started", "step.released"])
    assert world.claims.claims[f"{request.task_id}/music/1"].result is None


async def test_no_step_is_taken_without_room(world_of: Make, request_of: Make, tmp_path: Path) -> None:
    world = world_of(room=Room(tmp_path, MORE_THAN_THERE_IS))
    taking = asyncio.create_task(world.harness.handle(request_of()))
    await asyncio.sleep(0.05)
    assert not taking.done()
    assert world.claims.claims == {}
    world.stopping.set()
    with pytest.raises(Stopping):
        await taking


async def test_room_is_told_by_readiness(tmp_path: Path) -> None:
    with pytest.raises(StorageException, match="full"):
        await Room(tmp_path, MORE_THAN_THERE_IS).check()
    await Room(tmp_path, 1).check()
    await Room(tmp_path, 0).check()
