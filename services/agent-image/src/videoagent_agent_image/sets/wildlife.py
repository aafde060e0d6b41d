"""Animals of the woods where they live: wolves, bears, a fox, a stag, an owl, an eagle, a panda."""

from collections.abc import Callable
from dataclasses import replace

import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.curves import smooth
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.light import DAWN, GOLDEN, NIGHT, Light
from videoagent_agent_image.drawing.plants import broadleaf, pines
from videoagent_agent_image.drawing.raptors import eagle
from videoagent_agent_image.drawing.ridges import Ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import ADD, Sheet, linear, paint, polygon, radial
from videoagent_agent_image.drawing.weather import flakes
from videoagent_agent_image.drawing.wild import bear, deer, fox, owl, panda, wolf
from videoagent_agent_image.drawing.woods import bamboo, full_moon
from videoagent_agent_image.icons.sprites import contact_shadow
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_hills, add_mist, bank, blades, distant_hills, open_sky, swaying
from videoagent_media.layers import Motion

_BREATH = Motion(sway=(0, 2), period=4.2)
"""What stands still and lives."""


def draw(brief: Brief) -> Scene:
    """Draw one of nine views, each with an animal of its own."""
    scene = Scene(brief.board, accent="#ffd98a")
    views: tuple[Callable[[Scene, Brief], None], ...] = (
        _howl, _pack, _river, _clearing, _fox, _stag, _owl, _eagle, _panda
    )  # fmt: skip
    views[brief.variant % len(views)](scene, brief)
    return scene


def _wood(scene: Scene, brief: Brief, foot: float, tall: float, count: int, depth: float, distance: float, salt: int,
          *, gap: tuple[float, float] = (2.0, 2.0), snow: bool = False) -> None:  # fmt: skip
    """Add a row of conifers, ``count`` on a wide canvas; none stands in the gap (shares of the width)."""
    board, light, random = brief.board, brief.light, brief.random(salt)
    sheet = Sheet(board)
    trees = []
    for number in range(max(3, round(count * board.width / 2304))):
        share = (number + float(random.random())) / max(3, round(count * board.width / 2304))
        if gap[0] < share < gap[1]:
            continue
        height = tall * (0.6 + 0.5 * float(random.random()))
        trees.append((board.width * share, foot + 24 * float(random.random()), height))
    dark, lit = light.on("#1f3a30", distance), mix(light.on("#5a7a52", distance), light.key, 0.18)
    pines(sheet.canvas, trees, dark, lit, random, snow=light.on("#eef2f8", distance * 0.5) if snow else None)
    scene.add(f"wood {salt}", depth, sheet)


def _moon(scene: Scene, brief: Brief, x: float, y: float, radius: float) -> None:
    sheet = Sheet(brief.board)
    full_moon(sheet.canvas, x, y, radius, brief.random(77))
    scene.add("moon", 0.03, sheet)


