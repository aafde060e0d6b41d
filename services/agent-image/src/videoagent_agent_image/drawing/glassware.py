"""What stands in a laboratory: flasks, tubes, bottles, a microscope, a balance."""

from typing import Any

import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.sheet import ADD, linear, paint, polygon, radial

_GLASS: Colour = "#dcecf0"


def flask(canvas: Any, x: float, foot: float, height: float, liquid: Colour, *, glow: float = 0.0) -> None:
    """Draw a conical flask, a third full; ``glow`` 0..1 is the light of what is in it."""
    half, neck = height * 0.36, height * 0.085
    glass = skia.Path()
    glass.moveTo(x - neck, foot - height)
    glass.lineTo(x - neck, foot - height * 0.66)
    glass.lineTo(x - half, foot - height * 0.07)
    glass.quadTo(x - half, foot, x - half * 0.82, foot)
    glass.lineTo(x + half * 0.82, foot)
    glass.quadTo(x + half, foot, x + half, foot - height * 0.07)
    glass.lineTo(x + neck, foot - height * 0.66)
    glass.lineTo(x + neck, foot - height)
    glass.close()
    _vessel(canvas, glass, (x, foot - height * 0.2), half, foot - height * 0.40, liquid, glow)
    _rim(canvas, x, foot - height, neck * 1.35)


def round_flask(canvas: Any, x: float, foot: float, height: float, liquid: Colour, *, glow: float = 0.0) -> None:
    """Draw a round flask in the ring of a stand, over a burner."""
    iron = "#2b2f36"
    radius = height * 0.19
    middle = foot - height * 0.52
    canvas.drawRoundRect(skia.Rect(x - height * 0.24, foot - height * 0.03, x + height * 0.34, foot), 4, 4, paint(iron))
    canvas.drawRect(skia.Rect(x + height * 0.26, foot - height * 1.05, x + height * 0.285, foot), paint(iron))
    canvas.drawLine(
        x - radius * 0.9,
        middle + radius * 0.8,
        x + height * 0.27,
        middle + radius * 0.8,
        paint(iron, stroke=height * 0.02),
    )
    burner = skia.Rect(x - height * 0.03, foot - height * 0.22, x + height * 0.03, foot - height * 0.03)
    canvas.drawRect(burner, paint("#b08a4a"))
    canvas.drawPath(
        polygon(
            [
                (x - height * 0.10, foot - height * 0.02),
                (x, foot - height * 0.09),
                (x + height * 0.10, foot - height * 0.02),
            ]
        ),
        paint("#8a6a38"),
    )
    flame = skia.Path()
    flame.moveTo(x - height * 0.03, foot - height * 0.22)
    flame.quadTo(x - height * 0.05, foot - height * 0.28, x, foot - height * 0.34)
    flame.quadTo(x + height * 0.05, foot - height * 0.28, x + height * 0.03, foot - height * 0.22)
    canvas.drawPath(flame, paint("#6ab8ff", 0.85))
    canvas.drawCircle(x, foot - height * 0.27, height * 0.06, paint("#ffb45a", 0.6, blur=height * 0.03, blend=ADD))
    glass = skia.Path()
    neck = radius * 0.34
    glass.addCircle(x, middle, radius)
    stem = skia.Path()
    stem.addRect(skia.Rect(x - neck, middle - radius * 2.1, x + neck, middle - radius * 0.8))
    glass = skia.Op(glass, stem, skia.PathOp.kUnion_PathOp)
    _vessel(canvas, glass, (x, middle), radius, middle, liquid, glow)
    _rim(canvas, x, middle - radius * 2.1, neck * 1.3)


