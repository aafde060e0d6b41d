"""Music before an audience: a stage in beams of light, a concert hall, a jazz club, instruments from near."""

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour
from videoagent_agent_image.drawing.curves import ribbon
from videoagent_agent_image.drawing.instruments import (
    drums,
    electric_guitar,
    upright_microphone,
)
from videoagent_agent_image.drawing.lamps import as_light, beam, glow, lamp
from videoagent_agent_image.drawing.performers import (
    GUITARIST,
    SINGER,
    audience,
    person,
    seats,
)
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon, radial
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.concert_hall import keys, orchestra, piano_hall
from videoagent_agent_image.sets.jazz import club, solo
from videoagent_media.layers import Motion

_BEAMS: tuple[Colour, ...] = ("#38c8ff", "#ff4fb0", "#ffb840", "#8a6aff")


def draw(brief: Brief) -> Scene:
    """Draw one of seven views, from a festival's stage to the keys of a piano."""
    scene = Scene(brief.board, accent="#ffc86a")
    views = (_festival, piano_hall, club, solo, keys, orchestra, _guitar)
    views[brief.variant % len(views)](scene, brief)
    return scene


def _festival(scene: Scene, brief: Brief) -> None:
    """Show a band in beams of light above the heads of a crowd."""
    board = brief.board
    floor = board.height * (0.60 if not board.portrait else 0.555)
    truss = board.height * (0.15 if not board.portrait else 0.20)
    unit = min(board.height * 0.22, board.width * 0.30)
    back = Sheet(board)
    tones = [(0, "#e0559a", 1), (0.22, "#8a35a8", 1), (0.55, "#331663", 1), (1, "#0b0720", 1)]
    back.canvas.drawPaint(
        paint(
            "#2a1450",
            shader=radial((board.width * 0.5, floor - unit * 0.5), max(board.width, board.height) * 0.62, tones),
        )
    )
    scene.add("night", 0.0, back)
    scene.add("screen", 0.12, _screen(brief, truss + unit * 0.30, floor - unit * 0.55))
    for number in range(2):
        light = Sheet(board)
        for lantern in range(number, 9, 2):
            x = board.width * (0.10 + 0.80 * lantern / 8)
            turn = (lantern - 4) * -7.0 + (14 if number else -14)
            beam(light.canvas, (x, truss + 34), turn, board.height * 0.62, 5.2, _BEAMS[(lantern + number) % 4], 0.85)
        scene.add(
            f"beams {number}",
            0.20 + 0.02 * number,
            as_light(light),
            Motion(sway=(34 if number else -34, 0), period=5.5, flicker=0.12, flicker_rate=0.7, phase=0.4 * number),
        )
    scene.add("stage", 0.30, _rig(brief, truss, floor, unit))
    band = Sheet(board)
    dark, lit = "#0c0718", "#ff9ad0"
    spread = min(board.width * 0.15, unit * 1.35)
    drums(band.canvas, board.width * 0.5 + spread * 0.95, floor - unit * 0.18, unit * 0.62, "#7a2a6a", "#ffb0e0")
    person(band.canvas, board.width * 0.5 - spread * 1.15, floor, unit, GUITARIST, dark, lit)
    _slung(band, board.width * 0.5 - spread * 1.15, floor, unit, 1, "#e03a4a")
    person(band.canvas, board.width * 0.5 + spread * 2.2, floor, unit, GUITARIST, dark, "#8ad8ff", side=-1)
    _slung(band, board.width * 0.5 + spread * 2.2, floor, unit, -1, "#e8b040")
    person(band.canvas, board.width * 0.5, floor + unit * 0.03, unit * 1.06, SINGER, dark, "#ffe0f0")
    upright_microphone(band.canvas, board.width * 0.5 + unit * 0.09, floor + unit * 0.03, unit * 0.92, "#ffffff")
    scene.add("band", 0.42, band)
    _fans(scene, brief, floor)


