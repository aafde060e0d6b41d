"""Venice: the fronts of its houses, gondolas, mooring poles, a bridge, a church under a dome."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.cathedral import lancet
from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.figures import Figure, rounded, solid
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.mosque import dome
from videoagent_agent_image.drawing.sheet import linear, paint, polygon

Random = np.random.Generator

_WALLS: tuple[Colour, ...] = ("#c4603f", "#dba25e", "#cf8878", "#e6cfa4", "#b8503c", "#d9b48a")
_SHUTTERS: tuple[Colour, ...] = ("#3f6a54", "#2f5568", "#5a4038")


def palazzo(
    canvas: Any, place: Figure, wide: float, number: int, light: Light, random: Random, *, haze: float = 0.0
) -> None:
    """Draw a house's front above the water, 1 being its height.

    Args:
        canvas: Coordinates in units; may be in perspective.
        place: Its lower left corner; it extends forward.
        wide: Its width, shares of its height.
        number: Chooses its colours; every third has Gothic windows.
        light: The hour.
        random: Of its lamps and chimneys.
        haze: How far away it is, 0..1.
    """
    wall, trim = light.on(_WALLS[number % len(_WALLS)], haze), light.on("#f2e8d8", haze)
    shutter = light.on(_SHUTTERS[number % len(_SHUTTERS)], haze)
    tones = [(0, mix(wall, light.lit, 0.22)), (0.7, wall), (1, mix(wall, "#3a2a28", 0.40))]
    canvas.drawRect(
        skia.Rect(*place.at(0, 0.93), *place.at(wide, 0)),
        paint(wall, shader=linear(place.at(0, 0.93), place.at(0, 0), tones)),
    )
    for _ in range(5):  # where the plaster has weathered
        x, up = wide * float(random.random()), 0.12 + 0.6 * float(random.random())
        stain = skia.Rect(*place.at(x - 0.05, up + 0.03), *place.at(x + 0.05, up - 0.05))
        canvas.drawOval(stain, paint(mix(wall, "#5a3428", 0.5), 0.22))
    roof = light.on("#a8563c", haze)
    canvas.drawPath(
        place.angular(((-0.02, 0.93), (0.05, 1.0), (wide - 0.05, 1.0), (wide + 0.02, 0.93))),
        paint(
            roof,
            shader=linear(
                place.at(0, 1.0), place.at(0, 0.93), [(0, mix(roof, light.key, 0.3)), (1, mix(roof, "#2a1410", 0.35))]
            ),
        ),
    )
    x = wide * (0.2 + 0.5 * float(random.random()))
    canvas.drawPath(
        place.angular(((x, 0.97), (x, 1.06), (x - 0.022, 1.10), (x + 0.062, 1.10), (x + 0.04, 1.06), (x + 0.04, 0.97))),
        paint(mix(wall, light.shade, 0.3)),
    )
    for up, thick in ((0.925, 0.020), (0.645, 0.010), (0.355, 0.012)):
        canvas.drawRect(skia.Rect(*place.at(-0.01, up + thick), *place.at(wide + 0.01, up)), paint(trim))
        canvas.drawRect(skia.Rect(*place.at(0, up), *place.at(wide, up - 0.012)), paint("#2a1a1c", 0.28))
    canvas.drawRect(skia.Rect(*place.at(0, 0.085), *place.at(wide, 0)), paint(mix(trim, wall, 0.35)))
    canvas.drawRect(skia.Rect(*place.at(0, 0.030), *place.at(wide, 0)), paint(mix(trim, "#2c4a3c", 0.75)))
    columns = max(2, round(wide / 0.15))
    step = wide / columns
    for row, (low, high) in enumerate(((0.13, 0.285), (0.385, 0.605), (0.675, 0.865))):
        for column in range(columns):
            middle = step * (column + 0.5)
            half = min(0.040, step * 0.27)
            if row == 0 and column == columns // 2:
                canvas.drawPath(lancet(place, middle, 0.0, half * 1.55, 0.30), paint(trim))
                canvas.drawPath(lancet(place, middle, 0.0, half * 1.20, 0.275), paint(mix("#2a1c1c", wall, 0.15)))
                continue
            lit = light.dark and random.random() < 0.45
            pane = "#ffcf7c" if lit else mix(light.on("#3a424e", haze), light.sky[1][1], 0.18)
            gothic = number % 3 == 0 or row == 1
            top = high if gothic else high - 0.03
            frame = (
                lancet(place, middle, low, half * 1.30, top + 0.018)
                if gothic
                else skia.Path().addRect(
                    skia.Rect(*place.at(middle - half * 1.25, top), *place.at(middle + half * 1.25, low))
                )
            )
            glass = (
                lancet(place, middle, low + 0.008, half * 0.92, top - 0.008)
                if gothic
                else skia.Path().addRect(
                    skia.Rect(*place.at(middle - half * 0.9, top - 0.010), *place.at(middle + half * 0.9, low + 0.008))
                )
            )
            canvas.drawPath(frame, paint(trim))
            canvas.drawPath(glass, paint(pane))
            if row != 1 and step > 0.11:
                for side in (-1, 1):
                    leaf = skia.Rect(
                        *place.at(middle + side * half * 1.62 - half * 0.36, top - 0.01),
                        *place.at(middle + side * half * 1.62 + half * 0.36, low),
                    )
                    canvas.drawRect(leaf, paint(shutter))
        if row == 1:
            rail = skia.Rect(*place.at(step * 0.12, 0.425), *place.at(wide - step * 0.12, 0.372))
            canvas.drawRect(rail, paint(mix(trim, light.shade, 0.20)))
            for bar in range(columns * 5):
                at = place.at(step * 0.14 + (wide - step * 0.28) * bar / (columns * 5 - 1), 0.42)
                canvas.drawLine(
                    *at, at[0], place.at(0, 0.380)[1], paint("#2a1a1c", 0.35, stroke=max(1.0, place.size * 0.004))
                )


def gondola(canvas: Any, place: Figure, light: Light, *, rowed: bool = True, covered: bool = False) -> None:
    """Draw a gondola from its side, 1 being half its length, the water at its foot; with who rows it, or moored."""
    black, gold = light.on("#17151c"), mix(light.on("#e0b04a"), light.key, 0.2)
    size = place.size
    if rowed:
        _rower(canvas, place, light)
    hull = ((-1.03, 0.36), (-1.03, 0.36), (-0.93, 0.15), (-0.72, 0.01), (-0.40, -0.045), (0.30, -0.045), (0.68, 0.0),
        (0.92, 0.14), (1.01, 0.36), (1.01, 0.36),
            (0.88, 0.215), (0.60, 0.125), (0.20, 0.085), (-0.30, 0.085), (-0.62, 0.125), (-0.88, 0.225))  # fmt: skip
    body = place.outline(hull)
    tones = [(0, mix(black, light.key, 0.35)), (0.5, black), (1, "#08070c")]
    if covered:
        cloth = light.on("#2f62a8")
        cover = place.outline(((-0.58, 0.11), (-0.45, 0.20), (0.0, 0.225), (0.45, 0.19), (0.58, 0.11), (0.0, 0.07)))
        solid(canvas, cover, cloth, light)
    else:
        for forward, up, tone in ((-0.20, 0.185, "#a8283a"), (0.12, 0.150, "#8a2030")):
            seat = place.angular(((forward - 0.12, 0.06), (forward - 0.15, up), (forward - 0.11, up + 0.012),
                (forward - 0.07, up * 0.72), (forward + 0.12, up * 0.70),
                                  (forward + 0.13, 0.06)))  # fmt: skip
            solid(canvas, seat, light.on(tone), light)
    canvas.drawPath(body, paint(black, shader=linear(place.at(0, 0.36), place.at(0, -0.05), tones)))
    edge = place.outline(
        (
            (-1.02, 0.355),
            (-0.88, 0.22),
            (-0.62, 0.12),
            (-0.30, 0.08),
            (0.20, 0.08),
            (0.60, 0.12),
            (0.88, 0.21),
            (1.0, 0.355),
        ),
        close=False,
    )
    canvas.drawPath(edge, paint(gold, 0.85, stroke=size * 0.013))
    steel = mix(light.on("#d6dae0"), light.lit, 0.5)
    blade = place.outline(((0.905, 0.13), (0.905, 0.13), (0.965, 0.25), (0.985, 0.38), (0.965, 0.47), (0.965, 0.47),
        (1.03, 0.485), (1.075, 0.43), (1.035, 0.37), (1.02, 0.25),
                           (0.955, 0.12), (0.955, 0.12)))  # fmt: skip
    canvas.drawPath(blade, paint(steel))
    for number in range(6):
        up = 0.175 + 0.036 * number
        canvas.drawLine(
            *place.at(0.985 + 0.008 * number, up),
            *place.at(1.045 + 0.008 * number, up - 0.008),
            paint(steel, stroke=size * 0.010),
        )
    wake = skia.Rect.MakeXYWH(place.x - size * 0.98, place.foot - size * 0.02, size * 1.96, size * 0.09)
    canvas.drawOval(wake, paint("#081018", 0.35, blur=size * 0.02))


def _rower(canvas: Any, place: Figure, light: Light) -> None:
    """Draw who stands at the stern and leans on the oar: striped shirt, straw hat."""
    size, skin = place.size, light.on("#b07a58")
    oar = light.on("#c8a070")
    canvas.drawLine(*place.at(-0.66, 0.56), *place.at(-0.10, -0.10), paint(oar, stroke=size * 0.018))
    canvas.drawLine(
        *place.at(-0.24, 0.065), *place.at(-0.10, -0.10), paint(mix(oar, "#3a2418", 0.2), stroke=size * 0.036)
    )
    trousers = light.on("#1e1e2a")
    for foot, knee in ((-0.80, -0.775), (-0.66, -0.69)):
        leg = place.outline(((-0.745, 0.44), (knee, 0.29), (foot, 0.13)), close=False)
        canvas.drawPath(leg, paint(trousers, stroke=size * 0.062))
    shirt = place.outline(((-0.80, 0.43), (-0.79, 0.58), (-0.755, 0.66), (-0.69, 0.66), (-0.655, 0.58), (-0.69, 0.43)))
    canvas.drawPath(shirt, paint(light.on("#f4eee6")))
    canvas.save()
    canvas.clipPath(shirt, skia.ClipOp.kIntersect, True)
    for number in range(6):
        canvas.drawLine(
            *place.at(-0.85, 0.455 + 0.037 * number),
            *place.at(-0.60, 0.455 + 0.037 * number),
            paint(light.on("#26305a"), stroke=size * 0.014),
        )
    canvas.restore()
    for shoulder, hand in (((-0.70, 0.63), (-0.585, 0.475)), ((-0.76, 0.63), (-0.63, 0.525))):
        arm = place.outline((shoulder, (hand[0] - 0.02, shoulder[1] - 0.10), hand), close=False)
        canvas.drawPath(arm, paint(mix(light.on("#f4eee6"), light.shade, 0.15), stroke=size * 0.040))
        canvas.drawCircle(*place.at(*hand), size * 0.024, paint(skin))
    canvas.drawCircle(*place.at(-0.715, 0.735), size * 0.050, paint(skin))
    straw = light.on("#ecd28a")
    canvas.drawRoundRect(
        skia.Rect.MakeXYWH(place.at(-0.715, 0)[0] - size * 0.048, place.at(0, 0.822)[1], size * 0.096, size * 0.05),
        size * 0.012,
        size * 0.012,
        paint(straw),
    )
    canvas.drawRect(
        skia.Rect.MakeXYWH(place.at(-0.715, 0)[0] - size * 0.048, place.at(0, 0.782)[1], size * 0.096, size * 0.016),
        paint(light.on("#c02a34")),
    )
    canvas.drawOval(
        skia.Rect.MakeXYWH(place.at(-0.715, 0)[0] - size * 0.085, place.at(0, 0.776)[1], size * 0.17, size * 0.026),
        paint(straw),
    )


def mooring_pole(canvas: Any, x: float, water: float, tall: float, stripe: Colour, light: Light) -> None:
    """Draw a pole with a band wound around it and a gilded knob."""
    half = tall * 0.030
    white = light.on("#efe6d8")
    body = skia.Rect(x - half, water - tall, x + half, water + tall * 0.05)
    tones = [(0, mix(white, light.shade, 0.55)), (0.6, white), (1, mix(white, light.lit, 0.4))]
    canvas.drawRect(body, paint(white, shader=linear((body.left(), 0), (body.right(), 0), tones)))
    canvas.save()
    canvas.clipRect(body)
    tone = light.on(stripe)
    for number in range(9):
        y = water - tall + tall * number / 7.0
        band = polygon(
            [
                (x - half, y),
                (x + half, y - half * 1.9),
                (x + half, y - half * 1.9 + tall * 0.068),
                (x - half, y + tall * 0.068),
            ]
        )
        canvas.drawPath(
            band,
            paint(
                tone,
                shader=linear(
                    (body.left(), 0),
                    (body.right(), 0),
                    [(0, mix(tone, "#14121c", 0.5)), (0.65, tone), (1, mix(tone, light.key, 0.3))],
                ),
            ),
        )
    canvas.restore()
    gold = mix(light.on("#e0b04a"), light.key, 0.3)
    canvas.drawRect(
        skia.Rect(x - half * 1.25, water - tall - half * 0.5, x + half * 1.25, water - tall + half * 0.5), paint(gold)
    )
    canvas.drawCircle(x, water - tall - half * 1.5, half * 1.15, paint(gold))


def domed_church(canvas: Any, place: Figure, light: Light, *, haze: float = 0.2) -> None:
    """Draw a white church under a large dome and a small one, with two slim towers, 1 being its height."""
    stone, lead = light.on("#ece4d6", haze), light.on("#a9b4b8", haze)
    hole = mix(stone, "#2a2630", 0.55)
    for x in (0.46, 0.66):
        rounded(canvas, skia.Rect(*place.at(x - 0.030, 0.58), *place.at(x + 0.030, 0.0)), stone, light)
        dome(canvas, place, x, 0.58, 0.036, lead, light, crowned=False)
    rounded(canvas, skia.Rect(*place.at(0.40, 0.46), *place.at(0.72, 0.0)), stone, light)
    dome(canvas, place, 0.56, 0.46, 0.165, lead, light, crowned=False)
    _lantern(canvas, place, 0.56, 0.61, 0.028, stone, lead, light)
    rounded(canvas, skia.Rect(*place.at(-0.46, 0.34), *place.at(0.46, 0.0)), stone, light)
    for side in (-1, 1):
        for x in (0.20, 0.37):
            scroll = place.outline(
                (
                    (side * (x + 0.085), 0.335),
                    (side * (x + 0.075), 0.43),
                    (side * (x + 0.01), 0.455),
                    (side * (x - 0.045), 0.51),
                    (side * (x - 0.06), 0.335),
                )
            )
            solid(canvas, scroll, stone, light, rim=0.3)
    rounded(canvas, skia.Rect(*place.at(-0.30, 0.55), *place.at(0.30, 0.335)), stone, light, shade=0.45)
    for number in range(5):
        canvas.drawPath(lancet(place, -0.22 + 0.11 * number, 0.375, 0.026, 0.50), paint(hole))
    dome(canvas, place, 0.0, 0.545, 0.292, lead, light, crowned=False)
    _lantern(canvas, place, 0.0, 0.815, 0.045, stone, lead, light)
    canvas.drawPath(lancet(place, 0.0, 0.0, 0.105, 0.30), paint(mix(stone, light.lit, 0.4)))
    canvas.drawPath(lancet(place, 0.0, 0.0, 0.070, 0.26), paint(hole))
    canvas.drawPath(place.angular(((-0.16, 0.30), (0.0, 0.385), (0.16, 0.30))), paint(mix(stone, light.lit, 0.35)))
    for x in (-0.145, 0.145, -0.30, 0.30, -0.42, 0.42):
        rounded(
            canvas,
            skia.Rect(*place.at(x - 0.014, 0.295), *place.at(x + 0.014, 0.02)),
            mix(stone, light.lit, 0.2),
            light,
        )
    for up in (0.30, 0.335):
        canvas.drawLine(
            *place.at(-0.48, up), *place.at(0.48, up), paint(mix(stone, light.lit, 0.5), stroke=place.size * 0.010)
        )


def _lantern(
    canvas: Any, place: Figure, x: float, low: float, half: float, stone: Colour, lead: Colour, light: Light
) -> None:
    rounded(canvas, skia.Rect(*place.at(x - half, low + half * 2.2), *place.at(x + half, low)), stone, light)
    dome(canvas, place, x, low + half * 2.2, half, lead, light, crowned=False)
    canvas.drawLine(
        *place.at(x, low + half * 3.0),
        *place.at(x, low + half * 4.6),
        paint(mix(lead, "#2a2630", 0.4), stroke=place.size * half * 0.16),
    )
    canvas.drawLine(
        *place.at(x - half * 0.35, low + half * 4.0),
        *place.at(x + half * 0.35, low + half * 4.0),
        paint(mix(lead, "#2a2630", 0.4), stroke=place.size * half * 0.16),
    )


def campanile(canvas: Any, place: Figure, light: Light, *, haze: float = 0.2) -> None:
    """Draw a bell tower of brick with a white belfry under a green roof, 1 being its height."""
    brick, stone, copper = light.on("#b8664a", haze), light.on("#efe6d8", haze), light.on("#6f9a84", haze)
    rounded(canvas, skia.Rect(*place.at(-0.070, 0.66), *place.at(0.070, 0)), brick, light)
    for x in (-0.035, 0.0, 0.035):
        canvas.drawLine(
            *place.at(x, 0.64), *place.at(x, 0.03), paint(mix(brick, "#2a1418", 0.4), 0.4, stroke=place.size * 0.007)
        )
    rounded(canvas, skia.Rect(*place.at(-0.080, 0.79), *place.at(0.080, 0.655)), stone, light)
    for x in (-0.045, 0.0, 0.045):
        canvas.drawPath(lancet(place, x, 0.675, 0.016, 0.765), paint(mix(stone, "#2a2630", 0.65)))
    rounded(canvas, skia.Rect(*place.at(-0.068, 0.84), *place.at(0.068, 0.79)), brick, light)
    roof = place.angular(((-0.074, 0.84), (0.0, 0.985), (0.074, 0.84)))
    canvas.drawPath(
        roof,
        paint(
            copper,
            shader=linear(
                place.at(-0.07, 0),
                place.at(0.07, 0),
                [(0, mix(copper, light.shade, 0.5)), (1, mix(copper, light.lit, 0.4))],
            ),
        ),
    )
    canvas.drawCircle(*place.at(0, 0.99), place.size * 0.010, paint(mix(light.on("#e0b04a"), light.key, 0.3)))


def stone_bridge(canvas: Any, place: Figure, half: float, light: Light) -> None:
    """Draw an arched bridge with a balustrade, 1 being its height above the water and ``half`` half its span."""
    stone = light.on("#e0d2bc")
    crown, end = 1.0, 0.50
    deck = [(half * 1.25 * n / 12, end + (crown - end) * (1 - (n / 12) ** 2)) for n in range(-12, 13)]
    arch = [(half * 0.86 * n / 14, 0.78 * float(np.sqrt(max(0.0, 1 - (n / 14) ** 2)))) for n in range(14, -15, -1)]
    body = place.angular(
        [(-half * 1.25, -0.02), *deck, (half * 1.25, -0.02), (half * 0.86, -0.02), *arch, (-half * 0.86, -0.02)]
    )
    tones = [(0, mix(stone, light.lit, 0.35)), (0.5, stone), (1, mix(stone, light.shade, 0.55))]
    canvas.drawPath(body, paint(stone, shader=linear(place.at(0, 1.0), place.at(0, 0), tones)))
    ring = place.angular(arch, close=False)
    canvas.drawPath(ring, paint(mix(stone, light.lit, 0.45), stroke=place.size * 0.075))
    for number in range(17):
        turn = np.pi * (number + 0.5) / 17
        inner, outer = ((half * 0.86 * r * float(np.cos(turn)), 0.78 * r * float(np.sin(turn))) for r in (0.955, 1.05))
        canvas.drawLine(
            *place.at(*inner), *place.at(*outer), paint(mix(stone, "#3a2c2c", 0.5), 0.7, stroke=place.size * 0.010)
        )
    for lift, thick in ((0.02, 0.045), (0.20, 0.055)):
        line = [(x, up + lift) for x, up in deck]
        canvas.drawPath(place.angular(line, close=False), paint(mix(stone, light.lit, 0.4), stroke=place.size * thick))
    for number in range(41):
        share = number / 20 - 1
        x, up = half * 1.25 * share, end + (crown - end) * (1 - share * share)
        canvas.drawLine(
            *place.at(x, up + 0.02),
            *place.at(x, up + 0.20),
            paint(mix(stone, light.shade, 0.15), stroke=place.size * 0.030),
        )
    canvas.drawPath(
        polygon([place.at(0, 0.86), place.at(0.07, 0.80), place.at(0, 0.70), place.at(-0.07, 0.80)]),
        paint(mix(stone, light.lit, 0.5)),
    )
