"""Trains, cable cars and boats."""

from typing import Any

import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import ADD, Board, linear, paint, polygon

_LAMP = "#ffdf9a"


def viaduct(canvas: Any, board: Board, deck: float, light: Light) -> None:
    """Draw a stone viaduct across the whole canvas, its deck at the given height."""
    stone = light.on("#b9a78e", 0.06)
    bay = board.height * (0.165 if not board.portrait else 0.085)
    pier, rise = bay * 0.2, bay * 0.22
    body = skia.Path()
    body.addRect(skia.Rect(-10, deck, board.width + 10, board.height + 20))
    body.setFillType(skia.PathFillType.kEvenOdd)
    bays = int(board.width / bay) + 2
    for number in range(bays):
        left, right = number * bay - bay * 0.4 + pier / 2, (number + 1) * bay - bay * 0.4 - pier / 2
        radius = (right - left) / 2
        arch = skia.Path()
        arch.moveTo(left, board.height + 30)
        arch.lineTo(left, deck + rise + radius)
        arch.arcTo(skia.Rect(left, deck + rise, right, deck + rise + 2 * radius), 180, 180, False)
        arch.lineTo(right, board.height + 30)
        arch.close()
        body.addPath(arch)
        canvas.save()
        canvas.clipPath(arch, skia.ClipOp.kIntersect, True)
        soffit = skia.Path(arch)
        soffit.offset(-pier * 0.55, rise * 0.25)
        inner = skia.Path()
        inner.addRect(skia.Rect(left - 2, deck, right + 2, board.height + 30))
        inner.addPath(soffit)
        inner.setFillType(skia.PathFillType.kEvenOdd)
        canvas.drawPath(inner, paint(mix(stone, "#2b2530", 0.62)))
        canvas.restore()
    face = linear(
        (0, deck), (0, board.height), [(0, mix(stone, light.key, 0.3)), (0.4, stone), (1, mix(stone, light.shade, 0.5))]
    )
    canvas.drawPath(body, paint(stone, shader=face))
    canvas.save()
    canvas.clipPath(body, skia.ClipOp.kIntersect, True)
    course = bay * 0.075
    rows = int((board.height - deck) / course) + 1
    for row in range(rows):
        y = deck + row * course
        canvas.drawLine(0, y, board.width, y, paint("#3a2c22", 0.14, stroke=1.2))
        for number in range(int(board.width / (course * 2.2)) + 2):
            x = (number + (row % 2) * 0.5) * course * 2.2
            canvas.drawLine(x, y, x, y + course, paint("#3a2c22", 0.10, stroke=1.2))
            if (number * 7 + row * 13) % 5 == 0:
                canvas.drawRect(
                    skia.Rect.MakeXYWH(x, y, course * 2.2, course), paint("#5a4030" if row % 2 else "#fff0d0", 0.10)
                )
    canvas.restore()
    parapet = skia.Rect(-10, deck - bay * 0.035, board.width + 10, deck + bay * 0.05)
    canvas.drawRect(parapet, paint(mix(stone, light.key, 0.35)))
    canvas.drawRect(skia.Rect(-10, deck + bay * 0.05, board.width + 10, deck + bay * 0.085), paint("#2b2018", 0.4))


def train(
    canvas: Any,
    start: float,
    rail: float,
    height: float,
    light: Light,
    *,
    length: int = 6,
    paintwork: Colour = "#c8202c",
) -> None:
    """Draw a red mountain train whose last wagon begins at ``start``, heading right."""
    body = light.on(paintwork)
    wagon, gap = height * 2.9, height * 0.16
    for number in range(length):
        left = start + number * (wagon + gap)
        engine = number == length - 1
        right = left + wagon * (0.85 if engine else 1)
        top, floor = rail - height, rail - height * 0.2
        shape = skia.Path()
        nose = height * 0.42 if engine else height * 0.06
        shape.moveTo(left, floor)
        shape.lineTo(left, top + height * 0.12)
        shape.quadTo(left, top, left + height * 0.12, top)
        shape.lineTo(right - nose, top)
        shape.quadTo(right - nose * 0.2, top + height * 0.1, right, floor - height * 0.12)
        shape.lineTo(right, floor)
        shape.close()
        shader = linear(
            (0, top), (0, floor), [(0, mix(body, light.key, 0.5)), (0.16, body), (1, mix(body, "#160a12", 0.42))]
        )
        canvas.drawRect(
            skia.Rect(left + height * 0.1, floor, right - height * 0.1, rail - height * 0.05), paint("#16141c")
        )
        for wheel in (0.12, 0.22, 0.78, 0.88):
            canvas.drawCircle(left + (right - left) * wheel, rail - height * 0.09, height * 0.09, paint("#1c1a22"))
        canvas.drawPath(shape, paint(body, shader=shader))
        _windows(canvas, left, right - nose, top, height, light, engine=engine)
        canvas.drawRect(
            skia.Rect(left, floor - height * 0.2, right - nose * 0.15, floor - height * 0.15),
            paint(light.on("#f3ead8"), 0.85),
        )
        if engine and light.dark:
            canvas.drawCircle(right - height * 0.05, floor - height * 0.22, height * 0.09, paint("#fff3cf"))
            canvas.drawCircle(
                right, floor - height * 0.22, height * 0.5, paint("#ffdf9a", 0.6, blur=height * 0.3, blend=ADD)
            )


