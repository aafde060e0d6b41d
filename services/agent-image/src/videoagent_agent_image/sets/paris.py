"""Paris: the tower above the river, a boulevard, roofs of zinc."""

import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.landmarks import iron_tower
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon
from videoagent_agent_image.drawing.street_things import lamp_post, mansard
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_mist, open_sky
from videoagent_agent_image.sets.waterfront import pavement, quay, water_below


def draw(brief: Brief) -> Scene:
    """Draw one of three views: the tower above the river, a boulevard, roofs."""
    scene = Scene(brief.board, accent="#ffe0a8")
    views = (_river, _boulevard, _roofs)
    views[brief.variant % len(views)](scene, brief)
    return scene


def _row(
    scene: Scene, brief: Brief, name: str, depth: float, foot: float, high: float, haze: float, gap: tuple[float, float]
) -> None:
    """Add a row of houses, none between two shares of the width."""
    board, random, sheet = brief.board, brief.random(sum(map(ord, name))), Sheet(brief.board)
    x = -high * 0.3
    while x < board.width:
        wide = high * (0.62 + 0.3 * float(random.random()))
        if not gap[0] * board.width < x + wide / 2 < gap[1] * board.width:
            tall = high * (0.84 + 0.18 * float(random.random()))
            mansard(sheet.canvas, skia.Rect(x, foot - tall, x + wide - 2, foot + 10), brief.light, random, haze=haze)
        x += wide
    scene.add(name, depth, sheet)


def _tower(scene: Scene, brief: Brief, depth: float, place: Figure, haze: float) -> None:
    sheet = Sheet(brief.board)
    iron_tower(sheet.canvas, place, brief.light, haze=haze)
    scene.add("tower", depth, sheet)


def _river(scene: Scene, brief: Brief) -> None:
    board, tall = brief.board, brief.board.portrait
    line = board.height * (0.72 if not tall else 0.68)
    open_sky(scene, brief, line, sun=0.26)
    unit = board.height * (1.0 if not tall else 0.56)
    _row(scene, brief, "far houses", 0.12, line - 30, unit * 0.15, 0.50, (0.0, 0.0))
    add_mist(scene, brief, 0.14, line - 60, 60, 0.45)
    size = board.height * (0.60 if not tall else 0.45)
    _tower(scene, brief, 0.20, Figure(board.width * (0.66 if not tall else 0.56), line - 30, size), 0.10)
    _row(scene, brief, "houses", 0.26, line - 26, unit * 0.22, 0.20, (0.40, 0.90) if not tall else (0.24, 0.92))
    quay(scene, brief, line, 0.32)
    bridge = Sheet(board)
    _bridge(bridge, brief, line)
    scene.add("bridge", 0.34, bridge)
    water_below(scene, brief, line + 2, depth=0.36)


def _bridge(sheet: Sheet, brief: Brief, line: float) -> None:
    """Draw a low stone bridge that comes in from the left."""
    board, light = brief.board, brief.light
    end, bay = (
        board.width * (0.34 if not board.portrait else 0.42),
        board.width * (0.105 if not board.portrait else 0.15),
    )
    stone, deck = light.on("#c8bca4", 0.10), line - 66
    body = skia.Path()
    body.addRect(skia.Rect(-20, deck, end, line + 6))
    body.setFillType(skia.PathFillType.kEvenOdd)
    x = end - bay * 1.05
    while x > -bay * 1.2:
        arch = skia.Path()
        arch.moveTo(x, line + 8)
        arch.arcTo(skia.Rect(x, deck + 16, x + bay * 0.86, line + 60), 180, 180, False)
        arch.close()
        body.addPath(arch)
        x -= bay
    tones = [(0, mix(stone, light.key, 0.3)), (0.4, stone), (1, mix(stone, light.shade, 0.5))]
    sheet.canvas.drawPath(body, paint(stone, shader=linear((0, deck), (0, line), tones)))
    sheet.canvas.drawRect(skia.Rect(-20, deck - 12, end + 8, deck + 2), paint(mix(stone, light.key, 0.35)))
    for number in range(4):
        lamp_post(sheet, end - bay * (0.3 + number), deck - 8, 86, light)


