"""A kitchen and a table: the stove, a restaurant, and dishes from near."""

import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.curves import ribbon, smooth
from videoagent_agent_image.drawing.dishes import plate
from videoagent_agent_image.drawing.lamps import bokeh, glow
from videoagent_agent_image.drawing.pantry import board_of_wood, carrot, pan, pot, tomato
from videoagent_agent_image.drawing.pizza import salad
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon, radial
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.italian import pasta_table, pizza_making, pizza_table
from videoagent_agent_image.sets.sushi import sushi_bar, sushi_board
from videoagent_agent_image.sets.sweets import cheese, chocolate, cocoa_tree
from videoagent_agent_image.sets.table import backdrop, rising
from videoagent_media.layers import Motion


def draw(brief: Brief) -> Scene:
    """Draw one of ten views: two rooms, a counter, a tree, and six tables."""
    scene = Scene(brief.board, accent="#ffcf8a")
    views = (
        _stove,
        _restaurant,
        sushi_board,
        sushi_bar,
        pizza_table,
        pasta_table,
        chocolate,
        cocoa_tree,
        cheese,
        pizza_making,
    )
    views[brief.variant % len(views)](scene, brief)
    return scene


def _stove(scene: Scene, brief: Brief) -> None:
    """Show pots on the fire, and vegetables on a board before them."""
    board, light, random = brief.board, brief.light, brief.random(1)
    tall = board.portrait
    top = board.height * 0.60
    wall = Sheet(board)
    tile = mix("#e8ddc8", "#2a3040", light.dimming * 0.7)
    stops = [(0, mix(tile, "#ffe4b0", 0.6), 1), (0.5, tile, 1), (1, mix(tile, "#3a241a", 0.6), 1)]
    wall.canvas.drawPaint(
        paint(
            tile, shader=radial((board.width * 0.5, board.height * 0.34), max(board.width, board.height) * 0.66, stops)
        )
    )
    for row in range(int(top / 84) + 1):
        for column in range(int(board.width / 84) + 1):
            box = skia.Rect.MakeXYWH(column * 84 + 3, row * 84 + 3, 78, 78)
            tone = ("#fff8e8", "#3a6a8a", "#8a6a4a")[2 if random.random() < 0.06 else int(random.random() < 0.10)]
            wall.canvas.drawRoundRect(
                box, 6, 6, paint(tone, 0.10 + 0.12 * float(random.random()) + 0.2 * (tone == "#3a6a8a"))
            )
    scene.add("tiles", 0.0, wall)
    scene.add("rail", 0.16, _rail(brief))
    hood = Sheet(board)
    x = board.width * (0.66 if not tall else 0.5)
    half = min(board.width * 0.17, 380.0) if not tall else board.width * 0.36
    _hood(hood, x, board.height * (0.30 if not tall else 0.34), half)
    scene.add("hood", 0.20, hood)
    stove = Sheet(board)
    body = skia.Rect(x - half * 1.1, top - 26, x + half * 1.1, board.height)
    stove.canvas.drawRect(
        skia.Rect(0, top, board.width, board.height),
        paint(
            "#8a5a38",
            shader=radial(
                (board.width * 0.4, top),
                board.width * 0.66,
                [(0, "#d8a068", 1), (0.5, "#8a5634", 1), (1, "#2a140c", 1)],
            ),
        ),
    )
    stove.canvas.drawRect(
        body,
        paint(
            "#2c2a32",
            shader=linear((body.left(), 0), (body.right(), 0), [(0, "#4a4852"), (0.4, "#2a2830"), (1, "#17151a")]),
        ),
    )
    stove.canvas.drawRect(skia.Rect(body.left(), top - 26, body.right(), top - 8), paint("#5a5862"))
    for number in range(5):
        stove.canvas.drawCircle(body.left() + body.width() * (number + 0.5) / 5, top + 44, 24, paint("#b8a070"))
    stove.canvas.drawRect(
        skia.Rect(body.left() + half * 0.16, top + 96, body.right() - half * 0.16, top + 118), paint("#a8a4ae")
    )
    for across in (-0.52, 0.52):
        for flame in range(9):
            fx = x + half * (across - 0.26 + 0.065 * flame)
            stove.canvas.drawPath(
                smooth(
                    [(fx - 9, top - 22), (fx - 7, top - 40), (fx, top - 62), (fx + 7, top - 40), (fx + 9, top - 22)]
                ),
                paint("#6ab8ff", 0.85),
            )
    pot(stove.canvas, x - half * 0.52, top - 46, half * 0.86, "#c8754a")
    pan(stove.canvas, x + half * 0.52, top - 46, half * 0.92)
    scene.add("stove", 0.42, stove)
    fire = Sheet(board)
    _toss(fire, x + half * 0.52, top - 46 - half * 0.16, half, brief)
    scene.add("toss", 0.46, fire, Motion(sway=(0, 12), period=1.3))
    rising(scene, brief, x - half * 0.52, top - 46 - half * 0.56, board.height * 0.24)
    front = Sheet(board)
    middle = board.width * (0.44 if tall else 0.36 if board.square else 0.30)
    low = board.height * (0.735 if not tall else 0.69)
    board_of_wood(
        front.canvas,
        middle,
        low,
        min(board.width * 0.40, 900.0) if not tall else board.width * 0.8,
        board.height * (0.13 if not tall else 0.075),
        "#c8905a",
        random,
    )
    unit = min(board.height * 0.09, board.width * 0.085)
    carrot(front.canvas, middle - unit * 3.0, low + unit * 0.36, unit * 3.0, 6)
    for dx, dy, size in ((0.7, -0.42, 0.92), (2.3, -0.30, 0.82), (1.5, 0.26, 1.0)):
        tomato(front.canvas, middle + unit * dx, low + unit * dy, unit * size * 0.72)
    for number in range(6):
        cx, cy = middle - unit * (2.7 - 0.44 * number), low - unit * 0.24
        front.canvas.drawOval(skia.Rect.MakeXYWH(cx, cy, unit * 0.62, unit * 0.42), paint("#f0802a"))
        front.canvas.drawOval(
            skia.Rect.MakeXYWH(cx + unit * 0.10, cy + unit * 0.05, unit * 0.42, unit * 0.28), paint("#ffb060")
        )
    blade = polygon(
        [
            (middle + unit * 0.1, low + unit * 0.66),
            (middle - unit * 2.2, low + unit * 0.80),
            (middle - unit * 2.35, low + unit * 0.66),
            (middle + unit * 0.1, low + unit * 0.42),
        ]
    )
    front.canvas.drawPath(
        blade,
        paint(
            "#e8eef4",
            shader=linear(
                (0, low + unit * 0.4), (0, low + unit * 0.85), [(0, "#8a96a4"), (0.5, "#ffffff"), (1, "#a8b2be")]
            ),
        ),
    )
    front.canvas.drawPath(
        ribbon(
            [(middle + unit * 0.05, low + unit * 0.54), (middle + unit * 1.3, low + unit * 0.46)],
            [unit * 0.24, unit * 0.26],
        ),
        paint("#2a1a14"),
    )
    scene.add("board", 0.66, front)


