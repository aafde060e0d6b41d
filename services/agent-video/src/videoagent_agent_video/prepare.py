"""What is done once per machine, so that the first shot need not wait: compile the kernels, gather the fonts."""

import numpy as np

from videoagent_agent_video.rendering.compositor import Placed, composite
from videoagent_agent_video.rendering.sheets import sheet
from videoagent_media import fonts
from videoagent_media.encode import YuvFrame


def prepare() -> None:
    """Fill the caches. Idempotent; some ten seconds the first time, and a download of the fonts."""
    fonts.prepare()
    opaque = np.full((32, 64, 4), 255, np.uint8)
    sheer = np.full((32, 64, 4), 100, np.uint8)
    composite([Placed(sheet(opaque), 1.0, 0.0, 0.0), Placed(sheet(sheer), 1.1, 0.5, 0.5, 0.5)], YuvFrame.blank(64, 32))
