"""Winter: snowed-in hills and firs, falling snow, a northern light by night."""

import cv2
import numpy as np
import skia

from videoagent_agent_image.drawing.buildings import chalet
from videoagent_agent_image.drawing.colour import mix, rgb
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.noise import line
from videoagent_agent_image.drawing.plants import pines
from videoagent_agent_image.drawing.ridges import Ridge, crest
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Board, Sheet, linear, paint, polygon
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_hills, add_mist, open_sky
from videoagent_media.layers import Motion, Pixels


def draw(brief: Brief) -> Scene:
    """Draw one of three views: a forest edge, a lonely cabin, open hills."""
    board, light = brief.board, brief.light
    scene = Scene(board)
    view = brief.variant % 3
    horizon = board.height * (0.58 if not board.portrait else 0.6)
    open_sky(scene, brief, horizon * 1.1, sun=(0.74, 0.26, 0.6)[view])
    if light.dark:
        scene.add(
            "aurora", 0.03, aurora(board, brief.seed), Motion(sway=(26, 0), period=11, flicker=0.3, flicker_rate=0.2)
        )
    white, blue = mix(light.lit, "#ffffff", 0.2 if not light.dark else 0.0), light.shade
    for number in range(4):
        share = number / 3
        top = mix(white, light.haze, 0.66 - 0.6 * share)
        foot = mix(mix(blue, white, 0.25), light.haze, 0.6 - 0.55 * share)
        shape = Ridge(
            horizon + 105 * number - 10,
            210 - 40 * number,
            top,
            foot,
            rough=0.42 - 0.04 * number,
            knots=2,
            octaves=5,
            fade=230,
            rim=light.key if number > 1 else None,
        )
        seed_name = f"snow {number}"
        add_hills(scene, brief, seed_name, 0.08 + 0.17 * number, shape)
        if number < 3:
            _firs(scene, brief, number, shape, brief.seed + sum(map(ord, seed_name)))
            add_mist(scene, brief, 0.11 + 0.17 * number, horizon + 70 + 95 * number, 55, 0.4 - 0.1 * number)
        if number == 2 and view == 1:
            sheet = Sheet(board)
            x = board.width * 0.56
            _cabin(sheet, x, float(crest(board, shape, brief.seed + sum(map(ord, seed_name)))[int(x)]) + 62, brief)
            scene.add("cabin", 0.5, sheet)
    if view == 0:
        _near_firs(scene, brief)
    return scene


def _tones(light: Light, distance: float) -> tuple[str, str, str]:
    return light.on("#22403a", distance), light.on("#54756a", distance), mix(light.lit, light.haze, distance)


def _firs(scene: Scene, brief: Brief, number: int, shape: Ridge, seed: int) -> None:
    board, random = brief.board, brief.random(20 + number)
    heights = crest(board, shape, seed)
    sheet = Sheet(board)
    trees = []
    for _ in range(round((200, 120, 46)[number] * board.width / 2304)):
        x = float(random.random()) * board.width
        down = float(random.random()) ** 1.2 * 70
        trees.append(
            (x, float(heights[int(x)]) + 5 + down, (34, 66, 130)[number] * (0.55 + 0.6 * float(random.random())))
        )
    trees.sort(key=lambda tree: tree[1])
    dark, lit, snow = _tones(brief.light, 0.62 - 0.26 * number)
    pines(sheet.canvas, trees, dark, lit, random, snow=snow)
    scene.add(f"firs {number}", 0.09 + 0.17 * number, sheet)


def _near_firs(scene: Scene, brief: Brief) -> None:
    board, random = brief.board, brief.random(30)
    sheet = Sheet(board)
    tall = board.height * (0.8 if not board.portrait else 0.5)
    trees = [
        (board.width * x, board.height * 1.02, tall * size)
        for x, size in ((0.16, 0.62), (0.90, 0.75), (0.07, 0.95), (0.98, 1.05))
    ]
    dark, lit, snow = _tones(brief.light, 0.04)
    pines(sheet.canvas, trees, dark, lit, random, snow=snow)
    scene.add("near firs", 0.85, sheet, focus=1.2)


def _cabin(sheet: Sheet, x: float, foot: float, brief: Brief) -> None:
    light = brief.light
    size = 190 if not brief.board.portrait else 150
    chalet(sheet.canvas, x, foot, size, light, brief.random(40))
    snow = mix(light.lit, "#ffffff", 0.1)
    eaves = foot - size * 0.5
    for side in (-1, 1):
        slab = [
            (x, eaves - size * 0.40),
            (x + side * size * 0.68, eaves + size * 0.06),
            (x + side * size * 0.66, eaves + size * 0.125),
            (x, eaves - size * 0.27),
        ]
        sheet.canvas.drawPath(polygon(slab), paint(snow if side > 0 else mix(snow, light.shade, 0.45)))
    drift = skia.Path()
    drift.moveTo(x - size * 0.95, foot + 30)
    drift.cubicTo(x - size * 0.6, foot - size * 0.10, x - size * 0.3, foot - size * 0.02, x, foot - size * 0.015)
    drift.cubicTo(x + size * 0.3, foot - size * 0.03, x + size * 0.6, foot - size * 0.13, x + size * 0.95, foot + 30)
    drift.close()
    tone = mix(snow, light.shade, 0.10)
    shader = linear((0, foot - size * 0.1), (0, foot + 40), [(0, tone, 1.0), (0.5, tone, 0.9), (1, tone, 0.0)])
    sheet.canvas.drawPath(drift, paint(tone, shader=shader))


def aurora(board: Board, seed: int) -> Pixels:
    """Draw curtains of northern light; they add light and hide nothing."""
    width, height = board.pixels[0] // 2, board.pixels[1] // 2
    rows = np.arange(height, dtype=np.float32)[:, None] / height
    glow = np.zeros((height, width, 3), np.float32)
    for number, (low, high) in enumerate((("#2affa0", "#7a4aff"), ("#4affc8", "#b04aff"))):
        foot = 0.30 + 0.10 * number + 0.16 * (line(width, seed + number, octaves=4, base=2) - 0.5)
        rays = line(width, seed + 10 + number, octaves=8, roughness=0.75, base=14) ** 1.5
        reach = 0.10 + 0.16 * line(width, seed + 20 + number, octaves=3)
        above = (foot[None, :] - rows) / reach[None, :]
        curtain = np.where(above > 0, np.exp(-above * 1.5), np.exp(above * 9)) * rays[None, :]
        share = np.clip(above / 2.2, 0, 1)[..., None]
        tone = np.array(rgb(low), np.float32) * (1 - share) + np.array(rgb(high), np.float32) * share
        glow += np.asarray(curtain[..., None] * tone * 0.62, np.float32)
    soft = cv2.GaussianBlur(glow, (0, 0), 2.0)
    pixels = np.zeros((board.pixels[1], board.pixels[0], 4), np.uint8)
    pixels[..., :3] = np.clip(cv2.resize(soft, board.pixels, interpolation=cv2.INTER_LINEAR) * 255, 0, 255)
    return pixels
