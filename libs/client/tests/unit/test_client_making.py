"""One command makes a film: created, followed to its end, saved, and said where it is."""

import io
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from rich.console import Console

from videoagent_client import VideoAgent
from videoagent_client.making import make
from videoagent_contracts.api import TaskCreateResponse, TaskDetailResponse, VideoDownloadResponse, WebSocketMessage

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
TASK = "0198c0de-0000-7000-8000-0000000000aa"


def message(kind: str, seq: int) -> WebSocketMessage:
    return WebSocketMessage.model_validate(
        {"type": kind, "task_id": TASK, "seq": seq, "timestamp": NOW.isoformat(), "data": {}}
    )


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("videoagent_client.making._REFRESH_S", 0.0)


class Gateway:
    """Answers as a gateway whose film is there, or has failed, once its messages have been heard."""

    gateway = "http://gateway.example"

    def __init__(self, end: dict[str, Any]) -> None:
        self._end = end
        self._over = False
        self.created: list[tuple[str, str | None, dict[str, Any]]] = []

    async def create(self, topic: str, *, style: str | None, options: dict[str, Any]) -> TaskCreateResponse:
        self.created.append((topic, style, options))
        return TaskCreateResponse.model_validate(
            {"task_id": TASK, "status": "pending", "created_at": NOW, "links": {}, "warnings": ["no such voice"]}
        )

    async def watch(self, task_id: str) -> AsyncIterator[WebSocketMessage]:
        assert task_id == TASK
        yield message("connected", 1)
        yield message("progress_update", 2)
        self._over = True
        yield message("task_completed", 3)

    async def get(self, task_id: str) -> TaskDetailResponse:
        state = {"status": "running", "progress": 10.0, **(self._end if self._over else {})}
        return TaskDetailResponse.model_validate(
            {
                "task_id": task_id, "user_id": "local", "topic": "Bees", "style": None, "priority": "normal",
                "stage": None, "message": "", "title": None, "error": None, "metadata": {}, "created_at": NOW,
                "updated_at": NOW, "links": {}, "options": {}, "run": 1, "steps": [], "shots": [], "artifacts": {},
                "language": None, "warnings": ["no such voice"], "degraded": [], "credits": [], "cost_usd": 0.0,
                "timings": {"started_at": NOW, "finished_at": None, "elapsed_s": 9.0}, "eta_s": None, "seq": 1, **state,
            }
        )  # fmt: skip

    async def download(self, task_id: str, path: Path) -> Path:
        path.write_bytes(task_id.encode())
        return path

    async def video(self, task_id: str) -> VideoDownloadResponse:
        return VideoDownloadResponse.model_validate(
            {
                "task_id": task_id, "url": "http://store.example/film.mp4", "expires_at": NOW, "filename": "bees.mp4",
                "size": 36, "content_type": "video/mp4", "duration": 12.5, "width": 1920, "height": 1080, "fps": 30,
                "sha256": "0" * 64, "captions": {}, "current": True,
            }
        )  # fmt: skip


async def made(gateway: Gateway, out: Path) -> tuple[int, str]:
    told = io.StringIO()
    console = Console(file=told, width=200)
    status = await make(cast(VideoAgent, gateway), console, out, "Bees", "noir", {"duration": 12})
    return status, told.getvalue()


async def test_a_film_is_saved_and_page_and_documents_are_named(tmp_path: Path) -> None:
    gateway = Gateway({"status": "completed", "progress": 100.0})
    status, told = await made(gateway, tmp_path / "out")
    assert status == 0
    assert gateway.created == [("Bees", "noir", {"duration": 12})]
    (film,) = (tmp_path / "out").iterdir()
    assert (film.name, film.read_text()) == ("bees-0000aa.mp4", TASK)
    for said in (str(film), f"{gateway.gateway}/?task={TASK}", f"{gateway.gateway}/api/docs", "no such voice"):
        assert said in told
    assert told.count("no such voice") == 1
    assert "12.5 s, 1920×1080, 30 fps, made in 9 s" in told


async def test_a_failure_is_told_with_its_step_and_what_to_do(tmp_path: Path) -> None:
    error = {"code": "provider_refused", "stage": "image", "step_id": "image:3", "detail": "refused", "attempts": 3}
    status, told = await made(Gateway({"status": "failed", "error": error}), tmp_path)
    assert status == 1
    assert list(tmp_path.iterdir()) == []
    assert "failed in image:3 (provider_refused, 3 attempts)" in told
    assert f"videoagent retry {TASK}" in told


async def test_a_cancelled_film_is_no_success(tmp_path: Path) -> None:
    assert (await made(Gateway({"status": "cancelled"}), tmp_path))[0] == 1
