"""Where trains stop: a hall of iron and glass, and the underground."""

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.curves import Point
from videoagent_agent_image.drawing.engines import (
    engine_face,
)
from videoagent_agent_image.drawing.lamps import as_light, beam, glow
from videoagent_agent_image.drawing.performers import STANDING, WALKING, person
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon, radial
from videoagent_agent_image.sets.brief import Brief
from videoagent_media.layers import Motion


def arch(centre: Point, half: float, spring: float, rise: float, steps: int = 24) -> list[Point]:
    """Return the points of a half ellipse over ``centre``, from its left foot to its right one."""
    turns = np.linspace(np.pi, 0, steps)
    return [(centre[0] + half * float(np.cos(turn)), centre[1] + spring - rise * float(np.sin(turn))) for turn in turns]


def station_hall(scene: Scene, brief: Brief) -> None:
    """Show a hall of iron and glass, a train that comes in, and people on the platform."""
    board, light = brief.board, brief.light
    tall = board.portrait
    end = board.width * 0.5, board.height * (0.53 if not tall else 0.52)
    half = board.width * (0.60 if not tall else 0.86)
    rise = board.height * (0.50 if not tall else 0.44)
    scene.add("hall", 0.0, _roof(brief, end, half, rise))
    floor = Sheet(board)
    _tracks(floor, brief, end)
    scene.add("tracks", 0.22, floor)
    train = Sheet(board)
    unit = board.height * (0.36 if not tall else 0.23)
    x, rail = board.width * (0.545 if not tall else 0.52), board.height * (0.725 if not tall else 0.665)
    side = polygon(
        [
            (x + unit * 0.36, rail - unit * 0.93),
            (x + unit * 0.36, rail - unit * 0.12),
            (end[0] + 30, end[1] + 16),
            (end[0] + 30, end[1] - 44),
        ]
    )
    coat = light.on("#5a2428")
    train.canvas.drawPath(
        side,
        paint(
            coat,
            shader=linear(
                (end[0], 0), (x + unit * 0.4, 0), [(0, mix(coat, light.haze, 0.6)), (1, mix(coat, "#0c0608", 0.3))]
            ),
        ),
    )
    for number in range(7):
        share, after = (number / 7) ** 0.62, ((number + 0.62) / 7) ** 0.62
        pane = []
        for along, up in ((share, 0.76), (after, 0.76), (after, 0.52), (share, 0.52)):
            foot = (
                end[0] + 30 + (x + unit * 0.36 - end[0] - 30) * along,
                end[1] + 16 + (rail - unit * 0.12 - end[1] - 16) * along,
            )
            pane.append((foot[0], foot[1] - (60 + (unit * 0.81 - 60) * along) * up * 1.06))
        train.canvas.drawPath(polygon(pane), paint("#ffd88a", 0.9))
    engine_face(train.canvas, x, rail, unit, light)
    scene.add("engine", 0.46, train)
    cloud = Sheet(board)
    random = brief.random(4)
    for _ in range(26):
        px, py = x + unit * float(random.normal(0, 0.62)), rail - unit * float(random.uniform(-0.12, 0.06))
        glow(cloud.canvas, px, py, unit * float(random.uniform(0.2, 0.42)), "#fff6ea", 0.20, flat=0.5)
    for number in range(13):
        glow(
            cloud.canvas,
            x + unit * 0.10 * float(random.standard_normal()) * (1 + number * 0.1),
            rail - unit * (1.06 + 0.045 * number),
            unit * (0.14 + 0.018 * number),
            "#f4ece4",
            0.22,
        )
    scene.add("steam", 0.50, cloud, Motion(sway=(12, 5), period=5, velocity=(3, -4)))
    shine = Sheet(board)
    for share, turn in ((0.24, 30.0), (0.42, 27.0), (0.60, 24.0)):
        beam(
            shine.canvas,
            (board.width * share - rise * 0.3, -80),
            turn,
            board.height * 1.05,
            4.2,
            light.key,
            (0.40 if not tall else 0.2) * (0.5 if light.dark else 1.0),
        )
    scene.add("sunlight", 0.54, as_light(shine), Motion(flicker=0.18, flicker_rate=0.2))
    _passengers(scene, brief, end)


