"""Flight: an airliner above the clouds, a wing from the window, a machine of cloth and wire, balloons."""

import skia

from videoagent_agent_image.drawing.aircraft import airliner, balloon, cloud_bank, flyer, wing_outside
from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.performers import CHEERING, STANDING, person
from videoagent_agent_image.drawing.ridges import Ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon
from videoagent_agent_image.drawing.sky import sky
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.hangar import workshop
from videoagent_agent_image.sets.landscape import (
    add_hills,
    add_mist,
    blades,
    distant_hills,
    open_sky,
    swaying,
)
from videoagent_media.layers import Motion

_SILKS: tuple[tuple[Colour, ...], ...] = (
    ("#d8342c", "#f6c83a"),
    ("#2a6ab8", "#f4ecd8", "#e8743a"),
    ("#e8a02c", "#b82c4a"),
    ("#3a9a6a", "#f4ecd8"),
    ("#6a3a9a", "#f08ab0", "#f6d86a"),
)


def draw(brief: Brief) -> Scene:
    """Draw one of five views of flight."""
    scene = Scene(brief.board, accent="#ffd890")
    views = (_airliner, _window, _flyer, workshop, _balloons)
    views[brief.variant % len(views)](scene, brief)
    return scene


def _sea_of_clouds(scene: Scene, brief: Brief, horizon: float, banks: int) -> None:
    board = brief.board
    for number in range(banks):
        share = number / max(1, banks - 1)
        sheet = Sheet(board)
        size = board.height * (0.045 + 0.115 * share) * (1.0 if not board.portrait else 0.62)
        cloud_bank(
            sheet,
            horizon + board.height * (0.005 + 0.30 * share**1.3),
            size,
            brief.light,
            0.85 * (1 - share),
            brief.random(30 + number),
        )
        drift = Motion(velocity=(-4 - 12 * share, 0)) if number and number == banks - 1 else None
        scene.add(f"clouds {number}", 0.10 + 0.62 * share, sheet, drift)


def _airliner(scene: Scene, brief: Brief) -> None:
    """Show an airliner over a sea of clouds."""
    board, light = brief.board, brief.light
    tall = board.portrait
    horizon = board.height * (0.58 if not tall else 0.56)
    open_sky(scene, brief, horizon, sun=0.24)
    _sea_of_clouds(scene, brief, horizon, 4)
    trail = Sheet(board)
    long = board.width * (0.56 if not tall else 0.74) if not board.square else board.width * 0.70
    x, y = board.width * (0.56 if not (tall or board.square) else 0.5), board.height * (0.385 if not tall else 0.36)
    for up in (0.02, 0.09):
        start = x - long * 0.08, y + long * up
        path = polygon(
            [
                (start[0], start[1] - 3),
                (-30, start[1] + long * 0.11 - 24),
                (-30, start[1] + long * 0.11 + 24),
                (start[0], start[1] + 3),
            ]
        )
        fade = linear((start[0], 0), (0, 0), [(0, "#ffffff", 0.0), (0.2, "#ffffff", 0.55), (1, "#ffffff", 0.12)])
        trail.canvas.drawPath(path, paint("#ffffff", shader=fade, blur=7))
    scene.add("trail", 0.50, trail, Motion(velocity=(9, -1.2)))
    plane = Sheet(board)
    airliner(plane.canvas, x, y, long, light, turn=-6)
    scene.add("airliner", 0.56, plane, Motion(velocity=(9, -1.2), sway=(0, 5), period=5))


def _window(scene: Scene, brief: Brief) -> None:
    """Show the wing and the clouds through a window of the cabin."""
    board, light = brief.board, brief.light
    tall = board.portrait
    high = board.height * (0.58 if not tall else 0.44)
    wide = high * 0.74 if not tall else board.width * 0.66
    centre = board.width * (0.60 if not tall else 0.5), board.height * (0.42 if not tall else 0.40)
    horizon = centre[1] + high * 0.02
    at = board.width * 0.66, board.height * light.sun_height * 0.7
    outside = sky(board, light, brief.seed, horizon=horizon + high * 0.1, sun_at=at if light.sun else None)
    scene.add("sky", 0.0, outside)
    _sea_of_clouds(scene, brief, horizon, 3)
    wing = Sheet(board)
    box = skia.Rect(centre[0] - wide * 0.62, centre[1] - high * 0.36, centre[0] + wide * 0.46, centre[1] + high * 0.52)
    wing_outside(wing.canvas, box, light)
    scene.add("wing", 0.74, wing, Motion(sway=(0, 5), period=3.6))
    scene.add("cabin", 0.86, _cabin(brief, centre, wide, high))


