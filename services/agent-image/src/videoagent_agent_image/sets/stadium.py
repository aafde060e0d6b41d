"""A stadium: the pitch under floodlights, and a ball before the goal; other contests are in their own module."""

from dataclasses import dataclass

import numpy as np
import skia

from videoagent_agent_image.drawing.curves import Point, smooth
from videoagent_agent_image.drawing.lamps import as_light, beam, glow
from videoagent_agent_image.drawing.performers import KICKING, RUNNING, audience, person, seats
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon
from videoagent_agent_image.drawing.sport import floodlights, football, goal
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.contests import basketball_hall, podium, running_track, tennis_court
from videoagent_agent_image.sets.landscape import blades, open_sky
from videoagent_agent_image.sets.stands import SKINS, backdrop, stand
from videoagent_media.layers import Motion


def draw(brief: Brief) -> Scene:
    """Draw one of six views of sport before full stands."""
    scene = Scene(brief.board, accent="#ffd86a")
    views = (_pitch, _ball, running_track, podium, basketball_hall, tennis_court)
    views[brief.variant % len(views)](scene, brief)
    return scene


@dataclass(frozen=True)
class _Ground:
    """A level field in perspective: across -1..1, and from its far side 0 to its near one 1."""

    middle: float
    horizon: float
    drop: float
    """How far the near side lies below the horizon, units."""
    half: float
    """Half its width at the near side, units."""
    far: float = 2.3
    """Distance of the far side in those of the near one."""

    def scale(self, near: float) -> float:
        return 1 / (1 + (self.far - 1) * (1 - near))

    def at(self, across: float, near: float) -> Point:
        scale = self.scale(near)
        return self.middle + across * self.half * scale, self.horizon + self.drop * scale


def _pitch(scene: Scene, brief: Brief) -> None:
    """Show a match from the stands."""
    board, light = brief.board, brief.light
    tall = board.portrait
    ground = _Ground(
        board.width * 0.5,
        board.height * (0.30 if not tall else 0.36),
        board.height * (0.60 if not tall else 0.40),
        board.width * (0.60 if not tall else 1.05),
    )
    if board.square:
        ground = _Ground(board.width * 0.5, board.height * 0.30, board.height * 0.60, board.width * 0.86)
    far = ground.at(0, 0)[1]
    open_sky(scene, brief, board.height * 0.5, sun=None)
    scene.add("stands", 0.14, _bowl(brief, far))
    lamps = Sheet(board)
    for share, wide in ((0.13, 1.0), (0.35, 0.72), (0.65, 0.72), (0.87, 1.0)):
        size = min(board.width * 0.075, 150.0) * wide
        floodlights(
            lamps.canvas,
            board.width * share,
            far - board.height * 0.12,
            far - board.height * (0.40 if not tall else 0.24) * (0.82 + 0.18 * wide),
            size,
            light.on("#4a5068"),
        )
    scene.add("floodlights", 0.18, lamps)
    shine = Sheet(board)
    for share, turn in ((0.13, 26.0), (0.35, 9.0), (0.65, -9.0), (0.87, -26.0)):
        beam(
            shine.canvas,
            (board.width * share, far - board.height * (0.40 if not tall else 0.24)),
            turn,
            board.height * 0.62,
            16,
            "#dcebff",
            0.34 if not tall else 0.18,
        )
    scene.add("grass", 0.30, _grass(brief, ground))
    scene.add("beams", 0.34, as_light(shine))
    teams = Sheet(board)
    _teams(teams, brief, ground)
    scene.add("players", 0.42, teams)
    _supporters(scene, brief)


def _bowl(brief: Brief, far: float) -> Sheet:
    """Draw the stands on three sides and their roof."""
    board = brief.board
    sheet = Sheet(board)
    high = board.height * (0.20 if not board.portrait else 0.115)
    left, right = board.width * 0.20, board.width * 0.80
    stand(sheet, brief, ((left, far), (right, far), (right, far - high), (left, far - high)), 15, 3, dim=0.30)
    for side in (-1, 1):
        corner, edge = (left, -board.width * 0.02) if side < 0 else (right, board.width * 1.02)
        stand(
            sheet,
            brief,
            ((corner, far), (edge, far + high * 1.5), (edge, far - high * 1.9), (corner, far - high)),
            15,
            5 + side,
            dim=0.42,
        )
    roof = polygon(
        [
            (-10, far - high * 2.35),
            (left, far - high * 1.20),
            (right, far - high * 1.20),
            (board.width + 10, far - high * 2.35),
            (board.width + 10, far - high * 1.85),
            (right, far - high * 0.98),
            (left, far - high * 0.98),
            (-10, far - high * 1.85),
        ]
    )
    sheet.canvas.drawPath(
        roof, paint("#2c3450", shader=linear((0, far - high * 2.3), (0, far - high), [(0, "#4a5478"), (1, "#1a2038")]))
    )
    edge_line = polygon(
        [
            (-10, far - high * 1.85),
            (left, far - high * 0.98),
            (right, far - high * 0.98),
            (board.width + 10, far - high * 1.85),
        ],
        close=False,
    )
    sheet.canvas.drawPath(edge_line, paint("#cfe0ff", 0.75, stroke=5))
    hoarding = polygon(
        [(left - 4, far - high * 0.07), (right + 4, far - high * 0.07), (right + 4, far + 6), (left - 4, far + 6)]
    )
    sheet.canvas.drawPath(
        hoarding,
        paint(
            "#e8edf8",
            shader=linear(
                (left, 0), (right, 0), [(0, "#3a7ad8"), (0.33, "#e8f0ff"), (0.66, "#e84a4a"), (1, "#f0c048")]
            ),
        ),
    )
    return sheet


