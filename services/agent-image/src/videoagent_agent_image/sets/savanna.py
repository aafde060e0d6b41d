"""The African plains: elephants before a low sun, giraffes among acacias, lions on their rock, a waterhole."""

from collections.abc import Sequence
from dataclasses import replace

import skia

from videoagent_agent_image.drawing.acacia import canopy
from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.curves import smooth
from videoagent_agent_image.drawing.figures import Figure, solid
from videoagent_agent_image.drawing.savanna import elephant, giraffe, lion, lioness, zebra
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon
from videoagent_agent_image.drawing.water import glints, mirror
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import swaying
from videoagent_agent_image.sets.plains import Place, add_birds, add_grass, add_plain, add_trees, figure, hour, shadow
from videoagent_media.layers import Motion


def draw(brief: Brief) -> Scene:
    """Draw one of eight views: two each of elephants, giraffes, lions and zebras."""
    scene = Scene(brief.board, accent="#ffcf7a")
    view = brief.variant % 8
    brief = replace(brief, light=hour(brief.light))
    (_herd, _giraffes, _lion, _waterhole, _elephant, _pride, _browsing, _zebras)[view](scene, brief)
    return scene


def _herd(scene: Scene, brief: Brief) -> None:
    """Let elephants pass before the sun, far to the right; a title has the left half."""
    board, light = brief.board, brief.light
    tall = board.portrait
    horizon = board.height * (0.62 if not tall else 0.60)
    add_plain(scene, brief, horizon, 0.66 if not tall else 0.60)
    add_birds(scene, brief, 0.36, 0.24)
    places: tuple[Place, ...] = ((0.875, 0.725, 236), (0.47, 0.742, 150), (0.66, 0.75, 372))
    if tall:
        places = ((0.26, 0.700, 236), (0.34, 0.727, 160), (0.66, 0.735, 420))
    elif board.square:
        places = ((0.22, 0.715, 200), (0.36, 0.74, 136), (0.64, 0.75, 340))
    herd = Sheet(board)
    for number, place in enumerate(places):
        shadow(herd, brief, place)
        elephant(herd.canvas, figure(brief, place, -1), light, haze=0.16 if number == 0 else 0.0, calf=number == 1)
    scene.add("herd", 0.46, herd, Motion(velocity=(-4, 0)))
    dust = Sheet(board)
    for x, foot, size in places:
        for step in range(5):
            at = board.width * x + size * (0.10 + 0.22 * step), board.height * foot - size * 0.03 * step
            dust.canvas.drawCircle(
                *at, size * (0.10 + 0.03 * step), paint(light.haze, 0.22 - 0.03 * step, blur=size * 0.07)
            )
    scene.add("dust", 0.48, dust, Motion(velocity=(3, -1), sway=(4, 2), period=5))
    add_grass(scene, brief, "grass", 0.62, 0.93, (70, 190), 620)
    add_trees(
        scene, brief, "acacia", 0.34, ((0.13, 0.725, 400),) if not tall else ((0.10, 0.70, 430), (0.93, 0.685, 330))
    )
    add_grass(scene, brief, "near grass", 1.0, 1.0, (90, 240), 620)


def _giraffes(scene: Scene, brief: Brief) -> None:
    """Stand giraffes among acacias, one of them near."""
    board, light = brief.board, brief.light
    tall = board.portrait
    add_plain(scene, brief, board.height * (0.63 if not tall else 0.62), 0.30)
    trees: tuple[Place, ...] = ((0.20, 0.70, 330), (0.86, 0.715, 420))
    if tall:
        trees = ((0.16, 0.68, 380), (0.90, 0.70, 520))
    add_trees(scene, brief, "trees", 0.30, trees)
    far, near = Sheet(board), Sheet(board)
    for x, foot, size, side in (
        ((0.30, 0.715, 330, -1), (0.40, 0.72, 300, 1)) if not tall else ((0.22, 0.70, 430, -1), (0.40, 0.705, 390, 1))
    ):
        shadow(far, brief, (x, foot, size), 0.26)
        giraffe(far.canvas, figure(brief, (x, foot, size), side), light, brief.random(size), haze=0.22)
    scene.add("far giraffes", 0.40, far, swaying(2, 6))
    lead = (0.64, 0.78, 800.0) if not tall else (0.60, 0.77, 1120.0)
    if board.square:
        lead = (0.62, 0.78, 800.0)
    shadow(near, brief, lead, 0.26)
    giraffe(near.canvas, figure(brief, lead, -1), light, brief.random(5))
    scene.add("giraffe", 0.60, near, Motion(sway=(2.5, 0), period=5.5))
    add_grass(scene, brief, "grass", 0.72, 0.94, (70, 190), 620)
    add_grass(scene, brief, "near grass", 1.0, 1.01, (110, 260), 560)


