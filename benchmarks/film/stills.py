"""Draw a story's pictures without a stack, and set them on one contact sheet: a minute's look at what a film will show.

``.venv/bin/python benchmarks/film/stills.py "The history of jazz" "fr:Les volcans" [--aspect 9:16] [--out FOLDER]``;
a topic may begin with its language. A file's name instead of a topic is told as an own script, its name the topic.
Only words and pictures: no voice, no motion.
"""

import argparse
import re
import tempfile
from pathlib import Path

import cv2
import numpy as np

from videoagent_agent_image.rendering import render
from videoagent_agent_story.builtin import write_story
from videoagent_agent_story.main import articles_cache
from videoagent_agent_story.own_words import own_story
from videoagent_agent_storyboard.builtin import draw_up
from videoagent_agent_style.builtin import look_of
from videoagent_contracts.enums import AspectRatio
from videoagent_contracts.film import ImageRequest, Storyboard, StoryboardRequest, StoryRequest, StyleRequest
from videoagent_media.layers import flatten, read

SEED = 7
SIZES = {"16:9": (426, 240), "9:16": (240, 426), "1:1": (300, 300)}
"""px: enough to judge a composition by."""
_LANGUAGE = re.compile(r"([a-z]{2}):(.+)")


def drawn_up(asked: str, aspect: str, duration: float) -> tuple[StoryboardRequest, Storyboard]:
    """Return the storyboard of a topic or of a script's file."""
    file = Path(asked)
    named = _LANGUAGE.fullmatch(asked)
    language, topic = (named[1], named[2]) if named else (None, file.stem if file.is_file() else asked)
    script = file.read_text("utf-8") if file.is_file() else None
    look = look_of(StyleRequest(topic=topic, language=language, script=script, seed=SEED))
    request = StoryRequest(topic=topic, look=look, duration=None if script else duration, script=script, seed=SEED)
    story = own_story(request) or write_story(request, articles_cache())
    wanted = StoryboardRequest(
        topic=topic, look=look, story=story, aspect_ratio=AspectRatio(aspect), duration=request.duration, seed=SEED
    )
    return wanted, draw_up(wanted)


def sheet(asked: str, aspect: str, duration: float, folder: Path) -> Path:
    """Write the contact sheet of a topic, and tell what each picture is said to show."""
    wanted, storyboard = drawn_up(asked, aspect, duration)
    tiles = []
    for shot in storyboard.shots:
        width, height = SIZES[aspect]
        request = ImageRequest(
            topic=wanted.topic, title=storyboard.title, look=wanted.look, shot=shot, credits=storyboard.credits,
            width=width, height=height, seed=SEED,
        )  # fmt: skip
        with tempfile.TemporaryDirectory() as scratch:
            made = render(request, Path(scratch))
            tiles.append(flatten(read(made.layers))[..., 2::-1])
        print(f"{shot.index} {shot.narration[:70]!r} {shot.keywords}: {made.alt}", flush=True)
    path = folder / (re.sub(r"\W+", "-", wanted.topic) + ".png")
    cv2.imwrite(str(path), np.hstack(tiles))
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("topics", nargs="+")
    parser.add_argument("--aspect", default="16:9", choices=SIZES)
    parser.add_argument("--duration", type=float, default=24, help="s")
    parser.add_argument("--out", type=Path, default=Path("out/stills"))
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for asked in arguments.topics:
        print(sheet(asked, arguments.aspect, arguments.duration, arguments.out))


if __name__ == "__main__":
    main()