def _howl(scene: Scene, brief: Brief) -> None:
    """Show a wolf that howls on a rock before the moon."""
    board = brief.board
    brief = replace(brief, light=NIGHT)
    light = brief.light
    across, down = (0.655, 0.665) if not board.portrait else (0.56, 0.55)
    x, foot = board.width * across, board.height * down
    size = 330.0 if not board.portrait else 370.0
    open_sky(scene, brief, board.height * 0.8, sun=None)
    _moon(scene, brief, x + size * 0.18, foot - size * 0.94, size * 0.98)
    for number, (share, distance) in enumerate(((0.74, 0.72), (0.80, 0.5))):
        ridge_at = board.height * share
        add_hills(scene, brief, f"ridge {number}", 0.08 + 0.1 * number, Ridge(
            ridge_at, 210 - 60 * number, light.on("#40587c", distance), light.on("#1c2c48", distance * 0.6), rough=0.5,
            knots=3, trees=round(150 + 80 * number), tree=54 + 30 * number, slope=60))  # fmt: skip
        add_mist(scene, brief, 0.11 + 0.1 * number, ridge_at + 30, 60, 0.5)
    rock = Sheet(board)
    edge = [
        (x - size * 2.3, board.height + 20),
        (x - size * 1.75, foot + size * 0.82),
        (x - size * 1.15, foot + size * 0.40),
        (x - size * 0.82, foot + size * 0.12),
        (x - size * 0.6, foot + 6),
        (x, foot - 2),
        (x + size * 0.62, foot + 4),
        (x + size * 0.80, foot + size * 0.10),
        (x + size * 0.88, foot + size * 0.34),
        (x + size * 1.25, foot + size * 0.62),
        (x + size * 1.55, foot + size * 1.1),
        (x + size * 2.0, board.height + 20),
    ]
    stone = mix(light.on("#3a4660"), "#060a16", 0.35)
    tones = [(0, mix(stone, light.key, 0.30)), (0.16, stone), (1, "#050812")]
    rock.canvas.drawPath(polygon(edge), paint(stone, shader=linear((0, foot), (0, foot + size * 1.3), tones)))
    random = brief.random(5)
    for _ in range(26):
        sx = x + size * float(random.uniform(-1.3, 1.1))
        sy = foot + size * (0.10 + 0.9 * float(random.random())) + max(0.0, abs(sx - x) - size * 0.6) * 0.7
        long = size * (0.08 + 0.16 * float(random.random()))
        crack = polygon(
            [
                (sx, sy),
                (sx + long, sy + long * 0.3),
                (sx + long * 0.7, sy + long * 0.7),
                (sx - long * 0.2, sy + long * 0.4),
            ]
        )
        rock.canvas.drawPath(crack, paint(mix(stone, light.key, 0.22), 0.16))
    rock.canvas.drawPath(polygon(edge[3:8], close=False), paint(light.key, 0.42, stroke=5, blur=2))
    scene.add("rock", 0.52, rock)
    animal = Sheet(board)
    wolf(animal.canvas, Figure(x, foot + 4, size), _shadowed(light), howling=True)
    scene.add("wolf", 0.54, animal, _BREATH)
    _wood(scene, brief, board.height * 1.02, board.height * (0.34 if not board.portrait else 0.24), 15, 0.86, 0.0, 9,
          gap=(0.34, 0.93) if not board.portrait else (0.24, 0.90))  # fmt: skip


def _shadowed(light: Light) -> Light:
    """Return the light as it falls on what stands against it: dark, with a bright edge."""
    return replace(light, dimming=light.dimming + 0.12)


def _stands(scene: Scene, name: str, depth: float, sheet: Sheet, x: float, foot: float, wide: float, dark: float = 0.4
            ) -> None:  # fmt: skip
    """Add an animal that was drawn on ``sheet``, above its shadow."""
    below = Sheet(scene.board)
    contact_shadow(below.canvas, x, foot, wide, opacity=dark)
    scene.add(f"shadow of {name}", depth - 0.01, below)
    scene.add(name, depth, sheet, _BREATH)


def _pack(scene: Scene, brief: Brief) -> None:
    """Show wolves on their way through the snow."""
    board, light = brief.board, brief.light
    ground = board.height * (0.60 if not board.portrait else 0.55)
    open_sky(scene, brief, ground, sun=0.28)
    for number in range(2):
        add_hills(scene, brief, f"snowy ridge {number}", 0.07 + 0.08 * number, Ridge(
            ground + 10 + 40 * number, 230 - 90 * number, mix(light.on("#c8d4e6", 0.6 - 0.2 * number), light.lit, 0.25),
            light.on("#8fa2c0", 0.5), rough=0.5, knots=3, trees=170 if number else 0, tree=70, slope=40))  # fmt: skip
    add_mist(scene, brief, 0.2, ground + 20, 70, 0.5)
    _wood(scene, brief, ground + 60, 330, 26, 0.26, 0.40, 3, snow=True, gap=(0.36, 0.58))
    snow, blue = mix(light.on("#f2f4fa", 0.05), light.lit, 0.4), light.on("#8aa0c8", 0.05)
    bank(scene, brief, ground + 80, 0.34, snow, blue, 11)
    far = (
        ((0.36, 0.675, 150.0), (0.47, 0.69, 170.0))
        if not board.portrait
        else ((0.18, 0.605, 120.0), (0.34, 0.615, 130.0))
    )
    sheet = Sheet(board)
    for x, y, size in far:
        contact_shadow(sheet.canvas, board.width * x, board.height * y, size * 1.2, opacity=0.25)
        wolf(sheet.canvas, Figure(board.width * x, board.height * y, size, -1), light, haze=0.25)
    scene.add("pack", 0.44, sheet, Motion(velocity=(-3, 0)))
    x, y, size = (0.69, 0.765, 380.0) if not board.portrait else (0.60, 0.70, 370.0)
    lead = Sheet(board)
    wolf(lead.canvas, Figure(board.width * x, board.height * y, size, -1), light)
    _stands(scene, "wolf", 0.60, lead, board.width * x, board.height * y, size * 1.25, 0.32)
    bank(scene, brief, board.height * (0.93 if not board.portrait else 0.87), 0.9, mix(snow, blue, 0.12), blue, 12)
    falling = Motion(velocity=(6, 26), wrap=(int(board.width), int(board.height)))
    scene.add("snow", 1.05, flakes(board, brief.seed, 130, (1.6, 4.4), 0.8, "#ffffff"), falling)


