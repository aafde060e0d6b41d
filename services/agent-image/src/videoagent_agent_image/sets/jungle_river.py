"""The rainforest from above."""

from collections.abc import Callable

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point
from videoagent_agent_image.drawing.jungle import crown, macaw
from videoagent_agent_image.drawing.ridges import Ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_hills, add_mist, open_sky
from videoagent_media.layers import Motion

DARK: Colour = "#123524"
"""Of leaves in shade."""


def _course(depth: float) -> float:
    """Return where the river is at a distance, in widths of the view there."""
    return 0.30 * float(np.sin(1.35 * depth + 0.4)) + 0.13 * float(np.sin(2.7 * depth + 1.2)) - 0.06


def river(scene: Scene, brief: Brief) -> None:
    """Show a river that winds through the forest, and parrots above it."""
    board, light, tall, random = brief.board, brief.light, brief.board.portrait, brief.random(5)
    horizon = board.height * 0.30
    open_sky(scene, brief, horizon * 1.05, sun=0.30)
    for number in range(2):
        shape = Ridge(
            horizon + 8 + 14 * number,
            90 - 40 * number,
            light.on("#5c7f7c", 0.66 - 0.12 * number),
            light.on("#6f9a80", 0.62),
            rough=0.4,
            knots=3 + number,
        )
        add_hills(scene, brief, f"mountains {number}", 0.04 + 0.02 * number, shape)
    add_mist(scene, brief, 0.08, horizon + 6, 44, 0.85)
    down, focal = board.height - horizon, board.height * (0.86 if not tall else 0.60)
    ground = Sheet(board)
    far, near = light.on("#5c8a5c", 0.7), light.on(DARK)
    tones = [(0, far), (0.3, mix(far, near, 0.7)), (1, near)]
    ground.canvas.drawRect(
        skia.Rect(0, horizon, board.width, board.height),
        paint(near, shader=linear((0, horizon), (0, board.height), tones)),
    )

    def project(across: float, depth: float) -> tuple[float, float]:
        return board.width / 2 + focal * across / depth * 1.15, horizon + down * 0.86 / depth

    depths = np.geomspace(0.80, 14, 70)
    half = 0.15
    left = [project(_course(float(np.log(z)) * 2.2) * z**0.55 - half, float(z)) for z in depths]
    right = [project(_course(float(np.log(z)) * 2.2) * z**0.55 + half, float(z)) for z in depths]
    water = polygon([*left, *reversed(right)])
    shine, brown = mix(light.haze, light.key, 0.4), light.on("#7a8a6a", 0.05)
    flow = [(0, shine), (0.25, mix(shine, brown, 0.45)), (1, mix(brown, light.sky[0][1], 0.35))]
    ground.canvas.drawPath(water, paint(brown, shader=linear((0, horizon), (0, board.height), flow)))
    scene.add("ground", 0.10, ground)

    def bank(depth: float) -> float:
        return float(_course(float(np.log(depth)) * 2.2) * depth**0.55)

    def shore(depth: float) -> tuple[Point, Point]:
        return project(bank(depth) - half, depth), project(bank(depth) + half, depth)

    sheets = [Sheet(board), Sheet(board), Sheet(board)]
    for z in np.geomspace(13, 3.3, 15):
        _far_row(sheets[0], brief, shore, float(z))
    rows = np.geomspace(3.2, 0.84, 15)
    for number, z in enumerate(rows):
        depth = float(z)
        share = min(1.0, (depth - 0.8) / 9) ** 0.55
        dark, lit = light.on(DARK, 0.82 * share), light.on("#86b84c", 0.80 * share)
        size = focal * 0.072 / depth
        step = size * 1.30
        for k in range(int(board.width / step) + 3):
            x = (k - 1 + 0.5 * (number % 2) + 0.22 * float(random.standard_normal())) * step
            across = (x - board.width / 2) * depth / focal / 1.15
            if abs(across - bank(depth)) < half + 0.052:
                continue
            y = horizon + down * 0.86 / depth + size * 0.25 * float(random.standard_normal())
            tone = mix(lit, ("#d8c850", "#4f9a4a", "#a8d070")[int(random.integers(3))], 0.45 * float(random.random()))
            high = size * (0.8 + 0.45 * float(random.random()))
            crown(sheets[1 if number < 8 else 2].canvas, x, y, high, mix(dark, tone, 0.12), tone, random)
    scene.add("far crowns", 0.16, sheets[0])
    add_mist(scene, brief, 0.20, horizon + down * 0.06, 60, 0.75)
    add_mist(scene, brief, 0.22, horizon + down * 0.20, 70, 0.38)
    scene.add("crowns", 0.34, sheets[1])
    scene.add("near crowns", 0.56, sheets[2])
    birds = Sheet(board)
    flock = (
        ((0.34, 0.44, 150.0, True), (0.46, 0.36, 104.0, False), (0.25, 0.33, 84.0, True))
        if not tall
        else ((0.34, 0.42, 150.0, True), (0.62, 0.35, 110.0, False))
    )
    for place, (x, y, size, up) in enumerate(flock):
        body = ("#d8342a", "#2a6ad0", "#d8342a")[place]
        macaw(
            birds.canvas,
            board.width * x,
            board.height * y,
            size,
            light.on(body),
            light.on(("#2a5ac0", "#f0b830", "#2a8a5a")[place]),
            up=up,
        )
    scene.add("parrots", 0.74, birds, Motion(velocity=(20, -2), sway=(0, 8), period=2.6))


def _far_row(sheet: Sheet, brief: Brief, shore: Callable[[float], tuple[Point, Point]], depth: float) -> None:
    """Draw a row of distant crowns as one outline on either side of the river, down to where the next row is."""
    board, light = brief.board, brief.light
    share = min(1.0, (depth - 0.8) / 9) ** 0.55
    dark, lit = light.on(DARK, 0.80 * share), light.on("#86b84c", 0.78 * share)
    size, random = board.height * 0.055 / depth, brief.random(round(depth * 100))
    (left, level), (right, _) = shore(depth)
    (near_left, near_level), (near_right, _) = shore(depth / 1.14)
    for start, end in ((-40.0, left), (right, board.width + 40)):
        if end - start < size:
            continue
        xs = np.arange(start, end, size * 0.3)
        swell = 0.5 + 0.5 * np.sin(xs / size * 1.1 + random.normal(0, 0.5, len(xs)).cumsum() * 0.5)
        inland = np.clip((end - xs if start < 0 else xs - start) / (size * 1.5), 0, 1)
        heights = level - size * (0.55 + 0.75 * swell + 0.12 * random.standard_normal(len(xs))) * inland
        foot = (
            [(near_left, near_level), (start, near_level)]
            if start < 0
            else [(end, near_level), (near_right, near_level)]
        )
        tones = [(0, mix(dark, lit, 0.95)), (0.5, mix(dark, lit, 0.35)), (1, dark)]
        fade = linear((0, level - size * 1.3), (0, level + size), tones)
        sheet.canvas.drawPath(
            polygon([*zip(xs.tolist(), heights.tolist(), strict=True), *foot]), paint(dark, shader=fade)
        )
