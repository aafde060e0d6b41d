"""Sushi: on a board under lanterns, and the bar where it is made."""

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import smooth
from videoagent_agent_image.drawing.dishes import bowl_of, chopsticks, maki, nigiri, plate
from videoagent_agent_image.drawing.lamps import glow
from videoagent_agent_image.drawing.pantry import board_of_wood
from videoagent_agent_image.drawing.performers import STANDING, person
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon, radial
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.table import backdrop, rising, table
from videoagent_media.layers import Motion

_FISH: tuple[tuple[Colour, bool], ...] = (
    ("#f28a4a", True),
    ("#d83a3a", False),
    ("#f6a884", True),
    ("#f28a4a", True),
    ("#f4c84a", False),
)


def sushi_board(scene: Scene, brief: Brief) -> None:
    """Show sushi on a board, lanterns behind."""
    board, random = brief.board, brief.random(4)
    tall = board.portrait
    backdrop(scene, brief, "#5a2420", (board.width * 0.55, board.height * 0.30))
    scene.add("lanterns", 0.12, _lanterns(brief), Motion(sway=(6, 0), period=6), focus=2)
    top = board.height * 0.50
    scene.add("table", 0.40, table(brief, top, "#4a3230"))
    food = Sheet(board)
    x, y = board.width * (0.54 if not tall else 0.5), board.height * (0.66 if not tall else 0.63)
    wide = min(board.width * 0.80, board.height * 1.02)
    unit = wide / 6.6
    board_of_wood(food.canvas, x, y, wide, unit * 2.0, "#c89a64", random)
    for number, (tone, striped) in enumerate(_FISH):
        nigiri(
            food.canvas, x + unit * (-2.3 + 1.15 * number), y - unit * 0.30, unit * 1.02, tone, random, striped=striped
        )
    for number in range(6):
        filling = ("#f28a4a", "#d83a3a", "#f4c84a")[number % 3]
        maki(food.canvas, x + unit * (-2.05 + 0.80 * number), y + unit * 0.72, unit * 0.70, filling, random)
    food.canvas.drawPath(
        smooth(
            [
                (x + unit * 2.38, y + unit * 0.72),
                (x + unit * 2.44, y + unit * 0.46),
                (x + unit * 2.66, y + unit * 0.40),
                (x + unit * 2.84, y + unit * 0.56),
                (x + unit * 2.84, y + unit * 0.74),
            ]
        ),
        paint("#8ab84a", shader=linear((0, y + unit * 0.4), (0, y + unit * 0.76), [(0, "#c0e07a"), (1, "#5a8a2c")])),
    )
    scene.add("sushi", 0.62, food)
    side = Sheet(board)
    if not tall:
        bowl_of(side.canvas, x + wide * 0.56, y + unit * 0.62, unit * 1.0, "#2c3448", "#2a120c")
        chopsticks(side.canvas, (x - wide * 0.46, y + unit * 1.72), (x + wide * 0.34, y + unit * 1.46), unit * 0.085)
        bowl_of(side.canvas, x - wide * 0.60, y - unit * 0.40, unit * 0.95, "#5a7a6a", "#a8b84a")
        rising(scene, brief, x - wide * 0.60, y - unit * 0.9, board.height * 0.20)
    else:
        bowl_of(side.canvas, x + wide * 0.30, y + unit * 2.3, unit * 1.2, "#2c3448", "#2a120c")
        chopsticks(side.canvas, (x - wide * 0.46, y + unit * 1.95), (x + wide * 0.16, y + unit * 1.72), unit * 0.085)
        bowl_of(side.canvas, x - wide * 0.26, y - unit * 1.5, unit * 1.0, "#5a7a6a", "#a8b84a")
    scene.add("bowls", 0.70, side)


def _lanterns(brief: Brief) -> Sheet:
    board = brief.board
    sheet = Sheet(board)
    canvas = sheet.canvas
    places = (
        ((0.12, 0.22), (0.33, 0.16), (0.56, 0.21), (0.78, 0.15), (0.96, 0.22))
        if not board.portrait
        else ((0.16, 0.20), (0.5, 0.15), (0.84, 0.21))
    )
    for share, down in places:
        x, y, half = board.width * share, board.height * down, min(board.width * 0.075, 130.0)
        canvas.drawLine(x, 0, x, y - half * 1.3, paint("#1a0c0c", stroke=6))
        glow(canvas, x, y, half * 2.8, "#ff6a3a", 0.55)
        body = skia.Rect(x - half, y - half * 1.25, x + half, y + half * 1.25)
        canvas.drawOval(
            body,
            paint(
                "#d8402c",
                shader=radial((x, y + half * 0.2), half * 1.3, [(0, "#ffd08a"), (0.5, "#f0583a"), (1, "#a01c1c")]),
            ),
        )
        for rib in range(-3, 4):
            at = rib / 4
            bow = half * float(np.sqrt(1 - at * at))
            canvas.drawOval(
                skia.Rect(x - bow, y + half * 1.25 * at - half * 0.10, x + bow, y + half * 1.25 * at + half * 0.10),
                paint("#8a1818", 0.55, stroke=3),
            )
        for end in (-1, 1):
            canvas.drawRect(
                skia.Rect(
                    x - half * 0.40,
                    y + end * half * 1.22 - half * 0.09,
                    x + half * 0.40,
                    y + end * half * 1.22 + half * 0.09,
                ),
                paint("#1a0c0c"),
            )
    return sheet


