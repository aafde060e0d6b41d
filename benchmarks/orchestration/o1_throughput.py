"""O1: the whole pipeline with agents that do nothing, beside Celery and Redis with as many steps.

    python -m benchmarks.orchestration.o1_throughput --tasks 2000 [--users 1] [--quota 50] [--json FILE]

Counts from the first ``POST`` to the last completed task, over REST; every attempt notes itself, and each must be there
exactly once. Celery's status goes into Redis (a), and into the same document store as ours (b).
"""

import argparse
import asyncio
import json
import os
import subprocess
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
from benchmarks import peers
from benchmarks.bench import NOTHING, STEPS, own_servers, system, tell
from tests.chaos.world.system import System

from videoagent_stack import StackInfo

_POSTS_AT_ONCE = 16
_LOOK_S = 0.1
_KINDS = ("task-registry", "gateway", "agent-idle")


async def ours(servers: StackInfo, options: argparse.Namespace) -> dict[str, Any]:
    """Make the tasks and wait for the last."""
    changes = {"VIDEOAGENT_REGISTRY__MAX_RUNNING_PER_USER": str(options.quota), "VIDEOAGENT_CONCURRENCY": "16"}
    async with system(servers, idle=options.idle, **changes) as made:
        async with httpx.AsyncClient(base_url=f"{made.gateways[0]}/api/v1", timeout=60) as client:
            await work_off(client, 20, NOTHING)  # everything is loaded and every group has its partitions
            cpu = cpu_s(made)
            began = time.monotonic()
            await work_off(client, options.tasks, NOTHING)
            seconds = time.monotonic() - began
        used = cpu_s(made) - cpu
        attempts = Counter(line.split()[0] for line in made.notes.read_text().splitlines() if " began " in line)
    expected = (options.tasks + 20) * STEPS
    if len(attempts) != expected or set(attempts.values()) != {1}:
        raise SystemExit(f"{len(attempts)} attempts, {sum(attempts.values())} runs, {expected} expected")
    return row("Video Agent", options.tasks, seconds) | {"cpu_ms_per_task": round(1000 * used / options.tasks, 1)}


async def work_off(client: httpx.AsyncClient, tasks: int, options: Mapping[str, Any]) -> None:
    """Create so many tasks, and return once they are completed.

    Raises:
        SystemExit: One is refused, or fails.
    """
    before = await total(client, "completed")
    places = asyncio.Semaphore(_POSTS_AT_ONCE)

    async def create(number: int) -> None:
        async with places:
            answer = await client.post("/tasks", json={"topic": f"Nothing {number}", "options": options})
            if answer.status_code != 201:
                raise SystemExit(answer.text)

    await asyncio.gather(*(create(number) for number in range(tasks)))
    while await total(client, "completed") < before + tasks:
        if await total(client, "failed"):
            raise SystemExit("a task failed")
        await asyncio.sleep(_LOOK_S)


async def total(client: httpx.AsyncClient, status: str) -> int:
    answer = await client.get("/tasks", params={"status": status, "limit": 1})
    count: int = answer.raise_for_status().json()["total"]
    return count


def cpu_s(made: System) -> float:
    """CPU time of our own processes so far, in s; that of the servers is not in it."""
    ticks = os.sysconf("SC_CLK_TCK")
    pids = [kept.pid for service in _KINDS for kept in made.of(service) if kept.pid is not None]
    fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
    return sum(int(each[11]) + int(each[12]) for each in fields) / ticks


def celery(tasks: int, address: str, store: str | None) -> dict[str, Any]:
    """Let Celery do as many chains."""
    environment = os.environ | {"BENCH_REDIS": address, "BENCH_MONGO": store or ""}
    command = [str(peers.python()), str(Path(__file__).with_name("celery_peer.py")), str(tasks), str(STEPS)]
    told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    name = "Celery, status in the document store (b)" if store else "Celery, status in Redis (a)"
    return row(name, tasks, json.loads(told)["seconds"])


def row(who: str, tasks: int, seconds: float) -> dict[str, Any]:
    return {
        "who": who,
        "tasks": tasks,
        "seconds": round(seconds, 1),
        "tasks_per_s": round(tasks / seconds, 1),
        "steps_per_s": round(tasks * STEPS / seconds, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tasks", type=int, default=2000)
    parser.add_argument("--idle", type=int, default=1, help="processes of agents")
    parser.add_argument("--quota", type=int, default=50, help="tasks of the user at work at once")
    parser.add_argument("--only-ours", action="store_true")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with own_servers() as servers:
        rows = [asyncio.run(ours(servers, options))]
        if not options.only_ours:
            with peers.redis() as address:
                if address is None:
                    print("no redis-server on this machine: without Celery beside us (apt install redis-server)")
                else:
                    store = servers.env()["VIDEOAGENT_MONGO__URI"]
                    rows += [celery(options.tasks, address, each) for each in (None, store)]
    for each in rows[1:]:
        each["ours_is"] = f"{rows[0]['steps_per_s'] / each['steps_per_s']:.2f} ×"
    tell("O1: tasks whose agents do nothing", rows, options.json)


if __name__ == "__main__":
    main()
