"""What the supervisor has to know about a process."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Group = Literal["database", "servers", "services"]
"""Processes of one group are started and stopped together; services stop first, the database last."""


@dataclass(frozen=True)
class ProcessSpec:
    """One process of the stack."""

    name: str
    group: Group
    command: tuple[str, ...]
    port: int
    check: Callable[[], None]
    """Returns when the process can do its work, else raises `UnhealthyError`; takes at most 2 s."""
    environment: Mapping[str, str] = field(default_factory=dict)
    stop_seconds: int = 10
    """Grace between the stop signal and SIGKILL, in seconds."""
    stop_signal: str = "TERM"
