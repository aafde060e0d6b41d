"""The rainforest: giants in the mist, a river from above, a pool among broad leaves."""

from dataclasses import replace

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.jungle import blade, frond, giant, liana, slit_leaf
from videoagent_agent_image.drawing.noise import line
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon, radial
from videoagent_agent_image.drawing.sky import shafts
from videoagent_agent_image.drawing.water import glints
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.jungle_river import DARK, river
from videoagent_agent_image.sets.landscape import add_mist, swaying
from videoagent_media.layers import Motion

_LEAF: Colour = "#3f8a44"
_LIT: Colour = "#b8d860"


def draw(brief: Brief) -> Scene:
    """Draw one of three views: giants in the mist, a river from above, a pool among leaves."""
    scene = Scene(brief.board, accent="#ffe08a")
    light = replace(brief.light, haze=mix(brief.light.haze, "#a8d8b0", 0.55))
    views = (_giants, river, _pool)
    views[brief.variant % len(views)](scene, replace(brief, light=light))
    return scene


def _backdrop(scene: Scene, brief: Brief, glow: tuple[float, float]) -> None:
    """Add the light that comes through far leaves."""
    board, light, random = brief.board, brief.light, brief.random(1)
    sheet = Sheet(board)
    bright = mix(mix(light.haze, light.key, 0.45), "#ffffff", 0.25 * (not light.dark))
    leaf, deep = light.on("#5f9a58", 0.30), light.on(DARK, 0.12)
    reach = max(board.width, board.height) * 0.66
    stops = [(0, bright, 1.0), (0.28, mix(bright, leaf, 0.45), 1.0), (0.62, leaf, 1.0), (1, deep, 1.0)]
    sheet.canvas.drawPaint(paint(bright, shader=radial(glow, reach, stops)))
    for _ in range(240):
        x, y = board.width * float(random.random()), board.height * 0.8 * float(random.random())
        away = min(1.0, float(np.hypot(x - glow[0], y - glow[1])) / reach * 1.6)
        size = 20 + 60 * float(random.random())
        sheet.canvas.drawCircle(x, y, size, paint(mix(leaf, deep, float(random.random())), 0.04 + 0.16 * away, blur=16))
    scene.add("light", 0.0, sheet)


def _bushes(scene: Scene, brief: Brief, name: str, depth: float, top: float, size: float, haze: float) -> None:
    """Add a bank of undergrowth across the picture: leaves in front of each other, the upper ones lit."""
    board, light, random, sheet = brief.board, brief.light, brief.random(sum(map(ord, name))), Sheet(brief.board)
    dark, lit = light.on(DARK, haze), light.on(_LEAF if haze < 0.2 else _LIT, haze)
    xs = np.arange(-20.0, board.width + 40, 12)
    heights = top - size * 0.5 * line(len(xs), brief.seed + len(name) + int(size), octaves=5, base=4)
    mound = polygon(
        [
            (-30.0, board.height + 10),
            *zip(xs.tolist(), heights.tolist(), strict=True),
            (board.width + 50, board.height + 10),
        ]
    )
    sheet.canvas.drawPath(
        mound, paint(dark, shader=linear((0, top - size), (0, top + size * 2), [(0, mix(dark, lit, 0.35)), (1, dark)]))
    )
    count = round(board.width / size * 4.4)
    for number in range(count):
        x = board.width * (number + float(random.random())) / count
        foot = float(np.interp(x, xs, heights)) + size * (0.35 + 0.45 * float(random.random()))
        turn = float(random.uniform(-1.1, 1.1))
        long = size * (0.8 + 0.6 * float(random.random()))
        tip = x + long * float(np.sin(turn)), foot - long * float(np.cos(turn)) * 0.9
        tone = mix(dark, lit, 0.25 + 0.6 * float(random.random()))
        kind = int(random.integers(3))
        if kind == 0 and size > 60:
            frond(sheet.canvas, (x, foot), tip, mix(dark, tone, 0.4), tone)
        else:
            blade(sheet.canvas, (x, foot), tip, long * 0.26, mix(dark, tone, 0.35), tone)
    scene.add(name, depth, sheet)


