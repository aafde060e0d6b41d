"""The age of steam: mills on a canal, a foundry, cogwheels."""

from dataclasses import replace

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.lamps import glow
from videoagent_agent_image.drawing.light import DUSK
from videoagent_agent_image.drawing.mills import brick_chimney, cogwheel, ladle, mill, narrow_boat
from videoagent_agent_image.drawing.plumes import plume
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import ADD, Sheet, linear, paint, radial
from videoagent_agent_image.drawing.water import glints, mirror
from videoagent_agent_image.drawing.weather import flakes
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_mist, open_sky
from videoagent_media.layers import Motion


def draw(brief: Brief) -> Scene:
    """Draw one of three views: mills on a canal, a foundry, cogwheels."""
    scene = Scene(brief.board, accent="#ffc07a")
    views = (_canal, _foundry, _cogs)
    views[brief.variant % len(views)](scene, brief)
    return scene


def _canal(scene: Scene, brief: Brief) -> None:
    board, tall = brief.board, brief.board.portrait
    light = replace(brief.light, clouds=0.55)
    brief = replace(brief, light=light)
    bank = board.height * (0.68 if not tall else 0.64)
    unit = board.height * (1.0 if not tall else 0.58)
    open_sky(scene, brief, bank, sun=0.46)
    smoke, tones = (
        Sheet(board),
        (mix(light.on("#3a3238"), light.haze, 0.18), mix(light.on("#7a6c6c"), light.haze, 0.58)),
    )
    rows = (
        (0.10, 0.55, 0.26, ((0.12, 0.36), (0.30, 0.42), (0.46, 0.34), (0.66, 0.40), (0.84, 0.37))),
        (0.22, 0.26, 0.34, ((0.21, 0.55), (0.56, 0.50), (0.76, 0.60))),
    )
    for number, (depth, haze, high, chimneys) in enumerate(rows):
        sheet, random = Sheet(board), brief.random(20 + number)
        tone = mix(light.on("#8a4a3c"), light.haze, haze)
        for x, share in chimneys if not tall else chimneys[number % 2 :: 2]:
            mouth = brick_chimney(sheet.canvas, board.width * x, bank + 10, unit * share, tone, light)
            plume(smoke.canvas, mouth, unit * 0.34, 0.55, tones, random, opacity=0.34 - 0.10 * (1 - number), puffs=28)
        x = -40.0
        while x < board.width:
            wide = unit * (0.16 + 0.16 * float(random.random()))
            tops = unit * high * (0.45 + 0.5 * float(random.random()))
            box = skia.Rect(x, bank + 6 - tops, x + wide, bank + 12)
            wall = mix(light.on(("#8a4a3c", "#9a5a44", "#7a4238")[int(random.integers(3))]), light.haze, haze)
            mill(sheet.canvas, box, wall, light, random, haze=haze, sawtooth=random.random() < 0.45)
            x += wide * (1.02 if number else 0.98) + unit * 0.05 * number * float(random.random())
        scene.add(f"mills {number}", depth, sheet)
        if number == 0:
            scene.add("smoke", 0.14, smoke, Motion(velocity=(5, -1), sway=(9, 4), period=8))
            add_mist(scene, brief, 0.16, bank - 20, 80, 0.5)
    near = Sheet(board)
    random = brief.random(31)
    box = skia.Rect(board.width * (0.80 if not tall else 0.72), bank - unit * 0.40, board.width + 20, bank + 12)
    mill(near.canvas, box, light.on("#7a4034", 0.04), light, random)
    brick_chimney(
        near.canvas,
        board.width * (0.77 if not tall else 0.66),
        bank + 12,
        unit * 0.74,
        light.on("#7a4034", 0.05),
        light,
    )
    near.canvas.drawRect(skia.Rect(0, bank + 4, board.width, bank + 26), paint(light.on("#6a625c", 0.08)))
    near.canvas.drawRect(skia.Rect(0, bank + 4, board.width, bank + 9), paint(mix(light.on("#a89a8c"), light.key, 0.3)))
    scene.add("near mill", 0.34, near)
    black = Sheet(board)
    mouth = (board.width * (0.77 if not tall else 0.66), bank + 12 - unit * 0.74)
    plume(black.canvas, mouth, unit * 0.30, 0.5, tones, brief.random(33), opacity=0.40, puffs=30)
    scene.insert("near smoke", 0.33, black, Motion(velocity=(5, -1), sway=(9, 4), period=7))
    tint = mix(light.on("#2c3a40"), light.sky[2][1], 0.2)
    water = mirror(board, scene.flat(), bank + 24, tint=tint, share=0.40, ripple=22, seed=brief.seed, smear=0.45)
    scene.add("canal", 0.36, water)
    boats = Sheet(board)
    x, y, size = (0.36, 0.135, 640.0) if not tall else (0.44, 0.110, 640.0)
    foot = bank + board.height * y
    shade = skia.Rect(board.width * x - size * 0.5, foot - 6, board.width * x + size * 0.5, foot + size * 0.10)
    boats.canvas.drawOval(shade, paint("#08080c", 0.5, blur=12))
    narrow_boat(boats.canvas, Figure(board.width * x, foot, size), light)
    scene.add("boat", 0.60, boats, Motion(velocity=(6, 0), sway=(0, 2), period=5))
    shine = glints(board, bank + 40, light.key, brief.random(5), count=150, opacity=0.30)
    scene.add("glints", 0.62, shine, Motion(sway=(8, 0), period=6))


