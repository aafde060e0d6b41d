"""Where programs are written and run: a desk with a screen, code from near by, a hall of servers."""

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import ADD, Sheet, linear, paint, polygon, radial
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.interior import DESK
from videoagent_media.layers import Motion

_TOKENS: tuple[Colour, ...] = ("#7fd4ff", "#ffcf6a", "#c79bff", "#8fe39a", "#e6ecf5", "#ff9a7a")
_PAGE: Colour = "#141b2c"
_LAMPS: tuple[Colour, ...] = ("#54f0b0", "#58c8ff", "#ffb45a")


def draw(brief: Brief) -> Scene:
    """Draw one of three views: a desk by night, code that fills the picture, a hall of servers."""
    scene = Scene(brief.board, accent="#7fd4ff")
    (_desk_by_night, _code, _servers)[brief.variant % 3](scene, brief)
    return scene


def code(sheet: Sheet, page: "skia.Rect", line: float, random: np.random.Generator, *, from_row: int = 0) -> None:
    """Draw lines of a program as bars, one for every word, indented as programs are; ``line`` is their distance."""
    indent, rows = 0, int((page.height() - line) / line)
    for row in range(rows):
        y = page.top() + line * (row + 0.75)
        number = skia.Rect.MakeXYWH(page.left() + line * 0.5, y, line * 0.5, line * 0.30)
        sheet.canvas.drawRoundRect(number, line * 0.15, line * 0.15, paint("#5a6a88", 0.55))
        if (row + from_row) % 6 == 5:
            indent = 0
            continue
        x = page.left() + line * (1.9 + 1.25 * indent)
        words = int(random.integers(2, 6))
        for word in range(words):
            wide = line * (0.7 + 2.3 * float(random.random()))
            if x + wide > page.right() - line * 0.6:
                break
            tone = _TOKENS[2] if word == 0 and indent == 0 else _TOKENS[int(random.integers(len(_TOKENS)))]
            bar = skia.Rect.MakeXYWH(x, y - line * 0.06, wide, line * 0.42)
            sheet.canvas.drawRoundRect(bar, line * 0.21, line * 0.21, paint(tone, 0.92))
            x += wide + line * 0.42
        indent = (
            min(3, indent + 1) if indent == 0 or random.random() < 0.3 else max(1, indent - int(random.random() < 0.3))
        )


def _screen(sheet: Sheet, frame: "skia.Rect", line: float, random: np.random.Generator) -> None:
    """Draw a monitor that shows code in two panes."""
    sheet.canvas.drawRoundRect(frame.makeOutset(16, 16), 18, 18, paint("#0a0d14"))
    sheet.canvas.drawRect(
        frame, paint(_PAGE, shader=linear((0, frame.top()), (0, frame.bottom()), [(0, "#1b2540"), (1, _PAGE)]))
    )
    bar = skia.Rect(frame.left(), frame.top(), frame.right(), frame.top() + line * 0.9)
    sheet.canvas.drawRect(bar, paint("#26314e"))
    for number, tone in enumerate(("#ff6a5a", "#ffc04a", "#54d080")):
        sheet.canvas.drawCircle(bar.left() + line * (0.6 + 0.55 * number), bar.centerY(), line * 0.17, paint(tone))
    split = frame.left() + frame.width() * (0.70 if frame.width() > frame.height() * 1.2 else 1.0)
    sheet.canvas.save()
    sheet.canvas.clipRect(frame)
    code(sheet, skia.Rect(frame.left(), bar.bottom(), split, frame.bottom()), line, random)
    if split < frame.right():
        side = skia.Rect(split, bar.bottom(), frame.right(), frame.bottom())
        sheet.canvas.drawRect(side, paint("#101626"))
        for number in range(7):
            share = 0.25 + 0.65 * float(random.random())
            y = side.bottom() - line * (0.9 + 0.85 * number)
            row = skia.Rect.MakeXYWH(side.left() + line * 0.6, y, (side.width() - line * 1.2) * share, line * 0.4)
            sheet.canvas.drawRoundRect(
                row, line * 0.2, line * 0.2, paint(_TOKENS[3] if number == 0 else "#5f7fa8", 0.9)
            )
    sheet.canvas.restore()


