"""Temples of the East: one by its pond, stupas at dawn, a valley full of them."""

import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.curves import smooth
from videoagent_agent_image.drawing.figures import Figure, rounded, solid
from videoagent_agent_image.drawing.plants import broadleaf, palm
from videoagent_agent_image.drawing.ridges import Ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import ADD, Sheet, linear, paint
from videoagent_agent_image.drawing.temples import hindu_temple, lamp, seated_buddha, shikhara, stupa
from videoagent_agent_image.drawing.water import glints, mirror
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_hills, add_mist, distant_hills, open_sky, swaying
from videoagent_agent_image.sets.passers import passer, rowing_boat
from videoagent_media.layers import Motion


def temple(scene: Scene, brief: Brief) -> None:
    """Show a Hindu temple above its pond, lamps afloat."""
    board, light, random = brief.board, brief.light, brief.random(4)
    tall = board.portrait
    shore = board.height * (0.655 if not tall else 0.62)
    open_sky(scene, brief, shore, sun=0.22)
    distant_hills(scene, brief, shore - 120, count=2, tree=30)
    trees = Sheet(board)
    leaf = light.on("#2c4a2c", 0.22), mix(light.on("#86a04e", 0.15), light.key, 0.2)
    for number in range(9):
        x = board.width * (number + 0.5 + 0.3 * float(random.standard_normal())) / 9
        broadleaf(trees.canvas, x, shore, 150 + 80 * float(random.random()), *leaf, random)
    for x in (0.06, 0.95):
        palm(trees.canvas, board.width * x, shore + 4, 330, *leaf, random)
    scene.add("trees", 0.24, trees)
    house = Sheet(board)
    wide = not (tall or board.square)
    size = board.height * 0.435 if wide else board.width * 0.48
    hindu_temple(house.canvas, Figure(board.width * (0.60 if wide else 0.52), shore - 22, size), light)
    scene.add("temple", 0.32, house)
    steps, stone = Sheet(board), light.on("#b8936c")
    for number in range(3):
        top = shore - 24 + 10 * number
        steps.canvas.drawRect(
            skia.Rect(0, top, board.width, shore + 6),
            paint(
                mix(stone, light.shade, 0.16 * number),
                shader=linear(
                    (0, top), (0, top + 12), [(0, mix(stone, light.lit, 0.35)), (1, mix(stone, light.shade, 0.35))]
                ),
            ),
        )
    scene.add("steps", 0.34, steps)
    tint = mix(light.on("#3f6f62"), light.sky[2][1], 0.35)
    water = mirror(board, scene.flat(), shore + 6, tint=tint, share=0.30, ripple=13, seed=brief.seed, smear=0.28)
    scene.add("pond", 0.38, water)
    scene.add(
        "glints", 0.42, glints(board, shore + 14, light.key, brief.random(5), count=80, opacity=0.26), swaying(6, 6)
    )
    shine, lamps = Sheet(board), Sheet(board)
    for _ in range(15):
        share = float(random.random()) ** 0.8
        x, y, size = (
            board.width * (0.06 + 0.88 * float(random.random())),
            shore + 40 + (board.height * 0.90 - shore - 40) * share,
            13 + 26 * share,
        )
        shine.canvas.drawCircle(x, y - size * 0.5, size * 2.4, paint("#ffb040", 0.42, blur=size, blend=ADD))
        lamp(lamps.canvas, (x, y), size)
    scene.add("lamps", 0.62, lamps, Motion(sway=(3, 2), period=5))
    scene.add("flames", 0.64, shine, Motion(flicker=0.3, flicker_rate=1.1, sway=(3, 2), period=5))


