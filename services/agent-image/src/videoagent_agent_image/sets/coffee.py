"""Coffee from its tree to its cup: cherries on the branch, goats on the highland, a harbour, a café."""

import numpy as np
import skia

from videoagent_agent_image.drawing.coffee import coffee_pot, sack, small_cup, twig
from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.people import walker
from videoagent_agent_image.drawing.ridges import Ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import ADD, Sheet, linear, paint, polygon, radial
from videoagent_agent_image.drawing.transport import dhow
from videoagent_agent_image.drawing.water import glints, mirror
from videoagent_agent_image.icons.sprites import contact_shadow, place, relit, sprite
from videoagent_agent_image.sets.brief import Brief, Framing
from videoagent_agent_image.sets.interior import DESK
from videoagent_agent_image.sets.landscape import add_hills, add_mist, blades, open_sky, swaying
from videoagent_media.layers import Motion


def draw(brief: Brief) -> Scene:
    """Draw one of four views: a branch of ripe cherries, a herder with goats, a harbour of dhows, a café."""
    scene = Scene(brief.board, accent="#ffcf8a")
    (_branch, _herd, _harbour, _cafe)[brief.variant % 4](scene, brief)
    return scene


def _terraces(scene: Scene, brief: Brief, horizon: float) -> None:
    """Add hills planted in rows, hazier the farther they are."""
    light = brief.light
    for number in range(4):
        share = number / 3
        tone = light.on(("#7f9d86", "#6d9464", "#55854a", "#3f7038")[number], 0.66 - 0.52 * share)
        shape = Ridge(
            horizon + 30 + 105 * number,
            230 - 40 * number,
            mix(tone, light.key, 0.12),
            light.on("#2c5230", 0.5 - 0.4 * share),
            rough=0.36,
            knots=2 + number % 2,
            octaves=4,
            fade=300,
            rim=light.key if number else None,
        )
        add_hills(scene, brief, f"terrace {number}", 0.06 + 0.09 * number, shape)
        if number < 3:
            add_mist(scene, brief, 0.09 + 0.09 * number, horizon + 80 + 105 * number, 60, 0.46 - 0.12 * number)


def _branch(scene: Scene, brief: Brief) -> None:
    board, random = brief.board, brief.random(1)
    horizon = board.height * (0.46 if not board.portrait else 0.50)
    open_sky(scene, brief, horizon * 1.2, sun=0.30)
    _terraces(scene, brief, horizon)
    far, near = Sheet(board), Sheet(board)
    if brief.framing is Framing.MEDIUM:  # a title shows the branch from the other side
        near.canvas.translate(board.width, 0)
        near.canvas.scale(-1, 1)
        far.canvas.translate(board.width, 0)
        far.canvas.scale(-1, 1)
    _twigs(far, brief, random, ((1.04, 0.16), (-0.34, 0.16), 0.62))
    scene.add("far branch", 0.60, far, swaying(5, 6, 0.4), focus=2.2)
    if board.portrait:
        _twigs(near, brief, random, ((-0.05, 0.20), (0.86, 0.24), 1.12), ((1.05, 0.52), (-0.66, 0.12), 1.0))
    else:
        _twigs(near, brief, random, ((-0.03, 0.20), (0.60, 0.30), 1.15))
    scene.add("branch", 0.85, near, swaying(7, 5))


def _twigs(
    sheet: Sheet,
    brief: Brief,
    random: np.random.Generator,
    *twigs: tuple[tuple[float, float], tuple[float, float], float],
) -> None:
    """Draw twigs: each starts and runs by shares of the frame, and has a size."""
    wide, tall = brief.board.width, brief.board.height
    for start, run, size in twigs:
        twig(sheet, brief.light, (wide * start[0], tall * start[1]), (wide * run[0], tall * run[1]), size, random)


