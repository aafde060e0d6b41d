"""Where battles of the twentieth century were: a field of poppies, tanks at dusk, graves."""

from dataclasses import replace

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.plumes import plume
from videoagent_agent_image.drawing.ridges import Ridge, crest
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint
from videoagent_agent_image.drawing.warfare import (
    barbed_wire,
    bare_tree,
    grave,
    poppy,
    tank,
)
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_hills, add_mist, blades, open_sky, swaying
from videoagent_media.layers import Motion

_RED: Colour = "#c8241e"


def poppies(scene: Scene, brief: Brief) -> None:
    """Show poppies before barbed wire, on ground where nothing else grows."""
    board, tall = brief.board, brief.board.portrait
    sky = ((0, "#5c6470"), (0.4, "#8c9096"), (0.75, "#c2b8a8"), (1, "#ecd2a8"))
    light = replace(
        brief.light,
        sky=sky,
        haze="#c8bba8",
        clouds=0.66,
        cloud="#d8d4cc",
        sun=None,
        dark=False,
        stars=0,
        ambient="#8c8478",
        dimming=0.2,
        key="#ffe6bc",
        shade="#7c7c80",
    )
    brief = replace(brief, light=light)
    ground = board.height * (0.56 if not tall else 0.54)
    open_sky(scene, brief, ground, sun=None)
    for number in range(3):
        share, name = number / 2, f"mud {number}"
        shape = Ridge(
            ground + 10 + board.height * 0.085 * number,
            70 + 20 * number,
            light.on("#85775e", 0.55 - 0.24 * number),
            light.on("#5f5744", 0.50 - 0.22 * number),
            rough=0.42,
            knots=4,
            fade=260,
        )
        add_hills(scene, brief, name, 0.10 + 0.14 * number, shape)
        trees, random = Sheet(board), brief.random(70 + number)
        heights = crest(board, shape, brief.seed + sum(map(ord, name)))
        for x in np.linspace(0.05, 0.95, 7 - 2 * number) + 0.03 * random.standard_normal(7 - 2 * number):
            at = float(np.clip(x, 0.01, 0.99)) * board.width
            bare_tree(
                trees.canvas,
                at,
                float(heights[int(at)]) + 16,
                (90 + 130 * share) * (0.7 + 0.6 * float(random.random())),
                light.on("#3a332c", 0.5 - 0.22 * number),
                random,
            )
        scene.add(f"trees {number}", 0.11 + 0.14 * number, trees)
        add_mist(
            scene, brief, 0.13 + 0.14 * number, ground + 20 + board.height * 0.07 * number, 46, 0.5 - 0.12 * number
        )
    wire = Sheet(board)
    start, end = (
        (-40.0, board.height * (0.80 if not tall else 0.74)),
        (board.width + 40, board.height * (0.83 if not tall else 0.76)),
    )
    barbed_wire(wire.canvas, start, end, 190 if not tall else 200, light.on("#2e2822"), brief.random(80))
    scene.add("wire", 0.58, wire)
    green = light.on("#3c4a2a"), light.on("#9aa05c")
    scene.add("grass", 0.62, blades(brief, 0.90 if not tall else 0.84, 900, (50, 150), *green, 81), swaying(3, 5))
    far, near, random = Sheet(board), Sheet(board), brief.random(82)
    petal = mix(_RED, light.key, 0.06)
    for _ in range(round(34 * board.width / 2304) + 6):
        x, y = (
            board.width * float(random.random()),
            board.height * (0.80 + 0.07 * float(random.random()) - (0.05 if tall else 0)),
        )
        poppy(far.canvas, x, y, 16 + 12 * float(random.random()), mix(petal, light.haze, 0.12), light, random, stem=110)
    spots = (0.07, 0.19, 0.28, 0.44, 0.60, 0.73, 0.83, 0.94) if not tall else (0.12, 0.33, 0.55, 0.72, 0.90)
    for number, x in enumerate(spots):
        y = board.height * ((0.83, 0.88, 0.80, 0.90)[number % 4] - (0.05 if tall else 0))
        poppy(near.canvas, board.width * x, y, (58, 44, 66, 50)[number % 4], petal, light, random, stem=260)
    scene.add("far poppies", 0.66, far, swaying(3, 5, 0.3))
    scene.add("poppies", 0.86, near, swaying(5, 4.4))
    low = Sheet(board)
    fade = linear((0, board.height * 0.86), (0, board.height), [(0, "#14160e", 0.0), (1, "#14160e", 0.75)])
    low.canvas.drawRect(skia.Rect(0, board.height * 0.86, board.width, board.height), paint("#14160e", shader=fade))
    scene.add("shade", 0.88, low)
    scene.add(
        "near grass",
        0.95,
        blades(brief, 1.0, 380, (60, 170), light.on("#20261a"), light.on("#5c6638"), 83),
        swaying(4),
        focus=2,
    )


