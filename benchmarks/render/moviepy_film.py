"""R1 (b): the film of ``r1_speed.py`` as MoviePy's documentation shows how. Runs with MoviePy, not with the product.

    uv run --no-project --with moviepy==2.2.1 python benchmarks/render/moviepy_film.py plan.json film.mp4

Prints wall and CPU seconds as JSON; what Python takes to start and to import is not counted.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import moviepy  # type: ignore[import-not-found]

WORDS_SHOWN = 6


def film(plan: dict[str, Any], target: Path) -> None:
    """Pan and zoom, cross-fades, captions and mixed sound."""
    overlap, size = plan["overlap_s"], tuple(plan["size"])
    clips: list[Any] = []
    sounds: list[Any] = [moviepy.AudioFileClip(plan["music"]).with_volume_scaled(0.3)]
    start = 0.0
    for shot in plan["shots"]:
        image = moviepy.ImageClip(shot["picture"]).with_duration(shot["seconds"])
        zoomed = image.resized(lambda t, d=shot["seconds"]: 1.02 + 0.07 * t / d).with_position("center")
        faded = zoomed.with_effects([moviepy.vfx.CrossFadeIn(overlap)]) if clips else zoomed
        clips.append(faded.with_start(start))
        words = shot["words"]
        for first in range(0, len(words), WORDS_SHOWN):
            group = words[first : first + WORDS_SHOWN]
            line = " ".join(text for text, _, _ in group)
            text = moviepy.TextClip(plan["font"], line, font_size=size[1] // 19, color="white", stroke_width=3)
            shown = text.with_start(start + plan["lead_in_s"] + group[0][1]).with_duration(group[-1][2] - group[0][1])
            clips.append(shown.with_position(("center", size[1] * 0.86)))
        sounds.append(moviepy.AudioFileClip(shot["speech"]).with_start(start + plan["lead_in_s"]))
        start += shot["seconds"] - overlap
    made = moviepy.CompositeVideoClip(clips, size=size)
    mixed = moviepy.CompositeAudioClip(sounds).with_duration(made.duration)
    made.with_audio(mixed).write_videofile(
        str(target),
        fps=plan["fps"],
        codec="libx264",
        preset="veryfast",
        ffmpeg_params=["-crf", "20"],
        threads=2,
        logger=None,
    )


if __name__ == "__main__":
    begun, cpu = time.perf_counter(), sum(os.times()[:4])
    film(json.loads(Path(sys.argv[1]).read_text()), Path(sys.argv[2]))
    print(json.dumps({"wall": time.perf_counter() - begun, "cpu": sum(os.times()[:4]) - cpu}))
