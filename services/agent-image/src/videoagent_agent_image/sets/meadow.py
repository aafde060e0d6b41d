"""A flowering meadow before wooded hills."""

import skia

from videoagent_agent_image.drawing.plants import broadleaf
from videoagent_agent_image.drawing.ridges import Ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, paint
from videoagent_agent_image.drawing.sky import shafts
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import (
    add_hills,
    blades,
    distant_hills,
    flowers,
    open_sky,
    sun_place,
    swaying,
)


def draw(brief: Brief) -> Scene:
    """Draw one of three views: flowers near the eye, a lone tree, a wide field of blossom."""
    board, light = brief.board, brief.light
    view = brief.variant % 3
    sun = (0.72, 0.28, 0.5)[view]
    scene = Scene(board)
    horizon = board.height * (0.58 if not board.portrait else 0.62)
    open_sky(scene, brief, horizon * 1.2, sun=sun)
    distant_hills(scene, brief, horizon)
    field = Ridge(
        board.height * 0.83, 70, light.on("#a9b84a", 0.05), light.on("#55803a"), rough=0.35, octaves=4, knots=1,
        fade=420, rim=light.key,
    )  # fmt: skip
    add_hills(scene, brief, "field", 0.42, field)
    if view == 1:
        _tree(scene, brief)
    scene.add("blossom", 0.48, _blossom(brief, 900 if view != 1 else 500))
    if light.sun and not light.dark:
        scene.add("shafts", 0.3, shafts(board, sun_place(brief, sun), light, brief.seed, 0.055))
    scene.add("grass", 0.62, blades(brief, 0.965, 1300, (40, 150), "#3f6a2c", "#b9c25a", 3), swaying(2))
    if view != 1:
        places = (
            (0.16, 0.72, 70),
            (0.25, 0.80, 54),
            (0.36, 0.86, 46),
            (0.80, 0.79, 56),
            (0.88, 0.71, 74),
            (0.62, 0.88, 44),
        )
        scene.add("flowers", 0.72, flowers(brief, places, 4, length=420), swaying(4, 6))
    scene.add("near grass", 0.85, blades(brief, 1.0, 620, (90, 230), "#2c5222", "#93ad48", 5), swaying(4, 5, 0.3))
    near = ((0.05, 0.84, 130), (0.96, 0.92, 160), (0.13, 1.02, 130))
    scene.add("near flowers", 1.12, flowers(brief, near, 6, length=400), swaying(7, 7), focus=13)
    return scene


def _blossom(brief: Brief, count: int) -> Sheet:
    board, light, random = brief.board, brief.light, brief.random(2)
    sheet = Sheet(board)
    tones = [light.on(tone) for tone in ("#fff2d0", "#f5c542", "#e88aa0", "#c9a0e8")]
    for _ in range(round(count * board.width / 2304)):
        share = float(random.random())
        size = 1.2 + 4.5 * share
        y = board.height * (0.80 + 0.2 * share**1.3)
        sheet.canvas.drawCircle(random.random() * board.width, y, size, paint(tones[int(random.integers(4))], 0.9))
    return sheet


def _tree(scene: Scene, brief: Brief) -> None:
    board, light, random = brief.board, brief.light, brief.random(8)
    sheet = Sheet(board)
    x = board.width * (0.66 if not board.portrait else 0.6)
    broadleaf(
        sheet.canvas,
        x,
        board.height * 0.83,
        board.height * (0.40 if not board.portrait else 0.26),
        light.on(brief.leaf("#33552c")),
        light.on(brief.leaf("#a9bf5a")),
        random,
    )
    sheet.canvas.drawOval(
        skia.Rect(x - 150, board.height * 0.82, x + 150, board.height * 0.845), paint("#0c1a0c", 0.35, blur=10)
    )
    scene.add("tree", 0.5, sheet)
