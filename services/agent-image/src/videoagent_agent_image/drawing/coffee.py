"""Coffee: the branch it grows on, a sack of it, the pot and the cup."""

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, radial

_CHERRY: Colour = "#c8202c"


def twig(
    sheet: Sheet,
    light: Light,
    start: tuple[float, float],
    run: tuple[float, float],
    size: float,
    random: np.random.Generator,
) -> None:
    """Draw a branch that sags along ``run``: leaves in pairs, cherries in clusters where they grow."""
    length = float(np.hypot(*run))
    wood = light.on("#5a3d28")

    def at(share: float) -> tuple[float, float]:
        return start[0] + run[0] * share, start[1] + run[1] * share**1.6

    stem = skia.Path()
    stem.moveTo(*start)
    for step in range(1, 13):
        stem.lineTo(*at(step / 12))
    sheet.canvas.drawPath(stem, paint(wood, stroke=13 * size))
    count = max(4, round(length / (150 * size)))
    for number in range(count + 1):
        share = (number + 0.4) / (count + 0.4)
        x, y = at(share)
        heading = float(np.degrees(np.arctan2(run[1] * 1.4 * max(share, 0.1) ** 0.6, run[0])))
        for side in (-1, 1):
            _leaf(
                sheet,
                light,
                (x, y),
                heading + side * (48 + 14 * float(random.random())),
                205 * size * (0.8 + 0.3 * float(random.random())),
            )
    for number in range(count):
        x, y = at((number + 0.95) / (count + 0.4))
        ripe = 3 + int(random.integers(3))
        for cherry in range(ripe):
            angle = 2.4 * cherry + float(random.random())
            cx, cy = x + 34 * size * float(np.cos(angle)), y + 16 * size + 26 * size * float(np.sin(angle))
            tone = mix(_CHERRY, ("#e8702a", "#7fa03a")[cherry % 2], 0.75 if random.random() < 0.16 else 0.0)
            _cherry(sheet, light.on(tone), cx, cy, 29 * size)


def _leaf(sheet: Sheet, light: Light, foot: tuple[float, float], turn: float, length: float) -> None:
    canvas = sheet.canvas
    canvas.save()
    canvas.translate(*foot)
    canvas.rotate(turn)
    leaf = skia.Path()
    leaf.moveTo(0, 0)
    leaf.cubicTo(length * 0.25, -length * 0.27, length * 0.70, -length * 0.22, length, 0)
    leaf.cubicTo(length * 0.70, length * 0.22, length * 0.25, length * 0.27, 0, 0)
    dark, bright = light.on("#1f4a2a"), mix(light.on("#5f9a48"), light.key, 0.25)
    tones = [(0, bright), (0.48, light.on("#38703a")), (0.52, dark), (1, light.on("#2c5f34"))]
    canvas.drawPath(leaf, paint(dark, shader=linear((0, -length * 0.2), (0, length * 0.2), tones)))
    canvas.drawLine(0, 0, length * 0.94, 0, paint(mix(bright, "#ffffff", 0.2), 0.8, stroke=length * 0.016))
    canvas.restore()


def _cherry(sheet: Sheet, tone: Colour, x: float, y: float, radius: float) -> None:
    stops = [(0, mix(tone, "#ffe0c8", 0.6), 1), (0.45, tone, 1), (1, mix(tone, "#2a0810", 0.55), 1)]
    sheet.canvas.drawCircle(
        x, y, radius, paint(tone, shader=radial((x - radius * 0.35, y - radius * 0.4), radius * 1.45, stops))
    )
    sheet.canvas.drawCircle(x + radius * 0.2, y + radius * 0.72, radius * 0.14, paint(mix(tone, "#2a0810", 0.7)))


def sack(sheet: Sheet, light: Light, x: float, foot: float, tall: float, *, full: bool) -> None:
    jute = light.on("#b8935a")
    half = tall * 0.42
    bag = skia.Path()
    bag.moveTo(x - half * 0.85, foot)
    bag.cubicTo(
        x - half * 1.2, foot - tall * 0.4, x - half * 0.95, foot - tall * 0.75, x - half * 0.62, foot - tall * 0.88
    )
    bag.lineTo(x + half * 0.62, foot - tall * 0.88)
    bag.cubicTo(x + half * 0.95, foot - tall * 0.75, x + half * 1.2, foot - tall * 0.4, x + half * 0.85, foot)
    bag.close()
    tones = [(0, mix(jute, "#2a1c10", 0.5)), (0.55, jute), (1, mix(jute, light.key, 0.35))]
    sheet.canvas.drawPath(bag, paint(jute, shader=linear((x - half, 0), (x + half, 0), tones)))
    mouth = skia.Rect.MakeXYWH(x - half * 0.70, foot - tall, half * 1.40, tall * 0.24)
    if full:
        sheet.canvas.drawOval(mouth, paint(mix(jute, light.key, 0.3)))
        sheet.canvas.drawOval(mouth.makeInset(half * 0.10, tall * 0.03), paint(light.on("#3a2014")))
        random = np.random.default_rng(44)
        for _ in range(46):
            turn, reach = 6.283 * float(random.random()), float(random.random()) ** 0.5
            bx, by = (
                mouth.centerX() + half * 0.55 * reach * float(np.cos(turn)),
                mouth.centerY() + tall * 0.075 * reach * float(np.sin(turn)) - tall * 0.02,
            )
            bean = skia.Rect.MakeXYWH(bx - 8, by - 5, 16, 10)
            sheet.canvas.drawOval(bean, paint(mix("#4a2814", "#a8683a", float(random.random()))))
            sheet.canvas.drawLine(bx - 5, by, bx + 5, by, paint("#1c0e08", 0.7, stroke=1.5))
    else:
        sheet.canvas.drawOval(
            skia.Rect.MakeXYWH(x - half * 0.34, foot - tall * 1.04, half * 0.68, tall * 0.2),
            paint(mix(jute, "#2a1c10", 0.2)),
        )
        sheet.canvas.drawLine(
            x - half * 0.36, foot - tall * 0.87, x + half * 0.36, foot - tall * 0.87, paint("#6a4a26", stroke=8)
        )


