"""What the seafarers of the North built: a ship under its striped sail, and a longhouse."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point
from videoagent_agent_image.drawing.figures import Figure, rounded, solid
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import linear, paint

_HULL: tuple[Point, ...] = (
    (-0.985, 0.62), (-0.985, 0.62), (-0.96, 0.36), (-0.84, 0.12), (-0.55, -0.03), (0.0, -0.06), (0.55, -0.03),
    (0.84, 0.12), (0.965, 0.38), (1.0, 0.64),
    (1.0, 0.64), (0.915, 0.44), (0.78, 0.30), (0.48, 0.20), (0.0, 0.165), (-0.48, 0.20), (-0.78, 0.30), (-0.90, 0.42),
)  # fmt: skip
_HEAD: tuple[Point, ...] = (
    (0.945, 0.50), (0.975, 0.68), (0.960, 0.82), (0.985, 0.92), (1.055, 0.965), (1.13, 0.945), (1.215, 0.885),
    (1.245, 0.845), (1.225, 0.825), (1.14, 0.845),
    (1.195, 0.795), (1.17, 0.775), (1.09, 0.795), (1.045, 0.77), (1.045, 0.68), (1.015, 0.54), (0.985, 0.44),
)  # fmt: skip
_SHIELDS: tuple[tuple[Colour, Colour], ...] = (
    ("#b03028", "#e6d0a0"),
    ("#2f5a86", "#e6d0a0"),
    ("#d9a23c", "#6a2420"),
    ("#3f6b4a", "#e6d0a0"),
)


def _rail(forward: float) -> float:
    """Return the height of the ship's side."""
    return 0.165 + 0.17 * float(abs(forward) ** 2.2)


def longship(canvas: Any, place: Figure, light: Light, *, sailing: bool = True) -> None:
    """Draw a longship from its side, 1 being half its length, the water at its foot; without its sail it is rowed."""
    size, wood = place.size, light.on("#6a442a")
    dark = mix(wood, "#140c0a", 0.5)
    canvas.drawLine(*place.at(0.0, 0.10), *place.at(0.0, 1.52), paint(mix(wood, light.key, 0.15), stroke=size * 0.026))
    if sailing:
        _sail(canvas, place, light)
    for number in range(7):
        _warrior(
            canvas, place, -0.60 + 0.20 * number + (0.07 if abs(-0.60 + 0.20 * number) < 0.05 else 0.0), light, number
        )
    for number in range(9):  # oars behind the shields
        forward = -0.66 + 0.165 * number
        canvas.drawLine(
            *place.at(forward, _rail(forward) - 0.05),
            *place.at(forward - 0.22, -0.10),
            paint(mix(wood, light.key, 0.28), stroke=size * 0.013),
        )
    tail = place.outline(
        ((-0.945, 0.44), (-0.985, 0.66), (-0.975, 0.83), (-1.03, 0.93), (-1.11, 0.90), (-1.105, 0.82), (-1.05, 0.82)),
        close=False,
    )
    canvas.drawPath(tail, paint(mix(wood, light.key, 0.12), stroke=size * 0.050))
    hull = place.outline(_HULL)
    tones = [(0, mix(wood, light.key, 0.30)), (0.45, wood), (1, mix(dark, "#0c0a0c", 0.3))]
    canvas.drawPath(hull, paint(wood, shader=linear(place.at(0, 0.55), place.at(0, -0.06), tones)))
    canvas.save()
    canvas.clipPath(hull, skia.ClipOp.kIntersect, True)
    for number in range(1, 5):  # overlapping planks
        drop = 0.050 * number
        plank = [
            (x, _rail(x) + 0.16 * max(0.0, abs(x) - 0.62) - drop * (1 - 0.35 * abs(x)))
            for x in np.linspace(-1.0, 1.0, 21)
        ]
        canvas.drawPath(
            place.outline([(float(x), float(up)) for x, up in plank], close=False),
            paint(dark, 0.6, stroke=size * 0.009),
        )
    canvas.restore()
    rail = [(float(x), _rail(float(x)) + 0.16 * max(0.0, abs(float(x)) - 0.62)) for x in np.linspace(-0.93, 0.94, 25)]
    canvas.drawPath(place.outline(rail, close=False), paint(mix(wood, light.key, 0.42), stroke=size * 0.020))
    solid(canvas, place.outline(_HEAD), mix(wood, light.key, 0.10), light)
    canvas.drawPath(place.outline(((0.985, 0.93), (0.93, 1.00), (0.945, 0.90))), paint(mix(wood, light.key, 0.2)))
    canvas.drawCircle(*place.at(1.065, 0.905), size * 0.017, paint(light.on("#f2c84a")))
    for up in (0.60, 0.68, 0.76):
        canvas.drawLine(
            *place.at(0.965, up),
            *place.at(1.035, up + 0.012),
            paint(mix(light.on("#e0a83a"), wood, 0.3), stroke=size * 0.012),
        )
    for number in range(10):
        forward = -0.70 + 0.155 * number
        _shield(canvas, place, (forward, _rail(forward) - 0.030), 0.068, _SHIELDS[number % 4], light)
    foam = mix(light.on("#e8f0f2"), light.lit, 0.4)
    for number in range(8):
        x = -0.86 + 0.24 * number
        canvas.drawPath(
            place.outline(((x, -0.045), (x + 0.10, -0.015), (x + 0.22, -0.050)), close=False),
            paint(foam, 0.6, stroke=size * 0.016),
        )


