"""What a task has made: film, thumbnail, storyboard."""

from fastapi import APIRouter, Response
from fastapi.responses import PlainTextResponse

from videoagent_contracts.api import ThumbnailResponse, VideoDownloadResponse
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.errors import TaskNotFoundException, TaskStateException
from videoagent_contracts.film import Film, Storyboard
from videoagent_contracts.options import frame_size
from videoagent_contracts.status import TaskView
from videoagent_gateway.api.access import TheCaller, TheContext
from videoagent_gateway.api.answers import answer
from videoagent_gateway.context import Context
from videoagent_gateway.domain.links import task_path
from videoagent_gateway.domain.names import download_name
from videoagent_gateway.domain.preconditions import entity_tag
from videoagent_gateway.domain.presenting import shown_film
from videoagent_gateway.domain.rows import TaskRow
from videoagent_gateway.domain.scrubbing import scrubbing_vtt

router = APIRouter(prefix="/tasks/{task_id}", tags=["results"])


@router.get("/video", response_model=VideoDownloadResponse)
async def get_video(task_id: str, context: TheContext, caller: TheCaller) -> Response:
    """Give a presigned address of the MP4, which serves range requests, and of the captions.

    While a finished film is changed, and after a change that came to nothing, it is the film before.
    """
    row, view = await context.reading.whole(task_id, caller, _has_film)
    film = shown_film(view)
    if film is None:
        raise TaskStateException(f"the task is {row.status}; there is a film once it is completed")
    return answer(await _video(context, view, film))


@router.get("/scrubbing.vtt", response_class=PlainTextResponse, responses={200: {"content": {"text/vtt": {}}}})
async def get_scrubbing(task_id: str, context: TheContext, caller: TheCaller) -> Response:
    """Give small pictures along the film as WebVTT, one cue each, for a player's time line."""
    row, view = await context.reading.whole(task_id, caller, _has_film)
    film = shown_film(view)
    if film is None or film.sprites is None:
        raise TaskStateException(f"the task is {row.status} and has no pictures for scrubbing")
    link = await context.addressing.link(film.sprites.image)
    return PlainTextResponse(scrubbing_vtt(film.sprites, link.url, film.duration), media_type="text/vtt")


@router.get("/thumbnail", response_model=ThumbnailResponse)
async def get_thumbnail(task_id: str, context: TheContext, caller: TheCaller) -> Response:
    """Give a presigned address of the thumbnail; while the film is being made, of its first picture."""
    row, view = await context.reading.whole(task_id, caller, lambda _, now: _picture(now) is not None)
    return answer(await _thumbnail(context, row, view))


@router.get("/storyboard", response_model=Storyboard)
async def get_storyboard(task_id: str, context: TheContext, caller: TheCaller) -> Response:
    """Tell the shots as planned: words, pictures, camera, transitions. `ETag` names what they are."""
    row, view = await context.reading.whole(task_id, caller, lambda _, now: now.storyboard is not None)
    if view.storyboard is None:
        raise TaskStateException(f"the task is {row.status} and has no storyboard yet")
    return answer(view.storyboard, headers={"ETag": entity_tag(view.storyboard)})


async def _video(context: Context, view: TaskView, film: Film) -> VideoDownloadResponse:
    await _must_exist(context, film.video)
    link = await context.addressing.link(film.video, download_name(view, "mp4"))
    captions = {
        extension: (await context.addressing.link(ref, download_name(view, extension))).url
        for extension, ref in sorted(film.captions.items())
    }
    return VideoDownloadResponse(
        task_id=view.task_id,
        url=link.url,
        expires_at=link.expires_at,
        content_type=film.video.content_type,
        size=film.video.size,
        sha256=film.video.sha256,
        duration=film.duration,
        width=film.width,
        height=film.height,
        fps=film.fps,
        captions=captions,
        preview=None if film.preview is None else (await context.addressing.link(film.preview)).url,
        poster=None if film.poster is None else (await context.addressing.link(film.poster)).url,
        scrubbing=None if film.sprites is None else f"{task_path(view.task_id)}/scrubbing.vtt",
        current=film is view.film,
    )


async def _thumbnail(context: Context, row: TaskRow, view: TaskView) -> ThumbnailResponse:
    ref = _picture(view)
    if ref is None:
        raise TaskStateException(f"the task is {row.status} and has no picture yet")
    await _must_exist(context, ref)
    link = await context.addressing.link(ref)
    width, height = _thumbnail_size(view)
    return ThumbnailResponse(
        url=link.url, expires_at=link.expires_at, width=width, height=height, content_type=ref.content_type
    )


def _has_film(_: TaskRow, view: TaskView) -> bool:
    return shown_film(view) is not None


def _picture(view: TaskView) -> ArtifactRef | None:
    film = shown_film(view)
    if film is not None:
        return film.thumbnail
    return next((shot.picture for shot in view.shots if shot.picture is not None), None)


def _thumbnail_size(view: TaskView) -> tuple[int, int]:
    """Width and height in px: as the composer tells; a single shot's picture has the size of the film."""
    options, film = view.spec.options, shown_film(view)
    if film is not None and film.thumbnail_width and film.thumbnail_height:
        return film.thumbnail_width, film.thumbnail_height
    return frame_size(options.aspect_ratio, options.resolution)


async def _must_exist(context: Context, ref: ArtifactRef) -> None:
    """Give no address that leads nowhere; asks the store, and so says 503 while it is away."""
    if not await context.media.exists(ref):
        raise TaskNotFoundException("the file is no longer in the store")
