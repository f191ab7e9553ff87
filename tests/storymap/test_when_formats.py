"""Ways of writing a date that are easily lost, or easily invented: one line each."""

from datetime import date

import pytest

from places.model import Document
from storymap.when import times


def read(text: str, published: date | None = None) -> list[str]:
    return [time.when.edtf for time in times(Document(text=text, published=published)) if time.when.edtf]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 1919 bakers walked out in Graz.", ["1919"]),
        ("In 1871 troops entered the town.", ["1871"]),
        ("By 1931 tourists came, and in 1932 trains did.", ["../1931", "1932"]),
        ("The fever broke out in 1400 houses.", []),
        ("They lost 1600 men in 1415.", ["1415"]),
        ("Present 31 officers, 1102 R & F.", []),
        ("The judge made him pay Mr. Lind 1900 in damages.", []),
    ],
)
def test_a_year_before_a_plural_is_a_year_where_a_clause_begins(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They left on 7-Mar-11.", ["2011-03-07?"]),
        ("They left on Mar. 7, '11, by train.", ["2011-03-07?"]),
        ("It began in 1914. They left on 7 March '16.", ["1914", "1916-03-07"]),
        ("In the 60s she sang.", ["196X"]),
        ("In the early 60's she sang.", ["1960/1963"]),
        ("It rose to the mid 70s, said the forecast of temperatures.", []),
        ("He was in his 80s.", []),
        ("He came in 1873. In the sixties others had tried.", ["1873", "186X"]),
        ("He lived there in 1932-3 and in 1936/7.", ["1932/1933", "1936/1937"]),
        ("He stayed until 1851–52.", ["../1852"]),
        ("He taught in Graz 1931 - circa 1950s.", ["1931/1959~"]),
        ("In the first half of the 1700's it grew.", ["1700/1749"]),
    ],
)
def test_a_year_in_few_figures(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 911 the duke came to Rouen.", ["0911"]),
        ("By 410 the legions had left.", ["../0410"]),
        ("He died in 735.", ["0735"]),
        ("Between 793 and 806 the abbey was sacked.", ["0793/0806"]),
        ("On Christmas Day 820 he was slain.", ["0820-12-25"]),
        ("In June 754 they killed him at Dokkum.", ["0754-06"]),
        ("on the 5th of August, in the year of our Lord 642, the king fell", ["0642-08-05"]),
        ("(A.D. 626-629), and from A.D. 630 to 632", ["0626/0629", "0630/0632"]),
        ("In 200 villages it rose by 300 votes in 120 days.", []),
    ],
)
def test_a_year_before_1000(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on the 2nd day of June in 1861", ["1861-06-02"]),
        ("on the 4th of March in 1902.", ["1902-03-04"]),
        ("The 12. day of May, in the yeere 1561.", ["1561-05-12"]),
        ("On Oct.4, 1913 it sank.", ["1913-10-04"]),
        ("arrived in March (1591), and", ["1591-03"]),
        ("on the 3d April [1849] in a boat", ["1849-04-03"]),
        ("on the 9th[12] of July 1621 they", ["1621-07-09"]),
        ("_July 9th, 1621._ They came", ["1621-07-09"]),
        ("born 1811, May 6, at Bath; died 1869, Nov., at Hull", ["1811-05-06", "1869-11"]),
        ("3rd Novr. 1834, Octr. 5th, 1835, 4 Janr. 1836", ["1834-11-03", "1835-10-05", "1836-01-04"]),
        ("1703 to 9th June 1704", ["1703/1704-06-09"]),
        ("in late spring 1953", ["1953-21"]),
        ("in the middle of May 1917", ["1917-05"]),
        ("In the last quarter of 1981 it closed.", ["1981-10/1981-12"]),
    ],
)
def test_a_date_in_older_and_rarer_forms(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On the 8th and 9th of June 1921 it rained.", ["1921-06-08/1921-06-09"]),
        ("On 8, 9 and 10 June 1921 it rained.", ["1921-06-08/1921-06-10"]),
        ("on June 8th, 9th and 10th, 1921; and", ["1921-06-08/1921-06-10"]),
        ("In June and July 1921 it rained.", ["1921-06/1921-07"]),
        ("shown in 1821, 1823, and 1827; at Ghent in 1830 and 1841;", ["1821/1827", "1830/1841"]),
        ("In June 1833. On the 17th, 18th, and 19th. Nothing.", ["1833-06", "1833-06-17/1833-06-19"]),
    ],
)
def test_a_list_of_dates_is_one_time_from_the_first_to_the_last(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The 12. day of May 1561 we left; the 14. day we came to Kolomna.", ["1561-05-12", "1561-05-14"]),
        ("On 3 May 1588 he wrote; on the 7th of the said month he left.", ["1588-05-03", "1588-05-07"]),
        ("We came on 12 May 1561, and the 19. we left.", ["1561-05-12", "1561-05-19"]),
    ],
)
def test_a_day_of_the_month_told_in_old_forms(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_the_members_of_a_list_are_there() -> None:
    (time,) = times(Document(text="On June 8th, 9th and 10th, 1921 it rained."))

    assert [value for _, value in time.ends] == ["1921-06-08", "1921-06-09", "1921-06-10"]
    assert [span.text for span, _ in time.ends] == ["8", "9", "10"]


def test_a_weekday_finds_the_year() -> None:
    # 14 March was a Saturday in 2020, and not in the years behind.
    assert read("We left our house on Saturday, March 14th.", date(2024, 6, 1)) == ["2020-03-14"]


def test_a_quarter_of_this_year() -> None:
    assert read("In the first quarter of this year sales rose.", date(2018, 6, 20)) == ["2018-01/2018-03"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In May 1872 it rose. On the evening of the 24th splendid fires burned.", ["1872-05", "1872-05-24"]),
        (
            "On 3 May 1881 ice came, and it was not until the 11th that she sailed.",
            ["1881-05-03", "1881-05-11"],
        ),
        ("On 3 May 1881 they stayed until the 11th.", ["1881-05-03", "../1881-05-11"]),
        ("On 3 May 1881 they rode to the 24th regiment.", ["1881-05-03"]),
    ],
)
def test_a_day_of_the_month_told(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_a_day_that_is_still_to_come_in_news_was_a_month_ago() -> None:
    told = "Mr. Hall left for Utica on the 23d, on business."
    assert read(told, published=date(1894, 11, 1)) == ["1894-10-23"]
    assert read("Mr. Hall will leave on the 23d, on business.", published=date(1894, 11, 1)) == ["1894-11-23"]
