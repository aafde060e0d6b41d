"""What a service does that starts before Kafka."""

import asyncio
import logging
import socket

import pytest

from videoagent_contracts.errors import StorageException
from videoagent_contracts.topics import TOPICS, TopicCard
from videoagent_runtime import broker
from videoagent_runtime.retry import Stopping
from videoagent_runtime.settings import KafkaSettings


async def test_it_waits_for_kafka_until_it_is_stopped_and_its_client_logs_nothing(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried_thrice = asyncio.Event()
    tries = iter(range(1, 1000))
    ensure = broker.ensure_topics

    async def counted(settings: KafkaSettings, cards: tuple[TopicCard, ...]) -> None:
        try:
            await ensure(settings, cards)
        finally:
            if next(tries) == 3:
                tried_thrice.set()

    monkeypatch.setattr(broker, "ensure_topics", counted)
    with socket.socket() as unheard:  # bound and not listening: nobody else gets the port meanwhile
        unheard.bind(("127.0.0.1", 0))
        settings = KafkaSettings(bootstrap_servers=f"127.0.0.1:{unheard.getsockname()[1]}")
        stopping = asyncio.Event()
        with caplog.at_level(logging.WARNING, "aiokafka"):
            waiting = asyncio.create_task(broker.await_topics(settings, TOPICS, stopping))
            async with asyncio.timeout(60):
                await tried_thrice.wait()
            stopping.set()
            with pytest.raises(Stopping):
                await waiting
    assert not caplog.records


async def test_it_goes_on_as_soon_as_kafka_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [StorageException("away"), StorageException("no leaders yet"), None]

    async def ensure(_settings: KafkaSettings, _cards: tuple[TopicCard, ...]) -> None:
        if (answer := answers.pop(0)) is not None:
            raise answer

    monkeypatch.setattr(broker, "ensure_topics", ensure)
    await broker.await_topics(KafkaSettings(), TOPICS, asyncio.Event())
    assert not answers


async def test_it_does_not_wait_for_what_kafka_refuses_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    async def ensure(_settings: KafkaSettings, _cards: tuple[TopicCard, ...]) -> None:
        raise StorageException("PolicyViolationError", retryable=False)

    monkeypatch.setattr(broker, "ensure_topics", ensure)
    with pytest.raises(StorageException, match="PolicyViolation"):
        await broker.await_topics(KafkaSettings(), TOPICS, asyncio.Event())
