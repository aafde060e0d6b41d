"""What rendering is measured against: encoders alone, one ffmpeg graph that makes the whole film, and MoviePy."""

import json
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from videoagent_media import fonts
from videoagent_media.ffmpeg import command

MOVIEPY = "moviepy==2.2.1"
_CODER = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "20")
_WORDS_SHOWN = 6


@dataclass(frozen=True)
class PlannedShot:
    picture: str
    speech: str
    seconds: float
    words: tuple[tuple[str, float, float], ...]
    """Text, start and end in s from the first word on."""


@dataclass(frozen=True)
class Plan:
    """The film of all peers."""

    size: tuple[int, int]
    fps: int
    overlap_s: float
    lead_in_s: float
    font: str
    music: str
    shots: tuple[PlannedShot, ...]

    @property
    def starts(self) -> list[float]:
        """Of the shots, s."""
        return [sum(shot.seconds - self.overlap_s for shot in self.shots[:n]) for n in range(len(self.shots))]

    @property
    def seconds(self) -> float:
        return self.starts[-1] + self.shots[-1].seconds


def encode_alone(halves: Sequence[Path], plan: Plan) -> None:
    """(a): two single-threaded encoders side by side, each with half of the decoded film."""

    def encode(path: Path) -> None:
        width, height = plan.size
        raw = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", f"{width}x{height}", "-r", str(plan.fps), "-i", str(path)]
        subprocess.run([*command(), *raw, *_CODER, "-threads", "1", str(path.with_suffix(".mp4"))], check=True)

    with ThreadPoolExecutor(len(halves)) as pool:
        list(pool.map(encode, halves))


def ffmpeg_film(plan: Plan, folder: Path) -> None:
    """(c): zoompan, xfade, libass, sidechain compression and one pass of loudnorm in one graph."""
    captions = folder / "captions.srt"
    captions.write_text(_srt(plan), encoding="utf-8")
    inputs = [word for shot in plan.shots for word in ("-i", shot.picture)]
    inputs += [word for shot in plan.shots for word in ("-i", shot.speech)]
    graph = [*_pictures(plan, captions), *_sound(plan)]
    picture, sound = ("-map", "[film]"), ("-map", "[sound]", "-c:a", "aac", "-b:a", "160k", "-ar", "48000")
    arguments = [*inputs, "-stream_loop", "-1", "-i", plan.music, "-filter_complex", ";".join(graph)]
    written = [*picture, *_CODER, "-pix_fmt", "yuv420p", *sound, "-t", f"{plan.seconds}", str(folder / "ffmpeg.mp4")]
    subprocess.run([*command(), *arguments, *written], check=True)


def _pictures(plan: Plan, captions: Path) -> list[str]:
    size = f"{plan.size[0]}x{plan.size[1]}"
    graph = []
    for number, shot in enumerate(plan.shots):
        frames = round(shot.seconds * plan.fps)
        move = f"z='1.02+0.07*on/{frames}':x='iw/2-iw/zoom/2':y='ih/2-ih/zoom/2'"
        graph.append(f"[{number}:v]zoompan={move}:d={frames}:s={size}:fps={plan.fps},format=yuv420p[p{number}]")
    last = "p0"
    for number, start in enumerate(plan.starts[1:], 1):
        fade = f"xfade=transition=fade:duration={plan.overlap_s}:offset={start}"
        graph.append(f"[{last}][p{number}]{fade}[f{number}]")
        last = f"f{number}"
    folder = Path(plan.font).parent
    return [*graph, f"[{last}]subtitles={captions}:fontsdir={folder}:force_style='Fontsize=17'[film]"]


def _sound(plan: Plan) -> list[str]:
    count = len(plan.shots)
    graph = []
    for number, start in enumerate(plan.starts):
        delay = round((start + plan.lead_in_s) * 1000)
        graph.append(f"[{count + number}:a]aresample=48000,adelay={delay}:all=1[s{number}]")
    voices = "".join(f"[s{number}]" for number in range(count))
    graph.append(f"{voices}amix=inputs={count}:normalize=0,asplit[voice][key]")
    graph.append(f"[{2 * count}:a]volume=0.3,atrim=duration={plan.seconds}[bed]")
    graph.append("[bed][key]sidechaincompress=threshold=0.02:ratio=6:release=800[ducked]")
    graph.append("[voice][ducked]amix=inputs=2:normalize=0:duration=longest,loudnorm=I=-14:TP=-1[sound]")
    return graph


def _srt(plan: Plan) -> str:
    cues = []
    for start, shot in zip(plan.starts, plan.shots, strict=True):
        for first in range(0, len(shot.words), _WORDS_SHOWN):
            group = shot.words[first : first + _WORDS_SHOWN]
            begin, end = (start + plan.lead_in_s + time for time in (group[0][1], group[-1][2]))
            cues.append(f"{len(cues) + 1}\n{_stamp(begin)} --> {_stamp(end)}\n{' '.join(w for w, _, _ in group)}\n")
    return "\n".join(cues)


def _stamp(seconds: float) -> str:
    whole = round(seconds * 1000)
    return f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole // 1000 % 60:02},{whole % 1000:03}"


def moviepy_film(plan: Plan, folder: Path) -> tuple[float, float]:
    """(b): MoviePy, in an environment of its own; returns wall and CPU seconds.

    Raises:
        subprocess.CalledProcessError: MoviePy cannot be fetched, or failed.
    """
    told = folder / "plan.json"
    told.write_text(json.dumps(asdict(plan)), encoding="utf-8")
    script = Path(__file__).with_name("moviepy_film.py")
    uv = [str(Path(sys.executable).with_name("uv")), "run", "-q", "--no-project", "--python", sys.executable]
    run = [*uv, "--with", MOVIEPY, "python", str(script), str(told), str(folder / "moviepy.mp4")]
    answer = subprocess.run(run, check=True, stdout=subprocess.PIPE, cwd=folder).stdout
    found = json.loads(answer.splitlines()[-1])
    return found["wall"], found["cpu"]


def font() -> str:
    """Return the file of the font that all peers write with."""
    return str(fonts.families()[fonts.SANS_STRONG])
