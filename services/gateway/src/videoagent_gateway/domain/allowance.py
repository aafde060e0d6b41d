"""What is left of a rate limit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Allowance:
    """As it stands after a request was counted.

    Attributes:
        granted: Whether the request may go on.
        limit: Requests per minute.
        remaining: Requests that would be granted now.
        reset_s: Seconds until more are.
    """

    granted: bool
    limit: int
    remaining: int
    reset_s: int
