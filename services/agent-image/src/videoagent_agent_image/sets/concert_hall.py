"""Where classical music is heard: a piano before gilded tiers, its keys from near, an orchestra under the organ."""

import itertools

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.curves import ribbon
from videoagent_agent_image.drawing.lamps import as_light, beam, bokeh, glow
from videoagent_agent_image.drawing.performers import CONDUCTOR, PIANIST, VIOLINIST, person
from videoagent_agent_image.drawing.piano import bench, grand_piano, piano_keys, staves
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon, radial
from videoagent_agent_image.sets.brief import Brief
from videoagent_media.layers import Motion

_GOLD = "#d9a24a"
_WARM = "#ffdf9e"


def piano_hall(scene: Scene, brief: Brief) -> None:
    """Show a grand piano on the stage of a theatre, the tiers behind it."""
    board = brief.board
    scene.add("hall", 0.0, _tiers(brief))
    chandelier = Sheet(board)
    _chandelier(chandelier, board.width * 0.5, board.height * (0.13 if not board.portrait else 0.16), 190)
    scene.add("chandelier", 0.16, chandelier, Motion(flicker=0.08, flicker_rate=0.5))
    floor = board.height * (0.62 if not board.portrait else 0.585)
    x = board.width * 0.60
    foot = board.height * (0.80 if not board.portrait else 0.70)
    scene.add("boards", 0.40, _boards(brief, floor, (x, foot)))
    wide = min(board.width * 0.60, board.height * 0.66)
    piano = Sheet(board)
    grand_piano(piano.canvas, x, foot, wide, _WARM)
    scene.add("piano", 0.62, piano)
    player = Sheet(board)
    bench(player.canvas, x - wide * 0.72, foot + 6, wide, _WARM)
    person(player.canvas, x - wide * 0.73, foot, wide * 0.66, PIANIST, "#120d12", _WARM)
    scene.add("pianist", 0.64, player, Motion(sway=(3, 1.5), period=4.2))
    shine = Sheet(board)
    top = x - wide * 0.10, -board.height * 0.06
    beam(shine.canvas, top, 1.5, board.height * 0.98, 17, _WARM, 0.42)
    scene.add("spotlight", 0.66, as_light(shine), Motion(flicker=0.12, flicker_rate=0.25))


