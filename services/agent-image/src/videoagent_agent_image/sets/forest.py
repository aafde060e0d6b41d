"""Inside a wood: trunks fading into light, ferns, a path."""

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.noise import line
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Board, Sheet, linear, paint, polygon, radial
from videoagent_agent_image.drawing.sky import shafts
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_mist, blades, swaying
from videoagent_media.layers import Motion


def draw(brief: Brief) -> Scene:
    """Draw one of three views: tall conifers, a path, a clearing with mushrooms' height of grass."""
    board, light = brief.board, brief.light
    scene = Scene(board)
    view = brief.variant % 3
    glow = board.width * (0.56, 0.44, 0.62)[view], board.height * 0.36
    scene.add("light", 0.0, _backdrop(board, brief, glow))
    floor = board.height * 0.70
    for number in range(5):
        share = number / 4
        distance = 0.86 - 0.84 * share
        sheet = Sheet(board)
        _trunks(sheet, brief, number, share, floor + 60 * share, distance, opening=glow[0] / board.width)
        scene.add(f"trunks {number}", 0.08 + 0.17 * number, sheet, focus=4.5 if number == 4 else 0)
        if number < 4:
            leaves = _canopy(brief, number, distance * 0.9, glow[0] / board.width)
            scene.add(f"canopy {number}", 0.09 + 0.17 * number, leaves, focus=(2.5, 1, 0, 1.5)[number])
        ground = Sheet(board)
        _ground(ground, brief, number, floor + 50 * number, distance)
        scene.add(f"ground {number}", 0.1 + 0.17 * number, ground)
        if number < 4:
            add_mist(scene, brief, 0.12 + 0.17 * number, floor + 40 * number, 90, 0.42 - 0.08 * number)
        if number == 3 and view == 1:
            scene.add("path", 0.62, _path(brief, glow[0], floor + 172))
        if number == 2:
            scene.add(
                "shafts",
                0.5,
                shafts(board, (glow[0] + 60, -40), light, brief.seed, 0.30 if not light.dark else 0.12),
                Motion(flicker=0.25, flicker_rate=0.25),
            )
    scene.add("ferns", 0.9, _ferns(brief), swaying(3, 6))
    grass = brief.leaf("#1c3a1c"), brief.leaf("#6f9a3c")
    scene.add("grass", 1.0, blades(brief, 1.0, 500, (50, 150), *grass, 5), swaying(3), focus=2)
    return scene


def _backdrop(board: Board, brief: Brief, glow: tuple[float, float]) -> Sheet:
    light = brief.light
    bright = mix(light.haze, light.key, 0.45)
    leaf = light.on(brief.leaf("#5f8a4a"), 0.25)
    deep = light.on(brief.leaf("#1f3f2a"), 0.05)
    sheet = Sheet(board)
    reach = max(board.width, board.height) * 0.68
    stops = [
        (0, mix(bright, "#ffffff", 0.35 if not light.dark else 0.0), 1),
        (0.25, bright, 1),
        (0.6, leaf, 1),
        (1, deep, 1),
    ]
    sheet.canvas.drawPaint(paint(bright, shader=radial(glow, reach, stops)))
    random = brief.random(4)
    for _ in range(240):
        x, y = random.random() * board.width, random.random() ** 1.4 * board.height * 0.6
        away = min(1.0, np.hypot(x - glow[0], y - glow[1]) / reach * 1.5)
        size = 18 + 54 * random.random()
        sheet.canvas.drawCircle(x, y, size, paint(mix(leaf, deep, float(random.random())), 0.05 + 0.14 * away, blur=14))
    return sheet


def _trunks(
    sheet: Sheet, brief: Brief, number: int, share: float, foot: float, distance: float, *, opening: float
) -> None:
    board, light, random = brief.board, brief.light, brief.random(20 + number)
    count = round((16, 12, 9, 6, 4)[number] * max(0.55, board.width / 2304))
    for index in range(count):
        x = (index + 0.15 + 0.7 * float(random.random())) / count
        gap = 0.05 + 0.13 * share
        if abs(x - opening) < gap:
            x = opening + (gap if x > opening else -gap)
        width = (
            board.height
            * (0.010 + 0.050 * share**1.5)
            * (0.75 + 0.5 * float(random.random()))
            * (0.75 if board.portrait else 1)
        )
        left = x * board.width
        base = foot + 30 * float(random.random())
        bark = light.on("#4a3a2e", distance)
        dark = light.on("#1e1a18", distance)
        toward = 1 if x < opening else -1
        lean = (float(random.random()) - 0.5) * width
        shape = polygon(
            [
                (left - width * 0.95, base),
                (left - width * 0.55, base - width * 1.6),
                (left - width * 0.36 + lean, -20),
                (left + width * 0.36 + lean, -20),
                (left + width * 0.55, base - width * 1.6),
                (left + width * 0.95, base),
            ]
        )
        rim = mix(bark, light.key, 0.45)
        side = [(0, dark), (0.62, bark), (1, rim)] if toward > 0 else [(0, rim), (0.38, bark), (1, dark)]
        sheet.canvas.drawPath(shape, paint(bark, shader=linear((left - width * 0.6, 0), (left + width * 0.6, 0), side)))


