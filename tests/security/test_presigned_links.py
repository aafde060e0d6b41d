"""What somebody can do who has a link to one object, on the real store."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import httpx
import pytest
from pydantic import SecretStr

from videoagent_runtime.objects import ObjectStore
from videoagent_runtime.settings import ObjectStoreSettings

pytestmark = pytest.mark.stack
MINE, OTHER = "tasks/mine/compose/film.mp4", "tasks/other/compose/film.mp4"


@pytest.fixture
async def objects(servers: Any) -> AsyncIterator[ObjectStore]:
    store = ObjectStore(
        ObjectStoreSettings(
            endpoint=servers.minio_endpoint,
            access_key=SecretStr(servers.minio_access_key),
            secret_key=SecretStr(servers.minio_secret_key),
            bucket="links",
        )
    )
    await store.ensure_bucket()
    for key in (MINE, OTHER):
        await store.put_bytes(key.encode(), key, "video/mp4")
    yield store
    store.close()


def _changed(url: str, path: str | None = None, **query: str | None) -> str:
    parts = urlsplit(url)
    values = {**dict(parse_qsl(parts.query)), **{name: value for name, value in query.items() if value is not None}}
    kept = {name: value for name, value in values.items() if query.get(name, "") is not None}
    return urlunsplit(parts._replace(path=path or parts.path, query=urlencode(kept)))


async def test_a_link_is_for_one_object_and_for_reading(objects: ObjectStore, servers: Any) -> None:
    url = await objects.presign_get(MINE, timedelta(minutes=5))
    bucket = f"http://{servers.minio_endpoint}/links"
    async with httpx.AsyncClient() as http:
        assert (await http.get(url)).text == MINE
        for method in ("PUT", "DELETE", "POST"):
            assert (await http.request(method, url, content=b"x")).status_code in (400, 403, 405, 412)
        assert (await http.get(url)).text == MINE
        other = urlsplit(url)._replace(path=f"/links/{OTHER}").geturl()
        assert (await http.get(other)).status_code == 403
        assert (await http.get(_changed(url, "/links/", prefix=""))).status_code == 403
        assert (await http.get(_changed(url, **{"X-Amz-Expires": "604800"}))).status_code == 403
        assert (await http.get(_changed(url, **{"response-content-type": "text/html"}))).status_code == 403
        for path in ("", "/", "/?list-type=2", f"/{MINE}", "/?policy", "/?acl"):
            answer = await http.get(bucket + path)
            assert answer.status_code == 403, path
            assert "film.mp4" not in answer.text.replace(MINE if MINE in path else "\0", "")


async def test_a_link_expires(objects: ObjectStore) -> None:
    """One that is over is refused by the store's own clock: signed now for a second, asked until it is refused."""
    url = await objects.presign_get(MINE, timedelta(seconds=1))
    async with httpx.AsyncClient() as http:
        for _ in range(600):
            answer = await http.get(url)
            if answer.status_code == 403:
                break
            await asyncio.sleep(0.05)
        assert answer.status_code == 403
        assert "expired" in answer.text.casefold()
