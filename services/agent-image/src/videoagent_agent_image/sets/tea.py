"""The land of tea: terraces in the mist, a pot and cups on the table, two leaves and a bud."""

from collections.abc import Callable

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.dishes import bowl_of
from videoagent_agent_image.drawing.plants import broadleaf
from videoagent_agent_image.drawing.ridges import Ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon, radial
from videoagent_agent_image.drawing.tea import bushes, sprig, teacup, teapot
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_hills, add_mist, open_sky, swaying
from videoagent_agent_image.sets.table import backdrop, rising, table


def draw(brief: Brief) -> Scene:
    """Draw one of three views."""
    scene = Scene(brief.board, accent="#ffe29a")
    views: tuple[Callable[[Scene, Brief], None], ...] = (_terraces, _table, _leaves)
    views[brief.variant % len(views)](scene, brief)
    return scene


def _slope(middle: float, high: float, spread: float, foot: float) -> Callable[[float], float]:
    """Return the edge of a round hill: its top at (middle, foot - high), all in units."""

    def edge(x: float) -> float:
        return foot - high * float(np.exp(-(((x - middle) / spread) ** 2))) + 9 * float(np.sin(x / 170))

    return edge


def _terraces(scene: Scene, brief: Brief) -> None:
    """Show hills planted with tea, one behind the other."""
    board, light = brief.board, brief.light
    width, height = board.width, board.height
    ground = height * (0.50 if not board.portrait else 0.48)
    open_sky(scene, brief, ground + 80, sun=0.30)
    for number, distance in enumerate((0.76, 0.58)):
        add_hills(scene, brief, f"mountains {number}", 0.05 + 0.06 * number, Ridge(
            ground + 40 * number, 260 - 90 * number, light.on("#6f8f8a", distance), light.on("#7d9a80", distance + 0.1),
            rough=0.5, knots=3, octaves=6))  # fmt: skip
        add_mist(scene, brief, 0.08 + 0.06 * number, ground + 40, 90, 0.6)
    tall = height if not board.portrait else height * 0.72
    hills = (
        (0.20, 0.16, 0.26, 0.12, 13.0, 1.07, 22, 0.44, 0.18),
        (0.86, 0.22, 0.30, 0.17, 16.0, 1.08, 22, 0.28, 0.28),
        (0.26, 0.26, 0.46, 0.32, 24.0, 1.09, 20, 0.12, 0.40),
        (0.98, 0.30, 0.50, 0.46, 36.0, 1.10, 18, 0.02, 0.56),
    )
    for number, (middle, high, spread, foot, gap, growth, count, distance, depth) in enumerate(hills):
        sheet = Sheet(board)
        edge = _slope(width * middle, tall * high, width * spread, ground + tall * foot)
        lit = mix(light.on("#9cc04c", distance), light.key, 0.22)
        bushes(
            sheet.canvas,
            width,
            edge,
            (gap, growth, count),
            (light.on("#2c5a34", distance), lit),
            brief.random(20 + number),
        )
        scene.add(f"terraces {number}", depth, sheet)
        if number < 3:
            add_mist(scene, brief, depth + 0.05, ground + tall * (foot + 0.02), 60, 0.42 - 0.1 * number)
        if number == 2:
            _farm(scene, brief, width * 0.30, edge(width * 0.30) + 26, tall * 0.13)


def _farm(scene: Scene, brief: Brief, x: float, foot: float, size: float) -> None:
    """Add a planter's house between trees on the crest of a hill."""
    light, random = brief.light, brief.random(9)
    sheet = Sheet(brief.board)
    for shift, tall in ((-1.25, 1.5), (-0.85, 1.15), (1.2, 1.35), (1.7, 1.0)):
        broadleaf(
            sheet.canvas,
            x + size * shift,
            foot + 8,
            size * tall,
            light.on("#2f5a34", 0.12),
            mix(light.on("#88a84c", 0.1), light.key, 0.2),
            random,
        )
    wall, tile = light.on("#efe2cc", 0.08), light.on("#a8523a", 0.08)
    house = skia.Rect(x - size * 0.62, foot - size * 0.42, x + size * 0.62, foot + size * 0.04)
    sheet.canvas.drawRect(
        house,
        paint(
            wall,
            shader=linear(
                (house.left(), 0),
                (house.right(), 0),
                [(0, mix(wall, light.shade, 0.5)), (1, mix(wall, light.lit, 0.4))],
            ),
        ),
    )
    roof = polygon(
        [
            (x - size * 0.76, foot - size * 0.40),
            (x - size * 0.46, foot - size * 0.78),
            (x + size * 0.46, foot - size * 0.78),
            (x + size * 0.76, foot - size * 0.40),
        ]
    )
    sheet.canvas.drawPath(
        roof,
        paint(
            tile,
            shader=linear(
                (0, foot - size * 0.78),
                (0, foot - size * 0.4),
                [(0, mix(tile, light.key, 0.35)), (1, mix(tile, "#2a0c08", 0.25))],
            ),
        ),
    )
    for share in (-0.42, -0.14, 0.14, 0.42):
        pane: Colour = "#ffd88a" if light.dark else light.on("#4a4a50")
        sheet.canvas.drawRect(
            skia.Rect(x + size * (share - 0.06), foot - size * 0.30, x + size * (share + 0.06), foot - size * 0.10),
            paint(pane),
        )
    scene.add("house", 0.405, sheet)