def _frame(scene: Scene, brief: Brief, *, low: float = 1.0) -> None:
    """Add big leaves in both corners, nearest to the viewer."""
    board, light, random = brief.board, brief.light, brief.random(44)
    dark, lit = light.on("#0c2a1c"), light.on("#4f9a4a")
    unit = board.height * (1.0 if not board.portrait else 0.60)
    for number, side in enumerate((-1, 1)):
        sheet = Sheet(board)
        edge = board.width * (0.05 if side < 0 else 0.95)
        for turn, long in ((0.10, 0.50), (0.62, 0.46), (1.05, 0.36), (-0.35, 0.40)):
            lean = -side * turn
            foot = edge + side * unit * 0.04, board.height * low + 30
            tip = foot[0] + unit * long * float(np.sin(lean)), foot[1] - unit * long * float(np.cos(lean)) * 0.95
            tone = mix(lit, dark, 0.45 * float(random.random()))
            blade(sheet.canvas, foot, tip, unit * 0.105, mix(dark, tone, 0.25), tone, torn=turn > 0.9)
        for across, up, size, degrees in ((0.075, 0.10, 0.20, 24), (0.165, 0.03, 0.17, 48), (0.01, 0.24, 0.17, -6)):
            place = edge - side * unit * (across - 0.03), board.height * low - unit * up
            slit_leaf(sheet.canvas, *place, unit * size, -side * degrees, mix(dark, lit, 0.10), mix(lit, _LIT, 0.25))
        scene.add(f"leaves {number}", 1.0, sheet, swaying(5, 5, 0.4 * number), focus=1.2)


def _hanging(scene: Scene, brief: Brief, depth: float) -> None:
    """Add leaves that hang in from above."""
    board, light, random, sheet = brief.board, brief.light, brief.random(47), Sheet(brief.board)
    dark, lit = light.on("#0e3020"), light.on("#6fb050")
    unit = board.height * (1.0 if not board.portrait else 0.62)
    for x, long in (
        (0.06, 0.30),
        (0.17, 0.19),
        (0.83, 0.18),
        (0.93, 0.31),
        (0.99, 0.24),
        (0.0, 0.26),
        (0.72, 0.10),
        (0.29, 0.10),
    ):
        start = board.width * x, -20.0
        lean = 0.5 * (0.5 - x) + 0.2 * float(random.standard_normal())
        tip = start[0] + unit * long * lean, start[1] + unit * (long + 0.06)
        if float(random.random()) < 0.5:
            frond(sheet.canvas, start, tip, dark, lit)
        else:
            blade(sheet.canvas, start, tip, unit * 0.07, dark, lit)
    scene.add("hanging leaves", depth, sheet, swaying(4, 6, 0.2), focus=1)