def _toss(sheet: Sheet, x: float, y: float, half: float, brief: Brief) -> None:
    """Draw vegetables tossed above the pan."""
    random = brief.random(6)
    for number in range(15):
        share = number / 14 - 0.5
        cx, cy = x + half * 0.72 * share, y - half * (0.34 - 1.1 * share * share) - half * 0.14 * float(random.random())
        size = half * 0.052 * float(random.uniform(0.8, 1.3))
        tone = ("#e8402c", "#7ab84a", "#f0a83a", "#f6e8c8")[number % 4]
        sheet.canvas.save()
        sheet.canvas.translate(cx, cy)
        sheet.canvas.rotate(360 * float(random.random()))
        sheet.canvas.drawRoundRect(
            skia.Rect(-size * 1.3, -size * 0.7, size * 1.3, size * 0.7),
            size * 0.4,
            size * 0.4,
            paint(
                tone,
                shader=linear((0, -size), (0, size), [(0, mix(tone, "#ffffff", 0.4)), (1, mix(tone, "#3a140a", 0.3))]),
            ),
        )
        sheet.canvas.restore()


def _hood(sheet: Sheet, x: float, foot: float, half: float) -> None:
    canvas = sheet.canvas
    metal = [(0, "#8a5028"), (0.3, "#f0b078"), (0.55, "#b8683a"), (1, "#5a2c14")]
    canvas.drawPath(
        polygon(
            [
                (x - half * 1.05, foot),
                (x + half * 1.05, foot),
                (x + half * 0.36, foot - half * 0.62),
                (x + half * 0.30, -10),
                (x - half * 0.30, -10),
                (x - half * 0.36, foot - half * 0.62),
            ]
        ),
        paint("#b8683a", shader=linear((x - half, 0), (x + half, 0), metal)),
    )
    canvas.drawRect(
        skia.Rect(x - half * 1.1, foot - 6, x + half * 1.1, foot + 26),
        paint("#d8945a", shader=linear((x - half, 0), (x + half, 0), metal)),
    )
    glow(canvas, x, foot + 60, half * 1.2, "#ffe0a0", 0.6, flat=0.5)


