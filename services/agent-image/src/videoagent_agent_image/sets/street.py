"""A wet street at night: lit windows, coloured signs, umbrellas, rain, all of it twice in the asphalt."""

import skia

from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import ADD, Sheet, linear, paint
from videoagent_agent_image.drawing.water import mirror
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.city import Row, draw_row
from videoagent_agent_image.sets.landscape import add_mist, open_sky
from videoagent_media.layers import Motion

_NEON = ("#ff3d81", "#27e0ff", "#ffd23d", "#ff6a3d", "#8cff6a", "#c77dff")
_UMBRELLAS = ("#d83a4e", "#3a8fb8", "#d9b24a", "#7a5fc0", "#3f9a72")


def draw(brief: Brief) -> Scene:
    """Draw the street; the seed varies towers, signs and people."""
    board, light = brief.board, brief.light
    scene = Scene(board, accent="#ffd27a")
    kerb = board.height * (0.70 if not board.portrait else 0.72)
    open_sky(scene, brief, kerb, sun=None)
    gap = 0.46 + 0.14 * float(brief.random(1).random())
    glow = "#c2569a"
    add_mist(scene, brief, 0.03, kerb - 60, 190, 0.5)
    unit = board.height * (1.0 if not board.portrait else 0.68)
    for number, (low, high, narrow, broad, pane, lit) in enumerate(
        (
            (0.08, 0.28, 0.03, 0.08, 0.0035, 0.22),
            (0.16, 0.46, 0.06, 0.13, 0.006, 0.30),
            (0.40, 0.80, 0.15, 0.23, 0.0105, 0.26),
        )
    ):
        share = number / 2
        wall = mix(light.on("#3a3466", 0.35 * (1 - share)), "#120f2c", 0.35 + 0.5 * share)
        row = Row(
            kerb + 10,
            (unit * low, unit * high),
            (unit * narrow, unit * broad),
            wall,
            mix(wall, glow, 0.35 * (1 - share)),
            unit * pane,
            lit,
            "#0d0d24",
        )
        sheet = Sheet(board)
        opening = (gap - 0.17, gap + 0.17) if number == 2 else (0, 0)
        if board.portrait and number == 2:
            opening = (gap - 0.28, gap + 0.28)
        draw_row(sheet, row, brief.random(10 + number), key=mix(wall, glow, 0.3), skip=opening)
        scene.add(f"houses {number}", 0.10 + 0.16 * number, sheet)
        if number:
            scene.add(
                f"signs {number}",
                0.11 + 0.16 * number,
                _signs(brief, number, kerb, unit, gap),
                Motion(flicker=0.18, flicker_rate=1.7, phase=0.3 * number),
            )
        add_mist(scene, brief, 0.14 + 0.16 * number, kerb, 100 - 20 * number, 0.4 - 0.1 * number)
    asphalt = mirror(
        board, scene.flat(), kerb, tint="#0c0a1e", share=0.32, ripple=60, seed=brief.seed, smear=0.62, stretch=1.25
    )
    scene.add("asphalt", 0.5, asphalt)
    _people(scene, brief, kerb, gap)
    scene.add("lights", 0.95, _discs(brief, gap), Motion(sway=(6, 3), period=8), focus=3.5)
    return scene


def _signs(brief: Brief, number: int, kerb: float, unit: float, gap: float) -> Sheet:
    """Draw glowing sign boxes with abstract marks: no script is imitated."""
    board, random = brief.board, brief.random(30 + number)
    sheet = Sheet(board)
    for _ in range(round((9 if number == 1 else 7) * max(0.6, board.width / 2304))):
        x = float(random.random())
        if number == 2 and abs(x - gap) < (0.30 if board.portrait else 0.2):
            continue
        wide = unit * (0.016 + 0.022 * number) * (0.8 + 0.5 * float(random.random()))
        tall = wide * (2.6 + 2.4 * float(random.random()))
        y = kerb - unit * (0.14 + 0.18 * number) - unit * 0.22 * float(random.random())
        tone = _NEON[int(random.integers(len(_NEON)))]
        box = skia.Rect.MakeXYWH(x * board.width, y, wide, tall)
        sheet.canvas.drawRoundRect(
            box.makeOutset(wide * 0.4, wide * 0.4),
            wide * 0.4,
            wide * 0.4,
            paint(tone, 0.55, blur=wide * 0.7, blend=ADD),
        )
        sheet.canvas.drawRoundRect(box, wide * 0.14, wide * 0.14, paint("#0a0714", 0.92))
        sheet.canvas.drawRoundRect(box, wide * 0.14, wide * 0.14, paint(tone, stroke=max(2.0, wide * 0.06)))
        marks = max(2, int(tall / wide / 0.95))
        for index in range(marks):
            cy = y + tall * (index + 0.5) / marks
            cx = box.centerX()
            shape = int(random.integers(3))
            bright = mix(tone, "#ffffff", 0.5)
            if shape == 0:
                sheet.canvas.drawCircle(cx, cy, wide * 0.22, paint(bright, stroke=wide * 0.08))
            elif shape == 1:
                sheet.canvas.drawRect(
                    skia.Rect.MakeXYWH(cx - wide * 0.25, cy - wide * 0.05, wide * 0.5, wide * 0.1), paint(bright)
                )
                sheet.canvas.drawRect(
                    skia.Rect.MakeXYWH(cx - wide * 0.05, cy - wide * 0.22, wide * 0.1, wide * 0.44), paint(bright)
                )
            else:
                for step in (-0.16, 0.0, 0.16):
                    sheet.canvas.drawRect(
                        skia.Rect.MakeXYWH(cx - wide * 0.24, cy + wide * step - wide * 0.03, wide * 0.48, wide * 0.06),
                        paint(bright),
                    )
    return sheet