def _herd(scene: Scene, brief: Brief) -> None:
    board, light, random = brief.board, brief.light, brief.random(2)
    horizon = board.height * (0.50 if not board.portrait else 0.54)
    open_sky(scene, brief, horizon * 1.2, sun=0.72)
    for number in range(3):
        share = number / 2
        tone = light.on(("#8a8aa0", "#9a8a70", "#a88f52")[number], 0.62 - 0.44 * share)
        foot = light.on(("#9a8f8a", "#8f7f58", "#7a6a34")[number], 0.5 - 0.4 * share)
        shape = Ridge(
            horizon + 20 + 90 * number, 240 - 80 * number, tone, foot, rough=0.42, knots=2 + number, octaves=5, fade=260
        )
        add_hills(scene, brief, f"highland {number}", 0.08 + 0.10 * number, shape)
        add_mist(scene, brief, 0.10 + 0.10 * number, horizon + 60 + 90 * number, 52, 0.4 - 0.1 * number)
    trees = Sheet(board)
    ground = board.height * 0.74
    for x, tall in ((0.16, 0.40), (0.86, 0.34)) if not board.portrait else ((0.10, 0.26), (0.92, 0.22)):
        _umbrella_tree(trees, brief, board.width * x, ground, board.height * tall, random)
    scene.add("trees", 0.46, trees)
    goats = Sheet(board)
    pixels = relit(sprite("goat"), light.key, 0.18, shade=light.on("#2a2018"), depth=0.25)
    herd: tuple[tuple[float, float, float, bool, int], ...] = (
        (0.44, 0.755, 150.0, True, -9),
        (0.56, 0.735, 112.0, False, 0),
        (0.66, 0.775, 178.0, True, 8),
        (0.77, 0.745, 120.0, True, 0),
    )
    if board.portrait or board.square:
        herd = ((0.50, 0.745, 150.0, True, -9), (0.66, 0.725, 112.0, False, 0), (0.78, 0.765, 170.0, True, 8))
    for at, feet, tall, flip, turn in herd:
        leap = 26 if turn < 0 else 0
        contact_shadow(goats.canvas, board.width * at, board.height * feet, tall, opacity=0.35)
        place(
            goats.canvas, pixels, board.width * at, board.height * feet - tall * 0.47 - leap, tall, turn=turn, flip=flip
        )
    scene.add("goats", 0.60, goats, Motion(sway=(0, 3), period=3.2))
    man = Sheet(board)
    x = board.width * (0.31 if not board.portrait else 0.28)
    contact_shadow(man.canvas, x, board.height * 0.765, 150, opacity=0.4)
    walker(man.canvas, x, board.height * 0.765, 330, light.on("#b86a3a"), light.on("#f2d9a8"), staff=True)
    scene.add("herder", 0.62, man)
    scene.add("grass", 0.84, blades(brief, 1.0, 620, (40, 170), "#6a5a24", "#e2c468", 7), swaying(4))


def _umbrella_tree(sheet: Sheet, brief: Brief, x: float, foot: float, tall: float, random: np.random.Generator) -> None:
    """Draw an acacia: a thin trunk that forks under a flat crown."""
    light = brief.light
    wood = light.on("#4a3626")
    for lean in (-0.22, 0.02, 0.24):
        limb = skia.Path()
        limb.moveTo(x, foot)
        limb.quadTo(x + lean * tall * 0.2, foot - tall * 0.5, x + lean * tall * 1.3, foot - tall * 0.86)
        sheet.canvas.drawPath(limb, paint(wood, stroke=tall * 0.030))
    for number in range(26):
        share = number / 25 * 2 - 1
        cy = foot - tall * (0.90 + 0.06 * float(random.random()) - 0.05 * share * share)
        wide = tall * (0.11 + 0.06 * float(random.random()))
        tone = mix(light.on("#37542c"), light.on("#a3b25a"), float(random.random()))
        sheet.canvas.drawOval(
            skia.Rect.MakeXYWH(x + share * tall * 0.52 - wide, cy - wide * 0.38, wide * 2, wide * 0.62), paint(tone)
        )


