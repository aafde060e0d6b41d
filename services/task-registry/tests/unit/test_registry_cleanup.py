"""What clean-up finds, and how it removes."""

from datetime import UTC, datetime, timedelta

from videoagent_contracts.commands import DeleteTask
from videoagent_registry.cleanup import CleanUp
from videoagent_registry.ports import Entry
from videoagent_registry.settings import RegistryGroup
from videoagent_registry.testing import MemoryJournal, MemoryMedia, MemoryVoice

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def days_ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


async def test_old_tasks_go_oldest_first_by_command() -> None:
    journal, voice = MemoryJournal(), MemoryVoice()
    journal.finished = {"young": days_ago(3), "older": days_ago(50), "oldest": days_ago(90)}
    clean_up = CleanUp(journal, voice, MemoryMedia(), RegistryGroup())
    found = await clean_up.expired(NOW, timedelta(days=30))
    assert [each.task_id for each in found] == ["oldest", "older"]
    await clean_up.remove(found[0])
    assert [(envelope.task_id, type(envelope.payload)) for envelope in voice.said] == [("oldest", DeleteTask)]


async def test_media_without_a_task_is_an_orphan_once_it_has_aged() -> None:
    journal, media = MemoryJournal(), MemoryMedia()
    await journal.append([Entry("known", 1, NOW, "[]", 0)])
    media.stored = {"known": days_ago(10), "fresh": days_ago(0.1), "lost": days_ago(2)}
    clean_up = CleanUp(journal, MemoryVoice(), media, RegistryGroup())
    found = await clean_up.orphans(NOW)
    assert [each.task_id for each in found] == ["lost"]
    await clean_up.remove(found[0])
    assert media.removed == ["lost"]
