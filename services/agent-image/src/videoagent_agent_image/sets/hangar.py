"""The workshop of those who built the first aeroplanes."""

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.curves import ribbon, smooth
from videoagent_agent_image.drawing.lamps import as_light, beam
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon, radial
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.table import backdrop
from videoagent_media.layers import Motion

_WOOD = "#a06a3c"


def workshop(scene: Scene, brief: Brief) -> None:
    """Show a wing on trestles, half covered with cloth, in the light of a window."""
    board, light = brief.board, brief.light
    tall = board.portrait
    backdrop(scene, brief, "#7a4e30", (board.width * 0.72, board.height * 0.30))
    scene.add("wall", 0.08, _wall(brief))
    floor = Sheet(board)
    low = board.height * (0.62 if not tall else 0.585)
    area = skia.Rect(0, low, board.width, board.height)
    boards = radial(
        (board.width * 0.45, low + 120),
        max(board.width, board.height) * 0.5,
        [(0, "#c8905a", 1), (0.5, "#7a4c2c", 1), (1, "#24120c", 1)],
    )
    floor.canvas.drawRect(area, paint("#7a4c2c", shader=boards))
    for number in range(-14, 15):
        floor.canvas.drawLine(
            board.width / 2 + 130 * number,
            low,
            board.width / 2 + 330 * number,
            board.height,
            paint("#24120c", 0.4, stroke=4),
        )
    random = brief.random(5)
    for _ in range(15):
        x, y = (
            board.width * float(random.uniform(0.1, 0.9)),
            low + (board.height - low) * float(random.uniform(0.12, 0.6)),
        )
        curl = skia.Rect.MakeXYWH(x, y, 26, 18)
        floor.canvas.drawArc(curl, 360 * float(random.random()), 230, False, paint("#f0d0a0", 0.85, stroke=5))
    scene.add("floor", 0.30, floor)
    wing = Sheet(board)
    _wing(wing, brief, low)
    scene.add("wing", 0.56, wing)
    if not tall:
        blade = Sheet(board)
        _propeller(blade, board.width * 0.865, board.height * 0.79, board.height * 0.52)
        scene.add("propeller", 0.66, blade)
    shine = Sheet(board)
    for share in (0.60, 0.70, 0.80):
        beam(
            shine.canvas,
            (board.width * share + board.height * 0.10, -20),
            -26,
            board.height * 1.05,
            3.6,
            light.key,
            0.34,
        )
    scene.add("sunlight", 0.70, as_light(shine), Motion(flicker=0.15, flicker_rate=0.2))


def _wall(brief: Brief) -> Sheet:
    """Draw planks with a window, wheels that hang there, and tools."""
    board, light = brief.board, brief.light
    tall = board.portrait
    sheet = Sheet(board)
    canvas = sheet.canvas
    for number in range(int(board.width / 96) + 1):
        canvas.drawRect(skia.Rect.MakeXYWH(96 * number, 0, 6, board.height * 0.64), paint("#24120c", 0.45))
    frame = skia.Rect(board.width * 0.58, board.height * 0.12, board.width * 0.84, board.height * 0.44)
    if tall:
        frame = skia.Rect(board.width * 0.46, board.height * 0.16, board.width * 0.90, board.height * 0.38)
    sky = linear((0, frame.top()), (0, frame.bottom()), [(at, mix(tone, "#fff8e8", 0.25)) for at, tone in light.sky])
    canvas.drawRect(frame, paint("#dfeaf0", shader=sky))
    dune = [
        (frame.left(), frame.bottom() - frame.height() * 0.2),
        (frame.centerX(), frame.bottom() - frame.height() * 0.30),
        (frame.right(), frame.bottom() - frame.height() * 0.16),
        (frame.right(), frame.bottom()),
        (frame.left(), frame.bottom()),
    ]
    canvas.drawPath(polygon(dune), paint(light.on("#e0c490")))
    for share in (0.25, 0.5, 0.75):
        x = frame.left() + frame.width() * share
        canvas.drawLine(x, frame.top(), x, frame.bottom(), paint("#5a3820", stroke=10))
    canvas.drawLine(frame.left(), frame.centerY(), frame.right(), frame.centerY(), paint("#5a3820", stroke=10))
    canvas.drawRect(frame, paint("#5a3820", stroke=26))
    radius = min(board.height * 0.105, board.width * 0.13)
    for x, y in ((0.47, 0.24), (0.37, 0.29)) if not tall else ((0.20, 0.22), (0.27, 0.335)):
        cx, cy = board.width * x, board.height * y
        for number in range(16):
            turn = np.pi * number / 16
            dx, dy = radius * float(np.cos(turn)), radius * float(np.sin(turn))
            canvas.drawLine(cx - dx, cy - dy, cx + dx, cy + dy, paint("#d8d4cc", 0.7, stroke=2.5))
        canvas.drawCircle(cx, cy, radius, paint("#1c1414", stroke=radius * 0.11))
        canvas.drawCircle(cx, cy, radius * 0.91, paint("#c8c4bc", stroke=radius * 0.05))
        canvas.drawCircle(cx, cy, radius * 0.09, paint("#8a8478"))
    if tall:
        return sheet
    left, y = board.width * 0.11, board.height * 0.16
    canvas.drawRect(skia.Rect(left, y, left + board.width * 0.19, y + 16), paint("#4a2c18"))
    steel = "#c8ccd0"
    for number in range(5):
        x, long = left + board.width * (0.02 + 0.038 * number), board.height * (0.20 if number % 2 else 0.15)
        if number == 0:
            canvas.drawPath(
                polygon([(x - 8, y + 70), (x + 60, y + 70), (x + 20, y + long * 1.5), (x + 6, y + long * 1.5)]),
                paint(steel),
            )
            canvas.drawRoundRect(skia.Rect(x - 14, y + 16, x + 62, y + 74), 20, 20, paint("#8a5630", stroke=16))
        elif number % 2:
            canvas.drawLine(x + 30, y + 20, x + 30, y + long, paint("#8a5630", stroke=18))
            canvas.drawRoundRect(skia.Rect(x - 12, y + long - 34, x + 72, y + long + 8), 6, 6, paint("#5a5e66"))
        else:
            canvas.drawLine(x + 30, y + 20, x + 30, y + 84, paint("#8a5630", stroke=24))
            canvas.drawLine(x + 30, y + 84, x + 30, y + long + 30, paint(steel, stroke=10))
    return sheet