def _boulders(sheet: Sheet, brief: Brief, middle: float, top: float, unit: float) -> None:
    """Draw a heap of rounded rocks whose flat top is at ``top`` (units); ``unit`` is a tenth of its width."""
    light, stone = brief.light, brief.light.on("#8a6a58")
    rocks = (
        (-3.4, 2.6, 2.4, 2.6), (3.6, 2.2, 2.6, 3.0), (0.4, 2.4, 3.2, 3.2), (-1.9, 1.15, 2.3, 2.4), (2.3, 1.0, 2.3, 2.4),
        (0.1, 0.0, 3.3, 1.9),
    )  # fmt: skip
    for number, (x, y, half, tall) in enumerate(rocks):
        left, right, high, low = (
            middle + (x - half) * unit,
            middle + (x + half) * unit,
            top + y * unit,
            top + (y + tall) * unit,
        )
        slab = smooth([
            (left + half * unit * 0.10, high + tall * unit * 0.42),
            (left + half * unit * 0.34, high + tall * unit * 0.04),
            (left + half * unit, high), (right - half * unit * 0.30, high + tall * unit * 0.05),
            (right, high + tall * unit * 0.50), (right - half * unit * 0.12, low), (left, low),
        ])  # fmt: skip
        solid(sheet.canvas, slab, mix(stone, "#3a2830", 0.30 - 0.05 * number), light, depth=0.6)
        crack = smooth([(left + half * unit * 0.9, high + tall * unit * 0.12),
            (left + half * unit * 1.02, high + tall * unit * 0.45),
                        (left + half * unit * 0.9, low)], close=False)  # fmt: skip
        sheet.canvas.drawPath(crack, paint("#2a181a", 0.35, stroke=unit * 0.05))


def _lion(scene: Scene, brief: Brief) -> None:
    """Stand a lion on a rock before the sun."""
    board, light = brief.board, brief.light
    tall = board.portrait
    add_plain(scene, brief, board.height * (0.66 if not tall else 0.64), 0.60 if not tall else 0.52)
    add_birds(scene, brief, 0.28, 0.22)
    add_trees(
        scene,
        brief,
        "trees",
        0.24,
        ((0.14, 0.71, 240), (0.32, 0.705, 150)) if not tall else ((0.14, 0.68, 300), (0.88, 0.675, 220)),
    )
    middle, top, size = (0.66, 0.655, 335.0) if not tall else (0.54, 0.645, 390.0)
    rock = Sheet(board)
    _boulders(rock, brief, board.width * middle, board.height * top - 14, size * 0.30)
    scene.add("rock", 0.52, rock)
    king = Sheet(board)
    lion(king.canvas, Figure(board.width * middle + size * 0.06, board.height * top, size, -1), light)
    scene.add("lion", 0.54, king)
    add_grass(scene, brief, "grass", 0.70, 0.95, (70, 210), 700)
    add_grass(scene, brief, "near grass", 1.0, 1.01, (110, 250), 560)


def _mountain(scene: Scene, brief: Brief, horizon: float) -> None:
    """Add a broad mountain in the haze, snow on its flat top."""
    board, light, sheet = brief.board, brief.light, Sheet(brief.board)
    tall = 330 if not board.portrait else 400
    middle, wide = board.width * 0.42, tall * 3.1
    rock, snow = light.on("#6f7f9c", 0.50), mix(light.on("#f6f6fa", 0.22), light.lit, 0.4)
    body = smooth([
        (middle - wide, horizon + 20), (middle - wide * 0.55, horizon - tall * 0.30),
        (middle - wide * 0.24, horizon - tall * 0.78),
        (middle - wide * 0.13, horizon - tall), (middle + wide * 0.02, horizon - tall * 0.97),
        (middle + wide * 0.15, horizon - tall * 0.99),
        (middle + wide * 0.27, horizon - tall * 0.74), (middle + wide * 0.60, horizon - tall * 0.26),
        (middle + wide, horizon + 20),
    ])  # fmt: skip
    shade = linear(
        (0, horizon - tall), (0, horizon), [(0, mix(rock, light.shade, 0.2)), (1, mix(rock, light.haze, 0.85))]
    )
    sheet.canvas.drawPath(body, paint(rock, shader=shade))
    sheet.canvas.save()
    sheet.canvas.clipPath(body, skia.ClipOp.kIntersect, True)
    cap = [(middle - wide * 0.5, horizon - tall * 1.1), (middle + wide * 0.5, horizon - tall * 1.1)]
    for number, low in enumerate((0.66, 0.80, 0.60, 0.76, 0.70, 0.84, 0.64, 0.78, 0.58, 0.74, 0.70)):
        cap.append((middle + wide * (0.32 - 0.064 * number), horizon - tall * low))
    tones = [(0, mix(snow, light.shade, 0.35)), (1, snow)]
    sheet.canvas.drawPath(
        polygon(cap), paint(snow, shader=linear((middle - wide * 0.3, 0), (middle + wide * 0.3, 0), tones))
    )
    sheet.canvas.restore()
    scene.insert("mountain", 0.03, sheet)


