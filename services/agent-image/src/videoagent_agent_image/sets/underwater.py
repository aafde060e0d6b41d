"""Under water: light from above, a reef, kelp, shoals, bubbles."""

import math

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.noise import line
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon, radial
from videoagent_agent_image.drawing.sky import shafts
from videoagent_agent_image.drawing.weather import flakes
from videoagent_agent_image.icons.sprites import place, relit, sprite
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import swaying
from videoagent_media.layers import Motion

_CORALS = ("#ff7a6a", "#ffb05a", "#f06aa8", "#c77dff", "#ffd65c", "#6ae0c8")


def draw(brief: Brief) -> Scene:
    """Draw one of three views: a reef, a kelp forest, the blue with a shoal."""
    board, light = brief.board, brief.light
    scene = Scene(board, accent="#ffd98a")
    view = brief.variant % 3
    deep = 0.35 if light.dark else 0.0
    top, middle, low = (mix(colour, "#020a1c", deep) for colour in ("#8fe8ee", "#1a86b4", "#052848"))
    glow = board.width * (0.6, 0.38, 0.5)[view], -board.height * 0.06
    water = Sheet(board)
    stops = [(0, mix(top, "#ffffff", 0.45), 1), (0.18, top, 1), (0.55, middle, 1), (1, low, 1)]
    water.canvas.drawPaint(paint(middle, shader=radial(glow, max(board.width, board.height) * 0.95, stops)))
    scene.add("water", 0.0, water)
    scene.add(
        "far shoal",
        0.1,
        _shoal(brief, 1, 60, 13, mix(middle, low, 0.35), (0.7, 0.34)),
        Motion(velocity=(6, 0), sway=(0, 5), period=6),
    )
    scene.add(
        "rays", 0.14, shafts(board, (glow[0], -160), light, brief.seed, 0.32), Motion(flicker=0.35, flicker_rate=0.3)
    )
    for number in range(3):
        share = number / 2
        tone = mix(mix(middle, low, 0.5), "#03182c", 0.25 + 0.55 * share)
        _seabed(scene, brief, number, board.height * (0.70 + 0.11 * number), tone, top, corals=view == 0 or number == 2)
        if view == 1:
            scene.add(
                f"kelp {number}",
                0.26 + 0.24 * number,
                _kelp(brief, number, mix("#1f7a5a", tone, 0.6 - 0.5 * share), mix("#a8d060", tone, 0.5 - 0.4 * share)),
                swaying(9 + 4 * number, 6, 0.3 * number),
            )
        if number == 1:
            scene.add(
                "shoal",
                0.5,
                _shoal(brief, 2, 26, 30, mix("#dff6ff", middle, 0.45), (0.32, 0.42)),
                Motion(velocity=(14, 0), sway=(0, 8), period=5),
            )
    if view == 2:
        scene.add("fish", 0.6, _fish(brief, middle), Motion(velocity=(-12, 0), sway=(0, 9), period=5))
    wrap = (int(board.width), int(board.height))
    scene.add(
        "motes", 0.8, flakes(board, brief.seed, 120, (1.2, 4), 0.5, "#d8fbff"), Motion(velocity=(4, -10), wrap=wrap)
    )
    scene.add("bubbles", 1.0, _bubbles(brief), Motion(velocity=(0, -42), wrap=wrap))
    return scene


