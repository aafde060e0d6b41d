"""Jazz: a club by night, and a saxophone from near."""

import skia

from videoagent_agent_image.drawing.instruments import (
    double_bass,
    drums,
    ribbon_microphone,
    saxophone,
)
from videoagent_agent_image.drawing.lamps import as_light, beam, bokeh, folds, glow
from videoagent_agent_image.drawing.performers import (
    BASSIST,
    PIANIST,
    SAXOPHONIST,
    audience,
    person,
)
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon, radial
from videoagent_agent_image.sets.brief import Brief
from videoagent_media.layers import Motion


def club(scene: Scene, brief: Brief) -> None:
    """Show a quartet on a low stage, tables with little lamps before it."""
    board = brief.board
    floor = board.height * (0.60 if not board.portrait else 0.61)
    unit = min(board.height * 0.36, board.width * 0.40)
    spot = board.width * 0.5, floor - unit * 0.5
    scene.add("wall", 0.0, _bricks(brief, spot))
    curtain = Sheet(board)
    wide = board.width * (0.36 if not board.portrait else 0.56)
    folds(
        curtain,
        skia.Rect(board.width * 0.5 - wide, board.height * 0.06, board.width * 0.5 + wide, floor),
        15 if not board.portrait else 11,
        "#7a1a3a",
        "#c83a58",
        "#2a0818",
    )
    shade = radial(spot, wide * 1.15, [(0, "#14061a", 0.0), (0.5, "#14061a", 0.25), (1, "#14061a", 0.9)])
    curtain.canvas.drawRect(
        skia.Rect(board.width * 0.5 - wide - 2, 0, board.width * 0.5 + wide + 2, floor + 40),
        paint("#14061a", shader=shade),
    )
    scene.add("curtain", 0.14, curtain)
    sign = Sheet(board)
    high = board.height * (0.22 if not board.portrait else 0.15)
    _sign(sign, board.width * 0.5, high, min(150.0, board.width * 0.10))
    scene.add("sign", 0.20, sign, Motion(flicker=0.16, flicker_rate=0.9))
    stage = Sheet(board)
    stage.canvas.drawRect(
        skia.Rect(0, floor - 8, board.width, board.height),
        paint(
            "#2a1420",
            shader=radial(
                (board.width * 0.5, floor),
                board.width * 0.5 if not board.portrait else board.width * 0.8,
                [(0, "#e09a58", 1), (0.45, "#7a3c38", 1), (1, "#1a0c1c", 1)],
            ),
        ),
    )
    stage.canvas.drawRect(skia.Rect(0, floor + unit * 0.17, board.width, board.height), paint("#180a1a"))
    stage.canvas.drawRect(skia.Rect(0, floor + unit * 0.17, board.width, floor + unit * 0.185), paint("#ffb870", 0.8))
    scene.add("stage", 0.28, stage)
    _quartet(scene, brief, floor, unit)
    lights = Sheet(board)
    for share, turn, tone in ((0.30, 12.0, "#ffb45a"), (0.5, 0.0, "#ffe0a0"), (0.70, -12.0, "#7a8aff")):
        beam(lights.canvas, (board.width * share, -50), turn, floor + unit * 0.2, 10.5, tone, 0.62)
    scene.add("spotlights", 0.50, as_light(lights), Motion(flicker=0.14, flicker_rate=0.3))
    smoke = Sheet(board)
    random = brief.random(5)
    for _ in range(16):
        x, y = board.width * float(random.uniform(0.1, 0.9)), floor - unit * float(random.uniform(0.0, 1.2))
        glow(smoke.canvas, x, y, unit * 0.7, "#c8a0d8", 0.09, flat=0.34)
    scene.add("smoke", 0.52, smoke, Motion(velocity=(9, -2), sway=(12, 4), period=9))
    _tables(scene, brief, floor + unit * 0.19)


def _bricks(brief: Brief, spot: tuple[float, float]) -> Sheet:
    board, random = brief.board, brief.random(1)
    sheet = Sheet(board)
    tones = [(0, "#a84a5a", 1), (0.35, "#5a2448", 1), (1, "#120a24", 1)]
    sheet.canvas.drawPaint(paint("#3a1a38", shader=radial(spot, max(board.width, board.height) * 0.6, tones)))
    for row in range(int(board.height * 0.62 / 58) + 1):
        for column in range(int(board.width / 138) + 2):
            brick = skia.Rect.MakeXYWH((column - 0.5 * (row % 2)) * 138 + 4, row * 58 + 4, 130, 50)
            tone, strength = ("#ffb8a0", 0.06) if random.random() < 0.5 else ("#0c0614", 0.20)
            sheet.canvas.drawRoundRect(brick, 6, 6, paint(tone, strength * (0.4 + 0.9 * float(random.random()))))
    return sheet


