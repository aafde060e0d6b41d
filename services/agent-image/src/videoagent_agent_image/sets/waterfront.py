"""What cities on the water share: the water, a quay, a far skyline."""

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint
from videoagent_agent_image.drawing.water import glints, mirror
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.city import Row, draw_row
from videoagent_media.layers import Motion


def water_below(scene: Scene, brief: Brief, line: float, *, tone: Colour = "#24506a", depth: float = 0.36) -> None:
    """Add water that mirrors the scene so far, from a height in units down."""
    board, light = brief.board, brief.light
    tint = mix(light.on(tone), light.sky[2][1], 0.22)
    surface = mirror(board, scene.flat(), line, tint=tint, share=0.36, ripple=26, seed=brief.seed, smear=0.5)
    scene.add("water", depth, surface)
    shine = glints(board, line + 10, "#ffd9a0" if light.dark else light.key, brief.random(5), count=160, opacity=0.32)
    scene.add("glints", depth + 0.04, shine, Motion(sway=(8, 0), period=6))


def skyline(
    scene: Scene,
    brief: Brief,
    name: str,
    depth: float,
    base: float,
    high: float,
    *,
    haze: float,
    tone: Colour = "#77879f",
    skip: tuple[float, float] = (0, 0),
    wide: float = 1.0,
) -> None:
    """Add a row of tall blocks; ``high`` is the height of the highest in units, ``haze`` how far away they are."""
    board, light = brief.board, brief.light
    lamps = (0.34 - 0.2 * haze) if light.dark else 0.0
    row = Row(
        base,
        (high * 0.30, high),
        (high * 0.12 * wide, high * 0.24 * wide),
        light.on(tone, haze),
        light.on("#56627a", min(0.9, haze + 0.2)),
        max(3.5, high * 0.019),
        lamps,
        light.on("#2a3a52", haze),
    )
    sheet = Sheet(board)
    draw_row(sheet, row, brief.random(sum(map(ord, name))), key=mix(row.wall, light.key, 0.5), skip=skip)
    scene.add(name, depth, sheet)


def quay(scene: Scene, brief: Brief, line: float, depth: float, tone: Colour = "#8a8276") -> None:
    """Add the wall of a quay and the trees on it, just above the water at ``line``."""
    board, light, random, sheet = brief.board, brief.light, brief.random(71), Sheet(brief.board)
    stone = light.on(tone, 0.12)
    for x in np.arange(-20, board.width + 20, 44):
        size = 24 + 20 * float(random.random())
        leaf = light.on(brief.leaf("#3f6a3f" if random.random() < 0.5 else "#4f7a44"), 0.14)
        sheet.canvas.drawCircle(float(x), line - 34, size, paint(leaf))
        sheet.canvas.drawCircle(float(x) + size * 0.3, line - 40, size * 0.6, paint(mix(leaf, light.key, 0.22)))
    wall = skia.Rect(0, line - 26, board.width, line + 4)
    tones = [(0, mix(stone, light.key, 0.35)), (0.3, stone), (1, mix(stone, light.shade, 0.5))]
    sheet.canvas.drawRect(wall, paint(stone, shader=linear((0, line - 26), (0, line + 4), tones)))
    scene.add("quay", depth, sheet)


def pavement(scene: Scene, brief: Brief, top: float, depth: float, tone: Colour = "#7a7672") -> None:
    """Add a street from a height in units down, wet enough by night to shine."""
    board, light, sheet = brief.board, brief.light, Sheet(brief.board)
    stone = light.on(tone, 0.06)
    tones = [(0, mix(stone, light.haze, 0.5)), (0.4, stone), (1, mix(stone, "#101218", 0.55))]
    sheet.canvas.drawRect(
        skia.Rect(0, top, board.width, board.height), paint(stone, shader=linear((0, top), (0, board.height), tones))
    )
    sheet.canvas.drawRect(skia.Rect(0, top, board.width, top + 10), paint(mix(stone, light.key, 0.4)))
    scene.add("pavement", depth, sheet)
