"""The sea where no light reaches: the last of it from above, and animals that bring their own."""

import numpy as np

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.creatures import anglerfish, jellyfish, lanternfish
from videoagent_agent_image.drawing.noise import line
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import ADD, Sheet, linear, paint, polygon, radial
from videoagent_agent_image.drawing.sky import shafts
from videoagent_agent_image.drawing.weather import flakes
from videoagent_agent_image.sets.brief import Brief, Framing
from videoagent_media.layers import Motion

_CYAN: Colour = "#58e6ff"
_GREEN: Colour = "#9dffca"


def draw(brief: Brief) -> Scene:
    """Draw one of four views: the last light, lanternfish, an anglerfish, jellyfish."""
    board = brief.board
    scene = Scene(board, accent="#8fe9f4")
    view = brief.variant % 4
    scene.add("water", 0.0, _water(brief, lit=view == 0))
    far = Motion(velocity=(2, 7), wrap=(int(board.width), int(board.height)))
    scene.add("far snow", 0.12, flakes(board, brief.seed + 1, 190, (0.8, 2.2), 0.40, "#86b6cc"), far)
    (_last_light, _lanterns, _angler, _jellies)[view](scene, brief)
    near = Motion(velocity=(5, 17), wrap=(int(board.width), int(board.height)))
    scene.add("near snow", 1.05, flakes(board, brief.seed, 70, (1.6, 4.6), 0.42, "#c9ecf4"), near)
    return scene


def _water(brief: Brief, *, lit: bool) -> Sheet:
    """Draw blue that ends in black; with ``lit`` some of the day is left above."""
    board = brief.board
    sheet = Sheet(board)
    top, middle = ("#2f9cc0", "#0b4570") if lit else ("#0f4a74", "#072847")
    glow = board.width * 0.42, -board.height * 0.10
    reach = max(board.width * 0.62, board.height) * (1.02 if lit else 0.95)
    stops = [(0, top, 1), (0.40, middle, 1), (0.78, "#041530", 1), (1, "#020a1c", 1)]
    sheet.canvas.drawPaint(paint(middle, shader=radial(glow, reach, stops)))
    return sheet


def _floor(scene: Scene, brief: Brief, top: float, depth: float, tone: Colour, rim: Colour, salt: int) -> None:
    """Add a ridge of rock at the lower edge, a little light along its crest."""
    board = brief.board
    sheet = Sheet(board)
    count = int(board.width / 8) + 2
    heights = board.height * top - 170 * line(count, brief.seed + salt, octaves=6, roughness=0.55, base=3)
    crest = [(step * 8.0, float(y)) for step, y in enumerate(heights)]
    outline = [(-5.0, board.height + 5), *crest, (board.width + 9, board.height + 5)]
    high = float(heights.min())
    shade = linear((0, high), (0, high + 320), [(0, mix(tone, rim, 0.30)), (0.3, tone), (1, "#01050f")])
    sheet.canvas.drawPath(polygon(outline), paint(tone, shader=shade))
    sheet.canvas.drawPath(polygon(crest, close=False), paint(rim, 0.26, stroke=5, blur=3))
    scene.add(f"rock {salt}", depth, sheet)


def _last_light(scene: Scene, brief: Brief) -> None:
    """Show how the day fades: rays from above, a shoal in the blue, jellyfish where it turns black."""
    board, random = brief.board, brief.random(1)
    rays = shafts(board, (board.width * 0.42, -180), brief.light, brief.seed, 0.30)
    scene.add("rays", 0.08, rays, Motion(flicker=0.3, flicker_rate=0.25))
    shoal = Sheet(board)
    for _ in range(44):
        x = board.width * (0.68 + 0.11 * float(random.standard_normal()))
        y = board.height * (0.30 + 0.055 * float(random.standard_normal()))
        lanternfish(shoal.canvas, x, y, 26 + 22 * float(random.random()), "#6fc4dc", lit=0.25)
    scene.add("shoal", 0.30, shoal, Motion(velocity=(-11, 0), sway=(0, 8), period=6))
    _floor(scene, brief, 0.92, 0.44, "#05203a", "#1d6a86", 11)
    drifting = Sheet(board)
    for x, y, size in (
        ((0.26, 0.50, 120.0), (0.13, 0.36, 60.0)) if not board.portrait else ((0.30, 0.52, 170.0), (0.70, 0.64, 90.0))
    ):
        jellyfish(drifting.canvas, board.width * x, board.height * y, size, "#7fb8ff", random)
    scene.add("jellyfish", 0.52, drifting, Motion(velocity=(3, -4), sway=(0, 12), period=5.5))
    _floor(scene, brief, 1.02, 0.78, "#020d1e", "#0f4058", 12)


