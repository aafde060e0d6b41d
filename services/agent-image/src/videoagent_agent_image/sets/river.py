"""A river valley: water winding through woods and meadows."""

import numpy as np
import skia

from videoagent_agent_image.drawing import terrain
from videoagent_agent_image.drawing.colour import Floats, mix, rgb
from videoagent_agent_image.drawing.noise import sample
from videoagent_agent_image.drawing.plants import broadleaf, pines
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, paint
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_mist, blades, open_sky, swaying
from videoagent_media.layers import Motion


def _course(z: Floats, seed: int) -> Floats:
    """Return where the river runs at a distance."""
    return np.asarray(0.42 * np.sin(z * 1.15 + seed) + 0.22 * np.sin(z * 2.3 + seed * 1.7) + 0.05, np.float32)


def draw(brief: Brief) -> Scene:
    """Draw one of two views: a broad valley, a wooded gorge with rapids."""
    board, light = brief.board, brief.light
    scene = Scene(board)
    view = brief.variant % 2
    seed = brief.seed % 977
    horizon = board.height * (0.44 if not board.portrait else 0.5)
    sun = 0.68 if view == 0 else 0.34
    open_sky(scene, brief, horizon * 1.2, sun=sun)
    walls = 0.26 if view == 0 else 0.62

    def heights(x: Floats, z: Floats) -> Floats:
        away = np.abs(x - _course(z, seed))
        bank = np.clip((away - 0.16) / 0.9, 0, 1) ** 1.3
        rough = terrain.ridged(x, z, seed, octaves=6, frequency=0.7)
        return np.asarray(
            bank * (walls * (0.5 + rough) + 0.10) + 0.015 * terrain.rolling(x, z, seed + 9, frequency=4) * bank,
            np.float32,
        )

    colours = _shader(brief, seed)
    camera = terrain.Camera(0.46, horizon, board.height * (0.95 if not board.portrait else 0.6), board.width / 2)
    light_from = terrain.Sun(0.85 if sun > 0.5 else -0.85, 0.42, 0.15)
    for name, near, far, depth in (
        ("far valley", 4.0, 15.0, 0.08),
        ("valley", 1.8, 4.2, 0.22),
        ("near valley", terrain.nearest(board, camera, 0.75), 1.9, 0.5),
    ):
        drawn = terrain.band(
            board, camera, heights, colours, near, far, sun=light_from, haze=light.haze, haze_from=1.6, haze_to=13,
            haze_most=0.92, steps=240,
        )  # fmt: skip
        scene.add(name, depth, drawn)
        scene.add(f"{name} trees", depth + 0.02, _woods(brief, camera, heights, near, far, seed))
        if name != "near valley":
            add_mist(scene, brief, depth + 0.04, horizon + (30 if depth < 0.1 else 140), 60, 0.36)
    scene.add("sparkle", 0.5, _sparkle(brief, camera, seed), Motion(flicker=0.5, flicker_rate=0.8))
    if view == 0:
        sheet = Sheet(board)
        broadleaf(
            sheet.canvas,
            board.width * 0.86,
            board.height * 1.0,
            board.height * 0.6 * (0.7 if board.portrait else 1),
            light.on(brief.leaf("#28482a")),
            light.on(brief.leaf("#9ab552")),
            brief.random(8),
        )
        scene.add("tree", 0.85, sheet)
    scene.add("reeds", 1.0, blades(brief, 0.99, 700, (60, 210), "#2f5226", "#b5bb5c", 5), swaying(4), focus=1.5)
    return scene


def _shader(brief: Brief, seed: int) -> terrain.Shader:
    light = brief.light
    grass, wood, sand = (np.array(rgb(light.on(tone)), np.float32) for tone in ("#7fa04a", "#35583a", "#d8c79a"))
    water = np.array(rgb(mix(light.on("#2f7f96"), light.sky[2][1], 0.5)), np.float32)
    bright = np.array(rgb(mix(light.key, "#ffffff", 0.3)), np.float32)
    lit, shade = (np.array(rgb(tone), np.float32) for tone in (light.lit, light.shade))

    def colours(surface: terrain.Surface) -> Floats:
        away = np.abs(surface.x - _course(surface.z, seed))
        patch = terrain.rolling(surface.x, surface.z, seed + 20, frequency=2.2)
        tree = sample(surface.x * 46, surface.z * 40, seed + 21)
        share = np.clip(0.5 + 1.6 * patch + 1.2 * (surface.height - 0.10), 0, 1)[..., None]
        ground = grass * (1 - share) + wood * (0.85 + 0.3 * tree[..., None]) * share
        shore = np.clip((0.205 - away) / 0.03, 0, 1)[..., None]
        ground = ground * (1 - shore) + sand * shore
        sun = surface.lit[..., None]
        land = ground * (shade * 0.9 * (1 - sun) + lit * 1.12 * sun)
        wave = 0.5 + 0.5 * sample(surface.x * 22, surface.z * 46, seed + 22)
        river = water * (0.86 + 0.2 * wave[..., None]) + bright * (np.clip(wave - 0.72, 0, 1) * 0.9)[..., None]
        wet = np.clip((0.165 - away) / 0.012, 0, 1)[..., None]
        return np.asarray(np.clip(land * (1 - wet) + river * wet, 0, 1), np.float32)

    return colours


def _woods(
    brief: Brief, camera: terrain.Camera, heights: terrain.HeightField, near: float, far: float, seed: int
) -> Sheet:
    board, light, random = brief.board, brief.light, brief.random(round(near * 10))
    sheet = Sheet(board)
    trees = []
    for _ in range(160):
        z = float(near * (far / near) ** random.random())
        x = (float(random.random()) - 0.5) * board.width / camera.focal * z * 1.1
        if abs(x - float(_course(np.array([z], np.float32), seed)[0])) < 0.26:
            continue
        trees.append((z, x))
    for z, x in sorted(trees, reverse=True):
        ground = float(heights(np.array([[x]], np.float32), np.array([[z]], np.float32))[0, 0])
        column, row = camera.project(x, ground, z)
        if row > board.height + 60:
            continue
        share = min(0.82, max(0.0, (z - 1.3) / 13))
        height = camera.focal / z * (0.10 + 0.07 * float(random.random()))
        pines(sheet.canvas, [(column, row + 3, height)], light.on("#1f3b2c", share), light.on("#6f8d4c", share), random)
    return sheet


def _sparkle(brief: Brief, camera: terrain.Camera, seed: int) -> Sheet:
    board, random = brief.board, brief.random(60)
    sheet = Sheet(board)
    for _ in range(90):
        z = 0.9 * 6 ** float(random.random())
        x = float(_course(np.array([z], np.float32), seed)[0]) + (float(random.random()) - 0.5) * 0.26
        column, row = camera.project(x, 0.0, z)
        length = camera.focal / z * 0.03
        sheet.canvas.drawRoundRect(
            skia.Rect.MakeXYWH(column, row, length, max(1.5, length * 0.06)),
            2,
            2,
            paint("#ffffff", 0.2 + 0.5 * float(random.random())),
        )
    return sheet