def _canopy(brief: Brief, number: int, distance: float, opening: float) -> Sheet:
    """Draw leaves that hang from the top of the picture, thinner around the opening."""
    board, light, random = brief.board, brief.light, brief.random(70 + number)
    sheet = Sheet(board)
    dark, lit = light.on(brief.leaf("#1f3f22"), distance), light.on(brief.leaf("#8fae4c"), distance)
    size = 9 + 7 * number
    for _ in range(round((900, 800, 620, 420)[number] * board.width / 2304)):
        x = float(random.random()) * board.width
        away = min(1.0, abs(x / board.width - opening) * 2.4)
        y = board.height * (0.04 + 0.30 * away) * float(random.random()) ** 1.5 * (1.1 - 0.08 * number)
        leaf = skia.Rect.MakeXYWH(-size, -size * 0.36, size * 2, size * 0.72)
        sheet.canvas.save()
        sheet.canvas.translate(x, y)
        sheet.canvas.rotate(float(random.random()) * 100 + 10)
        tone = mix(dark, lit, float(random.random()) ** 1.4 * (0.4 + 0.6 * (1 - away)))
        sheet.canvas.drawOval(leaf, paint(tone, 0.92))
        sheet.canvas.restore()
    return sheet


def _ground(sheet: Sheet, brief: Brief, number: int, top: float, distance: float) -> None:
    board, light = brief.board, brief.light
    heights = top - 40 * line(int(board.width / 8) + 2, brief.seed + 50 + number, octaves=5)
    outline = [(-5.0, board.height + 5)]
    outline += [(index * 8.0, float(height)) for index, height in enumerate(heights)]
    outline += [(board.width + 9, board.height + 5)]
    moss = light.on(brief.leaf("#6f8f3f"), distance)
    soil = light.on(brief.leaf("#26361f"), distance)
    sheet.canvas.drawPath(
        polygon(outline),
        paint(
            moss,
            shader=linear((0, top - 40), (0, top + 190), [(0, mix(moss, light.key, 0.18)), (0.25, moss), (1, soil)]),
        ),
    )


def _path(brief: Brief, x: float, top: float) -> Sheet:
    board, light = brief.board, brief.light
    sheet = Sheet(board)
    way = skia.Path()
    way.moveTo(x - 12, top)
    way.cubicTo(x + 60, top + 50, x - 190, top + 90, x - 300, board.height + 10)
    way.lineTo(x + 170, board.height + 10)
    way.cubicTo(x + 60, top + 110, x + 150, top + 50, x + 14, top)
    way.close()
    earth = light.on("#b08f62")
    sheet.canvas.drawPath(
        way,
        paint(
            earth,
            blur=4,
            shader=linear(
                (0, top),
                (0, board.height),
                [(0, mix(earth, light.key, 0.5), 0.9), (1, mix(earth, "#2a2018", 0.45), 0.95)],
            ),
        ),
    )
    return sheet


def _ferns(brief: Brief) -> Sheet:
    board, light, random = brief.board, brief.light, brief.random(31)
    sheet = Sheet(board)
    tones = light.on(brief.leaf("#2f5a2a")), light.on(brief.leaf("#93b552"))
    for side in (0, 1):
        for _ in range(5):
            x = board.width * (0.02 + 0.2 * float(random.random()))
            x = x if side == 0 else board.width - x
            y = board.height * (0.95 + 0.06 * float(random.random()))
            size = 150 + 130 * float(random.random())
            for turn in np.linspace(-1.0, 1.0, 7):
                _frond(sheet, x, y, size * (1 - 0.25 * abs(turn)), float(turn), *tones)
    return sheet


def _frond(sheet: Sheet, x: float, y: float, size: float, turn: float, dark: str, lit: str) -> None:
    for step in range(1, 15):
        share = step / 15
        px = x + turn * size * share * (0.7 + 0.3 * share)
        py = y - size * (share - 0.42 * share**2 * (0.6 + abs(turn) * 0.6))
        leaf = size * 0.16 * (1 - share) ** 0.7
        for side in (-1, 1):
            tip = (px + side * leaf + turn * leaf * 0.5, py + leaf * 0.25)
            shape = polygon(
                [(px, py), (px + side * leaf * 0.5, py - leaf * 0.22), tip, (px + side * leaf * 0.4, py + leaf * 0.16)]
            )
            sheet.canvas.drawPath(shape, paint(mix(dark, lit, share * 0.8)))
