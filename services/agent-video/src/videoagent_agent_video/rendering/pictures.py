"""From the image agent's files to the layers that are drawn, at the film's size."""

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from videoagent_agent_video.camera import covering_scale
from videoagent_contracts.errors import ErrorCode, VideoProcessingException
from videoagent_media.fitting import read_picture, resized
from videoagent_media.layers import Layer, LayeredPicture, Motion, blend, crop, read

_SAME_DEPTH = 0.06
"""Still neighbours closer than this are drawn as one layer: over a whole shot they would part by 4 px in 1080p."""


def layered(path: Path, size: tuple[int, int]) -> LayeredPicture:
    """Read a layered picture and bring it to the film's size.

    Raises:
        VideoProcessingException: ``media_invalid`` when it cannot be read, has no layers or is of another shape.
    """
    picture = read(path)
    if not picture.layers:
        raise VideoProcessingException(
            "the layered picture has no layers", code=ErrorCode.MEDIA_INVALID, retryable=False
        )
    if picture.frame == size:
        return _merged(picture)
    ratio = size[0] / picture.frame[0]
    if abs(ratio * picture.frame[1] - size[1]) > size[1] * 0.01:
        raise VideoProcessingException(
            f"the layered picture is for {picture.frame[0]}x{picture.frame[1]}, the film is {size[0]}x{size[1]}",
            code=ErrorCode.MEDIA_INVALID,
            retryable=False,
        )
    layers = tuple(_scaled(layer, ratio) for layer in picture.layers)
    canvas = (round(picture.canvas[0] * ratio), round(picture.canvas[1] * ratio))
    return _merged(LayeredPicture(layers, size, canvas))


def _merged(picture: LayeredPicture) -> LayeredPicture:
    """Merge still neighbours of nearly the same depth; a translucent one over the sky then costs nothing any more."""
    groups: list[list[Layer]] = []
    for layer in picture.layers:
        first = groups[-1][0] if groups else None
        if first is not None and _still(first) and _still(layer) and abs(layer.depth - first.depth) < _SAME_DEPTH:
            groups[-1].append(layer)
        else:
            groups.append([layer])
    return replace(picture, layers=tuple(_as_one(group, picture.canvas) for group in groups))


def _still(layer: Layer) -> bool:
    return layer.motion is None and not layer.pinned


def _as_one(group: list[Layer], canvas: tuple[int, int]) -> Layer:
    if len(group) == 1:
        return group[0]
    sheet = np.zeros((canvas[1], canvas[0], 4), np.uint8)
    for layer in group:
        blend(sheet, layer)
    return crop(group[0].name, group[0].depth, sheet) or group[0]


def flat(path: Path, size: tuple[int, int]) -> LayeredPicture:
    """Read a flat picture as one layer, a little larger than the frame; another shape is filled and cropped.

    Raises:
        VideoProcessingException: ``media_invalid`` when it is no picture.
    """
    image = read_picture(path)
    canvas = (_even(size[0] * covering_scale()), _even(size[1] * covering_scale()))
    height, width = image.shape[:2]
    ratio = max(canvas[0] / width, canvas[1] / height)
    fitted = resized(image, (round(width * ratio), round(height * ratio)))
    left, top = (fitted.shape[1] - canvas[0]) // 2, (fitted.shape[0] - canvas[1]) // 2
    filled = fitted[top : top + canvas[1], left : left + canvas[0]]
    pixels = np.asarray(cv2.cvtColor(filled, cv2.COLOR_BGR2RGBA), np.uint8)
    return LayeredPicture((Layer("picture", 1.0, 0, 0, pixels),), size, canvas)


def _scaled(layer: Layer, ratio: float) -> Layer:
    height, width = layer.pixels.shape[:2]
    pixels = resized(layer.pixels, (max(2, round(width * ratio)), max(2, round(height * ratio))))
    motion = layer.motion and _faster(layer.motion, ratio)
    return replace(layer, x=round(layer.x * ratio), y=round(layer.y * ratio), pixels=pixels, motion=motion)


def _faster(motion: Motion, ratio: float) -> Motion:
    return replace(
        motion,
        velocity=(motion.velocity[0] * ratio, motion.velocity[1] * ratio),
        sway=(motion.sway[0] * ratio, motion.sway[1] * ratio),
        rise=motion.rise * ratio,
        wrap=motion.wrap and (round(motion.wrap[0] * ratio), round(motion.wrap[1] * ratio)),
    )


def _even(length: float) -> int:
    return 2 * round(length / 2)
