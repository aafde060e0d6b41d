"""The world map knows which country a place is in."""

import pytest

from videoagent_agent_image.cards.world import country_at


@pytest.mark.parametrize(
    ("place", "country"),
    [
        ((46.95, 7.45), "Switzerland"),
        ((35.68, 139.69), "Japan"),
        ((-33.87, 151.2), "Australia"),
        ((21.3, -157.86), "United States of America"),
        ((-29.6, 28.2), "Lesotho"),
        ((0.0, -30.0), None),
    ],
)
def test_country_of_a_place(place: tuple[float, float], country: str | None) -> None:
    found = country_at(*place)
    assert (found.name if found else None) == country
