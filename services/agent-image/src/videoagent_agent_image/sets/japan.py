"""Gardens and temples of Japan: a pond with a red bridge, a pagoda, a shrine's gate, a lake, maples over moss."""

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.japan import arched_bridge, koi, pagoda, snowy_cone, stone_lantern, torii
from videoagent_agent_image.drawing.plants import broadleaf, pines
from videoagent_agent_image.drawing.ridges import Ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint
from videoagent_agent_image.drawing.water import glints, mirror
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_hills, add_mist, blades, distant_hills, open_sky, swaying
from videoagent_media.layers import Motion

_MAPLE = ("#7c2416", "#e8703a")
_CHERRY = ("#a85a78", "#ffd9e4")
_PINE = ("#24452c", "#8aa856")


def draw(brief: Brief) -> Scene:
    """Draw one of five views: a pond under a red bridge, a pagoda, a gate at a path, a lake, maples over moss."""
    board = brief.board
    scene = Scene(board)
    view = brief.variant % 5
    horizon = board.height * (0.52, 0.52, 0.52, 0.50, 0.60)[view] * (1.0 if not board.portrait else 0.96)
    open_sky(scene, brief, horizon * 1.2, sun=(0.72, 0.24, 0.5, 0.76, 0.55)[view])
    if view != 3:
        distant_hills(scene, brief, horizon + 10, count=2, tree=36)
    (_pond, _temple, _shrine, _lake, _maples)[view](scene, brief, horizon)
    return scene


def _ground(scene: Scene, brief: Brief, at: float) -> None:
    light = brief.light
    moss = Ridge(at, 26, light.on("#8fae55", 0.1), light.on("#3f6634"), rough=0.25, octaves=3, fade=420)
    add_hills(scene, brief, "moss", 0.30, moss)


def _trees(scene: Scene, brief: Brief, depth: float, stands: tuple[tuple[float, float, float], ...]) -> None:
    """Add round trees at (share of width, foot and height as shares of height), one in three evergreen."""
    board, light, random = brief.board, brief.light, brief.random(round(depth * 100))
    season = _MAPLE if brief.autumn else _CHERRY
    sheet = Sheet(board)
    for number, (x, foot, tall) in enumerate(stands):
        dark, lit = (light.on(tone, 0.3 - 0.3 * depth) for tone in (_PINE if number % 3 == 2 else season))
        height = board.height * tall * (0.6 if board.portrait else 1.0)
        broadleaf(sheet.canvas, board.width * x, board.height * foot, height, dark, lit, random)
    scene.add(f"trees {depth}", depth, sheet)


def _pond(scene: Scene, brief: Brief, horizon: float) -> None:
    board, light = brief.board, brief.light
    _ground(scene, brief, horizon + 70)
    far = Sheet(board)
    pagoda(far.canvas, board.width * 0.24, horizon + 74, min(board.width, board.height) * 0.30, light, haze=0.32)
    scene.add("pagoda", 0.31, far)
    _trees(scene, brief, 0.34, ((0.06, 0.63, 0.24), (0.40, 0.62, 0.19), (0.14, 0.62, 0.16), (0.93, 0.63, 0.26)))
    waterline = board.height * 0.64
    bridge = Sheet(board)
    across = min(board.width * 0.62, board.height * 0.72)
    arched_bridge(bridge.canvas, board.width * 0.60, waterline + 6, across, light)
    scene.add("bridge", 0.40, bridge)
    tint = mix(light.on("#2f6a62"), light.sky[2][1], 0.35)
    water = mirror(board, scene.flat(), waterline, tint=tint, share=0.34, ripple=14, seed=brief.seed, smear=0.3)
    scene.add("pond", 0.42, water)
    scene.add("glints", 0.44, glints(board, waterline, light.key, brief.random(5), count=70, opacity=0.25))
    _carps(scene, brief, 0.78)
    bank = Sheet(board)
    random = brief.random(6)
    stone = light.on("#8c8a80")
    for number in range(22):
        edge = 1 - number / 21
        size = 46 + 60 * float(random.random())
        x = board.width * (0.03 + 0.24 * float(random.random())) * (1.3 - 0.5 * edge)
        place = skia.Rect.MakeXYWH(x - size, board.height * (0.95 - 0.12 * edge), 2 * size, size * 0.9)
        tones = [(0, mix(stone, light.lit, 0.4)), (1, mix(stone, "#20241c", 0.6))]
        bank.canvas.drawOval(place, paint(stone, shader=linear((0, place.top()), (0, place.bottom()), tones)))
    scene.add("bank", 0.70, bank)
    lantern = Sheet(board)
    tall = min(board.width, board.height) * 0.30
    stone_lantern(lantern.canvas, board.width * 0.15, board.height * 0.86, tall, light)
    scene.add("lantern", 0.72, lantern)
    _near_leaves(scene, brief)


