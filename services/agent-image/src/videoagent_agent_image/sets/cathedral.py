"""A cathedral from within, and its front on a square."""

import numpy as np
import skia

from videoagent_agent_image.drawing.buildings import old_house
from videoagent_agent_image.drawing.cathedral import END, Nave, nave, west_front
from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.figures import Figure, smooth
from videoagent_agent_image.drawing.plants import broadleaf
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import ADD, Sheet, linear, paint, polygon
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_mist, open_sky, swaying
from videoagent_media.layers import Motion


def nave_view(scene: Scene, brief: Brief) -> None:
    board, light = brief.board, brief.light
    tall = board.portrait
    focal = board.height * 0.72 if not tall else board.height * 0.60
    row = board.height * (0.655 if not tall else 0.66)
    glow = mix("#fff2cc", light.lit, 0.35)
    view = Nave(board.width * 0.5, row, focal, mix("#d2b48c", light.key, 0.12), "#2b2028", glow)
    stone = Sheet(board)
    stone.canvas.drawPaint(paint("#2b2028"))
    _floor(stone, view, board.width, board.height)
    nave(stone.canvas, view)
    scene.add("nave", 0.26, stone)
    rays = Sheet(board)
    for number, z in enumerate((1.9, 2.7, 3.5, 4.3)):
        foot = -0.55 + 0.07 * number
        beam = polygon(
            [
                view.at(0.98, 2.95, z + 0.12),
                view.at(0.98, 2.15, z + 0.62),
                view.at(foot + 0.42, 0, z + 0.15),
                view.at(foot, 0, z - 0.2),
            ]
        )
        fade = linear(view.at(0.98, 2.5, z), view.at(foot, 0, z), [(0, glow, 0.34), (0.7, glow, 0.12), (1, glow, 0.03)])
        rays.canvas.drawPath(beam, paint(glow, blur=focal * 0.022, blend=ADD, shader=fade))
    scene.add("rays", 0.36, rays, Motion(flicker=0.3, flicker_rate=0.22))
    pews = Sheet(board)
    for z in np.arange(4.9, 1.25, -0.34):
        for side in (-1, 1):
            _pew(pews, view, side, float(z))
    scene.add("pews", 0.46, pews)
    flames = Sheet(board)
    for side in (-1, 1):
        for number in range(3):
            x, y = view.at(side * (0.14 + 0.09 * number), 0.46 + 0.05 * number, END - 0.15)
            flames.canvas.drawCircle(x, y, focal * 0.022, paint("#ffb84a", 0.6, blur=focal * 0.012, blend=ADD))
            flames.canvas.drawCircle(x, y, focal * 0.0042, paint("#fff4cc"))
    scene.add("candles", 0.30, flames, Motion(flicker=0.35, flicker_rate=1.4))


def _floor(sheet: Sheet, view: Nave, width: float, height: float) -> None:
    top = view.at(0, 0, END)[1]
    area = polygon([view.at(-1, 0, END), view.at(1, 0, END), (width + 900, height + 5), (-900, height + 5)])
    tones = [
        (0, mix(view.stone, view.glow, 0.35)),
        (0.25, mix(view.stone, view.dark, 0.30)),
        (1, mix(view.dark, "#120c12", 0.4)),
    ]
    sheet.canvas.drawPath(area, paint(view.stone, shader=linear((0, top), (0, height), tones)))
    for row, z in enumerate(np.arange(0.8, END - 0.2, 0.28)):
        for column in range(8):
            if (row + column) % 2:
                continue
            x, near, far = -1 + 0.25 * column, float(z), float(z) + 0.28
            tile = polygon(
                [view.at(x, 0, near), view.at(x + 0.25, 0, near), view.at(x + 0.25, 0, far), view.at(x, 0, far)]
            )
            sheet.canvas.drawPath(tile, paint("#1c1218", 0.30))
    carpet = polygon([view.at(-0.17, 0, END), view.at(0.17, 0, END), view.at(0.17, 0, 0.55), view.at(-0.17, 0, 0.55)])
    cloth = [(0, "#c0413c"), (0.3, "#8e2830"), (1, "#3a1218")]
    sheet.canvas.drawPath(carpet, paint("#8e2830", shader=linear((0, top), (0, height), cloth)))
    for side in (-1, 1):
        hem = polygon([view.at(side * x, 0, z) for x, z in ((0.150, END), (0.158, END), (0.158, 0.55), (0.150, 0.55))])
        sheet.canvas.drawPath(hem, paint("#e0b060", 0.8))
    for number in range(6):  # what the coloured windows throw on the floor
        x, y = view.at(-0.62 + 0.03 * number, 0, 1.7 + 0.6 * number)
        size = view.focal * 0.16 / (1.7 + 0.6 * number)
        tone = ("#ffd070", "#7fb0ff", "#ff8a80")[number % 3]
        sheet.canvas.drawOval(
            skia.Rect.MakeXYWH(x - size, y - size * 0.28, 2 * size, size * 0.56),
            paint(tone, 0.34, blur=size * 0.16, blend=ADD),
        )


