"""A climate that changes: smoke over a power station, cracked earth, melting ice, a forest on fire."""

from dataclasses import replace

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.drought import cracked_ground, dead_tree
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.ice import floe, iceberg
from videoagent_agent_image.drawing.light import DUSK
from videoagent_agent_image.drawing.noise import line
from videoagent_agent_image.drawing.plants import pines
from videoagent_agent_image.drawing.plumes import plume
from videoagent_agent_image.drawing.power import cooling_tower, plant_hall, pylon, stack
from videoagent_agent_image.drawing.ridges import Ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import ADD, Sheet, linear, paint, polygon
from videoagent_agent_image.drawing.water import glints, mirror
from videoagent_agent_image.drawing.weather import flakes
from videoagent_agent_image.icons.sprites import contact_shadow, place, relit, sprite
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_hills, add_mist, open_sky
from videoagent_media.layers import Motion


def draw(brief: Brief) -> Scene:
    """Draw one of four views: smokestacks, cracked earth, melting ice, a forest on fire."""
    scene = Scene(brief.board, accent="#ffc07a")
    views = (smokestacks, _drought, _ice, _fire)
    views[brief.variant % len(views)](scene, brief)
    return scene


def smokestacks(scene: Scene, brief: Brief) -> None:
    """Show a power station at dusk: smoke from its stacks, steam from its cooling towers."""
    board, tall = brief.board, brief.board.portrait
    sky = ((0, "#2c3450"), (0.35, "#6a5a74"), (0.62, "#c0786a"), (0.82, "#f0a060"), (1, "#ffc878"))
    light = replace(
        DUSK,
        sky=sky,
        haze="#c88a6c",
        sun="#ffe0a0",
        sun_height=0.66,
        sun_radius=66,
        glow=0.9,
        stars=0,
        dimming=0.38,
        ambient="#4a3850",
        clouds=0.4,
        cloud="#d8907a",
        key="#ffc07a",
        shade="#3c3850",
    )
    brief = replace(brief, light=light)
    ground = board.height * (0.70 if not tall else 0.66)
    open_sky(scene, brief, ground, sun=0.30)
    hills = Ridge(ground + 20, 80, light.on("#6a5a68", 0.55), light.on("#5a4c58", 0.45), rough=0.36, knots=3)
    add_hills(scene, brief, "hills", 0.08, hills)
    unit = board.height * (1.0 if not tall else 0.56)
    steam, works = Sheet(board), Sheet(board)
    tones = mix(light.on("#8a7a80"), light.haze, 0.25), mix(light.on("#c8a09a"), light.haze, 0.40)
    dark = mix(light.on("#3a3038"), light.haze, 0.10), mix(light.on("#6a5458"), light.haze, 0.40)
    towers = ((0.56, 0.34), (0.69, 0.38), (0.83, 0.42)) if not tall else ((0.56, 0.36), (0.84, 0.42))
    for number, (x, high) in enumerate(towers):
        tower = Figure(board.width * x, ground + 40 + 10 * number, unit * high)
        mouth = cooling_tower(works.canvas, tower, light.on("#8a8088", 0.20 - 0.05 * number), light)
        plume(
            steam.canvas,
            (mouth[0], mouth[1] + 20),
            unit * 0.42,
            0.42,
            tones,
            brief.random(10 + number),
            opacity=0.40,
            puffs=34,
        )
    chimneys = ((0.28, 0.52), (0.36, 0.46), (0.44, 0.56)) if not tall else ((0.16, 0.52), (0.32, 0.60))
    for number, (x, high) in enumerate(chimneys):
        mouth = stack(works.canvas, board.width * x, ground + 60, unit * high, light.on("#7a6e74", 0.16), light)
        plume(steam.canvas, mouth, unit * 0.40, 0.62, dark, brief.random(20 + number), opacity=0.36, puffs=30)
    for left, right, high in (
        ((0.22, 0.33, 0.12), (0.32, 0.50, 0.16), (0.50, 0.58, 0.09))
        if not tall
        else ((0.06, 0.26, 0.12), (0.24, 0.46, 0.17))
    ):
        box = skia.Rect(board.width * left, ground + 60 - unit * high, board.width * right, ground + 80)
        plant_hall(works.canvas, box, light.on("#5a505a", 0.10), light)
    scene.add("plumes", 0.20, steam, Motion(velocity=(5, -1), sway=(9, 4), period=8))
    scene.add("works", 0.24, works)
    plain = Ridge(ground + 90, 40, light.on("#4a4048", 0.10), light.on("#241c24"), rough=0.35, knots=3, fade=240)
    add_mist(scene, brief, 0.26, ground + 40, 44, 0.5)
    add_hills(scene, brief, "plain", 0.30, plain)
    _lines(scene, brief, ground)
    near = Ridge(board.height * (0.93 if not tall else 0.80), 80, "#1c161e", "#0a080c", rough=0.45, knots=4, fade=160)
    add_hills(scene, brief, "near plain", 0.70, near)