def terrace(scene: Scene, brief: Brief) -> None:
    """Show a terrace of stupas at dawn, and who sits there and looks over the land."""
    board, light = brief.board, brief.light
    tall = board.portrait
    horizon = board.height * (0.60 if not tall else 0.58)
    open_sky(scene, brief, horizon, sun=0.60)
    distant_hills(scene, brief, horizon - 60, count=3, tree=26)
    add_mist(scene, brief, 0.30, horizon + 60, 80, 0.7)
    rows: tuple[tuple[float, float, float, float], ...] = (
        (0.14, 0.715, 230, 0.30),
        (0.34, 0.705, 200, 0.34),
        (0.88, 0.71, 220, 0.32),
    )
    near: tuple[tuple[float, float, float], ...] = ((0.10, 0.905, 620), (0.95, 0.93, 700))
    sage = (0.62, 0.795, 500.0)
    if tall or board.square:
        rows = ((0.20, 0.70, 210, 0.30), (0.50, 0.69, 190, 0.34), (0.82, 0.70, 220, 0.30))
        near, sage = ((0.02, 0.88, 560), (1.0, 0.91, 600)), (0.50, 0.785, 480.0)
    far = Sheet(board)
    for x, foot, size, haze in rows:
        stupa(far.canvas, Figure(board.width * x, board.height * foot, size), light, haze=haze)
    scene.add("far stupas", 0.38, far)
    floor, stone = Sheet(board), light.on("#8d8478")
    top = board.height * (0.705 if not tall else 0.695)
    tones = [(0, mix(stone, light.haze, 0.45)), (0.3, stone), (1, mix(stone, "#16101a", 0.7))]
    floor.canvas.drawRect(
        skia.Rect(0, top, board.width, board.height), paint(stone, shader=linear((0, top), (0, board.height), tones))
    )
    random = brief.random(6)
    for number in range(1, 8):
        y = top + (board.height - top) * (number / 8) ** 1.6
        floor.canvas.drawLine(0, y, board.width, y, paint("#1c141c", 0.28, stroke=2 + 0.6 * number))
        for _ in range(9):
            x = board.width * float(random.random())
            floor.canvas.drawLine(
                x,
                y,
                x + 20 * (x / board.width - 0.5),
                y + 20 + 6 * number,
                paint("#1c141c", 0.28, stroke=2 + 0.4 * number),
            )
    scene.add("terrace", 0.36, floor)
    sitting = Sheet(board)
    x, foot, size = sage
    plinth = skia.Rect.MakeXYWH(board.width * x - size * 0.60, board.height * foot - 8, size * 1.20, size * 0.16)
    sitting.canvas.drawRect(
        plinth,
        paint(
            stone,
            shader=linear(
                (0, plinth.top()),
                (0, plinth.bottom()),
                [(0, mix(stone, light.key, 0.35)), (1, mix(stone, "#16101a", 0.55))],
            ),
        ),
    )
    seated_buddha(sitting.canvas, Figure(board.width * x, board.height * foot, size), light)
    scene.add("statue", 0.54, sitting)
    front = Sheet(board)
    for x, foot, size in near:
        stupa(front.canvas, Figure(board.width * x, board.height * foot, size), light)
    scene.add("stupas", 0.78, front)


