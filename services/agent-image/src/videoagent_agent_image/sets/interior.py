"""Rooms: a study by the window, a library, a workshop's bench."""

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.plants import broadleaf
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import ADD, Sheet, linear, paint, polygon, radial
from videoagent_agent_image.drawing.sky import sky
from videoagent_agent_image.sets.brief import Brief
from videoagent_media.layers import Motion

DESK = 0.675
"""Height of the desk's far edge, share of the canvas: what lies on it stays above the captions."""
_SPINES = ("#8a2f2a", "#2f5a6a", "#c08a3a", "#3f5a3a", "#5a3a5a", "#b8a888", "#7a4a2a", "#2a3a5a", "#a85a3a")


def draw(brief: Brief) -> Scene:
    """Draw one of two rooms: a study with a window, a library."""
    scene = Scene(brief.board, accent="#ffd27a")
    if brief.variant % 2 == 0:
        _study(scene, brief)
    else:
        _library(scene, brief)
    return scene


def _study(scene: Scene, brief: Brief) -> None:
    board, light, random = brief.board, brief.light, brief.random(1)
    view = Sheet(board)
    view.pixels[...] = sky(
        board, light, brief.seed, horizon=board.height * 0.58, sun_at=(board.width * 0.62, board.height * 0.34)
    )
    scene.add("outside", 0.0, view)
    trees = Sheet(board)
    for x in np.linspace(0.2, 0.9, 9):
        broadleaf(
            trees.canvas,
            board.width * float(x),
            board.height * 0.58,
            board.height * (0.16 + 0.12 * float(random.random())),
            light.on("#3f5f3c", 0.45),
            light.on("#93a860", 0.4),
            random,
        )
    trees.canvas.drawRect(
        skia.Rect(0, board.height * 0.56, board.width, board.height * 0.66), paint(light.on("#55733f", 0.4))
    )
    scene.add("trees", 0.1, trees, focus=4)
    wide = board.width * (0.40 if not board.portrait else 0.62)
    frame = skia.Rect(
        board.width * 0.5 - wide * 0.36, board.height * 0.14, board.width * 0.5 + wide * 0.64, board.height * 0.57
    )
    if board.portrait:
        frame = skia.Rect(board.width * 0.2, board.height * 0.16, board.width * 0.86, board.height * 0.55)
    scene.add("wall", 0.35, _wall(brief, frame))
    scene.add("sunlight", 0.4, _sunlight(brief, frame))
    desk = board.height * DESK
    if not board.portrait:
        scene.add("shelf", 0.42, _small_shelf(brief))
    scene.add("desk", 0.6, _desk(brief, desk))
    if light.dark:
        glow = Sheet(board)
        glow.canvas.drawCircle(board.width * 0.30, desk - 190, 330, paint("#ffb860", 0.55, blur=120, blend=ADD))
        scene.add("lamplight", 0.62, glow, Motion(flicker=0.06, flicker_rate=1.2))


def _wall(brief: Brief, frame: "skia.Rect") -> Sheet:
    board, light = brief.board, brief.light
    sheet = Sheet(board)
    paper = light.on("#8a9a90", 0.0) if not light.dark else "#2c3440"
    wall = mix(paper, "#20242c", 0.25)
    centre = (frame.centerX(), frame.centerY())
    stops = [(0, mix(wall, light.key, 0.35), 1), (0.5, wall, 1), (1, mix(wall, "#0c1016", 0.62), 1)]
    sheet.canvas.drawPaint(paint(wall, shader=radial(centre, max(board.width, board.height) * 0.7, stops)))
    floor = board.height * 0.86
    sheet.canvas.drawRect(skia.Rect(0, floor, board.width, board.height), paint("#3a2a22"))
    sheet.canvas.drawRect(skia.Rect(0, floor - 26, board.width, floor), paint(mix(wall, "#e8e0d0", 0.3)))
    sheet.canvas.drawRect(frame, paint("#000000", blend=skia.BlendMode.kClear))
    wood = mix(light.on("#efe6d6"), "#20242c", 0.12)
    for inset, width in ((-16, 34),):
        sheet.canvas.drawRect(frame.makeInset(inset, inset), paint(wood, stroke=width))
    for share in (0.333, 0.667):
        x = frame.left() + frame.width() * share
        sheet.canvas.drawRect(skia.Rect(x - 7, frame.top(), x + 7, frame.bottom()), paint(wood))
    y = frame.top() + frame.height() * 0.42
    sheet.canvas.drawRect(skia.Rect(frame.left(), y - 7, frame.right(), y + 7), paint(wood))
    sill = skia.Rect(frame.left() - 60, frame.bottom() + 14, frame.right() + 60, frame.bottom() + 46)
    sheet.canvas.drawRect(
        sill,
        paint(
            wood,
            shader=linear(
                (0, sill.top()), (0, sill.bottom()), [(0, mix(wood, light.lit, 0.6)), (1, mix(wood, "#20242c", 0.5))]
            ),
        ),
    )
    for side in (0, 1):
        _curtain(sheet, brief, frame, side)
    return sheet


