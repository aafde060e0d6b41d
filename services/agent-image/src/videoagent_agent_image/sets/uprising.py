"""A people in revolt: a crowd before a fortress, a flag over a barricade, banners in an old street."""

from dataclasses import replace

import numpy as np
import skia

from videoagent_agent_image.drawing.buildings import old_house
from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.people import crowd, flag, flag_bearer
from videoagent_agent_image.drawing.ridges import Ridge, ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import ADD, Board, Sheet, linear, paint, polygon
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_mist, open_sky, swaying
from videoagent_media.layers import Motion

FRENCH: tuple[Colour, ...] = ("#26408f", "#f2ece0", "#c8283a")
RED: tuple[Colour, ...] = ("#b8242c",)
_VIEWS = 3


def draw(brief: Brief) -> Scene:
    """Draw one of three views under red flags, or the same ones under the flag of France."""
    scene = Scene(brief.board, accent="#ffcf8a")
    colours = RED if brief.variant % (2 * _VIEWS) < _VIEWS else FRENCH
    (_fortress, _barricade, _street)[brief.variant % _VIEWS](scene, brief, colours)
    return scene


def _smoke(scene: Scene, brief: Brief, depth: float, at: tuple[float, float], size: float, salt: int) -> None:
    """Add a column of smoke that leans away from ``at``, warm at its foot."""
    board, light, random = brief.board, brief.light, brief.random(salt)
    sheet = Sheet(board)
    for number in range(34):
        share = number / 33
        x = at[0] + size * (0.9 * share**1.2 + 0.16 * float(random.standard_normal()) * (0.3 + share))
        y = at[1] - size * (1.5 * share + 0.06 * float(random.standard_normal()))
        tone = mix(mix("#3a3038", light.haze, 0.25 + 0.45 * share), "#ff9a4a", 0.5 * (1 - share) ** 3)
        radius = size * (0.08 + 0.26 * share) * (0.7 + 0.5 * float(random.random()))
        sheet.canvas.drawCircle(x, y, radius, paint(tone, 0.34 * (1 - 0.55 * share), blur=radius * 0.32))
    scene.add(f"smoke {salt}", depth, sheet, Motion(sway=(9, 4), period=8, phase=0.1 * salt))


def _throng(
    brief: Brief, foot: float, rows: int, height: float, gap: float, salt: int, tones: tuple[Colour, Colour]
) -> Sheet:
    """Draw a crowd across the picture, its nearest feet at ``foot`` (share of the height)."""
    board, random = brief.board, brief.random(salt)
    sheet = Sheet(board)
    places = []
    for row in range(rows):
        x = -gap * float(random.random())
        while x < board.width + gap:
            places.append(
                (
                    x + 0.3 * gap * float(random.standard_normal()),
                    board.height * foot - height * 0.20 * (rows - 1 - row),
                )
            )
            x += gap
    crowd(sheet.canvas, places, height, *tones, random)
    return sheet


def _crowds(scene: Scene, brief: Brief, far: float, middle: float) -> None:
    """Add two crowds behind the one in front, their nearest feet at these shares of the height."""
    light = brief.light
    dark, lit = mix(light.on("#4a3c40"), light.haze, 0.30), mix(light.on("#a08468"), light.key, 0.3)
    scene.add("far crowd", 0.46, _throng(brief, far, 3, 130, 62, 5, (dark, lit)))
    scene.add("crowd", 0.60, _throng(brief, middle, 2, 215, 108, 6, (light.on("#4a383a"), lit)))


def _square(scene: Scene, brief: Brief, top: float) -> None:
    """Add the paving that the crowd stands on, from the height ``top`` (units) down."""
    board, light = brief.board, brief.light
    sheet = Sheet(board)
    paving = light.on("#7d6c5e", 0.15)
    tones = [(0, mix(paving, light.haze, 0.5)), (0.4, paving), (1, mix(paving, "#140e12", 0.6))]
    sheet.canvas.drawRect(
        skia.Rect(0, top, board.width, board.height), paint(paving, shader=linear((0, top), (0, board.height), tones))
    )
    scene.add("square", 0.36, sheet)