def _giants(scene: Scene, brief: Brief) -> None:
    board, light, tall = brief.board, brief.light, brief.board.portrait
    glow = board.width * 0.52, board.height * 0.34
    _backdrop(scene, brief, glow)
    floor = board.height * (0.70 if not tall else 0.68)
    unit = board.height * (1.0 if not tall else 0.62)
    groups: tuple[tuple[tuple[float, float], ...], ...] = (
        ((0.12, 0.34), (0.24, 0.30), (0.38, 0.26), (0.64, 0.26), (0.76, 0.32), (0.90, 0.34)),
        ((0.20, 0.62), (0.72, 0.58), (0.94, 0.62)),
        ((0.08, 1.05), (0.84, 1.15)),
    )
    if tall:
        groups = (
            ((0.14, 0.34), (0.36, 0.28), (0.66, 0.28), (0.86, 0.34)),
            ((0.26, 0.62), (0.88, 0.60)),
            ((0.08, 1.05),),
        )
    for number, group in enumerate(groups):
        haze, sheet, random = (0.66, 0.36, 0.06)[number], Sheet(board), brief.random(20 + number)
        tones = light.on("#2a2a20", haze), light.on("#5c5540", haze), mix(light.on("#8f9a60", haze), light.key, 0.25)
        foot = floor + board.height * (0.0, 0.06, 0.14)[number]
        for x, wide in group:
            toward = 1 if board.width * x < glow[0] else -1
            giant(sheet.canvas, board.width * x, foot, unit * 0.12 * wide, tones, random, side=toward)
        ropes = (
            ((0.14, 0.37), (0.63, 0.78))
            if number == 0
            else ((0.22, 0.60), (0.50, 0.74))
            if number == 1
            else ((0.10, 0.42), (0.56, 0.84))
        )
        for start, end in ropes:
            liana(
                sheet.canvas,
                (board.width * start, -10),
                (board.width * end, board.height * 0.05),
                board.height * (0.16 + 0.10 * number),
                6.0 + 5 * number,
                light.on("#3a4028", haze),
                light.on(_LEAF, haze),
                random,
            )
        scene.add(f"giants {number}", 0.10 + 0.22 * number, sheet)
        _bushes(
            scene,
            brief,
            f"bushes {number}",
            0.12 + 0.22 * number,
            foot + unit * 0.03,
            unit * (0.07 + 0.045 * number),
            haze * 0.8,
        )
        if number < 2:
            add_mist(scene, brief, 0.14 + 0.22 * number, foot - 10, 120 - 40 * number, 0.55 - 0.15 * number)
        if number == 1:
            rays = shafts(board, (glow[0] + 60, -60), light, brief.seed, 0.30 if not light.dark else 0.1)
            scene.add("shafts", 0.40, rays, Motion(flicker=0.25, flicker_rate=0.25))
    _hanging(scene, brief, 0.86)
    _frame(scene, brief)


def _pool(scene: Scene, brief: Brief) -> None:
    board, light, tall = brief.board, brief.light, brief.board.portrait
    glow = board.width * 0.50, board.height * 0.30
    _backdrop(scene, brief, glow)
    unit = board.height * (1.0 if not tall else 0.62)
    pool = board.height * (0.62 if not tall else 0.60)
    back, random = Sheet(board), brief.random(8)
    haze = 0.42
    tones = light.on("#2a2a20", haze), light.on("#5c5540", haze), mix(light.on("#8f9a60", haze), light.key, 0.25)
    for x, wide in ((0.10, 0.6), (0.24, 0.45), (0.80, 0.5), (0.92, 0.7)) if not tall else ((0.10, 0.6), (0.90, 0.7)):
        giant(back.canvas, board.width * x, pool + 10, unit * 0.12 * wide, tones, random, side=1 if x < 0.5 else -1)
    scene.add("giants", 0.12, back)
    rock, fall = Sheet(board), Sheet(board)
    _cliff(rock, brief, glow[0], pool, unit)
    scene.add("cliff", 0.18, rock)
    _waterfall(fall, brief, glow[0], pool, unit)
    scene.add("waterfall", 0.20, fall, Motion(sway=(0, 5), period=1.6))
    _bushes(scene, brief, "far bushes", 0.24, pool + unit * 0.035, unit * 0.075, 0.34)
    surface = Sheet(board)
    tint = light.on("#2f8a78", 0.10)
    flow = [(0, mix(tint, light.haze, 0.6)), (0.3, tint), (1, mix(tint, "#04201c", 0.65))]
    xs = np.linspace(-10, board.width + 10, 40)
    edge = pool + unit * 0.075 + 10 * np.sin(xs / 90)
    shape = polygon(
        [
            *zip(xs.tolist(), edge.tolist(), strict=True),
            (board.width + 10, board.height + 10),
            (-10.0, board.height + 10),
        ]
    )
    surface.canvas.drawPath(shape, paint(tint, shader=linear((0, pool), (0, board.height), flow)))
    column = skia.Rect(glow[0] - unit * 0.10, pool + unit * 0.05, glow[0] + unit * 0.10, board.height * 0.92)
    surface.canvas.drawRect(column, paint("#e8fff4", 0.35, blur=40))
    scene.add("pool", 0.30, surface)
    scene.add(
        "ripples",
        0.32,
        glints(board, pool + unit * 0.09, mix(light.key, "#ffffff", 0.5), brief.random(9), count=150, opacity=0.4),
        Motion(sway=(8, 0), period=5),
    )
    spray = Sheet(board)
    spray.canvas.drawOval(
        skia.Rect(glow[0] - unit * 0.20, pool - unit * 0.03, glow[0] + unit * 0.20, pool + unit * 0.12),
        paint("#f4fff8", 0.75, blur=unit * 0.03),
    )
    scene.add("spray", 0.34, spray, Motion(sway=(6, 3), period=3, flicker=0.2, flicker_rate=0.8))
    rays = shafts(board, (glow[0] + 60, -60), light, brief.seed, 0.28 if not light.dark else 0.1)
    scene.add("shafts", 0.40, rays, Motion(flicker=0.25, flicker_rate=0.25))
    banks = Sheet(board)
    for side in (-1, 1):
        _bank(banks, brief, side, unit)
    scene.add("banks", 0.56, banks)
    _hanging(scene, brief, 0.84)
    _frame(scene, brief)


