import numpy as np
import pytest

from videoagent_media import filters
from videoagent_media.filters import Section

RATE = 48_000


def gain_db(sections: list[Section], frequency: float) -> float:
    time = np.arange(RATE) / RATE
    tone = np.sin(2 * np.pi * frequency * time).astype(np.float32)[:, None]
    result = filters.filtered(tone, filters.impulse_response(sections))[RATE // 4 :]
    return float(20 * np.log10(np.sqrt(2 * np.mean(result**2, dtype=np.float64))))


@pytest.mark.parametrize(
    ("section", "gains"),
    [
        (filters.high_pass(100, RATE), {25: -24.1, 100: -3.0, 1000: 0.0}),
        (filters.low_pass(1000, RATE), {100: 0.0, 1000: -3.0, 4000: -24.7}),
        (filters.bell(3000, RATE, -6, 1.0), {100: 0.0, 3000: -6.0, 15_000: 0.0}),
        (filters.low_shelf(200, RATE, 4), {20: 4.0, 200: 2.0, 4000: 0.0}),
        (filters.high_shelf(6000, RATE, -4), {200: 0.0, 6000: -2.0, 20_000: -4.0}),
    ],
)
def test_each_filter_has_its_curve(section: Section, gains: dict[int, float]) -> None:
    assert {hertz: gain_db([section], hertz) for hertz in gains} == pytest.approx(gains, abs=0.35)


def test_the_response_equals_the_recursion() -> None:
    section = filters.high_pass(65, RATE)
    b0, b1, b2, a0, a1, a2 = (value / section[3] for value in section)
    assert a0 == 1
    expected = []
    x1 = x2 = y1 = y2 = 0.0
    for x in [1.0, *[0.0] * 2000]:
        y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
        x1, x2, y1, y2 = x, x1, y, y1
        expected.append(y)
    assert filters.impulse_response([section])[:2001, 0] == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("piece", [1, 999, 50_000])
def test_pieces_come_out_like_the_whole(piece: int) -> None:
    generator = np.random.default_rng(1)
    sound = generator.standard_normal((60_000 if piece > 1 else 50, 2)).astype(np.float32)
    response = (generator.standard_normal((700, 2)) / 30).astype(np.float32)
    convolver = filters.Convolver(response, 2)
    pieces = [convolver.feed(sound[start : start + piece]) for start in range(0, len(sound), piece)]
    expected = np.stack([np.convolve(sound[:, at], response[:, at])[: len(sound)] for at in (0, 1)], axis=1)
    assert np.concatenate(pieces) == pytest.approx(expected, abs=1e-4)


def test_nothing_in_nothing_out() -> None:
    assert filters.filtered(np.zeros((0, 1), np.float32), np.ones((5, 1), np.float32)).shape == (0, 1)
