"""Contests besides football: runners before the flame, winners on their podium, a basket."""

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.curves import smooth
from videoagent_agent_image.drawing.lamps import as_light, beam, bokeh, glow
from videoagent_agent_image.drawing.performers import CHEERING, RUNNING, person
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon, radial
from videoagent_agent_image.drawing.sport import basket, basketball, racket, tennis_ball
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.stands import SKINS, backdrop, stand
from videoagent_media.layers import Motion


def running_track(scene: Scene, brief: Brief) -> None:
    """Show runners on the track, the flame burning behind them."""
    board = brief.board
    tall = board.portrait
    horizon = board.height * (0.50 if not tall else 0.47)
    backdrop(scene, brief, horizon)
    field = Sheet(board)
    field.canvas.drawRect(
        skia.Rect(0, horizon - 6, board.width, board.height),
        paint(
            "#3f8a48", shader=linear((0, horizon), (0, horizon + board.height * 0.1), [(0, "#6ab05a"), (1, "#2f7a40")])
        ),
    )
    scene.add("field", 0.20, field)
    cauldron = Sheet(board)
    x, foot = board.width * (0.40 if not tall else 0.5), horizon + 26
    size = board.height * (0.30 if not tall else 0.20)
    _cauldron(cauldron, x, foot, size)
    scene.add("cauldron", 0.24, cauldron)
    fire = Sheet(board)
    _flame(fire, x, foot - size * 0.86, size * 0.62, brief.random(5))
    scene.add("flame", 0.25, fire, Motion(sway=(5, 3), period=1.5, flicker=0.2, flicker_rate=1.7))
    lanes = Sheet(board)
    top = board.height * (0.575 if not tall else 0.525)
    clay = [(0, "#e8825a"), (0.3, "#c8502f"), (1, "#5a1c18")]
    lanes.canvas.drawRect(
        skia.Rect(0, top, board.width, board.height), paint("#c8502f", shader=linear((0, top), (0, board.height), clay))
    )
    for number in range(7):
        y = top + 8 + (board.height - top) * (number / 6.2) ** 1.55
        lanes.canvas.drawLine(0, y, board.width, y - 4, paint("#fff4e8", 0.92, stroke=4 + 2.2 * number))
    scene.add("track", 0.34, lanes)
    for number, (share, down, big) in enumerate(
        ((0.27, 0.085, 0.36), (0.50, 0.155, 0.42), (0.74, 0.245, 0.48))
        if not tall
        else ((0.26, 0.05, 0.17), (0.54, 0.105, 0.20), (0.76, 0.175, 0.235))
    ):
        runner = Sheet(board)
        size, foot = board.height * big, top + board.height * down
        px = board.width * share
        runner.canvas.drawOval(
            skia.Rect.MakeXYWH(px - size * 0.34, foot - size * 0.03, size * 0.66, size * 0.07),
            paint("#2a0a0a", 0.45, blur=size * 0.015),
        )
        person(
            runner.canvas,
            px,
            foot,
            size,
            RUNNING,
            SKINS[number],
            "#ffe8c8",
            shirt=("#2f6ad0", "#f2c23a", "#d83a48")[number],
            shorts=("#1c3f8a", "#b0421f", "#f4f0ea")[number],
        )
        scene.add(
            f"runner {number}", 0.46 + 0.12 * number, runner, Motion(sway=(9, 6), period=0.9, phase=0.33 * number)
        )


