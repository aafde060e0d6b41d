"""A volcano: ash, glow and lava."""

import numpy as np

from videoagent_agent_image.drawing import terrain
from videoagent_agent_image.drawing.colour import Floats, mix, rgb
from videoagent_agent_image.drawing.noise import sample
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import ADD, Sheet, paint, radial
from videoagent_agent_image.drawing.weather import flakes
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_mist, open_sky
from videoagent_media.layers import Motion


def draw(brief: Brief) -> Scene:
    """Draw one of two views: an eruption, a quiet cone above green land."""
    board, light = brief.board, brief.light
    erupts = brief.variant % 2 == 0
    scene = Scene(board, accent="#ffb05a")
    seed = brief.seed % 971
    horizon = board.height * (0.66 if not board.portrait else 0.68)
    open_sky(scene, brief, horizon * 1.05, sun=None if erupts else 0.76)
    focal = board.height * 1.1 if not board.portrait else board.width * 2.1
    camera = terrain.Camera(0.16, horizon, focal, board.width / 2)
    peak_x, peak_z = (0.25 if not board.portrait else 0.05), 4.2
    rim, high = 0.16, 1.36

    def heights(x: Floats, z: Floats) -> Floats:
        away = np.hypot(x - peak_x, z - peak_z)
        cone = high * np.exp(-away * 1.15)
        mouth = high * np.exp(-rim * 1.15)
        cone = np.where(away < rim, mouth - (rim - away) * 1.2, cone)
        gullies = terrain.ridged(x * 1.3, z * 1.3, seed, octaves=6, frequency=1.2) - 0.5
        return np.asarray(cone + 0.10 * gullies * np.clip(away * 2.2, 0.15, 1) - 0.12, np.float32)

    top = camera.project(
        peak_x, float(heights(np.array([[peak_x - rim]], np.float32), np.array([[peak_z]], np.float32))[0, 0]), peak_z
    )
    if erupts:
        _plume(scene, brief, top)
    colours = _shader(brief, seed, (peak_x, peak_z), erupts=erupts)
    sun = terrain.Sun(0.85, 0.5, -0.2)
    haze = light.haze if not erupts else mix(light.haze, "#7a3028", 0.5)
    for name, near, far, depth in (
        ("cone", 2.2, 7.0, 0.14),
        ("ground", terrain.nearest(board, camera, 0.8), 2.4, 0.45),
    ):
        drawn = terrain.band(
            board, camera, heights, colours, near, far, sun=sun, haze=haze,
            haze_from=2.2, haze_to=12, haze_most=0.7, steps=300,
        )  # fmt: skip
        scene.add(name, depth, drawn)
        add_mist(scene, brief, depth + 0.06, horizon + (10 if depth < 0.2 else 190), 70, 0.36)
    if erupts:
        glow = Sheet(board)
        glow.canvas.drawCircle(
            top[0], top[1], board.height * 0.17, paint("#ff6a2a", 0.7, blur=board.height * 0.07, blend=ADD)
        )
        scene.add("glow", 0.16, glow, Motion(flicker=0.4, flicker_rate=1.4))
        scene.add("sparks", 0.2, _sparks(brief, top), Motion(velocity=(4, -30), flicker=0.4, flicker_rate=2))
        wrap = (int(board.width), int(board.height))
        scene.add(
            "ash", 0.9, flakes(board, brief.seed, 130, (1.4, 5), 0.5, "#5a4a48"), Motion(velocity=(-18, 40), wrap=wrap)
        )
        scene.add(
            "embers",
            1.1,
            flakes(board, brief.seed + 1, 44, (1.4, 4.5), 0.95, "#ff9a4a"),
            Motion(velocity=(16, -54), wrap=wrap),
        )
    return scene


