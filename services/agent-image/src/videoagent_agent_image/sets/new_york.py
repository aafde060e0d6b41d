"""New York: the towers from the harbour, the statue, cabs in a canyon of blocks."""

import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.landmarks import setback_tower
from videoagent_agent_image.drawing.plants import broadleaf
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon
from videoagent_agent_image.drawing.street_things import cab, lamp_post
from videoagent_agent_image.drawing.townscape import statue_of_liberty
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.city import Row, draw_row
from videoagent_agent_image.sets.landscape import add_mist, open_sky
from videoagent_agent_image.sets.sea import gulls
from videoagent_agent_image.sets.waterfront import pavement, skyline, water_below
from videoagent_media.layers import Motion


def draw(brief: Brief) -> Scene:
    """Draw one of three views: towers from the harbour, the statue, cabs between blocks."""
    scene = Scene(brief.board, accent="#ffd59a")
    views = (_harbour, _statue, _canyon)
    views[brief.variant % len(views)](scene, brief)
    return scene


def _towers(
    scene: Scene,
    brief: Brief,
    line: float,
    unit: float,
    places: tuple[tuple[float, float, bool], ...],
    haze: float,
    depth: float,
) -> None:
    sheet = Sheet(brief.board)
    for x, high, crown in places:
        setback_tower(
            sheet.canvas, Figure(brief.board.width * x, line, unit * high), brief.light, haze=haze, crown=crown
        )
    scene.add("famous towers", depth, sheet)


def _harbour(scene: Scene, brief: Brief) -> None:
    board, light, tall = brief.board, brief.light, brief.board.portrait
    line = board.height * (0.70 if not tall else 0.66)
    open_sky(scene, brief, line, sun=0.22)
    unit = board.height * (1.0 if not tall else 0.60)
    skyline(scene, brief, "far towers", 0.08, line, unit * 0.40, haze=0.60)
    add_mist(scene, brief, 0.10, line - 40, 110, 0.5)
    places = ((0.62, 0.64, False), (0.40, 0.52, True)) if not tall else ((0.60, 0.78, False), (0.26, 0.62, True))
    _towers(scene, brief, line, unit, places, 0.22, 0.18)
    skyline(
        scene, brief, "towers", 0.24, line + 4, unit * 0.36, haze=0.34, skip=(0.55, 0.69) if not tall else (0.44, 0.76)
    )
    add_mist(scene, brief, 0.26, line - 10, 70, 0.4)
    skyline(scene, brief, "near towers", 0.32, line + 12, unit * 0.22, haze=0.12, tone="#8a6a5c", wide=1.3)
    shore = Sheet(board)
    shore.canvas.drawRect(skia.Rect(0, line + 6, board.width, line + 20), paint(light.on("#4a4c54")))
    scene.add("shore", 0.34, shore)
    water_below(scene, brief, line + 18, tone="#24506a", depth=0.38)


def _statue(scene: Scene, brief: Brief) -> None:
    board, light, tall = brief.board, brief.light, brief.board.portrait
    line = board.height * (0.76 if not tall else 0.70)
    open_sky(scene, brief, line, sun=0.72)
    unit = board.height * (1.0 if not tall else 0.56)
    skyline(scene, brief, "far towers", 0.08, line - 4, unit * 0.22, haze=0.66)
    _towers(
        scene,
        brief,
        line - 4,
        unit,
        ((0.80, 0.34, False), (0.90, 0.27, True)) if not tall else ((0.82, 0.36, False),),
        0.52,
        0.10,
    )
    skyline(scene, brief, "towers", 0.12, line, unit * 0.15, haze=0.50)
    add_mist(scene, brief, 0.14, line - 14, 60, 0.5)
    island, statue = Sheet(board), Sheet(board)
    x = board.width * (0.38 if not tall else 0.46)
    size = board.height * (0.61 if not tall else 0.50)
    half = size * 0.52
    green = light.on("#5c8a4c", 0.10)
    for number, share in enumerate((-0.86, -0.62, -0.40, 0.42, 0.64, 0.88)):
        broadleaf(
            island.canvas,
            x + half * share,
            line - 6,
            size * 0.13,
            light.on("#2c5434", 0.14),
            light.on("#8ab05c", 0.12),
            brief.random(20 + number),
        )
    island.canvas.drawOval(skia.Rect(x - half, line - size * 0.035, x + half, line + size * 0.05), paint(green))
    island.canvas.drawRect(
        skia.Rect(x - half * 0.98, line + 2, x + half * 0.98, line + 22), paint(light.on("#a89a84", 0.10))
    )
    scene.add("island", 0.28, island)
    statue_of_liberty(statue.canvas, Figure(x, line - 2, size), light, haze=0.03)
    scene.add("statue", 0.30, statue)
    water_below(scene, brief, line + 18, tone="#24506a", depth=0.34)
    if not light.dark:
        scene.add("gulls", 0.5, gulls(brief), Motion(velocity=(9, -1), sway=(0, 5), period=4))


