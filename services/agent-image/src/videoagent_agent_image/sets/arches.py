"""Arches of stone: an aqueduct in the evening, a temple's columns."""

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import mix, rgb
from videoagent_agent_image.drawing.plants import cypress
from videoagent_agent_image.drawing.ridges import Ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import LINEAR, Sheet, image, linear, paint, polygon
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_hills, add_mist, blades, distant_hills, open_sky, swaying

_FLAT = (3000.0, 900.0)
"""Size of the aqueduct before perspective, units."""


def draw(brief: Brief) -> Scene:
    """Draw one of two views: an aqueduct in perspective, a temple on a hill."""
    scene = Scene(brief.board)
    board, light = brief.board, brief.light
    horizon = board.height * (0.60 if not board.portrait else 0.62)
    aqueduct = brief.variant % 2 == 0
    open_sky(scene, brief, horizon * 1.15, sun=0.26 if aqueduct else 0.72)
    distant_hills(scene, brief, horizon - 40)
    if aqueduct:
        scene.add("aqueduct", 0.34, _aqueduct(brief, horizon))
        add_mist(scene, brief, 0.36, horizon + 150, 70, 0.4)
    hill = Ridge(
        board.height * (0.86 if aqueduct else 0.80),
        90,
        light.on("#98984a", 0.03),
        light.on("#4f5f2c"),
        rough=0.4,
        octaves=5,
        fade=360,
        rim=light.key,
    )
    add_hills(scene, brief, "hill", 0.45, hill)
    if not aqueduct:
        scene.add("temple", 0.5, _temple(brief))
    sheet = Sheet(board)
    places = ((0.055, 0.62), (0.125, 0.47)) if aqueduct else ((0.07, 0.52), (0.15, 0.40), (0.92, 0.58))
    for x, size in places:
        cypress(
            sheet.canvas,
            board.width * x,
            board.height * 0.99,
            board.height * size * (0.8 if board.portrait else 1),
            light.on("#1b2a18"),
            light.on("#8d9a4a"),
        )
    scene.add("cypresses", 0.85, sheet)
    scene.add("grass", 1.0, blades(brief, 0.985, 1000, (50, 170), "#4a5224", "#c0ac52", 3), swaying(3), focus=1.5)
    return scene


def _aqueduct(brief: Brief, horizon: float) -> Sheet:
    """Draw three tiers of arches flat, then lay them into perspective and let the far end fade."""
    board, light = brief.board, brief.light
    width, height = _FLAT
    body = skia.Path()
    body.addRect(skia.Rect(0, 40, width, height))
    body.setFillType(skia.PathFillType.kEvenOdd)
    for top, bottom, count, pier in ((78, 150, 45, 18), (196, 436, 15, 48), (492, height + 5, 15, 64)):
        bay = width / count
        for number in range(count):
            left, right = number * bay + pier / 2, (number + 1) * bay - pier / 2
            radius = (right - left) / 2
            arch = skia.Path()
            arch.moveTo(left, bottom)
            arch.lineTo(left, top + radius)
            arch.arcTo(skia.Rect(left, top, right, top + 2 * radius), 180, 180, False)
            arch.lineTo(right, bottom)
            arch.close()
            body.addPath(arch)
    face = _masonry(brief, body)
    far, near = board.width * (0.26 if not board.portrait else 0.06), board.width * 1.10
    corners = [(far, horizon - 130), (near, board.height * 0.02), (near, board.height * 1.16), (far, horizon + 215)]
    matrix = skia.Matrix()
    flat = [(0, 0), (width, 0), (width, height), (0, height)]
    matrix.setPolyToPoly([skia.Point(*point) for point in flat], [skia.Point(*point) for point in corners])
    sheet = Sheet(board)
    soffit = light.on("#6b3f2c")
    for offset, paintwork in (
        (
            (-14.0, 4.0),
            paint(
                soffit,
                shader=linear(
                    (0, 0), (0, height), [(0, mix(soffit, light.key, 0.15)), (1, mix(soffit, "#1a1018", 0.4))]
                ),
            ),
        ),
        ((0.0, 0.0), None),
    ):
        sheet.canvas.save()
        sheet.canvas.translate(*offset)
        sheet.canvas.concat(matrix)
        if paintwork is None:
            sheet.canvas.scale(1 / board.scale, 1 / board.scale)
            sheet.canvas.drawImage(image(face.pixels), 0, 0, LINEAR)
        else:
            sheet.canvas.drawPath(body, paintwork)
        sheet.canvas.restore()
    _fade_into_haze(sheet, brief, far)
    return sheet


