"""Wall time of a film on the running stack, by stage, and the peak memory of every process meanwhile (S1, R4).

Run ``make up``, then ``.venv/bin/python benchmarks/film/film.py [--duration 30] [--json FILE]``. Several ``--duration``
make one film after another: peaks that do not grow from one to the next show that memory is flat.
"""

import argparse
import asyncio
import json
import time
from collections import defaultdict
from pathlib import Path

import psutil

from videoagent_client import VideoAgent
from videoagent_contracts.api import TaskDetailResponse
from videoagent_stack import running

SAMPLE_S = 0.2
SCENE_S = 6
SCENES = (
    "A river begins as a spring under the snow of a high mountain.",
    "In the forest it meets other streams, and deer come to drink.",
    "Farmers lead its water to their fields of wheat.",
    "A mill has turned in it for three hundred years.",
    "Boats carry stone and timber to the city.",
    "Bridges of five centuries stand side by side.",
    "At night the lights of the harbour lie on the water.",
    "Where it ends, ships go out upon the sea.",
)
"""What a film tells with ``--scenes``, over and over: no article is long enough for every length."""


def _resident_bytes(pid: int) -> int:
    """Peak resident size of a process so far, in bytes (VmHWM of proc(5))."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0


def sample(pids: dict[str, int], peaks: dict[str, int]) -> None:
    """Note the largest single process under each name."""
    for name, pid in pids.items():
        try:
            family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
            peaks[name] = max([peaks[name], *(_resident_bytes(member.pid) for member in family)])
        except (psutil.NoSuchProcess, FileNotFoundError):
            continue


async def film(gateway: str, topic: str, options: dict[str, object], pids: dict[str, int]) -> dict[str, object]:
    """Make one film and return its figures."""
    peaks: dict[str, int] = defaultdict(int)
    begun = time.monotonic()
    async with VideoAgent(gateway) as agent:
        created = await agent.create(topic, options=options)
        task = await agent.get(created.task_id)
        while not task.status.is_terminal:
            sample(pids, peaks)
            await asyncio.sleep(SAMPLE_S)
            task = await agent.get(created.task_id)
        wall = time.monotonic() - begun
        if task.error is not None:
            raise SystemExit(f"failed: {task.error.detail}")
        video = await agent.video(created.task_id)
    return {
        "topic": topic,
        "film_s": video.duration,
        "wall_s": round(wall, 1),
        "ratio": round(wall / video.duration, 2),
        "shots": len(task.shots),
        "stages_s": stages(task),
        "peak_mib": {name: round(peak / 2**20) for name, peak in sorted(peaks.items())},
    }


def scenes(duration: float) -> list[dict[str, object]]:
    """Return scenes for a film of that length, in s."""
    count = round(duration / SCENE_S)
    return [{"narration": SCENES[number % len(SCENES)], "duration": SCENE_S} for number in range(count)]


def stages(task: TaskDetailResponse) -> dict[str, float]:
    """Seconds from the first start to the last end of each kind of step."""
    spans: dict[str, list[float]] = defaultdict(list)
    for step in task.steps:
        if step.started_at and step.finished_at:
            spans[step.kind.value] += [step.started_at.timestamp(), step.finished_at.timestamp()]
    return {kind: round(max(times) - min(times), 1) for kind, times in spans.items()}


def main() -> None:
    """Print the figures of one film."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--topic", default="A journey through the Swiss Alps")
    parser.add_argument("--script", type=Path, help="narrate this file, word for word")
    parser.add_argument("--scenes", action="store_true", help=f"tell of a river, a shot every {SCENE_S} s")
    parser.add_argument("--duration", type=float, nargs="*", default=[30], help="s; one film for each")
    parser.add_argument("--shots", type=int, help="in each film")
    parser.add_argument("--resolution", default="1080p")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--stack", default="main")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    given: dict[str, object] = {"seed": arguments.seed, "resolution": arguments.resolution}
    given |= {"shots": arguments.shots} if arguments.shots else {}
    given |= {"script": arguments.script.read_text(encoding="utf-8")} if arguments.script else {}
    figures = []
    with running(arguments.stack) as stack:
        pids = {process.name: process.pid for process in stack.processes() if process.pid}
        for duration in arguments.duration or [None]:
            options = given | ({"duration": duration} if duration else {})
            if arguments.scenes:
                options = given | {"scenes": scenes(duration or 30)}
            figures.append(asyncio.run(film(stack.gateway_url, arguments.topic, options, pids)))
    text = json.dumps(figures, indent=2)
    print(text)
    if arguments.json:
        arguments.json.write_text(text + "\n")


if __name__ == "__main__":
    main()
