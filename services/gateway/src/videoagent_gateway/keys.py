"""Keys from the command line: ``python -m videoagent_gateway.keys create --user ann --scopes tasks:read,tasks:write``.

Works on the document store alone, so that the first key can be made before a gateway runs. ``create`` prints the key
and nothing else on the standard output.
"""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog
from pydantic import ValidationError

from videoagent_contracts.envelope import utc_now
from videoagent_contracts.errors import VideoAgentException
from videoagent_contracts.keys import KeyCreateRequest, KeyResponse
from videoagent_gateway.adapters.access import MongoKeys
from videoagent_gateway.service.keys import Keys
from videoagent_runtime.mongo import Mongo
from videoagent_runtime.settings import ServiceSettings, load_settings

_BY = "command line"


def main(arguments: list[str] | None = None) -> int:
    """Do what was asked for; return the exit code."""
    options = _parser().parse_args(arguments)
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    try:
        asyncio.run(_with_keys(lambda keys: options.work(keys, options)))
    except VideoAgentException as error:
        print(error.detail, file=sys.stderr)
        return 1
    except ValidationError as error:
        for problem in error.errors(include_url=False, include_input=False):
            print(f"{problem['loc'][0]}: {problem['msg']}", file=sys.stderr)
        return 2
    return 0


async def _with_keys(work: Callable[[Keys], Awaitable[None]]) -> None:
    mongo = Mongo(load_settings(ServiceSettings).mongo)
    try:
        store = MongoKeys(mongo)
        await store.prepare()
        await work(Keys(store))
    finally:
        mongo.close()


async def _create(keys: Keys, options: argparse.Namespace) -> None:
    wanted = {
        "user_id": options.user,
        "name": options.name,
        "scopes": [name.strip() for name in options.scopes.split(",")],
        "expires_at": None if options.days is None else utc_now() + timedelta(days=options.days),
        "rate_limit": options.rate_limit,
        "max_running": options.max_running,
    }
    made = await keys.create(KeyCreateRequest.model_validate(wanted), by=_BY)
    print(f"key {made.key_id} of {made.user_id}; it is shown this once only:", file=sys.stderr)
    print(made.key, flush=True)


async def _list(keys: Keys, _options: argparse.Namespace) -> None:
    for key in await keys.list():
        print(_line(key))


async def _revoke(keys: Keys, options: argparse.Namespace) -> None:
    await keys.revoke(options.key_id, by=_BY)


async def _clear(keys: Keys, _options: argparse.Namespace) -> None:
    print(f"{await keys.clear()} keys forgotten; a gateway on loopback is open again")


def _line(key: KeyResponse) -> str:
    used = "never used" if key.last_used_at is None else f"used {key.last_used_at:%Y-%m-%d %H:%M}"
    ends = "" if key.expires_at is None else f", ends {key.expires_at:%Y-%m-%d %H:%M}"
    return f"{key.key_id}  {key.state:<8} {key.user_id:<16} {','.join(key.scopes):<24} {used}{ends}  {key.name}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="videoagent_gateway.keys", description="Make, list and revoke API keys.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    create = commands.add_parser("create", help="make a key and print it, once")
    create.add_argument("--user", required=True, help="whose tasks it sees and makes")
    create.add_argument("--scopes", default="tasks:read,tasks:write", help="of tasks:read, tasks:write, admin")
    create.add_argument("--name", default="", help="for people, to tell keys apart")
    create.add_argument("--days", type=float, help="for which it is valid (default: for ever)")
    create.add_argument(
        "--rate-limit", type=int, metavar="N", help="requests a minute (default: as the gateway is set)"
    )
    create.add_argument("--max-running", type=int, metavar="N", help="tasks of the user that run at once")
    create.set_defaults(work=_create)
    commands.add_parser("list", help="all keys, newest first").set_defaults(work=_list)
    revoke = commands.add_parser("revoke", help="end a key for good")
    revoke.add_argument("key_id", help="the part between va_ and the second _")
    revoke.set_defaults(work=_revoke)
    clear = commands.add_parser("clear", help="forget all keys: open mode again, where that is allowed")
    clear.set_defaults(work=_clear)
    return parser


if __name__ == "__main__":
    sys.exit(main())
