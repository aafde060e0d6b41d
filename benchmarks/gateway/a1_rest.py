"""A1: reading tasks over REST beside a bare FastAPI that says hello, under the same server.

    python -m benchmarks.gateway.a1_rest [--tasks 10000] [--seconds 8] [--rounds 3] [--json FILE]

64 connections. The rounds of the two take turns, so that a busy moment hits both; told is the median round.
"""

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import peers
from benchmarks.bench import own_servers, quantiles_ms, system, tell
from benchmarks.gateway.speaker import known, speaker

from videoagent_stack import StackInfo

_CONNECTIONS = 64
_DIFFERENT = 200
HELLO, STATUS, LIST = "bare FastAPI, hello", "GET /tasks/{id}/status", "GET /tasks?limit=20"


async def measure(servers: StackInfo, options: argparse.Namespace) -> list[dict[str, Any]]:
    port = peers.free_port()
    command = [sys.executable, "-m", "benchmarks.gateway.bare", str(port)]
    with tempfile.TemporaryDirectory() as folder, peers.process(command, Path(folder) / "log"):
        async with system(servers, idle=0, registries=0) as made:
            async with speaker(made) as speaking:
                tasks = await speaking.begin(options.tasks)
            await known(made, options.tasks)
            await asyncio.sleep(options.settle)
            some = tasks[:: max(1, options.tasks // _DIFFERENT)]
            asked = {
                HELLO: (port, ["/hello"]),
                STATUS: (made.ports["gateway"], [f"/api/v1/tasks/{task_id}/status" for task_id in some]),
                LIST: (made.ports["gateway"], ["/api/v1/tasks?limit=20"]),
            }
            rounds: dict[str, list[dict[str, Any]]] = {name: [] for name in asked}
            for _ in range(options.rounds):
                for name, (where, paths) in asked.items():
                    rounds[name].append(await ask(where, paths, options.seconds))
    rows = [{"what": name} | median(found) for name, found in rounds.items()]
    for row in rows[1:]:
        row["of_hello"] = f"{row['per_s'] / rows[0]['per_s']:.2f} ×"
    return rows


async def ask(port: int, paths: list[str], seconds: float) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.gateway.asking", str(port), str(_CONNECTIONS), str(seconds), *paths]
    asking = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    told = json.loads((await asking.communicate())[0])
    if told["wrong"]:
        raise SystemExit(f"{told['wrong']} answers of {paths[0]} were no 200")
    return {"per_s": round(len(told["took"]) / told["seconds"])} | quantiles_ms(told["took"])


def median(rounds: list[dict[str, Any]]) -> dict[str, Any]:
    middle = statistics.median_low([each["per_s"] for each in rounds])
    return next(each for each in rounds if each["per_s"] == middle)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tasks", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=8.0, help="of each round")
    parser.add_argument("--settle", type=float, default=5.0, help="s to wait after the tasks are there")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with own_servers() as servers:
        rows = asyncio.run(measure(servers, options))
    tell(f"A1: {options.tasks} tasks, {_CONNECTIONS} connections", rows, options.json)


if __name__ == "__main__":
    main()
