"""Railways: a steam train in a valley, a fast train, wheels and rods from near; stations are in their own modules."""

import skia

from videoagent_agent_image.drawing.coaches import coach, fast_train
from videoagent_agent_image.drawing.colour import mix
from videoagent_agent_image.drawing.engines import (
    driving_wheel,
    rod,
    smoke,
    steam_engine,
)
from videoagent_agent_image.drawing.lamps import glow
from videoagent_agent_image.drawing.ridges import Ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint, polygon
from videoagent_agent_image.drawing.transport import viaduct
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.landscape import add_hills, add_mist, blades, distant_hills, open_sky, swaying
from videoagent_agent_image.sets.station import station_hall
from videoagent_agent_image.sets.underground import underground
from videoagent_media.layers import Motion


def draw(brief: Brief) -> Scene:
    """Draw one of five views of trains and where they stop."""
    scene = Scene(brief.board, accent="#ffcf7a")
    views = (_valley, station_hall, _fast, _wheels, underground)
    views[brief.variant % len(views)](scene, brief)
    return scene


def _valley(scene: Scene, brief: Brief) -> None:
    """Show a steam train on a viaduct."""
    board, light = brief.board, brief.light
    tall = board.portrait
    horizon = board.height * (0.50 if not tall else 0.52)
    open_sky(scene, brief, horizon, sun=0.24)
    distant_hills(scene, brief, horizon - 40, count=3)
    deck = board.height * (0.60 if not tall else 0.58)
    bridge = Sheet(board)
    viaduct(bridge.canvas, board, deck, light)
    scene.add("viaduct", 0.42, bridge)
    size = board.height * (0.205 if not tall else 0.085)
    train = Sheet(board)
    front = board.width * 0.84
    start = steam_engine(train.canvas, front, deck - 4, size, light)
    while start > -size:
        start = coach(train.canvas, start, deck - 4, size, light)
    scene.add("train", 0.46, train, Motion(velocity=(16, 0)))
    plume = smoke(board, front - size * 0.40, deck - size * 1.03, size * 1.25, light, brief.random(3))
    scene.add("smoke", 0.44, plume, Motion(velocity=(16, -1), sway=(5, 4), period=5))
    add_mist(scene, brief, 0.52, board.height * 0.90, 120, 0.35)


def _fast(scene: Scene, brief: Brief) -> None:
    """Show a high-speed train in open country."""
    board, light = brief.board, brief.light
    tall = board.portrait
    horizon = board.height * 0.50
    open_sky(scene, brief, horizon, sun=0.72)
    distant_hills(scene, brief, horizon - 30, count=2, tree=24)
    green = light.on("#7aa04a", 0.12)
    add_hills(
        scene,
        brief,
        "fields",
        0.30,
        Ridge(horizon + 70, 60, mix(green, light.key, 0.35), light.on("#4a6a34"), rough=0.3, knots=2, octaves=3),
    )
    rail = board.height * (0.70 if not tall else 0.65)
    size = board.height * (0.165 if not tall else 0.092)
    bank = Sheet(board)
    stone = light.on("#8a8078")
    bank.canvas.drawPath(
        polygon([(0, rail - 6), (board.width, rail - 6), (board.width, rail + size * 0.36), (0, rail + size * 0.36)]),
        paint(
            stone,
            shader=linear(
                (0, rail), (0, rail + size * 0.36), [(0, mix(stone, light.key, 0.3)), (1, mix(stone, "#1c1814", 0.5))]
            ),
        ),
    )
    bank.canvas.drawRect(skia.Rect(0, rail - 8, board.width, rail + 2), paint(light.on("#c8ccd4")))
    bank.canvas.drawRect(
        skia.Rect(0, rail + size * 0.34, board.width, board.height),
        paint(
            light.on("#5a7a3a"),
            shader=linear(
                (0, rail + size * 0.3),
                (0, board.height),
                [(0, light.on("#8aa84a")), (0.4, light.on("#4f7434")), (1, light.on("#1c3418"))],
            ),
        ),
    )
    scene.add("track", 0.40, bank)
    poles = Sheet(board)
    for number in range(6 if not tall else 4):
        x = board.width * (number + 0.5) / (6 if not tall else 4)
        steel = light.on("#5a626e")
        poles.canvas.drawLine(x, rail, x, rail - size * 2.0, paint(steel, stroke=11))
        poles.canvas.drawLine(x, rail - size * 1.86, x + size * 0.8, rail - size * 1.70, paint(steel, stroke=7))
        poles.canvas.drawLine(x, rail - size * 1.45, x + size * 0.8, rail - size * 1.52, paint(steel, stroke=7))
    for up in (1.52, 1.74):
        poles.canvas.drawLine(
            0, rail - size * up, board.width, rail - size * up, paint(light.on("#3a424c"), 0.85, stroke=3.5)
        )
    scene.add("wires", 0.44, poles)
    train = Sheet(board)
    fast_train(train.canvas, board.width * 0.86, rail - 6, size, board.width, light)
    scene.add("train", 0.48, train, Motion(velocity=(26, 0)))
    scene.add(
        "grass",
        0.74,
        blades(brief, 0.80 if not tall else 0.74, 700, (24, 84), "#3f6a2c", "#b8d06a", 7),
        swaying(5, 3.2),
    )
    scene.add(
        "near grass",
        0.92,
        blades(brief, 0.95 if not tall else 0.86, 620, (70, 170), "#1c3a18", "#6a9a3c", 8),
        swaying(8, 3.6),
        focus=3,
    )


