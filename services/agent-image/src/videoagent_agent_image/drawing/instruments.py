"""Musical instruments: a saxophone, a double bass, drums, an electric guitar, microphones."""

from typing import Any

import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point, ribbon, smooth, spline
from videoagent_agent_image.drawing.sheet import linear, paint, polygon, radial

_BRASS = ((0, "#6a3a10"), (0.22, "#d89a2c"), (0.42, "#fff0b0"), (0.6, "#e0a438"), (1, "#7a4312"))


def saxophone(canvas: Any, x: float, y: float, tall: float, *, turn: float = 0.0) -> None:
    """Draw an alto saxophone about its middle, the bell at the left."""
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(turn)
    canvas.scale(tall, tall)
    tube: list[Point] = [
        (0.06, -0.36),
        (0.085, -0.16),
        (0.10, 0.08),
        (0.10, 0.27),
        (0.05, 0.41),
        (-0.07, 0.43),
        (-0.155, 0.32),
        (-0.18, 0.14),
        (-0.205, -0.02),
    ]
    widths = [0.045, 0.060, 0.076, 0.094, 0.108, 0.120, 0.135, 0.160, 0.235]
    neck: list[Point] = [(-0.235, -0.375), (-0.16, -0.425), (-0.05, -0.455), (0.03, -0.43), (0.06, -0.35)]
    brass = linear((-0.28, 0), (0.18, 0), _BRASS)
    canvas.drawPath(
        ribbon(neck, [0.020, 0.026, 0.032, 0.040, 0.046]),
        paint("#d89a2c", shader=linear((0, -0.47), (0, -0.36), _BRASS)),
    )
    canvas.drawPath(ribbon(neck[:2], [0.030, 0.036]), paint("#17141a"))
    for at, size in ((0.18, 0.034), (0.82, 0.048)):
        joint = spline(neck)[int(at * 40)]
        canvas.drawCircle(*joint, size * 0.62, paint("#f0c860"))
    canvas.drawPath(ribbon(tube, widths), paint("#d89a2c", shader=brass))
    canvas.drawPath(
        ribbon([(px - 0.010, py) for px, py in tube[:5]], [0.008, 0.010, 0.013, 0.015, 0.010]), paint("#fff6d0", 0.85)
    )
    canvas.drawPath(
        ribbon([(-0.205, 0.30), (-0.232, 0.14), (-0.275, 0.0)], [0.012, 0.018, 0.022]), paint("#fff6d0", 0.7)
    )
    canvas.drawOval(
        skia.Rect(-0.330, -0.075, -0.075, 0.035), paint("#e8b040", shader=linear((-0.33, 0), (-0.07, 0), _BRASS))
    )
    canvas.drawOval(
        skia.Rect(-0.310, -0.060, -0.095, 0.020),
        paint("#3a1c0a", shader=linear((0, -0.06), (0, 0.02), [(0, "#1c0c04"), (1, "#a8691c")])),
    )
    for band, px, py in ((0.088, 0.098, 0.24), (0.112, -0.065, 0.43)):
        canvas.drawOval(
            skia.Rect(px - band * 0.62, py - 0.016, px + band * 0.62, py + 0.016),
            paint("#f6d880", stroke=0.010),
        )
    rod = paint("#fff0b8", stroke=0.009)
    canvas.drawLine(0.112, -0.28, 0.146, 0.24, rod)
    canvas.drawLine(0.040, -0.26, 0.052, 0.22, paint("#8a5214", 0.8, stroke=0.008))
    for number in range(9):
        share = number / 8
        px, py = 0.072 + 0.026 * share, -0.27 + 0.52 * share
        size = 0.020 + 0.016 * share
        _key(canvas, px - 0.014, py, size)
        canvas.drawLine(px, py, 0.116 + 0.026 * share, py + 0.012, paint("#c88a24", stroke=0.007))
    for px, py, size in ((-0.165, 0.20, 0.046), (-0.115, 0.325, 0.050), (0.000, 0.435, 0.050)):
        _key(canvas, px, py, size)
    guard = [(-0.245, 0.16), (-0.285, 0.20), (-0.262, 0.27), (-0.205, 0.26)]
    canvas.drawPath(smooth(guard, close=False), paint("#c88a24", stroke=0.010))
    canvas.restore()


def _key(canvas: Any, x: float, y: float, size: float) -> None:
    canvas.drawCircle(x + size * 0.1, y + size * 0.16, size, paint("#4a2808", 0.6))
    canvas.drawCircle(
        x,
        y,
        size,
        paint(
            "#e8b448",
            shader=radial(
                (x - size * 0.3, y - size * 0.4), size * 1.5, [(0, "#fff4c0"), (0.5, "#e0a438"), (1, "#7a4312")]
            ),
        ),
    )
    canvas.drawCircle(x, y, size * 0.52, paint("#fbf0da", 0.92))