def _sign(sheet: Sheet, x: float, y: float, size: float) -> None:
    """Draw a neon sign: two notes in a ring."""
    canvas = sheet.canvas
    for tone, wide, strength in (("#ff3f98", 0.16, 0.22), ("#ff3f98", 0.075, 0.9), ("#ffd8ec", 0.026, 1.0)):
        canvas.drawOval(
            skia.Rect(x - size * 1.5, y - size * 0.82, x + size * 1.5, y + size * 0.82),
            paint(tone, strength, stroke=size * wide),
        )
    glow(canvas, x, y, size * 2.4, "#ff3f98", 0.28, flat=0.6)
    for tone, wide, strength in (("#38d8ff", 0.16, 0.22), ("#38d8ff", 0.080, 0.95), ("#e8fbff", 0.028, 1.0)):
        pen = paint(tone, strength, stroke=size * wide)
        for at, tip in ((-0.62, 0.0), (0.34, -0.10)):
            head = skia.Rect.MakeXYWH(x + size * at - size * 0.20, y + size * (0.24 + tip), size * 0.36, size * 0.26)
            canvas.drawOval(head, pen)
            canvas.drawLine(
                x + size * (at + 0.16), y + size * (0.34 + tip), x + size * (at + 0.16), y - size * (0.42 - tip), pen
            )
        canvas.drawLine(x - size * 0.46, y - size * 0.42, x + size * 0.50, y - size * 0.52, pen)


def _quartet(scene: Scene, brief: Brief, floor: float, unit: float) -> None:
    board = brief.board
    dark = "#150a18"
    spread = min(board.width * 0.155, unit * 0.62)
    middle = board.width * 0.5
    back, front = Sheet(board), Sheet(board)
    drums(back.canvas, middle + spread * 0.72, floor + unit * 0.01, unit * 0.50, "#3a5a9a", "#8ac0ff")
    person(back.canvas, middle + spread * 0.72, floor - unit * 0.02, unit * 0.92, PIANIST, dark, "#9ab8ff", side=-1)
    drums(back.canvas, middle + spread * 0.72, floor + unit * 0.02, unit * 0.44, "#3a5a9a", "#8ac0ff")
    _upright(back, middle - spread * 1.9, floor + unit * 0.05, unit)
    person(back.canvas, middle - spread * 1.25, floor + unit * 0.07, unit * 0.98, PIANIST, dark, "#ffc890", side=-1)
    scene.add("rhythm", 0.36, back)
    person(front.canvas, middle + spread * 1.75, floor + unit * 0.08, unit, BASSIST, dark, "#ffc890", side=1)
    double_bass(
        front.canvas,
        middle + spread * 1.75 + unit * 0.19,
        floor + unit * 0.10,
        unit * 1.06,
        "#9a4a1e",
        "#ffb868",
        lean=-4,
    )
    scene.add("bass", 0.40, front, Motion(sway=(3, 0), period=2.4))
    solo = Sheet(board)
    person(solo.canvas, middle - spread * 0.25, floor + unit * 0.12, unit * 1.04, SAXOPHONIST, dark, "#fff0c8")
    saxophone(solo.canvas, middle - spread * 0.25 + unit * 0.185, floor - unit * 0.47, unit * 0.42, turn=-4)
    scene.add("saxophonist", 0.44, solo, Motion(sway=(4, 2), period=2.4, phase=0.3))


def _upright(sheet: Sheet, x: float, foot: float, unit: float) -> None:
    canvas = sheet.canvas
    body = skia.Rect(x - unit * 0.22, foot - unit * 0.62, x + unit * 0.16, foot)
    canvas.drawRect(
        body,
        paint(
            "#2a1216",
            shader=linear((body.left(), 0), (body.right(), 0), [(0, "#1a0a10"), (0.6, "#4a221c"), (1, "#8a4c30")]),
        ),
    )
    canvas.drawRect(
        skia.Rect(body.left() - 8, body.top() - unit * 0.03, body.right() + 8, body.top()), paint("#8a5034")
    )
    canvas.drawRect(
        skia.Rect(body.right(), foot - unit * 0.42, body.right() + unit * 0.13, foot - unit * 0.35), paint("#3a1a16")
    )
    canvas.drawRect(
        skia.Rect(body.right(), foot - unit * 0.435, body.right() + unit * 0.125, foot - unit * 0.42), paint("#fff0d8")
    )
    canvas.drawRect(
        skia.Rect(body.right() + unit * 0.08, foot - unit * 0.36, body.right() + unit * 0.11, foot), paint("#2a1216")
    )


