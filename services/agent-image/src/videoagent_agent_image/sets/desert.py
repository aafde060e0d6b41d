"""Deserts: dunes, mesas, pyramids."""

import numpy as np

from videoagent_agent_image.drawing import terrain
from videoagent_agent_image.drawing.colour import Floats, mix, rgb
from videoagent_agent_image.drawing.noise import line, sample
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon
from videoagent_agent_image.drawing.weather import flakes
from videoagent_agent_image.icons.sprites import place, relit, sprite
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_mist, open_sky
from videoagent_media.layers import Motion


def dunes(seed: int) -> terrain.HeightField:
    """Return dunes that fall steeply towards the camera and gently away from it."""

    def field(x: Floats, z: Floats) -> Floats:
        bend = 0.5 * sample(x * 0.5, z * 0.5, seed + 5)
        along = (x * 0.42 + z * 0.9 + bend) * 0.62
        share = along - np.floor(along)
        profile = np.where(share > 0.30, (1 - share) / 0.70, share / 0.30)
        profile = profile**1.15
        size = (0.44 + 0.20 * sample(x * 0.45 + 3, z * 0.45, seed + 6)) * np.clip((z - 0.6) / 1.9, 0, 1)
        return np.asarray(profile * size + 0.10 * sample(x * 0.3, z * 0.3, seed + 7), np.float32)

    return field


def shader(brief: Brief) -> terrain.Shader:
    """Return rippled sand, warm in the sun and violet in the shade."""
    light = brief.light
    sand = np.array(rgb(light.on("#e8b26a")), np.float32)
    shadow = np.array(rgb(light.on(mix("#a8623c", light.shade, 0.22))), np.float32)
    lit = np.array(rgb(light.lit), np.float32)

    def colours(surface: terrain.Surface) -> Floats:
        wave = np.sin((surface.x * 0.5 + surface.z) * 120 + 5 * sample(surface.x * 3, surface.z * 3, brief.seed + 2))
        ripple = wave * np.clip(1.6 - surface.z * 0.45, 0, 1) * 0.05
        sun = np.clip(surface.lit * 1.08 + ripple, 0, 1)[..., None]
        grain = 1 + 0.05 * sample(surface.x * 40, surface.z * 40, brief.seed + 3)[..., None]
        return np.asarray(np.clip((shadow * (1 - sun) + sand * lit * 1.15 * sun) * grain, 0, 1), np.float32)

    return colours


def draw(brief: Brief) -> Scene:
    """Draw one of three views: dunes with a caravan, mesas, pyramids."""
    board, light = brief.board, brief.light
    scene = Scene(board, accent="#ffd27a")
    view = brief.variant % 3
    sun = (0.72, 0.26, 0.74)[view]
    horizon = board.height * (0.50 if not board.portrait else 0.54)
    open_sky(scene, brief, horizon * 1.15, sun=sun)
    if view == 1:
        _mesas(scene, brief, horizon)
    elif view == 2:
        _pyramids(scene, brief, horizon, sun)
    camera = terrain.Camera(0.52, horizon, board.height * (0.95 if not board.portrait else 0.6), board.width / 2)
    field, colours = dunes(brief.seed % 983), shader(brief)
    light_from = terrain.Sun(0.9 if sun > 0.5 else -0.9, 0.42, -0.35)
    for name, near, far, depth in (
        ("far dunes", 3.4, 13.0, 0.12),
        ("dunes", 1.5, 3.6, 0.3),
        ("near dunes", terrain.nearest(board, camera, 0.6), 1.6, 0.6),
    ):
        drawn = terrain.band(
            board, camera, field, colours, near, far, sun=light_from, haze=light.haze, haze_from=1.5, haze_to=12,
            haze_most=0.9, steps=260,
        )  # fmt: skip
        scene.add(name, depth, drawn)
        if name == "dunes" and view == 0:
            scene.add("caravan", 0.32, _caravan(brief, camera, field), Motion(velocity=(5, 0)))
        if name != "near dunes":
            add_mist(scene, brief, depth + 0.05, horizon + (30 if depth < 0.2 else 130), 60, 0.3)
    wrap = (int(board.width), int(board.height))
    scene.add(
        "sand",
        1.0,
        flakes(board, brief.seed, 110, (1, 3.4), 0.5, mix("#ffe2b0", light.key, 0.5)),
        Motion(velocity=(90, 6), wrap=wrap),
    )
    return scene


def _caravan(brief: Brief, camera: terrain.Camera, field: terrain.HeightField) -> Sheet:
    board, light = brief.board, brief.light
    sheet = Sheet(board)
    pixels = relit(sprite("camel"), light.on("#3a2018"), 0.72, shade="#1a0e0c", depth=0.3)
    z = 2.2
    size = camera.focal / z * 0.10
    for number in range(5):
        x = (-0.30 + 0.065 * number) * board.width / camera.focal * z
        ground = float(field(np.array([[x]], np.float32), np.array([[z]], np.float32))[0, 0])
        column, row = camera.project(x, ground, z)
        place(sheet.canvas, pixels, column, row - size * 0.42, size, flip=True)
    return sheet