def _windows(canvas: Any, left: float, right: float, top: float, height: float, light: Light, *, engine: bool) -> None:
    count = 3 if engine else 6
    span = right - left
    pane = span / count * 0.72
    glass = _LAMP if light.dark else light.on("#27384a", 0.2)
    for number in range(count):
        x = left + span * (number + 0.5) / count - pane / 2
        rect = skia.Rect.MakeXYWH(x, top + height * 0.2, pane, height * 0.28)
        canvas.drawRoundRect(rect, height * 0.05, height * 0.05, paint(glass))
        if light.dark:
            canvas.drawRect(
                rect.makeOutset(pane * 0.2, height * 0.1), paint("#ffb44a", 0.3, blur=height * 0.14, blend=ADD)
            )
        else:
            shine = polygon(
                [
                    (x, top + height * 0.48),
                    (x + pane * 0.35, top + height * 0.2),
                    (x + pane * 0.6, top + height * 0.2),
                    (x + pane * 0.2, top + height * 0.48),
                ]
            )
            canvas.drawPath(shine, paint(light.lit, 0.28))


def cable_car(
    canvas: Any, board: Board, place: tuple[float, float], size: float, light: Light, *, paintwork: Colour = "#c8202c"
) -> None:
    """Draw two cables that climb to the right and a cabin of the given height hanging under ``place``."""
    x, y = place
    slope = -0.22
    for offset in (0.0, size * 0.09):
        canvas.drawLine(
            0,
            y - slope * x + offset,
            board.width,
            y + slope * (board.width - x) + offset,
            paint(light.on("#20242c"), 0.85, stroke=max(2.0, size * 0.012)),
        )
    body = light.on(paintwork)
    canvas.drawRect(
        skia.Rect(x - size * 0.22, y - size * 0.05, x + size * 0.22, y + size * 0.05), paint(light.on("#2a2e36"))
    )
    for wheel in (-0.18, -0.07, 0.07, 0.18):
        canvas.drawCircle(x + size * wheel, y, size * 0.05, paint(light.on("#14161c")))
    arm = skia.Path()
    arm.moveTo(x, y)
    arm.quadTo(x + size * 0.02, y + size * 0.2, x, y + size * 0.42)
    canvas.drawPath(arm, paint(light.on("#2a2e36"), stroke=size * 0.035))
    cabin = skia.Rect(x - size * 0.42, y + size * 0.40, x + size * 0.42, y + size)
    shader = linear(
        (cabin.left(), 0),
        (cabin.right(), 0),
        [(0, mix(body, "#160a12", 0.4)), (0.6, body), (1, mix(body, light.key, 0.35))],
    )
    canvas.drawRoundRect(cabin, size * 0.1, size * 0.1, paint(body, shader=shader))
    glass = _LAMP if light.dark else light.on("#2f4358", 0.15)
    for number in range(3):
        pane = skia.Rect.MakeXYWH(x - size * 0.37 + number * size * 0.255, y + size * 0.47, size * 0.225, size * 0.25)
        canvas.drawRoundRect(pane, size * 0.03, size * 0.03, paint(glass))
        if not light.dark:
            canvas.drawPath(
                polygon(
                    [
                        (pane.left(), pane.bottom()),
                        (pane.left() + size * 0.1, pane.top()),
                        (pane.left() + size * 0.16, pane.top()),
                        (pane.left() + size * 0.06, pane.bottom()),
                    ]
                ),
                paint(light.lit, 0.35),
            )
    canvas.drawRect(
        skia.Rect(cabin.left(), y + size * 0.80, cabin.right(), y + size * 0.845), paint(light.on("#f3ead8"), 0.9)
    )


