"""Pictures of any shape come to the film's without being stretched."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from videoagent_media.fitting import fit, is_cropped


def circle(width: int, height: int) -> NDArray[np.uint8]:
    image = np.full((height, width, 3), (40, 160, 40), np.uint8)
    cv2.circle(image, (width // 2, height // 2), min(width, height) // 4, (255, 255, 255), -1)
    return image


@pytest.mark.parametrize("size", [(400, 300), (300, 400), (640, 360), (1000, 100), (100, 1000)])
@pytest.mark.parametrize("frame", [(320, 180), (180, 320), (240, 240)])
def test_a_circle_stays_a_circle(size: tuple[int, int], frame: tuple[int, int]) -> None:
    fitted = fit(circle(*size), frame)
    assert fitted.shape == (frame[1], frame[0], 3)
    rows, columns = np.nonzero(fitted.min(axis=2) > 230)
    assert np.ptp(columns) == pytest.approx(np.ptp(rows), abs=3)
    assert (rows.mean(), columns.mean()) == pytest.approx((frame[1] / 2, frame[0] / 2), abs=2)


def test_little_is_cropped_and_much_is_framed() -> None:
    assert is_cropped((400, 250), (320, 180))
    assert not is_cropped((300, 400), (320, 180))
    framed = fit(circle(300, 400), (320, 180))
    assert 0 < framed[90, 5].max() < 120  # the blurred, darker backdrop
