"""Footage of Pexels and Pixabay: a clip that fits plays in the place of the moved picture."""

from dataclasses import replace

from pydantic import BaseModel, ConfigDict, Field

from videoagent_agent_video.builtin import encoder_here, play
from videoagent_agent_video.clips import lasting
from videoagent_agent_video.ports import RenderedShot
from videoagent_agent_video.settings import VideoSettings
from videoagent_contracts.film import VideoRequest
from videoagent_media.encoders import X264, Encoder
from videoagent_models.rest import RestApi
from videoagent_models.stock import Found, Size, StockSettings
from videoagent_models.stock_queries import pexels_query, pixabay_query
from videoagent_models.stock_service import StockService
from videoagent_runtime.agent import AgentContext


class _Open(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _File(_Open):
    """One size of a clip; services name its address in different ways."""

    link: str = ""
    url: str = ""
    width: int | None = 0
    height: int | None = 0

    @property
    def address(self) -> str:
        return self.link or self.url

    @property
    def pixels(self) -> int:
        return (self.width or 0) * (self.height or 0)


class StockFootage(StockService):
    """A provider that finds clips; a subclass knows one service."""

    offers = "footage"

    def __init__(self, settings: StockSettings, api: RestApi, encoder: Encoder) -> None:
        super().__init__(settings, api)
        self._encoder = encoder

    async def render(self, request: VideoRequest, context: AgentContext) -> RenderedShot:
        """See ``ShotRenderer.render``; raises what ``StockService.find`` does."""
        context.progress(0.02, f"searching {self.title}")
        size = request.width, request.height
        chosen = await self.find(request.shot, size, seed=request.seed, language=request.look.language)
        clip = context.workdir / f"{self.name}.mp4"
        await self._api.download(chosen.url, clip, self._settings.max_file_bytes)
        clip = await lasting(clip, request.duration, self.name, context)
        shot = await play(request, context, clip, self._encoder)
        return replace(shot, credits=(chosen.credit(self.title),))


class _PexelsUser(_Open):
    name: str = ""


class _PexelsVideo(_Open):
    url: str = ""
    user: _PexelsUser = _PexelsUser()
    video_files: list[_File] = Field(max_length=50)


class _PexelsAnswer(_Open):
    videos: list[_PexelsVideo] = Field(max_length=200)


class PexelsFootage(StockFootage):
    """Pexels; its interface is told at https://www.pexels.com/api/documentation."""

    name = "pexels"
    title = "Pexels"

    def __init__(self, settings: StockSettings, encoder: Encoder = X264) -> None:
        api = RestApi(self.name, settings.base_url or "https://api.pexels.com", {"Authorization": settings.key})
        super().__init__(settings, api, encoder)

    async def search(self, words: str, language: str, size: Size) -> list[Found]:
        """See ``StockService.search``. What a clip shows is told by its page's address only."""
        wanted = pexels_query(self._settings, words, language, size)
        if wanted is None:
            return []
        answer = await self._api.ask("GET", "/videos/search", _PexelsAnswer, params=wanted)
        return [
            Found(file.address, file.width or 0, file.height or 0, _words(video.url), video.user.name, video.url)
            for video in answer.videos
            if (file := best_file(video.video_files, size)) is not None
        ]


class _PixabayHit(_Open):
    tags: str = ""
    user: str = ""
    pageURL: str = ""  # noqa: N815 - the service's name
    videos: dict[str, _File]


class _PixabayAnswer(_Open):
    hits: list[_PixabayHit] = Field(max_length=200)


class PixabayFootage(StockFootage):
    """Pixabay; its interface is told at https://pixabay.com/api/docs."""

    name = "pixabay"
    title = "Pixabay"

    def __init__(self, settings: StockSettings, encoder: Encoder = X264) -> None:
        super().__init__(settings, RestApi(self.name, settings.base_url or "https://pixabay.com"), encoder)

    async def search(self, words: str, language: str, size: Size) -> list[Found]:
        """See ``StockService.search``. The service takes its key in the address only, which is never logged."""
        wanted = pixabay_query(self._settings, words, language)
        if wanted is None:
            return []
        answer = await self._api.ask("GET", "/api/videos/", _PixabayAnswer, params=wanted)
        return [
            Found(file.address, file.width or 0, file.height or 0, hit.tags, hit.user, hit.pageURL)
            for hit in answer.hits
            if (file := best_file(list(hit.videos.values()), size)) is not None
        ]


def best_file(files: list[_File], size: Size) -> _File | None:
    """Return the smallest file that need not be enlarged, else the largest; None when there is none."""
    usable = [file for file in files if file.address and file.pixels]
    enough = [file for file in usable if min((file.width or 0) / size[0], (file.height or 0) / size[1]) >= 1]
    return min(enough, key=lambda file: file.pixels) if enough else max(usable, key=lambda f: f.pixels, default=None)


def _words(page: str) -> str:
    return page.rstrip("/").rpartition("/")[2].replace("-", " ")


def create_pexels(settings: VideoSettings) -> PexelsFootage:
    """Entry point of ``videoagent.video``."""
    return PexelsFootage(settings.video.pexels, encoder_here(settings.encoding).encoder)


def create_pixabay(settings: VideoSettings) -> PixabayFootage:
    """Entry point of ``videoagent.video``."""
    return PixabayFootage(settings.video.pixabay, encoder_here(settings.encoding).encoder)
