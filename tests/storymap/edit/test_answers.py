"""What the editor's page can ask: places by name, address and point, dates as EDTF and in plain words."""

from datetime import date

import pytest

import places
from places.model import Document
from storymap.correct.edtf import parse_edtf
from storymap.edit.answers import find_places, read_date

DOCUMENT = Document(text="x", published=date(2020, 5, 6))


def found(text):
    return find_places(text, places.gazetteer())


@pytest.mark.parametrize(
    "address",
    ["https://www.geonames.org/2267057/lisbon.html", "geonames:2267057", "http://geonames.org/2267057"],
)
def test_an_address_of_geonames_is_its_place(address):
    assert [place["name"] for place in found(address)] == ["Lisbon"]


@pytest.mark.parametrize(
    ("text", "point"),
    [("38.7, -9.1", (38.7, -9.1)), ("-33.5 151", (-33.5, 151.0)), (" 10;20 ", (10.0, 20.0))],
)
def test_coordinates_are_a_point(text, point):
    (place,) = found(text)

    assert (place["lat"], place["lon"]) == point


def test_a_name_is_looked_up_and_what_is_spelled_nearly_so_comes_after_it():
    assert found("Valparaíso")[0]["name"] == "Valparaíso"
    assert "Vladivostok" in [place["name"] for place in found("Vladivostk")]


@pytest.mark.parametrize(
    "text", ["91, 10", "10, 181", "https://www.wikidata.org/wiki/Q999999999", "", "qqqqqqqq zzzzzz"]
)
def test_what_is_no_place_finds_none(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1911", "1911-01-01", "1911-12-31"),
        ("1911-03", "1911-03-01", "1911-03-31"),
        ("1912-02?", "1912-02-01", "1912-02-29"),
        ("1911-03-03", "1911-03-03", "1911-03-03"),
        ("1912-24", "1912-12-01", "1913-02-28"),
        ("193X", "1930-01-01", "1939-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("-0217", "-0217-01-01", "-0217-12-31"),
        ("1914/1918", "1914-01-01", "1918-12-31"),
        ("1930/..", "1930-01-01", None),
        ("../1930", None, "1930-12-31"),
    ],
)
def test_edtf_is_read(text, first, last):
    when = parse_edtf(text)

    assert (str(when.earliest) if when.earliest else None, str(when.latest) if when.latest else None) == (
        first,
        last,
    )
    assert when.edtf == text


@pytest.mark.parametrize(
    "text", ["", "1911-13", "1911-02-29", "1918/1914", "../..", "x", "1911-3", "X911", "1911/1912/1913"]
)
def test_what_is_no_edtf_is_none(text):
    assert parse_edtf(text) is None


@pytest.mark.parametrize(
    ("text", "edtf", "label"),
    [
        ("3 March 1911", "1911-03-03", "3 March 1911"),
        ("May 1893", "1893-05", "May 1893"),
        ("1914/1918", "1914/1918", "1914–1918"),
    ],
)
def test_plain_words_are_read_as_the_texts_own_dates_are(text, edtf, label):
    told = read_date(text, DOCUMENT)

    assert (told["edtf"], told["label"]) == (edtf, label)


def test_what_is_no_date_is_none():
    assert read_date("the chart shop", DOCUMENT) is None