def _shoal(brief: Brief, salt: int, count: int, size: float, colour: Colour, centre: tuple[float, float]) -> Sheet:
    board, random = brief.board, brief.random(80 + salt)
    sheet = Sheet(board)
    for _ in range(count):
        x = board.width * (centre[0] + 0.10 * float(random.standard_normal()))
        y = board.height * (centre[1] + 0.055 * float(random.standard_normal()))
        length = size * (0.7 + 0.6 * float(random.random()))
        fish = skia.Path()
        fish.moveTo(x + length, y)
        fish.quadTo(x + length * 0.2, y - length * 0.42, x - length * 0.6, y)
        fish.lineTo(x - length, y - length * 0.3)
        fish.lineTo(x - length * 0.85, y)
        fish.lineTo(x - length, y + length * 0.3)
        fish.lineTo(x - length * 0.6, y)
        fish.quadTo(x + length * 0.2, y + length * 0.42, x + length, y)
        fish.close()
        sheet.canvas.drawPath(
            fish,
            paint(
                mix(colour, "#ffffff", 0.3 * float(random.random())),
                0.9,
                shader=linear(
                    (0, y - length * 0.3),
                    (0, y + length * 0.3),
                    [(0, mix(colour, "#ffffff", 0.4)), (1, mix(colour, "#03182c", 0.4))],
                ),
            ),
        )
    return sheet


def _seabed(scene: Scene, brief: Brief, number: int, top: float, tone: Colour, glow: Colour, *, corals: bool) -> None:
    board, random = brief.board, brief.random(90 + number)
    sheet = Sheet(board)
    count = int(board.width / 8) + 2
    heights = top - (130 - 30 * number) * line(count, brief.seed + 90 + number, octaves=6, roughness=0.52)
    outline = [
        (-5.0, board.height + 5),
        *((i * 8.0, float(y)) for i, y in enumerate(heights)),
        (board.width + 9, board.height + 5),
    ]
    shader = linear(
        (0, top - 120), (0, top + 240), [(0, mix(tone, glow, 0.34)), (0.3, tone), (1, mix(tone, "#010812", 0.55))]
    )
    sheet.canvas.drawPath(polygon(outline), paint(tone, shader=shader))
    if corals:
        for _ in range(round((16, 15, 11)[number] * max(0.6, board.width / 2304))):
            index = int(random.integers(4, count - 4))
            foot = float(heights[index]) + 14
            body = mix(_CORALS[int(random.integers(len(_CORALS)))], tone, 0.62 - 0.24 * number)
            _coral(
                sheet,
                index * 8.0,
                foot,
                (46, 74, 120)[number] * (0.7 + 0.6 * float(random.random())),
                body,
                glow,
                random,
            )
    scene.add(f"seabed {number}", 0.22 + 0.25 * number, sheet)


def _coral(
    sheet: Sheet, x: float, foot: float, size: float, body: Colour, glow: Colour, random: np.random.Generator
) -> None:
    kind = int(random.integers(3))
    lit = mix(body, glow, 0.35)
    if kind == 0:
        for turn in np.linspace(-0.9, 0.9, 7):
            _branch(sheet, x, foot, size * 0.55, -math.pi / 2 + float(turn) * 0.8, size * 0.085, body, lit, 3, random)
    elif kind == 1:
        for _ in range(9):
            cx, cy = x + (float(random.random()) - 0.5) * size * 0.8, foot - float(random.random()) * size * 0.42
            radius = size * (0.13 + 0.12 * float(random.random()))
            shader = radial(
                (cx - radius * 0.2, cy - radius * 0.4), radius * 1.3, [(0, mix(lit, "#ffffff", 0.25), 1), (1, body, 1)]
            )
            sheet.canvas.drawCircle(cx, cy, radius, paint(body, shader=shader))
    else:
        for tube in range(5):
            cx = x + (tube - 2) * size * 0.16
            tall = size * (0.5 + 0.4 * float(random.random()))
            shader = linear((cx - size * 0.08, 0), (cx + size * 0.08, 0), [(0, lit), (1, mix(body, "#03182c", 0.35))])
            sheet.canvas.drawRoundRect(
                skia.Rect.MakeXYWH(cx - size * 0.075, foot - tall, size * 0.15, tall),
                size * 0.07,
                size * 0.07,
                paint(body, shader=shader),
            )
            sheet.canvas.drawOval(
                skia.Rect.MakeXYWH(cx - size * 0.06, foot - tall + size * 0.01, size * 0.12, size * 0.07),
                paint(mix(body, "#03182c", 0.7)),
            )


