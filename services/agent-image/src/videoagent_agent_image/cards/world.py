"""Land and borders of the world: the 1:50 million map of Natural Earth, from the npm package world-atlas."""

import functools
import json
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from videoagent_media import npm

_ATLAS: Final = (
    "world-atlas",
    "2.0.2",
    "sha512-IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ==",
)

_NEAR_COAST: Final = 1.0
"""Degrees: small islands and harbours lie outside the simplified coast."""

Ring = NDArray[np.float64]
"""Points × (longitude, latitude), degrees; closed."""


@dataclass(frozen=True)
class Country:
    name: str
    polygons: tuple[tuple[Ring, ...], ...]
    """Each an outer ring and its holes."""

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether the point lies in the country."""
        return any(sum(_inside(ring, longitude, latitude) for ring in rings) % 2 == 1 for rings in self.polygons)


def prepare() -> None:
    """Fetch the map (2 MB) into the cache; idempotent."""
    npm.fetch(*_ATLAS, keep=("countries-50m.json", "LICENSE*", "README.md"))


@functools.cache
def countries() -> tuple[Country, ...]:
    """Return every country with its shapes."""
    folder = npm.fetch(*_ATLAS, keep=("countries-50m.json", "LICENSE*", "README.md"))
    topology = json.loads((folder / "countries-50m.json").read_text(encoding="utf-8"))
    arcs = _arcs(topology)
    return tuple(
        Country(geometry["properties"]["name"], _polygons(geometry, arcs))
        for geometry in topology["objects"]["countries"]["geometries"]
        if geometry["type"] in ("Polygon", "MultiPolygon")
    )


def country_at(latitude: float, longitude: float) -> Country | None:
    """Return the country at a place, or the one whose coast is within a degree; None at sea."""
    found = next((country for country in countries() if country.holds(longitude, latitude)), None)
    if found is not None:
        return found
    place = np.array([longitude, latitude])
    distances = [
        (min(float(np.abs(rings[0] - place).max(axis=1).min()) for rings in country.polygons), number)
        for number, country in enumerate(countries())
    ]
    nearest, number = min(distances)
    return countries()[number] if nearest < _NEAR_COAST else None


def _arcs(topology: dict[str, Any]) -> list[Ring]:
    """Undo TopoJSON's delta coding and quantisation."""
    scale, shift = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    return [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]


def _polygons(geometry: dict[str, Any], arcs: list[Ring]) -> tuple[tuple[Ring, ...], ...]:
    shapes = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    return tuple(tuple(_ring(indices, arcs) for indices in shape) for shape in shapes)


def _ring(indices: list[int], arcs: list[Ring]) -> Ring:
    """Join arcs end to end; ``~i`` means arc ``i`` backwards, and the joints are said once."""
    parts = [arcs[index] if index >= 0 else arcs[~index][::-1] for index in indices]
    return np.concatenate([part[number > 0 :] for number, part in enumerate(parts)])


def _inside(ring: Ring, x: float, y: float) -> int:
    """Return 1 when an odd number of edges lies to the right of the point."""
    x1, y1 = ring[:-1, 0], ring[:-1, 1]
    x2, y2 = ring[1:, 0], ring[1:, 1]
    crosses = (y1 > y) != (y2 > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        at = x1 + (y - y1) / (y2 - y1) * (x2 - x1)
    return int(np.count_nonzero(crosses & (x < at)) % 2)
