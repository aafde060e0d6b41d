"""``python -m videoagent_runtime.dead_letters``: dead letters from the command line, for operators."""

import argparse
import asyncio
import dataclasses
import json
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

import structlog

from videoagent_contracts.errors import VideoAgentException
from videoagent_runtime.broker import TopicNames
from videoagent_runtime.dead_letters.desk import BulkOutcome, DeadLetterDesk
from videoagent_runtime.dead_letters.letters import card_of
from videoagent_runtime.dead_letters.marks import Floods
from videoagent_runtime.mongo import Mongo
from videoagent_runtime.settings import ServiceSettings, load_settings

Command = Callable[[argparse.Namespace, ServiceSettings, Mongo], Awaitable[int]]


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code: 0, or 1 when something was refused or can't be reached."""
    options = parser().parse_args(arguments)
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))  # standard output is for the answer
    try:
        return asyncio.run(run(options, load_settings(ServiceSettings)))
    except VideoAgentException as error:
        sys.stderr.write(f"{error.detail}\n")
        return 1


async def run(options: argparse.Namespace, settings: ServiceSettings) -> int:
    """Run one command; returns the exit code.

    Raises:
        VideoAgentException: As the desk.
    """
    mongo = Mongo(settings.mongo)
    try:
        command: Command = options.command
        return await command(options, settings, mongo)
    finally:
        mongo.close()


async def _list(options: argparse.Namespace, settings: ServiceSettings, mongo: Mongo) -> int:
    desk = DeadLetterDesk(settings.kafka, mongo)
    for letter in await desk.letters(options.topic, limit=options.limit, include_settled=options.all):
        _print(dataclasses.asdict(letter))
    return 0


async def _show(options: argparse.Namespace, settings: ServiceSettings, mongo: Mongo) -> int:
    letter = await DeadLetterDesk(settings.kafka, mongo).show(options.id)
    _print(dataclasses.asdict(letter), indent=2)
    return 0


async def _replay(options: argparse.Namespace, settings: ServiceSettings, mongo: Mongo) -> int:
    desk = DeadLetterDesk(settings.kafka, mongo)
    await desk.prepare()
    return await _settle(options, desk.replay, desk.replay_all)


async def _discard(options: argparse.Namespace, settings: ServiceSettings, mongo: Mongo) -> int:
    desk = DeadLetterDesk(settings.kafka, mongo)
    await desk.prepare()
    return await _settle(options, desk.discard, desk.discard_all)


async def _settle(
    options: argparse.Namespace,
    one: Callable[[str], Awaitable[object]],
    every: Callable[[str | None], Awaitable[BulkOutcome]],
) -> int:
    if options.all:
        outcome = await every(options.topic)
    else:
        outcome = BulkOutcome()
        for letter_id in options.ids:
            try:
                await one(letter_id)
                outcome.done.append(letter_id)
            except VideoAgentException as error:
                outcome.refused[letter_id] = error.detail
    _print({"done": outcome.done, "refused": outcome.refused}, indent=2)
    return 1 if outcome.refused else 0


async def _floods(_options: argparse.Namespace, _settings: ServiceSettings, mongo: Mongo) -> int:
    for flood in await Floods(lambda: mongo).all():
        _print({name: flood[name] for name in ("topic", "group", "reason", "at")})
    return 0


async def _lift(options: argparse.Namespace, settings: ServiceSettings, mongo: Mongo) -> int:
    floods = Floods(lambda: mongo)
    names = TopicNames(settings.kafka.prefix)
    topic = None if options.topic is None else names.of(card_of(names.card_name(options.topic)).name)
    for flood in await floods.all():
        if topic in (None, flood["topic"]) and await floods.lift(flood["topic"], flood["group"]):
            _print({"lifted": {"topic": flood["topic"], "group": flood["group"]}})
    return 0


def _print(document: dict[str, Any], indent: int | None = None) -> None:
    def plain(value: object) -> str:
        return value.isoformat() if isinstance(value, datetime) else str(value)

    sys.stdout.write(json.dumps(document, default=plain, indent=indent, ensure_ascii=False) + "\n")


def parser() -> argparse.ArgumentParser:
    """The commands and their arguments."""
    top = argparse.ArgumentParser(
        prog="python -m videoagent_runtime.dead_letters",
        description="Messages that nobody could read or handle. Prints JSON. Settings come from the environment.",
    )
    commands = top.add_subparsers(required=True, metavar="command")

    listing = commands.add_parser("list", help="open letters, newest first, one JSON object a line")
    listing.add_argument("--topic", help="of this topic only")
    listing.add_argument("--all", action="store_true", help="also those replayed or discarded")
    listing.add_argument("--limit", type=int, default=50, help="at most so many (50)")
    listing.set_defaults(command=_list)

    show = commands.add_parser("show", help="all of one letter: cause, stack, headers, payload")
    show.add_argument("id")
    show.set_defaults(command=_show)

    for name, command, text in (
        ("replay", _replay, "publish to the topic again, oldest first"),
        ("discard", _discard, "not to be replayed"),
    ):
        settling = commands.add_parser(name, help=text)
        settling.add_argument("ids", nargs="*", metavar="id")
        settling.add_argument("--all", action="store_true", help="all that are open, of --topic or of every topic")
        settling.add_argument("--topic", help="with --all: of this topic only")
        settling.set_defaults(command=command)

    floods = commands.add_parser("floods", help="topics at which a service stands still after a flood")
    floods.set_defaults(command=_floods)
    lift = commands.add_parser("lift", help="let services dead-letter again after a flood; they go on by themselves")
    lift.add_argument("--topic", help="of this topic only")
    lift.set_defaults(command=_lift)
    return top


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
