"""What an army of former times takes along: tents, banners, guns, and its ranks from afar."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import ADD, linear, paint, polygon

Random = np.random.Generator


def tent(canvas: Any, place: Figure, cloth: Colour, stripe: Colour, light: Light, *, striped: bool = False) -> None:
    """Draw a round tent with a pointed roof and an open door; ``place.size`` is its height."""
    wall = [(-0.44, 0.0), (-0.40, 0.40), (0.40, 0.40), (0.44, 0.0)]
    tones = [(0, mix(cloth, light.shade, 0.55)), (0.6, cloth), (1, mix(cloth, light.key, 0.35))]
    across = linear(place.at(-0.44 * place.side, 0), place.at(0.44 * place.side, 0), tones)
    roof = place.outline(
        [
            (-0.52, 0.37),
            (-0.52, 0.37),
            (-0.24, 0.60),
            (-0.06, 0.86),
            (0.0, 1.0),
            (0.0, 1.0),
            (0.06, 0.86),
            (0.24, 0.60),
            (0.52, 0.37),
            (0.52, 0.37),
        ]
    )
    canvas.drawPath(place.angular(wall), paint(cloth, shader=across))
    if striped:
        for number in range(-4, 4, 2):
            low, high = number * 0.11, (number + 1) * 0.11
            canvas.drawPath(
                place.angular([(low, 0.0), (low * 0.92, 0.40), (high * 0.92, 0.40), (high, 0.0)]), paint(stripe, 0.75)
            )
    canvas.drawPath(roof, paint(cloth, shader=across))
    canvas.save()
    canvas.clipPath(roof, skia.ClipOp.kIntersect, True)
    for number in range(-4, 5, 2):
        low, high = number * 0.13, (number + 1) * 0.13
        if striped:
            canvas.drawPath(place.angular([(0.0, 1.0), (low, 0.30), (high, 0.30)]), paint(stripe, 0.75))
        else:
            canvas.drawLine(
                *place.at(0, 1.0),
                *place.at(low, 0.34),
                paint(mix(cloth, light.shade, 0.8), 0.35, stroke=place.size * 0.008),
            )
    canvas.restore()
    hem = place.outline([(-0.52, 0.375), (-0.26, 0.345), (0.0, 0.335), (0.26, 0.345), (0.52, 0.375)], close=False)
    canvas.drawPath(hem, paint(stripe, stroke=place.size * 0.035))
    door = [(-0.10, 0.0), (-0.012, 0.34), (0.012, 0.34), (0.12, 0.0)]
    canvas.drawPath(place.angular(door), paint("#1c1416"))
    if light.dark:
        middle = place.at(0, 0.08)
        canvas.drawCircle(*middle, place.size * 0.16, paint("#ffb04a", 0.7, blur=place.size * 0.08, blend=ADD))
    canvas.drawCircle(*place.at(0, 1.01), place.size * 0.022, paint("#d8b45a"))


def banner(
    canvas: Any, foot: tuple[float, float], height: float, tones: tuple[Colour, Colour], light: Light, *, side: int = 1
) -> None:
    """Draw a long banner with two tails that flies from its pole, in two colours."""
    top = foot[0], foot[1] - height
    canvas.drawLine(*foot, *top, paint(light.on("#4a3424"), stroke=max(2.5, height * 0.020)))
    wide, tall, steps = height * 0.52, height * 0.26, 22

    def edge(along: float, down: float) -> tuple[float, float]:
        wave = float(np.sin(along * 7.0 + 0.4)) * tall * 0.14 * (0.3 + along)
        narrow = tall * 0.18 * along
        return top[0] + side * wide * along, top[1] + height * 0.03 + narrow * (1 - 2 * down) * 0.5 + tall * down + wave

    for low, high, tone in ((0.0, 0.5, tones[0]), (0.5, 1.0, tones[1])):
        upper = [edge(n / steps, low) for n in range(steps + 1)]
        lower = [edge(n / steps, high) for n in range(steps, -1, -1)]
        whole = round(steps * 0.8)
        cloth = [*upper[: whole + 1], *lower] if low else [*upper, *lower[steps - whole :]]
        canvas.drawPath(polygon(cloth), paint(tone))
    for step in range(steps):
        left, right = step / steps, (step + 1.05) / steps
        slope = float(np.cos((left + right) * 3.5 + 0.4))
        if left > 0.8:
            continue
        strip = polygon([edge(left, 0.0), edge(right, 0.0), edge(right, 1.0), edge(left, 1.0)])
        tone, strength = ("#ffffff", 0.16 * slope) if slope > 0 else ("#120a10", -0.34 * slope)
        canvas.drawPath(strip, paint(tone, strength))
    canvas.drawCircle(*top, height * 0.024, paint("#d8b45a"))


def ranks(
    canvas: Any,
    width: float,
    foot: float,
    height: float,
    tones: tuple[Colour, Colour],
    random: Random,
    *,
    rows: int,
    pikes: bool = True,
) -> None:
    """Draw soldiers across the picture, seen from behind, under helmets; the nearest feet are at ``foot``."""
    dark, lit = tones
    gap = height * 0.40
    for row in range(rows):
        level, shift = foot - height * 0.24 * (rows - 1 - row), gap * 0.5 * (row % 2)
        for number in range(int(width / gap) + 3):
            x = number * gap - gap + shift + gap * 0.10 * float(random.standard_normal())
            tall = height * (0.95 + 0.10 * float(random.random()))
            tone = mix(dark, lit, 0.22 * float(random.random()) + 0.05 * (rows - row))
            head = level - tall
            if pikes:
                lean = height * 0.07 * float(random.standard_normal())
                tip = x + gap * 0.34 + lean, head - tall * (0.55 + 0.22 * float(random.random()))
                canvas.drawLine(x + gap * 0.34, level, *tip, paint(mix(tone, "#0a0608", 0.3), stroke=height * 0.022))
                blade = [
                    (tip[0] - height * 0.020, tip[1]),
                    (tip[0] + lean * 0.1, tip[1] - height * 0.13),
                    (tip[0] + height * 0.020, tip[1]),
                ]
                canvas.drawPath(polygon(blade), paint(mix(tone, lit, 0.75)))
            body = skia.Path()
            body.moveTo(x - tall * 0.17, level + 10)
            body.cubicTo(
                x - tall * 0.20, head + tall * 0.34, x - tall * 0.13, head + tall * 0.25, x, head + tall * 0.22
            )
            body.cubicTo(
                x + tall * 0.13, head + tall * 0.25, x + tall * 0.20, head + tall * 0.34, x + tall * 0.17, level + 10
            )
            body.close()
            fade = linear(
                (0, head), (0, level), [(0, mix(tone, lit, 0.40)), (0.6, tone), (1, mix(tone, "#0a0608", 0.4))]
            )
            canvas.drawPath(body, paint(tone, shader=fade))
            canvas.drawCircle(x, head + tall * 0.135, tall * 0.085, paint(mix(tone, "#0a0608", 0.25)))
            helmet = skia.Path()
            helmet.addArc(skia.Rect(x - tall * 0.105, head, x + tall * 0.105, head + tall * 0.24), 180, 180)
            helmet.close()
            steel = mix(mix("#7c828c", tone, 0.45), lit, 0.25)
            shine = linear(
                (x - tall * 0.1, 0),
                (x + tall * 0.1, 0),
                [(0, mix(steel, "#0a0608", 0.45)), (0.7, steel), (1, mix(steel, lit, 0.7))],
            )
            canvas.drawPath(helmet, paint(steel, shader=shine))
            canvas.drawRect(
                skia.Rect(x - tall * 0.125, head + tall * 0.112, x + tall * 0.125, head + tall * 0.135),
                paint(mix(steel, "#0a0608", 0.3)),
            )


def cannon(canvas: Any, gun: Figure, light: Light) -> None:
    """Draw a field gun on its wheels, pointing forward; ``gun.size`` is its length."""
    wood, iron = light.on("#6a4428"), light.on("#8a6a34")
    dark = mix(wood, "#0e0808", 0.55)
    trail = gun.angular([(-0.62, 0.0), (-0.58, 0.05), (0.02, 0.36), (0.14, 0.34), (0.12, 0.26), (-0.50, -0.02)])
    canvas.drawPath(
        trail, paint(wood, shader=linear(gun.at(0, 0.36), gun.at(0, 0.0), [(0, mix(wood, light.key, 0.3)), (1, dark)]))
    )
    barrel = gun.angular(
        [
            (-0.30, 0.335),
            (-0.31, 0.43),
            (-0.24, 0.445),
            (0.10, 0.475),
            (0.52, 0.525),
            (0.52, 0.555),
            (0.60, 0.560),
            (0.60, 0.455),
            (0.52, 0.450),
            (0.52, 0.470),
            (0.10, 0.375),
            (-0.24, 0.325),
        ]
    )
    tones = [(0, mix(iron, light.key, 0.65)), (0.4, iron), (1, mix(iron, "#0e0808", 0.65))]
    canvas.drawPath(barrel, paint(iron, shader=linear(gun.at(0, 0.56), gun.at(0, 0.34), tones)))
    canvas.drawCircle(*gun.at(-0.34, 0.385), gun.size * 0.035, paint(iron))
    for along in (-0.22, 0.09, 0.30):
        ring = (gun.at(along, 0.325 + 0.115 * max(0, along)), gun.at(along, 0.455 + 0.14 * max(0, along)))
        canvas.drawLine(*ring[0], *ring[1], paint(mix(iron, light.key, 0.35), stroke=gun.size * 0.014))
    hub, radius = gun.at(0.04, 0.27), gun.size * 0.27
    for spoke in range(7):
        turn = np.pi * spoke / 7 + 0.2
        dx, dy = radius * float(np.cos(turn)), radius * float(np.sin(turn))
        canvas.drawLine(hub[0] - dx, hub[1] - dy, hub[0] + dx, hub[1] + dy, paint(dark, stroke=radius * 0.095))
        canvas.drawLine(
            hub[0] - dx - 2, hub[1] - dy - 3, hub[0] + dx - 2, hub[1] + dy - 3, paint(wood, stroke=radius * 0.060)
        )
    canvas.drawCircle(*hub, radius, paint(dark, stroke=radius * 0.17))
    canvas.drawCircle(hub[0] - 2, hub[1] - 3, radius, paint(mix(wood, light.key, 0.16), stroke=radius * 0.10))
    canvas.drawCircle(*hub, radius * 0.17, paint(mix(iron, light.key, 0.2)))
    for number, (along, up) in enumerate(
        ((-0.92, 0.035), (-0.84, 0.035), (-0.76, 0.035), (-0.88, 0.10), (-0.80, 0.10), (-0.84, 0.165))
    ):
        x, y = gun.at(along, up)
        ball = gun.size * 0.042
        canvas.drawCircle(x, y, ball, paint(light.on("#26242a")))
        canvas.drawCircle(
            x - ball * 0.25, y - ball * 0.35, ball * 0.35, paint(light.key, 0.30 + 0.02 * number, blur=ball * 0.2)
        )
