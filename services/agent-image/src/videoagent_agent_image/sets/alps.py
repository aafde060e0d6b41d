"""High mountains: snowy peaks, forests, a lake, and what people have put there."""

import numpy as np

from videoagent_agent_image.drawing import terrain
from videoagent_agent_image.drawing.buildings import chalet, church
from videoagent_agent_image.drawing.colour import Floats, adjust, mix, rgb
from videoagent_agent_image.drawing.noise import line, sample
from videoagent_agent_image.drawing.plants import flower, grass, pines
from videoagent_agent_image.drawing.ridges import Ridge, ridge
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, paint
from videoagent_agent_image.drawing.sky import mist, sky
from videoagent_agent_image.drawing.transport import cable_car, train, viaduct
from videoagent_agent_image.drawing.water import glints, mirror
from videoagent_agent_image.sets.brief import Brief, Framing
from videoagent_media.layers import Motion


def heights(seed: int, peak_x: float, peak_z: float, tall: float) -> terrain.HeightField:
    """Return mountains whose highest is a sharp four-sided horn at the given place, with two lesser ones beside it."""
    random = np.random.default_rng(seed)
    side = 1 if peak_x < 0 else -1
    horns = (
        (peak_x, peak_z, tall, 1.0, 0.6),
        (peak_x + side * (1.5 + 0.5 * random.random()), peak_z + 0.5, tall * 0.74, 1.05, 1.1 + random.random()),
        (peak_x - side * (1.2 + 0.5 * random.random()), peak_z + 0.9, tall * 0.66, 1.15, 0.2 + random.random()),
    )

    def field(x: Floats, z: Floats) -> Floats:
        bend = 0.16 * sample(x * 1.3, z * 1.3, seed + 90)
        base = terrain.ridged(x + bend, z - bend, seed, octaves=7, frequency=0.62)
        rugged = terrain.ridged(x * 1.7 - bend, z * 1.7, seed + 40, octaves=5, frequency=1.4) - 0.45
        rise = np.clip((z - 2.4) / 1.9, 0, 1)
        height = (base * (0.16 + 1.05 * rise) - 0.36 - 0.3 * (1 - rise)) * 0.9
        for at_x, at_z, high, sharp, turn in horns:
            across, away = x - at_x, z - at_z
            turned_x = across * np.cos(turn) + away * np.sin(turn) + bend * 0.9
            turned_z = away * np.cos(turn) - across * np.sin(turn) - bend * 0.7
            horn = np.maximum(0, 1 - (np.abs(turned_x) * 0.92 + np.abs(turned_z) * 0.74) * sharp)
            height = np.maximum(height, horn**1.12 * high * 1.2 - 0.06) * 0.6 + (height + horn**1.25 * high) * 0.4
        return np.asarray(height + rugged * 0.16 * rise, np.float32)

    return field


def shader(brief: Brief, snow_line: float) -> terrain.Shader:
    """Return rock, snow and forest by height and slope, in the colours of the hour."""
    light = brief.light
    lit, shade = (np.array(rgb(colour), np.float32) for colour in (light.lit, light.shade))
    rock = np.array(rgb(light.on("#70665f")), np.float32)
    wood = np.array(rgb(light.on("#2c4a3c")), np.float32)
    meadow = np.array(rgb(light.on("#7f9a4e")), np.float32)
    deep = shade * 0.66

    def colours(surface: terrain.Surface) -> Floats:
        grain = terrain.rolling(surface.x, surface.z, brief.seed + 60, frequency=7)
        # Couloirs run down the slope: fine across, long with the height.
        gully = terrain.rolling(surface.x * 3.2, surface.z * 1.4 + surface.height * 0.7, brief.seed + 70, frequency=6)
        strata = terrain.rolling(surface.x * 0.9, surface.height * 4 + surface.z * 0.5, brief.seed + 75, frequency=6)
        trees = sample(surface.x * 70, surface.z * 52, brief.seed + 80)
        steep = np.clip((surface.up - 0.32 + 0.14 * grain + 0.22 * gully) / 0.10, 0, 1)
        high = np.clip((surface.height - snow_line + 0.18 * grain + 0.10 * gully) / 0.10, 0, 1)
        snow = (steep * high)[..., None]
        forest = np.clip((snow_line - 0.12 + 0.10 * grain - surface.height) / 0.07, 0, 1)[..., None]
        alpine = np.clip((surface.up - 0.82 + 0.1 * grain) / 0.1, 0, 1)[..., None]
        ground = rock * (0.94 + 0.22 * strata[..., None] + 0.2 * gully[..., None])
        green = wood * (0.86 + 0.30 * trees[..., None]) * (1 - alpine * 0.55) + meadow * alpine * 0.55
        ground = ground * (1 - forest) + green * forest
        sun = np.clip(surface.lit * (1 + 0.3 * gully), 0, 1)[..., None]
        sky_light = (0.74 + 0.26 * np.clip(surface.sun_side * 0.5 + 0.5, 0, 1))[..., None]
        ground = ground * (deep * 1.2 * (1 - sun) * sky_light + lit * 1.2 * sun)
        white = shade * sky_light * (1.04 + 0.1 * gully[..., None]) * (1 - sun) + lit * (0.88 + 0.15 * sun) * sun
        return np.asarray(np.clip(ground * (1 - snow) + white * snow, 0, 1), np.float32)

    return colours


