"""What stands in gardens and shrines of Japan: pagoda, gate, lantern, bridge."""

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
