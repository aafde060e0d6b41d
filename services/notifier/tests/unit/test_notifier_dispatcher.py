"""The dispatcher, with a store and a receiver in memory."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from videoagent_contracts.envelope import utc_now
from videoagent_notifier.domain import Answer, Delivery, Outcome
from videoagent_notifier.endpoints import EndpointHealth, EndpointPolicy, endpoint_of

World = Any
Make = Callable[..., Delivery]


async def test_webhooks_of_a_task_come_in_order_and_a_failing_one_holds_back_the_rest(
    world_of: World, delivery_of: Make
) -> None:
    world = world_of()
    world.receiver.answers["t-1"] = [Answer(500), Answer(error="no answer"), Answer(200)]
    async with world.running():
        await world.add(delivery_of("t", 2), delivery_of("t", 1), delivery_of("t", 3))
        await world.until(lambda: len(world.store.ended) == 3)
    assert world.receiver.sent == ["t-1", "t-1", "t-1", "t-2", "t-3"]
    assert [attempt.outcome for attempt in world.told] == [
        "retrying",
        "retrying",
        "delivered",
        "delivered",
        "delivered",
    ]
    assert [attempt.attempt for attempt in world.told] == [1, 2, 3, 1, 1]


async def test_other_tasks_do_not_wait(world_of: World, delivery_of: Make) -> None:
    world = world_of()
    world.receiver.answers["slow-1"] = [Answer(500)] * 3
    async with world.running():
        await world.add(delivery_of("slow", 1), *(delivery_of(f"t{n}", 1) for n in range(5)))
        await world.until(lambda: len(world.store.ended) == 6)
    assert world.receiver.sent[-1] == "slow-1"


async def test_gives_up_after_the_last_try_and_goes_on_with_the_next(world_of: World, delivery_of: Make) -> None:
    world = world_of()
    world.receiver.answers["t-1"] = [Answer(500)] * 9
    async with world.running():
        await world.add(delivery_of("t", 1), delivery_of("t", 2))
        await world.until(lambda: len(world.store.ended) == 2)
    assert world.receiver.sent.count("t-1") == 4
    assert world.store.ended == {"t-1": Outcome.GAVE_UP, "t-2": Outcome.DELIVERED}


async def test_gone_ends_all_of_the_task_and_tells_so(world_of: World, delivery_of: Make) -> None:
    world = world_of()
    world.receiver.answers["t-1"] = [Answer(410)]
    async with world.running():
        await world.add(delivery_of("t", 1), delivery_of("t", 2), delivery_of("t", 3))
        await world.until(lambda: len(world.told) == 3)
    assert world.receiver.sent == ["t-1"]
    assert [attempt.outcome for attempt in world.told] == ["gave_up"] * 3
    assert world.store.ended == dict.fromkeys(("t-1", "t-2", "t-3"), Outcome.GAVE_UP)


async def test_pending_of_an_earlier_owner_are_taken_up(world_of: World, delivery_of: Make) -> None:
    """Another process died with undelivered webhooks; the partition's new owner finds and delivers them, in order."""
    world = world_of()
    await world.store.add([delivery_of("t", 2, partition=4), delivery_of("t", 1, partition=4)], utc_now())
    await world.store.add([delivery_of("other", 1, partition=5)], utc_now())
    async with world.running():
        await world.dispatcher.load([4])
        await world.until(lambda: len(world.store.ended) == 2)
    assert world.receiver.sent == ["t-1", "t-2"]


async def test_what_is_another_replicas_is_dropped(world_of: World, delivery_of: Make) -> None:
    world = world_of()
    await world.add(delivery_of("mine", 1, partition=1), delivery_of("theirs", 1, partition=2))
    world.dispatcher.drop_partitions([2])
    async with world.running():
        await world.until(lambda: bool(world.store.ended))
        await asyncio.sleep(0.05)
    assert world.receiver.sent == ["mine-1"]


