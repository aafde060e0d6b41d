"""A laboratory of old: glassware on the bench, a light in the dark, a blackboard of formulas."""

from dataclasses import replace

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.glassware import balance, bottle, flask, microscope, round_flask, tubes
from videoagent_agent_image.drawing.light import DUSK
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import ADD, Sheet, linear, paint, polygon, radial
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.interior import DESK
from videoagent_media.layers import Motion

_LIQUIDS: tuple[Colour, ...] = ("#3f9fc4", "#d8643a", "#e0b03a", "#6fae4f", "#9a62b8")
_BOTTLES: tuple[Colour, ...] = ("#6a4a2a", "#2f5a4a", "#3a4a6a", "#7a3a30", "#50603a")
_RADIANT: Colour = "#5ff5c8"


def draw(brief: Brief) -> Scene:
    """Draw one of three views: a bench by the window, a flask that glows in the dark, a blackboard."""
    view = brief.variant % 3
    if view == 1:
        brief = replace(brief, light=DUSK)
    scene = Scene(brief.board, accent=_RADIANT if view == 1 else "#ffd27a")
    scene.add("wall", 0.0, _wall(brief, view))
    if view == 2:
        scene.add("blackboard", 0.20, _blackboard(brief))
    else:
        scene.add("window", 0.12, _window(brief, glowing=view == 1))
        scene.add("shelves", 0.26, _shelves(brief))
    scene.add("bench", 0.50, _bench(brief, view))
    (_bench_by_day, _glow_in_the_dark, _lecture)[view](scene, brief)
    return scene


def _lamp(brief: Brief, view: int) -> tuple[float, float]:
    """Return where the light in the room comes from."""
    board = brief.board
    across = (0.20, 0.52, 0.5)[view] if not board.portrait else (0.30, 0.52, 0.5)[view]
    return board.width * across, board.height * (0.34, 0.58, 0.30)[view]


def _wall(brief: Brief, view: int) -> Sheet:
    board, light = brief.board, brief.light
    sheet = Sheet(board)
    plaster = ("#b9b39a", "#232c3c", "#a89c84")[view] if not light.dark else "#2c3442"
    bright = mix(plaster, _RADIANT if view == 1 else light.key, 0.35 if view == 1 else 0.55)
    stops = [(0, bright, 1), (0.5, plaster, 1), (1, mix(plaster, "#12100e", 0.62), 1)]
    reach = max(board.width, board.height) * 0.72
    sheet.canvas.drawPaint(paint(plaster, shader=radial(_lamp(brief, view), reach, stops)))
    tiles = board.height * 0.52
    sheet.canvas.drawRect(skia.Rect(0, tiles, board.width, board.height), paint("#20180f", 0.16))
    sheet.canvas.drawRect(skia.Rect(0, tiles, board.width, tiles + 10), paint("#20180f", 0.28))
    return sheet


def _window(brief: Brief, *, glowing: bool) -> Sheet:
    """Draw a tall window at the left, and what it throws into the room."""
    board, light = brief.board, brief.light
    sheet = Sheet(board)
    left, wide = (
        (board.width * 0.11, board.width * 0.19) if not board.portrait else (board.width * 0.12, board.width * 0.40)
    )
    frame = skia.Rect(left, board.height * 0.08, left + wide, board.height * (0.56 if not board.portrait else 0.40))
    arch = skia.Path()
    arch.addRRect(skia.RRect.MakeRectXY(frame, wide * 0.30, wide * 0.30))
    sky = linear((0, frame.top()), (0, frame.bottom()), [(at, tone) for at, tone in light.sky])
    sheet.canvas.drawPath(arch, paint("#ffffff", shader=sky))
    wood = mix(light.on("#efe6d2"), "#1c2028", 0.5 if glowing else 0.1)
    for share in (0.335, 0.665):
        x = frame.left() + wide * share
        sheet.canvas.drawLine(x, frame.top(), x, frame.bottom(), paint(wood, stroke=11))
    for share in (0.30, 0.65):
        y = frame.top() + frame.height() * share
        sheet.canvas.drawLine(frame.left(), y, frame.right(), y, paint(wood, stroke=11))
    sheet.canvas.drawPath(arch, paint(wood, stroke=26))
    if not light.dark:
        for number in range(3):
            start = frame.left() + wide * (0.04 + 0.33 * number)
            fall = polygon([(start, frame.top() + 40), (start + wide * 0.26, frame.top() + 40),
                            (start + wide * 2.3, board.height), (start + wide * 1.6, board.height)])  # fmt: skip
            fade = linear(
                (0, frame.top()), (0, board.height), [(0, light.key, 0.22), (0.6, light.key, 0.09), (1, light.key, 0.0)]
            )
            sheet.canvas.drawPath(fall, paint(light.key, blur=12, blend=ADD, shader=fade))
    return sheet


