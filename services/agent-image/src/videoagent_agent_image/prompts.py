"""What a picture model is told. Pure."""

import re

from videoagent_contracts.film import ImageRequest

MOST_CHARACTERS = 1500
_NO_LETTERS = "No text, letters, numbers, captions, logos, watermarks, frames or borders."
_KEYWORDS = 6
_TOUCHY = re.compile(
    r"\b(?:\w*(?:blood|gore|kill|murder|massacr|execut|corpse|dead|death|dying|suicid|tortur|weapon|gun|rifle|pistol|"
    r"bomb|missile|shoot|shot|stab|knife|war|battle|attack|terror|hostage|nazi|drug|cocaine|heroin|nude|naked|sex|"
    r"porn|erotic|rape|abus|slave|genocid|holocaust|injur|wound)\w*)\b",
    re.IGNORECASE,
)
"""Word stems that picture services are known to stumble over, in harmless history as well."""
_NAMES = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)*")
"""Capitals inside a sentence: persons, above all, whom some services will not show."""


def picture_prompt(request: ImageRequest) -> str:
    """Describe the shot's picture and the film's look in words."""
    shot = request.shot
    subject = shot.prompt or ", ".join(shot.keywords[:_KEYWORDS]) or shot.heading or request.topic
    about = "" if shot.prompt else f" For a film about {request.topic}."
    return _joined(f"{subject.rstrip('. ')}.{about}", request)


def toned_down(request: ImageRequest) -> str:
    """Describe the same for a service that refused: without touchy words and names, as a quiet symbol."""
    shot = request.shot
    told = _TOUCHY.sub(" ", _NAMES.sub(" ", shot.prompt))
    words = [word for word in shot.keywords[:_KEYWORDS] if not _TOUCHY.search(word)]
    subject = " ".join(told.split()).strip(" ,.;") or ", ".join(words) or "a quiet, empty landscape"
    return _joined(
        f"A calm, symbolic, family-friendly picture that hints at: {subject}. Nobody is hurt, nothing is explicit.",
        request,
    )


def _joined(subject: str, request: ImageRequest) -> str:
    look = request.look
    colours = f" Colours: {', '.join(look.palette)}." if look.palette else ""
    style = f" Style: {look.style}{f', {look.description}' if look.description else ''}. Mood: {look.mood}."
    room = MOST_CHARACTERS - len(style) - len(colours) - len(_NO_LETTERS) - 1
    return f"{subject[: max(room, 200)]}{style[:600]}{colours} {_NO_LETTERS}"