def _cliff(sheet: Sheet, brief: Brief, middle: float, foot: float, unit: float) -> None:
    """Draw a wall of rock across the picture, notched where the water falls, plants on its edge and its ledges."""
    board, light, random = brief.board, brief.light, brief.random(12)
    rock = light.on("#4f5a4c", 0.30)
    xs = np.arange(-20.0, board.width + 40, 14)
    rough = line(len(xs), brief.seed + 3, octaves=6, roughness=0.55, base=5)
    tops = foot - unit * (0.32 + 0.16 * rough)
    near = np.exp(-(((xs - middle) / (unit * 0.10)) ** 2))
    tops = tops * (1 - near) + (foot - unit * 0.40) * near
    crest = list(zip(xs.tolist(), tops.tolist(), strict=True))
    wall = polygon([(-30.0, foot + 60), *crest, (board.width + 50, foot + 60)])
    high = float(tops.min())
    shade = linear(
        (0, high), (0, foot + 40), [(0, mix(rock, light.key, 0.22)), (0.5, rock), (1, mix(rock, "#0c1a14", 0.55))]
    )
    canvas = sheet.canvas
    canvas.drawPath(wall, paint(rock, shader=shade))
    canvas.save()
    canvas.clipPath(wall, skia.ClipOp.kIntersect, True)
    x = -20.0
    while x < board.width + 20:
        wide = unit * (0.02 + 0.05 * float(random.random()))
        lean, end = unit * 0.02 * float(random.standard_normal()), foot + 60
        face = polygon([(x, high - 10), (x + wide, high - 10), (x + wide + lean, end), (x + lean, end)])
        tone = mix(
            rock,
            "#0c1a14" if random.random() < 0.55 else mix(light.key, "#7a9a5c", 0.6),
            0.12 + 0.30 * float(random.random()),
        )
        canvas.drawPath(face, paint(tone, 0.55))
        x += wide
    canvas.restore()
    dark, lit = light.on(DARK, 0.26), light.on(_LIT, 0.22)
    for x, y in crest[:: 2 if board.portrait else 3]:
        if abs(x - middle) < unit * 0.075:
            continue
        for _ in range(3):
            turn, long = float(random.uniform(-1.7, 1.7)), unit * (0.05 + 0.07 * float(random.random()))
            start = x + 14 * float(random.standard_normal()), y + 12
            tip = start[0] + long * float(np.sin(turn)), start[1] - long * float(np.cos(turn)) * 0.8
            tone = mix(dark, lit, 0.2 + 0.6 * float(random.random()))
            blade(canvas, start, tip, long * 0.32, mix(dark, tone, 0.4), tone)
    for _ in range(round(20 * board.width / 2304) + 6):
        x = board.width * float(random.random())
        if abs(x - middle) < unit * 0.10:
            continue
        y = foot - unit * 0.28 * float(random.random())
        for turn in (-1.2, -0.5, 0.3, 1.0):
            long = unit * (0.035 + 0.03 * float(random.random()))
            tip = x + long * float(np.sin(turn)), y - long * float(np.cos(turn))
            blade(canvas, (x, y), tip, long * 0.4, dark, mix(dark, lit, 0.3 + 0.4 * float(random.random())))


