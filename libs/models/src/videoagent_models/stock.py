"""Searching services of photographs and footage: settings, what to ask for, and which find fits a shot best."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pydantic import Field, SecretStr

from videoagent_contracts.film import Credit, Shot
from videoagent_contracts.steps import ProviderInfo
from videoagent_models.limits import CallLimits
from videoagent_models.speaking import base_language
from videoagent_models.stock_words import ENGLISH, stems

_KEYWORDS = 3
_MOST_QUERY = 100
_SHAPE_WEIGHT = 0.25
_SMALL_WEIGHT = 0.3
_ORDER_WEIGHT = 0.02
"""The service's own order decides between equals: its fifth picture must fit a tenth better than its first."""
_WORSE_SHAPE = 0.12
"""How much worse in shape and size than the best one may be that is shown in its stead."""
_HALVED = 4
_SHOTS = 8
"""Shots on one subject that a film may well have: so many different pictures are rather shown than the very best."""


_NEARLY_SQUARE = 1.15

Size = tuple[int, int]
"""Width and height, px."""


class Shape(StrEnum):
    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"
    SQUARE = "square"

    @classmethod
    def of(cls, size: Size) -> "Shape":
        """Return the shape of a film."""
        ratio = size[0] / size[1]
        if max(ratio, 1 / ratio) < _NEARLY_SQUARE:
            return cls.SQUARE
        return cls.LANDSCAPE if ratio > 1 else cls.PORTRAIT


class StockSettings(CallLimits):
    """A service of photographs or footage. Without a key there is none."""

    api_key: SecretStr | None = None
    base_url: str | None = Field(None, description="another address than the service's own")
    searched: int = Field(30, ge=3, le=80, description="finds looked at for each shot")
    choice: int = Field(3, ge=1, description="among so many the seed of a shot chooses, where enough are found")
    max_file_bytes: int = Field(200_000_000, ge=100_000, description="longer files are refused")

    @property
    def key(self) -> str:
        """The key; empty when there is none."""
        return self.api_key.get_secret_value() if self.api_key else ""

    def info(self, name: str, what: str) -> ProviderInfo:
        """Say whether a key is set; the service itself is not asked."""
        available = self.api_key is not None
        return ProviderInfo(
            name=name, available=available, reason=what if available else "without api_key", needs_key=True
        )


_LICENCES = {"Pexels": "Pexels License", "Pixabay": "Pixabay Content License"}
_MOST_CREDIT = 300
"""Characters: author and address are the service's word."""


@dataclass(frozen=True)
class Found:
    """A picture or a clip that a service offers.

    Attributes:
        url: Of the file.
        width: px, of the file.
        height: px, of the file.
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

    def credit(self, service: str) -> Credit:
        """Say whose it is, from which service and on which terms."""
        by = f"{self.author or 'an unnamed author'} / {service}"
        source = "".join(character for character in f"{by} {self.page}".strip() if character.isprintable())
        return Credit(
            what="Pictures", source=source[:_MOST_CREDIT], licence=_LICENCES.get(service, f"{service} licence")
        )


def query(shot: Shot, topic: str = "") -> str:
    """Say what to search for: the shot's main subjects, which are in English where they are known."""
    words = shot.keywords[:_KEYWORDS] or (shot.heading or shot.prompt or topic,)
    return " ".join(dict.fromkeys(" ".join(words).split()))[:_MOST_QUERY]


def questions(shot: Shot, topic: str, language: str) -> Iterator[tuple[str, str]]:
    """Say what to search for, and in which language: in English, then in the film's own words.

    Args:
        shot: Its keywords are English where they are known, and end in the subject as the film calls it.
        topic: Of the film.
        language: Of the film.
    """
    if base_language(language) == ENGLISH:
        yield query(shot, topic), ENGLISH
        return
    own = {shot.heading.casefold(), topic.casefold()}
    english = tuple(word for word in shot.keywords if word.isascii() and word.casefold() not in own)
    if not english:
        yield query(shot, topic), language
        return
    yield query(shot.model_copy(update={"keywords": english})), ENGLISH
    if shot.heading or topic:  # the prompt may be English
        yield (shot.heading or topic)[:_MOST_QUERY], language