def _cabin(brief: Brief, centre: tuple[float, float], wide: float, high: float) -> Sheet:
    """Draw the wall of a cabin with its windows cut out."""
    board, light = brief.board, brief.light
    sheet = Sheet(board)
    canvas = sheet.canvas
    wall = mix(light.on("#cfcabf"), "#2c3444", 0.45)
    shade = linear(
        (0, 0),
        (board.width, 0),
        [(0, mix(wall, "#10141e", 0.62)), (0.5, mix(wall, light.key, 0.25)), (1, mix(wall, "#10141e", 0.5))],
    )
    canvas.drawPaint(paint(wall, shader=shade))
    spacing = wide * 1.58
    for number in range(-2, 3):
        x = centre[0] + spacing * number
        seam = x + spacing / 2
        canvas.drawLine(seam, 0, seam, board.height, paint(mix(wall, "#10141e", 0.6), 0.8, stroke=5))
        canvas.drawLine(seam + 6, 0, seam + 6, board.height, paint(mix(wall, light.lit, 0.5), 0.4, stroke=3))
        frame = skia.Rect(x - wide / 2, centre[1] - high / 2, x + wide / 2, centre[1] + high / 2)
        for grow, tone, strength in (
            (0.16, mix(wall, light.lit, 0.5), 0.9),
            (0.13, mix(wall, "#10141e", 0.30), 1.0),
            (0.05, mix(wall, light.lit, 0.35), 1.0),
        ):
            box = frame.makeOutset(wide * grow, wide * grow)
            curve = linear(
                (0, box.top()),
                (0, box.bottom()),
                [(0, mix(tone, "#10141e", 0.5)), (0.7, tone), (1, mix(tone, light.key, 0.55))],
            )
            canvas.drawRoundRect(box, box.width() * 0.46, box.width() * 0.46, paint(tone, strength, shader=curve))
        canvas.drawRoundRect(frame, wide * 0.44, wide * 0.44, paint("#000000", blend=skia.BlendMode.kClear))
        canvas.drawRoundRect(frame, wide * 0.44, wide * 0.44, paint("#0c1220", 0.5, stroke=7))
    ceiling = linear((0, 0), (0, board.height * 0.12), [(0, "#0c1018", 0.75), (1, "#0c1018", 0.0)])
    canvas.drawRect(skia.Rect(0, 0, board.width, board.height * 0.12), paint("#0c1018", shader=ceiling))
    low = board.height * (0.80 if not board.portrait else 0.70)
    foot = linear((0, low), (0, board.height), [(0, "#0c1018", 0.0), (1, "#0c1018", 0.9)])
    canvas.drawRect(skia.Rect(0, low, board.width, board.height), paint("#0c1018", shader=foot))
    return sheet


