"""Settings, retries, logs, traces, health, records, dead letters, the AsyncAPI document."""

import asyncio
import json
import logging
import time
from datetime import timedelta
from typing import cast

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaTimeoutError
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from starlette.testclient import TestClient

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.commands import CancelTask
from videoagent_contracts.envelope import Envelope
from videoagent_contracts.errors import ConfigurationException, StorageException
from videoagent_contracts.topics import TOPICS
from videoagent_runtime import asyncapi
from videoagent_runtime.health import Health
from videoagent_runtime.logs import RepeatFilter, is_foreign_detail
from videoagent_runtime.retry import Backoff, Stopping, until_stored
from videoagent_runtime.settings import AgentSettings, ServiceSettings, TelemetrySettings, load_settings
from videoagent_runtime.telemetry import Telemetry, span_id_of, trace_id_of
from videoagent_runtime.watch import ConsumerWatch, Watched


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOAGENT_KAFKA__BOOTSTRAP_SERVERS", "a:1,b:2")
    monkeypatch.setenv("VIDEOAGENT_OBJECT_STORE__SECRET_KEY", "hidden")
    monkeypatch.setenv("VIDEOAGENT_CONCURRENCY", "3")
    monkeypatch.setenv("VIDEOAGENT_HEARTBEAT", "7")
    monkeypatch.setenv("VIDEOAGENT_GRACE", "PT30S")
    monkeypatch.setenv("VIDEOAGENT_SOMEBODY_ELSES__THING", "1")
    settings = load_settings(AgentSettings)
    assert settings.kafka.bootstrap_servers == "a:1,b:2"
    assert (settings.concurrency, settings.heartbeat, settings.grace) == (
        3,
        timedelta(seconds=7),
        timedelta(seconds=30),
    )
    assert "hidden" not in repr(settings)


def test_wrong_setting_is_named_and_its_value_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOAGENT_HEALTH__PORT", "s3cret-70000")
    with pytest.raises(ConfigurationException, match="VIDEOAGENT_HEALTH__PORT") as caught:
        load_settings(ServiceSettings)
    assert "s3cret" not in caught.value.detail


def test_backoff_grows_to_its_bound() -> None:
    backoff = Backoff(initial_s=1, factor=2, maximum_s=10)
    assert [backoff.bound(failures) for failures in (1, 2, 3, 4, 5, 1000)] == [1, 2, 4, 8, 10, 10]
    assert all(backoff.bound(4) / 2 <= backoff.delay(4) <= backoff.bound(4) for _ in range(50))


async def test_call_is_repeated_while_a_store_is_away() -> None:
    left = 3
    seen: list[int] = []

    async def call() -> str:
        nonlocal left
        left -= 1
        if left:
            raise StorageException("away")
        return "done"

    quick = Backoff(initial_s=0.001)
    result = await until_stored(call, asyncio.Event(), backoff=quick, on_retry=lambda _, count: seen.append(count))
    assert (result, seen) == ("done", [1, 2])


async def test_repeating_ends_with_the_service_or_when_it_is_useless() -> None:
    async def away() -> None:
        raise StorageException("away")

    async def useless() -> None:
        raise StorageException("too large", retryable=False)

    stopping = asyncio.Event()
    asyncio.get_running_loop().call_later(0.05, stopping.set)
    with pytest.raises(Stopping):
        await until_stored(away, stopping)
    with pytest.raises(StorageException):
        await until_stored(useless, asyncio.Event())


def test_chatter_is_cut() -> None:
    repeats = RepeatFilter(interval_s=60)
    records = [logging.LogRecord("aiokafka", 30, "", 1, text, (), None) for text in ("a", "a", "b", "a")]
    assert [repeats.filter(record) for record in records] == [True, False, True, False]


def test_what_libraries_say_to_their_own_makers_is_not_logged() -> None:
    """The headers of an answer, for example, in which a provider quotes the key."""
    said = [("videoagent_models.chain", 10), ("httpcore2.http11", 10), ("httpcore2.http11", 30)]
    records = [logging.LogRecord(name, level, "", 1, "text", (), None) for name, level in said]
    assert [is_foreign_detail(record) for record in records] == [False, True, False]


def _envelope(cause: AnyEnvelope | None = None) -> AnyEnvelope:
    return Envelope.of(CancelTask(), task_id="task", producer="gateway", cause=cause)


