"""Runs the sound's passes: place and listen, mix, listen again, master."""

import asyncio
from dataclasses import astuple, dataclass
from pathlib import Path

from videoagent_composer.effects import placed_effects, write_effects
from videoagent_composer.fetching import Ingredients
from videoagent_composer.narration import PlacedSpeech, loudness, place
from videoagent_composer.parts import Parts, digest
from videoagent_composer.programs import own_work, run_ffmpeg
from videoagent_composer.sound import LIMIT, TARGET_LUFS, Track, mix_command, sound_command
from videoagent_composer.timeline import Timeline
from videoagent_contracts.film import ComposeRequest
from videoagent_runtime.agent import AgentContext

_TOLERANCE_LU = 0.6
"""How far the finished sound's loudness may be off before it is mastered once more."""


@dataclass(frozen=True)
class Sound:
    """The film's sound as it goes into the file."""

    path: Path
    loudness: float | None
    """LUFS; None: silence"""


@dataclass(frozen=True)
class _Mix:
    path: Path
    loudness: float
    """LUFS, before mastering"""


async def make_sound(
    request: ComposeRequest, film: Timeline, ingredients: Ingredients, context: AgentContext, parts: Parts
) -> Sound:
    """Mix and master narration, music and effects; the sound of the film before is taken if it would be the same."""
    made_from = _made_from(request, film)
    if (again := await parts.again(made_from)) is not None:
        return Sound(again[0], again[1].loudness_lufs)
    mix = await _mix(request, film, ingredients, context)
    sound = await _master(mix, film, context)
    await parts.keep(made_from, sound.path, "audio/mp4", sound.loudness)
    return sound


def _made_from(request: ComposeRequest, film: Timeline) -> str:
    return digest(
        part="sound",
        speeches=[(each.audio, each.start) for each in _speeches(request, film)],
        music=None if request.music is None else request.music.audio.sha256,
        volume=request.music_volume,
        effects=[astuple(each) for each in placed_effects(film)] if request.sound_effects else [],
        samples=film.samples,
    )


async def _mix(request: ComposeRequest, film: Timeline, ingredients: Ingredients, context: AgentContext) -> _Mix | None:
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
    return None if measured is None else _Mix(target, measured)


async def _master(mix: _Mix | None, film: Timeline, context: AgentContext) -> Sound:
    """Write the film's sound at the loudness it is to have. What the limiter takes away is reckoned with beforehand."""
    if mix is None:
        return Sound(await _write(None, 0.0, film, context), None)
    gain = TARGET_LUFS - mix.loudness
    limited = await context.in_process(loudness, mix.path, None, gain, LIMIT)
    if limited is not None:
        gain += TARGET_LUFS - limited
    sound = await _mastered(mix, gain, film, context)
    if sound.loudness is not None and abs(sound.loudness - TARGET_LUFS) > _TOLERANCE_LU:
        sound = await _mastered(mix, gain + TARGET_LUFS - sound.loudness, film, context)
    return sound


async def _mastered(mix: _Mix, gain: float, film: Timeline, context: AgentContext) -> Sound:
    path = await _write(mix.path, gain, film, context)
    with own_work():
        return Sound(path, await context.in_process(loudness, path))


async def _write(mix: Path | None, gain: float, film: Timeline, context: AgentContext) -> Path:
    target = context.workdir / "sound.m4a"
    await run_ffmpeg(context, sound_command(mix, gain, film.samples, target), "mastering the sound", film.duration)
    return target


@dataclass(frozen=True)
class _Spoken:
    audio: str
    """sha256"""
    start: int
    """Sample of the film at which it begins."""


def _speeches(request: ComposeRequest, film: Timeline) -> list[_Spoken]:
    return [
        _Spoken(shot.speech.audio.sha256, film.speech_start(number, shot.lead_in))
        for number, shot in enumerate(request.shots)
        if shot.speech
    ]


async def _narration(
    request: ComposeRequest, film: Timeline, ingredients: Ingredients, context: AgentContext
) -> Track | None:
    speeches = [PlacedSpeech(ingredients.files[each.audio], each.start) for each in _speeches(request, film)]
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
