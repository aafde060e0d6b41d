"""Money: coins before a chart, a vault of gold, a hall where shares are traded."""

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.lamps import as_light, beam, bokeh, glow
from videoagent_agent_image.drawing.performers import audience, seats
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon, radial
from videoagent_agent_image.drawing.treasure import GOLD, SILVER, chart, coin, ingot, stack, vault_door
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.table import backdrop, table
from videoagent_media.layers import Motion


def draw(brief: Brief) -> Scene:
    """Draw one of three views of money."""
    scene = Scene(brief.board, accent="#ffd24a")
    (_coins, _vault, _exchange)[brief.variant % 3](scene, brief)
    return scene


def _coins(scene: Scene, brief: Brief) -> None:
    """Show stacks of coins that grow, a chart of prices glowing behind them."""
    board, random = brief.board, brief.random(1)
    tall = board.portrait
    backdrop(scene, brief, "#1c3450", (board.width * 0.56, board.height * 0.30))
    lights = Sheet(board)
    bokeh(
        lights.canvas, (0, 0, board.width, board.height * 0.5), 26, (14, 50), ("#5ac8ff", "#ffd88a", "#4fe08a"), random
    )
    scene.add("lights", 0.06, lights, Motion(sway=(5, 3), period=8), focus=3)
    screen = Sheet(board)
    frame = skia.Rect(board.width * 0.24, board.height * 0.12, board.width * 0.90, board.height * 0.53)
    if tall:
        frame = skia.Rect(board.width * 0.11, board.height * 0.16, board.width * 0.89, board.height * 0.46)
    screen.canvas.drawRect(frame.makeOutset(16, 16), paint("#0a0f1a"))
    screen.canvas.drawRect(
        frame, paint("#0f2238", shader=linear((0, frame.top()), (0, frame.bottom()), [(0, "#1c4060"), (1, "#0b1828")]))
    )
    chart(screen.canvas, frame, brief.random(2), columns=34 if not tall else 20)
    scene.add("screen", 0.20, screen, focus=1.4)
    top = board.height * 0.56
    scene.add("desk", 0.40, table(brief, top, "#6a4630"))
    money = Sheet(board)
    radius = min(board.width * 0.050, board.height * 0.078) * (1.0 if not tall else 1.5)
    left, step = (
        (board.width * 0.36, radius * 2.5) if not (tall or board.square) else (board.width * 0.20, board.width * 0.15)
    )
    for number, count in enumerate((2, 4, 6, 9, 12)):
        stack(
            money.canvas, left + step * number, top + radius * (1.5 + 0.12 * (number % 2)), radius, count, GOLD, random
        )
    for across, down, metal in (
        (-1.6, 2.5, SILVER),
        (-0.3, 2.75, GOLD),
        (1.3, 2.6, SILVER),
        (2.5, 2.85, GOLD),
        (4.6, 2.7, GOLD),
        (5.9, 2.75, SILVER),
    ):
        x = left + radius * 1.6 * across + radius * 2
        money.canvas.drawOval(
            skia.Rect.MakeXYWH(x - radius, top + radius * down - radius * 0.2, radius * 2.1, radius * 0.8),
            paint("#0c0504", 0.45, blur=8),
        )
        coin(money.canvas, x, top + radius * down, radius * 0.9, metal)
    scene.add("coins", 0.64, money)


