"""Landscapes in perspective: a height field sampled along rays, lit, and cut into bands of distance.

The classic column renderer of voxel landscapes, turned into whole-array operations: for a list of distances the height
field is sampled under every column at once; per column, the running maximum of the projected heights says which
sample each pixel row shows. A band of distances becomes one layer that hides nothing behind it, so layers may move
against each other without holes.
"""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from videoagent_agent_image.drawing.colour import Colour, Floats, rgb
from videoagent_agent_image.drawing.noise import sample
from videoagent_agent_image.drawing.sheet import Board
from videoagent_media.layers import Pixels

_STRIP = 256
_OVERSAMPLING = 2
"""Rows drawn per pixel, averaged: smooth edges between near and far slopes."""

HeightField = Callable[[Floats, Floats], Floats]
"""(x, z) → height; x right, z away from the camera."""


@dataclass(frozen=True)
class Camera:
    """Looks level along +z from (0, ``eye``, 0)."""

    eye: float
    horizon: float
    """Row of the horizon, units."""
    focal: float
    """Units on the canvas of a thing as wide as it is far."""
    centre: float
    """Column straight ahead, units."""

    def project(self, x: float, y: float, z: float) -> tuple[float, float]:
        """Return the place on the canvas of a point in space, in units."""
        return self.centre + self.focal * x / z, self.horizon - self.focal * (y - self.eye) / z


def nearest(board: Board, camera: Camera, wanted: float, ground: float = 0.0) -> float:
    """Return how near a band must begin so that level ground at ``ground`` reaches the canvas's lower edge.

    At most ``wanted``: nearer than asked where the canvas is tall.
    """
    return min(wanted, 0.8 * camera.focal * (camera.eye - ground) / max(1.0, board.height - camera.horizon))


@dataclass(frozen=True)
class Surface:
    """What a shader knows about the samples of a band (steps × columns)."""

    x: Floats
    z: Floats
    height: Floats
    up: Floats
    """Vertical part of the normal: 1 level ground, 0 a wall."""
    lit: Floats
    """Light from the sun, 0..1, cast shadows included."""
    sun_side: Floats
    """Cosine between normal and sun, -1..1, without shadows."""


Shader = Callable[[Surface], Floats]
"""Surface → colours (steps × columns × 3), 0..1, before haze."""


@dataclass(frozen=True)
class Sun:
    azimuth: float
    """Direction it shines from, across: -1 left … 1 right."""
    elevation: float = 0.45
    """Tangent of its height."""
    towards: float = -0.35
    """Whether it stands behind the camera (negative) or in front (positive)."""


def ridged(
    x: Floats, z: Floats, seed: int, *, octaves: int = 8, frequency: float = 1.0, sharpness: float = 1.0
) -> Floats:
    """Return eroded-looking mountain noise, about 0..1.

    Each octave counts less where the coarser ones are already low, so that ridges are rugged and valleys smooth
    (Musgrave's ridged multifractal).
    """
    total = np.zeros(np.broadcast(x, z).shape, np.float32)
    weight = np.ones_like(total)
    amplitude, scale = 0.55, frequency
    for octave in range(octaves):
        # Turning every octave hides the lattice.
        turn = 0.6 * octave
        cosine, sine = np.float32(np.cos(turn) * scale), np.float32(np.sin(turn) * scale)
        value = 1 - np.abs(
            sample(x * cosine - z * sine + 17 * octave, x * sine + z * cosine + 31 * octave, seed + octave)
        )
        value = value**2 if sharpness >= 1 else value
        total += amplitude * value * weight
        weight = np.clip(value * weight * 1.6, 0, 1)
        amplitude *= 0.5
        scale *= 2.03
    return total


def rolling(x: Floats, z: Floats, seed: int, *, octaves: int = 5, frequency: float = 1.0) -> Floats:
    """Return soft hill noise, about -1..1."""
    total = np.zeros(np.broadcast(x, z).shape, np.float32)
    amplitude, scale = 0.6, frequency
    for octave in range(octaves):
        turn = 0.7 * octave
        cosine, sine = np.float32(np.cos(turn) * scale), np.float32(np.sin(turn) * scale)
        total += amplitude * sample(x * cosine - z * sine + 11 * octave, x * sine + z * cosine, seed + octave)
        amplitude *= 0.45
        scale *= 2.1
    return total


def band(
    board: Board,
    camera: Camera,
    field: HeightField,
    shader: Shader,
    near: float,
    far: float,
    *,
    sun: Sun,
    haze: Colour,
    haze_from: float,
    haze_to: float,
    haze_most: float = 0.85,
    steps: int = 260,
    ground: float | None = None,
) -> Pixels:
    """Draw the terrain between two distances.

    Args:
        board: Geometry.
        camera: Where it is seen from.
        field: Heights.
        shader: Colours.
        near: Nearest distance drawn.
        far: Farthest distance drawn.
        sun: Direction of the light.
        haze: Colour that distance takes on.
        haze_from: Distance at which haze begins.
        haze_to: Distance at which it is strongest.
        haze_most: Its largest share.
        steps: Samples along the rays; more are sharper and slower.
        ground: Height below which nothing is drawn (a lake's surface); None: down to the canvas's edge.
    """
    columns = board.pixels[0]
    distances = np.geomspace(near, far, steps).astype(np.float32)[:, None]
    across = (np.arange(columns, dtype=np.float32) / np.float32(board.scale) - np.float32(camera.centre))[None, :]
    x = across * distances / np.float32(camera.focal)
    z = np.broadcast_to(distances, x.shape).astype(np.float32)
    height = field(x, z)
    surface = _light(x, z, height, sun)
    colours = shader(surface)
    amount = np.clip((distances - haze_from) / (haze_to - haze_from), 0, 1) ** 1.1 * haze_most
    colours = colours + (np.array(rgb(haze), np.float32) - colours) * amount[..., None]
    rows = (camera.horizon - camera.focal * (height - camera.eye) / distances) * board.scale
    return _columns(board, rows.astype(np.float32), colours.astype(np.float32), _waterline(board, camera, ground, far))


