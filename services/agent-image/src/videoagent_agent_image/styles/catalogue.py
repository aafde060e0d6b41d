"""The styles that this agent can draw, by name."""

from collections.abc import Callable
from dataclasses import dataclass

from videoagent_agent_image.air.brushes import Medium
from videoagent_agent_image.air.filling import Manner
from videoagent_agent_image.drawing.finish import Grade
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.styles.cutouts import cut_paper
from videoagent_agent_image.styles.inks import print_in_inks
from videoagent_agent_image.styles.lines import BLUEPRINT, CHALKBOARD, NEON, drawn_with
from videoagent_agent_image.styles.noir import drain
from videoagent_agent_image.styles.watercolor import repaint

DEFAULT = "cinematic"

_PLAIN = Manner()

Rework = Callable[[Scene, int], Scene]
"""(scene, seed) → the scene redrawn, before grading."""


@dataclass(frozen=True)
class VisualStyle:
    description: str
    palette: tuple[str, ...]
    grade: Grade
    rework: Rework | None = None
    air: Manner = _PLAIN
    """How weather, dust and leaves are drawn."""


STYLES: dict[str, VisualStyle] = {
    "cinematic": VisualStyle(
        "Rich light, haze and depth; warm highlights over cool shadows.",
        ("#1c2b4a", "#4f83b5", "#f6dfae", "#ffdca0"),
        Grade(
            bloom=0.48,
            streak=0.25,
            vignette=0.34,
            contrast=1.10,
            saturation=1.13,
            shadows="#0f2f4a",
            highlights="#ffcb86",
            tint=0.17,
            grain=0.014,
        ),
    ),
    "watercolor": VisualStyle(
        "Washes of pigment with soft, wandering edges on white paper.",
        ("#5f7f8a", "#9bb7b0", "#e8cfa4", "#f8f3e8"),
        Grade(bloom=0.0, vignette=0.0, contrast=1.02, saturation=1.02, tint=0.0, grain=0.008),
        repaint,
        Manner(Medium.WASH),
    ),
    "noir": VisualStyle(
        "Black and white with hard contrast and film grain; only a strong red keeps its colour.",
        ("#0a0a0c", "#4a4b50", "#a9abb0", "#f2f3f5"),
        Grade(bloom=0.45, vignette=0.62, contrast=1.06, saturation=1.0, tint=0.0, grain=0.028),
        drain,
        Manner(colours=("#f2f3f5", "#c9cbd0", "#9a9ca2")),
    ),
    "flat": VisualStyle(
        "A screen print: a few solid inks, clean edges, no gradients, a border of bare paper.",
        ("#14213d", "#1b7f8c", "#f2b134", "#fbf1dc"),
        Grade(bloom=0.0, vignette=0.0, contrast=1.0, saturation=1.0, tint=0.0, grain=0.0),
        print_in_inks,
        Manner(Medium.PAPER),
    ),
    "papercut": VisualStyle(
        "Sheets of coloured paper, cut out and stacked, with soft shadows between them.",
        ("#2a3a55", "#5f8f8a", "#e8b06a", "#f6efe0"),
        Grade(bloom=0.0, vignette=0.12, contrast=1.03, saturation=1.05, tint=0.04, grain=0.004),
        cut_paper,
        Manner(Medium.PAPER),
    ),
    "blueprint": VisualStyle(
        "White lines on blue drawing paper with a grid.",
        ("#0d2f5c", "#12417c", "#9fc4ee", "#eaf4ff"),
        Grade(bloom=0.0, vignette=0.2, contrast=1.0, saturation=1.0, tint=0.0, grain=0.006),
        drawn_with(BLUEPRINT),
        Manner(Medium.LINE, (BLUEPRINT.line,)),
    ),
    "chalkboard": VisualStyle(
        "Chalk on a slate board, in white and a few faint colours.",
        ("#1a2421", "#22302c", "#a8b5a5", "#f4f2e6"),
        Grade(bloom=0.0, vignette=0.26, contrast=1.02, saturation=1.0, tint=0.0, grain=0.012),
        drawn_with(CHALKBOARD),
        Manner(Medium.CHALK, (CHALKBOARD.line, "#e8dcc0", "#d5e4dc")),
    ),
    "neon": VisualStyle(
        "Glowing outlines in the dark.",
        ("#07060f", "#3a1f6a", "#27e0ff", "#ff3d9a"),
        Grade(bloom=0.8, vignette=0.3, contrast=1.05, saturation=1.1, tint=0.0, grain=0.006),
        drawn_with(NEON),
        Manner(Medium.NEON, ("#27e0ff", "#ff3d9a", "#b98cff")),
    ),
}


def style_named(name: str) -> tuple[VisualStyle, tuple[str, ...]]:
    """Return the style and a warning where it is not one of ours and the default stands in."""
    known = STYLES.get(name)
    if known is not None:
        return known, ()
    return STYLES[DEFAULT], (f"the pictures have no style {name!r}; {DEFAULT} is used",)