def tanks(scene: Scene, brief: Brief) -> None:
    """Show tanks on a plain before a low sun."""
    board, tall = brief.board, brief.board.portrait
    sky = ((0, "#3c4250"), (0.4, "#7a706e"), (0.7, "#c08c64"), (1, "#f0b878"))
    light = replace(
        brief.light,
        sky=sky,
        haze="#c09a78",
        clouds=0.6,
        cloud="#b09484",
        sun="#ffe0a8",
        sun_height=0.6,
        glow=0.8,
        dark=False,
        stars=0,
        ambient="#7a6450",
        dimming=0.3,
        key="#ffd49a",
        shade="#5c5450",
    )
    brief = replace(brief, light=light)
    ground = board.height * (0.66 if not tall else 0.62)
    open_sky(scene, brief, ground, sun=0.66)
    smoke = Sheet(board)
    tones = mix(light.on("#2c2624"), light.haze, 0.12), mix(light.on("#6a5a50"), light.haze, 0.45)
    for number, x in enumerate((0.12, 0.90)):
        plume(
            smoke.canvas,
            (board.width * x, ground + 10),
            board.height * 0.46,
            0.36,
            tones,
            brief.random(90 + number),
            opacity=0.36,
            glow="#ff8a3a",
        )
    scene.add("smoke", 0.06, smoke, Motion(velocity=(3, -1), sway=(8, 4), period=8))
    far = Ridge(ground + 20, 60, light.on("#7a6450", 0.5), light.on("#5c4c40", 0.4), rough=0.4, knots=3)
    add_hills(scene, brief, "far plain", 0.12, far)
    add_mist(scene, brief, 0.14, ground, 60, 0.6)
    column = Sheet(board)
    for x, y, size in (
        ((0.13, 0.012, 84.0), (0.27, 0.016, 96.0), (0.42, 0.022, 108.0))
        if not tall
        else ((0.16, 0.010, 90.0), (0.40, 0.016, 104.0))
    ):
        tank(
            column.canvas,
            Figure(board.width * x, ground + 20 + board.height * y, size),
            light.on("#4a4034", 0.34),
            light,
        )
    scene.add("column", 0.20, column, Motion(velocity=(3, 0)))
    mid = Ridge(
        ground + 130, 70, light.on("#5c4c3c", 0.16), light.on("#3c3028", 0.1), rough=0.4, knots=3, rim=light.key
    )
    add_hills(scene, brief, "plain", 0.30, mid)
    lead, dust = Sheet(board), Sheet(board)
    x, y, size = (board.width * 0.60, ground + 105, 420.0) if not tall else (board.width * 0.46, ground + 120, 470.0)
    tank(lead.canvas, Figure(x, y, size), light.on("#3a332a", 0.03), light)
    scene.add("tank", 0.50, lead, Motion(velocity=(6, 0), sway=(0, 2), period=1.7))
    random = brief.random(95)
    for number in range(26):
        share = number / 25
        radius = size * (0.06 + 0.12 * share)
        at = x - size * (0.42 + 0.75 * share), y - radius * 0.5 + 12 * float(random.standard_normal())
        dust.canvas.drawCircle(
            *at, radius, paint(mix(light.haze, light.on("#8a7058"), 0.5), 0.34 * (1 - 0.7 * share), blur=radius * 0.4)
        )
    scene.add("dust", 0.52, dust, Motion(velocity=(5, -1), sway=(6, 3), period=4))
    near = Ridge(board.height * (0.90 if not tall else 0.80), 90, "#2a2018", "#0f0b08", rough=0.5, knots=4, fade=200)
    add_hills(scene, brief, "near plain", 0.72, near)
    wire = Sheet(board)
    level = board.height * (0.90 if not tall else 0.80)
    barbed_wire(wire.canvas, (-40, level), (board.width + 40, level + 20), 150, "#140f0c", brief.random(96))
    scene.add("wire", 0.80, wire)


