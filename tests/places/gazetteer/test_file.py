import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import places
from places.errors import GazetteerError
from places.gazetteer.file import FileGazetteer
from places.gazetteer.schema import Entry, write


@pytest.fixture
def small(tmp_path):
    entries = [
        Entry(no=5, name="Texas", lat=31, lon=-99, feature="ADM1", precision="area", code="US.TX"),
        Entry(
            no=6, name="Lamar County", lat=33.6, lon=-95.5, feature="ADM2", country="US", precision="area",
            code="US.TX.277", parent=5, bounds=(-95.9, 33.3, -95.3, 33.9),
        ),
        Entry(no=7, name="Paris", lat=33.66094, lon=-95.55551, feature="PPL", country="US", division=6,
              population=24782, fame=11, names={"PRX": "abbreviation", "Париж": "alternate"}),
        Entry(no=8, name="Paris", lat=48.85341, lon=2.3488, feature="PPLC", country="FR", population=2138551),
        Entry(no=-1, slug="storymap:ur", name="Ur", lat=30.96, lon=46.1, feature="PPLH",
              since=-3800, until=-499),
        Entry(no=9, name="Ward", lat=33.6, lon=-95.5, feature="ADM2", precision="near",
              code="US.TX.9", parent=5),
    ]  # fmt: skip
    path = tmp_path / "small.sqlite"
    write(path, entries, {"source.test": "1"})
    return path


def test_what_was_written_is_read_back(small):
    gazetteer = FileGazetteer(small)
    paris = gazetteer.get("geonames:7")
    assert (paris.name, paris.lat, paris.lon, paris.population) == ("Paris", 33.66094, -95.55551, 24782)
    assert paris.admin == ("Texas", "Lamar County")
    assert paris.admin_codes == ("US.TX", "US.TX.277")
    assert paris.precision == "exact"


def test_the_more_prominent_place_of_a_name_comes_first(small):
    matches = FileGazetteer(small).matches("PARIS")
    assert [(m.place.country, m.name, m.kind) for m in matches] == [
        ("FR", "Paris", "primary"), ("US", "Paris", "primary"),
    ]  # fmt: skip


def test_a_large_city_goes_by_its_name_without_city(tmp_path):
    path = tmp_path / "york.sqlite"
    york = {"name": "York", "lat": 42.0, "lon": -75.0, "country": "US"}
    city = york | {"name": "York City", "names": {"York": "alternate"}, "feature": "PPL"}
    write(path, [Entry(no=1, feature="ADM1", population=2_000_000, **york),
                 Entry(no=2, population=1_500_000, fame=50, **city),
                 Entry(no=3, population=900, fame=50, **city)], {})  # fmt: skip
    assert [m.place.id for m in FileGazetteer(path).matches("York")] == [
        "geonames:2",
        "geonames:1",
        "geonames:3",
    ]


def test_a_division_names_those_around_it_and_its_own_code_last(small):
    county = FileGazetteer(small).division("US.TX.277")
    assert county.admin == ("Texas",)
    assert county.admin_codes == ("US.TX", "US.TX.277")
    assert county.precision == "area"
    assert county.bounds == (-95.9, 33.3, -95.3, 33.9)


def test_a_place_that_stands_for_the_one_around_it_says_which(small):
    ward = FileGazetteer(small).get("geonames:9")
    assert (ward.precision, ward.within) == ("near", "geonames:5")


def test_a_place_without_a_geonames_number_is_found_by_its_own_id(small):
    ur = FileGazetteer(small).get("storymap:ur")
    assert (ur.id, ur.since, ur.until) == ("storymap:ur", -3800, -499)


def test_what_is_not_there_is_no_error(small):
    gazetteer = FileGazetteer(small)
    assert gazetteer.matches("Atlantis") == gazetteer.matches("") == gazetteer.matches("…") == ()
    assert (
        gazetteer.get("geonames:99")
        is gazetteer.get("geonames:" + "9" * 30)
        is gazetteer.get("nonsense")
        is gazetteer.country("ZZ")
        is None
    )


def test_codes_are_looked_up_letter_by_letter(small):
    gazetteer = FileGazetteer(small)
    assert [m.kind for m in gazetteer.matches("PRX")] == ["abbreviation"]
    assert gazetteer.matches("prx") == ()


def test_the_same_entries_make_the_same_bytes(small, tmp_path):
    other = tmp_path / "other.sqlite"
    write(other, [Entry(no=1, name="A", lat=0, lon=0, feature="PPL")], {})
    again = tmp_path / "again.sqlite"
    write(again, [Entry(no=1, name="A", lat=0, lon=0, feature="PPL")], {})
    assert other.read_bytes() == again.read_bytes() != small.read_bytes()


