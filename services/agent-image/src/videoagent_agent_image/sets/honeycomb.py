"""Inside the hive: cells of wax, some filled with honey, bees at work."""

import math

import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon, radial
from videoagent_agent_image.icons.sprites import place, relit, sprite
from videoagent_agent_image.sets.brief import Brief, Framing
from videoagent_media.layers import Motion


def draw(brief: Brief) -> Scene:
    """Draw the comb lit from one side; the framing sets the size of the cells."""
    board, random = brief.board, brief.random(1)
    scene = Scene(board, accent="#ffd27a")
    unit = min(board.width, board.height)
    radius = unit * {Framing.WIDE: 0.062, Framing.MEDIUM: 0.085, Framing.CLOSE: 0.115}[brief.framing]
    spot = board.width * (0.40 + 0.25 * float(random.random())), board.height * 0.40
    sheet = Sheet(board)
    glow = [(0, "#f7b733", 1), (0.35, "#d9860f", 1), (0.75, "#8a4307", 1), (1, "#3a1802", 1)]
    sheet.canvas.drawPaint(paint("#7a3b06", shader=radial(spot, max(board.width, board.height) * 0.68, glow)))
    row, y = 0, -radius
    across = radius * math.sqrt(3)
    while y < board.height + radius * 2:
        x = -across + (across / 2 if row % 2 else 0)
        while x < board.width + across:
            away = math.hypot(x - spot[0], (y - spot[1]) * 1.2) / (unit * 0.95)
            _cell(sheet, x, y, radius, max(0.22, 1.05 - away * 0.75), full=random.random() < 0.66 - 0.14 * away)
            x += across
        y += radius * 1.5
        row += 1
    scene.add("comb", 0.1, sheet)
    _bees(scene, brief)
    discs = Sheet(board)
    for _ in range(12):
        x, y = float(random.random()) * board.width, float(random.random()) * board.height
        discs.canvas.drawCircle(
            x, y, 30 + 70 * float(random.random()), paint("#ffc65a", 0.05 + 0.07 * float(random.random()))
        )
    scene.add("discs", 1.1, discs, Motion(sway=(14, 6), period=9), focus=5)
    return scene


def _hexagon(x: float, y: float, radius: float) -> "skia.Path":
    corners = [
        (x + radius * math.cos(math.radians(60 * k - 90)), y + radius * math.sin(math.radians(60 * k - 90)))
        for k in range(6)
    ]
    return polygon(corners)


def _cell(sheet: Sheet, x: float, y: float, radius: float, light: float, *, full: bool) -> None:
    canvas = sheet.canvas
    wax = mix("#3a1c04", "#f2b64a", light)
    outer, inner = _hexagon(x, y, radius * 0.965), _hexagon(x, y, radius * 0.82)
    canvas.drawPath(
        outer,
        paint(
            wax,
            shader=linear(
                (x - radius, y - radius),
                (x + radius, y + radius),
                [(0, mix(wax, "#fff0c0", 0.35 * light)), (1, mix(wax, "#2a1002", 0.35))],
            ),
        ),
    )
    if full:
        body = mix("#4a2204", "#f0a51c", light)
        stops = [(0, mix(body, "#fff2b8", 0.55 * light), 1), (0.45, body, 1), (1, mix(body, "#5a2402", 0.6), 1)]
        canvas.drawPath(inner, paint(body, shader=radial((x - radius * 0.2, y - radius * 0.28), radius * 1.15, stops)))
        shine = skia.Rect.MakeXYWH(x - radius * 0.45, y - radius * 0.52, radius * 0.55, radius * 0.22)
        canvas.drawOval(shine, paint("#fffbe6", 0.45 * light, blur=radius * 0.05))
    else:
        hollow = mix("#120600", "#5a2c06", light * 0.8)
        canvas.drawPath(
            inner,
            paint(
                hollow,
                shader=linear(
                    (x, y - radius),
                    (x, y + radius),
                    [(0, "#0c0400"), (0.6, hollow), (1, mix(hollow, "#c87a1c", 0.5 * light))],
                ),
            ),
        )
    canvas.drawPath(inner, paint(mix(wax, "#2a1002", 0.45), 0.8, stroke=radius * 0.035))


def _bees(scene: Scene, brief: Brief) -> None:
    board, random = brief.board, brief.random(5)
    unit = min(board.width, board.height)
    pixels = relit(sprite("honeybee"), "#ffd98a", 0.26, shade="#3a1a04", depth=0.25)
    count = {Framing.WIDE: 7, Framing.MEDIUM: 5, Framing.CLOSE: 3}[brief.framing]
    size = unit * {Framing.WIDE: 0.12, Framing.MEDIUM: 0.18, Framing.CLOSE: 0.28}[brief.framing]
    shadows, bees = Sheet(board), Sheet(board)
    placed: list[tuple[float, float]] = []
    for _ in range(60):
        x, y = (
            board.width * (0.14 + 0.72 * float(random.random())),
            board.height * (0.16 + 0.56 * float(random.random())),
        )
        if len(placed) == count or any(math.hypot(x - a, y - b) < size * 1.25 for a, b in placed):
            continue
        placed.append((x, y))
        tall, turn = size * (0.8 + 0.4 * float(random.random())), float(random.normal(0, 24))
        flip = bool(random.random() < 0.5)
        shadows.canvas.drawOval(
            skia.Rect.MakeXYWH(x - tall * 0.42, y + tall * 0.06, tall * 0.95, tall * 0.5),
            paint("#1a0800", 0.5, blur=tall * 0.09),
        )
        place(bees.canvas, pixels, x, y, tall, turn=turn, flip=flip)
    motion = Motion(sway=(4, 3), period=4)
    scene.add("shadows", 0.28, shadows, motion)
    scene.add("bees", 0.4, bees, motion)
