"""At home with pets: a cat at the window, a dog by the fire, a cat on the sofa, a dog in the garden."""

from collections.abc import Callable
from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.curves import smooth
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.lamps import folds
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.pets import running_dog, sitting_cat
from videoagent_agent_image.drawing.plants import broadleaf
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon, radial
from videoagent_agent_image.icons.sprites import contact_shadow
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.hearth import fireplace, sofa
from videoagent_agent_image.sets.landscape import bank, blades, distant_hills, flowers, open_sky, swaying
from videoagent_media.layers import Motion

_BREATH = Motion(sway=(0, 2), period=4.6)


def draw(brief: Brief) -> Scene:
    """Draw one of four views."""
    scene = Scene(brief.board, accent="#ffd59a")
    views: tuple[Callable[[Scene, Brief], None], ...] = (_window, fireplace, sofa, _garden)
    views[brief.variant % len(views)](scene, brief)
    return scene


def _window(scene: Scene, brief: Brief) -> None:
    """Show a cat on the sill, before trees."""
    board, light, random = brief.board, brief.light, brief.random(1)
    sill = board.height * (0.72 if not board.portrait else 0.635)
    frame = skia.Rect(board.width * 0.26, board.height * 0.02, board.width * 0.92, sill - 8)
    if board.portrait:
        frame = skia.Rect(board.width * 0.15, board.height * 0.10, board.width * 0.88, sill - 8)
    open_sky(scene, brief, sill, sun=0.42)
    trees = Sheet(board)
    for depth, (tall, tone, lit) in enumerate(((0.30, "#6f8f60", "#b8c880"), (0.42, "#47703f", "#a0b858"))):
        for number in range(9):
            x = board.width * (0.18 + 0.09 * number + 0.03 * float(random.standard_normal()))
            high = board.height * tall * (0.75 + 0.4 * float(random.random())) * (0.6 if board.portrait else 1.0)
            broadleaf(
                trees.canvas,
                x,
                sill + 30,
                high,
                light.on(tone, 0.42 - 0.2 * depth),
                light.on(lit, 0.36 - 0.2 * depth),
                random,
            )
    scene.add("trees", 0.08, trees, focus=5)
    scene.add("wall", 0.34, _pierced(brief, frame, sill))
    plant, cat = Sheet(board), Sheet(board)
    size = board.height * 0.46 if not board.portrait else board.width * 0.62
    x = board.width * (0.665 if not board.portrait else 0.56)
    _pot(
        plant,
        frame.left() + frame.width() * (0.13 if not board.portrait else 0.20),
        sill + 10,
        size * 0.62,
        light,
        brief.random(4),
    )
    scene.add("plant", 0.50, plant, swaying(1.5, 6))
    contact_shadow(cat.canvas, x, sill + 12, size * 0.5, opacity=0.35)
    sitting_cat(cat.canvas, Figure(x, sill + 12, size, -1), light)
    scene.add("cat", 0.56, cat, _BREATH)


def _pierced(brief: Brief, frame: Any, sill: float) -> Sheet:
    """Draw the wall around a window, with its panes, curtains and sill."""
    board, light = brief.board, brief.light
    sheet = Sheet(board)
    canvas = sheet.canvas
    wall = light.on("#c9a688") if not light.dark else "#3a3040"
    reach = max(board.width, board.height) * 0.75
    stops = [(0, mix(wall, light.key, 0.45), 1), (0.5, wall, 1), (1, mix(wall, "#1c1014", 0.66), 1)]
    canvas.drawPaint(paint(wall, shader=radial((frame.centerX(), frame.centerY()), reach, stops)))
    canvas.drawRect(frame, paint("#000000", blend=skia.BlendMode.kClear))
    white = mix(light.on("#f2ebe0"), "#20242c", 0.06)
    canvas.drawRect(frame.makeOutset(10, 10), paint(white, stroke=34))
    x = frame.centerX()
    canvas.drawRect(skia.Rect(x - 9, frame.top(), x + 9, frame.bottom()), paint(white))
    y = frame.top() + frame.height() * 0.36
    canvas.drawRect(skia.Rect(frame.left(), y - 8, frame.right(), y + 8), paint(white))
    cloth = light.on("#d8e0d4")
    wide = frame.width() * 0.17
    for left in (frame.left() - wide * 0.75, frame.right() - wide * 0.25):
        drape = skia.Rect(left, frame.top() - 70, left + wide, sill - 6)
        folds(sheet, drape, 4, cloth, mix(cloth, light.key, 0.5), mix(cloth, light.shade, 0.55))
    board_of = skia.Rect(frame.left() - 90, sill - 6, frame.right() + 90, sill + 40)
    canvas.drawRect(board_of.makeOffset(0, 24), paint("#140a0a", 0.4, blur=16))
    tones = [(0, mix(white, light.lit, 0.7)), (0.6, white), (1, mix(white, light.shade, 0.6))]
    canvas.drawRect(board_of, paint(white, shader=linear((0, board_of.top()), (0, board_of.bottom()), tones)))
    return sheet


