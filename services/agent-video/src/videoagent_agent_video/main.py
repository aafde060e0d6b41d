"""Wiring of the video agent."""

from videoagent_agent_video.builtin import encoder_here
from videoagent_agent_video.ports import ShotRenderer
from videoagent_agent_video.service import VideoAgent
from videoagent_agent_video.settings import VideoSettings
from videoagent_contracts.enums import StepKind
from videoagent_models.providers import VIDEO, Registered, load_providers
from videoagent_runtime.agent import run_agent
from videoagent_runtime.settings import load_settings


def main() -> None:
    settings = load_settings(VideoSettings)
    providers: dict[str, Registered[ShotRenderer]] = load_providers(VIDEO, settings)
    agent = VideoAgent(providers, settings.video.order, encoder_here(settings.encoding))
    run_agent(StepKind.VIDEO, agent.run, settings, agent.announcement, agent.providers.health)