def _lanterns(scene: Scene, brief: Brief) -> None:
    """Show a school of lanternfish, far to near."""
    board, random = brief.board, brief.random(2)
    _floor(scene, brief, 1.0, 0.2, "#04162c", "#0d4a66", 21)
    scale = 1.25 if brief.framing is Framing.CLOSE else 1.0
    rows = ((0.28, 34, 46.0, 0.26, 0.20), (0.52, 12, 150.0, 0.28, 0.18), (0.80, 4, 400.0, 0.25, 0.13))
    for number, (depth, count, length, wide, tall) in enumerate(rows):
        sheet = Sheet(board)
        for place in range(count):
            # Spread evenly along the school, so that the few near ones never pile up.
            along = (place + 0.2 + 0.6 * float(random.random())) / count * 2 - 1
            x = board.width * (0.52 + along * wide * (1.25 if board.portrait else 1.0) * 1.4)
            y = board.height * (0.44 + tall * float(random.uniform(-1, 1)) * (1.0 if number < 2 else 0.9))
            size = length * scale * (0.75 + 0.4 * float(random.random()))
            lanternfish(sheet.canvas, x, y, size, _CYAN, lit=0.55 + 0.2 * number)
        drift = Motion(velocity=(-8 - 9 * number, 0), sway=(0, 6 + 3 * number), period=5 + number, phase=0.3 * number)
        scene.add(f"school {number}", depth, sheet, drift)


def _angler(scene: Scene, brief: Brief) -> None:
    """Show an anglerfish behind its lure, and the little ones that come to look."""
    board, random = brief.board, brief.random(3)
    _floor(scene, brief, 0.93, 0.30, "#061c30", "#1b5560", 31)
    size = 620.0 if brief.framing is not Framing.WIDE else 520.0
    x, y = (0.62, 0.44) if not board.portrait else (0.58, 0.46)
    sheet = Sheet(board)
    lure = anglerfish(sheet.canvas, board.width * x, board.height * y, size, _GREEN)
    scene.add("anglerfish", 0.60, sheet, Motion(velocity=(-4, 0), sway=(0, 11), period=5.4))
    visitors = Sheet(board)
    for number in range(5):
        away = size * (0.30 + 0.13 * number)
        turn = 2.5 + 0.42 * number + 0.2 * float(random.standard_normal())
        place = lure[0] + away * float(np.cos(turn)), lure[1] + away * float(np.sin(turn)) * 0.7
        lanternfish(visitors.canvas, *place, 46 + 20 * float(random.random()), _CYAN, lit=0.6)
    scene.add("visitors", 0.66, visitors, Motion(velocity=(3, 0), sway=(0, 14), period=4.3, phase=0.4))
    halo = Sheet(board)
    halo.canvas.drawCircle(*lure, size * 0.8, paint(_GREEN, 0.10, blur=size * 0.28, blend=ADD))
    scene.add("halo", 0.64, halo, Motion(flicker=0.22, flicker_rate=0.5))
    _floor(scene, brief, 1.04, 0.90, "#020b18", "#0f3f4c", 32)


def _jellies(scene: Scene, brief: Brief) -> None:
    """Show jellyfish at three distances."""
    board, random = brief.board, brief.random(4)
    _floor(scene, brief, 0.98, 0.25, "#06172e", "#1c4a78", 41)
    tones = ("#7aa8ff", "#c88bff", "#ff8fc4", "#5fe0e8")
    wide = (
        (0.35, ((0.16, 0.30, 90.0), (0.47, 0.22, 70.0), (0.88, 0.40, 84.0))),
        (0.55, ((0.76, 0.25, 170.0), (0.22, 0.52, 150.0))),
        (0.85, ((0.52, 0.40, 330.0),)),
    )
    tall = (
        (0.35, ((0.22, 0.18, 110.0), (0.74, 0.36, 90.0), (0.30, 0.62, 84.0))),
        (0.55, ((0.76, 0.20, 190.0), (0.24, 0.40, 160.0))),
        (0.85, ((0.54, 0.46, 400.0),)),
    )
    for number, (depth, places) in enumerate(tall if board.portrait else wide):
        sheet = Sheet(board)
        for place, (x, y, size) in enumerate(places):
            jellyfish(
                sheet.canvas, board.width * x, board.height * y, size, tones[(number + place + brief.seed) % 4], random
            )
        drift = Motion(velocity=(2, -3 - 3 * number), sway=(6, 12), period=6 - 0.4 * number, phase=0.3 * number)
        scene.add(f"jellyfish {number}", depth, sheet, drift, focus=1.4 if number == 0 else 0)
