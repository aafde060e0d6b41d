"""R1: wall seconds per second of film of ``video:i`` and ``compose`` together, beside the encoder alone.

    .venv/bin/python benchmarks/render/r1_speed.py [--flat|--weather|--pictures DIR] [--peers] [--repeat 3] [--json F]

(a) is libx264 ``veryfast`` at CRF 20 on the same, already decoded frames, from memory, two single-threaded encoders
side by side. With ``--peers`` also (b), MoviePy doing the same film in an environment of its own, which uv makes, and
(c), one ordinary ffmpeg graph that does it. Each round times all of them in turn, so that a busy machine is busy for
everyone. ``--pictures`` takes a folder with ``*/layers.zip``.
"""

import argparse
import asyncio
import json
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import av
import peers  # type: ignore[import-not-found]  # a neighbour of this script
import psutil
from peers import Plan, PlannedShot
from studio import (  # type: ignore[import-not-found]  # a neighbour of this script
    Folder,
    context,
    drawn_picture,
    stored_music,
    stored_picture,
    stored_speech,
)

from videoagent_agent_video.builtin import BuiltinRenderer
from videoagent_agent_video.service import VideoAgent
from videoagent_composer import service as composer
from videoagent_contracts.enums import CameraMove, Transition
from videoagent_contracts.film import ComposeRequest, ComposeShot, Film, Look, Picture, Shot, VideoRequest
from videoagent_media import layers
from videoagent_media.encode import YuvFrame
from videoagent_models.providers import BUILTIN, Registered
from videoagent_runtime.agent.worker_pool import WorkerPool

T = TypeVar("T")

SIZE, FPS, SHOTS, OVERLAP_S, LEAD_IN_S = (1920, 1080), 30, 6, 0.5, 0.45
MOVES = list(CameraMove)
WORKERS = 2


def ingredients(arguments: argparse.Namespace, store: Folder, folder: Path, count: int = SHOTS) -> list[VideoRequest]:
    """Make or read the stills, and as many narrations."""
    requests = []
    for number in range(count):
        picture = _picture(arguments, store, folder, number)
        leaving = Transition.CROSSFADE if number + 1 < count else Transition.CUT
        requests.append(
            VideoRequest(
                shot=Shot(index=number, duration=arguments.seconds, camera=MOVES[number % len(MOVES)]),
                look=Look(language="en", style="cinematic"),
                picture=picture,
                speech=stored_speech(store, folder, arguments.seconds - 1.2, number),
                lead_in=LEAD_IN_S,
                duration=arguments.seconds,
                transition_in=Transition.CROSSFADE if number else Transition.CUT,
                transition_out=leaving,
                transition_duration=OVERLAP_S,
                width=SIZE[0],
                height=SIZE[1],
                fps=FPS,
            )
        )
    return requests


def _picture(arguments: argparse.Namespace, store: Folder, folder: Path, number: int) -> Picture:
    if arguments.pictures is None:
        still = drawn_picture(SIZE, number, weather=arguments.weather)
    else:
        chosen = sorted(arguments.pictures.glob("*/layers.zip"))
        still = layers.read(chosen[number % len(chosen)])
    picture: Picture = stored_picture(store, folder, still, layered=not arguments.flat)
    return picture


async def make_shots(
    requests: list[VideoRequest], store: Folder, pool: WorkerPool, folder: Path, at_once: int = WORKERS
) -> list[ComposeShot]:
    """Do what ``video:i`` do, ``at_once`` of them side by side."""
    renderer = BuiltinRenderer()
    agent = VideoAgent({BUILTIN: Registered(BUILTIN, renderer.check(), renderer)}, (BUILTIN,))
    slots = asyncio.Semaphore(at_once)

    async def shot(request: VideoRequest) -> ComposeShot:
        async with slots:
            number = request.shot.index
            segment = await agent.run(request, context(store, pool, folder / f"shot-{number}", f"video:{number}"))
        kept = request.shot.model_copy(update={"transition": request.transition_in})
        return ComposeShot(shot=kept, segment=segment, speech=request.speech, lead_in=LEAD_IN_S)

    return list(await asyncio.gather(*(shot(request) for request in requests)))


async def compose(
    requests: list[VideoRequest], shots: list[ComposeShot], store: Folder, pool: WorkerPool, folder: Path
) -> Film:
    """Do what ``compose`` does."""
    request = ComposeRequest(
        title="R1",
        language="en",
        shots=tuple(shots),
        transition_duration=OVERLAP_S,
        pictures=tuple(request.picture for request in requests),
        music=stored_music(store, folder, len(requests) * requests[0].duration),
        width=SIZE[0],
        height=SIZE[1],
        fps=FPS,
    )
    return await composer.run(request, context(store, pool, folder / "compose", "compose"))


async def make_film(requests: list[VideoRequest], store: Folder, pool: WorkerPool, folder: Path) -> Film:
    """Do both, one after the other."""
    return await compose(requests, await make_shots(requests, store, pool, folder), store, pool, folder)


