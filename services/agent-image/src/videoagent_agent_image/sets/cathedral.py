"""A cathedral from within, and its front on a square."""

import numpy as np
import skia

from videoagent_agent_image.drawing.buildings import old_house
from videoagent_agent_image.drawing.cathedral import END, Nave, lancet, nave, rose, west_front
from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.figures import Figure, rounded
from videoagent_agent_image.drawing.plants import broadleaf
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import ADD, Sheet, linear, paint, polygon, radial
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_mist, open_sky, swaying
from videoagent_agent_image.sets.passers import flock, passer
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
    doves = flock(brief, (0.34, 0.34), 10, 26, mix("#f4ece4", light.shade, 0.25))
    scene.add("doves", 0.50, doves, Motion(velocity=(16, -3), sway=(0, 8), period=3.2))


def rose_window(scene: Scene, brief: Brief) -> None:
    """Show a great rose of coloured glass from within, its light in the dark, candles below."""
    board, tall = brief.board, brief.board.portrait
    unit = min(board.width, board.height)
    glow = mix("#fff0cc", brief.light.lit, 0.3)
    x, y, radius = board.width * 0.5, board.height * (0.42 if not tall else 0.36), unit * (0.25 if not tall else 0.32)
    wall = Sheet(board)
    stone = [(0, "#8f7458", 1), (0.35, "#5a4438", 1), (0.75, "#2c2028", 1), (1, "#17121a", 1)]
    reach = max(board.width, board.height) * 0.72
    wall.canvas.drawPaint(paint("#5a4438", shader=radial((x, y), reach, stone)))
    for row in range(24):
        top = board.height * row / 24
        wall.canvas.drawLine(0, top, board.width, top, paint("#120c10", 0.22, stroke=2.5))
        for number in range(int(board.width / 150) + 1):
            at = 150.0 * number + 75 * (row % 2)
            wall.canvas.drawLine(at, top, at, top + board.height / 24, paint("#120c10", 0.22, stroke=2.5))
    scene.add("wall", 0.0, wall)
    window = Sheet(board)
    for ring, tone in ((1.24, "#3a2c2c"), (1.17, "#9a7c5e"), (1.08, "#4a3834")):
        window.canvas.drawCircle(x, y, radius * ring, paint(mix(tone, glow, 0.10)))
    rose(window.canvas, x, y, radius, glow, "#241a20")
    middles: tuple[float, ...]
    if tall:
        place, middles, high = Figure(x, y + radius * 2.45, radius), (-0.56, 0.0, 0.56), 1.02
    else:
        place, middles, high = Figure(x, y + radius * 1.15, radius), (-2.25, -1.70, 1.70, 2.25), 1.95
    for number, middle in enumerate(middles):
        _lancet(window, place, middle, high, number, glow)
    scene.add("rose", 0.16, window)
    rays = Sheet(board)
    for number, tone in enumerate(("#7fb0ff", "#ffd880", "#ff9a90", "#9ae0e8")):
        lean = (number - 1.5) * unit * 0.34
        beam = polygon(
            [
                (x + lean * 0.25 - radius * 0.22, y),
                (x + lean * 0.25 + radius * 0.22, y),
                (x + lean * 2 + unit * 0.16, board.height),
                (x + lean * 2 - unit * 0.16, board.height),
            ]
        )
        fade = linear((0, y), (0, board.height), [(0, tone, 0.30), (0.6, tone, 0.10), (1, tone, 0.0)])
        rays.canvas.drawPath(beam, paint(tone, blur=unit * 0.02, blend=ADD, shader=fade))
    scene.add("rays", 0.30, rays, Motion(flicker=0.3, flicker_rate=0.22))
    pillars = Sheet(board)
    for side in (-1, 1):
        for middle, half in ((0.47, 0.050), (0.395, 0.022)):
            at = board.width * 0.5 + side * (board.width * middle)
            rounded(
                pillars.canvas,
                skia.Rect(at - unit * half, 0, at + unit * half, board.height),
                "#4a3a38",
                brief.light,
                shade=0.2,
            )
    scene.add("pillars", 0.55, pillars)
    _candles(scene, brief)


def _lancet(sheet: Sheet, place: Figure, middle: float, high: float, number: int, glow: Colour) -> None:
    """Draw a tall window of two colours; lengths in radii of the rose."""
    canvas, size = sheet.canvas, place.size
    canvas.drawPath(lancet(place, middle, 0.0, 0.225, high), paint("#9a7c5e"))
    pane = lancet(place, middle, 0.04, 0.175, high - 0.07)
    canvas.drawPath(pane, paint(glow, 0.4, blur=size * 0.06, blend=ADD))
    first, second = (("#4f86e8", "#d8485e"), ("#ffcf5a", "#58b8c8"))[number % 2]
    stops = [(0, first), (0.5, mix(glow, second, 0.35)), (1, second)]
    canvas.drawPath(pane, paint(first, shader=linear(place.at(0, high), place.at(0, 0.0), stops)))
    lead = paint("#241a20", stroke=size * 0.022)
    for part in range(1, round(high / 0.25)):
        up = 0.25 * part
        canvas.drawLine(*place.at(middle - 0.17, up), *place.at(middle + 0.17, up), lead)
    canvas.drawLine(*place.at(middle, 0.04), *place.at(middle, high - 0.10), lead)


def _candles(scene: Scene, brief: Brief) -> None:
    """Add three rows of candles in front."""
    board, random = brief.board, brief.random(11)
    rack, flames = Sheet(board), Sheet(board)
    for row in range(3):
        foot = board.height * (0.80 + 0.055 * row)
        rack.canvas.drawRect(skia.Rect(0, foot, board.width, foot + 16), paint("#2a1c18"))
        rack.canvas.drawLine(0, foot, board.width, foot, paint("#b88a48", 0.8, stroke=4))
        count = int(board.width / (96 + 26 * row))
        for number in range(count):
            at = board.width * (number + 0.5 + 0.2 * float(random.standard_normal())) / count
            high, half = (44 + 40 * float(random.random())) * (1 + 0.25 * row), 8.0 + 3 * row
            wax = skia.Rect(at - half, foot - high, at + half, foot)
            rack.canvas.drawRect(
                wax, paint("#efe0c0", shader=linear((0, wax.top()), (0, foot), [(0, "#ffe9b8"), (1, "#a8865e")]))
            )
            tip = foot - high - half * 2.6
            rack.canvas.drawOval(skia.Rect(at - half * 0.55, tip, at + half * 0.55, foot - high - 1), paint("#ffd46a"))
            flames.canvas.drawCircle(at, tip + half, half * 5.0, paint("#ff9a3a", 0.34, blur=half * 2.2, blend=ADD))
    scene.add("candles", 0.70, rack)
    scene.add("flames", 0.72, flames, Motion(flicker=0.3, flicker_rate=1.3))
