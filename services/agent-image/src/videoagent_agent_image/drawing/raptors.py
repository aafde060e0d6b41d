"""An eagle on the wing."""

from typing import Any

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.curves import Point
from videoagent_agent_image.drawing.figures import Figure, solid
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import linear, paint

_WING: tuple[Point, ...] = (
    (0.06, 0.14), (0.24, 0.27), (0.46, 0.33), (0.66, 0.36), (0.66, 0.36),
    (0.98, 0.50), (0.98, 0.50), (0.80, 0.335), (1.02, 0.385), (1.02, 0.385), (0.82, 0.27), (1.0, 0.27), (1.0, 0.27),
    (0.80, 0.195), (0.94, 0.16), (0.94, 0.16), (0.74, 0.125), (0.62, 0.075), (0.50, 0.05), (0.36, 0.0),
    (0.20, -0.045), (0.08, -0.08),
)  # fmt: skip
_FEATHERS = 9


def eagle(canvas: Any, x: float, y: float, span: float, light: Light, *, turn: float = 0.0) -> None:
    """Draw an eagle that soars towards the viewer's right, ``span`` wide, around (x, y); ``turn`` in degrees."""
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(turn)
    place = Figure(0.0, 0.0, span / 2)
    brown, white = light.on("#4e3626"), mix(light.on("#f6f0e4"), light.lit, 0.3)
    tail = place.outline(((-0.05, -0.08), (-0.24, -0.34), (-0.20, -0.40), (-0.08, -0.43), (0.06, -0.42), (0.14, -0.36),
                          (0.05, -0.08)))  # fmt: skip
    solid(canvas, tail, white, light, rim=0.3, depth=0.3)
    for side in (-1, 1):
        wing = Figure(0.0, 0.0, span / 2, side)
        outline = wing.outline(_WING)
        solid(canvas, outline, brown, light, rim=0.8)
        for feather in range(_FEATHERS):
            share = feather / (_FEATHERS - 1)
            root = 0.14 + 0.52 * share, 0.13 + 0.13 * share
            tip = 0.13 + 0.55 * share, -0.045 + 0.14 * share
            line = wing.outline((root, ((root[0] + tip[0]) / 2 + 0.01, (root[1] + tip[1]) / 2), tip), close=False)
            canvas.drawPath(line, paint(mix(brown, "#140c0a", 0.6), 0.55, stroke=span * 0.004))
        lead = wing.outline(((0.08, 0.13), (0.25, 0.245), (0.46, 0.30), (0.64, 0.33)), close=False)
        canvas.drawPath(lead, paint(mix(brown, light.key, 0.35), 0.6, stroke=span * 0.012))
    body = place.outline(((-0.085, 0.10), (-0.10, -0.06), (-0.05, -0.22), (0.02, -0.24), (0.08, -0.08), (0.10, 0.10),
                          (0.07, 0.20), (-0.03, 0.20)))  # fmt: skip
    solid(canvas, body, mix(brown, "#1a100c", 0.12), light, rim=0.3)
    head = place.outline(((-0.06, 0.13), (-0.065, 0.22), (-0.01, 0.285), (0.07, 0.275), (0.115, 0.225), (0.10, 0.15),
                          (0.06, 0.115), (0.03, 0.14), (0.0, 0.105), (-0.03, 0.14)))  # fmt: skip
    solid(canvas, head, white, light, rim=0.3, depth=0.25)
    beak = place.outline(((0.10, 0.235), (0.165, 0.225), (0.195, 0.17), (0.195, 0.17), (0.15, 0.185), (0.10, 0.185)))
    gold = light.on("#eeb02e")
    box = beak.getBounds()
    tones = [(0, mix(gold, "#fff4c0", 0.4)), (1, mix(gold, "#5a2a08", 0.3))]
    canvas.drawPath(beak, paint(gold, shader=linear((0, box.top()), (0, box.bottom()), tones)))
    canvas.drawCircle(*place.at(0.07, 0.225), span * 0.0065, paint("#140c08"))
    canvas.drawLine(*place.at(0.04, 0.243), *place.at(0.10, 0.236), paint("#6a5a48", 0.8, stroke=span * 0.004))
    canvas.restore()
