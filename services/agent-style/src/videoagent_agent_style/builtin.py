"""The stylist that needs no key: rules and word lists."""

from videoagent_agent_style.language import detect
from videoagent_agent_style.looks import DEFAULT_STYLE, STYLES, style_for, style_named
from videoagent_agent_style.moods import CALM, mood_of
from videoagent_agent_style.music import music_for
from videoagent_contracts.film import Look, StyleRequest
from videoagent_contracts.steps import ProviderInfo
from videoagent_models.providers import BUILTIN
from videoagent_models.workplace import Workplace


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
        music=music_for(request, mood, style.name),
        warnings=() if wished or not request.style else (_not_known(request.style),),
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
