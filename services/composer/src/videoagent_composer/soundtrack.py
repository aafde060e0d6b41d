"""Runs the sound's passes: place and listen, mix, listen again."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from videoagent_composer.effects import placed_effects, write_effects
from videoagent_composer.fetching import Ingredients
from videoagent_composer.narration import PlacedSpeech, loudness, place
from videoagent_composer.programs import own_work, run_ffmpeg
from videoagent_composer.sound import Track, mix_command
from videoagent_composer.timeline import Timeline
from videoagent_contracts.film import ComposeRequest
from videoagent_runtime.agent import AgentContext


@dataclass(frozen=True)
class Mix:
    path: Path
    loudness: float
    """LUFS, before mastering"""


async def make_mix(
    request: ComposeRequest, film: Timeline, ingredients: Ingredients, context: AgentContext
) -> Mix | None:
    """Mix narration and music; None when the film is silent."""
    narration, music = await asyncio.gather(
        _narration(request, film, ingredients, context), _music(request, film, ingredients, context)
    )
    target = context.workdir / "mix.wav"
    command = mix_command(
        narration, music, request.music_volume, film.samples, target, await _effects(request, film, context)
    )
    if command is None:
        return None
    await run_ffmpeg(context, command, "mixing the sound", film.duration)
    with own_work():
        measured = await context.in_process(loudness, target)
    return None if measured is None else Mix(target, measured)


async def _narration(
    request: ComposeRequest, film: Timeline, ingredients: Ingredients, context: AgentContext
) -> Track | None:
    speeches = [
        PlacedSpeech(ingredients.path(shot.speech.audio), film.speech_start(number, shot.lead_in))
        for number, shot in enumerate(request.shots)
        if shot.speech
    ]
    if not speeches:
        return None
    target = context.workdir / "narration.f32"
    measured = await context.in_process(place, speeches, film.samples, target)
    return None if measured is None else Track(target, measured)


async def _effects(request: ComposeRequest, film: Timeline, context: AgentContext) -> Path | None:
    placed = placed_effects(film) if request.sound_effects else ()
    if not placed:
        return None
    return await context.in_process(write_effects, placed, film.samples, context.workdir / "effects.f32")


async def _music(
    request: ComposeRequest, film: Timeline, ingredients: Ingredients, context: AgentContext
) -> Track | None:
    if request.music is None or request.music_volume <= 0:
        return None
    path = ingredients.path(request.music.audio)
    measured = await context.in_process(loudness, path, film.samples)
    return None if measured is None else Track(path, measured)
