"""The built-in music provider: composes and plays by itself, without key or network."""

from pathlib import Path

from videoagent_agent_music.adapters import soundfont
from videoagent_agent_music.adapters.rendering import make
from videoagent_contracts.errors import ConfigurationException
from videoagent_contracts.film import MusicBrief
from videoagent_contracts.steps import ProviderInfo
from videoagent_media import npm
from videoagent_models.providers import BUILTIN
from videoagent_runtime.agent import AgentContext


class BuiltinMusic:
    name = BUILTIN
    credits = (soundfont.CREDIT,)

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
