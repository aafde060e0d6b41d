"""Wiring of the image agent."""

from videoagent_agent_image.ports import ImageModel
from videoagent_agent_image.service import ImageAgent
from videoagent_agent_image.settings import ImageSettings
from videoagent_contracts.enums import StepKind
from videoagent_models.providers import IMAGE, Registered, load_providers
from videoagent_runtime.agent import run_agent
from videoagent_runtime.settings import load_settings


def main() -> None:
    settings = load_settings(ImageSettings)
    providers: dict[str, Registered[ImageModel]] = load_providers(IMAGE, settings)
    agent = ImageAgent(providers, settings.image.order)
    run_agent(StepKind.IMAGE, agent.run, settings, agent.announcement, agent.providers.health)
