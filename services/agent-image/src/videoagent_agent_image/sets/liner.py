"""Ocean liners: under way by day, from before the bow, among ice by night, a lifeboat, a wreck on the sea floor."""

from dataclasses import replace

import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.ice import iceberg
from videoagent_agent_image.drawing.lifeboat import lifeboat, submersible
from videoagent_agent_image.drawing.light import NIGHT
from videoagent_agent_image.drawing.liner import Seen, bow_wave, liner, wreck
from videoagent_agent_image.drawing.plumes import plume
from videoagent_agent_image.drawing.ridges import Ridge, ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon, radial
from videoagent_agent_image.drawing.water import glints, mirror
from videoagent_agent_image.drawing.weather import flakes
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_mist, open_sky, sun_place
from videoagent_agent_image.sets.sea import gulls, surface, wave
from videoagent_media.layers import Layer, Motion


def draw(brief: Brief) -> Scene:
    """Draw one of five views: under way, the bow, ice, a lifeboat, a wreck; the last three by night."""
    scene = Scene(brief.board, accent="#ffd59a")
    views = (_under_way, _bow, _ice, _lifeboat, _wreck)
    view = brief.variant % len(views)
    views[view](scene, brief if view < 2 else replace(brief, light=NIGHT))
    return scene


def _smoke(scene: Scene, brief: Brief, mouths: tuple[tuple[float, float], ...], size: float, drift: float) -> None:
    light, sheet = brief.light, Sheet(brief.board)
    tones = mix(light.on("#4a4248"), light.haze, 0.15), mix(light.on("#8a8288"), light.haze, 0.65)
    for number, mouth in enumerate(mouths):
        plume(sheet.canvas, mouth, size, drift, tones, brief.random(40 + number), opacity=0.30)
    scene.add("smoke", 0.42, sheet, Motion(velocity=(4 if drift > 0 else -4, -1), sway=(8, 4), period=7))


def _swell(scene: Scene, brief: Brief, tops: tuple[float, ...]) -> None:
    """Add waves in front of the ship; ``tops`` are shares of the height."""
    board, light = brief.board, brief.light
    for number, top in enumerate(tops):
        share = (number + 1) / len(tops)
        body = mix(light.on("#1f7396", 0.1 * (1 - share)), light.on("#08304e"), 0.2 + 0.55 * share)
        sheet = Sheet(board)
        wave(sheet, brief, number, board.height * top, 18 + 22 * share, body, mix(body, light.lit, 0.5))
        motion = Motion(sway=(14 + 8 * share, 4 + 2 * share), period=6 + number, phase=0.27 * number)
        scene.add(f"wave {number}", 0.56 + 0.2 * number, sheet, motion)


def _under_way(scene: Scene, brief: Brief) -> None:
    """Show the ship from its side, under steam."""
    board, light = brief.board, brief.light
    tall = board.portrait
    horizon = board.height * (0.60 if not tall else 0.58)
    open_sky(scene, brief, horizon * 1.02, sun=0.80)
    scene.add("sea", 0.12, surface(board, brief, horizon, sun_place(brief, 0.80)[0]))
    add_mist(scene, brief, 0.13, horizon, 26, 0.5)
    size = board.width * (0.70 if not tall else 1.02)
    seen = Seen(
        board.width * (0.49 if not tall else 0.43), horizon + board.height * (0.055 if not tall else 0.045), size,
        horizon, turned=24 if not tall else 46, away=1.5, tall=1.2 if not tall else 1.45,
    )  # fmt: skip
    ship = Sheet(board)
    mouths = liner(ship.canvas, seen, light)
    bow_wave(ship.canvas, seen, mix(light.lit, "#ffffff", 0.3 * (not light.dark)), brief.random(3))
    _smoke(scene, brief, mouths[1:], size * 0.24, -1.5)
    scene.add("liner", 0.46, ship, Motion(velocity=(5, 0), sway=(0, 3), period=7))
    scene.add("gulls", 0.5, gulls(brief), Motion(velocity=(9, -1), sway=(0, 5), period=4))
    _swell(scene, brief, (0.80, 0.93) if not tall else (0.72, 0.86))


