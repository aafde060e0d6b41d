"""Layered pictures: what the image agent draws and the video agent moves.

A picture is a stack of layers, far to near, on a canvas 1.2 times as wide and high as the film's frame and centred on
it, so that a camera may move without running off the edge. All coordinates are canvas pixels from its top left.

Pixels are RGBA with **premultiplied** alpha: ``out = layer + below * (1 - alpha)``, saturating. Colour above alpha is
light that adds (glow, sparks, windows); such pixels are legal and meant. Bloom, haze, grading, vignette and a faint
grain against banding are already in the pixels: whoever composites adds no look of its own.

The flat picture of a shot is :func:`flatten` of its layers, which is also the first full-strength frame of the film.
"""

import json
import math
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from videoagent_contracts.errors import ErrorCode, VideoProcessingException

CANVAS_SCALE: Final = 1.2
"""Canvas size divided by frame size, both ways."""

MAX_STATIC_LAYERS: Final = 6
"""Layers without motion of their own that :func:`merge` leaves at most."""

_FORMAT: Final = 1
_MAX_PIXELS: Final = 64_000_000
_SMALL: Final = 160_000
"""Pixels of a layer under which PNG is small enough."""

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Placement:
    """Where a layer is at one moment: offset in canvas px and opacity 0..1."""

    dx: float
    dy: float
    opacity: float


@dataclass(frozen=True)
class Motion:
    """How a layer moves by itself, whatever the camera does. Lengths in canvas px, times in s."""

    velocity: tuple[float, float] = (0.0, 0.0)
    """Steady drift, px/s, right and down positive."""
    wrap: tuple[int, int] | None = None
    """Period of a tileable layer (rain, snow, dust), px: draw it again at every multiple that touches the canvas."""
    sway: tuple[float, float] = (0.0, 0.0)
    """Amplitudes of a slow sine, px: sideways for boats and lanterns, up and down for what hovers."""
    period: float = 6.0
    """Of sway, s."""
    phase: float = 0.0
    """Of sway and flicker, in turns 0..1."""
    flicker: float = 0.0
    """Share of the opacity that comes and goes, 0..1."""
    flicker_rate: float = 3.0
    """Flickers a second."""
    fade_in: tuple[float, float] | None = None
    """(start, length), s: invisible before, eased in, then there for good."""
    rise: float = 0.0
    """How far below its place the layer starts while it fades in, px."""

    def at(self, time: float) -> Placement:
        """Return the placement ``time`` seconds into the shot; a pure function, smooth in time."""
        angle = 2 * math.pi * (time / self.period + self.phase)
        dx = self.velocity[0] * time + self.sway[0] * math.sin(angle)
        dy = self.velocity[1] * time + self.sway[1] * math.sin(angle * 0.5 if self.sway[0] else angle)
        if self.wrap:
            dx, dy = dx % self.wrap[0], dy % self.wrap[1]
        opacity = 1.0
        if self.flicker:
            beat = 2 * math.pi * (self.flicker_rate * time + self.phase)
            # Two incommensurable sines: no repeat that an eye would notice in a shot.
            wave = 0.5 + 0.3 * math.sin(beat) + 0.2 * math.sin(beat * 2.41 + 1.3)
            opacity -= self.flicker * (1 - wave)
        if self.fade_in:
            start, length = self.fade_in
            share = min(1.0, max(0.0, (time - start) / max(length, 1e-6)))
            eased = 0.5 - 0.5 * math.cos(math.pi * share)
            opacity *= eased
            dy += self.rise * (1 - eased)
        return Placement(dx, dy, min(1.0, max(0.0, opacity)))