def _harbour(scene: Scene, brief: Brief) -> None:
    board, light, random = brief.board, brief.light, brief.random(3)
    water = board.height * (0.60 if not board.portrait else 0.58)
    open_sky(scene, brief, water, sun=0.62)
    coast = Ridge(
        water + 14, 190, light.on("#a8927f", 0.5), light.on("#b89a78", 0.3), rough=0.5, knots=3, octaves=6, fade=200
    )
    add_hills(scene, brief, "coast", 0.10, coast)
    add_mist(scene, brief, 0.12, water - 20, 70, 0.45)
    town = Sheet(board)
    _white_town(town, brief, water + 8, random)
    scene.add("town", 0.22, town)
    dhows = Sheet(board)
    fleet = ((0.80, 0.26, 1), (0.62, 0.17, 1)) if not board.portrait else ((0.74, 0.15, 1), (0.52, 0.10, 1))
    for x, tall, side in fleet:
        dhow(dhows.canvas, board.width * x, water + 20 + board.height * tall * 0.10, board.height * tall, light, side)
    scene.add("far dhows", 0.34, dhows)
    tint = mix(light.on("#1f6f86"), light.sky[2][1], 0.25)
    surface = mirror(board, scene.flat(), water + 14, tint=tint, share=0.38, ripple=22, seed=brief.seed, smear=0.35)
    scene.add("water", 0.36, surface)
    scene.add(
        "glints",
        0.40,
        glints(board, water + 20, light.key, brief.random(5), count=130, opacity=0.3),
        Motion(sway=(7, 0), period=6),
    )
    main = Sheet(board)
    at = (0.42, 0.50) if not board.portrait else (0.46, 0.36)
    dhow(main.canvas, board.width * at[0], board.height * 0.755, board.height * at[1], light, 1)
    scene.add("dhow", 0.58, main, Motion(velocity=(5, 0), sway=(0, 5), period=5.2))
    quay = Sheet(board)
    _quay(quay, brief, random)
    scene.add("quay", 0.86, quay)


def _white_town(sheet: Sheet, brief: Brief, foot: float, random: np.random.Generator) -> None:
    """Draw cubic houses on the shore, with a minaret."""
    board, light = brief.board, brief.light
    wall = light.on("#f0e4cc", 0.18)
    left, right = board.width * 0.04, board.width * (0.40 if not board.portrait else 0.62)
    for row in range(3):
        x = left
        while x < right:
            wide, tall = 52 + 52 * float(random.random()), 62 + 46 * float(random.random())
            base = foot - 44 * (2 - row)
            tones = [
                (0, mix(wall, light.shade, 0.32)),
                (0.35, mix(wall, light.haze, 0.10 * (2 - row))),
                (1, mix(wall, light.lit, 0.4)),
            ]
            house = skia.Rect(x, base - tall, x + wide, foot + 10)
            sheet.canvas.drawRect(house, paint(wall, shader=linear((x, 0), (x + wide, 0), tones)))
            for number in range(2):
                pane = skia.Rect.MakeXYWH(
                    x + wide * (0.22 + 0.36 * number), base - tall * 0.72, wide * 0.16, tall * 0.22
                )
                sheet.canvas.drawRect(pane, paint("#ffd27a" if light.dark else light.on("#4a5058", 0.15)))
            x += wide + 4
    tower = left + (right - left) * 0.62
    sheet.canvas.drawRect(
        skia.Rect(tower - 15, foot - 290, tower + 15, foot),
        paint(
            wall,
            shader=linear(
                (tower - 15, 0), (tower + 15, 0), [(0, mix(wall, light.shade, 0.4)), (1, mix(wall, light.lit, 0.4))]
            ),
        ),
    )
    sheet.canvas.drawRect(skia.Rect(tower - 23, foot - 262, tower + 23, foot - 248), paint(mix(wall, light.shade, 0.3)))
    dome = skia.Path()
    dome.moveTo(tower - 17, foot - 288)
    dome.cubicTo(tower - 20, foot - 330, tower - 4, foot - 334, tower, foot - 356)
    dome.cubicTo(tower + 4, foot - 334, tower + 20, foot - 330, tower + 17, foot - 288)
    dome.close()
    sheet.canvas.drawPath(dome, paint(light.on("#5f9a92", 0.15)))