def _wheels(scene: Scene, brief: Brief) -> None:
    """Show the wheels of a steam engine from near."""
    board, light = brief.board, brief.light
    tall = board.portrait
    open_sky(scene, brief, board.height * 0.62, sun=0.85)
    base = Ridge(
        board.height * 0.56,
        110,
        light.on("#7a8a6a", 0.5),
        light.on("#5a6a4a", 0.35),
        rough=0.4,
        knots=2,
        trees=200,
        tree=60,
    )
    add_hills(scene, brief, "woods", 0.10, base)
    radius = board.height * (0.215 if not tall else 0.145)
    rail = board.height * (0.775 if not tall else 0.685)
    y = rail - radius
    bed = Sheet(board)
    stone = light.on("#7a7068")
    bed.canvas.drawRect(
        skia.Rect(0, rail - 30, board.width, board.height),
        paint(
            stone,
            shader=linear(
                (0, rail), (0, board.height), [(0, mix(stone, light.key, 0.3)), (1, mix(stone, "#14100e", 0.75))]
            ),
        ),
    )
    random = brief.random(5)
    for _ in range(420):
        px, py = board.width * float(random.random()), rail + (board.height - rail) * float(random.random())
        bed.canvas.drawOval(
            skia.Rect.MakeXYWH(px, py, 20 + 26 * float(random.random()), 12 + 12 * float(random.random())),
            paint(mix(stone, ("#2a2420", "#c8bca8")[int(random.integers(2))], 0.5), 0.6),
        )
    for number in range(int(board.width / 150) + 1):
        bed.canvas.drawRect(
            skia.Rect.MakeXYWH(150 * number, rail + 22, 84, 40),
            paint(
                light.on("#5a3c28"),
                shader=linear((0, rail + 22), (0, rail + 62), [(0, light.on("#8a6444")), (1, light.on("#3a2618"))]),
            ),
        )
    bed.canvas.drawRect(
        skia.Rect(0, rail, board.width, rail + 24),
        paint(
            light.on("#8a8c94"),
            shader=linear(
                (0, rail),
                (0, rail + 24),
                [(0, mix(light.on("#d8dce4"), light.lit, 0.5)), (0.3, light.on("#8a8c94")), (1, light.on("#34343c"))],
            ),
        ),
    )
    scene.add("rails", 0.36, bed)
    engine = Sheet(board)
    coat, red = light.on("#1f5a3f"), light.on("#b8322c")
    brass = mix(light.on("#e0b04a"), light.key, 0.3)
    top = y - radius * 1.16
    belly = skia.Rect(-20, top - radius * 1.9, board.width + 20, top - radius * 0.12)
    engine.canvas.drawRect(
        belly,
        paint(
            coat,
            shader=linear(
                (0, belly.top()),
                (0, belly.bottom()),
                [
                    (0, mix(coat, light.shade, 0.2)),
                    (0.50, mix(coat, light.key, 0.10)),
                    (0.66, mix(coat, light.lit, 0.6)),
                    (0.80, coat),
                    (1, mix(coat, "#04060a", 0.75)),
                ],
            ),
        ),
    )
    for number in range(int(board.width / (radius * 2.1)) + 2):
        x = radius * 2.1 * number - radius * 0.4
        engine.canvas.drawRect(
            skia.Rect(x, belly.top(), x + radius * 0.10, belly.bottom()),
            paint(
                brass,
                shader=linear(
                    (0, belly.top()),
                    (0, belly.bottom()),
                    [(0, brass), (0.66, "#fff8d8"), (0.85, brass), (1, mix(brass, "#1c0e04", 0.7))],
                ),
            ),
        )
    engine.canvas.drawRect(
        skia.Rect(-20, y - radius * 0.5, board.width + 20, y + radius * 0.36),
        paint(mix(light.on("#1f2026"), "#000000", 0.4)),
    )
    shelf = skia.Rect(-20, top - radius * 0.12, board.width + 20, top + radius * 0.05)
    engine.canvas.drawRect(
        shelf,
        paint(
            red,
            shader=linear(
                (0, shelf.top()), (0, shelf.bottom()), [(0, mix(red, light.key, 0.6)), (1, mix(red, "#100608", 0.5))]
            ),
        ),
    )
    scene.add("engine", 0.50, engine)
    wheels = Sheet(board)
    gap = radius * 2.14
    places = [board.width * 0.5 + gap * share for share in ((-1.45, -0.45, 0.55) if not tall else (-0.52, 0.52))]
    pins = [driving_wheel(wheels.canvas, x, y, radius, red, light, turn=28) for x in places]
    if not tall:
        x = places[-1] + gap * 1.06
        box = skia.Rect(x - radius * 0.50, y - radius * 0.46, x + radius * 0.95, y + radius * 0.40)
        wheels.canvas.drawRoundRect(
            box,
            radius * 0.14,
            radius * 0.14,
            paint(
                coat,
                shader=linear(
                    (0, box.top()),
                    (0, box.bottom()),
                    [(0, mix(coat, light.lit, 0.55)), (0.4, coat), (1, mix(coat, "#04060a", 0.6))],
                ),
            ),
        )
        for bolt in range(7):
            wheels.canvas.drawCircle(
                box.left() + radius * 0.09, box.top() + box.height() * (bolt + 0.5) / 7, radius * 0.03, paint(brass)
            )
        rod(wheels.canvas, (box.left() - 6, y + 4), pins[1], radius * 0.13, light)
    rod(wheels.canvas, pins[0], pins[-1], radius * 0.17, light)
    for pin in pins:
        wheels.canvas.drawCircle(*pin, radius * 0.10, paint(brass))
    scene.add("wheels", 0.58, wheels)
    steam = Sheet(board)
    for _ in range(34):
        px = board.width * (0.86 if not tall else 0.8) + radius * float(random.normal(0, 1.1))
        py = rail - radius * float(random.uniform(-0.2, 0.7))
        glow(
            steam.canvas,
            px,
            py,
            radius * float(random.uniform(0.34, 0.8)),
            mix("#ffffff", light.haze, 0.3),
            0.30,
            flat=0.7,
        )
    for _ in range(18):
        px, py = board.width * float(random.random()), rail + radius * float(random.uniform(-0.1, 0.2))
        glow(
            steam.canvas,
            px,
            py,
            radius * float(random.uniform(0.4, 0.9)),
            mix("#ffffff", light.haze, 0.3),
            0.20,
            flat=0.35,
        )
    scene.add("steam", 0.70, steam, Motion(velocity=(-12, -3), sway=(14, 6), period=4.4))
