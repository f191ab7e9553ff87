"""What stands so far from a place, or between two, is not at the place."""

import pytest
from geopy.distance import geodesic

from places import locate
from places.errors import GazetteerError
from places.gazetteer import world
from places.model import Place
from places.resolve import offsets


def place_of(text: str, name: str) -> Place:
    (item,) = [item for item in locate(text) if item.mention.text == name]
    assert item.place is not None
    return item.place


@pytest.mark.parametrize(
    ("text", "name", "km"),
    [
        ("The ship sank 300 miles west of Lisbon on 3 May 1890.", "Lisbon", 482.8),
        ("The quake struck 200 km northwest of the city of Guangyuan on Tuesday.", "Guangyuan", 200),
        ("The yacht was seen twelve nautical miles to the south of Plymouth in 1901.", "Plymouth", 22.2),
        ("They camped two leagues north-east of Burgos in 1812.", "Burgos", 9.7),
        ("The well lies 1,200 kilometres SSE of Algiers in the desert.", "Algiers", 1200),
    ],
)
def test_the_spot_lies_as_far_as_the_text_says(text, name, km):
    spot = place_of(text, name)
    city = place_of(f"They lived in {name} for years. {name} was large.".partition(".")[0] + ".", name)
    assert spot.precision == "near"
    assert spot.name.endswith(name)
    assert spot.within.startswith("geonames:")
    if spot.within == city.id:
        assert geodesic((spot.lat, spot.lon), (city.lat, city.lon)).km == pytest.approx(km, rel=0.01)


def test_the_spot_has_bounds_that_hold_what_the_words_leave_open():
    spot = place_of("The ship sank 300 miles west of Lisbon on 3 May 1890.", "Lisbon")
    assert spot.lon < -14
    west, south, east, north = spot.bounds
    assert west < spot.lon < east
    assert south < spot.lat < north
    assert geodesic((spot.lat, spot.lon), (north, spot.lon)).km == pytest.approx(300 * 1.609344 / 5, rel=0.02)


def test_both_ends_of_a_way_stand_for_its_middle():
    text = "They camped midway between Winsford and Crewe."
    first, second = place_of(text, "Winsford"), place_of(text, "Crewe")
    assert first == second
    assert first.name == "midway between Winsford and Crewe"
    assert (first.lat, first.lon) == pytest.approx((53.14, -2.48), abs=0.03)


@pytest.mark.parametrize(
    "text",
    [
        "They drove 300 miles to Lisbon.",
        "300 miles of road lead from Lisbon.",
        "He went west of Lisbon.",
        "Of 300, west of Lisbon none came back.",
    ],
)
def test_a_place_stays_where_it_is_if_no_distance_and_direction_lead_from_it(text):
    assert place_of(text, "Lisbon").precision == "exact"


def test_a_bad_row_of_the_words_is_named(tmp_path, monkeypatch):
    bad = tmp_path / "offsets.csv"
    bad.write_text("kind,words,value\nmeasure,mile,1.6\nmeasur,km,1\n", encoding="utf-8")
    monkeypatch.setattr(offsets, "WORDS", bad)
    offsets._words.cache_clear()
    with pytest.raises(GazetteerError, match=r"offsets\.csv:3: no measure, wind, number"):
        offsets._words()
    offsets._words.cache_clear()


@pytest.mark.parametrize(
    ("text", "name", "lat", "lon"),
    [
        ("They anchored at the mouth of the Volga in 1722.", "Volga", 45.8, 47.7),
        ("The boats reached the mouth of the Missouri River in 1804.", "Missouri River", 38.8, -90.1),
        ("The fort stands at the mouth of the Thames.", "Thames", 51.5, 0.6),
    ],
)
def test_a_rivers_mouth_is_where_it_ends(text, name, lat, lon):
    spot = place_of(text, name)
    assert spot.precision == "near"
    assert spot.name.startswith("mouth of the ")
    assert geodesic((spot.lat, spot.lon), (lat, lon)).km < 50


def test_every_mouth_is_of_a_river_and_lies_in_reach_of_it():
    for river, (lat, lon) in offsets._mouths().items():
        place = world().get(river)
        assert place is not None, river
        assert place.feature == "STM", river
        assert geodesic((place.lat, place.lon), (lat, lon)).km < 4_000, river
