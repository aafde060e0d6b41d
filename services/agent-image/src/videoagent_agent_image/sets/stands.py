"""Full stands: behind a pitch, and out of focus behind all else."""

import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point
from videoagent_agent_image.drawing.lamps import bokeh
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon
from videoagent_agent_image.drawing.sport import crowd_in, floodlights
from videoagent_agent_image.sets.brief import Brief
from videoagent_media.layers import Motion

NIGHT: Colour = "#0e1530"


SKINS: tuple[Colour, ...] = ("#6a4430", "#b07a58", "#3f281c", "#d0a080", "#8a5a3e")


def stand(
    sheet: Sheet, brief: Brief, corners: tuple[Point, Point, Point, Point], rows: int, salt: int, *, dim: float
) -> None:
    """Draw a stand full of people: lower left, lower right, upper right, upper left."""
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    tones = [(0, mix("#3a4058", NIGHT, dim)), (1, mix("#1c2236", NIGHT, dim))]
    sheet.canvas.drawPath(polygon(corners), paint("#2a3048", shader=linear((0, min(ys)), (0, max(ys)), tones)))
    gap = max(10.0, (max(ys) - min(ys)) / rows * 0.95)
    crowd_in(sheet.canvas, corners, rows, min(gap, (max(xs) - min(xs)) / 20), brief.random(salt), NIGHT, dim)


def backdrop(scene: Scene, brief: Brief, foot: float) -> None:
    """Add stands out of focus, and the lights above them."""
    board = brief.board
    back = Sheet(board)
    tones = [(0, "#0c1430"), (0.5, "#24366e"), (1, "#4a5f98")]
    back.canvas.drawPaint(paint("#1a2650", shader=linear((0, 0), (0, foot), tones)))
    scene.add("evening", 0.0, back)
    stands = Sheet(board)
    high = board.height * (0.34 if not board.portrait else 0.24)
    stand(
        stands,
        brief,
        ((-20.0, foot), (board.width + 20, foot), (board.width + 20, foot - high), (-20.0, foot - high)),
        12,
        4,
        dim=0.34,
    )
    stands.canvas.drawRect(skia.Rect(0, foot - high - board.height * 0.05, board.width, foot - high), paint("#1a2140"))
    scene.add("stands", 0.10, stands, focus=5)
    lamps = Sheet(board)
    for share in (0.10, 0.30, 0.70, 0.90) if not board.portrait else (0.16, 0.84):
        floodlights(
            lamps.canvas,
            board.width * share,
            foot - high,
            foot - high - board.height * (0.065 if not board.portrait else 0.10),
            min(170.0, board.width * 0.13),
            "#38426a",
        )
    scene.add("floodlights", 0.12, lamps, focus=2)
    flashes = Sheet(board)
    bokeh(
        flashes.canvas,
        (0, foot - high, board.width, foot - 30),
        44,
        (6, 22),
        ("#ffffff", "#ffe8b0", "#bcd8ff"),
        brief.random(6),
    )
    scene.add("flashes", 0.14, flashes, Motion(flicker=0.5, flicker_rate=1.3))
