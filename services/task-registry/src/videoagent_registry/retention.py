"""Clean-up by hand: ``python -m videoagent_registry.retention --older-than 30 [--dry-run] [--no-orphans]``.

Prints one JSON object per line for everything found: ``what`` (task, orphan), ``task_id``, ``since``, ``removed``.
Tasks are removed by the running registry, which this orders to do so; orphaned media is removed here.
"""

import argparse
import asyncio
import json
import sys
from datetime import UTC, datetime, timedelta

from videoagent_contracts.errors import VideoAgentException
from videoagent_contracts.topics import REGISTRY
from videoagent_registry.adapters.bucket_media import BucketMedia
from videoagent_registry.adapters.mongo_journal import MongoJournal
from videoagent_registry.cleanup import CleanUp, Found
from videoagent_registry.main import DATABASE
from videoagent_registry.settings import RegistrySettings
from videoagent_runtime.service import Runtime
from videoagent_runtime.settings import load_settings


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
        now = datetime.now(UTC)
        found = await clean_up.expired(now, timedelta(days=options.older_than), options.limit)
        if options.orphans:
            found += await clean_up.orphans(now)
        for each in found:
            if not options.dry_run:
                await clean_up.remove(each)
            _print(each, removed=not options.dry_run)


def _print(found: Found, *, removed: bool) -> None:
    line = {"what": found.what, "task_id": found.task_id, "since": found.since.isoformat(), "removed": removed}
    print(json.dumps(line), flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="videoagent_registry.retention", description="Remove old tasks and orphans.")
    parser.add_argument("--older-than", type=float, required=True, metavar="DAYS", help="age of finished tasks")
    parser.add_argument("--limit", type=int, default=10_000, metavar="N", help="tasks at most (default: %(default)s)")
    parser.add_argument("--dry-run", action="store_true", help="only tell what would be removed")
    parser.add_argument("--no-orphans", dest="orphans", action="store_false", help="leave media without a task alone")
    return parser


if __name__ == "__main__":
    sys.exit(main())