def _tiers(brief: Brief) -> Sheet:
    """Draw a horseshoe of boxes under their lamps, the middle farthest away."""
    board, random = brief.board, brief.random(1)
    sheet = Sheet(board)
    canvas, middle, half = sheet.canvas, board.width / 2, board.width / 2
    ground = radial(
        (middle, board.height * 0.34),
        max(board.width, board.height) * 0.66,
        [(0, "#a8482c", 1), (0.45, "#5a1a1c", 1), (1, "#16060c", 1)],
    )
    canvas.drawPaint(paint("#4a161a", shader=ground))
    levels = (0.205, 0.310, 0.415, 0.520) if not board.portrait else (0.235, 0.310, 0.385, 0.460, 0.535)
    bends = np.linspace(-0.15, 0.035, len(levels)) * (1.0 if not board.portrait else 0.5)
    gap = levels[1] - levels[0]
    for level, bend in zip(levels, bends, strict=True):

        def edge(across: float, up: float, level: float = level, bend: float = float(bend)) -> tuple[float, float]:
            """Return a point of the tier's front, ``up`` in heights of a tier at that distance."""
            near = across * across
            return middle + half * 1.02 * across, board.height * (level + bend * near - up * gap * (1 + 0.45 * near))

        along = [float(share) for share in np.linspace(-1, 1, 41)]
        opening = polygon([*(edge(share, 0.0) for share in along), *(edge(share, 0.66) for share in reversed(along))])
        dim = linear((0, edge(0, 0.66)[1]), (0, edge(0, 0)[1]), [(0, "#2a080c"), (0.5, "#6a1c1c"), (1, "#a8442c")])
        canvas.drawPath(opening, paint("#5a181a", shader=dim))
        posts = [
            float(np.sign(share) * abs(share) ** 1.15) for share in np.linspace(-1, 1, 21 if not board.portrait else 13)
        ]
        for left, right in itertools.pairwise(posts):
            box = (left + right) / 2
            near = 1 + 0.45 * box * box
            x, y = edge(box, 0.40)
            glow(canvas, x, y, board.height * gap * 0.44 * near, "#ffb45a", 0.75)
            for _ in range(3):
                hx, hy = edge(box + (right - left) * float(random.uniform(-0.32, 0.32)), 0.10)
                size = board.height * gap * 0.085 * near
                canvas.drawCircle(hx, hy - size * 0.4, size, paint("#2a0c10"))
                canvas.drawOval(
                    skia.Rect.MakeXYWH(hx - size * 1.7, hy + size * 0.4, size * 3.4, size * 3), paint("#2a0c10")
                )
        for post in posts:
            canvas.drawPath(
                ribbon([edge(post, 0.0), edge(post, 0.66)], [board.height * gap * 0.085 * (1 + post * post)] * 2),
                paint(mix(_GOLD, "#4a1c14", 0.35)),
            )
        front = polygon([*(edge(share, 0.06) for share in along), *(edge(share, -0.27) for share in reversed(along))])
        tones = [(0, "#5a2c18", 1), (0.5, "#f0cf8e", 1), (1, "#5a2c18", 1)]
        canvas.drawPath(front, paint("#e0b872", shader=linear((0, 0), (board.width, 0), tones)))
        for up, tone, wide in ((0.06, "#fff0c4", 5.0), (-0.05, "#a8702c", 4.0), (-0.22, "#8a5420", 5.0)):
            canvas.drawPath(polygon([edge(share, up) for share in along], close=False), paint(tone, stroke=wide))
        for left, right in itertools.pairwise(posts):
            x, y = edge((left + right) / 2, -0.135)
            size = board.height * gap * 0.055
            canvas.drawOval(skia.Rect.MakeXYWH(x - size * 1.6, y - size, size * 3.2, size * 2), paint("#b07a30"))
        for post in posts:
            x, y = edge(post, -0.10)
            glow(canvas, x, y, board.height * gap * 0.34, "#ffe6a8", 0.95)
            canvas.drawCircle(x, y, board.height * gap * 0.045, paint("#fff8e0"))
    shade = linear((0, board.height * 0.5), (0, board.height * 0.66), [(0, "#1a060a", 0.0), (1, "#1a060a", 0.9)])
    canvas.drawRect(skia.Rect(0, board.height * 0.5, board.width, board.height), paint("#1a060a", shader=shade))
    return sheet


def _chandelier(sheet: Sheet, x: float, y: float, half: float) -> None:
    canvas = sheet.canvas
    glow(canvas, x, y, half * 3.2, "#ffdf9a", 0.55)
    canvas.drawLine(x, 0, x, y - half * 0.5, paint("#8a5a24", stroke=7))
    for ring, (wide, down) in enumerate(((0.42, -0.34), (0.74, -0.06), (1.0, 0.26))):
        hoop = skia.Rect(x - half * wide, y + half * down - half * 0.10, x + half * wide, y + half * down + half * 0.10)
        canvas.drawOval(hoop, paint("#c08a38", stroke=7))
        count = 7 + 4 * ring
        for number in range(count):
            turn = 2 * np.pi * number / count
            px, py = x + half * wide * float(np.cos(turn)), y + half * down + half * 0.10 * float(np.sin(turn))
            glow(canvas, px, py - 12, 34, "#fff0c0", 0.9)
            canvas.drawOval(skia.Rect.MakeXYWH(px - 5, py - 22, 10, 20), paint("#fffbe8"))
            canvas.drawLine(px, py + 4, px, py + 20 + 8 * ring, paint("#ffeec4", 0.7, stroke=4))
    for wide in (0.42, 0.74, 1.0):
        canvas.drawLine(
            x, y - half * 0.5, x - half * wide, y + half * (0.6 * wide - 0.58), paint("#c08a38", 0.8, stroke=4)
        )
        canvas.drawLine(
            x, y - half * 0.5, x + half * wide, y + half * (0.6 * wide - 0.58), paint("#c08a38", 0.8, stroke=4)
        )