def _bow(scene: Scene, brief: Brief) -> None:
    """Show the ship from before its bow, towering over the water."""
    board, light = brief.board, brief.light
    tall = board.portrait
    horizon = board.height * (0.70 if not tall else 0.68)
    open_sky(scene, brief, horizon, sun=0.24)
    scene.add("sea", 0.12, surface(board, brief, horizon, sun_place(brief, 0.24)[0]))
    add_mist(scene, brief, 0.13, horizon, 30, 0.5)
    size = board.height * (1.22 if not tall else 0.56) * (0.84 if board.square else 1.0)
    seen = Seen(
        board.width * (0.36 if board.square else 0.42 if tall else 0.52), horizon + board.height * 0.045, size, horizon,
        turned=66 if not tall else 70, away=0.84, tall=1.3 if not tall else 1.75,
    )  # fmt: skip
    ship = Sheet(board)
    mouths = liner(ship.canvas, seen, light)
    bow_wave(ship.canvas, seen, mix(light.lit, "#ffffff", 0.3 * (not light.dark)), brief.random(3))
    _smoke(scene, brief, mouths, size * 0.20, -1.2)
    scene.add("liner", 0.46, ship, Motion(sway=(0, 4), period=7))
    _swell(scene, brief, (0.86, 0.96) if not tall else (0.80, 0.91))


def _ice(scene: Scene, brief: Brief) -> None:
    """Show the lit ship by night on a sea like glass, and the ice before it."""
    board, light = brief.board, brief.light
    tall = board.portrait
    horizon = board.height * (0.58 if not tall else 0.56)
    open_sky(scene, brief, horizon, sun=None)
    far = Sheet(board)
    for x, wide, profile in ((0.10, 300.0, (0.10, 0.24, 0.16)), (0.93, 420.0, (0.08, 0.20, 0.30, 0.22, 0.06))):
        iceberg(far.canvas, board.width * x, horizon + 6, wide, profile, light, brief.random(8), haze=0.5)
    scene.add("far ice", 0.12, far)
    ship = Sheet(board)
    size = board.width * (0.52 if not tall else 0.82) * (1.2 if board.square else 1.0)
    seen = Seen(
        board.width * (0.37 if not tall else 0.46), horizon + 16, size, horizon, turned=22 if not tall else 36,
        away=1.6, tall=1.2 if not tall else 1.45,
    )  # fmt: skip
    mouths = liner(ship.canvas, seen, light, lamps=True)
    _smoke(scene, brief, mouths[1:], size * 0.20, -1.3)
    scene.add("liner", 0.30, ship)
    berg = Sheet(board)
    x, wide = (0.79, board.width * 0.36) if not tall else (0.70, board.width * 0.66)
    outline = (0.06, 0.13, 0.20, 0.19, 0.33, 0.46, 0.49, 0.38, 0.40, 0.27, 0.15, 0.13, 0.05)
    water = horizon + board.height * (0.11 if not tall else 0.17)
    iceberg(berg.canvas, board.width * x, water, wide, outline, light, brief.random(9))
    pool = Scene(board, [*scene.layers])
    pool.add("berg", 0.5, berg)
    scene.layers.insert(-1, _glass(brief, pool, horizon + 8))
    scene.add("berg", 0.56, berg)
    shine = glints(board, horizon + 20, "#ffd79a", brief.random(5), count=120, opacity=0.30)
    scene.add("glints", 0.58, shine, Motion(sway=(8, 0), period=6))


def _glass(brief: Brief, above: Scene, line: float) -> Layer:
    """Return still water that mirrors what is above it."""
    tint = brief.light.on("#0c2440")
    pixels = mirror(brief.board, above.flat(), line, tint=tint, share=0.30, ripple=16, seed=brief.seed)
    water = Scene(brief.board)
    water.add("water", 0.26, pixels)
    return water.layers[0]


