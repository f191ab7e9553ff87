import csv

import pytest

from places.gazetteer import world
from places.gazetteer.ancient import ancient
from places.gazetteer.distance import km_between
from places.gazetteer.outlines import country_at
from places.gazetteer.table import DATA


def rows() -> list[dict[str, str]]:
    with (DATA / "ancient.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_every_row_is_well_formed_and_no_id_comes_twice():
    table = rows()
    assert len({row["id"] for row in table}) == len(table) > 14_000
    for row in table:
        assert row["id"].isdigit()
        assert all(name == name.strip() and name for name in row["names"].split("|")), row
        if row["of"]:
            assert row["of"].startswith("geonames:")
            assert not row["lat"]
            continue
        assert -90 <= float(row["lat"]) <= 90
        assert -180 <= float(row["lon"]) <= 180
        assert row["precision"] in ("exact", "area")
        if row["since"] and row["until"]:
            assert int(row["since"]) <= int(row["until"]), row


def test_a_town_lies_in_the_country_it_is_said_to_lie_in():
    towns = [row for row in rows() if row["feature"] == "PPLQ"]
    for row in towns[::60]:
        lat, lon = float(row["lat"]), float(row["lon"])
        assert country_at(lat, lon, tolerance_km=10) == row["country"], row


def test_names_of_a_town_that_still_stands_go_to_a_place_that_is_there():
    gone = [row for row in rows() if row["of"] and world().get(row["of"]) is None]
    assert gone == []


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        ("Myriandus", 36.57, 36.11),
        ("Issus", 36.84, 36.2),
        ("Gaugamela", 36.57, 43.49),
        ("Thermopylae", 38.8, 22.54),
        ("Lugdunum", 45.76, 4.84),
        ("Vindobona", 48.21, 16.37),
        ("Fregellae", 41.55, 13.53),
        ("Samosata", 37.58, 38.48),
        ("Vindolanda", 54.99, -2.36),
        ("Thespiae", 38.29, 23.15),
    ],
)
def test_a_place_of_antiquity_is_found_where_it_stood(name, lat, lon):
    assert any(km_between(place.lat, place.lon, lat, lon) < 20 for place in world().lookup(name))


def test_a_place_of_antiquity_has_the_years_from_which_it_is_attested():
    (sentice,) = [place for place in world().lookup("Sentice") if place.id.startswith("pleiades:")]
    assert (sentice.since, sentice.until) == (-30, 640)


def test_a_great_city_stays_before_the_ancient_place_of_its_name():
    assert world().lookup("Memphis")[0].country == "US"
    assert any(place.country == "EG" for place in world().lookup("Memphis"))


def test_the_numbers_of_ancient_places_are_apart_from_all_others():
    own = [entry.no for entry in ancient() if entry.slug]
    assert len(own) == len(set(own))
    assert max(own) <= -3_000_000
