"""The port to text models, and the settings of the one that speaks the OpenAI-compatible protocol."""

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel, Field

from videoagent_models.limits import CallLimits
from videoagent_models.openai_server import OpenAiSettings
from videoagent_models.providers import Provider

AnswerT = TypeVar("AnswerT", bound=BaseModel)


@dataclass(frozen=True)
class Completion(Generic[AnswerT]):
    """A validated answer and what it took. Tokens are 0 and the cost is 0 USD where the server does not tell."""

    value: AnswerT
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float = 0.0


class TextModel(Provider, Protocol):
    """Answers with an instance of a given model."""

    @property
    def limits(self) -> CallLimits:
        """What holds for one ``complete``."""
        ...

    def estimate(self, characters: int) -> float:
        """Say what an answer to a question of this length will cost at most, USD."""
        ...

    async def complete(self, system: str, user: str, schema: type[AnswerT]) -> Completion[AnswerT]:
        """Ask once, and once more with the errors when the answer does not validate.

        Args:
            system: Instructions.
            user: The material; anything in it that a user wrote is quoted as data by the caller.
            schema: What the answer must validate against, its own validators included.

        Raises:
            ModelProviderException: With ``provider_timeout``, ``provider_rate_limited``, ``provider_refused``,
                ``provider_invalid_output`` or ``provider_unavailable``. Neither keys nor the model's text are in it.
        """
        ...


class TextModelSettings(OpenAiSettings):
    """Where the text model is. Without an address and a model's name there is none.

    ``timeout`` is for one answer; the server may be asked a few times until it gives a usable one.
    """

    temperature: float | None = Field(0.7, ge=0, le=2, description="None: the server's own")
    max_output_tokens: int = Field(4096, ge=64, le=65_536)
    max_answer_bytes: int = Field(1_000_000, ge=1_000, description="an answer longer than this is cut off and refused")
    input_usd_per_million: float = Field(0.0, ge=0, description="price of input tokens, for the task's cost")
    output_usd_per_million: float = Field(0.0, ge=0, description="price of output tokens, for the task's cost")

    def overridden_by(self, agent: "TextModelSettings") -> "TextModelSettings":
        """Return these settings with all that was set on purpose for one agent in their place."""
        return self.model_copy(update={name: getattr(agent, name) for name in agent.model_fields_set})


class HasTextModel(Protocol):
    """Settings of an agent that may use a text model."""

    @property
    def text(self) -> TextModelSettings: ...
