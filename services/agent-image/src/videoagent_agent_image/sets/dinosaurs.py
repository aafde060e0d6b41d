"""The age of the dinosaurs: long-necks before a volcano, a hunter among ferns, horned herds, bones in a museum."""

from collections.abc import Callable

import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.dinosaurs import cycad, frond, long_neck, pterosaur, triceratops, tyrannosaur
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.lamps import as_light, beam
from videoagent_agent_image.drawing.ridges import Ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import ADD, Sheet, linear, paint, polygon, radial
from videoagent_agent_image.drawing.skeleton import tyrannosaur_bones
from videoagent_agent_image.icons.sprites import contact_shadow
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_hills, add_mist, bank, blades, open_sky, swaying
from videoagent_media.layers import Motion

_BREATH = Motion(sway=(0, 3), period=5.0)


def draw(brief: Brief) -> Scene:
    """Draw one of four views."""
    scene = Scene(brief.board, accent="#ffd98a")
    views: tuple[Callable[[Scene, Brief], None], ...] = (_valley, _hunter, _herd, _bones)
    views[brief.variant % len(views)](scene, brief)
    return scene


def _volcano(scene: Scene, brief: Brief, x: float, foot: float, tall: float, depth: float) -> None:
    """Add a smoking cone, its crater at (x, foot - tall)."""
    board, light, random = brief.board, brief.light, brief.random(3)
    smoke = Sheet(board)
    for number in range(40):
        share = number / 39
        sx = x + tall * (0.75 * share**1.3 + 0.10 * float(random.standard_normal()) * (0.3 + share))
        sy = foot - tall * (1.0 + 0.75 * share) + tall * 0.05 * float(random.standard_normal())
        tone = mix(mix("#5a4a4c", light.haze, 0.35 + 0.4 * share), "#ff9a50", 0.55 * (1 - share) ** 3)
        size = tall * (0.05 + 0.18 * share) * (0.7 + 0.5 * float(random.random()))
        smoke.canvas.drawCircle(sx, sy, size, paint(tone, 0.36 * (1 - 0.5 * share), blur=size * 0.3))
    scene.add("smoke", depth - 0.01, smoke, Motion(sway=(8, 3), period=8))
    sheet = Sheet(board)
    rim = tall * 0.13
    cone = [
        (x - tall * 1.5, foot),
        (x - tall * 0.75, foot - tall * 0.36),
        (x - tall * 0.36, foot - tall * 0.74),
        (x - rim, foot - tall),
        (x - rim * 0.3, foot - tall * 0.975),
        (x + rim * 0.4, foot - tall * 0.985),
        (x + rim, foot - tall * 1.005),
        (x + tall * 0.38, foot - tall * 0.72),
        (x + tall * 0.8, foot - tall * 0.34),
        (x + tall * 1.6, foot),
    ]
    rock = light.on("#6a5a5c", 0.42)
    tones = [(0, mix(rock, light.shade, 0.35)), (0.55, rock), (1, mix(rock, light.key, 0.35))]
    sheet.canvas.drawPath(polygon(cone), paint(rock, shader=linear((x - tall * 0.8, 0), (x + tall * 0.8, 0), tones)))
    for number in range(9):
        at = -0.7 + 0.17 * number
        gully = polygon(
            [
                (x + rim * at * 1.3, foot - tall * 0.98),
                (x + tall * at * 0.66, foot - tall * 0.45),
                (x + tall * (at * 1.1 + 0.05), foot),
                (x + tall * (at * 1.1 - 0.07), foot),
            ]
        )
        sheet.canvas.drawPath(gully, paint(mix(rock, light.shade, 0.6), 0.20))
    for at in (-0.25, 0.2, 0.5):
        lava = polygon(
            [
                (x + rim * at, foot - tall * 0.985),
                (x + tall * at * 0.30, foot - tall * 0.80),
                (x + tall * at * 0.46, foot - tall * 0.62),
            ],
            close=False,
        )
        sheet.canvas.drawPath(lava, paint("#ff7a2a", 0.5, stroke=tall * 0.026, blur=tall * 0.012))
        sheet.canvas.drawPath(lava, paint("#ffc45a", 0.9, stroke=tall * 0.009))
    fade = linear((0, foot - tall * 0.4), (0, foot), [(0, light.haze, 0.0), (1, light.haze, 0.85)])
    sheet.canvas.drawPath(polygon(cone), paint(light.haze, shader=fade))
    glow = radial((x, foot - tall), tall * 0.35, [(0, "#ffb060", 0.75), (1, "#ff8030", 0.0)])
    sheet.canvas.drawCircle(x, foot - tall, tall * 0.35, paint("#ffb060", shader=glow, blend=ADD))
    scene.add("volcano", depth, sheet)


