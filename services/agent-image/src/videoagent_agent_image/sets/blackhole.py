"""A black hole: light traced around it, so that the disc behind it rises above its shadow."""

from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from videoagent_agent_image.drawing.colour import Colour, Floats, ramp
from videoagent_agent_image.drawing.noise import sample
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Board
from videoagent_agent_image.sets.brief import Brief, Framing
from videoagent_media.layers import Motion, Pixels

# Lengths are Schwarzschild radii.
_INNER: Final = 2.9
_OUTER: Final = 10.5
_FAR: Final = 24.0
"""From the hole to the viewer."""
_RING: Final = 2.6
"""Impact parameter of the light that circles the hole: 3√3 / 2."""
_REACH: Final = (12.5, 8.5)
"""Half width and height of what is traced."""
_STEPS: Final = 150
_MOST_PIXELS: Final = 240_000
"""Of the traced field; it is enlarged to the sheet, being soft but for the ring."""

_GLOWS: Final[tuple[tuple[Colour, ...], ...]] = (
    ("#1a0502", "#8a2a0c", "#f08a2c", "#ffd27a", "#fff6dc"),
    ("#04081f", "#1f4aa8", "#6aa8ff", "#c8e4ff", "#ffffff"),
    ("#180414", "#8a1f5a", "#f0608a", "#ffc0a0", "#fff4e8"),
)
"""Light of the disc from its dim edge to its brightest parts."""


@dataclass(frozen=True)
class _View:
    """How the hole is looked at."""

    centre: tuple[float, float]
    """Shares of the canvas."""
    size: float
    """Radius of the shadow, share of the shorter side."""
    tilt: float
    """Height of the viewer above the disc, rad."""
    roll: float
    """Turn of the picture, rad."""


def add_black_hole(scene: Scene, brief: Brief) -> None:
    """Put the hole, its disc and its glow in front of the stars; place, tilt and colour follow the seed."""
    board, view = scene.board, _view(brief)
    light, cover = _traced(board, view, brief.seed)
    glow = _glow(light, board)
    scene.add("halo", 0.2, glow, Motion(flicker=0.10, flicker_rate=0.35))
    pixels = np.empty((*light.shape[:2], 4), np.uint8)
    pixels[..., 3] = np.clip(cover * 255 + 0.5, 0, 255)
    pixels[..., :3] = np.clip(light * 255 + 0.5, 0, 255)
    scene.add("black hole", 0.3, pixels)


def _view(brief: Brief) -> _View:
    random, board = brief.random(31), brief.board
    side = 1.0 if random.random() < 0.5 else -1.0
    size = {Framing.WIDE: 0.088, Framing.MEDIUM: 0.135, Framing.CLOSE: 0.21}[brief.framing]
    away = {Framing.WIDE: 0.13, Framing.MEDIUM: 0.07, Framing.CLOSE: 0.16}[brief.framing]
    if board.portrait or board.square:
        size, away = size * (0.86 if board.portrait else 0.9), away * 0.6
    tilt = float(0.11 + 0.17 * random.random())
    roll = side * float(0.10 + 0.26 * random.random())
    down = 0.44 + 0.05 * float(random.random() - 0.5)
    return _View((0.5 + side * away, down), size, tilt, roll)


def _traced(board: Board, view: _View, seed: int) -> tuple[Floats, Floats]:
    """Return what is seen over the whole sheet: light 0..1 and what it covers."""
    columns, rows = board.pixels
    unit = min(columns, rows) * view.size / _RING
    shrink = min(1.0, (_MOST_PIXELS / (4 * _REACH[0] * _REACH[1] * unit * unit)) ** 0.5, 0.9)
    size = tuple(max(8, round(2 * reach * unit * shrink)) for reach in _REACH)
    light, cover = _trace(size, view.tilt, seed)
    stacked = np.dstack([light, cover])
    scale = 2 * _REACH[0] / size[0] * unit
    cos, sin = np.cos(view.roll) * scale, np.sin(view.roll) * scale
    x, y = view.centre[0] * columns, view.centre[1] * rows
    middle = (size[0] - 1) / 2, (size[1] - 1) / 2
    matrix = np.array(
        [
            [cos, -sin, x - cos * middle[0] + sin * middle[1]],
            [sin, cos, y - sin * middle[0] - cos * middle[1]],
        ],
        np.float64,
    )
    placed = cv2.warpAffine(stacked, matrix, (columns, rows), flags=cv2.INTER_CUBIC)
    placed = np.clip(placed, 0, 1)
    return np.asarray(placed[..., :3], np.float32), np.asarray(placed[..., 3], np.float32)


