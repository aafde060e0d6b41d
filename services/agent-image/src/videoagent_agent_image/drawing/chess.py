"""A chessboard in perspective, and turned pieces."""

from dataclasses import dataclass
from typing import Any

import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import Point, smooth
from videoagent_agent_image.drawing.sheet import linear, paint, polygon

_FOOT: tuple[Point, ...] = ((0.36, 0.0), (0.37, 0.05), (0.33, 0.085), (0.33, 0.11), (0.27, 0.145))
_PROFILES: dict[str, tuple[Point, ...]] = {
    "pawn": ((0.17, 0.24), (0.115, 0.40), (0.11, 0.50), (0.20, 0.535), (0.20, 0.56), (0.11, 0.585)),
    "rook": ((0.21, 0.22), (0.17, 0.40), (0.17, 0.60), (0.25, 0.66), (0.26, 0.70), (0.26, 0.86)),
    "bishop": ((0.18, 0.22), (0.115, 0.42), (0.10, 0.62), (0.21, 0.655), (0.21, 0.68), (0.12, 0.71), (0.19, 0.80),
               (0.17, 0.92), (0.07, 1.03), (0.03, 1.06)),
    "queen": ((0.20, 0.22), (0.13, 0.46), (0.11, 0.76), (0.23, 0.80), (0.23, 0.83), (0.13, 0.87), (0.17, 1.0),
              (0.25, 1.14)),
    "king": ((0.21, 0.22), (0.14, 0.46), (0.12, 0.80), (0.25, 0.845), (0.25, 0.875), (0.14, 0.915), (0.19, 1.04),
             (0.24, 1.15), (0.20, 1.19), (0.06, 1.225)),
}  # fmt: skip
"""Half widths at heights above the foot that all pieces share; 1 is the pieces' ``size``."""
_HORSE: tuple[Point, ...] = (
    (-0.23, 0.15), (-0.23, 0.15), (-0.22, 0.34), (-0.10, 0.50), (-0.03, 0.585), (-0.11, 0.575), (-0.22, 0.535),
    (-0.30, 0.56), (-0.335, 0.635), (-0.30, 0.70), (-0.19, 0.80), (-0.115, 0.90), (-0.09, 0.93), (-0.095, 1.02),
    (-0.095, 1.02),
    (-0.01, 0.955), (0.13, 0.89), (0.235, 0.74), (0.275, 0.54), (0.26, 0.34), (0.24, 0.15), (0.24, 0.15),
)  # fmt: skip


@dataclass(frozen=True)
class Chessboard:
    """Where the board lies: its far edge and its near one, each from left to right, in units."""

    far: tuple[Point, Point]
    near: tuple[Point, Point]

    def _matrix(self) -> Any:
        matrix = skia.Matrix()
        square = [skia.Point(0, 0), skia.Point(8, 0), skia.Point(8, 8), skia.Point(0, 8)]
        matrix.setPolyToPoly(square, [skia.Point(*p) for p in (*self.far, self.near[1], self.near[0])])
        return matrix

    def at(self, column: float, row: float) -> tuple[float, float, float]:
        """Return the middle of a square, counted from the far left corner, and how wide it is there."""
        matrix = self._matrix()
        middle = matrix.mapXY(column + 0.5, row + 0.55)
        left, right = matrix.mapXY(column, row + 0.55), matrix.mapXY(column + 1, row + 0.55)
        return float(middle.x()), float(middle.y()), float(right.x() - left.x())

    def draw(self, canvas: Any, pale: Colour, dark: Colour, rim: Colour) -> None:
        """Draw the board in its frame, lighter towards its far edge."""
        canvas.save()
        canvas.concat(self._matrix())
        canvas.drawRect(skia.Rect(-0.55, -0.55, 8.55, 8.55), paint(rim))
        canvas.drawRect(skia.Rect(-0.10, -0.10, 8.10, 8.10), paint(mix(rim, "#f0c070", 0.4)))
        for row in range(8):
            for column in range(8):
                tone = pale if (row + column) % 2 == 0 else dark
                tone = mix(tone, "#fff0d0", 0.22 * (1 - row / 7))
                canvas.drawRect(skia.Rect(column, row, column + 1.01, row + 1.01), paint(tone))
                for grain in range(3):
                    y = row + 0.2 + 0.3 * grain
                    canvas.drawLine(column + 0.04, y, column + 0.96, y + 0.03, paint("#1a0c06", 0.10, stroke=0.03))
        canvas.restore()


