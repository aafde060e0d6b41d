"""Make the films of ``gallery_films.py`` on a running stack, one at a time, and write their contact sheets and page.

Run ``make up``, then ``.venv/bin/python benchmarks/film/gallery.py [--resolution 720p] [--only NAME ...]``. It writes
``docs/gallery.md`` and one JPEG a film under ``docs/images/gallery/``; the films stay under ``out/gallery/``, and one
that lies there is made again only when ``--only`` names it.
"""

import argparse
import asyncio
import json
from pathlib import Path
from typing import Any

import av
import cv2
import httpx
import numpy as np
from gallery_films import FILMS, GalleryFilm
from numpy.typing import NDArray
from photographs import photographs

from videoagent_client import VideoAgent
from videoagent_contracts.api import TaskDetailResponse
from videoagent_media.audio import integrated_loudness, read, true_peak_db
from videoagent_stack import running

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "gallery.md"
SHEETS = ROOT / "docs" / "images" / "gallery"
FILMS_AT = ROOT / "out" / "gallery"
SEED = 7
TILES = 8
TILE_HEIGHT = 234
"""px; of a wide film four tiles make 1,664 px."""

Image = NDArray[np.uint8]

INTRODUCTION = """\
# Gallery

Twelve films as the built-in providers make them: no key, no network, no hand on them. Each sheet shows eight moments,
evenly spaced. Made on a running stack by

```sh
.venv/bin/python benchmarks/film/gallery.py --resolution 480p
```

which writes this page too; what each film was asked for is in
[gallery_films.py](../benchmarks/film/gallery_films.py). The writer knows articles in English, French and Spanish; films
in other languages tell their own script or scenes here. Of the nonsense topic the film says that nothing is known. The
photographs of the last film are NASA's and SpaceX's, in the public domain; one was sent turned, one cut out.
"""


async def upload(gateway: str, data: bytes) -> str:
    """Send a picture and return its reference."""
    async with httpx.AsyncClient(base_url=f"{gateway}/api/v1", timeout=60) as http:
        made = (await http.post("/media", json={"size": len(data)})).raise_for_status().json()
        form = made["upload"]
        (await http.post(form["url"], data=form["fields"], files={"file": data})).raise_for_status()
        for _ in range(600):
            seen = (await http.get(f"/media/{made['media_id']}")).json()
            if seen.get("state") in ("ready", "refused"):
                return str(seen["reference"])
            await asyncio.sleep(0.2)
    raise SystemExit("the upload was not examined in time")


async def options_of(film: GalleryFilm, gateway: str, resolution: str) -> dict[str, Any]:
    """Return a film's options; each scene gets a photograph where the film has some."""
    options = {"seed": SEED, "resolution": resolution, **film.options}
    if film.photographs:
        media = [await upload(gateway, photograph) for photograph in photographs(film.photographs)]
        options["scenes"] = [{**scene, "media": own} for scene, own in zip(options["scenes"], media, strict=True)]
    return options


async def make(film: GalleryFilm, gateway: str, resolution: str) -> None:
    """Make one film, and keep it and what was told of it."""
    async with VideoAgent(gateway) as agent:
        options = await options_of(film, gateway, resolution)
        created = await agent.create(film.topic, style=film.style, options=options)
        task = await agent.get(created.task_id)
        while not task.status.is_terminal:
            await asyncio.sleep(1)
            task = await agent.get(created.task_id)
        if task.error is not None:
            raise SystemExit(f"{film.name} failed: {task.error.detail}")
        await agent.download(created.task_id, FILMS_AT / f"{film.name}.mp4")
        (FILMS_AT / f"{film.name}.json").write_text(task.model_dump_json(indent=1))


def _frames(film: Path, count: int) -> list[Image]:
    """Return ``count`` frames in even distance, BGR."""
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        total = stream.frames
        wanted = {int((number + 0.5) * total / count) for number in range(count)}
        frames = enumerate(container.decode(stream))
        return [np.asarray(f.to_ndarray(format="bgr24"), np.uint8) for at, f in frames if at in wanted]


def sheet(film: Path) -> Image:
    """Return the contact sheet of a film: two rows, one for a tall film."""
    frames = _frames(film, TILES)
    height, width = frames[0].shape[:2]
    tall = round(TILE_HEIGHT * (1.0 if width > height else 1.3 if width == height else 1.6))
    size = (round(width * tall / height / 2) * 2, tall)
    tiles = [cv2.resize(frame, size, interpolation=cv2.INTER_AREA) for frame in frames]
    columns = 4 if width >= height else TILES
    rows = [np.hstack(tiles[at : at + columns]) for at in range(0, TILES, columns)]
    return np.asarray(np.vstack(rows), np.uint8)


def described(film: GalleryFilm) -> str:
    """Write a film's section: the request, the sheet, what was measured, and what the system warned of."""
    task = TaskDetailResponse.model_validate(json.loads((FILMS_AT / f"{film.name}.json").read_text()))
    sound = read(FILMS_AT / f"{film.name}.mp4")
    with av.open(str(FILMS_AT / f"{film.name}.mp4")) as container:
        seconds = float(container.duration or 0) / av.time_base
        size = f"{container.streams.video[0].width}×{container.streams.video[0].height}"
    told = [size, f"{seconds:.0f} s", f"{len(task.shots)} shots"]
    told += [f"{integrated_loudness(sound):.1f} LUFS", f"{true_peak_db(sound):.1f} dBTP"]
    asked = [film.options.get("aspect_ratio", "16:9"), *([film.style] if film.style else [])]
    lines = [
        f"## {film.topic}",
        "",
        f"![Eight moments of the film]({(SHEETS / film.name).relative_to(PAGE.parent)}.jpg)",
        "",
        f"{', '.join(asked)}: {', '.join(told)}.",
        *(f"Warned: {warning}." for warning in task.warnings),
    ]
    return "\n".join([*lines, ""])


def write_page() -> None:
    """Write all sheets and the page."""
    SHEETS.mkdir(parents=True, exist_ok=True)
    for film in FILMS:
        cv2.imwrite(
            str(SHEETS / f"{film.name}.jpg"),
            sheet(FILMS_AT / f"{film.name}.mp4"),
            [cv2.IMWRITE_JPEG_QUALITY, 80, cv2.IMWRITE_JPEG_OPTIMIZE, 1],
        )
    page = [INTRODUCTION, *map(described, FILMS)]
    PAGE.write_text("\n".join(page))


def main() -> None:
    """Make what is missing, then write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", default="main", help="the stack's")
    parser.add_argument("--resolution", default="720p")
    parser.add_argument("--only", nargs="*", default=(), choices=[film.name for film in FILMS])
    arguments = parser.parse_args()
    FILMS_AT.mkdir(parents=True, exist_ok=True)
    with running(arguments.name) as stack:
        for film in FILMS:
            if film.name in arguments.only or not (FILMS_AT / f"{film.name}.json").exists():
                print(film.name, flush=True)
                asyncio.run(make(film, stack.gateway_url, arguments.resolution))
    write_page()


if __name__ == "__main__":
    main()