def _vessel(
    canvas: Any, glass: Any, centre: tuple[float, float], half: float, level: float, liquid: Colour, glow: float
) -> None:
    if glow:
        canvas.drawCircle(*centre, half * 3.4, paint(liquid, 0.36 * glow, blur=half * 1.5, blend=ADD))
    canvas.drawPath(glass, paint(_GLASS, 0.22))
    canvas.save()
    canvas.clipPath(glass, skia.ClipOp.kIntersect, True)
    bright = mix(liquid, "#ffffff", 0.35 + 0.4 * glow)
    shade = linear((0, level), (0, centre[1] + half), [(0, bright), (1, mix(liquid, "#101018", 0.25 * (1 - glow)))])
    canvas.drawRect(
        skia.Rect(centre[0] - half, level, centre[0] + half, centre[1] + half * 2), paint(liquid, 0.92, shader=shade)
    )
    canvas.drawRect(skia.Rect(centre[0] - half, level, centre[0] + half, level + half * 0.07), paint("#ffffff", 0.45))
    canvas.drawRect(
        skia.Rect(centre[0] + half * 0.45, level - half * 3, centre[0] + half * 2, level + half * 3),
        paint("#0a1420", 0.12),
    )
    canvas.restore()
    canvas.drawPath(glass, paint(_GLASS, 0.75, stroke=half * 0.055))
    shine = skia.Path()
    shine.moveTo(centre[0] - half * 0.52, centre[1] + half * 0.30)
    shine.quadTo(centre[0] - half * 0.62, centre[1] - half * 0.15, centre[0] - half * 0.26, centre[1] - half * 0.62)
    canvas.drawPath(shine, paint("#ffffff", 0.6, stroke=half * 0.09))


def _rim(canvas: Any, x: float, y: float, half: float) -> None:
    canvas.drawRoundRect(
        skia.Rect(x - half, y - half * 0.28, x + half, y + half * 0.28), half * 0.28, half * 0.28, paint(_GLASS, 0.9)
    )


def tubes(canvas: Any, x: float, foot: float, height: float, liquids: tuple[Colour, ...]) -> None:
    """Draw a wooden rack with a test tube for every colour; ``x`` is its middle."""
    gap, wood = height * 0.30, "#8a5c38"
    wide = gap * len(liquids)
    left = x - wide / 2
    for number, liquid in enumerate(liquids):
        middle, half, top = left + gap * (number + 0.5), height * 0.075, foot - height
        tube = skia.RRect.MakeRectXY(skia.Rect(middle - half, top, middle + half, foot - height * 0.08), half, half)
        canvas.drawRRect(tube, paint(_GLASS, 0.30))
        canvas.save()
        canvas.clipRRect(tube, skia.ClipOp.kIntersect, True)
        level = foot - height * (0.42 + 0.09 * (number * 2 % 3))
        canvas.drawRect(skia.Rect(middle - half, level, middle + half, foot), paint(liquid, 0.9))
        canvas.drawRect(skia.Rect(middle - half * 0.6, top, middle - half * 0.15, foot), paint("#ffffff", 0.4))
        canvas.restore()
        canvas.drawRRect(tube, paint(_GLASS, 0.7, stroke=height * 0.016))
    for low, high, tone in ((0.72, 0.62, mix(wood, "#ffffff", 0.16)), (0.08, 0.0, wood)):
        rail = skia.Rect(left - gap * 0.2, foot - height * low, left + wide + gap * 0.2, foot - height * high)
        canvas.drawRoundRect(rail, 4, 4, paint(tone))
    for side in (left - gap * 0.2, left + wide + gap * 0.06):
        canvas.drawRect(
            skia.Rect(side, foot - height * 0.72, side + gap * 0.14, foot), paint(mix(wood, "#1a0e08", 0.3))
        )


def bottle(canvas: Any, x: float, foot: float, height: float, glass: Colour) -> None:
    """Draw a stoppered bottle with a blank label."""
    half = height * 0.21
    body = skia.Rect(x - half, foot - height * 0.68, x + half, foot)
    tones = [
        (0, mix(glass, "#08080c", 0.35)),
        (0.3, mix(glass, "#ffffff", 0.22)),
        (0.5, glass),
        (1, mix(glass, "#08080c", 0.5)),
    ]
    canvas.drawRoundRect(body, half * 0.4, half * 0.4, paint(glass, shader=linear((x - half, 0), (x + half, 0), tones)))
    canvas.drawRect(
        skia.Rect(x - half * 0.36, foot - height * 0.86, x + half * 0.36, foot - height * 0.64),
        paint(mix(glass, "#08080c", 0.2)),
    )
    canvas.drawRoundRect(
        skia.Rect(x - half * 0.46, foot - height, x + half * 0.46, foot - height * 0.84), 3, 3, paint("#6a5138")
    )
    canvas.drawRect(
        skia.Rect(x - half * 0.72, foot - height * 0.46, x + half * 0.72, foot - height * 0.18), paint("#efe4c8", 0.92)
    )
    for row in range(2):
        y = foot - height * (0.38 - 0.09 * row)
        canvas.drawLine(
            x - half * 0.45, y, x + half * (0.45 - 0.25 * row), y, paint("#5a4630", 0.6, stroke=height * 0.014)
        )