def _shelves(brief: Brief) -> Sheet:
    """Draw shelves of bottles on the wall."""
    board, light, random = brief.board, brief.light, brief.random(2)
    sheet = Sheet(board)
    dimming = light.dimming * 0.8
    left, right = (
        (board.width * 0.42, board.width * 0.90) if not board.portrait else (board.width * 0.10, board.width * 0.90)
    )
    for level in (0.26, 0.43) if not board.portrait else (0.475, 0.57):
        y = board.height * level
        x = left + 30
        while x < right - 30:
            tall = 92 + 50 * float(random.random())
            glass = mix(_BOTTLES[int(random.integers(len(_BOTTLES)))], "#10141e", dimming)
            if random.random() < 0.84:
                bottle(sheet.canvas, x + tall * 0.2, y, tall, glass)
            x += tall * 0.52 + 22 * float(random.random())
        plank = mix("#7a5236", "#10141e", dimming)
        sheet.canvas.drawRect(skia.Rect(left, y, right, y + 15), paint(plank))
        sheet.canvas.drawRect(skia.Rect(left, y + 15, right, y + 27), paint("#000000", 0.28, blur=6))
    return sheet


def _bench(brief: Brief, view: int) -> Sheet:
    board, light = brief.board, brief.light
    sheet = Sheet(board)
    top = board.height * DESK
    wood = mix("#7d5233", "#10141e", light.dimming * 0.62)
    near = _lamp(brief, view)[0]
    lit = mix(wood, _RADIANT if view == 1 else light.key, 0.42)
    stops = [(0, lit, 1), (0.5, wood, 1), (1, mix(wood, "#0a0806", 0.55), 1)]
    sheet.canvas.drawRect(
        skia.Rect(0, top, board.width, board.height), paint(wood, shader=radial((near, top), board.width * 0.66, stops))
    )
    sheet.canvas.drawRect(skia.Rect(0, top, board.width, top + 8), paint(lit, 0.8))
    sheet.canvas.drawRect(skia.Rect(0, top + 96, board.width, board.height), paint("#0c0806", 0.38))
    sheet.canvas.drawRect(skia.Rect(0, top + 96, board.width, top + 112), paint("#0c0806", 0.4))
    step = board.width / (4 if not board.portrait else 2)
    for number in range(int(board.width / step) + 1):
        drawer = skia.Rect.MakeXYWH(step * (number - 0.44), top + 140, step * 0.88, 170)
        sheet.canvas.drawRoundRect(drawer, 8, 8, paint(mix(wood, "#0c0806", 0.35), stroke=6))
        sheet.canvas.drawCircle(drawer.centerX(), drawer.centerY(), 15, paint("#b08a4a"))
    return sheet


def _places(brief: Brief, wide: tuple[float, ...], tall: tuple[float, ...]) -> list[float]:
    return [brief.board.width * share for share in (tall if brief.board.portrait else wide)]


