"""When "none of these" must not be the answer: a name that only one thing bears is that thing."""

import pytest

from places import locate
from places.feature import is_extended


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        (
            "On August 20 the ships entered the Strait of Magellan. They had left Plymouth in winter.",
            "Strait of Magellan",
            "storymap:strait-of-magellan",
        ),
        (
            "Crossing the ocean, he reached Ternate in the Moluccas and sailed home to Plymouth.",
            "Moluccas",
            "storymap:maluku-islands",
        ),
        (
            "From Quebec the sickness followed the Hudson River down to New York.",
            "Hudson River",
            "storymap:hudson-river",
        ),
        (
            "From Plymouth the fleet ran down to the Cape Verde Islands for water.",
            "Cape Verde Islands",
            "geonames:3374766",
        ),
        (
            "They left Plymouth and saw the coast of Barbary at Christmas.",
            "Barbary",
            "storymap:barbary-coast",
        ),
    ],
)
def test_the_only_thing_of_a_name_fits_though_all_else_lies_far_away(
    text: str, name: str, place: str
) -> None:
    assert [item.place.id for item in locate(text) if item.mention.text == name and item.place] == [place]


def test_seas_regions_and_countries_are_extended_and_towns_are_not() -> None:
    assert all(is_extended(feature) for feature in ("STM", "SEA", "RGN", "CONT", "PCLI", "ADM1"))
    assert not any(is_extended(feature) for feature in ("PPL", "PPLC", "ADM2", "CH"))
