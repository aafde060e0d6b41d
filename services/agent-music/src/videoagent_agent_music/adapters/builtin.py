"""The built-in music provider: composes and plays by itself, without key or network."""

from pathlib import Path

from videoagent_agent_music.adapters import soundfont
from videoagent_agent_music.adapters.mastering import master
from videoagent_agent_music.adapters.midi import to_midi
from videoagent_agent_music.adapters.room import Room
from videoagent_agent_music.adapters.synthesiser import play
from videoagent_agent_music.composition.composer import compose
from videoagent_contracts.errors import ConfigurationException
from videoagent_contracts.film import MusicBrief
from videoagent_contracts.steps import ProviderInfo
from videoagent_media import npm
from videoagent_models.providers import BUILTIN
from videoagent_runtime.agent import AgentContext

MARGIN_S = 0.1
"""More than was asked for: the film's length is rounded up to whole frames."""


def make(brief: MusicBrief, duration: float, seed: int, path: Path) -> float:
    """Compose and render a piece of at least ``duration`` s into ``path``; return its length in s."""
    seconds = duration + MARGIN_S
    score = compose(brief, seconds, seed)
    font = soundfont.load((instrument.bank, instrument.program) for instrument in score.instruments.values())
    room = Room()
    blocks = (room.add(block) for block in play(to_midi(score), font, seconds))
    return master(blocks, path.with_suffix(".raw"), path)


class BuiltinMusic:
    name = BUILTIN

    def check(self) -> ProviderInfo:
        how = "composes by rules and plays with a sampled orchestra"
        if soundfont.path().exists():
            return ProviderInfo(name=self.name, available=True, reason=how)
        try:
            npm.npm_path()
        except ConfigurationException as error:
            return ProviderInfo(name=self.name, available=False, reason=error.detail)
        return ProviderInfo(name=self.name, available=True, reason=f"{how}; fetches it (46 MB) at first use")

    async def compose(
        self, brief: MusicBrief, duration: float, seed: int, path: Path, context: AgentContext
    ) -> tuple[float, tuple[str, ...]]:
        length: float = await context.in_process(make, brief, duration, seed, path)
        return length, ()


def create(settings: object) -> BuiltinMusic:
    """Entry point of ``videoagent.music``."""
    return BuiltinMusic()
