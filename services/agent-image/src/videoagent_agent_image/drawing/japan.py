"""What one sees in gardens and shrines of Japan: pagoda, gate, lantern, bridge, carps, and the cone in the distance."""

from typing import Any

import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import linear, paint, polygon

_STOREYS = 5


def pagoda(canvas: Any, x: float, foot: float, height: float, light: Light, *, haze: float = 0.0) -> None:
    """Draw a pagoda of five storeys that grow narrower, with a spire."""
    wood, wall = light.on("#7a2f22", haze), light.on("#efe2cc", haze)
    roof, edge = light.on("#2f3a40", haze), mix(light.on("#6d7c80", haze), light.key, 0.35)
    storey = height * 0.80 / _STOREYS
    for number in range(_STOREYS):
        base = foot - storey * number
        half = height * (0.150 - 0.018 * number)
        room = skia.Rect(x - half * 0.66, base - storey * 0.62, x + half * 0.66, base)
        tones = [(0, mix(wall, light.shade, 0.45)), (1, mix(wall, light.lit, 0.3))]
        canvas.drawRect(room, paint(wall, shader=linear((room.left(), 0), (room.right(), 0), tones)))
        for post in range(4):
            at = room.left() + room.width() * post / 3
            canvas.drawLine(at, room.top(), at, base, paint(wood, stroke=height * 0.009))
        rail = base - storey * 0.14
        canvas.drawLine(room.left(), rail, room.right(), rail, paint(wood, stroke=height * 0.008))
        _roof(canvas, x, base - storey * 0.56, half * 1.32, storey * 0.44, roof, edge)
    top = foot - storey * _STOREYS
    canvas.drawLine(x, top, x, foot - height, paint(edge, stroke=height * 0.009))
    for ring in range(5):
        canvas.drawCircle(x, top - height * (0.05 + 0.028 * ring), height * (0.012 - 0.0013 * ring), paint(edge))


def _roof(canvas: Any, x: float, eaves: float, half: float, tall: float, roof: str, edge: str) -> None:
    """Draw a roof whose eaves curve up at both ends; ``eaves`` is the height of its middle."""
    shape = skia.Path()
    shape.moveTo(x - half, eaves - tall * 0.22)
    shape.quadTo(x - half * 0.45, eaves - tall * 0.34, x - half * 0.34, eaves - tall)
    shape.lineTo(x + half * 0.34, eaves - tall)
    shape.quadTo(x + half * 0.45, eaves - tall * 0.34, x + half, eaves - tall * 0.22)
    shape.quadTo(x + half * 0.6, eaves + tall * 0.10, x, eaves + tall * 0.10)
    shape.quadTo(x - half * 0.6, eaves + tall * 0.10, x - half, eaves - tall * 0.22)
    shape.close()
    canvas.drawPath(shape, paint(roof, shader=linear((0, eaves - tall), (0, eaves), [(0, edge), (0.7, roof)])))
    rim = skia.Path()
    rim.moveTo(x - half, eaves - tall * 0.22)
    rim.quadTo(x - half * 0.6, eaves + tall * 0.10, x, eaves + tall * 0.10)
    rim.quadTo(x + half * 0.6, eaves + tall * 0.10, x + half, eaves - tall * 0.22)
    canvas.drawPath(rim, paint(edge, 0.8, stroke=tall * 0.07))