def _fans(scene: Scene, brief: Brief, floor: float) -> None:
    """Add the crowd before the stage, darker towards the viewer."""
    board = brief.board
    top, low = floor / board.height + 0.105, 1.04 if not board.portrait else 0.98
    rows = (
        (top, 4, 66.0, 58.0, 20.0, "#2a1448", "#ff9ad8"),
        ((top + low) / 2 - 0.03, 2, 138.0, 122.0, 54.0, "#1a0c34", "#c07aff"),
        (low, 2, 268.0, 226.0, 100.0, "#0b0618", "#7a4ad0"),
    )
    for number, (foot, count, tall, gap, down, dark, lit) in enumerate(rows):
        crowd = Sheet(board)
        random = brief.random(20 + number)
        audience(
            crowd.canvas,
            seats(board.width, board.height * foot, count, gap, down, random),
            tall,
            dark,
            lit,
            random,
            raised=0.42 - 0.06 * number,
            screens=0.3,
        )
        scene.add(
            f"crowd {number}", 0.52 + 0.16 * number, crowd, Motion(sway=(0, 5), period=1.4) if number == 1 else None
        )
    if board.portrait:
        deep = Sheet(board)
        fade = linear((0, board.height * 0.86), (0, board.height), [(0, "#0b0618", 0.0), (1, "#0b0618", 1.0)])
        deep.canvas.drawRect(
            skia.Rect(0, board.height * 0.86, board.width, board.height), paint("#0b0618", shader=fade)
        )
        scene.add("shade", 0.90, deep)


def _screen(brief: Brief, top: float, foot: float) -> Sheet:
    """Draw a wall of light behind the band: a sun over waves."""
    board = brief.board
    sheet = Sheet(board)
    wide = min(board.width * 0.62, (foot - top) * 2.2)
    frame = skia.Rect(board.width / 2 - wide / 2, top, board.width / 2 + wide / 2, foot)
    canvas = sheet.canvas
    glow(canvas, frame.centerX(), frame.centerY(), wide * 0.8, "#ff5aa8", 0.5)
    canvas.drawRect(frame.makeOutset(12, 12), paint("#0a0616"))
    canvas.drawRect(
        frame, paint("#3a1a7a", shader=linear((0, top), (0, foot), [(0, "#2a1278"), (0.6, "#c8389a"), (1, "#ff9a5a")]))
    )
    canvas.save()
    canvas.clipRect(frame)
    radius = frame.height() * 0.36
    canvas.drawCircle(
        frame.centerX(),
        frame.centerY() + radius * 0.1,
        radius,
        paint(
            "#ffd86a",
            shader=linear(
                (0, frame.centerY() - radius), (0, frame.centerY() + radius), [(0, "#fff2a0"), (1, "#ff6a7a")]
            ),
        ),
    )
    for number in range(6):
        y = frame.centerY() + radius * (0.12 + 0.19 * number)
        canvas.drawRect(
            skia.Rect(frame.left(), y, frame.right(), y + radius * (0.035 + 0.02 * number)), paint("#5a1f8a", 0.9)
        )
    for number in range(13):
        x = frame.left() + frame.width() * (number + 0.5) / 13
        high = frame.height() * (0.10 + 0.24 * abs(float(np.sin(number * 1.9 + 0.4))))
        canvas.drawRect(
            skia.Rect(x - wide * 0.018, frame.bottom() - high * 0.7, x + wide * 0.018, frame.bottom()),
            paint("#38e0ff", 0.85),
        )
    canvas.restore()
    return sheet