@dataclass(frozen=True)
class Layer:
    """One sheet of a picture, cropped to what is on it."""

    name: str
    depth: float
    """How much the camera moves it: 0 at infinity, 1 where the camera is aimed, above 1 nearer than that."""
    x: int
    y: int
    pixels: Pixels
    """Height × width × 4, premultiplied RGBA."""
    motion: Motion | None = None
    pinned: bool = False
    """Fixed to the frame: neither camera nor zoom touches it (text, paper border)."""

    @property
    def opaque(self) -> bool:
        """Whether no pixel lets anything below shine through."""
        return bool((self.pixels[..., 3] == 255).all())


@dataclass(frozen=True)
class LayeredPicture:
    layers: tuple[Layer, ...]
    frame: tuple[int, int]
    """Width and height of the film, px."""
    canvas: tuple[int, int]
    """Width and height of what the layers lie on, px."""

    @property
    def margin(self) -> tuple[int, int]:
        """Offset of the resting frame's top left on the canvas, px."""
        return (self.canvas[0] - self.frame[0]) // 2, (self.canvas[1] - self.frame[1]) // 2


def canvas_size(frame: tuple[int, int]) -> tuple[int, int]:
    """Return the canvas for a frame: 1.2 times as large, in even pixels on every side."""
    width, height = (side + 4 * round(side * (CANVAS_SCALE - 1) / 4) for side in frame)
    return width, height


def crop(
    name: str, depth: float, pixels: Pixels, motion: Motion | None = None, *, pinned: bool = False
) -> Layer | None:
    """Make a layer of a canvas-sized sheet, without its empty border; None when the sheet is empty."""
    inked = np.ascontiguousarray(pixels).view(np.uint32)[..., 0] != 0
    rows = np.flatnonzero(inked.any(axis=1))
    if rows.size == 0:
        return None
    columns = np.flatnonzero(inked[rows[0] : rows[-1] + 1].any(axis=0))
    # Even offsets and sizes keep the chroma of 4:2:0 video aligned with the layer.
    top, left = int(rows[0]) & ~1, int(columns[0]) & ~1
    bottom, right = int(rows[-1]) + 1, int(columns[-1]) + 1
    bottom, right = min(pixels.shape[0], bottom + bottom % 2), min(pixels.shape[1], right + right % 2)
    # A copy always: what is left of a sheet would keep the whole of it.
    return Layer(name, depth, left, top, pixels[top:bottom, left:right].copy(), motion, pinned)


def blend(below: Pixels, layer: Layer, dx: int = 0, dy: int = 0, opacity: float = 1.0) -> None:
    """Composite a layer onto ``below`` (canvas-sized RGBA, changed in place) at a whole-pixel offset."""
    height, width = below.shape[:2]
    x, y = layer.x + dx, layer.y + dy
    left, top = max(0, x), max(0, y)
    right, bottom = min(width, x + layer.pixels.shape[1]), min(height, y + layer.pixels.shape[0])
    if right <= left or bottom <= top:
        return
    source = layer.pixels[top - y : bottom - y, left - x : right - x]
    if opacity < 1:
        source = cv2.convertScaleAbs(source, alpha=opacity)  # type: ignore[assignment]
    target = below[top:bottom, left:right]
    alpha = cv2.bitwise_not(np.ascontiguousarray(source[..., 3]))
    remaining = cv2.multiply(target, cv2.merge([alpha, alpha, alpha, alpha]), scale=1 / 255)
    cv2.add(remaining, source, dst=target)


def flatten(picture: LayeredPicture) -> Pixels:
    """Return the resting frame as height × width × 3 RGB: camera at its middle, all layers faded in."""
    width, height = picture.canvas
    sheet = np.zeros((height, width, 4), np.uint8)
    for layer in picture.layers:
        opacity = 1 - layer.motion.flicker * 0.5 if layer.motion else 1.0
        blend(sheet, layer, opacity=opacity)
        if layer.motion and layer.motion.wrap:
            for dx, dy in wrap_offsets(layer, picture.canvas)[1:]:
                blend(sheet, layer, dx, dy, opacity)
    x, y = picture.margin
    return np.ascontiguousarray(sheet[y : y + picture.frame[1], x : x + picture.frame[0], :3])


