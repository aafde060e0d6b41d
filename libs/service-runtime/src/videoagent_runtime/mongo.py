"""The document store: a thin typed wrapper that keeps to the portable part and confines motor to this file.

Portable part: one document per operation, found by ``_id`` or by an equality on an indexed field; whatever must happen
once is an insert with a unique id (conditional updates have several winners on FerretDB).
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from motor.motor_asyncio import AsyncIOMotorClient, AsyncIOMotorCollection, AsyncIOMotorDatabase
from pymongo import ASCENDING
from pymongo.errors import (
    BulkWriteError,
    ConnectionFailure,
    DuplicateKeyError,
    ExecutionTimeout,
    OperationFailure,
    PyMongoError,
    WaitQueueTimeoutError,
)

from videoagent_contracts.errors import StorageException
from videoagent_runtime.settings import MongoSettings

T = TypeVar("T")
Document = dict[str, Any]
DUPLICATE_KEY = 11000
_UNREACHABLE = (ConnectionFailure, ExecutionTimeout, WaitQueueTimeoutError)
_SHUTTING_DOWN_CODES = frozenset({91, 189, 10107, 11600, 11602, 13435, 13436})


@asynccontextmanager
async def _reachable() -> AsyncIterator[None]:
    try:
        yield
    except _UNREACHABLE as error:
        raise StorageException(f"the document store cannot be reached ({type(error).__name__})") from error
    except DuplicateKeyError:
        raise
    except OperationFailure as error:
        if error.code in _SHUTTING_DOWN_CODES or error.code is None or _lost_its_own_store(error):
            raise StorageException("the document store cannot work at the moment") from error
        raise


def _lost_its_own_store(error: OperationFailure) -> bool:
    """FerretDB answers with an internal error (code 1) while its PostgreSQL is away."""
    return error.code == 1


async def _call(work: Awaitable[T]) -> T:
    async with _reachable():
        return await work


class Collection:
    """One collection. Every method raises StorageException (503) when the store can't be reached."""

    def __init__(self, collection: "AsyncIOMotorCollection[Document]") -> None:
        self._collection = collection

    @property
    def name(self) -> str:
        return str(self._collection.name)

    async def insert(self, document: Mapping[str, Any]) -> bool:
        """Insert; False when a document with this ``_id`` (or unique field) exists: somebody was first."""
        try:
            await _call(self._collection.insert_one(dict(document)))
        except DuplicateKeyError:
            return False
        return True

    async def insert_many(self, documents: Sequence[Mapping[str, Any]]) -> list[int]:
        """Insert unordered and return the indexes of the duplicates; all others are stored."""
        if not documents:
            return []
        try:
            await _call(self._collection.insert_many([dict(document) for document in documents], ordered=False))
        except BulkWriteError as error:
            problems = (error.details or {}).get("writeErrors", [])
            if not problems or any(problem.get("code") != DUPLICATE_KEY for problem in problems):
                raise StorageException("the document store refused part of a batch") from error
            return sorted(int(problem["index"]) for problem in problems)
        return []

    async def get(self, document_id: object) -> Document | None:
        return await _call(self._collection.find_one({"_id": document_id}))

    async def find(
        self,
        query: Mapping[str, Any],
        sort: Sequence[tuple[str, int]] | None = None,
        skip: int = 0,
        limit: int = 0,
        fields: Sequence[str] | None = None,
    ) -> list[Document]:
        """Return the documents; ``query`` must have an equality on an indexed field.

        Args:
            query: Filter.
            sort: Fields with 1 or -1.
            skip: Documents passed over.
            limit: At most so many; 0: all.
            fields: Top-level fields to return beside ``_id``; None: all.
        """
        cursor = self._collection.find(
            dict(query),
            projection=None if fields is None else dict.fromkeys(fields, 1),
            skip=skip,
            limit=limit,
            sort=list(sort) if sort else None,
        )
        return await _call(cursor.to_list(length=None))

    async def count(self, query: Mapping[str, Any]) -> int:
        return int(await _call(self._collection.count_documents(dict(query))))

    async def replace(self, document_id: object, document: Mapping[str, Any], *, upsert: bool = True) -> None:
        """Overwrite. Only for the one owner of a document, or where the last writer may win."""
        body = {**document, "_id": document_id}
        try:
            await _call(self._collection.replace_one({"_id": document_id}, body, upsert=upsert))
        except DuplicateKeyError:  # two upserts raced: the document exists now, so replacing it works
            await _call(self._collection.replace_one({"_id": document_id}, body))

    async def replace_older(
        self, document_id: object, document: Mapping[str, Any], field: str, *, upsert: bool
    ) -> bool:
        """Overwrite a document whose number ``field`` is smaller than this one's, or that has none.

        Against other writers it is as atomic as the store: two that meet within milliseconds may both win on FerretDB.

        Returns:
            False when there is one as new, or none at all and ``upsert`` does not say to make it.
        """
        older = {"_id": document_id, field: {"$not": {"$gte": document[field]}}}
        try:
            result = await _call(self._collection.replace_one(older, {**document, "_id": document_id}, upsert=upsert))
        except DuplicateKeyError:
            return False
        return bool(result.matched_count or result.upserted_id is not None)

    async def update(self, document_id: object, change: Mapping[str, Any], *, upsert: bool = False) -> bool:
        """Apply update operators; return whether there was such a document. Not atomic against other writers."""
        result = await _call(self._collection.update_one({"_id": document_id}, dict(change), upsert=upsert))
        return bool(result.matched_count)

    async def delete(self, document_id: object) -> bool:
        """Remove one document; False when there was none."""
        return bool((await _call(self._collection.delete_one({"_id": document_id}))).deleted_count)

    async def delete_many(self, query: Mapping[str, Any]) -> int:
        return int((await _call(self._collection.delete_many(dict(query)))).deleted_count)

    async def ensure_index(self, *fields: str, unique: bool = False) -> None:
        """Create an ascending index over ``fields``. Idempotent, also when several services do it at once."""
        keys = [(field, ASCENDING) for field in fields]
        for final in (False, False, True):
            try:
                await _call(self._collection.create_index(keys, unique=unique))
            except (OperationFailure, StorageException):
                # Making the same collection from two processes at once fails in one of them on FerretDB.
                if final:
                    raise
                await asyncio.sleep(0.2)
            else:
                return