def _desk_by_night(scene: Scene, brief: Brief) -> None:
    board, random = brief.board, brief.random(1)
    tall = board.portrait
    scene.add("city", 0.0, _city_lights(brief))
    scene.add("wall", 0.22, _room(brief))
    top = board.height * DESK
    desk = Sheet(board)
    wood = "#3a2c34"
    stops = [(0, "#6f7fae", 1), (0.35, wood, 1), (1, "#0e0b12", 1)]
    desk.canvas.drawRect(
        skia.Rect(0, top, board.width, board.height),
        paint(wood, shader=radial((board.width * 0.54, top + 20), board.width * 0.62, stops)),
    )
    scene.add("desk", 0.50, desk)
    wide = board.width * (0.40 if not tall and not board.square else 0.66)
    high = min(wide * 0.60, board.height * 0.42)
    middle = board.width * (0.55 if not tall else 0.5)
    foot = top + 22
    screen = skia.Rect(middle - wide / 2, foot - 110 - high, middle + wide / 2, foot - 110)
    glow = Sheet(board)
    glow.canvas.drawRect(screen.makeOutset(120, 90), paint("#3f7fd0", 0.30, blur=120, blend=ADD))
    scene.add("glow", 0.54, glow, Motion(flicker=0.10, flicker_rate=0.4))
    monitor = Sheet(board)
    neck = polygon([(middle - 46, foot - 100), (middle + 46, foot - 100), (middle + 60, foot), (middle - 60, foot)])
    monitor.canvas.drawOval(skia.Rect.MakeXYWH(middle - 190, foot - 18, 380, 44), paint("#0a0d14"))
    monitor.canvas.drawPath(neck, paint("#151a24"))
    _screen(monitor, screen, 30 if not tall else 36, random)
    scene.add("monitor", 0.60, monitor)
    front = Sheet(board)
    _keyboard(front, middle - 40, top + 96, min(560.0, wide * 0.70))
    _mug(front, middle + min(wide * 0.52, board.width * 0.34), top + 118, 96)
    if not tall:
        _plant(front, board.width * 0.235, top + 60, 250, random)
    scene.add("things", 0.70, front)


def _city_lights(brief: Brief) -> Sheet:
    """Draw the lights of a town behind glass, out of focus."""
    board, random = brief.board, brief.random(2)
    sheet = Sheet(board)
    stops = [(0, "#0c1230"), (0.6, "#2a2358"), (1, "#6a3a6a")]
    sheet.canvas.drawPaint(paint("#141a3a", shader=linear((0, 0), (0, board.height * 0.66), stops)))
    for _ in range(90):
        x, y = float(random.random()) * board.width, board.height * (0.54 - 0.30 * float(random.random()) ** 1.6)
        tone = ("#ffc87a", "#ff8f6a", "#8fc8ff", "#ffe2b0")[int(random.integers(4))]
        sheet.canvas.drawCircle(
            x, y, 9 + 17 * float(random.random()), paint(tone, 0.20 + 0.3 * float(random.random()), blend=ADD)
        )
    return sheet


def _room(brief: Brief) -> Sheet:
    """Draw the wall around a wide window."""
    board = brief.board
    sheet = Sheet(board)
    wall = "#1d2236"
    sheet.canvas.drawPaint(
        paint(
            wall,
            shader=radial(
                (board.width * 0.54, board.height * 0.5), board.width * 0.7, [(0, "#3a4674", 1), (1, "#10131f", 1)]
            ),
        )
    )
    left, right = (0.13, 0.72) if not board.portrait else (0.12, 0.88)
    frame = skia.Rect(board.width * left, board.height * 0.13, board.width * right, board.height * 0.55)
    sheet.canvas.drawRect(frame, paint("#000000", blend=skia.BlendMode.kClear))
    for share in (0.0, 0.34, 0.67, 1.0):
        x = frame.left() + frame.width() * share
        sheet.canvas.drawLine(x, frame.top(), x, frame.bottom(), paint("#0c0f1a", stroke=15))
    for y in (frame.top(), frame.bottom()):
        sheet.canvas.drawLine(frame.left(), y, frame.right(), y, paint("#0c0f1a", stroke=15))
    if not board.portrait:
        for row in range(2):
            y = board.height * (0.30 + 0.17 * row)
            plank = skia.Rect(board.width * 0.775, y, board.width * 0.95, y + 13)
            sheet.canvas.drawRect(plank, paint("#4a3a44"))
            random, x = brief.random(30 + row), plank.left() + 14
            while x < plank.right() - 60:
                wide, high = 16 + 18 * float(random.random()), 66 + 44 * float(random.random())
                spine = mix(("#7a4a5a", "#3f5a7a", "#6a7a4a", "#8a6a4a")[int(random.integers(4))], "#10131f", 0.4)
                sheet.canvas.drawRect(skia.Rect.MakeXYWH(x, y - high, wide, high), paint(spine))
                x += wide + (2 if random.random() < 0.8 else 34)
    return sheet


