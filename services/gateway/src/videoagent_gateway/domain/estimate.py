"""What a film is expected to cost, by the prices that its agents announce. Pure.

From a request only: how many pictures and how much speech a film of this length usually has. Once there is a
storyboard: what it says. Rather too much than too little: before there is one, every shot but the title counts as a
picture and a clip, although some become cards, which are drawn by code.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from videoagent_contracts.api import CostEstimate, CostPart
from videoagent_contracts.enums import ShotKind, StepKind, StepStatus
from videoagent_contracts.film import Shot
from videoagent_contracts.ids import step_id
from videoagent_contracts.options import TaskOptions
from videoagent_contracts.status import TaskView
from videoagent_contracts.steps import PriceUnit, ProviderInfo

_DEFAULT_FILM_S = 30.0
_SHOT_S = 6.5
_WITH_TITLE_S = 15.0
"""How long films on a topic, their shots, and films that begin with a title are, as the story agent plans them."""
_CHARACTERS_PER_S = 12.0
"""Of narration, rests between shots included: 10.9 to 14.6 in films of 30 to 120 s in English, Spanish, French, German.
"""
_CHARACTERS_PER_TOKEN = 3.5
_ASKED, _ANSWERED, _ANSWERED_PER_SHOT = 900, 250, 110
"""Tokens of a question to a text model without the film's words, of an answer, and of what it says of a shot."""
_REFERENCES = 2
"""Pictures that a model is shown with all requests but the first, where it takes some."""

Catalogue = Mapping[StepKind, Sequence[ProviderInfo]]


@dataclass(frozen=True, slots=True)
class _Film:
    """How much there is to be made.

    Attributes:
        words: All narration, in characters.
        shots: All of them.
        spoken: Narration that a voice has to speak, in characters.
        pictures: That a model has to draw.
        clips: That a model has to move.
    """

    words: float
    shots: int
    spoken: float
    pictures: int
    clips: int


def of_request(options: TaskOptions, catalogue: Catalogue) -> CostEstimate | None:
    """Estimate what a film will cost before anything is known but the request; None while no agent has spoken."""
    return _estimate(_asked_for(options), options, catalogue, "request")


def of_task(view: TaskView, catalogue: Catalogue) -> CostEstimate | None:
    """Estimate what a task will have cost at its end, with what it has cost; None as above, and once it is over."""
    if view.status.is_terminal:
        return None
    options, board = view.spec.options, view.storyboard
    film = _asked_for(options) if board is None else _left(board.shots, view)
    basis: Literal["request", "storyboard"] = "request" if board is None else "storyboard"
    return _estimate(film, options, catalogue, basis, view)


def _estimate(
    film: _Film,
    options: TaskOptions,
    catalogue: Catalogue,
    basis: Literal["request", "storyboard"],
    view: TaskView | None = None,
) -> CostEstimate | None:
    if not catalogue:
        return None
    parts = []
    for kind, amounts in _amounts(film).items():
        provider = _provider(kind, options, catalogue)
        if provider is None or (view is not None and _is_done(view, kind.value)):
            continue
        usd = sum(price.usd / price.per * amounts.get(price.unit, 0.0) for price in provider.prices)
        if usd:
            parts.append(CostPart(kind=kind, provider=provider.name, usd=round(usd, 6)))
    paid = 0.0 if view is None else view.cost_usd
    return CostEstimate(usd=round(paid + sum(part.usd for part in parts), 6), basis=basis, parts=parts)


def _provider(kind: StepKind, options: TaskOptions, catalogue: Catalogue) -> ProviderInfo | None:
    named, found = options.providers.get(kind), catalogue.get(kind, ())
    return next((each for each in found if (each.name == named if named else each.is_default)), None)


def _amounts(film: _Film) -> Mapping[StepKind, Mapping[str, float]]:
    tokens = film.words / _CHARACTERS_PER_TOKEN
    minutes = film.spoken / _CHARACTERS_PER_S / 60
    return {
        StepKind.STYLE: _tokens(_ASKED, _ANSWERED),
        StepKind.STORY: _tokens(_ASKED, _ANSWERED + tokens),
        StepKind.STORYBOARD: _tokens(_ASKED + tokens, _ANSWERED_PER_SHOT * film.shots),
        StepKind.VOICE: {PriceUnit.CHARACTER: film.spoken, PriceUnit.MINUTE: minutes},
        StepKind.IMAGE: {
            PriceUnit.PICTURE: film.pictures,
            PriceUnit.REFERENCE: _REFERENCES * max(0, film.pictures - 1),
        },
        StepKind.VIDEO: {PriceUnit.CLIP: film.clips},
    }


def _tokens(asked: float, answered: float) -> Mapping[str, float]:
    return {PriceUnit.ASKED: asked, PriceUnit.ANSWERED: answered}


def _asked_for(options: TaskOptions) -> _Film:
    if options.scenes is not None:
        words = float(len(options.own_words))
        drawn = sum(scene.media is None for scene in options.scenes)
        return _film(options, words, len(options.scenes), drawn)
    seconds = options.duration or (_spoken_s(options) if options.script else _DEFAULT_FILM_S)
    words = float(len(options.script)) if options.script else seconds * _CHARACTERS_PER_S
    shots = options.shots or max(1, round(seconds / _SHOT_S))
    return _film(options, words, shots, max(1, shots - (seconds >= _WITH_TITLE_S)))


def _film(options: TaskOptions, words: float, shots: int, drawn: int) -> _Film:
    return _Film(words, shots, 0.0 if options.own_voice else words, drawn, drawn)


def _spoken_s(options: TaskOptions) -> float:
    return len(options.script or "") / _CHARACTERS_PER_S / options.voice_speed


def _left(shots: Sequence[Shot], view: TaskView) -> _Film:
    """Count what a storyboard orders and is not there yet."""

    def is_left(kind: StepKind, shot: Shot) -> bool:
        return not _is_done(view, step_id(kind, shot.index))

    drawn = [shot for shot in shots if shot.kind is ShotKind.SCENE and shot.media is None]
    spoken = sum(len(shot.narration) for shot in shots if is_left(StepKind.VOICE, shot))
    return _Film(
        words=sum(len(shot.narration) for shot in shots),
        shots=len(shots),
        spoken=0.0 if view.spec.options.own_voice else spoken,
        pictures=sum(is_left(StepKind.IMAGE, shot) for shot in drawn),
        clips=sum(is_left(StepKind.VIDEO, shot) for shot in drawn),
    )


def _is_done(view: TaskView, name: str) -> bool:
    step = view.steps.get(name)
    return step is not None and step.status in (StepStatus.SUCCEEDED, StepStatus.SKIPPED)