def _rail(brief: Brief) -> Sheet:
    """Draw a shelf of jars, and copper pans that hang below it."""
    board, random = brief.board, brief.random(2)
    sheet = Sheet(board)
    canvas = sheet.canvas
    left, right = (
        (board.width * 0.10, board.width * 0.45) if not board.portrait else (board.width * 0.10, board.width * 0.90)
    )
    y = board.height * (0.24 if not board.portrait else 0.185)
    x = left + 30
    while x < right - 70:
        wide, high = 62 + 22 * float(random.random()), 84 + 44 * float(random.random())
        filling = ("#c8482c", "#e0b04a", "#6a8a3a", "#8a5a34", "#f0e0c0")[int(random.integers(5))]
        jar = skia.Rect.MakeXYWH(x, y - high, wide, high)
        canvas.drawRoundRect(jar, 12, 12, paint("#e8f0f0", 0.55))
        canvas.drawRoundRect(
            skia.Rect(jar.left() + 6, jar.top() + high * 0.3, jar.right() - 6, jar.bottom() - 5),
            8,
            8,
            paint(
                filling,
                shader=linear(
                    (jar.left(), 0),
                    (jar.right(), 0),
                    [(0, mix(filling, "#ffffff", 0.35)), (1, mix(filling, "#20100a", 0.4))],
                ),
            ),
        )
        canvas.drawRoundRect(skia.Rect.MakeXYWH(x - 2, y - high - 8, wide + 4, 20), 6, 6, paint("#a8743c"))
        x += wide + 18
    canvas.drawRect(
        skia.Rect(left, y, right, y + 18),
        paint("#7a4a28", shader=linear((0, y), (0, y + 18), [(0, "#c08a54"), (1, "#4a2a16")])),
    )
    canvas.drawLine(left, y + 62, right, y + 62, paint("#3a3438", stroke=9))
    count = 5 if not board.portrait else 6
    for number in range(count):
        at, size = left + (right - left) * (number + 0.5) / count, min(64.0, (right - left) / count * 0.36)
        if number % 2:
            canvas.drawLine(at, y + 62, at, y + 62 + size * 2.6, paint("#6a6470", stroke=9))
            canvas.drawOval(
                skia.Rect(at - size * 0.42, y + 62 + size * 2.3, at + size * 0.42, y + 62 + size * 3.2),
                paint("#8a8490"),
            )
            continue
        canvas.drawLine(at, y + 62, at, y + 62 + size * 1.7, paint("#5a3a24", stroke=12))
        tones = [(0, "#ffd0a0"), (0.5, "#c8743c"), (1, "#5a2810")]
        canvas.drawCircle(
            at,
            y + 62 + size * 2.5,
            size,
            paint("#c8743c", shader=radial((at - size * 0.3, y + 62 + size * 2.2), size * 1.5, tones)),
        )
        canvas.drawCircle(at, y + 62 + size * 2.5, size * 0.80, paint("#8a4a24", 0.5, stroke=4))
    return sheet