def _keyboard(sheet: Sheet, x: float, y: float, wide: float) -> None:
    tall = wide * 0.19
    board = polygon(
        [
            (x - wide * 0.46, y - tall / 2),
            (x + wide * 0.46, y - tall / 2),
            (x + wide / 2, y + tall / 2),
            (x - wide / 2, y + tall / 2),
        ]
    )
    sheet.canvas.drawPath(board, paint("#151a26"))
    for row in range(4):
        share = (row + 0.5) / 4
        half = wide * (0.44 + 0.035 * share)
        keys = 13 - (row == 3) * 6
        for key in range(keys):
            left = x - half + 2 * half * key / keys
            cap = skia.Rect.MakeXYWH(left + 3, y - tall / 2 + tall * (row + 0.16) / 4, 2 * half / keys - 6, tall * 0.17)
            sheet.canvas.drawRoundRect(cap, 3, 3, paint(mix("#3b465f", "#9fc4ff", 0.25 * (row == 0))))


def _mug(sheet: Sheet, x: float, foot: float, size: float) -> None:
    clay = "#b8583f"
    sheet.canvas.drawOval(
        skia.Rect.MakeXYWH(x + size * 0.22, foot - size * 0.82, size * 0.52, size * 0.56),
        paint(clay, stroke=size * 0.12),
    )
    tones = [(0, mix(clay, "#9fc4ff", 0.45)), (0.4, clay), (1, mix(clay, "#0a0810", 0.5))]
    body = skia.Rect(x - size * 0.42, foot - size, x + size * 0.42, foot)
    sheet.canvas.drawRoundRect(
        body, size * 0.12, size * 0.12, paint(clay, shader=linear((body.left(), 0), (body.right(), 0), tones))
    )
    sheet.canvas.drawOval(
        skia.Rect.MakeXYWH(x - size * 0.42, foot - size * 1.07, size * 0.84, size * 0.16), paint("#2a1812")
    )


def _plant(sheet: Sheet, x: float, foot: float, tall: float, random: np.random.Generator) -> None:
    for number in range(11):
        lean = (number / 10 - 0.5) * 2 + 0.2 * float(random.standard_normal())
        tip = x + lean * tall * 0.45, foot - tall * (1 - 0.32 * abs(lean)) * (0.8 + 0.2 * float(random.random()))
        leaf = skia.Path()
        leaf.moveTo(x - 7, foot - tall * 0.26)
        leaf.quadTo(x + lean * tall * 0.10 - 18, (foot + tip[1]) / 2, *tip)
        leaf.quadTo(x + lean * tall * 0.16 + 18, (foot + tip[1]) / 2, x + 7, foot - tall * 0.26)
        sheet.canvas.drawPath(leaf, paint(mix("#1f4a48", "#6fb08a", float(random.random()))))
    pot = polygon(
        [
            (x - tall * 0.20, foot - tall * 0.30),
            (x + tall * 0.20, foot - tall * 0.30),
            (x + tall * 0.15, foot),
            (x - tall * 0.15, foot),
        ]
    )
    sheet.canvas.drawPath(
        pot, paint("#a8664a", shader=linear((x - tall * 0.2, 0), (x + tall * 0.2, 0), [(0, "#5a3430"), (1, "#c08a78")]))
    )


def _code(scene: Scene, brief: Brief) -> None:
    """Let the lines of a program fill the picture, some nearer than others."""
    board = brief.board
    ground = Sheet(board)
    middle = board.width * 0.62, board.height * 0.36
    stops = [(0, "#24508a", 1), (0.5, "#152447", 1), (1, "#080d1e", 1)]
    ground.canvas.drawPaint(paint("#152447", shader=radial(middle, max(board.width, board.height) * 0.75, stops)))
    scene.add("ground", 0.0, ground)
    sheets = (
        ((0.11, 0.11, 0.26, 0.20), 28, 0.22, 0.6, 1.6)
        if not board.portrait
        else ((0.36, 0.10, 0.54, 0.26), 30, 0.22, 0.6, 1.6),
        ((0.41, 0.16, 0.48, 0.58), 42, 0.50, 1.0, 0.0)
        if not board.portrait
        else ((0.12, 0.20, 0.76, 0.52), 46, 0.50, 1.0, 0.0),
    )
    for number, ((left, top, wide, high), line, depth, strength, focus) in enumerate(sheets):
        page = skia.Rect.MakeXYWH(board.width * left, board.height * top, board.width * wide, board.height * high)
        sheet = Sheet(board)
        sheet.canvas.drawRoundRect(page.makeOffset(10, 22), 26, 26, paint("#000000", 0.45 * strength, blur=26))
        sheet.canvas.drawRoundRect(page, 26, 26, paint(_PAGE, 0.55 + 0.4 * strength))
        for dot, tone in enumerate(("#ff6a5a", "#ffc04a", "#54d080")):
            sheet.canvas.drawCircle(
                page.left() + line * (1.0 + 0.7 * dot), page.top() + line * 0.8, line * 0.2, paint(tone)
            )
        code(
            sheet,
            skia.Rect(page.left() + 10, page.top() + line * 1.2, page.right(), page.bottom()),
            line,
            brief.random(4 + number),
            from_row=2,
        )
        scene.add(
            f"page {number}", depth, sheet, Motion(sway=(0, 5 + 3 * number), period=7, phase=0.3 * number), focus=focus
        )
    cursor = Sheet(board)
    line = 42 if not board.portrait else 46
    left, foot = (0.41, 0.74) if not board.portrait else (0.12, 0.72)
    at = board.width * left + line * 3.2, board.height * foot - line * 1.1
    cursor.canvas.drawRect(skia.Rect.MakeXYWH(*at, line * 0.36, line * 0.62), paint("#ffffff", 0.95))
    scene.add("cursor", 0.51, cursor, Motion(flicker=0.9, flicker_rate=0.8))


