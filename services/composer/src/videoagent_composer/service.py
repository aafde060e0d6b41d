"""The composer's ``run``: fetch, make pictures and sound side by side, put them together, store."""

import asyncio
from pathlib import Path

from videoagent_composer import texts
from videoagent_composer.fetching import Ingredients, fetch_all
from videoagent_composer.parts import Parts
from videoagent_composer.picture_track import make_pictures
from videoagent_composer.previews import PREVIEW_MOMENTS, plan_sheet, preview_command, sheet_command
from videoagent_composer.programs import check_film, check_picture, run_ffmpeg
from videoagent_composer.sound import FilmFile, film_command
from videoagent_composer.soundtrack import make_sound
from videoagent_composer.stills import StillJob, choose_stills, evenly
from videoagent_composer.timeline import AUDIO_RATE, Timeline, misfits, timeline
from videoagent_composer.track_flags import disable_subtitles
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.enums import StepKind, SubtitleMode
from videoagent_contracts.errors import ErrorCode, ModelProviderException, VideoProcessingException
from videoagent_contracts.film import BUILTIN, ComposeRequest, Film, SpriteSheet
from videoagent_contracts.steps import AgentAnnounced, ProviderInfo
from videoagent_media.captions import Phrase, document, layout, srt, vtt
from videoagent_media.encoder_choice import PLAIN, Choice
from videoagent_media.encoders import X264, Encoder
from videoagent_runtime.agent import AgentContext

_MOST_VIDEOS = 5


async def run(request: ComposeRequest, context: AgentContext, encoder: Encoder = X264) -> Film:
    """Compose the film; what has to be encoded is made with the encoder, or with the one that made most of the film.

    Raises:
        ModelProviderException: Another provider than the built-in one was asked for.
        VideoProcessingException: A segment does not fit the film or is damaged (not retryable), ffmpeg failed, or the
            disk is full.
    """
    if context.provider not in (None, BUILTIN):
        raise ModelProviderException(
            f"no provider {context.provider!r} here; known is {BUILTIN}",
            provider=str(context.provider),
            code=ErrorCode.PROVIDER_UNKNOWN,
            retryable=False,
        )
    if wrong := misfits(request):
        raise VideoProcessingException(f"the segments do not fit the film: {'; '.join(wrong)}", retryable=False)
    film, size = timeline(request), (request.width, request.height)
    context.progress(0.0, "fetching segments")
    ingredients = await fetch_all(request, film, context)
    context.progress(0.15, "transitions and sound")
    shown = texts.film_phrases(request, film) if request.subtitles is not SubtitleMode.OFF else ()
    parts = Parts(request.parts, context)
    (pictures, again), sound, stills, tracks = await asyncio.gather(
        make_pictures(film, size, ingredients, context, parts, encoder),
        make_sound(request, film, ingredients, context, parts),
        context.in_process(choose_stills, _still_job(film, size, ingredients, context)),
        _store_captions(request, film, shown, context),
    )
    context.progress(0.7, "finishing the film")
    plan = await asyncio.to_thread(_film_file, request, film, (pictures.path, sound.path), shown, context.workdir)
    # Only now, when joining has shown that the segments are whole.
    _, preview, sprites = await asyncio.gather(
        _write(plan, context),
        _preview(film, size, ingredients, context),
        _sprites(film, size, pictures.path, context),
    )
    context.progress(0.9, "storing the film")
    return Film(
        video=await context.store(plan.target, "video/mp4"),
        thumbnail=await context.store(stills.thumbnail, "image/jpeg"),
        thumbnail_width=stills.size[0],
        thumbnail_height=stills.size[1],
        poster=await context.store(stills.poster, "image/jpeg"),
        preview=preview,
        sprites=sprites,
        captions=tracks,
        duration=round(film.duration, 6),
        width=request.width,
        height=request.height,
        fps=request.fps,
        loudness_lufs=None if sound.loudness is None else round(sound.loudness, 2),
        parts=parts.used(),
        warnings=(f"encoded again, since another encoder had made them: {again} segment(s)",) if again else (),
    )


