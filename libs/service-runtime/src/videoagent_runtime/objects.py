"""The object store (MinIO, any S3): content-addressed media in one private bucket.

The client is a blocking one; its calls run in threads of their own.
"""

import asyncio
import hashlib
import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote, urlsplit

import urllib3
from minio import Minio
from minio.datatypes import PostPolicy
from minio.deleteobjects import DeleteObject
from minio.error import MinioException, S3Error

from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.errors import ConfigurationException, ErrorCode, StorageException
from videoagent_runtime.settings import ObjectStoreSettings

T = TypeVar("T")
_CHUNK = 1024 * 1024
_NO_BUCKET = "NoSuchBucket"
_MISSING = frozenset({"NoSuchKey", "NoSuchObject"})
_BUCKET_EXISTS = frozenset({"BucketAlreadyOwnedByYou", "BucketAlreadyExists"})


@dataclass(frozen=True)
class ObjectInfo:
    """What the store knows of one object; ``size`` in bytes."""

    key: str
    size: int
    content_type: str
    modified_at: datetime | None


def sha256_of(path: Path) -> str:
    """Hex digest of a file, read in pieces. Blocking."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_CHUNK):
            digest.update(block)
    return digest.hexdigest()


class ObjectStore:
    """Every method raises StorageException (503, retryable) when the store can't be reached."""

    def __init__(self, settings: ObjectStoreSettings, *, threads: int = 8) -> None:
        if settings.access_key is None or settings.secret_key is None:
            raise ConfigurationException(
                "VIDEOAGENT_OBJECT_STORE__ACCESS_KEY and VIDEOAGENT_OBJECT_STORE__SECRET_KEY must be set"
            )
        self.bucket = settings.bucket
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="objects")
        self._client = _client(settings, settings.endpoint, secure=settings.secure)
        self._public = _public_client(settings)
        self._form_address = f"{public_origin(settings)}/{settings.bucket}"

    async def ensure_bucket(self) -> None:
        """Create the bucket where it is missing. Idempotent."""
        await self._run(self._make_bucket)

    def _make_bucket(self) -> None:
        if self._client.bucket_exists(self.bucket):
            return
        try:
            self._client.make_bucket(self.bucket)
        except S3Error as error:
            if error.code not in _BUCKET_EXISTS:
                raise

    async def ping(self) -> None:
        """Ask for the bucket.

        Raises:
            StorageException: The store is away, or the bucket is missing.
        """
        if not await self._run(lambda: self._client.bucket_exists(self.bucket)):
            raise StorageException(f"the bucket {self.bucket} is missing")

    async def put_file(self, path: Path, key: str, content_type: str) -> ArtifactRef:
        """Store a file, streaming; storing the same content under the same key again changes nothing."""

        def put() -> ArtifactRef:
            digest = sha256_of(path)
            self._client.fput_object(self.bucket, key, str(path), content_type=content_type)
            return self._ref(key, digest, path.stat().st_size, content_type)

        return await self._run(put)

    async def put_bytes(self, data: bytes, key: str, content_type: str) -> ArtifactRef:
        def put() -> ArtifactRef:
            self._client.put_object(self.bucket, key, io.BytesIO(data), len(data), content_type=content_type)
            return self._ref(key, hashlib.sha256(data).hexdigest(), len(data), content_type)

        return await self._run(put)

    async def get_file(self, source: ArtifactRef | str, path: Path) -> None:
        """Write an object to ``path``, atomically; a reference's sha256 is verified.

        Raises:
            StorageException: ``not_found`` and not retryable when it is gone; ``media_invalid`` when the content is not
                what the reference says.
        """
        key = source if isinstance(source, str) else source.key

        def get() -> None:
            partial = path.with_name(f".{path.name}.part")
            digest = hashlib.sha256()
            response = self._client.get_object(self.bucket, key)
            try:
                with partial.open("wb") as stream:
                    for block in response.stream(_CHUNK):
                        stream.write(block)
                        digest.update(block)
            finally:
                response.close()
                response.release_conn()
            if isinstance(source, ArtifactRef) and digest.hexdigest() != source.sha256:
                partial.unlink()
                raise StorageException(f"{key} is not what was stored", code=ErrorCode.MEDIA_INVALID)
            partial.replace(path)

        await self._run(get)

    async def stat(self, key: str) -> ObjectInfo | None:
        """Return what is known of an object, None when there is none."""

        def stat() -> ObjectInfo | None:
            try:
                found = self._client.stat_object(self.bucket, key)
            except S3Error as error:
                if error.code in _MISSING:
                    return None
                raise
            content_type = found.content_type or "application/octet-stream"
            return ObjectInfo(key, found.size or 0, content_type, found.last_modified)

        return await self._run(stat)

    async def presign_get(
        self,
        key: str,
        expires: timedelta = timedelta(hours=1),
        download_name: str | None = None,
        plain_name: str | None = None,
    ) -> str:
        """Return an address that reads one object, signed for the public endpoint; no network is used.

        Args:
            key: The object.
            expires: How long the address works, at most 7 days.
            download_name: File name under which browsers save it, in any script.
            plain_name: ASCII name for programs that know no other; None: what of ``download_name`` is ASCII.
        """
        headers: dict[str, str | list[str] | tuple[str]] | None = None
        if download_name is not None:
            ascii_name = (plain_name or download_name).encode("ascii", "ignore").decode()
            fallback = ascii_name.replace('"', "").replace("\\", "") or "file"
            disposition = f"attachment; filename=\"{fallback}\"; filename*=UTF-8''{quote(download_name, safe='')}"
            headers = {"response-content-disposition": disposition}
        return self._public.presigned_get_object(self.bucket, key, expires=expires, response_headers=headers)

    def presign_form(self, key: str, max_size: int, expires_at: datetime) -> tuple[str, dict[str, str]]:
        """Return address and fields of an HTML form that stores one object, signed; no network is used.

        Args:
            key: The object; no other can be written with it.
            max_size: Bytes; the store itself refuses more.
            expires_at: When it stops working.
        """
        policy = PostPolicy(self.bucket, expires_at)
        policy.add_equals_condition("key", key)
        policy.add_content_length_range_condition(1, max_size)
        return self._form_address, {"key": key, **self._public.presigned_post_policy(policy)}

    async def list(self, prefix: str) -> "list[ObjectInfo]":
        """Return all objects under a prefix."""

        def collect() -> list[ObjectInfo]:
            return [
                ObjectInfo(item.object_name or "", item.size or 0, item.content_type or "", item.last_modified)
                for item in self._client.list_objects(self.bucket, prefix=prefix, recursive=True)
            ]

        return await self._run(collect)

    async def remove(self, key: str) -> None:
        """Remove one object; nothing happens when it is gone already."""
        await self._run(lambda: self._client.remove_object(self.bucket, key))

    async def remove_prefix(self, prefix: str) -> int:
        """Remove all objects under a prefix and return how many there were. Idempotent.

        Raises:
            ValueError: The prefix is empty: that would be everything.
        """
        if not prefix.strip("/"):
            raise ValueError("an empty prefix would remove everything")

        def remove() -> int:
            names = [
                item.object_name or "" for item in self._client.list_objects(self.bucket, prefix=prefix, recursive=True)
            ]
            for problem in self._client.remove_objects(self.bucket, [DeleteObject(name) for name in names]):
                raise StorageException(f"could not remove {problem.name}")
            return len(names)

        return await self._run(remove)

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _ref(self, key: str, sha256: str, size: int, content_type: str) -> ArtifactRef:
        return ArtifactRef(bucket=self.bucket, key=key, sha256=sha256, size=size, content_type=content_type)

    async def _run(self, function: Callable[[], T]) -> T:
        def with_bucket() -> T:
            try:
                return function()
            except S3Error as error:
                if error.code != _NO_BUCKET:
                    raise
                self._make_bucket()  # somebody emptied the store while the service ran
                return function()

        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, with_bucket)
        except S3Error as error:
            if error.code in _MISSING:
                raise StorageException(
                    f"{error.object_name or error.bucket_name} does not exist",
                    code=ErrorCode.NOT_FOUND,
                    retryable=False,
                ) from error
            raise StorageException(f"the object store refused ({error.code})") from error
        except (urllib3.exceptions.HTTPError, MinioException) as error:
            raise StorageException(f"the object store cannot be reached ({type(error).__name__})") from error