def _vault(scene: Scene, brief: Brief) -> None:
    """Show a vault, its round door open beside bars of gold."""
    board = brief.board
    tall = board.portrait
    backdrop(scene, brief, "#3a4656", (board.width * 0.62, board.height * 0.42))
    wall = Sheet(board)
    size = 150.0
    for row in range(int(board.height * 0.62 / size * 2) + 1):
        for column in range(int(board.width / size) + 1):
            box = skia.Rect.MakeXYWH(column * size + 6, row * size / 2 + 6, size - 12, size / 2 - 12)
            wall.canvas.drawRoundRect(
                box,
                8,
                8,
                paint(
                    "#6a7686", 0.5, shader=linear((0, box.top()), (0, box.bottom()), [(0, "#9aa8ba"), (1, "#3a4452")])
                ),
            )
            wall.canvas.drawCircle(box.centerX(), box.centerY(), 7, paint("#d8b04a", 0.8))
    scene.add("boxes", 0.10, wall)
    top = board.height * (0.60 if not tall else 0.575)
    floor = Sheet(board)
    middle = board.width * 0.62, top + 120
    floor.canvas.drawRect(
        skia.Rect(0, top, board.width, board.height),
        paint(
            "#3a3f4a",
            shader=radial(middle, board.width * 0.6, [(0, "#e8c070", 1), (0.4, "#6a6258", 1), (1, "#14161c", 1)]),
        ),
    )
    scene.add("floor", 0.34, floor)
    door = Sheet(board)
    radius = min(board.height * 0.33, board.width * 0.34) * (0.84 if board.square else 1.0)
    x, y = (board.width * 0.32, board.height * 0.40) if not tall else (board.width * 0.42, board.height * 0.34)
    if board.square:
        x = board.width * 0.30
    door.canvas.drawCircle(
        x + radius * 0.10, y + radius * 0.10, radius * 1.02, paint("#0a0c12", 0.55, blur=radius * 0.06)
    )
    vault_door(door.canvas, x, y, radius)
    scene.add("door", 0.46, door)
    gold = Sheet(board)
    wide = min(board.width * 0.125, board.height * 0.17) * (1.0 if not tall else 1.15)
    centre, foot = (
        board.width * (0.67 if not (tall or board.square) else 0.55),
        board.height * (0.765 if not tall else 0.69),
    )
    glow(gold.canvas, centre, foot - wide * 0.6, wide * 3.0, "#ffce5a", 0.45, flat=0.7)
    gold.canvas.drawOval(
        skia.Rect(centre - wide * 2.5, foot - wide * 0.16, centre + wide * 2.6, foot + wide * 0.16),
        paint("#0a0604", 0.5, blur=16),
    )
    for row, count in enumerate((4, 3, 2, 1)):
        for number in range(count):
            ingot(gold.canvas, centre + wide * 1.12 * (number - (count - 1) / 2), foot - wide * 0.235 * row, wide)
    scene.add("gold", 0.60, gold)
    shine = Sheet(board)
    beam(shine.canvas, (centre + board.width * 0.06, -80), -6, board.height * 0.95, 13, "#ffe6b0", 0.30)
    for share, up in ((-0.9, 0.3), (0.35, 0.95), (1.3, 0.4)):
        sx, sy = centre + wide * share, foot - wide * up
        for turn in (0.0, np.pi / 2):
            dx, dy = wide * 0.16 * float(np.cos(turn)), wide * 0.16 * float(np.sin(turn))
            shine.canvas.drawLine(sx - dx, sy - dy, sx + dx, sy + dy, paint("#ffffff", 0.9, stroke=4))
    scene.add("shine", 0.62, as_light(shine), Motion(flicker=0.4, flicker_rate=0.5))


