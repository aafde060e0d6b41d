"""What passengers sit in: old coaches, and a high-speed train."""

from typing import Any

import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import smooth
from videoagent_agent_image.drawing.lamps import lamp
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import linear, paint, polygon


def coach(canvas: Any, right: float, rail: float, tall: float, light: Light, *, body: Colour = "#7a2a2c") -> float:
    """Draw an old coach, and return where the next one begins; ``tall`` is the engine's height."""
    wide, coat = tall * 2.5, light.on(body)
    left, top, floor = right - wide, rail - tall * 0.86, rail - tall * 0.22
    cream = light.on("#f0e2c0")
    for share in (0.12, 0.22, 0.78, 0.88):
        canvas.drawCircle(left + wide * share, rail - tall * 0.105, tall * 0.105, paint(light.on("#2a2a32")))
        canvas.drawCircle(left + wide * share, rail - tall * 0.105, tall * 0.05, paint(light.on("#6a6a74")))
    canvas.drawRect(
        skia.Rect(left + tall * 0.06, floor, right - tall * 0.06, floor + tall * 0.06), paint(light.on("#1c1c22"))
    )
    box = skia.Rect(left, top + tall * 0.06, right, floor)
    canvas.drawRect(
        box,
        paint(
            coat,
            shader=linear(
                (0, box.top()),
                (0, floor),
                [(0, mix(coat, light.key, 0.35)), (0.3, coat), (1, mix(coat, "#0c0608", 0.45))],
            ),
        ),
    )
    canvas.drawRect(skia.Rect(left, top + tall * 0.15, right, top + tall * 0.36), paint(cream))
    roof = smooth(
        [
            (left - tall * 0.03, top + tall * 0.075),
            (left + tall * 0.10, top + tall * 0.015),
            (right - tall * 0.10, top + tall * 0.015),
            (right + tall * 0.03, top + tall * 0.075),
        ]
    )
    canvas.drawPath(
        roof,
        paint(
            light.on("#3a3a44"),
            shader=linear(
                (0, top),
                (0, top + tall * 0.08),
                [(0, mix(light.on("#5a5a66"), light.lit, 0.5)), (1, light.on("#2a2a32"))],
            ),
        ),
    )
    glass = "#ffd88a" if light.dark else mix(light.on("#3a4c60"), light.key, 0.2)
    for number in range(8):
        x = left + wide * (number + 0.5) / 8
        canvas.drawRoundRect(
            skia.Rect(x - wide * 0.044, top + tall * 0.17, x + wide * 0.044, top + tall * 0.40),
            tall * 0.02,
            tall * 0.02,
            paint(glass),
        )
        if not light.dark:
            canvas.drawPath(
                polygon(
                    [
                        (x - wide * 0.044, top + tall * 0.40),
                        (x - wide * 0.01, top + tall * 0.17),
                        (x + wide * 0.012, top + tall * 0.17),
                        (x - wide * 0.02, top + tall * 0.40),
                    ]
                ),
                paint(light.lit, 0.3),
            )
    canvas.drawRect(
        skia.Rect(left, top + tall * 0.44, right, top + tall * 0.455), paint(mix(light.on("#e0b04a"), light.key, 0.3))
    )
    return left - tall * 0.10