def _pot(sheet: Sheet, x: float, foot: float, tall: float, light: Light, random: np.random.Generator) -> None:
    """Draw a plant in a clay pot."""
    canvas = sheet.canvas
    for number in range(17):
        turn = -1.25 + 2.5 * ((number * 0.618) % 1)
        long = tall * (0.42 + 0.26 * float(random.random()))
        tip = x + long * float(np.sin(turn)), foot - tall * 0.30 - long * float(np.cos(turn))
        bend = x + long * 0.35 * float(np.sin(turn)), foot - tall * 0.34 - long * 0.62
        half = tall * 0.035
        leaf = smooth([(x, foot - tall * 0.28), (bend[0] - half, bend[1]), tip, tip, (bend[0] + half, bend[1] + half)])
        tone = mix(light.on("#35683a"), light.on("#93b858"), float(random.random()))
        canvas.drawPath(leaf, paint(tone))
    clay = light.on("#b8643c")
    pot = polygon(
        [
            (x - tall * 0.19, foot - tall * 0.30),
            (x + tall * 0.19, foot - tall * 0.30),
            (x + tall * 0.135, foot),
            (x - tall * 0.135, foot),
        ]
    )
    tones = [(0, mix(clay, light.key, 0.35)), (0.5, clay), (1, mix(clay, "#240c08", 0.55))]
    canvas.drawPath(pot, paint(clay, shader=linear((x + tall * 0.18, 0), (x - tall * 0.18, 0), tones)))
    canvas.drawRect(
        skia.Rect(x - tall * 0.21, foot - tall * 0.345, x + tall * 0.21, foot - tall * 0.275),
        paint(mix(clay, light.key, 0.15)),
    )


def _garden(scene: Scene, brief: Brief) -> None:
    """Show a dog that runs after its ball."""
    board, light, random = brief.board, brief.light, brief.random(8)
    ground = board.height * (0.58 if not board.portrait else 0.54)
    open_sky(scene, brief, ground, sun=0.24)
    distant_hills(scene, brief, ground, count=2)
    trees = Sheet(board)
    for share, tall in ((0.06, 0.40), (0.17, 0.30), (0.84, 0.32), (0.95, 0.44)):
        high = board.height * tall * (0.6 if board.portrait else 1.0)
        broadleaf(
            trees.canvas,
            board.width * share,
            ground + 80,
            high,
            light.on("#3a6a34", 0.12),
            mix(light.on("#a0b850", 0.1), light.key, 0.2),
            random,
        )
    scene.add("trees", 0.30, trees)
    bank(scene, brief, ground + 80, 0.36, mix(light.on("#9cb858"), light.key, 0.25), light.on("#3f6a30"), 22)
    x, foot, size = (0.60, 0.755, 400.0) if not board.portrait else (0.54, 0.665, 400.0)
    dog = Sheet(board)
    contact_shadow(dog.canvas, board.width * x, board.height * foot + 6, size * 1.2, opacity=0.32)
    running_dog(dog.canvas, Figure(board.width * x, board.height * foot - 6, size, -1), light)
    scene.add("dog", 0.56, dog, Motion(sway=(0, 6), period=1.6))
    ball = Sheet(board)
    at = board.width * (x - 0.235 if not board.portrait else 0.16), board.height * foot - 34
    contact_shadow(ball.canvas, at[0], at[1] + 46, 90, opacity=0.35)
    red = radial((at[0] - 14, at[1] - 18), 74, [(0, "#ff8a72", 1), (0.5, "#d8382c", 1), (1, "#6a1210", 1)])
    ball.canvas.drawCircle(*at, 46, paint("#d8382c", shader=red))
    scene.add("ball", 0.58, ball)
    scene.add("grass", 0.64, blades(brief, foot + 0.024, 420, (20, 66), "#3a6a2c", "#b8cc66", 5), swaying(3, 4.4))
    scene.add(
        "flowers", 0.90, flowers(brief, ((0.10, 0.86, 26), (0.20, 0.92, 34), (0.84, 0.90, 30), (0.93, 0.85, 24)), 12)
    )
    scene.add("near grass", 1.0, blades(brief, 1.0, 280, (90, 200), "#23421e", "#86a84a", 6), swaying(6, 5.2))