def draw(brief: Brief) -> Scene:
    """Draw one of five views: lake, railway, cable car, meadow, village."""
    views = (_lake, _railway, _cable_car, _meadow, _village)
    scene = Scene(brief.board)
    views[brief.variant % len(views)](brief, scene)
    return scene


def _range(brief: Brief, scene: Scene, horizon: float, *, peak: float, zoom: float, ground: bool = False) -> None:
    """Draw the sky and two bands of mountains above the horizon."""
    board, light, random = brief.board, brief.light, brief.random(1)
    left = peak > 0.5
    sun_at = (
        board.width * (0.22 if left else 0.78),
        board.height * light.sun_height * (0.9 if board.portrait else 0.75),
    )
    scene.add("sky", 0.0, sky(board, light, brief.seed, horizon=horizon, sun_at=sun_at))
    focal = (board.width * 1.5 if board.portrait else board.height * 1.16) * zoom
    camera = terrain.Camera(0.10, horizon, focal, board.width / 2)
    peak_z = 4.6
    peak_x = (peak - 0.5) * board.width * peak_z / focal
    tall = 1.3 + 0.2 * float(random.random()) + (0.42 if board.portrait else 0.0)
    field = heights(brief.seed % 997, peak_x, peak_z, tall)
    sun = terrain.Sun(-0.9 if left else 0.9, 0.62, -0.25)
    colours = shader(brief, 0.20)
    for name, near, far, depth in (("far range", 5.4, 11.0, 0.06), ("range", 2.7, 5.8, 0.12)):
        drawn = terrain.band(
            board, camera, field, colours, near, far, sun=sun,
            haze=light.haze, haze_from=2.2, haze_to=12, haze_most=0.78, steps=300, ground=None if ground else -0.2,
        )  # fmt: skip
        scene.add(name, depth, drawn)
        if name == "far range":
            scene.add("valley haze", 0.08, mist(board, horizon - 30, 90, light, 0.5, brief.seed))
    scene.add("mist", 0.15, mist(board, horizon - 8, 46, light, 0.55, brief.seed + 1))


def _foothills(brief: Brief, scene: Scene, top: float, *, trees: int = 700, tree: float = 60) -> None:
    light = brief.light
    for number, (rise, share) in enumerate(((56, 0.5), (0, 0.34))):
        dark, lit = light.on("#20392d", share), light.on("#55754a", share)
        shape = Ridge(top - rise, 100, lit, dark, trees=trees, tree=tree * (0.7 + 0.3 * number), slope=120, fade=240)
        scene.add(f"foothills {number}", 0.2 + 0.06 * number, ridge(brief.board, shape, brief.seed + 3 + number, light))
        scene.add(
            f"foothill mist {number}",
            0.22 + 0.06 * number,
            mist(brief.board, top + 10, 40, light, 0.3, brief.seed + 20 + number),
        )


def _near_pines(brief: Brief, scene: Scene, *, sides: tuple[bool, bool] = (True, True), large: float = 1.0) -> None:
    board, light, random = brief.board, brief.light, brief.random(5)
    sheet = Sheet(board)
    trees = []
    for side, wanted in enumerate(sides):
        if not wanted:
            continue
        for number in range(4):
            share = number / 4 + 0.1 * random.random()
            x = board.width * (share * 0.19 - 0.02)
            height = board.height * (0.78 - 0.42 * share + 0.10 * random.random()) * large
            trees.append((x if side == 0 else board.width - x, board.height * 1.02, height))
    trees.sort(key=lambda tree: tree[2])
    pines(sheet.canvas, trees, light.on("#12241c"), light.on("#3f5f3f"), random, light_from=1)
    scene.add("pines", 0.85, sheet, focus=1.2)


