"""The composer where it really works: in the harness's worker process."""

from pathlib import Path

from videoagent_agent_music.adapters.rendering import make
from videoagent_contracts.film import MusicBrief
from videoagent_runtime.agent.worker_pool import WorkerPool


async def test_a_brief_crosses_into_the_worker(tmp_path: Path) -> None:
    pool = WorkerPool(1)
    try:
        assert await pool.run(make, MusicBrief(), 6.0, 1, tmp_path / "a.flac") >= 6.0
    finally:
        pool.close()
    assert (tmp_path / "a.flac").stat().st_size > 50_000
