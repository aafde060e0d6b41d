"""Venice: its great canal, a narrow one under a bridge, gondolas at the lagoon."""

from dataclasses import dataclass, replace

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.curves import smooth
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.ridges import Ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint
from videoagent_agent_image.drawing.venice import campanile, domed_church, gondola, mooring_pole, palazzo, stone_bridge
from videoagent_agent_image.drawing.water import glints, mirror
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_hills, add_mist, open_sky
from videoagent_agent_image.sets.passers import flock
from videoagent_media.layers import Motion, blend, crop

_EYE = 0.22
"""Height of the eye above the water, half the canal's width in the great one being about 1.3."""


def draw(brief: Brief) -> Scene:
    """Draw one of three views: the great canal, a narrow one under a bridge, gondolas at the lagoon."""
    scene = Scene(brief.board, accent="#ffd59a")
    (_great_canal, _narrow_canal, _lagoon)[brief.variant % 3](scene, brief)
    return scene


@dataclass(frozen=True)
class _Canal:
    """Perspective along a canal between two rows of houses."""

    middle: float
    row: float
    focal: float
    half: float
    """Half its width."""

    def at(self, x: float, y: float, z: float) -> tuple[float, float]:
        return self.middle + self.focal * x / z, self.row - self.focal * (y - _EYE) / z


@dataclass(frozen=True)
class _Row:
    """Houses on one side of a canal."""

    side: int
    fronts: tuple[float, ...]
    """Distances of their edges, near to far."""
    salt: int


def _houses(sheet: Sheet, brief: Brief, canal: _Canal, row: _Row, mirrored: float | None = None) -> None:
    """Draw a row of houses, far to near.

    Args:
        sheet: What to draw on.
        brief: The picture.
        canal: Its perspective.
        row: The houses.
        mirrored: A waterline, units: draw instead what :func:`mirror` needs above it to show the houses' reflections.
    """
    side, fronts, salt = row.side, row.fronts, row.salt
    random = brief.random(salt)
    looks = [(int(random.integers(6)), 0.92 + 0.42 * float(random.random())) for _ in fronts]
    for number in range(len(fronts) - 2, -1, -1):
        near, far = fronts[number], fronts[number + 1]
        kind, tall = looks[number]
        x = side * canal.half
        wide, unit = (far - near) / tall, 600.0
        flat = [(0, 0), (wide * unit, 0), (wide * unit, unit), (0, unit)]
        seen = [canal.at(x, y, z) for y, z in ((tall, near), (tall, far), (0, far), (0, near))]
        matrix = skia.Matrix()
        matrix.setPolyToPoly([skia.Point(*point) for point in flat], [skia.Point(*point) for point in seen])
        canvas = sheet.canvas
        canvas.save()
        if mirrored is not None:
            canvas.translate(0, 2 * mirrored)
            canvas.scale(1, -1)
        canvas.concat(matrix)
        if mirrored is not None:
            canvas.translate(0, 2 * unit)
            canvas.scale(1, -1)
        haze = min(0.55, max(0.0, (near - 1.6) * 0.10))
        palazzo(canvas, Figure(0, unit, unit), wide, kind + number, brief.light, brief.random(salt + number), haze=haze)
        canvas.restore()


def _water(scene: Scene, brief: Brief, waterline: float, stands: Sheet | None = None) -> None:
    """Add water that reflects the scene so far and ``stands``: what will stand in it, drawn as its mirror needs it."""
    board, light = brief.board, brief.light
    above = scene.flat()
    seen = crop("reflections", 0.0, stands.pixels) if stands else None
    if seen:
        blend(above, seen)
    tint = mix(light.on("#2f7470"), light.sky[2][1], 0.30)
    water = mirror(board, above, waterline, tint=tint, share=0.30, ripple=30, seed=brief.seed, smear=0.35)
    scene.add("water", 0.18, water)
    shine = glints(board, waterline + 10, light.key, brief.random(5), count=150, opacity=0.34)
    scene.add("glints", 0.20, shine, Motion(sway=(8, 0), period=6))