def _trace(size: tuple[int, ...], tilt: float, seed: int) -> tuple[Floats, Floats]:
    """Follow light from the viewer backwards and gather what the disc sends along each ray."""
    width, height = size
    across = np.linspace(-_REACH[0], _REACH[0], width, dtype=np.float32)
    down = np.linspace(-_REACH[1], _REACH[1], height, dtype=np.float32)
    u, v = (part.ravel() for part in np.meshgrid(across, -down))
    cos, sin = np.float32(np.cos(tilt)), np.float32(np.sin(tilt))
    # Parallel rays towards the hole; y is the disc's axis.
    place = np.stack([u, v * cos + _FAR * sin, v * sin - _FAR * cos])
    heading = np.stack([np.zeros_like(u), np.full_like(u, -sin), np.full_like(u, cos)])
    momentum = (u * u + v * v).astype(np.float32)
    light = np.zeros((u.size, 3), np.float32)
    through = np.ones(u.size, np.float32)
    fallen = np.zeros(u.size, bool)
    rays = np.arange(u.size)
    for _ in range(_STEPS):
        radius = np.sqrt(np.einsum("ij,ij->j", place, place))
        inside = radius < 1.02
        fallen[rays[inside]] = True
        under_way = ~inside & ((radius < _OUTER * 1.3) | (np.einsum("ij,ij->j", place, heading) < 0))
        if np.count_nonzero(under_way) < 0.92 * rays.size:
            rays, radius = rays[under_way], radius[under_way]
            place, heading = place[:, under_way], heading[:, under_way]
        elif inside.any():
            heading[:, inside] = 0
        if not rays.size:
            break
        step = np.clip(0.12 * radius, 0.02, 1.6)
        heading = heading - (1.5 * momentum[rays] / np.maximum(radius, 1.0) ** 5 * step) * place * (radius >= 1.02)
        after = place + heading * step
        crossing = np.flatnonzero((place[1] * after[1] < 0) & (through[rays] > 0.02))
        if crossing.size:
            share = place[1, crossing] / (place[1, crossing] - after[1, crossing])
            at = place[:, crossing] + (after[:, crossing] - place[:, crossing]) * share
            colour, density = _disc(at[0], at[2], heading[0, crossing], seed)
            hit = rays[crossing]
            light[hit] += colour * (through[hit] * density)[:, None]
            through[hit] *= 1 - 0.82 * density
        place = after
    impact = np.sqrt(momentum)
    ring = np.exp(-(((impact - _RING - 0.02) / 0.05) ** 2)) + 0.16 * np.exp(-np.abs(impact - _RING) / 0.22)
    table = np.array(ramp([(i / 4, tone) for i, tone in enumerate(_GLOWS[seed % len(_GLOWS)])], 256), np.float32)
    beam = 1 - 0.45 * np.clip(u / _RING, -1, 1)
    ring *= beam * np.where(fallen & (impact < _RING - 0.16), 0.2, 1) * through
    light += table[236] * np.float32(0.8) * ring[:, None]
    cover = np.where(fallen, 1.0, 1 - through)
    shape = (height, width)
    return np.asarray(light.reshape(*shape, 3), np.float32), np.asarray(cover.reshape(shape), np.float32)


def _disc(x: Floats, z: Floats, toward: Floats, seed: int) -> tuple[Floats, Floats]:
    """Return light and density of the disc at points of it; it turns, and what comes nearer is brighter."""
    radius = np.sqrt(x * x + z * z)
    turn = np.arctan2(z, x) + 5.2 / np.sqrt(np.maximum(radius, 1))
    rings = _noise(radius * 2.6, np.full_like(radius, 3.5), seed + 3)
    fine = _noise(radius * 8.5, np.full_like(radius, 9.5), seed + 4)
    clouds = _noise(radius * 0.55 * np.cos(turn) + 20, radius * 0.55 * np.sin(turn) + 20, seed + 5)
    streaks = np.clip(0.62 + 0.42 * rings + 0.24 * fine + 0.34 * clouds, 0.12, 1.3)
    rise = np.clip((radius - _INNER) / 0.35, 0, 1)
    fall = np.clip((_OUTER - radius) / (_OUTER - _INNER), 0, 1)
    density = rise * np.clip(fall * 2.4, 0, 1) * np.clip(streaks * (0.35 + 0.75 * fall), 0, 1)
    speed = np.sqrt(0.5 / np.maximum(radius - 1, 0.6))
    beam = 1 / (1 + 0.62 * speed * x / np.maximum(radius, 0.1) + 0.08 * toward) ** 2.4
    heat = np.clip((0.14 + 0.8 * fall**1.5) * (0.45 + 0.6 * streaks) * beam**0.6, 0, 1)
    table = np.array(ramp([(i / 4, tone) for i, tone in enumerate(_GLOWS[seed % len(_GLOWS)])], 256), np.float32)
    colour = table[(heat * 255).astype(np.int32)] * np.clip(0.42 + 0.5 * beam, 0, 1.25)[:, None]
    return np.asarray(colour, np.float32), np.asarray(np.clip(density, 0, 1), np.float32)


def _noise(x: NDArray[np.floating[Any]], y: NDArray[np.floating[Any]], seed: int) -> Floats:
    """Return noise at points in a row, which :func:`sample` takes only as a field of limited sides."""
    rows = -(-x.size // 512)
    columns, lines = (np.asarray(np.resize(part, (rows, 512)), np.float32) for part in (x, y))
    return np.asarray(sample(columns, lines, seed).ravel()[: x.size], np.float32)


def _glow(light: Floats, board: Board) -> Pixels:
    """Return the light that spills over, to be added to what is behind."""
    small = cv2.resize(light, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    near = cv2.GaussianBlur(small, (0, 0), max(0.8, 34 * board.scale / 8))
    wide = cv2.GaussianBlur(small, (0, 0), max(1.2, 130 * board.scale / 8))
    soft = cv2.resize(near * 0.38 + wide * 0.55, board.pixels, interpolation=cv2.INTER_CUBIC)
    pixels = np.zeros((board.pixels[1], board.pixels[0], 4), np.uint8)
    noise = np.random.default_rng(5).random(soft.shape[:2], dtype=np.float32)[..., None]
    pixels[..., :3] = np.clip(np.clip(soft, 0, 1) * 200 + noise, 0, 255)
    pixels[..., 3] = pixels[..., :3].max(axis=2) // 3
    return pixels
