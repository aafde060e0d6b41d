"""The Viking age: a longship on its fjord, a village at the shore, ships under the northern lights."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point, smooth
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.light import NIGHT
from videoagent_agent_image.drawing.noise import line
from videoagent_agent_image.drawing.plants import pines
from videoagent_agent_image.drawing.ridges import Ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import ADD, Sheet, linear, paint, polygon
from videoagent_agent_image.drawing.vikings import longhouse, longship
from videoagent_agent_image.drawing.water import glints, mirror
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_hills, add_mist, add_swell, blades, open_sky, swaying
from videoagent_agent_image.sets.snow import aurora
from videoagent_media.layers import Motion


def draw(brief: Brief) -> Scene:
    """Draw one of three views: a longship on a fjord, a village, ships under the northern lights."""
    scene = Scene(brief.board, accent="#ffd59a")
    (_fjord, _village, _lights)[brief.variant % 3](scene, brief)
    return scene


def _cliffs(
    scene: Scene, brief: Brief, name: str, depth: float, crest: Sequence[Point], shore: float, haze: float
) -> None:
    """Add steep mountains under snow.

    Args:
        scene: Where to.
        brief: The picture.
        name: Of the layer.
        depth: Of the layer.
        crest: Shares of width and height.
        shore: Where they meet the water, units.
        haze: How far away they are, 0..1.
    """
    board, light, sheet = brief.board, brief.light, Sheet(brief.board)
    xs = np.arange(-10, board.width + 20, 6.0)
    knots = np.array(crest) * (board.width, board.height)
    heights = np.interp(xs, knots[:, 0], knots[:, 1])
    salt = sum(map(ord, name))
    jag = line(len(xs), brief.seed % 991 + salt, octaves=7, roughness=0.58, base=7) - 0.5
    heights = np.minimum(shore, heights + jag * np.clip((shore - heights) * 0.42, 0, 130))
    outline = [(-12.0, shore + 4), *zip(xs.tolist(), heights.tolist(), strict=True), (board.width + 20, shore + 4)]
    path, top = polygon(outline), float(heights.min())
    rock, moss = light.on("#5c6672", haze), light.on("#4f6a48", haze)
    tones = [(0, mix(rock, light.key, 0.18)), (0.45, rock), (0.8, moss), (1, mix(moss, light.haze, 0.35))]
    canvas = sheet.canvas
    canvas.drawPath(path, paint(rock, shader=linear((0, top), (0, shore), tones)))
    canvas.save()
    canvas.clipPath(path, skia.ClipOp.kIntersect, True)
    snow, random = mix(light.on("#f2f5fa", haze * 0.7), light.lit, 0.35), brief.random(salt)
    deep = (shore - top) * 0.26
    fringe = line(len(xs), brief.seed % 983 + salt, octaves=6, roughness=0.7, base=24)
    cap = [(float(x), float(y) - 40) for x, y in zip(xs, heights, strict=True)]
    low = [(float(x), float(y) + deep * float(f) * float(np.clip((top + 1.7 * deep - y) / deep, -1, 1)))
           for x, y, f in zip(xs, heights, fringe, strict=True)]  # fmt: skip
    canvas.drawPath(
        polygon([*cap, *reversed(low)]),
        paint(snow, shader=linear((0, top), (0, top + 2 * deep), [(0, snow), (1, mix(snow, light.shade, 0.45))])),
    )
    for number in range(18):  # faces turned away from the light
        x = board.width * (number + float(random.random())) / 18
        y = float(np.interp(x, xs, heights))
        wide, foot = (
            (shore - y) * (0.16 + 0.20 * float(random.random())),
            y + (shore - y) * (0.55 + 0.45 * float(random.random())),
        )
        face = polygon(
            [
                (x, y - 6),
                (x + 0.30 * wide, y + 0.45 * (foot - y)),
                (x + 0.10 * wide, foot),
                (x - wide, foot),
                (x - 0.5 * wide, y + 0.5 * (foot - y)),
            ]
        )
        canvas.drawPath(face, paint(mix(rock, light.shade, 0.45), 0.20))
    canvas.restore()
    scene.add(name, depth, sheet)


def _landscape(scene: Scene, brief: Brief, shore: float) -> None:
    """Add the walls of a fjord, nearer on both sides than in its middle."""
    open_sky(scene, brief, shore, sun=0.50)
    share = shore / brief.board.height
    far = (
        (0.0, share - 0.30),
        (0.14, share - 0.36),
        (0.30, share - 0.24),
        (0.44, share - 0.17),
        (0.54, share - 0.11),
        (0.66, share - 0.22),
        (0.80, share - 0.33),
        (1.0, share - 0.26),
    )
    near = ((0.0, share - 0.44), (0.08, share - 0.40), (0.20, share - 0.26), (0.31, share - 0.10),
        (0.38, share + 0.01), (0.66, share + 0.01), (0.74, share - 0.09), (0.86, share - 0.30),
            (1.0, share - 0.46))  # fmt: skip
    _cliffs(scene, brief, "far cliffs", 0.08, far, shore + 2, 0.60)
    add_mist(scene, brief, 0.10, shore - 30, 70, 0.6)
    _cliffs(scene, brief, "cliffs", 0.16, near, shore + 2, 0.26)
    add_mist(scene, brief, 0.18, shore - 4, 34, 0.55)


def _sea(scene: Scene, brief: Brief, shore: float, tone: Colour = "#25607a") -> None:
    board, light = brief.board, brief.light
    tint = mix(light.on(tone), light.sky[2][1], 0.25)
    water = mirror(board, scene.flat(), shore, tint=tint, share=0.36, ripple=26, seed=brief.seed, smear=0.35)
    scene.add("fjord", 0.20, water)
    shine = glints(board, shore + 8, light.key, brief.random(5), count=170, opacity=0.32)
    scene.add("glints", 0.24, shine, Motion(sway=(8, 0), period=6))


def _fjord(scene: Scene, brief: Brief) -> None:
    board, light = brief.board, brief.light
    tall = board.portrait
    shore = board.height * (0.56 if not tall else 0.58)
    _landscape(scene, brief, shore)
    _sea(scene, brief, shore)
    far, near = Sheet(board), Sheet(board)
    for x, y, size in (
        ((0.30, 0.615, 92.0), (0.44, 0.590, 58.0)) if not tall else ((0.24, 0.640, 110.0), (0.44, 0.605, 66.0))
    ):
        longship(far.canvas, Figure(board.width * x, board.height * y, size, 1), light)
    scene.add("far ships", 0.36, far, Motion(velocity=(3, 0), sway=(0, 2), period=4))
    x, y, size = (0.655, 0.765, 372.0) if not tall else (0.53, 0.755, 430.0)
    if board.square:
        x, y, size = 0.58, 0.765, 380.0
    longship(near.canvas, Figure(board.width * x, board.height * y, size, 1), light)
    scene.add("longship", 0.60, near, Motion(velocity=(7, 0), sway=(0, 6), period=5))
    add_swell(scene, brief, 0.83, "#2b6478")


def _smoke(scene: Scene, brief: Brief, places: Sequence[Point]) -> None:
    board, random, sheet = brief.board, brief.random(18), Sheet(brief.board)
    for x, y in places:
        for number in range(14):
            share = number / 13
            at = board.width * x + 90 * share**1.4 + 9 * float(random.standard_normal()), board.height * y - 210 * share
            tone = mix(brief.light.haze, "#8a8684", 0.35)
            sheet.canvas.drawCircle(*at, 10 + 26 * share, paint(tone, 0.34 * (1 - 0.8 * share), blur=8 + 6 * share))
    scene.add("smoke", 0.52, sheet, Motion(sway=(7, 3), period=6))


def _village(scene: Scene, brief: Brief) -> None:
    """Show longhouses above the shore, a ship drawn up before them."""
    board, light, random = brief.board, brief.light, brief.random(8)
    tall = board.portrait
    shore = board.height * (0.545 if not tall else 0.56)
    _landscape(scene, brief, shore)
    _sea(scene, brief, shore)
    moored = Sheet(board)
    x, y, size = (0.27, 0.625, 150.0) if not tall else (0.26, 0.625, 170.0)
    longship(moored.canvas, Figure(board.width * x, board.height * y, size, 1), light, sailing=False)
    scene.add("ship", 0.34, moored, Motion(sway=(0, 3), period=5))
    meadow = Ridge(
        board.height * 0.715, 96, light.on("#9aac58", 0.08), light.on("#3c5630"), rough=0.35, octaves=4, fade=330
    )
    add_hills(scene, brief, "meadow", 0.40, meadow)
    firs = Sheet(board)
    stands = [
        (board.width * at, board.height * 0.70, 150 + 120 * float(random.random()))
        for at in (0.02, 0.06, 0.86, 0.91, 0.95, 0.99)
    ]
    pines(firs.canvas, stands, light.on("#1f3a2c", 0.1), light.on("#6f8f55", 0.1), random)
    scene.add("firs", 0.44, firs)
    houses = Sheet(board)
    stand = ((0.44, 0.695, 118.0, 0.12, True), (0.84, 0.705, 140.0, 0.08, True), (0.62, 0.775, 285.0, 0.0, False))
    if tall or board.square:
        stand = ((0.26, 0.70, 130.0, 0.12, True), (0.82, 0.70, 140.0, 0.10, True), (0.52, 0.775, 330.0, 0.0, False))
    for at, foot, half, haze, turf in stand:
        shade = skia.Rect.MakeXYWH(
            board.width * at - half * 1.1, board.height * foot - half * 0.04, half * 2.2, half * 0.12
        )
        houses.canvas.drawOval(shade, paint("#141c10", 0.4, blur=8))
        longhouse(houses.canvas, Figure(board.width * at, board.height * foot, half), light, haze=haze, turf=turf)
    scene.add("longhouses", 0.50, houses)
    _smoke(scene, brief, [(at, foot - half * 0.82 / board.height) for at, foot, half, _, _ in stand])
    people = Sheet(board)
    for number, (x, y, size) in enumerate(
        ((0.40, 0.80, 120.0), (0.435, 0.805, 112.0), (0.80, 0.80, 116.0))
        if not tall
        else ((0.16, 0.80, 130.0), (0.24, 0.805, 122.0), (0.90, 0.80, 126.0))
    ):
        _villager(
            people,
            board.width * x,
            board.height * y,
            size,
            light.on(("#7a4a34", "#4a5a6e", "#8a7a4a")[number]),
            light.on("#c8a080"),
        )
    scene.add("people", 0.62, people)
    scene.add("grass", 0.84, blades(brief, 0.93, 700, (40, 120), "#34502a", "#a9bd5c", 6), swaying(4))
    scene.add("near grass", 1.0, blades(brief, 1.02, 620, (90, 210), "#263c20", "#93a850", 9), swaying(6), focus=1.6)


def _villager(sheet: Sheet, x: float, foot: float, tall: float, cloth: Colour, skin: Colour) -> None:
    cloak = smooth([(x - tall * 0.17, foot), (x - tall * 0.17, foot), (x - tall * 0.14, foot - tall * 0.55),
        (x - tall * 0.09, foot - tall * 0.80), (x + tall * 0.09, foot - tall * 0.80),
                    (x + tall * 0.14, foot - tall * 0.55), (x + tall * 0.17, foot),
                    (x + tall * 0.17, foot)])  # fmt: skip
    sheet.canvas.drawPath(
        cloak,
        paint(
            cloth,
            shader=linear(
                (x - tall * 0.16, 0),
                (x + tall * 0.16, 0),
                [(0, mix(cloth, "#14100e", 0.5)), (0.7, cloth), (1, mix(cloth, skin, 0.3))],
            ),
        ),
    )
    sheet.canvas.drawCircle(x, foot - tall * 0.89, tall * 0.095, paint(skin))
    hair = smooth(
        [
            (x - tall * 0.105, foot - tall * 0.84),
            (x - tall * 0.10, foot - tall * 0.98),
            (x, foot - tall * 1.0),
            (x + tall * 0.09, foot - tall * 0.95),
            (x, foot - tall * 0.92),
        ]
    )
    sheet.canvas.drawPath(hair, paint(mix(skin, "#6a4420", 0.7)))


def _lights(scene: Scene, brief: Brief) -> None:
    """Let ships lie under the northern lights, torches aboard."""
    board = brief.board
    brief = replace(brief, light=replace(NIGHT, clouds=0.12, haze="#2c4a6a", key="#a4f0d0"))
    light, tall = brief.light, board.portrait
    shore = board.height * (0.58 if not tall else 0.60)
    _landscape(scene, brief, shore)
    curtains = aurora(board, brief.seed)
    scene.insert("aurora", 0.03, curtains, Motion(sway=(26, 0), period=11, flicker=0.3, flicker_rate=0.2))
    _sea(scene, brief, shore, "#123a50")
    ships, glow = Sheet(board), Sheet(board)
    fleet = ((0.22, 0.655, 130.0, True), (0.83, 0.67, 150.0, True), (0.54, 0.765, 350.0, False))
    if tall:
        fleet = ((0.17, 0.635, 96.0, True), (0.80, 0.640, 112.0, True), (0.50, 0.755, 400.0, False))
    for x, y, size, sailing in fleet:
        ship = Figure(board.width * x, board.height * y, size, 1)
        longship(ships.canvas, ship, light, sailing=sailing)
        for forward in (-0.80, 0.72):
            fx, fy = ship.at(forward, 0.62)
            ships.canvas.drawLine(fx, fy, *ship.at(forward, 0.28), paint("#2a1a12", stroke=size * 0.02))
            ships.canvas.drawOval(
                skia.Rect(fx - size * 0.022, fy - size * 0.085, fx + size * 0.022, fy), paint("#ffd88a")
            )
            glow.canvas.drawCircle(
                fx, fy - size * 0.04, size * 0.26, paint("#ff9a3a", 0.50, blur=size * 0.11, blend=ADD)
            )
    scene.add("ships", 0.56, ships, Motion(sway=(0, 5), period=5))
    scene.add("torches", 0.58, glow, Motion(sway=(0, 5), period=5, flicker=0.3, flicker_rate=2))
    add_swell(scene, brief, 0.82, "#2b6478")
