"""What a picture model is told, and what it is told when it refuses."""

import re
from collections.abc import Awaitable, Callable
from typing import TypeVar

from videoagent_agent_image.references import explained
from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_contracts.film import ImageRequest
from videoagent_models.speaking import base_language

T = TypeVar("T")
MOST_CHARACTERS = 1500
_NO_LETTERS = "No text, letters, numbers, captions, logos, watermarks, frames or borders."
_KEYWORDS = 6
_MOST_SAID = 300
_TOUCHY = re.compile(
    r"\b(?:(?:massacr|murder|genocid|holocaust|suicid|tortur|terroris|assassin|execution|corpse|cocain|porn|erotic|"
    r"weapon|bombard|bombing|missile|hostage|abus|injur|enslav|slaver|gunshot|gunfire|gunmen|gunman|gunpowder|warfare|"
    r"warship|warrior|battlefield|battleship|bloodshed|bloodstain|headshot|deathb|sexual)\w*|"
    r"(?:kill|gun|rifle|pistol|bomb|shoot|stab|attack|terror|wound|drug|slave|rapist|nude|wartime|battle|execute|rape|"
    r"death|nazi|knife|heroin)(?:s|d|ed|r|rs|er|ers|ing|ings|ism)?|"
    r"bloody|blood|gory|gore|deadly|dead|dying|stabbed|stabbing|knives|nudity|naked|sexy|sex|raping|wars)\b",
    re.IGNORECASE,
)
"""Words that picture services are known to stumble over, in harmless history as well. Whole words: a warm award for
grapes stays what it is."""
_WAR = re.compile(r"\bwar\b", re.IGNORECASE)
"""Not in German, whose "was" it is."""
_LEFT_ALONE = re.compile(
    r"\b(?:an?|the) (?=(?:in|on|at|of|with|and|or|near|from|by|to|over|under|behind|before|beside)\b|[,.;]|$)",
    re.IGNORECASE,
)
"""Articles of words that were taken out."""
_NAMES = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)*")
"""Capitals inside a sentence: persons, above all, whom some services will not show."""


def picture_prompt(request: ImageRequest) -> str:
    """Describe the shot's picture and the film's look in words."""
    shot = request.shot
    subject = shot.prompt or ", ".join(shot.keywords[:_KEYWORDS]) or shot.heading or request.topic
    about = "" if shot.prompt else f" For a film about {request.topic}.{_meanwhile(shot.narration)}"
    return _joined(f"{subject.rstrip('. ')}.{about}", request)


def _meanwhile(narration: str) -> str:
    """Tell what is said over the picture: shots on one subject differ in nothing else."""
    said = " ".join(narration.split())
    if len(said) > _MOST_SAID:
        said = f"{said[:_MOST_SAID].rpartition(' ')[0] or said[:_MOST_SAID]} …"
    return f" It shows what is told here, without a written word: “{said}”" if said else ""


def toned_down(request: ImageRequest) -> str:
    """Describe the same for a service that refused: without touchy words and names, as a quiet symbol."""
    shot = request.shot
    words = [word for word in shot.keywords[:_KEYWORDS] if not _TOUCHY.search(word) and not _WAR.search(word)]
    told = _TOUCHY.sub(" ", shot.prompt)
    if base_language(request.look.language) != "de":  # where every noun has a capital
        told = _NAMES.sub(" ", _WAR.sub(" ", told))
    subject = (
        _LEFT_ALONE.sub("", " ".join(told.split())).strip(" ,.;") or ", ".join(words) or "a quiet, empty landscape"
    )
    return _joined(
        f"A calm, symbolic, family-friendly picture that hints at: {subject}. Nobody is hurt, nothing is explicit.",
        request,
    )


async def asked_politely(
    ask: Callable[[str], Awaitable[T]], request: ImageRequest, provider: str, again: Callable[[], None] | None = None
) -> tuple[T, tuple[str, ...]]:
    """Ask for the shot's picture, and once more in a toned-down form when that is refused.

    Args:
        ask: Has a prompt drawn.
        request: The picture.
        provider: Named in the warning.
        again: Called before the second time, where a refusal may be on the bill; may raise.

    Returns:
        What ``ask`` returned, and warnings.
    """
    try:
        return await ask(picture_prompt(request)), ()
    except ModelProviderException as error:
        if error.code is not ErrorCode.PROVIDER_REFUSED:
            raise
    if again is not None:
        again()
    made = await ask(toned_down(request))
    return made, (f"shot {request.shot.index}: {provider} refused the prompt and drew a toned-down one",)


def _joined(subject: str, request: ImageRequest) -> str:
    look = request.look
    colours = f" Colours: {', '.join(look.palette)}." if look.palette else ""
    style = f" Style: {look.style}{f', {look.description}' if look.description else ''}. Mood: {look.mood}."
    references = explained(request)
    room = MOST_CHARACTERS - len(style) - len(colours) - len(references) - len(_NO_LETTERS) - 1
    return f"{subject[: max(room, 200)]}{references}{style[:600]}{colours} {_NO_LETTERS}"