def _grass(brief: Brief, ground: _Ground) -> Sheet:
    """Draw the mown grass with its white lines."""
    board = brief.board
    sheet = Sheet(board)
    canvas = sheet.canvas
    top = ground.at(0, -0.06)[1]
    lawn = [(0, "#3f8a48"), (0.5, "#4fa352"), (1, "#1f5a34")]
    canvas.drawRect(
        skia.Rect(0, top, board.width, board.height), paint("#3f8a48", shader=linear((0, top), (0, board.height), lawn))
    )
    bands = 18
    for number in range(-bands, bands, 2):
        left, right = number / 10, (number + 1) / 10
        strip = polygon(
            [ground.at(left, -0.06), ground.at(right, -0.06), ground.at(right, 1.25), ground.at(left, 1.25)]
        )
        canvas.drawPath(strip, paint("#9ad86a", 0.20))
    chalk = "#f4fbf0"

    def mark(points: list[Point], *, close: bool = False) -> None:
        path = polygon([ground.at(across, near) for across, near in points], close=close)
        canvas.drawPath(path, paint(chalk, 0.92, stroke=5))

    mark([(-1, 0), (1, 0), (1, 1), (-1, 1)], close=True)
    mark([(0, 0), (0, 1)])
    turns = np.linspace(0, 2 * np.pi, 60)
    mark([(0.18 * float(np.cos(turn)), 0.5 + 0.27 * float(np.sin(turn))) for turn in turns])
    for side in (-1, 1):
        mark([(side, 0.2), (side * 0.68, 0.2), (side * 0.68, 0.8), (side, 0.8)])
        mark([(side, 0.36), (side * 0.89, 0.36), (side * 0.89, 0.64), (side, 0.64)])
        (x0, y0), (x1, y1) = ground.at(side, 0.44), ground.at(side, 0.56)
        high = ground.drop * 0.13 * ground.scale(0.5)
        frame = polygon([(x0, y0), (x0, y0 - high * 0.94), (x1, y1 - high), (x1, y1)], close=False)
        canvas.drawPath(frame, paint("#ffffff", stroke=7))
    glow(
        canvas,
        ground.middle,
        ground.at(0, 0.5)[1],
        board.width * 0.5,
        "#f4ffd8",
        0.26 if not board.portrait else 0.12,
        flat=0.5,
    )
    return sheet


def _teams(sheet: Sheet, brief: Brief, ground: _Ground) -> None:
    places = (
        (-0.62, 0.40, 0, 1),
        (-0.34, 0.16, 1, 1),
        (-0.30, 0.74, 0, 1),
        (-0.10, 0.52, 0, 1),
        (0.05, 0.62, 1, -1),
        (0.20, 0.30, 0, 1),
        (0.32, 0.70, 1, -1),
        (0.50, 0.24, 1, -1),
        (0.60, 0.58, 0, -1),
        (0.78, 0.48, 1, -1),
        (-0.78, 0.55, 1, 1),
    )
    for number, (across, near, team, side) in enumerate(sorted(places, key=lambda place: place[1])):
        (x, y), size = ground.at(across, near), 128 * ground.scale(near) * (1.0 if not brief.board.portrait else 1.25)
        sheet.canvas.drawOval(
            skia.Rect.MakeXYWH(x - size * 0.3, y - size * 0.05, size * 0.75, size * 0.11), paint("#0c2a18", 0.5)
        )
        shirt, shorts = (("#d83a34", "#f4f0ea"), ("#f4f4f8", "#2a4aa8"))[team]
        pose = KICKING if (across, near) == (-0.10, 0.52) else RUNNING
        person(
            sheet.canvas,
            x,
            y,
            size,
            pose,
            SKINS[number % len(SKINS)],
            "#f4ffe8",
            side=side,
            shirt=shirt,
            shorts=shorts,
        )
    (x, y), size = ground.at(-0.04, 0.51), ground.scale(0.51)
    football(
        sheet.canvas,
        x + 14 * size,
        y - 24 * size,
        15 * size * (1.0 if not brief.board.portrait else 1.2),
        "#ffffff",
        "#2a3040",
    )


