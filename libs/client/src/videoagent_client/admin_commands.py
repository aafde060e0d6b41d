"""Commands for operators: ``videoagent admin …``."""

from datetime import UTC, datetime
from typing import Annotated

import typer
from pydantic import ValidationError

from videoagent_client.terminal import DEFAULT_GATEWAY, Gateway, ask, console, say, show
from videoagent_contracts.admin import CleanUpRequest
from videoagent_contracts.keys import KeyCreateRequest

app = typer.Typer(no_args_is_help=True, help="For operators; needs an API key of scope admin, in VIDEOAGENT_API_KEY.")
keys_app = typer.Typer(no_args_is_help=True, help="API keys.")
letters_app = typer.Typer(no_args_is_help=True, help="Messages that no service could read or handle.")
app.add_typer(keys_app, name="keys")
app.add_typer(letters_app, name="dead-letters")

Letter = Annotated[str, typer.Argument(help="Id of the letter, as `list` shows it.")]


@keys_app.command("list")
def list_keys(gateway: Gateway = DEFAULT_GATEWAY) -> None:
    """List all keys, newest first."""
    for key in ask(gateway, lambda agent: agent.admin.keys()).items:
        ends = f"until {key.expires_at:%Y-%m-%d}" if key.expires_at else "for ever"
        scopes = ",".join(key.scopes)
        say(f"{key.key_id}  {key.state:<8}  {key.user_id}  {scopes}  {ends}  {key.name}")


@keys_app.command("create")
def create_key(
    user: Annotated[str, typer.Argument(help="Whose tasks the key sees and makes.")],
    gateway: Gateway = DEFAULT_GATEWAY,
    scope: Annotated[
        list[str] | None, typer.Option(help="tasks:read, tasks:write or admin. Repeatable; both of tasks by default.")
    ] = None,
    name: Annotated[str, typer.Option(help="For people, to tell keys apart.")] = "",
    expires: Annotated[datetime | None, typer.Option(help="Day or time (UTC) at which it ends.")] = None,
    rate_limit: Annotated[int | None, typer.Option(help="Requests per minute.")] = None,
    max_running: Annotated[int | None, typer.Option(help="Tasks that may run at once.")] = None,
) -> None:
    """Make a key and print it. It can't be shown again."""
    given = {
        "user_id": user,
        "name": name,
        "scopes": scope,
        "expires_at": None if expires is None else expires.replace(tzinfo=UTC),
        "rate_limit": rate_limit,
        "max_running": max_running,
    }
    try:
        request = KeyCreateRequest.model_validate({name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        raise typer.BadParameter(f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}") from None
    say(ask(gateway, lambda agent: agent.admin.create_key(request)).key)


@keys_app.command("revoke")
def revoke_key(
    key_id: Annotated[str, typer.Argument(help="Id of the key, as `list` shows it.")],
    gateway: Gateway = DEFAULT_GATEWAY,
) -> None:
    """End a key at once."""
    ask(gateway, lambda agent: agent.admin.revoke_key(key_id))


@letters_app.command("list")
def list_letters(
    gateway: Gateway = DEFAULT_GATEWAY,
    topic: Annotated[str | None, typer.Option(help="Only letters of this topic.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="At most so many.")] = 50,
    settled: Annotated[bool, typer.Option("--settled", help="Also those replayed or discarded.")] = False,
) -> None:
    """List them, newest first."""
    found = ask(gateway, lambda agent: agent.admin.dead_letters(topic, limit=limit, settled=settled)).items
    for letter in found:
        say(f"{letter.id}  {letter.at:%Y-%m-%d %H:%M:%S} UTC  {letter.state}  {letter.service}  {letter.error[:120]}")
    if not found:
        console.print("there are none")


@letters_app.command("show")
def show_letter(letter: Letter, gateway: Gateway = DEFAULT_GATEWAY) -> None:
    """Show all of one letter, as JSON."""
    show(ask(gateway, lambda agent: agent.admin.dead_letter(letter)))


@letters_app.command("replay")
def replay_letter(letter: Letter, gateway: Gateway = DEFAULT_GATEWAY) -> None:
    """Send the message again, once what was wrong has been mended."""
    say(ask(gateway, lambda agent: agent.admin.replay_dead_letter(letter)).state)


@letters_app.command("discard")
def discard_letter(letter: Letter, gateway: Gateway = DEFAULT_GATEWAY) -> None:
    """Put a letter aside for good."""
    ask(gateway, lambda agent: agent.admin.discard_dead_letter(letter))


@app.command("clean-up")
def clean_up(
    gateway: Gateway = DEFAULT_GATEWAY,
    remove: Annotated[
        bool, typer.Option("--remove", help="Really remove; otherwise it is only told what would go.")
    ] = False,
    older_than_days: Annotated[float | None, typer.Option(min=0, help="Tasks that have been over for longer.")] = None,
    max_gb: Annotated[float | None, typer.Option(min=0, help="Keep all media together below this.")] = None,
    orphans: Annotated[bool, typer.Option(help="Also media and uploads that belong to no task.")] = True,
) -> None:
    """Find what may go: old tasks, media and uploads that belong to nothing. Removes nothing without --remove."""
    request = CleanUpRequest(
        dry_run=not remove,
        older_than_s=None if older_than_days is None else older_than_days * 86_400,
        max_bytes=None if max_gb is None else round(max_gb * 1e9),
        orphans=orphans,
    )
    run = ask(gateway, lambda agent: agent.admin.clean_up(request))
    for item in run.items:
        say(f"{item.what.value:<7} {item.size / 1e6:9.1f} MB  since {item.since:%Y-%m-%d}  {item.name}")
    if not run.done:
        say(f"run {run.run_id} is under way")
        return
    outcome = "found, {} MB; nothing was removed" if run.dry_run else "removed, {} MB"
    say(f"{sum(run.found.values())} {outcome.format(f'{run.size / 1e6:.1f}')}")
