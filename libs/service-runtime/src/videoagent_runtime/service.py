"""The life of a service: start in order, run until told to stop, drain, and say by the exit code how it went."""

import asyncio
import os
import secrets
import signal
import socket
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from datetime import timedelta
from functools import cached_property, partial
from types import FrameType
from typing import Any

import structlog
import uvloop

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.errors import StorageException, VideoAgentException
from videoagent_contracts.topics import TOPICS, TopicCard
from videoagent_runtime.broadcast import Broadcast
from videoagent_runtime.broker import TopicNames, await_topics, kafka_answers, make_broker
from videoagent_runtime.consuming import BatchHandler, Consumers, Handler, PartitionListener
from videoagent_runtime.dead_letters.marks import Floods
from videoagent_runtime.dead_letters.sending import DeadLetters
from videoagent_runtime.health import Health
from videoagent_runtime.logs import configure_logging
from videoagent_runtime.mongo import Mongo
from videoagent_runtime.objects import ObjectStore
from videoagent_runtime.publishing import Outgoing, Publisher
from videoagent_runtime.retry import Stopping
from videoagent_runtime.settings import ServiceSettings
from videoagent_runtime.telemetry import Telemetry
from videoagent_runtime.watch import ConsumerWatch, cancel_and_wait
from videoagent_runtime.web import serving

_SHUTDOWN_SLACK_S = 15.0
_START_S = 180.0
_PING_S = 2.0
_log = structlog.get_logger(__name__)


class Runtime:
    """What a running service has. Made inside the event loop.

    Attributes:
        name: Service name, as in the topic cards.
        worker_id: Name of this very process.
        settings: The service's settings.
        health: Checks served over HTTP.
        telemetry: Traces.
        stopping: Set when the service is to stop.
        exit_code: 0, or 1 once something failed for good.
    """

    def __init__(self, name: str, settings: ServiceSettings, *, telemetry: Telemetry | None = None) -> None:
        self.name = name
        self.worker_id = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"
        self.settings = settings
        self.health = Health()
        self.stopping = asyncio.Event()
        self.exit_code = 0
        self.telemetry = telemetry or Telemetry(settings.telemetry, name, self.worker_id)
        self.broker = make_broker(settings.kafka, client_id=f"{name}-{self.worker_id}")
        names = TopicNames(settings.kafka.prefix)
        self.publisher = Publisher(self.broker, settings.kafka, names, self.telemetry, self.fail)
        self._watch = ConsumerWatch(settings.kafka.stuck_after, self.fail, partial(kafka_answers, settings.kafka))
        floods = Floods(lambda: self.mongo)
        dead_letters = DeadLetters(
            self.publisher, floods, name, settings.kafka.dead_letter_limit, self.fail, self.stopping
        )
        self._consumers = Consumers(self.broker, settings.kafka, names, dead_letters, self._watch, self.stopping)
        self._background: set[asyncio.Task[None]] = set()
        self.health.add("kafka", self.ping_kafka)
        self.health.add("dead_letters", dead_letters.check)
        self.health.add_live("consumers", self._watch.check)

    @cached_property
    def mongo(self) -> Mongo:
        """The document store; readiness depends on it from first use on."""
        mongo = Mongo(self.settings.mongo)
        self.health.add("mongo", mongo.ping)
        return mongo

    @cached_property
    def objects(self) -> ObjectStore:
        """The object store; readiness depends on it from first use on."""
        objects = ObjectStore(self.settings.object_store)
        self.health.add("object_store", objects.ping)
        return objects

    async def publish(self, card: TopicCard, envelope: AnyEnvelope, key: str | None = None) -> None:
        """See ``Publisher.publish``."""
        await self.publisher.publish(card, envelope, key)

    async def publish_many(self, items: Sequence[Outgoing]) -> None:
        """See ``Publisher.publish_many``."""
        await self.publisher.publish_many(items)

    async def publish_tombstone(self, card: TopicCard, key: str) -> None:
        """See ``Publisher.publish_tombstone``."""
        await self.publisher.publish_tombstone(card, key)

    def consume(self, card: TopicCard, group: str, handler: Handler) -> None:
        """See ``Consumers.consume``."""
        self._consumers.consume(card, group, handler)

    def consume_batch(
        self,
        cards: Sequence[TopicCard],
        group: str,
        handler: BatchHandler,
        *,
        max_records: int = 100,
        batch_timeout: timedelta = timedelta(milliseconds=20),
        listener: PartitionListener | None = None,
    ) -> None:
        """See ``Consumers.consume_batch``."""
        self._consumers.consume_batch(
            cards, group, handler, max_records=max_records, batch_timeout=batch_timeout, listener=listener
        )

    def broadcast(
        self,
        cards: Sequence[TopicCard],
        handler: BatchHandler,
        *,
        from_beginning: bool,
        behind: Mapping[str, str] | None = None,
        recent: Mapping[str, timedelta] | None = None,
        patience: timedelta = timedelta(milliseconds=10),
    ) -> Broadcast:
        """See ``Consumers.broadcast``."""
        return self._consumers.broadcast(
            cards, handler, from_beginning=from_beginning, behind=behind, recent=recent, patience=patience
        )

    def background(self, work: Coroutine[Any, Any, None], name: str) -> "asyncio.Task[None]":
        """Run ``work`` beside the service until the service ends; when it fails, the service fails."""
        task = asyncio.create_task(work, name=name)
        self._background.add(task)
        task.add_done_callback(self._background_ended)
        return task

    def fail(self, reason: str) -> None:
        """Stop the service with exit code 1, so that its supervisor starts it anew."""
        if not self.exit_code:
            _log.error("service cannot go on", reason=reason)
        self.exit_code = 1
        self.stopping.set()

    def _background_ended(self, task: "asyncio.Task[None]") -> None:
        self._background.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("background work failed", work=task.get_name(), exc_info=error)
            self.fail(f"{task.get_name()} failed")

    async def ping_kafka(self) -> None:
        """Ask Kafka for a sign of life.

        Raises:
            StorageException: It does not answer within 2 s.
        """
        if not await self.broker.ping(timeout=_PING_S):
            raise StorageException("Kafka does not answer")

    async def _check_used_stores(self) -> None:
        if "mongo" in self.__dict__:
            await self.mongo.ping()
        if "objects" in self.__dict__:
            await self.objects.ensure_bucket()

    @asynccontextmanager
    async def running(self, build: "Build") -> AsyncIterator[None]:
        """Start in order; on leaving stop consuming first, then what ``build`` made, then the connections."""
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self._close)
            await await_topics(self.settings.kafka, TOPICS, self.stopping)
            await self.broker.connect()
            built = build(self)
            if isinstance(built, AbstractAsyncContextManager):
                await stack.enter_async_context(built)
            else:
                await built
            await self._check_used_stores()
            stack.push_async_callback(self._stop_consuming)
            await self.broker.start()
            for broadcast in self._consumers.broadcasts:
                ends = await broadcast.pin()
                self.background(broadcast.follow(ends), "broadcast catching up")
            self.background(self._watch.run(), "consumer watch")
            self.background(self.publisher.watch(), "publisher watch")
            self.health.started.set()
            yield

    async def _stop_consuming(self) -> None:
        self.stopping.set()
        self.health.started.clear()
        await asyncio.gather(*(subscriber.stop() for subscriber in self.broker.subscribers))

    async def _close(self) -> None:
        for task in list(self._background):
            await cancel_and_wait(task)
        await self.broker.stop()
        if "mongo" in self.__dict__:
            self.mongo.close()
        if "objects" in self.__dict__:
            self.objects.close()
        await asyncio.to_thread(self.telemetry.close)