def _table(scene: Scene, brief: Brief) -> None:
    """Show a pot and cups, steam above them."""
    board = brief.board
    top = board.height * (0.56 if not board.portrait else 0.52)
    x = board.width * (0.63 if not board.portrait and not board.square else 0.54)
    wide = board.height * 0.36 if not board.portrait and not board.square else board.width * 0.36
    backdrop(scene, brief, "#4f5f52", (x, board.height * 0.30))
    scene.add("table", 0.4, table(brief, top, "#7a4e30"))
    foot = top + board.height * (0.135 if not board.portrait else 0.07)
    mat = Sheet(board)
    deep = wide * 0.30
    reach = wide * (1.75 if not board.portrait else 1.18)
    cloth = polygon(
        [
            (x - reach * 0.86, foot - deep),
            (x + reach * 0.86, foot - deep),
            (x + reach, foot + deep),
            (x - reach, foot + deep),
        ]
    )
    mat.canvas.drawPath(
        cloth, paint("#c8a868", shader=linear((0, foot - deep), (0, foot + deep), [(0, "#dcc084"), (1, "#8a6a38")]))
    )
    for number in range(26):
        share = -1 + 2 * number / 25
        mat.canvas.drawLine(
            x + reach * 0.86 * share, foot - deep, x + reach * share, foot + deep, paint("#4a3218", 0.35, stroke=3)
        )
    scene.add("mat", 0.44, mat)
    pot = Sheet(board)
    teapot(pot.canvas, x + wide * (0.12 if not board.portrait else 0.16), foot, wide, "#7a3a2c", side=-1)
    scene.add("teapot", 0.54, pot)
    cups = Sheet(board)
    places = ((-1.02, 0.10, 0.40), (-0.52, 0.24, 0.44), (1.10, 0.17, 0.40))
    if board.portrait:
        places = ((-0.72, 0.22, 0.38), (-0.16, 0.34, 0.42), (0.80, 0.30, 0.36))
    for shift, down, size in places:
        teacup(cups.canvas, x + wide * shift, foot + wide * down, wide * size, "#e9e6da")
    scene.add("cups", 0.62, cups)
    leaves = Sheet(board)
    at = board.width * 0.20, foot + wide * 0.16
    if not board.portrait and not board.square:
        bowl_of(leaves.canvas, *at, wide * 0.52, "#3f4a44", "#3a5a2c")
        scene.add("leaves", 0.64, leaves)
    for shift, down, size in places[:2]:
        rising(scene, brief, x + wide * shift, foot + wide * (down - 0.66 * size), wide * 0.62)
    rising(scene, brief, x - wide * (0.70 if not board.portrait else 0.66), foot - wide * 0.76, wide * 0.55)


def _leaves(scene: Scene, brief: Brief) -> None:
    """Show two leaves and a bud from close by, terraces out of focus behind them."""
    board, light = brief.board, brief.light
    width, height = board.width, board.height
    back = Sheet(board)
    sun = width * 0.34, height * 0.20
    mild = mix("#e8f4b8", light.key, 0.4)
    stops = [
        (0, mix(mild, "#ffffff", 0.5), 1),
        (0.35, mix(light.on("#b8d470"), light.key, 0.25), 1),
        (1, light.on("#3a6e3c"), 1),
    ]
    back.canvas.drawPaint(paint(mild, shader=radial(sun, max(width, height) * 0.8, stops)))
    scene.add("light", 0.0, back)
    for number, (middle, foot, gap) in enumerate(((0.2, 0.70, 34.0), (0.85, 0.86, 52.0))):
        sheet = Sheet(board)
        edge = _slope(width * middle, height * 0.16, width * 0.5, height * foot)
        lit = mix(light.on("#a4c858", 0.2 - 0.1 * number), light.key, 0.2)
        bushes(
            sheet.canvas,
            width,
            edge,
            (gap, 1.1, 12),
            (light.on("#2f6236", 0.3 - 0.15 * number), lit),
            brief.random(30 + number),
        )
        scene.add(f"rows {number}", 0.12 + 0.14 * number, sheet, focus=9 - 2 * number)
    tall = height * 0.74 if not board.portrait else height * 0.46
    for number, (x, foot, share, lean, focus) in enumerate(
        ((0.30, 0.98, 0.62, -10.0, 5.0), (0.90, 1.02, 0.72, 9.0, 3.0), (0.63, 0.94, 1.0, 3.0, 0.0))
    ):
        sheet = Sheet(board)
        low = height * foot if not board.portrait else height * (foot - 0.18)
        sprig(
            sheet.canvas,
            width * (x if not board.portrait else 0.52 + (x - 0.63) * 1.2),
            low,
            tall * share,
            light,
            lean=lean,
        )
        scene.add(f"sprig {number}", 0.44 + 0.12 * number, sheet, swaying(4 + number, 4.6 + 0.4 * number), focus=focus)
    near = Sheet(board)
    crown = _slope(width * 0.6, height * 0.05, width * 0.5, height * (0.93 if not board.portrait else 0.80))
    bushes(near.canvas, width, crown, (120.0, 1.2, 5), (light.on("#1f4a2a"), light.on("#5f9440")), brief.random(40))
    scene.add("bush", 0.90, near, focus=4)