def _masonry(brief: Brief, body: "skia.Path") -> Sheet:
    light, random = brief.light, brief.random(3)
    width, height = _FLAT
    sheet = Sheet(brief.board, width, height)
    stone = light.on("#d9a066")
    sheet.canvas.clipPath(body, skia.ClipOp.kIntersect, True)
    tones = [(0, mix(stone, light.key, 0.5)), (0.5, stone), (1, mix(stone, light.shade, 0.4))]
    sheet.canvas.drawRect(skia.Rect(0, 0, width, height), paint(stone, shader=linear((0, 0), (0, height), tones)))
    blocks = [skia.Path() for _ in range(3)]
    for y in range(40, int(height), 22):
        x = -60 * float(random.random())
        while x < width:
            blocks[int(random.integers(3))].addRect(skia.Rect.MakeXYWH(x, y, 60, 20.5))
            x += 62
    for path, tone, strength in zip(blocks, ("#7a4426", "#ffe2b0", "#b87444"), (0.10, 0.12, 0.05), strict=True):
        sheet.canvas.drawPath(path, paint(tone, strength))
    for y in (40, 160, 176, 446, 462):
        sheet.canvas.drawRect(skia.Rect(0, y, width, y + 14), paint("#fff0cf", 0.34))
        sheet.canvas.drawRect(skia.Rect(0, y + 14, width, y + 26), paint("#3a1c10", 0.30))
    return sheet


def _fade_into_haze(sheet: Sheet, brief: Brief, far: float) -> None:
    columns = np.arange(sheet.pixels.shape[1], dtype=np.float32) / brief.board.scale
    share = np.clip(1 - (columns - far) / (brief.board.width * 0.62), 0, 1)[None, :, None] ** 1.25 * 0.72
    haze = np.array(rgb(brief.light.haze), np.float32) * 255
    cover = sheet.pixels[..., 3:].astype(np.float32) / 255
    sheet.pixels[..., :3] = np.clip(sheet.pixels[..., :3] * (1 - share) + haze * cover * share, 0, 255)


def _temple(brief: Brief) -> Sheet:
    """Draw a temple's front on three steps."""
    board, light = brief.board, brief.light
    sheet = Sheet(board)
    wide = min(board.width * 0.62, board.height * 0.86)
    left, foot = board.width * 0.5 - wide / 2, board.height * 0.815
    marble = light.on("#ece0c8", 0.03)
    dark, bright = mix(marble, light.shade, 0.6), mix(marble, light.lit, 0.5)
    tall = wide * 0.36
    for step in range(3):
        rect = skia.Rect(
            left - wide * 0.02 * (3 - step),
            foot - wide * 0.018 * (step + 1),
            left + wide * (1 + 0.02 * (3 - step)),
            foot - wide * 0.018 * step,
        )
        sheet.canvas.drawRect(rect, paint(marble, shader=linear((left, 0), (left + wide, 0), [(0, dark), (1, bright)])))
        sheet.canvas.drawRect(skia.Rect(rect.left(), rect.top(), rect.right(), rect.top() + 2.5), paint(light.key, 0.5))
    floor, top = foot - wide * 0.054, foot - wide * 0.054 - tall
    sheet.canvas.drawRect(
        skia.Rect(left + wide * 0.04, top, left + wide * 0.96, floor), paint(mix(dark, "#1a1424", 0.55))
    )
    for column in range(8):
        x = left + wide * (0.055 + 0.127 * column)
        _column(sheet, x, floor, tall, wide * 0.034, dark, bright)
    beam = skia.Rect(left - wide * 0.005, top - wide * 0.05, left + wide * 1.005, top)
    sheet.canvas.drawRect(beam, paint(marble, shader=linear((left, 0), (left + wide, 0), [(0, dark), (1, bright)])))
    for number in range(24):
        x = left + wide * (number + 0.5) / 24
        sheet.canvas.drawRect(
            skia.Rect(x - wide * 0.008, top - wide * 0.04, x + wide * 0.008, top - wide * 0.012),
            paint(mix(dark, "#1a1424", 0.25), 0.6),
        )
    gable = polygon(
        [
            (left - wide * 0.03, top - wide * 0.05),
            (left + wide * 0.5, top - wide * 0.19),
            (left + wide * 1.03, top - wide * 0.05),
        ]
    )
    sheet.canvas.drawPath(
        gable,
        paint(marble, shader=linear((left, 0), (left + wide, 0), [(0, mix(marble, light.shade, 0.3)), (1, bright)])),
    )
    inner = polygon(
        [
            (left + wide * 0.07, top - wide * 0.058),
            (left + wide * 0.5, top - wide * 0.165),
            (left + wide * 0.93, top - wide * 0.058),
        ]
    )
    sheet.canvas.drawPath(inner, paint(mix(dark, marble, 0.35)))
    return sheet


def _column(sheet: Sheet, x: float, floor: float, tall: float, half: float, dark: str, bright: str) -> None:
    shape = polygon(
        [(x - half, floor), (x - half * 0.82, floor - tall), (x + half * 0.82, floor - tall), (x + half, floor)]
    )
    tones = [(0, dark), (0.6, mix(dark, bright, 0.7)), (0.85, bright), (1, mix(dark, bright, 0.6))]
    sheet.canvas.drawPath(shape, paint(bright, shader=linear((x - half, 0), (x + half, 0), tones)))
    for flute in (-0.55, -0.2, 0.15, 0.5):
        sheet.canvas.drawLine(
            x + half * flute, floor, x + half * flute * 0.85, floor - tall, paint(dark, 0.45, stroke=half * 0.12)
        )
    for y, size in ((floor - tall, 1.25), (floor - half * 0.5, 1.2)):
        sheet.canvas.drawRect(
            skia.Rect(x - half * size, y, x + half * size, y + half * 0.5),
            paint(bright, shader=linear((x - half, 0), (x + half, 0), tones)),
        )