def double_bass(
    canvas: Any, x: float, foot: float, tall: float, wood: Colour, lit: Colour, *, lean: float = 8.0
) -> None:
    """Draw a double bass on its spike; ``lean`` in degrees."""
    canvas.save()
    canvas.translate(x, foot)
    canvas.rotate(lean)
    canvas.scale(tall, tall)
    half = [
        (0.0, -0.555),
        (0.085, -0.52),
        (0.125, -0.44),
        (0.105, -0.37),
        (0.098, -0.32),
        (0.135, -0.24),
        (0.165, -0.14),
        (0.12, -0.05),
        (0.0, -0.03),
    ]
    outline = half + [(-across, up) for across, up in half[-2:0:-1]]
    canvas.drawLine(0, -0.04, 0, 0.0, paint("#1a1210", stroke=0.012))
    tones = [(0, lit), (0.3, wood), (1, mix(wood, "#0c0608", 0.6))]
    canvas.drawPath(smooth(outline), paint(wood, shader=linear((-0.16, 0), (0.16, 0), tones)))
    for side in (-1, 1):
        hole = [(side * 0.050, -0.36), (side * 0.062, -0.30), (side * 0.050, -0.25), (side * 0.066, -0.20)]
        canvas.drawPath(smooth(hole, close=False), paint("#140a08", stroke=0.011))
    canvas.drawPath(polygon([(-0.017, -0.56), (0.017, -0.56), (0.024, -0.30), (-0.024, -0.30)]), paint("#120c0e"))
    canvas.drawPath(
        polygon([(-0.016, -0.93), (0.016, -0.93), (0.018, -0.54), (-0.018, -0.54)]), paint(mix(wood, "#120c0e", 0.6))
    )
    canvas.drawRect(skia.Rect(-0.045, -0.225, 0.045, -0.213), paint(lit))
    canvas.drawPath(polygon([(-0.028, -0.17), (0.028, -0.17), (0.016, -0.06), (-0.016, -0.06)]), paint("#120c0e"))
    for string in (-0.011, -0.004, 0.004, 0.011):
        canvas.drawLine(string, -0.92, string * 2, -0.17, paint("#e8dcc0", 0.7, stroke=0.003))
    canvas.drawPath(
        ribbon(
            [(0.0, -0.92), (0.0, -0.97), (0.025, -1.0), (0.042, -0.975), (0.022, -0.96)],
            [0.034, 0.032, 0.028, 0.020, 0.012],
        ),
        paint(mix(wood, lit, 0.4)),
    )
    for side in (-1, 1):
        canvas.drawLine(side * 0.012, -0.955, side * 0.052, -0.962, paint("#2a1a12", stroke=0.013))
    canvas.restore()


def drums(
    canvas: Any, x: float, foot: float, tall: float, shell: Colour, lit: Colour, brass: Colour = "#e0b04a"
) -> None:
    """Draw a drum kit from the front; ``tall`` reaches up to its cymbals."""

    def at(across: float, up: float) -> Point:
        return x + tall * across, foot - tall * up

    for across, up, tilt, size in ((-0.62, 0.92, -9, 0.27), (0.62, 0.98, 9, 0.30), (-0.80, 0.62, 4, 0.20)):
        canvas.drawLine(*at(across, up), *at(across * 1.02, 0.0), paint("#4a4852", stroke=tall * 0.016))
        canvas.save()
        canvas.translate(*at(across, up))
        canvas.rotate(tilt)
        plate = skia.Rect(-tall * size, -tall * 0.028, tall * size, tall * 0.028)
        canvas.drawOval(
            plate,
            paint(
                brass,
                shader=linear(
                    (plate.left(), 0),
                    (plate.right(), 0),
                    [(0, mix(brass, "#3a2408", 0.4)), (0.4, "#fff2c0"), (1, mix(brass, "#3a2408", 0.3))],
                ),
            ),
        )
        canvas.restore()
    for across, up, wide, high in (
        (-0.25, 0.72, 0.30, 0.22),
        (0.22, 0.72, 0.32, 0.24),
        (0.60, 0.48, 0.40, 0.38),
        (-0.56, 0.50, 0.32, 0.15),
    ):
        box = skia.Rect(*at(across - wide / 2, up), *at(across + wide / 2, up - high))
        canvas.drawRoundRect(
            box,
            tall * 0.03,
            tall * 0.03,
            paint(
                shell,
                shader=linear(
                    (box.left(), 0),
                    (box.right(), 0),
                    [(0, mix(shell, lit, 0.6)), (0.4, shell), (1, mix(shell, "#08060a", 0.6))],
                ),
            ),
        )
        canvas.drawOval(
            skia.Rect(box.left(), box.top() - tall * 0.03, box.right(), box.top() + tall * 0.03),
            paint(mix("#efe8da", shell, 0.15)),
        )
        canvas.drawRect(skia.Rect(box.left(), box.bottom() - tall * 0.03, box.right(), box.bottom()), paint("#a8a4ae"))
    radius = tall * 0.30
    canvas.drawCircle(*at(0, 0.30), radius, paint(mix(shell, "#08060a", 0.35)))
    canvas.drawCircle(
        *at(0, 0.30),
        radius * 0.90,
        paint(
            "#efe6d4",
            shader=radial(
                at(-0.06, 0.38), radius * 1.3, [(0, "#fff8e8"), (0.6, mix("#d8ccb4", lit, 0.2)), (1, "#6a5c58")]
            ),
        ),
    )
    canvas.drawCircle(*at(0, 0.30), radius * 0.98, paint(lit, stroke=tall * 0.018))


