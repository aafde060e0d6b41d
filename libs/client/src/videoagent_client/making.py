"""Make one film from the terminal: create, watch, download."""

import asyncio
import contextlib
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from videoagent_client.client import VideoAgent
from videoagent_client.display import StageBars
from videoagent_contracts.api import TaskDetailResponse
from videoagent_contracts.enums import TaskStatus

_LONGEST_NAME = 80
_REFRESH_S = 0.4
_IDLE_REFRESH_S = 2.0


def file_name(topic: str, task_id: str) -> str:
    """Name a film's file after its topic, in any script, safe on every file system."""
    words = re.sub(r"[^\w]+", "-", unicodedata.normalize("NFC", topic), flags=re.UNICODE).strip("-").lower()
    return f"{words[:_LONGEST_NAME].strip('-') or 'film'}-{task_id[-6:]}.mp4"


async def make(
    agent: VideoAgent, console: Console, out: Path, topic: str, style: str | None, options: Mapping[str, Any]
) -> int:
    """Make a film and say where it is. Return the exit status: 0 done, 1 the film failed or was cancelled."""
    out.mkdir(parents=True, exist_ok=True)
    created = await agent.create(topic, style=style, options=options)
    console.print(f"[bold]{escape(topic)}[/]  [dim]{created.task_id}[/]")
    for warning in created.warnings:
        console.print(f"  [yellow]note[/]  {escape(warning)}")
    if created.estimate is not None and created.estimate.usd:
        console.print(f"  [dim]expected to cost about {created.estimate.usd:.2f} USD[/]")
    with StageBars(console) as bars:
        task = await _watch(agent, created.task_id, bars)
    if task.status is not TaskStatus.COMPLETED:
        return _tell_failure(console, agent, task)
    for warning in task.warnings:
        if warning not in created.warnings:
            console.print(f"  [yellow]note[/]  {escape(warning)}")
    path = await agent.download(created.task_id, out / file_name(topic, created.task_id))
    film = await agent.video(created.task_id)
    elapsed = task.timings.elapsed_s
    took = "" if elapsed is None else f", made in {elapsed:.0f} s"
    console.print(f"[green]✓[/] {film.duration:.1f} s, {film.width}×{film.height}, {film.fps} fps{took}")
    console.print(f"  film      {path}", soft_wrap=True, markup=False)
    console.print(f"  page      {agent.gateway}/?task={created.task_id}", soft_wrap=True, markup=False)
    console.print(f"  API docs  {agent.gateway}/api/docs", soft_wrap=True, markup=False)
    return 0


async def _watch(agent: VideoAgent, task_id: str, bars: StageBars) -> TaskDetailResponse:
    changed = asyncio.Event()

    async def listen() -> None:
        async for _ in agent.watch(task_id):
            changed.set()

    listener = asyncio.create_task(listen())
    try:
        while not listener.done():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(changed.wait(), _IDLE_REFRESH_S)
            changed.clear()
            bars.show(await agent.get(task_id))
            await asyncio.sleep(_REFRESH_S)
        listener.result()
    finally:
        listener.cancel()
    task = await agent.get(task_id)
    bars.show(task)
    return task


def _tell_failure(console: Console, agent: VideoAgent, task: TaskDetailResponse) -> int:
    if task.error is None:
        console.print(f"[red]{task.status.value}[/]")
        return 1
    error = task.error
    console.print(f"[red]failed[/] in {error.step_id} ({error.code.value}, {error.attempts} attempts)")
    console.print(f"  {error.detail}", markup=False)
    console.print(f"  try again: videoagent retry {task.task_id} --gateway {agent.gateway}", markup=False)
    return 1
