"""An agent whose work is words: one of its providers answers a request, the user's choice or the first in line."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar, Generic, TypeVar

from pydantic import BaseModel

from videoagent_contracts.enums import StepKind
from videoagent_contracts.film import Warned
from videoagent_contracts.steps import AgentAnnounced
from videoagent_models.chain import Providers
from videoagent_models.limits import CallLimits
from videoagent_models.providers import Provider, Registered
from videoagent_models.text_models import model_first
from videoagent_models.workplace import Workplace

P = TypeVar("P", bound=Provider)
RequestT = TypeVar("RequestT", bound=BaseModel)
OutputT = TypeVar("OutputT", bound=Warned)


class WordAgent(ABC, Generic[P, RequestT, OutputT]):
    """The agent's ``run`` and what it announces.

    Args:
        registered: What ``word_providers`` returned.
        beside: Limits of what is called beside them.
    """

    kind: ClassVar[StepKind]
    knowledge: ClassVar[str]
    """What the built-in provider can't do, for the user."""

    def __init__(self, registered: Mapping[str, Registered[P]], beside: Mapping[str, CallLimits] | None = None) -> None:
        self.providers: Providers[P] = model_first(self.kind, registered, beside)

    @abstractmethod
    async def ask(self, provider: P, request: RequestT, context: Workplace) -> OutputT:
        """Have one provider do it."""

    async def run(self, request: RequestT, context: Workplace) -> OutputT:
        """Do one step.

        Raises:
            ModelProviderException: The provider is unknown or not available, or its model failed.
            AgentExecutionException: ``budget_exceeded``.
        """
        done = await self.providers.work(
            context, request, lambda provider: self.ask(provider, request, context), requested=context.provider
        )
        return (
            done.result.model_copy(update={"substitutions": done.substitutions}) if done.substitutions else done.result
        )

    def announcement(self) -> AgentAnnounced:
        """Tell which providers there are."""
        return AgentAnnounced(kind=self.kind, providers=self.providers.infos(), knowledge=self.knowledge)
