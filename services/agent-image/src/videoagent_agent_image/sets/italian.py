"""Pizza as it is laid and before the oven, and a plate of pasta by the window."""

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.curves import ribbon, smooth
from videoagent_agent_image.drawing.dishes import FLAT, bowl_of, plate
from videoagent_agent_image.drawing.lamps import glow
from videoagent_agent_image.drawing.pantry import tomato
from videoagent_agent_image.drawing.pizza import pizza, raw_pizza, spaghetti
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, radial
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.table import backdrop, rising, table
from videoagent_media.layers import Motion


def pizza_table(scene: Scene, brief: Brief) -> None:
    """Show a pizza from near, the oven's fire behind it."""
    board, random = brief.board, brief.random(6)
    tall = board.portrait
    backdrop(scene, brief, "#7a3820", (board.width * 0.30, board.height * 0.34))
    oven = Sheet(board)
    x, y, half = (
        (board.width * 0.27, board.height * 0.44, board.height * 0.26)
        if not tall
        else (board.width * 0.5, board.height * 0.40, board.width * 0.36)
    )
    arch = smooth(
        [
            (x - half, y),
            (x - half, y - half * 0.45),
            (x - half * 0.62, y - half * 0.92),
            (x, y - half * 1.08),
            (x + half * 0.62, y - half * 0.92),
            (x + half, y - half * 0.45),
            (x + half, y),
            (x, y + 6),
        ]
    )
    for number in range(11):
        turn = np.pi * (number + 0.5) / 11
        oven.canvas.save()
        oven.canvas.translate(
            x - float(np.cos(turn)) * half * 1.16, y - half * 0.10 - float(np.sin(turn)) * half * 1.12
        )
        oven.canvas.rotate(float(np.degrees(turn)) - 90)
        oven.canvas.drawRoundRect(
            skia.Rect(-half * 0.15, -half * 0.15, half * 0.15, half * 0.15),
            8,
            8,
            paint(mix("#b0683e", "#5a2c1c", 0.5 * float(random.random()))),
        )
        oven.canvas.restore()
    oven.canvas.drawPath(
        arch,
        paint(
            "#a8401c",
            shader=radial(
                (x, y - half * 0.1),
                half * 1.2,
                [(0, "#fff0b0", 1), (0.3, "#ffae3a", 1), (0.65, "#b03c18", 1), (1, "#240a08", 1)],
            ),
        ),
    )
    scene.add("oven", 0.14, oven, focus=4)
    fire = Sheet(board)
    glow(fire.canvas, x, y - half * 0.3, half * 2.4, "#ff9a3a", 0.5)
    scene.add("firelight", 0.16, fire, Motion(flicker=0.3, flicker_rate=1.3))
    scene.add("table", 0.40, table(brief, board.height * 0.49, "#8a5a38"))
    food = Sheet(board)
    px, py = board.width * (0.55 if not tall else 0.5), board.height * (0.665 if not tall else 0.635)
    radius = min(board.width * 0.40, board.height * 0.36)
    food.canvas.drawOval(
        skia.Rect.MakeXYWH(px - radius * 1.16, py - radius * 0.50, radius * 2.32, radius * 1.12),
        paint("#1c0a06", 0.5, blur=18),
    )
    food.canvas.drawOval(
        skia.Rect.MakeXYWH(px - radius * 1.14, py - radius * 0.49, radius * 2.28, radius * 1.06), paint("#7a4a2a")
    )
    food.canvas.drawOval(
        skia.Rect.MakeXYWH(px - radius * 1.14, py - radius * 0.53, radius * 2.28, radius * 1.06),
        paint(
            "#c89058",
            shader=linear((px - radius, 0), (px + radius, 0), [(0, "#e8b880"), (0.5, "#b87c48"), (1, "#6a3c20")]),
        ),
    )
    pizza(food.canvas, px, py, radius, random)
    scene.add("pizza", 0.62, food)
    rising(scene, brief, px, py - radius * 0.22, board.height * 0.26)
    if not tall:
        side = Sheet(board)
        for dx, dy, size in ((-1.42, 0.02, 0.115), (-1.60, 0.16, 0.125)):
            tomato(side.canvas, px + radius * dx, py + radius * dy, radius * size * 1.2)
        scene.add("tomatoes", 0.66, side)


