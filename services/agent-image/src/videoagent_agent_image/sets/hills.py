"""Rolling farmland seen from above: fields, hedges, farmhouses and cypresses."""

import numpy as np

from videoagent_agent_image.drawing import terrain
from videoagent_agent_image.drawing.buildings import chalet
from videoagent_agent_image.drawing.colour import Floats, rgb
from videoagent_agent_image.drawing.noise import sample
from videoagent_agent_image.drawing.plants import broadleaf, cypress
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_mist, blades, open_sky, swaying

_CROPS = ("#8fa84a", "#c9b45a", "#6f9440", "#d8c878", "#5f8a3c", "#b59a52", "#a8bf62")


def heights(seed: int) -> terrain.HeightField:
    """Return soft hills, 0 to about 0.3 high."""

    def field(x: Floats, z: Floats) -> Floats:
        return np.asarray(0.23 * terrain.rolling(x, z, seed, octaves=3, frequency=0.5) - 0.015 * z, np.float32)

    return field


def shader(brief: Brief) -> terrain.Shader:
    """Return a patchwork of fields with furrows and dark hedges."""
    light = brief.light
    crops = np.array([rgb(light.on(colour)) for colour in _CROPS], np.float32)
    hedge = np.array(rgb(light.on("#2f4a2a")), np.float32)
    lit, shade = (np.array(rgb(colour), np.float32) for colour in (light.lit, light.shade))
    seed = brief.seed

    def colours(surface: terrain.Surface) -> Floats:
        bend_x = surface.x + 0.22 * sample(surface.x * 0.9, surface.z * 0.9, seed + 3)
        bend_z = surface.z + 0.22 * sample(surface.x * 0.9 + 40, surface.z * 0.9, seed + 4)
        column, row = np.floor(bend_x * 1.5), np.floor(bend_z * 1.2)
        key = (column.astype(np.int64) * 73856093) ^ (row.astype(np.int64) * 19349663) ^ seed
        crop = crops[np.abs(key) % len(crops)]
        edge = np.minimum(
            np.abs(bend_x * 1.5 - np.round(bend_x * 1.5)) / 1.5, np.abs(bend_z * 1.2 - np.round(bend_z * 1.2)) / 1.2
        )
        across = np.where(key % 2 == 0, bend_x, bend_z)
        furrow = 1 + 0.06 * np.sin(across * 150) * np.clip(2.2 - surface.z * 0.5, 0, 1)
        ground = crop * (furrow * (0.95 + 0.1 * sample(surface.x * 9, surface.z * 9, seed + 5)))[..., None]
        hedges = np.clip((0.020 - edge) / 0.012, 0, 1)[..., None] * 0.85
        ground = ground * (1 - hedges) + hedge * hedges
        sun = surface.lit[..., None]
        return np.asarray(np.clip(ground * (shade * 0.85 * (1 - sun) + lit * 1.12 * sun), 0, 1), np.float32)

    return colours


def draw(brief: Brief) -> Scene:
    """Draw one of three views: fields, a cypress avenue with a farm, broad trees in the foreground."""
    board, light, random = brief.board, brief.light, brief.random(1)
    scene = Scene(board)
    horizon = board.height * (0.44 if not board.portrait else 0.5)
    view = brief.variant % 3
    sun = 0.78 if view != 1 else 0.24
    open_sky(scene, brief, horizon * 1.15, sun=sun)
    camera = terrain.Camera(0.40, horizon, board.height * (0.95 if not board.portrait else 0.6), board.width / 2)
    field, colours = heights(brief.seed % 991), shader(brief)
    light_from = terrain.Sun(0.85 if sun > 0.5 else -0.85, 0.42, 0.2)
    for name, near, far, depth in (
        ("far", 4.2, 16.0, 0.08),
        ("middle", 1.9, 4.4, 0.2),
        ("near", terrain.nearest(board, camera, 0.7), 2.0, 0.45),
    ):
        drawn = terrain.band(
            board, camera, field, colours, near, far, sun=light_from, haze=light.haze, haze_from=1.4, haze_to=13,
            haze_most=0.92, steps=220,
        )  # fmt: skip
        scene.add(f"{name} hills", depth, drawn)
        trees = Sheet(board)
        _scatter(brief, trees, camera, field, near, far, random, cypresses=view == 1)
        scene.add(f"{name} trees", depth + 0.02, trees)
        if name != "near":
            add_mist(scene, brief, depth + 0.03, horizon + (40 if name == "far" else 150), 60, 0.34)
    if view == 2:
        sheet = Sheet(board)
        broadleaf(
            sheet.canvas,
            board.width * 0.15,
            board.height * 0.99,
            board.height * 0.62 * (0.7 if board.portrait else 1),
            light.on(brief.leaf("#2c4a26")),
            light.on(brief.leaf("#a3b552")),
            random,
        )
        scene.add("tree", 0.8, sheet)
    scene.add("grass", 1.0, blades(brief, 0.99, 800, (50, 170), "#3f5a26", "#c0b860", 5), swaying(3), focus=1.5)
    return scene


def _scatter(
    brief: Brief,
    sheet: Sheet,
    camera: terrain.Camera,
    field: terrain.HeightField,
    near: float,
    far: float,
    random: np.random.Generator,
    *,
    cypresses: bool,
) -> None:
    """Set trees and farmhouses on the land between two distances, far ones first."""
    board, light = brief.board, brief.light
    things = []
    for _ in range(34):
        z = float(near * (far / near) ** random.random())
        x = (float(random.random()) - 0.5) * board.width / camera.focal * z
        things.append((z, x, float(random.random())))
    for z, x, kind in sorted(things, reverse=True):
        ground = float(field(np.array([[x]], np.float32), np.array([[z]], np.float32))[0, 0])
        column, row = camera.project(x, ground, z)
        unit = camera.focal / z
        share = min(0.8, max(0.0, (z - 1.4) / 13))
        dark, lit = light.on(brief.leaf("#2c4526"), share), light.on(brief.leaf("#8a9c4c"), share)
        if row > board.height * 1.05:
            continue
        if kind > 0.9:
            chalet(sheet.canvas, column, row + 2, unit * 0.075, light, random)
        elif cypresses and kind < 0.6:
            for step in range(4):
                cypress(
                    sheet.canvas,
                    column + step * unit * 0.035,
                    row + 3,
                    unit * (0.10 + 0.03 * random.random()),
                    dark,
                    lit,
                )
        else:
            broadleaf(sheet.canvas, column, row + 3, unit * (0.08 + 0.05 * random.random()), dark, lit, random)