def _grove(
    scene: Scene,
    brief: Brief,
    foot: float,
    tall: float,
    count: int,
    depth: float,
    distance: float,
    salt: int,
    *,
    gap: tuple[float, float] = (2.0, 2.0),
) -> None:
    """Add cycads and tree ferns, ``count`` on a wide canvas; none stands in the gap (shares of the width)."""
    board, light, random = brief.board, brief.light, brief.random(salt)
    sheet = Sheet(board)
    count = max(4, round(count * board.width / 2304))
    for number in range(count):
        share = (number + float(random.random())) / count
        if gap[0] < share < gap[1]:
            continue
        dark, lit = light.on("#20402c", distance), mix(light.on("#86a850", distance), light.key, 0.15)
        height = tall * (0.6 + 0.5 * float(random.random()))
        cycad(
            sheet.canvas,
            board.width * share,
            foot + 20 * float(random.random()),
            height,
            dark,
            lit,
            random,
            trunk=(0.5, 0.12, 0.62)[number % 3],
        )
    scene.add(f"grove {salt}", depth, sheet)


def _ferns(scene: Scene, brief: Brief, *, gap: tuple[float, float]) -> None:
    """Add ferns close to the viewer, dark, leaving a gap (shares of the width)."""
    board, light, random = brief.board, brief.light, brief.random(91)
    sheet = Sheet(board)
    dark, lit = mix(light.on("#12281c"), "#060c08", 0.3), light.on("#4f7a3c")
    foot = board.height * (1.04 if not board.portrait else 0.97)
    for number in range(15):
        share = -0.02 + 1.04 * number / 14
        inside = gap[0] < share < gap[1]
        long = (
            board.height
            * (0.10 if inside else 0.24)
            * (0.8 + 0.4 * float(random.random()))
            * (0.7 if board.portrait else 1.0)
        )
        for turn in (-64, -34, -8, 22, 52):
            frond(
                sheet.canvas, (board.width * share, foot), long, turn + 8 * float(random.standard_normal()), dark, lit
            )
    scene.add("ferns", 0.98, sheet, swaying(5, 5.4), focus=1.0)


def _creature(scene: Scene, name: str, depth: float, sheet: Sheet, x: float, foot: float, wide: float) -> None:
    below = Sheet(scene.board)
    contact_shadow(below.canvas, x, foot, wide, opacity=0.36)
    scene.add(f"shadow of {name}", depth - 0.01, below)
    scene.add(name, depth, sheet, _BREATH)