def _boards(brief: Brief, floor: float, spot: tuple[float, float]) -> Sheet:
    """Draw a stage of planks that run towards the viewer, lit around ``spot``."""
    board = brief.board
    sheet = Sheet(board)
    reach = board.width * (0.44 if not board.portrait else 0.8)
    lit = radial(spot, reach, [(0, "#f0b868", 1), (0.4, "#a8642e", 1), (1, "#2a120e", 1)])
    sheet.canvas.drawRect(skia.Rect(0, floor, board.width, board.height), paint("#7a4424", shader=lit))
    vanish = board.width / 2, floor - board.height * 0.30
    for number in range(-22, 23):
        near = board.width / 2 + number * 150.0
        share = (floor - vanish[1]) / (board.height - vanish[1])
        far = vanish[0] + (near - vanish[0]) * share
        sheet.canvas.drawLine(far, floor, near, board.height, paint("#2a120a", 0.35, stroke=3))
    sheet.canvas.drawRect(skia.Rect(0, floor, board.width, floor + 9), paint("#ffdc98", 0.5))
    return sheet


def keys(scene: Scene, brief: Brief) -> None:
    """Show the keys of a piano from near, a page of music above them."""
    board = brief.board
    ground = Sheet(board)
    tones = [(0, "#8a5a34", 1), (0.4, "#3a2222", 1), (1, "#0e090d", 1)]
    spot = board.width * 0.62, board.height * 0.24
    ground.canvas.drawPaint(paint("#2a1a1c", shader=radial(spot, max(board.width, board.height) * 0.72, tones)))
    scene.add("dark", 0.0, ground)
    lights = Sheet(board)
    bokeh(
        lights.canvas,
        (0, 0, board.width, board.height * 0.34),
        26,
        (18, 66),
        ("#ffb85a", "#ffd89a", "#e0703a"),
        brief.random(2),
    )
    scene.add("lights", 0.08, lights, Motion(sway=(6, 3), period=8), focus=3)
    page = Sheet(board)
    high = board.height * (0.30 if not board.portrait else 0.21)
    wide = high * 0.74
    foot = board.height * (0.465 if not board.portrait else 0.47)
    page.canvas.save()
    page.canvas.translate(board.width * (0.62 if not board.portrait else 0.5), foot)
    page.canvas.rotate(-7)
    for side in (-1, 1):
        sheet = skia.Rect.MakeXYWH(-wide * (side < 0), -high, wide, high)
        page.canvas.drawRect(sheet.makeOffset(6, 14), paint("#000000", 0.4, blur=14))
        staves(page.canvas, sheet, 5, brief.random(3 + side))
    page.canvas.drawLine(0, -high, 0, 0, paint("#8a745c", 0.7, stroke=5))
    page.canvas.restore()
    scene.add("score", 0.30, page, focus=1.2)
    scene.add("piano", 0.55, _keyboard(brief))


def _keyboard(brief: Brief) -> Sheet:
    board = brief.board
    sheet = Sheet(board)
    canvas = sheet.canvas
    canvas.save()
    canvas.translate(board.width / 2, board.height * (0.60 if not board.portrait else 0.585))
    canvas.rotate(-7)
    long = board.width * 1.3 + board.height * 0.2
    lid = skia.Rect(-long / 2, -board.height * 0.145, long / 2, 0)
    if board.portrait:
        lid = skia.Rect(-long / 2, -board.height * 0.115, long / 2, 0)
    tones = [(0, "#8a6a50"), (0.05, "#1a1418"), (0.6, "#0e0b0f"), (0.9, "#4a3a34"), (1, "#0a080a")]
    canvas.drawRect(lid, paint("#120e12", shader=linear((0, lid.top()), (0, 0), tones)))
    step = 118.0 if not board.portrait else 128.0
    count = int(long / step) + 1
    canvas.save()
    canvas.clipRect(lid)
    canvas.scale(1, -0.32)
    canvas.translate(0, 20)
    for number in range(count):
        canvas.drawRect(
            skia.Rect.MakeXYWH(-long / 2 + number * step + 5, 0, step - 10, 260),
            paint("#f0dcc0", shader=linear((0, 0), (0, 260), [(0, "#f0dcc0", 0.32), (1, "#f0dcc0", 0.0)])),
        )
    canvas.restore()
    canvas.drawRect(skia.Rect(-long / 2, -14, long / 2, 10), paint("#8a1c24"))
    tall = board.height * (0.30 if not board.portrait else 0.21)
    piano_keys(canvas, -long / 2, 6, step * count, tall, count, "#ffca80")
    canvas.drawRect(
        skia.Rect(-long / 2, 6, long / 2, 46),
        paint("#000000", shader=linear((0, 6), (0, 46), [(0, "#1a0c08", 0.6), (1, "#1a0c08", 0.0)])),
    )
    slip = skia.Rect(-long / 2, 6 + tall, long / 2, board.height)
    canvas.drawRect(
        slip,
        paint(
            "#120e12",
            shader=linear((0, slip.top()), (0, slip.top() + 150), [(0, "#6a4a38"), (0.12, "#241a1c"), (1, "#0a0709")]),
        ),
    )
    canvas.restore()
    fall = radial(
        (board.width * 0.60, board.height * 0.70),
        board.width * (0.62 if not board.portrait else 0.95),
        [(0, "#0a0508", 0.0), (0.5, "#0a0508", 0.12), (1, "#0a0508", 0.72)],
    )
    canvas.drawRect(skia.Rect(0, board.height * 0.44, board.width, board.height), paint("#0a0508", shader=fall))
    return sheet