def _foundry(scene: Scene, brief: Brief) -> None:
    """Show molten iron poured in a dark hall."""
    board, tall = brief.board, brief.board.portrait
    floor = board.height * (0.76 if not tall else 0.70)
    back = Sheet(board)
    aim = board.width * (0.66 if not tall else 0.62), floor - board.height * 0.10
    stops = [(0, "#d86a2c", 1.0), (0.30, "#7a3420", 1.0), (0.65, "#32181a", 1.0), (1, "#120c12", 1.0)]
    back.canvas.drawPaint(paint("#32181a", shader=radial(aim, max(board.width, board.height) * 0.72, stops)))
    scene.add("hall", 0.0, back)
    frame = Sheet(board)
    for number, share in enumerate((0.30, 0.58, 1.0)):
        tone = mix("#7a4030", "#120c10", 0.35 + 0.25 * number)
        _truss(frame, brief, aim[0], floor, share, tone)
    scene.add("trusses", 0.14, frame)
    panes = Sheet(board)
    for number in range(5):
        x = board.width * (0.10 + 0.085 * number) if not tall else board.width * (0.06 + 0.12 * number)
        if tall and number > 3:
            continue
        wide, high = board.width * (0.055 if not tall else 0.085), board.height * (0.30 if not tall else 0.18)
        pane = skia.Rect.MakeXYWH(x, floor - board.height * (0.56 if not tall else 0.40), wide, high)
        panes.canvas.drawRect(pane, paint("#8aa4c0", 0.34))
        bars = paint("#1c1216", stroke=5)
        for k in range(4):
            panes.canvas.drawLine(pane.left(), pane.top() + high * k / 3, pane.right(), pane.top() + high * k / 3, bars)
            panes.canvas.drawLine(
                pane.left() + wide * k / 3, pane.top(), pane.left() + wide * k / 3, pane.bottom(), bars
            )
    scene.add("windows", 0.10, panes)
    ground = Sheet(board)
    tones = [(0, "#5c2c1e"), (0.35, "#2a161a"), (1, "#0c080c")]
    ground.canvas.drawRect(
        skia.Rect(0, floor, board.width, board.height),
        paint("#2a161a", shader=linear((0, floor), (0, board.height), tones)),
    )
    glow(ground.canvas, aim[0], floor + 20, board.width * 0.34, "#ff8a3a", 0.8, flat=0.28)
    scene.add("floor", 0.24, ground)
    _pour(scene, brief, aim[0], floor)
    workers = Sheet(board)
    spots = (
        ((0.24, 1.06, 330.0, 1), (0.36, 1.03, 300.0, 1), (0.875, 1.07, 340.0, -1))
        if not tall
        else ((0.14, 1.05, 330.0, 1), (0.86, 1.08, 350.0, -1))
    )
    for x, down, high, side in spots:
        _worker(workers, Figure(board.width * x, floor + board.height * 0.16 * (down - 0.4), high, side))
    scene.add("workers", 0.66, workers)
    sparks = Motion(velocity=(6, -40), wrap=(int(board.width), int(board.height)))
    scene.add("sparks", 0.9, flakes(board, brief.seed, 60, (1.2, 3.4), 0.8, "#ffb860"), sparks)