def _lines(scene: Scene, brief: Brief, ground: float) -> None:
    """Add pylons that carry power out of the picture, to the left and nearer."""
    board, tall = brief.board, brief.board.portrait
    sheet, tone = Sheet(board), "#1c161e"
    masts = ((0.205, 0.060, 190.0), (0.125, 0.105, 300.0), (-0.02, 0.200, 520.0))
    if tall:
        masts = ((0.62, 0.035, 170.0), (0.80, 0.070, 280.0), (1.06, 0.130, 520.0))
    held = [
        pylon(sheet.canvas, Figure(board.width * x, ground + board.height * down, size), tone)
        for x, down, size in masts
    ]
    for first, second in ((0, 1), (1, 2)):
        for start, end in zip(held[first], held[second], strict=True):
            wire = skia.Path()
            wire.moveTo(*start)
            wire.quadTo((start[0] + end[0]) / 2, max(start[1], end[1]) + 12 + 22 * first, *end)
            sheet.canvas.drawPath(wire, paint(tone, stroke=1.8))
    scene.add("lines", 0.46, sheet)


def _drought(scene: Scene, brief: Brief) -> None:
    board, tall = brief.board, brief.board.portrait
    sky = ((0, "#8a7c6a"), (0.4, "#c8a878"), (0.75, "#f0c888"), (1, "#ffe0a8"))
    light = replace(
        brief.light,
        sky=sky,
        haze="#f0cc98",
        sun="#fff0c0",
        sun_height=0.28,
        sun_radius=74,
        glow=0.9,
        clouds=0.18,
        cloud="#f0d8b0",
        stars=0,
        dark=False,
        ambient="#c89a68",
        dimming=0.15,
        key="#ffe8b0",
        shade="#8a6a58",
    )
    brief = replace(brief, light=light)
    horizon = board.height * (0.52 if not tall else 0.50)
    open_sky(scene, brief, horizon, sun=0.32)
    for number in range(2):
        shape = Ridge(
            horizon + 8,
            90 - 40 * number,
            light.on("#a88468", 0.62 - 0.2 * number),
            light.on("#c09468", 0.6),
            rough=0.4,
            knots=3 + number,
        )
        add_hills(scene, brief, f"mesas {number}", 0.06 + 0.05 * number, shape)
    add_mist(scene, brief, 0.13, horizon, 34, 0.7)
    scene.add("ground", 0.30, cracked_ground(board, horizon + 4, light.on("#b88a5c"), light, brief.random(2)))
    boat, tree = Sheet(board), Sheet(board)
    _stranded(
        boat,
        Figure(
            board.width * (0.24 if not tall else 0.30), horizon + board.height * (0.16 if not tall else 0.10), 300, -1
        ),
        brief,
    )
    scene.add("boat", 0.40, boat)
    size = board.height * (0.60 if not tall else 0.36)
    dead_tree(
        tree.canvas,
        board.width * (0.74 if not tall else 0.66),
        horizon + board.height * (0.20 if not tall else 0.17),
        size,
        light.on("#4a3428"),
        light,
        brief.random(3),
    )
    scene.add("tree", 0.52, tree)
    dust = Motion(velocity=(26, 3), wrap=(int(board.width), int(board.height)))
    scene.add("dust", 1.0, flakes(board, brief.seed, 60, (1.4, 3.6), 0.35, "#ffe8c0"), dust)


def _stranded(sheet: Sheet, hull: Figure, brief: Brief) -> None:
    """Draw a rowing boat that lies on its side where water was."""
    light = brief.light
    canvas = sheet.canvas
    shadow = skia.Rect(
        hull.x - hull.size * 0.56, hull.foot - hull.size * 0.04, hull.x + hull.size * 0.56, hull.foot + hull.size * 0.07
    )
    canvas.drawOval(shadow, paint("#2a1810", 0.5, blur=12))
    wood = light.on("#7a8c94")
    side = hull.outline(
        [
            (-0.50, 0.20),
            (-0.50, 0.20),
            (-0.30, 0.06),
            (0.0, 0.0),
            (0.32, 0.03),
            (0.54, 0.16),
            (0.54, 0.16),
            (0.30, 0.13),
            (0.0, 0.12),
            (-0.28, 0.15),
        ]
    )
    inside = hull.outline(
        [
            (-0.50, 0.20),
            (-0.50, 0.20),
            (-0.20, 0.255),
            (0.12, 0.255),
            (0.54, 0.16),
            (0.54, 0.16),
            (0.30, 0.13),
            (0.0, 0.12),
            (-0.28, 0.15),
        ]
    )
    canvas.drawPath(inside, paint(mix(wood, "#2a1a12", 0.62)))
    for along in (-0.18, 0.08, 0.30):
        canvas.drawLine(
            *hull.at(along, 0.135),
            *hull.at(along + 0.03, 0.235),
            paint(mix(wood, light.key, 0.2), stroke=hull.size * 0.022),
        )
    tones = [(0, mix(wood, light.key, 0.4)), (0.5, wood), (1, mix(wood, "#2a1a12", 0.6))]
    canvas.drawPath(side, paint(wood, shader=linear(hull.at(0, 0.2), hull.at(0, 0.0), tones)))
    for drop in (0.04, 0.08):
        plank = hull.outline(
            [
                (-0.47, 0.19 - drop),
                (-0.28, 0.15 - drop),
                (0.0, 0.12 - drop),
                (0.30, 0.13 - drop),
                (0.50, 0.155 - drop * 0.6),
            ],
            close=False,
        )
        canvas.drawPath(plank, paint("#2a1a12", 0.35, stroke=2.2))