def _waterhole(scene: Scene, brief: Brief) -> None:
    """Let zebras and elephants come to the water below a mountain."""
    board, light = brief.board, brief.light
    tall = board.portrait
    horizon = board.height * (0.50 if not tall else 0.52)
    add_plain(scene, brief, horizon, 0.76)
    _mountain(scene, brief, horizon + 8)
    add_trees(
        scene,
        brief,
        "trees",
        0.26,
        ((0.08, 0.565, 210), (0.80, 0.56, 170)) if not tall else ((0.12, 0.565, 260), (0.86, 0.56, 230)),
    )
    far = Sheet(board)
    for x, foot, size in (
        ((0.74, 0.585, 128), (0.68, 0.588, 74), (0.83, 0.582, 112))
        if not tall
        else ((0.70, 0.575, 170), (0.56, 0.578, 96))
    ):
        elephant(far.canvas, figure(brief, (x, foot, size), -1), light, haze=0.34, calf=size < 100)
    scene.add("far elephants", 0.30, far, Motion(velocity=(-2, 0)))
    bank = board.height * (0.665 if not tall else 0.655)
    zebras = Sheet(board)
    stand: tuple[tuple[float, float, int, bool], ...] = (
        (0.17, 176.0, 1, False),
        (0.31, 190.0, 1, True),
        (0.50, 172.0, -1, True),
        (0.655, 184.0, -1, False),
    )
    if tall or board.square:
        stand = ((0.20, 190.0, 1, False), (0.46, 200.0, 1, True), (0.74, 186.0, -1, False))
    for x, tall_as, side, grazing in stand:
        shadow(zebras, brief, (x, bank / board.height - 0.004, tall_as), 0.7)
        zebra(zebras.canvas, Figure(board.width * x, bank - 4, tall_as, side), light, grazing=grazing)
    scene.add("zebras", 0.42, zebras)
    tint = mix(light.on("#7a8a86"), light.sky[2][1], 0.35)
    water = mirror(board, scene.flat(), bank, tint=tint, share=0.30, ripple=12, seed=brief.seed, smear=0.28)
    scene.add("water", 0.44, water)
    scene.add(
        "glints", 0.46, glints(board, bank + 6, light.key, brief.random(6), count=60, opacity=0.28), swaying(6, 6)
    )
    add_grass(scene, brief, "grass", 0.80, 0.95, (50, 150), 760)
    add_grass(scene, brief, "near grass", 1.0, 1.03, (110, 260), 520)


def _elephant(scene: Scene, brief: Brief) -> None:
    """Show an elephant from near, a calf at its side."""
    board, light = brief.board, brief.light
    tall = board.portrait
    add_plain(scene, brief, board.height * (0.60 if not tall else 0.62), 0.22)
    add_trees(
        scene,
        brief,
        "trees",
        0.26,
        ((0.14, 0.68, 300), (0.90, 0.67, 240)) if not tall else ((0.14, 0.67, 420), (0.88, 0.66, 330)),
    )
    cow: Place = (0.58, 0.815, 700) if not tall else (0.54, 0.775, 760)
    calf: Place = (0.28, 0.825, 310) if not tall else (0.24, 0.785, 330)
    if board.square:
        cow, calf = (0.56, 0.80, 640), (0.24, 0.81, 290)
    for name, place, depth in (("elephant", cow, 0.56), ("calf", calf, 0.64)):
        sheet = Sheet(board)
        shadow(sheet, brief, place)
        elephant(sheet.canvas, figure(brief, place, -1), light, calf=name == "calf")
        scene.add(name, depth, sheet, Motion(velocity=(-3, 0), sway=(0, 1.5), period=2.8))
    add_grass(scene, brief, "grass", 0.76, 0.95, (70, 190), 760)
    add_grass(scene, brief, "near grass", 1.0, 1.02, (110, 250), 560)