def _rig(brief: Brief, truss: float, floor: float, unit: float) -> Sheet:
    """Draw the truss with its lanterns, the loudspeakers and the stage."""
    board = brief.board
    sheet = Sheet(board)
    canvas, dark, edge = sheet.canvas, "#100a20", "#6a4a9a"
    left, right = board.width * 0.045, board.width * 0.955
    for start, end in (
        ((left, truss), (right, truss)),
        ((left, truss + 34), (right, truss + 34)),
        ((left, truss), (left, floor)),
        ((left + 34, truss), (left + 34, floor)),
        ((right, truss), (right, floor)),
        ((right - 34, truss), (right - 34, floor)),
    ):
        canvas.drawLine(*start, *end, paint(edge, stroke=9))
    count = int((right - left) / 40)
    for number in range(count):
        x, up = left + (right - left) * number / count, number % 2
        canvas.drawLine(
            x, truss + 34 * up, x + (right - left) / count, truss + 34 * (1 - up), paint(edge, 0.8, stroke=5)
        )
    for number in range(int((floor - truss) / 40)):
        y, over = truss + 40 * number, number % 2
        for foot in (left, right - 34):
            canvas.drawLine(foot + 34 * over, y, foot + 34 * (1 - over), y + 40, paint(edge, 0.8, stroke=5))
    for lantern in range(9):
        x = board.width * (0.10 + 0.80 * lantern / 8)
        canvas.drawRoundRect(skia.Rect(x - 22, truss + 22, x + 22, truss + 74), 10, 10, paint(dark))
        lamp(canvas, x, truss + 74, 15, _BEAMS[lantern % 4])
    for side, x in ((1, board.width * 0.125), (-1, board.width * 0.875)):
        for box in range(6):
            y, lean = truss + 84 + box * unit * 0.20, side * box * box * unit * 0.004
            cabinet = skia.Rect(x - unit * 0.22 + lean, y, x + unit * 0.22 + lean, y + unit * 0.185)
            canvas.drawRect(
                cabinet,
                paint(
                    dark,
                    shader=linear(
                        (cabinet.left(), 0), (cabinet.right(), 0), [(0, "#3a2a5a"), (0.5, "#160e2a"), (1, "#2a1c48")]
                    ),
                ),
            )
            canvas.drawRect(cabinet, paint("#5a4488", 0.7, stroke=3))
    near = floor + unit * 0.30
    canvas.drawPath(
        polygon(
            [
                (board.width * 0.08, floor - unit * 0.10),
                (board.width * 0.92, floor - unit * 0.10),
                (board.width, near),
                (0, near),
            ]
        ),
        paint("#3a1a5a", shader=linear((0, floor), (0, near), [(0, "#e070b8"), (0.5, "#6a3090"), (1, "#2a1448")])),
    )
    canvas.drawRect(
        skia.Rect(
            board.width * 0.5 + unit * 0.6, floor - unit * 0.18, board.width * 0.5 + unit * 2.1, floor + unit * 0.02
        ),
        paint("#1c0f36"),
    )
    canvas.drawRect(skia.Rect(0, near, board.width, near + unit * 0.34), paint("#0e0820"))
    canvas.drawRect(skia.Rect(0, near, board.width, near + 8), paint("#7af0ff", 0.9))
    for number in range(int(board.width / 210) + 1):
        wedge = board.width * 0.5 + (number - int(board.width / 210) / 2) * 210
        canvas.drawPath(
            polygon([(wedge - 48, near), (wedge + 48, near), (wedge + 34, near - 40), (wedge - 34, near - 40)]),
            paint("#120a24"),
        )
    return sheet


def _slung(sheet: Sheet, x: float, foot: float, tall: float, side: int, body: Colour) -> None:
    """Draw the guitar of somebody who plays it standing."""
    canvas = sheet.canvas
    hip = x - side * tall * 0.02, foot - tall * 0.52
    neck = x + side * tall * 0.40, foot - tall * 0.68
    canvas.drawLine(*hip, *neck, paint("#d8b08a", stroke=tall * 0.022))
    for across, up, size in ((-0.03, 0.49, 0.085), (0.055, 0.53, 0.066)):
        canvas.drawCircle(x + side * tall * across, foot - tall * up, tall * size, paint(body))


