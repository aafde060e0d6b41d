"""Wiring of the style agent."""

from videoagent_agent_style.builtin import BuiltinStylist
from videoagent_agent_style.model_stylist import ModelStylist
from videoagent_agent_style.ports import Stylist
from videoagent_agent_style.service import StyleAgent
from videoagent_agent_style.settings import StyleSettings
from videoagent_contracts.enums import StepKind
from videoagent_models.providers import Registered
from videoagent_models.text_models import load_text_models, word_providers
from videoagent_runtime.agent import run_agent
from videoagent_runtime.settings import load_settings


def main() -> None:
    settings = load_settings(StyleSettings)
    models = load_text_models(settings.text, settings.style.text)
    stylists: dict[str, Registered[Stylist]] = word_providers(BuiltinStylist(), models, ModelStylist)
    agent = StyleAgent(stylists)
    run_agent(StepKind.STYLE, agent.run, settings, agent.announcement, agent.providers.health)
