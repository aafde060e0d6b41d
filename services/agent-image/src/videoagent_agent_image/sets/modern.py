"""Sets of the modern world: its ships, its wars, what it burns, and its cities."""

from videoagent_agent_image.drawing import light
from videoagent_agent_image.sets import liner
from videoagent_agent_image.sets.entry import SetEntry

_SINKING = "titanic sinking maritime disaster"
"""Words of a film on it as a whole: no view has a claim to them all."""

MODERN: dict[str, SetEntry] = {
    "liner": SetEntry(
        liner.draw,
        "the age of ocean liners",
        (light.DAY, light.GOLDEN, light.DAWN),
        (
            (
                "a liner under steam",
                "ship ships liner liners voyage crossing passengers passenger class maiden atlantic southampton "
                f"{_SINKING}",
            ),
            (
                "a liner from before its bow",
                f"bow hull largest size engine engines built builder shipyard belfast design speed {_SINKING}",
            ),
            (
                "a lit liner before an iceberg",
                f"iceberg icebergs ice collision struck hit warning warnings night april lookout {_SINKING}",
            ),
            (
                "a lifeboat, and a liner going down",
                "lifeboat lifeboats survivors survivor rescue rescued carpathia sank sink sunk died deaths drowned "
                f"naufrage naufragio {_SINKING}",
            ),
            (
                "a wreck on the sea floor",
                "wreck wreckage ballard seabed underwater floor expedition expeditions rust submersible épave pecio",
            ),
        ),
        ("air",),
        rare=2,
        opening=0,
        props=("passenger-ship", "ship", "ferry", "anchor"),
        one_sided=True,
        nights=(2, 3, 4),
    ),
}