def _temple(scene: Scene, brief: Brief, horizon: float) -> None:
    board, light = brief.board, brief.light
    wood = Ridge(
        horizon + 90, 60, light.on("#56793f", 0.28), light.on("#2e4f33"), rough=0.5, trees=260, tree=70, slope=60,
        fade=300,
    )  # fmt: skip
    add_hills(scene, brief, "wood", 0.22, wood)
    add_mist(scene, brief, 0.24, horizon + 80, 50, 0.4)
    _ground(scene, brief, board.height * 0.70)
    tower = Sheet(board)
    x = board.width * (0.5 if board.portrait else 0.62)
    tall = board.height * (0.58 if not board.portrait else 0.42)
    pagoda(tower.canvas, x, board.height * 0.73, tall, light, haze=0.05)
    scene.add("pagoda", 0.40, tower)
    _trees(
        scene, brief, 0.46,
        ((0.30, 0.78, 0.26), (0.42, 0.77, 0.20), (0.52, 0.79, 0.17), (0.74, 0.78, 0.22), (0.88, 0.78, 0.28),
         (0.12, 0.79, 0.24)),
    )  # fmt: skip
    _ground_front(scene, brief)
    _near_leaves(scene, brief)


def _shrine(scene: Scene, brief: Brief, horizon: float) -> None:
    board, light, random = brief.board, brief.light, brief.random(3)
    _ground(scene, brief, horizon + 90)
    firs = Sheet(board)
    stands = [
        (board.width * x, board.height * 0.70, board.height * (0.30 + 0.16 * float(random.random())))
        for x in (0.02, 0.10, 0.19, 0.27, 0.73, 0.81, 0.90, 0.98)
    ]
    pines(firs.canvas, stands, light.on("#1f3f2c", 0.2), light.on("#7f9c55", 0.2), random)
    scene.add("firs", 0.33, firs)
    way = Sheet(board)
    gravel = light.on("#d9cdb4")
    middle, top = board.width / 2, horizon + 70
    path = skia.Path()
    path.moveTo(middle - 40, top)
    path.lineTo(middle + 40, top)
    path.lineTo(middle + board.width * 0.20, board.height + 10)
    path.lineTo(middle - board.width * 0.20, board.height + 10)
    path.close()
    tones = [(0, mix(gravel, light.haze, 0.4)), (1, mix(gravel, "#5a5040", 0.35))]
    way.canvas.drawPath(path, paint(gravel, shader=linear((0, top), (0, board.height), tones)))
    scene.add("path", 0.36, way)
    unit = min(board.width, board.height)
    for number, (foot, tall, haze) in enumerate(((0.615, 0.20, 0.35), (0.665, 0.32, 0.18), (0.745, 0.56, 0.0))):
        gate = Sheet(board)
        torii(gate.canvas, middle, board.height * foot, unit * tall, light, haze=haze)
        scene.add(f"gate {number}", 0.38 + 0.06 * number, gate)
    lanterns = Sheet(board)
    for side in (-1, 1):
        stone_lantern(lanterns.canvas, middle + side * unit * 0.46, board.height * 0.80, unit * 0.24, light)
    scene.add("lanterns", 0.60, lanterns)
    _ground_front(scene, brief)
    _near_leaves(scene, brief)


def _lake(scene: Scene, brief: Brief, horizon: float) -> None:
    board, light = brief.board, brief.light
    cone = Sheet(board)
    tall = board.height * 0.32 if not board.portrait else board.width * 0.40
    snowy_cone(cone.canvas, board.width * 0.40, horizon + 40, tall, light)
    scene.add("cone", 0.05, cone)
    add_mist(scene, brief, 0.08, horizon + 10, 90, 0.75)
    shore = Ridge(
        horizon + 46, 70, light.on("#5f8463", 0.42), light.on("#2f5240", 0.3), rough=0.5, knots=3, trees=320, tree=54,
        slope=20, fade=160,
    )  # fmt: skip
    add_hills(scene, brief, "shore", 0.16, shore)
    waterline = horizon + 62
    if board.portrait:
        _trees(scene, brief, 0.30, ((0.06, 0.545, 0.20), (0.24, 0.535, 0.13), (0.97, 0.545, 0.22)))
    else:
        _trees(scene, brief, 0.30, ((0.10, 0.575, 0.24), (0.19, 0.57, 0.16), (0.92, 0.575, 0.26), (0.84, 0.57, 0.15)))
    tint = mix(light.on("#2f6a7a"), light.sky[2][1], 0.35)
    water = mirror(board, scene.flat(), waterline, tint=tint, share=0.30, ripple=12, seed=brief.seed, smear=0.25)
    scene.add("lake", 0.34, water)
    scene.add("glints", 0.36, glints(board, waterline, light.key, brief.random(5), count=80, opacity=0.25))
    gate = Sheet(board)
    x = board.width * (0.74 if not board.portrait else 0.68)
    foot = board.height * 0.70
    torii(gate.canvas, x, foot, board.height * 0.26 if not board.portrait else board.width * 0.34, light)
    gate.canvas.drawOval(skia.Rect.MakeXYWH(x - 190, foot - 10, 380, 26), paint(light.lit, 0.20, blur=7))
    scene.add("gate", 0.48, gate)
    _carps(scene, brief, 0.79 if not board.portrait else 0.77)
    _near_leaves(scene, brief)


