"""Tokyo: its tower before a snowy cone, and between lit blocks; a temple among them."""

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.japan import pagoda, snowy_cone
from videoagent_agent_image.drawing.landmarks import red_tower
from videoagent_agent_image.drawing.plants import broadleaf
from videoagent_agent_image.drawing.ridges import Ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import ADD, Sheet, paint
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_hills, add_mist, open_sky, swaying
from videoagent_agent_image.sets.waterfront import skyline, water_below


def draw(brief: Brief) -> Scene:
    """Draw one of three views: the tower before a snowy cone, the tower from near, a pagoda before the blocks."""
    scene = Scene(brief.board, accent="#ffb48a")
    views = (_bay, _near, _temple)
    views[brief.variant % len(views)](scene, brief)
    return scene


def _cone(scene: Scene, brief: Brief, x: float, foot: float, high: float) -> None:
    sheet = Sheet(brief.board)
    snowy_cone(sheet.canvas, brief.board.width * x, foot, high, brief.light)
    scene.add("cone", 0.05, sheet)
    add_mist(scene, brief, 0.07, foot - 30, 90, 0.6)


def _bay(scene: Scene, brief: Brief) -> None:
    board, light, tall = brief.board, brief.light, brief.board.portrait
    line = board.height * (0.70 if not tall else 0.66)
    open_sky(scene, brief, line, sun=0.84)
    unit = board.height * (1.0 if not tall else 0.56)
    _cone(scene, brief, 0.36 if not tall else 0.40, line - 40, unit * 0.40)
    skyline(scene, brief, "far blocks", 0.12, line - 6, unit * 0.20, haze=0.58)
    add_mist(scene, brief, 0.14, line - 40, 70, 0.5)
    tower = Sheet(board)
    red_tower(
        tower.canvas,
        Figure(board.width * (0.68 if not tall else 0.66), line, unit * (0.60 if not tall else 0.72)),
        light,
        haze=0.08,
    )
    scene.add("tower", 0.22, tower)
    skyline(
        scene, brief, "blocks", 0.28, line + 4, unit * 0.27, haze=0.26, skip=(0.57, 0.79) if not tall else (0.48, 0.86)
    )
    low = Sheet(board)
    random = brief.random(14)
    for x in np.arange(-20, board.width, 36):
        tone = light.on(brief.leaf("#35603c" if random.random() < 0.5 else "#4a7a48"), 0.12)
        low.canvas.drawCircle(float(x), line + 2, 18 + 16 * float(random.random()), paint(tone))
    low.canvas.drawRect(skia.Rect(0, line + 4, board.width, line + 16), paint(light.on("#4a5060")))
    scene.add("shore", 0.32, low)
    water_below(scene, brief, line + 14, tone="#2a5a78", depth=0.36)


def _near(scene: Scene, brief: Brief) -> None:
    board, light, tall = brief.board, brief.light, brief.board.portrait
    ground = board.height * (0.86 if not tall else 0.78)
    open_sky(scene, brief, ground, sun=0.24)
    unit = board.height * (1.0 if not tall else 0.60)
    skyline(scene, brief, "far blocks", 0.10, ground, unit * 0.36, haze=0.56)
    add_mist(scene, brief, 0.12, ground - 80, 120, 0.5)
    tower = Sheet(board)
    red_tower(
        tower.canvas,
        Figure(board.width * (0.58 if not tall else 0.52), ground + 10, unit * (0.70 if not tall else 1.0)),
        light,
        haze=0.05,
    )
    scene.add("tower", 0.24, tower)
    skyline(
        scene,
        brief,
        "blocks",
        0.34,
        ground + 30,
        unit * 0.34,
        haze=0.24,
        skip=(0.40, 0.76) if not tall else (0.24, 0.80),
    )
    skyline(
        scene,
        brief,
        "near blocks",
        0.52,
        board.height + 10,
        unit * (0.42 if not tall else 0.56),
        haze=0.05,
        skip=(0.22, 0.84) if not tall else (0.16, 0.86),
    )
    trees, random = Sheet(board), brief.random(16)
    for x in np.arange(-40, board.width + 60, 96):
        size = unit * (0.15 + 0.06 * float(random.random()))
        foot = board.height * (0.98 if not tall else 0.90) + 20 * float(random.random())
        dark, lit = light.on(brief.leaf("#24482c")), light.on(brief.leaf("#8fb060"))
        broadleaf(trees.canvas, float(x), foot, size, dark, lit, random)
    scene.add("trees", 0.70, trees, swaying(2, 6))
    if tall:
        low = Sheet(board)
        low.canvas.drawRect(skia.Rect(0, board.height * 0.85, board.width, board.height), paint(light.on("#1c3424")))
        scene.insert("park", 0.68, low)