def _cauldron(sheet: Sheet, x: float, foot: float, tall: float) -> None:
    canvas = sheet.canvas
    metal = [(0, "#5a6078"), (0.35, "#f0f4ff"), (0.6, "#a0a8c0"), (1, "#3a4058")]
    column = polygon(
        [
            (x - tall * 0.10, foot),
            (x + tall * 0.10, foot),
            (x + tall * 0.05, foot - tall * 0.66),
            (x - tall * 0.05, foot - tall * 0.66),
        ]
    )
    canvas.drawPath(column, paint("#a0a8c0", shader=linear((x - tall * 0.1, 0), (x + tall * 0.1, 0), metal)))
    for number in range(4):
        step = skia.Rect(
            x - tall * (0.50 - 0.09 * number),
            foot - tall * 0.05 * (number + 1),
            x + tall * (0.50 - 0.09 * number),
            foot - tall * 0.05 * number,
        )
        canvas.drawRect(
            step,
            paint(
                mix("#8a92a8", "#3a4260", 0.2 * (number % 2)), shader=linear((step.left(), 0), (step.right(), 0), metal)
            ),
        )
    bowl = [
        (x - tall * 0.27, foot - tall * 0.86),
        (x - tall * 0.22, foot - tall * 0.72),
        (x - tall * 0.06, foot - tall * 0.64),
        (x + tall * 0.06, foot - tall * 0.64),
        (x + tall * 0.22, foot - tall * 0.72),
        (x + tall * 0.27, foot - tall * 0.86),
    ]
    canvas.drawPath(
        smooth(bowl, close=False),
        paint(
            "#d8b060",
            shader=linear(
                (x - tall * 0.27, 0), (x + tall * 0.27, 0), [(0, "#8a5a20"), (0.4, "#fff0b0"), (1, "#a8702c")]
            ),
        ),
    )
    canvas.drawOval(
        skia.Rect(x - tall * 0.28, foot - tall * 0.895, x + tall * 0.28, foot - tall * 0.825), paint("#ffdf8a")
    )


def _flame(sheet: Sheet, x: float, foot: float, tall: float, random: np.random.Generator) -> None:
    canvas = sheet.canvas
    glow(canvas, x, foot - tall * 0.4, tall * 1.9, "#ff9a3a", 0.6)
    for number, (tone, share) in enumerate((("#f0501c", 1.0), ("#ff8a24", 0.78), ("#ffc84a", 0.54), ("#fff4b8", 0.30))):
        lean = tall * 0.05 * float(random.standard_normal())
        wide, high = tall * 0.36 * (0.45 + 0.55 * share), tall * share
        tongue = [
            (x - wide * 0.9, foot),
            (x - wide, foot - high * 0.28),
            (x - wide * 0.42, foot - high * 0.62),
            (x - wide * 0.30 + lean, foot - high * 0.80),
            (x + lean, foot - high * 1.06),
            (x + wide * 0.22, foot - high * 0.72),
            (x + wide * 0.62, foot - high * 0.66),
            (x + wide, foot - high * 0.26),
            (x + wide * 0.9, foot),
        ]
        canvas.drawPath(smooth(tongue), paint(tone, 0.92 if number else 0.85))


