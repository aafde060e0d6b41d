"""Space: stars and nebulae, planets with a night side, a moon's ground."""

import cv2
import numpy as np
import skia

from videoagent_agent_image.drawing import terrain
from videoagent_agent_image.drawing.colour import Colour, Floats, mix, ramp, rgb
from videoagent_agent_image.drawing.noise import field, sample
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import ADD, Board, Sheet, linear, paint, premultiplied
from videoagent_agent_image.sets.blackhole import add_black_hole
from videoagent_agent_image.sets.brief import Brief, Framing
from videoagent_media.layers import Motion, Pixels

_NEBULAE = (
    ("#2a1a5e", "#b0458f", "#ffb38a"),
    ("#0c2a5a", "#1f7fb0", "#b8f0e0"),
    ("#3a1030", "#c2453a", "#ffd08a"),
    ("#141a4a", "#5a4ac0", "#e0b8ff"),
)
_PLANETS = (
    ("#7a4a2a", "#d08a4a", "#f4d8a0"),
    ("#0f3a6a", "#2f86c0", "#e8f4f4"),
    ("#5a1f1a", "#b8543a", "#e8a878"),
    ("#2a4a4a", "#5fa8a0", "#d8f0dc"),
    ("#4a3a6a", "#9a86c8", "#e8dcf4"),
)


def draw(brief: Brief) -> Scene:
    """Draw one of five views: a ringed planet, a blue planet's rim, a moon's ground, a nebula, a black hole."""
    board = brief.board
    scene = Scene(board, accent="#ffcf8a")
    view = brief.variant % 5
    scene.add("nebula", 0.0, nebula(board, brief.seed, (0.55, 0.55, 0.55, 0.95, 0.34)[view]))
    scene.add("stars", 0.03, stars(board, brief.seed, 620), Motion(flicker=0.12, flicker_rate=0.6))
    scene.add("bright stars", 0.08, _bright_stars(brief), Motion(flicker=0.3, flicker_rate=0.9))
    unit = min(board.width, board.height)
    sun = (-0.62, -0.42, 0.66)
    random = brief.random(11)
    mirrored = bool(random.random() < 0.5)
    near = {Framing.WIDE: 0.8, Framing.MEDIUM: 1.0, Framing.CLOSE: 1.24}[brief.framing]
    lift = 0.05 * float(random.random() - 0.5)

    def at(across: float, down: float) -> tuple[float, float]:
        """Return the place of something, mirrored and lifted from shot to shot."""
        return board.width * (1 - across if mirrored else across), board.height * (down + lift)

    if view == 0:
        centre = at(0.62 if not board.portrait else 0.54, 0.44)
        scene.add("ringed planet", 0.3, _ringed(board, brief, centre, unit * 0.25 * near, sun))
        scene.add(
            "moon",
            0.45,
            globe(
                board,
                brief.seed + 3,
                at(0.24, 0.66),
                unit * 0.06,
                ("#4a4648", "#8f8a86", "#d8d4cc"),
                sun,
                bands=0.0,
            ),
        )
    elif view == 1:
        place = board.width * (0.5 + (0.14 - 0.28 * mirrored)), board.height * (0.62 + lift) + unit * (1.05 * near)
        scene.add(
            "planet",
            0.35,
            globe(
                board,
                brief.seed + 5,
                place,
                unit * 1.15 * near,
                _PLANETS[1],
                (-0.35, -0.75, 0.5),
                bands=0.12,
                air="#7fd0ff",
            ),
        )
        scene.add(
            "moon",
            0.2,
            globe(
                board,
                brief.seed + 3,
                at(0.74, 0.25),
                unit * 0.085,
                ("#4a4648", "#8f8a86", "#d8d4cc"),
                sun,
                bands=0.0,
            ),
        )
    elif view == 2:
        scene.add(
            "planet",
            0.15,
            globe(
                board,
                brief.seed + 5,
                at(0.68, 0.34),
                unit * 0.22 * near,
                _PLANETS[1],
                sun,
                bands=0.12,
                air="#7fd0ff",
            ),
        )
        _ground(scene, brief)
    elif view == 4:
        add_black_hole(scene, brief)
    else:
        scene.add(
            "planet",
            0.3,
            globe(
                board,
                brief.seed + 5,
                at(0.30, 0.58),
                unit * 0.16 * near,
                _PLANETS[brief.seed % 5],
                (0.7, -0.35, 0.6),
                bands=0.5,
                air="#ffd8a8",
            ),
        )
    scene.add(
        "dust",
        0.9,
        stars(board, brief.seed + 9, 60),
        Motion(velocity=(-5, 2), wrap=(int(board.width), int(board.height))),
        focus=1.6,
    )
    return scene