def test_a_write_that_fails_leaves_the_old_file_and_no_other(small):
    before = small.read_bytes()

    def broken():
        yield Entry(no=1, name="A", lat=0, lon=0, feature="PPL")
        raise ValueError("the source ends here")

    with pytest.raises(ValueError, match="ends here"):
        write(small, broken(), {})
    assert small.read_bytes() == before
    assert [p.name for p in small.parent.iterdir()] == ["small.sqlite"]


def test_a_file_that_is_not_there_is_an_error_that_names_it(tmp_path):
    with pytest.raises(GazetteerError, match=r"no gazetteer .*none\.sqlite"):
        FileGazetteer(tmp_path / "none.sqlite")


def test_without_the_built_file_the_error_says_how_to_build_it(tmp_path, monkeypatch):
    monkeypatch.setattr("places.gazetteer.file.WORLD", tmp_path / "world.sqlite")
    with pytest.raises(GazetteerError, match=r"python -m places\.gazetteer\.build"):
        FileGazetteer(tmp_path / "world.sqlite")


def test_a_file_that_is_no_gazetteer_is_an_error(tmp_path):
    path = tmp_path / "text.sqlite"
    path.write_text("this is no database, it is a sentence about one " * 40)
    with pytest.raises(GazetteerError, match="is no gazetteer"):
        FileGazetteer(path)


@pytest.mark.parametrize("first", ["import places", "import places.gazetteer.file, places"])
def test_the_gazetteer_is_one_call_whatever_was_imported_before(first):
    code = f"{first}; g = places.gazetteer(); assert g is places.gazetteer(); print(g.country('FR').name)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (run.stdout, run.stderr) == ("France\n", "")


def test_importing_places_brings_no_heavy_library():
    code = "import sys, places; print({'sqlite3', 'shapely', 'spacy', 'rapidfuzz'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.stdout == "set()\n"


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Владивосток", "geonames:2013348"),
        ("平壤", "geonames:1871859"),
        ("Pjöngjang", "geonames:1871859"),
        ("DPRK", "geonames:1873107"),
        ("Democratic People's Republic of Korea", "geonames:1873107"),
        ("Paris", "geonames:2988507"),
        ("Georgia", "geonames:614540"),
        ("the United States", "geonames:6252001"),
        ("ST. LOUIS", "geonames:4407066"),
    ],
)
def test_the_world_has_the_right_place_first(name, place):
    assert places.gazetteer().lookup(name)[0].id == place


def _made(path: Path) -> Path:
    write(path, [Entry(no=1, name="Oz", lat=1, lon=2, feature="PPL")], {})
    return path


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE place SET record = 'junk'",
        "UPDATE place SET record = x'00ff'",
        "UPDATE name SET kind = 99",
        "UPDATE name SET kind = 'x'",
    ],
)
def test_a_damaged_row_is_said_to_be_one(tmp_path, damage):
    path = _made(tmp_path / "g.sqlite")
    with closing(sqlite3.connect(path)) as db:
        db.execute(damage)
        db.commit()
    with pytest.raises(GazetteerError, match="is damaged"):
        FileGazetteer(path).lookup("Oz")


def test_a_file_whose_tables_are_views_is_no_gazetteer(tmp_path):
    path = _made(tmp_path / "g.sqlite")
    with closing(sqlite3.connect(path)) as db:
        db.executescript(
            "DROP TABLE name; CREATE VIEW name AS "
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
            " SELECT 'oz' AS key, x AS rank, 1 AS place, 0 AS kind, NULL AS spelling FROM n;"
        )
    with pytest.raises(GazetteerError, match="is no gazetteer"):
        FileGazetteer(path)


def test_a_link_is_written_through_and_what_is_no_file_is_refused(tmp_path):
    real = tmp_path / "real.sqlite"
    link = tmp_path / "link.sqlite"
    link.symlink_to(real)
    _made(link)
    assert link.is_symlink()
    assert FileGazetteer(real).lookup("Oz")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(GazetteerError, match="is no plain file"):
        _made(tmp_path / "pipe")


def test_what_a_killed_writer_left_is_taken_away_and_a_living_ones_is_not(tmp_path):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left, living = tmp_path / f"g.sqlite.{gone.pid}.part", tmp_path / f"g.sqlite.{os.getppid()}.part"
    left.touch()
    living.touch()
    _made(tmp_path / "g.sqlite")
    assert not left.exists()
    assert living.exists()


def test_two_places_of_one_number_are_refused(tmp_path):
    twice = [Entry(no=1, name=name, lat=1, lon=2, feature="PPL") for name in ("Oz", "Uz")]
    with pytest.raises(GazetteerError, match="each may stand once"):
        write(tmp_path / "g.sqlite", twice, {})
    assert list(tmp_path.iterdir()) == []