def _waterfall(sheet: Sheet, brief: Brief, middle: float, foot: float, unit: float) -> None:
    random = brief.random(13)
    top, half = foot - unit * 0.40, unit * 0.055
    fall = polygon(
        [
            (middle - half, top),
            (middle + half, top),
            (middle + half * 1.35, foot + unit * 0.06),
            (middle - half * 1.35, foot + unit * 0.06),
        ]
    )
    white = mix("#f4fffa", brief.light.haze, 0.15)
    sheet.canvas.drawPath(
        fall,
        paint(
            white,
            shader=linear(
                (0, top), (0, foot), [(0, mix(white, "#5aa8a4", 0.45)), (0.6, mix(white, "#7ac0b8", 0.25)), (1, white)]
            ),
        ),
    )
    for _ in range(110):
        share = float(random.uniform(-1, 1))
        start = top + unit * 0.34 * float(random.random())
        x = middle + half * share
        long = unit * (0.05 + 0.12 * float(random.random()))
        tone = "#ffffff" if random.random() < 0.55 else mix(white, "#3f8a88", 0.6)
        sheet.canvas.drawLine(
            x, start, x + half * 0.12 * share, min(foot + unit * 0.05, start + long), paint(tone, 0.6, stroke=2.5)
        )


def _bank(sheet: Sheet, brief: Brief, side: int, unit: float) -> None:
    """Draw a mossy bank that reaches into the pool from one side."""
    board, light, random = brief.board, brief.light, brief.random(60 + side)
    edge = 0.0 if side < 0 else board.width
    level = board.height * (0.78 if not board.portrait else 0.74)
    reach = min(unit * 0.50, board.width * 0.40) * (1.0 if side < 0 else 0.86)
    moss, soil = light.on("#6f9a3f"), light.on("#1c3020")
    outline = [
        (edge, level - unit * 0.10),
        (edge - side * reach * 0.5, level - unit * 0.055),
        (edge - side * reach * 0.86, level),
        (edge - side * reach, level + unit * 0.06),
        (edge - side * reach * 0.8, board.height + 10),
        (edge, board.height + 10),
    ]
    sheet.canvas.drawPath(
        polygon(outline),
        paint(
            moss,
            shader=linear(
                (0, level - unit * 0.1),
                (0, level + unit * 0.18),
                [(0, mix(moss, light.key, 0.25)), (0.3, moss), (1, soil)],
            ),
        ),
    )
    for _ in range(15):
        share = float(random.random())
        x = edge - side * reach * 0.9 * share
        foot = level + unit * (0.02 - 0.08 * (1 - share)) + unit * 0.05
        turn, long = float(random.uniform(-0.9, 0.9)), unit * (0.10 + 0.10 * float(random.random()))
        tip = x + long * float(np.sin(turn)), foot - long * float(np.cos(turn))
        tone = mix(light.on(_LEAF), light.on(_LIT), float(random.random()) * 0.7)
        if random.random() < 0.5:
            frond(sheet.canvas, (x, foot), tip, light.on(DARK), tone)
        else:
            blade(sheet.canvas, (x, foot), tip, long * 0.28, light.on(DARK), tone)