Build = Callable[[Runtime], AbstractAsyncContextManager[None] | Awaitable[None]]


def run_service(name: str, settings: ServiceSettings, build: Build, *, health_server: bool = True) -> None:
    """Run a service until SIGTERM or SIGINT; does not return but exits.

    Exit code 0 after a clean stop; 1 when it could not start or could not go on (its supervisor starts it anew).

    Args:
        name: Service name, as in the topic cards.
        settings: Its settings, read by its ``main.py``.
        build: Declares consumers and makes what they need; a context manager is left after consuming has stopped.
        health_server: Serve health and metrics on the health port (the gateway serves its own).
    """
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        code = runner.run(_serve(name, settings, build, health_server=health_server))
    sys.exit(code)


async def _serve(name: str, settings: ServiceSettings, build: Build, *, health_server: bool) -> int:
    runtime = Runtime(name, settings)
    configure_logging(settings.log, name, runtime.worker_id)
    _stop_on_signals(runtime)
    try:
        async with AsyncExitStack() as stack:
            port = 0
            if health_server:
                port = await stack.enter_async_context(
                    serving(runtime.health.app(), settings.health.host, settings.health.port, drain_s=1)
                )
            async with _within(_START_S) as start_limit, runtime.running(build):
                if not start_limit.expired():  # else the next wait is cancelled, and the service cannot start
                    start_limit.reschedule(None)
                _log.info("service started", health_port=port)
                await runtime.stopping.wait()
                _log.info("service stopping")
                _exit_if_it_takes_too_long(runtime)
    except Stopping:
        _log.info("service stopped before it had started")
        return runtime.exit_code
    except (VideoAgentException, OSError) as error:
        # Expected, so one clear line and no stack; the supervisor tries again.
        _log.error("service failed" if runtime.stopping.is_set() else "service cannot start", reason=str(error))
        return 1
    _log.info("service stopped", exit_code=runtime.exit_code)
    return runtime.exit_code


@asynccontextmanager
async def _within(seconds: float) -> AsyncIterator[asyncio.Timeout]:
    """A time limit for the start.

    Raises:
        StorageException: It passed before it was lifted.
    """
    try:
        async with asyncio.timeout(seconds) as limit:
            yield limit
    except TimeoutError:
        if not limit.expired():
            raise
        raise StorageException(f"not ready within {seconds:.0f} s") from None


def _stop_on_signals(runtime: Runtime) -> None:
    loop = asyncio.get_running_loop()

    def on_signal(number: int, _frame: FrameType | None = None) -> None:
        if runtime.stopping.is_set() and number == signal.SIGINT:
            os._exit(130)  # the second Ctrl-C: somebody does not want to wait
        runtime.stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, on_signal, number)


def _exit_if_it_takes_too_long(runtime: Runtime) -> None:
    """End the process hard when draining hangs; nothing is lost, since what was not acknowledged comes again."""

    def give_up() -> None:
        _log.error("service did not stop in time")
        os._exit(runtime.exit_code or 1)

    timer = threading.Timer(runtime.settings.grace.total_seconds() + _SHUTDOWN_SLACK_S, give_up)
    timer.daemon = True
    timer.start()
