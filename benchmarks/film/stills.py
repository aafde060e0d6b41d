"""Draw a story's pictures without a stack, and set them on one contact sheet: a minute's look at what a film will show.

``.venv/bin/python benchmarks/film/stills.py "The history of jazz" "fr:Les volcans" [--aspect 9:16] [--style noir]``;
a topic may begin with its language. A file's name instead of a topic is told as an own script, its name the topic.
``--gallery`` draws the films of the gallery, each in its own style and shape, or those that are named; ``--style all``
draws every style, one row each. Only words and pictures: no voice, no motion.
"""

import argparse
import re
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
from gallery_films import FILMS, GalleryFilm

from videoagent_agent_image.rendering import render
from videoagent_agent_story.builtin import write_story
from videoagent_agent_story.main import articles_cache
from videoagent_agent_story.own_words import own_story
from videoagent_agent_storyboard.builtin import draw_up
from videoagent_agent_style.builtin import look_of
from videoagent_contracts.film import (
    VISUAL_STYLES,
    ImageRequest,
    Storyboard,
    StoryboardRequest,
    StoryRequest,
    StyleRequest,
)
from videoagent_contracts.options import TaskOptions
from videoagent_media.layers import Pixels, flatten, read

SEED = 7
SIZES = {"16:9": (426, 240), "9:16": (240, 426), "1:1": (300, 300)}
"""px: enough to judge a composition by."""
_LANGUAGE = re.compile(r"([a-z]{2}):(.+)")


@dataclass(frozen=True)
class Told:
    """A film up to its storyboard."""

    wanted: StoryboardRequest
    storyboard: Storyboard

    def requests(self) -> list[ImageRequest]:
        """Return what the image agent is asked for, one picture a shot."""
        width, height = SIZES[self.wanted.aspect_ratio]
        return [
            ImageRequest(
                topic=self.wanted.topic, title=self.storyboard.title, look=self.wanted.look, shot=shot,
                credits=self.storyboard.credits, width=width, height=height, seed=SEED,
            )
            for shot in self.storyboard.shots
        ]  # fmt: skip


def told(film: GalleryFilm, language: str | None) -> Told:
    """Write a film and draw up its storyboard."""
    options = TaskOptions.model_validate(film.options)
    look = look_of(
        StyleRequest(topic=film.topic, language=language, script=options.script, style=film.style, seed=SEED)
    )
    request = StoryRequest(
        topic=film.topic, look=look, duration=options.duration, script=options.script, scenes=options.scenes, seed=SEED
    )
    story = own_story(request) or write_story(request, articles_cache())
    wanted = StoryboardRequest(
        topic=film.topic, look=look, story=story, aspect_ratio=options.aspect_ratio, duration=options.duration,
        seed=SEED,
    )  # fmt: skip
    return Told(wanted, draw_up(wanted))


def drawn(request: ImageRequest) -> tuple[Pixels, str]:
    """Return a picture as the film's first frame, and what it is said to show."""
    with tempfile.TemporaryDirectory() as scratch:
        made = render(request, Path(scratch))
        return flatten(read(made.layers)), made.alt


def sheet(film: GalleryFilm, language: str | None, styles: tuple[str, ...], folder: Path) -> Path:
    """Write the contact sheet of a film, a row for every style, and tell what each picture shows and took."""
    rows = []
    for style in styles or (film.style,):
        tiles = []
        for request in told(replace(film, style=style), language).requests():
            begun = time.perf_counter()
            pixels, alt = drawn(request)
            tiles.append(pixels[..., 2::-1])
            shot, took = request.shot, time.perf_counter() - begun
            print(
                f"{shot.index} {took:.2f} s {shot.narration[:60]!r} {shot.keywords} {shot.setting!r}: {alt}", flush=True
            )
        rows.append(np.hstack(tiles))
    path = folder / (re.sub(r"\W+", "-", film.name) + ".png")
    cv2.imwrite(str(path), np.vstack(rows))
    return path


def asked(words: str, aspect: str, duration: float, style: str | None) -> tuple[GalleryFilm, str | None]:
    """Return the film that a topic or a script's file asks for, and its language if that is said."""
    file = Path(words)
    named = _LANGUAGE.fullmatch(words)
    language, topic = (named[1], named[2]) if named else (None, file.stem if file.is_file() else words)
    told_as = {"script": file.read_text("utf-8")} if file.is_file() else {"duration": duration}
    return GalleryFilm(topic, topic, {**told_as, "aspect_ratio": aspect}, style=style), language


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("topics", nargs="*")
    parser.add_argument("--gallery", action="store_true", help="films of the gallery; the topics name some of them")
    parser.add_argument("--aspect", default="16:9", choices=SIZES)
    parser.add_argument("--duration", type=float, default=24, help="s")
    parser.add_argument("--style", choices=(*VISUAL_STYLES, "all"))
    parser.add_argument("--out", type=Path, default=Path("out/stills"))
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    styles = VISUAL_STYLES if arguments.style == "all" else (arguments.style,) if arguments.style else ()
    wanted = [asked(words, arguments.aspect, arguments.duration, None) for words in arguments.topics]
    if arguments.gallery:
        wanted = [(film, None) for film in FILMS if film.name in arguments.topics or not arguments.topics]
    for film, language in wanted:
        print(sheet(film, language, styles, arguments.out))


if __name__ == "__main__":
    main()