def sushi_bar(scene: Scene, brief: Brief) -> None:
    """Show a sushi bar: its cook under the curtain, plates on the counter."""
    board, random = brief.board, brief.random(5)
    tall = board.portrait
    backdrop(scene, brief, "#8a5a34", (board.width * 0.5, board.height * 0.36))
    top = board.height * (0.60 if not tall else 0.575)
    wall = Sheet(board)
    for number in range(int(board.width / 74) + 1):
        wall.canvas.drawRect(skia.Rect.MakeXYWH(number * 74, 0, 8, top), paint("#3a1c10", 0.45))
    for level in (0.33, 0.46) if not tall else (0.30, 0.39):
        y, x = board.height * level, board.width * 0.08
        wall.canvas.drawRect(
            skia.Rect(board.width * 0.06, y, board.width * 0.94, y + 15),
            paint("#6a3a1e", shader=linear((0, y), (0, y + 15), [(0, "#b87c48"), (1, "#4a2412")])),
        )
        while x < board.width * 0.90:
            high = 84 + 50 * float(random.random())
            glass = ("#2f5a4a", "#7a4a2a", "#e8e0d0", "#3a4a7a", "#8a2c2c")[int(random.integers(5))]
            if random.random() < 0.6:
                neck = [
                    (x - 24, y),
                    (x - 24, y - high * 0.58),
                    (x - 9, y - high * 0.74),
                    (x - 9, y - high),
                    (x + 9, y - high),
                    (x + 9, y - high * 0.74),
                    (x + 24, y - high * 0.58),
                    (x + 24, y),
                ]
                wall.canvas.drawPath(
                    polygon(neck),
                    paint(
                        glass,
                        shader=linear(
                            (x - 24, 0),
                            (x + 24, 0),
                            [(0, mix(glass, "#ffffff", 0.45)), (0.4, glass), (1, mix(glass, "#120806", 0.5))],
                        ),
                    ),
                )
                wall.canvas.drawRect(skia.Rect(x - 20, y - high * 0.46, x + 20, y - high * 0.16), paint("#f4ecdc", 0.9))
            else:
                wall.canvas.drawOval(skia.Rect(x - 28, y - 46, x + 28, y - 26), paint("#f0e8d8"))
                wall.canvas.drawRect(skia.Rect(x - 26, y - 36, x + 26, y - 2), paint("#d8ccb4"))
            x += 66 + 26 * float(random.random())
    scene.add("shelves", 0.14, wall)
    cook = Sheet(board)
    high = min(board.height * 0.60, board.width * 0.72)
    x, foot = board.width * (0.60 if not tall else 0.5), top + high * 0.40
    person(cook.canvas, x, foot, high, STANDING, "#c89a78", "#ffe8c8", shirt="#f4f0e8")
    cook.canvas.drawPath(
        polygon(
            [(x - high * 0.06, foot - high * 0.83), (x, foot - high * 0.66), (x + high * 0.06, foot - high * 0.83)],
            close=False,
        ),
        paint("#3a5a8a", stroke=high * 0.018),
    )
    head = foot - high * 0.92
    cook.canvas.drawOval(
        skia.Rect(x - high * 0.053, head - high * 0.072, x + high * 0.053, head - high * 0.034), paint("#1c1412")
    )
    cook.canvas.drawRect(
        skia.Rect(x - high * 0.050, head - high * 0.050, x + high * 0.050, head - high * 0.030), paint("#f8f4ec")
    )
    cook.canvas.drawRect(
        skia.Rect(x - high * 0.009, head - high * 0.049, x + high * 0.009, head - high * 0.031), paint("#d8342c")
    )
    scene.add("cook", 0.34, cook, Motion(sway=(3, 1.5), period=3.4))
    curtain = Sheet(board)
    low, count = board.height * (0.24 if not tall else 0.20), 6 if not tall else 4
    for number in range(count):
        left, wide = board.width * number / count, board.width / count
        strip = polygon([(left + 4, 0), (left + wide - 4, 0), (left + wide - 10, low), (left + 10, low)])
        curtain.canvas.drawPath(
            strip,
            paint(
                "#24406a",
                shader=linear(
                    (left, 0), (left + wide, 0), [(0, "#1a2c50"), (0.3, "#3a5f98"), (0.6, "#24406a"), (1, "#162442")]
                ),
            ),
        )
        for ring in range(3):
            centre = left + wide / 2, low * 0.70
            curtain.canvas.drawArc(
                skia.Rect(
                    centre[0] - 76 + 22 * ring,
                    centre[1] - 76 + 22 * ring,
                    centre[0] + 76 - 22 * ring,
                    centre[1] + 76 - 22 * ring,
                ),
                180,
                180,
                False,
                paint("#f0ece0", 0.85, stroke=9),
            )
    scene.add("curtain", 0.48, curtain, Motion(sway=(4, 0), period=5))
    scene.add("counter", 0.56, table(brief, top, "#c8925a"))
    plates = Sheet(board)
    unit = min(board.width * 0.085, 150.0)
    for share, first in ((0.24, 0), (0.52, 2), (0.80, 1)) if not tall else ((0.28, 0), (0.74, 2)):
        px, py = board.width * share, top + unit * (0.92 if not tall else 1.3)
        plate(plates.canvas, px, py, unit * 1.35, "#3a4a6a")
        for number in range(2):
            tone, striped = _FISH[(first + number) % len(_FISH)]
            nigiri(
                plates.canvas,
                px + unit * (-0.52 + 1.04 * number),
                py + unit * 0.12,
                unit * 0.92,
                tone,
                random,
                striped=striped,
            )
    scene.add("plates", 0.68, plates)
