"""Files that tell whoever opens them to open something else: play lists, scripts, network addresses."""

import ast
import re
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from videoagent_composer import narration, sound
from videoagent_contracts.errors import VideoProcessingException
from videoagent_media import audio, examining, ffmpeg, probe

ROOT = Path(__file__).parents[2]


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A sound of this machine that no film may hear."""
    path = tmp_path / "secret.wav"
    audio.write(path, np.ones((4800, 1), np.float32) * 0.5, 48_000)
    return path


class Listening:
    """Counts who connects."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.visits = 0
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            try:
                visitor, _ = self._socket.accept()
            except OSError:
                return
            self.visits += 1
            visitor.close()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listening() -> Iterator[Listening]:
    server = Listening()
    yield server
    server.close()


def _lists(target: str) -> dict[str, str]:
    return {
        "hls.m3u8": f"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{target}\n#EXT-X-ENDLIST\n",
        "hls.mp4": f"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{target}\n#EXT-X-ENDLIST\n",
        "concat.wav": f"ffconcat version 1.0\nfile '{target}'\n",
        "dash.mpd": (
            '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" '
            'mediaPresentationDuration="PT1S"><Period><AdaptationSet mimeType="audio/wav"><Representation id="1" '
            f'bandwidth="1"><BaseURL>{target}</BaseURL></Representation></AdaptationSet></Period></MPD>'
        ),
        "sdp.mp3": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\n",
        "imf.mov": f"<AssetMap><Path>{target}</Path></AssetMap>",
    }


def _mixed(path: Path) -> None:
    track = sound.Track(path, -20.0)
    command = sound.mix_command(None, track, 0.5, 4800, path.with_suffix(".out.wav"))
    assert command is not None
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        raise VideoProcessingException("refused")


READERS: dict[str, Callable[[Path], Any]] = {
    "audio": audio.read,
    "probe": probe.probe,
    "examine": examining.examine,
    "mix": _mixed,
    "loudness": lambda path: narration.loudness(path, 4800),
}


@pytest.mark.parametrize("reader", READERS)
def test_no_play_list_has_another_file_or_host_opened(
    tmp_path: Path, secret: Path, listening: Listening, reader: str
) -> None:
    """A user's or a provider's file that is a list of other files is no media, whatever its name says.

    Refused by its format, since for a file on this machine the protocol is the same as for a film's own.
    """
    for target in (secret.name, f"http://127.0.0.1:{listening.port}/a.wav"):
        for name, text in _lists(target).items():
            path = tmp_path / name
            path.write_text(text)
            with pytest.raises(Exception) as refusal:
                READERS[reader](path)
            assert not isinstance(refusal.value, (AssertionError, AttributeError, TypeError, NameError))
    assert listening.visits == 0


def test_real_media_is_still_read(secret: Path) -> None:
    assert probe.probe(secret).audio is not None
    _mixed(secret)


def _calls() -> Iterator[tuple[Path, str, ast.Call]]:
    for path in [*ROOT.glob("libs/*/src/**/*.py"), *ROOT.glob("services/*/src/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield path, ast.unparse(node.func), node


def test_whatever_opens_media_says_what_it_takes() -> None:
    """Also what is written from now on: each place that reads media passes the same options."""
    readers = 0
    for path, name, call in _calls():
        text = ast.unparse(call)
        if name == "av.open" and "'w'" not in text:
            assert "options=SAFE_INPUT" in text, f"{path}: {text}"
        elif name in ("_graph.input", "ffmpeg.input"):
            assert re.search(r"\*\*SAFE_INPUT|protocol_whitelist=PROTOCOLS|f='lavfi'", text), f"{path}: {text}"
            assert "SAFE_INPUT" in text or " f=" in text, f"{path}: neither the formats nor the one format: {text}"
        else:
            continue
        readers += 1
    assert readers > 10


def test_no_program_runs_in_a_shell() -> None:
    for path, name, call in _calls():
        assert name not in ("os.system", "os.popen", "asyncio.create_subprocess_shell", "eval", "exec"), path
        assert all(keyword.arg != "shell" for keyword in call.keywords), path


def test_commands_begin_alike() -> None:
    assert ffmpeg.command()[1:] == ["-hide_banner", "-nostdin", "-loglevel", "error", "-y"]
