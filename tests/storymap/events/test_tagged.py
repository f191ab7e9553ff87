"""Events in other languages than English: clauses, headlines, dates, places, by the package's encoder."""

from storymap.api import from_text
from storymap.events.tagged import title_of

GERMAN = (
    "Am 9. November 1989 öffnete sich in Berlin die Grenze. Am 24. Dezember 1989 reiste Anna Weber nach "
    "München. Im Frühjahr 1990 zog sie nach Köln und eröffnete dort eine Buchhandlung."
)


def test_a_german_text_is_told_in_its_own_words() -> None:
    story = from_text(GERMAN)
    told = {event.when.edtf: event for event in story.events}

    assert {"1989-11-09", "1989-12-24", "1990-21"} <= told.keys()
    assert [where.place.name for where in told["1989-11-09"].where] == ["Berlin"]
    assert told["1989-11-09"].title == "Am 9. November 1989 öffnete sich in Berlin die Grenze"
    assert [where.place.name for where in told["1989-12-24"].where] == ["München"]
    assert all(GERMAN[e.quote.start : e.quote.end] == e.quote.text for e in story.events)


def test_events_come_in_both_orders() -> None:
    story = from_text(GERMAN)

    assert [event.narrative for event in story.events] == list(range(1, len(story.events) + 1))
    assert sorted(event.chronological or 0 for event in story.events) == sorted(
        event.narrative for event in story.events
    )


def test_a_headline_is_cut_between_words_and_says_so() -> None:
    long = (
        "und die Flotte lief mit vierundzwanzig Schiffen, die alle neu waren, aus dem Hafen von Kiel aus, "
        "bevor es tagte."
    )

    assert title_of(long) == "Und die Flotte lief mit vierundzwanzig Schiffen, die alle neu waren …"
    assert title_of("Er kam.\n") == "Er kam"


def test_a_text_without_events_or_places_is_an_empty_story() -> None:
    story = from_text("Das ist nicht so und war auch nie so, wie es da steht.")

    assert story.events == ()
    assert story.places == ()
