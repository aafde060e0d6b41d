"""Fields in rows to the horizon: wheat, lavender, vegetables."""

import numpy as np

from videoagent_agent_image.drawing import terrain
from videoagent_agent_image.drawing.buildings import chalet
from videoagent_agent_image.drawing.colour import Colour, Floats, mix, rgb
from videoagent_agent_image.drawing.noise import sample
from videoagent_agent_image.drawing.plants import broadleaf
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, paint
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_mist, distant_hills, open_sky, swaying

_CROPS: tuple[tuple[Colour, Colour, Colour], ...] = (
    ("#e0b64a", "#a9782c", "#f6dd8a"),
    ("#7a5fb8", "#3f5a34", "#b79ae6"),
    ("#6fa03f", "#6a4a30", "#a6cc5c"),
)
"""Plants, furrow, tips of the blades in front: wheat, lavender, vegetables."""


def draw(brief: Brief) -> Scene:
    """Draw one of three crops, with a farm or a tree at the horizon."""
    board, light = brief.board, brief.light
    scene = Scene(board)
    crop = _CROPS[brief.variant % 3]
    horizon = board.height * (0.50 if not board.portrait else 0.54)
    open_sky(scene, brief, horizon * 1.18, sun=(0.66, 0.34, 0.74)[brief.variant % 3])
    distant_hills(scene, brief, horizon - 66, count=2, tree=26)
    camera = terrain.Camera(0.30, horizon, board.height * (0.95 if not board.portrait else 0.6), board.width * 0.52)
    sun = terrain.Sun(0.8, 0.5, 0.2)

    def heights(x: Floats, z: Floats) -> Floats:
        rows = np.cos(x * 2 * np.pi / 0.17)
        tufts = sample(x * 46, z * 40, brief.seed + 2) + 0.7 * sample(x * 120, z * 110, brief.seed + 4)
        plants = 0.020 * np.clip(rows + 0.35, 0, 1) * (1 + 0.28 * tufts)
        return np.asarray(plants + 0.03 * terrain.rolling(x, z, brief.seed, octaves=2, frequency=0.35), np.float32)

    for name, near, far, depth in (
        ("field", 1.5, 11.0, 0.3),
        ("near field", terrain.nearest(board, camera, 0.55), 1.6, 0.6),
    ):
        drawn = terrain.band(
            board, camera, heights, _shader(brief, crop), near, far, sun=sun, haze=light.haze, haze_from=2, haze_to=11,
            haze_most=0.9, steps=360 if near > 1 else 260,
        )  # fmt: skip
        if name == "near field":
            _horizon(scene, brief, horizon)
        scene.add(name, depth, drawn)
    add_mist(scene, brief, 0.34, horizon + 8, 26, 0.5)
    stalks = (80, 250) if brief.variant % 3 == 0 else (40, 150)
    tips = _tips(brief, crop, stalks)
    scene.add("stalks", 1.0, tips, swaying(5, 4.5), focus=2.6)
    return scene


def _shader(brief: Brief, crop: tuple[Colour, Colour, Colour]) -> terrain.Shader:
    light = brief.light
    plant, furrow = np.array(rgb(light.on(crop[0])), np.float32), np.array(rgb(light.on(crop[1])), np.float32)
    lit, shade = np.array(rgb(light.lit), np.float32), np.array(rgb(light.shade), np.float32)

    def colours(surface: terrain.Surface) -> Floats:
        rows = np.cos(surface.x * 2 * np.pi / 0.17)
        share = np.clip(rows * 1.6 + 0.55, 0, 1)[..., None]
        tufts = sample(surface.x * 60, surface.z * 44, brief.seed + 3)
        grain = (1 + 0.16 * tufts + 0.14 * sample(surface.x * 170, surface.z * 150, brief.seed + 5))[..., None]
        ground = furrow * (1 - share) + plant * grain * share
        sun = np.clip(surface.lit + 0.15, 0, 1)[..., None]
        return np.asarray(np.clip(ground * (shade * 0.9 * (1 - sun) + lit * 1.12 * sun), 0, 1), np.float32)

    return colours


def _horizon(scene: Scene, brief: Brief, horizon: float) -> None:
    board, light, random = brief.board, brief.light, brief.random(4)
    sheet = Sheet(board)
    for x in (0.10, 0.16, 0.86):
        size = 70 + 60 * float(random.random())
        broadleaf(
            sheet.canvas,
            board.width * x,
            horizon + 12,
            size,
            light.on(brief.leaf("#2f4c2a"), 0.25),
            light.on(brief.leaf("#9aae54"), 0.25),
            random,
        )
    if brief.variant % 3 != 1:
        chalet(sheet.canvas, board.width * 0.24, horizon + 12, 84, light, random)
    else:
        broadleaf(
            sheet.canvas,
            board.width * 0.72,
            horizon + 14,
            210,
            light.on(brief.leaf("#2f4c2a"), 0.12),
            light.on(brief.leaf("#9aae54"), 0.1),
            random,
        )
    scene.add("farm", 0.32, sheet)


def _tips(brief: Brief, crop: tuple[Colour, Colour, Colour], lengths: tuple[float, float]) -> Sheet:
    """Draw the nearest stalks with their ears or blossoms."""
    board, light, random = brief.board, brief.light, brief.random(6)
    sheet = Sheet(board)
    stem, tip = light.on(mix(crop[1], "#6f8a3a", 0.45)), light.on(crop[2])
    for _ in range(round(230 * board.width / 2304)):
        x, foot = float(random.random()) * board.width, board.height * 1.01
        edge = abs(x / board.width - 0.5) * 2
        tall = (lengths[0] + (lengths[1] - lengths[0]) * float(random.random()) ** 1.6) * (0.35 + 0.75 * edge**1.5)
        lean = float(random.normal(0.05, 0.08)) * tall
        sheet.canvas.drawLine(x, foot, x + lean, foot - tall, paint(stem, stroke=3))
        for grain in range(7):
            share = 1 - grain * 0.045
            for side in (-1, 1):
                cx, cy = x + lean * share + side * 4.5, foot - tall * share
                sheet.canvas.drawCircle(cx, cy, 5.4 - 0.3 * grain, paint(mix(tip, crop[0], 0.12 * grain)))
    return sheet
