"""The kinds of air: what is in it, how much, how near, and how it moves."""

from dataclasses import dataclass

from videoagent_agent_image.air import brushes
from videoagent_agent_image.air.brushes import Brush
from videoagent_agent_image.drawing.colour import Colour


@dataclass(frozen=True)
class Drift:
    """One sheet of things at one depth; lengths in units, velocities in units a second."""

    depth: float
    count: int
    """On a canvas of 2304 × 1296 units."""
    sizes: tuple[float, float]
    velocity: tuple[float, float]
    opacity: float
    sway: tuple[float, float] = (0.0, 0.0)
    period: float = 6.0
    flicker: float = 0.0
    focus: float = 0.0
    """Blur, in styles that know a focus."""


@dataclass(frozen=True)
class Air:
    """What is in the air of a picture."""

    label: str
    """Ends "An illustration of …, "; empty: not worth a word."""
    brush: Brush
    drifts: tuple[Drift, ...]
    """Far to near; cards keep the first."""
    colours: tuple[Colour, ...] = ()
    """Empty: the colour of the light."""
    lean: float | None = None
    """Degrees that every mark leans by; None: each is turned at random."""
    span: tuple[float, float] = (0.0, 1.0)
    """Where on the canvas it is, shares of the height from the top; a whole one repeats downwards as well."""


AIRS: dict[str, Air] = {
    "snow": Air(
        "snow falling",
        brushes.flake,
        (
            Drift(0.5, 260, (1.6, 4), (-14, 46), 0.8),
            Drift(0.9, 110, (3.4, 8.5), (-26, 92), 0.85, sway=(9, 0), period=5),
            Drift(1.2, 22, (9, 20), (-46, 170), 0.55, sway=(16, 0), period=4, focus=5),
        ),
        ("#ffffff", "#f2f7ff"),
    ),
    "rain": Air(
        "rain falling",
        brushes.streak,
        (
            Drift(0.6, 230, (40, 90), (-129, 980), 0.45),
            Drift(1.2, 60, (120, 260), (-224, 1700), 0.36),
        ),
        ("#cfe4ff",),
        lean=7.5,
    ),
    "leaves": Air(
        "leaves falling",
        brushes.leaf,
        (
            Drift(0.5, 40, (8, 14), (-16, 44), 0.95, sway=(22, 0), period=4.4),
            Drift(0.8, 26, (14, 23), (-26, 78), 1.0, sway=(38, 0), period=4.9),
            Drift(1.15, 7, (30, 46), (-52, 150), 0.95, sway=(60, 0), period=4.1, focus=4),
        ),
        ("#c8501e", "#e08a2c", "#d8b23a", "#a83a22", "#b8702a"),
    ),
    "petals": Air(
        "petals drifting",
        brushes.petal,
        (
            Drift(0.55, 34, (4, 7), (-30, 34), 0.95, sway=(14, 0), period=4.2),
            Drift(0.9, 18, (8, 13), (-48, 60), 1.0, sway=(26, 0), period=5.1),
            Drift(1.15, 5, (22, 34), (-90, 120), 0.8, sway=(40, 0), period=4.6, focus=4),
        ),
        ("#ffd9e4", "#ffc2d4", "#fff0f4"),
    ),
    "sparks": Air(
        "sparks rising",
        brushes.spark,
        (
            Drift(0.6, 60, (1.6, 3.6), (14, -58), 0.95, sway=(10, 0), period=3.1, flicker=0.3),
            Drift(1.0, 22, (3, 6), (24, -104), 1.0, sway=(18, 0), period=3.7, flicker=0.4),
        ),
        ("#ff8a3a", "#ffb04a", "#ff6a2a"),
    ),
    "fog": Air(
        "drifting fog",
        brushes.bank,
        (
            Drift(0.4, 14, (320, 640), (9, 0), 0.13),
            Drift(0.9, 10, (460, 900), (22, 0), 0.12),
        ),
        lean=0.0,
        span=(0.45, 0.92),
    ),
    "pollen": Air(
        "",
        brushes.mote,
        (
            Drift(0.6, 30, (1.4, 3.2), (6, -8), 0.6, sway=(8, 6), period=6.5),
            Drift(0.95, 18, (2.4, 6), (11, -13), 0.6, sway=(14, 9), period=5.5),
        ),
        ("#ffe9a8", "#fff4d0"),
    ),
    "dust": Air(
        "",
        brushes.mote,
        (Drift(0.85, 50, (1.2, 4), (5, -7), 0.55, sway=(11, 8), period=6.5),),
    ),
}
"""By name; each is drawn by :func:`videoagent_agent_image.air.filling.fill`."""
