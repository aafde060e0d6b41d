"""Which of many found pictures fits a shot. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from snowballstemmer import stemmer

from videoagent_contracts.film import ImageRequest

_STEMMER = stemmer("english")
_WORD = re.compile(r"[a-z]{3,}")
_KEYWORDS = 3
_MOST_QUERY = 100
_SHAPE_WEIGHT = 0.25
_SMALL_WEIGHT = 0.3
_ORDER_WEIGHT = 0.02
"""The service's own order decides between equals: its fifth picture must fit a tenth better than its first."""


@dataclass(frozen=True)
class Found:
    """A picture that a service offers.

    Attributes:
        url: Of the file.
        width: px, of the original.
        height: px, of the original.
        words: What the service says it shows: description, tags.
        author: Who made it.
        page: Where it can be seen at the service.
    """

    url: str
    width: int
    height: int
    words: str
    author: str
    page: str


def query(request: ImageRequest) -> str:
    """Say what to search for: the shot's main subjects, which are in English where they are known."""
    shot = request.shot
    words = shot.keywords[:_KEYWORDS] or (shot.heading or shot.prompt or request.topic,)
    return " ".join(dict.fromkeys(" ".join(words).split()))[:_MOST_QUERY]


def ranked(found: Sequence[Found], request: ImageRequest) -> list[Found]:
    """Order by how well words, shape and size fit, best first; those that share no word with the shot are left out."""
    shot = request.shot
    subjects = _stems(" ".join(shot.keywords))
    context = _stems(f"{shot.prompt} {shot.heading} {request.topic}")
    scored = []
    for place, picture in enumerate(found):
        words = _stems(picture.words)
        main, side = len(words & subjects), len(words & context)
        if not main and not side:
            continue
        fit = 2 * main / max(len(subjects), 1) + side / max(len(context), 1)
        scored.append((fit - _misfit(picture, request) - _ORDER_WEIGHT * place, place, picture))
    return [picture for _, _, picture in sorted(scored, key=lambda entry: (-entry[0], entry[1]))]


def _misfit(picture: Found, request: ImageRequest) -> float:
    if picture.width <= 0 or picture.height <= 0:
        return 1.0
    shape, wanted = picture.width / picture.height, request.width / request.height
    cropped = 1 - min(shape, wanted) / max(shape, wanted)
    enlarged = max(0.0, 1 - min(picture.width / request.width, picture.height / request.height))
    return _SHAPE_WEIGHT * cropped + _SMALL_WEIGHT * enlarged


def _stems(text: str) -> frozenset[str]:
    return frozenset(_STEMMER.stemWords(_WORD.findall(text.lower())))
