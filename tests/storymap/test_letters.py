"""Letters and diaries: each is read by the day at its head."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.model import Document
from storymap.events.lines import read_lines
from storymap.heads import find_heads
from storymap.letters import read_times
from tests.storymap.test_events import story, where


def bodies(text: str) -> list[str]:
    return [text[head.body :].split("\n")[0] for head in find_heads(Document(text=text))]


def edtfs(text: str) -> list[str | None]:
    return [t.when.edtf for t in read_times(Document(text=text))]


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("Monday, 3 June 1912. — Left Rome at seven.", "Left Rome at seven."),
        ("Tuesday. — Walked up to the old town.", "Walked up to the old town."),
        ("June 6th: took the steamer.", "took the steamer."),
        ("6 June. Took the steamer.", "Took the steamer."),
        ("_June 6th._--Took the steamer.", "Took the steamer."),
        ("6th.--Took the steamer.", "Took the steamer."),
        ("The 6th. Took the steamer.", "Took the steamer."),
        ("6th, Thursday. Took the steamer.", "Took the steamer."),
        ("Thursday, 6. — Took the steamer.", "Took the steamer."),
        ("NAPLES, June 6. Took the steamer.", "Took the steamer."),
        ("• 6 June – took the steamer", "took the steamer"),
    ],
)
def test_an_entry_begins_with_its_day(line: str, body: str) -> None:
    assert bodies("2 June 1912. Came to Rome.\n\n" + line)[1:] == [body]


@pytest.mark.parametrize(
    ("line", "body", "date"),
    [
        ("1871: The line opened.", "The line opened.", "1871"),
        ("1871. Moves to Graz.", "Moves to Graz.", "1871"),
        ("• 1871 – moved to Graz", "moved to Graz", "1871"),
        ("1871\tmoved to Graz", "moved to Graz", "1871"),
        ("1871-72: Lives in Graz.", "Lives in Graz.", "1871/1872"),
        ("1871, June 4.--Born in Graz.", "Born in Graz.", "1871-06-04"),
        ("1871--June 4, left Graz.", "June 4, left Graz.", "1871"),
        ("A.D. 1171. In this year the king came.", "In this year the king came.", "1171"),
        ("Week 1 (3 June 1912): Rome.", "Rome.", "1912-06-03"),
    ],
)
def test_a_chronicle_s_line_begins_with_its_year(line: str, body: str, date: str) -> None:
    assert bodies(line) == [body]
    assert edtfs(line)[0] == date


def test_a_year_without_a_mark_begins_a_line_where_three_do() -> None:
    lines = ["1871 Station opens", "1875 Town hall built", "1890 Theatre burns"]

    assert bodies("\n".join(lines)) == ["Station opens", "Town hall built", "Theatre burns"]
    assert bodies(lines[0] + ".\n\nThe town grew.") == []


@pytest.mark.parametrize(
    "line",
    [
        "In May 1915 the war: a diary.",
        "On Tuesday morning. He left.",
        "She waited — in June — for him.",
        "1915 was a hard year.",
        "3. Results",
        "12",
        "May the best man win.",
        "10:30 We left again.",
        "Tuesday was fine.",
    ],
)
def test_a_sentence_with_a_day_is_no_head(line: str) -> None:
    assert bodies("Rome, 2 June 1912\n\nWe came to Rome.\n\n" + line)[1:] == []


def test_entries_without_a_year_go_on_from_the_one_before() -> None:
    text = "Monday, 3 June 1912. — Left Rome.\n\nTuesday. — Walked on.\n\nJune 9th. — Took a boat yesterday."
    assert edtfs(text) == ["1912-06-03", "1912-06-04", "1912-06-09", "1912-06-08"]


def test_entries_take_month_and_year_from_the_heads_before() -> None:
    text = "MARCH 30th, 1861.--Fine.\n\nApril 2d.--Rain.\n\n15th.--Snow.\n\n3d.--Sun.\n\n20 January. Frost."
    assert edtfs(text) == ["1861-03-30", "1861-04-02", "1861-04-15", "1861-05-03", "1862-01-20"]


def test_a_head_in_a_line_of_its_own_dates_what_follows() -> None:
    assert edtfs("May 3, 1907\nWe left Hull.\n\nMay 5\nWe went on.\n\nMay 7\nWe sailed.") == [
        "1907-05-03",
        "1907-05-05",
        "1907-05-07",
    ]


def test_the_year_of_a_title_is_that_of_the_first_entry() -> None:
    assert edtfs("The Cruise of the Ida, 1890\n\nJuly 1st.--Left Apia.\n\n3d.--At sea.")[1:] == [
        "1890-07-01",
        "1890-07-03",
    ]


def test_a_day_without_any_year_is_kept_as_that_day() -> None:
    assert edtfs("4 May. Left Hull.\n\n5 May. At sea.") == ["XXXX-05-04", "XXXX-05-05"]
    assert edtfs("May 4th.--Left Hull.\n\n12th.--At sea.") == ["XXXX-05-04", "XXXX-05-12"]


def test_weeks_are_counted_from_the_first() -> None:
    text = "Week 1 (4 June 2018): Rome.\nWeek 2: Naples.\nWeek 4: Bari."
    assert edtfs(text) == ["2018-06-04", "2018-06-11/2018-06-17", "2018-06-25/2018-07-01"]


def test_a_diary_s_weekday_is_that_of_the_year_it_came_out() -> None:
    text = "Saturday, 6 July – Stage 1: Ghent – Lille\n\nMonday, 8 July – Stage 3: Lille – Reims"
    found = read_times(Document(text=text, published=date(2019, 7, 12)))
    assert [t.when.edtf for t in found] == ["2019-07-06", "2019-07-08"]


def test_nothing_is_counted_from_the_day_of_writing_in_a_story_of_another_time() -> None:
    text = "Friday, 12 August 2016\n\nMy grandmother was born in 1834, married in 1855 and sailed in 1860."
    assert edtfs(text + " In March she settled in Rome.")[-1] == "1860-03"


PIECES = ["3 June 1912. ", "15th.--", "1853: ", "Tuesday. ", "[9]", "_a_ ", "We left Rome.", "\n\n"]


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_offsets_are_those_of_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    for time in read_times(Document(text=text)):
        assert text[time.span.start : time.span.end] == time.span.text
        assert not time.opens or time.span.end <= time.opens <= len(text)


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


def test_a_head_with_nothing_but_a_mark_behind_it_is_a_dateline() -> None:
    assert story("4 June 1917.—[12]\n\nWe came to Rome.").events[0].when.edtf == "1917-06-04"


def test_the_next_morning_is_counted_from_the_day_told() -> None:
    text = "Rome, 19 August 1916\n\nWe sailed on Monday and reached Naples the next morning."
    assert edtfs(text) == ["1916-08-19", "1916-08-14", "1916-08-15"]


def test_a_life_s_dates_are_no_dateline() -> None:
    from places.syntax import parse

    text = "Ada Berg (Rome, 9 March 1792 – Bari, 21 December 1861) was a painter."
    assert [line.kind for line in read_lines(tuple(parse(text)), [(10, 14), (16, 28)])] == ["body"]


def test_a_day_may_begin_a_paragraph() -> None:
    assert edtfs("Rome, 28 September 1883\n\nYesterday we came home.")[-1] == "1883-09-27"


def test_a_month_that_stands_alone_heads_the_days_below_it() -> None:
    text = (
        "1816.\n\nJANUARY.\n\n5.—At a meeting in Norwich he was elected.\n\n6.—He died.\n\nMARCH.\n\n2.—Rain."
    )
    assert edtfs(text)[2:] == ["1816-01-05", "1816-01-06", "1816-03", "1816-03-02"]
