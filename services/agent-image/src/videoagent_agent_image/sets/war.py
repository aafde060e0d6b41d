"""War in the twentieth century: a ruined town, searchlights, a field of poppies, tanks at dusk, graves."""

from dataclasses import replace

import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.light import NIGHT, Light
from videoagent_agent_image.drawing.plumes import plume
from videoagent_agent_image.drawing.ruins import broken_tower, rubble, ruin
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import ADD, Sheet, linear, paint, polygon
from videoagent_agent_image.drawing.warfare import (
    balloon,
    bomber,
    searchlight,
)
from videoagent_agent_image.drawing.weather import flakes
from videoagent_agent_image.sets.battlefields import graves, poppies, tanks
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_mist, open_sky
from videoagent_media.layers import Motion


def draw(brief: Brief) -> Scene:
    """Draw one of five views: a ruined town, searchlights, poppies before barbed wire, tanks, graves."""
    scene = Scene(brief.board, accent="#e8b07a")
    views = (_ruins, _searchlights, poppies, tanks, graves)
    views[brief.variant % len(views)](scene, brief)
    return scene


def _smoky(light: Light) -> Light:
    """Return the light of a town that burns: whatever the hour, the sky is brown and bright only at its foot."""
    sky = ((0, "#35343a"), (0.35, "#5c5652"), (0.65, "#96806e"), (0.85, "#cf9a6c"), (1, "#e8b07a"))
    return replace(
        light,
        sky=sky,
        haze="#b8977c",
        sun=None,
        clouds=0.72,
        cloud="#8c8078",
        stars=0,
        ambient="#8a7868",
        dimming=0.22,
        key="#ffcf9a",
        lit="#e8d0b4",
        shade="#5c5860",
        dark=False,
    )


def _ash(scene: Scene, brief: Brief) -> None:
    board = brief.board
    fall = Motion(velocity=(-9, 16), wrap=(int(board.width), int(board.height)))
    scene.add("ash", 1.02, flakes(board, brief.seed, 90, (1.4, 4.0), 0.45, "#d8ccc0"), fall)


def _houses(
    scene: Scene,
    brief: Brief,
    name: str,
    depth: float,
    foot: float,
    tall: float,
    wide: float,
    haze: float,
    gap: tuple[float, float] = (0.0, 0.0),
) -> None:
    """Add a row of ruins, none in the gap (shares of the width)."""
    board, light, random, sheet = brief.board, brief.light, brief.random(sum(map(ord, name))), Sheet(brief.board)
    x = -wide * float(random.random())
    while x < board.width:
        span = wide * (0.7 + 0.6 * float(random.random()))
        if not gap[0] * board.width < x + span / 2 < gap[1] * board.width:
            wall = light.on(("#8c7a6a", "#7a6a62", "#94826e")[int(random.integers(3))], haze)
            lit_from = 1 if x + span / 2 < board.width / 2 else -1
            body = skia.Rect(x, foot - tall * (0.8 + 0.4 * float(random.random())), x + span, foot + 220)
            ruin(sheet.canvas, body, wall, light, random, lit_from=lit_from, whole=0.66)
        x += span * (1.02 + 0.22 * float(random.random()))
    scene.add(name, depth, sheet)


