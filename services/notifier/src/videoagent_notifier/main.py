"""Wiring of the notifier."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

import structlog
import uvloop

from videoagent_contracts.envelope import Envelope
from videoagent_contracts.errors import VideoAgentException
from videoagent_contracts.status import DeliveryAttempted
from videoagent_contracts.topics import NOTIFIER, TASK_STATUS, WEBHOOK_ATTEMPTS, WEBHOOK_COMMANDS
from videoagent_notifier.adapters.sender import HttpSender, Signer
from videoagent_notifier.adapters.store import MongoDeliveries, kept_secret
from videoagent_notifier.cleanup import remove_old
from videoagent_notifier.domain import RetryPolicy, message_id_of
from videoagent_notifier.endpoints import EndpointPolicy
from videoagent_notifier.handlers import NotifierHandler, PartitionOwner
from videoagent_notifier.service import Dispatcher
from videoagent_notifier.settings import NotifierGroup, NotifierSettings, listed
from videoagent_runtime.address_guard import AddressGuard
from videoagent_runtime.guarded_transport import GuardedTransport
from videoagent_runtime.mongo import Mongo
from videoagent_runtime.service import Runtime, run_service
from videoagent_runtime.settings import load_settings

_log = structlog.get_logger(__name__)


@asynccontextmanager
async def notifier_running(runtime: Runtime, group: NotifierGroup) -> AsyncIterator[None]:
    """Wire the notifier into a runtime; on leaving, finish the tries under way."""
    store = MongoDeliveries(runtime.mongo)
    await store.prepare()
    transport = GuardedTransport(AddressGuard(listed(group.allowed_hosts)))

    async def publish(task_id: str, attempted: DeliveryAttempted, at: datetime) -> None:
        await runtime.publish(
            WEBHOOK_ATTEMPTS,
            Envelope.of(
                attempted, task_id=task_id, producer=NOTIFIER, message_id=message_id_of(attempted), occurred_at=at
            ),
        )

    dispatcher = Dispatcher(
        store,
        HttpSender(transport, Signer(await _secrets(runtime.mongo, group)), group.timeout),
        publish,
        RetryPolicy(group.attempts, group.initial_backoff, group.backoff_factor, group.max_backoff),
        EndpointPolicy(group.disable_after, group.disabled_for),
        runtime.stopping,
        concurrency=group.concurrency,
        concurrency_per_host=group.concurrency_per_host,
    )
    handler = NotifierHandler(store, dispatcher, group.public_url)
    # One group for both, assigned by ranges: who has a task's statuses has the orders about its webhooks too.
    runtime.consume_batch([TASK_STATUS, WEBHOOK_COMMANDS], NOTIFIER, handler, listener=PartitionOwner(dispatcher))
    runtime.background(dispatcher.run(), "webhook dispatcher")
    runtime.background(remove_old(store, group.keep, runtime.stopping), "clean-up of deliveries")
    try:
        yield
    finally:
        await dispatcher.drain(group.timeout)
        await transport.aclose()


async def _secrets(mongo: Mongo, group: NotifierGroup) -> list[str]:
    if group.secret is not None:
        return listed(group.secret.get_secret_value())
    secret = await kept_secret(mongo)
    _log.info("VIDEOAGENT_NOTIFIER__SECRET is not set; a kept one signs", show="python -m videoagent_notifier secret")
    return [secret]


async def _show_secret(settings: NotifierSettings) -> None:
    mongo = Mongo(settings.mongo)
    try:
        configured = settings.notifier.secret
        sys.stdout.write((configured.get_secret_value() if configured else await kept_secret(mongo)) + "\n")
    finally:
        mongo.close()


def main(arguments: list[str]) -> None:
    """Serve; or with the argument ``secret`` print what webhooks are signed with."""
    try:
        settings = load_settings(NotifierSettings)
        if arguments == ["secret"]:
            uvloop.run(_show_secret(settings))
            return
    except VideoAgentException as error:
        sys.exit(f"videoagent_notifier: {error.detail}")
    run_service(NOTIFIER, settings, lambda runtime: notifier_running(runtime, settings.notifier))
