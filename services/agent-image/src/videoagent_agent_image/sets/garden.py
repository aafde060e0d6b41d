"""A garden: hedges, beds in bloom, a path to a round pond."""

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.plants import broadleaf, cypress, flower
from videoagent_agent_image.drawing.ridges import Ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import PETALS, add_hills, add_mist, flowers, open_sky, swaying


def draw(brief: Brief) -> Scene:
    """Draw one of two views: a formal garden with an avenue, a cottage garden full of flowers."""
    board, light, random = brief.board, brief.light, brief.random(1)
    scene = Scene(board)
    horizon = board.height * (0.54 if not board.portrait else 0.58)
    formal = brief.variant % 2 == 0
    open_sky(scene, brief, horizon * 1.15, sun=0.7 if formal else 0.3)
    for number in range(2):
        share = 0.5 - 0.2 * number
        shape = Ridge(
            horizon + 24 * number,
            90,
            light.on("#5f8456", share),
            light.on("#3f6244", share),
            rough=0.5,
            trees=240,
            tree=40 + 26 * number,
            slope=40,
            fade=200,
        )
        add_hills(scene, brief, f"park {number}", 0.08 + 0.06 * number, shape)
        add_mist(scene, brief, 0.10 + 0.06 * number, horizon + 30, 46, 0.4)
    lawn = Ridge(horizon + 40, 6, light.on("#a3bf58", 0.1), light.on("#4f7d38"), rough=0.2, octaves=2, fade=520)
    add_hills(scene, brief, "lawn", 0.3, lawn)
    scene.add("path", 0.31, _path(brief, horizon))
    trees = Sheet(board)
    for row in range(4, -1, -1):
        share = 1 - row / 4
        y = horizon + 52 + (board.height * 0.80 - horizon - 52) * share**1.7
        reach = board.width * (0.09 + 0.36 * share**1.4)
        for side in (-1, 1):
            x, tall = (
                board.width / 2 + side * reach,
                board.height * (0.13 + 0.34 * share) * (0.7 if board.portrait else 1),
            )
            if formal:
                cypress(
                    trees.canvas,
                    x,
                    y,
                    tall,
                    light.on("#22402a", 0.3 - 0.28 * share),
                    light.on("#84a04c", 0.3 - 0.28 * share),
                )
            elif row % 2 == 0:
                broadleaf(
                    trees.canvas,
                    x,
                    y,
                    tall * 0.9,
                    light.on(brief.leaf("#2f552c"), 0.3 - 0.28 * share),
                    light.on(brief.leaf("#a3bf5a"), 0.3 - 0.28 * share),
                    random,
                )
    scene.add("trees", 0.42, trees)
    beds = Sheet(board)
    for side in (-1, 1):
        _bed(beds, brief, side, horizon, random)
    scene.add("beds", 0.55, beds)
    places = tuple(
        (float(x), 0.90 + 0.05 * float(random.random()), 26 + 26 * float(random.random()))
        for x in np.linspace(0.03, 0.97, 17)
        if abs(x - 0.5) > 0.14
    )
    scene.add("flowers", 0.8, flowers(brief, places, 4, length=200), swaying(4, 5))
    near = ((0.06, 0.92, 120), (0.95, 0.96, 150), (0.86, 1.04, 110))
    scene.add("near flowers", 1.15, flowers(brief, near, 6, length=400), swaying(7, 7), focus=12)
    return scene


def _path(brief: Brief, horizon: float) -> Sheet:
    board, light = brief.board, brief.light
    sheet = Sheet(board)
    gravel = light.on("#e3d2ae")
    middle = board.width / 2
    way = skia.Path()
    way.moveTo(middle - 26, horizon + 42)
    way.lineTo(middle + 26, horizon + 42)
    way.cubicTo(middle + 70, board.height * 0.72, middle + 190, board.height * 0.9, middle + 330, board.height + 20)
    way.lineTo(middle - 330, board.height + 20)
    way.cubicTo(middle - 190, board.height * 0.9, middle - 70, board.height * 0.72, middle - 26, horizon + 42)
    way.close()
    tones = [(0, mix(gravel, light.haze, 0.4)), (0.5, gravel), (1, mix(gravel, "#5a4630", 0.35))]
    sheet.canvas.drawPath(way, paint(gravel, shader=linear((0, horizon), (0, board.height), tones)))
    basin = skia.Rect.MakeXYWH(middle - 150, board.height * 0.70, 300, 64)
    stone = light.on("#cfc6b6")
    sheet.canvas.drawOval(basin.makeOutset(16, 9), paint(mix(stone, "#40382c", 0.4)))
    sheet.canvas.drawOval(basin.makeOutset(16, 5).makeOffset(0, -6), paint(stone))
    water = mix(light.on("#4a9ab8"), light.sky[1][1], 0.5)
    sheet.canvas.drawOval(
        basin,
        paint(
            water,
            shader=linear(
                (0, basin.top()),
                (0, basin.bottom()),
                [(0, mix(water, "#0a2a3a", 0.35)), (1, mix(water, light.key, 0.5))],
            ),
        ),
    )
    for reach in (0.0, 34.0, -34.0):
        jet = skia.Path()
        jet.moveTo(middle, basin.centerY())
        jet.quadTo(middle + reach * 0.5, basin.centerY() - 190, middle + reach, basin.centerY() - 4)
        sheet.canvas.drawPath(jet, paint("#f4fdff", 0.75, stroke=4, blur=1.5))
    return sheet


def _bed(sheet: Sheet, brief: Brief, side: int, horizon: float, random: np.random.Generator) -> None:
    board, light = brief.board, brief.light
    leaf = light.on("#3f6f38")
    for _ in range(120):
        share = float(random.random()) ** 0.6
        y = horizon + 70 + (board.height * 0.92 - horizon - 70) * share
        x = board.width / 2 + side * board.width * (
            0.055 + 0.20 * share + (0.02 + 0.10 * share) * float(random.random())
        )
        size = 5 + 17 * share
        sheet.canvas.drawCircle(
            x, y + size * 0.5, size * 1.3, paint(mix(leaf, "#16301a", 0.4 * float(random.random())))
        )
        tone = light.on(PETALS[int(random.integers(len(PETALS)))])
        if share > 0.75:
            flower(sheet.canvas, x, y, size * 0.9, tone, light.on("#e89a1c"), random, stem=leaf, length=8)
        else:
            sheet.canvas.drawCircle(x, y, size * 0.62, paint(tone))
            sheet.canvas.drawCircle(x, y, size * 0.22, paint(mix(tone, "#7a3a10", 0.4)))
