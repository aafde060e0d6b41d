"""Where art is made and shown: a workshop, an inventor's table, Florence, a museum's hall, a table with sunflowers."""

from collections.abc import Callable
from typing import Any

import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import smooth
from videoagent_agent_image.drawing.dishes import shadow
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.lamps import as_light, glow
from videoagent_agent_image.drawing.paintings import framed
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import ADD, Sheet, linear, paint, polygon, radial
from videoagent_agent_image.drawing.sky import sky
from videoagent_agent_image.drawing.workshop import bouquet, brushes, bust, easel, leaf_of_drawings, quill
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.florence import florence
from videoagent_agent_image.sets.museum import museum
from videoagent_agent_image.sets.table import backdrop, table
from videoagent_media.layers import Motion

_WOOD: Colour = "#8a5a34"


def draw(brief: Brief) -> Scene:
    """Draw one of seven views of art."""
    scene = Scene(brief.board, accent="#ffd590")
    views: tuple[Callable[[Scene, Brief], None], ...] = (
        _workshop,
        _drawings,
        florence,
        museum,
        _sunflowers,
        _modern,
        _sculptor,
    )
    views[brief.variant % len(views)](scene, brief)
    return scene


def _workshop(scene: Scene, brief: Brief) -> None:
    """Show a portrait on its easel, a bust and brushes by the window."""
    _at_easel(scene, brief, "#8f7a62", "portrait")


def _modern(scene: Scene, brief: Brief) -> None:
    """Show a painting in planes on its easel."""
    _at_easel(scene, brief, "#a8a094", "planes")


def _sculptor(scene: Scene, brief: Brief) -> None:
    """Show a marble head that has just been carved, blocks and a mallet beside it."""
    board, light = brief.board, brief.light
    floor, tall, sunlight = _room(scene, brief, "#8a8478")
    marble = mix(light.on("#f4efe6"), light.key, 0.2)
    shade = mix(light.on("#8a8288"), "#2a2024", 0.15)
    x, foot = board.width * (0.66 if not board.portrait else 0.54), floor + tall * 0.17
    stand = Sheet(board)
    for left, wide, high in (
        ((-1.02, 0.44, 0.50), (-0.74, 0.30, 0.28)) if not board.portrait else ((-0.66, 0.36, 0.36),)
    ):
        _block(stand, x + tall * left, foot - 6, tall * wide, tall * high, marble, shade)
    shadow(stand.canvas, x, foot, tall * 0.7, flat=0.16)
    wood = light.on(_WOOD)
    for side in (-1, 1):
        leg = x + side * tall * 0.14, foot - tall * 0.24, x + side * tall * 0.25, foot
        stand.canvas.drawLine(*leg, paint(mix(wood, "#140a06", 0.3), stroke=tall * 0.035))
    for wide, top, low in ((0.30, 0.30, 0.24), (0.22, 0.33, 0.29)):
        area = skia.Rect(x - tall * wide, foot - tall * top, x + tall * wide, foot - tall * low)
        tones = [(0, mix(wood, light.key, 0.4)), (1, mix(wood, "#140a06", 0.4))]
        stand.canvas.drawRect(area, paint(wood, shader=linear((0, area.top()), (0, area.bottom()), tones)))
    bust(stand.canvas, Figure(x + 8, foot - tall * 0.33, tall * 0.66, -1), marble, shade)
    mallet = x + tall * 0.23, foot - tall * 0.30
    stand.canvas.drawLine(
        *mallet, mallet[0] - tall * 0.10, mallet[1] - tall * 0.16, paint("#c89a5a", stroke=tall * 0.022)
    )
    head = skia.Rect.MakeXYWH(mallet[0] - tall * 0.07, mallet[1] - tall * 0.055, tall * 0.12, tall * 0.055)
    stand.canvas.drawRoundRect(head, 8, 8, paint(mix(wood, "#140a06", 0.35)))
    random = brief.random(12)
    for _ in range(26):
        chip = x + tall * 0.5 * float(random.standard_normal()), foot + tall * 0.07 * float(random.random())
        size = tall * float(random.uniform(0.006, 0.018))
        rough = [(chip[0] - size, chip[1]), (chip[0], chip[1] - size), (chip[0] + size * 1.4, chip[1] + size * 0.3)]
        stand.canvas.drawPath(polygon(rough), paint(mix(marble, shade, 0.3 * float(random.random()))))
    scene.add("sculpture", 0.56, stand)
    scene.add("sunlight", 0.60, as_light(sunlight))