def _pride(scene: Scene, brief: Brief) -> None:
    """Let lions rest in the shade of an acacia."""
    board, light = brief.board, brief.light
    tall = board.portrait
    add_plain(scene, brief, board.height * (0.58 if not tall else 0.60), 0.80)
    tree = ((0.24, 0.755, 760),) if not tall else ((0.34, 0.73, 980),)
    far: Sequence[Place] = ((0.62, 0.655, 200), (0.92, 0.65, 150))
    add_trees(scene, brief, "trees", 0.26, far)
    add_trees(scene, brief, "acacia", 0.44, tree)
    rest = Sheet(board)
    places = (
        ((0.30, 0.765, 210.0, -1), (0.74, 0.775, 250.0, -1))
        if not tall
        else ((0.74, 0.715, 190.0, 1), (0.40, 0.765, 250.0, -1))
    )
    for x, foot, size, side in places:
        shadow(rest, brief, (x, foot, size), 1.0)
        lioness(rest.canvas, figure(brief, (x, foot, size), side), light)
    scene.add("lionesses", 0.54, rest)
    if not tall:
        king = Sheet(board)
        at = (0.50, 0.755, 215.0)
        shadow(king, brief, at, 0.9)
        lion(king.canvas, figure(brief, at, 1), light)
        scene.add("lion", 0.52, king)
    add_grass(scene, brief, "grass", 0.72, 0.94, (70, 180), 760)
    add_grass(scene, brief, "near grass", 1.0, 1.02, (110, 250), 520)


def _browsing(scene: Scene, brief: Brief) -> None:
    """Look a giraffe in the face, where it feeds on a crown."""
    board, light = brief.board, brief.light
    tall = board.portrait
    add_plain(scene, brief, board.height * (0.74 if not tall else 0.72), 0.26)
    trees: Sequence[Place] = (
        ((0.10, 0.80, 420), (0.34, 0.785, 260)) if not tall else ((0.12, 0.77, 420), (0.86, 0.765, 300))
    )
    add_trees(scene, brief, "trees", 0.26, trees)
    far, near = Sheet(board), Sheet(board)
    place = (0.27, 0.80, 400, 1) if not tall else (0.30, 0.775, 420, 1)
    shadow(far, brief, place[:3], 0.26)
    giraffe(far.canvas, figure(brief, place[:3], place[3]), light, brief.random(4), haze=0.24)
    scene.add("far giraffe", 0.36, far, swaying(2, 6))
    size, x, head = (2350.0, 0.70, 0.26) if not tall else (1750.0, 0.70, 0.30)
    if board.square:
        size, x = 1650.0, 0.68
    giraffe(near.canvas, Figure(board.width * x, board.height * head + 0.93 * size, size, -1), light, brief.random(5))
    scene.add("giraffe", 0.62, near, Motion(sway=(7, 3), period=5.5))
    crown = Sheet(board)
    leaf = light.on("#33401f"), mix(light.on("#93984a"), light.key, 0.25)
    for across, down, wide in ((0.04, 0.16, 420.0), (0.20, 0.10, 380.0), (-0.06, 0.07, 460.0)):
        canopy(crown.canvas, board.width * across, board.height * down, wide, *leaf, brief.random(8))
    scene.add("leaves", 0.90, crown, swaying(6, 5), focus=1.2)


def _zebras(scene: Scene, brief: Brief) -> None:
    """Stand zebras in the tall grass, one behind the other."""
    board, light = brief.board, brief.light
    tall = board.portrait
    add_plain(scene, brief, board.height * (0.52 if not tall else 0.56), 0.74)
    trees: Sequence[Place] = (
        ((0.20, 0.60, 330), (0.88, 0.59, 250)) if not tall else ((0.16, 0.62, 420), (0.90, 0.61, 330))
    )
    add_trees(scene, brief, "trees", 0.26, trees)
    rows: tuple[tuple[float, tuple[tuple[float, float, float, int, bool], ...]], ...]
    rows = (
        (0.36, ((0.42, 0.66, 200.0, -1, False), (0.60, 0.655, 180.0, 1, True), (0.90, 0.66, 190.0, -1, True))),
        (0.52, ((0.22, 0.73, 290.0, 1, True), (0.84, 0.74, 300.0, -1, False))),
        (0.66, ((0.50, 0.80, 420.0, 1, False),)),
    )
    if tall or board.square:
        rows = (
            (0.36, ((0.24, 0.665, 190.0, 1, True), (0.80, 0.66, 200.0, -1, False))),
            (0.52, ((0.74, 0.72, 270.0, -1, True),)),
            (0.66, ((0.36, 0.785, 400.0, 1, False),)),
        )
    for number, (depth, row) in enumerate(rows):
        sheet = Sheet(board)
        for x, foot, size, side, grazing in row:
            shadow(sheet, brief, (x, foot, size), 0.7)
            zebra(sheet.canvas, figure(brief, (x, foot, size), side), light, haze=0.20 - 0.10 * number, grazing=grazing)
        scene.add(f"zebras {number}", depth, sheet)
    add_grass(scene, brief, "grass", 0.74, 0.93, (80, 220), 760)
    add_grass(scene, brief, "near grass", 1.0, 1.02, (120, 270), 560)