def pasta_table(scene: Scene, brief: Brief) -> None:
    """Show a plate of spaghetti by the window."""
    board, random = brief.board, brief.random(7)
    tall = board.portrait
    backdrop(scene, brief, "#c8905a", (board.width * 0.72, board.height * 0.26))
    garden = Sheet(board)
    frame = (
        skia.Rect(board.width * 0.56, board.height * 0.06, board.width * 0.94, board.height * 0.44)
        if not tall
        else skia.Rect(board.width * 0.24, board.height * 0.12, board.width * 0.88, board.height * 0.42)
    )
    sky = linear((0, frame.top()), (0, frame.bottom()), [(0, "#8ac8e8"), (0.6, "#ffe8b8"), (1, "#f0c07a")])
    garden.canvas.drawRect(frame, paint("#a8d0e0", shader=sky))
    garden.canvas.drawRect(
        skia.Rect(frame.left(), frame.bottom() - frame.height() * 0.22, frame.right(), frame.bottom()), paint("#8aa04a")
    )
    for share in (0.12, 0.24, 0.68, 0.9):
        cx, high = frame.left() + frame.width() * share, frame.height() * 0.62
        garden.canvas.drawPath(
            smooth(
                [
                    (cx, frame.bottom() - high),
                    (cx + 34, frame.bottom() - high * 0.4),
                    (cx + 18, frame.bottom()),
                    (cx - 18, frame.bottom()),
                    (cx - 34, frame.bottom() - high * 0.4),
                ]
            ),
            paint("#3f6a3a"),
        )
    garden.canvas.drawRect(frame, paint("#7a4a2c", stroke=30))
    garden.canvas.drawLine(frame.centerX(), frame.top(), frame.centerX(), frame.bottom(), paint("#7a4a2c", stroke=16))
    scene.add("window", 0.12, garden, focus=5)
    top = board.height * 0.50
    scene.add("table", 0.40, table(brief, top, "#b07a48"))
    side = Sheet(board)
    unit = min(board.height * 0.10, board.width * 0.10)
    if not tall:
        _oil(side, board.width * 0.22, top + unit * 0.5, unit * 3.4)
    for dx, dy in ((0.30, 0.9), (0.245, 1.25)) if not tall else ((0.16, 0.8), (0.26, 0.5)):
        tomato(side.canvas, board.width * dx, top + unit * dy, unit * 0.62)
    scene.add("oil", 0.50, side)
    food = Sheet(board)
    px, py = board.width * (0.57 if not tall else 0.5), board.height * (0.685 if not tall else 0.64)
    radius = min(board.width * 0.40, board.height * 0.36)
    plate(food.canvas, px, py, radius)
    spaghetti(food.canvas, px, py - radius * 0.02, radius * 0.62, random)
    fork = ribbon(
        [
            (px + radius * 1.30, py + radius * 0.34),
            (px + radius * 1.18, py - radius * 0.10),
            (px + radius * 1.14, py - radius * 0.24),
        ],
        [radius * 0.05, radius * 0.035, radius * 0.04],
    )
    food.canvas.drawPath(fork, paint("#d8dce4"))
    for tine in range(4):
        tx = px + radius * (1.08 + 0.036 * tine)
        food.canvas.drawLine(
            tx, py - radius * 0.26, tx - radius * 0.03, py - radius * 0.44, paint("#d8dce4", stroke=radius * 0.016)
        )
    scene.add("pasta", 0.62, food)
    rising(scene, brief, px, py - radius * 0.36, board.height * 0.24)


