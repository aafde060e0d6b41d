"""Uploads in memory."""

import asyncio
from datetime import timedelta

from videoagent_contracts.envelope import utc_now
from videoagent_contracts.film import MediaItem
from videoagent_contracts.media import MediaUpload
from videoagent_gateway.domain.uploads import Upload


class MemoryUploads:
    """What is known of uploads, and their files: `arrived` says what the file of each turned out to be."""

    def __init__(self) -> None:
        self.known: dict[str, Upload] = {}
        self.arrived: dict[str, MediaItem | str] = {}

    async def add(self, upload: Upload) -> None:
        self.known[upload.media_id] = upload

    settle = add

    async def find(self, media_id: str) -> Upload | None:
        return self.known.get(media_id)

    async def all(self) -> list[Upload]:
        return list(self.known.values())

    async def of_user(self, user_id: str) -> list[Upload]:
        await asyncio.sleep(0)  # as with a real store, others get their turn meanwhile
        return [upload for upload in self.known.values() if upload.user_id == user_id]

    async def forget(self, media_id: str) -> None:
        self.known.pop(media_id, None)

    def form(self, upload: Upload, max_size: int, lifetime: timedelta) -> MediaUpload:
        fields = {"key": f"uploads/{upload.user_id}/{upload.media_id}/incoming"}
        return MediaUpload(
            url="http://media.test/bucket", fields=fields, expires_at=utc_now() + lifetime, max_size=max_size
        )

    async def examine(self, upload: Upload) -> Upload:
        found = self.arrived.get(upload.media_id)
        if found is None:
            return upload
        return upload.refused(found) if isinstance(found, str) else upload.with_item(found)

    async def exists(self, item: MediaItem) -> bool:
        return item in self.arrived.values()

    async def filled(self) -> frozenset[str]:
        return frozenset(self.arrived)

    async def empty(self, upload: Upload) -> None:
        self.arrived.pop(upload.media_id, None)