def _pew(sheet: Sheet, view: Nave, side: int, z: float) -> None:
    near, back = (view.at(side * x, y, z) for x, y in ((0.24, 0.0), (0.84, 0.30)))
    wood = mix(mix("#5a3420", "#1a0e0c", 0.75 - 0.11 * z), view.glow, 0.02 * z)
    box = skia.Rect(min(near[0], back[0]), back[1], max(near[0], back[0]), near[1])
    tones = [(0, mix(wood, view.glow, 0.22)), (0.25, wood), (1, mix(wood, "#0e0808", 0.6))]
    sheet.canvas.drawRect(box, paint(wood, shader=linear((0, box.top()), (0, box.bottom()), tones)))
    sheet.canvas.drawLine(
        box.left(), box.top(), box.right(), box.top(), paint(mix(wood, view.glow, 0.45), stroke=view.focal * 0.016 / z)
    )
    end = view.at(side * 0.24, 0.36, z)
    post = skia.Rect(end[0] - view.focal * 0.014 / z, end[1], end[0] + view.focal * 0.014 / z, near[1])
    sheet.canvas.drawRoundRect(post, 4, 4, paint(mix(wood, view.glow, 0.16)))


def front(scene: Scene, brief: Brief) -> None:
    board, light = brief.board, brief.light
    tall = board.portrait
    foot = board.height * (0.765 if not tall else 0.745)
    open_sky(scene, brief, foot, sun=0.20)
    town, random = Sheet(board), brief.random(3)
    for side in (-1, 1):
        x, unit = 0.0, min(board.width, board.height)
        while x < board.width * 0.40:
            wide, high = unit * (0.11 + 0.06 * float(random.random())), unit * (0.24 + 0.12 * float(random.random()))
            left = x if side < 0 else board.width - x - wide
            old_house(town.canvas, skia.Rect(left, foot - high, left + wide, foot), light, 0.24, random)
            x += wide + 3
    scene.add("town", 0.22, town)
    add_mist(scene, brief, 0.24, foot - 30, 70, 0.35)
    church = Sheet(board)
    size = board.height * 0.625 if not tall else board.width * 1.12
    at = 0.62 if not (tall or board.square) else 0.5
    west_front(church.canvas, Figure(board.width * at, foot + 6, size), light, lamps=light.dark)
    scene.add("cathedral", 0.34, church)
    square, stone = Sheet(board), light.on("#a8967e", 0.05)
    tones = [(0, mix(stone, light.haze, 0.35)), (0.35, stone), (1, mix(stone, "#1c1418", 0.62))]
    square.canvas.drawRect(
        skia.Rect(0, foot, board.width, board.height), paint(stone, shader=linear((0, foot), (0, board.height), tones))
    )
    for number in range(1, 9):
        y = foot + (board.height - foot) * (number / 9) ** 1.7
        square.canvas.drawLine(0, y, board.width, y, paint("#2a1c18", 0.20, stroke=2 + number * 0.4))
    for number in range(-14, 15):
        square.canvas.drawLine(
            board.width * at + number * 60,
            foot,
            board.width * at + number * 340,
            board.height,
            paint("#2a1c18", 0.14, stroke=3),
        )
    scene.add("square", 0.40, square)
    people = Sheet(board)
    for _ in range(16):
        share = float(random.random())
        x, y, size = board.width * float(random.random()), foot + 12 + 70 * share, 44 + 40 * share
        passer(people, x, y, size, mix(light.on("#3a3038", 0.12), light.on("#8a5a48"), float(random.random()) * 0.6))
    scene.add("people", 0.44, people)
    trees = Sheet(board)
    leaf = light.on("#2c4424"), mix(light.on("#8a9c4a"), light.key, 0.2)
    for x, high in ((0.06, 0.40), (0.95, 0.34)) if not tall else ((0.03, 0.26), (0.98, 0.28)):
        broadleaf(trees.canvas, board.width * x, board.height * 0.84, board.height * high, *leaf, random)
    scene.add("trees", 0.70, trees, swaying(2, 6))
    doves = Sheet(board)
    for _ in range(10):
        x, y = (
            board.width * (0.34 + 0.09 * float(random.standard_normal())),
            board.height * (0.34 + 0.06 * float(random.standard_normal())),
        )
        wing = 12 + 12 * float(random.random())
        flight = smooth(
            [
                (x - wing, y - wing * 0.5),
                (x - wing * 0.3, y - wing * 0.3),
                (x, y),
                (x + wing * 0.4, y - wing * 0.35),
                (x + wing, y - wing * 0.6),
            ],
            close=False,
        )
        doves.canvas.drawPath(flight, paint(mix("#f4ece4", light.shade, 0.25), stroke=5))
    scene.add("doves", 0.50, doves, Motion(velocity=(16, -3), sway=(0, 8), period=3.2))


def passer(sheet: Sheet, x: float, foot: float, size: float, tone: str) -> None:
    """Draw somebody far away who walks across the square."""
    coat = smooth(
        [
            (x - size * 0.13, foot),
            (x - size * 0.15, foot - size * 0.5),
            (x, foot - size * 0.82),
            (x + size * 0.15, foot - size * 0.5),
            (x + size * 0.12, foot),
        ]
    )
    sheet.canvas.drawOval(
        skia.Rect.MakeXYWH(x - size * 0.3, foot - size * 0.05, size * 0.8, size * 0.10), paint("#1c1418", 0.4)
    )
    sheet.canvas.drawPath(coat, paint(tone))
    sheet.canvas.drawCircle(x, foot - size * 0.88, size * 0.095, paint(mix(tone, "#8a5a40", 0.5)))
