"""Chocolate and where it grows, and a board of cheese."""

import numpy as np
import skia

from videoagent_agent_image.drawing.cocoa import chocolate_bar, cocoa_bean, cocoa_pod, copper_bowl, truffle
from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.curves import ribbon, smooth
from videoagent_agent_image.drawing.lamps import as_light, beam, bokeh
from videoagent_agent_image.drawing.pantry import (
    board_of_wood,
    cheese_wedge,
    cheese_wheel,
    grapes,
)
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, radial
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import swaying
from videoagent_agent_image.sets.table import backdrop, table
from videoagent_media.layers import Motion


def chocolate(scene: Scene, brief: Brief) -> None:
    """Show a bar in its foil, truffles, and a bowl of melted chocolate."""
    board, random = brief.board, brief.random(21)
    tall = board.portrait
    backdrop(scene, brief, "#6a3a24", (board.width * 0.58, board.height * 0.26))
    lights = Sheet(board)
    bokeh(
        lights.canvas,
        (0, board.height * 0.04, board.width, board.height * 0.40),
        24,
        (20, 64),
        ("#ffb86a", "#ffd8a0", "#e08a4a"),
        random,
    )
    scene.add("lights", 0.10, lights, Motion(sway=(5, 3), period=8), focus=3)
    scene.add("table", 0.40, table(brief, board.height * 0.47, "#5a3826"))
    back = Sheet(board)
    x, y = (board.width * 0.70, board.height * 0.50) if not tall else (board.width * 0.62, board.height * 0.50)
    copper_bowl(back.canvas, x, y, min(board.width * 0.26, board.height * 0.19), "#4a2010")
    scene.add("bowl", 0.52, back)
    front = Sheet(board)
    unit = min(board.height * 0.052, board.width * 0.062)
    for _ in range(34):
        bx, by = board.width * float(random.uniform(0.12, 0.92)), board.height * float(random.uniform(0.66, 0.80))
        cocoa_bean(front.canvas, bx, by, unit * 0.85, 180 * float(random.random()))
    bar = (0.36, 0.655, 0.24) if not tall else (0.40, 0.635, 0.52)
    if board.square:
        bar = (0.36, 0.66, 0.38)
    chocolate_bar(front.canvas, board.width * bar[0], board.height * bar[1], board.width * bar[2], turn=-16)
    places = (
        ((0.60, 0.735, 1.0), (0.675, 0.755, 1.08), (0.635, 0.69, 0.98), (0.76, 0.745, 0.95))
        if not tall
        else ((0.70, 0.665, 1.2), (0.84, 0.675, 1.15), (0.76, 0.635, 1.15))
    )
    if board.square:
        places = ((0.66, 0.735, 1.0), (0.77, 0.755, 1.08), (0.71, 0.69, 0.98), (0.87, 0.725, 0.95))
    for number, (px, py, size) in enumerate(places):
        dust = ("#7a4424", "#3a1a10", "#a06a3c", "#5a2e18")[number % 4]
        truffle(front.canvas, board.width * px, board.height * py, unit * size, dust, random)
    scene.add("chocolate", 0.66, front)


