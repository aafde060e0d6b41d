"""The African plains without their animals: hour, sky, trees, grass, and where feet are."""

from collections.abc import Sequence
from dataclasses import replace

import skia

from videoagent_agent_image.drawing.acacia import acacia
from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.ridges import Ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint
from videoagent_agent_image.drawing.sky import sky
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_hills, add_mist, blades, sun_place, swaying
from videoagent_agent_image.sets.passers import flock
from videoagent_media.layers import Motion

Place = tuple[float, float, float]
"""Share of the width, share of the height, size in units."""


def hour(light: Light) -> Light:
    """Return the light of the plains: in the evening everything is copper, and the sun large."""
    if light.name != "golden hour":
        return light
    glow = ((0, "#54497c"), (0.30, "#a8607a"), (0.58, "#ec8450"), (0.82, "#ffb558"), (1, "#ffd78c"))
    return replace(
        light, sky=glow, haze="#f5b070", sun="#ffdf9a", sun_radius=150, glow=0.50, clouds=0.34, cloud="#f6a878",
        key="#ffd488", lit="#ffd2a0", shade="#8a5a70", ambient="#c06a48", dimming=0.20,
    )  # fmt: skip


def add_plain(scene: Scene, brief: Brief, horizon: float, sun: float) -> None:
    """Add the sky, hills in the haze, far trees and the plain in front of them."""
    board, light, random = brief.board, brief.light, brief.random(1)
    low = light.sun_radius > 100
    at = (board.width * sun, horizon - 0.85 * light.sun_radius) if low else sun_place(brief, sun)
    scene.add("sky", 0.0, sky(board, light, brief.seed, horizon=horizon * 1.04, sun_at=at))
    hills = Ridge(horizon + 10, 64, light.on("#8a7f8c", 0.62), light.on("#a08878", 0.72), rough=0.42, fade=120)
    add_hills(scene, brief, "hills", 0.05, hills)
    trees = Sheet(board)
    for _ in range(round(11 * board.width / 2304) + 3):
        tall = 50 + 66 * float(random.random())
        leaf = light.on("#4c5a34", 0.45), mix(light.on("#7d8446", 0.42), light.key, 0.15)
        acacia(trees.canvas, board.width * float(random.random()), horizon + 14, tall, *leaf, random)
    scene.add("far trees", 0.10, trees)
    ground, grass = Sheet(board), light.on("#b8944a", 0.08)
    tones = [
        (0, mix(grass, light.haze, 0.62)),
        (0.16, mix(grass, light.key, 0.20)),
        (0.5, grass),
        (1, mix(grass, "#2a1a10", 0.62)),
    ]
    area = skia.Rect(0, horizon + 6, board.width, board.height)
    ground.canvas.drawRect(area, paint(grass, shader=linear((0, horizon), (0, board.height), tones)))
    for _ in range(70):
        share = float(random.random()) ** 1.6
        y, length = horizon + 14 + (board.height - horizon) * share, 60 + 300 * share
        x, tone = board.width * float(random.random()), mix(grass, "#4a3018", 0.5)
        ground.canvas.drawLine(x, y, x + length, y, paint(tone, 0.22, stroke=2 + 5 * share))
    scene.add("plain", 0.16, ground)
    add_mist(scene, brief, 0.18, horizon + 16, 44, 0.5)


def add_grass(
    scene: Scene, brief: Brief, name: str, depth: float, foot: float, heights: tuple[float, float], count: int
) -> None:
    """Add a strip of dry grass in the wind, its foot at a share of the height."""
    strip = blades(brief, foot, count, heights, "#6a4a22", "#e8c068", round(foot * 100))
    scene.add(name, depth, strip, swaying(3 + 3 * depth, 4.2, foot), focus=2.0 if depth > 0.95 else 0.0)


def shadow(sheet: Sheet, brief: Brief, place: Place, reach: float = 0.62) -> None:
    """Draw what an animal's feet stand in."""
    board, (x, foot, size) = brief.board, place
    shade = skia.Rect.MakeXYWH(
        board.width * x - reach * size, board.height * foot - 0.035 * size, 2 * reach * size, 0.08 * size
    )
    sheet.canvas.drawOval(shade, paint("#2a160e", 0.45, blur=0.018 * size + 2))


def figure(brief: Brief, place: Place, side: int) -> Figure:
    return Figure(brief.board.width * place[0], brief.board.height * place[1], place[2], side)


def add_trees(
    scene: Scene, brief: Brief, name: str, depth: float, places: Sequence[Place], tone: Colour = "#33401f"
) -> None:
    light, random, sheet = brief.light, brief.random(round(100 * depth)), Sheet(brief.board)
    for x, foot, tall in places:
        leaf = light.on(tone), mix(light.on("#93984a"), light.key, 0.25)
        acacia(sheet.canvas, brief.board.width * x, brief.board.height * foot, tall, *leaf, random)
    scene.add(name, depth, sheet)


def add_birds(scene: Scene, brief: Brief, x: float, y: float) -> None:
    birds = flock(brief, (x, y), 9, 28, brief.light.on("#3a2630", 0.15))
    scene.add("birds", 0.30, birds, Motion(velocity=(14, -2), sway=(0, 5), period=3.6))