def _curtain(sheet: Sheet, brief: Brief, frame: "skia.Rect", side: int) -> None:
    cloth = brief.light.on("#b8683f", 0.0)
    wide, top, bottom = frame.width() * 0.22, frame.top() - 60, frame.bottom() + 130
    start = frame.left() - wide * 0.75 if side == 0 else frame.right() - wide * 0.25
    folds = 5
    for fold in range(folds):
        left = start + wide * fold / folds
        right = start + wide * (fold + 1) / folds + 2
        bend = wide * 0.05 * (1 if fold % 2 else -1)
        path = skia.Path()
        path.moveTo(left, top)
        path.lineTo(right, top)
        path.quadTo(right + bend, (top + bottom) / 2, right + bend * 0.5, bottom)
        path.lineTo(left + bend * 0.5, bottom)
        path.quadTo(left + bend, (top + bottom) / 2, left, top)
        path.close()
        tones = [
            (0, mix(cloth, "#1a0e0a", 0.45)),
            (0.5, mix(cloth, brief.light.key, 0.25)),
            (1, mix(cloth, "#1a0e0a", 0.4)),
        ]
        sheet.canvas.drawPath(path, paint(cloth, shader=linear((left, 0), (right, 0), tones)))
    sheet.canvas.drawRect(
        skia.Rect(frame.left() - frame.width() * 0.2, top - 16, frame.right() + frame.width() * 0.2, top),
        paint("#3a2418"),
    )


def _sunlight(brief: Brief, frame: "skia.Rect") -> Sheet:
    """Draw the light that falls through the panes into the room."""
    board, light = brief.board, brief.light
    sheet = Sheet(board)
    if light.dark:
        return sheet
    fall = (-board.width * 0.16, board.height * 0.42)
    for column in range(3):
        left = frame.left() + frame.width() * (column / 3 + 0.02)
        right = frame.left() + frame.width() * ((column + 1) / 3 - 0.02)
        beam = polygon(
            [
                (left, frame.top()),
                (right, frame.top()),
                (right + fall[0], frame.bottom() + fall[1]),
                (left + fall[0], frame.bottom() + fall[1]),
            ]
        )
        stops = [(0, light.key, 0.20), (0.5, light.key, 0.13), (1, light.key, 0.0)]
        sheet.canvas.drawPath(
            beam,
            paint(light.key, blur=10, blend=ADD, shader=linear((0, frame.top()), (0, frame.bottom() + fall[1]), stops)),
        )
    return sheet


def _small_shelf(brief: Brief) -> Sheet:
    board, light, random = brief.board, brief.light, brief.random(6)
    sheet = Sheet(board)
    for y in (0.30, 0.48):
        left, right, level = board.width * 0.10, board.width * 0.27, board.height * y
        _books(sheet, left + 8, right - 70, level, 96, light.dimming * 0.6, random)
        sheet.canvas.drawRect(
            skia.Rect(left, level, right, level + 14), paint(mix("#7a5236", "#14101a", light.dimming * 0.6))
        )
        sheet.canvas.drawRect(skia.Rect(left, level + 14, right, level + 24), paint("#000000", 0.25, blur=5))
    return sheet


def _books(
    sheet: Sheet, left: float, right: float, level: float, height: float, dimming: float, random: np.random.Generator
) -> None:
    x = left
    while x < right:
        wide, tall = 12 + 16 * float(random.random()), height * (0.66 + 0.34 * float(random.random()))
        spine = mix(_SPINES[int(random.integers(len(_SPINES)))], "#14101a", dimming)
        rect = skia.Rect.MakeXYWH(x, level - tall, wide, tall)
        tones = [(0, mix(spine, "#ffffff", 0.16)), (0.4, spine), (1, mix(spine, "#08060c", 0.45))]
        sheet.canvas.drawRect(rect, paint(spine, shader=linear((x, 0), (x + wide, 0), tones)))
        for share in (0.14, 0.8):
            sheet.canvas.drawRect(
                skia.Rect.MakeXYWH(x, level - tall * share, wide, 2.5), paint(mix("#e8c878", "#14101a", dimming), 0.8)
            )
        x += wide + (1.5 if random.random() < 0.9 else 18)


