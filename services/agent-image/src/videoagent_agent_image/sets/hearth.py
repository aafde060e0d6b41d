"""Rooms by fire and lamplight: a dog before the fireplace, a cat asleep on the sofa."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import smooth
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.lamps import glow
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.paintings import framed
from videoagent_agent_image.drawing.pets import lying_dog, sleeping_cat
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import ADD, Sheet, linear, paint, polygon, radial
from videoagent_agent_image.icons.sprites import contact_shadow
from videoagent_agent_image.sets.brief import Brief
from videoagent_media.layers import Motion

_BREATH = Motion(sway=(0, 2), period=4.6)


def _parlour(scene: Scene, brief: Brief, wall: Colour, lit: tuple[float, float], floor: float) -> None:
    """Add a wall that is lightest around ``lit`` (units), panelled below, and boards from ``floor`` down."""
    board = brief.board
    sheet = Sheet(board)
    canvas = sheet.canvas
    stops = [(0, mix(wall, "#ffd59a", 0.6), 1), (0.42, wall, 1), (1, mix(wall, "#120a10", 0.78), 1)]
    shade = radial(lit, max(board.width, board.height) * 0.68, stops)
    canvas.drawPaint(paint(wall, shader=shade))
    panel = floor - board.height * 0.17
    canvas.drawRect(skia.Rect(0, panel, board.width, floor), paint("#fff2e0", 0.10))
    for number in range(14):
        x = board.width * number / 13
        canvas.drawRect(
            skia.Rect(x - board.width * 0.028, panel + 34, x + board.width * 0.028, floor - 54),
            paint("#1a0e10", 0.25, stroke=5),
        )
    canvas.drawRect(skia.Rect(0, panel - 12, board.width, panel), paint(mix(wall, "#fff0d8", 0.35)))
    wood: Colour = "#7a4e32"
    tones = [(0, mix(wood, "#ffca88", 0.4)), (0.4, wood), (1, mix(wood, "#0e0606", 0.75))]
    canvas.drawRect(
        skia.Rect(0, floor, board.width, board.height), paint(wood, shader=linear((0, floor), (0, board.height), tones))
    )
    for number in range(1, 6):
        y = floor + (board.height - floor) * (number / 5.4) ** 1.5
        canvas.drawLine(0, y, board.width, y, paint("#180a08", 0.45, stroke=3))
    canvas.drawRect(skia.Rect(0, floor - 26, board.width, floor), paint(mix(wall, "#fff0d8", 0.25)))
    scene.add("room", 0.0, sheet)


def _rug(sheet: Sheet, x: float, y: float, half: float, deep: float, tone: Colour) -> None:
    for share, colour in (
        (1.0, mix(tone, "#1a0a0a", 0.35)),
        (0.93, mix(tone, "#f6e2c0", 0.7)),
        (0.88, tone),
        (0.62, mix(tone, "#f6e2c0", 0.5)),
        (0.57, mix(tone, "#1a0a0a", 0.15)),
    ):
        sheet.canvas.drawOval(
            skia.Rect(x - half * share, y - deep * share, x + half * share, y + deep * share), paint(colour)
        )


def fireplace(scene: Scene, brief: Brief) -> None:
    """Show a dog in front of the fire."""
    board = brief.board
    floor = board.height * (0.66 if not board.portrait else 0.585)
    x = board.width * (0.30 if not board.portrait else 0.36)
    tall = board.height * 0.50 if not board.portrait else board.width * 0.66
    _parlour(scene, brief, "#6a4a44", (x, floor - tall * 0.4), floor)
    hearth = Sheet(board)
    _hearth(hearth, x, floor + 16, tall, brief.random(5))
    if board.portrait:
        framed(
            hearth.canvas,
            skia.Rect(x - tall * 0.26, floor - tall * 1.52, x + tall * 0.26, floor - tall * 1.16),
            "valley",
            brief.random(6),
        )
    scene.add("fireplace", 0.20, hearth)
    for number in range(3):
        fire = Sheet(board)
        _flames(
            fire,
            x,
            floor - tall * 0.045,
            tall * (0.40 - 0.07 * number),
            ("#ff7a22", "#ffae3a", "#ffe89a")[number],
            brief.random(10 + number),
        )
        motion = Motion(flicker=0.25, flicker_rate=1.6 + 0.5 * number, sway=(4, 3), period=1.1 + 0.3 * number)
        scene.add(f"fire {number}", 0.24 + 0.01 * number, fire, motion)
    ground = Sheet(board)
    y = board.height * (0.785 if not board.portrait else 0.67)
    _rug(
        ground,
        board.width * (0.58 if not board.portrait else 0.54),
        y + 8,
        board.width * (0.36 if not board.portrait else 0.46),
        board.height * (0.085 if not board.portrait else 0.05),
        "#8a2e2c",
    )
    scene.add("rug", 0.40, ground)
    size = min(board.height * 0.33, board.width * 0.29)
    across = board.width * (0.64 if not board.portrait else 0.62)
    dog = Sheet(board)
    contact_shadow(dog.canvas, across, y, size * 2.0, opacity=0.4)
    lying_dog(dog.canvas, Figure(across, y + 10, size, -1), _by_fire(brief.light))
    scene.add("dog", 0.56, dog, _BREATH)
    warmth = Sheet(board)
    glow(warmth.canvas, x, floor - tall * 0.2, board.width * 0.5, "#ff9a40", 0.34)
    scene.add("firelight", 0.60, warmth, Motion(flicker=0.16, flicker_rate=1.4))


def _by_fire(light: Light) -> Light:
    return Light(
        "firelight",
        light.sky,
        haze="#6a3a2a",
        sun=None,
        ambient="#a8643c",
        dimming=0.22,
        key="#ffc67a",
        shade="#3a2430",
    )


def _hearth(sheet: Sheet, x: float, foot: float, tall: float, random: np.random.Generator) -> None:
    """Draw a fireplace of stone with a beam for a mantel; logs lie in it."""
    canvas = sheet.canvas
    half = tall * 0.60
    canvas.drawRect(skia.Rect(x - half, foot - tall, x + half, foot), paint("#5a5254"))
    for row in range(8):
        left = x - half - (0.10 * tall if row % 2 else 0.0)
        while left < x + half:
            wide = tall * float(random.uniform(0.14, 0.24))
            stone = skia.Rect(
                max(x - half, left) + 4,
                foot - tall + tall * row / 8 + 4,
                min(x + half, left + wide) - 4,
                foot - tall + tall * (row + 1) / 8 - 4,
            )
            if stone.width() > 8:
                tone = mix(("#8a7a72", "#74686a", "#9a877a", "#665c60")[int(random.integers(4))], "#ffb070", 0.18)
                shade = linear(
                    (0, stone.top()),
                    (0, stone.bottom()),
                    [(0, mix(tone, "#fff0d8", 0.2)), (1, mix(tone, "#140c10", 0.35))],
                )
                canvas.drawRoundRect(stone, 12, 12, paint(tone, shader=shade))
            left += wide
    opening = skia.Path()
    mouth = skia.Rect(x - tall * 0.36, foot - tall * 0.66, x + tall * 0.36, foot)
    opening.addRoundRect(mouth, tall * 0.20, tall * 0.20)
    opening.addRect(skia.Rect(mouth.left(), mouth.centerY(), mouth.right(), foot))
    canvas.drawPath(
        opening,
        paint(
            "#160a08",
            shader=radial(
                (x, foot - tall * 0.1), tall * 0.6, [(0, "#7a2c10", 1), (0.6, "#2a100a", 1), (1, "#0e0606", 1)]
            ),
        ),
    )
    for ax, bx, up in ((-0.24, 0.22, 0.05), (-0.18, 0.26, 0.085), (-0.10, 0.16, 0.13)):
        canvas.drawLine(
            x + tall * ax,
            foot - tall * up,
            x + tall * bx,
            foot - tall * (up + 0.01),
            paint("#3a2014", stroke=tall * 0.065),
        )
        canvas.drawLine(
            x + tall * ax,
            foot - tall * (up + 0.012),
            x + tall * bx,
            foot - tall * (up + 0.022),
            paint("#8a4a22", 0.8, stroke=tall * 0.014),
        )
    mantel = skia.Rect(x - half * 1.14, foot - tall * 1.07, x + half * 1.14, foot - tall * 0.97)
    canvas.drawRect(mantel.makeOffset(0, 20), paint("#0e0606", 0.5, blur=14))
    canvas.drawRect(
        mantel,
        paint(
            "#6a4226",
            shader=linear((0, mantel.top()), (0, mantel.bottom()), [(0, "#a8744a"), (0.3, "#7a4e2e"), (1, "#38200f")]),
        ),
    )
    for share, high, tone in (
        (-0.86, 0.14, "#e8dcc4"),
        (-0.72, 0.10, "#c8a04a"),
        (0.76, 0.13, "#8a4a3a"),
        (0.90, 0.17, "#4a6a7a"),
    ):
        cx = x + half * share
        canvas.drawRoundRect(
            skia.Rect(cx - tall * 0.035, mantel.top() - tall * high, cx + tall * 0.035, mantel.top()),
            tall * 0.02,
            tall * 0.02,
            paint(
                tone,
                shader=linear(
                    (cx - tall * 0.035, 0),
                    (cx + tall * 0.035, 0),
                    [(0, mix(tone, "#140c0c", 0.45)), (0.6, tone), (1, mix(tone, "#ffffff", 0.25))],
                ),
            ),
        )


def _flames(sheet: Sheet, x: float, foot: float, tall: float, tone: Colour, random: np.random.Generator) -> None:
    for number in range(5):
        cx = x + tall * 0.24 * (number - 2) + tall * 0.05 * float(random.standard_normal())
        high, half = tall * (1.0 - 0.17 * abs(number - 2)) * (0.85 + 0.25 * float(random.random())), tall * 0.17
        lean = tall * 0.08 * float(random.standard_normal())
        flame = smooth(
            [
                (cx - half, foot),
                (cx - half * 1.05, foot - high * 0.30),
                (cx - half * 0.30 + lean, foot - high * 0.66),
                (cx + lean, foot - high),
                (cx + lean, foot - high),
                (cx + half * 0.62 + lean, foot - high * 0.58),
                (cx + half * 1.05, foot - high * 0.28),
                (cx + half, foot),
            ]
        )
        fade = linear((0, foot - high), (0, foot), [(0, tone, 0.35), (0.4, tone, 0.85), (1, tone, 0.95)])
        sheet.canvas.drawPath(flame, paint(tone, shader=fade, blur=tall * 0.012, blend=ADD))


def sofa(scene: Scene, brief: Brief) -> None:
    """Show a cat asleep on a sofa, a lamp beside it."""
    board = brief.board
    floor = board.height * (0.66 if not board.portrait else 0.60)
    x = board.width * (0.56 if not board.portrait else 0.50)
    wide = board.width * 0.50 if not board.portrait else board.width * 0.74
    lamp_at = (
        x - wide * 0.60 if not board.portrait else board.width * 0.20,
        floor - wide * (0.42 if not board.portrait else 0.66),
    )
    _parlour(scene, brief, "#5f7a78", (lamp_at[0] + wide * 0.1, lamp_at[1]), floor)
    things = Sheet(board)
    for share, kind, high in ((-0.20, "sea", 0.155), (0.10, "flowers", 0.135), (0.36, "portrait", 0.15)):
        cx, half = x + wide * share, wide * high * 0.62
        middle = floor - wide * (0.55 if not board.portrait else 0.70)
        framed(
            things.canvas,
            skia.Rect(cx - half, middle - wide * high * 0.52, cx + half, middle + wide * high * 0.52),
            kind,
            brief.random(30),
        )
    scene.add("pictures", 0.12, things)
    ground = Sheet(board)
    _rug(ground, x, floor + board.height * 0.115, wide * 0.60, board.height * 0.075, "#3f6a78")
    scene.add("rug", 0.22, ground)
    seat = Sheet(board)
    top = _couch(seat, x, floor + board.height * 0.06, wide)
    scene.add("sofa", 0.40, seat)
    light = _by_fire(brief.light)
    cat = Sheet(board)
    sleeping_cat(cat.canvas, x + wide * 0.10, top, wide * 0.34, light)
    scene.add("cat", 0.48, cat, _BREATH)
    lamp = Sheet(board)
    _lamp(lamp, lamp_at, floor + board.height * 0.04, wide * 0.16)
    scene.add("lamp", 0.50, lamp)
    shine = Sheet(board)
    glow(shine.canvas, *lamp_at, wide * 0.75, "#ffcf80", 0.42)
    scene.add("lamplight", 0.54, shine, Motion(flicker=0.04, flicker_rate=0.8))


def _lamp(sheet: Sheet, at: tuple[float, float], foot: float, size: float) -> None:
    canvas = sheet.canvas
    canvas.drawLine(at[0], at[1], at[0], foot, paint("#4a3424", stroke=size * 0.08))
    canvas.drawOval(
        skia.Rect(at[0] - size * 0.5, foot - size * 0.12, at[0] + size * 0.5, foot + size * 0.12), paint("#38261a")
    )
    shade = polygon(
        [
            (at[0] - size * 0.42, at[1] - size * 0.55),
            (at[0] + size * 0.42, at[1] - size * 0.55),
            (at[0] + size * 0.74, at[1] + size * 0.45),
            (at[0] - size * 0.74, at[1] + size * 0.45),
        ]
    )
    canvas.drawPath(
        shade,
        paint(
            "#f6dca0",
            shader=linear((0, at[1] - size * 0.55), (0, at[1] + size * 0.45), [(0, "#d8a860"), (1, "#fff2cc")]),
        ),
    )


def _couch(sheet: Sheet, x: float, foot: float, wide: float) -> float:
    """Draw a sofa with cushions; return how high one lies on it."""
    canvas = sheet.canvas
    cloth: Colour = "#b8664a"
    half, seat = wide / 2, foot - wide * 0.17
    contact_shadow(canvas, x, foot, wide, opacity=0.5)

    def soft(box: Any, tone: Colour, bend: float) -> None:
        tones = [(0, mix(tone, "#ffdca8", 0.38)), (0.4, tone), (1, mix(tone, "#200a0a", 0.5))]
        canvas.drawRoundRect(box, bend, bend, paint(tone, shader=linear((0, box.top()), (0, box.bottom()), tones)))

    for side in (-1, 1):
        canvas.drawLine(
            x + side * half * 0.86,
            foot - wide * 0.03,
            x + side * half * 0.90,
            foot + wide * 0.012,
            paint("#38200f", stroke=wide * 0.022),
        )
    soft(
        skia.Rect(x - half * 0.94, foot - wide * 0.40, x + half * 0.94, foot - wide * 0.06),
        mix(cloth, "#200a0a", 0.12),
        wide * 0.045,
    )
    for share in (-0.58, 0.0, 0.58):
        soft(
            skia.Rect(x + half * (share - 0.285), foot - wide * 0.365, x + half * (share + 0.285), seat + wide * 0.03),
            cloth,
            wide * 0.04,
        )
    soft(
        skia.Rect(x - half * 0.90, seat, x + half * 0.90, foot - wide * 0.075), mix(cloth, "#ffdca8", 0.08), wide * 0.03
    )
    for share in (-0.30, 0.30):
        canvas.drawLine(
            x + half * share, seat + 8, x + half * share, foot - wide * 0.08, paint("#4a1c14", 0.5, stroke=4)
        )
    soft(
        skia.Rect(x - half * 0.92, foot - wide * 0.09, x + half * 0.92, foot - wide * 0.025),
        mix(cloth, "#200a0a", 0.2),
        wide * 0.015,
    )
    for side in (-1, 1):
        soft(
            skia.Rect(
                min(x + side * half * 0.80, x + side * half * 1.03),
                foot - wide * 0.29,
                max(x + side * half * 0.80, x + side * half * 1.03),
                foot - wide * 0.02,
            ),
            mix(cloth, "#ffdca8", 0.04),
            wide * 0.05,
        )
    for at, turn, tone in ((-0.58, -10, "#e8c87a"), (-0.36, 8, "#4f7f86"), (0.66, 9, "#e8c87a")):
        canvas.save()
        canvas.translate(x + half * at, seat - wide * 0.065)
        canvas.rotate(turn)
        soft(skia.Rect(-wide * 0.075, -wide * 0.072, wide * 0.075, wide * 0.072), tone, wide * 0.03)
        canvas.restore()
    return seat + wide * 0.022