def _block(sheet: Sheet, x: float, foot: float, wide: float, high: float, marble: Colour, shade: Colour) -> None:
    """Draw a rough block of marble."""
    half, deep = wide / 2, wide * 0.16
    shadow(sheet.canvas, x, foot, wide * 1.2)
    front = [(x - half, foot), (x - half * 0.96, foot - high * 0.96), (x + half * 0.9, foot - high), (x + half, foot)]
    tones = [(0, mix(marble, shade, 0.15)), (1, mix(marble, shade, 0.75))]
    sheet.canvas.drawPath(polygon(front), paint(marble, shader=linear((x - half, 0), (x + half, 0), tones)))
    top = [front[1], (x - half * 0.7, foot - high - deep), (x + half * 1.05, foot - high - deep * 0.9), front[2]]
    sheet.canvas.drawPath(polygon(top), paint(mix(marble, "#ffffff", 0.25)))
    for share in (0.22, 0.5, 0.74):
        y = foot - high * share
        vein = smooth(
            [(x - half * 0.9, y), (x - half * 0.2, y - high * 0.07), (x + half * 0.9, y + high * 0.03)], close=False
        )
        sheet.canvas.drawPath(vein, paint(shade, 0.3, stroke=3))


def _room(scene: Scene, brief: Brief, wall: Colour) -> tuple[float, float, Sheet]:
    """Add a room with a window; return where its floor begins, how tall an easel is, and the light that falls in."""
    board, light, random = brief.board, brief.light, brief.random(2)
    tall = board.height * (0.66 if not board.portrait else 0.44)
    floor = board.height * (0.70 if not board.portrait else 0.62)
    outside = Sheet(board)
    outside.pixels[...] = sky(
        board, light, brief.seed, horizon=board.height * 0.5, sun_at=(board.width * 0.2, board.height * 0.2)
    )
    scene.add("outside", 0.0, outside)
    frame = skia.Rect(board.width * 0.115, board.height * 0.13, board.width * 0.34, board.height * 0.50)
    if board.portrait:
        frame = skia.Rect(board.width * 0.12, board.height * 0.11, board.width * 0.46, board.height * 0.37)
    scene.add("wall", 0.2, _wall(brief, frame, floor, wall))
    pictures = Sheet(board)
    places = ((0.435, 0.20, 0.10, "valley"), (0.435, 0.40, 0.085, "sea"), (0.885, 0.22, 0.085, "flowers"))
    if board.portrait:
        places = ((0.66, 0.17, 0.22, "valley"), (0.90, 0.19, 0.16, "sea"), (0.66, 0.28, 0.18, "flowers"))
    for x, y, wide, kind in places:
        half, high = board.width * wide / 2, board.width * wide * 0.36
        framed(
            pictures.canvas,
            skia.Rect(board.width * x - half, board.height * y - high, board.width * x + half, board.height * y + high),
            kind,
            random,
        )
    scene.add("pictures", 0.24, pictures)
    beam = Sheet(board)
    fall = board.width * 0.30, board.height * 0.46
    for column in range(2):
        left = frame.left() + frame.width() * (0.5 * column + 0.02)
        right = left + frame.width() * 0.46
        rays = polygon(
            [
                (left, frame.top()),
                (right, frame.top()),
                (right + fall[0], frame.bottom() + fall[1]),
                (left + fall[0], frame.bottom() + fall[1]),
            ]
        )
        fade = linear(
            (0, frame.top()),
            (0, frame.bottom() + fall[1]),
            [(0, light.key, 0.30), (0.5, light.key, 0.16), (1, light.key, 0.0)],
        )
        beam.canvas.drawPath(rays, paint(light.key, shader=fade, blur=12, blend=ADD))
    return floor, tall, beam


def _at_easel(scene: Scene, brief: Brief, wall: Colour, picture: str) -> None:
    board, light = brief.board, brief.light
    floor, tall, sunlight = _room(scene, brief, wall)
    x, foot = (
        board.width * (0.645 if not board.portrait else 0.52),
        floor + board.height * (0.085 if not board.portrait else 0.05),
    )
    stand = Sheet(board)
    shadow(stand.canvas, x, foot, tall * 0.8, flat=0.16)
    easel(stand.canvas, x, foot, tall, light.on(_WOOD), picture, brief.random(3), wide=0.42)
    scene.add("easel", 0.56, stand)
    scene.add("sunlight", 0.60, as_light(sunlight))
    near = Sheet(board)
    _pedestal(near, brief, board.width * (0.335 if not board.portrait else 0.185), floor + 60, tall)
    _stool(near, brief, board.width * (0.845 if not board.portrait else 0.86), floor + 96, tall)
    scene.add("bust", 0.64, near)


