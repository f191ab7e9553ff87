"""Dates in other languages: each phrase with the EDTF that is read of it."""

from datetime import date

import pytest

from places.model import Document
from storymap.when import times
from storymap.when.languages.words import languages, words_of

STORY = {
    "de": [
        ("Am 9. November 1989 fiel die Mauer.", "1989-11-09"),
        ("Am 3. März 1850 kam er. Drei Wochen später ging er.", "1850-03-18/1850-03-24"),
        ("Im Frühjahr 1872 blühte es.", "1872-21"),
        ("Im 19. Jahrhundert gab es das.", "18XX"),
        ("Vom 3. bis zum 7. Mai 1866 regnete es.", "1866-05-03/1866-05-07"),
        ("Er kam am 1. Juni 1866. Am folgenden Tag ging er.", "1866-06-02"),
        ("Montag den 26. Mai 1793 brach es los.", "1793-05-26"),
        ("Das war 44 v. Chr. in Rom.", "-0043"),
        ("Am 3. Mai 1901 kam sie, am 9. Juni desselben Jahres er.", "1901-06-09"),
    ],
    "fr": [
        ("Le 1er août 1914, on sonna.", "1914-08-01"),
        ("Le 12 octobre 1492 ils virent la terre. Le lendemain ils débarquèrent.", "1492-10-13"),
        ("En mars 1336, il partit.", "1336-03"),
        ("Au XVIIIe siècle, c'était ainsi.", "17XX"),
        ("Le 5 mai 1840, il partit. Trois jours plus tard, il arriva.", "1840-05-08"),
        ("Pendant les années 1920, il vécut là.", "192X"),
        ("Le 4 mai 1700 et le 3 septembre de la même année.", "1700-09-03"),
    ],
    "es": [
        ("El 12 de octubre de 1492 vieron tierra.", "1492-10-12"),
        ("En 1810 empezó. El 18 de diciembre de aquel año acabó.", "1810-12-18"),
        ("A mediados de mayo de 1700 llovió.", "1700-05"),
        ("El siglo XIX fue largo.", "18XX"),
        ("Llegó el 7 de junio de 1762. Al día siguiente salió.", "1762-06-08"),
        ("Hacia 1650 murió.", "1650~"),
    ],
    "it": [
        ("Il 3 febbraio 1703 tremò la terra.", "1703-02-03"),
        ("La mattina del 27 maggio del 1860 entrarono.", "1860-05-27"),
        ("Nel giugno 1848 partì. Due anni dopo tornò.", "1850"),
        ("Il 24 aprile 1444 nacque. Il giorno dopo fu festa.", "1444-04-25"),
    ],
    "pt": [
        ("Em 23 de março de 1748 chegou.", "1748-03-23"),
        ("No dia 29 de agosto de 1820 partiu. No dia seguinte voltou.", "1820-08-30"),
        ("No século XVI era assim.", "15XX"),
    ],
    "nl": [
        ("Den 10 December 1875 vertrok hij.", "1875-12-10"),
        ("In het voorjaar van 1872 voer hij uit.", "1872-21"),
        ("Van 1859 tot 1864 woonde hij daar.", "1859/1864"),
        ("In Juni 1653 kwam hij. Twee jaren later ging hij.", "1655"),
    ],
    "ru": [
        ("5 апреля 2011 года он приехал.", "2011-04-05"),
        ("В феврале 1829 г. началось.", "1829-02"),
        ("Это было 29-го декабря 1796 года.", "1796-12-29"),
        ("Он приехал 3 мая 1850 года. На другой день он уехал.", "1850-05-04"),
        ("Въ 1817 году онъ умеръ.", "1817"),
        ("3-4 июня 2010 г. прошла встреча.", "2010-06-03/2010-06-04"),
    ],
    "pl": [("Urodził się 5 maja 1820 roku.", "1820-05-05"), ("Przybył w 1655 roku.", "1655")],
    "sv": [("Den 5 maj 1820 for han.", "1820-05-05")],
    "uk": [("Це було 5 травня 1920 року.", "1920-05-05")],
    "tr": [("Savaş 5 Mayıs 1920 günü bitti.", "1920-05-05")],
    "zh": [("1941年12月7日，他们来了。", "1941-12-07"), ("一九一二年五月，他到北京。", "1912-05")],
    "ja": [("昭和20年8月15日に終わった。", "1945-08-15"), ("1891年に来た。翌年に帰った。", "1892")],
    "ko": [("1950년 6월 25일에 시작되었다.", "1950-06-25")],
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "edtf"), [(code, *one) for code, all_ in STORY.items() for one in all_]
)
def test_the_last_date_of_a_text_is_read(language: str, text: str, edtf: str) -> None:
    found = [time for time in times(Document(text=text, language=language)) if time.type == "date"]

    assert found
    assert found[-1].when.edtf == edtf
    assert all(text[t.span.start : t.span.end] == t.span.text for t in found)


def test_yesterday_is_counted_from_the_day_of_publication() -> None:
    day = date(1906, 4, 23)
    for language, text in (
        ("fr", "On l'a vu hier."),
        ("de", "Man sah ihn gestern."),
        ("ru", "Его видели вчера."),
    ):
        (found,) = times(Document(text=text, language=language, published=day))
        assert found.when.edtf == "1906-04-22"


def test_a_year_of_no_named_era_is_of_the_one_that_the_story_is_in() -> None:
    read = times(Document(text="明治元年に生れた。二十四年に東京へ行った。", language="ja"))

    assert [time.when.edtf for time in read] == ["1868", "1891"]


def test_limits_bound_a_date() -> None:
    (before,) = times(Document(text="Das war vor 1812.", language="de"))
    (since,) = times(Document(text="Il vit là depuis 1990.", language="fr"))

    assert (before.when.edtf, since.when.edtf) == ("../1811", "1990/..")


def test_a_figure_that_counts_is_no_year() -> None:
    assert times(Document(text="Es waren 1500 Mann und 2000 Pferde.", language="de")) == ()


@pytest.mark.parametrize("language", languages())
def test_every_file_of_words_compiles(language: str) -> None:
    words = words_of(language)

    assert words.months
    assert set(words.units.values()) <= {"day", "week", "month", "year", "decade"}