def _mesas(scene: Scene, brief: Brief, horizon: float) -> None:
    board, light, random = brief.board, brief.light, brief.random(2)
    for number in range(3):
        share = number / 2
        sheet = Sheet(board)
        rock = light.on(("#b0705a", "#b5614a", "#a84f38")[number], 0.62 - 0.24 * number)
        for _ in range(3 - number // 2):
            x = board.width * float(random.random())
            wide = board.height * (0.12 + 0.12 * float(random.random())) * (1 + 0.5 * share)
            tall = board.height * (0.10 + 0.12 * float(random.random())) * (1 + 0.55 * share)
            _mesa(sheet, x, horizon + 40, wide, tall, rock, brief, random)
        scene.add(f"mesas {number}", 0.06 + 0.05 * number, sheet)
        add_mist(scene, brief, 0.08 + 0.05 * number, horizon + 20, 60, 0.45)


def _mesa(
    sheet: Sheet, x: float, foot: float, wide: float, tall: float, rock: str, brief: Brief, random: np.random.Generator
) -> None:
    edge = line(20, int(random.integers(10**6)), octaves=4)
    outline = [(x - wide * 1.25, foot), (x - wide * 0.66, foot - tall * 0.42)]
    outline += [
        (x - wide * (0.56 - 0.02 * i), foot - tall * (0.45 + 0.53 * i / 4) - 3 * float(edge[i])) for i in range(5)
    ]
    outline += [(x - wide * 0.48 + wide * 0.96 * i / 8, foot - tall - 7 * float(edge[5 + i])) for i in range(9)]
    outline += [
        (x + wide * (0.48 + 0.02 * i), foot - tall * (0.98 - 0.53 * i / 4) - 3 * float(edge[14 + i])) for i in range(5)
    ]
    outline += [(x + wide * 0.66, foot - tall * 0.42), (x + wide * 1.25, foot)]
    shape = polygon(outline)
    left = brief.variant % 2 == 1
    tones = [(0, mix(rock, brief.light.key, 0.4)), (0.5, rock), (1, mix(rock, "#2a1020", 0.42))]
    if not left:
        tones = [(0, mix(rock, "#2a1020", 0.42)), (0.5, rock), (1, mix(rock, brief.light.key, 0.4))]
    sheet.canvas.drawPath(shape, paint(rock, shader=linear((x - wide * 0.7, 0), (x + wide * 0.7, 0), tones)))
    sheet.canvas.save()
    sheet.canvas.clipPath(shape)
    for layer in range(7):
        y = foot - tall * (0.42 + 0.085 * layer)
        sheet.canvas.drawLine(
            x - wide,
            y,
            x + wide,
            y + 3 * float(edge[layer]),
            paint("#3a1418" if layer % 2 else "#ffd8b0", 0.16, stroke=tall * 0.022),
        )
    sheet.canvas.restore()


def _pyramids(scene: Scene, brief: Brief, horizon: float, sun: float) -> None:
    board, light = brief.board, brief.light
    for number, (x, size) in enumerate(((0.26, 0.20), (0.70, 0.26), (0.48, 0.40))):
        sheet = Sheet(board)
        share = 0.5 - 0.18 * number
        lit, dark = light.on("#e0b070", share), light.on("#8f5f3e", share)
        half = board.height * size * (0.92 if not board.portrait else 0.5)
        tall, foot, middle = half * 1.15, horizon + 36 + 10 * number, board.width * x
        ridge_x = middle + half * (0.24 if sun > 0.5 else -0.24)
        bright, dim = (1, -1) if sun > 0.5 else (-1, 1)
        for side, tone in ((bright, lit), (dim, dark)):
            face = polygon(
                [
                    (middle, foot - tall),
                    (ridge_x - half * 0.48 * (1 if sun > 0.5 else -1), foot + 14),
                    (middle + side * half, foot),
                ]
            )
            sheet.canvas.drawPath(
                face,
                paint(
                    tone,
                    shader=linear(
                        (0, foot - tall), (0, foot), [(0, mix(tone, light.key, 0.25)), (1, mix(tone, light.haze, 0.25))]
                    ),
                ),
            )
        for course in range(1, 24):
            y = foot - tall * course / 24
            reach = half * (1 - course / 24)
            sheet.canvas.drawLine(middle - reach, y, middle + reach, y, paint("#3a2014", 0.10, stroke=1.6))
        scene.add(f"pyramid {number}", 0.07 + 0.03 * number, sheet)
