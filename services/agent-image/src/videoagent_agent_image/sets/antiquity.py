"""Ancient Greece: a temple above the sea, talk in a colonnade, a ship of oars, runners on a vase."""

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import mix, rgb
from videoagent_agent_image.drawing.curves import smooth
from videoagent_agent_image.drawing.figures import Figure
from videoagent_agent_image.drawing.greece import Corner, meander, runner, temple, trireme
from videoagent_agent_image.drawing.noise import field, line
from videoagent_agent_image.drawing.plants import broadleaf, cypress
from videoagent_agent_image.drawing.ridges import Ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon, premultiplied
from videoagent_agent_image.drawing.water import glints
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.colonnade import colonnade
from videoagent_agent_image.sets.landscape import add_hills, add_swell, blades, open_sky, swaying
from videoagent_media.layers import Motion


def draw(brief: Brief) -> Scene:
    """Draw one of four views: a temple above the sea, a colonnade, a ship of oars, runners on a vase."""
    scene = Scene(brief.board, accent="#ffd98f")
    (_temple, colonnade, _ship, _vase)[brief.variant % 4](scene, brief)
    return scene


def _sea(scene: Scene, brief: Brief, horizon: float, depth: float) -> None:
    board, light = brief.board, brief.light
    sheet = Sheet(board)
    far, near = mix(light.on("#5fa3c0"), light.haze, 0.45), light.on("#17618c")
    area = skia.Rect(0, horizon, board.width, board.height)
    sheet.canvas.drawRect(
        area,
        paint(
            near,
            shader=linear((0, horizon), (0, board.height), [(0, far), (0.35, near), (1, mix(near, "#06243c", 0.5))]),
        ),
    )
    scene.add("sea", depth, sheet)
    shine = glints(board, horizon + 4, light.key, brief.random(5), count=190, opacity=0.34)
    scene.add("glints", depth + 0.02, shine, Motion(sway=(7, 0), period=6))


def _islands(scene: Scene, brief: Brief, horizon: float) -> None:
    light = brief.light
    for number, (high, haze) in enumerate(((84, 0.66), (52, 0.52))):
        shape = Ridge(
            horizon + 3,
            high,
            light.on("#7f8796", haze),
            light.on("#9a9488", haze + 0.1),
            rough=0.45,
            knots=3 + number,
            fade=90,
        )
        add_hills(scene, brief, f"islands {number}", 0.04 + 0.03 * number, shape)


def _rock(scene: Scene, brief: Brief, crest: tuple[tuple[float, float], ...], name: str, depth: float) -> None:
    """Add a hill of pale rock and dry grass; its crest in shares of width and height."""
    board, light, random = brief.board, brief.light, brief.random(31)
    xs = np.arange(-10, board.width + 20, 8.0)
    knots = np.array(crest) * (board.width, board.height)
    rough = (line(len(xs), brief.seed % 977 + round(depth * 100), octaves=6, base=9) - 0.5) * 30
    heights = np.interp(xs, knots[:, 0], knots[:, 1]) + rough * (
        np.gradient(np.interp(xs, knots[:, 0], knots[:, 1])) != 0
    )
    outline = [
        (-10.0, board.height + 6),
        *zip(xs.tolist(), heights.tolist(), strict=True),
        (board.width + 20, board.height + 6),
    ]
    path, top, sheet = polygon(outline), float(heights.min()), Sheet(board)
    stone, grass = light.on("#c9ac84"), light.on("#8d8b52")
    shade = linear(
        (0, top),
        (0, board.height),
        [(0, mix(stone, light.key, 0.3)), (0.35, stone), (0.75, grass), (1, mix(grass, "#20240f", 0.55))],
    )
    sheet.canvas.drawPath(path, paint(stone, shader=shade))
    sheet.canvas.save()
    sheet.canvas.clipPath(path, skia.ClipOp.kIntersect, True)
    for _ in range(44):
        x, share = board.width * float(random.random()), float(random.random())
        y, wide = top + (board.height - top) * share, 50 + 120 * float(random.random())
        boulder = smooth(
            [
                (x - wide, y + wide * 0.3),
                (x - wide * 0.6, y - wide * 0.12),
                (x + wide * 0.2, y - wide * 0.2),
                (x + wide, y + wide * 0.25),
            ]
        )
        sheet.canvas.drawPath(
            boulder, paint(mix(stone, light.shade if random.random() < 0.5 else light.lit, 0.35), 0.5)
        )
    sheet.canvas.restore()
    scene.add(name, depth, sheet)