def wrap_offsets(layer: Layer, canvas: tuple[int, int], dx: float = 0, dy: float = 0) -> list[tuple[int, int]]:
    """Return the whole-period offsets at which a tileable layer shifted by (dx, dy) touches the canvas.

    The layer's own place (0, 0) comes first. Without ``motion.wrap`` it is the only one.
    """
    offsets = [(0, 0)]
    if layer.motion is None or layer.motion.wrap is None:
        return offsets
    period_x, period_y = layer.motion.wrap
    height, width = layer.pixels.shape[:2]
    left, top = layer.x + dx, layer.y + dy
    columns = range(math.floor(-(left + width) / period_x) + 1, math.ceil((canvas[0] - left) / period_x))
    rows = range(math.floor(-(top + height) / period_y) + 1, math.ceil((canvas[1] - top) / period_y))
    return offsets + [(c * period_x, r * period_y) for r in rows for c in columns if (c, r) != (0, 0)]


def merge(layers: Iterable[Layer], canvas: tuple[int, int], limit: int = MAX_STATIC_LAYERS) -> tuple[Layer, ...]:
    """Merge neighbours of like depth until at most ``limit`` layers without motion remain.

    Order is kept, layers with motion and pinned ones stay as they are and are never jumped over. A merged layer takes
    the depth of its members, weighted by the pixels that they cover.
    """
    groups = [[layer] for layer in layers]

    def mergeable(group: list[Layer]) -> bool:
        return group[0].motion is None and not group[0].pinned

    while sum(mergeable(group) for group in groups) > limit:
        gaps = [
            (abs(_depth(groups[i + 1]) - _depth(groups[i])), i)
            for i in range(len(groups) - 1)
            if mergeable(groups[i]) and mergeable(groups[i + 1])
        ]
        if not gaps:
            break
        index = min(gaps)[1]
        groups[index : index + 2] = [groups[index] + groups[index + 1]]
    return tuple(_merged(group, canvas) for group in groups)


def _depth(group: Sequence[Layer]) -> float:
    weights = [float(layer.pixels[..., 3].size) for layer in group]
    weighted = sum(layer.depth * weight for layer, weight in zip(group, weights, strict=True))
    return weighted / sum(weights)


def _merged(group: Sequence[Layer], canvas: tuple[int, int]) -> Layer:
    if len(group) == 1:
        return group[0]
    sheet = np.zeros((canvas[1], canvas[0], 4), np.uint8)
    for layer in group:
        blend(sheet, layer)
    merged = crop("+".join(layer.name for layer in group), _depth(group), sheet)
    return merged or group[0]


def write(path: Path, picture: LayeredPicture) -> None:
    """Write a layered picture as one file: a ZIP of ``picture.json`` and an image per layer.

    Large layers are JPEG (quality 95, no chroma subsampling, colours premultiplied) with their alpha beside them; small
    ones and those that add light are PNG.
    """
    entries: list[dict[str, Any]] = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for number, layer in enumerate(picture.layers):
            files = _encode(number, layer)
            for name, data in files.items():
                archive.writestr(name, data)
            entries.append(
                {
                    "name": layer.name,
                    "files": list(files),
                    "depth": round(layer.depth, 4),
                    "x": layer.x,
                    "y": layer.y,
                    "pinned": layer.pinned,
                    "motion": asdict(layer.motion) if layer.motion else None,
                }
            )
        document = {"format": _FORMAT, "frame": picture.frame, "canvas": picture.canvas, "layers": entries}
        archive.writestr("picture.json", json.dumps(document))


