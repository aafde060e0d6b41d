"""After films were made, no secret of the installation lies anywhere that it can be read."""

from pathlib import Path

import httpx
from tests.e2e.conftest import Films
from tests.e2e.places import Place, documents, logs, messages

from videoagent_notifier.adapters.store import kept_secret
from videoagent_runtime.mongo import Mongo
from videoagent_runtime.settings import MongoSettings
from videoagent_stack import StackInfo

_ITS_PLACE = "notifier.secrets"
"""The one collection that holds the webhooks' secret."""


async def test_no_secret_is_left_anywhere(films: Films, http: httpx.AsyncClient, stack: StackInfo) -> None:
    """MinIO's secret key and the key that signs webhooks; of films that other tests made, else of one of its own."""
    finished = (await http.get("/tasks", params={"status": "completed", "limit": 1})).json()["items"]
    task_id = finished[0]["task_id"] if finished else (await films.make("Volcanoes", duration=4, shots=1)).task.task_id
    secrets = {"MinIO's secret key": stack.minio_secret_key, "the webhooks' secret": await _webhook_secret(stack)}
    places = [*logs(Path(stack.stack.layout.logs)), *await _answers(http, task_id)]
    places += [*documents(stack.mongo_uri, but=_ITS_PLACE), *await messages(stack.kafka_bootstrap_servers)]
    for sort in ("log", "topic", "database registry", "database gateway", "/tasks"):
        assert any(task_id.encode() in what for where, what in places if where.startswith(sort)), sort
    for name, secret in secrets.items():
        assert len(secret) > 20
        found = {where for where, what in places if secret.encode() in what}
        assert not found, f"{name} is in {found}"


async def _webhook_secret(stack: StackInfo) -> str:
    mongo = Mongo(MongoSettings(uri=stack.mongo_uri))
    try:
        return await kept_secret(mongo)
    finally:
        mongo.close()


async def _answers(http: httpx.AsyncClient, task_id: str) -> list[Place]:
    paths = [f"/tasks/{task_id}{end}" for end in ("", "/status", "/events", "/storyboard", "/deliveries")]
    paths += ["/tasks", "/styles", "/voices", "/providers", "/health", "/nope"]
    answers = [(path, (await http.get(path)).content) for path in paths]
    metrics = await http.get(str(http.base_url).removesuffix("/api/v1/") + "/metrics")
    return [*answers, ("/metrics", metrics.content)]