def _client(settings: ObjectStoreSettings, endpoint: str, *, secure: bool) -> Minio:
    if settings.access_key is None or settings.secret_key is None:  # checked by the caller; narrows the types
        raise ConfigurationException("object store keys must be set")
    pool = urllib3.PoolManager(
        maxsize=16,
        timeout=urllib3.Timeout(
            connect=settings.connect_timeout.total_seconds(), read=settings.read_timeout.total_seconds()
        ),
        retries=urllib3.Retry(total=1, backoff_factor=0.2, status_forcelist=[500, 502, 503, 504]),
    )
    return Minio(
        endpoint,
        access_key=settings.access_key.get_secret_value(),
        secret_key=settings.secret_key.get_secret_value(),
        secure=secure,
        region=settings.region,
        http_client=pool,
    )


def public_origin(settings: ObjectStoreSettings) -> str:
    """Return scheme, host and port under which clients reach presigned addresses."""
    public = settings.public_endpoint or settings.endpoint
    if "://" in public:
        return public.rstrip("/")
    return f"{'https' if settings.secure else 'http'}://{public}"


def _public_client(settings: ObjectStoreSettings) -> Minio:
    """Signs addresses for the endpoint that clients see; with the region given it never connects."""
    public = settings.public_endpoint
    if public is None:
        return _client(settings, settings.endpoint, secure=settings.secure)
    if "://" not in public:
        return _client(settings, public, secure=settings.secure)
    parts = urlsplit(public)
    return _client(settings, parts.netloc, secure=parts.scheme == "https")
