"""kill -9 of any agent in mid-film, and servers that go away, still end in one finished film."""

import asyncio
import signal

import httpx
import pytest
from tests.e2e.conftest import Films, eventually

from videoagent_stack import StackInfo

VICTIMS = {
    "agent-style": "style",
    "agent-story": "story",
    "agent-storyboard": "storyboard",
    "agent-voice": "voice",
    "agent-image": "image",
    "agent-video": "video",
    "agent-music": "music",
    "composer": "compose",
}


@pytest.mark.parametrize("service", VICTIMS)
async def test_kill_in_mid_film_still_ends_in_a_film(films: Films, stack: StackInfo, service: str) -> None:
    """The services that are no agents are killed in tests/chaos, with many tasks under way."""
    task_id = await films.start("The life of honeybees", duration=4, shots=2)
    kind = VICTIMS[service]
    await films.until(
        task_id, lambda task: any(s.kind.value == kind and s.status.value != "pending" for s in task.steps)
    )
    pid = stack.kill(service, signal.SIGKILL)
    stack.wait_restarted(service, pid)
    made = await films.finish(task_id)
    ends = [message for message in made.messages if message.type.value == "task_completed"]
    assert len(ends) == 1
    assert made.probe().frames > 0


@pytest.mark.parametrize("server", ["kafka", "ferretdb", "minio"])
async def test_server_away_is_told_and_nothing_is_lost(
    films: Films, stack: StackInfo, http: httpx.AsyncClient, server: str
) -> None:
    task_id = await films.start("Volcanoes", duration=4, shots=1)
    await asyncio.to_thread(stack.stop, server)
    try:
        answer = await eventually(lambda: http.get("/health"), lambda got: got.json()["status"] != "ok", within_s=30)
        assert answer.status_code in (200, 503)
        if server != "minio":
            refused = await http.post("/tasks", json={"topic": f"Never accepted while {server} is away"})
            assert refused.status_code == 503, refused.text
            assert int(refused.headers["Retry-After"]) >= 1
            assert refused.json()["code"] == "service_unavailable"
    finally:
        await asyncio.to_thread(stack.start, server)
    made = await films.finish(task_id)
    assert made.probe().frames > 0
    listed = (await http.get("/tasks", params={"q": f"Never accepted {server}"})).json()
    assert listed["total"] == 0
