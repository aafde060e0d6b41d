"""London: the clock tower by the river, the bridge of towers, a red bus."""

import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.landmarks import clock_tower
from videoagent_agent_image.drawing.mills import mill
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint
from videoagent_agent_image.drawing.street_things import double_decker, lamp_post, phone_box
from videoagent_agent_image.drawing.townscape import parliament, tower_bridge
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_mist, open_sky
from videoagent_agent_image.sets.waterfront import pavement, quay, skyline, water_below
from videoagent_media.layers import Motion


def draw(brief: Brief) -> Scene:
    """Draw one of three views: the clock tower by the river, a bridge of towers, a red bus."""
    scene = Scene(brief.board, accent="#ffd59a")
    views = (_river, _bridge, _street)
    views[brief.variant % len(views)](scene, brief)
    return scene


def _river(scene: Scene, brief: Brief) -> None:
    board, light, tall = brief.board, brief.light, brief.board.portrait
    line = board.height * (0.70 if not tall else 0.67)
    open_sky(scene, brief, line, sun=0.24)
    unit = board.height * (1.0 if not tall else 0.58)
    skyline(scene, brief, "far town", 0.10, line - 10, unit * 0.14, haze=0.62, wide=2.2)
    add_mist(scene, brief, 0.12, line - 40, 60, 0.55)
    palace, tower = Sheet(board), Sheet(board)
    x = board.width * (0.70 if not tall else 0.66)
    parliament(
        palace.canvas,
        board.width * (0.16 if not tall else 0.12),
        x + unit * 0.02,
        line - 14,
        unit * 0.22,
        light,
        haze=0.16,
    )
    scene.add("palace", 0.22, palace)
    clock_tower(tower.canvas, Figure(x + unit * 0.05, line - 10, unit * (0.56 if not tall else 0.80)), light, haze=0.06)
    scene.add("clock tower", 0.26, tower)
    quay(scene, brief, line, 0.30)
    bridge = Sheet(board)
    _arches(bridge, brief, x + unit * 0.16, line)
    scene.add("bridge", 0.34, bridge)
    water_below(scene, brief, line + 2, tone="#3a5660", depth=0.36)


def _arches(sheet: Sheet, brief: Brief, start: float, line: float) -> None:
    """Draw a green bridge of flat arches that leaves to the right."""
    board, light = brief.board, brief.light
    green, deck, bay = light.on("#5c7a62", 0.12), line - 74, 230.0
    body = skia.Path()
    body.addRect(skia.Rect(start, deck, board.width + 20, line + 6))
    body.setFillType(skia.PathFillType.kEvenOdd)
    x = start + 26
    while x < board.width:
        arch = skia.Path()
        arch.moveTo(x, line + 8)
        arch.arcTo(skia.Rect(x, deck + 20, x + bay - 34, line + 70), 180, 180, False)
        arch.close()
        body.addPath(arch)
        x += bay
    tones = [(0, mix(green, light.key, 0.35)), (0.4, green), (1, mix(green, light.shade, 0.5))]
    sheet.canvas.drawPath(body, paint(green, shader=linear((0, deck), (0, line), tones)))
    sheet.canvas.drawRect(
        skia.Rect(start - 6, deck - 10, board.width + 20, deck + 3), paint(mix(green, light.key, 0.4))
    )
    x = start + 30
    while x < board.width:
        lamp_post(sheet, x, deck - 8, 80, light)
        x += bay
    bus = Figure(start + (board.width - start) * 0.40, deck - 6, 116)
    double_decker(sheet.canvas, bus, light)


def _bridge(scene: Scene, brief: Brief) -> None:
    board, light, tall = brief.board, brief.light, brief.board.portrait
    line = board.height * (0.72 if not tall else 0.68)
    open_sky(scene, brief, line, sun=0.74)
    unit = board.height * (1.0 if not tall else 0.60)
    skyline(scene, brief, "far town", 0.08, line - 8, unit * 0.30, haze=0.62)
    skyline(scene, brief, "town", 0.14, line, unit * 0.17, haze=0.44, tone="#8a7a70", wide=1.6)
    add_mist(scene, brief, 0.16, line - 20, 70, 0.5)
    sheet = Sheet(board)
    size = unit * 0.50 if not tall else board.width * 0.70
    tower_bridge(sheet.canvas, Figure(board.width * 0.50, line - size * 0.20, size), light, board.width, haze=0.05)
    scene.add("bridge", 0.30, sheet)
    water_below(scene, brief, line + 4, tone="#3a5660", depth=0.34)


def _street(scene: Scene, brief: Brief) -> None:
    board, light, tall = brief.board, brief.light, brief.board.portrait
    ground = board.height * (0.74 if not tall else 0.70)
    open_sky(scene, brief, ground, sun=0.30)
    unit = board.height * (1.0 if not tall else 0.62)
    tower = Sheet(board)
    clock_tower(
        tower.canvas,
        Figure(board.width * (0.54 if not tall else 0.52), ground + 20, unit * (0.60 if not tall else 0.84)),
        light,
        haze=0.34,
    )
    scene.add("clock tower", 0.10, tower)
    add_mist(scene, brief, 0.12, ground - 30, 90, 0.5)
    random = brief.random(12)
    for number, (depth, edge, high, haze) in enumerate(((0.20, 0.42, 0.34, 0.34), (0.32, 0.28, 0.46, 0.12))):
        sheet = Sheet(board)
        for side in (-1, 1):
            wide = board.width * (0.30 if number else 0.16)
            inner = board.width * (edge if not tall else edge * 0.88)
            left = inner - wide if side < 0 else board.width - inner
            box = skia.Rect(left, ground - unit * high, left + wide, ground + 24)
            brick = mix(light.on(("#9a5240", "#b08a68")[(number + (side > 0)) % 2]), light.haze, haze)
            mill(sheet.canvas, box, brick, light, random, haze=haze)
        scene.add(f"houses {number}", depth, sheet)
    pavement(scene, brief, ground + 6, 0.40, "#6c6a6c")
    bus, near = Sheet(board), Sheet(board)
    double_decker(
        bus.canvas,
        Figure(
            board.width * (0.34 if not tall else 0.42),
            ground + board.height * (0.10 if not tall else 0.07),
            640 if not tall else 680,
        ),
        light,
    )
    scene.add("bus", 0.58, bus, Motion(velocity=(9, 0), sway=(0, 1), period=2))
    phone_box(
        near.canvas,
        Figure(
            board.width * 0.80,
            ground + board.height * (0.17 if not tall else 0.14),
            board.height * (0.38 if not tall else 0.23),
        ),
        light,
    )
    lamp_post(
        near,
        board.width * (0.14 if not tall else 0.15),
        ground + board.height * 0.16,
        board.height * (0.54 if not tall else 0.32),
        light,
    )
    scene.add("pavement things", 0.78, near)