def _olives(scene: Scene, brief: Brief, places: tuple[tuple[float, float, float], ...]) -> None:
    board, light, random, sheet = brief.board, brief.light, brief.random(14), Sheet(brief.board)
    dark, lit = light.on("#44543a"), mix(light.on("#a3ae84"), light.key, 0.12)
    for x, foot, tall in places:
        broadleaf(sheet.canvas, board.width * x, board.height * foot, tall, dark, lit, random)
    scene.add("olives", 0.72, sheet, swaying(2.5, 5))


def _temple(scene: Scene, brief: Brief) -> None:
    board, light = brief.board, brief.light
    tall = board.portrait
    horizon = board.height * (0.56 if not tall else 0.55)
    open_sky(scene, brief, horizon, sun=0.22)
    _islands(scene, brief, horizon)
    _sea(scene, brief, horizon, 0.10)
    crest: tuple[tuple[float, float], ...]
    if tall:
        crest = ((-0.02, 0.70), (0.06, 0.665), (0.14, 0.585), (0.20, 0.565), (0.96, 0.565), (1.02, 0.60))
    else:
        crest = ((-0.02, 0.86), (0.20, 0.80), (0.31, 0.73), (0.37, 0.60), (0.40, 0.575), (0.93, 0.575), (1.02, 0.62))
    _rock(scene, brief, crest, "rock", 0.36)
    house = Sheet(board)
    view = (
        Corner(board.width * 0.64, board.height * 0.562, 1280.0)
        if not tall
        else Corner(board.width * 0.56, board.height * 0.556, 1080.0)
    )
    if board.square:
        view = Corner(board.width * 0.66, board.height * 0.562, 880.0)
    temple(house.canvas, view, light)
    scene.add("temple", 0.40, house)
    trees = Sheet(board)
    for x, foot, high in (
        ((0.36, 0.70, 190), (0.385, 0.72, 240), (0.96, 0.74, 300))
        if not tall
        else ((0.10, 0.69, 240), (0.17, 0.70, 290), (0.94, 0.70, 300))
    ):
        cypress(trees.canvas, board.width * x, board.height * foot, high, light.on("#1f2f20"), light.on("#7a8a4a"))
    scene.add("cypresses", 0.50, trees)
    _olives(
        scene,
        brief,
        ((0.08, 0.90, 400), (0.22, 0.92, 300), (0.90, 0.94, 430))
        if not tall
        else ((0.10, 0.86, 420), (0.92, 0.87, 460)),
    )
    scene.add("grass", 0.95, blades(brief, 1.0, 700, (50, 150), "#5a5a2c", "#c8b868", 6), swaying(4), focus=1.6)


