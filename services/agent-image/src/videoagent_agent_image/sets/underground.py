"""The underground."""

import numpy as np
import skia

from videoagent_agent_image.drawing.curves import smooth
from videoagent_agent_image.drawing.lamps import glow, lamp
from videoagent_agent_image.drawing.performers import STANDING, WALKING, person
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon, radial
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.station import arch
from videoagent_media.layers import Motion


def underground(scene: Scene, brief: Brief) -> None:
    """Show a train that comes out of its tunnel, the platform in tiles and lamplight."""
    board = brief.board
    tall = board.portrait
    end = board.width * (0.60 if not tall else 0.56), board.height * 0.50
    vault = Sheet(board)
    canvas = vault.canvas
    tile = "#e8e4d4"
    tones = [(0, "#2a2c34", 1), (0.12, "#6a6a68", 1), (0.4, tile, 1), (1, "#4a4642", 1)]
    canvas.drawPaint(paint(tile, shader=radial(end, max(board.width, board.height) * 0.72, tones)))
    half, rise = board.width * (0.62 if not tall else 0.80), board.height * (0.46 if not tall else 0.38)
    scales = [0.20 * 1.17**number for number in range(14)]
    for scale in scales:
        ring = arch(end, half * scale, board.height * 0.20 * scale, rise * scale)
        canvas.drawPath(polygon(ring, close=False), paint("#8a8478", 0.55, stroke=1.5 + 2.5 * scale))
    for share in np.linspace(0, np.pi, 25):
        across, up = float(np.cos(share)), float(np.sin(share))
        ends = [
            (end[0] + half * scale * across, end[1] + board.height * 0.20 * scale - rise * scale * up)
            for scale in (scales[0], scales[-1])
        ]
        canvas.drawLine(*ends[0], *ends[1], paint("#8a8478", 0.55, stroke=3))
    for low, high, tone in ((2.62, 2.74, "#1f5a8a"), (0.40, 0.52, "#1f5a8a")):
        stripe = [
            (
                end[0] + half * scale * float(np.cos(turn)),
                end[1] + board.height * 0.20 * scale - rise * scale * float(np.sin(turn)),
            )
            for turn, scale in ((low, scales[0]), (low, scales[-1]), (high, scales[-1]), (high, scales[0]))
        ]
        canvas.drawPath(polygon(stripe), paint(tone, 0.9))
    mouth = arch(end, half * 0.30, board.height * 0.06, rise * 0.30)
    canvas.drawPath(
        polygon([*mouth, (mouth[-1][0], end[1] + board.height * 0.13), (mouth[0][0], end[1] + board.height * 0.13)]),
        paint("#0c0d14"),
    )
    for scale in scales[2::3]:
        for side in (0.72, 2.42):
            x, y = (
                end[0] + half * scale * float(np.cos(side)),
                end[1] + board.height * 0.20 * scale - rise * scale * float(np.sin(side)),
            )
            glow(canvas, x, y, 150 * scale, "#fff4d0", 0.7)
            canvas.drawOval(skia.Rect(x - 26 * scale, y - 12 * scale, x + 26 * scale, y + 12 * scale), paint("#ffffff"))
    scene.add("vault", 0.0, vault)
    floor = Sheet(board)
    low, far = board.height + 20, end[1] + board.height * 0.105
    edge_far, edge_near = end[0] - half * 0.20, board.width * (0.42 if not tall else 0.24)
    floor.canvas.drawPath(
        polygon([(edge_far, far), (board.width + 20, far), (board.width + 20, low), (edge_near, low)]), paint("#1c1a1e")
    )
    for across in (0.02, 0.22):
        near = edge_near + board.width * (0.10 + across * 1.5)
        floor.canvas.drawPath(
            polygon(
                [
                    (end[0] + half * (across - 0.14), far),
                    (end[0] + half * (across - 0.13), far),
                    (near + 22, low),
                    (near, low),
                ]
            ),
            paint("#a8acb8"),
        )
    stone = linear((0, far), (0, low), [(0, "#c8bfae"), (0.4, "#9a9080"), (1, "#3a342e")])
    floor.canvas.drawPath(
        polygon([(edge_far, far), (edge_near, low), (-20, low), (-20, far)]), paint("#9a9080", shader=stone)
    )
    floor.canvas.drawPath(
        polygon([(edge_far - 7, far), (edge_far, far), (edge_near, low), (edge_near - 90, low)]), paint("#f2c23a")
    )
    scene.add("platform", 0.26, floor)
    train = Sheet(board)
    _metro(train, end[0] + half * 0.045, far + board.height * 0.09, board.height * (0.30 if not tall else 0.19))
    scene.add("train", 0.40, train, Motion(sway=(3, 1.5), period=2))
    people, random = Sheet(board), brief.random(6)
    for share, foot in (
        ((0.20, 0.74), (0.30, 0.69), (0.125, 0.82), (0.38, 0.655))
        if not tall
        else ((0.12, 0.68), (0.26, 0.645), (0.38, 0.62))
    ):
        x, y = board.width * share, board.height * foot
        person(
            people.canvas,
            x,
            y,
            (y - end[1]) * (1.45 if not tall else 1.7),
            STANDING if random.random() < 0.6 else WALKING,
            "#1a161c",
            "#fff0cc",
            shorts="#1a161c",
            shirt=("#3a2c38", "#24344a", "#4a2a2c")[int(random.integers(3))],
        )
    scene.add("people", 0.62, people)


def _metro(sheet: Sheet, x: float, rail: float, tall: float) -> None:
    canvas, half = sheet.canvas, tall * 0.40
    face = smooth(
        [
            (x - half, rail - tall * 0.06),
            (x - half, rail - tall * 0.72),
            (x - half * 0.72, rail - tall * 0.97),
            (x, rail - tall),
            (x + half * 0.72, rail - tall * 0.97),
            (x + half, rail - tall * 0.72),
            (x + half, rail - tall * 0.06),
            (x, rail - tall * 0.03),
        ]
    )
    canvas.drawPath(
        face,
        paint(
            "#e8ecf0", shader=linear((x - half, 0), (x + half, 0), [(0, "#ffffff"), (0.5, "#dfe5ec"), (1, "#8a96a6")])
        ),
    )
    canvas.save()
    canvas.clipPath(face, skia.ClipOp.kIntersect, True)
    canvas.drawRect(skia.Rect(x - half, rail - tall * 0.34, x + half, rail), paint("#1f5a8a"))
    canvas.drawRect(skia.Rect(x - half, rail - tall * 0.12, x + half, rail), paint("#17202c"))
    canvas.restore()
    glass = skia.Rect(x - half * 0.80, rail - tall * 0.86, x + half * 0.80, rail - tall * 0.44)
    canvas.drawRoundRect(
        glass,
        tall * 0.05,
        tall * 0.05,
        paint(
            "#141c28",
            shader=linear(
                (glass.left(), glass.top()),
                (glass.right(), glass.bottom()),
                [(0, "#5a7a98"), (0.4, "#1c2838"), (1, "#0c121c")],
            ),
        ),
    )
    for side in (-1, 1):
        glow(canvas, x + side * half * 0.62, rail - tall * 0.26, tall * 0.5, "#fff4d0", 0.6)
        lamp(canvas, x + side * half * 0.62, rail - tall * 0.26, tall * 0.045, "#fff8e0")