def _great_canal(scene: Scene, brief: Brief) -> None:
    board, light = brief.board, brief.light
    tall = board.portrait
    row = board.height * (0.585 if not tall else 0.60)
    open_sky(scene, brief, row, sun=0.42)
    canal = _Canal(
        board.width * (0.54 if not tall else 0.50), row, 900.0 if not tall else 1080.0, 1.25 if not tall else 0.78
    )
    waterline = canal.at(0, 0, 9.0)[1]
    far = Sheet(board)
    for number in range(12):
        x = canal.middle + (number - 6) * 74
        palazzo(
            far.canvas,
            Figure(x, waterline, 74 + 14 * (number % 3)),
            0.92,
            number,
            light,
            brief.random(60 + number),
            haze=0.52,
        )
    church = Figure(canal.middle + (52 if not tall else 0), waterline + 2, 350 if not tall else 400)
    domed_church(far.canvas, church, light, haze=0.30)
    scene.add("church", 0.14, far)
    add_mist(scene, brief, 0.16, waterline - 20, 46, 0.5)
    rows, mirrored = Sheet(board), Sheet(board)
    for row_of in (
        _Row(-1, (0.90, 1.45, 1.95, 2.5, 3.0, 3.6, 4.3, 5.1, 6.0), 31),
        _Row(1, (0.80, 1.30, 1.85, 2.35, 2.9, 3.5, 4.1, 4.9, 5.7), 41),
    ):
        _houses(mirrored, brief, canal, row_of, waterline)
        _houses(rows, brief, canal, row_of)
    _water(scene, brief, waterline, mirrored)
    scene.add("houses", 0.30, rows)
    small = Sheet(board)
    spot = (0.56, 0.665, 96.0) if not tall else (0.60, 0.655, 120.0)
    gondola(small.canvas, Figure(board.width * spot[0], board.height * spot[1], spot[2], -1), light)
    scene.add("far gondola", 0.44, small, Motion(velocity=(-4, 0), sway=(0, 2), period=4))
    near = Sheet(board)
    spot = (0.40, 0.775, 300.0) if not tall else (0.46, 0.765, 360.0)
    gondola(near.canvas, Figure(board.width * spot[0], board.height * spot[1], spot[2], 1), light)
    scene.add("gondola", 0.62, near, Motion(velocity=(8, 0), sway=(0, 4), period=4.6))
    poles = Sheet(board)
    for number, (x, y, high) in enumerate(
        ((0.83, 0.88, 470.0), (0.90, 0.93, 560.0), (0.78, 0.85, 380.0))
        if not tall
        else ((0.85, 0.86, 520.0), (0.95, 0.90, 620.0))
    ):
        mooring_pole(
            poles.canvas, board.width * x, board.height * y, high, ("#2a5a9c", "#b83038", "#2a5a9c")[number], light
        )
    scene.add("poles", 0.82, poles)


def _narrow_canal(scene: Scene, brief: Brief) -> None:
    board, light = brief.board, brief.light
    tall = board.portrait
    row = board.height * (0.60 if not tall else 0.62)
    open_sky(scene, brief, row, sun=0.50)
    wide = not (tall or board.square)
    canal = _Canal(board.width * 0.5, row, 1050.0 if wide else 1150.0, 0.66 if wide else 0.46)
    waterline = canal.at(0, 0, 7.0)[1]
    far = Sheet(board)
    campanile(far.canvas, Figure(canal.middle + 30, waterline, 380 if not tall else 520), light, haze=0.35)
    palazzo(far.canvas, Figure(canal.middle - 130, waterline, 190), 1.4, 3, light, brief.random(70), haze=0.40)
    scene.add("tower", 0.14, far)
    add_mist(scene, brief, 0.16, waterline - 10, 60, 0.5)
    distances = (2.65, 3.2, 3.8, 4.5, 5.4, 6.4)
    behind = (_Row(-1, distances, 33), _Row(1, distances, 43))
    before = (_Row(-1, (0.46, 0.80, 1.25, 1.70, 2.15, 2.66), 35), _Row(1, (0.42, 0.85, 1.20, 1.65, 2.20, 2.66), 45))
    beyond, bridge, rows, mirrored = (Sheet(board) for _ in range(4))
    foot = canal.at(0, 0, distances[0])[1]
    span = Figure(canal.middle, foot, canal.focal * 0.42 / distances[0])
    for row_of in behind:
        _houses(mirrored, brief, canal, row_of, waterline)
        _houses(beyond, brief, canal, row_of)
    # Mirrored at its own foot and then at the waterline, it is the same only higher.
    stone_bridge(mirrored.canvas, replace(span, foot=2 * waterline - foot), canal.half / 0.42, light)
    stone_bridge(bridge.canvas, span, canal.half / 0.42, light)
    for row_of in before:
        _houses(mirrored, brief, canal, row_of, waterline)
        _houses(rows, brief, canal, row_of)
    _water(scene, brief, waterline, mirrored)
    scene.add("houses beyond", 0.22, beyond)
    random = brief.random(9)
    for number in range(3):
        share = (-0.45, 0.05, 0.36)[number]
        x, foot = span.at(share * canal.half / 0.42, 0.50 + 0.50 * (1 - share * share) + 0.02)
        _stroller(
            bridge,
            x,
            foot,
            span.size * 0.46,
            mix(light.on(("#8a3a3a", "#2c3a5a", "#c8a868")[number]), light.haze, 0.1 * float(random.random())),
        )
    stone_bridge_rail = [
        span.at(canal.half / 0.42 * 1.25 * n / 12, 0.50 + 0.50 * (1 - (n / 12) ** 2) + 0.20) for n in range(-12, 13)
    ]
    bridge.canvas.drawPath(
        smooth(stone_bridge_rail, close=False),
        paint(mix(light.on("#e0d2bc"), light.lit, 0.4), stroke=span.size * 0.055),
    )
    scene.add("bridge", 0.28, bridge)
    scene.add("houses", 0.32, rows)
    near = Sheet(board)
    spot = (0.50, 0.755, 250.0) if wide else (0.50, 0.75, 270.0)
    gondola(near.canvas, Figure(board.width * spot[0], board.height * spot[1], spot[2], -1), light)
    scene.add("gondola", 0.60, near, Motion(velocity=(-7, 0), sway=(0, 4), period=4.6))
    poles = Sheet(board)
    for number, (x, y, high) in enumerate(
        ((0.16, 0.86, 430.0), (0.21, 0.82, 340.0), (0.82, 0.88, 460.0))
        if wide
        else ((0.12, 0.86, 430.0), (0.90, 0.88, 480.0))
    ):
        mooring_pole(
            poles.canvas, board.width * x, board.height * y, high, ("#b83038", "#2a5a9c", "#2f7a5a")[number], light
        )
    scene.add("poles", 0.80, poles)


