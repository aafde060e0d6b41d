"""Wiring of the music agent."""

from videoagent_agent_music.ports import MusicModel
from videoagent_agent_music.service import MusicAgent
from videoagent_agent_music.settings import MusicSettings
from videoagent_contracts.enums import StepKind
from videoagent_models.providers import MUSIC, Registered, load_providers
from videoagent_runtime.agent import run_agent
from videoagent_runtime.settings import load_settings


def main() -> None:
    settings = load_settings(MusicSettings)
    providers: dict[str, Registered[MusicModel]] = load_providers(MUSIC, settings)
    agent = MusicAgent(providers, settings.music.order)
    run_agent(StepKind.MUSIC, agent.run, settings, agent.announcement, agent.providers.health)