def _guitar(scene: Scene, brief: Brief) -> None:
    """Show an electric guitar that leans on its amplifiers."""
    board = brief.board
    ground = Sheet(board)
    spot = board.width * 0.56, board.height * 0.34
    tones = [(0, "#d8483a", 1), (0.4, "#6a1a3a", 1), (1, "#0e0818", 1)]
    ground.canvas.drawPaint(paint("#4a1430", shader=radial(spot, max(board.width, board.height) * 0.64, tones)))
    scene.add("dark", 0.0, ground)
    shine = Sheet(board)
    for share, turn, tone in ((0.14, 24.0, "#ff5a4a"), (0.86, -24.0, "#4a9aff")):
        beam(shine.canvas, (board.width * share, -60), turn, board.height * 0.95, 11, tone, 0.75)
    floor = board.height * (0.74 if not board.portrait else 0.70)
    stack = Sheet(board)
    wide = min(board.width * 0.34, board.height * 0.52) * (1.0 if not board.portrait else 1.55)
    centre = board.width * (0.56 if not board.portrait else 0.5)
    _amplifier(stack, centre, floor, wide)
    scene.add("amplifier", 0.34, stack)
    scene.add("beams", 0.36, as_light(shine), Motion(sway=(22, 0), period=6))
    ground = Sheet(board)
    ground.canvas.drawRect(
        skia.Rect(0, floor - 4, board.width, board.height),
        paint(
            "#1a0c18",
            shader=radial(
                (centre, floor), board.width * 0.6, [(0, "#b8483c", 1), (0.5, "#4a1828", 1), (1, "#120812", 1)]
            ),
        ),
    )
    cable = [
        (centre + wide * 0.42, floor - wide * 0.2),
        (centre + wide * 0.62, floor + 60),
        (centre + wide * 0.2, floor + 110),
        (centre - wide * 0.6, floor + 70),
        (centre - wide * 1.0, floor + 130),
    ]
    ground.canvas.drawPath(ribbon(cable, [9] * len(cable)), paint("#0a060c"))
    scene.add("floor", 0.44, ground)
    guitar = Sheet(board)
    long = board.height * (0.58 if not (board.portrait or board.square) else 0.42 if board.portrait else 0.54)
    electric_guitar(guitar.canvas, centre - wide * 0.40, floor - long * 0.185, long, "#d8342c", "#ffd8a0", turn=16)
    scene.add("guitar", 0.66, guitar)


def _amplifier(sheet: Sheet, x: float, foot: float, wide: float) -> None:
    canvas = sheet.canvas
    tall = wide * 0.98
    cabinet = skia.Rect(x - wide / 2, foot - tall, x + wide / 2, foot)
    canvas.drawRoundRect(
        cabinet,
        18,
        18,
        paint(
            "#16121a",
            shader=linear(
                (cabinet.left(), 0), (cabinet.right(), 0), [(0, "#4a2a34"), (0.4, "#1a141c"), (1, "#2a3048")]
            ),
        ),
    )
    grille = cabinet.makeInset(wide * 0.055, wide * 0.055)
    canvas.drawRect(grille, paint("#2a2428"))
    for across in (-0.22, 0.22):
        for up in (0.27, 0.71):
            cone = x + wide * across, foot - tall * up
            radius = wide * 0.195
            canvas.drawCircle(
                *cone,
                radius,
                paint(
                    "#3c3438",
                    shader=radial(
                        cone,
                        radius,
                        [
                            (0, "#8a7a78", 1),
                            (0.24, "#5a4c50", 1),
                            (0.27, "#1c181c", 1),
                            (0.8, "#4a4046", 1),
                            (0.86, "#17131a", 1),
                            (1, "#332b32", 1),
                        ],
                    ),
                ),
            )
            canvas.drawCircle(*cone, radius, paint("#8a7a80", 0.8, stroke=5))
    for number in range(int(grille.width() / 17)):
        at = grille.left() + 17 * number
        canvas.drawLine(at, grille.top(), at, grille.bottom(), paint("#0e0b10", 0.35, stroke=3))
    head = skia.Rect(x - wide / 2, foot - tall - wide * 0.30, x + wide / 2, foot - tall - 6)
    canvas.drawRoundRect(
        head,
        16,
        16,
        paint(
            "#1a151d",
            shader=linear((head.left(), 0), (head.right(), 0), [(0, "#5a3038"), (0.4, "#1c161e"), (1, "#2c344e")]),
        ),
    )
    plate = skia.Rect(
        head.left() + wide * 0.06,
        head.centerY() + wide * 0.01,
        head.right() - wide * 0.06,
        head.bottom() - wide * 0.035,
    )
    canvas.drawRect(
        plate,
        paint(
            "#d8b060",
            shader=linear((plate.left(), 0), (plate.right(), 0), [(0, "#8a6428"), (0.4, "#ffe49a"), (1, "#a87c34")]),
        ),
    )
    for number in range(7):
        knob = plate.left() + plate.width() * (0.10 + 0.115 * number), plate.centerY()
        canvas.drawCircle(*knob, plate.height() * 0.30, paint("#15121a"))
        canvas.drawLine(
            *knob, knob[0] + plate.height() * 0.2, knob[1] - plate.height() * 0.18, paint("#f4f0e8", stroke=4)
        )
    lamp(canvas, plate.right() - wide * 0.05, plate.centerY(), plate.height() * 0.18, "#ff4a30")