def _desk(brief: Brief, top: float) -> Sheet:
    board, light, random = brief.board, brief.light, brief.random(8)
    sheet = Sheet(board)
    dimming = light.dimming * 0.5
    wood = mix("#8a5a38", "#14101a", dimming)
    sheet.canvas.drawRect(
        skia.Rect(0, top, board.width, board.height),
        paint(
            wood,
            shader=linear(
                (0, top),
                (0, board.height),
                [(0, mix(wood, light.key, 0.35)), (0.12, wood), (1, mix(wood, "#0c0808", 0.62))],
            ),
        ),
    )
    for _ in range(26):
        y = top + 8 + (board.height - top) * float(random.random())
        sheet.canvas.drawLine(
            0,
            y,
            board.width,
            y + 10 * float(random.normal()),
            paint("#2a1608", 0.12, stroke=1 + 3 * float(random.random())),
        )
    _lamp(sheet, board.width * 0.30, top + 16, light.dark)
    _books(sheet, board.width * 0.76, board.width * 0.86, top + 14, 118, dimming, random)
    if not brief.laden:
        _open_book(sheet, board.width * 0.54, top + 36, mix("#f6ecd6", "#2a2430", dimming))
        cup = board.width * (0.42 if not board.portrait else 0.22), top + 50
        _cup(sheet, *cup, mix("#d8e0e4", "#1a1c26", dimming))
    return sheet


def _lamp(sheet: Sheet, x: float, foot: float, on: bool) -> None:
    brass = "#b8893f"
    sheet.canvas.drawOval(skia.Rect.MakeXYWH(x - 70, foot - 16, 140, 34), paint("#3a2a16"))
    sheet.canvas.drawRect(
        skia.Rect(x - 6, foot - 190, x + 6, foot),
        paint(brass, shader=linear((x - 6, 0), (x + 6, 0), [(0, "#5a3f16"), (0.5, "#f0cf8a"), (1, "#6a4a1c")])),
    )
    shade = polygon([(x - 64, foot - 280), (x + 64, foot - 280), (x + 112, foot - 170), (x - 112, foot - 170)])
    cloth: Colour = "#f4d08a" if on else "#8fa88f"
    sheet.canvas.drawPath(
        shade,
        paint(
            cloth,
            shader=linear(
                (0, foot - 280),
                (0, foot - 170),
                [(0, mix(cloth, "#3a2410", 0.35)), (1, mix(cloth, "#fff8e0", 0.5 if on else 0.1))],
            ),
        ),
    )


def _open_book(sheet: Sheet, x: float, y: float, page: Colour) -> None:
    for side in (-1, 1):
        leaf = skia.Path()
        leaf.moveTo(x, y - 10)
        leaf.cubicTo(x + side * 60, y - 40, x + side * 150, y - 34, x + side * 210, y - 6)
        leaf.lineTo(x + side * 250, y + 62)
        leaf.cubicTo(x + side * 170, y + 36, x + side * 70, y + 34, x, y + 64)
        leaf.close()
        sheet.canvas.drawPath(
            leaf,
            paint(
                page,
                shader=linear(
                    (x, 0),
                    (x + side * 230, 0),
                    [(0, mix(page, "#5a4630", 0.5)), (0.18, page), (1, mix(page, "#8a7450", 0.2))],
                ),
            ),
        )
        for row in range(6):
            a, b = y - 8 + row * 10, y - 20 + row * 11
            sheet.canvas.drawLine(x + side * 40, a + 4, x + side * 190, b + 18, paint("#3a2c20", 0.28, stroke=2))


