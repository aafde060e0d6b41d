"""Light: what the time of day does to the sky, the distance and everything that stands in it."""

from dataclasses import dataclass

from videoagent_agent_image.drawing.colour import Colour, Stops, mix


@dataclass(frozen=True)
class Light:
    """One time of day."""

    name: str
    sky: Stops
    """From the zenith to the horizon."""
    haze: Colour
    """Colour that distance takes on."""
    sun: Colour | None
    """Of sun or moon; None: it is behind clouds or gone."""
    sun_radius: float = 56
    """Units."""
    glow: float = 0.8
    """Strength of the light around the sun, 0..1."""
    sun_height: float = 0.4
    """Of the sun, share of the canvas height from the top."""
    clouds: float = 0.45
    """Cover, 0..1."""
    cloud: Colour = "#ffffff"
    stars: int = 0
    ambient: Colour = "#ffffff"
    """Colour of the light on things."""
    dimming: float = 0.0
    """How far things take the ambient colour, 0..1."""
    key: Colour = "#ffe9a0"
    """Colour of lit edges."""
    lit: Colour = "#fff4e0"
    """Sunlit snow, sails, walls."""
    shade: Colour = "#6f86b8"
    """The same in shadow."""
    dark: bool = False
    """Whether windows and lamps are lit."""

    def on(self, colour: Colour, distance: float = 0.0) -> Colour:
        """Return how a thing of this colour looks at a distance 0 (near) … 1 (the horizon)."""
        return mix(mix(colour, self.ambient, self.dimming), self.haze, min(0.96, distance))


GOLDEN = Light(
    "golden hour",
    ((0, "#3f76ad"), (0.34, "#92bccd"), (0.58, "#f6dfae"), (0.76, "#fbc987"), (1, "#f3ae74")),
    haze="#f7d6a0",
    sun="#ffe7ae",
    glow=0.85,
    cloud="#fff1de",
    clouds=0.46,
    key="#ffe9a0",
    lit="#ffe6c0",
    shade="#7d86b4",
)
DAY = Light(
    "day",
    ((0, "#1f6fc4"), (0.4, "#5ba4df"), (0.75, "#a9d5ee"), (1, "#d9edf3")),
    haze="#c3dfef",
    sun="#fffbe6",
    sun_radius=40,
    glow=0.72,
    sun_height=0.2,
    clouds=0.5,
    key="#fffbe0",
    lit="#ffffff",
    shade="#7ea3d6",
)
DAWN = Light(
    "dawn",
    ((0, "#45619c"), (0.3, "#8d95c2"), (0.55, "#e2b3bd"), (0.75, "#f9cdb0"), (1, "#fbdcc0")),
    haze="#eec3bb",
    sun="#fff0d8",
    sun_height=0.5,
    glow=0.7,
    cloud="#ffdfd6",
    clouds=0.5,
    ambient="#c9a5b4",
    dimming=0.12,
    key="#ffd9c0",
    lit="#ffdccb",
    shade="#7c7fb3",
)
DUSK = Light(
    "blue hour",
    ((0, "#0d1a40"), (0.3, "#24376f"), (0.55, "#57568f"), (0.75, "#b56d86"), (1, "#f0a274")),
    haze="#6d6390",
    sun=None,
    clouds=0.42,
    cloud="#a2789a",
    stars=110,
    ambient="#25305f",
    dimming=0.52,
    key="#f4a37c",
    lit="#f3c3b0",
    shade="#4a5690",
    dark=True,
)
NIGHT = Light(
    "night",
    ((0, "#04081c"), (0.4, "#0c1738"), (0.75, "#1c2f5c"), (1, "#34507e")),
    haze="#2a4270",
    sun="#e9f0ff",
    sun_radius=38,
    glow=0.32,
    sun_height=0.2,
    clouds=0.36,
    cloud="#4a608e",
    stars=420,
    ambient="#101f48",
    dimming=0.64,
    key="#a9c4ff",
    lit="#c3d5f6",
    shade="#33497f",
    dark=True,
)
OVERCAST = Light(
    "overcast",
    ((0, "#5d7186"), (0.4, "#8b9cab"), (0.75, "#b8c3c9"), (1, "#d0d5d4")),
    haze="#b9c3c8",
    sun=None,
    clouds=0.72,
    cloud="#e3e8ea",
    ambient="#7c8894",
    dimming=0.2,
    key="#eef3f5",
    lit="#e8eef2",
    shade="#8797ab",
)

TIMES = {light.name: light for light in (GOLDEN, DAY, DAWN, DUSK, NIGHT, OVERCAST)}
