"""Animals of the deep sea, which are seen by their own light."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.sheet import ADD, linear, paint, polygon, radial

Random = np.random.Generator


def lanternfish(canvas: Any, x: float, y: float, length: float, glow: Colour, *, lit: float = 1.0) -> None:
    """Draw a dark fish that looks to the left, with rows of lights along its belly.

    Args:
        canvas: Coordinates in units.
        x: Middle of the body.
        y: Middle of the body.
        length: From snout to tail, units.
        glow: Colour of the lights.
        lit: How bright they are, 0..1.
    """

    def at(across: float, down: float) -> tuple[float, float]:
        return x + length * across, y + length * down

    body = skia.Path()
    body.moveTo(*at(-0.5, 0.01))
    body.cubicTo(*at(-0.44, -0.14), *at(-0.10, -0.17), *at(0.28, -0.035))
    body.lineTo(*at(0.5, -0.15))
    body.quadTo(*at(0.42, 0.0), *at(0.5, 0.15))
    body.lineTo(*at(0.28, 0.04))
    body.cubicTo(*at(-0.06, 0.16), *at(-0.40, 0.15), *at(-0.5, 0.01))
    body.close()
    fins = polygon([at(-0.08, -0.12), at(0.08, -0.20), at(0.14, -0.07)])
    fins.addPath(polygon([at(-0.02, 0.10), at(0.12, 0.18), at(0.15, 0.06)]))
    tones = [(0, mix("#10203a", glow, 0.10)), (0.5, mix("#16304e", glow, 0.26)), (1, mix("#0c1a30", glow, 0.42))]
    canvas.drawPath(fins, paint(mix("#10203a", glow, 0.2), 0.8))
    canvas.drawPath(body, paint("#16304e", shader=linear(at(0, -0.16), at(0, 0.15), tones)))
    spots = [at(-0.34 + 0.085 * n, 0.075 - 0.0035 * (n - 3) ** 2 + 0.01 * (n % 2)) for n in range(8)]
    spots += [at(-0.36 + 0.16 * n, 0.02) for n in range(4)]
    for place in spots:
        canvas.drawCircle(*place, length * 0.034, paint(glow, 0.55 * lit, blur=length * 0.02, blend=ADD))
        canvas.drawCircle(*place, length * 0.011, paint("#f2ffff", lit))
    canvas.drawCircle(*at(-0.375, -0.035), length * 0.042, paint("#030812"))
    canvas.drawCircle(*at(-0.375, -0.035), length * 0.034, paint(mix("#9fd8e8", glow, 0.3), 0.9))
    canvas.drawCircle(*at(-0.378, -0.035), length * 0.020, paint("#030812"))


def anglerfish(canvas: Any, x: float, y: float, size: float, glow: Colour) -> tuple[float, float]:
    """Draw an anglerfish that looks to the left, lit by its lure; return where the lure is."""

    def at(across: float, down: float) -> tuple[float, float]:
        return x + size * across, y + size * down

    lure = at(-0.66, -0.30)
    skin = [(0, "#d9a982", 1), (0.30, "#7d4f55", 1), (0.62, "#31223c", 1), (1, "#0c0a18", 1)]
    light = paint("#31223c", shader=radial(lure, size * 1.15, skin))
    fins = polygon([at(0.42, 0), at(0.76, -0.21), at(0.68, -0.06), at(0.78, 0.02), at(0.68, 0.09), at(0.74, 0.22)])
    fins.addPath(polygon([at(0.08, -0.36), at(0.22, -0.50), at(0.30, -0.44), at(0.38, -0.46), at(0.40, -0.14)]))
    fins.addPath(polygon([at(0.16, 0.36), at(0.34, 0.46), at(0.40, 0.36), at(0.42, 0.12)]))
    canvas.drawPath(fins, light)
    body = skia.Path()
    body.moveTo(*at(-0.46, -0.09))
    body.cubicTo(*at(-0.40, -0.34), *at(-0.08, -0.46), *at(0.14, -0.37))
    body.cubicTo(*at(0.34, -0.28), *at(0.40, -0.10), *at(0.52, -0.06))
    body.lineTo(*at(0.52, 0.06))
    body.cubicTo(*at(0.40, 0.12), *at(0.34, 0.40), *at(0.04, 0.44))
    body.cubicTo(*at(-0.24, 0.46), *at(-0.50, 0.36), *at(-0.56, 0.08))
    body.cubicTo(*at(-0.46, 0.20), *at(-0.24, 0.20), *at(-0.10, 0.10))
    body.cubicTo(*at(-0.20, 0.02), *at(-0.34, -0.04), *at(-0.46, -0.09))
    body.close()
    mouth = polygon([at(-0.45, -0.08), at(-0.10, 0.10), at(-0.55, 0.09), at(-0.52, 0.02)])
    canvas.drawPath(mouth, paint("#12060e"))
    canvas.drawPath(body, light)
    for number in range(7):
        share = number / 6
        low, high = (
            at(-0.53 + 0.34 * share, 0.12 + 0.07 * min(1.0, 2 * share)),
            at(-0.43 + 0.28 * share, -0.075 + 0.14 * share),
        )
        for (left, foot), rise in ((low, -0.11), (high, 0.10)):
            tall = size * rise * (1 - 0.45 * share) * (0.75 + 0.25 * (number % 2))
            tooth = polygon(
                [(left - size * 0.012, foot), (left + size * 0.004, foot + tall), (left + size * 0.018, foot)]
            )
            canvas.drawPath(tooth, paint("#f3e9d2", 0.95 - 0.4 * share))
    fin = skia.Path()
    fin.moveTo(*at(0.10, 0.08))
    fin.cubicTo(*at(0.20, 0.02), *at(0.32, 0.06), *at(0.34, 0.16))
    fin.quadTo(*at(0.20, 0.22), *at(0.10, 0.08))
    canvas.drawPath(fin, paint("#5a3a48", 0.55))
    canvas.drawCircle(*at(-0.25, -0.17), size * 0.052, paint("#0a0812"))
    canvas.drawCircle(*at(-0.255, -0.172), size * 0.040, paint("#cfeaf0", 0.9))
    canvas.drawCircle(*at(-0.265, -0.175), size * 0.021, paint("#07060c"))
    stalk = skia.Path()
    stalk.moveTo(*at(-0.16, -0.36))
    stalk.cubicTo(*at(-0.24, -0.62), *at(-0.56, -0.66), *lure)
    canvas.drawPath(stalk, paint("#8a5f5c", stroke=size * 0.016))
    canvas.drawCircle(*lure, size * 0.34, paint(glow, 0.34, blur=size * 0.15, blend=ADD))
    canvas.drawCircle(*lure, size * 0.10, paint(glow, 0.8, blur=size * 0.045, blend=ADD))
    canvas.drawCircle(*lure, size * 0.036, paint("#f8fff4"))
    return lure


def jellyfish(canvas: Any, x: float, y: float, size: float, colour: Colour, random: Random) -> None:
    """Draw a glowing jellyfish: a bell of the width ``size`` around (x, y), with arms and threads below."""
    canvas.drawCircle(x, y, size * 0.75, paint(colour, 0.22, blur=size * 0.34, blend=ADD))
    pale = mix(colour, "#ffffff", 0.55)
    for number in range(11):
        share = number / 10 - 0.5
        _thread(
            canvas,
            x + size * 0.86 * share,
            y,
            size * (1.1 + 0.9 * float(random.random())),
            size * 0.010,
            pale,
            0.6,
            random,
        )
    for share in (-0.16, -0.04, 0.07, 0.18):
        _thread(
            canvas, x + size * share, y, size * (0.8 + 0.5 * float(random.random())), size * 0.05, colour, 0.5, random
        )
    bell = skia.Path()
    bell.moveTo(x - size * 0.5, y + size * 0.06)
    bell.cubicTo(x - size * 0.52, y - size * 0.62, x + size * 0.52, y - size * 0.62, x + size * 0.5, y + size * 0.06)
    lobes = 8
    for number in range(lobes):
        right = x + size * (0.5 - number / lobes)
        left = right - size / lobes
        bell.quadTo((left + right) / 2, y + size * 0.15, left, y + size * 0.06)
    bell.close()
    stops = [(0, mix(colour, "#ffffff", 0.25), 0.50), (0.62, colour, 0.46), (0.93, pale, 0.80), (1, pale, 0.55)]
    canvas.drawPath(bell, paint(colour, shader=radial((x, y + size * 0.05), size * 0.56, stops)))
    for share in (-0.34, -0.18, 0.0, 0.18, 0.34):
        rib = skia.Path()
        rib.moveTo(x + size * share * 0.25, y - size * 0.38)
        rib.quadTo(x + size * share * 1.2, y - size * 0.25, x + size * share * 1.3, y + size * 0.08)
        canvas.drawPath(rib, paint(pale, 0.30, stroke=size * 0.012))
    canvas.drawOval(
        skia.Rect.MakeXYWH(x - size * 0.17, y - size * 0.26, size * 0.34, size * 0.22),
        paint(pale, 0.5, blur=size * 0.04),
    )


def _thread(
    canvas: Any, x: float, y: float, length: float, width: float, colour: Colour, opacity: float, random: Random
) -> None:
    phase = 6.28 * float(random.random())
    path = skia.Path()
    path.moveTo(x, y)
    for step in range(1, 15):
        share = step / 14
        path.lineTo(x + float(np.sin(phase + share * 7)) * length * 0.05 * share, y + length * share)
    fade = linear((0, y), (0, y + length), [(0, colour, opacity), (0.6, colour, opacity * 0.5), (1, colour, 0.0)])
    canvas.drawPath(path, paint(colour, stroke=max(1.5, width), shader=fade))
