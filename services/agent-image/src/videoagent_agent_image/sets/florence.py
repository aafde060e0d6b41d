"""Florence from the hills across its river."""

from dataclasses import replace

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.florence import bell_tower, cathedral, roofs, town_hall
from videoagent_agent_image.drawing.light import DAWN, GOLDEN
from videoagent_agent_image.drawing.plants import cypress
from videoagent_agent_image.drawing.ridges import Ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_hills, add_mist, blades, open_sky, swaying


def florence(scene: Scene, brief: Brief) -> None:
    """Show the town below its hills, the dome above all roofs."""
    brief = replace(brief, light=GOLDEN if brief.light is DAWN else brief.light)
    board, light = brief.board, brief.light
    ground = board.height * (0.58 if not board.portrait else 0.55)
    tall = board.height * 0.47 if not board.portrait else board.width * 0.62
    open_sky(scene, brief, ground, sun=0.22)
    for number, distance in enumerate((0.74, 0.56)):
        add_hills(scene, brief, f"hills {number}", 0.05 + 0.06 * number, Ridge(
            ground + 6 + 26 * number, 190 - 60 * number, light.on("#7d8f78", distance), light.on("#6a7a58", distance),
            rough=0.42, knots=3, trees=90 * number, tree=44, slope=50))  # fmt: skip
    add_mist(scene, brief, 0.14, ground, 80, 0.6)
    for number in range(3):
        row = Sheet(board)
        roofs(
            row.canvas,
            board.width,
            ground + 44 + 26 * number,
            44 + 9 * number,
            light,
            0.52 - 0.1 * number,
            brief.random(10 + number),
        )
        scene.add(f"far roofs {number}", 0.17 + 0.03 * number, row)
    town = Sheet(board)
    x = board.width * (0.655 if not board.portrait else 0.56)
    town_hall(
        town.canvas,
        Figure(board.width * (0.255 if not board.portrait else 0.15), ground + 96, tall * 0.70),
        light,
        0.26,
    )
    bell_tower(town.canvas, Figure(x + tall * 0.78, ground + 84, tall * 0.80), light, 0.20)
    cathedral(town.canvas, Figure(x, ground + 96, tall), light, 0.16)
    scene.add("cathedral", 0.30, town)
    add_mist(scene, brief, 0.32, ground + 90, 50, 0.35)
    hill = board.height * (0.86 if not board.portrait else 0.78)
    rows = 6 if not board.portrait else 8
    for number in range(rows):
        share = number / (rows - 1)
        row, foot = Sheet(board), ground + 116 + (hill - ground - 130) * share
        roofs(row.canvas, board.width, foot, 62 + 58 * share, light, 0.20 * (1 - share), brief.random(20 + number))
        scene.add(f"roofs {number}", 0.36 + 0.24 * share, row)
    add_hills(
        scene,
        brief,
        "slope",
        0.66,
        Ridge(hill + 40, 70, mix(light.on("#7a8a4a"), light.key, 0.2), light.on("#2c3a22"), rough=0.3, knots=1),
    )
    trees, random = Sheet(board), brief.random(31)
    for share, high in ((0.045, 0.44), (0.10, 0.34), (0.16, 0.24), (0.90, 0.30), (0.955, 0.40)):
        size = board.height * high * (0.62 if board.portrait else 1.0)
        cypress(
            trees.canvas,
            board.width * share,
            hill + 20 + 30 * float(random.random()),
            size,
            light.on("#1f3324"),
            mix(light.on("#5a7a44"), light.key, 0.25),
        )
    scene.add("cypresses", 0.72, trees, swaying(2, 6))
    scene.add("grass", 0.95, blades(brief, 1.0, 260, (60, 150), "#27361e", "#8a944e", 7), swaying(4, 5))
