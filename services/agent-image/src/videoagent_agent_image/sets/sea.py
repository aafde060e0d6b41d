"""The open sea and its coasts: waves, sails, a lighthouse, an island."""

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.noise import line
from videoagent_agent_image.drawing.plants import palm
from videoagent_agent_image.drawing.ridges import Ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import ADD, Board, Sheet, linear, paint, polygon
from videoagent_agent_image.drawing.transport import sailing_boat
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_hills, add_mist, open_sky, sun_place
from videoagent_media.layers import Motion


def draw(brief: Brief) -> Scene:
    """Draw one of four views: a sailing boat, a lighthouse, a palm island, the open swell."""
    board, light = brief.board, brief.light
    scene = Scene(board)
    view = brief.variant % 4
    sun = (0.68, 0.3, 0.62, 0.5)[view]
    horizon = board.height * (0.56 if not board.portrait else 0.6)
    open_sky(scene, brief, horizon * 1.02, sun=sun)
    if view in (0, 1):
        coast = Ridge(horizon + 4, 70, light.on("#5f7686", 0.6), light.on("#5f7686", 0.75), rough=0.5, knots=2, fade=90)
        add_hills(scene, brief, "coast", 0.05, coast)
    scene.add("sea", 0.12, surface(board, brief, horizon, sun_place(brief, sun)[0]))
    add_mist(scene, brief, 0.13, horizon, 26, 0.6)
    if view == 0:
        _boats(scene, brief, horizon)
    elif view == 1:
        _lighthouse(scene, brief, horizon)
    elif view == 2:
        _island(scene, brief, horizon)
    _swell(scene, brief, horizon, boats=view == 3)
    if not light.dark:
        scene.add("gulls", 0.5, gulls(brief), Motion(velocity=(9, -1), sway=(0, 5), period=4))
    return scene


def surface(board: Board, brief: Brief, horizon: float, sun_x: float) -> Sheet:
    """Draw the sea up to its horizon, with the light of the sun or moon above ``sun_x`` on it; lengths in units."""
    light = brief.light
    sheet = Sheet(board)
    far, middle, near = light.on("#5fa3b8", 0.5), light.on("#1f6f93", 0.1), light.on("#0b3a5a")
    area = skia.Rect(0, horizon, board.width, board.height)
    sheet.canvas.drawRect(
        area, paint(middle, shader=linear((0, horizon), (0, board.height), [(0, far), (0.3, middle), (1, near)]))
    )
    random = brief.random(2)
    for _ in range(420):
        share = random.random() ** 1.8
        y = horizon + 3 + (board.height - horizon) * share
        spread = 50 + 420 * share
        x = sun_x + (random.random() + random.random() - 1) * spread
        length = 12 + 95 * share * random.random()
        strength = (0.75 if light.sun else 0.28) * (1 - 0.55 * share)
        sheet.canvas.drawLine(
            x - length / 2, y, x + length / 2, y, paint(light.key, strength * random.random(), stroke=1.2 + 2.4 * share)
        )
    for _ in range(260):
        share = random.random() ** 1.5
        y = horizon + 3 + (board.height - horizon) * share
        x, length = random.random() * board.width, 20 + 130 * share
        tone = mix(near, far, 0.75)
        sheet.canvas.drawLine(x, y, x + length, y, paint(tone, 0.10 + 0.22 * random.random(), stroke=1 + 2 * share))
    return sheet


def _swell(scene: Scene, brief: Brief, horizon: float, *, boats: bool) -> None:
    board, light = brief.board, brief.light
    for number in range(4):
        share = (number + 1) / 4
        top = horizon + (board.height - horizon) * (0.30 + 0.58 * share**1.2)
        body = mix(light.on("#1f7396", 0.12 * (1 - share)), light.on("#08304e"), 0.25 + 0.6 * share)
        sheet = Sheet(board)
        wave(sheet, brief, number, top, 20 + 30 * share, body, mix(body, light.lit, 0.55))
        motion = Motion(sway=(16 + 10 * share, 4 + 3 * share), period=6 + number, phase=0.27 * number)
        scene.add(f"wave {number}", 0.3 + 0.26 * number, sheet, motion)
        if boats and number == 1:
            craft = Sheet(board)
            sailing_boat(
                craft.canvas, board.width * 0.58, top - 6, board.height * (0.30 if not board.portrait else 0.2), light
            )
            scene.add("boat", 0.6, craft, Motion(sway=(5, 6), period=5))


