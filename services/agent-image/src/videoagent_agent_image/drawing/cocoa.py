"""Cocoa as it grows, and what is made of it."""

from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.curves import ribbon, smooth
from videoagent_agent_image.drawing.dishes import FLAT, shadow
from videoagent_agent_image.drawing.sheet import linear, paint, polygon, radial

Random = np.random.Generator


def chocolate_bar(
    canvas: Any, x: float, y: float, wide: float, *, turn: float = -12.0, columns: int = 4, rows: int = 5
) -> None:
    """Draw a bar of chocolate half out of its gold foil; (x, y) is its middle."""
    tall = wide * rows / columns * 0.94
    canvas.save()
    canvas.translate(x, y)
    canvas.scale(1, 0.62)
    canvas.rotate(turn)
    slab = skia.Rect(-wide / 2, -tall / 2, wide / 2, tall / 2)
    canvas.drawRoundRect(slab.makeOffset(wide * 0.02, wide * 0.06), 10, 10, paint("#0a0403", 0.6, blur=wide * 0.03))
    canvas.drawRoundRect(slab.makeOffset(0, wide * 0.045), 8, 8, paint("#241008"))
    canvas.drawRoundRect(slab, 8, 8, paint("#4a2412"))
    step, high = wide / columns, tall / rows
    for row in range(rows):
        for column in range(columns):
            box = skia.Rect.MakeXYWH(slab.left() + column * step, slab.top() + row * high, step, high).makeInset(
                step * 0.05, step * 0.05
            )
            inner = box.makeInset(step * 0.13, step * 0.13)
            edges = [
                (box.left(), box.top()),
                (box.right(), box.top()),
                (box.right(), box.bottom()),
                (box.left(), box.bottom()),
            ]
            faces = [
                (inner.left(), inner.top()),
                (inner.right(), inner.top()),
                (inner.right(), inner.bottom()),
                (inner.left(), inner.bottom()),
            ]
            for side, tone in enumerate(("#a8683c", "#5a2e18", "#2c140a", "#7a4426")):
                after = (side + 1) % 4
                canvas.drawPath(polygon([edges[side], edges[after], faces[after], faces[side]]), paint(tone))
            canvas.drawRect(
                inner,
                paint(
                    "#5a2e18",
                    shader=linear(
                        (inner.left(), inner.top()),
                        (inner.right(), inner.bottom()),
                        [(0, "#8a5030"), (0.5, "#5c301a"), (1, "#43200f")],
                    ),
                ),
            )
    foil = [
        (-wide * 0.58, tall * 0.16),
        (-wide * 0.40, tall * 0.10),
        (-wide * 0.22, tall * 0.19),
        (0.0, tall * 0.11),
        (wide * 0.24, tall * 0.20),
        (wide * 0.42, tall * 0.12),
        (wide * 0.58, tall * 0.18),
        (wide * 0.57, tall * 0.58),
        (-wide * 0.57, tall * 0.58),
    ]
    tones = [(0, "#a8701f"), (0.2, "#ffe49a"), (0.36, "#d8a03a"), (0.55, "#fff2c0"), (0.75, "#c88a2a"), (1, "#7a4c14")]
    canvas.drawPath(polygon(foil), paint("#d8a840", shader=linear((-wide * 0.58, 0), (wide * 0.58, tall * 0.3), tones)))
    for number in range(9):
        along = -wide * 0.52 + wide * 0.13 * number
        canvas.drawLine(
            along,
            tall * (0.2 + 0.05 * (number % 3)),
            along + wide * 0.06,
            tall * 0.56,
            paint("#fff6d0" if number % 2 else "#7a4c14", 0.45, stroke=4),
        )
    wrap = skia.Rect(-wide * 0.60, tall * 0.32, wide * 0.60, tall * 0.62)
    canvas.drawRect(
        wrap,
        paint(
            "#8a1f2c",
            shader=linear((wrap.left(), 0), (wrap.right(), 0), [(0, "#5a1220"), (0.4, "#c83a48"), (1, "#5a1220")]),
        ),
    )
    canvas.drawRect(
        skia.Rect(wrap.left(), wrap.top() + tall * 0.05, wrap.right(), wrap.top() + tall * 0.07), paint("#f0c868")
    )
    canvas.restore()


def truffle(canvas: Any, x: float, y: float, radius: float, dust: Colour, random: Random) -> None:
    """Draw a truffle rolled in powder; (x, y) is its middle."""
    shadow(canvas, x, y + radius * 0.9, radius * 2.1, flat=0.32)
    tones = [(0, mix(dust, "#fff0dc", 0.5)), (0.5, dust), (1, mix(dust, "#120804", 0.72))]
    outline = [
        (
            x + radius * (1 + 0.035 * float(random.standard_normal())) * float(np.cos(a)),
            y + radius * (0.96 + 0.035 * float(random.standard_normal())) * float(np.sin(a)),
        )
        for a in np.linspace(0, 2 * np.pi, 14, endpoint=False)
    ]
    canvas.drawPath(
        smooth(outline), paint(dust, shader=radial((x - radius * 0.35, y - radius * 0.45), radius * 1.5, tones))
    )
    for _ in range(36):
        turn, away = float(random.uniform(0, 6.28)), radius * 0.9 * float(random.random()) ** 0.6
        canvas.drawCircle(
            x + away * float(np.cos(turn)),
            y + away * float(np.sin(turn)),
            radius * 0.03,
            paint(mix(dust, "#ffffff" if random.random() < 0.5 else "#1a0c06", 0.4), 0.6),
        )


