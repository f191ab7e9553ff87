"""Schools, universities and works stand at the town that they bear in their name, or nowhere."""

import pytest

from places import locate
from places.model import Located


def named(text: str, name: str) -> Located:
    (item,) = [item for item in locate(text) if item.mention.text == name]
    return item


@pytest.mark.parametrize(
    ("text", "name", "town"),
    [
        (
            "She was born in Joplin, Missouri, in 1930 and taught at Wichita State University from 1955.",
            "Wichita State University",
            "geonames:4281730",
        ),
        ("They met at Mahopac High School in New York.", "Mahopac High School", "geonames:5125657"),
        ("In 2009 a bear escaped from the Tulsa Zoo.", "Tulsa Zoo", "geonames:4553433"),
        ("She met him at the Oakland Navy Yard in 1944.", "Oakland Navy Yard", "geonames:5378538"),
    ],
)
def test_it_stands_at_its_town_not_at_the_last_town_named(text, name, town):
    item = named(text, name)
    assert item.mention.kind == "landmark"
    assert item.place is not None
    assert item.place.precision == "near"
    assert item.place.within == town


def test_a_name_that_may_be_a_persons_stands_nowhere():
    items = locate("He went to Lincoln High School.")
    assert [item for item in items if item.mention.text == "Lincoln High School" and item.place] == []


def test_a_name_of_no_town_stands_where_the_text_puts_it_or_nowhere():
    item = named("He taught at Harrow Hill University.", "Harrow Hill University")
    assert item.place is None
    assert item.why
