"""What runs in the worker process: one piece. Imports nothing of the service runtime, to start fast."""

from pathlib import Path

from videoagent_agent_music.adapters import soundfont
from videoagent_agent_music.adapters.mastering import master
from videoagent_agent_music.adapters.midi import to_midi
from videoagent_agent_music.adapters.room import room
from videoagent_agent_music.adapters.synthesiser import play
from videoagent_agent_music.composition.composer import compose
from videoagent_contracts.film import MusicBrief

MARGIN_S = 0.1
"""More than was asked for: the film's length is rounded up to whole frames."""


def make(brief: MusicBrief, duration: float, seed: int, path: Path) -> float:
    """Compose and render a piece of at least ``duration`` s into ``path``; return its length in s."""
    seconds = duration + MARGIN_S
    score = compose(brief, seconds, seed)
    font = soundfont.load((instrument.bank, instrument.program) for instrument in score.instruments.values())
    hall = room()
    blocks = (hall.feed(block) for block in play(to_midi(score), font, seconds))
    return master(blocks, path.with_suffix(".raw"), path)
