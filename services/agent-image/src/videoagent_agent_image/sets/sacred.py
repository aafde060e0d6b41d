"""Places of worship: a cathedral within and without, a mosque and its hall of arches, temples, stupas at dawn."""

from dataclasses import replace

import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.curves import smooth
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.mosque import arches, mosque
from videoagent_agent_image.drawing.plants import cypress
from videoagent_agent_image.drawing.ridges import Ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import ADD, Sheet, linear, paint, polygon, radial
from videoagent_agent_image.drawing.water import glints, mirror
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.cathedral import front, nave_view, rose_window
from videoagent_agent_image.sets.landscape import add_hills, add_mist, open_sky, swaying
from videoagent_agent_image.sets.passers import flock, rowing_boat
from videoagent_agent_image.sets.temples import ghats, temple, terrace, valley
from videoagent_media.layers import Motion


def draw(brief: Brief) -> Scene:
    """Draw one of nine views: three of a cathedral, two each of a mosque, of Hindu temples and of stupas."""
    scene = Scene(brief.board, accent="#ffd98a")
    views = (nave_view, front, rose_window, _mosque, _hall, temple, ghats, terrace, valley)
    views[brief.variant % len(views)](scene, brief)
    return scene


def cathedral(brief: Brief) -> Scene:
    """Draw one of the three views of a cathedral."""
    return draw(replace(brief, variant=brief.variant % 3))


def of_islam(brief: Brief) -> Scene:
    """Draw one of the two views of a mosque."""
    return draw(replace(brief, variant=3 + brief.variant % 2))


def of_hinduism(brief: Brief) -> Scene:
    """Draw a temple by its pond, or the steps at a river."""
    return draw(replace(brief, variant=5 + brief.variant % 2))


def of_buddhism(brief: Brief) -> Scene:
    """Draw one of the two views of stupas."""
    return draw(replace(brief, variant=7 + brief.variant % 2))


def _mosque(scene: Scene, brief: Brief) -> None:
    board, light = brief.board, brief.light
    tall = board.portrait
    shore = board.height * (0.66 if not tall else 0.62)
    open_sky(scene, brief, shore, sun=0.24)
    hills = Ridge(shore + 4, 110, light.on("#7f8490", 0.62), light.on("#8a8078", 0.70), rough=0.4, fade=120)
    add_hills(scene, brief, "hills", 0.05, hills)
    add_mist(scene, brief, 0.07, shore - 20, 60, 0.4)
    town, random = Sheet(board), brief.random(8)
    for _ in range(round(64 * board.width / 2304)):
        x, wide, high = (
            board.width * float(random.random()),
            46 + 50 * float(random.random()),
            40 + 76 * float(random.random()),
        )
        wall = light.on(("#d8c4a4", "#c8a88c", "#b89c88")[int(random.integers(3))], 0.38)
        town.canvas.drawRect(
            skia.Rect(x, shore - high, x + wide, shore),
            paint(
                wall,
                shader=linear(
                    (x, 0), (x + wide, 0), [(0, mix(wall, light.shade, 0.3)), (1, mix(wall, light.lit, 0.25))]
                ),
            ),
        )
        town.canvas.drawPath(
            polygon([(x - 4, shore - high), (x + wide / 2, shore - high - 18), (x + wide + 4, shore - high)]),
            paint(light.on("#a8664a", 0.42)),
        )
        for number in range(2):
            pane = skia.Rect.MakeXYWH(x + wide * (0.2 + 0.4 * number), shore - high * 0.72, wide * 0.15, high * 0.2)
            town.canvas.drawRect(pane, paint("#ffcf84" if light.dark else mix(wall, "#2a2430", 0.6)))
    scene.add("town", 0.14, town)
    house = Sheet(board)
    size = board.height * 0.42 if not (tall or board.square) else board.width * 0.455
    at = board.width * (0.60 if not (tall or board.square) else 0.5)
    mosque(house.canvas, Figure(at, shore + 2, size), light, haze=0.06)
    scene.add("mosque", 0.24, house)
    trees = Sheet(board)
    for x, high in ((-1.12, 0.34), (-1.05, 0.42), (1.08, 0.40), (1.16, 0.32), (-0.60, 0.20), (0.62, 0.20)):
        cypress(
            trees.canvas, at + size * x, shore + 12, size * high, light.on("#1f3024", 0.1), light.on("#6a7a44", 0.1)
        )
    scene.add("cypresses", 0.26, trees)
    tint = mix(light.on("#2c6a80"), light.sky[2][1], 0.35)
    water = mirror(board, scene.flat(), shore + 4, tint=tint, share=0.34, ripple=22, seed=brief.seed, smear=0.35)
    scene.add("water", 0.30, water)
    scene.add(
        "glints", 0.34, glints(board, shore + 14, light.key, brief.random(5), count=130, opacity=0.34), swaying(7, 6)
    )
    boats = Sheet(board)
    for x, y, size in (
        ((0.20, 0.745, 150.0), (0.82, 0.715, 96.0)) if not tall else ((0.26, 0.715, 170.0), (0.80, 0.675, 110.0))
    ):
        rowing_boat(boats, brief, board.width * x, board.height * y, size)
    scene.add("boats", 0.60, boats, Motion(velocity=(4, 0), sway=(0, 4), period=4.8))
    gulls = flock(brief, (0.30, 0.28), 8, 32, mix("#f6f2ec", light.shade, 0.3))
    scene.add("gulls", 0.52, gulls, Motion(velocity=(11, -1), sway=(0, 6), period=4))


