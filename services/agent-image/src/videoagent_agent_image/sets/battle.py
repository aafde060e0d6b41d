"""Battles of former times: a camp of tents, ranks under banners, guns on a hill."""

import skia

from videoagent_agent_image.drawing.camp import banner, cannon, ranks, tent
from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.lamps import glow
from videoagent_agent_image.drawing.plumes import plume
from videoagent_agent_image.drawing.ridges import Ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_hills, add_mist, blades, distant_hills, open_sky, swaying
from videoagent_media.layers import Motion

_ARMS: tuple[tuple[Colour, Colour], ...] = (("#a8282c", "#e0b04a"), ("#2c4a88", "#e8e0d0"), ("#2f6a48", "#e0b04a"))
"""Colours of banners, and of the tents beside them."""


def draw(brief: Brief) -> Scene:
    """Draw one of three views: a camp, ranks under banners, guns on a hill."""
    scene = Scene(brief.board, accent="#ffd08a")
    views = (_camp, _ranks, _guns)
    views[brief.variant % len(views)](scene, brief)
    return scene


def _arms(brief: Brief, number: int) -> tuple[Colour, Colour]:
    first, second = _ARMS[number % len(_ARMS)]
    return brief.light.on(first), brief.light.on(second)


def _camp(scene: Scene, brief: Brief) -> None:
    board, light, tall = brief.board, brief.light, brief.board.portrait
    ground = board.height * (0.56 if not tall else 0.55)
    open_sky(scene, brief, ground, sun=0.72)
    distant_hills(scene, brief, ground - 60, count=3)
    meadow = Ridge(ground + 70, 40, light.on("#8a9a58", 0.25), light.on("#4a5a30", 0.05), rough=0.35, knots=3, fade=520)
    add_hills(scene, brief, "meadow", 0.30, meadow)
    far, random = Sheet(board), brief.random(3)
    count = 9 if not tall else 6
    for number in range(count):
        x = board.width * (number + 0.5 + 0.3 * float(random.random())) / count
        size = 112 + 30 * float(random.random())
        cloth = light.on("#efe6d2", 0.22)
        tent(
            far.canvas,
            Figure(x, ground + 74 + 20 * float(random.random()), size),
            cloth,
            mix(_arms(brief, number)[0], light.haze, 0.2),
            light,
        )
    scene.add("far tents", 0.36, far)
    smoke = Sheet(board)
    fires = (0.30, 0.62) if not tall else (0.34,)
    for number, x in enumerate(fires):
        tones = mix(light.on("#6a6468"), light.haze, 0.3), mix(light.on("#a8a2a4"), light.haze, 0.6)
        plume(
            smoke.canvas,
            (board.width * x, ground + 120),
            board.height * 0.26,
            0.5,
            tones,
            brief.random(20 + number),
            opacity=0.22,
        )
    scene.add("smoke", 0.40, smoke, Motion(velocity=(3, -1), sway=(7, 3), period=6))
    flags = Sheet(board)
    poles = (
        ((0.27, 0.14, 0.34), (0.51, 0.13, 0.30), (0.74, 0.15, 0.36))
        if not tall
        else ((0.36, 0.10, 0.24), (0.68, 0.11, 0.26))
    )
    for number, (x, down, size) in enumerate(poles):
        banner(
            flags.canvas,
            (board.width * x, ground + board.height * down),
            board.height * size,
            _arms(brief, number),
            light,
        )
    scene.add("banners", 0.48, flags, swaying(4, 4.4))
    near = Sheet(board)
    stands: tuple[tuple[float, float, float], ...] = (
        (0.18, 0.20, 330.0),
        (0.37, 0.17, 250.0),
        (0.65, 0.185, 280.0),
        (0.83, 0.215, 350.0),
    )
    if tall:
        stands = ((0.22, 0.13, 300.0), (0.56, 0.12, 240.0), (0.82, 0.16, 340.0))
    for number, (x, down, size) in enumerate(stands):
        first, _ = _arms(brief, number)
        place = Figure(board.width * x, ground + board.height * down, size)
        tent(near.canvas, place, light.on("#f2e8d4", 0.05), first, light, striped=number % 2 == 0)
    scene.add("tents", 0.56, near)
    fire = Sheet(board)
    at = board.width * (0.50 if not tall else 0.34), ground + board.height * (0.235 if not tall else 0.17)
    for turn in (-24, 0, 24):
        fire.canvas.save()
        fire.canvas.translate(*at)
        fire.canvas.rotate(turn)
        fire.canvas.drawRect(skia.Rect(-62, -9, 62, 9), paint(light.on("#3a2418")))
        fire.canvas.restore()
    scene.add("logs", 0.62, fire)
    flames = Sheet(board)
    for x, wide, high in ((-22, 26, 66), (24, 24, 58), (0, 34, 104)):
        flame = skia.Path()
        flame.moveTo(at[0] + x - wide, at[1] - 4)
        flame.cubicTo(
            at[0] + x - wide, at[1] - high * 0.5, at[0] + x - 4, at[1] - high * 0.6, at[0] + x + 4, at[1] - high
        )
        flame.cubicTo(
            at[0] + x + wide * 0.6,
            at[1] - high * 0.6,
            at[0] + x + wide,
            at[1] - high * 0.4,
            at[0] + x + wide,
            at[1] - 4,
        )
        flame.close()
        shade = linear((0, at[1] - high), (0, at[1]), [(0, "#ff7a2a"), (0.6, "#ffb84a"), (1, "#fff0b0")])
        flames.canvas.drawPath(flame, paint("#ffa03a", shader=shade))
    glow(flames.canvas, at[0], at[1] - 40, 190, "#ff9a3a", 0.5)
    scene.add("fire", 0.63, flames, Motion(flicker=0.25, flicker_rate=3.0))
    scene.add(
        "grass",
        0.90,
        blades(brief, 0.99, 700, (50, 170), light.on("#3a4a26"), light.on("#a8ac5c"), 5),
        swaying(3),
        focus=1,
    )