def piece(canvas: Any, kind: str, x: float, foot: float, size: float, tone: Colour, *, side: int = 1) -> None:
    """Draw a piece that stands at (x, foot); a knight looks left, or right with ``side`` -1."""

    def at(across: float, up: float) -> Point:
        return x + size * across, foot - size * up

    shade, shine = mix(tone, "#1c0c08", 0.72), mix(tone, "#fff4dc", 0.5)
    fall = skia.Rect(x - size * 0.52, foot - size * 0.13, x + size * 0.36, foot + size * 0.10)
    canvas.drawOval(fall.makeOffset(-size * 0.05, 0), paint("#0c0404", 0.55, blur=size * 0.05))
    stops = [(0, shade), (0.40, tone), (0.64, shine), (0.80, tone), (1, mix(tone, shade, 0.55))]
    across = linear(at(-0.27, 0), at(0.27, 0), stops)

    def turned(profile: tuple[Point, ...]) -> None:
        right = [at(half, up) for half, up in profile]
        left = [at(-half, up) for half, up in reversed(profile)]
        canvas.drawPath(smooth([right[0], *right, right[-1], left[0], *left, left[-1]]), paint(tone, shader=across))

    canvas.drawOval(skia.Rect(*at(-0.36, 0.05), *at(0.36, -0.075)), paint(tone, shader=across))
    if kind == "knight":
        turned((*_FOOT, (0.25, 0.17)))
        _knight(canvas, at, size, tone, shade, shine, side)
        return
    turned((*_FOOT, *_PROFILES[kind]))
    for half, up in _PROFILES[kind]:
        if half >= 0.20 and up > 0.5 and kind != "rook":
            canvas.drawLine(
                *at(-half * 0.92, up - 0.012), *at(half * 0.92, up - 0.012), paint(shade, 0.5, stroke=size * 0.012)
            )
    _crown(canvas, kind, at, size, tone, shade, shine)


def _crown(canvas: Any, kind: str, at: Any, size: float, tone: Colour, shade: Colour, shine: Colour) -> None:
    def ball(up: float, radius: float) -> None:
        middle = at(0.0, up)
        spot = skia.GradientShader.MakeRadial
        colours = [
            int(skia.ColorSetARGB(255, *(int(c[i : i + 2], 16) for i in (1, 3, 5)))) for c in (shine, tone, shade)
        ]
        shader = spot(
            skia.Point(middle[0] + size * radius * 0.35, middle[1] - size * radius * 0.4),
            size * radius * 1.5,
            colours,
            [0, 0.45, 1],
        )
        canvas.drawCircle(*middle, size * radius, paint(tone, shader=shader))

    if kind == "pawn":
        ball(0.70, 0.165)
    elif kind == "bishop":
        ball(1.085, 0.045)
        canvas.drawLine(*at(0.02, 0.84), *at(0.13, 0.98), paint(shade, stroke=size * 0.028))
    elif kind == "rook":
        canvas.drawOval(skia.Rect(*at(-0.26, 0.90), *at(0.26, 0.82)), paint(shade))
        for left in (-0.26, -0.075, 0.11):
            canvas.drawRect(
                skia.Rect(*at(left, 0.92), *at(left + 0.15, 0.83)), paint(mix(tone, shine, 0.35 if left > 0 else 0.05))
            )
    elif kind == "queen":
        teeth = [at(-0.25, 1.12)]
        for number in range(5):
            teeth += [at(-0.25 + 0.125 * number, 1.20 - 0.02 * abs(number - 2)), at(-0.19 + 0.125 * number, 1.12)]
        canvas.drawPath(
            polygon([*teeth[:-1], at(0.25, 1.12), at(0.22, 1.06), at(-0.22, 1.06)]), paint(mix(tone, shine, 0.2))
        )
        ball(1.20, 0.055)
    else:
        for box in ((-0.032, 1.40, 0.032, 1.20), (-0.10, 1.345, 0.10, 1.285)):
            canvas.drawRect(skia.Rect(*at(box[0], box[1]), *at(box[2], box[3])), paint(mix(tone, shine, 0.3)))
            canvas.drawRect(skia.Rect(*at(box[0], box[1]), *at(box[0] + 0.02, box[3])), paint(shade, 0.5))


def _knight(canvas: Any, at: Any, size: float, tone: Colour, shade: Colour, shine: Colour, side: int) -> None:
    def of(across: float, up: float) -> Point:
        place: Point = at(side * across, up)
        return place

    head = smooth([of(*point) for point in _HORSE])
    canvas.drawPath(
        head,
        paint(
            tone,
            shader=linear(
                at(-0.34, 0.5),
                at(0.30, 0.6),
                [(0, mix(tone, shade, 0.35)), (0.5, tone), (0.72, shine), (1, mix(tone, shade, 0.4))],
            ),
        ),
    )
    mane = smooth([of(0.0, 0.94), of(0.13, 0.85), of(0.20, 0.70), of(0.225, 0.5), of(0.20, 0.3)], close=False)
    canvas.drawPath(mane, paint(shade, 0.55, stroke=size * 0.022))
    for up in (0.84, 0.72, 0.58, 0.44):
        canvas.drawLine(*of(0.10, up - 0.02), *of(0.24, up - 0.08), paint(shade, 0.45, stroke=size * 0.014))
    canvas.drawCircle(*of(-0.13, 0.79), size * 0.022, paint(shade))
    canvas.drawCircle(*of(-0.28, 0.63), size * 0.015, paint(shade))
    canvas.drawLine(*of(-0.31, 0.585), *of(-0.20, 0.60), paint(shade, 0.8, stroke=size * 0.014))
    jaw = smooth([of(-0.06, 0.72), of(-0.02, 0.64), of(-0.04, 0.58)], close=False)
    canvas.drawPath(jaw, paint(shade, 0.6, stroke=size * 0.014))