def fast_train(
    canvas: Any, front: float, rail: float, tall: float, length: float, light: Light, *, stripe: Colour = "#d8342c"
) -> None:
    """Draw a high-speed train that heads right from ``front``, cut off where its length ends."""
    white = mix(light.on("#f2f4f8"), light.lit, 0.4)
    left, top, floor = front - length, rail - tall, rail - tall * 0.12
    nose = [
        (front - tall * 2.1, top),
        (front - tall * 1.5, top + tall * 0.05),
        (front - tall * 0.9, top + tall * 0.24),
        (front - tall * 0.35, top + tall * 0.52),
        (front, floor - tall * 0.16),
        (front - tall * 0.05, floor),
    ]
    body = skia.Path()
    body.moveTo(left, top)
    body.lineTo(*nose[0])
    body.cubicTo(
        front - tall * 1.45, top, front - tall * 0.75, top + tall * 0.30, front - tall * 0.25, top + tall * 0.54
    )
    body.cubicTo(front + tall * 0.04, top + tall * 0.68, front + tall * 0.02, floor, front - tall * 0.12, floor)
    body.lineTo(left, floor)
    body.close()
    canvas.drawRect(skia.Rect(left, floor - 4, front - tall * 0.5, rail - tall * 0.03), paint(light.on("#2a2c36")))
    step = tall * 3.3
    for number in range(int(length / step) + 1):
        for shift in (0.55, 0.95):
            at = front - tall * shift - step * number
            canvas.drawCircle(at, rail - tall * 0.085, tall * 0.085, paint(light.on("#16171e")))
            canvas.drawCircle(at, rail - tall * 0.085, tall * 0.04, paint(light.on("#7a7e8a")))
    tones = [
        (0, mix(white, light.shade, 0.15)),
        (0.12, mix(white, "#ffffff", 0.6)),
        (0.45, white),
        (0.8, mix(white, light.shade, 0.42)),
        (1, mix(white, light.shade, 0.7)),
    ]
    canvas.drawPath(body, paint(white, shader=linear((0, top), (0, floor), tones)))
    canvas.save()
    canvas.clipPath(body, skia.ClipOp.kIntersect, True)
    canvas.drawRect(skia.Rect(left, top + tall * 0.60, front, top + tall * 0.66), paint(light.on(stripe)))
    canvas.drawPath(
        polygon(
            [
                (front - tall * 2.3, top + tall * 0.66),
                (front - tall * 1.2, top + tall * 0.60),
                (front + 20, top + tall * 0.86),
                (front + 20, floor),
                (front - tall * 0.6, floor),
            ]
        ),
        paint(light.on(stripe)),
    )
    glass = "#ffe0a0" if light.dark else mix(light.on("#22303f"), light.key, 0.12)
    canvas.drawRect(
        skia.Rect(left, top + tall * 0.22, front - tall * 2.3, top + tall * 0.48), paint(light.on("#1c2632"))
    )
    pane = tall * 0.42
    for number in range(int((length - tall * 2.4) / (pane * 1.2)) + 1):
        x = front - tall * 2.4 - pane * 1.2 * number
        canvas.drawRoundRect(
            skia.Rect(x - pane, top + tall * 0.245, x, top + tall * 0.455), tall * 0.05, tall * 0.05, paint(glass)
        )
        if not light.dark:
            canvas.drawPath(
                polygon(
                    [
                        (x - pane, top + tall * 0.455),
                        (x - pane * 0.6, top + tall * 0.245),
                        (x - pane * 0.3, top + tall * 0.245),
                        (x - pane * 0.7, top + tall * 0.455),
                    ]
                ),
                paint(light.lit, 0.25),
            )
    for number in range(int(length / step) + 1):
        gap = front - tall * 2.32 - step * 1.9 * number
        canvas.drawLine(gap, top, gap, floor, paint(mix(white, "#20242e", 0.7), stroke=tall * 0.03))
    shield = smooth(
        [
            (front - tall * 1.52, top + tall * 0.11),
            (front - tall * 1.12, top + tall * 0.205),
            (front - tall * 0.72, top + tall * 0.36),
            (front - tall * 0.86, top + tall * 0.42),
            (front - tall * 1.30, top + tall * 0.36),
            (front - tall * 1.60, top + tall * 0.24),
        ]
    )
    canvas.drawPath(
        shield,
        paint(
            light.on("#17202c"),
            shader=linear(
                (front - tall * 1.6, top),
                (front - tall * 0.7, top + tall * 0.4),
                [(0, mix(light.on("#17202c"), light.lit, 0.5)), (0.5, light.on("#17202c")), (1, light.on("#0c121a"))],
            ),
        ),
    )
    canvas.restore()
    lamp(canvas, front - tall * 0.26, top + tall * 0.66, tall * 0.035, "#fff4d0")
