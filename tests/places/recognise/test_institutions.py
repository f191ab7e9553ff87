import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.model import Mention
from places.recognise.institutions import with_institutions


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("She taught at Wichita State University from 1955.", "Wichita State University"),
        ("They met at the Brooklyn Navy Yard.", "Brooklyn Navy Yard"),
        ("He studied at the University of Nairobi.", "University of Nairobi"),
        ("He was taken to St. Mary's Hospital in 1901.", "St. Mary's Hospital"),
        ("She attended Mahopac\nHigh School.", "Mahopac\nHigh School"),
    ],
)
def test_an_institution_behind_a_word_of_place_is_a_landmark(text, name):
    (mention,) = with_institutions(text, ())
    assert mention.text == name == text[mention.start : mention.end]
    assert mention.kind == "landmark"


@pytest.mark.parametrize(
    "text",
    [
        "Wichita State University said on Monday that it would close.",
        "He spoke to Harvard University's president.",
        "He went to school at ten.",
        "They walked from the station to the works.",
    ],
)
def test_what_acts_or_has_no_name_is_none(text):
    assert with_institutions(text, ()) == []


def test_a_school_without_a_town_in_its_name_is_none():
    text = "He went to Lincoln High School and to Lincoln University."
    assert with_institutions(text, (), lambda name: False) == []


def test_what_is_a_place_already_stays_what_it_is():
    text = "He went to Battersea Park Station."
    park = Mention(start=11, end=25, text="Battersea Park", kind="landmark")
    assert with_institutions(text, (park,)) == [park]


def test_a_town_inside_stays_as_nested():
    text = "She taught at Wichita State University."
    town = Mention(start=14, end=21, text="Wichita", kind="nested")
    assert [m.text for m in with_institutions(text, (town,))] == ["Wichita", "Wichita State University"]


@given(st.text(alphabet="aA .'University of\n", max_size=200))
def test_offsets_are_of_the_text(text):
    for mention in with_institutions(text, ()):
        assert text[mention.start : mention.end] == mention.text
