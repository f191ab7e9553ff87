"""Borders of names: cells of tables, items of lists, lines that end early."""

import pytest

from places import locate
from places.gazetteer import world
from places.recognise.candidates import candidates
from places.recognise.line import windows
from places.recognise.names import Names
from places.recognise.words import read_lines


def names_in(text: str) -> list[str]:
    return [located.mention.text for located in locate(text)]


def test_no_candidate_goes_over_a_border() -> None:
    (line,) = read_lines("Panama\tCristobal, Balboa | New York   City Hall")
    surfaces = {line.surface(start, end) for start, end in windows(line)}
    assert {"Panama", "Cristobal", "Balboa", "New York", "City Hall"} <= surfaces
    assert not surfaces & {"Panama Cristobal", "New York City", "New York City Hall"}


def test_a_word_behind_a_border_begins_as_a_sentence_does() -> None:
    (line,) = read_lines("1861\tReading | Bath at noon")
    begins = dict(zip(line.words, line.sentence_start, strict=True))
    assert begins["Reading"]
    assert begins["Bath"]
    assert not begins["noon"]


def test_a_full_line_goes_on_and_a_short_one_ends_a_name() -> None:
    wrapped = (
        "It was in the year of the great flood that he was made the Emperor of Western\n"
        "India by the council of the princes, who had met for this in the old town of the\n"
        "lake district and had brought their horses and their elephants with them, all of\n"
        "them in gold and silk, as it was told to us by those who had seen it themselves.\n"
        "Port\nSaid"
    )
    (line,) = read_lines(wrapped)
    surfaces = {line.surface(start, end) for start, end in windows(line)}
    assert "Western India" in surfaces
    assert "Port Said" not in surfaces


@pytest.mark.parametrize("name", ["St. John's", "St. John’s", "Saint John's"])
def test_a_saints_possessive_belongs_to_the_name(name: str) -> None:
    (line,) = read_lines(f"We left {name} for London's docks.")
    surfaces = {line.surface(*span) for span in candidates(line, Names(world()))}
    assert name in surfaces
    assert "London's" not in surfaces


@pytest.mark.parametrize(
    ("table", "places"),
    [
        ("Country\tCity\tDate\nPanama\tBalboa\tJuly 9, 1934\nLiberia\tMonrovia\tJanuary 27, 1943",
         ["Panama", "Balboa", "Liberia", "Monrovia"]),
        ("Lisbon | Port Said | 1869", ["Lisbon", "Port Said"]),
    ],
)  # fmt: skip
def test_places_of_a_table_are_told_apart(table: str, places: list[str]) -> None:
    assert names_in(table) == places