def _roof(brief: Brief, end: Point, half: float, rise: float) -> Sheet:
    """Draw the vault: glass between ribs that shrink towards the far end."""
    board, light = brief.board, brief.light
    sheet = Sheet(board)
    canvas = sheet.canvas
    bright = mix(light.sky[-1][1], light.lit, 0.5)
    glass = [
        (0, mix(bright, "#ffffff", 0.5), 1),
        (0.2, bright, 1),
        (0.55, mix(light.sky[0][1], bright, 0.45), 1),
        (1, mix(light.sky[0][1], "#12141e", 0.55), 1),
    ]
    canvas.drawPaint(paint(bright, shader=radial(end, max(board.width, board.height) * 0.72, glass)))
    iron = mix(light.on("#2c343c"), light.haze, 0.12)
    scales = [0.13, 0.18, 0.25, 0.35, 0.49, 0.69, 0.97, 1.36]
    for share in np.linspace(0, np.pi, 15):
        across, up = float(np.cos(share)), float(np.sin(share))
        lines = [
            (end[0] + half * scale * across, end[1] + board.height * 0.06 * scale - rise * scale * up)
            for scale in (scales[0], scales[-1])
        ]
        canvas.drawLine(*lines[0], *lines[1], paint(iron, 0.75, stroke=4.5))
    for number, scale in enumerate(scales):
        tone = mix(iron, light.haze, 0.55 * (1 - number / (len(scales) - 1)))
        rib = arch(end, half * scale, board.height * 0.06 * scale, rise * scale)
        inner = arch(end, half * scale * 0.93, board.height * 0.06 * scale, rise * scale * 0.91)
        canvas.drawPath(polygon(rib, close=False), paint(tone, stroke=8 + 20 * scale))
        canvas.drawPath(polygon(inner, close=False), paint(tone, stroke=4 + 10 * scale))
        for (x0, y0), (x1, y1) in zip(rib[::2], inner[1::2], strict=False):
            canvas.drawLine(x0, y0, x1, y1, paint(tone, stroke=2.5 + 6 * scale))
        for side in (-1, 1):
            foot = end[0] + side * half * scale, end[1] + board.height * 0.06 * scale
            canvas.drawLine(
                *foot, foot[0], end[1] + board.height * 0.40 * scale + 40, paint(tone, stroke=12 + 34 * scale)
            )
    wall = arch(end, half * scales[0], board.height * 0.06 * scales[0], rise * scales[0])
    canvas.drawPath(polygon([*wall, (wall[-1][0], end[1] + 60), (wall[0][0], end[1] + 60)]), paint("#fff4dc", 0.75))
    for number in range(1, 8):
        x = wall[0][0] + (wall[-1][0] - wall[0][0]) * number / 8
        canvas.drawLine(x, end[1] + 40, x, end[1] - rise * scales[0], paint(iron, 0.55, stroke=3))
    return sheet


def _tracks(sheet: Sheet, brief: Brief, end: Point) -> None:
    """Draw the bed of the rails between two platforms."""
    board, light = brief.board, brief.light
    canvas = sheet.canvas
    low = board.height + 20
    far = end[1] + board.height * 0.022
    bed = light.on("#3a3230")
    canvas.drawRect(
        skia.Rect(0, far, board.width, low),
        paint(
            bed,
            shader=linear(
                (0, far), (0, low), [(0, mix(bed, light.haze, 0.5)), (0.4, bed), (1, mix(bed, "#08060a", 0.6))]
            ),
        ),
    )
    for number in range(26):
        y = far + (low - far) * (number / 25) ** 2.2
        wide = board.width * 0.34 * (y - end[1]) / (low - end[1])
        canvas.drawRect(
            skia.Rect(end[0] - wide, y, end[0] + wide * 1.1, y + 3 + (y - far) * 0.03), paint(light.on("#5a4436"), 0.85)
        )
    for across in (-0.20, 0.24):
        x = end[0] + board.width * across * 1.25
        canvas.drawPath(
            polygon([(end[0] + across * 26, far), (end[0] + across * 26 + 3, far), (x + 16, low), (x - 16, low)]),
            paint(light.on("#c8ccd4")),
        )
    for side in (-1, 1):
        near = end[0] + side * board.width * (0.40 if not board.portrait else 0.44)
        inner = end[0] + side * 34
        out = -20.0 if side < 0 else board.width + 20
        stone = light.on("#a8987e")
        top = polygon([(inner, far), (near, low), (out, low), (out, far)])
        canvas.drawPath(
            top,
            paint(
                stone,
                shader=linear(
                    (0, far), (0, low), [(0, mix(stone, light.key, 0.5)), (0.4, stone), (1, mix(stone, "#120e10", 0.6))]
                ),
            ),
        )
        canvas.drawPath(
            polygon([(inner, far), (inner + side * 5, far), (near + side * 46, low), (near, low)]),
            paint(light.on("#f4e6c0")),
        )
        canvas.drawPath(polygon([(inner, far), (near, low), (near - side * 60, low)]), paint(light.on("#241c1c")))