def _river(scene: Scene, brief: Brief) -> None:
    """Show a bear that stands by a mountain river."""
    board, light = brief.board, brief.light
    ground = board.height * (0.56 if not board.portrait else 0.52)
    open_sky(scene, brief, ground, sun=0.24)
    add_hills(scene, brief, "peaks", 0.05, Ridge(ground + 20, 400, light.on("#8fa0b8", 0.55), light.on("#7f93a8", 0.7),
                                              rough=0.55, knots=3, pointed=True, octaves=7))  # fmt: skip
    distant_hills(scene, brief, ground, count=2)
    _wood(scene, brief, ground + 80, 290, 34, 0.28, 0.26, 3)
    _stream(scene, brief, ground + 70)
    x, y, size = (0.64, 0.735, 400.0) if not board.portrait else (0.52, 0.655, 430.0)
    bank(scene, brief, board.height * y - 20, 0.52, mix(light.on("#93a05c"), light.key, 0.2), light.on("#3f5a34"), 13,
          rise=30)  # fmt: skip
    animal = Sheet(board)
    bear(animal.canvas, Figure(board.width * x, board.height * y + 18, size, -1), light)
    _stands(scene, "bear", 0.60, animal, board.width * x, board.height * y + 16, size * 1.5)
    scene.add("grass", 0.66, blades(brief, y + 0.03, 300, (30, 80), "#3a5a30", "#b4b866", 5), swaying(3, 4.4))
    scene.add("near grass", 1.0, blades(brief, 1.0, 260, (90, 190), "#22381f", "#7f9448", 6), swaying(5, 5.2))


def _stream(scene: Scene, brief: Brief, top: float) -> None:
    """Add water that comes down from the woods, with the sky on it."""
    board, light, random = brief.board, brief.light, brief.random(21)
    sheet = Sheet(board)
    water = mix(light.on("#5f8fae", 0.2), light.haze, 0.3)
    tones = [(0, mix(water, light.haze, 0.6)), (0.5, water), (1, mix(water, "#0c2030", 0.5))]
    area = skia.Rect(0, top, board.width, board.height)
    sheet.canvas.drawRect(area, paint(water, shader=linear((0, top), (0, board.height * 0.85), tones)))
    for _ in range(120):
        share = float(random.random())
        y = top + 6 + (board.height * 0.78 - top) * share
        x, long = board.width * float(random.random()), 20 + 160 * share * float(random.random())
        sheet.canvas.drawLine(x, y, x + long, y, paint(light.lit, 0.10 + 0.22 * float(random.random()),
                                                      stroke=1.5 + 2.5 * share))  # fmt: skip
    scene.add("river", 0.34, sheet)


def _clearing(scene: Scene, brief: Brief) -> None:
    """Show a bear and its cub in a clearing."""
    board = brief.board
    brief = replace(brief, light=GOLDEN) if brief.light.dark else brief
    light = brief.light
    ground = board.height * (0.60 if not board.portrait else 0.56)
    open_sky(scene, brief, ground, sun=0.40)
    _wood(scene, brief, ground + 20, 470, 46, 0.12, 0.62, 2)
    add_mist(scene, brief, 0.16, ground - 30, 120, 0.6)
    _wood(scene, brief, ground + 50, 560, 20, 0.24, 0.36, 3, gap=(0.26, 0.56))
    add_mist(scene, brief, 0.30, ground + 50, 70, 0.5)
    bank(scene, brief, ground + 70, 0.34, mix(light.on("#a8b060", 0.1), light.key, 0.3), light.on("#46602f"), 14)
    x, y, size = (0.60, 0.745, 420.0) if not board.portrait else (0.56, 0.66, 440.0)
    cub = 0.40 if not board.portrait else 0.20
    young, mother = Sheet(board), Sheet(board)
    bear(young.canvas, Figure(board.width * cub, board.height * y + 26, size * 0.42, -1), light, coat="#4a3226")
    bear(mother.canvas, Figure(board.width * x, board.height * y, size, -1), light)
    _stands(scene, "bear", 0.56, mother, board.width * x, board.height * y, size * 1.5)
    _stands(scene, "cub", 0.60, young, board.width * cub, board.height * y + 26, size * 0.62)
    scene.add("grass", 0.68, blades(brief, y + 0.025, 420, (26, 84), "#3c5a2c", "#c2c46a", 5), swaying(3, 4.4))
    scene.add("near grass", 1.0, blades(brief, 1.0, 260, (90, 200), "#20361c", "#86984a", 6), swaying(5, 5.2))


