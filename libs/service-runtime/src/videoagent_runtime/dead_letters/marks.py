"""What was done about dead letters, and which floods are not lifted: database ``dead_letters``."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from videoagent_contracts.envelope import utc_now
from videoagent_contracts.errors import ErrorCode, TaskStateException
from videoagent_runtime.dead_letters.letters import DeadLetterState, Mark, state_of
from videoagent_runtime.mongo import Collection, Mongo

DATABASE = "dead_letters"


class Marks:
    """Marks of letters. A letter is named by its id and timestamp, so that a topic made anew starts without marks."""

    def __init__(self, mongo: Mongo) -> None:
        self._marks = mongo.database(DATABASE).collection("marks")

    async def prepare(self) -> None:
        """Make the indexes. Idempotent."""
        await self._marks.ensure_index("topic")
        await self._marks.ensure_index("letter")

    async def of_topic(self, topic: str) -> dict[str, list[Mark]]:
        """Marks of all letters of a topic by the letters' names."""
        found: dict[str, list[Mark]] = {}
        for document in await self._marks.find({"topic": topic}):
            found.setdefault(document["letter"], []).append(_mark(document))
        return found

    async def of(self, letter: str) -> list[Mark]:
        return [_mark(document) for document in await self._marks.find({"letter": letter})]

    async def begin(self, letter: str, topic: str, kind: DeadLetterState, *, done: bool = False) -> str:
        """Claim a letter by a mark with the next number: of several who try at once one wins. Returns the mark's id.

        Raises:
            TaskStateException: It has been dealt with, or somebody is at it.
        """
        marks = await self.of(letter)
        state = state_of(marks, utc_now())
        mark_id = f"{letter}/{len(marks) + 1}"
        document = {
            "_id": mark_id, "letter": letter, "topic": topic, "kind": kind.value, "at": utc_now(), "done": done,
            "failed": False,
        }  # fmt: skip
        if state is not DeadLetterState.OPEN or not await self._marks.insert(document):
            was = state if state is not DeadLetterState.OPEN else DeadLetterState.REPLAYING
            raise TaskStateException(f"the dead letter is {was.value} already", code=ErrorCode.DEAD_LETTER_STATE)
        return mark_id

    async def end(self, mark_id: str, *, failed: bool = False) -> None:
        """Tell how it went. Only for the one who began it."""
        await self._marks.update(mark_id, {"$set": {"done": not failed, "failed": failed}})

    async def forget(self, letter: str) -> None:
        """Remove the marks of a letter that is gone."""
        await self._marks.delete_many({"letter": letter})


def _mark(document: dict[str, Any]) -> Mark:
    at: datetime = document["at"]
    return Mark(DeadLetterState(document["kind"]), at, bool(document["done"]), bool(document["failed"]))


class Floods:
    """Topics of which a consumer group may not dead-letter anything until somebody says so.

    Args:
        mongo: Opens the store; asked for at the first flood or dead letter only.
    """

    def __init__(self, mongo: Callable[[], Mongo]) -> None:
        self._mongo = mongo

    @property
    def _floods(self) -> Collection:
        return self._mongo().database(DATABASE).collection("floods")

    async def is_held(self, topic: str, group: str) -> bool:
        return await self._floods.get(_flood(topic, group)) is not None

    async def hold(self, topic: str, group: str, reason: str) -> None:
        """From now on, across restarts. Idempotent."""
        await self._floods.insert(
            {"_id": _flood(topic, group), "topic": topic, "group": group, "reason": reason, "at": utc_now()}
        )

    async def lift(self, topic: str, group: str) -> bool:
        """Allow dead letters again; False when they were."""
        return await self._floods.delete(_flood(topic, group))

    async def all(self) -> list[dict[str, Any]]:
        """Topic, group, reason and time of each, oldest first."""
        return sorted(await self._floods.find({}), key=lambda flood: flood["at"])


def _flood(topic: str, group: str) -> str:
    return f"{topic}/{group}"