class Database:
    """One database, as named in the code; the configured prefix is added here."""

    def __init__(self, database: "AsyncIOMotorDatabase[Document]") -> None:
        self._database = database

    def collection(self, name: str) -> Collection:
        return Collection(self._database[name])


class Mongo:
    """A pooled connection to the document store; connects on first use.

    Must be made inside a running event loop.
    """

    def __init__(self, settings: MongoSettings) -> None:
        self._settings = settings
        select_ms = int(settings.select_timeout.total_seconds() * 1000)
        self._client: AsyncIOMotorClient[Document] = AsyncIOMotorClient(
            settings.uri.get_secret_value(),
            io_loop=asyncio.get_running_loop(),
            serverSelectionTimeoutMS=select_ms,
            connectTimeoutMS=select_ms,
            socketTimeoutMS=int(settings.socket_timeout.total_seconds() * 1000),
            waitQueueTimeoutMS=int(settings.socket_timeout.total_seconds() * 1000),
            maxPoolSize=settings.pool_size,
            tz_aware=True,
            appname="videoagent",
        )

    def database(self, name: str) -> Database:
        return Database(self._client[self._settings.database_prefix + name])

    async def ping(self) -> None:
        """Ask the store for a sign of life.

        Raises:
            StorageException: There was none.
        """
        try:
            await _call(self._client.admin.command("ping"))
        except PyMongoError as error:
            raise StorageException("the document store does not answer") from error

    async def drop(self, name: str) -> None:
        """Remove a whole database (tests, clean-up)."""
        await _call(self._client.drop_database(self._settings.database_prefix + name))

    def close(self) -> None:
        self._client.close()