def valley(scene: Scene, brief: Brief) -> None:
    """Show a plain full of temples in the morning mist."""
    board, light, random = brief.board, brief.light, brief.random(7)
    tall = board.portrait
    horizon = board.height * (0.50 if not tall else 0.52)
    open_sky(scene, brief, horizon, sun=0.34)
    distant_hills(scene, brief, horizon - 60, count=2, tree=22)
    for row in range(4):
        share = row / 3
        foot = horizon + 40 + board.height * (0.06 + 0.20 * share**1.2)
        leaf, lit = (
            light.on("#35502f", 0.55 - 0.45 * share),
            mix(light.on("#93a052", 0.5 - 0.4 * share), light.key, 0.2),
        )
        sheet = Sheet(board)
        wood = Ridge(foot + 14, 34 + 20 * share, lit, leaf, rough=0.5, octaves=5, knots=5, fade=130)
        add_hills(scene, brief, f"wood {row}", 0.16 + 0.14 * row, wood)
        count = max(2, round((7, 5, 4, 2)[row] * board.width / 2304))
        for number in range(count):
            x = board.width * (number + 0.5 + 0.28 * float(random.standard_normal())) / count
            size = (110, 170, 260, 430)[row] * (0.75 + 0.45 * float(random.random()))
            stupa(
                sheet.canvas,
                Figure(x, foot + 6, size),
                light,
                haze=0.50 - 0.42 * share,
                pierced=False,
                tone=("#b8704e", "#c88a58")[number % 2],
            )
            for side in (-1, 1):
                broadleaf(
                    sheet.canvas,
                    x + side * size * (0.5 + 0.2 * float(random.random())),
                    foot + 16,
                    size * 0.36,
                    leaf,
                    lit,
                    random,
                )
        scene.add(f"temples {row}", 0.18 + 0.14 * row, sheet)
        add_mist(scene, brief, 0.20 + 0.14 * row, foot + 10, 42 + 20 * share, 0.75 - 0.35 * share)
    front = Ridge(board.height * 0.94, 60, light.on("#7d8a48"), light.on("#26361e"), rough=0.5, octaves=5, fade=220)
    add_hills(scene, brief, "front", 0.80, front)
    palms = Sheet(board)
    for x, high in ((0.05, 620), (0.13, 480)) if not tall else ((0.06, 760), (0.94, 600)):
        palm(
            palms.canvas,
            board.width * x,
            board.height * 0.97,
            high,
            light.on("#1c2a1a"),
            mix(light.on("#6a7a3a"), light.key, 0.2),
            random,
        )
    scene.add("palms", 0.90, palms, swaying(3, 6))


def ghats(scene: Scene, brief: Brief) -> None:
    """Show steps that lead from temples down to a holy river, boats on it."""
    board, light, random = brief.board, brief.light, brief.random(9)
    tall = board.portrait
    shore = board.height * (0.655 if not tall else 0.64)
    top = shore - board.height * (0.165 if not tall else 0.13)
    open_sky(scene, brief, shore, sun=0.30)
    _skyline(scene, brief, top)
    _steps(scene, brief, top, shore)
    people = Sheet(board)
    for number in range(round(20 * board.width / 2304) + 6):
        share = float(random.random())
        x, y = board.width * float(random.random()), top + 14 + (shore - top) * share
        cloth = light.on(("#e8873a", "#c83a4a", "#f0e0c0", "#e8b83a", "#5a7a9a")[number % 5])
        passer(people, x, y, 52 + 22 * share, cloth)
    for x, y in ((0.22, 0.35), (0.44, 0.62), (0.66, 0.4), (0.92, 0.6)):  # parasols of straw
        at, foot = board.width * x, top + (shore - top) * y
        people.canvas.drawLine(at, foot, at + 8, foot - 84, paint(light.on("#5a3a24"), stroke=5))
        shade = smooth(
            [
                (at - 66, foot - 70),
                (at - 66, foot - 70),
                (at - 20, foot - 98),
                (at + 10, foot - 108),
                (at + 40, foot - 96),
                (at + 82, foot - 66),
                (at + 82, foot - 66),
                (at + 8, foot - 78),
            ]
        )
        solid(people.canvas, shade, light.on("#d8b46a"), light)
    scene.add("people", 0.30, people)
    tint = mix(light.on("#5f7f7a"), light.sky[2][1], 0.35)
    water = mirror(board, scene.flat(), shore + 14, tint=tint, share=0.34, ripple=20, seed=brief.seed, smear=0.35)
    scene.add("river", 0.34, water)
    scene.add(
        "glints", 0.38, glints(board, shore + 22, light.key, brief.random(5), count=120, opacity=0.3), swaying(7, 6)
    )
    boats, shine, lamps = Sheet(board), Sheet(board), Sheet(board)
    fleet = ((0.24, 0.735, 130.0), (0.66, 0.765, 190.0)) if not tall else ((0.28, 0.705, 130.0), (0.62, 0.755, 190.0))
    for x, y, size in fleet:
        rowing_boat(boats, brief, board.width * x, board.height * y, size)
    scene.add("boats", 0.56, boats, Motion(velocity=(-5, 0), sway=(0, 4), period=4.8))
    for _ in range(9):
        share = float(random.random())
        x, y, size = board.width * float(random.random()), board.height * (0.80 + 0.10 * share), 20 + 14 * share
        shine.canvas.drawCircle(x, y - size * 0.5, size * 2.4, paint("#ffb040", 0.42, blur=size, blend=ADD))
        lamp(lamps.canvas, (x, y), size)
    scene.add("lamps", 0.70, lamps, Motion(sway=(3, 2), period=5))
    scene.add("flames", 0.72, shine, Motion(flicker=0.3, flicker_rate=1.1, sway=(3, 2), period=5))