async def test_trace_follows_messages_across_services() -> None:
    """A publishes, B works on it and publishes, C publishes because of that without a span of its own: one trace."""
    spans = InMemorySpanExporter()
    telemetry = Telemetry(TelemetrySettings(), "service", "worker", exporter=spans)
    first = _envelope()
    second = _envelope(cause=first)
    third = _envelope(cause=second)
    with telemetry.span("POST /tasks", correlation_id=first.correlation_id):
        telemetry.published("commands", [first], time.time_ns())
    with telemetry.consuming(first, "work"):
        telemetry.published("results", [second], time.time_ns())
    telemetry.published("status", [third], time.time_ns())
    telemetry.close()
    by_name = [(span.name, span) for span in spans.get_finished_spans()]
    trace_ids = {span.context.trace_id for _, span in by_name if span.context}
    assert trace_ids == {trace_id_of(first.correlation_id)}
    publishes = [span for name, span in by_name if name == "publish task.cancel"]
    work = next(span for name, span in by_name if name == "work")
    post = next(span for name, span in by_name if name == "POST /tasks")
    parents = [span.parent.span_id if span.parent else None for span in publishes]
    assert post.parent is None
    assert work.parent is not None
    assert work.parent.span_id == span_id_of(first.id)
    assert parents == [post.context.span_id, work.context.span_id, span_id_of(second.id)]
    assert telemetry.traceparent(third) == (
        f"00-{trace_id_of(first.correlation_id):032x}-{span_id_of(third.id):016x}-01"
    )


def test_no_collector_no_spans() -> None:
    telemetry = Telemetry(TelemetrySettings(), "service", "worker")
    with telemetry.consuming(_envelope(), "work") as span:
        assert not span.is_recording()
    assert telemetry.traceparent(_envelope()).endswith("-00")


async def test_health_tells_what_is_wrong() -> None:
    health = Health()
    well = True

    async def check() -> None:
        if not well:
            raise StorageException("the store is away")

    health.add("mongo", check)
    health.add_live("consumers", check)
    with TestClient(health.app()) as client:
        assert client.get("/health/live").status_code == 200
        assert client.get("/health/ready").status_code == 503
        health.started.set()
        assert client.get("/health/ready").json()["status"] == "ok"
        well = False
        answer = client.get("/health/ready")
        assert answer.status_code == 503
        assert answer.json()["checks"]["mongo"]["detail"] == "the store is away"
        assert client.get("/health/live").status_code == 503
        assert "videoagent_messages_consumed" in client.get("/metrics").text


def test_consumer_is_stuck_only_with_work_and_without_a_handler_at_it() -> None:
    watched = Watched("group", lambda: None)
    watched.moved_at = 100.0
    assert watched.stuck_for(500.0) == 0  # nothing waits
    watched.lag = 3
    assert watched.stuck_for(500.0) == 400
    with watched.working():
        assert watched.stuck_for(500.0) == 0


class _Consumer:
    """One whose partitions cannot be told apart from nothing, or that does not get to know where it is."""

    def __init__(self, *partitions: TopicPartition) -> None:
        self._partitions = set(partitions)

    def assignment(self) -> set[TopicPartition]:
        return self._partitions

    async def end_offsets(self, partitions: list[TopicPartition]) -> dict[TopicPartition, int]:
        return dict.fromkeys(partitions, 5)

    async def position(self, partition: TopicPartition) -> int:
        raise KafkaTimeoutError(str(partition))


@pytest.mark.parametrize("answers", [True, False])
async def test_a_consumer_that_does_not_know_its_place_is_stuck_if_kafka_answers_others(answers: bool) -> None:
    given_up: list[str] = []

    async def kafka_answers() -> bool:
        return answers

    watch = ConsumerWatch(timedelta(seconds=10), given_up.append, kafka_answers)
    watched = watch.add("group", lambda: cast(AIOKafkaConsumer, _Consumer(TopicPartition("t", 0))))
    watched.moved_at -= 30
    await watch.look()
    assert [said.split(" for ")[0] for said in given_up] == ["consumer group group has no place"] * answers


@pytest.mark.parametrize("joining", [True, False])
async def test_a_group_that_never_ends_to_share_out_its_partitions_is_stuck_and_one_with_none_to_spare_is_not(
    joining: bool,
) -> None:
    given_up: list[str] = []

    async def kafka_answers() -> bool:
        return True

    watch = ConsumerWatch(timedelta(seconds=10), given_up.append, kafka_answers)
    watched = watch.add("group", lambda: cast(AIOKafkaConsumer, _Consumer()))
    watched.shared_out(done=not joining)
    watched.moved_at -= 30
    await watch.look()
    assert bool(given_up) is joining


def test_asyncapi_document_is_whole() -> None:
    document = asyncapi.generate(version="2", host="kafka:9092")
    text = json.dumps(document)
    for reference in {part.split('"')[0] for part in text.split('"$ref": "')[1:]}:
        node = document
        for name in reference.removeprefix("#/").split("/"):
            node = node[name]
    assert document["asyncapi"] == "3.0.0"
    assert {channel["address"] for channel in document["channels"].values()} == {topic.name for topic in TOPICS}
    operation = document["operations"]["gateway.send.videoagent_task_commands"]
    assert {"$ref": "#/channels/videoagent_task_commands/messages/task.create.v1"} in operation["messages"]
    payload = document["components"]["schemas"]["Envelope_CreateTask_"]
    assert payload["properties"]["task_id"]["type"] == "string"
