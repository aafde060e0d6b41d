"""A bakery: loaves before the fire of the oven, dough on a floured table."""

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import ADD, Sheet, linear, paint, polygon, radial
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.interior import DESK
from videoagent_media.layers import Motion

_CRUST: Colour = "#b8702c"


def draw(brief: Brief) -> Scene:
    """Draw one of two views: the oven and its loaves, dough that rests in a bowl."""
    scene = Scene(brief.board, accent="#ffcf8a")
    at_oven = brief.variant % 2 == 0
    scene.add("wall", 0.0, _wall(brief, at_oven=at_oven))
    scene.add("shelves", 0.18, _shelves(brief, at_oven=at_oven))
    if at_oven:
        _oven(scene, brief)
    else:
        scene.add("window", 0.16, _window(brief))
    scene.add("table", 0.50, _table(brief))
    (_loaves if at_oven else _dough)(scene, brief)
    return scene


def _hearth(brief: Brief) -> tuple[float, float, float]:
    """Return the middle and foot of the oven's mouth, and its half width."""
    board = brief.board
    if board.portrait:
        return board.width * 0.50, board.height * 0.545, 330.0
    return board.width * (0.60 if not board.square else 0.56), board.height * 0.56, 290.0


def _wall(brief: Brief, *, at_oven: bool) -> Sheet:
    board, random = brief.board, brief.random(1)
    sheet = Sheet(board)
    x, y, _ = _hearth(brief)
    middle = (x, y) if at_oven else (board.width * 0.24, board.height * 0.34)
    plaster = "#8a4a30" if at_oven else "#d8b48a"
    stops = [(0, mix(plaster, "#ffd08a", 0.55), 1), (0.45, plaster, 1), (1, mix(plaster, "#1c0e0a", 0.72), 1)]
    sheet.canvas.drawPaint(paint(plaster, shader=radial(middle, max(board.width, board.height) * 0.66, stops)))
    if at_oven:
        for row in range(int(board.height * DESK / 62) + 1):
            for column in range(int(board.width / 150) + 2):
                tone, strength = ("#ffd8a8", 0.07) if random.random() < 0.5 else ("#1c0a06", 0.13)
                brick = skia.Rect.MakeXYWH((column - 0.5 * (row % 2)) * 150 + 4, row * 62 + 4, 142, 54)
                sheet.canvas.drawRoundRect(brick, 6, 6, paint(tone, strength * (0.4 + 0.9 * float(random.random()))))
    return sheet


def loaf(sheet: Sheet, x: float, foot: float, wide: float, *, cuts: int = 3) -> None:
    """Draw an oval loaf with cuts that opened in the oven."""
    tall = wide * 0.46
    body = skia.Path()
    body.moveTo(x - wide / 2, foot - tall * 0.12)
    body.cubicTo(x - wide * 0.52, foot - tall * 0.9, x - wide * 0.22, foot - tall, x, foot - tall)
    body.cubicTo(x + wide * 0.22, foot - tall, x + wide * 0.52, foot - tall * 0.9, x + wide / 2, foot - tall * 0.12)
    body.quadTo(x, foot + tall * 0.10, x - wide / 2, foot - tall * 0.12)
    body.close()
    crust = radial(
        (x - wide * 0.1, foot - tall * 0.9), wide * 0.7, [(0, "#f2bd6a", 1), (0.5, _CRUST, 1), (1, "#4a2410", 1)]
    )
    sheet.canvas.drawOval(
        skia.Rect.MakeXYWH(x - wide * 0.52, foot - tall * 0.14, wide * 1.04, tall * 0.26),
        paint("#1c0c06", 0.45, blur=wide * 0.03),
    )
    sheet.canvas.drawPath(body, paint(_CRUST, shader=crust))
    for number in range(cuts):
        share = (number + 0.5) / cuts - 0.5
        cut = skia.Path()
        cut.moveTo(x + wide * (share * 0.78 - 0.07), foot - tall * 0.46)
        cut.quadTo(
            x + wide * (share * 0.78 - 0.03), foot - tall * 0.82, x + wide * (share * 0.78 + 0.09), foot - tall * 0.86
        )
        sheet.canvas.drawPath(cut, paint("#f8e2b4", 0.92, stroke=wide * 0.040))
        sheet.canvas.drawPath(cut, paint("#d89a4c", 0.55, stroke=wide * 0.014))


