"""Camera moves and transitions that vary without showing off."""

import random
from collections.abc import Sequence
from itertools import pairwise

from videoagent_contracts.enums import AspectRatio, CameraMove, ShotKind, Transition
from videoagent_contracts.film import Beat

_MOVES = {
    AspectRatio.LANDSCAPE: (
        CameraMove.PUSH_IN,
        CameraMove.PAN_LEFT,
        CameraMove.PULL_OUT,
        CameraMove.PAN_RIGHT,
        CameraMove.RISE,
    ),
    AspectRatio.PORTRAIT: (CameraMove.PUSH_IN, CameraMove.RISE, CameraMove.PULL_OUT, CameraMove.SINK),
    AspectRatio.SQUARE: (CameraMove.PUSH_IN, CameraMove.PAN_LEFT, CameraMove.RISE, CameraMove.PULL_OUT),
}
_STILL_KINDS = frozenset({ShotKind.NUMBER, ShotKind.QUOTE, ShotKind.LIST, ShotKind.TIMELINE, ShotKind.MAP})
"""Cards are to be read: the camera only comes nearer or goes back."""
_ACCENTS = (Transition.SLIDE, Transition.ZOOM, Transition.WIPE)
_BETWEEN_ACCENTS = 3
_SHORT_SHOT_S = 2.0
_SENTENCE_END = tuple('.!?…。！？।؟۔"”»’)]')


def goes_on(before: Beat, beat: Beat) -> bool:
    """Whether a sentence of ``before`` goes on in ``beat``; a title that is spoken is no sentence."""
    spoken = before.narration.rstrip()
    return bool(
        spoken
        and spoken != before.heading
        and beat.narration
        and before.heading == beat.heading
        and not spoken.endswith(_SENTENCE_END)
    )


def camera_moves(kinds: Sequence[ShotKind], aspect: AspectRatio, chance: random.Random) -> list[CameraMove]:
    """Return a move for each shot, never the same twice in a row; the first comes nearer, the end card stands back."""
    moves: list[CameraMove] = []
    for kind in kinds:
        offered = (CameraMove.PUSH_IN, CameraMove.PULL_OUT) if kind in _STILL_KINDS else _MOVES[aspect]
        if kind is ShotKind.TITLE:
            offered = (CameraMove.PUSH_IN, CameraMove.RISE)
        elif kind is ShotKind.CREDITS:
            offered = (CameraMove.PULL_OUT, CameraMove.RISE)
        recent = moves[-2:] if len(offered) > 2 else moves[-1:]
        moves.append(chance.choice([move for move in offered if move not in recent] or list(offered)))
    return moves


def transitions(
    beats: Sequence[Beat], wanted: Transition, average_s: float, chance: random.Random, *, with_credits: bool
) -> list[Transition]:
    """Return how each shot comes in, the end card's last; never ``auto``.

    Unless one is asked for: crossfades, now and then an accent where the subject changes, through black into the
    credits, and cuts within a sentence and where shots are too short for anything else.
    """
    count = len(beats) + with_credits
    if wanted is not Transition.AUTO:
        return [Transition.CUT, *[wanted] * (count - 1)]
    if average_s < _SHORT_SHOT_S:
        return [Transition.CUT] * count
    accents = chance.sample(_ACCENTS, len(_ACCENTS))
    chosen = [Transition.CUT]
    since = 0
    for before, beat in pairwise(beats):
        since += 1
        if beat.heading and before.heading and goes_on(before, beat):
            chosen.append(Transition.CUT)
            continue
        accent = beat.heading != before.heading and since >= _BETWEEN_ACCENTS
        chosen.append(accents[len(chosen) % len(accents)] if accent else Transition.CROSSFADE)
        since = 0 if accent else since
    return [*chosen, Transition.FADE_BLACK] if with_credits else chosen