def _fox(scene: Scene, brief: Brief) -> None:
    """Show a fox at the edge of an autumn wood."""
    board, light, random = brief.board, brief.light, brief.random(31)
    ground = board.height * (0.60 if not board.portrait else 0.56)
    open_sky(scene, brief, ground, sun=0.30)
    add_hills(scene, brief, "hills", 0.08, Ridge(ground + 10, 150, light.on("#a89a6a", 0.55), light.on("#8a8a58", 0.5)))
    for depth, distance, tall, count in ((0.16, 0.55, 330, 15), (0.26, 0.30, 440, 10)):
        sheet = Sheet(board)
        for number in range(max(4, round(count * board.width / 2304))):
            share = (number + float(random.random())) / max(4, round(count * board.width / 2304))
            dark, lit = (("#7a3a1c", "#f0a040"), ("#8a5a1e", "#f4c858"), ("#5a4a24", "#c8a848"))[number % 3]
            broadleaf(sheet.canvas, board.width * share, ground + 40, tall * (0.7 + 0.5 * float(random.random())),
                      light.on(dark, distance), mix(light.on(lit, distance), light.key, 0.15), random)  # fmt: skip
        scene.add(f"trees {depth}", depth, sheet)
        add_mist(scene, brief, depth + 0.04, ground + 30, 60, 0.45)
    bank(scene, brief, ground + 70, 0.36, mix(light.on("#c2a852"), light.key, 0.3), light.on("#5f5a2a"), 15)
    x, y, size = (0.64, 0.755, 340.0) if not board.portrait else (0.50, 0.67, 310.0)
    animal = Sheet(board)
    fox(animal.canvas, Figure(board.width * x, board.height * y, size, -1), light)
    _stands(scene, "fox", 0.58, animal, board.width * x, board.height * y, size * 1.2)
    scene.add("grass", 0.66, blades(brief, y + 0.028, 460, (24, 90), "#6a5a26", "#e8c868", 5), swaying(3, 4.4))
    scene.add("near grass", 1.0, blades(brief, 1.0, 300, (110, 230), "#3a3418", "#b89a48", 6), swaying(6, 5.2))


def _stag(scene: Scene, brief: Brief) -> None:
    """Show a stag on a rise, woods in the morning mist behind it."""
    board = brief.board
    brief = replace(brief, light=DAWN) if brief.light.dark else brief
    light = brief.light
    ground = board.height * (0.62 if not board.portrait else 0.58)
    open_sky(scene, brief, ground + 60, sun=0.36)
    for number, distance in enumerate((0.74, 0.54, 0.34)):
        foot = ground - 40 + 46 * number
        _wood(scene, brief, foot, 300 + 80 * number, 44 - 9 * number, 0.08 + 0.09 * number, distance, 40 + number,
              gap=(2, 2) if number < 2 else (0.30, 0.86))  # fmt: skip
        add_mist(scene, brief, 0.12 + 0.09 * number, foot - 10, 90, 0.62)
    x, y, size = (0.65, 0.72, 390.0) if not board.portrait else (0.54, 0.63, 410.0)
    hill = Sheet(board)
    top = board.height * y
    curve = [
        (-20.0, board.height + 20),
        (-20.0, top + 96),
        (board.width * x - 760, top + 76),
        (board.width * x - 260, top + 14),
        (board.width * x, top),
        (board.width * x + 300, top + 16),
        (board.width + 40, top + 150),
        (board.width + 40, board.height + 20),
    ]
    curve = [curve[0], curve[0], curve[1], curve[1], *curve[2:6], curve[6], curve[6], curve[7], curve[7]]
    tones = [
        (0, mix(light.on("#9a9a5e"), light.key, 0.35)),
        (0.3, light.on("#5f6e3e")),
        (1, mix(light.on("#2a3a26"), "#0a100c", 0.4)),
    ]
    hill.canvas.drawPath(smooth(curve), paint(light.on("#5f6e3e"), shader=linear((0, top), (0, board.height), tones)))
    scene.add("rise", 0.46, hill)
    animal = Sheet(board)
    deer(animal.canvas, Figure(board.width * x, top + 8, size, -1), light)
    _stands(scene, "stag", 0.52, animal, board.width * x, top + 8, size * 0.95)
    scene.add("grass", 0.60, blades(brief, y + 0.05, 380, (22, 74), "#46583a", "#b8b070", 5), swaying(3, 4.4))
    scene.add("near grass", 1.0, blades(brief, 1.0, 280, (100, 220), "#22321f", "#7c8a52", 6), swaying(6, 5.2))