def torii(canvas: Any, x: float, foot: float, height: float, light: Light, *, haze: float = 0.0) -> None:
    """Draw the red gate of a shrine."""
    red = light.on("#c8402a", haze)
    dark, bright = mix(red, light.shade, 0.55), mix(red, light.key, 0.25)
    half = height * 0.46
    for side in (-1, 1):
        low, high = x + side * half * 1.06, x + side * half * 0.94
        wide = height * 0.042
        post = polygon([(low - wide, foot), (high - wide * 0.8, foot - height * 0.9),
                        (high + wide * 0.8, foot - height * 0.9), (low + wide, foot)])  # fmt: skip
        tones = [(0, dark), (0.65, red), (1, bright)]
        canvas.drawPath(post, paint(red, shader=linear((low - wide, 0), (low + wide, 0), tones)))
        plinth = skia.Rect(low - wide * 1.35, foot - height * 0.06, low + wide * 1.35, foot)
        canvas.drawRoundRect(plinth, 3, 3, paint(light.on("#2b2a30", haze)))
    tie = skia.Rect(x - half * 1.12, foot - height * 0.70, x + half * 1.12, foot - height * 0.63)
    canvas.drawRect(tie, paint(red, shader=linear((0, tie.top()), (0, tie.bottom()), [(0, bright), (1, dark)])))
    canvas.drawRect(
        skia.Rect(x - height * 0.035, tie.top() - height * 0.17, x + height * 0.035, tie.top()), paint(dark)
    )
    for colour, rise, tall in ((red, 0.86, 0.075), (light.on("#2b2a30", haze), 0.93, 0.055)):
        y, wide = foot - height * rise, half * 1.42
        beam = skia.Path()
        beam.moveTo(x - wide, y - height * 0.07)
        beam.quadTo(x, y + height * 0.03, x + wide, y - height * 0.07)
        beam.lineTo(x + wide * 0.97, y - height * 0.07 + height * tall)
        beam.quadTo(x, y + height * (0.03 + tall), x - wide * 0.97, y - height * 0.07 + height * tall)
        beam.close()
        canvas.drawPath(beam, paint(colour))


def stone_lantern(canvas: Any, x: float, foot: float, height: float, light: Light) -> None:
    """Draw a lantern of stone, lit from within in the dark."""
    stone = light.on("#9a978c")
    tones = [(0, mix(stone, light.shade, 0.5)), (1, mix(stone, light.lit, 0.35))]
    shader = linear((x - height * 0.2, 0), (x + height * 0.2, 0), tones)
    body = paint(stone, shader=shader)
    for half, low, high in ((0.17, 0.0, 0.08), (0.055, 0.08, 0.48), (0.14, 0.48, 0.55), (0.10, 0.55, 0.72)):
        canvas.drawRect(
            skia.Rect(x - height * half, foot - height * high, x + height * half, foot - height * low), body
        )
    glow = "#ffd98a" if light.dark else mix(stone, "#1a1a18", 0.7)
    pane = skia.Rect(x - height * 0.05, foot - height * 0.69, x + height * 0.05, foot - height * 0.58)
    canvas.drawRect(pane, paint(glow))
    _roof(canvas, x, foot - height * 0.72, height * 0.24, height * 0.18, stone, mix(stone, light.lit, 0.3))
    canvas.drawCircle(x, foot - height * 0.93, height * 0.035, body)


def arched_bridge(canvas: Any, x: float, foot: float, width: float, light: Light) -> None:
    """Draw a red wooden bridge that rises in its middle; ``foot`` is where its ends meet the banks."""
    red, dark = light.on("#c8402a"), light.on("#6a2018")
    half, rise = width / 2, width * 0.20
    for lift, colour, stroke in ((0.0, dark, 0.030), (0.028, red, 0.022), (0.115, red, 0.018)):
        arc = skia.Path()
        arc.moveTo(x - half, foot - width * lift)
        arc.quadTo(x, foot - width * lift - rise * 2, x + half, foot - width * lift)
        canvas.drawPath(arc, paint(colour, stroke=width * stroke))
    for post in range(9):
        share = post / 8
        at = x - half + width * share
        deck = foot - rise * 4 * share * (1 - share)
        canvas.drawLine(at, deck, at, deck - width * 0.135, paint(red, stroke=width * 0.014))
        canvas.drawCircle(at, deck - width * 0.14, width * 0.011, paint(mix(red, light.key, 0.3)))


