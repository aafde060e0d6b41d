"""Clean-up of many tasks on the real stores, with a run and a registry killed in the middle of it.

``VIDEOAGENT_RETENTION_TASKS=10000`` does it with as many tasks.
"""

import asyncio
import os
import signal
import sys
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from videoagent_contracts.artifacts import artifact_key
from videoagent_contracts.envelope import Envelope
from videoagent_contracts.retention import OrderCleanUp, Removable
from videoagent_contracts.topics import CLEAN_UP_ORDERS
from videoagent_registry.adapters.bucket_media import BucketMedia
from videoagent_registry.cleanup import CleanUp, Rules
from videoagent_registry.domain.codec import encode_decisions
from videoagent_registry.ports import Entry
from videoagent_registry.settings import RegistryGroup
from videoagent_registry.testing import TESTER, run_to_end

TASKS = int(os.environ.get("VIDEOAGENT_RETENTION_TASKS", "60"))
pytestmark = [pytest.mark.stack, pytest.mark.timeout(400 + TASKS)]
WITH_MEDIA = 10
"""One task in so many has media in the object store."""


async def fill(system: Any) -> list[str]:
    """Put finished tasks into the journal, as they were made of whole films; return them, oldest first."""
    sample = run_to_end("sample-task", shots=1, music="off")
    body = encode_decisions([each for each in sample.history if each.journaled])
    tasks = [str(uuid.uuid4()) for _ in range(TASKS)]
    ended = datetime.now(UTC) - timedelta(days=100)
    for start in range(0, TASKS, 200):
        entries = [
            Entry(name, 1, ended, body.replace("sample-task", name), number % 12)
            for number, name in enumerate(tasks[start : start + 200])
        ]
        assert await system.journal.append(entries) == []
    limit = asyncio.Semaphore(8)

    async def finish(number: int, name: str) -> None:
        async with limit:
            await system.journal.mark_finished(name, ended + timedelta(minutes=number))
            if number % WITH_MEDIA == 0:
                key = artifact_key(name, "compose", "a" * 64, "mp4")
                await system.runtime.objects.put_bytes(b"0" * 1000, key, "video/mp4")

    await asyncio.gather(*(finish(number, name) for number, name in enumerate(tasks)))
    return tasks


async def left(system: Any, tasks: list[str]) -> list[str]:
    """Return the tasks that are still there."""
    finished = {name for name, _ in await system.journal.finished_before(datetime.now(UTC), None)}
    return [name for name in tasks if name in finished]


async def test_many_tasks_are_removed_though_the_run_and_the_registry_are_killed_in_the_middle(system: Any) -> None:
    tasks = await fill(system)
    clean_up = CleanUp(system.journal, system.runtime, BucketMedia(system.runtime.objects), RegistryGroup())
    old = Rules(age=timedelta(days=50), orphans=False, limit=TASKS)
    assert [each.name for each in await clean_up.find(datetime.now(UTC), old)] == tasks
    too_much = Rules(max_bytes=0, orphans=False, limit=7)
    assert [each.name for each in await clean_up.find(datetime.now(UTC), too_much)] == tasks[:7]

    registry = await system.start_registry()
    run = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "videoagent_registry.retention", "--older-than", "50", "--limit", str(TASKS), "--no-orphans"),
        env=system.environment,
        stdout=asyncio.subprocess.PIPE,
    )
    assert run.stdout is not None
    while not (await run.stdout.readline()).startswith(b"{"):
        pass
    await system.kill(run)
    await system.kill(registry, signal.SIGKILL)

    await system.start_registry()
    await clean_up.remove(await clean_up.find(datetime.now(UTC), old))
    async with asyncio.timeout(120 + TASKS):
        while await left(system, tasks):  # noqa: ASYNC110 - another process removes them
            await asyncio.sleep(0.2)
    names = [name for name in tasks[::WITH_MEDIA] if await system.runtime.objects.list(f"tasks/{name}/")]
    assert names == []
    deleted = [e.task_id for e in system.statuses if e.payload.event == "task_deleted" and e.task_id in tasks]
    assert set(deleted) == set(tasks)


async def test_a_clean_up_ordered_by_message_is_reported(system: Any) -> None:
    orphan = str(uuid.uuid4())
    key = artifact_key(orphan, "compose", "b" * 64, "mp4")
    await system.runtime.objects.put_bytes(b"film", key, "video/mp4")
    await system.runtime.objects.put_bytes(b"song", f"uploads/u/{orphan}/original", "audio/flac")
    ages = {"VIDEOAGENT_REGISTRY__ORPHAN_AGE": "PT0S", "VIDEOAGENT_REGISTRY__UPLOAD_AGE": "PT0S"}
    await system.start_registry(**ages)
    for dry_run in (True, False):
        order = Envelope.of(OrderCleanUp(dry_run=dry_run), task_id=f"clean-up/{dry_run}/{orphan}", producer=TESTER)
        await system.runtime.publish(CLEAN_UP_ORDERS, order)

        def reports(wanted: str = order.task_id) -> list[Any]:
            return [each.payload for each in system.reports if each.task_id == wanted]

        await system.until(reports, "the report", 90)
        names = {(each.what, each.name) for each in reports()[0].items}
        assert {(Removable.ORPHAN, orphan), (Removable.UPLOAD, f"uploads/u/{orphan}/original")} <= names
        assert bool(await system.runtime.objects.list(f"tasks/{orphan}/")) is dry_run
        assert bool(await system.runtime.objects.list(f"uploads/u/{orphan}/")) is dry_run
