"""Clean-up by hand: ``python -m videoagent_registry.retention --older-than 30 --max-size 500G [--dry-run]``.

Prints one JSON object per line for everything found: ``what`` (task, orphan, upload), ``name``, ``since``, ``size`` in
bytes, ``removed``. Tasks are removed by the running registry, which this orders to do so; the rest is removed here. A
run that was cut short is finished by the next one.
"""

import argparse
import asyncio
import json
import sys
from datetime import UTC, datetime, timedelta

from videoagent_contracts.errors import VideoAgentException
from videoagent_contracts.retention import CleanUpItem
from videoagent_contracts.topics import REGISTRY
from videoagent_registry.adapters.bucket_media import BucketMedia
from videoagent_registry.adapters.mongo_journal import MongoJournal
from videoagent_registry.cleanup import CleanUp, Rules
from videoagent_registry.main import DATABASE
from videoagent_registry.settings import RegistrySettings
from videoagent_runtime.service import Runtime
from videoagent_runtime.settings import load_settings

_UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}
_AT_ONCE = 100


def main(arguments: list[str] | None = None) -> int:
    """Run once; return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        asyncio.run(_run(load_settings(RegistrySettings), options))
    except VideoAgentException as error:
        print(error.detail, file=sys.stderr)
        return 1
    return 0


async def _run(settings: RegistrySettings, options: argparse.Namespace) -> None:
    runtime = Runtime(REGISTRY, settings)
    journal = MongoJournal(runtime.mongo.database(DATABASE))
    media = BucketMedia(runtime.objects)

    async def nothing(_runtime: Runtime) -> None:
        await journal.prepare()

    async with runtime.running(nothing):
        clean_up = CleanUp(journal, runtime, media, settings.registry)
        age = timedelta(days=options.older_than) if options.older_than is not None else None
        rules = Rules(age, options.max_size, options.orphans, options.limit)
        found = await clean_up.find(datetime.now(UTC), rules)
        for start in range(0, len(found), _AT_ONCE):
            some = found[start : start + _AT_ONCE]
            if not options.dry_run:
                await clean_up.remove(some)
            for each in some:
                _print(each, removed=not options.dry_run)


def _print(found: CleanUpItem, *, removed: bool) -> None:
    print(json.dumps(found.model_dump(mode="json") | {"removed": removed}), flush=True)


def _size(text: str) -> int:
    """Read bytes, such as ``1500`` or ``1.5K``."""
    unit = text[-1:].upper() if not text[-1:].isdigit() else ""
    if unit not in _UNITS:
        raise argparse.ArgumentTypeError(f"{text} is no size: say 500M, 20G or a number of bytes")
    try:
        size = int(float(text.rstrip("kKmMgGtT")) * _UNITS[unit])
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no size: say 500M, 20G or a number of bytes") from None
    if size < 0:
        raise argparse.ArgumentTypeError("a size is not negative")
    return size


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="videoagent_registry.retention",
        description="Remove tasks that are old or take too much room, and orphans.",
    )
    parser.add_argument("--older-than", type=float, metavar="DAYS", help="finished tasks of this age")
    parser.add_argument(
        "--max-size", type=_size, metavar="SIZE", help="finished tasks, oldest first, until all media take less (500G)"
    )
    parser.add_argument("--limit", type=int, default=10_000, metavar="N", help="tasks at most (default: %(default)s)")
    parser.add_argument("--dry-run", action="store_true", help="only tell what would be removed")
    parser.add_argument(
        "--no-orphans", dest="orphans", action="store_false", help="leave media without a task and unused uploads alone"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
