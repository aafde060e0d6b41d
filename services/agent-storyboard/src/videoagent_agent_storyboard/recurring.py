"""Who or what a film shows again and again: the shots of one subject are drawn after the first of them."""

from collections import Counter
from collections.abc import Sequence

from videoagent_contracts.enums import ShotKind
from videoagent_contracts.film import Shot


def with_subjects(shots: Sequence[Shot], names: Sequence[str]) -> list[Shot]:
    """Return the shots with the names of those subjects that two scenes or more have in common.

    Args:
        shots: In order.
        names: What each of them shows; empty: nobody in particular.
    """
    told = [" ".join(name.split()) if _is_drawn(shot) else "" for shot, name in zip(shots, names, strict=True)]
    seen = Counter(name.casefold() for name in told)
    return [
        shot.model_copy(update={"subject": name if seen[name.casefold()] > 1 else ""})
        for shot, name in zip(shots, told, strict=True)
    ]


def _is_drawn(shot: Shot) -> bool:
    return shot.kind is ShotKind.SCENE and shot.media is None