def _valley(scene: Scene, brief: Brief) -> None:
    """Show long-necks at a lake, a volcano behind them."""
    board, light = brief.board, brief.light
    ground = board.height * (0.58 if not board.portrait else 0.54)
    open_sky(scene, brief, ground, sun=0.78)
    _volcano(
        scene,
        brief,
        board.width * (0.22 if not board.portrait else 0.26),
        ground + 30,
        board.height * (0.38 if not board.portrait else 0.22),
        0.06,
    )
    add_hills(
        scene,
        brief,
        "hills",
        0.09,
        Ridge(ground + 30, 120, light.on("#6f8a68", 0.62), light.on("#7a9470", 0.7), rough=0.4, knots=3),
    )
    add_mist(scene, brief, 0.12, ground + 20, 70, 0.55)
    _grove(scene, brief, ground + 40, 170, 30, 0.15, 0.52, 5)
    lake = Sheet(board)
    water = mix(light.on("#6fa6b4", 0.1), light.haze, 0.35)
    tones = [(0, mix(water, light.haze, 0.6)), (1, mix(water, "#12343c", 0.35))]
    lake.canvas.drawRect(
        skia.Rect(0, ground + 40, board.width, board.height),
        paint(water, shader=linear((0, ground + 40), (0, board.height * 0.8), tones)),
    )
    random = brief.random(8)
    for _ in range(70):
        x, y = board.width * float(random.random()), ground + 46 + 110 * float(random.random())
        lake.canvas.drawLine(x, y, x + 60 + 90 * float(random.random()), y, paint(light.lit, 0.24, stroke=2.5))
    scene.add("lake", 0.20, lake)
    far = Sheet(board)
    for x, y, size in (
        ((0.44, 0.645, 250.0), (0.52, 0.655, 170.0))
        if not board.portrait
        else ((0.26, 0.592, 230.0), (0.42, 0.60, 150.0))
    ):
        long_neck(far.canvas, Figure(board.width * x, board.height * y, size, -1), light, brief.random(30), haze=0.42)
    scene.add("far herd", 0.30, far)
    shore = board.height * (0.72 if not board.portrait else 0.64)
    bank(scene, brief, shore, 0.40, mix(light.on("#a0a85c"), light.key, 0.25), light.on("#47602f"), 17, rise=40)
    _grove(scene, brief, shore + 20, 240, 9, 0.44, 0.10, 6, gap=(0.16, 0.90))
    x, foot, size = (0.655, 0.775, 620.0) if not board.portrait else (0.55, 0.70, 560.0)
    giant = Sheet(board)
    long_neck(giant.canvas, Figure(board.width * x, board.height * foot, size, -1), light, brief.random(31))
    _creature(scene, "long-neck", 0.54, giant, board.width * x, board.height * foot, size * 0.72)
    scene.add("grass", 0.62, blades(brief, foot + 0.02, 380, (20, 70), "#3a5a2c", "#b8c066", 5), swaying(3, 4.6))
    _sky_life(scene, brief, ((0.50, 0.20, 190.0, -1), (0.40, 0.13, 120.0, -1)))
    _ferns(scene, brief, gap=(0.12, 0.92))


def _sky_life(scene: Scene, brief: Brief, places: tuple[tuple[float, float, float, int], ...]) -> None:
    sheet = Sheet(brief.board)
    for number, (x, y, span, side) in enumerate(places):
        pterosaur(
            sheet.canvas,
            brief.board.width * x,
            brief.board.height * y,
            span,
            brief.light,
            haze=0.12 + 0.14 * number,
            side=side,
        )
    drift = 9.0 * places[0][3]
    scene.add("pterosaurs", 0.48, sheet, Motion(velocity=(drift, 0), sway=(0, 9), period=5.2))


def _hunter(scene: Scene, brief: Brief) -> None:
    """Show a Tyrannosaurus between tree ferns."""
    board, light = brief.board, brief.light
    ground = board.height * (0.66 if not board.portrait else 0.60)
    open_sky(scene, brief, ground, sun=0.30)
    for number, distance in enumerate((0.70, 0.48, 0.26)):
        _grove(
            scene,
            brief,
            ground - 10 + 34 * number,
            340 + 150 * number,
            22 - 6 * number,
            0.08 + 0.09 * number,
            distance,
            10 + number,
            gap=(2, 2) if number < 2 else (0.22, 0.84),
        )
        add_mist(scene, brief, 0.12 + 0.09 * number, ground + 10 * number, 100, 0.55)
    bank(scene, brief, ground + 60, 0.38, mix(light.on("#98a058"), light.key, 0.25), light.on("#3c5230"), 18)
    x, foot, size = (0.545, 0.775, 600.0) if not board.portrait else (0.53, 0.69, 480.0)
    hunter = Sheet(board)
    tyrannosaur(hunter.canvas, Figure(board.width * x, board.height * foot, size, -1), light, brief.random(32))
    _creature(scene, "tyrannosaur", 0.56, hunter, board.width * x, board.height * foot, size * 0.7)
    scene.add("grass", 0.64, blades(brief, foot + 0.02, 380, (20, 70), "#34522a", "#b0b860", 5), swaying(3, 4.6))
    _ferns(scene, brief, gap=(0.14, 0.88))