def _owl(scene: Scene, brief: Brief) -> None:
    """Show an owl on its branch by night."""
    board = brief.board
    brief = replace(brief, light=NIGHT)
    light, random = brief.light, brief.random(51)
    x, foot = (
        board.width * (0.66 if not board.portrait else 0.56),
        board.height * (0.645 if not board.portrait else 0.56),
    )
    tall = 440.0 if not board.portrait else 500.0
    open_sky(scene, brief, board.height * 0.85, sun=None)
    _moon(scene, brief, x - tall * (0.78 if not board.portrait else 0.42), foot - tall * 0.86, tall * 0.36)
    _wood(scene, brief, board.height * 0.80, 420, 40, 0.10, 0.5, 2)
    add_mist(scene, brief, 0.14, board.height * 0.76, 110, 0.6)
    _wood(scene, brief, board.height * 0.92, 560, 20, 0.24, 0.2, 3)
    wood = mix(light.on("#5a4636"), "#0a0c14", 0.25)
    branch = Sheet(board)
    limb = [(board.width + 40, foot - tall * 0.12), (x + tall * 0.9, foot + tall * 0.02), (x, foot + tall * 0.035),
            (x - tall * 0.9, foot + tall * 0.10), (x - tall * 1.5, foot + tall * 0.02)]  # fmt: skip
    widths = (0.22, 0.15, 0.12, 0.075, 0.02)
    upper = [(px, py - tall * w / 2) for (px, py), w in zip(limb, widths, strict=True)]
    lower = [(px, py + tall * w / 2) for (px, py), w in zip(limb, widths, strict=True)]
    bark = smooth([*upper, upper[-1], *lower[::-1], lower[0]])
    tones = [(0, mix(wood, light.key, 0.45)), (0.4, wood), (1, "#06080e")]
    branch.canvas.drawPath(bark, paint(wood, shader=linear((0, foot - tall * 0.08), (0, foot + tall * 0.14), tones)))
    for sx, sy, ex, ey in ((-0.62, 0.06, -1.0, -0.22), (-1.05, 0.07, -1.35, 0.32), (0.62, 0.02, 0.86, 0.34)):
        twig = smooth(
            [
                (x + tall * sx, foot + tall * sy),
                (x + tall * (sx + ex) / 2, foot + tall * ((sy + ey) / 2 + 0.03)),
                (x + tall * ex, foot + tall * ey),
            ],
            close=False,
        )
        branch.canvas.drawPath(twig, paint(wood, stroke=tall * 0.026))
        for _ in range(9):
            share = 0.35 + 0.65 * float(random.random())
            spot = (x + tall * (sx + (ex - sx) * share) + tall * 0.07 * float(random.standard_normal()),
                    foot + tall * (sy + (ey - sy) * share) + tall * 0.06 * float(random.standard_normal()))  # fmt: skip
            branch.canvas.save()
            branch.canvas.translate(*spot)
            branch.canvas.rotate(float(random.uniform(-60, 60)))
            leaf = mix(light.on("#3c5a3a"), light.key, 0.30 * float(random.random()))
            branch.canvas.drawOval(skia.Rect(-tall * 0.055, -tall * 0.022, tall * 0.055, tall * 0.022), paint(leaf))
            branch.canvas.restore()
    scene.add("branch", 0.50, branch)
    bird = Sheet(board)
    owl(bird.canvas, x, foot, tall, replace(light, dimming=0.34))
    eyes = Sheet(board)
    for side in (-1, 1):
        eyes.canvas.drawCircle(
            x + side * tall * 0.135,
            foot - tall * 0.80,
            tall * 0.12,
            paint("#ffc040", 0.30, blur=tall * 0.05, blend=ADD),
        )
    scene.add("owl", 0.54, bird, _BREATH)
    scene.add("eyes", 0.545, eyes, Motion(flicker=0.2, flicker_rate=0.3, sway=(0, 2), period=4.2))