def _waterline(board: Board, camera: Camera, ground: float | None, far: float) -> int:
    if ground is None:
        return board.pixels[1]
    return round((camera.horizon - camera.focal * (ground - camera.eye) / far) * board.scale)


def _light(x: Floats, z: Floats, height: Floats, sun: Sun) -> Surface:
    """Find normals by differences along columns and steps, and shadows by a running maximum towards the sun."""
    spacing = np.gradient(x, axis=1)
    slope_x = np.gradient(height, axis=1) / spacing
    along = np.gradient(height, axis=0) / np.gradient(z, axis=0)
    slope_z = along - slope_x * x / z
    length = np.sqrt(1 + slope_x**2 + slope_z**2)
    direction = np.array([sun.azimuth, sun.elevation, sun.towards])
    direction /= np.linalg.norm(direction)
    facing = (-slope_x * direction[0] + direction[1] - slope_z * direction[2]) / length
    rise = np.float32(sun.elevation / max(0.15, abs(sun.azimuth)))
    if sun.azimuth < 0:
        reach = height + rise * x
        shadow = np.maximum.accumulate(reach, axis=1) - reach
    else:
        reach = (height - rise * x)[:, ::-1]
        shadow = (np.maximum.accumulate(reach, axis=1) - reach)[:, ::-1]
    open_sky = 1 - np.clip(shadow / np.float32(0.05), 0, 1)
    lit = np.clip(facing * 1.25 + 0.08, 0, 1) * open_sky
    return Surface(
        x, z, height, np.asarray(1 / length, np.float32), np.asarray(lit, np.float32), np.asarray(facing, np.float32)
    )


def _columns(board: Board, rows: Floats, colours: Floats, bottom: int) -> Pixels:
    """Fill each column from the nearest sample up; ``rows`` (steps × columns) are where samples fall, px."""
    width, height = board.pixels
    # Sky line so far, walking away from the camera, as rows of a taller image: the smallest yet.
    reached = np.minimum.accumulate(rows * _OVERSAMPLING, axis=0)
    top = max(0, int(reached[-1].min()) - 2) // _OVERSAMPLING
    lines = min(height, bottom) - top
    pixels = np.zeros((height, width, 4), np.uint8)
    if lines <= 0:
        return pixels
    dither = np.random.default_rng(2).random((lines, width, 1), dtype=np.float32) - np.float32(0.5)
    # A strip at a time: what is in between takes 30 times the memory of the picture.
    for left in range(0, width, _STRIP):
        strip = slice(left, left + _STRIP)
        part = pixels[top : top + lines, strip]
        mixed, opacity = _strip(rows[:, strip], reached[:, strip], colours[:, strip], top, lines)
        _average(part, mixed, opacity, dither[:, strip])
    return pixels


def _strip(rows: Floats, reached: Floats, colours: Floats, first: int, lines: int) -> tuple[Floats, Floats]:
    """Return colours and opacity of neighbouring columns, oversampled, from row ``first`` on."""
    steps, width = rows.shape
    top, tall = first * _OVERSAMPLING, lines * _OVERSAMPLING
    first_row = np.clip(np.ceil(reached - top), 0, tall).astype(np.int32)
    flat = first_row * width + np.arange(width, dtype=np.int32)[None, :]
    counts = np.bincount(flat.ravel(), minlength=(tall + 1) * width).reshape(tall + 1, width).astype(np.int16)
    # Samples whose sky line lies below a row come before the one that the row shows.
    shown = steps - np.cumsum(counts, axis=0, dtype=np.int16)[:tall]
    index = np.clip(shown, 0, steps - 1)
    before = np.maximum(index - 1, 0)
    upper = np.take_along_axis(rows, index, 0) * _OVERSAMPLING - top
    lower = np.take_along_axis(rows, before, 0) * _OVERSAMPLING - top
    places = np.arange(tall, dtype=np.float32)[:, None]
    share = np.clip((lower - places) / np.maximum(lower - upper, np.float32(1e-3)), 0, 1)
    sampled_at = np.where(index > 0, before + share, 0).astype(np.float32)
    columns = np.broadcast_to(np.arange(width, dtype=np.float32)[None, :], sampled_at.shape)
    mixed = cv2.remap(
        np.ascontiguousarray(colours),
        np.ascontiguousarray(columns),
        sampled_at,
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(mixed, np.float32), (shown < steps).astype(np.float32)


def _average(part: Pixels, colours: Floats, opacity: Floats, dither: Floats) -> None:
    """Write the oversampled columns into their part of the picture."""
    size = (colours.shape[1], colours.shape[0] // _OVERSAMPLING)
    cover = cv2.resize(opacity, size, interpolation=cv2.INTER_AREA)[..., None]
    blended = cv2.resize(colours * opacity[..., None], size, interpolation=cv2.INTER_AREA) * np.float32(255)
    blended += dither * cover + 0.5
    part[..., 3:] = cover * 255 + 0.5
    part[..., :3] = np.clip(blended, 0, part[..., 3:])