def _supporters(scene: Scene, brief: Brief) -> None:
    """Add spectators in front, some with a scarf held up."""
    board, random = brief.board, brief.random(9)
    sheet = Sheet(board)
    tall, foot = (215.0, 0.99) if not board.portrait else (210.0, 0.90)
    places = seats(board.width, board.height * foot, 1, 205, 80, random)
    audience(sheet.canvas, places, tall, "#0c1024", "#8ab0f0", random, raised=0.5)
    for number, (x, y) in enumerate(places[1::3]):
        up = y - tall * 1.36
        scarf = [
            (x - 110, up + 12),
            (x - 40, up - 6),
            (x + 40, up + 8),
            (x + 110, up - 8),
            (x + 112, up + 30),
            (x + 40, up + 46),
            (x - 40, up + 34),
            (x - 108, up + 50),
        ]
        sheet.canvas.drawPath(smooth(scarf), paint(("#c8342e", "#e8e4da", "#c8342e")[number % 3]))
        for side in (-1, 1):
            sheet.canvas.drawLine(x + side * 60, y - tall * 0.4, x + side * 100, up + 20, paint("#0c1024", stroke=26))
    sheet.canvas.drawRect(skia.Rect(0, board.height * foot - 4, board.width, board.height), paint("#0c1024"))
    scene.add("supporters", 0.80, sheet, Motion(sway=(0, 5), period=1.8))


def _ball(scene: Scene, brief: Brief) -> None:
    """Show a ball on the grass before a goal."""
    board = brief.board
    tall = board.portrait
    horizon = board.height * (0.54 if not tall else 0.50)
    backdrop(scene, brief, horizon)
    lawn = Sheet(board)
    tones = [(0, "#5aa858"), (0.25, "#3f9048"), (1, "#0f3a22")]
    lawn.canvas.drawRect(
        skia.Rect(0, horizon, board.width, board.height),
        paint("#3f8a48", shader=linear((0, horizon), (0, board.height), tones)),
    )
    for number in range(5):
        low = horizon + (board.height - horizon) * (number / 5) ** 1.8
        deep = (board.height - horizon) * (((number + 0.5) / 5) ** 1.8 - (number / 5) ** 1.8)
        lawn.canvas.drawRect(skia.Rect(0, low, board.width, low + deep), paint("#a8e070", 0.13))
    lawn.canvas.drawRect(skia.Rect(0, horizon + 58, board.width, horizon + 70), paint("#f4fbf0", 0.9))
    scene.add("grass", 0.26, lawn)
    net = Sheet(board)
    wide = board.width * (0.50 if not tall else 0.80)
    left = board.width * (0.20 if not tall else 0.10)
    high = min(board.height * 0.30, wide * 0.36)
    goal(net.canvas, skia.Rect(left, horizon + 64 - high, left + wide, horizon + 64), high * 0.34, "#eef4ff")
    scene.add("goal", 0.36, net)
    ball = Sheet(board)
    radius = board.height * (0.145 if not tall else 0.092)
    x, y = (board.width * 0.66, board.height * 0.66) if not tall else (board.width * 0.56, board.height * 0.605)
    ball.canvas.drawOval(
        skia.Rect.MakeXYWH(x - radius * 0.9, y + radius * 0.72, radius * 2.1, radius * 0.42),
        paint("#06200f", 0.6, blur=radius * 0.1),
    )
    football(ball.canvas, x, y, radius, "#fff6e0", "#16243a")
    scene.add("ball", 0.62, ball)
    scene.add("blades", 0.66, blades(brief, (y + radius * 1.06) / board.height, 620, (16, 58), "#1f6a34", "#7ac858", 7))
    near = board.height * (0.90 if not tall else 0.80) / board.height
    scene.add(
        "near blades",
        0.86,
        blades(brief, near, 900, (40, 130), "#0f4022", "#4fa048", 8),
        Motion(sway=(3, 0), period=4.5),
        focus=2,
    )
    if tall:
        deep = Sheet(board)
        deep.canvas.drawRect(
            skia.Rect(0, board.height * 0.82, board.width, board.height),
            paint(
                "#0c3018",
                shader=linear(
                    (0, board.height * 0.82), (0, board.height * 0.9), [(0, "#0c3018", 0.0), (1, "#0c3018", 0.95)]
                ),
            ),
        )
        scene.add("shade", 0.88, deep)
