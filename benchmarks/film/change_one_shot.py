"""R3: wall time until a finished film with one shot changed is completed again, beside that of the whole film.

    .venv/bin/python benchmarks/film/change_one_shot.py [--shots 12] [--resolution 1080p] [--stack NAME] [--json FILE]

Every change draws another picture for one shot, of one that lies between two others: picture, segment and composing are
made again. The figure is the median of ``--repeat`` changes.
"""

import argparse
import asyncio
import json
import statistics
import time
from pathlib import Path

from film import stages  # type: ignore[import-not-found]  # a neighbour of this script

from videoagent_client import VideoAgent
from videoagent_contracts.api import StepRunRequest, TaskDetailResponse
from videoagent_stack import running

SUBJECTS = (
    "the Alps",
    "a wide river",
    "honeybees in a garden",
    "an old lighthouse",
    "a volcano at night",
    "the desert",
    "a coral reef",
    "the full moon",
    "a castle on a hill",
    "wind turbines",
    "a forest in the snow",
    "the harbour of a town",
)
SEEN_S = 0.1


def scenes(count: int) -> list[dict[str, object]]:
    """Describe shots of one spoken sentence each."""
    told = [SUBJECTS[number % len(SUBJECTS)] for number in range(count)]
    return [{"narration": f"This is shot {n + 1}, and it shows {what}.", "prompt": what} for n, what in enumerate(told)]


async def finished(agent: VideoAgent, task_id: str, after_seq: int = 0) -> TaskDetailResponse:
    """Wait until the task has completed by an event later than ``after_seq``."""
    while True:
        status = await agent.status(task_id)
        if status.status.is_terminal and status.seq > after_seq:
            task = await agent.get(task_id)
            if task.error is not None:
                raise SystemExit(f"failed: {task.error.detail}")
            return task
        await asyncio.sleep(SEEN_S)


async def measure(gateway: str, arguments: argparse.Namespace) -> dict[str, object]:
    """Make the film, change its shots one after the other, and return the figures."""
    options = {"scenes": scenes(arguments.shots), "resolution": arguments.resolution, "seed": 7}
    async with VideoAgent(gateway) as agent:
        begun = time.monotonic()
        created = await agent.create("Twelve places", options=options)
        task = await finished(agent, created.task_id)
        first = time.monotonic() - begun
        video = await agent.video(created.task_id)
        changes = []
        for number in range(arguments.repeat):
            shot = 1 + number * (arguments.shots - 2) // max(1, arguments.repeat)
            before = (await agent.status(created.task_id)).seq
            begun = time.monotonic()
            wanted = StepRunRequest(prompt=SUBJECTS[(shot + 5) % len(SUBJECTS)])
            await agent.run_step(created.task_id, f"image:{shot}", wanted)
            await finished(agent, created.task_id, before)
            changes.append(time.monotonic() - begun)
            again = await agent.video(created.task_id)
            if again.sha256 == video.sha256:
                raise SystemExit("the film did not change")
            video = again
    ratio = statistics.median(changes) / first
    return {
        "film_s": video.duration,
        "shots": arguments.shots,
        "resolution": arguments.resolution,
        "first_wall_s": round(first, 1),
        "first_stages_s": stages(task),
        "change_wall_s": [round(each, 1) for each in changes],
        "ratio": round(ratio, 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shots", type=int, default=12)
    parser.add_argument("--resolution", default="1080p")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--stack", default="main")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    with running(arguments.stack) as stack:
        found = asyncio.run(measure(stack.gateway_url, arguments))
    text = json.dumps(found, indent=2)
    print(text)
    if arguments.json:
        arguments.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