def _ship(scene: Scene, brief: Brief) -> None:
    board, light = brief.board, brief.light
    tall = board.portrait
    horizon = board.height * (0.54 if not tall else 0.56)
    open_sky(scene, brief, horizon, sun=0.30)
    _islands(scene, brief, horizon)
    _sea(scene, brief, horizon, 0.10)
    cape = (
        ((-0.02, 1.2), (0.60, 1.2), (0.68, 0.56), (0.74, 0.50), (0.78, 0.435), (1.02, 0.425))
        if not tall
        else ((-0.02, 1.2), (0.40, 1.2), (0.55, 0.575), (0.62, 0.52), (0.68, 0.465), (1.02, 0.455))
    )
    land, stone = Sheet(board), light.on("#b89c78", 0.26)
    points = [(board.width * x, min(board.height * y, horizon + 6)) for x, y in cape]
    path = polygon([*points, (board.width + 20, horizon + 6)])
    land.canvas.drawPath(
        path,
        paint(
            stone,
            shader=linear(
                (0, board.height * 0.42),
                (0, horizon),
                [(0, mix(stone, light.key, 0.3)), (1, mix(stone, light.shade, 0.45))],
            ),
        ),
    )
    at = (0.90, 0.424, 400.0) if not tall else (0.86, 0.454, 380.0)
    temple(land.canvas, Corner(board.width * at[0], board.height * at[1], at[2]), light, haze=0.18)
    scene.add("cape", 0.12, land)
    far, near = Sheet(board), Sheet(board)
    for x, y, size in (
        ((0.18, 0.60, 110.0), (0.34, 0.578, 70.0)) if not tall else ((0.20, 0.625, 130.0), (0.40, 0.59, 80.0))
    ):
        trireme(far.canvas, Figure(board.width * x, board.height * y, size), light)
    scene.add("far ships", 0.34, far, Motion(velocity=(4, 0), sway=(0, 2), period=4))
    x, y, size = (0.50, 0.755, 480.0) if not tall else (0.46, 0.75, 440.0)
    if board.square:
        x, y, size = 0.46, 0.755, 430.0
    trireme(near.canvas, Figure(board.width * x, board.height * y, size), light)
    scene.add("trireme", 0.60, near, Motion(velocity=(9, 0), sway=(0, 5), period=5))
    add_swell(scene, brief, 0.845, "#17618c")


def _vase(scene: Scene, brief: Brief) -> None:
    """Show runners as on a vase: black on clay, between bands of keys."""
    board = brief.board
    width, height = board.pixels
    grain = field(width // 2, height // 2, brief.seed, scale=30, octaves=4, roughness=0.6)
    round_off = np.cos(np.linspace(-1.15, 1.15, width // 2, dtype=np.float32))[None, :, None]
    clay = np.array(rgb("#d5793f"), np.float32) * (0.80 + 0.18 * grain[..., None]) * (0.48 + 0.62 * round_off)
    back = Sheet(board)
    pixels = premultiplied(np.clip(np.repeat(np.repeat(clay, 2, 0), 2, 1), 0, 1))
    back.pixels[:] = (40, 18, 12, 255)
    back.pixels[: pixels.shape[0], : pixels.shape[1]] = pixels[:height, :width]
    scene.add("clay", 0.0, back)
    ink, tone = "#1d1413", "#d9854c"
    bands = Sheet(board)
    unit = min(board.width, board.height)
    rows = (0.445, 0.785) if board.portrait else (0.775,)
    for top in (0.10, 0.815) if not board.portrait else (0.10, 0.465, 0.815):
        meander(bands.canvas, -20, board.width + 20, board.height * top, unit * 0.055, ink)
    bands.canvas.drawRect(skia.Rect(0, 0, board.width, board.height * 0.065), paint(ink))
    bands.canvas.drawRect(skia.Rect(0, board.height * 0.915, board.width, board.height), paint(ink))
    for row in rows:
        bands.canvas.drawLine(0, board.height * row, board.width, board.height * row, paint(ink, stroke=unit * 0.010))
    scene.add("bands", 0.10, bands)
    size = unit * (0.50 if not board.portrait else 0.44)
    count = 4 if not (board.portrait or board.square) else 2
    for place in range(count * len(rows)):
        sheet, row = Sheet(board), rows[place // count]
        x = board.width * (1 / 12 + 5 / 6 * (place % count + 0.5) / count)
        runner(sheet.canvas, Figure(x, board.height * row + size * 0.05, size), ink, tone)
        scene.add(f"runner {place}", 0.30, sheet, Motion(sway=(5, 7), period=2.6, phase=0.27 * place))
