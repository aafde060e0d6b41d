"""The ``videoagent`` command."""

import asyncio
import json
import os
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import BaseModel
from rich.console import Console
from rich.markup import escape

from videoagent_client.client import VideoAgent
from videoagent_client.errors import ApiError, GatewayUnreachableError
from videoagent_client.making import file_name, make

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Make films from topics with a Video Agent gateway.")
console = Console()

Gateway = Annotated[str, typer.Option("--gateway", envvar="VIDEOAGENT_GATEWAY_URL", help="Address of the gateway.")]
Task = Annotated[str, typer.Argument(help="Id of the task.")]
Option = Annotated[
    list[str] | None,
    typer.Option("--option", "-o", help="Any option of the API as name=value; value is JSON or text. Repeatable."),
]
DEFAULT_GATEWAY = "http://127.0.0.1:8000"


def _run(work: Coroutine[Any, Any, Any]) -> Any:
    try:
        return asyncio.run(work)
    except (ApiError, GatewayUnreachableError) as error:
        console.print(f"[red]{escape(str(error))}[/]")
        raise typer.Exit(2) from error
    except KeyboardInterrupt:
        console.print("stopped watching; the film goes on being made")
        raise typer.Exit(130) from None


def _agent(gateway: str) -> VideoAgent:
    return VideoAgent(gateway, api_key=os.environ.get("VIDEOAGENT_API_KEY"))


def parse_option(text: str) -> tuple[str, Any]:
    """Read ``name=value``, the value as JSON where it is JSON and as text where not."""
    name, separator, value = text.partition("=")
    if not (name and separator):
        raise typer.BadParameter(f"{text!r} is not name=value")
    try:
        return name, json.loads(value)
    except json.JSONDecodeError:
        return name, value


def _print(model: BaseModel) -> None:
    console.print_json(model.model_dump_json())


@app.command("make")
def make_command(
    topic: Annotated[str, typer.Argument(help="What the film is about.")],
    gateway: Gateway = DEFAULT_GATEWAY,
    out: Annotated[Path, typer.Option(help="Folder for the film.")] = Path("out"),
    style: Annotated[str | None, typer.Option(help="Visual style, by name or in words.")] = None,
    duration: Annotated[float | None, typer.Option(help="Length in seconds, 4 to 600.")] = None,
    aspect_ratio: Annotated[str | None, typer.Option(help="16:9, 9:16 or 1:1.")] = None,
    resolution: Annotated[str | None, typer.Option(help="480p, 720p, 1080p, 1440p or 2160p.")] = None,
    language: Annotated[str | None, typer.Option(help="Language tag of the narration, e.g. fr.")] = None,
    script: Annotated[Path | None, typer.Option(help="File with your own narration.", exists=True)] = None,
    seed: Annotated[int | None, typer.Option(help="Same seed, same film.")] = None,
    option: Option = None,
) -> None:
    """Make a film, watch it come into being, and save it."""
    known = {
        "duration": duration,
        "aspect_ratio": aspect_ratio,
        "resolution": resolution,
        "language": language,
        "script": None if script is None else script.read_text(encoding="utf-8"),
        "seed": seed,
    }
    options = {name: value for name, value in known.items() if value is not None}
    options.update(parse_option(text) for text in option or [])

    async def work() -> int:
        async with _agent(gateway) as agent:
            return await make(agent, console, out, topic, style, options)

    raise typer.Exit(_run(work()))


@app.command("list")
def list_command(
    gateway: Gateway = DEFAULT_GATEWAY,
    status: Annotated[str | None, typer.Option(help="Only tasks in this status.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100)] = 20,
) -> None:
    """List tasks, newest first."""

    async def work() -> None:
        async with _agent(gateway) as agent:
            page = await agent.list(limit=limit, **({} if status is None else {"status": status}))
        for task in page.items:
            console.print(f"{task.task_id}  {task.status.value:<16} {task.progress:5.1f} %  {escape(task.topic)}")
        console.print(f"{len(page.items)} of {page.total}")

    _run(work())


@app.command()
def get(task: Task, gateway: Gateway = DEFAULT_GATEWAY) -> None:
    """Show all that is known of a task, as JSON."""

    async def work() -> None:
        async with _agent(gateway) as agent:
            _print(await agent.get(task))

    _run(work())


@app.command()
def watch(task: Task, gateway: Gateway = DEFAULT_GATEWAY) -> None:
    """Print a task's live messages, one JSON object a line, until it ends."""

    async def work() -> None:
        async with _agent(gateway) as agent:
            async for message in agent.watch(task):
                console.print(message.model_dump_json(), soft_wrap=True, markup=False, highlight=False)

    _run(work())


@app.command()
def cancel(task: Task, gateway: Gateway = DEFAULT_GATEWAY) -> None:
    """Stop a task."""

    async def work() -> None:
        async with _agent(gateway) as agent:
            _print(await agent.cancel(task))

    _run(work())


@app.command()
def retry(
    task: Task,
    gateway: Gateway = DEFAULT_GATEWAY,
    from_step: Annotated[str | None, typer.Option(help="Force this step and what depends on it, e.g. image:3.")] = None,
) -> None:
    """Resume a failed or cancelled task."""

    async def work() -> None:
        async with _agent(gateway) as agent:
            _print(await agent.retry(task, from_step))

    _run(work())


@app.command()
def delete(task: Task, gateway: Gateway = DEFAULT_GATEWAY) -> None:
    """Remove an ended task with its media."""

    async def work() -> None:
        async with _agent(gateway) as agent:
            await agent.delete(task)

    _run(work())


@app.command()
def download(
    task: Task,
    gateway: Gateway = DEFAULT_GATEWAY,
    out: Annotated[Path, typer.Option(help="Folder for the film.")] = Path("out"),
) -> None:
    """Save a finished film."""

    async def work() -> None:
        async with _agent(gateway) as agent:
            out.mkdir(parents=True, exist_ok=True)
            topic = (await agent.get(task)).topic
            console.print(str(await agent.download(task, out / file_name(topic, task))), markup=False)

    _run(work())
