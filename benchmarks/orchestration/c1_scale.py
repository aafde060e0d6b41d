"""C1: what scale costs: films a second as replicas of an agent are added, and messages and store writes as shots are.

    python -m benchmarks.orchestration.c1_scale [--replicas 1 2 4] [--shots 1 6 12 30 60] [--json FILE]

The replicas voice one shot at a time and take 200 ms for it; the other kinds take no time. So five
tasks a second and replica are the most that can be.
"""

import argparse
import asyncio
import time
from pathlib import Path
from typing import Any

import httpx
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from benchmarks.bench import NOTHING, own_servers, system, tell
from benchmarks.orchestration.o1_throughput import work_off
from motor.motor_asyncio import AsyncIOMotorClient
from tests.chaos.world.idle_agents import KINDS
from tests.chaos.world.system import System

from videoagent_contracts.enums import StepKind
from videoagent_stack import StackInfo

_WAIT_MS = 200
_TASKS_PER_REPLICA = 40
_SETTLE_S = 3.0
_SLOW = StepKind.VOICE


async def replicas(servers: StackInfo, count: int) -> dict[str, Any]:
    """Make films of one shot with so many replicas of one agent."""
    async with system(servers, idle=0, VIDEOAGENT_CONCURRENCY="1") as made:
        made.add("agent-idle", 1 + count)
        quick, *slow = made.of("agent-idle")
        quick.start(**{KINDS: ",".join(kind for kind in StepKind if kind is not _SLOW), "VIDEOAGENT_CONCURRENCY": "16"})
        for each in slow:
            each.start(**{KINDS: _SLOW.value})
        await made.ready()
        options = NOTHING | {"chaos_ms": _WAIT_MS, "chaos_kinds": _SLOW.value}
        async with httpx.AsyncClient(base_url=f"{made.gateways[0]}/api/v1", timeout=60) as client:
            await work_off(client, 4 * count, options)
            began = time.monotonic()
            await work_off(client, _TASKS_PER_REPLICA * count, options)
            seconds = time.monotonic() - began
    per_s = _TASKS_PER_REPLICA * count / seconds
    return {"replicas": count, "tasks_per_s": round(per_s, 2), "per_replica": round(per_s / count, 2)}


async def shots(servers: StackInfo, counts: list[int]) -> list[dict[str, Any]]:
    """Count what one task of so many shots makes of messages and of documents."""
    rows = []
    async with (
        system(servers, VIDEOAGENT_CONCURRENCY="8") as made,
        httpx.AsyncClient(base_url=f"{made.gateways[0]}/api/v1", timeout=60) as client,
    ):
        await work_off(client, 2, NOTHING)
        for count in counts:
            await asyncio.sleep(_SETTLE_S)
            before, documents = await _messages(made), await _documents(made)
            await work_off(client, 1, NOTHING | {"shots": count, "duration": 5 * count})
            await asyncio.sleep(_SETTLE_S)
            steps = 4 + 3 * count
            said = await _messages(made) - before
            written = {name: value - documents[name] for name, value in (await _documents(made)).items()}
            rows.append(
                {"shots": count, "steps": steps, "messages_per_step": round(said / steps, 2)}
                | {f"{name}_per_step": round(value / steps, 2) for name, value in written.items()}
            )
    return rows


async def _messages(made: System) -> int:
    """Messages in all topics of the system."""
    address = made.environment["VIDEOAGENT_KAFKA__BOOTSTRAP_SERVERS"]
    async with AIOKafkaConsumer(bootstrap_servers=address) as consumer:
        admin = AIOKafkaAdminClient(bootstrap_servers=address)
        await admin.start()
        try:
            names = [name for name in await admin.list_topics() if name.startswith(f"{made.prefix}.")]
            topics = await admin.describe_topics(names)
        finally:
            await admin.close()
        places = [TopicPartition(each["topic"], part["partition"]) for each in topics for part in each["partitions"]]
        return sum((await consumer.end_offsets(places)).values())


async def _documents(made: System) -> dict[str, int]:
    """Documents of the journal, of the agents' claims (each written twice), and of the gateway's histories."""
    client: Any = AsyncIOMotorClient(made.environment["VIDEOAGENT_MONGO__URI"])
    places = {"journal": ("registry", "journal"), "claims": ("agents", "claims"), "events": ("gateway", "events")}
    try:
        return {
            name: await client[f"{made.prefix}_{database}"][collection].count_documents({})
            for name, (database, collection) in places.items()
        }
    finally:
        client.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--replicas", type=int, nargs="*", default=[1, 2, 4])
    parser.add_argument("--shots", type=int, nargs="*", default=[1, 6, 12, 30, 60])
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with own_servers() as servers:
        scaled = [asyncio.run(replicas(servers, count)) for count in options.replicas]
        if options.shots:
            grown = asyncio.run(shots(servers, options.shots))
            tell("C1: one task, more shots", grown, options.json and options.json.with_suffix(".shots.json"))
    for row in scaled:
        row["of_one"] = f"{row['tasks_per_s'] / scaled[0]['tasks_per_s']:.2f} ×"
    if scaled:
        tell(f"C1: replicas of an agent that takes {_WAIT_MS} ms", scaled, options.json)


if __name__ == "__main__":
    main()
