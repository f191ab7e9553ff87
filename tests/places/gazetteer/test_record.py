import pytest

from places.gazetteer.file import FileGazetteer
from places.gazetteer.record import packed, unpacked
from places.gazetteer.schema import Entry, write
from places.model import Place

ENTRY = {"no": 5, "name": "Texas", "lat": 31.123456, "lon": -99.0, "feature": "ADM1"}


@pytest.mark.parametrize(
    ("entry", "place"),
    [
        ({}, {}),
        ({"country": "US", "population": 29_000_000}, {"country": "US", "population": 29_000_000}),
        ({"precision": "area", "bounds": (179.5, -1.0, -179.25, 0.12345)},
         {"precision": "area", "bounds": (179.5, -1.0, -179.25, 0.123)}),
        ({"precision": "near", "parent": 7}, {"precision": "near", "within": "geonames:7"}),
        ({"since": -3800, "until": 0}, {"since": -3800, "until": 0}),
        ({"name": "New\tTexas"}, {"name": "New Texas"}),
        ({"lat": -0.000001, "lon": 180.0}, {"lat": 0.0, "lon": 180.0}),
    ],
)  # fmt: skip
def test_what_is_packed_is_unpacked(entry, place):
    wanted = {"name": "Texas", "lat": 31.12346, "lon": -99.0, "feature": "ADM1"} | place
    record = packed(Entry(**(ENTRY | entry))) + "\t\t"
    assert unpacked("geonames:5", record) == Place(id="geonames:5", **wanted)


def test_a_record_ends_with_the_divisions():
    place = unpacked("geonames:7", packed(Entry(**ENTRY)) + "\tTexas|Lamar County\tUS.TX|US.TX.277")
    assert place.admin == ("Texas", "Lamar County")
    assert place.admin_codes == ("US.TX", "US.TX.277")


def test_a_place_may_come_before_the_divisions_around_it(tmp_path):
    town = Entry(no=1, name="Paris", lat=33.7, lon=-95.6, feature="PPL", division=6)
    county = Entry(no=6, name="Lamar\tCounty", lat=33, lon=-95, feature="ADM2", code="US.TX.277", parent=9)
    state = Entry(no=9, name="Texas", lat=31, lon=-99, feature="ADM1", code="US.TX")
    country = Entry(no=10, name="United States", lat=39, lon=-98, feature="PCLI", country="US", code="US")
    write(tmp_path / "world.sqlite", [town, county, state, country], {})
    gazetteer = FileGazetteer(tmp_path / "world.sqlite")
    assert gazetteer.lookup("Paris")[0].admin == ("Texas", "Lamar County")
    assert gazetteer.division("US.TX.277").admin == ("Texas",)
    assert gazetteer.division("US.TX").admin_codes == ("US.TX",)
    assert gazetteer.country("US").admin_codes == ()


def test_a_file_says_what_it_holds(tmp_path):
    kinds = ["PPLC", "STLMT", "PCLI", "PCLH", "ADM1", "ADM2", "AIRP", "MT"]
    places = [Entry(no=n, name=f"{n}", lat=1, lon=2, feature=kind) for n, kind in enumerate(kinds, 1)]
    former = Entry(no=99, name="Ur", lat=1, lon=2, feature="PPLH", since=-3800)
    write(tmp_path / "world.sqlite", [*places, former], {"source.test": "1"})
    assert FileGazetteer(tmp_path / "world.sqlite").info() == {
        "count.airports": "1", "count.countries": "1", "count.divisions": "2", "count.historical": "1",
        "count.name": "9", "count.place": "9", "count.populated": "3", "schema": "3", "source.test": "1",
    }  # fmt: skip
