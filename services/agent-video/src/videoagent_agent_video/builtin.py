"""The built-in provider: parallax over the picture's layers, or a pan over the flat picture."""

import asyncio
import contextlib
import functools
from collections.abc import AsyncIterator
from pathlib import Path

from videoagent_agent_video.pieces import cut
from videoagent_agent_video.ports import RenderedShot
from videoagent_agent_video.rendering.captions import CaptionStills, burned_states, drawing_command
from videoagent_agent_video.rendering.shot import ShotJob, render
from videoagent_agent_video.settings import VideoSettings
from videoagent_contracts.errors import ErrorCode, VideoProcessingException
from videoagent_contracts.film import MediaKind, VideoRequest
from videoagent_contracts.steps import ProviderInfo
from videoagent_media.encoder_choice import PLAIN, Choice, choose_encoder
from videoagent_media.encoders import X264, Encoder, EncodingSettings
from videoagent_media.ffmpeg import failure, ffmpeg_path, longest_run
from videoagent_models.providers import BUILTIN
from videoagent_runtime.agent import AgentContext

_POLL_S = 0.25
"""Between two looks at the worker's progress."""


class BuiltinRenderer:
    """Needs no key and no network.

    Args:
        choice: The encoder of every piece, and what was wanted in its place.
    """

    name = BUILTIN

    def __init__(self, choice: Choice = PLAIN) -> None:
        self._choice = choice

    def check(self) -> ProviderInfo:
        """Available wherever ffmpeg is."""
        ffmpeg_path()
        does = "moves the camera over the layers of a drawn picture, or over a flat one"
        reason = f"{does}; {self._choice.told}"
        return ProviderInfo(name=self.name, available=True, reason=reason)

    async def render(self, request: VideoRequest, context: AgentContext) -> RenderedShot:
        """Render the shot in a worker process; a layered picture that cannot be read falls back to the flat one."""
        clip = await _clip(request, context)
        if clip is not None:
            return await play(request, context, clip, self._choice.encoder)
        captions, picture = await asyncio.gather(_captions(request, context), context.fetch(request.picture.picture))
        layers = await context.fetch(request.picture.layers) if request.picture.layers else None
        encoder = self._choice.encoder
        job = _job(request, context, picture, captions, encoder, layers=layers)
        try:
            return RenderedShot(job.pieces, await _run(job, context))
        except VideoProcessingException as error:
            if layers is None or error.code is not ErrorCode.MEDIA_INVALID:
                raise
        flat = _job(request, context, picture, captions, encoder)
        warning = f"shot {request.shot.index}: its layers cannot be used, so the flat picture is moved instead"
        return RenderedShot(flat.pieces, await _run(flat, context), warnings=(warning,))


async def play(request: VideoRequest, context: AgentContext, clip: Path, encoder: Encoder = X264) -> RenderedShot:
    """Render a shot in which an examined clip plays, from its beginning again when it is too short."""
    captions, picture = await asyncio.gather(_captions(request, context), context.fetch(request.picture.picture))
    job = _job(request, context, picture, captions, encoder, clip=clip)
    return RenderedShot(job.pieces, await _run(job, context))


def create(settings: VideoSettings) -> BuiltinRenderer:
    """Entry point of ``videoagent.video``."""
    return BuiltinRenderer(encoder_here(settings.encoding))


@functools.cache
def encoder_here(settings: EncodingSettings) -> Choice:
    """Choose the encoder, once for all providers of this process: looking for one may take seconds."""
    return choose_encoder(settings)


async def _clip(request: VideoRequest, context: AgentContext) -> Path | None:
    item = request.media_item
    return await context.fetch(item.ref) if item is not None and item.kind is MediaKind.VIDEO else None


def _job(
    request: VideoRequest,
    context: AgentContext,
    picture: Path,
    captions: CaptionStills | None,
    encoder: Encoder,
    *,
    layers: Path | None = None,
    clip: Path | None = None,
) -> ShotJob:
    return ShotJob(
        picture=picture,
        layers=layers,
        clip=clip,
        size=(request.width, request.height),
        fps=request.fps,
        pieces=cut(
            request.duration, request.fps, request.transition_in, request.transition_out, request.transition_duration
        ),
        camera=request.shot.camera,
        seed=request.seed + request.shot.seed,
        captions=captions,
        folder=context.workdir,
        progress=context.workdir / "progress",
        encoder=encoder,
    )


async def _captions(request: VideoRequest, context: AgentContext) -> CaptionStills | None:
    shown = await asyncio.to_thread(burned_states, request)
    if not shown:
        return None
    arguments, stills = await asyncio.to_thread(drawing_command, request, shown, context.workdir / "captions")
    try:
        await context.run(arguments, timeout=longest_run(request.duration))
    except VideoProcessingException as error:
        if error.code is not VideoProcessingException.default_code:
            raise
        raise failure("drawing the captions", error.detail) from error
    return stills


async def _run(job: ShotJob, context: AgentContext) -> dict[str, Path]:
    async with _reporting(job, context):
        return await context.in_process(render, job)


@contextlib.asynccontextmanager
async def _reporting(job: ShotJob, context: AgentContext) -> AsyncIterator[None]:
    """Pass the worker's count of frames on as progress, for as long as the block lasts."""

    async def watch() -> None:
        while True:
            await asyncio.sleep(_POLL_S)
            count = await asyncio.to_thread(_frames_done, job.progress)
            context.progress(count / job.pieces.total, f"{count} of {job.pieces.total} frames")

    watching = asyncio.create_task(watch())
    try:
        yield
    finally:
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching


def _frames_done(path: Path) -> int:
    try:
        return int(path.read_text(encoding="ascii") or 0)
    except FileNotFoundError:
        return 0