def coffee_pot(sheet: Sheet, x: float, foot: float, tall: float) -> None:
    """Draw a pot of brass with a long beak and a pointed lid."""

    def at(across: float, up: float) -> tuple[float, float]:
        return x + tall * across, foot - tall * up

    brass = "#c8923a"
    tones = [(0, "#7a4e18"), (0.3, "#ffe6a0"), (0.5, brass), (1, "#5a3410")]
    shine = paint(brass, shader=linear(at(-0.30, 0), at(0.28, 0), tones))
    beak = skia.Path()
    beak.moveTo(*at(-0.12, 0.58))
    beak.cubicTo(*at(-0.30, 0.66), *at(-0.40, 0.74), *at(-0.52, 0.70))
    beak.cubicTo(*at(-0.42, 0.62), *at(-0.34, 0.44), *at(-0.14, 0.38))
    beak.close()
    handle = skia.Path()
    handle.moveTo(*at(0.14, 0.66))
    handle.cubicTo(*at(0.42, 0.72), *at(0.40, 0.30), *at(0.20, 0.22))
    sheet.canvas.drawOval(
        skia.Rect.MakeXYWH(x - tall * 0.26, foot - tall * 0.05, tall * 0.52, tall * 0.09),
        paint("#120806", 0.5, blur=10),
    )
    sheet.canvas.drawPath(handle, paint("#8a5a20", stroke=tall * 0.045))
    sheet.canvas.drawPath(beak, shine)
    body = skia.Path()
    body.moveTo(*at(-0.22, 0.0))
    body.cubicTo(*at(-0.36, 0.22), *at(-0.20, 0.40), *at(-0.11, 0.52))
    body.cubicTo(*at(-0.09, 0.60), *at(-0.13, 0.66), *at(-0.16, 0.72))
    body.lineTo(*at(0.16, 0.72))
    body.cubicTo(*at(0.13, 0.66), *at(0.09, 0.60), *at(0.11, 0.52))
    body.cubicTo(*at(0.20, 0.40), *at(0.36, 0.22), *at(0.22, 0.0))
    body.close()
    sheet.canvas.drawPath(body, shine)
    lid = skia.Path()
    lid.moveTo(*at(-0.17, 0.72))
    lid.quadTo(*at(-0.06, 0.80), *at(0.0, 0.96))
    lid.quadTo(*at(0.06, 0.80), *at(0.17, 0.72))
    lid.close()
    sheet.canvas.drawPath(lid, shine)
    sheet.canvas.drawCircle(*at(0, 0.97), tall * 0.026, paint("#ffe6a0"))
    for up, half in ((0.52, 0.112), (0.08, 0.252)):
        sheet.canvas.drawLine(*at(-half, up), *at(half, up), paint("#6a3f14", 0.7, stroke=tall * 0.012))


def small_cup(sheet: Sheet, x: float, foot: float, tall: float) -> None:
    """Draw a cup without a handle on its saucer, full of coffee."""
    china = "#f4ead8"
    sheet.canvas.drawOval(
        skia.Rect.MakeXYWH(x - tall * 0.95, foot - tall * 0.16, tall * 1.9, tall * 0.36), paint("#120806", 0.45, blur=8)
    )
    saucer = skia.Rect.MakeXYWH(x - tall * 0.86, foot - tall * 0.20, tall * 1.72, tall * 0.32)
    sheet.canvas.drawOval(saucer, paint(mix(china, "#8a5a3a", 0.35)))
    sheet.canvas.drawOval(saucer.makeOffset(0, -tall * 0.035), paint(china))
    cup = skia.Path()
    cup.moveTo(x - tall * 0.52, foot - tall)
    cup.cubicTo(x - tall * 0.50, foot - tall * 0.30, x - tall * 0.30, foot - tall * 0.06, x, foot - tall * 0.06)
    cup.cubicTo(x + tall * 0.30, foot - tall * 0.06, x + tall * 0.50, foot - tall * 0.30, x + tall * 0.52, foot - tall)
    cup.close()
    tones = [(0, mix(china, "#5a2c18", 0.55)), (0.45, china), (1, mix(china, "#ffb860", 0.35))]
    sheet.canvas.drawPath(cup, paint(china, shader=linear((x - tall * 0.5, 0), (x + tall * 0.5, 0), tones)))
    band = skia.Path()
    band.moveTo(x - tall * 0.505, foot - tall * 0.74)
    band.quadTo(x, foot - tall * 0.62, x + tall * 0.505, foot - tall * 0.74)
    sheet.canvas.drawPath(band, paint("#2f6f8a", 0.9, stroke=tall * 0.07))
    brim = skia.Rect.MakeXYWH(x - tall * 0.52, foot - tall * 1.12, tall * 1.04, tall * 0.25)
    sheet.canvas.drawOval(brim, paint(mix(china, "#ffffff", 0.4)))
    coffee = radial((x - tall * 0.1, foot - tall), tall * 0.5, [(0, "#7a4626", 1), (1, "#2a120a", 1)])
    sheet.canvas.drawOval(brim.makeInset(tall * 0.05, tall * 0.03), paint("#2a120a", shader=coffee))