def sailing_boat(
    canvas: Any,
    x: float,
    water: float,
    height: float,
    light: Light,
    *,
    sail: Colour = "#fff7ea",
    hull: Colour = "#7a3b2a",
) -> None:
    """Draw a boat under two sails; ``x`` is the mast."""
    white = mix(light.on(sail), light.lit, 0.35)
    main = skia.Path()
    main.moveTo(x + height * 0.015, water - height)
    main.quadTo(x + height * 0.34, water - height * 0.45, x + height * 0.40, water - height * 0.13)
    main.lineTo(x + height * 0.015, water - height * 0.13)
    main.close()
    canvas.drawPath(
        main,
        paint(white, shader=linear((x, 0), (x + height * 0.4, 0), [(0, mix(white, light.shade, 0.45)), (1, white)])),
    )
    jib = skia.Path()
    jib.moveTo(x - height * 0.015, water - height * 0.9)
    jib.quadTo(x - height * 0.17, water - height * 0.4, x - height * 0.30, water - height * 0.14)
    jib.lineTo(x - height * 0.015, water - height * 0.16)
    jib.close()
    canvas.drawPath(
        jib, paint(white, shader=linear((x - height * 0.3, 0), (x, 0), [(0, white), (1, mix(white, light.shade, 0.5))]))
    )
    canvas.drawLine(
        x, water - height * 1.02, x, water - height * 0.08, paint(light.on("#3a2a20"), stroke=height * 0.014)
    )
    body = light.on(hull)
    boat = polygon(
        [
            (x - height * 0.36, water - height * 0.10),
            (x + height * 0.46, water - height * 0.10),
            (x + height * 0.34, water + height * 0.01),
            (x - height * 0.26, water + height * 0.01),
        ]
    )
    canvas.drawPath(
        boat,
        paint(
            body,
            shader=linear(
                (0, water - height * 0.1), (0, water), [(0, mix(body, light.key, 0.3)), (1, mix(body, "#0c0a12", 0.4))]
            ),
        ),
    )


def dhow(canvas: Any, x: float, water: float, tall: float, light: Light, side: int = 1) -> None:
    """Draw a dhow under one slanting sail, its bow towards ``side``."""

    def at(across: float, up: float) -> tuple[float, float]:
        return x + side * tall * across, water - tall * up

    cloth = mix(light.on("#f4e6c8"), light.lit, 0.3)
    sail = skia.Path()
    sail.moveTo(*at(0.44, 0.30))
    sail.quadTo(*at(0.20, 0.72), *at(-0.16, 1.04))
    sail.cubicTo(*at(-0.40, 0.66), *at(-0.42, 0.44), *at(-0.30, 0.19))
    sail.quadTo(*at(0.06, 0.10), *at(0.44, 0.30))
    sail.close()
    canvas.drawLine(*at(0.02, 0.08), *at(0.02, 0.92), paint(light.on("#4a3222"), stroke=tall * 0.020))
    tones = [(0, mix(cloth, light.shade, 0.42)), (0.5, cloth), (1, mix(cloth, light.key, 0.3))]
    canvas.drawPath(sail, paint(cloth, shader=linear(at(-0.4, 0.6), at(0.4, 0.5), tones)))
    for share in (0.3, 0.55, 0.8):
        seam = skia.Path()
        seam.moveTo(*at(0.44 - 0.60 * share, 0.30 + 0.74 * share**1.1))
        seam.quadTo(*at(0.10 - 0.44 * share, 0.30 + 0.30 * share), *at(0.40 - 0.70 * share, 0.245 - 0.06 * share))
        canvas.drawPath(seam, paint(mix(cloth, light.shade, 0.6), 0.35, stroke=tall * 0.006))
    canvas.drawLine(*at(0.47, 0.26), *at(-0.18, 1.07), paint(light.on("#5a3c28"), stroke=tall * 0.016))
    wood = light.on("#7a4a2c")
    hull = skia.Path()
    hull.moveTo(*at(0.62, 0.20))
    hull.quadTo(*at(0.40, 0.06), *at(0.28, -0.02))
    hull.lineTo(*at(-0.34, -0.02))
    hull.quadTo(*at(-0.44, 0.06), *at(-0.46, 0.22))
    hull.lineTo(*at(-0.28, 0.20))
    hull.quadTo(*at(0.10, 0.04), *at(0.62, 0.20))
    hull.close()
    shade = linear(
        at(0, 0.2), at(0, -0.02), [(0, mix(wood, light.key, 0.35)), (0.4, wood), (1, mix(wood, "#140c08", 0.55))]
    )
    canvas.drawPath(hull, paint(wood, shader=shade))
    rail = skia.Path()
    rail.moveTo(*at(0.62, 0.20))
    rail.quadTo(*at(0.10, 0.04), *at(-0.28, 0.20))
    rail.lineTo(*at(-0.46, 0.22))
    canvas.drawPath(rail, paint(mix(wood, light.key, 0.5), stroke=tall * 0.012))