def _exchange(scene: Scene, brief: Brief) -> None:
    """Show traders under the boards of an exchange."""
    board, light = brief.board, brief.light
    tall = board.portrait
    hall = Sheet(board)
    canvas = hall.canvas
    middle, low = board.width * 0.5, board.height * (0.62 if not tall else 0.60)
    tones = [(0, "#ffe8b8", 1), (0.35, "#c89a68", 1), (0.75, "#6a4634", 1), (1, "#241612", 1)]
    canvas.drawPaint(
        paint("#8a6448", shader=radial((middle, board.height * 0.26), max(board.width, board.height) * 0.66, tones))
    )
    count = 5 if not tall else 3
    for number in range(count):
        x, half = board.width * (number + 0.5) / count, board.width / count * 0.30
        arch = skia.Path()
        arch.addRoundRect(skia.Rect(x - half, board.height * 0.05, x + half, board.height * 0.40), half, half)
        canvas.drawPath(
            arch,
            paint(
                "#dff0ff",
                shader=linear(
                    (0, board.height * 0.05),
                    (0, board.height * 0.40),
                    [(0, light.sky[0][1]), (1, mix(light.sky[-1][1], "#ffffff", 0.4))],
                ),
            ),
        )
        for share in (-0.34, 0.34):
            canvas.drawLine(
                x + half * share, board.height * 0.05, x + half * share, board.height * 0.40, paint("#6a4a34", stroke=7)
            )
        canvas.drawPath(arch, paint("#f0d8b0", stroke=18))
    for number in range(count + 1):
        x, half = board.width * number / count, min(board.width / count * 0.13, 62.0)
        shaft = skia.Rect(x - half, board.height * 0.04, x + half, low)
        canvas.drawRect(
            shaft,
            paint(
                "#e8d0a8",
                shader=linear(
                    (shaft.left(), 0),
                    (shaft.right(), 0),
                    [(0, "#a8845c"), (0.3, "#fff4dc"), (0.6, "#e0c498"), (1, "#7a5a3c")],
                ),
            ),
        )
        for flute in (-0.5, 0.0, 0.5):
            canvas.drawLine(
                x + half * flute, board.height * 0.08, x + half * flute, low, paint("#8a6a48", 0.4, stroke=5)
            )
        canvas.drawRect(
            skia.Rect(x - half * 1.5, board.height * 0.03, x + half * 1.5, board.height * 0.065), paint("#f0dcb8")
        )
    canvas.drawRect(skia.Rect(0, low, board.width, board.height), paint("#4a3428"))
    scene.add("hall", 0.0, hall)
    boards = Sheet(board)
    places = ((0.12, 0.40), (0.42, 0.70), (0.72, 0.96)) if not tall else ((0.08, 0.50), (0.54, 0.94))
    for number, (left, right) in enumerate(places):
        frame = skia.Rect(
            board.width * left,
            board.height * (0.34 if not tall else 0.33),
            board.width * right,
            board.height * (0.535 if not tall else 0.50),
        )
        glow(boards.canvas, frame.centerX(), frame.centerY(), frame.width() * 0.8, "#5ac8ff", 0.3)
        boards.canvas.drawRect(frame.makeOutset(14, 14), paint("#1c1410"))
        boards.canvas.drawRect(frame, paint("#0c1c2c"))
        chart(boards.canvas, frame, brief.random(10 + number), columns=18)
    scene.add("boards", 0.22, boards)
    shine = Sheet(board)
    for share in (0.2, 0.5, 0.8):
        beam(shine.canvas, (board.width * share, -40), 16, board.height * 0.9, 7, light.key, 0.34)
    scene.add("sunlight", 0.26, as_light(shine))
    for number, (foot, rows, size, gap, down, dark, lit) in enumerate(
        (
            (0.70, 2, 118.0, 96.0, 34.0, "#4a342c", "#ffdca0"),
            (0.84, 2, 190.0, 158.0, 60.0, "#2e211f", "#e8b880"),
            (1.02, 1, 290.0, 250.0, 80.0, "#171112", "#a87850"),
        )
    ):
        crowd, random = Sheet(board), brief.random(20 + number)
        low = board.height * (foot if not tall else 0.02 + foot * 0.94)
        audience(
            crowd.canvas,
            seats(board.width, low, rows, gap, down, random),
            size,
            dark,
            lit,
            random,
            raised=0.45 - 0.1 * number,
        )
        crowd.canvas.drawRect(skia.Rect(0, low - 2, board.width, board.height), paint(dark))
        scene.add(
            f"traders {number}", 0.44 + 0.18 * number, crowd, Motion(sway=(0, 4), period=1.7) if number == 1 else None
        )
    paper, random = Sheet(board), brief.random(30)
    for _ in range(round(46 * board.width * board.height / (2304 * 1296))):
        paper.canvas.save()
        paper.canvas.translate(board.width * float(random.random()), board.height * float(random.random()))
        paper.canvas.rotate(360 * float(random.random()))
        paper.canvas.drawPath(polygon([(-20, -12), (18, -14), (20, 11), (-18, 13)]), paint("#fffaf0", 0.85))
        paper.canvas.restore()
    scene.add("paper", 0.90, paper, Motion(velocity=(-8, 44), wrap=(round(board.width), round(board.height))))