def _ruins(scene: Scene, brief: Brief) -> None:
    board = brief.board
    brief = replace(brief, light=_smoky(brief.light))
    light, tall = brief.light, board.portrait
    ground = board.height * (0.70 if not tall else 0.66)
    open_sky(scene, brief, ground, sun=None)
    smoke = Sheet(board)
    tones = mix(light.on("#2c282a"), light.haze, 0.10), mix(light.on("#5a5452"), light.haze, 0.35)
    for number, (x, high, drift) in enumerate(((0.20, 0.62, 0.42), (0.72, 0.78, 0.34), (0.90, 0.50, 0.30))):
        plume(
            smoke.canvas,
            (board.width * x, ground - 60),
            board.height * high * (0.8 if tall else 1.0),
            drift,
            tones,
            brief.random(20 + number),
            opacity=0.42,
            puffs=36,
            glow="#ff8a3a",
        )
    scene.add("smoke", 0.08, smoke, Motion(velocity=(3, -1), sway=(9, 4), period=9))
    unit = board.height * (1.0 if not tall else 0.62)
    _houses(scene, brief, "far ruins", 0.14, ground, unit * 0.26, unit * 0.16, 0.58)
    spire = Sheet(board)
    broken_tower(
        spire.canvas,
        board.width * (0.60 if not tall else 0.58),
        ground + 120,
        unit * 0.60,
        light.on("#7c6c60", 0.40),
        light,
    )
    scene.add("tower", 0.20, spire)
    add_mist(scene, brief, 0.22, ground - 10, 110, 0.55)
    _houses(scene, brief, "ruins", 0.34, ground + 40, unit * 0.44, unit * 0.26, 0.24, (0.40, 0.70))
    add_mist(scene, brief, 0.36, ground + 30, 80, 0.45)
    edge = Sheet(board)
    random = brief.random(31)
    for side in (-1, 1):
        span = board.width * (0.15 if not tall else 0.24)
        left = -30.0 if side < 0 else board.width - span + 30
        body = skia.Rect(left, ground - unit * 0.66, left + span, board.height)
        ruin(edge.canvas, body, light.on("#4a403c", 0.04), light, random, lit_from=-side, whole=0.78)
    scene.add("near ruins", 0.60, edge)
    heap = Sheet(board)
    rubble(
        heap.canvas,
        board,
        ground + board.height * 0.065,
        60,
        light.on("#5c504a"),
        light,
        brief.random(32),
        seed=brief.seed,
    )
    scene.add("rubble", 0.78, heap)
    _ash(scene, brief)


def _searchlights(scene: Scene, brief: Brief) -> None:
    board, tall = brief.board, brief.board.portrait
    sky = ((0, "#05070f"), (0.45, "#111a2e"), (0.75, "#33303e"), (0.92, "#8a4a34"), (1, "#d87a40"))
    light = replace(NIGHT, sky=sky, haze="#5a3c3a", sun=None, clouds=0.55, cloud="#4c5468", stars=160, key="#ffb878")
    brief = replace(brief, light=light)
    ground = board.height * (0.74 if not tall else 0.70)
    open_sky(scene, brief, ground, sun=None)
    for number, (x, degrees) in enumerate(((0.14, 22.0), (0.36, -14.0), (0.58, 16.0), (0.84, -25.0), (0.95, -8.0))):
        beam = Sheet(board)
        lean = degrees * (0.6 if tall else 1.0)
        searchlight(beam.canvas, (board.width * x, ground + 10), lean, board.height * 0.95, "#cfe0ff", strength=0.30)
        motion = Motion(sway=(26 - 9 * (number % 3), 0), period=9 + 2 * number, phase=0.23 * number)
        scene.add(f"beam {number}", 0.10, beam, motion)
    kites = Sheet(board)
    for x, y, size in ((0.24, 0.30, 150.0), (0.70, 0.20, 120.0), (0.47, 0.42, 90.0)):
        place = Figure(board.width * x, board.height * (y + (0.06 if tall else 0.0)), size)
        balloon(kites.canvas, place, ground, "#566074", light)
    scene.add("balloons", 0.16, kites, Motion(sway=(5, 3), period=8))
    planes = Sheet(board)
    for x, y in ((0.44, 0.10), (0.50, 0.14), (0.38, 0.15), (0.56, 0.19), (0.32, 0.20)):
        at = Figure(board.width * x, board.height * (y + 0.05), 74 if not tall else 62)
        bomber(planes.canvas, at, "#0a0e18")
    scene.add("bombers", 0.18, planes, Motion(velocity=(9, 1)))
    town = Sheet(board)
    _dome(
        town,
        board.width * (0.42 if not tall else 0.44),
        ground + 30,
        board.height * (0.34 if not tall else 0.22),
        "#2a2630",
        light,
    )
    scene.add("dome", 0.26, town)
    _roofs(scene, brief, "far roofs", 0.30, ground + 6, 78, "#2c2832")
    fires = Sheet(board)
    for x, size in ((0.10, 150.0), (0.66, 230.0), (0.90, 120.0)):
        fires.canvas.drawCircle(board.width * x, ground + 40, size, paint("#ff7a2a", 0.55, blur=size * 0.5, blend=ADD))
    scene.add("fires", 0.32, fires, Motion(flicker=0.35, flicker_rate=1.4))
    smoke = Sheet(board)
    for number, x in enumerate((0.66, 0.90)):
        plume(
            smoke.canvas,
            (board.width * x, ground + 10),
            board.height * 0.40,
            0.5,
            ("#2a2228", "#3a3440"),
            brief.random(50 + number),
            opacity=0.40,
            glow="#ff7a2a",
        )
    scene.add("smoke", 0.34, smoke, Motion(velocity=(4, -1), sway=(8, 4), period=8))
    _roofs(scene, brief, "roofs", 0.46, ground + board.height * 0.075, 130, "#1a171e")
    _roofs(scene, brief, "near roofs", 0.74, ground + board.height * 0.165, 230, "#0d0b10")