def _herd(scene: Scene, brief: Brief) -> None:
    """Show horned dinosaurs on a plain, pterosaurs above."""
    board, light = brief.board, brief.light
    ground = board.height * (0.58 if not board.portrait else 0.54)
    open_sky(scene, brief, ground, sun=0.24)
    for number, distance in enumerate((0.70, 0.50)):
        add_hills(
            scene,
            brief,
            f"mesa {number}",
            0.06 + 0.07 * number,
            Ridge(
                ground + 20 * number,
                210 - 80 * number,
                light.on("#b08a6a", distance),
                light.on("#8a8a5c", distance),
                rough=0.5,
                knots=4,
            ),
        )
        add_mist(scene, brief, 0.09 + 0.07 * number, ground + 20, 60, 0.5)
    _grove(scene, brief, ground + 40, 150, 22, 0.20, 0.42, 21)
    bank(scene, brief, ground + 60, 0.28, mix(light.on("#c0ac68"), light.key, 0.3), light.on("#6a6a38"), 19)
    herd = Sheet(board)
    for x, y, size in (
        ((0.30, 0.685, 150.0), (0.41, 0.70, 180.0))
        if not board.portrait
        else ((0.20, 0.60, 130.0), (0.40, 0.612, 150.0))
    ):
        contact_shadow(herd.canvas, board.width * x, board.height * y, size, opacity=0.3)
        triceratops(
            herd.canvas, Figure(board.width * x, board.height * y, size, -1), light, brief.random(33), haze=0.26
        )
    scene.add("herd", 0.42, herd)
    x, foot, size = (0.66, 0.775, 450.0) if not board.portrait else (0.50, 0.69, 390.0)
    near = Sheet(board)
    triceratops(near.canvas, Figure(board.width * x, board.height * foot, size, -1), light, brief.random(34))
    _creature(scene, "triceratops", 0.56, near, board.width * x, board.height * foot, size * 1.1)
    scene.add("grass", 0.64, blades(brief, foot + 0.022, 420, (20, 76), "#565a2c", "#d8c872", 5), swaying(3, 4.6))
    _sky_life(scene, brief, ((0.34, 0.24, 380.0, 1), (0.62, 0.16, 170.0, 1), (0.76, 0.22, 120.0, 1)))
    _ferns(scene, brief, gap=(0.14, 0.90))