def _shelves(brief: Brief, *, at_oven: bool) -> Sheet:
    board, random = brief.board, brief.random(2)
    sheet = Sheet(board)
    levels: tuple[float, ...]
    if board.portrait:
        left, right, levels = board.width * 0.10, board.width * 0.90, (0.20, 0.29) if at_oven else (0.18, 0.27)
    elif at_oven:
        left, right, levels = board.width * 0.10, board.width * (0.38 if not board.square else 0.30), (0.28, 0.44, 0.60)
    else:
        left, right, levels = board.width * 0.46, board.width * 0.90, (0.28, 0.47)
    for level in levels:
        y, x = board.height * level, left + 70
        while x < right - 60:
            wide = 118 + 50 * float(random.random())
            if random.random() < 0.88:
                loaf(sheet, x, y + 2, wide, cuts=2 + int(random.integers(2)))
            x += wide * 1.08
        sheet.canvas.drawRect(
            skia.Rect(left, y, right, y + 17),
            paint("#6a4024", shader=linear((0, y), (0, y + 17), [(0, "#b07a48"), (1, "#4a2a16")])),
        )
        sheet.canvas.drawRect(skia.Rect(left, y + 17, right, y + 30), paint("#000000", 0.3, blur=7))
    return sheet


def _window(brief: Brief) -> Sheet:
    board, light = brief.board, brief.light
    sheet = Sheet(board)
    left, top = board.width * 0.12, board.height * (0.14 if not board.portrait else 0.33)
    frame = skia.Rect.MakeXYWH(
        left,
        top,
        board.width * (0.24 if not board.portrait else 0.42),
        board.height * (0.38 if not board.portrait else 0.22),
    )
    sky = linear((0, frame.top()), (0, frame.bottom()), [(at, tone) for at, tone in light.sky])
    sheet.canvas.drawRect(frame, paint("#ffffff", shader=sky))
    hill = polygon(
        [
            (frame.left(), frame.bottom()),
            (frame.left(), frame.bottom() - 90),
            (frame.centerX(), frame.bottom() - 60),
            (frame.right(), frame.bottom() - 130),
            (frame.right(), frame.bottom()),
        ]
    )
    sheet.canvas.drawPath(hill, paint(light.on("#6f8f5a", 0.35)))
    for x, tall in ((0.30, 74), (0.42, 60), (0.50, 150), (0.62, 66)):
        house = skia.Rect.MakeXYWH(
            frame.left() + frame.width() * x, frame.bottom() - 40 - tall, frame.width() * 0.10, tall + 40
        )
        sheet.canvas.drawRect(house, paint(light.on("#e8d8c0", 0.2)))
        roof = polygon(
            [(house.left() - 5, house.top()), (house.centerX(), house.top() - 44), (house.right() + 5, house.top())]
        )
        sheet.canvas.drawPath(roof, paint(light.on("#a85a40", 0.2)))
    wood = "#7a4c2c"
    sheet.canvas.drawLine(frame.centerX(), frame.top(), frame.centerX(), frame.bottom(), paint(wood, stroke=13))
    sheet.canvas.drawLine(frame.left(), frame.centerY(), frame.right(), frame.centerY(), paint(wood, stroke=13))
    sheet.canvas.drawRect(frame, paint(wood, stroke=26))
    sheet.canvas.drawRect(
        skia.Rect(frame.left() - 34, frame.bottom() + 10, frame.right() + 34, frame.bottom() + 36),
        paint(mix(wood, "#ffe0b0", 0.35)),
    )
    return sheet