def _bench_by_day(scene: Scene, brief: Brief) -> None:
    board = brief.board
    foot = board.height * DESK + 44
    back, front = Sheet(board), Sheet(board)
    stand, rack, scales, eye = _places(brief, (0.36, 0.62, 0.80, 0.22), (0.34, 0.80, 0.66, 0.16))
    round_flask(back.canvas, stand, foot - 18, 430, "#4fb0c8")
    if not board.portrait:
        balance(back.canvas, scales, foot - 10, 300)
    microscope(front.canvas, eye, foot + 22, 330)
    tubes(front.canvas, rack, foot + 10, 200, _LIQUIDS[:5] if not board.portrait else _LIQUIDS[:3])
    if not brief.laden:
        flask(front.canvas, _places(brief, (0.49,), (0.56,))[0], foot + 34, 240, "#e0a03a")
    scene.add("apparatus", 0.58, back)
    scene.add("glass", 0.68, front)
    scene.add(
        "steam", 0.62, _steam(brief, stand, foot - 440), Motion(sway=(9, 5), period=4.6, flicker=0.25, flicker_rate=0.4)
    )


def _steam(brief: Brief, x: float, y: float) -> Sheet:
    sheet = Sheet(brief.board)
    for number in range(3):
        wisp = skia.Path()
        wisp.moveTo(x, y)
        wisp.cubicTo(x - 30 + 26 * number, y - 70, x + 46 - 20 * number, y - 120, x + 14 * (number - 1), y - 210)
        fade = linear((0, y), (0, y - 210), [(0, "#ffffff", 0.34), (1, "#ffffff", 0.0)])
        sheet.canvas.drawPath(wisp, paint("#ffffff", stroke=20, blur=9, shader=fade))
    return sheet


def _glow_in_the_dark(scene: Scene, brief: Brief) -> None:
    """Light the room from a flask: what stands before it is dark, what stands beside it catches the glow."""
    board = brief.board
    foot = board.height * DESK + 40
    middle, eye, rack, dish = _places(brief, (0.52, 0.24, 0.73, 0.63), (0.52, 0.18, 0.82, 0.70))
    back = Sheet(board)
    microscope(back.canvas, eye, foot, 330)
    tubes(back.canvas, rack, foot, 190, (_RADIANT, "#2f8f8a", "#46c9b0"))
    scene.add("apparatus", 0.58, back)
    shine = Sheet(board)
    shine.canvas.drawCircle(middle, foot - 130, 560, paint(_RADIANT, 0.13, blur=230, blend=ADD))
    scene.add("shine", 0.62, shine, Motion(flicker=0.16, flicker_rate=0.35))
    front = Sheet(board)
    flask(front.canvas, middle, foot + 26, 380, _RADIANT, glow=1.0)
    bowl = skia.Path()
    bowl.moveTo(dish - 62, foot + 20)
    bowl.quadTo(dish, foot + 74, dish + 62, foot + 20)
    bowl.close()
    front.canvas.drawOval(skia.Rect.MakeXYWH(dish - 54, foot + 2, 108, 30), paint(_RADIANT, 0.9, blur=4))
    front.canvas.drawPath(bowl, paint("#c8dadd"))
    scene.add("flask", 0.70, front)


def _blackboard(brief: Brief) -> Sheet:
    """Draw a blackboard with formulas that nobody can read: strokes, fractions, curves and a diagram."""
    board, random = brief.board, brief.random(5)
    sheet = Sheet(board)
    slate = skia.Rect(board.width * 0.10, board.height * 0.12, board.width * 0.90, board.height * 0.60)
    if board.portrait:
        slate = skia.Rect(board.width * 0.08, board.height * 0.16, board.width * 0.92, board.height * 0.60)
    sheet.canvas.drawRect(slate.makeOffset(8, 18).makeOutset(18, 18), paint("#000000", 0.4, blur=18))
    sheet.canvas.drawRect(slate.makeOutset(24, 24), paint("#7a5032"))
    tones = [(0, "#33463f", 1), (1, "#1c2824", 1)]
    sheet.canvas.drawRect(
        slate, paint("#2a3a34", shader=radial((slate.centerX(), slate.top()), slate.width() * 0.7, tones))
    )
    sheet.canvas.save()
    sheet.canvas.clipRect(slate.makeInset(30, 24))
    for _ in range(5):
        x, y = (
            slate.left() + slate.width() * float(random.random()),
            slate.top() + slate.height() * float(random.random()),
        )
        sheet.canvas.drawOval(skia.Rect.MakeXYWH(x - 240, y - 60, 480, 120), paint("#dfe8e0", 0.05, blur=40))
    _formulas(sheet, slate, random)
    sheet.canvas.restore()
    return sheet