def _lake(brief: Brief, scene: Scene) -> None:
    board, light, random = brief.board, brief.light, brief.random(2)
    water = board.height * (0.66 if board.portrait else 0.62)
    peak = 0.36 if brief.seed % 2 else 0.66
    _range(brief, scene, water, peak=peak, zoom=1.0)
    _foothills(brief, scene, water - 8, trees=900, tree=58)
    village = Sheet(board)
    for number in range(6):
        x = board.width * (peak - 0.24 + 0.30 * number / 6 + 0.02 * random.random()) + board.width * 0.1
        chalet(village.canvas, x, water - 2 - 10 * random.random(), 44 + 16 * random.random(), light, random)
    church(village.canvas, board.width * (peak + 0.02), water - 12, 60, light)
    scene.add("village", 0.28, village)
    surface = mirror(
        board, scene.flat(), water, tint=light.on("#2f6f86"), share=0.30, ripple=18, seed=brief.seed, smear=0.3
    )
    scene.add("lake", 0.32, surface)
    scene.add("shore mist", 0.33, mist(board, water + 4, 15, light, 0.55, brief.seed + 8))
    scene.add(
        "glints", 0.45, glints(board, water, light.key, random, count=150, opacity=0.4), Motion(sway=(7, 0), period=7)
    )
    _near_pines(brief, scene, sides=(peak > 0.5, peak < 0.5))
    _bank(brief, scene)


def _bank(brief: Brief, scene: Scene, *, blossoms: bool = True) -> None:
    board, light, random = brief.board, brief.light, brief.random(9)
    sheet = Sheet(board)
    grass(
        sheet.canvas,
        board.width,
        board.height * 0.985,
        900,
        (50, 150),
        light.on("#1f3a22"),
        light.on("#93a84a"),
        random,
    )
    if blossoms:
        for _ in range(9):
            x, y = random.random() * board.width, board.height * (0.88 + 0.08 * random.random())
            petal = light.on(("#fff6e6", "#f4b6cf", "#ffd65c", "#c9b8ff")[int(random.integers(4))])
            flower(
                sheet.canvas,
                x,
                y,
                15 + 9 * random.random(),
                petal,
                light.on("#e8a01c"),
                random,
                stem=light.on("#2f5530"),
                length=90,
            )
    scene.add("bank", 1.0, sheet, Motion(sway=(2.5, 0), period=5), focus=1.5)


def _railway(brief: Brief, scene: Scene) -> None:
    board, light, _random = brief.board, brief.light, brief.random(2)
    horizon = board.height * 0.60
    _range(brief, scene, horizon, peak=0.64 if brief.seed % 2 else 0.34, zoom=1.0, ground=True)
    _foothills(brief, scene, horizon + 40, trees=800, tree=66)
    deck = board.height * (0.64 if board.portrait else 0.66)
    bridge = Sheet(board)
    viaduct(bridge.canvas, board, deck, light)
    scene.add(
        "gorge",
        0.36,
        ridge(
            board,
            Ridge(deck + 210, 120, light.on("#5f7d47", 0.1), light.on("#24402c", 0.1), trees=120, tree=80, slope=150),
            brief.seed + 6,
            light,
        ),
    )
    wagons = Sheet(board)
    train(
        wagons.canvas,
        board.width * 0.16,
        deck,
        board.height * 0.062 if not board.portrait else board.height * 0.036,
        light,
        length=7,
    )
    scene.add("train", 0.5, wagons, Motion(velocity=(26, 0)))
    scene.add("viaduct", 0.5, bridge)
    scene.add("gorge mist", 0.52, mist(board, board.height * 0.93, 90, light, 0.5, brief.seed + 8))
    _near_pines(brief, scene, sides=(False, True), large=0.8)
    _slope_pines(brief, scene)


def _slope_pines(brief: Brief, scene: Scene) -> None:
    """Close the bottom of the picture with the tops of a forest."""
    board, light, random = brief.board, brief.light, brief.random(6)
    sheet = Sheet(board)
    crest = board.height * (0.93 + 0.05 * line(60, brief.seed + 4, octaves=3))
    trees = []
    for number in range(60):
        x = board.width * (number + random.random()) / 60
        trees.append((x, float(crest[number]) + 190, 170 + 130 * random.random()))
    pines(sheet.canvas, trees, light.on("#0f2119"), light.on("#375a3e"), random)
    scene.add("tree tops", 0.9, sheet, focus=1.0)