def orchestra(scene: Scene, brief: Brief) -> None:
    """Show a conductor before an orchestra, organ pipes behind it."""
    board = brief.board
    scene.add("hall", 0.0, _organ(brief))
    floor = board.height * (0.50 if not board.portrait else 0.475)
    scene.add("boards", 0.20, _boards(brief, floor, (board.width * 0.5, board.height * 0.60)))
    for number, (up, tall, count) in enumerate(((0.545, 0.150, 13), (0.625, 0.200, 10), (0.735, 0.27, 8))):
        size = board.height * tall if not board.portrait else board.height * tall * 0.56
        foot = board.height * (up if not board.portrait else 0.02 + up * 0.92)
        players = (
            count if not (board.portrait or board.square) else max(4, round(count * (0.5 if board.portrait else 0.66)))
        )
        rows = Sheet(board)
        _desks(rows, brief, foot, size, players, number)
        scene.add(
            f"desks {number}",
            0.32 + 0.12 * number,
            rows,
            Motion(sway=(2.5, 0), period=2.6, phase=0.3 * number) if number == 2 else None,
        )
    leader = Sheet(board)
    tall = board.height * 0.46 if not board.portrait else board.width * 0.62
    x, foot = board.width * 0.5, board.height * (0.90 if not board.portrait else 0.80)
    leader.canvas.drawPath(
        polygon(
            [
                (x - tall * 0.32, foot - 8),
                (x + tall * 0.32, foot - 8),
                (x + tall * 0.40, board.height + 10),
                (x - tall * 0.40, board.height + 10),
            ]
        ),
        paint(
            "#2a140e", shader=linear((0, foot), (0, board.height), [(0, "#8a4c24"), (0.2, "#3a1c12"), (1, "#160a0a")])
        ),
    )
    person(leader.canvas, x, foot, tall, CONDUCTOR, "#100a0e", "#ffd890")
    hand = x + tall * 0.30, foot - tall * 0.95
    leader.canvas.drawLine(*hand, hand[0] + tall * 0.10, hand[1] - tall * 0.22, paint("#fff4d8", stroke=5))
    scene.add("conductor", 0.78, leader, Motion(sway=(5, 3), period=2.2))
    shine = Sheet(board)
    for share, turn in ((0.30, 9.0), (0.5, 0.0), (0.70, -9.0)):
        beam(shine.canvas, (board.width * share, -60), turn, board.height * 0.86, 13, _WARM, 0.30)
    scene.add("spotlights", 0.5, as_light(shine))