def _oil(sheet: Sheet, x: float, foot: float, tall: float) -> None:
    """Draw a bottle of olive oil."""
    canvas = sheet.canvas
    body = smooth(
        [
            (x - tall * 0.15, foot),
            (x - tall * 0.15, foot - tall * 0.46),
            (x - tall * 0.05, foot - tall * 0.66),
            (x - tall * 0.04, foot - tall * 0.92),
            (x + tall * 0.04, foot - tall * 0.92),
            (x + tall * 0.05, foot - tall * 0.66),
            (x + tall * 0.15, foot - tall * 0.46),
            (x + tall * 0.15, foot),
        ]
    )
    canvas.drawPath(
        body,
        paint(
            "#b8a02c",
            shader=linear(
                (x - tall * 0.15, 0),
                (x + tall * 0.15, 0),
                [(0, "#6a6a18"), (0.3, "#f0e07a"), (0.6, "#b8a02c"), (1, "#4a4a10")],
            ),
        ),
    )
    canvas.drawRect(skia.Rect(x - tall * 0.035, foot - tall, x + tall * 0.035, foot - tall * 0.88), paint("#8a5a34"))
    canvas.drawRect(
        skia.Rect(x - tall * 0.13, foot - tall * 0.38, x + tall * 0.13, foot - tall * 0.14), paint("#f4ead0", 0.92)
    )


def pizza_making(scene: Scene, brief: Brief) -> None:
    """Show a pizza that is being laid on a floured table, bowls of what goes on it around."""
    board, random = brief.board, brief.random(8)
    tall = board.portrait
    backdrop(scene, brief, "#d0a878", (board.width * 0.30, board.height * 0.24))
    shelf = Sheet(board)
    for number, level in enumerate((0.19, 0.36) if not tall else (0.22, 0.33)):
        y = board.height * level
        x = board.width * 0.10
        while x < board.width * 0.88:
            wide = 70 + 40 * float(random.random())
            tone = ("#c8482c", "#e8d8b0", "#6a8a3a", "#d89a3a")[int(random.integers(4))]
            jar = skia.Rect.MakeXYWH(x, y - wide * 1.35, wide, wide * 1.35)
            tones = [(0, mix(tone, "#ffffff", 0.5)), (0.5, tone), (1, mix(tone, "#20100a", 0.45))]
            shelf.canvas.drawRoundRect(
                jar, 14, 14, paint(tone, shader=linear((jar.left(), 0), (jar.right(), 0), tones))
            )
            shelf.canvas.drawRect(
                skia.Rect(jar.left() + 4, jar.top() - 12, jar.right() - 4, jar.top() + 8), paint("#8a5a34")
            )
            x += wide + 26 + 90 * float(random.random() < 0.25 + 0.1 * number)
        shelf.canvas.drawRect(skia.Rect(board.width * 0.08, y, board.width * 0.92, y + 18), paint("#8a5a34"))
    scene.add("shelves", 0.12, shelf, focus=4)
    top = board.height * 0.47
    scene.add("table", 0.40, table(brief, top, "#a8744a"))
    food = Sheet(board)
    x, y = board.width * (0.52 if not tall else 0.5), board.height * (0.665 if not tall else 0.635)
    radius = min(board.width * 0.34, board.height * 0.31)
    for _ in range(9):
        fx, fy = x + radius * float(random.normal(0, 0.8)), y + radius * FLAT * float(random.normal(0, 0.8))
        food.canvas.drawOval(skia.Rect.MakeXYWH(fx - 220, fy - 50, 440, 100), paint("#fff8ea", 0.22, blur=26))
    raw_pizza(food.canvas, x, y, radius, random)
    scene.add("pizza", 0.60, food)
    side = Sheet(board)
    unit = radius * 0.46
    bowls = ((-1.72, 0.10, "#d8402a"), (-1.30, -0.88, "#fbf4e2"), (1.66, 0.05, "#5a9a3c"), (1.16, -0.90, "#e8c04a"))
    narrow = tall or board.square
    if narrow:
        bowls = ((-0.72, -1.42, "#d8402a"), (0.0, -1.52, "#fbf4e2"), (0.72, -1.42, "#5a9a3c"), (0.66, 1.55, "#e8c04a"))
    for across, down, filling in bowls:
        bowl_of(side.canvas, x + radius * across, y + radius * FLAT * down + unit * 0.3, unit, "#4a6a86", filling)
    for across, down in ((-1.12, 1.02), (-1.34, 0.72)) if not narrow else ((-0.74, 1.50), (-0.40, 1.72)):
        tomato(side.canvas, x + radius * across, y + radius * FLAT * down, unit * 0.30)
    scene.add("bowls", 0.64, side)