def _quay(sheet: Sheet, brief: Brief, random: np.random.Generator) -> None:
    """Draw the edge of a quay with sacks of coffee, one of them open."""
    board, light = brief.board, brief.light
    top = board.height * 0.86
    stone = light.on("#b8a486")
    tones = [(0, mix(stone, light.key, 0.35)), (0.2, stone), (1, mix(stone, "#2a2018", 0.6))]
    sheet.canvas.drawRect(
        skia.Rect(0, top, board.width, board.height), paint(stone, shader=linear((0, top), (0, board.height), tones))
    )
    for number in range(int(board.width / 210) + 1):
        sheet.canvas.drawLine(210 * number, top + 12, 210 * number - 40, board.height, paint("#3a2c1c", 0.25, stroke=4))
    sacks = (
        ((0.13, 250.0), (0.22, 210.0), (0.175, 190.0))
        if not board.portrait
        else ((0.20, 250.0), (0.40, 210.0), (0.29, 190.0))
    )
    for number, (x, tall) in enumerate(sacks):
        foot = top + 46 + 26 * (number == 2)
        sack(sheet, light, board.width * x, foot, tall * (0.95 if number == 2 else 1.0), full=number == 2)


def _cafe(scene: Scene, brief: Brief) -> None:
    board, random = brief.board, brief.random(4)
    tall = board.portrait
    wall = Sheet(board)
    middle = board.width * 0.5, board.height * 0.30
    stops = [(0, "#f2c98a", 1), (0.42, "#a8643a", 1), (1, "#3a1f18", 1)]
    wall.canvas.drawPaint(paint("#a8643a", shader=radial(middle, max(board.width, board.height) * 0.68, stops)))
    scene.add("wall", 0.0, wall)
    arches = Sheet(board)
    for number, x in enumerate((0.18, 0.5, 0.82) if not tall else (0.26, 0.74)):
        _arched_window(
            arches,
            brief,
            board.width * x,
            board.height * (0.56 if not tall else 0.50),
            250 if not tall else 230,
            number,
        )
    scene.add("windows", 0.12, arches, focus=1.5)
    lanterns, shine = Sheet(board), Sheet(board)
    for x, drop, size in (
        ((0.34, 0.22, 74.0), (0.66, 0.22, 74.0), (0.5, 0.17, 58.0))
        if not tall
        else ((0.5, 0.20, 96.0), (0.22, 0.15, 66.0), (0.80, 0.26, 66.0))
    ):
        _lantern(lanterns, shine, board.width * x, board.height * drop, size)
    scene.add("lanterns", 0.30, lanterns)
    scene.add("lantern light", 0.32, shine, Motion(flicker=0.16, flicker_rate=0.7))
    top = board.height * DESK
    table = Sheet(board)
    wood = "#6a3a22"
    light = radial((board.width * 0.5, top), board.width * 0.6, [(0, "#c8854a", 1), (0.5, wood, 1), (1, "#1c0e0a", 1)])
    table.canvas.drawRect(skia.Rect(0, top, board.width, board.height), paint(wood, shader=light))
    for _ in range(18):
        y = top + 10 + (board.height - top) * float(random.random())
        table.canvas.drawLine(
            0, y, board.width, y + 8 * float(random.standard_normal()), paint("#1c0e0a", 0.16, stroke=3)
        )
    scene.add("table", 0.50, table)
    things = Sheet(board)
    pot, cups = (0.66, (0.40, 0.52)) if not tall else (0.68, (0.28, 0.46))
    coffee_pot(things, board.width * pot, top + 74, 430)
    for number, x in enumerate(cups):
        small_cup(things, board.width * x, top + 96 + 26 * (number == 0), 150 - 20 * number)
    scene.add("things", 0.64, things)
    steam = Sheet(board)
    for x in cups:
        for wisp in range(2):
            path = skia.Path()
            sx, sy = board.width * x + 26 * wisp - 13, top - 44
            path.moveTo(sx, sy)
            path.cubicTo(sx - 44, sy - 70, sx + 48, sy - 130, sx - 6, sy - 230)
            fade = linear((0, sy), (0, sy - 230), [(0, "#fff4e4", 0.42), (1, "#fff4e4", 0.0)])
            steam.canvas.drawPath(path, paint("#fff4e4", stroke=18, blur=9, shader=fade))
    scene.add("steam", 0.66, steam, Motion(sway=(10, 6), period=4.4, flicker=0.25, flicker_rate=0.4))


