"""Reading a task's history back: its state, and the last word said of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from videoagent_registry.domain.codec import Folded, fold_decisions
from videoagent_registry.domain.decision import Removal
from videoagent_registry.domain.policy import Policies
from videoagent_registry.domain.publication import Publication, publications
from videoagent_registry.domain.record import TaskRecord
from videoagent_registry.errors import JournalUnreadableError
from videoagent_registry.ports import Entry


@dataclass(frozen=True, slots=True)
class Remembered:
    """A task read from its journal.

    Attributes:
        record: The newest state.
        said: What the last entry was to say. Whoever reads a journal that another may have written says it again:
            the writer may have died between writing and publishing. The messages keep their ids, so that consumers
            drop what they have seen.
        removes: Whether the last entry removes the task.
    """

    record: TaskRecord
    said: list[Publication]
    removes: bool


def remember(entries: Sequence[Entry], policies: Policies) -> Remembered:
    """Fold a task's entries, of which there is at least one.

    Raises:
        JournalUnreadableError: They are not what this version of the code can read.
    """
    record: TaskRecord | None = None
    last: list[Folded] = []
    task_id = entries[0].task_id
    try:
        for expected, entry in enumerate(entries, start=1):
            if entry.version != expected:
                raise JournalUnreadableError(f"{task_id}: entry {expected} is missing")
            last = fold_decisions(record, entry.version, entry.body)
            record = last[-1].record
        said = [
            message
            for each in last
            for message in publications(each.record, each.cause, each.at, each.outputs, policies)
        ]
    except (ValueError, KeyError, LookupError, TypeError) as error:
        raise JournalUnreadableError(f"{task_id}: {error}") from error
    if record is None:
        raise JournalUnreadableError(f"{task_id}: no entries")
    removes = any(isinstance(output, Removal) for each in last for output in each.outputs)
    return Remembered(record, said, removes)
