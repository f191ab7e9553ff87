"""Tables: events that need no reading, texts a row, headings in several languages."""

import csv
import io
import json
from pathlib import Path

import pytest

from storymap.errors import ReadError
from storymap.rows import tell_rows
from storymap.sources.columns import known_headings, meanings
from tests.storymap.gazette import located, place
from tests.storymap.sources.reading import at, check_origin, read_bytes, read_one

LIMA = place("Lima", -12.05, -77.04, "PPLC", "PE")


def table(*rows: list[str], delimiter: str = ",") -> str:
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter).writerows(rows)
    return made.getvalue()


def locate(document, spans):  # type: ignore[no-untyped-def]
    return tuple(
        one
        for one in located(document.text, {"Lima": LIMA, "Oz": None})
        if (one.mention.start, one.mention.end) in spans
    )


EVENTS = table(
    ["title", "date", "place", "lat", "lon", "text", "image", "caption"],
    ["The fleet sails", "1821-07-12", "Lima", "", "", "San Martín's fleet sails, with “flags”.", "", ""],
    ["A battle", "9 December 1824", "Ayacucho", "-13.16", "-74.22", "", "battle.jpg", "The plain"],
    ["A dream", "", "Oz", "", "", "", "", ""],
    ["Nowhere", "", "", "", "", "", "", ""],
)


def test_a_table_of_events_is_a_story(tmp_path: Path) -> None:
    (tmp_path / "battle.jpg").write_bytes(b"\xff\xd8\xff")
    source = read_one(tmp_path, EVENTS, "peru.csv")
    check_origin(source)
    story = tell_rows(source, locate)

    assert [(e.title, e.when.edtf, e.places[0].name) for e in story.events] == [
        ("The fleet sails", "1821-07-12", "Lima"),
        ("A battle", "1824-12-09", "Ayacucho"),
    ]
    assert story.events[1].places[0].lat == -13.16
    assert story.events[1].media[0].caption == "The plain"
    assert [(item.title, item.why) for item in story.off_map] == [
        ("A dream", "unknown place"),
        ("Nowhere", "no place"),
    ]
    assert [item.span.text for item in story.unplaced] == ["Oz"]
    for event in story.events:
        for span in (event.quote, event.when.mention, event.where[0].mention):
            assert span is not None
            assert story.document.text[span.start : span.end] == span.text


def test_stretches_lead_to_the_rows_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    source = read_one(tmp_path, EVENTS, "peru.csv")

    assert at(source, "The fleet").at.row == 2
    assert at(source, "Ayacucho").at.row == 3


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_cells_are_parted_by_what_parts_most_headings(tmp_path: Path, delimiter: str) -> None:
    text = table(["name", "lat", "lon"], ["Lima", "-12.05", "-77.04"], delimiter=delimiter)
    (row,) = read_one(tmp_path, text).rows or ()
    assert row.point == (-12.05, -77.04)


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (["Titel", "Datum", "Ort", "Breite", "Länge"], ["title", "when", "place", "lat", "lon"]),
        (["Titre", "Année", "Lieu", "Texte"], ["title", "when", "place", "text"]),
        (["Evento", "Fecha", "Lugar", "Descripción"], ["title", "when", "place", "text"]),
        (["название", "дата", "место"], ["title", "when", "place"]),
        (["标题", "日期", "地点"], ["title", "when", "place"]),
        (["タイトル", "日付", "場所"], ["title", "when", "place"]),
        (["제목", "날짜", "장소"], ["title", "when", "place"]),
        (["Latitude (WGS 84)", "LNG*"], ["lat", "lon"]),
        (["City", "Town"], ["place"]),
        (["Foo", "Bar"], []),
    ],
)
def test_headings_are_understood(headings: list[str], found: list[str]) -> None:
    assert list(known_headings(headings).values()) == found


def test_headings_can_be_said(tmp_path: Path) -> None:
    text = table(["Foo", "Bar"], ["A battle", "Lima"])
    (row,) = read_one(tmp_path, text, "a.csv", columns={"Foo": "title", "Bar": "place"}).rows or ()
    assert row.place is not None
    assert row.place.text == "Lima"


@pytest.mark.parametrize(
    ("text", "columns", "message"),
    [
        (
            "Foo,Bar\na,b\n",
            {},
            "headings are not understood (Foo, Bar); say what they mean, for",
        ),
        ("Foo,Bar\na,b\n", {"Baz": "title"}, "there is no column 'Baz'; there are Foo, Bar"),
        ("Foo,Bar\na,b\n", {"Foo": "colour"}, "'colour' is no meaning; use title"),
        ("title,lat,lon\na,91,0\n", {}, "row 2: 91, 0 is no point on the earth"),
        ("title,lat,lon\na,north,0\n", {}, "row 2: 'north', '0' are no latitude and longitude"),
        ("title,lat,lon\na,nan,0\n", {}, "row 2: nan, 0 is no point on the earth"),
        ('title,place\n"a,b\n', {}, "line 2: is no CSV"),
        ("title,place\n,\n", {}, "without a row that has a title or a text"),
    ],
)
def test_what_is_wrong_with_a_table_is_named(
    tmp_path: Path, text: str, columns: dict[str, str], message: str
) -> None:
    with pytest.raises(ReadError) as caught:
        read_one(tmp_path, text, "a.csv", columns=columns)
    assert message in str(caught.value)


def test_a_table_of_texts_is_a_document_a_row(tmp_path: Path) -> None:
    text = table(["id", "title", "text"], ["7", "One", "We left Lima."], ["8", "", "We saw Quito."])
    one, two = read_bytes(tmp_path, text, "a.csv")

    assert (one.document.id, one.document.title, one.document.text) == ("7", "One", "We left Lima.")
    assert two.origin[0].at.row == 3


def test_lines_of_json_without_texts_are_a_table_of_events(tmp_path: Path) -> None:
    lines = [
        {"title": "A battle", "lat": -13.16, "lon": -74.22, "date": 1824},
        {"title": "Peace", "place": "Lima"},
    ]
    source = read_one(tmp_path, "\n".join(map(json.dumps, lines)))

    story = tell_rows(source, locate)
    assert [(e.title, e.when.edtf) for e in story.events] == [("A battle", "1824"), ("Peace", None)]


def test_letters_of_old_spreadsheets_are_guessed(tmp_path: Path) -> None:
    rows = [["Titel", "Ort", "Text"]] + [
        ["Überfahrt", "Köln", "Die Brücke über den Rhein führt nach Süden."]
    ] * 5
    source = read_one(tmp_path, table(*rows, delimiter=";").encode("cp1252"), "a.csv")
    assert "Köln" in source.document.text


def test_every_word_of_a_heading_means_one_thing() -> None:
    assert {"title", "when", "place", "lat", "lon", "text", "media"} <= set(meanings())
