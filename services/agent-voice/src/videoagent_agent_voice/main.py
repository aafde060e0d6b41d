"""Wiring of the voice agent."""

from videoagent_agent_voice.ports import SpeechModel
from videoagent_agent_voice.service import VoiceAgent
from videoagent_agent_voice.settings import VoiceSettings
from videoagent_contracts.enums import StepKind
from videoagent_models.providers import SPEECH, Registered, load_providers
from videoagent_runtime.agent import run_agent
from videoagent_runtime.settings import load_settings


def main() -> None:
    settings = load_settings(VoiceSettings)
    providers: dict[str, Registered[SpeechModel]] = load_providers(SPEECH, settings)
    agent = VoiceAgent(providers, settings.voice.order)
    run_agent(StepKind.VOICE, agent.run, settings, agent.announcement, agent.providers.health)