def _servers(scene: Scene, brief: Brief) -> None:
    """Show an aisle between racks whose lamps blink."""
    board, random = brief.board, brief.random(6)
    end = board.width * 0.5, board.height * 0.42
    ground = Sheet(board)
    stops = [(0, "#cfe9ff", 1), (0.10, "#5fa8e8", 1), (0.38, "#173a70", 1), (1, "#060b1a", 1)]
    ground.canvas.drawPaint(paint("#0a1630", shader=radial(end, max(board.width, board.height) * 0.62, stops)))
    scene.add("aisle", 0.0, ground)
    half, racks = board.width * 0.52, 5
    for number in range(racks):
        share = ((number + 1) / racks) ** 1.7
        sheet, lamps = Sheet(board), Sheet(board)
        for side in (-1, 1):
            inner, outer = (0.13 + 0.62 * share) * half, (0.13 + 0.62 * ((number + 1.9) / racks) ** 1.7) * half
            _rack(sheet, lamps, end, side, (inner, outer), board.height * 1.30, share, random)
        scene.add(f"racks {number}", 0.12 + 0.19 * number, sheet)
        if number % 2:
            blink = Motion(flicker=0.55, flicker_rate=0.9, phase=0.21 * number)
            scene.add(f"lamps {number}", 0.121 + 0.19 * number, lamps, blink)
        else:
            scene.add(f"lamps {number}", 0.121 + 0.19 * number, lamps)
    floor = Sheet(board)
    far, near = end[1] + board.height * 0.07, board.height + 10
    way = polygon([(end[0] + half * reach, y) for reach, y in ((-0.13, far), (0.13, far), (0.80, near), (-0.80, near))])
    fade = linear((0, end[1]), (0, board.height), [(0, "#8fc8f8", 0.65), (0.5, "#2a5a98", 0.35), (1, "#0a1630", 0.0)])
    floor.canvas.drawPath(way, paint("#5fa8e8", shader=fade))
    scene.add("floor", 0.10, floor)


def _rack(
    sheet: Sheet,
    lamps: Sheet,
    end: tuple[float, float],
    side: int,
    reach: tuple[float, float],
    tall: float,
    share: float,
    random: np.random.Generator,
) -> None:
    """Draw one rack in perspective; ``reach`` are the distances of its near and far edge from the middle."""
    inner, outer = reach
    x, far = end[0] + side * outer, end[0] + side * inner
    slope = tall / 2 / (0.75 * max(1.0, sheet.board.width * 0.52))
    high = inner * slope * 1.12, outer * slope * 1.12
    face = polygon(
        [(far, end[1] - high[0]), (x, end[1] - high[1]), (x, end[1] + high[1] * 1.25), (far, end[1] + high[0] * 1.25)]
    )
    tones = [(0, mix("#3d74b8", "#0a1226", 0.25 + 0.5 * share)), (1, mix("#16284a", "#060a16", 0.35 + 0.4 * share))]
    sheet.canvas.drawPath(face, paint("#16284a", shader=linear((far, 0), (x, 0), tones)))
    sheet.canvas.drawLine(
        far, end[1] - high[0], far, end[1] + high[0] * 1.25, paint("#8fc8f8", 0.5, stroke=1.5 + 3 * share)
    )
    rows = 15
    for row in range(rows):
        at = row / rows * 2.25 - 1
        left, right = end[1] + high[0] * at, end[1] + high[1] * at
        sheet.canvas.drawLine(far, left, x, right, paint("#040814", 0.55, stroke=1 + 3 * share))
        for lamp in range(5):
            if random.random() < 0.45:
                continue
            along = 0.12 + 0.16 * lamp
            place = (
                far + (x - far) * along,
                left + (right - left) * along + (high[0] + (high[1] - high[0]) * along) * 0.075,
            )
            tone = _LAMPS[int(random.integers(2))] if random.random() < 0.9 else _LAMPS[2]
            size = 1.6 + 4.2 * share
            lamps.canvas.drawCircle(*place, size * 2.4, paint(tone, 0.30, blur=size, blend=ADD))
            lamps.canvas.drawCircle(*place, size, paint(tone, 0.95))
