"""The styles that this agent can draw, by name."""

from collections.abc import Callable
from dataclasses import dataclass

from videoagent_agent_image.drawing.finish import Grade
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.styles.noir import drain
from videoagent_agent_image.styles.watercolor import repaint

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
    "watercolor": VisualStyle(
        "Washes of pigment with soft, wandering edges on white paper.",
        ("#5f7f8a", "#9bb7b0", "#e8cfa4", "#f8f3e8"),
        Grade(bloom=0.0, vignette=0.0, contrast=1.02, saturation=1.02, tint=0.0, grain=0.008),
        repaint,
    ),
    "noir": VisualStyle(
        "Black and white with hard contrast and film grain; only a strong red keeps its colour.",
        ("#0a0a0c", "#4a4b50", "#a9abb0", "#f2f3f5"),
        Grade(bloom=0.45, vignette=0.62, contrast=1.06, saturation=1.0, tint=0.0, grain=0.028),
        drain,
    ),
}


def style_named(name: str) -> tuple[VisualStyle, tuple[str, ...]]:
    """Return the style and a warning where it is not one of ours and the default stands in."""
    known = STYLES.get(name)
    if known is not None:
        return known, ()
    return STYLES[DEFAULT], (f"the pictures have no style {name!r}; {DEFAULT} is used",)
