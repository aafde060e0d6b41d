"""W1: live updates from Kafka to WebSockets, beside a bare FastAPI that hands on the same texts without Kafka.

    python -m benchmarks.gateway.w1_live [--sockets 1000] [--seconds 20] [--json FILE]

(a) as many tasks as sockets, 200 events a second in all; (b) all sockets on one task, 20 events a second.
"""

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import httpx
from benchmarks import peers
from benchmarks.bench import own_servers, quantiles_ms, system, tell
from benchmarks.gateway.speaker import known, speaker

from videoagent_stack import StackInfo

_SETTLE_S = 3.0
_WARM_UP_S = 2.0
_TEXT = (
    '{"type":"progress_update","task_id":"0192f0c1-2b4a-7c3d-9e8f-0123456789ab","seq":17,"timestamp":"2026-01-01T00:00:00.000Z",'
    '"data":{"status":"running","stage":"image","progress":40.0,"message":"%s","waiting":null,"eta_s":null,"run":1,'
    '"step":{"step_id":"image:2","status":null}}}'
)
"""As long as what the gateway sends."""
Say = Callable[[int, str], Awaitable[None]]
"""Says the event with that stamp to the channel of that number."""


async def rounds(who: str, pid: int, port: int, paths: Sequence[str], say: Say, options: Any) -> list[dict[str, Any]]:
    """Measure (a) with a path for each socket, and (b) with all sockets on the first."""
    cases = (("a", list(paths), 200), ("b", [paths[0]] * len(paths), 20))
    return [
        {"who": who, "case": name} | await one(pid, port, listened, len(set(listened)), rate, say, options.seconds)
        for name, listened, rate in cases
    ]


async def one(
    pid: int, port: int, paths: Sequence[str], channels: int, rate: int, say: Say, seconds: float
) -> dict[str, Any]:
    """Say ``rate`` events a second in turn to the channels, and let the sockets tell what came."""
    with tempfile.NamedTemporaryFile("w", suffix=".paths") as file:
        file.write("\n".join(paths))
        file.flush()
        command = [sys.executable, "-m", "benchmarks.gateway.listeners", str(port), file.name]
        listening = await asyncio.create_subprocess_exec(
            *command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=1 << 28
        )
        if listening.stdout is None or not await listening.stdout.readline():
            raise SystemExit("the sockets could not be opened")
        await asyncio.sleep(_WARM_UP_S)
        cpu, began = cpu_s(pid), time.monotonic()
        for number in range(int(rate * seconds)):
            await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
            await say(number % channels, f"sent={time.monotonic():.6f};number={number // channels}")
        await asyncio.sleep(_SETTLE_S)
        used = cpu_s(pid) - cpu
        told = json.loads((await listening.communicate(b""))[0])
    took = told.pop("took")
    expected = int(rate * seconds) * (len(paths) // channels)
    lost = {"deliveries": len(took), "lost": expected - len(took), "out_of_order": told["disordered"]}
    return quantiles_ms(took) | {"cpu_us_per_delivery": round(1e6 * used / len(took), 1)} | lost


async def ours(servers: StackInfo, options: argparse.Namespace) -> list[dict[str, Any]]:
    async with system(servers, idle=0, registries=0) as made, speaker(made) as speaking:
        tasks = await speaking.begin(options.sockets)
        await known(made, options.sockets)

        async def say(channel: int, stamp: str) -> None:
            await speaking.say(tasks[channel], message=stamp)

        gateway = made.of("gateway")[0]
        assert gateway.pid is not None
        paths = [f"/ws/tasks/{task_id}" for task_id in tasks]
        return await rounds("Video Agent, from Kafka", gateway.pid, made.ports["gateway"], paths, say, options)


async def bare(options: argparse.Namespace) -> list[dict[str, Any]]:
    port = peers.free_port()
    command = [sys.executable, "-m", "benchmarks.gateway.bare", str(port)]
    with tempfile.TemporaryDirectory() as folder, peers.process(command, Path(folder) / "log") as server:
        peers.wait_for_port(port)
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:

            async def say(channel: int, stamp: str) -> None:
                await client.post(f"/say/{channel}", content=_TEXT % stamp)

            paths = [f"/ws/{number}" for number in range(options.sockets)]
            return await rounds("bare FastAPI, without Kafka", server.pid, port, paths, say, options)


def cpu_s(pid: int) -> float:
    """CPU time of a process so far, in s."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sockets", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with own_servers() as servers:
        rows = asyncio.run(ours(servers, options))
    rows += asyncio.run(bare(options))
    tell(f"W1: live updates, {options.sockets} sockets", rows, options.json)


if __name__ == "__main__":
    main()