def upright_microphone(canvas: Any, x: float, foot: float, tall: float, lit: Colour) -> None:
    """Draw a singer's microphone on its stand."""
    steel = mix("#3a3842", lit, 0.25)
    canvas.drawLine(x, foot, x, foot - tall * 0.88, paint(steel, stroke=tall * 0.016))
    canvas.drawOval(skia.Rect(x - tall * 0.13, foot - tall * 0.02, x + tall * 0.13, foot + tall * 0.02), paint(steel))
    canvas.drawLine(x, foot - tall * 0.88, x - tall * 0.07, foot - tall * 0.95, paint(steel, stroke=tall * 0.028))
    canvas.drawCircle(x - tall * 0.085, foot - tall * 0.965, tall * 0.032, paint(mix(steel, "#ffffff", 0.3)))


def ribbon_microphone(canvas: Any, x: float, y: float, tall: float) -> None:
    """Draw the head of an old microphone of chromed ribs, and the top of its stand down to the lower edge."""
    steel = [(0, "#3a3f4a"), (0.25, "#aab4c4"), (0.42, "#ffffff"), (0.6, "#8a94a6"), (1, "#2a2e38")]
    half = tall * 0.30
    canvas.drawRect(
        skia.Rect(x - tall * 0.035, y + tall * 0.45, x + tall * 0.035, y + tall * 4),
        paint("#8a94a6", shader=linear((x - tall * 0.035, 0), (x + tall * 0.035, 0), steel)),
    )
    canvas.drawPath(
        ribbon(
            [
                (x - half * 1.12, y - tall * 0.05),
                (x - half * 1.10, y + tall * 0.40),
                (x, y + tall * 0.62),
                (x + half * 1.10, y + tall * 0.40),
                (x + half * 1.12, y - tall * 0.05),
            ],
            [tall * 0.05] * 5,
        ),
        paint("#8a94a6", shader=linear((x - half, 0), (x + half, 0), steel)),
    )
    shell = skia.Rect(x - half, y - tall * 0.5, x + half, y + tall * 0.5)
    canvas.drawRoundRect(
        shell, half, half * 0.9, paint("#8a94a6", shader=linear((shell.left(), 0), (shell.right(), 0), steel))
    )
    canvas.save()
    canvas.clipRRect(
        skia.RRect.MakeRectXY(shell.makeInset(tall * 0.035, tall * 0.035), half * 0.9, half * 0.8),
        skia.ClipOp.kIntersect,
        True,
    )
    canvas.drawRect(shell, paint("#15171e"))
    for number in range(9):
        rib = skia.Rect.MakeXYWH(shell.left(), shell.top() + tall * (0.05 + 0.106 * number), half * 2, tall * 0.056)
        canvas.drawRoundRect(
            rib, tall * 0.02, tall * 0.02, paint("#8a94a6", shader=linear((shell.left(), 0), (shell.right(), 0), steel))
        )
    canvas.restore()
    for across in (-0.42, 0.0, 0.42):
        bar = skia.Rect(
            x + half * across - tall * 0.022, y - tall * 0.47, x + half * across + tall * 0.022, y + tall * 0.47
        )
        canvas.drawRect(bar, paint("#8a94a6", shader=linear((bar.left(), 0), (bar.right(), 0), steel)))
    belt = skia.Rect(x - half * 1.04, y + tall * 0.02, x + half * 1.04, y + tall * 0.11)
    canvas.drawRoundRect(
        belt, tall * 0.02, tall * 0.02, paint("#8a94a6", shader=linear((belt.left(), 0), (belt.right(), 0), steel))
    )