def _wall(brief: Brief, frame: Any, floor: float, tone: Colour) -> Sheet:
    """Draw a plastered wall with an opening for the window, above a floor of boards."""
    board, light = brief.board, brief.light
    sheet = Sheet(board)
    plaster = light.on(tone)
    stops = [(0, mix(plaster, light.key, 0.55), 1), (0.45, plaster, 1), (1, mix(plaster, "#1a1210", 0.72), 1)]
    reach = max(board.width, board.height) * 0.75
    sheet.canvas.drawPaint(paint(plaster, shader=radial((board.width * 0.5, board.height * 0.36), reach, stops)))
    boards = mix(light.on("#7a5236"), "#1a0e0a", 0.15)
    tones = [(0, mix(boards, light.key, 0.25)), (0.35, boards), (1, mix(boards, "#0c0604", 0.7))]
    sheet.canvas.drawRect(
        skia.Rect(0, floor, board.width, board.height),
        paint(boards, shader=linear((0, floor), (0, board.height), tones)),
    )
    for number in range(-9, 10):
        x = board.width * (0.5 + 0.08 * number)
        sheet.canvas.drawLine(
            board.width * (0.5 + 0.055 * number),
            floor,
            x + (x - board.width / 2) * 1.2,
            board.height,
            paint("#140a06", 0.4, stroke=3),
        )
    sheet.canvas.drawRect(skia.Rect(0, floor - 20, board.width, floor), paint(mix(boards, "#0c0604", 0.4)))
    sheet.canvas.drawRect(frame, paint("#000000", blend=skia.BlendMode.kClear))
    wood = mix(light.on("#6a4a30"), "#140c08", 0.2)
    sheet.canvas.drawRect(frame.makeOutset(12, 12), paint(wood, stroke=26))
    for share in (0.5,):
        x = frame.left() + frame.width() * share
        sheet.canvas.drawRect(skia.Rect(x - 7, frame.top(), x + 7, frame.bottom()), paint(wood))
    for share in (0.33, 0.66):
        y = frame.top() + frame.height() * share
        sheet.canvas.drawRect(skia.Rect(frame.left(), y - 5, frame.right(), y + 5), paint(wood))
    sheet.canvas.drawRect(
        skia.Rect(frame.left() - 44, frame.bottom() + 22, frame.right() + 44, frame.bottom() + 50),
        paint(mix(wood, light.key, 0.35)),
    )
    return sheet


def _pedestal(sheet: Sheet, brief: Brief, x: float, foot: float, tall: float) -> None:
    light = brief.light
    half, high = tall * 0.105, tall * 0.34
    shadow(sheet.canvas, x, foot, tall * 0.3)
    stone = light.on("#a89a8a")
    for left, top, low in (
        (half, foot - high, foot),
        (half * 1.22, foot - high, foot - high * 0.92),
        (half * 1.25, foot - high * 0.10, foot),
    ):
        tones = [(0, mix(stone, light.key, 0.55)), (0.4, stone), (1, mix(stone, "#1c1416", 0.6))]
        sheet.canvas.drawRect(
            skia.Rect(x - left, top, x + left, low), paint(stone, shader=linear((x - left, 0), (x + left, 0), tones))
        )
    bust(
        sheet.canvas,
        Figure(x + 6, foot - high, tall * 0.40, -1),
        mix(light.on("#f4efe6"), light.key, 0.25),
        mix(light.on("#8a8288"), "#2a2024", 0.15),
    )


def _stool(sheet: Sheet, brief: Brief, x: float, foot: float, tall: float) -> None:
    light = brief.light
    wood = light.on(_WOOD)
    high, half = tall * 0.30, tall * 0.15
    shadow(sheet.canvas, x, foot, tall * 0.34)
    for across in (-0.82, 0.82, -0.3, 0.3):
        sheet.canvas.drawLine(
            x + half * across * 0.8,
            foot - high,
            x + half * across,
            foot,
            paint(mix(wood, "#140a06", 0.35), stroke=tall * 0.022),
        )
    sheet.canvas.drawOval(
        skia.Rect(x - half * 1.1, foot - high * 1.10, x + half * 1.1, foot - high * 0.90),
        paint(mix(wood, "#140a06", 0.4)),
    )
    sheet.canvas.drawOval(
        skia.Rect(x - half * 1.1, foot - high * 1.14, x + half * 1.1, foot - high * 0.96),
        paint(mix(wood, light.key, 0.25)),
    )
    brushes(sheet.canvas, x + half * 0.45, foot - high * 1.02, tall * 0.25, light.on("#a86a48"), brief.random(8))
    board = [(-0.98, -1.06), (-0.55, -1.20), (0.0, -1.16), (0.12, -1.05), (-0.10, -0.99), (-0.6, -0.97)]
    sheet.canvas.drawPath(
        smooth([(x + half * px, foot + high * py) for px, py in board]), paint(mix(light.on("#c8945a"), light.key, 0.2))
    )
    for number, tone in enumerate(("#d83a2a", "#f0c030", "#2a5ab0", "#f4f0e4", "#3a8a4a")):
        sheet.canvas.drawOval(
            skia.Rect.MakeXYWH(
                x + half * (-0.86 + 0.18 * number),
                foot - high * (1.10 + 0.02 * (number % 2)),
                half * 0.14,
                high * 0.045,
            ),
            paint(light.on(tone)),
        )