def _front(scene: Scene, brief: Brief, colours: tuple[Colour, ...]) -> None:
    """Add the crowd in front, flags above it; dark towards the lower edge, where captions are."""
    board, light = brief.board, brief.light
    flags = Sheet(board)
    unit = 1.0 if not board.portrait else 0.92
    stands = (
        ((0.22, 460.0, 1, 0.05), (0.80, 400.0, -1, -0.06))
        if not board.portrait
        else ((0.16, 430.0, 1, 0.05), (0.88, 520.0, -1, -0.05))
    )
    for x, tall, side, lean in stands:
        foot = board.width * x, board.height * (0.80 if not board.portrait else 0.76)
        flag(
            flags.canvas,
            foot,
            tall * unit,
            tuple(light.on(tone) for tone in colours),
            light.on("#2a2030"),
            side=side,
            lean=lean,
        )
    scene.add("flags", 0.66, flags, swaying(5, 4.2))
    dark, lit = mix(light.on("#3a2c30"), "#100a12", 0.35), mix(light.on("#8a6a58"), light.key, 0.25)
    scene.add("front crowd", 0.82, _throng(brief, 1.02 if not board.portrait else 0.97, 2, 330, 165, 8, (dark, lit)))
    if board.portrait:
        deep = Sheet(board)
        fade = linear((0, board.height * 0.84), (0, board.height), [(0, "#100a12", 0.0), (1, "#100a12", 0.85)])
        deep.canvas.drawRect(
            skia.Rect(0, board.height * 0.84, board.width, board.height), paint("#100a12", shader=fade)
        )
        scene.add("shade", 0.84, deep)


def _fortress(scene: Scene, brief: Brief, colours: tuple[Colour, ...]) -> None:
    board, light = brief.board, brief.light
    ground = board.height * (0.66 if not board.portrait else 0.64)
    open_sky(scene, brief, ground, sun=0.28)
    _smoke(scene, brief, 0.10, (board.width * 0.62, ground - 160), 520, 1)
    hills = Ridge(ground + 10, 90, light.on("#8a8794", 0.6), light.on("#9a8f84", 0.5), rough=0.5, knots=4, octaves=6)
    scene.add("roofs", 0.12, ridge(board, hills, brief.seed, light))
    keep = Sheet(board)
    size = board.height * 0.46 if not board.portrait else board.width * 0.62
    _towers(keep, brief, board.width * (0.60 if not board.portrait else 0.52), ground + 40, size)
    scene.add("fortress", 0.30, keep)
    _square(scene, brief, ground + 30)
    add_mist(scene, brief, 0.34, ground + 20, 70, 0.5)
    _crowds(scene, brief, *((0.74, 0.85) if not board.portrait else (0.71, 0.80)))
    _front(scene, brief, colours)


def _towers(sheet: Sheet, brief: Brief, middle: float, foot: float, tall: float) -> None:
    """Draw a castle of round towers with a curtain wall and a gate."""
    light = brief.light
    stone = light.on("#9a8f82", 0.14)
    canvas = sheet.canvas

    def wall(left: float, right: float, high: float, tone: Colour) -> None:
        tones = [(0, mix(tone, light.key, 0.45)), (0.35, tone), (1, mix(tone, light.shade, 0.6))]
        body = skia.Rect(left, foot - high, right, foot + 60)
        canvas.drawRect(body, paint(tone, shader=linear((left, 0), (right, 0), tones)))
        notch = (right - left) / max(3, round((right - left) / (tall * 0.085)))
        crown = skia.Rect(
            left - tall * 0.018, foot - high - tall * 0.05, right + tall * 0.018, foot - high + tall * 0.02
        )
        canvas.drawRect(crown, paint(tone, shader=linear((left, 0), (right, 0), tones)))
        x = left - tall * 0.018
        while x < right:
            merlon = skia.Rect(
                x, crown.top() - tall * 0.042, min(x + notch * 0.62, right + tall * 0.018), crown.top() + 2
            )
            canvas.drawRect(merlon, paint(tone, shader=linear((left, 0), (right, 0), tones)))
            x += notch
        canvas.drawRect(
            skia.Rect(left, foot - high + tall * 0.02, right, foot - high + tall * 0.035), paint("#1a1418", 0.25)
        )

    wall(middle - tall * 0.86, middle + tall * 0.86, tall * 0.66, mix(stone, light.shade, 0.25))
    for at, high in ((-0.92, 0.86), (-0.46, 0.90), (0.46, 0.90), (0.92, 0.86)):
        x, half = middle + tall * at, tall * 0.135
        wall(x - half, x + half, tall * high, stone)
        for row in range(3):
            slit = skia.Rect.MakeXYWH(
                x - tall * 0.012, foot - tall * (high - 0.20 - 0.20 * row), tall * 0.024, tall * 0.075
            )
            canvas.drawRect(slit, paint("#1a1418", 0.75))
    wall(middle - tall * 0.20, middle + tall * 0.20, tall * 0.74, mix(stone, light.key, 0.12))
    gate = skia.Path()
    gate.moveTo(middle - tall * 0.10, foot + 60)
    gate.lineTo(middle - tall * 0.10, foot - tall * 0.16)
    gate.arcTo(
        skia.Rect(middle - tall * 0.10, foot - tall * 0.28, middle + tall * 0.10, foot - tall * 0.06), 180, 180, False
    )
    gate.lineTo(middle + tall * 0.10, foot + 60)
    gate.close()
    canvas.drawPath(gate, paint("#1c1216"))
    canvas.drawCircle(middle, foot - tall * 0.05, tall * 0.10, paint("#ff9a3a", 0.55, blur=tall * 0.06, blend=ADD))


