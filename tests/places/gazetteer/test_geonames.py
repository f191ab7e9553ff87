import zipfile

import pytest

from places.errors import GazetteerError
from places.gazetteer.file import FileGazetteer
from places.gazetteer.geonames import import_dump
from places.gazetteer.user import load

# number, name, other names, lat, lon, class, code, country, admin1, admin2, population
LINES = [
    (10, "Freedonia", "Fredonia,FR", 10, 20, "A", "PCLI", "FD", "00", "", 9000),
    (11, "North Freedonia", "", 11, 20, "A", "ADM1", "FD", "01", "", 5000),
    (12, "Upper County", "", 11.5, 20, "A", "ADM2", "FD", "01", "007", 2000),
    (13, "Zelig", "Целиг,zelik,ZLG", 11.6, 20.1, "P", "PPLA2", "FD", "01", "007", 1500),
    (14, "Mount Zelig", "", 11.7, 20.2, "T", "MT", "FD", "01", "", 0),
    (15, "Freedonian Sea", "", 9, 19, "H", "SEA", "", "00", "", 0),
    (16, "Freedonian Islands", "", 9, 18, "A", "PCLD", "FD", "02", "", 3),
]


def dump(path, lines=LINES):
    rows = (
        "\t".join(
            map(
                str,
                (
                    no,
                    name,
                    name,
                    others,
                    lat,
                    lon,
                    kind,
                    code,
                    country,
                    "",
                    a1,
                    a2,
                    "",
                    "",
                    people,
                    "",
                    "",
                    "",
                    "",
                ),
            )
        )
        for no, name, others, lat, lon, kind, code, country, a1, a2, people in lines
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("FD.txt", "\n".join(rows) + "\n")
    return path


def test_a_dump_becomes_a_gazetteer(tmp_path):
    target = tmp_path / "new" / "geonames.sqlite"
    read = []
    assert import_dump(dump(tmp_path / "FD.zip"), target, progress=read.append) == len(LINES)
    assert sum(read) == 2 * (tmp_path / "FD.zip").stat().st_size
    gazetteer = load(target)
    (zelig,) = gazetteer.lookup("ЦЕЛИГ")
    assert (zelig.id, zelig.admin, zelig.admin_codes) == (
        "geonames:13", ("North Freedonia", "Upper County"), ("FD.01", "FD.01.007"),
    )  # fmt: skip
    assert gazetteer.division("FD.01").name == "North Freedonia"
    assert gazetteer.country("FD").id == "geonames:10"
    assert [gazetteer.get(f"geonames:{no}").precision for no in (10, 13, 14, 15)] == [
        "area",
        "exact",
        "exact",
        "area",
    ]


def test_alternate_names_come_with_their_kinds_and_codes_are_left_out(tmp_path):
    names = tmp_path / "alternateNamesV2.zip"
    with zipfile.ZipFile(names, "w") as archive:
        archive.writestr("iso-languagecodes.txt", "x")
        archive.writestr(
            "alternateNamesV2.txt",
            "1\t13\tabbr\tZel.\n2\t13\tlink\thttps://example.org\n3\t13\tiata\tZZZ\n4\t13\tfr\tZélie\t1\t\t\t\n",
        )
    target = tmp_path / "geonames.sqlite"
    import_dump(dump(tmp_path / "FD.zip"), target, names)
    gazetteer = FileGazetteer(target)
    assert [m.kind for m in gazetteer.matches("Zel.")] == ["abbreviation"]
    assert gazetteer.matches("zel.") == gazetteer.matches("ZZZ") == ()
    assert [p.id for p in gazetteer.lookup("Zelie")] == ["geonames:13"]


def test_a_broken_dump_is_named_by_line_and_leaves_the_old_gazetteer(tmp_path):
    target = tmp_path / "geonames.sqlite"
    import_dump(dump(tmp_path / "FD.zip"), target)
    before = target.read_bytes()
    (tmp_path / "broken.txt").write_text("13\tZelig\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match="line 1 is no line of a GeoNames dump"):
        import_dump(tmp_path / "broken.txt", target)
    assert target.read_bytes() == before
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError])
def test_an_interrupted_import_leaves_the_old_gazetteer(tmp_path, error):
    target = tmp_path / "geonames.sqlite"
    import_dump(dump(tmp_path / "FD.zip"), target)
    before = target.read_bytes()
    calls = []

    def interrupt(_):
        calls.append(1)
        if len(calls) == 2:
            raise error

    with pytest.raises(error):
        import_dump(dump(tmp_path / "more.zip", LINES[:3]), target, progress=interrupt)
    assert target.read_bytes() == before
    assert not list(tmp_path.glob("*.part"))


def test_a_zip_that_is_none_or_not_geonames_is_an_error(tmp_path):
    (tmp_path / "x.zip").write_bytes(b"not a zip")
    with pytest.raises(GazetteerError, match="cannot be read"):
        import_dump(tmp_path / "x.zip", tmp_path / "out.sqlite")
    with zipfile.ZipFile(tmp_path / "y.zip", "w") as archive:
        archive.writestr("a.csv", "x")
    with pytest.raises(GazetteerError, match="holds 0 tables"):
        import_dump(tmp_path / "y.zip", tmp_path / "out.sqlite")


@pytest.mark.parametrize(
    "row",
    [
        (13, "Zelig", "", "nan", 20.1, "P", "PPL", "FD", "01", "", 5),
        (13, "Zelig", "", "inf", 20.1, "P", "PPL", "FD", "01", "", 5),
        (13, "Zelig", "", 91, 20.1, "P", "PPL", "FD", "01", "", 5),
        ("9" * 30, "Zelig", "", 1, 20.1, "P", "PPL", "FD", "01", "", 5),
        (13, "Zelig", "", 1, 20.1, "P", "PPL", "FD", "01", "", "9" * 5000),
    ],
)
def test_a_row_with_a_number_that_cannot_be_kept_is_named(tmp_path, row):
    with pytest.raises(GazetteerError, match="line 2 is no line of a GeoNames dump"):
        import_dump(dump(tmp_path / "FD.zip", [LINES[0], row]), tmp_path / "g.sqlite")


def test_one_number_twice_and_an_empty_dump_are_errors_and_the_old_gazetteer_stays(tmp_path):
    target = tmp_path / "g.sqlite"
    import_dump(dump(tmp_path / "FD.zip"), target)
    before = target.read_bytes()
    with pytest.raises(GazetteerError, match="each may stand once"):
        import_dump(dump(tmp_path / "twice.zip", [LINES[3], LINES[3]]), target)
    (tmp_path / "empty.txt").touch()
    with pytest.raises(GazetteerError, match="holds no places"):
        import_dump(tmp_path / "empty.txt", target)
    assert target.read_bytes() == before


@pytest.mark.parametrize("fault", ["encrypted", "method", "deflate"])
def test_a_zip_that_cannot_be_unpacked_is_said_to_be_one(tmp_path, fault):
    path = dump(tmp_path / "FD.zip")
    data = bytearray(path.read_bytes())
    local, central = data.index(b"FD.txt") - 30, data.rindex(b"FD.txt") - 46
    if fault == "encrypted":
        data[local + 6] |= 1
        data[central + 8] |= 1
    elif fault == "method":
        data[local + 8] = data[central + 10] = 97
    else:
        data[local + 36 : local + 46] = b"\xff" * 10
    path.write_bytes(data)
    with pytest.raises(GazetteerError, match=r"unpacked|cannot be read"):
        import_dump(path, tmp_path / "g.sqlite")