def cocoa_tree(scene: Scene, brief: Brief) -> None:
    """Show pods that ripen on the trunk of a cocoa tree."""
    board, light, random = brief.board, brief.light, brief.random(22)
    tall = board.portrait
    forest = Sheet(board)
    sun = board.width * 0.70, board.height * 0.20
    tones = [(0, "#fff4b8", 1), (0.25, "#b8d06a", 1), (0.6, "#4a8a4a", 1), (1, "#12341f", 1)]
    forest.canvas.drawPaint(paint("#4a8a4a", shader=radial(sun, max(board.width, board.height) * 0.74, tones)))
    for _ in range(22):
        x, wide = board.width * float(random.random()), board.width * float(random.uniform(0.008, 0.022))
        forest.canvas.drawRect(skia.Rect(x, -10, x + wide, board.height), paint(light.on("#2f5a34"), 0.28))
    scene.add("forest", 0.0, forest)
    lights = Sheet(board)
    bokeh(lights.canvas, (0, 0, board.width, board.height), 46, (16, 64), ("#e8f4a0", "#8ac85a", "#fff8c8"), random)
    scene.add("leaf light", 0.08, lights, focus=3)
    rays = Sheet(board)
    for turn in (-52.0, -36.0, -20.0):
        beam(rays.canvas, (sun[0] + 160, -120), turn, board.height * 1.1, 4.5, "#fff2b0", 0.5)
    scene.add("rays", 0.12, as_light(rays), Motion(flicker=0.25, flicker_rate=0.25))
    wood = Sheet(board)
    x = board.width * (0.52 if not tall else 0.50)
    lean = board.width * (0.05 if not tall else 0.08)
    thick = min(board.width * 0.115, 230.0) * (1.0 if not tall else 1.2)
    trunk = ribbon(
        [
            (x - lean, board.height + 20),
            (x - lean * 0.4, board.height * 0.66),
            (x + lean * 0.3, board.height * 0.34),
            (x + lean * 1.1, -20),
        ],
        [thick * 1.2, thick, thick * 0.86, thick * 0.74],
    )
    bark = linear(
        (x - thick * 0.6, 0),
        (x + thick * 0.7, 0),
        [(0, "#4a3424"), (0.35, "#8a6a4a"), (0.7, "#b89468"), (1, "#5a4028")],
    )
    wood.canvas.drawPath(trunk, paint("#7a5a3c", shader=bark))
    wood.canvas.save()
    wood.canvas.clipPath(trunk, skia.ClipOp.kIntersect, True)
    for _ in range(46):
        bx, by = x + thick * float(random.uniform(-0.8, 0.8)), board.height * float(random.random())
        tone = "#d8c49a" if random.random() < 0.35 else "#3a2818"
        wood.canvas.drawOval(
            skia.Rect.MakeXYWH(bx, by, thick * 0.22, 14 + 20 * float(random.random())), paint(tone, 0.25)
        )
    wood.canvas.restore()
    scene.add("trunk", 0.40, wood)
    pods = Sheet(board)
    long = min(board.height * 0.30, board.width * 0.34)
    for across, down, size, skin in (
        (-0.60, 0.20, 0.92, "#e0a02c"),
        (0.62, 0.13, 0.80, "#c8482c"),
        (-0.30, 0.30, 1.0, "#d86a2c"),
        (0.42, 0.46, 1.05, "#e8b83a"),
        (-0.62, 0.56, 0.78, "#8aa03a"),
    ):
        spread = thick * 1.05
        high = board.height * (0.02 + down * (1.0 if not tall else 0.80)) + (board.height * 0.10 if tall else 0)
        cocoa_pod(pods.canvas, x + spread * across, high, long * size, skin, "#fff2c0")
    scene.add("pods", 0.58, pods, swaying(2.5, 5))
    leaves = Sheet(board)
    for number in range(15):
        share = number / 14
        at = board.width * (0.02 + 0.96 * share), board.height * (-0.04 + 0.05 * float(random.random()))
        _leaf(
            leaves,
            at,
            board.height * float(random.uniform(0.16, 0.30)) * (1.0 if not tall else 0.6),
            90 + 70 * (share - 0.5) + 24 * float(random.standard_normal()),
            brief,
        )
    scene.add("leaves", 0.90, leaves, swaying(5, 6), focus=1.5)


