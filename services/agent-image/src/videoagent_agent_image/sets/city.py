"""Cities: a skyline by day or night across the water, and a street of towers."""

from dataclasses import dataclass

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.ridges import Ridge, ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import ADD, Sheet, linear, paint, polygon
from videoagent_agent_image.drawing.water import glints, mirror
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_mist, open_sky
from videoagent_media.layers import Motion

_LAMPS = ("#ffd9a0", "#fff0cf", "#bfe6ff", "#ffb878")


@dataclass(frozen=True)
class Row:
    """One row of buildings. Lengths in units."""

    base: float
    heights: tuple[float, float]
    widths: tuple[float, float]
    wall: Colour
    foot: Colour
    pane: float
    """Width of a window."""
    lit: float
    """Share of windows with light."""
    glass: Colour
    """Of windows without."""
    gaps: float = 0.15
    """Chance of a gap between neighbours."""


def draw_row(
    sheet: Sheet, row: Row, random: np.random.Generator, *, key: Colour, skip: tuple[float, float] = (0, 0)
) -> None:
    """Draw a row of towers across the sheet, leaving out a stretch (shares of the width)."""
    width = sheet.board.width
    x = -60.0 * float(random.random())
    while x < width + 20:
        wide = row.widths[0] + (row.widths[1] - row.widths[0]) * float(random.random())
        tall = row.heights[0] + (row.heights[1] - row.heights[0]) * float(random.random()) ** 1.6
        if not skip[0] * width < x + wide / 2 < skip[1] * width:
            _tower(sheet, row, x, wide, tall, random, key)
        x += wide + (wide * 0.5 * float(random.random()) if random.random() < row.gaps else 0)


def _tower(
    sheet: Sheet, row: Row, x: float, wide: float, tall: float, random: np.random.Generator, key: Colour
) -> None:
    canvas = sheet.canvas
    y = row.base - tall
    tint = mix(
        row.wall, ("#f4ece0", "#a8603c", "#274a78", "#d8b48a", "#3f7a86", row.wall)[int(random.integers(6))], 0.26
    )
    face = linear((x, y), (x + wide * 0.6, row.base + 30), [(0, mix(tint, key, 0.3)), (0.4, tint), (1, row.foot)])
    body = skia.Rect(x, y, x + wide, row.base + 200)
    roof = int(random.integers(6))
    if roof == 0:
        canvas.drawRect(skia.Rect(x + wide * 0.25, y - tall * 0.06, x + wide * 0.7, y + 2), paint(tint))
    elif roof == 1:
        canvas.drawRect(
            skia.Rect(x + wide * 0.48, y - tall * 0.16, x + wide * 0.48 + max(2.0, wide * 0.03), y), paint(tint)
        )
        canvas.drawCircle(
            x + wide * 0.49, y - tall * 0.16, max(2.0, wide * 0.03), paint("#ff5040", 0.95 if row.lit > 0.1 else 0.4)
        )
    elif roof == 2:
        canvas.drawPath(
            polygon([(x, y + 1), (x + wide * 0.5, y - wide * 0.45), (x + wide, y + 1)]), paint(tint, shader=face)
        )
    elif roof == 3:
        for step in (0.14, 0.28):
            canvas.drawRect(
                skia.Rect(x + wide * step, y - tall * step * 0.35, x + wide * (1 - step), y + 2), paint(tint)
            )
    canvas.drawRect(body, paint(tint, shader=face))
    canvas.drawRect(skia.Rect(x, y, x + max(2.0, wide * 0.05), row.base + 200), paint(key, 0.35))
    canvas.drawRect(skia.Rect(x + wide * 0.86, y, x + wide, row.base + 200), paint("#000010", 0.16))
    _panes(sheet, row, skia.Rect(x, y, x + wide, row.base), random)