def _pour(scene: Scene, brief: Brief, middle: float, floor: float) -> None:
    """Add a ladle, the stream from it, and the glow where it falls."""
    board, tall = brief.board, brief.board.portrait
    pour = Sheet(board)
    size = board.height * (0.27 if not tall else 0.165)
    pot = Figure(middle - size * 0.55, floor - size * 1.18, size)
    lip = ladle(pour.canvas, pot)
    mould = skia.Rect(lip[0] - size * 0.25, floor - size * 0.20, lip[0] + size * 0.80, floor + size * 0.14)
    stream = skia.Path()
    stream.moveTo(lip[0] - size * 0.05, lip[1] - 6)
    stream.cubicTo(
        lip[0] + size * 0.16, lip[1], lip[0] + size * 0.20, lip[1] + size * 0.4, lip[0] + size * 0.22, mould.top() + 10
    )
    stream.lineTo(lip[0] + size * 0.30, mould.top() + 10)
    stream.cubicTo(
        lip[0] + size * 0.30,
        lip[1] + size * 0.3,
        lip[0] + size * 0.24,
        lip[1] - size * 0.04,
        lip[0],
        lip[1] - size * 0.05,
    )
    stream.close()
    pour.canvas.drawPath(stream, paint("#ff9a3a", 0.8, blur=26, blend=ADD))
    pour.canvas.drawPath(stream, paint("#ffe890"))
    pour.canvas.drawRect(
        mould,
        paint(
            "#3a2a28",
            shader=linear((0, mould.top()), (0, mould.bottom()), [(0, "#a85a30"), (0.2, "#4a2c26"), (1, "#140e10")]),
        ),
    )
    pool = skia.Rect(mould.left() + 14, mould.top() - 8, mould.right() - 14, mould.top() + 12)
    pour.canvas.drawOval(pool, paint("#fff0a0"))
    pour.canvas.drawOval(pool, paint("#ff9a3a", 0.8, blur=22, blend=ADD))
    scene.add("ladle", 0.50, pour)
    blaze = Sheet(board)
    glow(blaze.canvas, lip[0] + size * 0.25, mould.top(), size * 1.7, "#ff9a40", 0.55)
    random = brief.random(9)
    for _ in range(90):
        turn, reach = float(random.uniform(-2.9, -0.25)), size * (0.2 + 1.1 * float(random.random()) ** 1.5)
        x, y = lip[0] + size * 0.25 + reach * float(np.cos(turn)), mould.top() + reach * 0.75 * float(np.sin(turn))
        blaze.canvas.drawCircle(x, y, 1.5 + 3 * float(random.random()), paint("#ffe08a", 0.9, blend=ADD))
    scene.add("blaze", 0.54, blaze, Motion(flicker=0.30, flicker_rate=2.4))


def _truss(sheet: Sheet, brief: Brief, middle: float, floor: float, share: float, tone: str) -> None:
    """Draw a gate of iron columns and a lattice roof, around the vanishing point."""
    board, canvas = brief.board, sheet.canvas
    left, right = middle - (middle + 40) * share, middle + (board.width - middle + 40) * share
    top, foot = floor - (floor + 30) * share * 0.86, floor + (board.height - floor) * share * 0.5
    eaves = top + (floor - top) * 0.30
    thick = 10 + 26 * share
    for x in (left, right):
        canvas.drawLine(x, foot, x, eaves, paint(tone, stroke=thick))
    peak = (left + right) / 2, top
    for start in ((left, eaves), (right, eaves)):
        canvas.drawLine(*start, *peak, paint(tone, stroke=thick * 0.7))
    canvas.drawLine(left, eaves, right, eaves, paint(tone, stroke=thick * 0.55))
    for number in range(1, 10):
        x = left + (right - left) * number / 10
        y = eaves + (top - eaves) * (1 - abs(number / 5 - 1))
        canvas.drawLine(x, eaves, x, y, paint(tone, stroke=thick * 0.24))
        canvas.drawLine(
            x,
            eaves,
            left + (right - left) * (number + (1 if number < 5 else -1)) / 10,
            eaves + (top - eaves) * (1 - abs((number + (1 if number < 5 else -1)) / 5 - 1)),
            paint(tone, stroke=thick * 0.18),
        )


