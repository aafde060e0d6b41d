"""What all tables in a kitchen share: the room behind them, and their boards."""

import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.dishes import steam
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, paint, radial
from videoagent_agent_image.sets.brief import Brief
from videoagent_media.layers import Motion


def backdrop(scene: Scene, brief: Brief, wall: Colour, lit: tuple[float, float]) -> None:
    """Add a wall that is lightest around ``lit``, in units."""
    board = brief.board
    sheet = Sheet(board)
    stops = [(0, mix(wall, "#ffd89a", 0.62), 1), (0.4, wall, 1), (1, mix(wall, "#120608", 0.82), 1)]
    sheet.canvas.drawPaint(paint(wall, shader=radial(lit, max(board.width, board.height) * 0.66, stops)))
    scene.add("wall", 0.0, sheet)


def table(brief: Brief, top: float, wood: Colour) -> Sheet:
    """Draw a table of planks, its far edge at the height ``top``."""
    board, random = brief.board, brief.random(41)
    sheet = Sheet(board)
    middle = board.width * 0.52, top + (board.height - top) * 0.28
    stops = [(0, mix(wood, "#ffd8a0", 0.5), 1), (0.45, wood, 1), (1, mix(wood, "#0c0504", 0.78), 1)]
    area = skia.Rect(0, top, board.width, board.height)
    sheet.canvas.drawRect(area, paint(wood, shader=radial(middle, max(board.width * 0.56, board.height * 0.42), stops)))
    deep = board.height - top
    for number in range(1, 6):
        y = top + deep * (number / 5.6) ** 1.5
        sheet.canvas.drawLine(0, y, board.width, y, paint(mix(wood, "#0c0504", 0.8), 0.55, stroke=2 + number))
        sheet.canvas.drawLine(
            0, y + 4 + number, board.width, y + 4 + number, paint(mix(wood, "#ffe0b0", 0.5), 0.25, stroke=2)
        )
    for _ in range(36):
        y = top + deep * float(random.random()) ** 1.3
        x, long = board.width * float(random.random()), board.width * float(random.uniform(0.1, 0.4))
        sheet.canvas.drawLine(
            x, y, x + long, y + 3 * float(random.standard_normal()), paint(mix(wood, "#0c0504", 0.7), 0.16, stroke=2.5)
        )
    sheet.canvas.drawRect(skia.Rect(0, top, board.width, top + 7), paint(mix(wood, "#ffe8c0", 0.6), 0.7))
    return sheet


def rising(scene: Scene, brief: Brief, x: float, y: float, tall: float) -> None:
    """Add steam that rises from (x, y), ``tall`` units high."""
    drift = Motion(sway=(10, 6), period=4.6, flicker=0.25, flicker_rate=0.4)
    scene.add("steam", 0.72, steam(brief.board, x, y, tall), drift)