def decoded(film: Path, folder: Path) -> list[Path]:
    """Decode the film into two raw halves, in memory."""
    halves = [folder / "first.yuv", folder / "second.yuv"]
    with av.open(str(film)) as container:
        total = container.streams.video[0].frames
        with halves[0].open("wb") as first, halves[1].open("wb") as second:
            for number, frame in enumerate(container.decode(video=0)):
                for plane in YuvFrame.wrap(frame).planes:
                    (first if number < total // 2 else second).write(plane.tobytes())
    return halves


def planned(requests: list[VideoRequest], store: Folder, folder: Path) -> Plan:
    """Describe the film for the peers."""
    shots = []
    for request in requests:
        speech = request.speech
        assert speech is not None
        words = tuple((word.text, word.start, word.end) for word in speech.words)
        picture, sound = store.folder / request.picture.picture.key, store.folder / speech.audio.key
        shots.append(PlannedShot(str(picture), str(sound), request.duration, words))
    music = stored_music(store, folder, SHOTS * requests[0].duration)
    return Plan(
        size=SIZE,
        fps=FPS,
        overlap_s=OVERLAP_S,
        lead_in_s=LEAD_IN_S,
        font=peers.font(),
        music=str(store.folder / music.audio.key),
        shots=tuple(shots),
    )


def timed(run: Callable[..., T], *arguments: object) -> tuple[T, float, float]:
    """Return the result, wall seconds, and CPU seconds of this process and all that it started."""
    cpu, start = _cpu_seconds(), time.perf_counter()
    result = run(*arguments)
    return result, time.perf_counter() - start, _cpu_seconds() - cpu


def _cpu_seconds() -> float:
    """Add up this process, its ended children, and its workers, which live on."""
    mine = sum(os.times()[:4])
    workers = (child.cpu_times() for child in psutil.Process().children(recursive=True))
    return mine + sum(times.user + times.system + times.children_user + times.children_system for times in workers)


def measure(arguments: argparse.Namespace) -> dict[str, float]:
    memory = Path("/dev/shm") if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(prefix="videoagent-r1-", dir=memory) as name:
        folder = Path(name)
        store, pool = Folder(folder / "store"), WorkerPool(WORKERS)
        try:
            requests = ingredients(arguments, store, folder)
            plan = planned(requests, store, folder)
            asyncio.run(make_film(requests, store, pool, folder))  # starts the workers, compiles the kernels
            rounds: list[dict[str, float]] = []
            halves: list[Path] = []
            for _ in range(arguments.repeat):
                film, wall, cpu = timed(lambda: asyncio.run(make_film(requests, store, pool, folder)))
                if not halves:
                    path = store.folder / film.video.key
                    halves = decoded(path, folder)
                    if arguments.keep:
                        shutil.copyfile(path, arguments.keep)
                _, alone_wall, alone_cpu = timed(peers.encode_alone, halves, plan)
                measured = {"film_wall": wall, "film_cpu": cpu, "encode_wall": alone_wall, "encode_cpu": alone_cpu}
                if arguments.peers:
                    _, wall, cpu = timed(peers.ffmpeg_film, plan, folder)
                    measured |= {"ffmpeg_wall": wall, "ffmpeg_cpu": cpu}
                    measured["moviepy_wall"], measured["moviepy_cpu"] = peers.moviepy_film(plan, folder)
                rounds.append({name: seconds / film.duration for name, seconds in measured.items()})
        finally:
            pool.close()
    found = {name: statistics.median(each[name] for each in rounds) for name in rounds[0]}
    for kind in ("wall", "cpu"):
        found[f"ratio_{kind}"] = statistics.median(each[f"film_{kind}"] / each[f"encode_{kind}"] for each in rounds)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--flat", action="store_true", help="move flat pictures instead of layers")
    parser.add_argument("--weather", action="store_true", help="rain over the hills")
    parser.add_argument("--pictures", type=Path, help="folder of real pictures")
    parser.add_argument("--peers", action="store_true", help="MoviePy and one ffmpeg graph too")
    parser.add_argument("--seconds", type=float, default=4.0, help="length of each of the six shots")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--keep", type=Path, help="where to leave the film")
    found = measure(parser.parse_args())
    kind = "flat stills" if parser.parse_args().flat else "layered stills"
    kind += " in rain" if parser.parse_args().weather else ""
    rows = [("segments and composing", "film"), ("(a) two x264 veryfast encoders alone", "encode")]
    if "moviepy_wall" in found:
        rows += [(f"(b) {peers.MOVIEPY}", "moviepy"), ("(c) one ffmpeg graph with zoompan", "ffmpeg")]
    print(f"| R1, {kind}, 1080p30, six shots | wall s per s of film | CPU s per s of film |\n| --- | --- | --- |")
    for label, name in rows:
        print(f"| {label} | {found[f'{name}_wall']:.2f} | {found[f'{name}_cpu']:.2f} |")
    print(f"| ratio to (a), target ≤ 1.2 | {found['ratio_wall']:.2f} | {found['ratio_cpu']:.2f} |")
    if "moviepy_wall" in found:
        print(f"| times faster than (b), target ≥ 6 | {found['moviepy_wall'] / found['film_wall']:.1f} | |")
    if target := parser.parse_args().json:
        target.write_text(json.dumps({"R1": found | {"kind": kind}}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