async def test_taking_a_webhook_in_twice_sends_it_once(world_of: World, delivery_of: Make) -> None:
    """A batch that comes again, or an assignment beside it, must not double what is scheduled already."""
    world = world_of()
    async with world.running():
        await world.add(delivery_of("t", 1))
        await world.add(delivery_of("t", 1))
        await world.until(lambda: bool(world.store.ended))
        await world.add(delivery_of("t", 1))
        await asyncio.sleep(0.05)
    assert world.receiver.sent == ["t-1"]


async def test_store_outage_is_waited_out(world_of: World, delivery_of: Make) -> None:
    world = world_of()
    async with world.running():
        await world.add(delivery_of("t", 1))
        world.store.away = 2
        await world.until(lambda: bool(world.store.ended))
    assert world.store.ended == {"t-1": Outcome.DELIVERED}


async def test_one_host_does_not_take_all_turns(world_of: World, delivery_of: Make) -> None:
    world = world_of(per_host=2)
    world.receiver.pause = 0.02
    async with world.running():
        await world.add(*(delivery_of(f"t{n}", 1) for n in range(8)))
        await world.until(lambda: len(world.store.ended) == 8)
    assert world.receiver.most_at_once == 2


async def test_deleted_task_is_forgotten(world_of: World, delivery_of: Make) -> None:
    world = world_of()
    await world.add(delivery_of("t", 1))
    await world.dispatcher.forget_task("t")
    async with world.running():
        await asyncio.sleep(0.05)
    assert world.receiver.sent == []
    assert world.store.documents == {}


async def test_what_comes_after_the_receiver_was_gone_is_not_sent(world_of: World, delivery_of: Make) -> None:
    world = world_of()
    world.receiver.answers["t-1"] = [Answer(410)]
    async with world.running():
        await world.add(delivery_of("t", 1))
        await world.until(lambda: len(world.told) == 1)
        await world.add(delivery_of("t", 2), delivery_of("other", 1))
        await world.until(lambda: len(world.told) == 3)
    assert sorted(world.receiver.sent) == ["other-1", "t-1"]
    refused = next(attempt for attempt in world.told if attempt.delivery_id == "t-2")
    assert (refused.outcome, refused.error) == ("gave_up", "its receiver wanted no more webhooks of this task (410)")


async def test_redelivery_is_sent_now_and_once_per_command(world_of: World, delivery_of: Make) -> None:
    world = world_of()
    async with world.running():
        await world.add(delivery_of("t", 1))
        await world.until(lambda: len(world.told) == 1)
        for command in ("c1", "c1", "c2"):
            await world.dispatcher.redeliver("t-1", command)
            await world.until(lambda: not world.store.documents["t-1"].pending)
        await world.dispatcher.redeliver("unknown", "c3")
        await world.until(lambda: len(world.told) == 3)
    assert world.receiver.sent == ["t-1"] * 3
    assert [attempt.attempt for attempt in world.told] == [1, 2, 3]


async def test_redelivery_of_one_that_was_given_up_tries_once_more(world_of: World, delivery_of: Make) -> None:
    world = world_of()
    world.receiver.answers["t-1"] = [Answer(500)] * 5
    async with world.running():
        await world.add(delivery_of("t", 1))
        await world.until(lambda: world.store.ended == {"t-1": Outcome.GAVE_UP})
        await world.dispatcher.redeliver("t-1", "c1")
        await world.until(lambda: len(world.told) == 5)
        await world.dispatcher.redeliver("t-1", "c2")
        await world.until(lambda: world.store.ended == {"t-1": Outcome.DELIVERED})
    assert [attempt.outcome for attempt in world.told][3:] == ["gave_up", "gave_up", "delivered"]


async def test_redelivery_ordered_during_a_try_is_not_lost(world_of: World, delivery_of: Make) -> None:
    """The try under way ends the delivery; the order that came meanwhile still makes one of its own."""
    world = world_of()
    world.receiver.pause = 0.05
    async with world.running():
        await world.add(delivery_of("t", 1))
        await world.until(lambda: world.receiver.at_once == 1)
        await world.dispatcher.redeliver("t-1", "c1")
        await world.until(lambda: world.store.ended == {"t-1": Outcome.DELIVERED})
    assert world.receiver.sent == ["t-1", "t-1"]
    assert [attempt.attempt for attempt in world.told] == [1, 2]


