"""What a set is asked to draw."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from videoagent_agent_image.drawing.colour import Colour, mix, rgb
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Board


class Framing(StrEnum):
    WIDE = "wide"
    MEDIUM = "medium"
    CLOSE = "close"


@dataclass(frozen=True)
class Brief:
    """One picture of a set; everything that varies follows from it."""

    board: Board
    light: Light
    seed: int
    framing: Framing = Framing.WIDE
    variant: int = 0
    """Counts up over the shots of one film in one set, so that neighbours differ."""
    laden: bool = False
    """Whether things will be laid where the set keeps some of its own."""
    autumn: bool = False
    """Whether leaves have turned."""
    again: bool = False
    """Whether the view has been seen before in the film, so that who lives there is on its other side."""

    @property
    def on_left(self) -> bool:
        """Whether an animal comes in on the left; neighbours in one set have different views, and so differ."""
        return (self.variant + self.again) % 2 == 0

    def leaf(self, green: Colour) -> Colour:
        """Return a leaf's colour in the picture's season: a dark green turns russet, a light one golden."""
        if not self.autumn:
            return green
        red, leafy, blue = rgb(green)
        return mix("#6a2e16", "#f0b23e", min(1.0, (red + leafy + blue) / 3 / 0.5))

    def random(self, salt: int = 0) -> np.random.Generator:
        """Return a generator of its own for each salt."""
        return np.random.default_rng((self.seed, salt))


Draw = Callable[[Brief], Scene]
