"""Where books were first printed: a shop with its press, and one of the books."""

import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.lamps import as_light, glow
from videoagent_agent_image.drawing.press import hand_press, open_book, printed_sheet, type_case
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import ADD, Sheet, linear, paint, polygon, radial
from videoagent_agent_image.drawing.sky import sky
from videoagent_agent_image.sets.brief import Brief
from videoagent_media.layers import Motion

_WOOD: Colour = "#8a5a34"


def draw(brief: Brief) -> Scene:
    """Draw one of two views."""
    scene = Scene(brief.board, accent="#ffd590")
    (_shop, _book)[brief.variant % 2](scene, brief)
    return scene


def _shop(scene: Scene, brief: Brief) -> None:
    """Show the press between a case of type and sheets hung up to dry."""
    board, light = brief.board, brief.light
    width, height = board.width, board.height
    floor = height * (0.70 if not board.portrait else 0.62)
    outside = Sheet(board)
    outside.pixels[...] = sky(board, light, brief.seed, horizon=height * 0.55, sun_at=(width * 0.15, height * 0.25))
    scene.add("outside", 0.0, outside)
    window = skia.Rect(width * 0.10, height * 0.24, width * 0.25, height * 0.55)
    if board.portrait:
        window = skia.Rect(width * 0.10, height * 0.26, width * 0.36, height * 0.46)
    scene.add("wall", 0.16, _wall(brief, window, floor))
    rows = ((0.125, 0.085, 0.24), (0.075, 0.115, 0.34))
    if board.portrait:
        rows = ((0.155, 0.13, 0.24), (0.105, 0.17, 0.34))
    for number, (level, wide, depth) in enumerate(rows):
        lines = Sheet(board)
        top = height * level + 34
        lines.canvas.drawLine(0, top - 6, width, top + 4, paint("#c8b088", stroke=5))
        count = round(1 / (wide * 1.45))
        for place in range(count):
            share = (place + 0.5) / count
            if number == 0 or place % 3 != 1:
                printed_sheet(lines.canvas, width * share, top, width * wide, brief.random(60 + 20 * number + place))
        scene.add(
            f"sheets {number}", depth, lines, Motion(sway=(3 + 2 * number, 1), period=5.0 + number, phase=0.3 * number)
        )
    tall = min(height * 0.56, width * 0.62)
    x, foot = (
        width * (0.655 if not board.portrait and not board.square else 0.64),
        floor + height * (0.09 if not board.portrait else 0.055),
    )
    case = Sheet(board)
    if not board.portrait and not board.square:
        type_case(
            case.canvas, width * 0.20, floor + height * 0.075, height * 0.36, light.on("#7a4c2c"), brief.random(5)
        )
        scene.add("case", 0.50, case)
    press = Sheet(board)
    hand_press(press.canvas, x, foot, tall, mix(light.on(_WOOD), light.key, 0.06))
    scene.add("press", 0.58, press)
    beam = Sheet(board)
    fall = width * 0.40, height * 0.42
    rays = polygon(
        [
            (window.left(), window.top()),
            (window.right(), window.top()),
            (window.right() + fall[0], window.bottom() + fall[1]),
            (window.left() + fall[0], window.bottom() + fall[1]),
        ]
    )
    fade = linear(
        (0, window.top()),
        (0, window.bottom() + fall[1]),
        [(0, light.key, 0.34), (0.5, light.key, 0.18), (1, light.key, 0.0)],
    )
    beam.canvas.drawPath(rays, paint(light.key, shader=fade, blur=16, blend=ADD))
    scene.add("sunlight", 0.64, as_light(beam))