def _restaurant(scene: Scene, brief: Brief) -> None:
    """Show a table laid for two, the lights of the room behind it."""
    board, random = brief.board, brief.random(3)
    tall = board.portrait
    backdrop(scene, brief, "#7a3a2c", (board.width * 0.6, board.height * 0.34))
    lights = Sheet(board)
    bokeh(
        lights.canvas,
        (0, board.height * 0.06, board.width, board.height * 0.52),
        40,
        (16, 60),
        ("#ffb85a", "#ffd89a", "#ff8a5a", "#fff0c8"),
        random,
    )
    scene.add("lights", 0.10, lights, Motion(sway=(5, 3), period=8), focus=3)
    lamps = Sheet(board)
    for share, down in ((0.30, 0.19), (0.56, 0.24), (0.82, 0.17)) if not tall else ((0.26, 0.20), (0.74, 0.25)):
        x, y, half = board.width * share, board.height * down, min(board.width * 0.055, 120.0)
        lamps.canvas.drawLine(x, 0, x, y - half, paint("#1c1012", stroke=6))
        glow(lamps.canvas, x, y + half * 0.4, half * 3.4, "#ffce7a", 0.62)
        lamps.canvas.drawPath(
            polygon(
                [(x - half, y), (x + half, y), (x + half * 0.34, y - half * 0.9), (x - half * 0.34, y - half * 0.9)]
            ),
            paint(
                "#1f5a54",
                shader=linear((x - half, 0), (x + half, 0), [(0, "#123a3a"), (0.4, "#3f8a80"), (1, "#0c2a2c")]),
            ),
        )
        lamps.canvas.drawOval(skia.Rect(x - half, y - half * 0.14, x + half, y + half * 0.14), paint("#fff2c8"))
    scene.add("lamps", 0.22, lamps)
    cloth = Sheet(board)
    x, y = board.width * (0.54 if not tall else 0.5), board.height * (0.70 if not tall else 0.66)
    half = board.width * (0.40 if not tall else 0.54)
    flat = 0.30
    cloth.canvas.drawRect(
        skia.Rect(x - half, y, x + half, board.height + 10),
        paint("#c8b8a4", shader=linear((0, y), (0, board.height), [(0, "#d8c8b0"), (1, "#5a3c34")])),
    )
    for number in range(9):
        fold = x - half + half * 2 * (number + 0.5) / 9
        cloth.canvas.drawPath(
            polygon(
                [
                    (fold - 16, y + half * 0.2),
                    (fold + 18, y + half * 0.2),
                    (fold + 42, board.height + 10),
                    (fold - 30, board.height + 10),
                ]
            ),
            paint("#6a4a3c", 0.28),
        )
    cloth.canvas.drawOval(
        skia.Rect(x - half, y - half * flat, x + half, y + half * flat),
        paint(
            "#f8efe0",
            shader=radial((x, y - half * 0.1), half, [(0, "#fffaf0", 1), (0.5, "#f0e0c8", 1), (1, "#a8907c", 1)]),
        ),
    )
    scene.add("table", 0.44, cloth)
    things = Sheet(board)
    size = half * 0.27
    plate(things.canvas, x - half * 0.46, y + half * 0.05, size)
    plate(things.canvas, x + half * 0.46, y + half * 0.05, size)
    for side in (-1, 1):
        px = x + side * half * 0.46
        salad(things.canvas, px, y + half * 0.04, size * 0.50, random)
        _glass(things, x + side * half * 0.15, y - half * 0.02, half * 0.36)
        for lean, across in ((-1, -0.30), (1, 0.30)):
            things.canvas.drawLine(
                px + across * half * 0.98,
                y - size * 0.12,
                px + across * half * 1.10 + lean * 4,
                y + size * 0.42,
                paint("#c8ccd4", stroke=9),
            )
    things.canvas.drawRect(
        skia.Rect(x - 12, y - half * 0.38, x + 12, y - half * 0.08),
        paint("#fff4dc", shader=linear((x - 12, 0), (x + 12, 0), [(0, "#d8c0a0"), (0.4, "#fffaf0"), (1, "#b89a7c")])),
    )
    things.canvas.drawOval(skia.Rect(x - 46, y - half * 0.11, x + 46, y - half * 0.06), paint("#c8a048"))
    scene.add("setting", 0.60, things)
    flame = Sheet(board)
    glow(flame.canvas, x, y - half * 0.43, half * 0.42, "#ffb84a", 0.8)
    flame.canvas.drawPath(
        smooth(
            [
                (x - 11, y - half * 0.395),
                (x - 9, y - half * 0.43),
                (x, y - half * 0.50),
                (x + 9, y - half * 0.43),
                (x + 11, y - half * 0.395),
            ]
        ),
        paint("#fff0b0"),
    )
    scene.add("candle", 0.62, flame, Motion(sway=(2, 1), period=1.1, flicker=0.22, flicker_rate=1.4))


def _glass(sheet: Sheet, x: float, foot: float, tall: float) -> None:
    canvas = sheet.canvas
    bowl = smooth(
        [
            (x - tall * 0.17, foot - tall),
            (x - tall * 0.20, foot - tall * 0.72),
            (x - tall * 0.09, foot - tall * 0.50),
            (x + tall * 0.09, foot - tall * 0.50),
            (x + tall * 0.20, foot - tall * 0.72),
            (x + tall * 0.17, foot - tall),
        ]
    )
    wine = smooth(
        [
            (x - tall * 0.195, foot - tall * 0.74),
            (x - tall * 0.09, foot - tall * 0.51),
            (x + tall * 0.09, foot - tall * 0.51),
            (x + tall * 0.195, foot - tall * 0.74),
        ]
    )
    canvas.drawPath(
        wine,
        paint(
            "#a01c38",
            shader=linear((x - tall * 0.2, 0), (x + tall * 0.2, 0), [(0, "#e0506a"), (0.4, "#a01c38"), (1, "#4a0818")]),
        ),
    )
    canvas.drawPath(bowl, paint("#ffffff", 0.22))
    canvas.drawPath(bowl, paint("#fff4e4", 0.8, stroke=3))
    canvas.drawLine(x, foot - tall * 0.5, x, foot - tall * 0.02, paint("#a8947c", stroke=9))
    canvas.drawLine(x - 1, foot - tall * 0.5, x - 1, foot - tall * 0.02, paint("#fffaf2", 0.9, stroke=4))
    canvas.drawOval(
        skia.Rect(x - tall * 0.15, foot - tall * 0.045, x + tall * 0.15, foot + tall * 0.025), paint("#fff4e4", 0.75)
    )