def _ranks(scene: Scene, brief: Brief) -> None:
    board, light, tall = brief.board, brief.light, brief.board.portrait
    ground = board.height * (0.58 if not tall else 0.56)
    open_sky(scene, brief, ground, sun=0.50)
    dust = Sheet(board)
    tones = mix(light.on("#8a6a50"), light.haze, 0.4), mix(light.on("#c0a488"), light.haze, 0.65)
    for number, x in enumerate((0.16, 0.55, 0.86)):
        plume(
            dust.canvas,
            (board.width * x, ground + 30),
            board.height * 0.30,
            0.5,
            tones,
            brief.random(30 + number),
            opacity=0.20,
        )
    hill = Ridge(ground + 10, 110, light.on("#8a8a74", 0.55), light.on("#8a7a5c", 0.45), rough=0.36, knots=3)
    add_hills(scene, brief, "hill", 0.10, hill)
    scene.add("dust", 0.14, dust, Motion(velocity=(4, 0), sway=(8, 3), period=7))
    lit = mix(light.on("#b89070"), light.key, 0.35)
    plan = ((0.18, 0.030, 62.0, 3, 0.45), (0.34, 0.110, 118.0, 2, 0.22), (0.54, 0.235, 205.0, 2, 0.06))
    for number, (depth, down, size, rows, haze) in enumerate(plan):
        level = ground + board.height * (down if not tall else down * 0.95)
        host, flags = Sheet(board), Sheet(board)
        spots = (
            ((0.30, 0.70, 0.88), (0.16, 0.58, 0.84), (0.30, 0.78))[number]
            if not tall
            else ((0.3, 0.74), (0.16, 0.66), (0.30, 0.84))[number]
        )
        for place, x in enumerate(spots):
            arms = tuple(mix(tone, light.haze, haze) for tone in _arms(brief, number + place))
            high = size * (2.9 if number < 2 else 2.5)
            banner(flags.canvas, (board.width * x, level), high, (arms[0], arms[1]), light)
        dark = mix(light.on("#4a3a38"), light.haze, haze)
        ranks(
            host.canvas,
            board.width,
            level,
            size,
            (dark, mix(lit, light.haze, haze)),
            brief.random(40 + number),
            rows=rows,
        )
        scene.add(f"banners {number}", depth + 0.02, flags, swaying(2 + 2 * number, 4.2, 0.2 * number))
        scene.add(f"ranks {number}", depth + 0.04, host)
        if number < 2:
            add_mist(scene, brief, depth + 0.06, level, 50, 0.45)
    near = Sheet(board)
    level = board.height * (1.04 if not tall else 0.96)
    dark = mix(light.on("#2c2226"), "#0c080c", 0.4)
    ranks(near.canvas, board.width, level, 330, (dark, lit), brief.random(46), rows=2 if not tall else 4)
    scene.add("near ranks", 0.84, near)
    if tall:
        low = Sheet(board)
        fade = linear((0, board.height * 0.82), (0, board.height), [(0, "#100a0e", 0.0), (1, "#100a0e", 0.85)])
        low.canvas.drawRect(skia.Rect(0, board.height * 0.82, board.width, board.height), paint("#100a0e", shader=fade))
        scene.add("shade", 0.86, low)