def wave(sheet: Sheet, brief: Brief, number: int, top: float, height: float, body: str, foam: str) -> None:
    """Draw a long wave crest with peaked ridges and a line of foam."""
    board = brief.board
    count = int(board.width / 6) + 20
    along = np.arange(count) * 6.0 - 50
    length = 170 + 120 * number
    phase = brief.seed % 7 + number * 1.7
    swing = np.sin(along / length * 2 * np.pi + phase) + 0.6 * np.sin(along / length * 3.7 + phase * 2)
    swing += 0.5 * np.sin(along / length * 1.31 + phase * 3)
    # A power sharpens the crests and flattens the troughs, as gravity waves have it.
    crest = (
        top - height * ((swing / 4.2 + 0.5).clip(0, 1) ** 2.2) * 1.5 - 14 * line(count, brief.seed + number, octaves=5)
    )
    points = [(float(x), float(y)) for x, y in zip(along, crest, strict=True)]
    shape = polygon([(-60.0, board.height + 60), *points, (board.width + 60, board.height + 60)])
    stops = [(0, mix(body, foam, 0.42)), (0.16, mix(body, foam, 0.12)), (0.5, body), (1, mix(body, "#04101c", 0.45))]
    sheet.canvas.drawPath(shape, paint(body, shader=linear((0, top - height), (0, top + 150), stops)))
    sheet.canvas.save()
    sheet.canvas.clipPath(shape, skia.ClipOp.kIntersect, True)
    sheet.canvas.drawPath(polygon(points, close=False), paint(foam, 0.35, stroke=14 + 5 * number, blur=7))
    sheet.canvas.restore()
    random = brief.random(60 + number)
    for _ in range(150):
        x, y = points[int(random.integers(1, count - 1))]
        drop = 4 + 90 * random.random() ** 1.6
        reach = (16 + 60 * random.random()) * (0.6 + 0.3 * number)
        strength = 0.05 + 0.22 * random.random() * (1 - drop / 110)
        fleck = paint(foam, strength, stroke=1.2 + number * 0.5)
        sheet.canvas.drawLine(x, y + drop, x + reach, y + drop + 2, fleck)


def _boats(scene: Scene, brief: Brief, horizon: float) -> None:
    board, light = brief.board, brief.light
    far = Sheet(board)
    for x, size in ((0.18, 0.06), (0.83, 0.05)):
        sailing_boat(far.canvas, board.width * x, horizon + 14, board.height * size, light)
    scene.add("far boats", 0.16, far, Motion(velocity=(2.5, 0)))
    near = Sheet(board)
    height = board.height * (0.40 if not board.portrait else 0.26)
    x, water = board.width * 0.42, horizon + (board.height - horizon) * 0.40
    _reflection(near, x, water, height, light.on("#08283e"))
    sailing_boat(near.canvas, x, water, height, light, hull="#8a2f2a")
    scene.add("boat", 0.4, near, Motion(velocity=(7, 0), sway=(0, 5), period=5))


def _reflection(sheet: Sheet, x: float, water: float, height: float, tone: str) -> None:
    shade = skia.Rect.MakeXYWH(x - height * 0.3, water, height * 0.7, height * 0.2)
    sheet.canvas.drawOval(shade, paint(tone, 0.4, blur=height * 0.03))


def _lighthouse(scene: Scene, brief: Brief, horizon: float) -> None:
    board, light = brief.board, brief.light
    sheet = Sheet(board)
    x, foot = board.width * 0.72, horizon + 60
    rock = light.on("#5a4f4c", 0.05)
    heights = line(60, brief.seed, octaves=5)
    points = [
        (x - 330 + 11.5 * i, foot + 90 - 130 * float(np.sin(np.pi * i / 59)) * (0.6 + 0.5 * float(heights[i])))
        for i in range(60)
    ]
    sheet.canvas.drawPath(
        polygon([(x - 470, foot + 260), *points, (x + 490, foot + 260)]),
        paint(
            rock,
            shader=linear(
                (x - 300, 0),
                (x + 300, 0),
                [(0, mix(rock, light.key, 0.4)), (0.5, rock), (1, mix(rock, "#10101a", 0.5))],
            ),
        ),
    )
    tall = board.height * (0.36 if not board.portrait else 0.24)
    _tower(sheet, x, foot - 10, tall, brief)
    scene.add("lighthouse", 0.3, sheet)
    beam = Sheet(board)
    lamp = (x, foot - 10 - tall * 0.95)
    strength = 0.5 if light.dark else 0.22
    for side in (-1, 1):
        ray = polygon(
            [
                lamp,
                (lamp[0] + side * board.width * 0.8, lamp[1] - 150),
                (lamp[0] + side * board.width * 0.8, lamp[1] + 70),
            ]
        )
        stops = [(0, "#fff1c0", strength), (0.5, "#fff1c0", strength * 0.25), (1, "#fff1c0", 0.0)]
        beam.canvas.drawPath(
            ray, paint("#fff1c0", blur=14, shader=linear(lamp, (lamp[0] + side * board.width * 0.7, lamp[1]), stops))
        )
    beam.canvas.drawCircle(*lamp, 70, paint("#ffe9a8", 0.7 if light.dark else 0.35, blur=34, blend=ADD))
    scene.add("beam", 0.32, beam, Motion(flicker=0.6, flicker_rate=0.35))


