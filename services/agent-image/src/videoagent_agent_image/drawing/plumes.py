"""Smoke and steam that drift away from where they rise."""

from typing import Any

import numpy as np

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.sheet import paint


def plume(
    canvas: Any,
    at: tuple[float, float],
    size: float,
    drift: float,
    tones: tuple[Colour, Colour],
    random: np.random.Generator,
    *,
    opacity: float = 0.34,
    puffs: int = 26,
    glow: Colour | None = None,
) -> None:
    """Draw smoke from its mouth on.

    Args:
        canvas: Coordinates in units.
        at: The mouth.
        size: How high it rises, units.
        drift: How far it is blown aside meanwhile, in ``size``; negative to the left.
        tones: Colour at the mouth and where it thins out.
        random: Of its puffs.
        opacity: Of one puff at the mouth.
        puffs: How many; more are denser.
        glow: Colour of fire at its foot.
    """
    for number in range(puffs):
        share = number / max(1, puffs - 1)
        x = at[0] + size * (drift * share**1.35 + 0.09 * float(random.standard_normal()) * share)
        y = at[1] - size * (share**0.85 + 0.05 * float(random.standard_normal()) * share)
        radius = size * (0.045 + 0.20 * share) * (0.75 + 0.5 * float(random.random()))
        tone = mix(tones[0], tones[1], share)
        if glow is not None:
            tone = mix(tone, glow, 0.6 * (1 - share) ** 3)
        canvas.drawCircle(x, y, radius, paint(tone, opacity * (1 - 0.75 * share), blur=radius * 0.30))
        canvas.drawCircle(
            x + radius * 0.22, y - radius * 0.30, radius * 0.62,
            paint(mix(tone, tones[1], 0.55), opacity * 0.5 * (1 - 0.75 * share), blur=radius * 0.26),
        )  # fmt: skip
