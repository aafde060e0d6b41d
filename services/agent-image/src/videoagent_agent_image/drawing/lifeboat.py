"""What is left of a ship: a lifeboat full of people, a bow on the sea floor, and who looks at it."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import ADD, linear, paint

Random = np.random.Generator
_BODY = (
    (-0.52, 0.02),
    (-0.36, 0.19),
    (0.0, 0.25),
    (0.34, 0.21),
    (0.50, 0.02),
    (0.34, -0.18),
    (0.0, -0.24),
    (-0.36, -0.15),
)
"""Outline of a submersible."""


def lifeboat(canvas: Any, boat: Figure, light: Light, random: Random) -> None:
    """Draw a rowing boat from its side, people in it, oars out; ``boat.size`` is its length."""
    coats = ("#4a4254", "#6a4a48", "#3e4a5e", "#7a6a58", "#55606a", "#8a7a6a")
    for number, along in enumerate((-0.31, -0.20, -0.085, 0.03, 0.14, 0.25)):
        high = 0.115 + 0.020 * float(random.standard_normal()) * 0.5
        tone = light.on(coats[(number * 5 + 2) % len(coats)])
        _sitting(canvas, boat, along, high, tone, light, hat=number % 3)
    wood, white = light.on("#7a5638"), mix(light.on("#eae2d2"), light.lit, 0.15)
    hull = boat.outline(
        [(-0.50, 0.145), (-0.50, 0.145), (-0.25, 0.110), (0.0, 0.10), (0.25, 0.110), (0.50, 0.155), (0.50, 0.155),
         (0.42, 0.04), (0.30, -0.02), (0.0, -0.045), (-0.30, -0.02), (-0.43, 0.04)]
    )  # fmt: skip
    tones = [(0, white), (0.45, mix(white, light.shade, 0.35)), (1, mix(white, "#0a1020", 0.65))]
    canvas.drawPath(hull, paint(white, shader=linear(boat.at(0, 0.15), boat.at(0, -0.05), tones)))
    canvas.save()
    canvas.clipPath(hull, skia.ClipOp.kIntersect, True)
    for drop in (0.030, 0.060, 0.090, 0.120):
        points = [(-0.5, 0.145), (-0.25, 0.11), (0.0, 0.10), (0.25, 0.11), (0.5, 0.155)]
        plank = boat.outline([(along, up - drop) for along, up in points], close=False)
        canvas.drawPath(plank, paint("#101828", 0.28, stroke=boat.size * 0.004))
    canvas.restore()
    rail = boat.outline([(-0.5, 0.145), (-0.25, 0.11), (0.0, 0.10), (0.25, 0.11), (0.5, 0.155)], close=False)
    canvas.drawPath(rail, paint(mix(wood, light.key, 0.25), stroke=boat.size * 0.018))
    for along in (-0.22, 0.0, 0.22):
        start, end = boat.at(along + 0.05, 0.135), boat.at(along - 0.13, -0.06)
        canvas.drawLine(*start, *end, paint(mix(wood, light.key, 0.15), stroke=boat.size * 0.0085))
        blade = boat.at(along - 0.165, -0.088)
        canvas.drawLine(*end, *blade, paint(mix(wood, light.key, 0.15), stroke=boat.size * 0.020))


def _sitting(canvas: Any, boat: Figure, along: float, high: float, tone: Colour, light: Light, *, hat: int) -> None:
    """Draw somebody in a coat, to the shoulders above the boat's side."""
    body = boat.outline(
        [(along - 0.055, 0.02), (along - 0.052, high + 0.015), (along - 0.030, high + 0.055), (along, high + 0.066),
         (along + 0.030, high + 0.055), (along + 0.052, high + 0.015), (along + 0.055, 0.02)]
    )  # fmt: skip
    tones = [(0, mix(tone, "#0a1020", 0.25)), (0.6, tone), (1, mix(tone, "#ffc98a", 0.45))]
    sides = linear((boat.at(along, 0)[0] - 0.055 * boat.size, 0), (boat.at(along, 0)[0] + 0.055 * boat.size, 0), tones)
    canvas.drawPath(body, paint(tone, shader=sides))
    head, size = boat.at(along + 0.004, high + 0.094), boat.size * 0.026
    canvas.drawCircle(*head, size, paint(mix(light.on("#c99a7c"), "#ffc98a", 0.25)))
    cloth = mix(tone, "#10141e", 0.35)
    if hat == 0:
        canvas.drawOval(
            skia.Rect(head[0] - size * 1.5, head[1] - size * 0.75, head[0] + size * 1.5, head[1] - size * 0.2),
            paint(cloth),
        )
        canvas.drawOval(
            skia.Rect(head[0] - size * 0.9, head[1] - size * 1.5, head[0] + size * 0.9, head[1] - size * 0.3),
            paint(cloth),
        )
    elif hat == 1:
        scarf = skia.Path()
        scarf.addArc(
            skia.Rect(head[0] - size * 1.15, head[1] - size * 1.2, head[0] + size * 1.15, head[1] + size * 1.2),
            150,
            240,
        )
        canvas.drawPath(scarf, paint(mix("#d8cdbc", cloth, 0.35)))
    else:
        canvas.drawRect(
            skia.Rect(head[0] - size, head[1] - size * 1.05, head[0] + size, head[1] - size * 0.35), paint(cloth)
        )
        canvas.drawRect(
            skia.Rect(head[0] - size, head[1] - size * 0.5, head[0] + size * 1.6, head[1] - size * 0.3), paint(cloth)
        )


def submersible(canvas: Any, craft: Figure, glow: Colour) -> tuple[float, float]:
    """Draw a small submersible and return where its lamps are."""
    body, dark = "#e8b23a", "#5a3a14"
    hull = craft.outline(_BODY)
    tones = [(0, "#ffe08a"), (0.4, body), (1, dark)]
    canvas.drawPath(hull, paint(body, shader=linear(craft.at(0, 0.34), craft.at(0, -0.24), tones)))
    tower = craft.outline([(-0.16, 0.22), (-0.12, 0.40), (0.12, 0.40), (0.16, 0.22)])
    canvas.drawPath(tower, paint("#d89a2c"))
    canvas.drawRect(skia.Rect(*_ordered(craft.at(-0.40, -0.24), craft.at(0.30, -0.30))), paint("#2a2a32"))
    screw = craft.at(-0.56, 0.02)
    canvas.drawOval(
        skia.Rect.MakeXYWH(
            screw[0] - craft.size * 0.03, screw[1] - craft.size * 0.16, craft.size * 0.06, craft.size * 0.32
        ),
        paint("#2a2a32"),
    )
    pane = craft.at(0.30, 0.06)
    canvas.drawCircle(*pane, craft.size * 0.125, paint("#2a2a32"))
    canvas.drawCircle(*pane, craft.size * 0.095, paint("#bfeaf2"))
    lamps = craft.at(0.42, -0.17)
    canvas.drawCircle(*lamps, craft.size * 0.05, paint("#fffbe0"))
    canvas.drawCircle(*lamps, craft.size * 0.16, paint(glow, 0.9, blur=craft.size * 0.08, blend=ADD))
    return lamps


def _ordered(first: tuple[float, float], second: tuple[float, float]) -> tuple[float, float, float, float]:
    return min(first[0], second[0]), min(first[1], second[1]), max(first[0], second[0]), max(first[1], second[1])