def _shader(brief: Brief, seed: int, peak: tuple[float, float], *, erupts: bool) -> terrain.Shader:
    light = brief.light
    rock = np.array(rgb(light.on("#4a4044" if erupts else "#6a5c58")), np.float32)
    green = np.array(rgb(light.on("#4f6f3c")), np.float32)
    lit, shade = (np.array(rgb(tone), np.float32) for tone in (light.lit, light.shade))
    hot, molten = (np.array(rgb(tone), np.float32) for tone in ("#ff5a1c", "#ffd27a"))

    def colours(surface: terrain.Surface) -> Floats:
        grain = terrain.rolling(surface.x, surface.z, seed + 30, frequency=8)[..., None]
        ground = rock * (0.9 + 0.3 * grain)
        if not erupts:
            low = np.clip((0.34 + 0.10 * grain - surface.height[..., None]) / 0.16, 0, 1)
            ground = (
                ground * (1 - low) + green * (0.9 + 0.3 * sample(surface.x * 60, surface.z * 50, seed)[..., None]) * low
            )
        sun = surface.lit[..., None]
        shaded = ground * (shade * 0.85 * (1 - sun) + lit * 1.1 * sun)
        if erupts:
            angle = np.arctan2(surface.z - peak[1], surface.x - peak[0])
            away = np.hypot(surface.x - peak[0], surface.z - peak[1])
            wander = 0.30 * sample(away * 3.2, angle * 0.5 + 9, seed + 40)
            streams = np.zeros_like(away)
            for centre, reach, width in (
                (-1.5, 1.5, 0.085),
                (-2.25, 0.9, 0.06),
                (-0.75, 1.05, 0.07),
                (-1.9, 0.55, 0.05),
            ):
                streams = np.maximum(
                    streams, np.exp(-(((angle + wander - centre) / width) ** 2)) * np.clip(1.25 - away / reach, 0, 1)
                )
            crust = 0.6 + 0.4 * sample(surface.x * 22, surface.z * 22, seed + 41)
            flow = np.clip(streams * 1.7 * crust, 0, 1)[..., None]
            glow = np.clip(streams * 0.9, 0, 1)[..., None] * 0.5
            shaded = shaded + hot * glow
            shaded = shaded * (1 - flow) + (hot * (1 - flow) + molten * flow) * flow
        return np.asarray(np.clip(shaded, 0, 1), np.float32)

    return colours


def _plume(scene: Scene, brief: Brief, top: tuple[float, float]) -> None:
    """Add a column of smoke, lit from below near the mouth."""
    board, light, random = brief.board, brief.light, brief.random(7)
    unit = board.height * (1.0 if not board.portrait else 0.55)
    for number in range(2):
        sheet = Sheet(board)
        puffs = []
        for _ in range(120):
            rise = float(random.random())
            x = top[0] + unit * rise * (0.22 + 0.10 * number) + float(random.normal(0, 0.03 + 0.15 * rise)) * unit
            y = top[1] + unit * 0.03 - unit * rise * (0.50 + 0.1 * number) + float(random.normal(0, 0.03)) * unit
            puffs.append((rise, x, y, unit * (0.035 + 0.10 * rise) * (0.7 + 0.6 * float(random.random()))))
        for rise, x, y, size in sorted(puffs, reverse=True):
            ash = mix(light.on("#5a5058"), light.haze, 0.18 * rise)
            warm = mix(ash, "#ff7a3a", max(0.0, 0.75 - rise * 1.7))
            shader = radial(
                (x + size * 0.3, y - size * 0.35),
                size * 1.3,
                [(0, mix(ash, light.key, 0.35), 1), (0.5, ash, 1), (1, mix(warm, "#181018", 0.3), 1)],
                6,
            )
            sheet.canvas.drawCircle(x, y, size, paint(ash, 0.92, shader=shader))
        scene.add(f"plume {number}", 0.05 + 0.05 * number, sheet, Motion(velocity=(2.5 + 2 * number, -2.5)), focus=5)


def _sparks(brief: Brief, top: tuple[float, float]) -> Sheet:
    board, random = brief.board, brief.random(9)
    sheet = Sheet(board)
    unit = board.height * (1.0 if not board.portrait else 0.5)
    for _ in range(120):
        angle, reach = float(random.normal(0, 0.5)), float(random.random()) ** 0.7
        x = top[0] + np.sin(angle) * reach * unit * 0.26
        y = top[1] - np.cos(angle) * reach * unit * 0.34 + (reach * 1.1) ** 2 * unit * 0.10
        tone = mix("#fff0b0", "#ff4a1a", reach)
        sheet.canvas.drawCircle(float(x), float(y), 1.5 + 3.5 * float(random.random()), paint(tone, 0.95))
        sheet.canvas.drawCircle(float(x), float(y), 9, paint(tone, 0.25, blur=5, blend=ADD))
    return sheet
