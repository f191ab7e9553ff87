from places.gazetteer.divisions import people_of

CITY = (40.71, -74.01)
BOROUGH = (40.65, -73.95)
FAR = (42.88, -78.88)


def test_a_borough_counts_with_its_city():
    assert people_of([BOROUGH, CITY, FAR], [2_700_000, 8_800_000, 250_000]) == 9_050_000


def test_towns_beside_a_small_town_count_for_themselves():
    assert people_of([CITY, BOROUGH], [9_000, 8_000]) == 17_000


def test_a_division_without_towns_has_no_people():
    assert people_of([], []) == 0
