import json
import time

import pytest

from places.errors import GazetteerError
from places.gazetteer.user import load


def test_a_csv_needs_only_name_lat_and_lon(tmp_path):
    path = tmp_path / "my.csv"
    path.write_text("name,lat,lon\nGrandmother's farm,47.5,11.25\n", encoding="utf-8")
    (farm,) = load(path).lookup("grandmothers farm")
    assert (farm.id, farm.lat, farm.lon, farm.feature) == ("user:grandmothers-farm", 47.5, 11.25, "PPL")


def test_a_csv_may_say_more_and_in_other_ways(tmp_path):
    path = tmp_path / "my.csv"
    path.write_text(
        "\ufeffTitle;Latitude;Longitude;Aliases;Feature;Country;From;To\n"
        "Camelot;51.03;-2.53;Camlann|Kamelot;hstS;gb;450;600\n\n",
        encoding="utf-8",
    )
    (camelot,) = load(path).lookup("KAMELOT")
    assert (camelot.feature, camelot.country, camelot.since, camelot.until) == ("HSTS", "GB", 450, 600)


def test_two_places_of_one_name_are_two(tmp_path):
    path = tmp_path / "my.csv"
    path.write_text("name,lat,lon\nHome,1,2\nHome,3,4\n", encoding="utf-8")
    assert sorted(place.id for place in load(path).lookup("Home")) == ["user:home", "user:home-2"]


def test_bad_rows_are_named_by_line_and_reason_all_at_once(tmp_path):
    path = tmp_path / "my.csv"
    path.write_text(
        "name,lat,lon,country\nHome,1,2,DE\n,1,2,\nAway,91,2,\nThere,1,x,\nHere,nan,1,Germany\nX,1,2,,,\n",
        encoding="utf-8",
    )
    with pytest.raises(GazetteerError) as caught:
        load(path)
    assert str(caught.value).splitlines() == [
        "my.csv: line 3: no name",
        "my.csv: line 4: lat is no number from -90 to 90: '91'",
        "my.csv: line 5: lon is no number from -180 to 180: 'x'",
        "my.csv: line 6: lat is no number from -90 to 90: 'nan'",
        "my.csv: line 6: country is no code of two letters: 'Germany'",
        "my.csv: line 7: 6 cells under 4 columns",
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Away,1", "line 3: lon is no number from -180 to 180: ''"),
        ("Away", "line 3: lat is no number from -90 to 90: ''"),
        ('"Away,1,2', "line 3: lat is no number from -90 to 90: ''"),
        ('"' + "Away" * 50_000, "line 3: no table can be read from here: field larger than field limit"),
        ("Away,1,2,1990,1890", "line 3: from is after to: '1990', '1890'"),
    ],
)
def test_a_row_that_ends_too_early_is_named(tmp_path, row, reason):
    path = tmp_path / "my.csv"
    path.write_text(f"name,lat,lon,from,to\nHome,1,2\n{row}\n", encoding="utf-8")
    with pytest.raises(GazetteerError) as caught:
        load(path)
    assert f"my.csv: {reason}" in str(caught.value)


@pytest.mark.parametrize(
    "more",
    [
        {"properties": {"name": "x", "aliases": 5}},
        {"properties": {"name": "x", "country": 49}},
        {"properties": {"name": "x"}, "when": "1890"},
        {"properties": {"name": "x"}, "when": {"timespans": {"start": 1}}},
        {"properties": {"name": "x"}, "when": {"timespans": ["1890"]}},
        {"properties": {"name": "x"}, "when": {"timespans": [{"start": "1890"}]}},
        {"properties": {"name": "x"}, "names": 7},
    ],
)
def test_a_feature_with_members_of_another_kind_is_named(tmp_path, more):
    path = tmp_path / "my.geojson"
    feature = {"geometry": {"type": "Point", "coordinates": [3, 4]}} | more
    path.write_text(json.dumps({"features": [feature]}), encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"my\.geojson: feature 1: "):
        load(path)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", "title,lat\nx,1\n", "no column lon"),
        ("a.csv", "name,lat,lon\n", "holds no places"),
        ("a.csv", "", "no column name"),
        ("a.json", "{", "line 1: no JSON"),
        ("a.geojson", "[]", "no GeoJSON FeatureCollection"),
        ("a.geojson", '{"features": [1]}', "feature 1: no GeoJSON feature"),
        (
            "a.geojson",
            '{"features": [{"properties": {"name": "x"}, "geometry": null}]}',
            "feature 1: no geometry",
        ),
    ],
)
def test_a_file_that_is_no_gazetteer_is_an_error(tmp_path, name, content, reason):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GazetteerError, match=reason):
        load(path)