def _people(scene: Scene, brief: Brief, kerb: float, gap: float) -> None:
    board, random = brief.board, brief.random(50)
    reflected, people = Sheet(board), Sheet(board)
    unit = board.height * (1.0 if not board.portrait else 0.75)
    spread = 0.11 if not board.portrait else 0.2
    crowd = [
        (gap + (float(random.random()) - 0.5) * 2 * spread, 0.09 + 0.05 * float(random.random())) for _ in range(5)
    ]
    crowd.append((gap - spread * (1.2 if random.random() < 0.5 else -1.2), 0.27))
    for x, size in sorted(crowd, key=lambda person: person[1]):
        height = unit * size
        foot = kerb + 20 + height * 0.36
        umbrella = _UMBRELLAS[int(random.integers(len(_UMBRELLAS)))]
        for sheet, flip, opacity in ((reflected, -1, 0.42), (people, 1, 1.0)):
            _person(sheet, x * board.width, foot, height, umbrella, flip, opacity)
    scene.add("reflections", 0.6, reflected, focus=5)
    scene.add("people", 0.62, people)


def _person(sheet: Sheet, x: float, foot: float, height: float, umbrella: str, flip: int, opacity: float) -> None:
    canvas = sheet.canvas
    canvas.save()
    canvas.translate(x, foot)
    canvas.scale(1, flip)
    coat, wide = "#0a0818", height * 0.16
    body = skia.Path()
    body.moveTo(-wide * 0.62, 0)
    body.cubicTo(-wide * 0.75, -height * 0.3, -wide * 0.95, -height * 0.52, -wide * 0.55, -height * 0.60)
    body.cubicTo(-wide * 0.3, -height * 0.64, wide * 0.3, -height * 0.64, wide * 0.55, -height * 0.60)
    body.cubicTo(wide * 0.95, -height * 0.52, wide * 0.75, -height * 0.3, wide * 0.62, 0)
    body.close()
    canvas.drawPath(body, paint(coat, opacity))
    canvas.drawCircle(0, -height * 0.69, height * 0.075, paint(coat, opacity))
    for side in (-0.5, 0.08):
        canvas.drawRect(skia.Rect(wide * side, -2, wide * (side + 0.42), height * 0.05), paint(coat, opacity))
    radius, rim = height * 0.36, -height * 0.78
    canopy = skia.Path()
    canopy.moveTo(-radius, rim)
    canopy.cubicTo(-radius * 0.9, rim - radius * 0.95, radius * 0.9, rim - radius * 0.95, radius, rim)
    for step in range(4):
        edge = radius - step * radius / 2
        canopy.quadTo(edge - radius / 4, rim - radius * 0.16, edge - radius / 2, rim)
    canopy.close()
    stops = [
        (0, mix(umbrella, "#ffffff", 0.45), opacity),
        (0.4, umbrella, opacity),
        (1, mix(umbrella, coat, 0.65), opacity),
    ]
    canvas.drawPath(canopy, paint(umbrella, shader=linear((0, rim - radius * 0.75), (0, rim), stops, 6)))
    canvas.drawLine(0, rim - radius * 0.74, 0, -height * 0.5, paint(coat, opacity, stroke=max(2.0, height * 0.012)))
    canvas.restore()


def _discs(brief: Brief, gap: float) -> Sheet:
    """Draw lights far out of focus near the lens, outside the street's opening."""
    board, random = brief.board, brief.random(60)
    sheet = Sheet(board)
    for _ in range(26):
        x, y = float(random.random()), 0.15 + 0.85 * float(random.random())
        if abs(x - gap) < 0.2 and y < 0.8:
            continue
        size, tone = 26 + 60 * float(random.random()), _NEON[int(random.integers(len(_NEON)))]
        sheet.canvas.drawCircle(
            x * board.width, y * board.height, size, paint(tone, 0.10 + 0.10 * float(random.random()))
        )
        sheet.canvas.drawCircle(x * board.width, y * board.height, size, paint(tone, 0.18, stroke=2.5))
    return sheet