def _worker(sheet: Sheet, body: Figure) -> None:
    """Draw a founder in an apron with a long rod, lit by the iron from the front."""
    canvas, dark, lit = sheet.canvas, "#1a1014", "#e8803a"
    for knee, end in (((-0.05, 0.22), (-0.10, 0.0)), ((0.07, 0.22), (0.12, 0.0))):
        leg = body.angular([(0.0, 0.48), knee, end], close=False)
        canvas.drawPath(leg, paint(dark, stroke=body.size * 0.085))
    coat = body.outline(
        [(-0.11, 0.80), (-0.13, 0.55), (-0.14, 0.28), (0.12, 0.26), (0.12, 0.55), (0.11, 0.80), (0.0, 0.84)]
    )
    ends = body.at(-0.14, 0)[0], body.at(0.13, 0)[0]
    canvas.drawPath(
        coat,
        paint(
            dark,
            shader=linear(
                (ends[0], 0), (ends[1], 0), [(0, dark), (0.72, mix(dark, lit, 0.12)), (1, mix(dark, lit, 0.75))]
            ),
        ),
    )
    canvas.drawLine(*body.at(-0.20, 0.62), *body.at(0.95, 0.40), paint(mix(dark, lit, 0.4), stroke=body.size * 0.022))
    for start, end in (((0.06, 0.76), (0.24, 0.55)), ((-0.06, 0.74), (0.06, 0.58))):
        canvas.drawLine(*body.at(*start), *body.at(*end), paint(mix(dark, lit, 0.20), stroke=body.size * 0.062))
    head = body.at(0.01, 0.905)
    shine = linear(
        (head[0] - body.side * body.size * 0.07, 0), (head[0] + body.side * body.size * 0.07, 0), [(0, dark), (1, lit)]
    )
    canvas.drawCircle(*head, body.size * 0.070, paint(dark, shader=shine))
    cap = body.outline([(-0.075, 0.925), (-0.06, 0.985), (0.03, 0.99), (0.08, 0.955), (0.135, 0.93)])
    canvas.drawPath(cap, paint(dark))


def _cogs(scene: Scene, brief: Brief) -> None:
    """Show cogwheels from near."""
    board, tall, light = brief.board, brief.board.portrait, replace(DUSK, key="#ffe0a8")
    back = Sheet(board)
    centre = board.width * 0.46, board.height * 0.42
    stops = [(0, "#7a4a30", 1.0), (0.4, "#4a2c24", 1.0), (1, "#140e12", 1.0)]
    back.canvas.drawPaint(paint("#4a2c24", shader=radial(centre, max(board.width, board.height) * 0.66, stops)))
    for row in range(int(board.height / 52) + 1):
        back.canvas.drawLine(0, row * 52.0, board.width, row * 52.0, paint("#0c0608", 0.22, stroke=3))
        for number in range(int(board.width / 120) + 2):
            x = (number + 0.5 * (row % 2)) * 120.0
            back.canvas.drawLine(x, row * 52.0, x, row * 52.0 + 52, paint("#0c0608", 0.16, stroke=3))
    scene.add("wall", 0.0, back)
    unit = min(board.width, board.height)
    wheels = (
        (0.18, (0.80, 0.26, 0.24, 20, "#5a5a64", 4.0), (0.14, 0.72, 0.30, 26, "#4c4a54", 9.0)),
        (0.42, (0.31, 0.36, 0.30, 24, "#c08a3c", 0.0), (0.655, 0.62, 0.36, 28, "#8a5a3a", 5.0)),
        (0.62, (0.47, 0.865, 0.20, 16, "#d8a850", 11.0), (0.93, 0.88, 0.26, 20, "#b07a3c", 6.0)),
    )
    if tall:
        wheels = (
            (0.18, (0.84, 0.17, 0.30, 22, "#5a5a64", 4.0), (0.10, 0.58, 0.32, 26, "#4c4a54", 9.0)),
            (0.42, (0.34, 0.30, 0.36, 24, "#c08a3c", 0.0), (0.66, 0.55, 0.42, 28, "#8a5a3a", 5.0)),
            (0.62, (0.22, 0.73, 0.26, 18, "#d8a850", 11.0), (0.88, 0.82, 0.28, 20, "#b07a3c", 6.0)),
        )
    for number, (depth, *group) in enumerate(wheels):
        sheet = Sheet(board)
        for x, y, radius, teeth, metal, turned in group:
            tone = mix(metal, "#140e12", 0.40 - 0.20 * number)
            cogwheel(sheet.canvas, board.width * x, board.height * y, unit * radius, teeth, tone, light, turned=turned)
        scene.add(f"wheels {number}", depth, sheet, focus=2.0 if number == 0 else 0)
    steam = Sheet(board)
    for number, x in enumerate((0.08, 0.92)):
        plume(
            steam.canvas,
            (board.width * x, board.height * 1.02),
            board.height * 0.55,
            0.3 if x < 0.5 else -0.3,
            ("#e8dccc", "#b8a898"),
            brief.random(60 + number),
            opacity=0.16,
        )
    scene.add("steam", 0.80, steam, Motion(velocity=(2, -5), sway=(12, 6), period=6))
    low = Sheet(board)
    fade = linear((0, board.height * 0.74), (0, board.height), [(0, "#0c080c", 0.0), (1, "#0c080c", 0.75)])
    low.canvas.drawRect(skia.Rect(0, board.height * 0.74, board.width, board.height), paint("#0c080c", shader=fade))
    scene.add("shade", 0.84, low)