def test_a_file_that_is_not_there_or_not_utf8_is_an_error(tmp_path):
    with pytest.raises(GazetteerError, match="cannot be read"):
        load(tmp_path / "none.csv")
    (tmp_path / "latin.csv").write_bytes("name,lat,lon\nZürich,47,8\n".encode("latin-1"))
    with pytest.raises(GazetteerError, match="not in UTF-8"):
        load(tmp_path / "latin.csv")


def test_geojson_points_and_areas_are_read(tmp_path):
    square = [[[10, 50], [12, 50], [12, 52], [10, 52], [10, 50]]]
    path = tmp_path / "my.geojson"
    features = [
        {
            "geometry": {"type": "Point", "coordinates": [3, 4]},
            "properties": {"name": "Spot", "aliases": ["Dot"]},
        },
        {
            "geometry": {"type": "Polygon", "coordinates": square},
            "properties": {"name": "Shire", "feature": "RGN"},
        },
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    gazetteer = load(path)
    (spot,) = gazetteer.lookup("Dot")
    (shire,) = gazetteer.lookup("Shire")
    assert (spot.lat, spot.lon, spot.precision, spot.bounds) == (4, 3, "exact", None)
    assert (shire.lat, shire.lon, shire.precision, shire.bounds) == (51, 11, "area", (10, 50, 12, 52))


def test_linked_places_are_read_with_names_and_times(tmp_path):
    path = tmp_path / "lp.json"
    feature = {
        "@id": "http://example.org/1",
        "properties": {"title": "Abydos", "ccodes": ["TR"]},
        "names": [{"toponym": "Ἄβυδος"}, {"toponym": "Abydus"}],
        "when": {"timespans": [{"start": {"in": "-0670"}, "end": {"in": "1350"}}]},
        "geometry": {
            "type": "GeometryCollection",
            "geometries": [{"type": "Point", "coordinates": [26.4, 40.2], "certainty": "certain"}],
        },
    }
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    (abydos,) = load(path).lookup("Abydus")
    assert (abydos.lat, abydos.lon, abydos.country, abydos.since, abydos.until) == (
        40.2,
        26.4,
        "TR",
        -670,
        1350,
    )


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", f"name,lat,lon,population\nA,1,2,{'9' * 5000}\n", "line 2: population is no number: '9999"),
        ("a.csv", "name,lat,lon\nA,nan,2\n", "lat is no number"),
        ("a.csv", "name,lat,lon,population\nA,1,2,१२\n", "population is no number"),
        ("a.geojson", '{"type": "FeatureCollection", "features": [' + "9" * 5000 + "]}", "5000 digits"),
        ("a.geojson", '{"features": [1e400]}', "a number that is too large"),
        ("a.geojson", "[" * 100_000, "nested too deeply"),
        (
            "a.geojson",
            '{"features": [{"properties": {"name": "A"}, "geometry": {"type": "Blob", "coordinates": []}}]}',
            "no geometry",
        ),
    ],
)
def test_what_no_program_can_reckon_with_is_the_files_fault(tmp_path, name, content, says):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GazetteerError, match=says):
        load(path)


def test_a_name_that_stands_thousands_of_times_gets_ids_of_its_own_in_linear_time(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("name,lat,lon\n" + "Oz,1,2\n" * 20_000, encoding="utf-8")
    begun = time.process_time()
    found = load(path).lookup("Oz")
    assert time.process_time() - begun < 10
    assert len({place.id for place in found}) == len(found) == 20_000
