"""What ffmpeg wrote is opened before it counts, and what is wrong with it can be tried again."""

from pathlib import Path

import pytest

from videoagent_composer.programs import check_film, check_picture
from videoagent_composer.sound import FilmFile
from videoagent_contracts.errors import VideoProcessingException
from videoagent_media.ffmpeg import longest_run


@pytest.mark.parametrize("written", [None, b"", b"\x00\x01garbage" * 3000])
def test_what_is_not_whole_can_be_tried_again(tmp_path: Path, written: bytes | None) -> None:
    film, sheet = tmp_path / "film.mp4", tmp_path / "sprites.jpg"
    if written is not None:
        film.write_bytes(written)
        sheet.write_bytes(written)
    plan = FilmFile(
        picture=film, sound=film, target=film, samples=48_000, title="t", comment="", language="eng",
        subtitles=None, subtitles_shown=False, chapters=None,
    )  # fmt: skip
    with pytest.raises(VideoProcessingException) as found:
        check_film(plan)
    assert found.value.retryable
    with pytest.raises(VideoProcessingException) as found:
        check_picture(sheet)
    assert found.value.retryable


def test_a_hang_is_noticed_in_minutes_and_a_long_film_has_longer() -> None:
    assert longest_run(0).total_seconds() < longest_run(600).total_seconds() < 1800
