"""The day a text came out, and whether it is read as news or as a story."""

from datetime import date

import pytest

from places.model import Document
from storymap.when import detect_mode, published, times

BODY = "The bridge fell in the night, and nobody was hurt."
MAY_6 = date(2020, 5, 6)


@pytest.mark.parametrize(
    ("text", "day", "basis"),
    [
        (f"A bridge falls\nWednesday, May 6, 2020\n{BODY}", MAY_6, "line"),
        (f"A bridge falls\n6 May 2020, 10:52 GMT\n{BODY}", MAY_6, "line"),
        (f"Rome, March 2d, 1787.\nDear friend,\n{BODY}", date(1787, 3, 2), "line"),
        (f"A bridge falls\nUpdated 10:52, 06-May-2020\n{BODY}", MAY_6, "stamp"),
        (f"{BODY}\nPublished: May 5, 2020. Last updated on May 6, 2020", MAY_6, "stamp"),
        (f"LONDON, May 6, 2020 (Agency) — {BODY}", MAY_6, "dateline"),
        (f"LONDON, May 6 (Agency) — {BODY}\nA pier, May 4, 2020.", MAY_6, "dateline"),
        ("The pier, May 5, 2020.\nIt fell on Tuesday, the mayor said Wednesday.", MAY_6, "weekdays"),
    ],
)
def test_a_text_shows_its_own_date(text: str, day: date, basis: str):
    assert (day, basis) == published(Document(text=text))


def test_a_date_that_the_caller_gives_wins():
    document = Document(text=f"A bridge falls\nMay 6, 2020\n{BODY}", published=date(2019, 1, 1))

    assert (date(2019, 1, 1), "given") == published(document)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "",
        "He was born on May 5, 1820. He left on Monday, June 4, 1840.",
        "The pier, May 5, 2020.\nIt fell on Friday, the mayor said Monday.",
        "12 May 1871\nWe left at dawn.\n13 May 1871\nWe came to the lake.",
    ],
)
def test_a_text_that_supports_no_date_has_none(text: str):
    assert published(Document(text=text)) is None


def test_a_weekday_is_counted_from_the_date_that_the_text_shows():
    found = times(Document(text=f"A bridge falls\nMay 6, 2020\nIt fell on Tuesday, the mayor said. {BODY}"))

    assert [time.when.edtf for time in found[:2]] == ["2020-05-06", "2020-05-05"]


def test_news_is_told_from_the_day_it_came_out():
    text = "The club, founded in 1899, lost on Tuesday. It plays again tomorrow, the coach said."

    assert detect_mode(text, MAY_6) == "news"


def test_a_history_is_told_from_its_own_dates_even_if_its_date_is_known():
    text = (
        "In 1861 he left. In 1862 he wrote, and in 1863 he fought. By May 1865 it was over; in 1870 he died."
    )

    assert detect_mode(text, MAY_6) == "narrative"
    found = times(Document(text=text.replace("in 1870", "in June"), published=MAY_6))
    assert [time.date.edtf for time in found][-2:] == ["1865-05", "1865-06"]


def test_without_a_date_a_text_is_a_narrative():
    assert detect_mode("It rained on Tuesday.", None) == "narrative"
