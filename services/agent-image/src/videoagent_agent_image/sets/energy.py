"""Where power comes from: turbines on hills, rows of panels, turbines in the sea, a power station."""

import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.power import panel_row, turbine
from videoagent_agent_image.drawing.ridges import Ridge, crest
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, paint
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.climate import smokestacks
from videoagent_agent_image.sets.landscape import (
    add_hills,
    add_mist,
    blades,
    distant_hills,
    open_sky,
    sun_place,
    swaying,
)
from videoagent_agent_image.sets.sea import gulls, surface, wave
from videoagent_media.layers import Motion


def draw(brief: Brief) -> Scene:
    """Draw one of four views: turbines on hills, solar panels, turbines in the sea, cooling towers."""
    scene = Scene(brief.board)
    views = (_wind, _sun, _offshore, smokestacks)
    views[brief.variant % len(views)](scene, brief)
    return scene


def _wind(scene: Scene, brief: Brief) -> None:
    board, light, tall = brief.board, brief.light, brief.board.portrait
    ground = board.height * (0.58 if not tall else 0.56)
    open_sky(scene, brief, ground, sun=0.74)
    for number in range(3):
        name = f"down {number}"
        shape = Ridge(
            ground + 20 + board.height * 0.10 * number,
            130 - 20 * number,
            light.on(("#8ab07c", "#7fa862", "#6f9a4a")[number], 0.55 - 0.25 * number),
            light.on("#4f7a40", 0.50 - 0.22 * number),
            rough=0.32,
            knots=3,
            octaves=4,
            fade=340,
            trees=(0, 60, 0)[number],
            tree=50,
            slope=60,
        )
        heights = crest(board, shape, brief.seed + sum(map(ord, name)))
        spots: tuple[tuple[float, float], ...] = (
            ((0.20, 0.16), (0.34, 0.14), (0.47, 0.17), (0.60, 0.15), (0.90, 0.16)),
            ((0.72, 0.30), (0.16, 0.27)),
            ((0.40, 0.47),),
        )[number]
        if tall:
            spots = (((0.16, 0.10), (0.44, 0.09), (0.62, 0.11)), ((0.84, 0.19), (0.14, 0.18)), ((0.48, 0.33),))[number]
        sheet = Sheet(board)
        for place, (x, high) in enumerate(spots):
            at = board.width * x
            turned = 37.0 * (place + 1) + 23 * number
            turbine(
                sheet.canvas,
                at,
                float(heights[int(at)]) + 14,
                board.height * high,
                turned,
                light,
                haze=0.42 - 0.2 * number,
            )
        depth = 0.10 + 0.18 * number
        scene.add(f"turbines {number}", depth, sheet)
        add_hills(scene, brief, name, depth + 0.01, shape)
        if number < 2:
            add_mist(scene, brief, depth + 0.04, ground + 40 + board.height * 0.09 * number, 50, 0.36 - 0.1 * number)
    scene.add(
        "grass",
        0.9,
        blades(brief, 0.99, 900, (50, 170), light.on("#35582a"), light.on("#a8c25c"), 5),
        swaying(4, 4),
        focus=1,
    )