def _wall(brief: Brief, window: "skia.Rect", floor: float) -> Sheet:
    """Draw a plastered wall between beams, with an opening for the window, above a stone floor."""
    board, light = brief.board, brief.light
    sheet = Sheet(board)
    canvas = sheet.canvas
    plaster, wood = light.on("#9a8264"), light.on("#4a3020")
    stops = [(0, mix(plaster, light.key, 0.5), 1), (0.45, plaster, 1), (1, mix(plaster, "#160c08", 0.75), 1)]
    canvas.drawPaint(
        paint(
            plaster,
            shader=radial((board.width * 0.42, board.height * 0.42), max(board.width, board.height) * 0.72, stops),
        )
    )
    for share in (0.03, 0.355, 0.68, 0.97) if not board.portrait else (0.03, 0.46, 0.97):
        post = skia.Rect(board.width * share - 26, 0, board.width * share + 26, floor)
        canvas.drawRect(
            post,
            paint(
                wood,
                shader=linear(
                    (post.left(), 0),
                    (post.right(), 0),
                    [(0, mix(wood, light.key, 0.25)), (0.5, wood), (1, mix(wood, "#0c0604", 0.5))],
                ),
            ),
        )
    for level in (0.0, 0.16 if not board.portrait else 0.20):
        canvas.drawRect(
            skia.Rect(0, board.height * level, board.width, board.height * level + 54), paint(mix(wood, "#0c0604", 0.2))
        )
    stone = light.on("#6e6056")
    tones = [(0, mix(stone, light.key, 0.3)), (0.4, stone), (1, mix(stone, "#0c0806", 0.75))]
    canvas.drawRect(
        skia.Rect(0, floor, board.width, board.height),
        paint(stone, shader=linear((0, floor), (0, board.height), tones)),
    )
    for row in range(1, 5):
        y = floor + (board.height - floor) * (row / 4.4) ** 1.5
        canvas.drawLine(0, y, board.width, y, paint("#140c0a", 0.35, stroke=3))
    for number in range(-10, 11):
        canvas.drawLine(
            board.width * (0.5 + 0.06 * number),
            floor,
            board.width * (0.5 + 0.15 * number),
            board.height,
            paint("#140c0a", 0.28, stroke=3),
        )
    canvas.drawRect(skia.Rect(0, floor - 18, board.width, floor), paint(mix(wood, "#0c0604", 0.3)))
    canvas.drawRect(window, paint("#000000", blend=skia.BlendMode.kClear))
    canvas.drawRect(window.makeOutset(10, 10), paint(wood, stroke=26))
    for number in range(1, 6):
        x, y = window.left() + window.width() * number / 6, window.top() + window.height() * number / 6
        canvas.drawLine(x, window.top(), x, window.bottom(), paint("#2a1c14", stroke=4))
        canvas.drawLine(window.left(), y, window.right(), y, paint("#2a1c14", stroke=4))
    return sheet


def _book(scene: Scene, brief: Brief) -> None:
    """Show a great printed book by candlelight, from above."""
    board, random = brief.board, brief.random(4)
    width, height = board.width, board.height
    ground = Sheet(board)
    wood: Colour = "#5f3a24"
    lit = width * 0.5, height * (0.44 if not board.portrait else 0.40)
    stops = [(0, mix(wood, "#ffca80", 0.5), 1), (0.45, wood, 1), (1, mix(wood, "#0c0504", 0.82), 1)]
    ground.canvas.drawPaint(paint(wood, shader=radial(lit, max(width, height) * 0.62, stops)))
    for number in range(1, 5):
        ground.canvas.drawLine(0, height * number / 5, width, height * number / 5, paint("#140806", 0.5, stroke=5))
    for _ in range(60):
        x, y, long = (
            width * float(random.random()),
            height * float(random.random()),
            width * float(random.uniform(0.08, 0.3)),
        )
        ground.canvas.drawLine(
            x, y, x + long, y + 3 * float(random.standard_normal()), paint("#1c0c06", 0.2, stroke=2.5)
        )
    scene.add("table", 0.0, ground)
    pages = Sheet(board)
    wide = min(width * 0.80, height * 1.02)
    open_book(pages.canvas, width * 0.52, lit[1], wide, brief.random(6))
    scene.add("book", 0.40, pages)
    warmth = Sheet(board)
    glow(warmth.canvas, width * 0.5, lit[1] * 0.8, max(width, height) * 0.46, "#ffc070", 0.24)
    scene.add("candlelight", 0.60, warmth, Motion(flicker=0.12, flicker_rate=1.1))
    dark = Sheet(board)
    edge = radial(lit, max(width, height) * 0.64, [(0, "#0c0504", 0.0), (0.6, "#0c0504", 0.15), (1, "#0c0504", 0.82)])
    dark.canvas.drawPaint(paint("#0c0504", shader=edge))
    scene.add("shade", 0.62, dark)