def _barricade(scene: Scene, brief: Brief, colours: tuple[Colour, ...]) -> None:
    """Raise a flag over a heap of carts and barrels against a burning sky."""
    board = brief.board
    light = _burning(brief.light)
    brief = replace(brief, light=light)
    ground = board.height * (0.70 if not board.portrait else 0.66)
    open_sky(scene, brief, ground, sun=0.52)
    _smoke(scene, brief, 0.10, (board.width * 0.16, ground - 40), 560, 2)
    _smoke(scene, brief, 0.12, (board.width * 0.78, ground - 20), 420, 3)
    old = Sheet(board)
    _facades(old, brief, ground + 60)
    scene.add("street", 0.26, old)
    add_mist(scene, brief, 0.28, ground, 110, 0.6)
    back = mix(light.on("#4a343a"), light.haze, 0.22), mix(light.on("#a0705a"), light.key, 0.35)
    scene.add("crowd", 0.42, _throng(brief, 0.79 if not board.portrait else 0.74, 2, 190, 96, 5, back))
    heap, top = Sheet(board), (board.width * 0.52, board.height * 0.60)
    _heap(heap, brief, top)
    scene.add("barricade", 0.62, heap)
    banner = Sheet(board)
    cloth = tuple(light.on(tone) for tone in colours)
    pole = board.height * 0.46 if not board.portrait else board.height * 0.34
    hold = top[0] - 8, top[1] - 70
    flag(banner.canvas, (hold[0] + 60, hold[1] + 20), pole, cloth, light.on("#2a2030"), side=1, lean=0.16)
    scene.add("flag", 0.64, banner, swaying(5, 3.8))
    bearer = Sheet(board)
    dark, lit = mix(light.on("#3a2a38"), "#140c12", 0.3), mix(light.on("#b0806a"), light.key, 0.4)
    flag_bearer(bearer.canvas, top[0] - 10, top[1] + 46, 330, dark, lit)
    scene.add("bearer", 0.66, bearer)
    deep = Sheet(board)
    fade = linear((0, board.height * 0.80), (0, board.height), [(0, "#120a10", 0.0), (1, "#120a10", 0.8)])
    deep.canvas.drawRect(skia.Rect(0, board.height * 0.80, board.width, board.height), paint("#120a10", shader=fade))
    scene.add("shade", 0.70, deep)


def _burning(light: Light) -> Light:
    sky = ((0, "#3a3350"), (0.35, "#8a5a62"), (0.65, "#e08a5a"), (1, "#ffd08a"))
    return replace(
        light, sky=sky, haze="#e0a878", key="#ffd89a", cloud="#c88a78", sun="#fff0c8", sun_height=0.52, dark=False
    )


def _facades(sheet: Sheet, brief: Brief, foot: float) -> None:
    """Draw tall old houses on both sides of a square, lower towards the middle."""
    board, light, random = brief.board, brief.light, brief.random(7)
    for side in (-1, 1):
        edge = 0.0
        while edge < 0.34:
            wide = 0.085 + 0.05 * float(random.random())
            if board.portrait:
                wide *= 1.7
            share = edge / 0.34
            left, right = board.width * edge, board.width * (edge + wide)
            if side > 0:
                left, right = board.width - right, board.width - left
            tall = board.height * (0.52 - 0.22 * share) * (0.86 if board.portrait else 1.0)
            old_house(sheet.canvas, skia.Rect(left, foot - tall, right, foot), light, 0.10 + 0.38 * share, random)
            edge += wide