def _stroller(sheet: Sheet, x: float, foot: float, tall: float, tone: str) -> None:
    coat = smooth(
        [
            (x - tall * 0.16, foot),
            (x - tall * 0.15, foot - tall * 0.6),
            (x, foot - tall * 0.80),
            (x + tall * 0.15, foot - tall * 0.6),
            (x + tall * 0.15, foot),
        ]
    )
    sheet.canvas.drawPath(coat, paint(tone))
    sheet.canvas.drawCircle(x, foot - tall * 0.89, tall * 0.10, paint(mix(tone, "#a87858", 0.6)))


def _lagoon(scene: Scene, brief: Brief) -> None:
    board, light = brief.board, brief.light
    tall = board.portrait
    horizon = board.height * (0.52 if not tall else 0.56)
    open_sky(scene, brief, horizon * 1.02, sun=0.30)
    coast = Ridge(horizon + 4, 34, light.on("#7a8494", 0.66), light.on("#8a8a90", 0.74), rough=0.5, fade=60)
    add_hills(scene, brief, "coast", 0.04, coast)
    island = Sheet(board)
    size = 330.0 if not tall else 360.0
    at = board.width * (0.66 if not tall else 0.56)
    for number in range(9):
        palazzo(
            island.canvas,
            Figure(at - size * 1.30 + size * 0.30 * number, horizon + 8, size * (0.27 + 0.03 * (number % 2))),
            1.15,
            number + 1,
            light,
            brief.random(80 + number),
            haze=0.34,
        )
    campanile(island.canvas, Figure(at + size * 0.74, horizon + 8, size * 1.15), light, haze=0.26)
    domed_church(island.canvas, Figure(at - size * 0.10, horizon + 8, size * 0.86), light, haze=0.26)
    scene.add("island", 0.12, island)
    add_mist(scene, brief, 0.14, horizon + 2, 34, 0.5)
    _water(scene, brief, horizon + 8)
    gulls = flock(brief, (0.34, 0.26), 7, 30, mix("#f6f2ec", light.shade, 0.35))
    scene.add("gulls", 0.40, gulls, Motion(velocity=(10, -1), sway=(0, 6), period=4))
    moored = (
        ((0.20, 0.70, 270.0), (0.52, 0.735, 310.0), (0.86, 0.77, 340.0))
        if not tall
        else ((0.30, 0.70, 300.0), (0.68, 0.735, 350.0), (0.24, 0.785, 400.0))
    )
    for number, (x, y, length) in enumerate(moored):
        sheet = Sheet(board)
        for pole in (-0.86, 0.80):
            mooring_pole(
                sheet.canvas,
                board.width * x + length * pole,
                board.height * y - length * 0.05,
                length * (1.02 + 0.10 * (pole > 0)),
                ("#2a5a9c", "#b83038", "#2f7a5a")[number % 3],
                light,
            )
        scene.add(f"poles {number}", 0.50 + 0.12 * number, sheet)
        boat = Sheet(board)
        gondola(boat.canvas, Figure(board.width * x, board.height * y, length, 1), light, rowed=False, covered=True)
        scene.add(
            f"gondola {number}",
            0.52 + 0.12 * number,
            boat,
            Motion(sway=(0, 7), period=4.2 + 0.5 * number, phase=0.3 * number),
        )
    quay, stone = Sheet(board), light.on("#b8ab9a")
    top = board.height * 0.89
    tones = [(0, mix(stone, light.key, 0.4)), (0.25, stone), (1, mix(stone, "#1c1820", 0.65))]
    quay.canvas.drawRect(
        skia.Rect(0, top, board.width, board.height), paint(stone, shader=linear((0, top), (0, board.height), tones))
    )
    for x in np.arange(0, board.width + 1, 230):
        quay.canvas.drawLine(float(x), top + 10, float(x) - 30, board.height, paint("#2a2024", 0.3, stroke=4))
    scene.add("quay", 0.88, quay)
