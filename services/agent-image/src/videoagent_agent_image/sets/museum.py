"""A museum's hall under its skylight, paintings on the walls."""

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour
from videoagent_agent_image.drawing.dishes import shadow
from videoagent_agent_image.drawing.paintings import framed
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon, radial
from videoagent_agent_image.sets.brief import Brief


def museum(scene: Scene, brief: Brief) -> None:
    """Show a long hall under a skylight, paintings on its walls."""
    board, random = brief.board, brief.random(5)
    width, height = board.width, board.height
    far = skia.Rect(width * 0.375, height * 0.30, width * 0.625, height * 0.585)
    if board.portrait:
        far = skia.Rect(width * 0.30, height * 0.36, width * 0.70, height * 0.53)
    middle = far.centerX(), far.top() + far.height() * 0.62
    ceiling = height * (-0.06 if not board.portrait else 0.13)
    floor = height * (1.04 if not board.portrait else 0.84)
    left, right = (-width * 0.02, width * 1.02) if not board.portrait else (-width * 0.16, width * 1.16)
    red: Colour = "#7e2a2c"
    hall = Sheet(board)
    canvas = hall.canvas
    canvas.drawPaint(paint("#2a1614"))
    above = polygon([(left, ceiling), (right, ceiling), (far.right(), far.top()), (far.left(), far.top())])
    canvas.drawRect(
        skia.Rect(0, 0, width, far.top()),
        paint("#d8c8ac", shader=linear((0, 0), (0, far.top()), [(0, "#8a7a64"), (1, "#f0e4cc")])),
    )
    canvas.drawPath(
        above, paint("#e8dcc4", shader=linear((0, max(0.0, ceiling)), (0, far.top()), [(0, "#a8987c"), (1, "#f6ecd8")]))
    )
    glass = polygon(
        [
            (left + (right - left) * 0.30, ceiling),
            (right - (right - left) * 0.30, ceiling),
            (far.centerX() + far.width() * 0.22, far.top()),
            (far.centerX() - far.width() * 0.22, far.top()),
        ]
    )
    canvas.drawPath(glass, paint("#eaf4fb"))
    for number in range(1, 7):
        share = 1 - 0.62**number
        y = ceiling + (far.top() - ceiling) * share
        canvas.drawLine(0, y, width, y, paint("#9a8a6c", 0.5, stroke=7 * (1 - share) + 1.5))
    base = floor - far.bottom()
    canvas.drawRect(
        skia.Rect(0, far.bottom(), width, height),
        paint(
            "#6a4428", shader=linear((0, far.bottom()), (0, height), [(0, "#c89a64"), (0.4, "#8a5a34"), (1, "#2c160c")])
        ),
    )
    for number in range(-12, 13):
        canvas.drawLine(
            far.centerX() + far.width() * 0.10 * number,
            far.bottom(),
            far.centerX() + (right - left) * 0.10 * number,
            floor,
            paint("#2c160c", 0.35, stroke=3),
        )
    canvas.drawRect(far, paint(red, shader=radial(middle, far.width() * 0.7, [(0, "#b8504a", 1), (1, red, 1)])))
    canvas.drawRect(
        skia.Rect(far.left(), far.bottom() - far.height() * 0.08, far.right(), far.bottom()), paint("#e8dcc4")
    )
    for side in (-1, 1):
        near, end = (left, far.left()) if side < 0 else (right, far.right())
        wall = polygon([(near, ceiling), (end, far.top()), (end, far.bottom()), (near, floor)])
        canvas.drawPath(
            wall, paint(red, shader=linear((near, 0), (end, 0), [(0, "#5a1a20"), (0.6, red), (1, "#a8443e")]))
        )
        low = (far.height() * 0.08) / far.height()
        skirt = polygon(
            [
                (near, floor - (floor - ceiling) * low),
                (end, far.bottom() - far.height() * low),
                (end, far.bottom()),
                (near, floor),
            ]
        )
        canvas.drawPath(skirt, paint("#d8c8ac", shader=linear((near, 0), (end, 0), [(0, "#8a7a64"), (1, "#efe4cc")])))
        cornice = polygon(
            [
                (near, ceiling),
                (end, far.top()),
                (end, far.top() + far.height() * 0.06),
                (near, ceiling + (floor - ceiling) * 0.06),
            ]
        )
        canvas.drawPath(cornice, paint("#e0cfa8"))
    shine = linear((0, far.bottom()), (0, far.bottom() + base * 0.7), [(0, "#fff4dc", 0.55), (1, "#fff4dc", 0.0)])
    reflected = polygon(
        [
            (far.centerX() - far.width() * 0.25, far.bottom()),
            (far.centerX() + far.width() * 0.25, far.bottom()),
            (far.centerX() + far.width() * 0.7, floor),
            (far.centerX() - far.width() * 0.7, floor),
        ]
    )
    canvas.drawPath(reflected, paint("#fff4dc", shader=shine, blur=18))
    scene.add("hall", 0.1, hall)
    works = Sheet(board)
    half = far.width() * 0.17
    framed(
        works.canvas,
        skia.Rect(far.centerX() - half, middle[1] - half * 1.35, far.centerX() + half, middle[1] + half * 0.65),
        "portrait",
        random,
    )
    for side in (-1, 1):
        near, end = (left, far.left()) if side < 0 else (right, far.right())
        for number, (kind, start, stop) in enumerate(
            (("swirls", 0.12, 0.47), ("valley", 0.56, 0.75), ("sea", 0.81, 0.92))
            if side < 0
            else (("flowers", 0.14, 0.44), ("planes", 0.54, 0.74), ("portrait", 0.80, 0.91))
        ):
            _hung(
                works,
                (near, end),
                (ceiling, far.top(), far.bottom(), floor),
                (start, stop),
                kind,
                brief.random(40 + number + side),
            )
    scene.add("paintings", 0.14, works)
    seat = Sheet(board)
    _bench(
        seat,
        far.centerX(),
        far.bottom() + base * (0.40 if not board.portrait else 0.50),
        far.width() * (0.72 if not board.portrait else 0.62),
    )
    scene.add("bench", 0.46, seat)


