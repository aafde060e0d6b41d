"""R2: how far a drawn feature strays from the path that the camera means it to take.

    .venv/bin/python benchmarks/render/r2_smoothness.py [--json FILE]

Soft dots in a 1080p picture are tracked by their centroid through every frame of a shot: as drawn, and as decoded
from the finished segment. The figure is the root mean square of the distance to the ideal path, in px.
"""

import argparse
import json
import tempfile
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from videoagent_agent_video.camera import Camera
from videoagent_agent_video.pieces import Pieces
from videoagent_agent_video.rendering.compositor import Compositor
from videoagent_agent_video.rendering.shot import ShotJob, render
from videoagent_contracts.enums import CameraMove
from videoagent_media import layers
from videoagent_media.encode import YuvFrame

SIZE, FPS, SECONDS = (1920, 1080), 30, 4
DOTS = ((700, 420), (1150, 650), (1600, 900))
SIGMA, REACH = 7.0, 40
DEPTHS = (0.1, 1.0)


def dotted(depth: float) -> layers.LayeredPicture:
    """Draw soft dots on dark grey."""
    canvas = layers.canvas_size(SIZE)
    rows, columns = np.mgrid[0 : canvas[1], 0 : canvas[0]].astype(np.float32)
    light = sum(np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (2 * SIGMA**2)) for x, y in DOTS)
    pixels = np.full((canvas[1], canvas[0], 4), 255, np.uint8)
    pixels[..., :3] = np.rint(20 + 200 * np.asarray(light))[..., None]
    return layers.LayeredPicture((layers.Layer("dots", depth, 0, 0, pixels),), SIZE, canvas)


def centroid(luma: NDArray[np.uint8], near: tuple[float, float]) -> tuple[float, float]:
    """Locate the dot near a place, sub-pixel, in continuous coordinates."""
    left, top = round(near[0]) - REACH, round(near[1]) - REACH
    window = luma[top : top + 2 * REACH, left : left + 2 * REACH].astype(float)
    weight = np.clip(window - window.min() - 12, 0, None)
    rows, columns = np.mgrid[0 : window.shape[0], 0 : window.shape[1]]
    total = weight.sum()
    return left + 0.5 + float((weight * columns).sum() / total), top + 0.5 + float((weight * rows).sum() / total)


Path2D = list[tuple[float, float]]


def strays(move: CameraMove, depth: float, folder: Path) -> dict[str, float]:
    """Return root mean square and largest deviation of all dots in all frames, px, as drawn and as decoded."""
    layers.write(folder / "layers.zip", dotted(depth))
    pieces = Pieces(0, SECONDS * FPS, 0)
    job = ShotJob(
        folder / "none.jpg", folder / "layers.zip", SIZE, FPS, pieces, move, 0, None, folder, folder / "progress"
    )
    body = render(job)["body"]
    camera = Camera(move, SECONDS, SIZE, 0)
    compositor, frame = Compositor(dotted(depth), camera), YuvFrame.blank(*SIZE)
    drawn: list[float] = []
    coded: list[float] = []
    with av.open(str(body)) as container:
        for number, decoded in enumerate(container.decode(video=0)):
            compositor.draw(number / FPS, frame)
            meant = places(camera, depth, number / FPS)
            drawn += [distance(frame.planes[0], place) for place in meant]
            coded += [distance(YuvFrame.wrap(decoded).planes[0], place) for place in meant]
    return {
        "drawn_rms_px": rms(drawn),
        "drawn_max_px": max(drawn),
        "coded_rms_px": rms(coded),
        "coded_max_px": max(coded),
    }


def places(camera: Camera, depth: float, time: float) -> Path2D:
    """Return where the dots are meant to be."""
    scale, left, top = camera.at(time).place(depth, SIZE, layers.canvas_size(SIZE))
    return [(left + scale * (x + 0.5), top + scale * (y + 0.5)) for x, y in DOTS]


def distance(luma: NDArray[np.uint8], meant: tuple[float, float]) -> float:
    seen = centroid(luma, meant)
    return float(np.hypot(seen[0] - meant[0], seen[1] - meant[1]))


def rms(errors: list[float]) -> float:
    return float(np.sqrt(np.mean(np.square(errors))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path)
    target = parser.parse_args().json
    found: dict[str, dict[str, float]] = {}
    print("| R2, 1080p30 | drawn, rms px | largest | after x264, rms px | largest |\n| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory(prefix="videoagent-r2-") as name:
        for move in CameraMove:
            for depth in DEPTHS:
                entry = found[f"{move.value}, depth {depth}"] = strays(move, depth, Path(name))
                print(
                    f"| {move.value}, depth {depth} | " + " | ".join(f"{v:.3f}" for v in entry.values()) + " |",
                    flush=True,
                )
    print(f"| worst drawn rms (target ≤ 0.05) | {max(entry['drawn_rms_px'] for entry in found.values()):.3f} | | | |")
    if target:
        target.write_text(json.dumps({"R2": found}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