async def test_redelivery_goes_to_a_receiver_that_was_gone_and_brings_it_back(
    world_of: World, delivery_of: Make
) -> None:
    world = world_of()
    world.receiver.answers["t-1"] = [Answer(410)]
    async with world.running():
        await world.add(delivery_of("t", 1))
        await world.until(lambda: len(world.told) == 1)
        await world.dispatcher.redeliver("t-1", "c1")
        await world.until(lambda: len(world.told) == 2)
        await world.add(delivery_of("t", 2))
        await world.until(lambda: len(world.told) == 3)
    assert world.receiver.sent == ["t-1", "t-1", "t-2"]


async def test_address_that_fails_for_days_is_left_alone_until_a_redelivery_succeeds(
    world_of: World, delivery_of: Make
) -> None:
    world = world_of()
    endpoint = endpoint_of("u", "https://example.com/")
    world.store.endpoints[endpoint] = EndpointHealth(failing_since=utc_now() - timedelta(days=4))
    world.receiver.answers["a-1"] = [Answer(500)]
    async with world.running():
        await world.add(delivery_of("a", 1))
        await world.until(lambda: len(world.told) == 2)
        assert world.store.endpoints[endpoint].is_disabled(utc_now())
        await world.add(delivery_of("b", 1), delivery_of("c", 1, url="https://example.com/else"))
        await world.until(lambda: len(world.told) == 4)
        assert sorted(world.receiver.sent) == ["a-1", "c-1"]
        told = {attempt.delivery_id: attempt for attempt in world.told}
        assert told["a-1"].outcome == told["b-1"].outcome == "gave_up"
        assert "is left alone until" in (told["b-1"].error or "")
        await world.dispatcher.redeliver("b-1", "c1")
        await world.until(lambda: len(world.told) == 5)
        await world.add(delivery_of("d", 1))
        await world.until(lambda: len(world.told) == 6)
    assert world.receiver.sent[-2:] == ["b-1", "d-1"]


async def test_address_left_alone_is_tried_again_by_time(world_of: World, delivery_of: Make) -> None:
    world = world_of(endpoints=EndpointPolicy(timedelta(0), timedelta(milliseconds=300)))
    world.receiver.answers["a-1"] = [Answer(500)]
    async with world.running():
        await world.add(delivery_of("a", 1))
        await world.until(lambda: len(world.told) == 2)
        await asyncio.sleep(0.3)
        await world.add(delivery_of("b", 1))
        await world.until(lambda: len(world.told) == 3)
    assert world.receiver.sent == ["a-1", "b-1"]


async def test_hanging_receivers_do_not_hold_up_another(world_of: World, delivery_of: Make) -> None:
    """Five hosts that never answer have 40 webhooks each; 200 for a good one all get through meanwhile."""
    world = world_of(turns=64)
    world.receiver.hanging = {f"bad{n}.example" for n in range(5)}
    bad = [delivery_of(f"bad{n}-{i}", 1, url=f"https://bad{n}.example/") for n in range(5) for i in range(40)]
    async with world.running():
        await world.add(*bad, *(delivery_of(f"good{i}", 1, url="https://good.example/") for i in range(200)))
        await world.until(lambda: len(world.receiver.sent) == 200)
        assert all(sent.startswith("good") for sent in world.receiver.sent)
        assert world.receiver.at_once == 5 * 8
        world.receiver.released.set()


async def test_waiting_for_a_host_costs_nothing(world_of: World, delivery_of: Make) -> None:
    """A thousand webhooks for a host that hangs do not ask the store over and over."""
    calls: list[str] = []
    world = world_of(per_host=2)
    world.store.on_call = calls.append
    world.receiver.hanging = {"bad.example"}
    async with world.running():
        await world.add(*(delivery_of(f"t{i}", 1, url="https://bad.example/") for i in range(1000)))
        await world.until(lambda: world.receiver.at_once == 2)
        await asyncio.sleep(0.3)
        assert calls.count("get") == 2
        world.receiver.released.set()
