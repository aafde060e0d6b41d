"""Photographs of Pexels and Pixabay: searched by the shot's subjects, ranked by how well they fit, credited."""

from pydantic import BaseModel, ConfigDict, Field, PositiveInt

from videoagent_agent_image.found import conform
from videoagent_agent_image.ports import Drawn
from videoagent_agent_image.settings import ImageSettings
from videoagent_contracts.film import ImageRequest
from videoagent_models.rest import RestApi
from videoagent_models.stock import Found, Shape, Size, StockSettings, covering
from videoagent_models.stock_queries import pexels_query, pixabay_query
from videoagent_models.stock_service import StockService
from videoagent_runtime.agent import AgentContext

_LARGE, _FULL_HD = 1280, 1920
"""Longest sides of Pixabay's files, px."""


class _Open(BaseModel):
    model_config = ConfigDict(extra="ignore")


class StockPhotos(StockService):
    """A provider that finds photographs; a subclass knows one service."""

    offers = "photographs"

    async def draw(self, request: ImageRequest, context: AgentContext) -> Drawn:
        """See ``ImageModel.draw``; raises what ``StockService.find`` does."""
        context.progress(0.1, f"searching {self.title}")
        size = request.width, request.height
        chosen = await self.find(
            request.shot, size, seed=request.seed, language=request.look.language, topic=request.topic
        )
        source, target = context.workdir / f"{self.name}.answer", context.workdir / f"{self.name}.jpg"
        await self._api.download(chosen.url, source, self._settings.max_file_bytes)
        credit = f"{chosen.author} / {self.title}" if chosen.author else self.title
        layered = await context.in_process(conform, source, target, size, self.name, credit)
        alt = chosen.words or request.shot.prompt or request.shot.heading
        return Drawn(target, layered, alt, credits=(chosen.credit(self.title),))


class _PexelsSource(_Open):
    original: str


class _PexelsPhoto(_Open):
    width: PositiveInt
    height: PositiveInt
    url: str = ""
    photographer: str = ""
    alt: str | None = None
    src: _PexelsSource


class _PexelsAnswer(_Open):
    photos: list[_PexelsPhoto] = Field(max_length=200)


class PexelsPhotos(StockPhotos):
    """Pexels; its interface is told at https://www.pexels.com/api/documentation."""

    name = "pexels"
    title = "Pexels"

    def __init__(self, settings: StockSettings) -> None:
        api = RestApi(self.name, settings.base_url or "https://api.pexels.com", {"Authorization": settings.key})
        super().__init__(settings, api)

    async def search(self, words: str, language: str, size: Size) -> list[Found]:
        """See ``StockService.search``. The service scales the original to the size that is needed."""
        wanted = pexels_query(self._settings, words, language, size)
        if wanted is None:
            return []
        answer = await self._api.ask("GET", "/v1/search", _PexelsAnswer, params=wanted)
        return [_of_pexels(photo, size) for photo in answer.photos]


def _of_pexels(photo: _PexelsPhoto, size: Size) -> Found:
    width, height = covering((photo.width, photo.height), size)
    url = f"{photo.src.original}?auto=compress&cs=tinysrgb&w={width}&h={height}"
    words = photo.alt or photo.url.replace("-", " ")
    return Found(url, width, height, words, photo.photographer, photo.url)


class _PixabayHit(_Open):
    tags: str = ""
    largeImageURL: str  # noqa: N815 - the service's name
    fullHDURL: str | None = None  # noqa: N815 - for keys with full access, as the next
    imageURL: str | None = None  # noqa: N815
    imageWidth: PositiveInt  # noqa: N815
    imageHeight: PositiveInt  # noqa: N815
    user: str = ""
    pageURL: str = ""  # noqa: N815


class _PixabayAnswer(_Open):
    hits: list[_PixabayHit] = Field(max_length=200)


class PixabayPhotos(StockPhotos):
    """Pixabay; its interface is told at https://pixabay.com/api/docs."""

    name = "pixabay"
    title = "Pixabay"

    def __init__(self, settings: StockSettings) -> None:
        super().__init__(settings, RestApi(self.name, settings.base_url or "https://pixabay.com"))

    async def search(self, words: str, language: str, size: Size) -> list[Found]:
        """See ``StockService.search``. The service takes its key in the address only, which is never logged."""
        wanted = pixabay_query(self._settings, words, language)
        if wanted is None:
            return []
        orientation = {Shape.LANDSCAPE: "horizontal", Shape.PORTRAIT: "vertical"}.get(Shape.of(size), "all")
        photos = {**wanted, "image_type": "photo", "orientation": orientation}
        answer = await self._api.ask("GET", "/api/", _PixabayAnswer, params=photos)
        return [_of_pixabay(hit, size) for hit in answer.hits]


def _of_pixabay(hit: _PixabayHit, size: Size) -> Found:
    """Take the smallest of its files that fills the frame, else the largest that this key may have."""
    whole = hit.imageWidth, hit.imageHeight
    files = [
        (url, _within(whole, longest))
        for url, longest in ((hit.largeImageURL, _LARGE), (hit.fullHDURL, _FULL_HD), (hit.imageURL, max(whole)))
        if url
    ]
    needed = covering(whole, size)
    url, (width, height) = next((file for file in files if file[1][0] >= needed[0]), files[-1])
    return Found(url, width, height, hit.tags, hit.user, hit.pageURL)


def _within(whole: Size, longest: int) -> Size:
    scale = min(1.0, longest / max(whole))
    return round(whole[0] * scale), round(whole[1] * scale)


def create_pexels(settings: ImageSettings) -> PexelsPhotos:
    """Entry point of ``videoagent.image``."""
    return PexelsPhotos(settings.image.pexels)


def create_pixabay(settings: ImageSettings) -> PixabayPhotos:
    """Entry point of ``videoagent.image``."""
    return PixabayPhotos(settings.image.pixabay)