def _carps(scene: Scene, brief: Brief, height: float) -> None:
    """Add carps below the surface, swimming slowly to the left."""
    board, random = brief.board, brief.random(14)
    sheet = Sheet(board)
    for number, share in enumerate((0.20, 0.36, 0.50, 0.66)):
        x = board.width * (share + 0.03 * float(random.standard_normal()))
        y = board.height * (height + 0.035 * (number % 2) + 0.01 * float(random.standard_normal()))
        koi(sheet.canvas, x, y, 170 + 34 * (number % 3), number, brief.light)
    scene.add("carps", 0.56, sheet, Motion(velocity=(-16, 0), sway=(0, 6), period=4.6))


def _maples(scene: Scene, brief: Brief, horizon: float) -> None:
    """Stand maples on moss, so near that their crowns close the picture above."""
    board, light, random = brief.board, brief.light, brief.random(12)
    leaves = _MAPLE if brief.autumn else ("#2f5a2c", "#a9c458")
    for number, (share, foot, haze) in enumerate(((0.9, 0.64, 0.55), (1.1, 0.68, 0.32))):
        sheet = Sheet(board)
        for step in range(5):
            x = board.width * ((step + 0.5 + 0.3 * float(random.standard_normal())) / 5)
            _maple(
                sheet,
                brief,
                x,
                board.height * foot,
                share,
                tuple(light.on(tone, haze) for tone in leaves),
                haze,
                random,
            )
        scene.add(f"far maples {number}", 0.14 + 0.12 * number, sheet)
        add_mist(scene, brief, 0.16 + 0.12 * number, board.height * foot, 80, 0.45)
    _ground(scene, brief, board.height * 0.67)
    fallen = Sheet(board)
    for _ in range(150 if brief.autumn else 40):
        share = float(random.random()) ** 0.8
        x, y = board.width * float(random.random()), board.height * (0.69 + 0.30 * share)
        tone = mix(light.on(_MAPLE[0]), light.on("#f0a040"), float(random.random()))
        size = 5 + 17 * share
        fallen.canvas.drawOval(skia.Rect.MakeXYWH(x - size, y - size * 0.35, 2 * size, size * 0.7), paint(tone, 0.9))
    scene.add("fallen leaves", 0.36, fallen)
    steps = Sheet(board)
    stone = light.on("#a29f92")
    for number in range(7):
        share = (number + 1) / 7
        x = board.width * (0.52 + 0.07 * float(np.sin(number * 1.3)))
        y, wide = board.height * (0.69 + 0.28 * share**1.4), 60 + 190 * share**1.3
        slab = skia.Rect.MakeXYWH(x - wide / 2, y, wide, wide * 0.26)
        steps.canvas.drawOval(slab.makeOffset(0, wide * 0.04), paint("#1c2416", 0.45))
        shade = linear(
            (0, slab.top()), (0, slab.bottom()), [(0, mix(stone, light.key, 0.35)), (1, mix(stone, "#2a2c24", 0.35))]
        )
        steps.canvas.drawOval(slab, paint(stone, shader=shade))
    scene.add("stepping stones", 0.40, steps)
    near = Sheet(board)
    for x, share in ((0.13, 1.5), (0.87, 1.7)) if not board.portrait else ((0.05, 1.5), (0.97, 1.6)):
        _maple(
            near,
            brief,
            board.width * x,
            board.height * 0.80,
            share,
            tuple(light.on(tone) for tone in leaves),
            0.0,
            random,
        )
    scene.add("maples", 0.60, near)
    lantern = Sheet(board)
    stone_lantern(lantern.canvas, board.width * (0.70 if not board.portrait else 0.76), board.height * 0.79, 300, light)
    scene.add("lantern", 0.62, lantern)
    _ground_front(scene, brief)
    _near_leaves(scene, brief)


