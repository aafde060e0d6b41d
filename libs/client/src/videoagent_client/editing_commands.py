"""Commands that change what is planned or made, and that look after webhooks."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from videoagent_client.terminal import DEFAULT_GATEWAY, Gateway, Task, ask, console, say, show
from videoagent_contracts.api import DeliveryResponse, StepRunRequest

storyboard_app = typer.Typer(no_args_is_help=True, help="Read a storyboard, or replace it with an edited one.")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(approve)
    app.command("run-step")(run_step)
    app.command()(deliveries)
    app.command()(redeliver)
    app.add_typer(storyboard_app, name="storyboard")


def approve(task: Task, gateway: Gateway = DEFAULT_GATEWAY) -> None:
    """Let a task that waits for your review go on."""
    show(ask(gateway, lambda agent: agent.approve(task)))


def run_step(
    task: Task,
    step: Annotated[str, typer.Argument(help="Step to make again, e.g. image:3; `get` lists a task's steps.")],
    gateway: Gateway = DEFAULT_GATEWAY,
    prompt: Annotated[str | None, typer.Option(help="What the picture or clip is to show.")] = None,
    narration: Annotated[str | None, typer.Option(help="What the voice is to say.")] = None,
    voice: Annotated[str | None, typer.Option(help="Name of another voice.")] = None,
    voice_speed: Annotated[float | None, typer.Option(help="Speed of the voice, 0.5 to 2.")] = None,
    provider: Annotated[str | None, typer.Option(help="Name of another provider.")] = None,
    seed: Annotated[int | None, typer.Option(help="Another number gives another result.")] = None,
) -> None:
    """Make one step of a finished task again, and what depends on it; the rest of the film is kept."""
    given = {
        "prompt": prompt,
        "narration": narration,
        "voice": voice,
        "voice_speed": voice_speed,
        "provider": provider,
        "seed": seed,
    }
    try:
        overrides = StepRunRequest.model_validate({name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        raise typer.BadParameter(f"--{str(first['loc'][0]).replace('_', '-')}: {first['msg']}") from None
    show(ask(gateway, lambda agent: agent.run_step(task, step, overrides)))


@storyboard_app.command("get")
def get_storyboard(
    task: Task,
    gateway: Gateway = DEFAULT_GATEWAY,
    out: Annotated[Path | None, typer.Option(help="File to write it to; otherwise it is printed.")] = None,
) -> None:
    """Read a task's storyboard as JSON."""
    board = ask(gateway, lambda agent: agent.storyboard(task))
    if out is None:
        show(board)
        return
    out.write_text(board.model_dump_json(indent=2) + "\n", encoding="utf-8")
    say(str(out))


@storyboard_app.command("put")
def put_storyboard(
    task: Task,
    file: Annotated[Path, typer.Argument(help="JSON file, as `get` wrote it.", exists=True, dir_okay=False)],
    gateway: Gateway = DEFAULT_GATEWAY,
) -> None:
    """Replace a task's storyboard. On a finished task, what has changed is made again."""
    edit = read_json_object(file)
    show(ask(gateway, lambda agent: agent.put_storyboard(task, edit)))


def read_json_object(file: Path) -> dict[str, Any]:
    """Read a file that holds a JSON object.

    Raises:
        typer.BadParameter: It does not.
    """
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise typer.BadParameter(f"{file} is not JSON: {error}") from None
    if not isinstance(document, dict):
        raise typer.BadParameter(f"{file} does not hold a JSON object")
    return document


def deliveries(task: Task, gateway: Gateway = DEFAULT_GATEWAY) -> None:
    """Tell what became of a task's webhooks."""
    found = ask(gateway, lambda agent: agent.deliveries(task))
    for delivery in found.items:
        _tell(delivery)
    if not found.items:
        console.print("no webhook has been tried")


def redeliver(
    delivery: Annotated[str, typer.Argument(help="Id of the delivery, as `deliveries` shows it.")],
    gateway: Gateway = DEFAULT_GATEWAY,
) -> None:
    """Have a webhook tried again now, whatever became of it before."""
    _tell(ask(gateway, lambda agent: agent.redeliver(delivery)))
    console.print("it is being tried again")


def _tell(delivery: DeliveryResponse) -> None:
    say(f"{delivery.delivery_id}  {delivery.event}  {delivery.url_host}  {delivery.outcome}")
    for one in delivery.attempts:
        said = one.error or (f"answered {one.status_code}" if one.status_code else "")
        later = f", next try {one.next_attempt_at:%Y-%m-%d %H:%M:%S} UTC" if one.next_attempt_at else ""
        say(f"  {one.attempt}. {one.at:%Y-%m-%d %H:%M:%S} UTC  {one.outcome}  {said}{later}")