def _canyon(scene: Scene, brief: Brief) -> None:
    board, light, tall = brief.board, brief.light, brief.board.portrait
    ground = board.height * (0.78 if not tall else 0.72)
    open_sky(scene, brief, ground, sun=0.5)
    unit = board.height * (1.0 if not tall else 0.72)
    _towers(scene, brief, ground + 10, unit, ((0.51, 0.70, False),), 0.48, 0.08)
    add_mist(scene, brief, 0.10, ground - 60, 160, 0.55)
    plan = ((0.18, 0.43, 0.44, 0.42), (0.30, 0.33, 0.60, 0.24), (0.44, 0.20, 0.86, 0.06))
    for number, (depth, reach, high, haze) in enumerate(plan):
        row = Row(
            ground + 16 * number,
            (unit * high * 0.72, unit * high),
            (unit * 0.10, unit * 0.15),
            light.on("#8a7a74", haze),
            light.on("#4c5060", min(0.9, haze + 0.1)),
            9.0 + 5 * number,
            0.42 - 0.3 * haze if light.dark else 0.0,
            light.on("#2a3a52", haze),
        )
        sheet, gap = Sheet(board), reach * (1.0 if not tall else 0.94)
        draw_row(sheet, row, brief.random(30 + number), key=mix(row.wall, light.key, 0.5), skip=(gap, 1 - gap))
        scene.add(f"blocks {number}", depth, sheet)
    street = Sheet(board)
    lane = [
        (board.width * 0.47, ground),
        (board.width * 0.55, ground),
        (board.width * 1.05, board.height + 10),
        (-board.width * 0.05, board.height + 10),
    ]
    pavement(scene, brief, ground + 30, 0.48, "#6c6c72")
    asphalt = light.on("#3c3e46", 0.05)
    street.canvas.drawPath(
        polygon(lane),
        paint(
            asphalt,
            shader=linear(
                (0, ground), (0, board.height), [(0, mix(asphalt, light.haze, 0.6)), (0.4, asphalt), (1, "#14161c")]
            ),
        ),
    )
    for share in (0.10, 0.26, 0.48, 0.76):
        y = ground + (board.height - ground) * share
        wide, long = 3 + 12 * share, (board.height - ground) * 0.10 * (0.4 + share)
        street.canvas.drawRect(
            skia.Rect.MakeXYWH(board.width * 0.51 - wide / 2, y, wide, long), paint(light.on("#e8d890"), 0.85)
        )
    scene.add("street", 0.50, street)
    cabs, near = Sheet(board), Sheet(board)
    for x, down, size in (
        ((0.36, 0.055, 210.0), (0.66, 0.075, 250.0)) if not tall else ((0.30, 0.035, 190.0), (0.70, 0.050, 230.0))
    ):
        cab(cabs.canvas, Figure(board.width * x, ground + board.height * down, size, 1 if x < 0.5 else -1), light)
    scene.add("cabs", 0.60, cabs, Motion(velocity=(6, 0)))
    cab(
        near.canvas,
        Figure(
            board.width * (0.50 if not tall else 0.46),
            ground + board.height * (0.105 if not tall else 0.125),
            540.0 if not tall else 640.0,
        ),
        light,
    )
    scene.add("cab", 0.74, near, Motion(velocity=(-8, 0), sway=(0, 1), period=1.8))
    lamps = Sheet(board)
    for x in (0.15, 0.86):
        lamp_post(
            lamps, board.width * x, ground + board.height * 0.09, board.height * (0.36 if not tall else 0.22), light
        )
    scene.add("lamps", 0.64, lamps)