def _shield(canvas: Any, place: Figure, at: Point, radius: float, tones: tuple[Colour, Colour], light: Light) -> None:
    """Draw a round shield in four quarters."""
    (x, y), size = place.at(*at), place.size * radius
    first, second = (light.on(tone) for tone in tones)
    canvas.drawCircle(x + size * 0.12, y + size * 0.16, size, paint("#0c0808", 0.4))
    box = skia.Rect(x - size, y - size, x + size, y + size)
    for quarter in range(4):
        canvas.drawArc(box, 90.0 * quarter, 90.0, True, paint((first, second)[quarter % 2]))
    canvas.drawCircle(x, y, size, paint(mix(first, "#1a100c", 0.6), stroke=size * 0.14))
    canvas.drawCircle(x, y, size * 0.24, paint(mix(light.on("#b8bcc4"), light.lit, 0.4)))


def _sail(canvas: Any, place: Figure, light: Light) -> None:
    """Draw a square sail full of wind, in stripes."""
    red, cream = light.on("#b23a2c"), mix(light.on("#f2e2c2"), light.lit, 0.2)
    stripes, size = 9, place.size

    def edge(share: float, down: float) -> Point:
        belly = 0.13 * float(np.sin(np.pi * down)) * (0.6 + 0.4 * share)
        return -0.70 + 1.40 * share + belly - 0.03 * down, 1.44 - 0.96 * down + 0.06 * down * float(
            np.cos(np.pi * (share - 0.5))
        )

    for number in range(stripes):
        left, right = number / stripes, (number + 1) / stripes
        points = [edge(left, step / 10) for step in range(11)] + [edge(right, step / 10) for step in range(10, -1, -1)]
        tone = red if number % 2 == 0 else cream
        tones = [
            (0, mix(tone, light.shade, 0.34)),
            (0.35, mix(tone, light.lit, 0.18)),
            (0.7, tone),
            (1, mix(tone, light.shade, 0.45)),
        ]
        canvas.drawPath(place.angular(points), paint(tone, shader=linear(place.at(0, 1.44), place.at(0, 0.46), tones)))
    for number in range(5):
        seam = place.angular([edge(share / 12, 0.16 + 0.17 * number) for share in range(13)], close=False)
        canvas.drawPath(seam, paint(mix(red, "#2a1210", 0.5), 0.20, stroke=size * 0.006))
    for share in (0.0, 1.0):
        hem = place.angular([edge(share, step / 10) for step in range(11)], close=False)
        canvas.drawPath(hem, paint(mix(cream, "#5a4028", 0.3), stroke=size * 0.010))
        canvas.drawLine(
            *place.at(*edge(share, 1.0)),
            *place.at(-0.80 if share == 0 else 0.80, 0.34),
            paint(light.on("#3a2a20"), stroke=size * 0.006),
        )
    canvas.drawLine(*place.at(-0.76, 1.445), *place.at(0.76, 1.445), paint(light.on("#5a3a24"), stroke=size * 0.028))
    for forward in (-0.95, 0.93):
        canvas.drawLine(
            *place.at(0.0, 1.50), *place.at(forward, 0.46), paint(light.on("#3a2a20"), 0.8, stroke=size * 0.006)
        )
    pennant = place.outline(((0.0, 1.53), (0.12, 1.56), (0.22, 1.535), (0.30, 1.55), (0.20, 1.50), (0.0, 1.485)))
    canvas.drawPath(pennant, paint(red))


