"""What a paragraph is: prose, a head, a note; what is no story at all."""

import pytest

from places.model import Document
from places.syntax import parse
from storymap.events.lines import read_lines
from storymap.letters import read_times
from tests.storymap.test_events import story


def kinds(text: str) -> list[str]:
    times = read_times(Document(text=text))
    named = [(t.span.start, t.span.end) for t in times]
    bodies = [t.opens for t in times if t.opens]
    return [line.kind for line in read_lines(tuple(parse(text)), named, bodies=bodies)]


@pytest.mark.parametrize(
    "line",
    [
        "CONTENTS",
        "The Start . . . . . . . . 12",
        "CHAPTER II. The Voyage ........ 31",
        "12",
        "Page 12",
        "xiv",
        "12 THE VOYAGE OF THE IDA",
        "THE VOYAGE OF THE IDA 13",
        "* * * * *",
        "[Illustration: The quay at Bari.]",
        "Produced by Ann Hill and Proofreaders",
        "This eBook is for the use of anyone anywhere at no cost.",
        "This work is licensed under a Creative Commons licence.",
        "title: The Voyage",
        "author: Ann Hill",
        "By Ann Hill",
    ],
)
def test_furniture_of_a_page_is_no_story(line: str) -> None:
    assert kinds(f"We came to Rome at noon.\n\n{line}\n\nWe left Rome at night.") == ["body", "note", "body"]


def test_what_follows_the_end_of_a_book_is_no_story() -> None:
    text = "We came to Rome.\n\n*** END OF THE BOOK ***\n\nThe foundation was founded in Leeds in 1971."
    assert kinds(text) == ["body", "note", "note"]


def test_a_short_paragraph_that_ends_with_a_reference_mark_is_prose() -> None:
    assert kinds("Fever came to Linz in 1347.[9][10]\n\nIt left Linz in 1348.[11]") == ["body", "body"]
    assert len(story("Fever came to Linz in 1347. It reached Rome in 1348.[9]").events) == 2


def test_a_chronicle_s_lines_are_prose_behind_their_years() -> None:
    assert kinds("1853 Railway opens\n1864 Library opens\n1872 Station built") == ["dateline", "body"] * 3
    assert kinds("* 1914: moved to Linz") == ["dateline", "body"]


def test_a_day_of_no_year_is_the_event_s_date() -> None:
    (event,) = story("On 31 March we arrived in Rome.").events
    assert (event.when.edtf, event.chronological) == ("XXXX-03-31", None)


@pytest.mark.parametrize("line", ["CHAPTER 1", "PART II", "Chapter 12.", "BOOK THREE"])
def test_a_heading_that_is_only_a_number_is_no_running_head(line: str) -> None:
    (found,) = read_lines(parse(line), [])
    assert found.kind == "heading"