def nebula(board: Board, seed: int, strength: float) -> Pixels:
    """Draw glowing clouds on the dark, opaque."""
    width, height = board.pixels
    small = (max(8, width // 2), max(8, height // 2))
    low, middle, high = _NEBULAE[seed % len(_NEBULAE)]
    base = field(*small, seed, scale=2.2, octaves=7, roughness=0.55)
    lanes = field(*small, seed + 1, scale=3.4, octaves=7, roughness=0.6)
    along = np.linspace(0, 1, small[0], dtype=np.float32)[None, :] - 0.5
    across = np.linspace(0, 1, small[1], dtype=np.float32)[:, None] - 0.5
    belt = np.exp(-(((across * 1.1 + along * 0.55 - 0.04) / 0.26) ** 2))
    glow = np.clip((base * 0.75 + belt * 0.55 - 0.42) * 2.1, 0, 1) * (
        1 - 0.75 * np.clip((lanes - 0.5) * 3.2, 0, 1) * belt
    )
    table = ramp([(0, "#05060f"), (0.25, mix("#05060f", low, 0.8)), (0.55, low), (0.8, middle), (1, high)], 256)
    level = np.clip(glow * strength * 0.82 + 0.06, 0, 1)
    colours = table[(level * 255).astype(np.int32)]
    full = cv2.resize(np.asarray(colours, np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    return premultiplied(np.asarray(full, np.float32))


def stars(board: Board, seed: int, count: int) -> Sheet:
    """Draw small stars of several colours."""
    sheet = Sheet(board)
    random = np.random.default_rng(seed + 17)
    tones = ("#ffffff", "#cfe0ff", "#ffe8c8", "#ffd0b0", "#e0d8ff")
    for _ in range(round(count * board.width * board.height / (2304 * 1296))):
        strength = float(random.random()) ** 4
        brush = paint(tones[int(random.integers(5))], 0.25 + 0.75 * strength)
        sheet.canvas.drawCircle(
            float(random.random()) * board.width, float(random.random()) * board.height, 0.9 + 1.5 * strength, brush
        )
    return sheet


def _bright_stars(brief: Brief) -> Sheet:
    board, random = brief.board, brief.random(3)
    sheet = Sheet(board)
    for _ in range(7):
        x, y, size = (
            float(random.random()) * board.width,
            float(random.random()) * board.height * 0.8,
            2.2 + 2 * float(random.random()),
        )
        sheet.canvas.drawCircle(x, y, size * 6, paint("#bcd4ff", 0.35, blur=size * 4, blend=ADD))
        for dx, dy in ((1, 0), (0, 1)):
            reach = size * 9
            shade = linear(
                (x - dx * reach, y - dy * reach),
                (x + dx * reach, y + dy * reach),
                [(0, "#ffffff", 0), (0.5, "#ffffff", 0.8), (1, "#ffffff", 0)],
            )
            sheet.canvas.drawLine(
                x - dx * reach,
                y - dy * reach,
                x + dx * reach,
                y + dy * reach,
                paint("#ffffff", shader=shade, stroke=1.4),
            )
        sheet.canvas.drawCircle(x, y, size, paint("#ffffff"))
    return sheet


def globe(
    board: Board,
    seed: int,
    centre: tuple[float, float],
    radius: float,
    tones: tuple[Colour, Colour, Colour],
    sun: tuple[float, float, float],
    *,
    bands: float,
    air: Colour | None = None,
) -> Pixels:
    """Draw a lit sphere.

    Args:
        board: Geometry.
        seed: Of its surface.
        centre: Units.
        radius: Units.
        tones: Dark, middle and light ground.
        sun: Direction to the light; y down, z towards the viewer.
        bands: 0 continents and craters … 1 the belts of a gas planet.
        air: Colour of an atmosphere's rim.
    """
    scale = board.scale
    pixels = np.zeros((board.pixels[1], board.pixels[0], 4), np.uint8)
    reach = radius * (1.12 if air else 1.0)
    left, top = (max(0, int((centre[axis] - reach) * scale) - 1) for axis in (0, 1))
    right = min(board.pixels[0], int((centre[0] + reach) * scale) + 2)
    bottom = min(board.pixels[1], int((centre[1] + reach) * scale) + 2)
    if right <= left or bottom <= top:
        return pixels
    x = ((np.arange(left, right, dtype=np.float32) + 0.5) / scale - centre[0])[None, :] / np.float32(radius)
    y = ((np.arange(top, bottom, dtype=np.float32) + 0.5) / scale - centre[1])[:, None] / np.float32(radius)
    square = x * x + y * y
    z = np.sqrt(np.maximum(0, 1 - square))
    relief = _surface(
        np.asarray(x + 0 * y, np.float32), np.asarray(y + 0 * x, np.float32), np.asarray(z, np.float32), seed, bands
    )
    ground = ramp([(0, tones[0]), (0.5, tones[1]), (1, tones[2])], 256)[(np.clip(relief, 0, 1) * 255).astype(np.int32)]
    direction = np.array(sun, np.float32) / np.linalg.norm(sun)
    bump = (
        (0.35 - 0.33 * bands)
        * (np.gradient(relief, axis=1) * direction[0] + np.gradient(relief, axis=0) * direction[1])
        * radius
        * scale
        * 0.05
    )
    facing = x * direction[0] + y * direction[1] + z * direction[2] - bump
    day = np.clip(facing * 1.15 + 0.06, 0, 1)[..., None]
    limb = (0.55 + 0.45 * z)[..., None]
    colours = ground * (0.025 + 1.05 * day) * limb
    edge = np.clip((1 - np.sqrt(square)) * radius * scale + 0.5, 0, 1)
    part = premultiplied(np.asarray(np.clip(colours, 0, 1), np.float32), np.asarray(edge, np.float32))
    if air:
        tint = np.array(rgb(air), np.float32)
        lit = np.clip(x * direction[0] + y * direction[1] + 0.55, 0, 1)
        distance = np.sqrt(square)
        halo = (
            np.where(distance < 1, np.exp(-(1 - distance) / 0.055) * 0.75, np.exp(-(distance - 1) / 0.028) * 0.75) * lit
        )
        added = part[..., :3].astype(np.float32) + halo[..., None] * tint * 255
        part[..., :3] = np.clip(added, 0, 255)
    pixels[top:bottom, left:right] = part
    return pixels


def _surface(x: Floats, y: Floats, z: Floats, seed: int, bands: float) -> Floats:
    """Return the tone of the ground at points of the unit sphere, about 0..1.

    Noise over three planes, added up, has neither seams nor poles.
    """

    def noise(frequency: float, salt: int) -> Floats:
        planes = ((x, y), (y, z), (z, x))
        total = sum(
            sample(a * frequency + 7 * salt, b * frequency + 40 * k, seed + salt + 9 * k)
            for k, (a, b) in enumerate(planes)
        )
        return np.asarray(total / 1.7, np.float32)

    land = sum(0.52 ** (k + 1) * noise(1.5 * 2.1**k, k) for k in range(6))
    warp = noise(2.0, 11)
    belts = 0.5 * np.sin(y * 17 + warp * 1.1) + 0.35 * np.sin(y * 41 + warp * 2.2 + seed) + 0.25 * noise(7.0, 13)
    return np.asarray(0.5 + (1 - bands) * land * 1.15 + bands * belts * 0.42, np.float32)


def _ringed(
    board: Board, brief: Brief, centre: tuple[float, float], radius: float, sun: tuple[float, float, float]
) -> Sheet:
    """Draw a planet with the far half of its ring behind it and the near half before it."""
    tones = _PLANETS[brief.seed % len(_PLANETS)]
    sheet = Sheet(board)
    halves = Sheet(board), Sheet(board)
    for half, start in zip(halves, (180, 0), strict=True):
        half.canvas.save()
        half.canvas.translate(*centre)
        half.canvas.rotate(-16)
        half.canvas.scale(1, 0.26)
        for step in range(34):
            share = step / 33
            reach = radius * (1.38 + 0.95 * share)
            gap = 0.15 if 0.58 < share < 0.66 else 1.0
            strength = (0.30 + 0.45 * abs(np.sin(step * 1.9 + brief.seed))) * gap
            tone = mix(tones[1], tones[2], 0.35 + 0.6 * abs(np.sin(step * 2.7)))
            half.canvas.drawArc(
                skia.Rect(-reach, -reach, reach, reach), start, 180, False, paint(tone, strength, stroke=radius * 0.034)
            )
        half.canvas.restore()

    def lay(pixels: Pixels) -> None:
        sheet.canvas.save()
        sheet.canvas.resetMatrix()
        sheet.canvas.drawImage(
            skia.Image.fromarray(
                pixels, colorType=skia.kRGBA_8888_ColorType, alphaType=skia.kPremul_AlphaType, copy=True
            ),
            0,
            0,
        )
        sheet.canvas.restore()

    lay(halves[0].pixels)
    lay(globe(board, brief.seed, centre, radius, tones, sun, bands=0.85, air=tones[2]))
    lay(halves[1].pixels)
    return sheet


def _ground(scene: Scene, brief: Brief) -> None:
    """Add the cratered ground of a moon."""
    board, seed = brief.board, brief.seed
    horizon = board.height * 0.60
    grey = np.array(rgb("#a8a29a"), np.float32)

    def heights(x: Floats, z: Floats) -> Floats:
        land = 0.12 * terrain.rolling(x, z, seed, octaves=6, frequency=0.9)
        for number in range(14):
            random = np.random.default_rng(seed + number)
            at_x, at_z, size = (random.random() - 0.5) * 7, 1.2 + random.random() * 6, 0.15 + 0.45 * random.random()
            away = np.hypot(x - at_x, z - at_z) / size
            land += size * (0.22 * np.exp(-(((away - 1) / 0.22) ** 2)) - 0.30 * np.exp(-((away / 0.75) ** 4)))
        return np.asarray(land, np.float32)

    def colours(surface: terrain.Surface) -> Floats:
        tone = grey * (0.85 + 0.25 * terrain.rolling(surface.x, surface.z, seed + 50, frequency=6)[..., None])
        return np.asarray(np.clip(tone * (0.05 + 1.05 * surface.lit[..., None]), 0, 1), np.float32)

    camera = terrain.Camera(0.42, horizon, board.height * (0.95 if not board.portrait else 0.6), board.width / 2)
    for name, near, far, depth in (
        ("far ground", 2.6, 9.0, 0.3),
        ("ground", terrain.nearest(board, camera, 0.75), 2.7, 0.7),
    ):
        drawn = terrain.band(
            board,
            camera,
            heights,
            colours,
            near,
            far,
            sun=terrain.Sun(-0.9, 0.34, -0.1),
            haze="#10131f",
            haze_from=3,
            haze_to=12,
            haze_most=0.5,
            steps=240,
        )
        scene.add(name, depth, drawn)