def _oven(scene: Scene, brief: Brief) -> None:
    """Add a vaulted oven of brick, its mouth full of embers, and the light that it throws."""
    board, random = brief.board, brief.random(3)
    x, foot, half = _hearth(brief)
    stone = Sheet(board)
    blocks = 13
    for number in range(blocks):
        turn = np.pi * (number + 0.5) / blocks
        stone.canvas.save()
        stone.canvas.translate(
            x - float(np.cos(turn)) * half * 1.16, foot - half * 0.30 - float(np.sin(turn)) * half * 1.16
        )
        stone.canvas.rotate(float(np.degrees(turn)) - 90)
        tone = mix("#a8643e", "#5a2c1c", 0.5 * float(random.random()))
        stone.canvas.drawRoundRect(skia.Rect(-half * 0.13, -half * 0.16, half * 0.13, half * 0.16), 8, 8, paint(tone))
        stone.canvas.restore()
    mouth = skia.Path()
    mouth.moveTo(x - half, foot)
    mouth.lineTo(x - half, foot - half * 0.30)
    mouth.arcTo(skia.Rect(x - half, foot - half * 1.30, x + half, foot + half * 0.70), 180, 180, False)
    mouth.lineTo(x + half, foot)
    mouth.close()
    glow = radial(
        (x, foot - half * 0.05),
        half * 1.25,
        [(0, "#fff0b0", 1), (0.28, "#ffb03a", 1), (0.62, "#b8401a", 1), (1, "#2a0c08", 1)],
    )
    stone.canvas.drawPath(mouth, paint("#b8401a", shader=glow))
    stone.canvas.save()
    stone.canvas.clipPath(mouth, skia.ClipOp.kIntersect, True)
    for number in range(3):
        loaf(stone, x + half * (-0.52 + 0.52 * number), foot - half * 0.10, half * 0.46, cuts=2)
    stone.canvas.restore()
    stone.canvas.drawRoundRect(
        skia.Rect(x - half * 1.36, foot, x + half * 1.36, foot + 34),
        6,
        6,
        paint("#8a7a68", shader=linear((0, foot), (0, foot + 34), [(0, "#e8b878"), (1, "#4a342a")])),
    )
    scene.add("oven", 0.30, stone)
    fire = Sheet(board)
    for number in range(9):
        fx = x + half * (-0.72 + 0.18 * number)
        tall = half * (0.20 + 0.22 * float(random.random()))
        flame = skia.Path()
        flame.moveTo(fx - half * 0.09, foot - half * 0.32)
        flame.quadTo(fx - half * 0.10, foot - half * 0.36 - tall * 0.5, fx, foot - half * 0.36 - tall)
        flame.quadTo(fx + half * 0.10, foot - half * 0.36 - tall * 0.5, fx + half * 0.09, foot - half * 0.32)
        fire.canvas.drawPath(flame, paint("#ffd86a", 0.55, blur=4, blend=ADD))
    scene.add("fire", 0.31, fire, Motion(sway=(3, 2), period=1.3, flicker=0.35, flicker_rate=1.6))
    shine = Sheet(board)
    shine.canvas.drawCircle(x, foot - half * 0.2, half * 2.1, paint("#ff9a3a", 0.20, blur=half * 0.7, blend=ADD))
    scene.add("firelight", 0.62, shine, Motion(flicker=0.22, flicker_rate=1.1))


def _table(brief: Brief) -> Sheet:
    board, random = brief.board, brief.random(4)
    sheet = Sheet(board)
    top = board.height * DESK
    wood = "#9a6438"
    stops = [(0, "#e0a868", 1), (0.5, wood, 1), (1, "#2c160c", 1)]
    sheet.canvas.drawRect(
        skia.Rect(0, top, board.width, board.height),
        paint(wood, shader=radial((board.width * 0.5, top), board.width * 0.68, stops)),
    )
    for _ in range(20):
        y = top + 8 + (board.height - top) * float(random.random())
        sheet.canvas.drawLine(
            0, y, board.width, y + 9 * float(random.standard_normal()), paint("#2c160c", 0.13, stroke=3)
        )
    for _ in range(7):
        x, y = board.width * float(random.uniform(0.15, 0.85)), top + 30 + 120 * float(random.random())
        sheet.canvas.drawOval(skia.Rect.MakeXYWH(x - 190, y - 26, 380, 52), paint("#fff6e4", 0.20, blur=18))
    for _ in range(160):
        x, y = board.width * float(random.uniform(0.1, 0.9)), top + 14 + 190 * float(random.random())
        sheet.canvas.drawCircle(x, y, 1.4 + 2.4 * float(random.random()), paint("#fff6e4", 0.6))
    return sheet


