"""O2: one task at a time on an idle system: how long a POST takes, and the whole of a task whose agents do nothing.

python -m benchmarks.orchestration.o2_latency [--tasks 100] [--json FILE]
"""

import argparse
import asyncio
import json
import time
from pathlib import Path
from typing import Any

import httpx
import websockets
from benchmarks.bench import NOTHING, STEPS, own_servers, quantiles_ms, system, tell

from videoagent_stack import StackInfo

HOPS = 2 * STEPS + 2
"""The command, a request and a result for each step, and the status: each a message that one service waits for."""
_WARM_UP = 10


async def measure(servers: StackInfo, tasks: int) -> list[dict[str, Any]]:
    posts, wholes = [], []
    async with system(servers) as made:
        address = made.gateways[0]
        async with (
            httpx.AsyncClient(base_url=f"{address}/api/v1", timeout=60) as client,
            websockets.connect(f"{address.replace('http', 'ws')}/ws/subscribe") as socket,
        ):
            await socket.send(json.dumps({"type": "subscribe", "data": {"all": True}}))
            for number in range(tasks + _WARM_UP):
                began = time.monotonic()
                answer = await client.post("/tasks", json={"topic": f"Nothing {number}", "options": NOTHING})
                posts.append(time.monotonic() - began)
                await _completed(socket, answer.raise_for_status().json()["task_id"])
                wholes.append(time.monotonic() - began)
    whole = quantiles_ms(wholes[_WARM_UP:])
    hop = {name: round(value / HOPS, 1) for name, value in whole.items()}
    return [{"what": "POST /tasks"} | quantiles_ms(posts[_WARM_UP:]), {"what": "task"} | whole, {"what": "hop"} | hop]


async def _completed(socket: websockets.ClientConnection, task_id: str) -> None:
    async with asyncio.timeout(60):
        async for text in socket:
            message = json.loads(text)
            if message["task_id"] == task_id and message["type"] == "task_completed":
                return


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tasks", type=int, default=100)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with own_servers() as servers:
        rows = asyncio.run(measure(servers, options.tasks))
    tell(f"O2: one task at a time, {STEPS} steps, {HOPS} hops", rows, options.json)


if __name__ == "__main__":
    main()
