"""A town that settlers named is not meant before they came."""

import pytest

from places import locate
from places.gazetteer import world
from places.model import Place
from places.resolve.settled import is_too_early


def place(number: str) -> Place:
    found = world().get(number)
    assert found is not None
    return found


WHITBY_ONTARIO, WHITBY, BOSTON = "geonames:6180170", "geonames:2634135", "geonames:4930956"


def test_only_all_years_before_the_settlers_are_too_early() -> None:
    assert is_too_early(place(WHITBY_ONTARIO), (1803,))
    assert not is_too_early(place(WHITBY_ONTARIO), (1803, 1870))
    assert not is_too_early(place(WHITBY_ONTARIO), ())
    assert not is_too_early(place(BOSTON), (1773,))
    assert not is_too_early(place(WHITBY), (664,))


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("In 1803 a storm damaged the church in Whitby.", "GB"),
        ("In 1773 the tea was thrown into the harbour of Boston.", "US"),
    ],
)
def test_the_years_told_choose_the_old_world(text: str, country: str) -> None:
    (item,) = locate(text)
    assert item.place is not None
    assert item.place.country == country
