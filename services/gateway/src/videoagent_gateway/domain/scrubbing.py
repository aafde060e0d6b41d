"""Small pictures along a film, as WebVTT: what players show over the time line."""

from videoagent_contracts.film import SpriteSheet


def scrubbing_vtt(sprites: SpriteSheet, address: str, duration: float) -> str:
    """Write a cue per tile, with the part of the picture that it shows as a media fragment (``#xywh``).

    Args:
        sprites: The sheet.
        address: Where a browser finds its picture.
        duration: Of the film, s.
    """
    cues = ["WEBVTT\n"]
    for number in range(sprites.tiles):
        start, end = number * sprites.interval, min(duration, (number + 1) * sprites.interval)
        x, y = number % sprites.columns * sprites.tile_width, number // sprites.columns * sprites.tile_height
        place = f"{x},{y},{sprites.tile_width},{sprites.tile_height}"
        cues.append(f"{_time(start)} --> {_time(end)}\n{address}#xywh={place}\n")
    return "\n".join(cues)


def _time(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes = milliseconds // 60_000
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{milliseconds // 1000 % 60:02d}.{milliseconds % 1000:03d}"
