"""Kafka, the document store, the database below it and the object store are killed, or stay away for a while."""

import asyncio
import signal

import pytest
from tests.chaos.world.verdict import judge
from tests.chaos.world.world import World

SERVERS = ("kafka", "ferretdb", "postgres", "minio")


async def test_every_server_is_killed_and_comes_back(world: World) -> None:
    """kill -9 of one after the other while tasks are under way and new ones are ordered."""
    servers = world.system.servers
    ids = await world.ledger.order(30, chaos_ms=100)
    await world.follower.follow(*ids[:5])
    for name in SERVERS:
        pid = await asyncio.to_thread(servers.kill, name, signal.SIGKILL)
        ids += await world.ledger.order(5)
        await asyncio.to_thread(servers.wait_restarted, name, pid, 180)
    await world.finish()
    (await judge(world)).assert_clean()


@pytest.mark.chaos
@pytest.mark.parametrize("name", SERVERS)
async def test_a_server_stays_away_for_a_while(world: World, name: str) -> None:
    """Away for longer than leases and sessions last: silence of workers is not held against them."""
    servers = world.system.servers
    ids = await world.ledger.order(20, chaos_ms=200)
    await world.follower.follow(*ids[:5])
    await asyncio.to_thread(servers.stop, name)
    ordering = asyncio.create_task(world.ledger.order(5))
    try:
        await asyncio.sleep(15)  # what is tested is this very time
    finally:
        await asyncio.to_thread(servers.start, name)
    await ordering
    await world.finish()
    (await judge(world)).assert_clean()
