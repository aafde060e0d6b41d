"""Seconds to frames, and how a shot is cut in pieces: pure arithmetic."""

from dataclasses import dataclass

from videoagent_contracts.enums import Transition


@dataclass(frozen=True)
class Pieces:
    """Lengths in frames; ``head + body + tail`` is the shot."""

    head: int
    body: int
    tail: int

    @property
    def total(self) -> int:
        return self.head + self.body + self.tail


def to_frames(seconds: float, fps: int) -> int:
    """Round a duration to frames, at least one."""
    return max(1, round(seconds * fps))


def cut(
    duration: float, fps: int, transition_in: Transition, transition_out: Transition, transition_duration: float
) -> Pieces:
    """Cut a shot where transitions touch it.

    A shot too short for both transitions gives each the same, smaller share; at least one frame stays for the body.

    Args:
        duration: Of the shot, s.
        fps: Frames per second.
        transition_in: Into the shot; a cut needs no head.
        transition_out: Out of it; a cut needs no tail.
        transition_duration: s that neighbours overlap.
    """
    total = to_frames(duration, fps)
    overlap = round(transition_duration * fps)
    head = overlap if transition_in is not Transition.CUT else 0
    tail = overlap if transition_out is not Transition.CUT else 0
    sides = (head > 0) + (tail > 0)
    if sides and head + tail > total - 1:
        share = (total - 1) // sides
        head, tail = min(head, share), min(tail, share)
    return Pieces(head, total - head - tail, tail)