def _leaf(sheet: Sheet, foot: tuple[float, float], long: float, turn: float, brief: Brief) -> None:
    canvas = sheet.canvas
    canvas.save()
    canvas.translate(*foot)
    canvas.rotate(turn)
    outline = smooth(
        [
            (0.0, 0.0),
            (long * 0.3, -long * 0.15),
            (long * 0.7, -long * 0.13),
            (long, 0.0),
            (long * 0.7, long * 0.13),
            (long * 0.3, long * 0.15),
        ]
    )
    tones = [(0, "#8ac04a"), (0.48, "#4a8a34"), (0.52, "#2f6a2c"), (1, "#1c4a24")]
    canvas.drawPath(
        outline,
        paint(
            "#3f7a34",
            shader=linear((0, -long * 0.15), (0, long * 0.15), [(at, brief.light.on(tone)) for at, tone in tones]),
        ),
    )
    canvas.drawLine(0, 0, long * 0.94, 0, paint("#c8e08a", 0.7, stroke=long * 0.014))
    for number in range(1, 7):
        along = long * 0.13 * number
        for side in (-1, 1):
            canvas.drawLine(
                along,
                0,
                along + long * 0.10,
                side * long * 0.10 * float(np.sin(np.pi * along / long)) * 1.2,
                paint("#c8e08a", 0.35, stroke=long * 0.008),
            )
    canvas.restore()


def cheese(scene: Scene, brief: Brief) -> None:
    """Show a board of cheese in the cellar where its wheels ripen."""
    board, random = brief.board, brief.random(23)
    tall = board.portrait
    backdrop(scene, brief, "#7a5638", (board.width * 0.5, board.height * 0.28))
    cellar = Sheet(board)
    for level in (0.16, 0.29, 0.42) if not tall else (0.18, 0.26, 0.34, 0.42):
        y, x = board.height * level, 30.0
        while x < board.width:
            wide = 150 + 50 * float(random.random())
            rind = mix("#d8a04a", ("#a86a2c", "#e8c47a", "#8a5a34")[int(random.integers(3))], 0.7)
            wheel = skia.Rect.MakeXYWH(x, y - wide * 0.42, wide, wide * 0.42)
            cellar.canvas.drawRoundRect(
                wheel,
                wide * 0.10,
                wide * 0.16,
                paint(
                    rind,
                    shader=linear(
                        (wheel.left(), 0),
                        (wheel.right(), 0),
                        [(0, mix(rind, "#ffe8b0", 0.5)), (0.4, rind), (1, mix(rind, "#1c0c06", 0.6))],
                    ),
                ),
            )
            x += wide + 24
        cellar.canvas.drawRect(
            skia.Rect(0, y, board.width, y + 20),
            paint("#5a3820", shader=linear((0, y), (0, y + 20), [(0, "#a87848"), (1, "#3a200f")])),
        )
    scene.add("cellar", 0.10, cellar, focus=4)
    scene.add("table", 0.40, table(brief, board.height * 0.50, "#7a4c2c"))
    food = Sheet(board)
    x, y = board.width * (0.54 if not tall else 0.5), board.height * (0.69 if not tall else 0.645)
    unit = min(board.height * 0.20, board.width * (0.24 if not tall else 0.195))
    board_of_wood(food.canvas, x, y, unit * 4.3 if not tall else board.width * 0.92, unit * 1.05, "#b8844e", random)
    cheese_wheel(food.canvas, x - unit * 0.30, y - unit * 0.62, unit * 0.92)
    cheese_wedge(food.canvas, x + unit * 1.28, y + unit * 0.30, unit * 1.10, "#f4ecd0", "#d8c49a", "#4a6a8a", random)
    grapes(food.canvas, x + unit * 1.30, y - unit * 0.36, unit * 0.62, "#6a2a5a", random)
    if not tall:
        cheese_wedge(food.canvas, x - unit * 1.58, y + unit * 0.26, unit * 0.86, "#f8e4a8", "#c8542c", None, random)
        food.canvas.drawPath(
            ribbon([(x - unit * 0.2, y + unit * 0.60), (x + unit * 0.55, y + unit * 0.52)], [unit * 0.10, unit * 0.15]),
            paint("#e8ecf2"),
        )
        food.canvas.drawPath(
            ribbon([(x - unit * 0.85, y + unit * 0.66), (x - unit * 0.2, y + unit * 0.60)], [unit * 0.13, unit * 0.10]),
            paint("#3a2014"),
        )
    scene.add("cheese", 0.64, food)
