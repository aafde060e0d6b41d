"""A picture from outside, made fit for the film in a worker process."""

from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageOps

from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_contracts.film import MediaKind
from videoagent_media.examining import RefusedError, examine
from videoagent_media.fitting import Image as Picture
from videoagent_media.fitting import fit
from videoagent_models.failures import failure

_JPEG_QUALITY = 92


def conform(source: Path, target: Path, size: tuple[int, int], provider: str) -> None:
    """Write the picture as a JPEG file of the film's size, upright and not stretched.

    Args:
        source: Whatever the provider sent; nothing about it is believed.
        target: Ends in ``.jpg``.
        size: Width and height in px.
        provider: Named when the file is no picture.

    Raises:
        ModelProviderException: ``provider_invalid_output``, retryable.
    """
    try:
        kind = examine(source).kind
        pixels = _pixels(source) if kind is MediaKind.IMAGE else None
    except (RefusedError, OSError, ValueError) as error:
        raise _unusable(str(error) if isinstance(error, RefusedError) else "it is damaged", provider) from error
    if pixels is None:
        raise _unusable("it is a recording", provider)
    fitted = cv2.cvtColor(fit(pixels, size), cv2.COLOR_RGB2BGR)
    _, encoded = cv2.imencode(".jpg", fitted, [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])
    target.write_bytes(encoded.tobytes())


def _pixels(source: Path) -> Picture:
    with Image.open(source) as image:
        return np.asarray(ImageOps.exif_transpose(image).convert("RGB"), np.uint8)


def _unusable(why: str, provider: str) -> ModelProviderException:
    return failure(provider, f"the picture cannot be used: {why}", ErrorCode.PROVIDER_INVALID_OUTPUT, retryable=True)
