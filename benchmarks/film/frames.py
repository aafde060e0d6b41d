"""Make the README's picture: frames of the films that its first two commands make, on a running stack.

Run ``make up``, then ``.venv/bin/python benchmarks/film/frames.py [--name main]``. It writes
``docs/images/frames.jpg``; the films stay under ``out/gallery/``.
"""

import argparse
import asyncio

import av
import cv2
import numpy as np
from gallery import FILMS_AT, ROOT, Image, make
from gallery_films import GalleryFilm

from videoagent_stack import running

PICTURE = ROOT / "docs" / "images" / "frames.jpg"
FILMS = (GalleryFilm("alps", "A journey through the Swiss Alps"), GalleryFilm("honeybees", "The life of honeybees"))
MOMENTS = ((0.07, 0.21, 0.45), (0.20, 0.45, 0.72))
"""Per film, shares of its length."""
SIZE = (640, 360)
GAP = 6
"""px between frames and around them."""


def frames(film: GalleryFilm, shares: tuple[float, ...]) -> list[Image]:
    """Return the film's frames at some shares of its length, BGR, with a gap on their left and above."""
    with av.open(str(FILMS_AT / f"{film.name}.mp4")) as container:
        stream = container.streams.video[0]
        wanted = {int(share * stream.frames) for share in shares}
        shown = [f.to_ndarray(format="bgr24") for at, f in enumerate(container.decode(stream)) if at in wanted]
    small = [cv2.resize(frame, SIZE, interpolation=cv2.INTER_AREA) for frame in shown]
    return [np.pad(np.asarray(frame, np.uint8), ((GAP, 0), (GAP, 0), (0, 0))) for frame in small]


def main() -> None:
    """Make the films, then the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", default="main", help="the stack's")
    arguments = parser.parse_args()
    FILMS_AT.mkdir(parents=True, exist_ok=True)
    with running(arguments.name) as stack:
        for film in FILMS:
            asyncio.run(make(film, stack.gateway_url, "720p"))
    rows = [np.hstack(frames(film, shares)) for film, shares in zip(FILMS, MOMENTS, strict=True)]
    sheet = np.pad(np.vstack(rows), ((0, GAP), (0, GAP), (0, 0)))
    cv2.imwrite(str(PICTURE), sheet, [cv2.IMWRITE_JPEG_QUALITY, 84, cv2.IMWRITE_JPEG_OPTIMIZE, 1])


if __name__ == "__main__":
    main()
