"""What passes far away: people on foot and in a rowing boat, birds."""

import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import smooth
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint
from videoagent_agent_image.sets.brief import Brief


def passer(sheet: Sheet, x: float, foot: float, size: float, tone: str) -> None:
    """Draw somebody far away who walks across the square."""
    coat = smooth(
        [
            (x - size * 0.13, foot),
            (x - size * 0.15, foot - size * 0.5),
            (x, foot - size * 0.82),
            (x + size * 0.15, foot - size * 0.5),
            (x + size * 0.12, foot),
        ]
    )
    sheet.canvas.drawOval(
        skia.Rect.MakeXYWH(x - size * 0.3, foot - size * 0.05, size * 0.8, size * 0.10), paint("#1c1418", 0.4)
    )
    sheet.canvas.drawPath(coat, paint(tone))
    sheet.canvas.drawCircle(x, foot - size * 0.88, size * 0.095, paint(mix(tone, "#8a5a40", 0.5)))


def rowing_boat(sheet: Sheet, brief: Brief, x: float, water: float, size: float) -> None:
    """Draw a boat and who rows it, the water at its foot; ``size`` is half its length."""
    light, wood = brief.light, brief.light.on("#5a3a2a")
    hull = smooth([(x - size, water - size * 0.34), (x - size, water - size * 0.34), (x - size * 0.72, water),
        (x + size * 0.62, water), (x + size, water - size * 0.32),
                   (x + size, water - size * 0.32), (x + size * 0.4, water - size * 0.15),
                   (x - size * 0.5, water - size * 0.15)])  # fmt: skip
    sheet.canvas.drawOval(
        skia.Rect.MakeXYWH(x - size * 0.9, water - size * 0.03, size * 1.8, size * 0.16), paint("#0c1420", 0.4, blur=6)
    )
    sheet.canvas.drawPath(
        hull,
        paint(
            wood,
            shader=linear(
                (0, water - size * 0.3), (0, water), [(0, mix(wood, light.key, 0.4)), (1, mix(wood, "#0c0a10", 0.5))]
            ),
        ),
    )
    passer(sheet, x - size * 0.05, water - size * 0.12, size * 0.72, light.on("#7a3a34"))
    sheet.canvas.drawLine(
        x,
        water - size * 0.46,
        x + size * 0.75,
        water + size * 0.06,
        paint(mix(wood, light.key, 0.3), stroke=size * 0.035),
    )


def flock(brief: Brief, at: tuple[float, float], count: int, wing: float, tone: Colour) -> Sheet:
    """Draw birds on the wing around a place in shares of the canvas; ``wing`` is half a large one's span, units."""
    board, random, sheet = brief.board, brief.random(21), Sheet(brief.board)
    for _ in range(count):
        x = board.width * at[0] + 190 * float(random.standard_normal())
        y = board.height * at[1] + 66 * float(random.standard_normal())
        half = wing * (0.5 + 0.5 * float(random.random()))
        flight = [(-1.0, -0.26), (-0.45, -0.42), (0.0, 0.0), (0.48, -0.46), (1.0, -0.30)]
        path = smooth([(x + half * across, y + half * down) for across, down in flight], close=False)
        sheet.canvas.drawPath(path, paint(tone, stroke=0.19 * wing))
    return sheet
