"""What is encoded for a film and outlives it: the next film of the same task takes over what it would make the same."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from videoagent_contracts.errors import StorageException
from videoagent_contracts.film import FilmPart
from videoagent_runtime.agent import AgentContext

_RECIPE = 1
"""To be raised when the same facts make another part than before."""


def digest(**facts: object) -> str:
    """Return what stands for a part that is made from these facts: plain values, or sequences and mappings of such."""
    said = json.dumps({"recipe": _RECIPE} | facts, sort_keys=True, separators=(",", ":"), default=list)
    return hashlib.sha256(said.encode()).hexdigest()


class Parts:
    """Parts of the film before, and those of this one.

    Args:
        before: Of the film before.
        context: Fetches and stores them.
    """

    def __init__(self, before: Iterable[FilmPart], context: AgentContext) -> None:
        self._before = {part.made_from: part for part in before}
        self._context = context
        self._used: dict[str, FilmPart] = {}

    async def again(self, made_from: str) -> tuple[Path, FilmPart] | None:
        """Return a part of the film before and its file; None: it has to be made."""
        part = self._before.get(made_from)
        if part is None:
            return None
        try:
            path = await self._context.fetch(part.file)
        except StorageException:
            return None  # it is gone; what it was made from is still there
        self._used[made_from] = part
        return path, part

    async def keep(self, made_from: str, path: Path, content_type: str, loudness: float | None = None) -> None:
        """Store a part that was made, for the film after this one."""
        file = await self._context.store(path, content_type)
        self._used[made_from] = FilmPart(made_from=made_from, file=file, loudness_lufs=loudness)

    def used(self) -> tuple[FilmPart, ...]:
        """Return this film's parts, in an order that does not depend on which was ready first."""
        return tuple(self._used[made_from] for made_from in sorted(self._used))