def _tables(scene: Scene, brief: Brief, top: float) -> None:
    """Add guests at their tables, seen from behind."""
    board, random = brief.board, brief.random(8)
    guests = Sheet(board)
    tall = min(230.0, board.width * 0.15)
    places = (0.10, 0.27, 0.42, 0.63, 0.78, 0.93) if not board.portrait else (0.14, 0.42, 0.66, 0.90)
    foot = board.height * (0.93 if not board.portrait else 0.86)
    audience(
        guests.canvas,
        [(board.width * x, foot + 40 * float(random.random())) for x in places],
        tall,
        "#0e0614",
        "#d8785a",
        random,
        raised=0.0,
    )
    if board.portrait:
        guests.canvas.drawRect(skia.Rect(0, foot, board.width, board.height), paint("#0e0614"))
    lamps = Sheet(board)
    for x in (0.185, 0.525, 0.86) if not board.portrait else (0.28, 0.78):
        _table(lamps, board.width * x, max(top + 120, foot - tall * 0.52), min(190.0, board.width * 0.13))
    scene.add("tables", 0.60, lamps)
    scene.add("guests", 0.74, guests)


def _table(sheet: Sheet, x: float, y: float, half: float) -> None:
    canvas = sheet.canvas
    cloth = polygon(
        [(x - half, y), (x + half, y), (x + half * 0.82, y + half * 2.4), (x - half * 0.82, y + half * 2.4)]
    )
    canvas.drawPath(cloth, paint("#4a1828", shader=linear((0, y), (0, y + half * 2), [(0, "#8a2c3c"), (1, "#1a0812")])))
    canvas.drawOval(
        skia.Rect(x - half, y - half * 0.20, x + half, y + half * 0.20),
        paint("#d88a6a", shader=radial((x, y), half, [(0, "#ffe0b0", 1), (0.5, "#c86a54", 1), (1, "#6a2434", 1)])),
    )
    glow(canvas, x, y - half * 0.5, half * 1.6, "#ffb45a", 0.55)
    canvas.drawLine(x, y, x, y - half * 0.40, paint("#c8964a", stroke=half * 0.06))
    shade = polygon(
        [
            (x - half * 0.30, y - half * 0.36),
            (x + half * 0.30, y - half * 0.36),
            (x + half * 0.16, y - half * 0.76),
            (x - half * 0.16, y - half * 0.76),
        ]
    )
    canvas.drawPath(
        shade,
        paint("#ff7a4a", shader=linear((0, y - half * 0.76), (0, y - half * 0.36), [(0, "#d8442c"), (1, "#ffd08a")])),
    )
    for side in (-0.58, 0.55):
        gx = x + half * side
        bowl = polygon(
            [(gx - half * 0.13, y - half * 0.44), (gx + half * 0.13, y - half * 0.44), (gx, y - half * 0.24)]
        )
        canvas.drawPath(bowl, paint("#ffe8d0", 0.75))
        canvas.drawLine(gx, y - half * 0.26, gx, y + half * 0.02, paint("#ffe8d0", 0.75, stroke=half * 0.03))


def solo(scene: Scene, brief: Brief) -> None:
    """Show a saxophone from near beside an old microphone."""
    board = brief.board
    ground = Sheet(board)
    spot = board.width * (0.58 if not board.portrait else 0.5), board.height * 0.38
    tones = [(0, "#3f6ab0", 1), (0.35, "#24306e", 1), (0.7, "#181440", 1), (1, "#0a0718", 1)]
    ground.canvas.drawPaint(paint("#1c1c4a", shader=radial(spot, max(board.width, board.height) * 0.66, tones)))
    scene.add("dark", 0.0, ground)
    lights = Sheet(board)
    bokeh(
        lights.canvas,
        (0, board.height * 0.05, board.width, board.height * 0.72),
        34,
        (20, 84),
        ("#ff5a9a", "#ffb04a", "#5ac8ff", "#a07aff"),
        brief.random(3),
    )
    scene.add("lights", 0.10, lights, Motion(sway=(9, 4), period=7), focus=2)
    shine = Sheet(board)
    beam(shine.canvas, (board.width * 0.16, -90), 31, board.height * 1.15, 12, "#ffe0a8", 0.55)
    scene.add("beam", 0.30, as_light(shine), Motion(flicker=0.15, flicker_rate=0.35))
    tall = board.height * (0.74 if not board.portrait else 0.46)
    if board.square:
        tall = board.height * 0.70
    voice = Sheet(board)
    mic = (0.30, 0.42, 0.30) if not board.portrait else (0.22, 0.345, 0.155)
    ribbon_microphone(voice.canvas, board.width * mic[0], board.height * mic[1], board.height * mic[2])
    scene.add("microphone", 0.46, voice, focus=1.0)
    horn = Sheet(board)
    x, y = (
        (board.width * 0.64, board.height * 0.455) if not board.portrait else (board.width * 0.56, board.height * 0.42)
    )
    saxophone(horn.canvas, x, y, tall, turn=13)
    scene.add("saxophone", 0.70, horn, Motion(sway=(4, 3), period=5))
