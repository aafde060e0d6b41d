"""A picture from outside, made fit for the film in a worker process."""

from pathlib import Path

import cv2
import numpy as np

from videoagent_agent_image.cards.headlines import add_source
from videoagent_agent_image.cards.layout import CardText
from videoagent_agent_image.drawing.finish import Grade, develop
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Board
from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_contracts.film import MediaKind
from videoagent_media import layers, pictures
from videoagent_media.examining import RefusedError, examine
from videoagent_media.fitting import Image as Picture
from videoagent_media.fitting import fit
from videoagent_models.failures import failure

_JPEG_QUALITY = 92
_AS_IT_IS = Grade(bloom=0, vignette=0, contrast=1, saturation=1, tint=0, grain=0)


def conform(source: Path, target: Path, size: tuple[int, int], provider: str, credit: str = "") -> Path | None:
    """Write the picture as a JPEG file of the film's size, upright and not stretched.

    Args:
        source: Whatever the provider sent; nothing about it is believed.
        target: Ends in ``.jpg``.
        size: Width and height in px.
        provider: Named when the file is no picture.
        credit: Set into the picture, small at the top; it stays in place while the picture moves.

    Returns:
        With a credit the file of the layered picture, beside ``target``; else None.

    Raises:
        ModelProviderException: ``provider_invalid_output``, retryable.
    """
    pixels = _trusted(source, provider)
    layered = _with_credit(pixels, size, credit) if credit else None
    flat = layers.flatten(layered)[..., :3] if layered else fit(pixels, size)
    done, encoded = cv2.imencode(".jpg", flat[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])
    if not done:
        raise _unusable("it cannot be encoded", provider)
    target.write_bytes(encoded.tobytes())
    if layered is None:
        return None
    archive = target.with_suffix(".zip")
    layers.write(archive, layered)
    return archive


def _with_credit(pixels: Picture, size: tuple[int, int], credit: str) -> layers.LayeredPicture:
    scene = Scene(Board.of(size))
    scene.add(
        "picture", 1.0, np.dstack((fit(pixels, scene.board.pixels), np.full(scene.board.pixels[::-1], 255, np.uint8)))
    )
    add_source(scene, CardText(source=credit))
    return develop(scene, _AS_IT_IS, seed=0)


def _trusted(source: Path, provider: str) -> Picture:
    try:
        kind = examine(source).kind
        pixels = pictures.upright(source) if kind is MediaKind.IMAGE else None
    except (RefusedError, OSError, ValueError) as error:
        raise _unusable(str(error) if isinstance(error, RefusedError) else "it is damaged", provider) from error
    if pixels is None:
        raise _unusable("it is a recording", provider)
    return pixels


def _unusable(why: str, provider: str) -> ModelProviderException:
    return failure(provider, f"the picture cannot be used: {why}", ErrorCode.PROVIDER_INVALID_OUTPUT, retryable=True)
