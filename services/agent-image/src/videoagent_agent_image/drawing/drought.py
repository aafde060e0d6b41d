"""Ground that has dried out: plates of earth between cracks, and a tree that has died on it."""

from typing import Any

import numpy as np

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import Board, Sheet, linear, paint, polygon

Random = np.random.Generator


def cracked_ground(board: Board, horizon: float, tone: Colour, light: Light, random: Random) -> Sheet:
    """Draw dried mud from the horizon (units) to the lower edge: six-sided plates, larger towards the viewer."""
    sheet = Sheet(board)
    dark = mix(light.on("#3a2418"), light.haze, 0.08)
    far = mix(tone, light.haze, 0.75)
    tones = [(0, far), (0.12, mix(dark, light.haze, 0.45)), (0.5, dark), (1, mix(dark, "#0c0806", 0.5))]
    down = board.height - horizon
    area = polygon([(0, horizon), (board.width, horizon), (board.width, board.height), (0, board.height)])
    sheet.canvas.drawPath(area, paint(dark, shader=linear((0, horizon), (0, board.height), tones)))
    reach, focal = 0.94 * down, board.height * (0.62 if not board.portrait else 0.40)
    rows, depth = [], 0.92
    while depth < 15:
        rows.append(depth)
        depth *= 1.115
    cell = 0.36
    half = int(board.width / focal * rows[-1] / cell / 2) + 4
    lattice = []
    for row, z in enumerate(rows):
        spread = z * cell * 0.20
        xs = (np.arange(-half * 2, half * 2 + 3) / 2) * cell * (0.62 + 0.22 * z)
        jog = 0.055 * z * (np.arange(len(xs)) % 2 * 2 - 1) * (1 if row % 2 else -1)
        lattice.append(
            (
                xs + spread * 0.55 * random.standard_normal(len(xs)),
                z + jog + 0.022 * z * random.standard_normal(len(xs)),
            )
        )
    for row in range(len(rows) - 2, -1, -1):
        z = rows[row]
        share = min(1.0, max(0.0, (z - 0.9) / 12)) ** 0.6
        near, back = lattice[row], lattice[row + 1]
        for k in range(row % 2, len(near[0]) - 3, 2):
            corners = [(near, k), (near, k + 1), (near, k + 2), (back, k + 2), (back, k + 1), (back, k)]
            points = [
                (board.width / 2 + focal * float(r[0][i]) / float(r[1][i]), horizon + reach / float(r[1][i]))
                for r, i in corners
            ]
            middle = sum(p[0] for p in points) / 6, sum(p[1] for p in points) / 6
            if not -120 < middle[0] < board.width + 120:
                continue
            kept = 0.90 - 0.05 * float(random.random())
            plate = [(middle[0] + (px - middle[0]) * kept, middle[1] + (py - middle[1]) * kept) for px, py in points]
            shade = mix(
                mix(tone, ("#c89a68", "#a87850", "#d8b080")[int(random.integers(3))], 0.45), light.haze, 0.82 * share
            )
            if z < 6:
                lip = [(px, py + 16 / z) for px, py in plate]
                sheet.canvas.drawPath(polygon(lip), paint(mix(shade, dark, 0.72)))
            top = [(0, mix(shade, light.key, 0.22)), (1, mix(shade, dark, 0.18))]
            ys = [py for _, py in plate]
            sheet.canvas.drawPath(polygon(plate), paint(shade, shader=linear((0, min(ys)), (0, max(ys)), top)))
    return sheet


def dead_tree(canvas: Any, x: float, foot: float, tall: float, tone: Colour, light: Light, random: Random) -> None:
    """Draw a bare tree that spreads its branches."""

    def grow(start: tuple[float, float], angle: float, length: float, wide: float, depth: int) -> None:
        bend = angle + 0.16 * float(random.standard_normal())
        middle = start[0] + length * 0.5 * float(np.sin(angle)), start[1] - length * 0.5 * float(np.cos(angle))
        end = middle[0] + length * 0.5 * float(np.sin(bend)), middle[1] - length * 0.5 * float(np.cos(bend))
        for (a, b), w in (((start, middle), wide), ((middle, end), wide * 0.82)):
            canvas.drawLine(*a, *b, paint(tone, stroke=w))
            canvas.drawLine(
                a[0] + w * 0.22, a[1], b[0] + w * 0.22, b[1], paint(mix(tone, light.key, 0.35), 0.7, stroke=w * 0.22)
            )
        if depth == 0:
            return
        for side in (-1, 1):
            turn = bend + side * (0.34 + 0.20 * float(random.random())) + 0.05
            grow(end, turn, length * (0.66 + 0.12 * float(random.random())), wide * 0.58, depth - 1)
        if depth > 2 and random.random() < 0.6:
            grow(middle, angle + (0.7 if random.random() < 0.5 else -0.7), length * 0.5, wide * 0.42, depth - 2)

    for side in (-1, 1):
        root = polygon(
            [
                (x - tall * 0.03, foot - tall * 0.10),
                (x + tall * 0.03, foot - tall * 0.10),
                (x + side * tall * 0.10, foot + tall * 0.012),
            ]
        )
        canvas.drawPath(root, paint(tone))
    grow((x, foot), 0.05, tall * 0.34, tall * 0.062, 5)