def _cup(sheet: Sheet, x: float, y: float, china: Colour) -> None:
    sheet.canvas.drawOval(skia.Rect.MakeXYWH(x - 74, y - 12, 148, 36), paint(mix(china, "#20242c", 0.25)))
    cup = skia.Path()
    cup.moveTo(x - 46, y - 64)
    cup.lineTo(x + 46, y - 64)
    cup.cubicTo(x + 44, y - 10, x + 26, y + 6, x, y + 6)
    cup.cubicTo(x - 26, y + 6, x - 44, y - 10, x - 46, y - 64)
    cup.close()
    sheet.canvas.drawOval(skia.Rect.MakeXYWH(x + 30, y - 52, 42, 38), paint(china, stroke=9))
    sheet.canvas.drawPath(
        cup,
        paint(
            china,
            shader=linear(
                (x - 46, 0),
                (x + 46, 0),
                [(0, mix(china, "#20242c", 0.45)), (0.6, china), (1, mix(china, "#ffffff", 0.3))],
            ),
        ),
    )
    sheet.canvas.drawOval(skia.Rect.MakeXYWH(x - 46, y - 72, 92, 18), paint("#3a2214"))


def _library(scene: Scene, brief: Brief) -> None:
    """Add three depths of shelves around an aisle with a lit end."""
    board, light = brief.board, brief.light
    middle = board.width * (0.46 + 0.08 * float(brief.random(2).random()))
    back = Sheet(board)
    glow = mix(light.key, "#ffe0a8", 0.5)
    stops = [(0, mix(glow, "#ffffff", 0.3), 1), (0.22, glow, 1), (0.6, "#7a4a2a", 1), (1, "#1c120e", 1)]
    back.canvas.drawPaint(
        paint(glow, shader=radial((middle, board.height * 0.42), max(board.width, board.height) * 0.6, stops))
    )
    scene.add("far wall", 0.0, back)
    for number in range(4):
        share = number / 3
        sheet = Sheet(board)
        reach = board.width * (0.10 + 0.36 * share**1.3) * (1.25 if board.portrait else 1)
        for side in (-1, 1):
            _bookcase(sheet, brief, middle + side * reach, side, share, number)
        floor = board.height * (0.70 + 0.12 * share)
        tone = mix("#c08a52", "#1c120e", 0.25 + 0.4 * share)
        sheet.canvas.drawRect(
            skia.Rect(0, floor, board.width, board.height),
            paint(
                tone,
                shader=linear(
                    (0, floor), (0, board.height), [(0, mix(tone, glow, 0.4)), (1, mix(tone, "#0c0806", 0.6))]
                ),
            ),
        )
        scene.add(f"shelves {number}", 0.12 + 0.26 * number, sheet, focus=2.5 if number == 3 else 0)
    lamps = Sheet(board)
    for number in range(3):
        x, y = middle, board.height * (0.14 + 0.055 * number)
        size = 26 - 6 * number
        lamps.canvas.drawLine(x, 0, x, y, paint("#1c120e", stroke=3))
        lamps.canvas.drawCircle(x, y + size, size, paint("#fff0c8"))
        lamps.canvas.drawCircle(x, y + size, size * 4, paint("#ffc870", 0.5, blur=size * 2, blend=ADD))
    scene.add("lamps", 0.5, lamps, Motion(flicker=0.05, flicker_rate=0.8))


def _bookcase(sheet: Sheet, brief: Brief, inner: float, side: int, share: float, number: int) -> None:
    board, random = brief.board, brief.random(20 + number * 2 + (side > 0))
    dark = 0.12 + 0.34 * share
    case = mix("#6a4226", "#120a08", dark)
    floor = board.height * (0.70 + 0.12 * share)
    outer = -20.0 if side < 0 else board.width + 20
    left, right = min(inner, outer), max(inner, outer)
    sheet.canvas.drawRect(skia.Rect(left, -10, right, floor), paint(mix(case, "#08050a", 0.5)))
    height = board.height * (0.085 + 0.055 * share)
    level = floor - 20
    while level > -height:
        _books(sheet, left + 12, right - 12, level, height * 0.86, dark * 0.9, random)
        sheet.canvas.drawRect(skia.Rect(left, level, right, level + 9 + 7 * share), paint(case))
        level -= height + 10
    edge = skia.Rect(inner - 8 - 10 * share, -10, inner + 8 + 10 * share, floor)
    sheet.canvas.drawRect(
        edge,
        paint(
            case,
            shader=linear(
                (edge.left(), 0),
                (edge.right(), 0),
                [
                    (0, mix(case, "#ffcf8a", 0.35 if side > 0 else 0.0)),
                    (1, mix(case, "#ffcf8a", 0.35 if side < 0 else 0.0)),
                ],
            ),
        ),
    )
