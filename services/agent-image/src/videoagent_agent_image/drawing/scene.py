"""A scene under construction: sheets in order, far to near."""

from dataclasses import dataclass, field

import numpy as np

from videoagent_agent_image.drawing.sheet import Board, Sheet, blurred
from videoagent_media.layers import Layer, Motion, Pixels, blend, crop


@dataclass
class Scene:
    """Collects layers; lengths in motions are units here and become canvas pixels when the scene is finished."""

    board: Board
    layers: list[Layer] = field(default_factory=list)
    accent: str = "#ffc64a"
    """Colour of kickers and numerals that suits the scene."""

    def add(
        self,
        name: str,
        depth: float,
        drawn: Sheet | Pixels,
        motion: Motion | None = None,
        *,
        focus: float = 0.0,
        pinned: bool = False,
    ) -> None:
        """Put a sheet in front of the others; an empty one is left out. ``focus`` is a blur in units."""
        pixels = drawn.pixels if isinstance(drawn, Sheet) else drawn
        layer = crop(name, depth, pixels, motion, pinned=pinned)
        if layer is None:
            return
        if focus:
            layer = self._unsharp(layer, pixels, focus)
        self.layers.append(layer)

    def insert(
        self, name: str, depth: float, drawn: Sheet | Pixels, motion: Motion | None = None, *, focus: float = 0.0
    ) -> None:
        """Put a sheet in front of all that is not nearer, and behind everything that is fixed to the frame."""
        count = len(self.layers)
        self.add(name, depth, drawn, motion, focus=focus)
        if len(self.layers) > count:
            layer = self.layers.pop()
            nearer = (n for n, other in enumerate(self.layers) if other.pinned or other.depth > depth)
            self.layers.insert(next(nearer, count), layer)

    def _unsharp(self, layer: Layer, pixels: Pixels, focus: float) -> Layer:
        """Blur a layer within its own box, grown by what the blur spreads."""
        spread = int(focus * self.board.scale * 3) + 2
        top, left = max(0, layer.y - spread) & ~1, max(0, layer.x - spread) & ~1
        bottom = min(pixels.shape[0], layer.y + layer.pixels.shape[0] + spread)
        right = min(pixels.shape[1], layer.x + layer.pixels.shape[1] + spread)
        soft = blurred(np.ascontiguousarray(pixels[top:bottom, left:right]), focus * self.board.scale)
        return Layer(layer.name, layer.depth, left, top, soft, layer.motion, layer.pinned)

    def flat(self) -> Pixels:
        """Return everything so far on one canvas-sized sheet."""
        sheet = np.zeros((self.board.pixels[1], self.board.pixels[0], 4), np.uint8)
        for layer in self.layers:
            blend(sheet, layer)
        return sheet
