"""Wiring of the composer."""

from functools import partial

from videoagent_composer import service
from videoagent_composer.settings import ComposerSettings
from videoagent_contracts.enums import StepKind
from videoagent_media.encoder_choice import choose_encoder
from videoagent_runtime.agent import run_agent
from videoagent_runtime.settings import load_settings


def main() -> None:
    settings = load_settings(ComposerSettings)
    choice = choose_encoder(settings.encoding)
    run = partial(service.run, encoder=choice.encoder)
    run_agent(StepKind.COMPOSE, run, settings, partial(service.announcement, choice))