def _bones(scene: Scene, brief: Brief) -> None:
    """Show the skeleton of a Tyrannosaurus in a museum's hall."""
    board = brief.board
    floor = board.height * (0.70 if not board.portrait else 0.62)
    middle = board.width * 0.5
    hall = Sheet(board)
    canvas = hall.canvas
    stops = [(0, "#6f8494", 1), (0.5, "#3a4c5e", 1), (1, "#141c28", 1)]
    canvas.drawPaint(
        paint("#3a4c5e", shader=radial((middle, floor * 0.55), max(board.width, board.height) * 0.66, stops))
    )
    step = board.width / (5 if not board.portrait else 3)
    for number in range(5 if not board.portrait else 3):
        left, top = step * (number + 0.2), board.height * (0.10 if not board.portrait else 0.12)
        window = skia.Rect(left, top, left + step * 0.6, floor - board.height * 0.14)
        arch = skia.Path()
        arch.addRoundRect(window, step * 0.3, step * 0.3)
        arch.addRect(skia.Rect(window.left(), window.centerY(), window.right(), window.bottom()))
        canvas.drawPath(
            arch, paint("#b8d0e0", shader=linear((0, top), (0, window.bottom()), [(0, "#d8e8f0"), (1, "#7a9cb4")]))
        )
        for share in (0.33, 0.66):
            canvas.drawRect(
                skia.Rect.MakeXYWH(window.left() + window.width() * share - 4, top, 8, window.height()),
                paint("#2a3848"),
            )
        for row in range(1, 6):
            canvas.drawRect(
                skia.Rect(
                    window.left(),
                    top + window.height() * row / 6 - 3,
                    window.right(),
                    top + window.height() * row / 6 + 3,
                ),
                paint("#2a3848"),
            )
        pillar = skia.Rect(step * number - step * 0.07, 0, step * number + step * 0.07, floor)
        canvas.drawRect(
            pillar,
            paint(
                "#4a5a68",
                shader=linear(
                    (pillar.left(), 0), (pillar.right(), 0), [(0, "#1c2834"), (0.6, "#6a7c8a"), (1, "#2c3a48")]
                ),
            ),
        )
    canvas.drawRect(
        skia.Rect(0, floor, board.width, board.height),
        paint(
            "#3a3a40", shader=linear((0, floor), (0, board.height), [(0, "#8a8684"), (0.3, "#4c4a4e"), (1, "#14141a")])
        ),
    )
    canvas.drawRect(skia.Rect(0, floor - 26, board.width, floor), paint("#2a323c"))
    scene.add("hall", 0.10, hall)
    rays = Sheet(board)
    for share, turn in ((0.16, 16.0), (0.84, -18.0)):
        beam(rays.canvas, (board.width * share, -40), turn, floor * 1.15, 13, "#ffe8bc", 0.45)
    x, size = board.width * 0.54, min(board.height * 0.55, board.width * 0.46)
    foot = floor + board.height * 0.03
    stand = Sheet(board)
    half, deep = size * 1.22 if not board.portrait else board.width * 0.46, board.height * 0.06
    centre = x - size * 0.02 if not board.portrait else middle
    top = polygon(
        [
            (centre - half * 0.94, foot - deep * 0.35),
            (centre + half * 0.94, foot - deep * 0.35),
            (centre + half, foot + deep * 0.5),
            (centre - half, foot + deep * 0.5),
        ]
    )
    stand.canvas.drawRect(
        skia.Rect(centre - half, foot + deep * 1.3, centre + half, foot + deep * 1.8), paint("#000000", 0.5, blur=18)
    )
    stand.canvas.drawRect(
        skia.Rect(centre - half, foot + deep * 0.5, centre + half, foot + deep * 1.5),
        paint(
            "#3a2c24", shader=linear((0, foot + deep * 0.5), (0, foot + deep * 1.5), [(0, "#6a4c38"), (1, "#241a16")])
        ),
    )
    stand.canvas.drawPath(
        top,
        paint(
            "#8a7058", shader=linear((0, foot - deep * 0.3), (0, foot + deep * 0.5), [(0, "#a88c6c"), (1, "#7a5e48")])
        ),
    )
    plate = skia.Rect.MakeXYWH(centre - half * 0.09, foot + deep * 0.72, half * 0.18, deep * 0.5)
    stand.canvas.drawRect(
        plate,
        paint(
            "#c8a45a",
            shader=linear((plate.left(), 0), (plate.right(), 0), [(0, "#8a6a2c"), (0.5, "#f0d890"), (1, "#8a6a2c")]),
        ),
    )
    contact_shadow(stand.canvas, x, foot, size * 0.8, opacity=0.4)
    for at, up in ((-0.55, 0.74), (0.20, 0.70)):
        stand.canvas.drawLine(
            x - size * at, foot, x - size * at, foot - size * up, paint("#1c1a1c", stroke=size * 0.012)
        )
    scene.add("plinth", 0.40, stand)
    bones = Sheet(board)
    tyrannosaur_bones(bones.canvas, Figure(x, foot, size, -1), "#e2cda0", "#3a2a20")
    scene.add("skeleton", 0.50, bones)
    scene.add("light", 0.54, as_light(rays), Motion(flicker=0.05, flicker_rate=0.3))