def _warrior(canvas: Any, place: Figure, forward: float, light: Light, number: int) -> None:
    """Draw head and shoulders of who sits behind the shields, under a helmet."""
    cloth = light.on(("#4a5a6a", "#6a3a30", "#5a5238", "#3a4a58")[number % 4])
    base, size = _rail(forward), place.size
    shoulders = place.outline(
        (
            (forward - 0.066, base - 0.02),
            (forward - 0.055, base + 0.075),
            (forward, base + 0.105),
            (forward + 0.055, base + 0.075),
            (forward + 0.066, base - 0.02),
        )
    )
    canvas.drawPath(shoulders, paint(cloth))
    canvas.drawCircle(*place.at(forward, base + 0.135), size * 0.037, paint(light.on("#c09070")))
    beard = place.outline(
        (
            (forward - 0.028, base + 0.13),
            (forward + 0.036, base + 0.13),
            (forward + 0.026, base + 0.075),
            (forward - 0.010, base + 0.085),
        )
    )
    canvas.drawPath(beard, paint(light.on(("#8a5a2c", "#c8a060", "#5a4030")[number % 3])))
    helmet = place.outline(
        (
            (forward - 0.043, base + 0.142),
            (forward - 0.034, base + 0.190),
            (forward, base + 0.212),
            (forward + 0.034, base + 0.190),
            (forward + 0.043, base + 0.142),
        )
    )
    canvas.drawPath(helmet, paint(mix(light.on("#9aa2aa"), light.lit, 0.2)))


def longhouse(canvas: Any, place: Figure, light: Light, *, haze: float = 0.0, turf: bool = True) -> None:
    """Draw a longhouse, 1 being half its length: low walls of planks under a bowed roof, a fire within."""
    size, plank = place.size, light.on("#8a6242", haze)
    cover = light.on("#7f9a4c" if turf else "#c8a45e", haze)
    wall = skia.Rect(*place.at(-0.93, 0.33), *place.at(0.93, 0.0))
    tones = [(0, mix(plank, light.shade, 0.45)), (0.7, plank), (1, mix(plank, light.lit, 0.25))]
    canvas.drawRect(wall, paint(plank, shader=linear((wall.left(), 0), (wall.right(), 0), tones)))
    for number in range(31):
        x = -0.91 + 1.82 * number / 30
        canvas.drawLine(
            *place.at(x, 0.33), *place.at(x, 0.0), paint(mix(plank, "#140c08", 0.5), 0.5, stroke=size * 0.008)
        )
    door = place.outline(
        ((0.25, 0.0), (0.25, 0.0), (0.25, 0.20), (0.35, 0.265), (0.45, 0.20), (0.45, 0.0), (0.45, 0.0))
    )
    canvas.drawPath(door, paint("#ffb85a" if light.dark else mix(plank, "#140c08", 0.75)))
    canvas.drawPath(door, paint(mix(plank, light.key, 0.30), stroke=size * 0.022))
    roof = place.outline(((-0.84, 0.655), (-0.84, 0.655), (-0.45, 0.735), (0.0, 0.755), (0.45, 0.735), (0.84, 0.655),
        (0.84, 0.655), (1.02, 0.285), (1.02, 0.285), (0.5, 0.265),
                          (-0.5, 0.265), (-1.02, 0.285), (-1.02, 0.285)))  # fmt: skip
    shade = linear(
        place.at(0, 0.79),
        place.at(0, 0.20),
        [(0, mix(cover, light.key, 0.35)), (0.5, cover), (1, mix(cover, "#10140c", 0.5))],
    )
    canvas.drawPath(roof, paint(cover, shader=shade))
    canvas.save()
    canvas.clipPath(roof, skia.ClipOp.kIntersect, True)
    random = np.random.default_rng(17)
    for _ in range(150):
        x, up = float(random.uniform(-1.0, 1.0)), float(random.uniform(0.28, 0.76))
        tuft = mix(cover, light.key if random.random() < 0.5 else "#10140c", 0.35)
        canvas.drawLine(*place.at(x, up), *place.at(x + 0.012, up - 0.045), paint(tuft, 0.55, stroke=size * 0.012))
    canvas.restore()
    for side in (-1, 1):  # crossed boards with carved heads
        for foot, lean in ((1.035, 0.80), (0.90, 0.885)):
            board = place.outline(
                (
                    (side * foot, 0.27),
                    (side * (foot * 0.45 + lean * 0.55), 0.50),
                    (side * lean, 0.68),
                    (side * (lean + (0.03 if lean > 0.85 else -0.05)), 0.80),
                ),
                close=False,
            )
            canvas.drawPath(board, paint(mix(plank, light.key, 0.24), stroke=size * 0.030))
    rounded(canvas, skia.Rect(*place.at(-0.07, 0.80), *place.at(0.07, 0.73)), mix(plank, "#140c08", 0.2), light)