def _encode(number: int, layer: Layer) -> dict[str, bytes]:
    """Return the files of a layer: a JPEG, with a grey PNG for its alpha; or one PNG where a JPEG would not do."""
    pixels = layer.pixels
    name = f"{number:02d}"
    if pixels.shape[0] * pixels.shape[1] < _SMALL or _adds_light(pixels):
        bgra = cv2.cvtColor(pixels, cv2.COLOR_RGBA2BGRA)
        return {f"{name}.png": _image(".png", bgra, [cv2.IMWRITE_PNG_COMPRESSION, 1])}
    options = [cv2.IMWRITE_JPEG_QUALITY, 95, cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444]
    files = {f"{name}.jpg": _image(".jpg", cv2.cvtColor(pixels, cv2.COLOR_RGBA2BGR), options)}
    if not layer.opaque:
        alpha = np.ascontiguousarray(pixels[..., 3])
        files[f"{name}.alpha.png"] = _image(".png", alpha, [cv2.IMWRITE_PNG_COMPRESSION, 1])
    return files


def _adds_light(pixels: Pixels) -> bool:
    alpha = cv2.cvtColor(np.ascontiguousarray(pixels[..., 3]), cv2.COLOR_GRAY2RGB)
    return bool(cv2.subtract(cv2.cvtColor(pixels, cv2.COLOR_RGBA2RGB), alpha).any())


def _image(extension: str, pixels: NDArray[Any], options: list[int]) -> bytes:
    done, data = cv2.imencode(extension, pixels, options)
    if not done:
        raise VideoProcessingException(f"an image of {pixels.shape} could not be encoded")
    return data.tobytes()


def read(path: Path) -> LayeredPicture:
    """Read a file of :func:`write`.

    Raises:
        VideoProcessingException: Code ``media_invalid`` when the file is no layered picture of a known format.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            document = _document(archive)
            layers = tuple(
                _decode(entry, [archive.read(name) for name in entry["files"]]) for entry in document["layers"]
            )
            return LayeredPicture(layers, _pair(document["frame"]), _pair(document["canvas"]))
    except (OSError, KeyError, TypeError, ValueError, zipfile.BadZipFile, cv2.error) as error:
        raise VideoProcessingException(
            f"the layered picture cannot be read: {error}", code=ErrorCode.MEDIA_INVALID, retryable=False
        ) from error


def _document(archive: zipfile.ZipFile) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(archive.read("picture.json"))
    if document["format"] != _FORMAT:
        raise ValueError(f"unknown format {document['format']}")
    return document


def _pair(values: Sequence[int]) -> tuple[int, int]:
    width, height = (int(value) for value in values)
    if min(width, height) < 2 or width * height > _MAX_PIXELS:
        raise ValueError(f"impossible size {width}x{height}")
    return width, height


def _decode(entry: dict[str, Any], files: list[bytes]) -> Layer:
    image, *alpha = (cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED) for data in files)
    if image is None or image.ndim != 3 or image.dtype != np.uint8:
        raise ValueError(f"{entry['name']} is no 8-bit colour image")
    order = cv2.COLOR_BGR2RGBA if image.shape[2] == 3 else cv2.COLOR_BGRA2RGBA
    cover = alpha[0] if alpha else None
    if cover is not None and cover.shape == image.shape[:2] and image.shape[2] == 3:
        # JPEG rings a little around edges; where nothing covers, nothing may shine.
        image = cv2.min(image, cv2.cvtColor(cover, cv2.COLOR_GRAY2BGR))
    elif alpha:
        raise ValueError(f"{entry['name']} has no fitting alpha")
    pixels = np.ascontiguousarray(cv2.cvtColor(image, order), dtype=np.uint8)
    if cover is not None:
        cv2.insertChannel(cover, pixels, 3)
    motion = entry["motion"] and _motion(entry["motion"])
    return Layer(
        str(entry["name"]), float(entry["depth"]), int(entry["x"]), int(entry["y"]), pixels, motion, entry["pinned"]
    )


def _motion(fields: dict[str, Any]) -> Motion:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in fields.items()}
    return Motion(**values)
