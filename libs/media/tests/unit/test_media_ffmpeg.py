import subprocess
from pathlib import Path

import pytest

from videoagent_contracts.errors import ConfigurationException, ErrorCode
from videoagent_media import ffmpeg


@pytest.fixture(autouse=True)
def _fresh_choice() -> None:
    ffmpeg.ffmpeg_path.cache_clear()


def test_the_bundled_program_runs_and_can_do_what_the_film_needs() -> None:
    filters = subprocess.run([*ffmpeg.command(), "-filters"], capture_output=True, text=True, check=True).stdout
    for name in ("ass", "sidechaincompress", "loudnorm", "acompressor"):
        assert f" {name} " in filters


def test_a_setting_that_names_no_program_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOAGENT_FFMPEG", str(tmp_path / "ffmpeg"))
    with pytest.raises(ConfigurationException):
        ffmpeg.ffmpeg_path()


def test_a_network_address_as_input_is_refused() -> None:
    run = subprocess.run(
        [*ffmpeg.command(), *ffmpeg.SAFE_PROTOCOLS, "-i", "http://127.0.0.1:9/x", "-f", "null", "-"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode != 0
    assert "whitelist" in run.stderr


def test_a_full_disk_is_told_from_a_broken_render() -> None:
    full = ffmpeg.failure("encoding", "av_interleaved_write_frame(): No space left on device")
    assert (full.code, full.retryable) == (ErrorCode.DISK_FULL, True)
    broken = ffmpeg.failure("encoding", "/secret/place/body.mp4: Invalid data found when processing input")
    assert broken.code is ErrorCode.RENDER_FAILED
    assert "body.mp4: Invalid data" in broken.detail
    assert "/secret" not in broken.detail


@pytest.mark.parametrize("name", ["plain.ass", "it's: [a], b;c \\d=e%.ass"])
def test_any_file_name_can_stand_in_a_filter_graph(name: str, tmp_path: Path) -> None:
    script = tmp_path / name
    script.write_text("[Script Info]\nScriptType: v4.00+\n[Events]\n", encoding="utf-8")
    graph = f"color=s=32x32:d=0.1,ass=filename={ffmpeg.filter_value(str(script))}"
    run = subprocess.run(
        [*ffmpeg.command(), "-f", "lavfi", "-i", graph, "-f", "null", "-"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