def _formulas(sheet: Sheet, slate: "skia.Rect", random: np.random.Generator) -> None:
    chalk = "#f1f3e8"
    columns = 2 if slate.width() > slate.height() * 1.2 else 1
    rows = 3 if columns == 2 else 5
    tall = slate.height() / (rows + 0.6)
    for column in range(columns):
        for row in range(rows):
            y = slate.top() + tall * (row + 0.9)
            x = slate.left() + 56 + column * slate.width() * 0.56
            end = x + slate.width() / columns * (0.45 + 0.30 * float(random.random()))
            tone = "#f2d98a" if random.random() < 0.16 else chalk
            while x < end:
                x += _sign(sheet, x, y, tall * 0.40, tone, random)
    if columns == 2:
        x, y, size = slate.left() + slate.width() * 0.44, slate.top() + slate.height() * 0.66, slate.height() * 0.20
        for turn in (0, 60, 120):
            sheet.canvas.save()
            sheet.canvas.translate(x, y)
            sheet.canvas.rotate(turn)
            sheet.canvas.drawOval(skia.Rect(-size, -size * 0.34, size, size * 0.34), paint("#a8dcec", 0.9, stroke=12))
            sheet.canvas.restore()
        sheet.canvas.drawCircle(x, y, size * 0.10, paint("#f2a88a", 0.95))


def _sign(sheet: Sheet, x: float, y: float, size: float, chalk: Colour, random: np.random.Generator) -> float:
    """Draw one sign of a formula and return how far the next one is."""
    pen = paint(chalk, 0.92, stroke=max(10.0, size * 0.17))
    kind = int(random.integers(6))
    path = skia.Path()
    if kind == 0:  # a fraction
        sheet.canvas.drawLine(x, y, x + size * 1.1, y, pen)
        for side in (-1, 1):
            path.moveTo(x + size * 0.2, y + side * size * 0.2)
            path.quadTo(x + size * 0.5, y + side * size * 0.85, x + size * 0.85, y + side * size * 0.3)
    elif kind == 1:  # equals
        for apart in (-0.13, 0.13):
            sheet.canvas.drawLine(x, y + apart * size, x + size * 0.6, y + apart * size, pen)
        return size * 1.2
    elif kind == 2:  # a root
        path.moveTo(x, y)
        path.lineTo(x + size * 0.2, y + size * 0.4)
        path.lineTo(x + size * 0.42, y - size * 0.5)
        path.lineTo(x + size * 1.1, y - size * 0.5)
    elif kind == 3:  # an integral
        path.moveTo(x + size * 0.5, y - size * 0.6)
        path.cubicTo(x + size * 0.1, y - size * 0.7, x + size * 0.4, y + size * 0.7, x, y + size * 0.6)
        sheet.canvas.drawPath(path, pen)
        return size * 0.95
    else:  # a letter of no alphabet
        path.moveTo(x + size * 0.1, y - size * 0.25)
        path.cubicTo(
            x + size * 0.9,
            y - size * 0.6 * float(random.random()),
            x - size * 0.1,
            y + size * 0.5,
            x + size * 0.7,
            y + size * 0.3,
        )
    sheet.canvas.drawPath(path, pen)
    return size * 1.5


def _lecture(scene: Scene, brief: Brief) -> None:
    board = brief.board
    foot = board.height * DESK + 40
    front = Sheet(board)
    left, right, middle = _places(brief, (0.20, 0.80, 0.66), (0.22, 0.80, 0.55))
    microscope(front.canvas, left, foot + 10, 290)
    flask(front.canvas, right, foot + 20, 250, _LIQUIDS[0])
    if not board.portrait:
        tubes(front.canvas, middle, foot + 6, 170, _LIQUIDS[:4])
    scene.add("glass", 0.68, front)
