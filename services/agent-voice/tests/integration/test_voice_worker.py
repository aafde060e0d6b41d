"""The engines where they really work: in the harness's worker process."""

from pathlib import Path

from videoagent_agent_voice.adapters.rendering import speak_with_espeak, speak_with_hibari
from videoagent_agent_voice.domain import SpeechJob
from videoagent_runtime.agent.worker_pool import WorkerPool


async def test_jobs_and_utterances_cross_into_the_worker_and_back(tmp_path: Path) -> None:
    pool = WorkerPool(1)
    try:
        for speak in (speak_with_hibari, speak_with_espeak):
            path = tmp_path / f"{speak.__name__}.flac"
            utterance = await pool.run(speak, SpeechJob("Bees fly.", "en", None, 1.0, 1), path)
            assert utterance is not None
            assert utterance.path == path
            assert path.stat().st_size > 5_000
            assert [word.text for word in utterance.words] == ["Bees", "fly."]
    finally:
        pool.close()
