"""A storyboard as its user wants it: what may be changed, and within which limits."""

from collections.abc import Iterable, Iterator

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from videoagent_contracts.enums import ShotKind, Transition
from videoagent_contracts.film import Card, Shot, Storyboard
from videoagent_contracts.options import Integer, Language, Number, has_control_characters, plain_line, visible

LONGEST_FILM_S = 600.0
_OVERLAP_S = 0.5
_SHORTEST_SHOT_S, _LONGEST_SHOT_S = 1.0, 120.0
_MOST_KEYWORDS = 20
_MOST_CARD_LINES = 12
_LINE_CHARACTERS = 200
_PROSE_CHARACTERS = 2000
_MOST_SEED = 2**53 - 1
_NEEDS_NO_WORDS = (ShotKind.TITLE, ShotKind.CREDITS)
_LANGUAGE: TypeAdapter[str] = TypeAdapter(Language)
_Errors = list[dict[str, str]]


class CardEdit(Card):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ShotEdit(Shot):
    model_config = ConfigDict(frozen=True, extra="forbid")

    index: Integer = Field(ge=0)
    duration: Number = Field(gt=0, le=600, description="s, planned; the shot lasts longer if its speech does")
    seed: Integer = 0
    card: CardEdit | None = None


class StoryboardEdit(Storyboard):
    """A storyboard as `GET` gave it, with changes to `title`, `language` and `shots`.

    `credits`, `warnings`, `substitutions`, `provider` and `cost_usd` tell how it came about; they stay as they are.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    shots: tuple[ShotEdit, ...] = Field(min_length=1, max_length=60)


def merged(edit: StoryboardEdit, present: Storyboard) -> Storyboard:
    """Put what may be changed into the present storyboard."""
    shots = tuple(Shot.model_validate(shot.model_dump()) for shot in edit.shots)
    return present.model_copy(update={"title": edit.title, "language": edit.language, "shots": shots})


def edit_errors(edit: Storyboard, present: Storyboard) -> _Errors:
    """Name all that cannot be, by field. What the present storyboard holds already is never found wrong."""
    errors = [*_text_errors(edit, present), *_language_errors(edit, present), *_number_errors(edit, present)]
    media = {shot.media for shot in present.shots}
    for at, shot in enumerate(edit.shots):
        if shot.index != at:
            errors.append(_error(f"shots.{at}.index", f"must be {at}: shots are numbered 0, 1, 2 … in their order"))
        if shot.media not in media and shot.media is not None:
            errors.append(_error(f"shots.{at}.media", "must be one that this storyboard has already"))
        if shot.transition is Transition.AUTO:
            errors.append(_error(f"shots.{at}.transition", "must be one in particular, not auto"))
        if not _says_or_shows_something(shot):
            errors.append(_error(f"shots.{at}", "needs narration, heading, prompt, card or media"))
    return errors


def _text_errors(edit: Storyboard, present: Storyboard) -> Iterator[dict[str, str]]:
    known = {text for _, text, _ in _texts(present)}
    for field, text, prose in _texts(edit):
        problem = None if text in known else _text_problem(text, prose=prose)
        if problem:
            yield _error(field, problem)
    for at, shot in enumerate(edit.shots):
        if len(shot.keywords) > _MOST_KEYWORDS:
            yield _error(f"shots.{at}.keywords", f"must be at most {_MOST_KEYWORDS}")
        if shot.card is not None and len(shot.card.lines) > _MOST_CARD_LINES:
            yield _error(f"shots.{at}.card.lines", f"must be at most {_MOST_CARD_LINES}")


def _texts(board: Storyboard) -> Iterator[tuple[str, str, bool]]:
    """Every text with its field, and whether it is prose, which may have several lines."""
    yield "title", board.title, False
    for at, shot in enumerate(board.shots):
        place = f"shots.{at}"
        yield f"{place}.narration", shot.narration, True
        yield f"{place}.prompt", shot.prompt, True
        yield f"{place}.heading", shot.heading, False
        yield f"{place}.subject", shot.subject, False
        yield f"{place}.setting", shot.setting, False
        yield from ((f"{place}.keywords.{number}", word, False) for number, word in enumerate(shot.keywords))
        if shot.card is not None:
            yield f"{place}.card.heading", shot.card.heading, False
            yield f"{place}.card.value", shot.card.value, True
            yield f"{place}.card.source", shot.card.source, False
            yield from ((f"{place}.card.lines.{number}", line, False) for number, line in enumerate(shot.card.lines))


def _text_problem(text: str, *, prose: bool) -> str | None:
    longest = _PROSE_CHARACTERS if prose else _LINE_CHARACTERS
    if len(text) > longest:
        return f"must have at most {longest} characters"
    if has_control_characters(text, allowed="\n\r\t" if prose else ""):
        return "must not contain control characters" + (" other than line breaks and tabs" if prose else "")
    try:
        (visible if prose else plain_line)(text)
    except ValueError as error:
        return str(error)
    return None


def words_problem(text: str) -> str | None:
    """Say what is wrong with a narration or prompt that is to take another's place; None when nothing is."""
    return _text_problem(text, prose=True) if text else "must not be empty"


def _language_errors(edit: Storyboard, present: Storyboard) -> _Errors:
    if edit.language == present.language:
        return []
    try:
        _LANGUAGE.validate_python(edit.language)
    except ValidationError:
        return [_error("language", "must be a BCP 47 language tag such as en, pt-BR or zh-Hans")]
    return []


def _number_errors(edit: Storyboard, present: Storyboard) -> Iterator[dict[str, str]]:
    lengths, seeds = {shot.duration for shot in present.shots}, {shot.seed for shot in present.shots}
    for at, shot in enumerate(edit.shots):
        if shot.duration not in lengths and not _SHORTEST_SHOT_S <= shot.duration <= _LONGEST_SHOT_S:
            message = f"must be {_SHORTEST_SHOT_S:.0f} to {_LONGEST_SHOT_S:.0f} s"
            yield _error(f"shots.{at}.duration", message)
        if shot.seed not in seeds and not 0 <= shot.seed <= _MOST_SEED:
            yield _error(f"shots.{at}.seed", f"must be 0 to {_MOST_SEED}")
    if _length(edit.shots) > max(LONGEST_FILM_S, _length(present.shots)) + 1e-6:
        yield _error("shots", f"make a film longer than {LONGEST_FILM_S:.0f} s")


def _length(shots: Iterable[Shot]) -> float:
    """Planned length of the film at least, in s: neighbours may share half a second."""
    lengths = [shot.duration for shot in shots]
    return sum(lengths) - _OVERLAP_S * (len(lengths) - 1)


def _says_or_shows_something(shot: Shot) -> bool:
    shown = shot.narration or shot.heading or shot.prompt or shot.card or shot.media
    return bool(shown) or shot.kind in _NEEDS_NO_WORDS


def _error(field: str, message: str) -> dict[str, str]:
    return {"field": field, "message": message}
