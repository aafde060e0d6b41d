"""The stylist that needs no key: rules and word lists."""

import hashlib

from videoagent_agent_style.language import detect
from videoagent_agent_style.looks import DEFAULT_STYLE, STYLES, style_for, style_named
from videoagent_agent_style.moods import CALM, mood_of
from videoagent_contracts.film import Look, MusicBrief, StyleRequest
from videoagent_contracts.steps import ProviderInfo
from videoagent_models.providers import BUILTIN
from videoagent_models.workplace import Workplace

_KEYS = (57, 58, 60, 62, 64, 65, 67)
"""Tonics from A3 to G4: where pad and bass sit well under a voice."""
_BPM_SPREAD = 3


def language_of(request: StyleRequest) -> str:
    """Return the language of the narration: as asked, else the own script's, else the topic's."""
    return request.language or detect(request.script or request.topic)


def look_of(request: StyleRequest) -> Look:
    """Choose language, look, colours, mood and music; the same request and seed give the same look."""
    wished = style_named(request.style) if request.style else None
    style = wished or (DEFAULT_STYLE if request.style else style_for(request.topic))
    mood = mood_of(request.topic)
    if mood is CALM and request.script:
        mood = mood_of(request.script)
    described = request.style if request.style and request.style.lower() != style.name else ""
    return Look(
        language=language_of(request),
        style=style.name,
        description=f"{described}; {style.description}" if described else style.description,
        palette=style.palette or mood.palette,
        mood=mood.name,
        music=_music(request, mood.mode, mood.bpm, mood.name),
        warnings=() if wished or not request.style else (_not_known(request.style),),
    )


def _music(request: StyleRequest, mode: str, bpm: int, mood: str) -> MusicBrief:
    chance = hashlib.sha256(f"{request.topic}/{request.seed}".encode()).digest()
    return MusicBrief(
        mode=mode,
        bpm=bpm + chance[0] % (2 * _BPM_SPREAD + 1) - _BPM_SPREAD,
        key=_KEYS[chance[1] % len(_KEYS)],
        mood=mood,
    )


def _not_known(style: str) -> str:
    names = ", ".join(style.name for style in STYLES)
    return f"no built-in look resembles “{style[:60]}”: {DEFAULT_STYLE.name} is drawn; known are {names}"


class BuiltinStylist:
    """See ``look_of``."""

    name = BUILTIN

    def check(self) -> ProviderInfo:
        """Say that it works."""
        return ProviderInfo(name=BUILTIN, available=True, reason="chooses by word lists; needs no key")

    async def choose(self, request: StyleRequest, context: Workplace) -> Look:
        """Choose in a worker process: the language identifier takes seconds to load."""
        return await context.in_process(look_of, request)