def _dome(sheet: Sheet, x: float, foot: float, tall: float, tone: Colour, light: Light) -> None:
    """Draw a cathedral with a dome and two towers, dark before the glow."""
    place = Figure(x, foot, tall)
    canvas = sheet.canvas
    tones = [(0, mix(tone, light.key, 0.16)), (1, mix(tone, light.haze, 0.35))]
    fill = paint(tone, shader=linear(place.at(0, 1), place.at(0, 0), tones))
    canvas.drawPath(
        place.angular([(-0.75, 0), (-0.75, 0.30), (-0.62, 0.36), (0.62, 0.36), (0.75, 0.30), (0.75, 0)]), fill
    )
    canvas.drawPath(place.angular([(-0.27, 0.3), (-0.27, 0.56), (0.27, 0.56), (0.27, 0.3)]), fill)
    dome = [
        (-0.25, 0.55),
        (-0.25, 0.55),
        (-0.235, 0.70),
        (-0.13, 0.83),
        (0.0, 0.87),
        (0.13, 0.83),
        (0.235, 0.70),
        (0.25, 0.55),
        (0.25, 0.55),
    ]
    canvas.drawPath(place.outline(dome), fill)
    canvas.drawPath(place.angular([(-0.045, 0.85), (-0.04, 0.95), (0.0, 1.06), (0.04, 0.95), (0.045, 0.85)]), fill)
    for side in (-1, 1):
        tower = [(side * a, up) for a, up in ((0.56, 0.3), (0.56, 0.60), (0.63, 0.74), (0.70, 0.60), (0.70, 0.3))]
        canvas.drawPath(place.angular(tower), fill)


def _roofs(scene: Scene, brief: Brief, name: str, depth: float, foot: float, size: float, tone: Colour) -> None:
    """Add a row of dark roofs with chimneys, glowing along their upper edges."""
    board, random, sheet = brief.board, brief.random(sum(map(ord, name))), Sheet(brief.board)
    canvas, x = sheet.canvas, -size * float(random.random())
    while x < board.width + size:
        wide, high = size * (0.8 + 0.7 * float(random.random())), size * (0.5 + 0.5 * float(random.random()))
        gable = [
            (x, board.height),
            (x, foot - high * 0.45),
            (x + wide * 0.5, foot - high),
            (x + wide, foot - high * 0.45),
            (x + wide, board.height),
        ]
        if random.random() < 0.4:
            gable[2:3] = [(x + wide * 0.1, foot - high * 0.9), (x + wide * 0.9, foot - high * 0.9)]
        fade = linear(
            (0, foot - high), (0, foot + size), [(0, mix(tone, brief.light.key, 0.10)), (1, mix(tone, "#000000", 0.5))]
        )
        canvas.drawPath(polygon(gable), paint(tone, shader=fade))
        canvas.drawPath(polygon(gable[1:-1], close=False), paint(brief.light.key, 0.22, stroke=2.5))
        pot = x + wide * (0.2 + 0.5 * float(random.random()))
        canvas.drawRect(
            skia.Rect(pot, foot - high * 1.15, pot + size * 0.12, foot - high * 0.4),
            paint(mix(tone, brief.light.key, 0.06)),
        )
        x += wide * 0.97
    scene.add(name, depth, sheet)
