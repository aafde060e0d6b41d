"""What cards have in common: margins, the darkened scene behind, text that fades in."""

from dataclasses import dataclass

import numpy as np
import skia

from videoagent_agent_image.cards.typeset import Block, Style, fit, heading_case
from videoagent_agent_image.drawing.colour import Colour
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Board, Sheet, blurred, linear, paint
from videoagent_contracts.film import Credit
from videoagent_media import fonts
from videoagent_media.layers import Motion

CAPTION_AREA = 0.16
"""Share of the frame's height at the bottom that belongs to captions."""


@dataclass(frozen=True)
class CardText:
    """What a card says, already in the film's language."""

    title: str = ""
    kicker: str = ""
    value: str = ""
    lines: tuple[str, ...] = ()
    source: str = ""
    language: str = "en"
    credits: tuple[Credit, ...] = ()
    place: tuple[float, float] | None = None
    """Latitude and longitude in degrees."""


@dataclass(frozen=True)
class Area:
    """Where text may stand, units on the canvas."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


def text_area(board: Board) -> Area:
    """Return the frame without margins and without the captions' strip."""
    left, top, right, bottom = board.inner
    across, down = right - left, bottom - top
    margin = across * (0.065 if not board.portrait else 0.075)
    return Area(left + margin, top + down * 0.08, right - margin, bottom - down * (CAPTION_AREA + 0.02))


def size(board: Board, share: float) -> float:
    """Return a type size as a share of the frame's shorter side, larger on a tall frame, where lines are short."""
    shorter = min(board.width, board.height) / 1.2
    return shorter * share * (1.12 if board.portrait else 1.0)


def dimmed(scene: Scene, *, blur: float, darkness: float, side: float = 0.0) -> Scene:
    """Return the scene as one soft dark layer, to set text on.

    Args:
        scene: What is behind.
        blur: Units.
        darkness: Share of black over everything, 0..1.
        side: Further share of black at the left, fading to the right.
    """
    board = scene.board
    flat = blurred(scene.flat(), blur * board.scale)
    backed = Sheet(board)
    backed.pixels[...] = flat
    area = paint("#05070d", darkness)
    backed.canvas.drawPaint(area)
    if side:
        shade = linear(
            (0, 0), (board.width, 0), [(0, "#05070d", side), (0.55, "#05070d", side * 0.55), (1, "#05070d", 0)]
        )
        backed.canvas.drawPaint(paint("#05070d", shader=shade))
    backed.pixels[..., 3] = 255
    made = Scene(board, accent=scene.accent)
    made.add("background", 0.1, backed)
    return made


def veiled(scene: Scene, *, darkness: float) -> Scene:
    """Return the scene as it moves, under an even shade of black, 0..1."""
    board = scene.board
    veil = Sheet(board)
    veil.canvas.drawPaint(paint("#05070d", darkness))
    made = Scene(board, accent=scene.accent)
    made.layers = [*scene.layers]
    made.add("veil", 0.0, veil, pinned=True)
    return made


def fade(start: float, rise: float = 22, length: float = 0.8) -> Motion:
    """Return the motion of text that appears ``start`` seconds into the shot."""
    return Motion(fade_in=(start, length), rise=rise)


def kicker(text: str, board: Board, accent: Colour, width: float, language: str, align: str = "start") -> Block:
    """Lay out the small spaced line above a headline."""
    style = Style(size(board, 0.030), fonts.SANS_STRONG, accent, tracking=0.16, align=align, shadow=0.35)
    return fit(heading_case(text, language), style, width, 2, size(board, 0.022), language)


def note(text: str, board: Board, width: float, language: str) -> Block:
    """Lay out a source line."""
    return fit(
        text, Style(size(board, 0.022), fonts.SANS, "#fff6e6", 0.66, shadow=0.3), width, 2, size(board, 0.018), language
    )


def body(
    text: str, board: Board, width: float, language: str, *, share: float = 0.043, lines: int = 4, align: str = "start"
) -> Block:
    """Lay out running text on a card."""
    style = Style(size(board, share), fonts.SANS, "#fff8ec", 0.95, align=align, shadow=0.4)
    return fit(text, style, width, lines, size(board, share * 0.62), language)


def rule(
    sheet: Sheet, x: float, y: float, accent: Colour, board: Board, *, right_to_left: bool = False, width: float = 0
) -> None:
    """Draw the short line under a kicker; ``x`` is the left end of the text column of the given width."""
    length = size(board, 0.075)
    start = x + width - length if right_to_left else x
    sheet.canvas.drawRect(skia.Rect.MakeXYWH(start, y, length, size(board, 0.005)), paint(accent))


def scrim(board: Board, *, top: float, strength: float) -> Sheet:
    """Draw a shade that grows from ``top`` (units) to the bottom of the canvas."""
    sheet = Sheet(board)
    stops = [(0, "#04060c", 0.0), (0.45, "#04060c", strength * 0.55), (1, "#04060c", strength)]
    sheet.canvas.drawPaint(paint("#04060c", shader=linear((0, top), (0, board.height), stops)))
    rows = np.arange(board.pixels[1]) / board.scale < top
    sheet.pixels[rows] = 0
    return sheet


def top_scrim(board: Board) -> Sheet:
    """Draw a light shade along the top, to set a small line on."""
    sheet = Sheet(board)
    shade = linear((0, 0), (0, board.height * 0.26), [(0, "#04060c", 0.5), (1, "#04060c", 0.0)])
    sheet.canvas.drawRect(skia.Rect(0, 0, board.width, board.height * 0.26), paint("#04060c", shader=shade))
    return sheet