def _hung(
    sheet: Sheet,
    across: tuple[float, float],
    levels: tuple[float, float, float, float],
    span: tuple[float, float],
    kind: str,
    random: np.random.Generator,
) -> None:
    """Hang a painting on a side wall, seen along it; ``span`` is where, from the near end to the far one."""
    near, end = across
    ceiling, top, bottom, floor = levels
    corners = []
    for share, up in ((span[0], 0.72), (span[1], 0.72), (span[1], 0.34), (span[0], 0.34)):
        x = near + (end - near) * share
        high, low = ceiling + (top - ceiling) * share, floor + (bottom - floor) * share
        corners.append(skia.Point(x, low + (high - low) * up))
    if near > end:
        corners = [corners[1], corners[0], corners[3], corners[2]]
    flat = skia.Rect(0, 0, 400, 300)
    matrix = skia.Matrix()
    matrix.setPolyToPoly(
        [skia.Point(-30, -30), skia.Point(430, -30), skia.Point(430, 330), skia.Point(-30, 330)], corners
    )
    sheet.canvas.save()
    sheet.canvas.concat(matrix)
    framed(sheet.canvas, flat, kind, random)
    sheet.canvas.restore()


def _bench(sheet: Sheet, x: float, y: float, wide: float) -> None:
    half, deep = wide / 2, wide * 0.16
    shadow(sheet.canvas, x, y + deep * 1.5, wide * 1.05, flat=0.12)
    for share in (-0.86, 0.86):
        sheet.canvas.drawRect(
            skia.Rect(x + half * share - deep * 0.16, y, x + half * share + deep * 0.16, y + deep * 1.5),
            paint("#2a1610"),
        )
    top = polygon(
        [
            (x - half * 0.9, y - deep * 0.5),
            (x + half * 0.9, y - deep * 0.5),
            (x + half, y + deep * 0.3),
            (x - half, y + deep * 0.3),
        ]
    )
    sheet.canvas.drawPath(
        top, paint("#5a3a2a", shader=linear((0, y - deep * 0.5), (0, y + deep * 0.3), [(0, "#a87a58"), (1, "#6a4630")]))
    )
    sheet.canvas.drawRect(skia.Rect(x - half, y + deep * 0.3, x + half, y + deep * 0.62), paint("#38200f"))
