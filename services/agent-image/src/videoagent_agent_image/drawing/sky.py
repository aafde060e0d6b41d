"""Skies: gradient, sun or moon, stars and clouds."""

import cv2
import numpy as np

from videoagent_agent_image.drawing.colour import Floats, ramp, rgb
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.noise import field
from videoagent_agent_image.drawing.sheet import Board, premultiplied, tinted
from videoagent_media.layers import Pixels


def _grid(board: Board) -> tuple[Floats, Floats]:
    """Return the columns and rows of the drawn canvas in units, broadcastable against each other."""
    columns = np.arange(board.pixels[0], dtype=np.float32)[None, :] / np.float32(board.scale)
    rows = np.arange(board.pixels[1], dtype=np.float32)[:, None] / np.float32(board.scale)
    return columns, rows


def _screen(below: Floats, light: Floats) -> Floats:
    return np.asarray(1 - (1 - below) * (1 - np.clip(light, 0, 1)), np.float32)


def sky(board: Board, light: Light, seed: int, *, horizon: float, sun_at: tuple[float, float] | None = None) -> Pixels:
    """Draw the sky, opaque over the whole canvas.

    Args:
        board: Geometry.
        light: Colours, sun, cover.
        seed: Of clouds and stars.
        horizon: Height in units at which the gradient reaches its last stop.
        sun_at: Place of the sun in units; None for a sky without it.
    """
    width, height = board.pixels
    rows_of_sky = max(2, min(height, round(horizon * board.scale)))
    gradient = np.empty((height, 3), np.float32)
    gradient[:rows_of_sky] = ramp(light.sky, rows_of_sky)
    gradient[rows_of_sky:] = gradient[rows_of_sky - 1]
    colours = np.repeat(gradient[:, None], width, axis=1)
    if light.stars:
        _add_stars(colours, board, light, seed, rows_of_sky)
    if sun_at is not None and light.sun is not None:
        colours = _add_sun(colours, board, light, sun_at)
    if light.clouds > 0:
        colours = _add_clouds(colours, board, light, seed, horizon, sun_at)
    return premultiplied(colours)


def _add_stars(colours: Floats, board: Board, light: Light, seed: int, rows_of_sky: int) -> None:
    generator = np.random.default_rng(seed + 9)
    _height, width = colours.shape[:2]
    count = round(light.stars * board.width * board.height / (2304 * 1296))
    for _ in range(count):
        column = int(generator.integers(2, width - 4))
        row = 2 + int(generator.random() ** 1.6 * (rows_of_sky - 6) * 0.8)
        strength = float(generator.random()) ** 3
        size = max(1, round((1 + (strength > 0.45) + (strength > 0.85)) * board.scale))
        colours[row : row + size, column : column + size] += 0.15 + strength * 0.75
    np.clip(colours, 0, 1, out=colours)


def _add_sun(colours: Floats, board: Board, light: Light, at: tuple[float, float]) -> Floats:
    columns, rows = _grid(board)
    distance = np.sqrt((columns - at[0]) ** 2 + (rows - at[1]) ** 2)
    tint = np.array(rgb(light.sun or "#ffffff"), np.float32)
    radius = light.sun_radius
    glow = light.glow * (np.exp(-distance / (radius * 5.5)) + 0.55 * np.exp(-((distance / (radius * 1.9)) ** 2)))
    lit = _screen(colours, np.asarray(glow[..., None] * tint, np.float32))
    disk = np.clip((radius - distance) * board.scale / 2 + 0.5, 0, 1)[..., None]
    return np.asarray(lit * (1 - disk) + disk * np.minimum(1, tint * 0.35 + 0.65), np.float32)


def _add_clouds(
    colours: Floats, board: Board, light: Light, seed: int, horizon: float, sun_at: tuple[float, float] | None
) -> Floats:
    """Blend in clouds that flatten towards the horizon and are lit from the sun's side, or from above."""
    height, width = colours.shape[:2]
    small = (max(8, width // 2), max(8, height // 2))
    coarse = field(*small, seed, scale=4.2, stretch=2.6, octaves=7, roughness=0.52)
    wisps = field(*small, seed + 1, scale=9, stretch=4.5, octaves=6, roughness=0.58)
    density = coarse * 0.74 + wisps * 0.26
    cover = np.clip((density - (1 - light.clouds) * 0.98) / 0.26, 0, 1)
    cover = cover * cover * (3 - 2 * cover)
    lean = 0.0 if sun_at is None else float(np.clip((sun_at[0] / board.width - 0.5) * 2, -1, 1))
    shift = max(2, round(12 * board.scale))
    moved = np.roll(cv2.GaussianBlur(cover, (0, 0), 3 * board.scale), (shift, -round(lean * shift)), (0, 1))
    lit = np.clip(0.78 + 0.75 * (cover - moved), 0.35, 1.08)
    rows = np.linspace(0, board.height / max(horizon, 1), small[1], dtype=np.float32)[:, None]
    fade = np.clip(1 - np.abs(rows - 0.42) / 0.52, 0, 1)
    opacity = cv2.resize(np.asarray(cover * fade * 0.88, np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    brightness = cv2.resize(np.asarray(lit, np.float32), (width, height), interpolation=cv2.INTER_LINEAR)[..., None]
    cloud = np.array(rgb(light.cloud), np.float32)
    under = np.array(rgb(light.shade), np.float32) * 0.45 + colours * 0.55
    shaded = under + (cloud - under) * brightness
    return np.asarray(colours + (shaded - colours) * opacity[..., None], np.float32)


def mist(board: Board, at: float, thickness: float, light: Light, opacity: float, seed: int) -> Pixels:
    """Draw a bank of mist around the height ``at``; thickness in units."""
    width, height = board.pixels
    small = (max(8, width // 4), max(8, height // 4))
    pattern = field(*small, seed, scale=3, stretch=5, octaves=4)
    rows = np.linspace(0, board.height, small[1], dtype=np.float32)[:, None]
    cover = np.exp(-(((rows - at) / thickness) ** 2)) * (0.35 + 0.75 * pattern) * opacity
    full = cv2.resize(np.asarray(cover, np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    return tinted(light.haze, np.asarray(full, np.float32))


def shafts(board: Board, at: tuple[float, float], light: Light, seed: int, strength: float = 0.2) -> Pixels:
    """Draw soft rays of light that fall from ``at``; they add light and hide nothing."""
    columns, rows = _grid(board)
    across, down = columns - at[0], rows - at[1]
    angle = np.arctan2(across, np.maximum(down, 1e-3) + 0 * across)
    generator = np.random.default_rng(seed)
    rays = np.zeros(angle.shape, np.float32)
    for centre in np.linspace(-1.0, 1.0, 9) + generator.normal(0, 0.05, 9):
        spread = 0.03 + 0.03 * generator.random()
        rays += np.exp(-(((angle - centre) / spread) ** 2))
    reach = np.exp(-np.hypot(across, down) / (board.height * 0.55)) * (down > 0)
    light_share = np.clip(rays * reach * strength, 0, 1)[..., None]
    pixels = np.zeros((board.pixels[1], board.pixels[0], 4), np.uint8)
    pixels[..., :3] = light_share * np.array(rgb(light.key), np.float32) * 255
    return pixels