def _lifeboat(scene: Scene, brief: Brief) -> None:
    """Show a lifeboat, and far behind it the ship going down by the bow."""
    board, light = brief.board, brief.light
    tall = board.portrait
    horizon = board.height * (0.52 if not tall else 0.50)
    open_sky(scene, brief, horizon, sun=None)
    ship = Sheet(board)
    size = board.width * (0.34 if not tall else 0.62)
    x = board.width * (0.70 if not tall else 0.56)
    seen = Seen(x, horizon - size * 0.012, size, horizon - 6, turned=10, away=3, tall=1.25, sunk=9)
    ship.canvas.clipRect(skia.Rect(0, 0, board.width, horizon + 4))
    liner(ship.canvas, seen, light, lamps=True)
    glow = Sheet(board)
    reach = size * 0.62
    haze = radial((x, horizon - size * 0.08), reach, [(0, "#ffb86a", 0.30), (1, "#ffb86a", 0.0)])
    glow.canvas.drawCircle(x, horizon - size * 0.08, reach, paint("#ffb86a", shader=haze))
    scene.add("glow", 0.16, glow)
    scene.add("liner", 0.18, ship)
    scene.layers.append(_glass(brief, scene, horizon + 4))
    far, near = Sheet(board), Sheet(board)
    for at, down, long in ((0.40, 0.045, 150.0), (0.90, 0.060, 190.0)) if not tall else ((0.16, 0.035, 170.0),):
        place = Figure(board.width * at, horizon + board.height * down, long)
        lifeboat(far.canvas, place, light, brief.random(12))
    scene.add("far boats", 0.36, far, Motion(velocity=(-2, 0), sway=(0, 2), period=5))
    long = min(board.width * 0.62, 980.0) if not tall else board.width * 0.80
    foot = board.height * (0.80 if not tall else 0.71)
    at = board.width * (0.36 if not tall else 0.48)
    shadow = skia.Rect.MakeXYWH(at - long * 0.46, foot - long * 0.01, long * 0.92, long * 0.13)
    near.canvas.drawOval(shadow, paint("#01040c", 0.65, blur=22))
    lifeboat(near.canvas, Figure(at, foot, long, -1), light, brief.random(11))
    scene.add("lifeboat", 0.66, near, Motion(velocity=(-4, 0), sway=(0, 7), period=5))
    shine = glints(board, horizon + 20, "#ffcf92", brief.random(5), count=150, opacity=0.26)
    scene.add("glints", 0.70, shine, Motion(sway=(8, 0), period=6))


def _wreck(scene: Scene, brief: Brief) -> None:
    """Show the bow on the sea floor in the lamps of a submersible."""
    board, random = brief.board, brief.random(4)
    tall = board.portrait
    water = Sheet(board)
    centre = board.width * 0.60, board.height * 0.40
    stops = [(0, "#1c6a78", 1.0), (0.45, "#0b3c50", 1.0), (1, "#031420", 1.0)]
    water.canvas.drawPaint(paint("#0b3c50", shader=radial(centre, max(board.width, board.height) * 0.62, stops)))
    scene.add("water", 0.0, water)
    floor = board.height * (0.74 if not tall else 0.66)
    shape = Ridge(floor + 6, 90, "#0e3f4c", "#072430", rough=0.4, knots=3)
    scene.add("far floor", 0.10, ridge(board, shape, brief.seed, brief.light))
    size = board.height * (1.62 if not tall else 0.88) * (0.84 if board.square else 1.0)
    seen = Seen(0.0, floor + board.height * 0.07, size, floor + board.height * 0.02, turned=60, away=0.9, tall=1.75)
    stem = board.width * (0.66 if not tall else 0.74) - seen.at(0.5, 0, 0.05)[0]
    seen = replace(seen, x=stem)
    hull = Sheet(board)
    wreck(hull.canvas, seen, "#7a4a36", "#9fd0c0", "#0c2a34", random)
    left, right = seen.at(0.08, 0.05, 0.05)[0], seen.at(0.30, 0.05, 0.05)[0]
    gone = linear((left, 0), (right, 0), [(0, "#000000", 0.0), (1, "#000000", 1.0)])
    hull.canvas.drawPaint(paint("#000000", shader=gone, blend=skia.BlendMode.kDstIn))
    scene.add("wreck", 0.36, hull)
    at = (0.82, 0.30, 150.0) if not tall else (0.76, 0.25, 170.0)
    craft, beam = Sheet(board), Sheet(board)
    lamps = submersible(craft.canvas, Figure(board.width * at[0], board.height * at[1], at[2], -1), "#fff2b0")
    aim = board.width * (0.55 if not tall else 0.52), board.height * (0.66 if not tall else 0.56)
    cone = polygon([lamps, (aim[0] - 150, aim[1] - 40), (aim[0] + 120, aim[1] + 170)])
    fade = linear(lamps, aim, [(0, "#fff2c0", 0.55), (0.7, "#d8f0c8", 0.18), (1, "#bfe8d0", 0.0)])
    beam.canvas.drawPath(cone, paint("#fff2c0", blur=16, shader=fade))
    drift = Motion(sway=(7, 9), period=7)
    scene.add("beam", 0.42, beam, drift)
    scene.add("submersible", 0.44, craft, drift)
    near = Ridge(board.height * (0.885 if not tall else 0.80), 110, "#123e48", "#03121a", rough=0.5, knots=4, fade=260)
    scene.add("floor", 0.62, ridge(board, near, brief.seed + 1, brief.light))
    snow = Motion(velocity=(5, 14), wrap=(int(board.width), int(board.height)))
    scene.add("snow", 1.02, flakes(board, brief.seed, 130, (1.2, 3.8), 0.40, "#bfe8ee"), snow)