def _eagle(scene: Scene, brief: Brief) -> None:
    """Show an eagle that soars above the mountains."""
    board, light = brief.board, brief.light
    ground = board.height * (0.74 if not board.portrait else 0.70)
    open_sky(scene, brief, ground, sun=0.20)
    for number, distance in enumerate((0.66, 0.46, 0.28)):
        base = ground + 70 * number
        add_hills(scene, brief, f"peaks {number}", 0.06 + 0.09 * number, Ridge(
            base, 380 - 90 * number, mix(light.on("#9aa8bc", distance), light.lit, 0.30 if number < 2 else 0.1),
            light.on("#5f7488" if number < 2 else "#3c5640", distance), rough=0.54, knots=3 + number, octaves=7,
            pointed=number < 2, trees=260 if number == 2 else 0, tree=60, slope=80, rim=light.key))  # fmt: skip
        add_mist(scene, brief, 0.10 + 0.09 * number, base + 10, 70, 0.6)
    bird = Sheet(board)
    x, y, span = (0.60, 0.37, 1080.0) if not board.portrait else (0.50, 0.36, 1000.0)
    eagle(bird.canvas, board.width * x, board.height * y, span, light, turn=-9)
    scene.add("eagle", 0.60, bird, Motion(velocity=(4, -1), sway=(0, 14), period=5.6))
    other = Sheet(board)
    eagle(other.canvas, board.width * (x - 0.36), board.height * (y - 0.12), 170, light, turn=12)
    scene.add("far eagle", 0.30, other, Motion(velocity=(3, 0), sway=(0, 6), period=4.6), focus=0.8)


def _panda(scene: Scene, brief: Brief) -> None:
    """Show a panda among bamboo."""
    board, light = brief.board, brief.light
    ground = board.height * (0.62 if not board.portrait else 0.57)
    back = Sheet(board)
    glow = board.width * 0.42, board.height * 0.30
    mild = mix("#dff0b0", light.key, 0.35)
    stops = [(0, mix(mild, "#ffffff", 0.4), 1), (0.4, light.on("#a8cc78"), 1), (1, light.on("#3f6e42"), 1)]
    back.canvas.drawPaint(paint(mild, shader=radial(glow, max(board.width, board.height) * 0.72, stops)))
    scene.add("light", 0.0, back)
    for number, (depth, distance, wide, count) in enumerate(
        ((0.08, 0.62, 24, 30), (0.20, 0.34, 38, 17), (0.34, 0.08, 54, 8))
    ):
        gap = (0.28, 0.90) if number == 2 else (2.0, 2.0)
        stems = bamboo(board, light, distance, wide, count, brief.random(60 + number), gap=gap)
        scene.add(f"bamboo {number}", depth, stems, swaying(2.5, 6.0))
        add_mist(scene, brief, depth + 0.05, ground - 20, 130, 0.45 - 0.1 * number)
    bank(scene, brief, ground + 40, 0.40, mix(light.on("#9cbc5c"), light.key, 0.25), light.on("#3a6034"), 16)
    x, y, size = (0.62, 0.745, 430.0) if not board.portrait else (0.52, 0.66, 430.0)
    animal = Sheet(board)
    panda(animal.canvas, Figure(board.width * x, board.height * y, size, -1), light)
    _stands(scene, "panda", 0.58, animal, board.width * x, board.height * y, size * 1.5)
    scene.add("grass", 0.66, blades(brief, y + 0.028, 380, (24, 80), "#34582c", "#b4cc6a", 5), swaying(3, 4.4))
    scene.add("near grass", 1.0, blades(brief, 1.0, 260, (100, 210), "#1d3a1e", "#6f9a46", 6), swaying(6, 5.2))