def announcement(choice: Choice = PLAIN) -> AgentAnnounced:
    """Tell what the composer can do, and log which encoder it was told to use in vain."""
    choice.warn()
    does = f"joins segments, mixes and masters the sound; {choice.told}"
    return AgentAnnounced(
        kind=StepKind.COMPOSE,
        providers=(ProviderInfo(name=BUILTIN, available=True, reason=does, is_default=True),),
    )


def _still_job(film: Timeline, size: tuple[int, int], ingredients: Ingredients, context: AgentContext) -> StillJob:
    videos = evenly([ingredients.path(ref) for ref in film.bodies], _MOST_VIDEOS)
    return StillJob(ingredients.candidates, videos, size, context.workdir)


def _film_file(
    request: ComposeRequest, film: Timeline, tracks: tuple[Path, Path], shown: tuple[Phrase, ...], folder: Path
) -> FilmFile:
    """Write the side files that the finished film takes in."""
    subtitles = chapters = None
    if shown and request.subtitles in (SubtitleMode.SOFT, SubtitleMode.BOTH):
        subtitles = folder / "subtitles.srt"
        subtitles.write_text(srt(shown), encoding="utf-8")
    if text := texts.chapters(request, film):
        chapters = folder / "chapters.txt"
        chapters.write_text(text, encoding="utf-8")
    return FilmFile(
        picture=tracks[0],
        sound=tracks[1],
        target=folder / "film.mp4",
        samples=film.samples,
        title=texts.title(request),
        comment=texts.credit_line(request),
        language=texts.iso_639_2(request.language),
        subtitles=subtitles,
        # Over burned captions a player would show every word twice.
        subtitles_shown=request.subtitles is SubtitleMode.SOFT,
        chapters=chapters,
    )


async def _write(plan: FilmFile, context: AgentContext) -> None:
    await run_ffmpeg(context, film_command(plan), "finishing the film", plan.samples / AUDIO_RATE)
    await asyncio.to_thread(check_film, plan)
    if plan.subtitles is not None and not plan.subtitles_shown:
        await asyncio.to_thread(disable_subtitles, plan.target)


async def _store_captions(
    request: ComposeRequest, film: Timeline, shown: tuple[Phrase, ...], context: AgentContext
) -> dict[str, ArtifactRef]:
    if not shown:
        return {}
    face = layout(request.subtitle_style, (request.width, request.height))
    styled = document(texts.film_states(request, film), face)
    return {
        "srt": await context.store_bytes(srt(shown).encode(), "srt", "application/x-subrip"),
        "vtt": await context.store_bytes(vtt(shown).encode(), "vtt", "text/vtt"),
        "ass": await context.store_bytes(styled.encode(), "ass", "text/x-ssa"),
    }


async def _preview(
    film: Timeline, size: tuple[int, int], ingredients: Ingredients, context: AgentContext
) -> ArtifactRef:
    segments = evenly([ingredients.path(ref) for ref in film.bodies], PREVIEW_MOMENTS)
    target = context.workdir / "preview.webp"
    await run_ffmpeg(context, preview_command(segments, size, film.fps, target), "making the preview", film.duration)
    await asyncio.to_thread(check_picture, target)
    return await context.store(target, "image/webp")


async def _sprites(film: Timeline, size: tuple[int, int], pictures: Path, context: AgentContext) -> SpriteSheet:
    plan, target = plan_sheet(film.duration, size), context.workdir / "sprites.jpg"
    await run_ffmpeg(context, sheet_command(pictures, plan, target), "making the sprite sheet", film.duration)
    await asyncio.to_thread(check_picture, target)
    return SpriteSheet(
        image=await context.store(target, "image/jpeg"),
        interval=plan.interval,
        tiles=plan.tiles,
        columns=plan.columns,
        tile_width=plan.tile[0],
        tile_height=plan.tile[1],
    )
