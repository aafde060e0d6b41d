"""People in motion, as silhouettes against the light, and those who watch them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point, ribbon, smooth
from videoagent_agent_image.drawing.sheet import paint

Random = np.random.Generator
Limb = tuple[Point, Point, Point]


@dataclass(frozen=True)
class Pose:
    """Joints in heights of the person: across, and up from the ground."""

    arms: tuple[Limb, ...]
    """Shoulder, elbow, hand."""
    legs: tuple[Limb, ...]
    """Hip, knee, ankle."""
    head: Point = (0.0, 0.92)
    neck: Point = (0.0, 0.83)
    hip: Point = (0.0, 0.50)
    gown: bool = False
    """Whether a long dress hides the legs."""


_LEGS: tuple[Limb, ...] = (
    ((-0.04, 0.50), (-0.06, 0.27), (-0.07, 0.02)),
    ((0.04, 0.50), (0.06, 0.27), (0.07, 0.02)),
)
_SEAT: tuple[Limb, ...] = (
    ((0.0, 0.34), (0.20, 0.33), (0.19, 0.03)),
    ((0.0, 0.34), (0.17, 0.31), (0.13, 0.03)),
)
STANDING = Pose((((-0.09, 0.79), (-0.13, 0.63), (-0.11, 0.47)), ((0.09, 0.79), (0.13, 0.63), (0.11, 0.47))), _LEGS)
WALKING = Pose(
    (((-0.02, 0.79), (-0.10, 0.64), (-0.06, 0.49)), ((0.02, 0.79), (0.09, 0.64), (0.15, 0.52))),
    (((0.0, 0.50), (-0.05, 0.27), (-0.15, 0.04)), ((0.0, 0.50), (0.09, 0.28), (0.12, 0.02))),
)
RUNNING = Pose(
    (((0.07, 0.79), (-0.09, 0.68), (-0.12, 0.84)), ((0.09, 0.79), (0.20, 0.64), (0.33, 0.72))),
    (((0.0, 0.50), (0.21, 0.45), (0.16, 0.20)), ((0.0, 0.50), (-0.12, 0.30), (-0.34, 0.28))),
    head=(0.14, 0.93), neck=(0.10, 0.83),
)  # fmt: skip
KICKING = Pose(
    (((-0.06, 0.79), (-0.20, 0.70), (-0.31, 0.80)), ((0.02, 0.79), (0.14, 0.66), (0.25, 0.58))),
    (((0.0, 0.50), (-0.03, 0.27), (-0.07, 0.02)), ((0.02, 0.50), (0.19, 0.40), (0.36, 0.26))),
    head=(-0.06, 0.92), neck=(-0.04, 0.83),
)  # fmt: skip
CHEERING = Pose((((-0.09, 0.79), (-0.19, 0.92), (-0.17, 1.10)), ((0.09, 0.79), (0.19, 0.92), (0.18, 1.11))), _LEGS)
SINGER = Pose((((-0.08, 0.79), (-0.17, 0.66), (-0.03, 0.77)), ((0.08, 0.79), (0.21, 0.86), (0.31, 1.00))), _LEGS)
SAXOPHONIST = Pose(
    (((-0.04, 0.79), (0.0, 0.60), (0.15, 0.62)), ((0.06, 0.79), (0.08, 0.58), (0.19, 0.50))),
    (((-0.03, 0.50), (-0.07, 0.27), (-0.11, 0.02)), ((0.03, 0.50), (0.10, 0.27), (0.08, 0.02))),
    head=(0.03, 0.92), neck=(-0.01, 0.83), hip=(-0.02, 0.50),
)  # fmt: skip
BASSIST = Pose(
    (((0.06, 0.79), (0.16, 0.86), (0.21, 0.95)), ((-0.05, 0.79), (0.0, 0.58), (0.17, 0.50))),
    (((-0.03, 0.50), (-0.06, 0.27), (-0.08, 0.02)), ((0.03, 0.50), (0.09, 0.27), (0.10, 0.02))),
    head=(0.02, 0.92),
)  # fmt: skip
GUITARIST = Pose(
    (((-0.07, 0.79), (-0.14, 0.61), (-0.02, 0.52)), ((0.08, 0.79), (0.22, 0.68), (0.32, 0.66))),
    (((-0.04, 0.50), (-0.12, 0.27), (-0.17, 0.02)), ((0.04, 0.50), (0.13, 0.27), (0.17, 0.02))),
    head=(0.03, 0.91),
)  # fmt: skip
CONDUCTOR = Pose(
    (((-0.09, 0.79), (-0.23, 0.72), (-0.31, 0.88)), ((0.09, 0.79), (0.22, 0.78), (0.30, 0.95))),
    (((-0.03, 0.50), (-0.04, 0.27), (-0.05, 0.02)), ((0.03, 0.50), (0.04, 0.27), (0.05, 0.02))),
)  # fmt: skip
PIANIST = Pose(
    (((0.04, 0.62), (0.10, 0.45), (0.27, 0.45)), ((0.0, 0.62), (0.06, 0.43), (0.25, 0.44))),
    _SEAT, head=(0.08, 0.76), neck=(0.03, 0.67), hip=(0.0, 0.34),
)  # fmt: skip
VIOLINIST = Pose(
    (((0.03, 0.62), (0.14, 0.52), (0.24, 0.64)), ((-0.03, 0.62), (-0.10, 0.48), (0.06, 0.55))),
    _SEAT, head=(0.06, 0.76), neck=(0.0, 0.67), hip=(0.0, 0.34),
)  # fmt: skip


def person(
    canvas: Any, x: float, foot: float, tall: float, pose: Pose, tone: Colour, lit: Colour, *, side: int = 1,
    shirt: Colour | None = None, shorts: Colour | None = None,
) -> None:  # fmt: skip
    """Draw somebody who faces ``side`` (-1 left, 1 right), light falling on the back and from above."""
    _body(canvas, (x - tall * 0.008, foot - tall * 0.010), tall, pose, (lit, lit, lit), side)
    _body(canvas, (x, foot), tall, pose, (tone, shirt or tone, shorts or shirt or tone), side)


def _body(canvas: Any, foot: Point, tall: float, pose: Pose, tones: tuple[Colour, Colour, Colour], side: int) -> None:
    tone, shirt, shorts = tones
    brush = paint(tone)

    def at(joint: Point) -> Point:
        return foot[0] + side * tall * joint[0], foot[1] - tall * joint[1]

    for hip, knee, ankle in () if pose.gown else pose.legs:
        canvas.drawPath(ribbon([at(hip), at(knee), at(ankle)], [tall * 0.095, tall * 0.066, tall * 0.044]), brush)
        heel = at((ankle[0] + 0.025, ankle[1] - 0.008))
        canvas.drawOval(
            skia.Rect.MakeXYWH(heel[0] - tall * 0.045, heel[1] - tall * 0.02, tall * 0.09, tall * 0.036), brush
        )
        thigh = [
            (hip[0] + (knee[0] - hip[0]) * share, hip[1] + (knee[1] - hip[1]) * share) for share in (0.0, 0.3, 0.62)
        ]
        canvas.drawPath(
            ribbon([at(joint) for joint in thigh], [tall * 0.115, tall * 0.112, tall * 0.10]), paint(shorts)
        )
    (nx, ny), (hx, hy) = pose.neck, pose.hip
    shoulder, waist = 0.098, 0.066
    sides: list[Point] = [(nx - 0.03, ny + 0.015), (nx - shoulder, ny - 0.045)]
    sides += [((nx + 2 * hx) / 3 - waist, (ny + 2 * hy) / 3), (hx - 0.082, hy - 0.03)]
    across = [(2 * (nx if up > (ny + hy) / 2 else hx) - out, up) for out, up in reversed(sides)]
    if pose.gown:
        sides, across = [*sides[:-1], (hx - 0.19, 0.01)], [(hx + 0.19, 0.01), *across[1:]]
    canvas.drawPath(smooth([at(joint) for joint in (*sides, *across)]), paint(shirt))
    for start, elbow, hand in pose.arms:
        canvas.drawPath(ribbon([at(start), at(elbow), at(hand)], [tall * 0.070, tall * 0.052, tall * 0.036]), brush)
        sleeve = [start, ((start[0] + elbow[0]) / 2, (start[1] + elbow[1]) / 2)]
        canvas.drawPath(ribbon([at(joint) for joint in sleeve], [tall * 0.076, tall * 0.070]), paint(shirt))
        canvas.drawCircle(*at(start), tall * 0.037, paint(shirt))
        canvas.drawCircle(*at(hand), tall * 0.024, brush)
    head = at(pose.head)
    canvas.drawLine(*at(pose.neck), *head, paint(tone, stroke=tall * 0.048))
    canvas.drawOval(
        skia.Rect.MakeXYWH(head[0] - tall * 0.050, head[1] - tall * 0.066, tall * 0.10, tall * 0.132), brush
    )


def audience(
    canvas: Any,
    places: Sequence[Point],
    tall: float,
    dark: Colour,
    lit: Colour,
    random: Random,
    *,
    raised: float = 0.35,
    screens: float = 0.0,
) -> None:
    """Draw people seen from behind against the light, down to their chests; back rows first.

    Args:
        canvas: To draw on.
        places: Where their chests end.
        tall: From there to the top of the head, units.
        dark: Their colour.
        lit: Of the light on their heads, arms and shoulders.
        random: Of who does what.
        raised: Share of those who raise an arm or both.
        screens: Share of those who hold up a lit screen.
    """
    hairs, rims = (
        [mix(tone, to, most * step / 4) for step in range(5)]
        for tone, to, most in ((dark, "#000000", 0.25), (lit, dark, 0.45))
    )
    for x, foot in sorted(places, key=lambda place: place[1]):
        high = tall * (0.9 + 0.2 * float(random.random()))
        arms: list[tuple[int, float]] = []
        if random.random() < raised:
            both = random.random() < 0.45
            arms = [
                (side, float(random.uniform(0.55, 1.0)))
                for side in ((-1, 1) if both else (int(random.choice([-1, 1])),))
            ]
        for tone, rise in ((rims[int(random.integers(5))], high * 0.022), (hairs[int(random.integers(5))], 0.0)):
            _from_behind(canvas, x, foot - rise, high, arms, tone)
        if arms and random.random() < screens:
            side, reach = arms[0]
            hand = x + side * high * 0.34, foot - high * (1.0 + 0.42 * reach)
            canvas.drawRect(
                skia.Rect.MakeXYWH(hand[0] - high * 0.06, hand[1] - high * 0.13, high * 0.12, high * 0.2),
                paint("#e8f4ff"),
            )


def _from_behind(
    canvas: Any, x: float, foot: float, tall: float, arms: Sequence[tuple[int, float]], tone: Colour
) -> None:
    brush, half = paint(tone), tall * 0.40
    for side, reach in arms:
        shoulder, elbow = (x + side * half * 0.72, foot - tall * 0.40), (x + side * half * 1.0, foot - tall * 0.74)
        hand = x + side * half * 0.86, foot - tall * (1.0 + 0.42 * reach)
        canvas.drawPath(ribbon([shoulder, elbow, hand], [tall * 0.17, tall * 0.12, tall * 0.085]), brush)
        canvas.drawCircle(*hand, tall * 0.065, brush)
    chest = [
        (-1.0, 0.0),
        (-0.98, 0.28),
        (-0.74, 0.45),
        (-0.22, 0.55),
        (0.22, 0.55),
        (0.74, 0.45),
        (0.98, 0.28),
        (1.0, 0.0),
    ]
    canvas.drawPath(smooth([(x + half * across, foot - tall * up) for across, up in chest]), brush)
    canvas.drawRect(skia.Rect(x - tall * 0.075, foot - tall * 0.66, x + tall * 0.075, foot - tall * 0.5), brush)
    canvas.drawOval(skia.Rect.MakeXYWH(x - tall * 0.155, foot - tall, tall * 0.31, tall * 0.40), brush)


def seats(board_width: float, foot: float, rows: int, gap: float, down: float, random: Random) -> list[Point]:
    """Return places for a crowd across the picture, its nearest row at ``foot`` and rows ``down`` apart, in units."""
    places: list[Point] = []
    for row in range(rows):
        x = -gap * float(random.random())
        while x < board_width + gap:
            places.append((x + 0.22 * gap * float(random.standard_normal()), foot - down * (rows - 1 - row)))
            x += gap
    return places
