"""For tests and benchmarks: messages, a task played in memory, and in-memory ports."""

from videoagent_registry.testing.fakes import ManualClock, MemoryJournal, MemoryMedia, MemorySlots, MemoryVoice
from videoagent_registry.testing.messages import (
    TESTER,
    command,
    create_command,
    failure,
    report,
    sample_artifact,
    sample_output,
    sample_storyboard,
    success,
)
from videoagent_registry.testing.play import Play, run_to_end
from videoagent_registry.testing.registry import MemoryRegistry

__all__ = [
    "TESTER",
    "ManualClock",
    "MemoryJournal",
    "MemoryMedia",
    "MemoryRegistry",
    "MemorySlots",
    "MemoryVoice",
    "Play",
    "command",
    "create_command",
    "failure",
    "report",
    "run_to_end",
    "sample_artifact",
    "sample_output",
    "sample_storyboard",
    "success",
]