def _hall(scene: Scene, brief: Brief) -> None:
    """Show rows of banded arches on columns, and the light of a court beyond them."""
    board, light = brief.board, brief.light
    tall = board.portrait
    middle, row = board.width * 0.5, board.height * (0.60 if not tall else 0.63)
    focal = 900.0 if not tall else 1240.0
    back = Sheet(board)
    glow = mix("#ffe2a8", light.lit, 0.3)
    back.canvas.drawPaint(
        paint(
            "#7a4a30",
            shader=radial(
                (middle, row - 60),
                max(board.width, board.height) * 0.55,
                [(0, glow, 1), (0.30, "#e0a460", 1), (0.65, "#7a4530", 1), (1, "#2a1620", 1)],
            ),
        )
    )
    ground = row + focal * 0.85 / 6.4
    floor = [(0, mix("#d8a468", glow, 0.4)), (0.22, "#a8683e"), (0.6, "#5a3026"), (1, "#1e1016")]
    back.canvas.drawRect(
        skia.Rect(0, ground, board.width, board.height),
        paint("#5a3026", shader=linear((0, ground), (0, board.height), floor)),
    )
    scene.add("hall", 0.0, back)
    for number, z in enumerate((6.0, 4.5, 3.4, 2.6, 2.0)):
        share = number / 4
        sheet, unit = Sheet(board), focal / z
        warm = (
            mix("#f0c890", "#3a2028", 0.04 + 0.34 * share),
            mix("#c44a34", "#2a121a", 0.06 + 0.34 * share),
            mix("#b08a74", "#24161c", 0.08 + 0.42 * share),
        )
        place = Figure(middle, row + 0.85 * unit, unit)
        columns = int(board.width / 2 / unit) + 2
        skew = 0.0
        for column in range(-columns, columns + 1):  # what the polished floor mirrors
            x = place.at(column + 0.5, 0)[0]
            streak = linear((0, place.foot), (0, place.foot + unit * 0.75), [(0, warm[2], 0.45), (1, warm[2], 0.0)])
            sheet.canvas.drawRect(
                skia.Rect(x - unit * 0.05, place.foot, x + unit * 0.05, place.foot + unit * 0.75),
                paint(warm[2], shader=streak),
            )
        arches(sheet.canvas, place, columns, warm, skew=skew)
        scene.add(f"arches {number}", 0.10 + 0.17 * number, sheet)
        if number in (1, 2, 3):
            lamps = Sheet(board)
            for x in (-1.0, 0.0, 1.0) if number < 3 else (-1.0, 1.0):
                _hanging_lamp(lamps, *place.at(x * (1 + (number == 1)), 1.02), unit * 0.13, place.at(0, 2.7)[1])
            scene.add(
                f"lamps {number}",
                0.18 + 0.17 * number,
                lamps,
                Motion(flicker=0.12, flicker_rate=0.8, sway=(1.5, 0), period=6),
            )


def _hanging_lamp(sheet: Sheet, x: float, y: float, size: float, top: float) -> None:
    sheet.canvas.drawLine(x, top, x, y - size, paint("#2a1810", stroke=max(2.0, size * 0.06)))
    sheet.canvas.drawCircle(x, y, size * 2.4, paint("#ffb850", 0.30, blur=size * 1.1, blend=ADD))
    bowl = smooth([(x - size * 0.62, y - size * 0.30), (x - size * 0.62, y - size * 0.30),
        (x - size * 0.50, y + size * 0.35), (x, y + size * 0.75), (x + size * 0.50, y + size * 0.35),
                   (x + size * 0.62, y - size * 0.30), (x + size * 0.62, y - size * 0.30)])  # fmt: skip
    fire = radial((x, y), size, [(0, "#fff4d0", 1), (0.5, "#ffc860", 1), (1, "#b86a20", 1)])
    for side in (-1, 1):
        sheet.canvas.drawLine(
            x, y - size, x + side * size * 0.6, y - size * 0.3, paint("#6a4420", stroke=max(1.5, size * 0.05))
        )
    sheet.canvas.drawPath(bowl, paint("#ffc860", shader=fire))
    sheet.canvas.drawLine(
        x - size * 0.64, y - size * 0.3, x + size * 0.64, y - size * 0.3, paint("#8a5a20", stroke=size * 0.12)
    )
