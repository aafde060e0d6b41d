"""How rendering a film spreads over cores: wall seconds of all ``video:i`` and of ``compose`` by worker processes.

    .venv/bin/python benchmarks/render/scaling.py [--workers 1 2 4 8 16] [--shots 16] [--film 30] [--json FILE]

The film is R1's, 1080p30 from layered stills, in as many shots as are asked for. Each pool of workers makes a short
film before, which is not counted.
"""

import argparse
import asyncio
import json
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from r1_speed import OVERLAP_S, compose, ingredients, make_shots  # type: ignore[import-not-found]  # a neighbour
from studio import Folder  # type: ignore[import-not-found]  # a neighbour of this script

from videoagent_contracts.enums import Transition
from videoagent_contracts.film import VideoRequest
from videoagent_runtime.agent.worker_pool import WorkerPool


@dataclass(frozen=True)
class Measured:
    """Wall times, s."""

    workers: int
    shots_wall: float
    compose_wall: float


async def made(
    requests: list[VideoRequest], store: Folder, pool: WorkerPool, folder: Path, workers: int
) -> tuple[float, float]:
    """Make the film; returns wall seconds of the shots and of composing."""
    start = time.perf_counter()
    shots = await make_shots(requests, store, pool, folder, workers)
    rendered = time.perf_counter()
    await compose(requests, shots, store, pool, folder)
    return rendered - start, time.perf_counter() - rendered


def short(requests: list[VideoRequest], workers: int) -> list[VideoRequest]:
    """Return a shot of a second for each worker: it loads, or compiles, what the film needs."""
    still = {"duration": 1.0, "speech": None, "transition_in": Transition.CUT, "transition_out": Transition.CUT}
    return [requests[number % len(requests)].model_copy(update=still) for number in range(workers)]


def measure(arguments: argparse.Namespace) -> Iterator[Measured]:
    """Measure each number of workers, every one with a pool of its own that is warm."""
    memory = Path("/dev/shm") if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(prefix="videoagent-scaling-", dir=memory) as name:
        folder = Path(name)
        store = Folder(folder / "store")
        requests = ingredients(arguments, store, folder, arguments.shots)
        for workers in arguments.workers:
            pool = WorkerPool(workers)
            try:
                asyncio.run(made(short(requests, workers), store, pool, folder, workers))
                rounds = [asyncio.run(made(requests, store, pool, folder, workers)) for _ in range(arguments.repeat)]
            finally:
                pool.close()
            yield Measured(workers, *(statistics.median(each) for each in zip(*rounds, strict=True)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4, 8, 16])
    parser.add_argument("--shots", type=int, default=16)
    parser.add_argument("--film", type=float, default=30.0, help="length of the film, s")
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    arguments.flat, arguments.pictures, arguments.weather = False, None, False
    arguments.seconds = (arguments.film + (arguments.shots - 1) * OVERLAP_S) / arguments.shots
    print(f"| {arguments.film:g} s, {arguments.shots} shots, {os.cpu_count()} cores | shots, s | compose, s |")
    print("| --- | --- | --- |", flush=True)
    found = []
    for each in measure(arguments):
        print(f"| {each.workers} workers | {each.shots_wall:.1f} | {each.compose_wall:.1f} |", flush=True)
        found.append(asdict(each))
    if arguments.json:
        kept = {"scaling": found, "shots": arguments.shots, "film": arguments.film, "cores": os.cpu_count()}
        arguments.json.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
