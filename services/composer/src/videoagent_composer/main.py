"""Wiring of the composer."""

from videoagent_composer import service
from videoagent_contracts.enums import StepKind
from videoagent_runtime.agent import run_agent
from videoagent_runtime.settings import AgentSettings, load_settings


def main() -> None:
    settings = load_settings(AgentSettings)
    run_agent(StepKind.COMPOSE, service.run, settings, service.announcement)
