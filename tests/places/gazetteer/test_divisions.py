import pytest

from places.gazetteer import world
from places.gazetteer.divisions import middle, people_of

CITY = (40.71, -74.01)
BOROUGH = (40.65, -73.95)
FAR = (42.88, -78.88)


def test_a_borough_counts_with_its_city():
    assert people_of([BOROUGH, CITY, FAR], [2_700_000, 8_800_000, 250_000]) == 9_050_000


def test_towns_beside_a_small_town_count_for_themselves():
    assert people_of([CITY, BOROUGH], [9_000, 8_000]) == 17_000


def test_a_division_without_towns_has_no_people():
    assert people_of([], []) == 0


def test_a_division_of_islands_stands_on_its_largest_and_not_in_the_sea_between():
    mainland, island = (-33.05, -71.6), (-33.64, -78.83)
    point, bounds = middle([mainland, island], [300_000, 600])
    assert point == mainland
    assert bounds == pytest.approx((-78.83, -33.64, -71.6, -33.05))


def test_a_division_of_one_land_stands_in_its_middle():
    point, _ = middle([(50.0, 10.0), (50.2, 10.0), (50.1, 10.2)], [5, 900_000, 7])
    assert point == pytest.approx((50.1, 10.067), abs=0.001)


def test_a_division_without_towns_is_where_the_one_around_it_is():
    district, around = world().lookup("Huyện Trà My")[0], world().division("VN.48")
    assert district.precision == "near"
    assert (district.lat, district.lon) == (around.lat, around.lon)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("IR.26", "Tehran"), ("IR.28", "Isfahan"), ("IR.07", "Fars"), ("IR.40", "Yazd"),
        ("IR.33", "East Azerbaijan"), ("MA.07", "Marrakech-Safi"), ("MA.03", "Fès-Meknès"),
        ("NP.3", "Bagmati"), ("GB.ENG.K3", "Peterborough"), ("NZ.F4", "Marlborough"),
        ("RU.59", "Primorsky Krai"), ("DE.02", "Bavaria"), ("CN.14", "Tibet"),
    ],
)  # fmt: skip
def test_divisions_bear_their_own_names(code, name):
    assert world().division(code).name == name


def test_no_division_bears_the_name_that_the_lists_give_to_another_of_its_country():
    """Both lists number by ISO 3166-2, and one of them may have a country's old numbers."""
    from places.gazetteer.divisions import _read
    from places.text import key

    for country in ("IR", "MA", "NP", "KE", "FR", "NO", "KZ", "ET", "CL", "IN", "ID"):
        listed = [d for d in _read().values() if d.country == country and d.code.count(".") == 1]
        own = {d.code: {key(n) for n in (d.local, *d.aliases)} for d in listed}
        for division in listed:
            name = key(world().division(division.code).name)
            others = [code for code, names in own.items() if name in names and code != division.code]
            assert name in own[division.code] or not others, division.code
