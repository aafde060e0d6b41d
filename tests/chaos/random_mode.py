"""Random mode: `python -m tests.chaos.random_mode --seed 7 --minutes 5` hurts a busy system at random, then judges it.

The choice of actions follows from the seed alone; when they meet the system's work is another matter. Every action is
printed with its time. Exit status 1 when anything was lost, came twice or was otherwise wrong.
"""

import argparse
import asyncio
import logging
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.chaos.world.hurting import Hurting
from tests.chaos.world.verdict import Verdict, judge
from tests.chaos.world.world import idle_world

from videoagent_stack import StackInfo
from videoagent_stack.info import running

STACK = "test-chaos"
_PAUSE_S = (0.3, 3.0)


def main() -> int:
    """Run; the number of findings decides the exit status."""
    arguments = _arguments()
    # That Kafka is away is told by the action that did it.
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    with running(arguments.stack, services=False) as servers, tempfile.TemporaryDirectory(prefix="chaos-") as folder:
        verdict, hurt = asyncio.run(_play(servers, Path(folder), arguments))
    _table(arguments, verdict, hurt)
    return 1 if verdict.findings else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.chaos.random_mode", description=__doc__)
    parser.add_argument("--seed", type=int, default=None, help="of the actions; a new one when not given")
    parser.add_argument("--minutes", type=float, default=3.0, help="for which actions go on (default: %(default)s)")
    parser.add_argument("--stack", default=STACK, help="name of the servers (default: %(default)s)")
    arguments = parser.parse_args()
    if arguments.seed is None:
        arguments.seed = random.SystemRandom().randrange(10_000)
    return arguments


async def _play(servers: StackInfo, folder: Path, arguments: argparse.Namespace) -> tuple[Verdict, Counter[str]]:
    began = time.monotonic()

    def tell(text: str) -> None:
        print(f"{time.monotonic() - began:7.1f} s  {text}", flush=True)

    tell(f"seed {arguments.seed}, {arguments.minutes} min")
    async with idle_world(servers, folder) as world:
        tell("the system is ready")
        hurting = Hurting(world, random.Random(arguments.seed), tell)
        await hurting.go_on(60 * arguments.minutes, _PAUSE_S)
        tell("calm from now on")
        await hurting.settle()
        await world.finish(within_s=600)
        verdict = await judge(world)
        for finding in verdict.findings[:40]:
            tell(f"FINDING {finding}")
        if verdict.findings:
            kept = shutil.copytree(folder, Path("out") / f"chaos-{arguments.seed}", dirs_exist_ok=True)
            tell(f"logs are kept in {kept}")
        return verdict, hurting.done


def _table(arguments: argparse.Namespace, verdict: Verdict, hurt: Counter[str]) -> None:
    rows = {
        "seed": arguments.seed,
        "minutes": arguments.minutes,
        **hurt,
        **verdict.figures,
        "lost": len(verdict.lost),
        "doubled": len(verdict.doubled),
        "otherwise wrong": len(verdict.other),
    }
    print("\n| What | Figure |\n| --- | --- |")
    for name, figure in rows.items():
        print(f"| {name} | {figure} |")


if __name__ == "__main__":
    sys.exit(main())