def _heap(sheet: Sheet, brief: Brief, top: tuple[float, float]) -> None:
    """Draw a barricade: planks, barrels, a wheel and stones, highest at ``top``."""
    board, light, random = brief.board, brief.light, brief.random(9)
    wood = light.on("#6a4630")

    def height(x: float) -> float:
        away = abs(x - top[0]) / board.width
        return top[1] + board.height * (0.10 * away + 0.55 * away * away) * (1.0 if not board.portrait else 0.5)

    canvas = sheet.canvas
    mound = [
        (-10.0, board.height + 10),
        *((x * 24.0, height(x * 24.0) + 34) for x in range(int(board.width / 24) + 2)),
        (board.width + 20, board.height + 10),
    ]
    canvas.drawPath(polygon(mound), paint("#2a1c1c"))
    for number in range(64):
        x = board.width * float(random.random())
        y = height(x) + 20 + (board.height * 0.95 - height(x)) * (number / 64) ** 1.2
        tone = mix(mix(wood, ("#8a6a4a", "#5a4a48", "#a08058")[number % 3], 0.6), "#120a10", 0.25 + 0.45 * number / 64)
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(float(random.normal(0, 24)))
        if number % 5 == 0:
            barrel = skia.Rect(-64, -84, 64, 84)
            shade = linear((-64, 0), (64, 0), [(0, mix(tone, light.key, 0.4)), (0.5, tone), (1, "#1a1010")])
            canvas.drawRoundRect(barrel, 34, 26, paint(tone, shader=shade))
            for band in (-50, 50):
                canvas.drawRect(skia.Rect(-62, band - 6, 62, band + 6), paint("#2a2426"))
        elif number % 5 == 1:
            canvas.drawRoundRect(
                skia.Rect(-92, -58, 92, 58),
                8,
                8,
                paint(tone, shader=linear((0, -58), (0, 58), [(0, mix(tone, light.key, 0.45)), (1, "#1e1414")])),
            )
            canvas.drawLine(-92, 0, 92, 0, paint("#1a1010", 0.6, stroke=5))
        else:
            plank = skia.Rect(-170, -17, 170, 17)
            canvas.drawRect(
                plank,
                paint(
                    tone,
                    shader=linear((0, -17), (0, 17), [(0, mix(tone, light.key, 0.5)), (0.5, tone), (1, "#1a1010")]),
                ),
            )
        canvas.restore()
    for share, radius in ((0.27, 118.0), (0.79, 136.0)):
        _wheel(sheet, board.width * share, height(board.width * share) + 80, radius, mix(wood, light.key, 0.18))


def _wheel(sheet: Sheet, x: float, y: float, radius: float, wood: Colour) -> None:
    dark = mix(wood, "#140a0c", 0.5)
    sheet.canvas.drawCircle(x, y, radius, paint(dark, stroke=radius * 0.17))
    sheet.canvas.drawCircle(x - 3, y - 4, radius, paint(wood, stroke=radius * 0.11))
    for spoke in range(6):
        turn = np.pi * spoke / 6
        dx, dy = radius * float(np.cos(turn)), radius * float(np.sin(turn))
        sheet.canvas.drawLine(x - dx, y - dy, x + dx, y + dy, paint(wood, stroke=radius * 0.075))
    sheet.canvas.drawCircle(x, y, radius * 0.19, paint(dark))


def _street(scene: Scene, brief: Brief, colours: tuple[Colour, ...]) -> None:
    """Hang banners from the houses of an old street, full of people."""
    board = brief.board
    ground = board.height * (0.68 if not board.portrait else 0.66)
    open_sky(scene, brief, ground, sun=0.46)
    old = Sheet(board)
    _facades(old, brief, ground + 90)
    scene.add("street", 0.22, old)
    _square(scene, brief, ground + 60)
    add_mist(scene, brief, 0.24, ground, 90, 0.4)
    _bunting(scene, brief, board, colours)
    _crowds(scene, brief, *((0.76, 0.86) if not board.portrait else (0.72, 0.81)))
    _front(scene, brief, colours)


def _bunting(scene: Scene, brief: Brief, board: Board, colours: tuple[Colour, ...]) -> None:
    light = brief.light
    sheet = Sheet(board)
    for row, (rise, sag) in enumerate(((0.20, 0.10), (0.33, 0.07))):
        start, end = board.height * rise, board.height * (rise + 0.03)
        rope = skia.Path()
        rope.moveTo(-10, start)
        rope.quadTo(board.width / 2, start + board.height * sag * 2, board.width + 10, end)
        sheet.canvas.drawPath(rope, paint(light.on("#3a3030"), stroke=4))
        count = round(board.width / 128)
        for number in range(count):
            share = (number + 0.5) / count
            y = (1 - share) ** 2 * start + 2 * share * (1 - share) * (start + board.height * sag * 2) + share**2 * end
            x, tone = board.width * share, light.on(colours[(number + row) % len(colours)])
            fade = linear((0, y), (0, y + 92), [(0, mix(tone, light.key, 0.25)), (1, mix(tone, light.shade, 0.25))])
            sheet.canvas.drawPath(polygon([(x - 40, y), (x + 40, y + 3), (x, y + 92)]), paint(tone, shader=fade))
    scene.add("bunting", 0.40, sheet, swaying(4, 5))