async def best_of(
    search: Callable[[str, str], Awaitable[Sequence[Found]]],
    shot: Shot,
    size: Size,
    *,
    choice: int,
    seed: int,
    language: str,
    topic: str = "",
) -> Found | None:
    """Search until something fits, and choose.

    Args:
        search: Asks a service for words in a language.
        shot: To be shown.
        size: Of the film.
        choice: Among how many the seed chooses.
        seed: Of the shot's picture.
        language: Of the film.
        topic: Of the film.
    """
    for words, spoken in questions(shot, topic, language):
        scored = _scored(await search(words, spoken), shot, size, topic, spoken)
        if scored:
            return pick(_alike(scored), choice, seed, shot.index)
    return None


def covering(picture: Size, frame: Size) -> Size:
    """Return the size at which a picture fills a frame, never larger than it is."""
    by_width = frame[0], -(-picture[1] * frame[0] // picture[0])
    by_height = -(-picture[0] * frame[1] // picture[1]), frame[1]
    return min(picture, max(by_width, by_height))


@dataclass(frozen=True)
class _Scored:
    """A find and how well it fits.

    Attributes:
        score: Of words, shape, size and the service's order.
        subject: How many words it shares with the shot's first subject.
        misfit: What its shape and size take from its score.
    """

    found: Found
    score: float
    subject: int
    misfit: float


def ranked(found: Sequence[Found], shot: Shot, size: Size, topic: str = "", language: str = ENGLISH) -> list[Found]:
    """Order by how well words, shape and size fit, best first; those that share no word with the shot are left out."""
    return [each.found for each in _scored(found, shot, size, topic, language)]


def _scored(found: Sequence[Found], shot: Shot, size: Size, topic: str, language: str) -> list[_Scored]:
    subjects = stems(" ".join(shot.keywords), language)
    subject = stems(" ".join(shot.keywords[:1]), language)
    context = stems(f"{shot.prompt} {shot.heading} {topic}", language)
    scored = []
    for place, picture in enumerate(found):
        words = stems(picture.words, language)
        main, side = len(words & subjects), len(words & context)
        if not main and not side:
            continue
        fit = 2 * main / max(len(subjects), 1) + side / max(len(context), 1)
        misfit = _misfit(picture, size)
        scored.append(_Scored(picture, fit - misfit - _ORDER_WEIGHT * place, len(words & subject), misfit))
    return sorted(scored, key=lambda each: -each.score)


def _alike(scored: Sequence[_Scored]) -> list[Found]:
    """Return those that show the shot's first subject, in about as good a shape and size as the best of them.

    Of a subject of several words most of those must be shared that any find shares: a black cat is no black hole.
    """
    most = max(each.subject for each in scored)
    showing = [each for each in scored if 2 * each.subject > most or each.subject == most]
    return [each.found for each in showing if each.misfit <= showing[0].misfit + _WORSE_SHAPE]


def pick(fitting: Sequence[Found], choice: int, seed: int, place: int) -> Found | None:
    """Choose for one shot without knowing what others chose: most films have many shots on one subject.

    Shots take from stretches of their own, one after the other, in which the seed decides; where few are found, it
    decides between two halves, and where fewer than four are, nothing. Neighbours show different ones.

    Args:
        fitting: Best first.
        choice: Longest stretch.
        seed: Of the shot's picture: another take has another.
        place: The shot's number in the film.
    """
    if not fitting:
        return None
    stretch = min(choice, len(fitting) // _SHOTS)
    half = len(fitting) // 2 if len(fitting) >= _HALVED else 0
    at = place * stretch + seed % stretch if stretch > 1 else place + seed % 2 * half
    return fitting[at % len(fitting)]


def _misfit(picture: Found, size: Size) -> float:
    if picture.width <= 0 or picture.height <= 0:
        return 1.0
    shape, wanted = picture.width / picture.height, size[0] / size[1]
    cropped = 1 - min(shape, wanted) / max(shape, wanted)
    enlarged = max(0.0, 1 - min(picture.width / size[0], picture.height / size[1]))
    return _SHAPE_WEIGHT * cropped + _SMALL_WEIGHT * enlarged