def _ice(scene: Scene, brief: Brief) -> None:
    board, light, tall = brief.board, brief.light, brief.board.portrait
    horizon = board.height * 0.46
    open_sky(scene, brief, horizon, sun=0.70)
    far = Ridge(
        horizon + 4,
        120,
        mix(light.lit, light.haze, 0.55),
        mix(light.shade, light.haze, 0.6),
        rough=0.5,
        knots=3,
        pointed=True,
        fade=160,
    )
    add_hills(scene, brief, "mountains", 0.05, far)
    scene.add("glacier", 0.09, _glacier(brief, horizon))
    back = Sheet(board)
    bergs = (
        (0.21, 300.0, (0.06, 0.20, 0.34, 0.26, 0.30, 0.12)),
        (0.81, 380.0, (0.10, 0.14, 0.30, 0.42, 0.28, 0.20, 0.06)),
    )
    for number, (x, wide, profile) in enumerate(bergs):
        iceberg(
            back.canvas,
            board.width * x,
            horizon + 40 + 18 * number,
            wide * (1.0 if not tall else 0.8),
            profile,
            light,
            brief.random(8 + number),
            haze=0.30,
        )
    scene.add("bergs", 0.16, back)
    tint = mix(light.on("#1c6a88"), light.sky[1][1], 0.25)
    water = mirror(board, scene.flat(), horizon + 8, tint=tint, share=0.42, ripple=26, seed=brief.seed, smear=0.4)
    scene.insert("water", 0.15, water)
    small, random = Sheet(board), brief.random(12)
    for number in range(14 if not tall else 11):
        y = horizon + board.height * (0.06 + 0.022 * number)
        floe(small.canvas, board.width * float(random.random()), y, 60 + 11 * number, light, random)
    scene.add("small floes", 0.40, small, Motion(velocity=(3, 0), sway=(0, 3), period=5))
    raft = Sheet(board)
    x, y, wide = (
        board.width * (0.44 if not tall else 0.48),
        horizon + board.height * (0.235 if not tall else 0.20),
        760.0 if not tall else 720.0,
    )
    floe(raft.canvas, x, y, wide, light, brief.random(14))
    bear = relit(sprite("polar-bear"), light.key, 0.20, shade=light.shade, depth=0.3)
    high = 250.0
    contact_shadow(raft.canvas, x + 20, y + 10, high * 1.2, opacity=0.30)
    place(raft.canvas, bear, x + 20, y + 10 - high * 0.46, high, flip=True)
    scene.add("floe", 0.60, raft, Motion(velocity=(-3, 0), sway=(0, 6), period=5.5))
    shine = glints(board, horizon + 20, light.key, brief.random(5), count=190, opacity=0.36)
    scene.add("glints", 0.64, shine, Motion(sway=(8, 0), period=6))


def _glacier(brief: Brief, horizon: float) -> Sheet:
    """Draw the front of a glacier that breaks off into the water."""
    board, light, sheet = brief.board, brief.light, Sheet(brief.board)
    xs = np.arange(-10.0, board.width + 30, 10)
    rough = line(len(xs), brief.seed + 5, octaves=7, roughness=0.7, base=5)
    tops = horizon - board.height * (0.065 if not board.portrait else 0.045) * (0.72 + 0.5 * rough)
    crest = [(float(x), float(y)) for x, y in zip(xs, tops, strict=True)]
    white, blue = mix(light.lit, light.haze, 0.25), mix(mix(light.shade, "#5fb4d0", 0.45), light.haze, 0.25)
    wall = polygon([(-12.0, horizon + 10), *crest, (board.width + 40, horizon + 10)])
    top = float(tops.min())
    sheet.canvas.drawPath(
        wall,
        paint(white, shader=linear((0, top), (0, horizon + 10), [(0, white), (0.3, mix(white, blue, 0.5)), (1, blue)])),
    )
    random = brief.random(6)
    for x, y in crest[::3]:
        lean = 14 * float(random.standard_normal())
        tone = white if random.random() < 0.5 else mix(blue, "#2a6a8c", 0.35)
        sheet.canvas.drawLine(x, y + 6, x + lean, horizon + 8, paint(tone, 0.5, stroke=3 + 6 * float(random.random())))
    sheet.canvas.drawPath(polygon(crest, close=False), paint(mix(white, "#ffffff", 0.4), stroke=4))
    return sheet


