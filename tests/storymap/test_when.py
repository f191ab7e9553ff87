"""What a text's dates come to: formats, anchors, bounds, notation."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from places.model import Document
from storymap.model import Day
from storymap.when import published, sort_key, times, times_between
from storymap.when.calendar import add_days, from_ordinal, ordinal, weekday
from storymap.when.patterns import patterns
from storymap.when.patterns.pattern import Pattern

SHARED = Path(__file__).parents[2].parent / "shared"
NEWS = date(2020, 5, 6)  # a Wednesday


def news(text: str):
    return times(Document(text=text, published=NEWS), mode="news")


def told(text: str):
    return times(Document(text=text), mode="narrative")


def edtfs(found) -> list[str | None]:
    return [time.when.edtf for time in found if time.type == "date"]


@pytest.mark.parametrize("pattern", [each for each in patterns() if each.value], ids=lambda each: each.name)
def test_every_pattern_reads_its_own_example(pattern: Pattern):
    time, *_ = news(f"It was in the {pattern.example}.") if pattern.article else news(pattern.example + " .")

    assert pattern.example in time.span.text or time.span.text.removeprefix("the ") in pattern.example
    assert time.value == pattern.value


def test_the_dates_of_the_sample_article_are_those_of_a_careful_reader():
    text, gold = SHARED / "examples/medal-2020.txt", SHARED / "gold/medal-2020.json"
    if not text.exists() or not gold.exists():
        pytest.skip("the sample article lies beside the project, in ../shared, and is not there")
    expected = json.loads(gold.read_text())["timexes"]
    document = Document(text=text.read_text())

    assert [
        (each["start"], each["end"], each["value"], each.get("mod"), each["edtf"]) for each in expected
    ] == [(t.span.start, t.span.end, t.value, t.mod, t.when.edtf) for t in times(document)]
    assert (date(2020, 5, 6), "weekdays") == published(document)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on May 5, 2020.", ["2020-05-05"]),
        ("They met on 5 May 2020.", ["2020-05-05"]),
        ("They met on the 5th of May, 2020.", ["2020-05-05"]),
        ("Updated 10:52, 06-May-2020", [None, "2020-05-06"]),
        ("From 1910 to 1945 it was a colony.", ["1910/1945"]),
        ("The war of 1941–45 was long.", ["1941/1945"]),
        ("Between 1853 and 1856 he wrote.", ["1853/1856"]),
        ("From July to September 1915 it rained.", ["1915-07/1915-09"]),
        ("The fight of May 3–7, 1915, was lost.", ["1915-05-03/1915-05-07"]),
        ("In the late 1940s it grew.", ["1946/1949"]),
        ("In the 1940s it grew.", ["194X"]),
        ("In the mid-1980s it grew.", ["1984/1986"]),
        ("In the 19th century it grew.", ["18XX"]),
        ("In the early 19th century it grew.", ["1800/1833"]),
        ("In 218 BC he crossed the mountains.", ["-0217"]),
        ("In the 5th century BC it stood.", ["-04XX"]),
        ("It was built about 1852.", ["1852~"]),
        ("It was built c. 1850.", ["1850~"]),
        ("It stood before 1812.", ["../1811"]),
        ("By March 1850 it was done.", ["../1850-03"]),
        ("Since 1990 it has been empty.", ["1990/.."]),
        ("In spring 1915 it opened.", ["1915-21"]),
        ("In late April 2019 it opened.", ["2019-04"]),
        ("He sailed on Christmas Day 1914.", ["1914-12-25"]),
        ("The rising of Easter 1916 failed.", ["1916-04-23"]),
        ("He sailed on the morning of May 3, 1915.", ["1915-05-03"]),
        ("On April 17, 1919 they took Lida and Nowogrodek on the 18th.", ["1919-04-17", "1919-04-18"]),
    ],
)
def test_a_date_is_written_in_edtf(text: str, expected: list[str]):
    assert expected == edtfs(told(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He spoke on Tuesday.", ["2020-05-05"]),
        ("He spoke yesterday.", ["2020-05-05"]),
        ("He will speak on Friday.", ["2020-05-08"]),
        ("He spoke on Friday.", ["2020-05-01"]),
        ("He left last spring.", ["2019-21"]),
        ("He left nearly three weeks ago.", ["2020-04-13~/2020-04-19~"]),
        ("He left last week.", ["2020-04-27/2020-05-03"]),
        ("He left in December.", ["2019-12"]),
        ("He left two years ago.", ["2018"]),
        ("He fell late last night.", ["2020-05-05"]),
        ("He will be sworn in on Jan. 20.", ["2021-01-20"]),
        ("The fair runs May 8-10.", ["2020-05-08/2020-05-10"]),
        (
            "The minister said on Monday that talks would resume next week.",
            ["2020-05-04", "2020-05-11/2020-05-17"],
        ),
        ("In 2016 he won. A vote is due on June 14.", ["2016", "2020-06-14"]),
        ("In 2016 he won. In May that year he left.", ["2016", "2016-05"]),
        ("It rained over the weekend.", ["2020-05-02/2020-05-03"]),
    ],
)
def test_news_counts_from_the_day_of_publication(text: str, expected: list[str]):
    assert expected == edtfs(news(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 30 April 1915 he came. The next day he left.", ["1915-04-30", "1915-05-01"]),
        ("On 30 April 1915 he came. Two months later he left.", ["1915-04-30", "1915-06"]),
        ("On 3 December 1915 he came. That winter he stayed.", ["1915-12-03", "1915-24"]),
        ("On 3 August 1898 he came. A week later he left.", ["1898-08-03", "1898-08-10"]),
        ("He came on the 4th, 5th and 6th of June 1815.", ["1815-06-04/1815-06-06"]),
        ("He came on May 4 and 5, 1815.", ["1815-05-04/1815-05-05"]),
        ("He came in 1915 and left the following year.", ["1915", "1916"]),
        ("He came in May 1915. In June he left.", ["1915-05", "1915-06"]),
        ("He came in May 1915 (his brother in 1899). In June he left.", ["1915-05", "1899", "1915-06"]),
    ],
)
def test_a_story_counts_from_the_last_date_it_told(text: str, expected: list[str]):
    assert expected == edtfs(told(text))


def test_a_weekday_stays_unresolved_where_nothing_says_from_which_day_it_counts():
    [time] = times(Document(text="They met on Tuesday."))

    assert (time.value, time.when.known) == ("XXXX-WXX-2", False)


@pytest.mark.parametrize(
    "text",
    [
        "You may go, he said, and they march on.",
        "Theresa May spoke to June Carter.",
        "There were 1,375 men and 4,700 women.",
        "He sat in Room 1945 and read page 1812.",
        "Call 555-1945 for flight 1549.",
        "The fall of the city was the second in a row.",
        "He lives at 1945 Main Street.",
        "It was their 75th anniversary.",
        "They won 21-14.",
        "He wrote for USA Today on his last day.",
        "See https://example.org/2020/05/05/story and write to may2020@example.org.",
        "It cost $1945 and weighed 1945 kg.",
    ],
)
def test_false_friends_are_no_dates(text: str):
    assert [time.span.text for time in told(text) if time.type == "date"] == []


def test_a_date_by_itself_keeps_its_bounds_beside_its_preposition():
    [time] = told("It stood there before 1812.")

    assert (Day(1812, 1, 1), Day(1812, 12, 31)) == (time.date.earliest, time.date.latest)
    assert (None, Day(1811, 12, 31), "open") == (time.when.earliest, time.when.latest, time.when.extent)


def test_vague_dates_are_put_in_order_by_their_end_and_stretches_by_their_start():
    [day, month, stretch] = told(
        "On 23 April 2019 he left; they met in April 2019 and ruled from 1910 to 1945."
    )

    assert [Day(2019, 4, 23), Day(2019, 4, 30), Day(1910, 1, 1)] == [
        sort_key(time.when) for time in (day, month, stretch)
    ]


def test_the_times_of_a_slice_are_those_that_begin_in_it():
    text = "In 1910 and in 1920 and in 1930."
    found = told(text)

    assert [text.index("1920")] == [time.span.start for time in times_between(found, 10, 25)]


WORDS = st.sampled_from(
    (
        "the of in May March 5 5th 12, 1945 218 BC AD c. about early mid- late next last that day week month"
        " year"
        " winter to - –"
        " until since before 1941-45 1940s 19th century millennium Tuesday ago later earlier two 99"
        " 400"
        " ( ) ' . Easter spring 31 30 February 0000 9999 weekend first half end quarter fortnight 11 a.m."
        " today"
        " following same decade every and between from 1850s 5/6/2020 now"
    ).split()
)


# The first text compiles the patterns, and machines that run tests are busy.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(st.text(), st.lists(WORDS, max_size=25).map(" ".join)),
    st.sampled_from(["news", "narrative", None]),
)
def test_any_text_can_be_read_and_its_dates_are_well_formed(text: str, mode):
    from edtf import parse_edtf

    end = 0
    for time in times(Document(text=text, published=NEWS), mode=mode):
        span, when = time.span, time.when
        assert end <= span.start < span.end
        assert span.text == text[span.start : span.end]
        end = span.end
        if when.earliest and when.latest:
            assert when.earliest <= when.latest
        assert when.known == (when.edtf is not None)
        if when.edtf:
            parse_edtf(when.edtf)


@pytest.mark.parametrize(
    "text",
    [
        "5 May 2020",
        "May 2020",
        "1850",
        "1941–45",
        "the 1940s",
        "the late 1940s",
        "the 19th century",
        "spring 1915",
        "early 1941",
        "late April 2019",
        "218 BC",
        "the 5th century BC",
        "c. 1850",
        "the 490s BC",
        "July 1914 to May 1915",
    ],
)
def test_first_and_last_day_are_those_that_the_edtf_package_finds(text: str):
    from edtf import parse_edtf

    [time] = told(f"It was in {text}.")
    parsed = parse_edtf(time.date.edtf or "")

    assert tuple(parsed.lower_strict())[:3] == time.date.earliest
    assert tuple(parsed.upper_strict())[:3] == time.date.latest


DAYS = st.builds(lambda number: from_ordinal(number), st.integers(-1_200_000, 3_600_000))


@given(DAYS, st.integers(-100_000, 100_000))
def test_days_of_any_year_are_counted_there_and_back(day: Day, count: int):
    assert from_ordinal(ordinal(day)) == day
    assert add_days(add_days(day, count), -count) == day
    assert (weekday(add_days(day, count)) - weekday(day)) % 7 == count % 7


@settings(deadline=None)
@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2099, 12, 31)))
def test_a_written_day_is_read_back_in_every_form(day: date):
    forms = (
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%A}, {day.day} {day:%b} {day.year}",
        day.isoformat(),
    )
    for form in forms:
        [time] = told(f"It was on {form}.")
        assert (time.span.text, time.when.edtf) == (form, day.isoformat())


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("In 1522 he came. He had taken the town the year before.", "1521"),
        (
            "In 1818 he was hurt. After the fall of A (June 1820) he left, on 5 July of that year.",
            "1820-07-05",
        ),
        ("It was the last Thursday of November, in the year 1838.", "1838-11-29"),
        ("It was the first Monday in May 1901.", "1901-05-06"),
        ("In the winter of 1838 she came. In February she left.", "1839-02"),
    ],
)
def test_a_date_beside_the_one_told(text: str, last: str):
    assert edtfs(told(text))[-1] == last


def test_the_next_morning_of_news_is_that_of_the_day_told():
    assert edtfs(news("They sailed on Monday and arrived the next morning.")) == ["2020-05-04", "2020-05-05"]
