"""Attempts that are handed back, since they need what the next one can be given."""

from typing import ClassVar

from videoagent_contracts.errors import VideoAgentException


class HandBackException(VideoAgentException):
    """The attempt cannot go on with what it was given, through nobody's fault.

    Args:
        detail: What it lacks.
        needs_usd: What has to be set aside for the next attempt; None: no more than for this one.
        needs_references: Whether the next attempt is to wait for the pictures that its own is made after.
    """

    default_retryable: ClassVar[bool] = True

    def __init__(self, detail: str, *, needs_usd: float | None = None, needs_references: bool = False) -> None:
        super().__init__(detail)
        self.needs_usd = needs_usd
        self.needs_references = needs_references
