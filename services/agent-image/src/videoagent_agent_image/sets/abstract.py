"""Compositions of plain shapes: for subjects that nothing shows, and for films of which nothing is known."""

import math

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, premultiplied, radial
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.stage import Palette
from videoagent_media.layers import Motion, Pixels

_OPPOSITES = {
    "#f0924e": "#5fd0e8", "#a47ff0": "#ffb45e", "#54c8bf": "#ff9a6a", "#93cf62": "#ffd25a",
    "#57aee8": "#ffc45e", "#f08aa8": "#ffe08a", "#ecbd74": "#5fb8b0", "#90a9c0": "#ff9f5a",
}  # fmt: skip
"""Light tone of a palette → the colour of the one shape that stands out."""
VIEWS = ("overlapping discs", "flowing ribbons", "nested arcs", "rising bars")


def draw(brief: Brief, palette: Palette) -> Scene:
    """Draw one of four compositions; neighbours in a film differ, their colours are the film's."""
    scene = Scene(brief.board, accent=mix(palette.light, palette.glow, 0.5))
    scene.add("ground", 0.0, _ground(brief, palette))
    (_discs, _ribbons, _arcs, _bars)[brief.variant % len(VIEWS)](scene, brief, palette)
    return scene


def _ground(brief: Brief, palette: Palette) -> Pixels:
    """Draw a field of colour that is brightest off the middle."""
    board = brief.board
    width, height = board.pixels
    angle = (0.6, 2.4, 0.9, 2.1)[brief.variant % len(VIEWS)]
    across = np.linspace(-0.5, 0.5, width, dtype=np.float32)[None, :]
    down = np.linspace(-0.5, 0.5, height, dtype=np.float32)[:, None]
    along = np.clip(0.5 + across * math.cos(angle) + down * math.sin(angle), 0, 1)
    stops = (palette.dark, mix(palette.dark, palette.middle, 0.55), palette.middle)
    table = np.array([[int(stop[i : i + 2], 16) / 255 for i in (1, 3, 5)] for stop in stops], np.float32)
    channels = [np.interp(along, np.linspace(0, 1, len(stops)), table[:, number]) for number in range(3)]
    return premultiplied(np.asarray(np.dstack(channels), np.float32))


def _accent(palette: Palette) -> Colour:
    return _OPPOSITES.get(palette.light, palette.glow)


def _lit(palette: Palette, share: float) -> Colour:
    """Return a tone from the palette's middle (0) to its glow (1)."""
    if share < 0.5:
        return mix(palette.middle, palette.light, share * 2)
    return mix(palette.light, palette.glow, share * 2 - 1)


def _discs(scene: Scene, brief: Brief, palette: Palette) -> None:
    board, random = brief.board, brief.random(301)
    unit = min(board.width, board.height)
    places = ((0.24, 0.30, 0.40), (0.80, 0.66, 0.34), (0.62, 0.20, 0.20), (0.36, 0.78, 0.17), (0.88, 0.24, 0.11))
    for number, (x, y, size) in enumerate(places):
        sheet = Sheet(board)
        radius = unit * size * (0.9 + 0.2 * float(random.random()))
        middle = board.width * x, board.height * y
        tone = _accent(palette) if number == 2 else _lit(palette, 0.12 + 0.20 * number)
        sheet.canvas.drawCircle(
            middle[0] + radius * 0.05, middle[1] + radius * 0.1, radius, paint(palette.dark, 0.4, blur=radius * 0.12)
        )
        light = (middle[0] - radius * 0.5, middle[1] - radius * 0.6)
        stops = [(0, mix(tone, palette.glow, 0.5), 1), (0.6, tone, 1), (1, mix(tone, palette.dark, 0.45), 1)]
        sheet.canvas.drawCircle(*middle, radius, paint(tone, 0.94, shader=radial(light, radius * 1.9, stops)))
        motion = Motion(sway=(6 + 3 * number, 9 + 3 * number), period=9 + 1.7 * number, phase=0.21 * number)
        scene.add(f"disc {number}", 0.12 + 0.2 * number, sheet, motion)
    rings = Sheet(board)
    for number in range(3):
        rings.canvas.drawCircle(
            board.width * 0.24, board.height * 0.30, unit * (0.47 + 0.07 * number), paint(palette.glow, 0.3, stroke=2)
        )
    scene.add("rings", 0.2, rings)


