"""What the harness needs of the world, so that it can be tested without one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.codec import AnyEnvelope


@dataclass(frozen=True)
class Claim:
    """Who works on an attempt.

    Attributes:
        id: ``{task}/{step}/{attempt}``.
        worker: The claiming process; unique for each start of a process.
        claimed_at: When.
        announced: Whether the start is known to have been announced.
        result: The recorded result message, once there is one.
    """

    id: str
    worker: str
    claimed_at: datetime
    announced: bool = False
    result: AnyEnvelope | None = None


class ClaimStore(Protocol):
    """Claims; every method may raise StorageException."""

    async def claim(self, claim: Claim) -> bool:
        """Claim; exactly one caller per id gets True, ever."""

    async def get(self, claim_id: str) -> Claim | None: ...

    async def mark_announced(self, claim_id: str) -> None: ...

    async def record(self, claim_id: str, result: AnyEnvelope) -> None:
        """Keep the result, so that a redelivered request is answered with it."""


class Reporter(Protocol):
    async def __call__(self, message: AnyEnvelope) -> None:
        """Publish to the results topic; raises StorageException when it was not acknowledged."""


class Artifacts(Protocol):
    """Media of steps; raises StorageException when the object store is away."""

    async def fetch(self, ref: ArtifactRef, into: Path) -> Path: ...

    async def store(self, path: Path, task_id: str, step_id: str, content_type: str) -> ArtifactRef: ...


@dataclass(frozen=True)
class HarnessTimes:
    """Times of the harness.

    Attributes:
        heartbeat: Between two signs of life.
        progress: Shortest time between two progress messages.
        announced_after: After which a running attempt is marked as announced. Shorter ones save that write.
        abandoned_after: Age at which another's claim without announcement and result counts as abandoned; longer than
            ``announced_after``.
        grace: For running attempts after a stop.
        stop: For an attempt to end once it was told to.
    """

    heartbeat: timedelta = timedelta(seconds=10)
    progress: timedelta = timedelta(milliseconds=250)
    announced_after: timedelta = timedelta(seconds=2)
    abandoned_after: timedelta = timedelta(seconds=5)
    grace: timedelta = timedelta(seconds=20)
    stop: timedelta = timedelta(seconds=5)