def electric_guitar(
    canvas: Any, x: float, y: float, long: float, body: Colour, lit: Colour, *, turn: float = 0.0
) -> None:
    """Draw an electric guitar about the middle of its body, its neck pointing up before it is turned."""
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(turn)
    canvas.scale(long, long)
    right = [(0.03, -0.135), (0.058, -0.118), (0.083, -0.150), (0.118, -0.212), (0.142, -0.196), (0.138, -0.11)]
    right += [(0.112, -0.02), (0.134, 0.07), (0.160, 0.14), (0.142, 0.208), (0.08, 0.246), (0.0, 0.252)]
    left = [(-0.088, 0.245), (-0.150, 0.205), (-0.170, 0.13), (-0.146, 0.05), (-0.116, -0.02), (-0.126, -0.10)]
    left += [(-0.158, -0.185), (-0.168, -0.236), (-0.143, -0.252), (-0.108, -0.208), (-0.072, -0.150), (-0.03, -0.135)]
    outline = smooth([*right, *left])
    canvas.save()
    canvas.translate(0.012, 0.016)
    canvas.drawPath(outline, paint("#000000", 0.45, blur=0.014))
    canvas.restore()
    burst = radial((-0.01, 0.06), 0.27, [(0, mix(body, "#ffd060", 0.75)), (0.5, body), (1, mix(body, "#1a0608", 0.75))])
    canvas.drawPath(outline, paint(body, shader=burst))
    canvas.drawPath(outline, paint(mix(body, "#fff4e0", 0.75), stroke=0.006))
    guard = [
        (-0.03, -0.14),
        (0.06, -0.13),
        (0.085, -0.04),
        (0.11, 0.07),
        (0.085, 0.15),
        (0.03, 0.10),
        (-0.04, 0.07),
        (-0.09, 0.0),
        (-0.085, -0.10),
    ]
    canvas.drawPath(smooth(guard), paint("#f4ead8"))
    for up in (-0.075, 0.0, 0.070):
        canvas.drawRoundRect(skia.Rect(-0.052, up - 0.016, 0.052, up + 0.016), 0.012, 0.012, paint("#17141a"))
        for pole in range(6):
            canvas.drawCircle(-0.036 + 0.0144 * pole, up, 0.005, paint("#c8ccd8"))
    canvas.drawRoundRect(
        skia.Rect(-0.050, 0.118, 0.050, 0.160),
        0.006,
        0.006,
        paint("#aab0bc", shader=linear((0, 0.118), (0, 0.16), [(0, "#f4f8ff"), (1, "#6a7080")])),
    )
    for px, py in ((0.078, 0.105), (0.098, 0.155), (0.100, 0.055)):
        canvas.drawCircle(px, py, 0.015, paint("#2a2428"))
        canvas.drawCircle(px - 0.003, py - 0.004, 0.007, paint("#d8dce4"))
    neck = polygon([(-0.030, -0.14), (0.030, -0.14), (0.023, -0.72), (-0.023, -0.72)])
    canvas.drawPath(
        neck, paint("#5a2f1c", shader=linear((-0.03, 0), (0.03, 0), [(0, "#8a5230"), (0.5, "#4a2616"), (1, "#2a140c")]))
    )
    for fret in range(17):
        up = -0.72 + 0.58 * (1 - 0.944 ** (fret * 1.16)) / (1 - 0.944**18.6)
        canvas.drawLine(-0.025, up, 0.025, up, paint("#d8d0c0", 0.8, stroke=0.0035))
        if fret in (3, 5, 7, 9, 12):
            canvas.drawCircle(0, up - 0.012, 0.0065, paint("#f6f0e0"))
    head = [
        (-0.024, -0.715),
        (-0.036, -0.77),
        (-0.034, -0.86),
        (-0.015, -0.925),
        (0.030, -0.930),
        (0.034, -0.88),
        (0.018, -0.80),
        (0.024, -0.715),
    ]
    canvas.drawPath(smooth(head), paint(mix("#d8a868", lit, 0.2)))
    for peg in range(6):
        up = -0.755 - 0.027 * peg
        canvas.drawLine(-0.026, up, -0.056, up - 0.004, paint("#d0d4de", stroke=0.011))
    for string in range(6):
        across = -0.0150 + 0.006 * string
        canvas.drawLine(
            across * 0.9,
            -0.735 - 0.025 * (5 - string),
            across * 2.3,
            0.14,
            paint("#f4f0e4", 0.85, stroke=0.0022 + 0.0006 * (5 - string)),
        )
    canvas.restore()