def _guns(scene: Scene, brief: Brief) -> None:
    board, light, tall = brief.board, brief.light, brief.board.portrait
    ground = board.height * (0.60 if not tall else 0.58)
    open_sky(scene, brief, ground, sun=0.26)
    distant_hills(scene, brief, ground - 70, count=2)
    clouds = Sheet(board)
    tones = mix(light.on("#8a8488"), light.haze, 0.25), mix(light.on("#d8d2d0"), light.haze, 0.45)
    for number, (x, drift) in enumerate(((0.86, 0.2), (0.60, 0.7), (0.34, 0.8))):
        plume(
            clouds.canvas,
            (board.width * x, ground + 60),
            board.height * 0.24,
            drift,
            tones,
            brief.random(50 + number),
            opacity=0.34,
            puffs=30,
        )
    host = Sheet(board)
    dark = mix(light.on("#4a3a38"), light.haze, 0.35)
    ranks(
        host.canvas,
        board.width,
        ground + 70,
        76,
        (dark, mix(light.on("#a08468"), light.key, 0.3)),
        brief.random(55),
        rows=3,
        pikes=False,
    )
    slope = Ridge(ground + 60, 40, light.on("#8a8a5c", 0.35), light.on("#5c5c3c", 0.15), rough=0.34, knots=3)
    scene.add("ranks", 0.24, host)
    add_hills(scene, brief, "slope", 0.28, slope)
    scene.add("powder smoke", 0.32, clouds, Motion(velocity=(5, -1), sway=(8, 3), period=7))
    hill = Ridge(
        ground + board.height * 0.16,
        70,
        light.on("#6a6a40", 0.06),
        light.on("#2c2c1c"),
        rough=0.4,
        knots=2,
        fade=320,
        rim=light.key,
    )
    add_hills(scene, brief, "hill", 0.44, hill)
    row = ((0.24, 0.115, 250.0), (0.51, 0.145, 350.0)) if not tall else ((0.22, 0.09, 230.0),)
    guns, flags = Sheet(board), Sheet(board)
    for x, down, size in row:
        cannon(guns.canvas, Figure(board.width * x, ground + board.height * down, size), light)
    banner(
        flags.canvas,
        (board.width * (0.40 if not tall else 0.50), ground + board.height * 0.13),
        board.height * (0.36 if not tall else 0.26),
        _arms(brief, brief.seed),
        light,
    )
    scene.add("banner", 0.50, flags, swaying(4, 4.2))
    scene.add("far guns", 0.52, guns)
    near = Sheet(board)
    x, down, size = (0.80, 0.225, 560.0) if not tall else (0.58, 0.175, 560.0)
    if board.square:
        x, size = 0.70, 500.0
    cannon(near.canvas, Figure(board.width * x, ground + board.height * down, size), light)
    scene.add("gun", 0.70, near)
    scene.add(
        "grass",
        0.90,
        blades(brief, 0.99 if not tall else 0.92, 800, (50, 190), light.on("#3a3c20"), light.on("#a8a45c"), 5),
        swaying(3),
        focus=1,
    )
    if tall:
        low = Sheet(board)
        fade = linear((0, board.height * 0.84), (0, board.height), [(0, "#14140c", 0.0), (1, "#14140c", 0.85)])
        low.canvas.drawRect(skia.Rect(0, board.height * 0.84, board.width, board.height), paint("#14140c", shader=fade))
        scene.add("shade", 0.92, low)