def _flyer(scene: Scene, brief: Brief) -> None:
    """Show an early flying machine over dunes by the sea."""
    board, light, random = brief.board, brief.light, brief.random(6)
    tall = board.portrait
    horizon = board.height * (0.62 if not tall else 0.58)
    open_sky(scene, brief, horizon, sun=0.20)
    sea = Sheet(board)
    blue = light.on("#4f84a8", 0.35)
    sea.canvas.drawRect(
        skia.Rect(0, horizon, board.width, board.height),
        paint(
            blue,
            shader=linear(
                (0, horizon), (0, horizon + board.height * 0.09), [(0, mix(blue, light.haze, 0.6)), (1, blue)]
            ),
        ),
    )
    for _ in range(26):
        y = horizon + 8 + board.height * 0.055 * float(random.random())
        x = board.width * float(random.random())
        sea.canvas.drawLine(x, y, x + 150, y, paint(light.lit, 0.4, stroke=2.5))
    scene.add("sea", 0.06, sea)
    sand = light.on("#e0c490")
    for number, (base, rise, deep) in enumerate(((0.075, 70, 0.30), (0.15, 110, 0.5))):
        dune = Ridge(
            horizon + board.height * base,
            rise,
            mix(mix(sand, light.key, 0.35), light.haze, 0.35 - 0.25 * number),
            mix(sand, light.shade, 0.35 + 0.2 * number),
            rough=0.3,
            knots=2 + number,
            octaves=3,
            fade=300,
            rim=light.lit,
        )
        add_hills(scene, brief, f"dune {number}", deep, dune)
    ground = Sheet(board)
    unit = board.height * (0.115 if not tall else 0.075)
    people = (
        ((0.17, STANDING, 1), (0.225, CHEERING, 1), (0.285, STANDING, 1))
        if not tall
        else ((0.18, STANDING, 1), (0.30, CHEERING, 1))
    )
    for share, pose, side in people:
        px, py = board.width * share, horizon + board.height * (0.165 if not tall else 0.15)
        ground.canvas.drawOval(
            skia.Rect.MakeXYWH(px - unit * 0.1, py - unit * 0.02, unit * 0.8, unit * 0.07), paint("#3a2a1c", 0.3)
        )
        person(ground.canvas, px, py, unit, pose, light.on("#2a2428"), mix(light.key, light.lit, 0.4), side=side)
        ground.canvas.drawOval(
            skia.Rect.MakeXYWH(px - unit * 0.085, py - unit * 0.975, unit * 0.17, unit * 0.035),
            paint(light.on("#2a2428")),
        )
    scene.add("people", 0.54, ground)
    machine = Sheet(board)
    span = board.width * (0.56 if not (tall or board.square) else 0.74)
    x, y = board.width * (0.58 if not (tall or board.square) else 0.50), board.height * (0.37 if not tall else 0.38)
    flyer(machine.canvas, x, y, span, light)
    scene.add("flyer", 0.62, machine, Motion(velocity=(-3, -1), sway=(0, 9), period=4.2))
    scene.add(
        "dune grass",
        0.86,
        blades(brief, 0.94 if not tall else 0.86, 330, (60, 190), "#7a7a3a", "#e8d890", 9),
        swaying(8, 3.2),
        focus=1.5,
    )


def _balloons(scene: Scene, brief: Brief) -> None:
    """Show balloons that rise over a valley in the mist."""
    board, light = brief.board, brief.light
    tall = board.portrait
    horizon = board.height * (0.58 if not tall else 0.62)
    open_sky(scene, brief, horizon, sun=0.30)
    distant_hills(scene, brief, horizon, count=3)
    green = light.on("#6a8a3c", 0.10)
    add_hills(
        scene,
        brief,
        "meadow",
        0.46,
        Ridge(
            board.height * 0.80,
            90,
            mix(green, light.key, 0.35),
            light.on("#24401c"),
            rough=0.3,
            knots=2,
            octaves=3,
            trees=120,
            tree=56,
            slope=50,
        ),
    )
    add_mist(scene, brief, 0.48, board.height * 0.76, 90, 0.5)
    groups: tuple[tuple[tuple[float, float, float], ...], ...] = (
        ((0.12, 0.34, 0.13), (0.36, 0.20, 0.11), (0.90, 0.16, 0.14), (0.50, 0.40, 0.10), (0.76, 0.40, 0.09)),
        ((0.30, 0.30, 0.26), (0.84, 0.30, 0.27)) if not board.square else ((0.20, 0.30, 0.24), (0.88, 0.34, 0.24)),
        ((0.585, 0.085, 0.50),) if not board.square else ((0.56, 0.10, 0.46),),
    )
    if tall:
        groups = (
            ((0.14, 0.30, 0.075), (0.40, 0.17, 0.065), (0.88, 0.22, 0.08), (0.34, 0.42, 0.06)),
            ((0.18, 0.36, 0.14), (0.86, 0.38, 0.15)),
            ((0.52, 0.14, 0.34),),
        )
    for number, group in enumerate(groups):
        sheet = Sheet(board)
        for place, (x, top, size) in enumerate(group):
            balloon(
                sheet.canvas,
                board.width * x,
                board.height * top,
                board.height * size,
                _SILKS[(place + 2 * number) % len(_SILKS)],
                light,
            )
        scene.add(
            f"balloons {number}",
            0.30 + 0.18 * number,
            sheet,
            Motion(velocity=(2 + 2 * number, -1 - 2 * number), sway=(3, 6), period=7 - number, phase=0.3 * number),
        )
