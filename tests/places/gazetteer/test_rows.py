from pathlib import Path

import pytest

from places.errors import GazetteerError
from places.gazetteer.rows import COLUMNS, ROWS, misplaced, read_rows

GOOD = {
    "id": "storymap:red-square",
    "name": "Red Square",
    "aliases": "Красная площадь|Krasnaya ploshchad",
    "feature": "SQR",
    "lat": "55.754",
    "lon": "37.62",
    "country": "RU",
    "precision": "exact",
    "bounds": "",
    "since": "",
    "until": "",
    "near": "Moscow",
    "check": "country near",
}


def written(path: Path, *rows: dict[str, str]) -> Path:
    lines = [",".join(COLUMNS), *(",".join(row[column] for column in COLUMNS) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_every_row_of_ours_is_well_formed_and_no_id_comes_twice():
    assert len(read_rows()) >= 2_500


@pytest.mark.parametrize("path", sorted(ROWS.glob("*.csv")), ids=lambda path: path.stem)
def test_every_row_of_ours_lies_where_its_check_says(path):
    assert [f"{row.source} {row.name} {why}" for row in read_rows([path]) for why in misplaced(row)] == []


def test_a_row_is_read_with_all_that_it_holds(tmp_path):
    (row,) = read_rows([written(tmp_path / "a.csv", GOOD)])
    assert row.aliases == ("Красная площадь", "Krasnaya ploshchad")
    assert (row.lat, row.lon, row.country, row.near) == (55.754, 37.62, "RU", "Moscow")
    assert misplaced(row) == []


@pytest.mark.parametrize(
    ("cell", "value", "reason"),
    [
        ("id", "red square", "no id like"),
        ("name", "", "no name"),
        ("name", " Red Square", "blanks around"),
        ("aliases", "One||Two", "an empty alias"),
        ("feature", "square", "no feature code"),
        ("lat", "95", "no latitude"),
        ("lon", "37,6", "cells instead of"),
        ("country", "Russia", "no country code"),
        ("precision", "", "precision is neither"),
        ("bounds", "38 55 39 56", "bounds are not"),
        ("bounds", "37 55", "bounds are not"),
        ("since", "about 1500", "is no year"),
        ("check", "somewhere", "check is not of"),
        ("near", "", "check says near and there is none"),
    ],
)
def test_a_bad_row_is_named_by_file_line_and_reason(tmp_path, cell, value, reason):
    path = written(tmp_path / "a.csv", GOOD | {"id": "storymap:other"}, GOOD | {cell: value})
    with pytest.raises(GazetteerError, match=rf"a\.csv:3: .*{reason}"):
        read_rows([path])


def test_all_bad_rows_are_named_at_once(tmp_path):
    path = written(tmp_path / "a.csv", GOOD | {"lat": "x"}, GOOD, GOOD)
    with pytest.raises(GazetteerError) as caught:
        read_rows([path])
    assert str(caught.value).splitlines() == [
        "a.csv:2: no latitude",
        "a.csv:4: the id storymap:red-square is already in a.csv:3",
    ]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"lon": "-37.62", "check": "country"}, "is not in RU but in the sea"),
        ({"lat": "48.85", "lon": "2.35", "check": "country"}, "is not in RU but in FR"),
        ({"lat": "59.93", "lon": "30.36", "check": "near"}, "km from Moscow"),
        ({"check": "sea"}, "is on land, in RU"),
        ({"lat": "0", "lon": "-30", "check": "land"}, "is at sea"),
        ({"near": "Nowhereville", "check": "near"}, "no city is called"),
    ],
)
def test_a_misplaced_row_is_found_out(tmp_path, change, reason):
    (row,) = read_rows([written(tmp_path / "a.csv", GOOD | change)])
    assert reason in " ".join(misplaced(row))