def _temple(scene: Scene, brief: Brief) -> None:
    board, light, tall = brief.board, brief.light, brief.board.portrait
    ground = board.height * (0.76 if not tall else 0.70)
    open_sky(scene, brief, ground, sun=0.30)
    unit = board.height * (1.0 if not tall else 0.60)
    skyline(scene, brief, "far blocks", 0.10, ground, unit * 0.46, haze=0.58)
    tower = Sheet(board)
    red_tower(tower.canvas, Figure(board.width * 0.80, ground, unit * 0.52), light, haze=0.36)
    scene.add("tower", 0.16, tower)
    skyline(scene, brief, "blocks", 0.22, ground + 10, unit * 0.26, haze=0.36)
    add_mist(scene, brief, 0.24, ground - 30, 100, 0.5)
    temple = Sheet(board)
    pagoda(
        temple.canvas,
        board.width * (0.36 if not tall else 0.40),
        ground + 40,
        unit * (0.62 if not tall else 0.86),
        light,
    )
    scene.add("pagoda", 0.42, temple)
    lawn = Ridge(
        ground + 60, 26, light.on(brief.leaf("#6f9a58"), 0.08), light.on("#2c4a2c"), rough=0.3, knots=3, fade=300
    )
    add_hills(scene, brief, "garden", 0.46, lawn)
    trees, random = Sheet(board), brief.random(18)
    for x in (0.06, 0.17, 0.54, 0.66, 0.80, 0.93) if not tall else (0.08, 0.72, 0.92):
        pink = float(random.random()) < 0.6
        dark, lit = (
            (light.on("#b8607c"), light.on("#ffc8d8"))
            if pink
            else (light.on(brief.leaf("#2c5a34")), light.on(brief.leaf("#9ac06a")))
        )
        size = unit * (0.24 + 0.10 * float(random.random()))
        broadleaf(trees.canvas, board.width * x, ground + 90 + 30 * float(random.random()), size, dark, lit, random)
    scene.add("trees", 0.58, trees, swaying(2, 6))
    lamps = Sheet(board)
    for number in range(9 if not tall else 6):
        x = board.width * (number + 0.5) / (9 if not tall else 6)
        y = (
            board.height * (0.12 + 0.05 * float(np.sin(np.pi * x / board.width)))
            if not tall
            else board.height * (0.13 + 0.03 * float(np.sin(np.pi * x / board.width)))
        )
        _lantern(lamps, brief, x, y)
    scene.add("lanterns", 0.84, lamps, swaying(5, 4))


def _lantern(sheet: Sheet, brief: Brief, x: float, y: float) -> None:
    """Hang a paper lantern."""
    light, canvas, size = brief.light, sheet.canvas, 46.0
    red = light.on("#d8382c") if not light.dark else "#ff6a4a"
    canvas.drawLine(x, 0, x, y - size, paint(light.on("#2a2024"), stroke=2.5))
    if light.dark:
        canvas.drawCircle(x, y, size * 2.0, paint("#ff8a4a", 0.40, blur=size * 0.8, blend=ADD))
    canvas.drawOval(skia.Rect(x - size * 0.78, y - size, x + size * 0.78, y + size), paint(red))
    for share in (-0.5, 0.0, 0.5):
        canvas.drawOval(
            skia.Rect(x - size * 0.78 * abs(share), y - size, x + size * 0.78 * abs(share), y + size),
            paint(mix(red, "#3a0a08", 0.35), 0.5, stroke=2),
        )
    for up in (-1, 1):
        canvas.drawRect(
            skia.Rect(x - size * 0.34, y + up * size - 7, x + size * 0.34, y + up * size + 7),
            paint(light.on("#2a2024")),
        )
