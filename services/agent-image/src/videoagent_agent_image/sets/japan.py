"""Gardens and temples of Japan: a pond with a red bridge, a pagoda above the trees, the gate of a shrine."""

import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.japan import arched_bridge, pagoda, stone_lantern, torii
from videoagent_agent_image.drawing.plants import broadleaf, pines
from videoagent_agent_image.drawing.ridges import Ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint
from videoagent_agent_image.drawing.water import glints, mirror
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_hills, add_mist, blades, distant_hills, open_sky, swaying

_MAPLE = ("#7c2416", "#e8703a")
_CHERRY = ("#a85a78", "#ffd9e4")
_PINE = ("#24452c", "#8aa856")


def draw(brief: Brief) -> Scene:
    """Draw one of three views: a pond under a red bridge, a pagoda, a gate at a path."""
    board = brief.board
    scene = Scene(board)
    view = brief.variant % 3
    horizon = board.height * (0.52 if not board.portrait else 0.50)
    open_sky(scene, brief, horizon * 1.2, sun=(0.72, 0.24, 0.5)[view])
    distant_hills(scene, brief, horizon + 10, count=2, tree=36)
    (_pond, _temple, _shrine)[view](scene, brief, horizon)
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


def _ground_front(scene: Scene, brief: Brief) -> None:
    scene.add("grass", 0.80, blades(brief, 1.0, 520, (30, 130), "#2f5a2c", "#a9bd55", 7), swaying(3))


def _near_leaves(scene: Scene, brief: Brief) -> None:
    """Add a branch out of focus at the upper edge, of the season."""
    board, light, random = brief.board, brief.light, brief.random(9)
    season = _MAPLE if brief.autumn else _CHERRY
    sheet = Sheet(board)
    for _ in range(60):
        share = float(random.random())
        x = board.width * (1.02 - 0.34 * share)
        y = board.height * 0.16 * float(random.random()) * (1 - 0.6 * share)
        tone = mix(light.on(season[0]), light.on(season[1]), float(random.random()))
        sheet.canvas.drawCircle(x, y, 14 + 22 * float(random.random()), paint(tone, 0.92))
    scene.add("near leaves", 1.12, sheet, swaying(6, 6), focus=7)
