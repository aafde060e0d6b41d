"""Wiring: settings in, a running gateway out."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import structlog

from videoagent_contracts.api import DependencyHealth
from videoagent_contracts.envelope import utc_now
from videoagent_contracts.errors import ConfigurationException, StorageException
from videoagent_contracts.topics import (
    AGENT_CATALOGUE,
    CLEAN_UP_REPORTS,
    GATEWAY,
    TASK_COMMANDS,
    TASK_PROGRESS,
    TASK_STATUS,
    WEBHOOK_ATTEMPTS,
)
from videoagent_gateway.adapters.access import MongoCounts, MongoKeys, MongoTickets
from videoagent_gateway.adapters.addresses import webhook_address_check
from videoagent_gateway.adapters.deliveries import MongoDeliveries
from videoagent_gateway.adapters.documents import MongoClaims, MongoReadModel
from videoagent_gateway.adapters.history import TopicHistory
from videoagent_gateway.adapters.runtime import KafkaCommands, StoredMedia
from videoagent_gateway.adapters.uploads import MongoUploads, StoredUploads
from videoagent_gateway.api.app import create_app
from videoagent_gateway.api.http_protocol import bounded
from videoagent_gateway.api.socket_protocol import DirectProtocol
from videoagent_gateway.context import Context
from videoagent_gateway.live.hub import Hub
from videoagent_gateway.service.access import Access, AccessStores
from videoagent_gateway.service.addressing import Addressing
from videoagent_gateway.service.catalogue import Catalogue
from videoagent_gateway.service.cleaning import Cleaning
from videoagent_gateway.service.commanding import Commanding
from videoagent_gateway.service.creating import Creating
from videoagent_gateway.service.deliveries import Deliveries
from videoagent_gateway.service.editing import Editing
from videoagent_gateway.service.following import Following
from videoagent_gateway.service.keeping import Kept
from videoagent_gateway.service.loading import Loading
from videoagent_gateway.service.projection import Projection
from videoagent_gateway.service.reading import Reading
from videoagent_gateway.service.rebuilding import Rebuilding
from videoagent_gateway.service.tasks_state import TasksState
from videoagent_gateway.service.uploading import Uploading
from videoagent_gateway.service.waiters import Waiters
from videoagent_gateway.service.writing import Writing
from videoagent_gateway.settings import GatewayGroup, GatewaySettings, retention_of
from videoagent_runtime.asyncapi import generate
from videoagent_runtime.broadcast import UNHURRIED, Broadcast
from videoagent_runtime.dead_letters import DeadLetterDesk
from videoagent_runtime.health import HealthReport
from videoagent_runtime.objects import public_origin
from videoagent_runtime.records import Received
from videoagent_runtime.service import Runtime, run_service
from videoagent_runtime.settings import load_settings
from videoagent_runtime.web import serving

READ_MODEL_GROUP = "gateway-read-model"
DELIVERIES_GROUP = "gateway-deliveries"
_FLUSH_EVERY_S = 1.0
_MEND_EVERY_S = 15.0
_EXPIRE_EVERY_S = 3600.0
_TIDY_EVERY_S = 60.0
_CLEAN_UP_PATIENCE = timedelta(seconds=20)
_QUIET = timedelta(seconds=20)
_PROGRESS_HEARD = timedelta(minutes=10)
_HEARING_PATIENCE = timedelta(seconds=2)
_DRAIN_S = 8.0
_HEALTH_KEPT_S = 1.0
_log = structlog.get_logger(__name__)


def main() -> None:
    """Run the gateway until told to stop."""
    try:
        settings = load_settings(GatewaySettings)
    except ConfigurationException as error:
        sys.exit(f"gateway: {error.detail}")
    run_service(GATEWAY, settings, lambda runtime: build(runtime, settings), health_server=False)


@asynccontextmanager
async def build(runtime: Runtime, settings: GatewaySettings) -> AsyncIterator[None]:
    """Declare what is heard, start what runs beside it, and serve."""
    group = settings.gateway
    store, claims = MongoReadModel(runtime.mongo), MongoClaims(runtime.mongo)
    tries, dead_letters = MongoDeliveries(runtime.mongo), DeadLetterDesk(settings.kafka, runtime.mongo)
    await dead_letters.prepare()
    keys, tickets = MongoKeys(runtime.mongo), MongoTickets(runtime.mongo)
    for prepared in (store, claims, tries, keys, tickets):
        await prepared.prepare()
    state, hub, waiters, catalogue = (
        TasksState(group.index_limit, group.view_limit),
        Hub(group.max_sockets),
        Waiters(),
        Catalogue(),
    )
    access = Access(group, AccessStores(keys, tickets, MongoCounts(runtime.mongo)), runtime.worker_id, hub.expel)
    await access.open()
    media = StoredMedia(runtime.objects)
    addressing = Addressing(media, group.link_lifetime)
    reading = Reading(state, store)
    bus = KafkaCommands(runtime)
    projection = Projection(state, hub, waiters, catalogue, addressing.addressed)
    uploads = MongoUploads(runtime.mongo)
    await uploads.prepare()
    uploading = Uploading(
        uploads,
        StoredUploads(runtime.objects, settings.work_dir.absolute() / "gateway"),
        max_size=group.max_upload_bytes,
        max_count=group.max_uploads,
        max_bytes=group.max_uploaded_bytes,
    )
    writing = Writing(store, tries, group.deferred_writes)
    cleaning = Cleaning(bus, _CLEAN_UP_PATIENCE)
    deliveries = Deliveries(state, reading, tries, bus)
    loading = Loading(state, reading, store, waiters, _QUIET)
    commanding = Commanding(state, reading, bus, waiters, group.command_timeout)
    context = Context(
        settings=group,
        access=access,
        state=state,
        hub=hub,
        reading=reading,
        creating=Creating(
            state,
            bus,
            store,
            claims,
            catalogue,
            uploading,
            address_problem=webhook_address_check(settings.notifier.allowed_hosts),
            key_lifetime=group.idempotency_lifetime,
        ),
        commanding=commanding,
        editing=Editing(commanding, reading, catalogue),
        deliveries=deliveries,
        dead_letters=dead_letters,
        cleaning=cleaning,
        following=Following(state, reading, store, hub, addressing.addressed),
        catalogue=catalogue,
        addressing=addressing,
        uploading=uploading,
        media=media,
        ready=Kept(partial(_report, runtime.health.ready), _HEALTH_KEPT_S),
        live=Kept(partial(_report, runtime.health.live), _HEALTH_KEPT_S),
        media_origin=public_origin(settings.object_store),
        retention=retention_of(settings),
    )
    broadcast = _listen(runtime, projection, writing, deliveries)
    reading.listening = broadcast.caught_up
    reading.hear_all = partial(broadcast.hear_all, _HEARING_PATIENCE)
    _hear_reports(runtime, cleaning, uploading)
    rebuilding = Rebuilding(TopicHistory(settings.kafka).tell, state, reading, store, tries, deliveries)
    runtime.background(rebuilding.watch(), "watching the read model")
    _work_beside(runtime, hub, loading, writing, claims, group)
    runtime.background(_repeating(uploading.tidy, _EXPIRE_EVERY_S), "forgetting uploads that are gone")
    runtime.background(_repeating(access.look, group.keys_checked_every.total_seconds()), "looking for revoked keys")
    runtime.background(_repeating(access.tidy, _TIDY_EVERY_S), "tidying keys and tickets")
    app = create_app(context, generate)
    async with serving(app, group.host, group.port, drain_s=_DRAIN_S, **web_options(group)) as port:
        _log.info("gateway listens", host=group.host, port=port)
        yield
        # Before requests are drained: by then another has the partitions, and writes.
        await writing.flush_all()


def _listen(runtime: Runtime, projection: Projection, writing: Writing, deliveries: Deliveries) -> Broadcast:
    async def hear(batch: list[Received]) -> None:
        await projection.take(received.envelope for received in batch)

    async def write(batch: list[Received]) -> None:
        await writing.take(received.envelope for received in batch)

    async def note(batch: list[Received]) -> None:
        await deliveries.take(received.envelope for received in batch)

    runtime.broadcast([AGENT_CATALOGUE], hear, from_beginning=True, patience=UNHURRIED)
    # What the read model has not been given yet would else be known to nobody here until the task's next status.
    unwritten = {TASK_STATUS.name: READ_MODEL_GROUP}
    # Progress is stored nowhere: without the last of it, a running task would be told to have gone back.
    lately = {TASK_PROGRESS.name: _PROGRESS_HEARD}
    tasks = runtime.broadcast(
        [TASK_COMMANDS, TASK_STATUS, TASK_PROGRESS], hear, from_beginning=False, behind=unwritten, recent=lately
    )
    runtime.consume_batch([TASK_STATUS], READ_MODEL_GROUP, write, max_records=500, listener=writing)
    runtime.consume_batch([WEBHOOK_ATTEMPTS], DELIVERIES_GROUP, note, batch_timeout=UNHURRIED)
    return tasks


def _hear_reports(runtime: Runtime, cleaning: Cleaning, uploading: Uploading) -> None:
    async def hear(batch: list[Received]) -> None:
        if await cleaning.take(received.envelope for received in batch):
            await uploading.tidy()

    runtime.broadcast([CLEAN_UP_REPORTS], hear, from_beginning=False, patience=UNHURRIED)


def _work_beside(
    runtime: Runtime, hub: Hub, loading: Loading, writing: Writing, claims: MongoClaims, group: GatewayGroup
) -> None:
    async def check_index() -> None:
        if not loading.done.is_set():
            raise StorageException("the tasks are still being loaded")

    async def load() -> None:
        await runtime.health.started.wait()
        await loading.load()

    async def hang_up() -> None:
        await runtime.stopping.wait()
        hub.close()

    async def mend() -> None:
        await loading.mend()

    async def expire() -> None:
        await claims.expire(utc_now() - group.idempotency_lifetime)

    runtime.health.add("task_index", check_index)
    runtime.background(load(), "loading tasks")
    runtime.background(hang_up(), "hanging up")
    runtime.background(_repeating(writing.flush_due, _FLUSH_EVERY_S), "writing deferred states")
    runtime.background(_repeating(mend, _MEND_EVERY_S), "looking quiet tasks up")
    runtime.background(_repeating(expire, _EXPIRE_EVERY_S), "expiring idempotency keys")


def web_options(group: GatewayGroup) -> dict[str, Any]:
    """Return how uvicorn is to serve: compiled parsers, slow and dead peers dropped, small messages not compressed."""
    interval_s = group.ping_interval.total_seconds()
    return {
        "http": bounded(group.head_timeout, group.body_timeout),
        "ws": DirectProtocol,
        "ws_ping_interval": interval_s,
        "ws_ping_timeout": max(1.0, group.silent_after.total_seconds() - interval_s),
        "ws_max_size": group.max_body_bytes,
        "ws_per_message_deflate": False,
    }


async def _repeating(work: Callable[[], Awaitable[None]], every_s: float) -> None:
    while True:
        await asyncio.sleep(every_s)
        try:
            await work()
        except StorageException as error:
            _log.warning("background work waits for a store", work=work.__qualname__, error=error.detail)


async def _report(check: Callable[[], Awaitable[HealthReport]]) -> tuple[bool, dict[str, DependencyHealth]]:
    report = await check()
    return report.ok, report.checks
