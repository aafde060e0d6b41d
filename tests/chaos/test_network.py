"""The line between services and Kafka is cut, or falls silent; to everybody else Kafka is well."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from tests.chaos.world.detour import Detour
from tests.chaos.world.verdict import judge
from tests.chaos.world.world import World

pytestmark = pytest.mark.chaos
FAR = ("task-registry-2", "gateway-2", "agent-idle-2", "notifier")


@pytest_asyncio.fixture(loop_scope="session")
async def detour(world: World) -> AsyncIterator[Detour]:
    """The notifier and a replica each of registry, gateway and agents reach Kafka through a proxy."""
    target, port = world.system.servers.kafka_detour
    detour = Detour(port, target)
    await detour.open()
    await _reach_kafka_at(world, detour.address)
    yield detour
    await detour.open()
    await _reach_kafka_at(world, world.system.servers.kafka_bootstrap_servers)
    await detour.cut()


async def _reach_kafka_at(world: World, address: str) -> None:
    far = [world.system.services[name] for name in FAR]
    await asyncio.gather(*(kept.restart(VIDEOAGENT_KAFKA__BOOTSTRAP_SERVERS=address) for kept in far))
    await world.system.ready()


@pytest.mark.parametrize("way", ["cut", "silent"])
async def test_some_services_lose_kafka(world: World, detour: Detour, way: str) -> None:
    """For longer than session and lease: others take over, and what the cut-off ones say afterwards is stale."""
    connections = detour.connections
    assert connections
    ids = await world.ledger.order(20, chaos_ms=500)
    await world.follower.follow(*ids[:5])
    await world.watcher.until_said(ids, 20 * 3)
    if way == "cut":
        await detour.cut()
    else:
        detour.silence()
    ids += await world.ledger.order(5)
    await asyncio.sleep(15)  # what is tested is this very time
    await detour.open()
    await world.finish()
    (await judge(world)).assert_clean()
    assert detour.connections > connections