def podium(scene: Scene, brief: Brief) -> None:
    """Show three winners on their podium under falling paper."""
    board = brief.board
    tall = board.portrait
    horizon = board.height * (0.58 if not tall else 0.55)
    backdrop(scene, brief, horizon)
    ground = Sheet(board)
    x = board.width * (0.56 if not (tall or board.square) else 0.5)
    ground.canvas.drawRect(
        skia.Rect(0, horizon - 4, board.width, board.height),
        paint(
            "#24407a",
            shader=radial(
                (x, horizon + 100), board.width * 0.6, [(0, "#7aa0e8", 1), (0.5, "#2f4f98", 1), (1, "#101c44", 1)]
            ),
        ),
    )
    scene.add("ground", 0.22, ground)
    shine = Sheet(board)
    for turn in (-24.0, 0.0, 24.0):
        beam(
            shine.canvas,
            (x - np.sin(np.radians(turn)) * board.height * 0.62, -60),
            turn,
            board.height * 0.95,
            10,
            "#fff0c8",
            0.26 if not tall else 0.13,
        )
    step = min(board.width * 0.24, board.height * 0.26)
    foot = board.height * (0.80 if not tall else 0.70)
    steps = Sheet(board)
    for place, high in ((-1, 0.62), (1, 0.42), (0, 0.92)):
        box = skia.Rect(x + step * (place - 0.5), foot - step * high, x + step * (place + 0.5), foot)
        steps.canvas.drawRect(
            box,
            paint(
                "#e8edf8", shader=linear((0, box.top()), (0, foot), [(0, "#ffffff"), (0.12, "#dfe6f6"), (1, "#5a6a9c")])
            ),
        )
        steps.canvas.drawRect(
            skia.Rect(box.left(), box.top(), box.right(), box.top() + step * 0.09),
            paint(("#e0b848", "#c88a58", "#c0c8d4")[place]),
        )
        rings = skia.Rect.MakeXYWH(box.centerX() - step * 0.12, box.top() + step * 0.20, step * 0.24, step * 0.24)
        steps.canvas.drawOval(rings, paint(("#e0b848", "#c88a58", "#c0c8d4")[place]))
        steps.canvas.drawOval(rings, paint("#ffffff", 0.8, stroke=step * 0.02))
    scene.add("podium", 0.46, steps)
    winners = Sheet(board)
    for number, (place, high) in enumerate(((-1, 0.62), (1, 0.42), (0, 0.92))):
        px, py, size = x + step * place, foot - step * high, step * 1.30
        person(
            winners.canvas,
            px,
            py,
            size,
            CHEERING,
            SKINS[number + 1],
            "#fff4dc",
            shirt=("#3a7ad8", "#4fae5a", "#e0483c")[number],
            shorts="#24304e",
        )
        chest = px, py - size * 0.64
        winners.canvas.drawPath(
            polygon([(px - size * 0.05, py - size * 0.80), chest, (px + size * 0.05, py - size * 0.80)], close=False),
            paint("#2f5ac0", stroke=size * 0.020),
        )
        winners.canvas.drawCircle(*chest, size * 0.042, paint(("#c0c8d4", "#c88a58", "#ffd24a")[number]))
    scene.add("winners", 0.50, winners, Motion(sway=(0, 4), period=1.7))
    scene.add("beams", 0.52, as_light(shine))
    paper, random = Sheet(board), brief.random(12)
    for _ in range(round(150 * board.width * board.height / (2304 * 1296))):
        px, py = board.width * float(random.random()), board.height * float(random.random())
        paper.canvas.save()
        paper.canvas.translate(px, py)
        paper.canvas.rotate(360 * float(random.random()))
        paper.canvas.drawRect(
            skia.Rect(-9, -5, 9, 5),
            paint(("#ffd24a", "#ff6a6a", "#6ac8ff", "#ffffff", "#8ae07a")[int(random.integers(5))], 0.9),
        )
        paper.canvas.restore()
    scene.add("paper", 0.95, paper, Motion(velocity=(-6, 60), wrap=(round(board.width), round(board.height))))


def basketball_hall(scene: Scene, brief: Brief) -> None:
    """Show a ball on its way into the basket."""
    board = brief.board
    tall = board.portrait
    back = Sheet(board)
    tones = [(0, "#d88a4a", 1), (0.35, "#6a3a4a", 1), (1, "#120c20", 1)]
    x, y = (board.width * 0.56, board.height * 0.50) if not tall else (board.width * 0.5, board.height * 0.40)
    back.canvas.drawPaint(paint("#3a2438", shader=radial((x, y), max(board.width, board.height) * 0.62, tones)))
    scene.add("hall", 0.0, back)
    crowd = Sheet(board)
    low = board.height * (0.86 if not tall else 0.80)
    stand(
        crowd,
        brief,
        ((-20.0, low), (board.width + 20, low), (board.width + 20, board.height * 0.22), (-20.0, board.height * 0.22)),
        16,
        4,
        dim=0.52,
    )
    scene.add("crowd", 0.08, crowd, focus=7)
    lights = Sheet(board)
    bokeh(
        lights.canvas,
        (0, 0, board.width, board.height * 0.3),
        20,
        (20, 62),
        ("#fff4d8", "#ffd890", "#bcd8ff"),
        brief.random(3),
    )
    scene.add("lights", 0.12, lights, Motion(flicker=0.2, flicker_rate=0.6))
    shine = Sheet(board)
    for share, turn in ((0.2, 22.0), (0.8, -14.0)):
        beam(shine.canvas, (board.width * share, -60), turn, board.height * 1.0, 12, "#ffe8c0", 0.5)
    scene.add("beams", 0.2, as_light(shine))
    wide = min(board.height * 0.30, board.width * (0.42 if not tall else 0.35))
    frame = Sheet(board)
    pane = skia.Rect(x - wide * 1.02, y - wide * 1.22, x + wide * 1.02, y + wide * 0.06)
    frame.canvas.drawRect(pane, paint("#dfeaf8", 0.30))
    frame.canvas.drawPath(
        polygon(
            [
                (pane.left() + wide * 0.3, pane.bottom()),
                (pane.left() + wide * 0.7, pane.top()),
                (pane.left() + wide * 1.0, pane.top()),
                (pane.left() + wide * 0.6, pane.bottom()),
            ]
        ),
        paint("#ffffff", 0.16),
    )
    frame.canvas.drawRect(pane, paint("#f4f6fa", stroke=wide * 0.05))
    frame.canvas.drawRect(
        skia.Rect(x - wide * 0.36, y - wide * 0.66, x + wide * 0.36, y - wide * 0.10),
        paint("#e8502c", stroke=wide * 0.045),
    )
    frame.canvas.drawRect(
        skia.Rect(x - wide * 0.10, y - wide * 0.14, x + wide * 0.10, y + wide * 0.02), paint("#c8401c")
    )
    scene.add("board", 0.40, frame)
    ring = Sheet(board)
    basket(ring.canvas, x, y + wide * 0.06, wide * 0.78)
    scene.add("basket", 0.54, ring)
    ball = Sheet(board)
    basketball(ball.canvas, x - wide * 0.40, y - wide * 0.50, wide * 0.27)
    scene.add("ball", 0.60, ball, Motion(sway=(6, 10), period=3.2))


