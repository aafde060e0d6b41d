"""The ``videoagent`` command."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from videoagent_client.admin_commands import app as admin_app
from videoagent_client.client import VideoAgent
from videoagent_client.editing_commands import register as register_editing
from videoagent_client.making import file_name, make
from videoagent_client.terminal import DEFAULT_GATEWAY, Gateway, Task, agent_at, ask, console, run, say, show
from videoagent_contracts.media import MediaState

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Make films from topics with a Video Agent gateway.")
app.add_typer(admin_app, name="admin")

Option = Annotated[
    list[str] | None,
    typer.Option("--option", "-o", help="Any option of the API as name=value; value is JSON or text. Repeatable."),
]


def parse_option(text: str) -> tuple[str, Any]:
    """Read ``name=value``, the value as JSON where it is JSON and as text where not."""
    name, separator, value = text.partition("=")
    if not (name and separator):
        raise typer.BadParameter(f"{text!r} is not name=value")
    try:
        return name, json.loads(value)
    except json.JSONDecodeError:
        return name, value


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
        async with agent_at(gateway) as agent:
            return await make(agent, console, out, topic, style, options)

    raise typer.Exit(run(work()))


@app.command("list")
def list_command(
    gateway: Gateway = DEFAULT_GATEWAY,
    status: Annotated[str | None, typer.Option(help="Only tasks in this status.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100)] = 20,
) -> None:
    """List tasks, newest first."""
    query: dict[str, str | int] = {"limit": limit} if status is None else {"limit": limit, "status": status}
    page = ask(gateway, lambda agent: agent.list(**query))
    for task in page.items:
        waits = f"  waits for its turn ({task.waiting.value})" if task.waiting else ""
        console.print(f"{task.task_id}  {task.status.value:<16} {task.progress:5.1f} %  {escape(task.topic)}{waits}")
    console.print(f"{len(page.items)} of {page.total}")


@app.command()
def get(task: Task, gateway: Gateway = DEFAULT_GATEWAY) -> None:
    """Show all that is known of a task, as JSON."""
    show(ask(gateway, lambda agent: agent.get(task)))


@app.command()
def watch(task: Task, gateway: Gateway = DEFAULT_GATEWAY) -> None:
    """Print a task's live messages, one JSON object a line, until it ends."""

    async def work(agent: VideoAgent) -> None:
        async for message in agent.watch(task):
            say(message.model_dump_json())

    ask(gateway, work)


@app.command()
def cancel(task: Task, gateway: Gateway = DEFAULT_GATEWAY) -> None:
    """Stop a task."""
    show(ask(gateway, lambda agent: agent.cancel(task)))


@app.command()
def retry(
    task: Task,
    gateway: Gateway = DEFAULT_GATEWAY,
    from_step: Annotated[str | None, typer.Option(help="Force this step and what depends on it, e.g. image:3.")] = None,
) -> None:
    """Resume a failed or cancelled task."""
    show(ask(gateway, lambda agent: agent.retry(task, from_step)))


@app.command()
def upload(
    files: Annotated[list[Path], typer.Argument(help="Pictures, clips or sounds.", exists=True, dir_okay=False)],
    gateway: Gateway = DEFAULT_GATEWAY,
) -> None:
    """Send files of your own, and print the reference by which options name each (-o music=media:…)."""

    async def work(agent: VideoAgent) -> bool:
        usable = True
        for path in files:
            seen = await agent.upload(path)
            usable = usable and seen.state is not MediaState.REFUSED
            say(f"{seen.reference}  {path.name}  {seen.kind.value if seen.kind else seen.detail or seen.state.value}")
        return usable

    if not ask(gateway, work):
        raise typer.Exit(1)


register_editing(app)


@app.command()
def delete(task: Task, gateway: Gateway = DEFAULT_GATEWAY) -> None:
    """Remove an ended task with its media."""
    ask(gateway, lambda agent: agent.delete(task))


@app.command()
def download(
    task: Task,
    gateway: Gateway = DEFAULT_GATEWAY,
    out: Annotated[Path, typer.Option(help="Folder for the film.")] = Path("out"),
) -> None:
    """Save a finished film."""

    async def work(agent: VideoAgent) -> Path:
        out.mkdir(parents=True, exist_ok=True)
        topic = (await agent.get(task)).topic
        return await agent.download(task, out / file_name(topic, task))

    say(str(ask(gateway, work)))