def _passengers(scene: Scene, brief: Brief, end: Point) -> None:
    board, light, random = brief.board, brief.light, brief.random(8)
    dark, lit = mix(light.on("#2a2228"), "#0c080c", 0.3), mix(light.key, light.haze, 0.3)
    groups: tuple[tuple[tuple[float, float], ...], ...] = (
        ((0.30, 0.62), (0.36, 0.60), (0.66, 0.62), (0.72, 0.64), (0.25, 0.65)),
        ((0.13, 0.80), (0.215, 0.76), (0.80, 0.77), (0.90, 0.83)),
    )
    if board.portrait:
        groups = (((0.20, 0.60), (0.30, 0.585), (0.76, 0.60), (0.84, 0.62)), ((0.155, 0.715), (0.86, 0.73)))
    for number, places in enumerate(groups):
        sheet = Sheet(board)
        for share, foot in places:
            x, y = board.width * share, board.height * foot
            size = (y - end[1]) * (0.98 if not board.portrait else 1.15)
            side = 1 if random.random() < 0.5 else -1
            sheet.canvas.drawOval(
                skia.Rect.MakeXYWH(x - size * 0.2, y - size * 0.02, size * 0.5, size * 0.05), paint("#08060a", 0.4)
            )
            person(sheet.canvas, x, y, size, WALKING if random.random() < 0.6 else STANDING, dark, lit, side=side)
            hat = (0.0, 0.955)
            sheet.canvas.drawOval(
                skia.Rect.MakeXYWH(
                    x + hat[0] - size * 0.085, y - size * hat[1] - size * 0.012, size * 0.17, size * 0.03
                ),
                paint(dark),
            )
            sheet.canvas.drawRoundRect(
                skia.Rect.MakeXYWH(x - size * 0.052, y - size * 1.03, size * 0.104, size * 0.08),
                size * 0.03,
                size * 0.03,
                paint(dark),
            )
            case = skia.Rect.MakeXYWH(x + side * size * 0.16 - size * 0.11, y - size * 0.26, size * 0.22, size * 0.20)
            sheet.canvas.drawRoundRect(
                case,
                size * 0.02,
                size * 0.02,
                paint(
                    light.on("#7a4a2a"),
                    shader=linear(
                        (0, case.top()),
                        (0, case.bottom()),
                        [(0, mix(light.on("#a8703c"), light.key, 0.3)), (1, light.on("#3a2216"))],
                    ),
                ),
            )
        scene.add(f"passengers {number}", 0.56 + 0.16 * number, sheet)
    clock = Sheet(board)
    x, y, radius = (
        board.width * (0.30 if not board.portrait else 0.26),
        board.height * (0.27 if not board.portrait else 0.30),
        min(board.height * 0.062, board.width * 0.09),
    )
    clock.canvas.drawLine(x, 0, x, y, paint(light.on("#1c1c24"), stroke=12))
    clock.canvas.drawCircle(x, y, radius * 1.16, paint(light.on("#1c1c24")))
    clock.canvas.drawCircle(x, y, radius, paint("#fff6e0"))
    for hour in range(12):
        turn = np.radians(30 * hour)
        inner, outer = radius * 0.80, radius * 0.92
        clock.canvas.drawLine(
            x + inner * float(np.sin(turn)),
            y - inner * float(np.cos(turn)),
            x + outer * float(np.sin(turn)),
            y - outer * float(np.cos(turn)),
            paint("#1c1c24", stroke=radius * 0.06),
        )
    for turn, reach, wide in ((305.0, 0.5, 0.09), (60.0, 0.74, 0.06)):
        angle = np.radians(turn)
        clock.canvas.drawLine(
            x,
            y,
            x + radius * reach * float(np.sin(angle)),
            y - radius * reach * float(np.cos(angle)),
            paint("#1c1c24", stroke=radius * wide),
        )
    scene.add("clock", 0.66, clock)