def _skyline(scene: Scene, brief: Brief, top: float) -> None:
    """Add houses and temple towers that stand at ``top`` (units)."""
    board, light, random = brief.board, brief.light, brief.random(10)
    skyline, unit = Sheet(board), min(board.width, board.height)
    tones = ("#c98f5e", "#d8b48a", "#b8705a", "#e0c8a0", "#a88a9a")
    count = round(13 * board.width / 2304) + 3
    for number in range(count):
        x = board.width * (number + 0.5 + 0.25 * float(random.standard_normal())) / count
        wide, high = unit * (0.055 + 0.05 * float(random.random())), unit * (0.09 + 0.10 * float(random.random()))
        wall = light.on(tones[number % 5], 0.14)
        body = skia.Rect(x - wide, top - high, x + wide, top + 30)
        rounded(skyline.canvas, body, wall, light, shade=0.35)
        for row in range(3):
            for column in range(4):
                px, py = body.left() + wide * (0.25 + 0.46 * column), body.top() + high * (0.16 + 0.27 * row)
                lit = light.dark and random.random() < 0.5
                pane = skia.Rect(px, py, px + wide * 0.20, py + high * 0.16)
                skyline.canvas.drawRect(pane, paint("#ffcf7a" if lit else mix(wall, "#2a1a20", 0.55)))
    for x, high, half in ((0.16, 0.25, 0.056), (0.48, 0.33, 0.074), (0.60, 0.235, 0.052), (0.86, 0.28, 0.062)):
        tower = Figure(board.width * x, top + 30, unit)
        rounded(
            skyline.canvas,
            skia.Rect(*tower.at(-half * 1.15, 0.10), *tower.at(half * 1.15, 0)),
            light.on("#c98f5e"),
            light,
        )
        shikhara(skyline.canvas, tower, 0.0, 0.09, half, high, light.on("#c98f5e"), light)
        skyline.canvas.drawPath(
            tower.angular(((0.0, high + 0.035), (0.045, high + 0.022), (0.0, high + 0.008))), paint(light.on("#f0762a"))
        )
        skyline.canvas.drawLine(
            *tower.at(0, high - 0.02), *tower.at(0, high + 0.036), paint(light.on("#5a3424"), stroke=4)
        )
    scene.add("temples", 0.24, skyline)


def _steps(scene: Scene, brief: Brief, top: float, shore: float) -> None:
    """Add the steps between two heights in units, and two piers."""
    board, light = brief.board, brief.light
    steps, stone = Sheet(board), light.on("#c0a078")
    for number in range(9):
        y, tread = top + (shore + 14 - top) * number / 9, (shore + 14 - top) / 9
        tone = mix(stone, light.shade, 0.12 + 0.026 * number)
        steps.canvas.drawRect(skia.Rect(0, y, board.width, shore + 16), paint(tone))
        steps.canvas.drawRect(skia.Rect(0, y, board.width, y + tread * 0.42), paint(mix(stone, light.lit, 0.24)))
    for x in (0.32, 0.74):
        pier = skia.Rect(board.width * x - 46, top - 10, board.width * x + 46, shore + 14)
        rounded(steps.canvas, pier, mix(stone, light.on("#a8705a"), 0.3), light)
        steps.canvas.drawRect(
            skia.Rect(pier.left() - 10, pier.top() - 14, pier.right() + 10, pier.top() + 6),
            paint(mix(stone, light.lit, 0.4)),
        )
    scene.add("steps", 0.28, steps)
