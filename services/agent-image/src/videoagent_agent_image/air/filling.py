"""Air put into a finished scene: behind what is nearer, and never over words."""

from dataclasses import dataclass

import numpy as np

from videoagent_agent_image.air.brushes import Mark, Medium
from videoagent_agent_image.air.kinds import AIRS, Air, Drift
from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Board, Sheet
from videoagent_media.layers import Motion

_CANVAS = 2304 * 1296
_MOST_TILTED = 0.5
"""Least of a mark's opacity, as a share: things in the air are not all equally lit."""
_CARD_STRENGTH = 0.6


@dataclass(frozen=True)
class Manner:
    """How a style draws what is in the air."""

    medium: Medium = Medium.LIGHT
    colours: tuple[Colour, ...] = ()
    """In place of the things' own, in styles of few colours."""


def fill(scene: Scene, name: str, manner: Manner, light: Light, seed: int, *, card: bool = False) -> None:
    """Add what is in the air to a scene, in place.

    Its sheets repeat after a canvas and move steadily, so that a film may be cut anywhere.

    Args:
        scene: Drawn in its style already.
        name: One of ``AIRS``; nothing is added for another.
        manner: The style's.
        light: Of the scene; things without a colour of their own take its.
        seed: Decides where things are.
        card: Whether words are shown: then the air is thin and stays far.
    """
    air = AIRS.get(name)
    if air is None:
        return
    drifts = air.drifts[:1] if card else air.drifts
    for number, drift in enumerate(drifts):
        sheet = _sheet(scene.board, air, drift, manner, light, np.random.default_rng((seed, number)), card=card)
        wrap = int(scene.board.width), int(scene.board.height)
        motion = Motion(
            velocity=drift.velocity,
            wrap=wrap,
            sway=drift.sway,
            period=drift.period,
            phase=0.37 * number,
            flicker=drift.flicker,
            flicker_rate=1.7,
        )
        soft = drift.focus if manner.medium in (Medium.LIGHT, Medium.WASH) else 0.0
        scene.insert(f"{name} {number}", min(drift.depth, 0.4) if card else drift.depth, sheet, motion, focus=soft)


def _sheet(
    board: Board, air: Air, drift: Drift, manner: Manner, light: Light, random: np.random.Generator, *, card: bool
) -> Sheet:
    sheet = Sheet(board)
    colours = manner.colours or air.colours or (mix(light.key, "#ffffff", 0.3),)
    whole = air.span == (0.0, 1.0)
    top, tall = board.height * air.span[0], board.height * (air.span[1] - air.span[0])
    for _ in range(max(1, round(drift.count * board.width * board.height / _CANVAS))):
        x, y, share, lit, turn, shade = (float(value) for value in random.random(6))
        colour = colours[int(shade * len(colours))]
        if not (manner.colours or manner.medium is Medium.NEON or air.label == "sparks rising"):
            colour = light.on(colour, 0.25 * (1 - min(1.0, drift.depth)))
        mark = Mark(
            x=x * board.width,
            y=top + y * tall,
            size=drift.sizes[0] + (drift.sizes[1] - drift.sizes[0]) * share**2,
            turn=air.lean if air.lean is not None else 360 * turn,
            colour=colour,
            opacity=drift.opacity * (_MOST_TILTED + (1 - _MOST_TILTED) * lit) * (_CARD_STRENGTH if card else 1.0),
        )
        _repeated(sheet, air, mark, manner.medium, downwards=whole)
    return sheet


def _repeated(sheet: Sheet, air: Air, mark: Mark, medium: Medium, *, downwards: bool) -> None:
    """Draw a mark, and again on the other side where it reaches over an edge: the sheet then repeats without a seam."""
    width, height = float(int(sheet.board.width)), float(int(sheet.board.height))
    reach = mark.size * 2.5
    for across in (0.0, width, -width):
        for down in (0.0, height, -height) if downwards else (0.0,):
            if -reach < mark.x + across < width + reach and -reach < mark.y + down < height + reach:
                moved = Mark(mark.x + across, mark.y + down, mark.size, mark.turn, mark.colour, mark.opacity)
                air.brush(sheet.canvas, moved, medium)