def graves(scene: Scene, brief: Brief) -> None:
    """Show a cemetery of soldiers, row behind row."""
    board, light, tall = brief.board, brief.light, brief.board.portrait
    ground = board.height * (0.50 if not tall else 0.52)
    open_sky(scene, brief, ground, sun=0.24)
    wood = Ridge(
        ground + 20, 60, light.on("#5c7058", 0.5), light.on("#6a7c5c", 0.5), rough=0.3, knots=3, trees=260, tree=80
    )
    add_hills(scene, brief, "wood", 0.10, wood)
    add_mist(scene, brief, 0.12, ground + 14, 44, 0.7)
    lawn = Sheet(board)
    grass = light.on("#6f8a4c")
    tones = [(0, mix(grass, light.haze, 0.55)), (0.35, grass), (1, mix(grass, "#10180c", 0.6))]
    area = skia.Rect(0, ground + 14, board.width, board.height)
    lawn.canvas.drawRect(area, paint(grass, shader=linear((0, ground), (0, board.height), tones)))
    scene.add("lawn", 0.16, lawn)
    stone, eye = mix(light.on("#f2eee6"), light.lit, 0.2), board.height * 0.30
    groups = ((9.0, 6.4, 5.0, 4.0, 3.3), (2.75, 2.3, 1.95), (1.62, 1.30))
    for number, group in enumerate(groups):
        rows = Sheet(board)
        for z in group:
            foot = ground + 14 + eye / z * (1.0 if not tall else 1.3)
            size, gap = (
                board.height * 0.225 / z * (1.0 if not tall else 0.8),
                board.height * 0.30 / z * (1.0 if not tall else 0.72),
            )
            count = int(board.width / gap) + 3
            for column in range(-count // 2, count // 2 + 1):
                at = board.width * 0.46 + gap * (column + 0.5)
                grave(rows.canvas, at, foot, size, mix(stone, light.haze, min(0.7, max(0.0, (z - 1.6) / 9))), light)
        scene.add(f"graves {number}", (0.24, 0.42, 0.64)[number], rows)
        if number == 0:
            add_mist(scene, brief, 0.30, ground + 46, 40, 0.4)
    flowers, random = Sheet(board), brief.random(99)
    for _ in range(round(16 * board.width / 2304) + 5):
        x, y = (
            board.width * float(random.random()),
            board.height * ((0.88 if not tall else 0.80) + 0.05 * float(random.random())),
        )
        poppy(flowers.canvas, x, y, 24 + 14 * float(random.random()), _RED, light, random, stem=150)
    scene.add(
        "grass",
        0.80,
        blades(brief, 0.98 if not tall else 0.90, 900, (40, 130), light.on("#33452a"), light.on("#9cae62"), 98),
        swaying(3),
    )
    scene.add("poppies", 0.84, flowers, swaying(4, 4.6))
    if tall:
        low = Sheet(board)
        fade = linear((0, board.height * 0.86), (0, board.height), [(0, "#141a10", 0.0), (1, "#141a10", 0.8)])
        low.canvas.drawRect(skia.Rect(0, board.height * 0.86, board.width, board.height), paint("#141a10", shader=fade))
        scene.add("shade", 0.86, low)
