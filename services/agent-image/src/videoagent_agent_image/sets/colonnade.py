"""People in the shade of a colonnade, a temple on its hill beyond."""

from dataclasses import dataclass

import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.curves import smooth
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.greece import Corner, citizen, temple
from videoagent_agent_image.drawing.plants import broadleaf
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_mist, distant_hills, open_sky


@dataclass(frozen=True)
class _Aisle:
    """Perspective along a colonnade; lengths in metres, the eye 1.6 above the floor."""

    middle: float
    row: float
    focal: float

    def at(self, x: float, y: float, z: float) -> tuple[float, float]:
        return self.middle + self.focal * x / z, self.row - self.focal * (y - 1.6) / z


def colonnade(scene: Scene, brief: Brief) -> None:
    """Let people talk in the shade of a colonnade, a temple on its hill beyond."""
    board, light = brief.board, brief.light
    tall = board.portrait
    row = board.height * (0.56 if not tall else 0.58)
    open_sky(scene, brief, row, sun=0.20)
    distant_hills(scene, brief, row - 130, count=2, tree=24)
    hill, spot = (
        Sheet(board),
        (board.width * (0.26 if not tall else 0.24), row - board.height * (0.13 if not tall else 0.085)),
    )
    mound = smooth(
        [
            (spot[0] - 520, row + 60),
            (spot[0] - 330, row - 20),
            (spot[0] - 230, spot[1] + 14),
            (spot[0], spot[1] + 8),
            (spot[0] + 240, spot[1] + 14),
            (spot[0] + 330, row - 10),
            (spot[0] + 560, row + 60),
        ]
    )
    tone = light.on("#b89c78", 0.30)
    hill.canvas.drawPath(
        mound,
        paint(
            tone,
            shader=linear(
                (0, spot[1]), (0, row + 40), [(0, mix(tone, light.key, 0.25)), (1, light.on("#7f8450", 0.35))]
            ),
        ),
    )
    temple(hill.canvas, Corner(spot[0], spot[1] + 10, 520.0, turn=0.5), light, haze=0.26)
    scene.add("hill", 0.20, hill)
    add_mist(scene, brief, 0.22, row + 20, 60, 0.5)
    ground = Sheet(board)
    sand = light.on("#cdb48a", 0.1)
    ground.canvas.drawRect(
        skia.Rect(0, row + 34, board.width, board.height),
        paint(sand, shader=linear((0, row + 34), (0, board.height), [(0, mix(sand, light.haze, 0.5)), (1, sand)])),
    )
    random = brief.random(22)
    for _ in range(7):
        x = board.width * 0.55 * float(random.random())
        broadleaf(
            ground.canvas,
            x,
            row + 70,
            90 + 60 * float(random.random()),
            light.on("#4a5c3c", 0.3),
            light.on("#9aa878", 0.3),
            random,
        )
    scene.add("agora", 0.26, ground)
    aisle = _Aisle(board.width * (0.60 if not tall else 0.62), row, board.height * (0.62 if not tall else 0.46))
    hall = Sheet(board)
    _hall(hall, brief, aisle)
    scene.add("colonnade", 0.40, hall)
    people = Sheet(board)
    stand = ((-0.50, 4.5, 1, False, "#b0483c"), (0.42, 4.6, -1, True, "#e3cf9a"), (0.95, 5.2, -1, False, "#4a6a8a"))
    for x, z, side, speaking, cloth in stand:
        foot = aisle.at(x, 0, z)
        citizen(
            people.canvas,
            Figure(*foot, aisle.focal * 1.78 / z, side),
            light.on(cloth),
            light,
            speaking=speaking,
            bearded=cloth != "#b0483c",
        )
    scene.add("people", 0.48, people)