def _drawings(scene: Scene, brief: Brief) -> None:
    """Show sheets full of machines on a table by candlelight."""
    board = brief.board
    wide = board.width * 0.5, board.height * 0.42
    ground = Sheet(board)
    wood: Colour = "#6a4228"
    stops = [(0, mix(wood, "#ffca80", 0.55), 1), (0.45, wood, 1), (1, mix(wood, "#0c0504", 0.82), 1)]
    ground.canvas.drawPaint(paint(wood, shader=radial(wide, max(board.width, board.height) * 0.66, stops)))
    random = brief.random(4)
    for number in range(1, 5):
        y = board.height * number / 5
        ground.canvas.drawLine(0, y, board.width, y, paint("#140806", 0.55, stroke=5))
    for _ in range(60):
        x, y, long = (
            board.width * float(random.random()),
            board.height * float(random.random()),
            board.width * float(random.uniform(0.08, 0.3)),
        )
        ground.canvas.drawLine(
            x, y, x + long, y + 3 * float(random.standard_normal()), paint("#1c0c06", 0.2, stroke=2.5)
        )
    scene.add("table", 0.0, ground)
    tall = board.height * (0.66 if not board.portrait else 0.36)
    leaves: tuple[tuple[float, float, float, float, str], ...] = (
        (0.16, 0.22, 0.78, -13, "dome"), (0.88, 0.76, 0.80, 12, "screw"), (0.83, 0.26, 0.82, 6, "gears"),
        (0.23, 0.66, 0.86, -6, "man"), (0.53, 0.44, 1.0, 2, "wing"),
    )  # fmt: skip
    if board.portrait:
        leaves = ((0.22, 0.16, 0.84, -8, "gears"), (0.80, 0.20, 0.84, 9, "dome"), (0.24, 0.66, 0.90, -5, "man"),
                  (0.82, 0.64, 0.86, 8, "screw"), (0.50, 0.40, 1.0, -2, "wing"))  # fmt: skip
    for number, (x, y, size, turn, what) in enumerate(leaves):
        sheet = Sheet(board)
        leaf_of_drawings(sheet.canvas, board.width * x, board.height * y, tall * size, turn, what)
        scene.add(f"leaf {what}", 0.20 + 0.09 * number, sheet)
    things = Sheet(board)
    quill(
        things.canvas,
        board.width * (0.70 if not board.portrait else 0.64),
        board.height * (0.66 if not board.portrait else 0.55),
        tall * 0.62,
    )
    scene.add("quill", 0.72, things)
    warmth = Sheet(board)
    glow(warmth.canvas, board.width * 0.52, board.height * 0.36, max(board.width, board.height) * 0.5, "#ffc070", 0.26)
    scene.add("candlelight", 0.74, warmth, Motion(flicker=0.12, flicker_rate=1.1))
    dark = Sheet(board)
    edge = radial(
        wide, max(board.width, board.height) * 0.66, [(0, "#0c0504", 0.0), (0.6, "#0c0504", 0.12), (1, "#0c0504", 0.8)]
    )
    dark.canvas.drawPaint(paint("#0c0504", shader=edge))
    scene.add("shade", 0.76, dark)


def _sunflowers(scene: Scene, brief: Brief) -> None:
    """Show sunflowers in a vase before a canvas with a night full of swirls."""
    board = brief.board
    top = board.height * (0.64 if not board.portrait else 0.60)
    x = board.width * (0.66 if not board.portrait else 0.56)
    tall = board.height * 0.56 if not board.portrait else board.width * 0.86
    backdrop(scene, brief, "#5f8a86", (x, board.height * 0.3))
    stand = Sheet(board)
    across, high = (
        board.width * 0.30,
        board.height * (0.80 if not board.portrait else 0.50),
    )
    easel(stand.canvas, across, top + high * 0.30, high, _WOOD, "swirls", brief.random(3), wide=0.62)
    scene.add("easel", 0.3, stand)
    scene.add("table", 0.5, table(brief, top, "#b8863c"))
    vase = Sheet(board)
    bouquet(vase.canvas, x, top + board.height * 0.105, tall, brief.random(6))
    scene.add("sunflowers", 0.62, vase, Motion(sway=(1.5, 0), period=6))
    things = Sheet(board)
    jar = (
        board.width * (0.865 if not board.portrait else 0.88),
        top + board.height * (0.12 if not board.portrait else 0.08),
    )
    shadow(things.canvas, *jar, tall * 0.16)
    brushes(things.canvas, *jar, tall * 0.42, "#3a6a8a", brief.random(9))
    scene.add("brushes", 0.66, things)
