"""Identifiers: time-ordered ids for tasks and messages, and the names of steps."""

import os
import re
import time
import uuid

from videoagent_contracts.enums import StepKind

PER_SHOT_KINDS = (StepKind.VOICE, StepKind.IMAGE, StepKind.VIDEO)
"""Kinds of which a task has one step per shot, named ``kind:index``."""

_STEP_ID = re.compile(r"^(?P<kind>[a-z]+)(?::(?P<shot>0|[1-9]\d{0,3}))?$")


def uuid7(now_ms: int | None = None) -> str:
    """Return a UUIDv7 (RFC 9562, section 5.7) as text: ids made later sort later, to the millisecond."""
    milliseconds = time.time_ns() // 1_000_000 if now_ms is None else now_ms
    random_bits = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | 0x7 << 76 | (random_bits >> 68 & 0xFFF) << 64
    value |= 0b10 << 62 | random_bits & 0x3FFF_FFFF_FFFF_FFFF
    return str(uuid.UUID(int=value))


def step_id(kind: StepKind, shot: int | None = None) -> str:
    """Name a step: ``style``, ``image:3``; the same in the API, events, logs, traces and storage."""
    if (kind in PER_SHOT_KINDS) != (shot is not None):
        raise ValueError(f"step {kind} {'needs' if shot is None else 'takes no'} shot index")
    return kind.value if shot is None else f"{kind.value}:{shot}"


def parse_step_id(name: str) -> tuple[StepKind, int | None]:
    """Take a step id apart.

    Raises:
        ValueError: The text names no step.
    """
    match = _STEP_ID.match(name)
    if match is None or match["kind"] not in {kind.value for kind in StepKind}:
        raise ValueError(f"not a step id: {name!r}")
    kind = StepKind(match["kind"])
    shot = None if match["shot"] is None else int(match["shot"])
    if (kind in PER_SHOT_KINDS) != (shot is not None):
        raise ValueError(f"not a step id: {name!r}")
    return kind, shot
