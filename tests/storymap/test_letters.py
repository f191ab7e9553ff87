"""Letters and diaries: each is read by the day at its head."""

import pytest

from places.model import Document
from storymap.events.lines import read_lines
from storymap.letters import entry_head, read_times
from tests.storymap.test_events import story, where


def edtfs(text: str) -> list[str | None]:
    return [t.when.edtf for t in read_times(Document(text=text))]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Monday, 3 June 1912. — Left Rome at seven.", "Left"),
        ("Tuesday. — Walked up to the old town.", "Walked"),
        ("June 6th: took the steamer.", "took"),
        ("6 June. Took the steamer.", "Took"),
    ],
)
def test_an_entry_begins_with_its_day(line: str, sentence: str) -> None:
    assert line[entry_head(line) :].startswith(sentence)


@pytest.mark.parametrize(
    "line",
    ["In May 1915 the war: a diary.", "On Tuesday morning. He left.", "She waited — in June — for him."],
)
def test_a_sentence_with_a_day_is_no_head(line: str) -> None:
    assert entry_head(line) == 0


def test_entries_without_a_year_go_on_from_the_one_before() -> None:
    text = "Monday, 3 June 1912. — Left Rome.\n\nTuesday. — Walked on.\n\nJune 9th. — Took a boat yesterday."
    assert edtfs(text) == ["1912-06-03", "1912-06-04", "1912-06-09", "1912-06-08"]


def test_an_entry_s_events_have_its_day() -> None:
    text = "Monday, 3 June 1912. — We left Rome for Naples.\n\nTuesday. — We reached Bari after dark."
    first, second = story(text).events
    assert (first.when.edtf, second.when.edtf) == ("1912-06-03", "1912-06-04")
    assert where(second) == {"Bari": "to"}


def test_a_letter_s_events_without_a_place_are_where_it_was_written() -> None:
    text = "Bari, 2nd August 1916\n\nDear Mother,\n\nThe parcel came on Sunday.\n\nYour loving son,\n\nArthur"
    (event,) = story(text).events
    assert (where(event), event.when.edtf, event.part) == ({"Bari": "at"}, "1916-07-30", None)


def test_greetings_and_goodbyes_are_no_headings() -> None:
    from places.syntax import parse

    text = "Dear Mother,\n\nWe came home.\n\nYour loving son,\n\nArthur"
    assert [line.kind for line in read_lines(tuple(parse(text)), ())] == ["note", "body", "note", "note"]


def test_the_next_morning_is_counted_from_the_day_told() -> None:
    text = "Rome, 19 August 1916\n\nWe sailed on Monday and reached Naples the next morning."
    assert edtfs(text) == ["1916-08-19", "1916-08-14", "1916-08-15"]


def test_a_life_s_dates_are_no_dateline() -> None:
    from places.syntax import parse

    text = "Ada Berg (Rome, 9 March 1792 – Bari, 21 December 1861) was a painter."
    assert [line.kind for line in read_lines(tuple(parse(text)), [(10, 14), (16, 28)])] == ["body"]


def test_a_day_may_begin_a_paragraph() -> None:
    assert edtfs("Rome, 28 September 1883\n\nYesterday we came home.")[-1] == "1883-09-27"
