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
WRITTEN = ("captions.mov", "mix.wav", "sound.m4a", "film.mp4", "sprites.jpg")
"""Of all that ffmpeg writes for a film: captions, the sound, the film, the sheet for scrubbing."""
WRAPPER = """#!/bin/bash
# Does what the file "way" beside it says to the next call of ffmpeg that writes what the file "what" names.
here="$(dirname "$0")"
out="${{@: -1}}"
way=""
if [ "$(basename "$out")" = "$(cat "$here/what" 2>/dev/null)" ]; then
  way="$(cat "$here/way")"
  mv "$here/what" "$here/done"
fi
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
    """A system with real agents."""
    system = System.on(servers, tmp_path_factory.mktemp("films"), VIDEOAGENT_FFMPEG=str(ffmpeg))
    for service in ("task-registry", "gateway", "notifier"):
        system.add(service)
    system.add_agents()
    async with watched(system) as world:
        yield world


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("written", WRITTEN)
async def test_ffmpeg_fails_and_the_film_is_whole(
    films: World, ffmpeg: Path, tmp_path: Path, way: str, written: str
) -> None:
    done = ffmpeg.parent / "done"
    done.unlink(missing_ok=True)
    (ffmpeg.parent / "way").write_text(way)
    (ffmpeg.parent / "what").write_text(written)
    [task_id] = await films.ledger.order(1, resolution="480p", fps=24, script="One short line of weather.")
    await films.watcher.until_over([task_id])
    assert done.exists(), "ffmpeg was not called for this"
    (await judge(films)).assert_clean()
    await _assert_playable(films, task_id, tmp_path / "film.mp4")


async def _assert_playable(films: World, task_id: str, path: Path) -> None:
    """Decode every frame and every sample."""
    answer = await films.ledger.get(f"/tasks/{task_id}/video")
    assert answer.status_code == 200, answer.text
    video = answer.json()
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
