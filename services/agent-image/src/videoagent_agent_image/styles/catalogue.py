"""The styles that this agent can draw, by name."""

from collections.abc import Callable
from dataclasses import dataclass

from videoagent_agent_image.drawing.finish import Grade
from videoagent_agent_image.drawing.scene import Scene

DEFAULT = "cinematic"

Rework = Callable[[Scene, int], Scene]
"""(scene, seed) → the scene redrawn, before grading."""


@dataclass(frozen=True)
class VisualStyle:
    description: str
    palette: tuple[str, ...]
    grade: Grade
    rework: Rework | None = None


STYLES: dict[str, VisualStyle] = {
    "cinematic": VisualStyle(
        "Rich light, haze and depth; warm highlights over cool shadows.",
        ("#1c2b4a", "#4f83b5", "#f6dfae", "#ffdca0"),
        Grade(),
    ),
}


def style_named(name: str) -> tuple[VisualStyle, tuple[str, ...]]:
    """Return the style and a warning where it is not one of ours and the default stands in."""
    known = STYLES.get(name)
    if known is not None:
        return known, ()
    return STYLES[DEFAULT], (f"the pictures have no style {name!r}; {DEFAULT} is used",)