def _sun(scene: Scene, brief: Brief) -> None:
    board, light, tall = brief.board, brief.light, brief.board.portrait
    ground = board.height * 0.50
    open_sky(scene, brief, ground, sun=0.30)
    distant_hills(scene, brief, ground - 60, count=2)
    far = Sheet(board)
    for x, high, turned in (
        ((0.70, 0.20, 12.0), (0.80, 0.17, 70.0), (0.90, 0.21, 100.0))
        if not tall
        else ((0.62, 0.13, 12.0), (0.84, 0.15, 70.0))
    ):
        turbine(far.canvas, board.width * x, ground + 40, board.height * high, turned, light, haze=0.32)
    scene.add("turbines", 0.26, far)
    meadow = Ridge(ground + 60, 30, light.on("#8fae5c", 0.28), light.on("#54803c", 0.04), rough=0.3, knots=2, fade=480)
    add_hills(scene, brief, "meadow", 0.30, meadow)
    sky, count = light.sky[1][1], 7
    groups: tuple[Sheet, ...] = (Sheet(board), Sheet(board), Sheet(board))
    for number in range(count):
        share = (number / (count - 1)) ** 1.25
        foot = ground + board.height * (0.085 + 0.40 * share) * (1.0 if not tall else 0.86)
        deep = board.height * (0.018 + 0.100 * share) * (1.0 if not tall else 0.62)
        sheet, haze = groups[min(2, number // 3)], 0.45 * (1 - share)
        middle = board.width * (0.50 - 0.10 * (1 - share))
        wide = board.width * (0.34 + 0.36 * share)
        for side in (-1, 1):
            start = middle - wide - deep * 0.7 if side < 0 else middle + deep * 0.6
            panel_row(sheet.canvas, start, foot, wide, deep, light, haze=haze, sky=sky)
    for number, sheet in enumerate(groups):
        scene.add(f"panels {number}", 0.36 + 0.16 * number, sheet)
        if number < 2:
            foot = ground + board.height * (0.16 + 0.17 * number)
            green = light.on("#3f6a30", 0.2 - 0.1 * number), light.on("#9cb85a", 0.2 - 0.1 * number)
            strip = blades(brief, foot / board.height, 420, (14 + 10 * number, 34 + 22 * number), *green, 40 + number)
            scene.add(f"strip {number}", 0.40 + 0.16 * number, strip)
    scene.add(
        "grass",
        0.92,
        blades(brief, 0.99, 900, (50, 160), light.on("#35582a"), light.on("#a8c25c"), 5),
        swaying(4, 4),
        focus=1,
    )


def _offshore(scene: Scene, brief: Brief) -> None:
    board, light, tall = brief.board, brief.light, brief.board.portrait
    horizon = board.height * (0.62 if not tall else 0.60)
    open_sky(scene, brief, horizon, sun=0.28)
    scene.add("sea", 0.12, surface(board, brief, horizon, sun_place(brief, 0.28)[0]))
    rows: tuple[tuple[tuple[float, float], ...], ...] = (
        ((0.10, 0.13), (0.22, 0.12), (0.34, 0.13), (0.46, 0.12), (0.57, 0.13), (0.90, 0.13)),
        ((0.44, 0.26), (0.88, 0.24)),
        ((0.70, 0.43),),
    )
    if tall:
        rows = (
            ((0.14, 0.08), (0.32, 0.075), (0.50, 0.08), (0.90, 0.08)),
            ((0.22, 0.17), (0.84, 0.15)),
            ((0.54, 0.31),),
        )
    for number, spots in enumerate(rows):
        sheet = Sheet(board)
        for place, (x, high) in enumerate(spots):
            foot = horizon + (8, 40, 120)[number] * (1.0 if not tall else 1.3)
            turned = 29.0 * (place + 2) + 17 * number
            turbine(
                sheet.canvas, board.width * x, foot, board.height * high, turned, light, haze=(0.45, 0.22, 0.0)[number]
            )
            half = board.height * high * 0.05
            tone = mix(light.on("#e0b02c"), light.haze, (0.45, 0.22, 0.0)[number])
            skirt = skia.Rect(board.width * x - half, foot - half * 1.6, board.width * x + half, foot + 4)
            sheet.canvas.drawRect(skirt, paint(tone))
        scene.add(f"turbines {number}", 0.16 + 0.16 * number, sheet)
        if number == 0:
            add_mist(scene, brief, 0.18, horizon, 30, 0.5)
    scene.add("gulls", 0.5, gulls(brief), Motion(velocity=(9, -1), sway=(0, 5), period=4))
    for number, top in enumerate((0.74, 0.85, 0.95) if not tall else (0.69, 0.79, 0.89)):
        share = (number + 1) / 3
        body = mix(light.on("#1f7396", 0.1 * (1 - share)), light.on("#08304e"), 0.2 + 0.55 * share)
        sheet = Sheet(board)
        wave(sheet, brief, number, board.height * top, 18 + 22 * share, body, mix(body, light.lit, 0.5))
        motion = Motion(sway=(14 + 8 * share, 4 + 2 * share), period=6 + number, phase=0.27 * number)
        scene.add(f"wave {number}", 0.56 + 0.16 * number, sheet, motion)
