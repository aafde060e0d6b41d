"""An agent's providers where the work is words: its own built-in one, and one for every text model."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel

from videoagent_contracts.enums import StepKind
from videoagent_contracts.steps import ProviderInfo
from videoagent_models.chain import Providers
from videoagent_models.limits import CallLimits
from videoagent_models.providers import BUILTIN, TEXT, Provider, Registered, load_providers
from videoagent_models.text import TextModel, TextModelSettings

P = TypeVar("P", bound=Provider)


class OnModel:
    """Base of an agent's provider that works through a text model, whose name, state, limits and price it has."""

    def __init__(self, model: TextModel) -> None:
        self._model = model
        self.name = model.name

    def check(self) -> ProviderInfo:
        """Say whether its model is configured."""
        return self._model.check()

    @property
    def limits(self) -> CallLimits:
        """Of its model."""
        return self._model.limits

    def estimate(self, job: BaseModel) -> float:
        """Say what a request will cost at most, USD."""
        return self._model.estimate(len(job.model_dump_json()))


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


def model_first(
    kind: StepKind, providers: Mapping[str, Registered[P]], beside: Mapping[str, CallLimits] | None = None
) -> Providers[P]:
    """Return an agent's providers with every configured text model before the built-in one."""
    order = (*sorted(name for name in providers if name != BUILTIN), BUILTIN)
    return Providers(kind, providers, order, beside=beside)
