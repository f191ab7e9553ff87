"""Which time and place an event has where the sentence, the entry or the report leaves it open."""

from datetime import date

import pytest

from storymap.model import Event
from tests.storymap.gazette import place
from tests.storymap.test_events import WORLD, story, where

WORLD.setdefault("Grand Hotel", place("Grand Hotel", 53.96, -1.08, "HTL", "GB"))


def told(text: str, words: str, *, published: date | None = None) -> Event:
    events = story(text, published=published).events
    found = [e for e in events if words in e.quote.text]
    assert len(found) == 1, [e.quote.text for e in events]
    return found[0]


ROME = {"Rome": "at"}
DIARY = "Monday, 3 June 1912. — Left Rome for Naples.\n\n"


@pytest.mark.parametrize(
    ("entry", "roles"),
    [
        ("Then by rail to Bari and Corfu.", {"Bari": "to", "Corfu": "to"}),
        ("An early train to Bari, nine hours.", {"Bari": "to"}),
        ("From Bari to Corfu, over the sea.", {"Bari": "from", "Corfu": "to"}),
    ],
)
def test_a_diary_tells_journeys_without_a_verb(entry: str, roles: dict[str, str]) -> None:
    event = told(DIARY + f"Tuesday. — {entry}", entry[:9])
    assert (event.kind, where(event), event.when.edtf) == ("movement", roles, "1912-06-04")
    assert event.title.startswith(entry[:9])


def test_elsewhere_a_sentence_without_a_verb_tells_nothing() -> None:
    assert story("It was late. From Rome to Naples, over the hills.").events == ()


def test_an_entry_goes_on_where_the_last_one_ended() -> None:
    assert where(told(DIARY + "Tuesday. — Walked up to the old town.", "Walked")) == {"Naples": "at"}


def test_what_a_diary_tells_of_tomorrow_is_to_come() -> None:
    off = story(DIARY + "Tuesday. — Tomorrow I sail for Corfu.").off_map
    assert [o.why for o in off] == ["future"]


def test_a_time_before_a_comma_ends_its_own_clause() -> None:
    text = "I saw Tom Akers in Rome yesterday; he was wounded near Lida last September."
    day = date(1916, 7, 14)
    assert told(text, "saw", published=day).when.edtf == "1916-07-13"
    assert told(text, "wounded", published=day).when.edtf == "1915-09"


def test_the_nearer_time_counts_before_the_more_precise_one() -> None:
    text = (
        "Thousands of nurses marched through Rome last weekend, and a strike paralysed ports from Kotka to "
        "Tornio on Wednesday."
    )
    event = told(text, "marched", published=date(2026, 3, 14))
    assert event.when.edtf == "2026-03-07/2026-03-08"


@pytest.mark.parametrize(
    ("text", "words", "date_", "there"),
    [
        ("When the army took Leeds in April 1640 the family fled to York.", "fled", "1640-04", "York"),
        ("In April 1640 many people were killed when a storm hit Leeds.", "killed", "1640-04", "Leeds"),
    ],
)
def test_a_clause_with_when_lends_its_time_and_place(text: str, words: str, date_: str, there: str) -> None:
    event = told(text, words)
    assert (event.when.edtf, list(where(event))) == (date_, [there])


def test_an_hour_does_not_date_to_the_day_of_publication() -> None:
    text = "A fire broke out in Leeds on Thursday. It reached York at 11:47 p.m."
    assert told(text, "York", published=date(2025, 11, 9)).when.edtf == "2025-11-06"


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("The Leeds plant was closed in 2012.", {"Leeds": "at"}),
        ("He joined from Leeds in 1912.", {"Leeds": "from"}),
        ("He surveyed the coast from Bari to Naples in 1836.", {"Bari": "at", "Naples": "at"}),
        ("He joined the garrison of Linz in 1808.", {"Linz": "at"}),
        ("A shock was felt in York, about 40 km east of Leeds, in 1844.", {"York": "at"}),
        ("Anna Berg died in 1861 and was buried in York.", {"York": "at"}),
    ],
)
def test_places_by_what_stands_beside_them(text: str, roles: dict[str, str]) -> None:
    assert where(story(text).events[-1]) == roles


def test_here_and_this_camp_are_where_a_letter_was_written() -> None:
    text = (
        "Bari, 14th July 1916\n\nWe crossed to Corfu on Tuesday. On Wednesday they marched us to this camp."
    )
    assert "to" not in where(told(text, "camp")).values()  # where the letter was written, or not known


def test_a_life_s_dates_behind_a_name_are_a_birth_and_a_death() -> None:
    born, died, moved = story(
        "Ada Berg (Rome, 9 March 1792 – Bari, 21 December 1861) was a painter. She moved to Linz in 1820. "
        "She died of typhus in Bari."
    ).events
    assert (born.title, born.when.edtf, where(born)) == (
        "Ada Berg was born in Rome",
        "1792-03-09",
        {"Rome": "at"},
    )
    assert (died.when.edtf, where(died), len(died.mentions)) == ("1861-12-21", {"Bari": "at"}, 1)
    assert moved.title == "Ada Berg moved to Linz"


@pytest.mark.parametrize(
    ("life", "edtfs"),
    [
        ("born 9 March 1792 in Rome; died 1861 in Bari", ["1792-03-09", "1861"]),
        ("b. Rome, 1792", ["1792"]),
        ("d. 1861, Bari", ["1861"]),
        ("1792–1861", []),
    ],
)
def test_lives_are_written_in_many_ways(life: str, edtfs: list[str]) -> None:
    assert [e.when.edtf for e in story(f"Ada Berg ({life}) was a painter.").events] == edtfs


def test_a_place_is_carried_to_what_has_a_date_of_its_own() -> None:
    text = "Ada Berg returned to Vienna in 1931. The university dismissed her in 1939."
    assert where(told(text, "dismissed")) == {"Vienna": "at"}


def test_a_relative_clause_about_the_same_person_is_where_the_sentence_is() -> None:
    text = "In 1931 she returned to Vienna to help Max Roth, with whom she found a new pigment in 1936."
    assert (where(told(text, "pigment")), told(text, "pigment").when.edtf) == ({"Vienna": "at"}, "1936")


@pytest.mark.parametrize("text", ["Had the British held Linz in 1914, he might have stayed."])
def test_an_inverted_condition_did_not_happen(text: str) -> None:
    assert {o.why for o in story(text).off_map} == {"hypothetical"}
    assert story(text).events == ()


def test_what_we_do_in_the_present_tense_is_told_whatever_else_is_past() -> None:
    text = (
        "We land in Rome and take a taxi. It rained. In the evening we visit Naples. The church was built in "
        "600 and burned in 900. We return to Rome. The guide fled to Bari in 1993. Tomorrow we sail to Corfu."
    )
    there = [where(event) for event in story(text).events]
    assert {"Rome": "at"} in there
    assert {"Naples": "to"} in there
    assert {"Corfu": "to"} not in there


def test_a_museum_that_is_given_something_is_where_it_went() -> None:
    WORLD.setdefault("Royal Museum", place("Royal Museum", 48.2, 16.37, "MUS", "AT"))
    event = told("Her papers were given to the Royal Museum in 1993.", "papers")
    assert list(where(event)) == ["Royal Museum"]


def test_the_head_of_a_letter_may_take_two_lines() -> None:
    text = "Vienna, Austria\nSeptember 28th, 1883\n\nYesterday I signed for a hundred acres."
    event = told(text, "signed")
    assert (where(event), event.when.edtf) == ({"Vienna": "at"}, "1883-09-27")