def _panes(sheet: Sheet, row: Row, body: "skia.Rect", random: np.random.Generator) -> None:
    """Draw windows in rows; panes of one brightness share a path."""
    pane = row.pane
    across, down = pane * (1.7 + 0.6 * float(random.random())), pane * 2.2
    columns = int((body.width() - pane) // across)
    rows = int((body.height() - pane * 2) // down)
    if columns < 1 or rows < 1:
        return
    left = body.left() + (body.width() - columns * across) / 2 + (across - pane) / 2
    lamp = _LAMPS[int(random.integers(len(_LAMPS)))]
    tall = pane * (1.3, 0.7, 1.6)[int(random.integers(3))]
    dark, bright, brighter = skia.Path(), skia.Path(), skia.Path()
    floors = random.random(rows)
    lit = random.random((rows, columns))
    for j in range(rows):
        chance = row.lit * (1.8 if floors[j] > 0.65 else 0.6)
        for i in range(columns):
            rect = skia.Rect.MakeXYWH(left + i * across, body.top() + pane * 1.3 + j * down, pane, tall)
            path = dark if lit[j, i] > chance else brighter if lit[j, i] < chance * 0.3 else bright
            path.addRect(rect)
    sheet.canvas.drawPath(dark, paint(row.glass, 0.36))
    sheet.canvas.drawPath(bright, paint(lamp, 0.62))
    sheet.canvas.drawPath(brighter, paint(mix(lamp, "#ffffff", 0.3)))
    if row.lit > 0.15 and pane > 7:
        sheet.canvas.drawPath(brighter, paint(lamp, 0.5, blur=pane * 0.9, blend=ADD))


def draw(brief: Brief) -> Scene:
    """Draw one of three views: a skyline across a river, roofs in the haze, a bridge."""
    board, light = brief.board, brief.light
    scene = Scene(board)
    view = brief.variant % 3
    base = board.height * (0.66 if not board.portrait else 0.68)
    open_sky(scene, brief, base, sun=(0.74, 0.3, 0.62)[view])
    if view == 1:
        _steeples(scene, brief, base)
        _roofs(scene, brief)
        return scene
    _skyline(scene, brief, base)
    surface = mirror(
        board, scene.flat(), base + 26, tint=light.on("#123a56"), share=0.34, ripple=34, seed=brief.seed, smear=0.5
    )
    scene.add("river", 0.4, surface)
    scene.add(
        "glints",
        0.45,
        glints(board, base + 26, light.key if not light.dark else "#ffd9a0", brief.random(5), count=170),
        Motion(sway=(8, 0), period=6),
    )
    if view == 2:
        scene.add("bridge", 0.5, _bridge(brief, base))
    scene.add("quay", 0.9, _quay(brief))
    return scene


def _steeples(scene: Scene, brief: Brief, base: float) -> None:
    """Draw what stands behind an old town: hills in the haze, and church towers over the first roofs."""
    board, light, random = brief.board, brief.light, brief.random(9)
    for number in range(2):
        distance = 0.72 - 0.2 * number
        top, foot = light.on("#7f93a2", distance), light.on("#8c9a8c", distance)
        shape = Ridge(base - 20 + 46 * number, 90 - 26 * number, top, foot, rough=0.3, knots=2 + number, octaves=4)
        scene.add(f"hills {number}", 0.08 + 0.1 * number, ridge(board, shape, brief.seed + number, light))
        add_mist(scene, brief, 0.10 + 0.11 * number, base + 10, 90, 0.4)
    sheet = Sheet(board)
    unit = board.height * (1.0 if not board.portrait else 0.62)
    stone, slate = light.on("#c9bba4", 0.34), light.on("#4d5a66", 0.34)
    for at in (0.22, 0.58, 0.83):
        x = board.width * (at + 0.08 * (float(random.random()) - 0.5))
        wide = unit * (0.046 + 0.018 * float(random.random()))
        tall = unit * (0.15 + 0.09 * float(random.random()))
        foot_y, eaves = base + 120, base + 60 - tall
        face = linear((x, 0), (x + wide, 0), [(0, mix(stone, light.key, 0.35)), (1, mix(stone, light.shade, 0.4))])
        sheet.canvas.drawRect(skia.Rect(x, eaves, x + wide, foot_y), paint(stone, shader=face))
        spire = [(x - 3, eaves + 2), (x + wide / 2, eaves - tall * 0.55), (x + wide + 3, eaves + 2)]
        roof = linear((x, 0), (x + wide, 0), [(0, mix(slate, light.key, 0.3)), (1, mix(slate, light.shade, 0.3))])
        sheet.canvas.drawPath(polygon(spire), paint(slate, shader=roof))
        opening = skia.Rect.MakeXYWH(x + wide * 0.34, eaves + wide * 0.4, wide * 0.32, wide * 0.7)
        sheet.canvas.drawRect(opening, paint("#ffd27a" if light.dark else slate))
    scene.add("steeples", 0.34, sheet)


def _skyline(scene: Scene, brief: Brief, base: float) -> None:
    board, light, random = brief.board, brief.light, brief.random(1)
    unit = board.height * (1.0 if not board.portrait else 0.62)
    lamps = 1.0 if light.dark else 0.0
    for number in range(3):
        share = number / 2
        distance = 0.70 - 0.58 * share
        row = Row(
            base + 14 * number,
            (unit * (0.10 + 0.03 * number), unit * (0.40 + 0.05 * number)),
            (unit * (0.03 + 0.022 * share), unit * (0.07 + 0.05 * share)),
            light.on(("#8f9fb4", "#77879f", "#5f6d86")[number], distance),
            light.on("#56627a", min(0.9, distance + 0.2)),
            unit * (0.0042 + 0.0034 * share),
            lamps * (0.18 + 0.16 * share),
            light.on("#2a3a52", distance),
        )
        sheet = Sheet(board)
        draw_row(sheet, row, random, key=mix(row.wall, light.key, 0.5))
        scene.add(f"towers {number}", 0.08 + 0.11 * number, sheet)
        add_mist(scene, brief, 0.10 + 0.11 * number, base - 10, 110 - 26 * number, 0.55 - 0.16 * number)
    trees = Sheet(board)
    for x in np.arange(-20, board.width, 34):
        size = 16 + 16 * float(random.random())
        trees.canvas.drawCircle(
            float(x), base + 18, size, paint(light.on("#2f5238" if random.random() < 0.5 else "#3f6a3f", 0.1))
        )
    trees.canvas.drawRect(skia.Rect(0, base + 20, board.width, base + 28), paint(light.on("#3a3f4a")))
    scene.add("embankment", 0.36, trees)


def _roofs(scene: Scene, brief: Brief) -> None:
    """Close the view with the roofs of an old town."""
    board, light, random = brief.board, brief.light, brief.random(7)
    for number in range(3):
        sheet = Sheet(board)
        share = number / 2
        base = board.height * (0.76 + 0.14 * number)
        tiles = light.on(("#b0644a", "#a5553e", "#8f4636")[number], 0.24 - 0.12 * number)
        wall = light.on("#e8d8be", 0.2 - 0.1 * number)
        x = -80.0
        while x < board.width + 60:
            wide = 120 + 110 * share + 90 * float(random.random())
            eaves = base - (30 + 60 * float(random.random())) * (1 + share)
            ridge_y = eaves - wide * (0.28 + 0.14 * float(random.random()))
            sheet.canvas.drawRect(
                skia.Rect(x, eaves, x + wide, board.height),
                paint(
                    wall,
                    shader=linear(
                        (x, 0), (x + wide, 0), [(0, mix(wall, light.key, 0.3)), (1, mix(wall, light.shade, 0.45))]
                    ),
                ),
            )
            sheet.canvas.drawPath(
                polygon(
                    [
                        (x - 8, eaves + 3),
                        (x + wide * 0.2, ridge_y),
                        (x + wide * 0.8, ridge_y),
                        (x + wide + 8, eaves + 3),
                    ]
                ),
                paint(
                    tiles,
                    shader=linear(
                        (x, ridge_y),
                        (x + wide, eaves),
                        [(0, mix(tiles, light.key, 0.45)), (1, mix(tiles, "#1a1020", 0.35))],
                    ),
                ),
            )
            chimney = x + wide * (0.25 + 0.4 * float(random.random()))
            sheet.canvas.drawRect(
                skia.Rect(chimney, ridge_y - 26, chimney + 16, ridge_y + 16), paint(mix(wall, light.shade, 0.4))
            )
            pane = 12 + 9 * share
            for i in range(int(wide // (pane * 2.6))):
                glass = "#ffd27a" if light.dark and random.random() < 0.6 else light.on("#33455a", 0.1)
                sheet.canvas.drawRect(
                    skia.Rect.MakeXYWH(x + pane + i * pane * 2.6, eaves + pane * 1.2, pane, pane * 1.5), paint(glass)
                )
            x += wide + 6
        scene.add(f"roofs {number}", 0.42 + 0.24 * number, sheet)
        if number < 2:
            add_mist(scene, brief, 0.5 + 0.24 * number, base, 60, 0.25)


def _bridge(brief: Brief, base: float) -> Sheet:
    """Draw a suspension bridge that crosses the picture."""
    board, light = brief.board, brief.light
    sheet = Sheet(board)
    deck = base + 20
    steel = light.on("#8a3b30")
    towers = board.width * 0.24, board.width * 0.80
    top = base - board.height * (0.30 if not board.portrait else 0.2)
    cable = skia.Path()
    cable.moveTo(-40, deck - 60)
    cable.quadTo(towers[0] * 0.55, deck - 50, towers[0], top)
    middle = (towers[0] + towers[1]) / 2
    cable.quadTo(middle, 2 * deck - 40 - top - 40, towers[1], top)
    cable.quadTo(towers[1] + (board.width - towers[1]) * 0.45, deck - 50, board.width + 40, deck - 60)
    sheet.canvas.drawPath(cable, paint(steel, stroke=6))
    span = towers[1] - towers[0]
    for step in range(1, 40):
        share = step / 40
        x = towers[0] + span * share
        sag = (1 - share) ** 2 * top + 2 * share * (1 - share) * (2 * deck - 80 - top) + share**2 * top
        sheet.canvas.drawLine(x, sag, x, deck, paint(steel, 0.8, stroke=1.8))
    sheet.canvas.drawRect(
        skia.Rect(-10, deck - 8, board.width + 10, deck + 12),
        paint(
            steel,
            shader=linear(
                (0, deck - 8), (0, deck + 12), [(0, mix(steel, light.key, 0.45)), (1, mix(steel, "#140a10", 0.5))]
            ),
        ),
    )
    for x in towers:
        for offset in (-16, 16):
            leg = skia.Rect(x + offset - 7, top, x + offset + 7, deck + 130)
            sheet.canvas.drawRect(
                leg,
                paint(
                    steel,
                    shader=linear(
                        (x + offset - 7, 0),
                        (x + offset + 7, 0),
                        [(0, mix(steel, light.key, 0.4)), (1, mix(steel, "#140a10", 0.45))],
                    ),
                ),
            )
        for y in (top + 4, top + (deck - top) * 0.4, deck - 30):
            sheet.canvas.drawRect(skia.Rect(x - 22, y, x + 22, y + 12), paint(mix(steel, "#140a10", 0.25)))
    if light.dark:
        for x in range(0, int(board.width), 46):
            sheet.canvas.drawCircle(x, deck - 12, 3.2, paint("#ffe2a0"))
            sheet.canvas.drawCircle(x, deck - 12, 12, paint("#ffb860", 0.4, blur=7, blend=ADD))
    return sheet


def _quay(brief: Brief) -> Sheet:
    """Draw a railing and lamps in the foreground."""
    board, light = brief.board, brief.light
    sheet = Sheet(board)
    iron = light.on("#1c222c")
    top = board.height * 0.90
    sheet.canvas.drawRect(skia.Rect(0, board.height * 0.965, board.width, board.height), paint(iron))
    for y in (top, top + 26):
        sheet.canvas.drawRect(skia.Rect(0, y, board.width, y + 5), paint(iron))
    for post in range(10, int(board.width), 54):
        sheet.canvas.drawRect(skia.Rect(post, top, post + 5, board.height), paint(iron))
    for x in (board.width * 0.13, board.width * 0.9):
        sheet.canvas.drawRect(skia.Rect(x - 4, board.height * 0.62, x + 4, board.height), paint(iron))
        lamp = (x, board.height * 0.61)
        sheet.canvas.drawOval(
            skia.Rect.MakeXYWH(lamp[0] - 17, lamp[1] - 20, 34, 40),
            paint("#ffe6b0" if light.dark else light.on("#dfe6ea")),
        )
        if light.dark:
            sheet.canvas.drawCircle(*lamp, 100, paint("#ffb860", 0.55, blur=46, blend=ADD))
    return sheet
