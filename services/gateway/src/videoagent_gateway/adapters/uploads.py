"""Uploads: what is known of them in the document store, their files in the object store."""

import asyncio
import json
import sys
import tempfile
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from videoagent_contracts.artifacts import UPLOADS
from videoagent_contracts.envelope import utc_now
from videoagent_contracts.errors import ErrorCode, VideoProcessingException
from videoagent_contracts.film import MediaItem, MediaKind
from videoagent_contracts.media import MediaUpload
from videoagent_gateway.adapters.documents import DATABASE
from videoagent_gateway.domain.uploads import Upload
from videoagent_runtime.agent.processes import run_program
from videoagent_runtime.mongo import Mongo
from videoagent_runtime.objects import ObjectStore, sha256_of

_EXAMINING = (sys.executable, "-m", "videoagent_media.examining")
_PATIENCE = timedelta(seconds=90)
_AT_ONCE = 2
_INCOMING = "incoming"


class MongoUploads:
    """One document per upload."""

    def __init__(self, mongo: Mongo) -> None:
        self._uploads = mongo.database(DATABASE).collection("uploads")

    async def prepare(self) -> None:
        """Make the index. Idempotent."""
        await self._uploads.ensure_index("user_id")

    async def add(self, upload: Upload) -> None:
        await self._uploads.insert(_document(upload))

    async def find(self, media_id: str) -> Upload | None:
        document = await self._uploads.get(media_id)
        return None if document is None else _upload(document)

    async def all(self) -> list[Upload]:
        return [_upload(document) for document in await self._uploads.find({})]  # all are wanted: no index would help

    async def of_user(self, user_id: str) -> list[Upload]:
        return [_upload(document) for document in await self._uploads.find({"user_id": user_id})]

    async def settle(self, upload: Upload) -> None:
        await self._uploads.replace(upload.media_id, _document(upload), upsert=False)

    async def forget(self, media_id: str) -> None:
        await self._uploads.delete(media_id)


class StoredUploads:
    """Files under ``uploads/{user}/{upload}/``.

    A client writes ``incoming`` only, and may do so again while its form works. What was examined is therefore kept
    under the name of its content, beside it, and later readers verify the hash.

    Args:
        objects: Where they are.
        folder: For those being examined, two at a time; the usual place for temporary files may be small, or memory.
    """

    def __init__(self, objects: ObjectStore, folder: Path) -> None:
        self._objects = objects
        self._folder = folder
        self._slots = asyncio.Semaphore(_AT_ONCE)

    def form(self, upload: Upload, max_size: int, lifetime: timedelta) -> MediaUpload:
        expires_at = utc_now() + lifetime
        url, fields = self._objects.presign_form(_folder(upload) + _INCOMING, max_size, expires_at)
        return MediaUpload(url=url, fields=fields, expires_at=expires_at, max_size=max_size)

    async def examine(self, upload: Upload) -> Upload:
        key = _folder(upload) + _INCOMING
        if await self._objects.stat(key) is None:
            return upload
        async with self._slots:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix="upload-", dir=self._folder) as folder:
                path = Path(folder) / _INCOMING
                await self._objects.get_file(key, path)
                examined = await self._told(upload, path)
        await self._objects.remove(key)
        return examined

    async def exists(self, item: MediaItem) -> bool:
        return await self._objects.stat(item.ref.key) is not None

    async def empty(self, upload: Upload) -> None:
        await self._objects.remove_prefix(_folder(upload))

    async def filled(self) -> frozenset[str]:
        return frozenset(each.key.removeprefix(UPLOADS).split("/")[1] for each in await self._objects.list(UPLOADS))

    async def _told(self, upload: Upload, path: Path) -> Upload:
        try:
            found = json.loads(await run_program([*_EXAMINING, path], cwd=path.parent, timeout=_PATIENCE))
        except VideoProcessingException as error:
            late = error.code is ErrorCode.DEADLINE_EXCEEDED
            return upload.refused("reading it took too long" if late else "the file cannot be read")
        if "refused" in found:
            return upload.refused(found["refused"])
        key = _folder(upload) + await asyncio.to_thread(sha256_of, path)
        ref = await self._objects.put_file(path, key, found["content_type"])
        kind = MediaKind(found["kind"])
        return upload.with_item(
            MediaItem(ref=ref, kind=kind, width=found["width"], height=found["height"], duration=found["duration"])
        )


def _folder(upload: Upload) -> str:
    return f"{UPLOADS}{quote(upload.user_id, safe='')}/{upload.media_id}/"


def _document(upload: Upload) -> dict[str, Any]:
    return {
        "_id": upload.media_id,
        "user_id": upload.user_id,
        "created_at": upload.created_at.isoformat(),
        "filename": upload.filename,
        "item": None if upload.item is None else upload.item.model_dump_json(),
        "refusal": upload.refusal,
        "size": upload.size,
        "removed": upload.removed,
    }


def _upload(document: Mapping[str, Any]) -> Upload:
    item = document["item"]
    return Upload(
        media_id=document["_id"],
        user_id=document["user_id"],
        created_at=datetime.fromisoformat(document["created_at"]),
        filename=document["filename"],
        item=None if item is None else MediaItem.model_validate_json(item),
        refusal=document["refusal"],
        size=document.get("size", 0),
        removed=document.get("removed", False),
    )