def _tower(sheet: Sheet, x: float, foot: float, tall: float, brief: Brief) -> None:
    light = brief.light
    white, red = light.on("#f6f0e6"), light.on("#c23a32")
    wide = tall * 0.13
    for band in range(5):
        low, high = band / 5 * 0.84, (band + 1) / 5 * 0.84
        tone = red if band % 2 else white
        half_low, half_high = wide * (1 - 0.42 * low), wide * (1 - 0.42 * high)
        shape = polygon(
            [
                (x - half_low, foot - tall * low),
                (x + half_low, foot - tall * low),
                (x + half_high, foot - tall * high),
                (x - half_high, foot - tall * high),
            ]
        )
        side = linear(
            (x - wide, 0),
            (x + wide, 0),
            [(0, mix(tone, light.key, 0.35)), (0.5, tone), (1, mix(tone, light.shade, 0.65))],
        )
        sheet.canvas.drawPath(shape, paint(tone, shader=side))
    top = foot - tall * 0.84
    sheet.canvas.drawRect(
        skia.Rect(x - wide * 0.75, top - tall * 0.025, x + wide * 0.75, top), paint(light.on("#2a2a30"))
    )
    sheet.canvas.drawRect(
        skia.Rect(x - wide * 0.42, top - tall * 0.14, x + wide * 0.42, top - tall * 0.02),
        paint("#ffe9a8" if light.dark else light.on("#dfe9ee")),
    )
    sheet.canvas.drawPath(
        polygon([(x - wide * 0.58, top - tall * 0.13), (x, top - tall * 0.23), (x + wide * 0.58, top - tall * 0.13)]),
        paint(red),
    )


def _island(scene: Scene, brief: Brief, horizon: float) -> None:
    board, light, random = brief.board, brief.light, brief.random(9)
    sheet = Sheet(board)
    x, foot = board.width * (0.38 if not board.portrait else 0.45), horizon + 70
    sand = light.on("#efd9a0")
    half = min(board.width * 0.30, 520)
    mound = skia.Path()
    mound.moveTo(x - half, foot)
    mound.cubicTo(x - half * 0.5, foot - 80, x + half * 0.4, foot - 90, x + half, foot)
    mound.quadTo(x, foot + 46, x - half, foot)
    mound.close()
    sheet.canvas.drawOval(
        skia.Rect(x - half * 1.2, foot - 22, x + half * 1.2, foot + 62), paint(light.on("#7fe0d8"), 0.5, blur=16)
    )
    sheet.canvas.drawPath(
        mound,
        paint(
            sand,
            shader=linear(
                (0, foot - 90), (0, foot + 30), [(0, mix(sand, light.key, 0.4)), (1, mix(sand, "#8a6a40", 0.35))]
            ),
        ),
    )
    for offset, size in ((-0.30, 0.30), (-0.05, 0.40), (0.22, 0.33)):
        height = board.height * size * (0.62 if board.portrait else 0.95)
        palm(sheet.canvas, x + half * offset, foot - 40, height, light.on("#1f4a2c"), light.on("#8cb84a"), random)
    scene.add("island", 0.3, sheet)


def gulls(brief: Brief) -> Sheet:
    """Draw seven gulls in the upper half."""
    board, random = brief.board, brief.random(14)
    sheet = Sheet(board)
    for _ in range(7):
        x, y = board.width * (0.2 + 0.5 * random.random()), board.height * (0.16 + 0.24 * random.random())
        size = 14 + 22 * random.random()
        wing = skia.Path()
        wing.moveTo(x - size, y - size * 0.1)
        wing.quadTo(x - size * 0.45, y - size * 0.55, x, y)
        wing.quadTo(x + size * 0.45, y - size * 0.55, x + size, y - size * 0.15)
        sheet.canvas.drawPath(wing, paint(brief.light.on("#3c4654", 0.2), 0.9, stroke=size * 0.13))
    return sheet