def _wing(sheet: Sheet, brief: Brief, low: float) -> None:
    """Draw the frame of a wing that rests on two trestles, its right half under cloth."""
    board = brief.board
    canvas = sheet.canvas
    tall = board.portrait
    rise = board.height * (0.045 if not tall else 0.025)
    deep = board.height * (0.185 if not tall else 0.10)
    left, right = board.width * (0.16 if not tall else 0.10), board.width * (0.80 if not tall else 0.94)
    near = low + board.height * (0.095 if not tall else 0.06)
    for share in (0.20, 0.78):
        x = left + (right - left) * share
        top = near - rise * share - deep * 0.4
        for foot, tone in ((-0.055, "#5a3820"), (0.055, "#b87c48")):
            spread = foot * min(board.width, board.height * 1.4)
            canvas.drawLine(x, top, x + spread, near + board.height * 0.10, paint(tone, stroke=22))
            canvas.drawLine(
                x + 46,
                top - deep * 0.4,
                x + 46 + spread,
                near + board.height * 0.055,
                paint(mix(tone, "#24120c", 0.3), stroke=18),
            )
        canvas.drawLine(
            x - 44, near + board.height * 0.055, x + 44, near + board.height * 0.055, paint("#6a4428", stroke=12)
        )

    def at(along: float, back: float) -> tuple[float, float]:
        """Return a point of the wing: from its left tip, and from its near edge."""
        bow = -deep * 0.26 * float(np.sin(np.pi * min(1.0, back * 1.15 + 0.05)))
        return left + (right - left) * (
            along * (1 - 0.10 * back) + 0.06 * back
        ), near - rise * along - deep * back + bow

    shade = [at(0.0, 0.0), at(1.0, 0.0), at(1.0, 1.0), at(0.0, 1.0)]
    canvas.drawPath(polygon([(x + 20, y + board.height * 0.09) for x, y in shade]), paint("#140a06", 0.30, blur=26))
    cloth = [at(0.46, back / 8) for back in range(9)] + [at(1.0, 1 - back / 8) for back in range(9)]
    canvas.drawPath(
        polygon(cloth),
        paint(
            "#f0e0be", shader=linear(at(0.7, 0.0), at(0.7, 1.0), [(0, "#c8b088"), (0.45, "#fff4da"), (1, "#d8c49c")])
        ),
    )
    ribs = 21
    for number in range(ribs):
        along = number / (ribs - 1)
        covered = along > 0.46
        line = [at(along, back / 8) for back in range(9)]
        canvas.drawPath(polygon([(x + 3, y + 5) for x, y in line], close=False), paint("#24120c", 0.25, stroke=7))
        canvas.drawPath(
            polygon(line, close=False),
            paint(mix(_WOOD, "#f0e0be", 0.55 if covered else 0.12), 0.7 if covered else 1.0, stroke=8),
        )
    for back, thick in ((0.0, 17.0), (0.55, 12.0), (1.0, 10.0)):
        spar = [at(step / 12, back) for step in range(13)]
        canvas.drawPath(polygon(spar, close=False), paint("#5a3820", stroke=thick + 5))
        canvas.drawPath(polygon(spar, close=False), paint(mix(_WOOD, "#ffdca8", 0.3), stroke=thick))
    roll = [at(0.44, 0.02), at(0.445, 0.5), at(0.44, 0.98)]
    canvas.drawPath(
        ribbon(roll, [40, 34, 28]),
        paint(
            "#fff0d0",
            shader=linear(
                (roll[0][0] - 20, 0), (roll[0][0] + 24, 0), [(0, "#b89c70"), (0.5, "#fff6e0"), (1, "#c8b088")]
            ),
        ),
    )


def _propeller(sheet: Sheet, x: float, foot: float, tall: float) -> None:
    """Draw a carved propeller that stands against the wall."""
    canvas = sheet.canvas
    canvas.save()
    canvas.translate(x, foot - tall / 2)
    canvas.rotate(7)
    half = tall / 2
    for side in (-1, 1):
        blade = smooth(
            [
                (-half * 0.035, 0.0),
                (-half * 0.15 * side, -side * half * 0.45),
                (-half * 0.17 * side, -side * half * 0.86),
                (-half * 0.03 * side, -side * half),
                (half * 0.10 * side, -side * half * 0.90),
                (half * 0.07 * side, -side * half * 0.45),
                (half * 0.035, 0.0),
            ]
        )
        tones = [(0, "#5a3018"), (0.4, "#c88a50"), (0.6, "#e8b880"), (1, "#7a4a28")]
        canvas.drawPath(blade, paint(_WOOD, shader=linear((-half * 0.17, 0), (half * 0.14, 0), tones)))
    canvas.drawCircle(0, 0, half * 0.085, paint("#8a5630"))
    canvas.drawCircle(0, 0, half * 0.035, paint("#24140c"))
    canvas.restore()
