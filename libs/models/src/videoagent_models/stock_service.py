"""A service of photographs or footage, searched for one shot at a time."""

from abc import ABC, abstractmethod
from typing import ClassVar

from videoagent_contracts.errors import ErrorCode
from videoagent_contracts.film import Shot
from videoagent_contracts.steps import ProviderInfo
from videoagent_models.failures import failure
from videoagent_models.limits import CallLimits
from videoagent_models.rest import RestApi
from videoagent_models.stock import Found, Size, StockSettings, best_of
from videoagent_models.stock_cache import SearchCache


class StockService(ABC):
    """What photographs and footage have in common; a subclass knows one service and one of the two.

    The same shot finds the same as long as the service answers the same; shots on one subject find different ones.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    offers: ClassVar[str]

    def __init__(self, settings: StockSettings, api: RestApi) -> None:
        self._settings = settings
        self._api = api
        self._cache = SearchCache()

    @abstractmethod
    async def search(self, words: str, language: str, size: Size) -> list[Found]:
        """Ask the service for what shall fill a frame of this size, px; none when it does not know the language."""

    @property
    def limits(self) -> CallLimits:
        """Around all that is done for one shot."""
        return self._settings

    def check(self) -> ProviderInfo:
        """Say whether a key is set; the service itself is not asked."""
        return self._settings.info(self.name, f"{self.offers} of {self.title}")

    async def find(self, shot: Shot, size: Size, *, seed: int, language: str, topic: str = "") -> Found:
        """Search until something fits, and choose. Answers are kept for a day.

        Raises:
            ModelProviderException: ``provider_refused``, not retryable: nothing that fits was found.
        """
        chosen = await best_of(
            lambda words, spoken: self._cache.get((words, spoken, size), lambda: self.search(words, spoken, size)),
            shot,
            size,
            choice=self._settings.choice,
            seed=seed + shot.seed,
            language=language,
            topic=topic,
        )
        if chosen is None:
            detail = f"{self.title} has no {self.offers} for this shot"
            raise failure(self.name, detail, ErrorCode.PROVIDER_REFUSED, retryable=False)
        return chosen

    async def close(self) -> None:
        """Close the connections that are kept for the next call."""
        await self._api.close()
