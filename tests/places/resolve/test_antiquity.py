"""The best known places of antiquity, where the years told are of its time."""

import csv

import pytest

from places import locate
from places.gazetteer import world
from places.gazetteer.distance import km_between
from places.resolve.antiquity import NAMES, of_antiquity


def test_every_place_of_the_table_is_known_by_its_name_and_lies_in_the_lands_of_antiquity() -> None:
    with NAMES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 200
    for row in rows:
        place = world().get(row["place"])
        assert place is not None, row
        assert any(match.place.id == place.id for match in world().matches(row["name"])), row
        assert -10 < place.lon < 80, row


def test_without_years_of_antiquity_none_is_meant_above_others() -> None:
    matches = world().matches("Philadelphia")
    assert any(of_antiquity(matches, "Philadelphia", (-250,)))
    assert not any(of_antiquity(matches, "Philadelphia", (-250, 1776)))
    assert not any(of_antiquity(matches, "Philadelphia", ()))
    assert not any(of_antiquity(world().matches("Chicago"), "Chicago", (-250,)))


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("In 331 BC Alexander entered Babylon and marched to Susa.", [(32.54, 44.42), (32.19, 48.25)]),
        ("In 189 BC the army lay before Philadelphia.", [(38.35, 28.52)]),
        (
            "The Trojans remembered Carthage; the Spartans never saw Babylon.",
            [(36.85, 10.32), (32.54, 44.42)],
        ),
        ("The mint of Philadelphia was opened in 1792.", [(39.95, -75.16)]),
    ],
)
def test_the_years_told_choose_the_place(text: str, points: list[tuple[float, float]]) -> None:
    places = [item.place for item in locate(text) if item.mention.kind == "toponym"]
    assert len(places) == len(points)
    for place, (lat, lon) in zip(places, points, strict=True):
        assert place is not None
        assert km_between(place.lat, place.lon, lat, lon) < 100