def _hall(sheet: Sheet, brief: Brief, aisle: _Aisle) -> None:
    """Draw floor, painted wall, beams and columns of a colonnade."""
    board, light, canvas = brief.board, brief.light, sheet.canvas
    marble, left, right, high, end = light.on("#e6d9c0"), -1.7, 2.0, 4.4, 15.0
    shade = mix(marble, light.shade, 0.45)
    floor = polygon(
        [aisle.at(left - 0.6, 0, end), aisle.at(right, 0, end), aisle.at(right, 0, 0.9), aisle.at(left - 0.6, 0, 0.9)]
    )
    canvas.drawPath(
        floor,
        paint(
            marble,
            shader=linear(
                (0, aisle.row),
                (0, board.height),
                [(0, mix(marble, light.lit, 0.3)), (0.4, mix(marble, shade, 0.4)), (1, mix(shade, "#2a2028", 0.5))],
            ),
        ),
    )
    for number in range(16):
        z = 1.5 * 1.17**number
        band = polygon(
            [
                aisle.at(left + 0.3, 0, z),
                aisle.at(left + 1.5, 0, z * 0.94),
                aisle.at(left + 1.5, 0, z * 0.985),
                aisle.at(left + 0.3, 0, z * 1.045),
            ]
        )
        canvas.drawPath(band, paint(mix(light.lit, light.key, 0.5), 0.30))  # sun between the columns
    wall = polygon(
        [aisle.at(right, 0, end), aisle.at(right, high, end), aisle.at(right, high, 0.9), aisle.at(right, 0, 0.9)]
    )
    red = light.on("#a8523c")
    canvas.drawPath(
        wall,
        paint(
            red,
            shader=linear(
                aisle.at(right, 2, end),
                aisle.at(right, 2, 2.0),
                [(0, mix(red, light.lit, 0.35)), (1, mix(red, "#2a141a", 0.40))],
            ),
        ),
    )
    for low, top, tone in (
        (0.0, 1.0, mix(marble, shade, 0.5)),
        (2.55, 2.75, marble),
        (3.6, 3.8, mix(light.on("#2f5a78"), shade, 0.3)),
    ):
        band = polygon(
            [aisle.at(right, low, end), aisle.at(right, top, end), aisle.at(right, top, 0.9), aisle.at(right, low, 0.9)]
        )
        canvas.drawPath(band, paint(mix(tone, "#2a2028", 0.15)))
    close = polygon(
        [
            aisle.at(left - 0.3, high, end),
            aisle.at(right, high, end),
            aisle.at(right, 0, end),
            aisle.at(right - 1.2, 0, end),
            aisle.at(right - 1.2, high - 0.6, end),
            aisle.at(left - 0.3, high - 0.6, end),
        ]
    )
    canvas.drawPath(close, paint(mix(marble, light.lit, 0.3)))
    roof = polygon(
        [
            aisle.at(left - 0.5, high, end),
            aisle.at(right, high, end),
            aisle.at(right, high, 0.9),
            aisle.at(left - 0.5, high, 0.9),
        ]
    )
    wood = light.on("#6a4630")
    canvas.drawPath(roof, paint(mix(wood, "#1c1010", 0.35)))
    for number in range(12, -1, -1):
        z = 1.6 + 1.1 * number
        beam = polygon(
            [
                aisle.at(left - 0.4, high, z),
                aisle.at(right, high, z),
                aisle.at(right, high - 0.34, z),
                aisle.at(left - 0.4, high - 0.34, z),
            ]
        )
        canvas.drawPath(beam, paint(mix(wood, light.key, 0.16 + 0.01 * number)))
    for number in range(6, -2, -1):
        z = 2.6 + 1.75 * number
        lintel = polygon(
            [
                aisle.at(left - 0.32, high - 0.62, z + 1.75),
                aisle.at(left - 0.32, high + 0.02, z + 1.75),
                aisle.at(left - 0.32, high + 0.02, z),
                aisle.at(left - 0.32, high - 0.62, z),
            ]
        )
        canvas.drawPath(lintel, paint(mix(marble, shade, 0.55)))
        inner = polygon(
            [
                aisle.at(left + 0.32, high - 0.62, z + 1.75),
                aisle.at(left + 0.32, high - 0.30, z + 1.75),
                aisle.at(left + 0.32, high - 0.30, z),
                aisle.at(left + 0.32, high - 0.62, z),
            ]
        )
        canvas.drawPath(inner, paint(mix(shade, marble, 0.15)))
        if number < 0:
            continue  # its column stands behind the viewer
        (x, foot), (_, top), unit = aisle.at(left, 0, z), aisle.at(left, high - 0.62, z), aisle.focal / z
        tones = [(0, mix(marble, light.lit, 0.6)), (0.35, marble), (0.8, shade), (1, mix(shade, "#2a2430", 0.3))]
        shader = linear((x - 0.34 * unit, 0), (x + 0.34 * unit, 0), tones)
        shaft = polygon(
            [
                (x - 0.33 * unit, foot),
                (x - 0.27 * unit, top + 0.3 * unit),
                (x + 0.27 * unit, top + 0.3 * unit),
                (x + 0.33 * unit, foot),
            ]
        )
        canvas.drawPath(shaft, paint(marble, shader=shader))
        for share in (-0.6, -0.3, 0.0, 0.3, 0.6):
            canvas.drawLine(
                x + 0.33 * unit * share,
                foot,
                x + 0.27 * unit * share,
                top + 0.3 * unit,
                paint(shade, 0.5, stroke=0.035 * unit),
            )
        canvas.drawPath(
            polygon(
                [
                    (x - 0.27 * unit, top + 0.3 * unit),
                    (x - 0.42 * unit, top + 0.12 * unit),
                    (x + 0.42 * unit, top + 0.12 * unit),
                    (x + 0.27 * unit, top + 0.3 * unit),
                ]
            ),
            paint(marble, shader=shader),
        )
        canvas.drawRect(
            skia.Rect(x - 0.46 * unit, top - 1, x + 0.46 * unit, top + 0.13 * unit), paint(marble, shader=shader)
        )
