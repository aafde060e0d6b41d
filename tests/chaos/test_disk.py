"""An agent's disk is full: its steps are done elsewhere or later, and no task fails of it."""

import asyncio
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.chaos.world.verdict import judge
from tests.chaos.world.world import World

pytestmark = pytest.mark.chaos


@contextmanager
def small_disk(folder: Path, mib: int) -> Iterator[Path]:
    """A file system of its own of that size; needs the right to mount."""
    folder.mkdir(parents=True, exist_ok=True)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={mib}m", "tmpfs", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip(f"no right to mount a small disk: {mounted.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


async def test_disk_full_in_the_work_folder(world: World, tmp_path: Path) -> None:
    """One of two agents has no room left for what its steps write; then somebody tidies up."""
    victim = world.system.services["agent-idle-2"]
    before = str(world.system.folder / "work" / "agent-idle-2")
    with small_disk(tmp_path / "disk", 4) as disk:
        await victim.restart(VIDEOAGENT_WORK_DIR=str(disk), VIDEOAGENT_MIN_FREE_DISK="1000000")
        await world.system.ready("agent-idle-2")
        ballast = disk / "ballast"
        with ballast.open("wb") as file:
            file.write(b"." * (3 * 2**20))
        await world.ledger.order(12, chaos_bytes=600_000, chaos_ms=20)
        await _until_told(victim.log)
        ballast.unlink()
        await world.finish()
        await victim.restart(VIDEOAGENT_WORK_DIR=before, VIDEOAGENT_MIN_FREE_DISK="0")
        await world.system.ready("agent-idle-2")
    (await judge(world)).assert_clean()


async def _until_told(log: Path) -> None:
    async with asyncio.timeout(120):
        while "disk full" not in log.read_text():  # noqa: ASYNC110 - a log tells nobody
            await asyncio.sleep(0.2)