def _branch(
    sheet: Sheet,
    x: float,
    y: float,
    length: float,
    angle: float,
    width: float,
    body: Colour,
    lit: Colour,
    depth: int,
    random: np.random.Generator,
) -> None:
    end_x, end_y = x + math.cos(angle) * length, y + math.sin(angle) * length
    sheet.canvas.drawLine(x, y, end_x, end_y, paint(mix(body, lit, 0.3 * (4 - depth)), stroke=max(2.0, width)))
    if depth:
        for turn in (-0.5, 0.45):
            _branch(
                sheet,
                end_x,
                end_y,
                length * 0.62,
                angle + turn * (0.7 + 0.6 * float(random.random())),
                width * 0.68,
                body,
                lit,
                depth - 1,
                random,
            )


def _kelp(brief: Brief, number: int, dark: Colour, lit: Colour) -> Sheet:
    board, random = brief.board, brief.random(100 + number)
    sheet = Sheet(board)
    for _ in range(round((16, 11, 7)[number] * max(0.6, board.width / 2304))):
        x = board.width * float(random.random())
        if number == 2 and 0.25 < x / board.width < 0.75:
            continue
        tall = board.height * (0.45 + 0.4 * float(random.random()))
        bend = 40 + 50 * float(random.random())
        size = 20 + 14 * number
        stem = skia.Path()
        stem.moveTo(x, board.height * (0.86 + 0.08 * number))
        for step in range(1, int(tall / (size * 0.8))):
            stem.lineTo(
                x + _sway(step, x, bend),
                board.height * (0.86 + 0.08 * number) - step * size * 0.8,
            )
        sheet.canvas.drawPath(stem, paint(dark, stroke=max(2.5, size * 0.14)))
        for step in range(int(tall / (size * 0.8))):
            y = board.height * (0.86 + 0.08 * number) - step * size * 0.8
            sway = _sway(step, x, bend)
            side = 1 if step % 2 else -1
            leaf = skia.Path()
            leaf.moveTo(x + sway, y)
            leaf.quadTo(x + sway + side * size * 0.9, y - size * 0.9, x + sway + side * size * 1.5, y - size * 0.3)
            leaf.quadTo(x + sway + side * size * 0.8, y + size * 0.1, x + sway, y)
            leaf.close()
            sheet.canvas.drawPath(
                leaf, paint(mix(dark, lit, min(1.0, step * size / tall) * (0.4 + 0.6 * float(random.random()))))
            )
    return sheet


def _sway(step: int, x: float, bend: float) -> float:
    """Return how far a plant leans at a leaf; never so far that a tall one turns zigzag."""
    return math.sin(step * 0.15 + x) * bend * 0.5 * min(1.0, step / 20)


def _fish(brief: Brief, water: Colour) -> Sheet:
    board, random = brief.board, brief.random(120)
    sheet = Sheet(board)
    pixels = relit(sprite("tropical-fish"), mix(water, "#ffffff", 0.4), 0.22, shade="#052848", depth=0.3)
    for x, y, size in ((0.56, 0.42, 0.19), (0.34, 0.55, 0.10), (0.74, 0.60, 0.08)):
        place(
            sheet.canvas,
            pixels,
            board.width * x,
            board.height * y,
            min(board.width, board.height) * size,
            turn=float(random.normal(0, 5)),
        )
    return sheet


def _bubbles(brief: Brief) -> Sheet:
    board, random = brief.board, brief.random(130)
    sheet = Sheet(board)
    for _ in range(26):
        x, y = float(random.random()) * board.width, board.height * (0.05 + 0.9 * float(random.random()))
        size = 4 + 16 * float(random.random()) ** 2
        sheet.canvas.drawCircle(x, y, size, paint("#e8fdff", 0.16))
        sheet.canvas.drawCircle(x, y, size, paint("#f4ffff", 0.5, stroke=1.6))
        sheet.canvas.drawCircle(x - size * 0.35, y - size * 0.35, size * 0.2, paint("#ffffff", 0.8))
    return sheet