def microscope(canvas: Any, x: float, foot: float, height: float) -> None:
    """Draw a brass microscope that looks down to the left."""
    brass, dark = "#c2954a", "#2a2622"

    def at(across: float, up: float) -> tuple[float, float]:
        return x + height * across, foot - height * up

    base = polygon([at(-0.30, 0), at(0.26, 0), at(0.20, 0.07), at(-0.24, 0.07)])
    canvas.drawPath(base, paint(dark))
    arm = skia.Path()
    arm.moveTo(*at(0.16, 0.06))
    arm.cubicTo(*at(0.34, 0.26), *at(0.30, 0.56), *at(0.06, 0.62))
    canvas.drawPath(arm, paint(dark, stroke=height * 0.075))
    canvas.drawRect(skia.Rect(*at(-0.26, 0.30), *at(0.16, 0.26)), paint(dark))
    canvas.drawRect(skia.Rect(*at(-0.18, 0.315), *at(0.02, 0.30)), paint(_GLASS, 0.9))
    canvas.drawCircle(*at(-0.08, 0.15), height * 0.055, paint("#dfe8ea"))
    canvas.save()
    canvas.translate(*at(-0.08, 0.34))
    canvas.rotate(14)
    for half, low, high, tone in (
        (0.030, 0.0, 0.10, dark),
        (0.060, 0.10, 0.50, brass),
        (0.045, 0.50, 0.62, "#8a6630"),
        (0.062, 0.62, 0.67, dark),
    ):
        tube = skia.Rect(-height * half, -height * high, height * half, -height * low)
        tones = [(0, mix(tone, "#0c0804", 0.4)), (0.35, mix(tone, "#fff4d0", 0.5)), (1, mix(tone, "#0c0804", 0.45))]
        canvas.drawRect(tube, paint(tone, shader=linear((tube.left(), 0), (tube.right(), 0), tones)))
    canvas.restore()
    canvas.drawCircle(*at(0.16, 0.56), height * 0.045, paint(brass))


def balance(canvas: Any, x: float, foot: float, width: float) -> None:
    """Draw a pair of scales in balance."""
    brass = "#c2954a"
    top, half = foot - width * 0.86, width * 0.42
    light = linear((x - half, 0), (x + half, 0), [(0, mix(brass, "#fff4d0", 0.4)), (1, mix(brass, "#2a1c08", 0.35))])
    canvas.drawRoundRect(
        skia.Rect(x - width * 0.28, foot - width * 0.06, x + width * 0.28, foot), 5, 5, paint("#5a3a22")
    )
    canvas.drawRect(
        skia.Rect(x - width * 0.016, top, x + width * 0.016, foot - width * 0.06), paint(brass, shader=light)
    )
    canvas.drawLine(
        x - half, top + width * 0.03, x + half, top + width * 0.03, paint(brass, stroke=width * 0.026, shader=light)
    )
    canvas.drawCircle(x, top, width * 0.035, paint(brass))
    for side in (-1, 1):
        end, pan = x + side * half, top + width * 0.50
        for spread in (-0.14, 0.14):
            canvas.drawLine(end, top + width * 0.03, end + width * spread, pan, paint(brass, 0.8, stroke=2.2))
        bowl = skia.Path()
        bowl.moveTo(end - width * 0.16, pan)
        bowl.quadTo(end, pan + width * 0.13, end + width * 0.16, pan)
        bowl.close()
        canvas.drawPath(
            bowl,
            paint(brass, shader=radial((end, pan), width * 0.16, [(0, mix(brass, "#fff4d0", 0.4), 1), (1, brass, 1)])),
        )
