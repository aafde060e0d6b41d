"""Coordinates of well-known places, for map cards."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True)
class Place:
    """A place; degrees north and east."""

    name: str
    latitude: float
    longitude: float


def find_place(name: str) -> Place | None:
    """Return the place of exactly this name (case and accents aside), the largest of several; None when unknown."""
    return _places().get(_fold(name))


@lru_cache(maxsize=1)
def _places() -> dict[str, Place]:
    places: dict[str, Place] = {}
    for line in _lines("landscapes.tsv"):
        names, latitude, longitude = line.split("\t")
        _add(places, names, latitude, longitude)
    for line in _lines("cities.tsv"):
        names, _, latitude, longitude = line.split("\t")
        _add(places, names, latitude, longitude)
    return places


def _lines(name: str) -> list[str]:
    return files(__package__).joinpath("data", name).read_text("utf-8").splitlines()


def _add(places: dict[str, Place], names: str, latitude: str, longitude: str) -> None:
    main, *others = names.split("|")
    for name in (main, *others):
        places.setdefault(_fold(name), Place(name, float(latitude), float(longitude)))


def _fold(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.replace("’", "'").casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())
