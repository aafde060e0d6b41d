"""What is wrong is said in one voice, and nothing that only follows from it."""

from typing import Any

import httpx
import pytest

UPLOAD = "media: and the id of an upload"
NOTHING_IN_IT = "a scene needs narration, prompt or media"


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ({}, "topic", "is needed"),
        ({"topic": 5}, "topic", "must be text"),
        ({"topic": "ab"}, "topic", "must have at least 3 characters"),
        ({"topic": "a" * 1001}, "topic", "must have at most 1000 characters"),
        ({"topic": "Tides", "optoins": {}}, "optoins", "is not known here"),
        ({"topic": "Tides", "options": []}, "options", "must be an object"),
        ({"topic": "Tides", "priority": "soon"}, "priority", "must be 'low', 'normal', 'high' or 'urgent'"),
        ({"topic": "Tides", "options": {"duration": 3}}, "options.duration", "must be at least 4"),
        ({"topic": "Tides", "options": {"voice_speed": 0.1}}, "options.voice_speed", "must be at least 0.5"),
        ({"topic": "Tides", "options": {"seed": 2**53}}, "options.seed", "must be at most 9007199254740991"),
        ({"topic": "Tides", "options": {"shots": 2.5}}, "options.shots", "must be a whole number"),
        ({"topic": "Tides", "options": {"scenes": []}}, "options.scenes", "must have at least 1 entry"),
        ({"topic": "Tides", "options": {"music": "x"}}, "options.music", f"must be auto, off or {UPLOAD}"),
        ({"topic": "Tides", "options": {"scenes": [{}]}}, "options.scenes.0", NOTHING_IN_IT),
    ],
)
async def test_each_problem_is_told_once(client: httpx.AsyncClient, body: Any, field: str, message: str) -> None:
    answer = await client.post("/api/v1/tasks", json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": field, "message": message}]