def _loaves(scene: Scene, brief: Brief) -> None:
    if brief.laden:
        return
    board = brief.board
    sheet = Sheet(board)
    top = board.height * DESK
    places = ((0.47, 66.0, 330.0), (0.64, 104.0, 380.0), (0.83, 84.0, 350.0))
    for x, down, wide in places if not board.portrait else ((0.24, 70.0, 360.0), (0.66, 120.0, 460.0)):
        loaf(sheet, board.width * x, top + down, wide)
    scene.add("loaves", 0.66, sheet)


def _dough(scene: Scene, brief: Brief) -> None:
    """Add a bowl of dough under its cloth, a rolling pin and a heap of flour."""
    board = brief.board
    sheet = Sheet(board)
    top = board.height * DESK
    x, foot, half = board.width * 0.36, top + 96, 250.0
    sheet.canvas.drawOval(
        skia.Rect.MakeXYWH(x - half * 0.9, foot - 26, half * 1.8, 60), paint("#1c0c06", 0.45, blur=12)
    )
    dough = skia.Path()
    dough.moveTo(x - half * 0.94, foot - half * 0.72)
    dough.cubicTo(
        x - half * 0.9, foot - half * 1.42, x + half * 0.9, foot - half * 1.42, x + half * 0.94, foot - half * 0.72
    )
    dough.close()
    pale = radial(
        (x - half * 0.2, foot - half * 1.2), half * 1.3, [(0, "#fff8e4", 1), (0.6, "#efd8ac", 1), (1, "#c09a68", 1)]
    )
    sheet.canvas.drawPath(dough, paint("#efd8ac", shader=pale))
    bowl = skia.Path()
    bowl.moveTo(x - half, foot - half * 0.74)
    bowl.cubicTo(x - half * 0.95, foot - half * 0.1, x - half * 0.5, foot, x, foot)
    bowl.cubicTo(x + half * 0.5, foot, x + half * 0.95, foot - half * 0.1, x + half, foot - half * 0.74)
    bowl.close()
    clay = linear((x - half, 0), (x + half, 0), [(0, "#4f6f86"), (0.35, "#a8c4d2"), (0.6, "#6f90a6"), (1, "#2c4254")])
    sheet.canvas.drawPath(bowl, paint("#6f90a6", shader=clay))
    sheet.canvas.drawRoundRect(
        skia.Rect(x - half * 1.04, foot - half * 0.80, x + half * 1.04, foot - half * 0.68), 14, 14, paint("#c4d8e2")
    )
    if not brief.laden:
        _pin(
            sheet, board.width * (0.64 if not board.portrait else 0.66), top + (84 if not board.portrait else 190), 430
        )
    scene.add("dough", 0.66, sheet)


def _pin(sheet: Sheet, x: float, y: float, wide: float) -> None:
    canvas = sheet.canvas
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(-9)
    canvas.drawOval(skia.Rect.MakeXYWH(-wide * 0.5, wide * 0.03, wide, wide * 0.09), paint("#1c0c06", 0.4, blur=9))
    for half, thick, tone in ((0.5, 0.030, "#8a5428"), (0.36, 0.066, "#d8a464")):
        rod = skia.Rect(-wide * half, -wide * thick, wide * half, wide * thick)
        shade = linear(
            (0, rod.top()),
            (0, rod.bottom()),
            [(0, mix(tone, "#fff0d0", 0.5)), (0.5, tone), (1, mix(tone, "#2c160c", 0.5))],
        )
        canvas.drawRoundRect(rod, wide * thick, wide * thick, paint(tone, shader=shade))
    canvas.restore()
