from calendar import monthrange

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.model import Day, Span, When
from storymap.page.dates import machine_date, when_label, years_label
from storymap.page.words import languages, words_for

EN = words_for("en")


def when(first: str | None, last: str | None, **more: object) -> When:
    return When(earliest=day(first) if first else None, latest=day(last) if last else None, **more)


def day(text: str) -> Day:
    year, month, number = text.rsplit("-", 2)
    return Day(int(year), int(month), int(number))


@pytest.mark.parametrize(
    ("first", "last", "label", "machine"),
    [
        ("2020-05-05", "2020-05-05", "5 May 2020", "2020-05-05"),
        ("2019-04-01", "2019-04-30", "April 2019", "2019-04"),
        ("2020-02-01", "2020-02-29", "February 2020", "2020-02"),
        ("1945-01-01", "1945-12-31", "1945", "1945"),
        ("1940-01-01", "1949-12-31", "1940s", ""),
        ("1910-01-01", "1945-12-31", "1910–1945", ""),
        ("1912-03-01", "1912-05-31", "March 1912 – May 1912", ""),
        ("2020-05-03", "2020-05-07", "3 May 2020 – 7 May 2020", ""),
        ("1914-01-01", "1918-11-11", "1914 – 11 November 1918", ""),
        ("-217-06-21", "-217-06-21", "21 June 218 BC", ""),
        ("-217-01-01", "-200-12-31", "218 BC–201 BC", ""),
        ("1948-01-01", None, "from 1948", ""),
        (None, "1953-07-27", "until 27 July 1953", ""),
        (None, None, "", ""),
    ],
)
def test_a_time_is_said_as_shortly_as_it_can_be(first, last, label, machine):
    assert when_label(when(first, last), EN) == label
    assert machine_date(when(first, last)) == machine


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("de", "5. Mai 2020"),
        ("es", "5 de mayo de 2020"),
        ("fr", "5 mai 2020"),
        ("ru", "5 мая 2020"),
        ("zh", "2020年5月5日"),
        ("ja", "2020年5月5日"),
        ("ko", "2020년 5월 5일"),
        ("pt", "5 de maio de 2020"),
        ("ar", "5 مايو 2020"),
    ],
)
def test_a_day_is_said_in_every_language(language, label):
    assert when_label(when("2020-05-05", "2020-05-05"), words_for(language)) == label


@given(st.integers(-3000, 3000), st.integers(1, 12), st.integers(0, 4000), st.sampled_from(languages()))
def test_every_interval_has_a_label_without_holes(year, month, days, language):
    last = Day(year + days // 366, month, monthrange(2000, month)[1] - 1)

    label = when_label(When(earliest=Day(year, month, 1), latest=last), words_for(language))

    assert label
    assert "{" not in label


def test_the_years_of_many_times_are_their_span():
    times = [when("1910-01-01", "1945-12-31"), when(None, None), when("2020-05-05", "2020-05-05")]

    assert years_label(times, EN) == "1910–2020"
    assert years_label(times[2:], EN) == "2020"
    assert years_label([When(mention=Span(start=0, end=1, text="x"))], EN) == ""