def _organ(brief: Brief) -> Sheet:
    board = brief.board
    sheet = Sheet(board)
    canvas = sheet.canvas
    ground = radial(
        (board.width * 0.5, board.height * 0.40),
        max(board.width, board.height) * 0.62,
        [(0, "#d08a44", 1), (0.4, "#7a3a22", 1), (1, "#1c0b10", 1)],
    )
    canvas.drawPaint(paint("#5a2a1c", shader=ground))
    foot = board.height * (0.44 if not board.portrait else 0.42)
    span = board.width * (0.30 if not board.portrait else 0.44)
    for tower in range(5):
        centre = board.width / 2 + (tower - 2) * span * 0.44
        high = board.height * (0.35, 0.27, 0.38, 0.27, 0.35)[tower] * (1.0 if not board.portrait else 0.72)
        pipes = 9
        wide = span * 0.40 / pipes
        for pipe in range(pipes):
            away = abs(pipe - pipes // 2) / (pipes // 2)
            tall = high * (1 - 0.30 * (away if tower % 2 == 0 else 1 - away))
            x = centre + (pipe - (pipes - 1) / 2) * wide
            tones = [(0, "#6a3c18"), (0.3, "#ffe9b4"), (0.55, "#d8a450"), (1, "#5a3014")]
            body = skia.Rect(x - wide * 0.44, foot - tall, x + wide * 0.44, foot - board.height * 0.035)
            canvas.drawRect(body, paint(_GOLD, shader=linear((body.left(), 0), (body.right(), 0), tones)))
            canvas.drawPath(
                polygon([(body.left(), body.bottom()), (body.right(), body.bottom()), (x, foot)]), paint("#a8702c")
            )
            mouth = skia.Rect(x - wide * 0.22, body.bottom() - wide * 1.3, x + wide * 0.22, body.bottom() - wide * 0.7)
            canvas.drawRect(mouth, paint("#2a1208"))
        crown = skia.Rect(
            centre - span * 0.21,
            foot - high - board.height * 0.03,
            centre + span * 0.21,
            foot - high - board.height * 0.012,
        )
        canvas.drawRect(crown, paint("#7a4420"))
    canvas.drawRect(
        skia.Rect(board.width / 2 - span * 1.12, foot, board.width / 2 + span * 1.12, foot + board.height * 0.09),
        paint(
            "#5a2c16",
            shader=linear(
                (0, foot), (0, foot + board.height * 0.09), [(0, "#c8813c"), (0.15, "#7a4220"), (1, "#34160e")]
            ),
        ),
    )
    for side in (-1, 1):
        for number in range(4):
            x = board.width / 2 + side * (span * 1.28 + number * board.width * 0.085)
            panel = skia.Rect(x - board.width * 0.034, board.height * 0.10, x + board.width * 0.034, foot)
            canvas.drawRect(panel, paint("#3a1810", 0.5))
            canvas.drawRect(panel, paint("#c88a48", 0.5, stroke=4))
            glow(canvas, x, board.height * 0.30, board.height * 0.10, "#ffca7a", 0.6)
            canvas.drawCircle(x, board.height * 0.30, 9, paint("#fff2cc"))
    return sheet


def _desks(sheet: Sheet, brief: Brief, foot: float, tall: float, count: int, row: int) -> None:
    """Draw a row of strings at their stands, turned towards the middle."""
    board, random = brief.board, brief.random(10 + row)
    canvas = sheet.canvas
    dark, lit = mix("#4a2418", "#120a0c", 0.25 + 0.3 * row), mix("#ffcf86", "#a8602c", 0.2)
    for number in range(count):
        share = (number + 0.5) / count
        if row == 2 and abs(share - 0.5) < 0.10:
            continue
        x = board.width * (0.04 + 0.92 * share)
        side = 1 if share < 0.5 else -1
        y = (
            foot
            + board.height * 0.012 * float(random.standard_normal())
            - board.height * 0.03 * (1 - abs(2 * share - 1))
        )
        person(canvas, x, y, tall, VIOLINIST, dark, lit, side=side)
        neck = x + side * tall * 0.24, y - tall * 0.64
        chin = x + side * tall * 0.07, y - tall * 0.69
        canvas.drawPath(
            ribbon(
                [chin, ((chin[0] + neck[0]) / 2, (chin[1] + neck[1]) / 2 - 2), neck],
                [tall * 0.085, tall * 0.05, tall * 0.016],
            ),
            paint("#b8642a"),
        )
        tilt = tall * (0.05 + 0.05 * float(random.random()))
        canvas.drawLine(
            x + side * tall * 0.02,
            y - tall * 0.56,
            x + side * tall * 0.24,
            y - tall * 0.74 - tilt,
            paint("#ffe8c0", stroke=max(2.0, tall * 0.012)),
        )
        stand = x + side * tall * 0.46
        canvas.drawLine(stand, y, stand, y - tall * 0.42, paint("#1a1014", stroke=max(2.0, tall * 0.016)))
        slope = polygon(
            [
                (stand - tall * 0.12, y - tall * 0.42),
                (stand + tall * 0.12, y - tall * 0.42),
                (stand + tall * 0.10, y - tall * 0.56),
                (stand - tall * 0.10, y - tall * 0.56),
            ]
        )
        canvas.drawPath(slope, paint("#fff0cc" if row < 2 else "#e8cf9c"))
        glow(canvas, stand, y - tall * 0.50, tall * 0.26, "#ffdc94", 0.55)
