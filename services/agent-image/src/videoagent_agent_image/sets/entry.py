"""What is known of a set."""

from dataclasses import dataclass

from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.sets.brief import Draw


@dataclass(frozen=True)
class SetEntry:
    """One set.

    ``views`` name what each variant shows, for the alternative text and for choosing one by a shot's words.
    """

    draw: Draw
    label: str
    """Begins "An illustration of … with …"."""
    lights: tuple[Light, ...]
    views: tuple[tuple[str, str], ...]
    """Per variant what is seen, and the English words that ask for it."""
    roomy: tuple[str, ...] = ()
    """Where a subject may be put: "ground", "air", "water", "desk"."""
    rare: int = 0
    """How many views, from the last, are only shown when words ask for them."""
    opening: int | None = None
    """The view that leaves a title the most room, and begins the film."""
    props: tuple[str, ...] = ()
    """Icons of things that the set draws itself, better: no icon is laid beside them, and no stage shows them."""
    one_sided: bool = False
    """Whether something in it would be wrong from the other side: writing, or a flag."""
    sided: tuple[int, ...] = ()
    """The views of which that is true where it is not of the others."""
    nights: tuple[int, ...] = ()
    """The views that show a night at any hour."""
    sober: bool = False
    """Whether no icon is shown in its place: a bomb from a picture book has no business in a film on a war."""
