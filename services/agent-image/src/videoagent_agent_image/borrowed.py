"""What a picture holds of others' work, told by what was really drawn."""

from collections.abc import Set as AbstractSet

from videoagent_agent_image.drawing.scene import Scene
from videoagent_contracts.enums import ShotKind
from videoagent_contracts.film import Credit

ICONS = Credit(what="Pictures", source="Fluent Emoji, Microsoft", licence="MIT", note="icons of animals and things")
MAPS = Credit(what="Pictures", source="World Atlas, Michael Bostock; Natural Earth", licence="ISC", note="maps")
FONTS = Credit(what="Fonts", source="Inter, EB Garamond, Noto", licence="OFL-1.1")


def borrowed(kind: ShotKind, scene: Scene, icons: AbstractSet[str]) -> tuple[Credit, ...]:
    """Return the credits that a picture owes.

    Args:
        kind: Of the picture as it was drawn, which is not the one asked for where a map's place is unknown.
        scene: As drawn; its words are the layers fixed to the frame that fade in.
        icons: Names of those that were drawn.
    """
    words = any(layer.pinned and layer.motion is not None for layer in scene.layers)
    owed = (MAPS, kind is ShotKind.MAP), (ICONS, bool(icons)), (FONTS, words)
    return tuple(credit for credit, due in owed if due)
