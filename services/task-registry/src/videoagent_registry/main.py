"""Wiring of the task-registry."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from videoagent_contracts.errors import StorageException
from videoagent_contracts.topics import REGISTRY
from videoagent_registry.adapters.bucket_media import BucketMedia
from videoagent_registry.adapters.mongo_journal import MongoJournal
from videoagent_registry.adapters.mongo_slots import MongoSlots
from videoagent_registry.book import Book
from videoagent_registry.cleanup import CleanUp
from videoagent_registry.clock import SteadyClock
from videoagent_registry.committer import Committer
from videoagent_registry.gate import Gate
from videoagent_registry.handlers import subscribe, subscribe_clean_up
from videoagent_registry.leases import Leases
from videoagent_registry.marks import Marks
from videoagent_registry.service import TaskRegistry
from videoagent_registry.settings import RegistryGroup, RegistrySettings
from videoagent_registry.user_slots import UserSlots
from videoagent_runtime.service import Runtime, run_service
from videoagent_runtime.settings import load_settings
from videoagent_runtime.watch import cancel_and_wait

DATABASE = "registry"
_MARK_INTERVAL_S = 0.5
_TROUBLE_S = 1.0
_log = structlog.get_logger(__name__)


def main() -> None:
    """Run until stopped."""
    settings = load_settings(RegistrySettings)
    run_service(REGISTRY, settings, lambda runtime: build(runtime, settings.registry))


@asynccontextmanager
async def build(runtime: Runtime, settings: RegistryGroup) -> AsyncIterator[None]:
    """Declare the consumer and run timers, marks and clean-up beside it."""
    journal = MongoJournal(runtime.mongo.database(DATABASE))
    await journal.prepare()
    clock = SteadyClock()
    leases = Leases(settings.lease.total_seconds())
    slots = MongoSlots(runtime.mongo.database(DATABASE))
    await slots.prepare()
    gate = Gate(UserSlots(slots), settings.limits(), clock)
    book = Book(leases, gate, settings.finished_in_memory)
    marks = Marks(journal)
    media = BucketMedia(runtime.objects)
    committer = Committer(
        journal, runtime, media, settings.policies(), clock, book, leases, gate, marks, settings.load_concurrency
    )
    registry = TaskRegistry(
        journal, committer, book, leases, gate, clock, settings.batch_records, lambda: runtime.broker.ping(timeout=1.0)
    )
    subscribe(runtime, registry, settings)
    clean_up = CleanUp(journal, runtime, media, settings)
    subscribe_clean_up(runtime, clean_up)
    tasks = [
        runtime.background(_tick(registry, settings.tick.total_seconds()), "timers"),
        runtime.background(marks.run(_MARK_INTERVAL_S), "marks"),
        runtime.background(gate.run(settings.tick.total_seconds()), "places"),
        runtime.background(clean_up.run(), "clean-up"),
    ]
    try:
        yield
    finally:
        for task in tasks:
            await cancel_and_wait(task)
        await marks.flush()
        await gate.settle()


async def _tick(registry: TaskRegistry, interval_s: float) -> None:
    while True:
        try:
            more = await registry.tick()
        except StorageException as error:
            _log.warning("timers wait for a store", error=error.detail)
            await asyncio.sleep(_TROUBLE_S)
        else:
            await asyncio.sleep(0 if more else interval_s)