def cocoa_bean(canvas: Any, x: float, y: float, size: float, turn: float) -> None:
    """Draw a roasted bean."""
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(turn)
    bean = skia.Rect(-size * 0.5, -size * 0.29, size * 0.5, size * 0.29)
    canvas.drawOval(bean.makeOffset(size * 0.03, size * 0.10), paint("#0a0403", 0.5))
    canvas.drawOval(
        bean,
        paint(
            "#7a4424",
            shader=linear((0, bean.top()), (0, bean.bottom()), [(0, "#b8784a"), (0.5, "#7a4222"), (1, "#3a1a0c")]),
        ),
    )
    canvas.drawPath(
        smooth([(-size * 0.42, size * 0.02), (0.0, -size * 0.06), (size * 0.42, size * 0.03)], close=False),
        paint("#3a1a0c", 0.7, stroke=size * 0.045),
    )
    canvas.restore()


def cocoa_pod(canvas: Any, x: float, top: float, long: float, skin: Colour, key: Colour) -> None:
    """Draw a ribbed pod that hangs from (x, top)."""
    canvas.drawLine(x, top - long * 0.12, x, top + long * 0.05, paint("#4a3420", stroke=long * 0.05))
    half = long * 0.27
    outline = smooth(
        [
            (x, top),
            (x + half * 0.75, top + long * 0.16),
            (x + half, top + long * 0.46),
            (x + half * 0.62, top + long * 0.80),
            (x, top + long),
            (x - half * 0.62, top + long * 0.80),
            (x - half, top + long * 0.46),
            (x - half * 0.75, top + long * 0.16),
        ]
    )
    tones = [(0, mix(skin, key, 0.35)), (0.4, skin), (1, mix(skin, "#3a1008", 0.62))]
    canvas.drawPath(outline, paint(skin, shader=linear((x - half, 0), (x + half, 0), tones)))
    for share in (-0.62, -0.24, 0.16, 0.56):
        rib = [
            (x, top + long * 0.02),
            (x + half * share, top + long * 0.24),
            (x + half * share * 1.2, top + long * 0.5),
            (x + half * share * 0.7, top + long * 0.82),
            (x, top + long * 0.98),
        ]
        canvas.drawPath(smooth(rib, close=False), paint(mix(skin, "#4a1808", 0.5), 0.8, stroke=long * 0.018))
        canvas.drawPath(
            smooth([(px - long * 0.022, py) for px, py in rib], close=False),
            paint(mix(skin, key, 0.55), 0.55, stroke=long * 0.012),
        )


def copper_bowl(canvas: Any, x: float, y: float, radius: float, filling: Colour) -> None:
    """Draw a round bowl of something melted with a spoon in it; (x, y) is the middle of its rim."""
    shadow(canvas, x, y + radius * 0.92, radius * 1.5, flat=0.3)
    body = smooth(
        [
            (x - radius, y),
            (x - radius * 0.86, y + radius * 0.50),
            (x - radius * 0.42, y + radius * 0.90),
            (x + radius * 0.42, y + radius * 0.90),
            (x + radius * 0.86, y + radius * 0.50),
            (x + radius, y),
        ]
    )
    canvas.drawPath(
        body,
        paint(
            "#b8683a",
            shader=linear(
                (x - radius, 0), (x + radius, 0), [(0, "#6a3014"), (0.28, "#ffc89a"), (0.5, "#c8743c"), (1, "#5a2810")]
            ),
        ),
    )
    canvas.save()
    canvas.translate(x, y)
    canvas.scale(1, FLAT)
    canvas.drawCircle(0, 0, radius * 1.02, paint("#e8a070"))
    canvas.drawCircle(
        0,
        0,
        radius * 0.93,
        paint(
            filling,
            shader=linear(
                (-radius, -radius),
                (radius, radius),
                [(0, mix(filling, "#000000", 0.4)), (0.5, filling), (1, mix(filling, "#e0a070", 0.45))],
            ),
        ),
    )
    for share in (0.66, 0.42, 0.2):
        canvas.drawArc(
            skia.Rect(-radius * share, -radius * share, radius * share, radius * share),
            160 + 90 * share,
            200,
            False,
            paint(mix(filling, "#e8b080", 0.45), 0.7, stroke=radius * 0.05),
        )
    canvas.restore()
    canvas.drawPath(
        ribbon(
            [
                (x + radius * 0.1, y + radius * 0.02),
                (x + radius * 0.62, y - radius * 0.62),
                (x + radius * 0.98, y - radius * 1.06),
            ],
            [radius * 0.13, radius * 0.075, radius * 0.11],
        ),
        paint("#c89058", shader=linear((x, 0), (x + radius, 0), [(0, "#8a5428"), (1, "#e8b478")])),
    )