def tennis_court(scene: Scene, brief: Brief) -> None:
    """Show a racket and a ball on a court of clay."""
    board = brief.board
    tall = board.portrait
    horizon = board.height * (0.44 if not tall else 0.45)
    backdrop(scene, brief, horizon)
    court = Sheet(board)
    canvas = court.canvas
    clay = [(0, "#e89a68"), (0.4, "#d06a3c"), (1, "#7a2f18")]
    canvas.drawRect(
        skia.Rect(0, horizon - 4, board.width, board.height),
        paint("#d06a3c", shader=linear((0, horizon), (0, board.height), clay)),
    )
    middle, low = board.width * 0.5, board.height * 1.04
    for far, near in ((-0.30, -0.86), (0.30, 0.86), (0.0, 0.0)):
        ends = (middle + board.width * far, horizon + 40), (middle + board.width * near, low)
        canvas.drawLine(*ends[0], *ends[1], paint("#fff6ea", 0.92, stroke=11))
    for down, wide in ((0.04, 5.0), (0.52, 12.0)):
        y = horizon + (low - horizon) * down
        canvas.drawRect(skia.Rect(0, y, board.width, y + wide), paint("#fff6ea", 0.92))
    scene.add("court", 0.24, court)
    net = Sheet(board)
    top, foot = horizon - board.height * 0.02, horizon + board.height * (0.13 if not tall else 0.08)
    for number in range(int(board.width / 22) + 1):
        net.canvas.drawLine(22 * number, top, 22 * number, foot, paint("#1c1a20", 0.62, stroke=3))
    for number in range(int((foot - top) / 20) + 1):
        net.canvas.drawLine(0, top + 20 * number, board.width, top + 20 * number, paint("#1c1a20", 0.62, stroke=3))
    tape = skia.Rect(0, top - 20, board.width, top + 14)
    tones = [(0, "#ffffff"), (1, "#c8ccd8")]
    net.canvas.drawRect(tape, paint("#f4f6fa", shader=linear((0, tape.top()), (0, tape.bottom()), tones)))
    net.canvas.drawRect(skia.Rect(middle - 22, top, middle + 22, foot + 6), paint("#f4f6fa"))
    scene.add("net", 0.36, net)
    things = Sheet(board)
    size = min(board.height * 0.62, board.width * 0.86)
    x, y = board.width * (0.665 if not tall else 0.60), board.height * (0.50 if not tall else 0.49)
    things.canvas.drawOval(
        skia.Rect.MakeXYWH(x - size * 0.34, y + size * 0.36, size * 0.44, size * 0.07), paint("#3a140a", 0.4, blur=14)
    )
    racket(things.canvas, x, y, size, "#2a5ab8", turn=24)
    radius = size * 0.085
    bx, by = x - size * 0.46, y + size * 0.33
    things.canvas.drawOval(
        skia.Rect.MakeXYWH(bx - radius, by + radius * 0.66, radius * 2.5, radius * 0.55), paint("#3a140a", 0.5, blur=7)
    )
    tennis_ball(things.canvas, bx, by, radius)
    scene.add("racket", 0.62, things)