def snowy_cone(canvas: Any, x: float, foot: float, height: float, light: Light) -> None:
    """Draw a volcano's even slopes, capped with snow that runs down in tongues; ``x`` is its middle."""
    far = 0.42
    rock, snow = light.on("#5a6f96", far), mix(light.on("#f4f6fa", far * 0.4), light.lit, 0.4)
    cone = skia.Path()
    cone.moveTo(x - height * 2.3, foot)
    cone.cubicTo(
        x - height * 1.1,
        foot - height * 0.16,
        x - height * 0.46,
        foot - height * 0.70,
        x - height * 0.16,
        foot - height,
    )
    cone.quadTo(x - height * 0.04, foot - height * 0.965, x + height * 0.15, foot - height * 0.99)
    cone.cubicTo(
        x + height * 0.46, foot - height * 0.70, x + height * 1.1, foot - height * 0.16, x + height * 2.3, foot
    )
    cone.close()
    slopes = [(0, mix(rock, light.shade, 0.45)), (0.5, rock), (1, mix(rock, light.key, 0.35))]
    canvas.drawPath(cone, paint(rock, shader=linear((x - height, 0), (x + height, 0), slopes)))
    canvas.save()
    canvas.clipPath(cone, skia.ClipOp.kIntersect, True)
    cap = [(x - height * 0.7, foot - height * 1.05), (x + height * 0.7, foot - height * 1.05)]
    tongues = (0.60, 0.70, 0.56, 0.72, 0.50, 0.66, 0.58, 0.74, 0.54, 0.68, 0.62)
    for number, low in enumerate(tongues):
        cap.append((x + height * (0.56 - 0.112 * number), foot - height * low))
    white = [(0, mix(snow, light.shade, 0.42)), (0.55, snow), (1, mix(snow, "#ffffff", 0.4))]
    shader = linear((x - height * 0.5, 0), (x + height * 0.45, 0), white)
    canvas.drawPath(polygon(cap), paint(snow, shader=shader))
    haze = linear((0, foot - height * 0.5), (0, foot), [(0, light.haze, 0.0), (1, light.haze, 0.85)])
    canvas.drawRect(
        skia.Rect(x - height * 2.4, foot - height * 0.5, x + height * 2.4, foot), paint(light.haze, shader=haze)
    )
    canvas.restore()


def koi(canvas: Any, x: float, y: float, length: float, number: int, light: Light) -> None:
    """Draw a carp seen from above through the water, heading left; ``number`` chooses its colours."""
    body_tone, patch = (("#f6ece0", "#e0552a"), ("#e8742c", "#f6e6d2"), ("#f4efe6", "#3a3a40"))[number % 3]
    body_tone, patch = light.on(body_tone, 0.08), light.on(patch, 0.08)

    def at(across: float, down: float) -> tuple[float, float]:
        return x + length * across, y + length * down * 0.62

    canvas.drawOval(
        skia.Rect.MakeXYWH(x - length * 0.42, y + length * 0.12, length * 0.9, length * 0.16),
        paint("#04202a", 0.30, blur=9),
    )
    tail = skia.Path()
    tail.moveTo(*at(0.28, 0.0))
    tail.cubicTo(*at(0.40, -0.06), *at(0.52, -0.20), *at(0.62, -0.18))
    tail.quadTo(*at(0.52, 0.0), *at(0.60, 0.16))
    tail.cubicTo(*at(0.50, 0.16), *at(0.40, 0.05), *at(0.28, 0.0))
    canvas.drawPath(tail, paint(body_tone, 0.8))
    for side in (-1, 1):
        fin = skia.Path()
        fin.moveTo(*at(-0.18, 0.12 * side))
        fin.quadTo(*at(-0.10, 0.34 * side), *at(0.06, 0.30 * side))
        fin.quadTo(*at(-0.02, 0.18 * side), *at(-0.06, 0.11 * side))
        canvas.drawPath(fin, paint(body_tone, 0.7))
    body = skia.Path()
    body.moveTo(*at(-0.46, 0.0))
    body.cubicTo(*at(-0.40, -0.19), *at(-0.06, -0.22), *at(0.34, -0.03))
    body.lineTo(*at(0.34, 0.03))
    body.cubicTo(*at(-0.06, 0.22), *at(-0.40, 0.19), *at(-0.46, 0.0))
    body.close()
    canvas.drawPath(body, paint(body_tone))
    canvas.save()
    canvas.clipPath(body, skia.ClipOp.kIntersect, True)
    for across, down, wide in ((-0.34, -0.03, 0.13), (-0.06, 0.05, 0.15), (0.18, -0.02, 0.09)):
        centre = at(across, down)
        canvas.drawOval(
            skia.Rect.MakeXYWH(centre[0] - length * wide, centre[1] - length * 0.09, 2 * length * wide, length * 0.18),
            paint(patch),
        )
    canvas.drawLine(*at(-0.4, -0.02), *at(0.3, -0.01), paint("#ffffff", 0.30, stroke=length * 0.025))
    canvas.restore()
