"""Wiring of the storyboard agent."""

from videoagent_agent_storyboard.builtin import BuiltinStoryboarder
from videoagent_agent_storyboard.model_storyboarder import ModelStoryboarder
from videoagent_agent_storyboard.ports import Storyboarder
from videoagent_agent_storyboard.service import StoryboardAgent
from videoagent_agent_storyboard.settings import StoryboardSettings
from videoagent_contracts.enums import StepKind
from videoagent_models.providers import Registered
from videoagent_models.text_models import load_text_models, word_providers
from videoagent_runtime.agent import run_agent
from videoagent_runtime.settings import load_settings


def main() -> None:
    settings = load_settings(StoryboardSettings)
    models = load_text_models(settings.text, settings.storyboard.text)
    storyboarders: dict[str, Registered[Storyboarder]] = word_providers(
        BuiltinStoryboarder(), models, ModelStoryboarder
    )
    agent = StoryboardAgent(storyboarders)
    run_agent(StepKind.STORYBOARD, agent.run, settings, agent.announcement, agent.providers.health)