def _fire(scene: Scene, brief: Brief) -> None:
    board, tall = brief.board, brief.board.portrait
    sky = ((0, "#1c1418"), (0.35, "#4a2420"), (0.65, "#a8401c"), (0.85, "#f08030"), (1, "#ffc060"))
    light = replace(
        DUSK,
        sky=sky,
        haze="#d8602c",
        sun=None,
        stars=0,
        clouds=0.6,
        cloud="#6a3a2c",
        key="#ffb050",
        ambient="#4a1c14",
        dimming=0.35,
        shade="#3a1c1c",
    )
    brief = replace(brief, light=light)
    ground = board.height * (0.66 if not tall else 0.62)
    open_sky(scene, brief, ground, sun=None)
    smoke = Sheet(board)
    for number, x in enumerate((0.08, 0.34, 0.62, 0.90)):
        plume(
            smoke.canvas,
            (board.width * x, ground),
            board.height * 0.52,
            0.4,
            ("#3a2420", "#5a3a34"),
            brief.random(10 + number),
            opacity=0.40,
            puffs=30,
            glow="#ff8a2a",
        )
    scene.add("smoke", 0.06, smoke, Motion(velocity=(4, -2), sway=(9, 4), period=8))
    for number in range(3):
        tone = mix(("#a8441c", "#5c2414", "#1c0c0a")[number], light.haze, (0.30, 0.10, 0.0)[number])
        trees, random = Sheet(board), brief.random(30 + number)
        foot = ground + board.height * (0.03 + 0.10 * number)
        count = round((70, 44, 22)[number] * board.width / 2304)
        size = board.height * (0.13, 0.22, 0.40)[number] * (0.8 if tall else 1.0)
        stand = [
            (
                board.width * (k + 0.9 * float(random.random())) / count,
                foot + 16 * float(random.random()),
                size * (0.6 + 0.5 * float(random.random())),
            )
            for k in range(count)
        ]
        pines(trees.canvas, sorted(stand, key=lambda tree: tree[1]), tone, mix(tone, "#ffa040", 0.55), random)
        hill = Ridge(foot + 10, 24, tone, mix(tone, "#0a0404", 0.55), rough=0.4, knots=3, fade=200)
        if number < 2:
            blaze = Sheet(board)
            for _ in range(round((46, 26)[number] * board.width / 2304)):
                _flame(
                    blaze,
                    board.width * float(random.random()),
                    foot + 8,
                    size * (0.35 + 0.4 * float(random.random())),
                    random,
                )
            scene.add(
                f"flames {number}",
                0.12 + 0.2 * number,
                blaze,
                Motion(sway=(3, 4), period=1.7, flicker=0.18, flicker_rate=2.2, phase=0.3 * number),
            )
        scene.add(f"trees {number}", 0.14 + 0.22 * number, trees)
        add_hills(scene, brief, f"slope {number}", 0.15 + 0.22 * number, hill)
    sparks = Motion(velocity=(14, -46), wrap=(int(board.width), int(board.height)))
    scene.add("sparks", 0.9, flakes(board, brief.seed, 130, (1.4, 4.2), 0.9, "#ffb050"), sparks)


def _flame(sheet: Sheet, x: float, foot: float, tall: float, random: np.random.Generator) -> None:
    lean = tall * 0.18 * float(random.standard_normal())
    wide = tall * (0.16 + 0.08 * float(random.random()))
    flame = skia.Path()
    flame.moveTo(x - wide, foot)
    flame.cubicTo(x - wide * 1.1, foot - tall * 0.4, x - wide * 0.1, foot - tall * 0.5, x + lean, foot - tall)
    flame.cubicTo(x + wide * 0.5, foot - tall * 0.6, x + wide * 1.2, foot - tall * 0.4, x + wide, foot)
    flame.close()
    tones = [(0, "#e8501c", 0.55), (0.5, "#ff9a30", 0.9), (1, "#ffe08a", 1.0)]
    sheet.canvas.drawPath(flame, paint("#ff9a30", shader=linear((0, foot - tall), (0, foot), tones)))
    sheet.canvas.drawCircle(x, foot - tall * 0.3, tall * 0.5, paint("#ff7a20", 0.18, blur=tall * 0.25, blend=ADD))
