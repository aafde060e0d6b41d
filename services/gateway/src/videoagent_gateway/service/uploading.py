"""Uploads: invited, sent to the object store by the client itself, examined when they are first asked for."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from videoagent_contracts.envelope import utc_now
from videoagent_contracts.errors import RateLimitException, TaskValidationException
from videoagent_contracts.film import MediaItem
from videoagent_contracts.ids import uuid7
from videoagent_contracts.media import MediaCreateRequest, MediaListResponse, MediaResponse, MediaUpload
from videoagent_contracts.options import TaskSpec
from videoagent_gateway.domain.caller import Caller
from videoagent_gateway.domain.uploads import (
    FORM_LIFETIME,
    Upload,
    is_over,
    problem,
    references,
    response,
    takes_files,
    weight,
)
from videoagent_gateway.errors import MediaNotFoundException

_log = structlog.get_logger(__name__)


class UploadLog(Protocol):
    """All methods raise StorageException when the store is away."""

    async def add(self, upload: Upload) -> None: ...

    async def find(self, media_id: str) -> Upload | None: ...

    async def all(self) -> list[Upload]: ...

    async def of_user(self, user_id: str) -> list[Upload]: ...

    async def settle(self, upload: Upload) -> None:
        """Store what was found out. Two replicas that examine the same file find the same."""

    async def forget(self, media_id: str) -> None: ...


class UploadBox(Protocol):
    """All methods but ``form`` raise StorageException when the object store is away."""

    def form(self, upload: Upload, max_size: int, lifetime: timedelta) -> MediaUpload: ...

    async def examine(self, upload: Upload) -> Upload:
        """Return the upload with what its file turned out to be; unchanged while there is none."""

    async def exists(self, item: MediaItem) -> bool: ...

    async def empty(self, upload: Upload) -> None:
        """Remove its files."""

    async def filled(self) -> frozenset[str]:
        """Return the ids of all uploads that have a file."""


class Uploading:
    """Own media of users.

    Args:
        log: What is known of uploads.
        box: Where their files are.
        max_size: Largest file, bytes.
        max_count: Uploads that one user may have.
        max_bytes: Of all of one user's uploads together; 0: any number.
    """

    def __init__(self, log: UploadLog, box: UploadBox, *, max_size: int, max_count: int, max_bytes: int) -> None:
        self._log = log
        self._box = box
        self._max_size = max_size
        self._max_count = max_count
        self._max_bytes = max_bytes

    async def invite(self, request: MediaCreateRequest, caller: Caller) -> MediaResponse:
        """Begin an upload.

        It is noted first and counted then, so that those which are begun at the same moment, on whichever replica, see
        each other. Of those that together would be too many each is refused that sees all of them: all, at worst.

        Raises:
            TaskValidationException: The file is too large.
            RateLimitException: The caller has as many uploads as one may have, or as many bytes of them. Those that
                were removed count as long as their forms work.
        """
        if request.size > self._max_size:
            message = f"must be at most {self._max_size} bytes"
            raise TaskValidationException(message, errors=[{"field": "size", "message": message}])
        now = utc_now()
        upload = Upload(uuid7(), caller.user_id, now, request.filename, size=request.size)
        await self._log.add(upload)
        too_many = self._too_many(await self._log.of_user(caller.user_id), now)
        if too_many is not None:
            await self._log.forget(upload.media_id)
            raise RateLimitException(too_many)
        return response(upload, self._box.form(upload, request.size, FORM_LIFETIME))

    def _too_many(self, known: list[Upload], now: datetime) -> str | None:
        """Say which limit a user's uploads pass, the one that is being begun among them; None: no limit."""
        hint = "delete some; those that you delete count until an hour after they were begun"
        if sum(not each.removed or takes_files(each, now) for each in known) > self._max_count:
            return f"you have {self._max_count} uploads, as many as one may have: {hint}"
        if self._max_bytes and sum(weight(each, now) for each in known) > self._max_bytes:
            return f"your uploads may have {self._max_bytes} bytes together: {hint}"
        return None

    async def look(self, media_id: str, caller: Caller) -> Upload:
        """Return an upload, and examine its file if that has arrived meanwhile.

        Raises:
            MediaNotFoundException: There is none, or it is somebody else's.
        """
        return await self._examined(await self._own(media_id, caller))

    async def of_caller(self, caller: Caller) -> MediaListResponse:
        """List the caller's uploads, newest first, as far as they are known."""
        uploads = [each for each in await self._log.of_user(caller.user_id) if not each.removed]
        return MediaListResponse(items=[response(each) for each in sorted(uploads, key=_age)])

    async def remove(self, media_id: str, caller: Caller) -> None:
        """Remove an upload and its files. What was made from it stays; tasks that still need it fail.

        Its form works on, so what may still arrive is removed by :meth:`tidy`.

        Raises:
            MediaNotFoundException: There is none, or it is somebody else's.
        """
        upload = await self._own(media_id, caller)
        await self._box.empty(upload)
        await self._log.settle(replace(upload, removed=True))

    async def tidy(self) -> None:
        """Forget uploads whose files a clean-up has removed, that never arrived, or that were refused long ago.

        Idempotent; every replica may do it. What is known is read before the files are looked for, so that an upload
        that arrives meanwhile is seen.

        Raises:
            StorageException: A store is away; some are forgotten by then.
        """
        now, known = utc_now(), await self._log.all()
        filled = await self._box.filled() if known else frozenset()
        over = [each for each in known if is_over(each, now, has_file=each.media_id in filled)]
        for upload in over:
            if upload.removed:
                await self._box.empty(upload)
            await self._log.forget(upload.media_id)
        if over:
            _log.info("uploads forgotten", count=len(over))

    async def resolve(self, spec: TaskSpec, caller: Caller) -> tuple[dict[str, MediaItem], list[dict[str, str]]]:
        """Find what a request names of the caller's own; a request that names nothing asks no store.

        Returns:
            The files by their names, and what is wrong, by field.
        """
        found: dict[str, MediaItem] = {}
        errors: list[dict[str, str]] = []
        for reference in references(spec):
            upload = await self._usable(reference.media_id, caller)
            wrong = problem(reference, upload)
            if wrong is not None:
                errors.append({"field": reference.field, "message": wrong})
            elif upload is not None and upload.item is not None:
                found[reference.name] = upload.item
        return found, errors

    async def _usable(self, media_id: str, caller: Caller) -> Upload | None:
        upload = await self._log.find(media_id)
        if upload is None or upload.removed or upload.user_id != caller.user_id:
            return None
        upload = await self._examined(upload)
        if upload.item is not None and not await self._box.exists(upload.item):
            return None
        return upload

    async def _own(self, media_id: str, caller: Caller) -> Upload:
        upload = await self._log.find(media_id)
        if upload is None or upload.removed or not (caller.sees_all or upload.user_id == caller.user_id):
            raise MediaNotFoundException(f"there is no upload {media_id[:64]}")
        return upload

    async def _examined(self, upload: Upload) -> Upload:
        if upload.item is not None or upload.refusal is not None:
            return upload
        examined = await self._box.examine(upload)
        if examined is not upload:
            known = await self._log.find(upload.media_id)
            if known is not None and not known.removed:  # nor does it come back when it was removed meanwhile
                await self._log.settle(examined)
        return examined


def _age(upload: Upload) -> float:
    return -upload.created_at.timestamp()
