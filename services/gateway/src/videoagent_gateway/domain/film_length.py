"""Films of the user's own words that would be longer than a film may be."""

import unicodedata
from collections import Counter
from collections.abc import Iterator

from videoagent_contracts.options import LONGEST_FILM_S, SceneRequest, TaskOptions

_LETTER_S, _DIGIT_S, _IDEOGRAPH_S = 0.05, 0.25, 0.2
"""What the fastest language takes to speak one: nothing is refused that could be spoken in time."""
_SHORTER = "shorten it, let it be spoken faster (voice_speed) or make several films of it"


def length_errors(options: TaskOptions) -> Iterator[dict[str, str]]:
    """Refuse a script or scenes that last longer than 600 s for certain.

    The language is not known yet: what is told is a lower bound. A voice-over's own length is checked by itself.
    """
    if options.script is not None and options.own_voice is None:
        seconds = least_speaking_time(options.script, options.voice_speed)
        if seconds > LONGEST_FILM_S:
            yield _error("options.script", f"takes at least {seconds:.0f} s to speak", _SHORTER)
    elif options.scenes is not None:
        seconds = sum(_least(scene, options) for scene in options.scenes)
        if seconds > LONGEST_FILM_S + 1e-6:
            yield _error("options.scenes", f"last at least {seconds:.0f} s together", "make several films of them")


def least_speaking_time(text: str, speed: float) -> float:
    """Return the time below which nobody speaks the text, in s."""
    counts = Counter(map(_kind, text))
    seconds = counts["L"] * _LETTER_S + counts["N"] * _DIGIT_S + counts["ideograph"] * _IDEOGRAPH_S
    return round(seconds / speed, 3)


def _kind(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Lo" and unicodedata.name(character, "").startswith("CJK"):
        return "ideograph"
    return category[0]


def _least(scene: SceneRequest, options: TaskOptions) -> float:
    """A scene lasts as long as was said, and no shorter than its narration."""
    spoken = 0.0 if options.own_voice else least_speaking_time(scene.narration, options.voice_speed)
    return max(scene.duration or 0.0, spoken)


def _error(field: str, problem: str, advice: str) -> dict[str, str]:
    return {"field": field, "message": f"{problem}, and a film has at most {LONGEST_FILM_S} s: {advice}"}
