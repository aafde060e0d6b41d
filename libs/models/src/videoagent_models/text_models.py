"""An agent's providers where the work is words: its own built-in one, and one for every text model."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from videoagent_models.providers import BUILTIN, TEXT, Provider, Registered, load_providers
from videoagent_models.text import TextModel, TextModelSettings

P = TypeVar("P", bound=Provider)


@dataclass(frozen=True)
class _Settings:
    text: TextModelSettings


def load_text_models(common: TextModelSettings, agent: TextModelSettings) -> dict[str, Registered[TextModel]]:
    """Find all text models, set up with the common settings and what one agent sets otherwise."""
    return load_providers(TEXT, _Settings(common.overridden_by(agent)))


def word_providers(
    builtin: P, models: Mapping[str, Registered[TextModel]], on_model: Callable[[TextModel], P]
) -> dict[str, Registered[P]]:
    """Return the built-in provider and one on each text model, all by name."""
    providers: dict[str, Registered[P]] = {BUILTIN: Registered(BUILTIN, builtin.check(), builtin)}
    for name, model in models.items():
        provider = None if model.provider is None else on_model(model.provider)
        providers[name] = Registered(name, model.info, provider)
    return providers


def model_first(providers: Mapping[str, Registered[P]]) -> tuple[str, ...]:
    """Return the order of preference: a configured text model before the built-in provider."""
    return (*sorted(name for name in providers if name != BUILTIN), BUILTIN)
