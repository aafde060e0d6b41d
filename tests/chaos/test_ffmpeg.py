"""Films of real agents whose ffmpeg is killed, hangs, or writes garbage: the film comes out whole."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import av
import httpx
import numpy as np
import pytest
import pytest_asyncio
from tests.chaos.world.system import System
from tests.chaos.world.verdict import judge
from tests.chaos.world.world import World, watched

from videoagent_media.ffmpeg import ffmpeg_path
from videoagent_stack import StackInfo

pytestmark = pytest.mark.chaos
WAYS = ("killed", "hanging", "garbage", "silent nothing")
WRAPPER = """#!/bin/bash
# Does to the next call of ffmpeg what the file beside it says, then works as it should.
here="$(dirname "$0")"
way="$(cat "$here/way" 2>/dev/null)"
[ -n "$way" ] && : > "$here/way" && echo "$way" >> "$here/done"
out="${{@: -1}}"
case "$way" in
  killed) kill -9 $$ ;;
  hanging) exec sleep 3600 ;;
  garbage) head -c 20000 /dev/urandom > "$out"; exit 0 ;;
  "silent nothing") exit 0 ;;
esac
exec {ffmpeg} "$@"
"""


@pytest.fixture(scope="module")
def ffmpeg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A program in ffmpeg's place; what is written into ``way`` beside it happens to its next call."""
    program = tmp_path_factory.mktemp("ffmpeg") / "ffmpeg"
    program.write_text(WRAPPER.format(ffmpeg=ffmpeg_path()))
    program.chmod(0o755)
    return program


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def films(servers: StackInfo, ffmpeg: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """A system with real agents; a composition that hangs is given up after 20 s."""
    system = System.on(servers, tmp_path_factory.mktemp("films"), VIDEOAGENT_FFMPEG=str(ffmpeg))
    limits = {"VIDEOAGENT_REGISTRY__ATTEMPT_LIMITS": '{"compose": "PT20S"}'}
    system.add("task-registry", 1, limits)
    for service in ("gateway", "notifier"):
        system.add(service)
    system.add_agents()
    async with watched(system) as world:
        yield world


@pytest.mark.parametrize("way", WAYS)
async def test_ffmpeg_fails_and_the_film_is_whole(films: World, ffmpeg: Path, tmp_path: Path, way: str) -> None:
    (ffmpeg.parent / "done").unlink(missing_ok=True)
    (ffmpeg.parent / "way").write_text(way)
    [task_id] = await films.ledger.order(1, resolution="480p", fps=24, script="One short line of weather.")
    await films.watcher.until_over([task_id])
    assert (ffmpeg.parent / "done").read_text().strip() == way
    await _assert_playable(films, task_id, tmp_path / "film.mp4")
    (await judge(films)).assert_clean()


async def _assert_playable(films: World, task_id: str, path: Path) -> None:
    """Decode every frame and every sample."""
    video = (await films.ledger.get(f"/tasks/{task_id}/video")).json()
    async with httpx.AsyncClient(timeout=60) as client:
        path.write_bytes((await client.get(video["url"])).content)
    frames, loudest = await asyncio.to_thread(_decode, path)
    assert frames / 24 == pytest.approx(video["duration"], abs=0.2)
    assert loudest > 0.01


def _decode(path: Path) -> tuple[int, float]:
    with av.open(str(path)) as container:
        frames = sum(1 for _ in container.decode(container.streams.video[0]))
    with av.open(str(path)) as container:
        return frames, max(
            float(np.abs(frame.to_ndarray()).max()) for frame in container.decode(container.streams.audio[0])
        )