def _maple(
    sheet: Sheet, brief: Brief, x: float, foot: float, size: float, leaves: tuple[str, ...], haze: float,
    random: np.random.Generator,
) -> None:  # fmt: skip
    """Draw a maple: a bent trunk that forks, and layers of leaves that spread sideways."""
    board = brief.board
    tall = board.height * 0.36 * size
    wood = brief.light.on("#3f2f28", haze)
    lean = tall * 0.10 * float(random.standard_normal())
    for reach, high in ((-0.34, 0.82), (0.0, 1.0), (0.36, 0.88)):
        limb = skia.Path()
        limb.moveTo(x, foot)
        limb.cubicTo(
            x + lean, foot - tall * 0.3, x - lean * 0.5, foot - tall * 0.5, x + reach * tall * 0.6, foot - tall * high
        )
        sheet.canvas.drawPath(limb, paint(wood, stroke=tall * (0.034 if reach else 0.050)))
    for number in range(70):
        across = float(random.uniform(-1, 1))
        high = 0.62 + 0.52 * float(random.random()) * (1 - 0.45 * abs(across))
        cx, cy = x + across * tall * 0.50, foot - tall * high
        wide = tall * (0.055 + 0.055 * float(random.random()))
        tone = mix(leaves[0], leaves[1], min(1.0, 0.15 + 0.85 * (number / 70)) * (0.6 + 0.4 * float(random.random())))
        sheet.canvas.drawOval(skia.Rect.MakeXYWH(cx - wide, cy - wide * 0.42, 2 * wide, wide * 0.84), paint(tone))


def _ground_front(scene: Scene, brief: Brief) -> None:
    scene.add("grass", 0.80, blades(brief, 1.0, 520, (30, 130), "#2f5a2c", "#a9bd55", 7), swaying(3))


def _near_leaves(scene: Scene, brief: Brief) -> None:
    """Add branches at the upper edge, of the season; in a tall picture they close its sky from both sides."""
    board, light, random = brief.board, brief.light, brief.random(9)
    season = _MAPLE if brief.autumn else _CHERRY
    twigs = ((1.04, 0.10, -0.52, 0.10), (-0.06, 0.06, 0.48, 0.06)) if board.portrait else ((1.03, 0.06, -0.34, 0.12),)
    for number, (x, y, run, sag) in enumerate(twigs):
        sheet = Sheet(board)
        start, end = (board.width * x, board.height * y), (board.width * (x + run), board.height * (y + sag))
        limb = skia.Path()
        limb.moveTo(*start)
        limb.quadTo((start[0] + end[0]) / 2, start[1], *end)
        sheet.canvas.drawPath(limb, paint(light.on("#4a3428"), stroke=14))
        for _ in range(95):
            share = float(random.random())
            cx = start[0] + (end[0] - start[0]) * share + 46 * float(random.standard_normal())
            cy = start[1] + (end[1] - start[1]) * share * share + 40 * float(random.standard_normal())
            tone = mix(light.on(season[0]), light.on(season[1]), 0.25 + 0.75 * float(random.random()))
            _spray(sheet, cx, cy, 15 + 17 * float(random.random()), tone, brief.autumn, random)
        scene.add(f"near leaves {number}", 1.08, sheet, swaying(6, 6, 0.3 * number), focus=1.6 + 1.4 * number)


def _spray(
    sheet: Sheet, x: float, y: float, size: float, tone: str, pointed: bool, random: np.random.Generator
) -> None:
    """Draw a blossom of five petals, or a maple leaf of five points."""
    turn = 6.283 * float(random.random())
    for petal in range(5):
        angle = turn + 6.283 * petal / 5
        dx, dy = float(np.cos(angle)), float(np.sin(angle))
        if pointed:
            point = skia.Path()
            point.moveTo(x + dx * size * 1.25, y + dy * size * 1.25)
            point.lineTo(x - dy * size * 0.32, y + dx * size * 0.32)
            point.lineTo(x + dy * size * 0.32, y - dx * size * 0.32)
            point.close()
            sheet.canvas.drawPath(point, paint(tone))
        else:
            sheet.canvas.drawCircle(x + dx * size * 0.5, y + dy * size * 0.5, size * 0.46, paint(tone))
    if not pointed:
        sheet.canvas.drawCircle(x, y, size * 0.2, paint(mix(tone, "#a03050", 0.5)))