def _ribbons(scene: Scene, brief: Brief, palette: Palette) -> None:
    board, random = brief.board, brief.random(302)
    count = 6
    for number in range(count):
        share = number / (count - 1)
        sheet = Sheet(board)
        start = board.height * (0.02 + 0.17 * number) + 50 * float(random.random())
        end = board.height * (0.86 - 0.13 * number)
        swell, thick = board.height * (0.30 - 0.08 * share), board.height * (0.17 - 0.02 * number)
        path = skia.Path()
        path.moveTo(-60, start)
        path.cubicTo(
            board.width * 0.3, start + swell, board.width * 0.6, end - swell, board.width + 60, end
        )  # fmt: skip
        path.lineTo(board.width + 60, end + thick * 0.55)
        path.cubicTo(
            board.width * 0.62, end - swell + thick * 1.3, board.width * 0.28, start + swell + thick, -60, start + thick
        )  # fmt: skip
        path.close()
        tone = _accent(palette) if number == 4 else _lit(palette, 0.08 + 0.72 * share)
        stops = [(0, mix(tone, palette.dark, 0.35), 1), (0.45, mix(tone, palette.glow, 0.35), 1), (1, tone, 1)]
        sheet.canvas.save()
        sheet.canvas.translate(0, board.height * 0.02)
        sheet.canvas.drawPath(path, paint(palette.dark, 0.45, blur=board.height * 0.018))
        sheet.canvas.restore()
        sheet.canvas.drawPath(path, paint(tone, 0.93, shader=linear((0, 0), (board.width, 0), stops)))
        motion = Motion(sway=(0, 14 + 3 * number), period=8 + 1.3 * number, phase=0.17 * number)
        scene.add(f"ribbon {number}", 0.1 + 0.16 * number, sheet, motion)


def _arcs(scene: Scene, brief: Brief, palette: Palette) -> None:
    board = brief.board
    left = brief.seed % 2 == 0
    foot = board.width * (0.22 if left else 0.78), board.height * 0.98
    count = 6
    reach = max(board.width, board.height) * 0.86
    for number in range(count):
        share = number / (count - 1)
        radius = reach * (1 - 0.15 * number)
        sheet = Sheet(board)
        tone = _accent(palette) if number == count - 1 else _lit(palette, 0.06 + 0.8 * share**1.4)
        sheet.canvas.drawCircle(*foot, radius * 1.012, paint(palette.dark, 0.4, blur=radius * 0.03))
        stops = [(0, tone, 1), (0.78, tone, 1), (1, mix(tone, palette.glow, 0.25), 1)]
        sheet.canvas.drawCircle(*foot, radius, paint(tone, shader=radial(foot, radius, stops)))
        motion = Motion(sway=(4 + 2 * number, 7 + 2 * number), period=10 - 0.7 * number, phase=0.13 * number)
        scene.add(f"arc {number}", 0.08 + 0.17 * number, sheet, motion)


def _bars(scene: Scene, brief: Brief, palette: Palette) -> None:
    board, random = brief.board, brief.random(304)
    rows = 4
    for number in range(rows):
        share = number / (rows - 1)
        sheet = Sheet(board)
        wide = board.width * (0.055 + 0.028 * number) * (1.7 if board.portrait else 1.0)
        x = -wide * float(random.random())
        step = 0
        while x < board.width:
            wave = 0.5 + 0.5 * math.sin(step * (0.9 + 0.2 * number) + 2.1 * number + brief.seed % 7)
            top = board.height * (0.22 + 0.17 * number + 0.26 * (1 - wave) - 0.05 * float(random.random()))
            tone = _lit(palette, 0.05 + 0.5 * share + 0.28 * wave * share)
            tone = _accent(palette) if (number, step) in ((1, 5), (2, 1)) else tone
            stops = [(0, mix(tone, palette.glow, 0.4), 1), (0.35, tone, 1), (1, mix(tone, palette.dark, 0.6), 1)]
            bar = skia.Rect(x + wide * 0.08, top, x + wide * 0.92, board.height + wide)
            brush = paint(tone, 0.95, shader=linear((0, top), (0, board.height), stops))
            sheet.canvas.drawRoundRect(bar, wide * 0.42, wide * 0.42, brush)
            x += wide
            step += 1
        motion = Motion(sway=(5 + 3 * number, 8 + 3 * number), period=7 + 1.5 * number, phase=0.23 * number)
        scene.add(f"bars {number}", 0.12 + 0.25 * number, sheet, motion)