def _boulevard(scene: Scene, brief: Brief) -> None:
    board, light, tall = brief.board, brief.light, brief.board.portrait
    ground = board.height * (0.74 if not tall else 0.70)
    open_sky(scene, brief, ground, sun=0.52)
    size = board.height * (0.56 if not tall else 0.42)
    _tower(scene, brief, 0.10, Figure(board.width * 0.51, ground + 10, size), 0.34)
    add_mist(scene, brief, 0.12, ground - 20, 90, 0.5)
    pavement(scene, brief, ground + 4, 0.18)
    random = brief.random(9)
    plan = ((0.20, 0.43, 0.28, 0.46), (0.30, 0.34, 0.42, 0.30), (0.44, 0.23, 0.60, 0.14), (0.64, 0.09, 0.80, 0.03))
    for number, (depth, reach, high, haze) in enumerate(plan):
        sheet = Sheet(board)
        for side in (-1, 1):
            wide = board.width * (0.14 if not tall else 0.21)
            inner = board.width * (reach if not tall else reach * 0.86)
            left = inner - wide + 20 if side < 0 else board.width - inner - 20
            unit = board.height * high * (1.0 if not tall else 0.66)
            body = skia.Rect(left, ground - unit + 30 * number, left + wide, ground + 24 * number)
            mansard(sheet.canvas, body, light, random, haze=haze)
            _awning(sheet, brief, body, number, side)
        scene.add(f"houses {number}", depth, sheet)
    lamps = Sheet(board)
    for x in (0.30, 0.70) if not tall else (0.27, 0.74):
        lamp_post(
            lamps, board.width * x, ground + board.height * 0.10, board.height * (0.30 if not tall else 0.19), light
        )
    scene.add("lamps", 0.74, lamps)


def _awning(sheet: Sheet, brief: Brief, body: "skia.Rect", number: int, side: int) -> None:
    """Draw a café's awning and door along the foot of a house."""
    light, canvas = brief.light, sheet.canvas
    cloth = light.on(("#2c5a4a", "#a82c34", "#28487e")[(number + (side > 0)) % 3], 0.36 - 0.10 * number)
    drop = body.height() * 0.055
    top = body.bottom() - body.height() * 0.145
    shop = skia.Rect(body.left() + 6, top, body.right() - 6, body.bottom())
    canvas.drawRect(shop, paint("#ffcf86" if light.dark else light.on("#3a3634", 0.24 - 0.07 * number)))
    for column in range(1, 5):
        x = shop.left() + shop.width() * column / 5
        canvas.drawLine(x, top, x, shop.bottom(), paint(light.on("#2a2420"), 0.8, stroke=5))
    hood = polygon(
        [
            (shop.left(), top - 6),
            (shop.right(), top - 6),
            (shop.right() + 14, top + drop),
            (shop.left() - 14, top + drop),
        ]
    )
    canvas.drawPath(
        hood,
        paint(
            cloth,
            shader=linear(
                (0, top - 6), (0, top + drop), [(0, mix(cloth, light.key, 0.30)), (1, mix(cloth, light.shade, 0.2))]
            ),
        ),
    )
    stripes = 8
    for stripe in range(0, stripes, 2):
        low, high = stripe / stripes, (stripe + 1) / stripes
        band = [
            (shop.left() + shop.width() * low, top - 6),
            (shop.left() + shop.width() * high, top - 6),
            (shop.left() - 14 + (shop.width() + 28) * high, top + drop),
            (shop.left() - 14 + (shop.width() + 28) * low, top + drop),
        ]
        canvas.drawPath(polygon(band), paint(light.on("#f4ead8", 0.24 - 0.07 * number), 0.85))


def _roofs(scene: Scene, brief: Brief) -> None:
    board, tall = brief.board, brief.board.portrait
    ground = board.height * (0.66 if not tall else 0.62)
    open_sky(scene, brief, ground, sun=0.70)
    unit = board.height * (1.0 if not tall else 0.60)
    _row(scene, brief, "far roofs", 0.10, ground + 30, unit * 0.12, 0.55, (0.0, 0.0))
    size = board.height * (0.50 if not tall else 0.38)
    _tower(scene, brief, 0.16, Figure(board.width * (0.30 if not tall else 0.40), ground + 40, size), 0.26)
    add_mist(scene, brief, 0.18, ground + 10, 70, 0.5)
    _row(scene, brief, "roofs", 0.34, ground + unit * 0.16, unit * 0.24, 0.24, (0.0, 0.0))
    add_mist(scene, brief, 0.36, ground + unit * 0.10, 50, 0.25)
    if tall:
        _row(scene, brief, "lower roofs", 0.48, ground + unit * 0.44, unit * 0.34, 0.12, (0.0, 0.0))
    _row(scene, brief, "near roofs", 0.62, board.height + unit * 0.14, unit * 0.46, 0.04, (0.0, 0.0))