def _cable_car(brief: Brief, scene: Scene) -> None:
    board, light = brief.board, brief.light
    horizon = board.height * 0.70
    _range(brief, scene, horizon, peak=0.70 if brief.seed % 2 else 0.60, zoom=1.35, ground=True)
    _foothills(brief, scene, horizon + 90, trees=650, tree=88)
    cable = Sheet(board)
    place = (board.width * (0.36 if not board.portrait else 0.42), board.height * 0.43)
    cable_car(cable.canvas, board, place, board.height * (0.17 if not board.portrait else 0.11), light)
    scene.add("cable car", 0.6, cable, Motion(sway=(0, 3.5), period=5))
    scene.add("clouds below", 0.62, mist(board, board.height * 0.86, 110, light, 0.75, brief.seed + 8))
    _slope_pines(brief, scene)


def _meadow(brief: Brief, scene: Scene) -> None:
    board, light, random = brief.board, brief.light, brief.random(2)
    horizon = board.height * 0.58
    _range(brief, scene, horizon, peak=0.40, zoom=0.92, ground=True)
    _foothills(brief, scene, horizon + 36, trees=900, tree=54)
    alp = light.on("#8fae4f", 0.06)
    scene.add(
        "alp",
        0.4,
        ridge(
            board,
            Ridge(board.height * 0.74, 90, alp, light.on("#3f6a35"), rough=0.3, knots=1, rim=light.key),
            brief.seed + 5,
            light,
        ),
    )
    huts = Sheet(board)
    for x, y, size in ((0.66, 0.745, 118), (0.80, 0.735, 78), (0.24, 0.725, 66)):
        chalet(huts.canvas, board.width * x, board.height * y, size, light, random)
    scene.add("huts", 0.46, huts)
    blossom = Sheet(board)
    for _ in range(700):
        share = random.random()
        wide = 1.5 + 7 * share
        tone = ("#fff2d0", "#f5c542", "#e88aa0", "#c9a0e8")[int(random.integers(4))]
        y = board.height * (0.77 + 0.2 * share**1.3)
        blossom.canvas.drawCircle(random.random() * board.width, y, wide * 0.6, paint(light.on(tone), 0.9))
    scene.add("blossom", 0.6, blossom)
    _bank(brief, scene)
    _near_flowers(brief, scene)


def _near_flowers(brief: Brief, scene: Scene) -> None:
    board, light, random = brief.board, brief.light, brief.random(8)
    sheet = Sheet(board)
    for x, y, radius, petal in (
        (0.05, 0.86, 120, "#f2b8cf"),
        (0.95, 0.94, 150, "#ffd45c"),
        (0.13, 1.0, 110, "#ffffff"),
    ):
        flower(
            sheet.canvas,
            board.width * x,
            board.height * y,
            radius * 0.8,
            light.on(petal),
            light.on("#e08a10"),
            random,
            stem=light.on("#28502c"),
            length=400,
        )
    scene.add("near flowers", 1.15, sheet, Motion(sway=(4, 0), period=6), focus=11)


def _village(brief: Brief, scene: Scene) -> None:
    board, light, random = brief.board, brief.light, brief.random(2)
    horizon = board.height * 0.60
    close = brief.framing is not Framing.WIDE
    _range(brief, scene, horizon, peak=0.57, zoom=1.15, ground=True)
    _foothills(brief, scene, horizon + 60, trees=800, tree=62)
    slope = light.on("#7f9a52", 0.06)
    scene.add(
        "slope",
        0.36,
        ridge(
            board,
            Ridge(board.height * 0.76, 70, slope, light.on("#35582f"), rough=0.3, knots=1, rim=light.key),
            brief.seed + 5,
            light,
        ),
    )
    houses = Sheet(board)
    places = []
    for row in range(4):
        for _ in range(4 if not board.portrait else 3):
            share = row / 3
            places.append(
                (random.random() * 0.9 + 0.05, 0.735 + 0.15 * share + 0.02 * random.random(), 60 + 75 * share)
            )
    church(houses.canvas, board.width * 0.42, board.height * 0.755, 120, light)
    for x, y, width in sorted(places, key=lambda place: place[1]):
        chalet(houses.canvas, board.width * x, board.height * y, width * (1.25 if close else 1), light, random)
    scene.add("houses", 0.5, houses)
    scene.add("smoke", 0.52, mist(board, board.height * 0.72, 40, light, 0.28, brief.seed + 7), Motion(velocity=(5, 0)))
    front = adjust(light.on("#3f6a35"), lightness=0.85)
    scene.add(
        "front",
        0.75,
        ridge(
            board,
            Ridge(board.height * 0.95, 60, mix(front, light.key, 0.2), front, rough=0.35, knots=1),
            brief.seed + 11,
            light,
        ),
    )
    _near_pines(brief, scene, sides=(True, True), large=0.62)