def _arched_window(sheet: Sheet, brief: Brief, x: float, foot: float, half: float, number: int) -> None:
    """Draw a pointed arch with an evening sky and a dome behind it."""
    tall = half * 2.1
    arch = skia.Path()
    arch.moveTo(x - half, foot)
    arch.lineTo(x - half, foot - tall * 0.55)
    arch.quadTo(x - half * 0.9, foot - tall * 0.90, x, foot - tall)
    arch.quadTo(x + half * 0.9, foot - tall * 0.90, x + half, foot - tall * 0.55)
    arch.lineTo(x + half, foot)
    arch.close()
    sky = linear((0, foot - tall), (0, foot), [(0, "#2c4a86"), (0.55, "#c8788a"), (1, "#ffc48a")])
    canvas = sheet.canvas
    canvas.drawPath(arch, paint("#c8788a", shader=sky))
    canvas.save()
    canvas.clipPath(arch, skia.ClipOp.kIntersect, True)
    random = brief.random(60 + number)
    town = "#6a4460"
    left = x - half
    while left < x + half:
        wide, high = 50 + 60 * float(random.random()), tall * (0.10 + 0.12 * float(random.random()))
        canvas.drawRect(skia.Rect(left, foot - high, left + wide, foot), paint(town))
        left += wide
    if number == 1:
        canvas.drawCircle(x, foot - tall * 0.20, half * 0.34, paint(town))
        canvas.drawRect(skia.Rect(x + half * 0.52, foot - tall * 0.56, x + half * 0.62, foot), paint(town))
    canvas.restore()
    canvas.drawPath(arch, paint("#f0c890", stroke=22))
    canvas.drawPath(arch, paint("#7a4428", stroke=8))


def _lantern(sheet: Sheet, shine: Sheet, x: float, y: float, size: float) -> None:
    sheet.canvas.drawLine(x, 0, x, y - size, paint("#2a1810", stroke=4))
    body = polygon(
        [
            (x, y - size * 1.15),
            (x + size * 0.55, y - size * 0.5),
            (x + size * 0.42, y + size * 0.5),
            (x, y + size),
            (x - size * 0.42, y + size * 0.5),
            (x - size * 0.55, y - size * 0.5),
        ]
    )
    glow = radial((x, y), size, [(0, "#fff4c8", 1), (0.5, "#ffc050", 1), (1, "#a85a20", 1)])
    sheet.canvas.drawPath(body, paint("#ffc050", shader=glow))
    sheet.canvas.drawPath(body, paint("#4a2a14", stroke=size * 0.07))
    for side in (-0.18, 0.18):
        sheet.canvas.drawLine(
            x + size * side,
            y - size * 0.8,
            x + size * side * 0.9,
            y + size * 0.75,
            paint("#4a2a14", stroke=size * 0.045),
        )
    shine.canvas.drawCircle(x, y, size * 2.6, paint("#ffb850", 0.42, blur=size * 1.1, blend=ADD))
