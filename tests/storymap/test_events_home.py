"""Where a text is at home: dated events that name no place happened there, others do not."""

from datetime import date

import pytest

from places.model import Document
from storymap.story import tell
from tests.storymap.gazette import located, place
from tests.storymap.test_events import WORLD, only, story, where

WORLD.setdefault("Grand Hotel", place("Grand Hotel", 53.96, -1.08, "HTL", "GB"))


def by_words(text: str, words: str, *, published: date | None = None):
    found = [e for e in story(text, published=published).events if words in e.quote.text]
    assert len(found) == 1, [e.quote.text for e in story(text, published=published).events]
    return found[0]


@pytest.mark.parametrize("heading", ["The Siege of York", "A short history of York", "York's lost railway"])
def test_a_heading_says_where_dated_events_happened(heading: str) -> None:
    event = by_words(f"{heading}\n\nThe gates were closed on 4 June 1644.", "gates")
    assert (where(event), event.where[0].basis) == ({"York": "at"}, "carried")


def test_so_does_a_first_sentence_about_a_place() -> None:
    event = by_words("York owes its wealth to wool. A market hall was opened in 1855 by the guild.", "market")
    assert where(event) == {"York": "at"}


def test_what_happens_after_the_story_went_elsewhere_is_not_put_there() -> None:
    text = "A short history of York\n\nIn 1644 the army took Vienna. A truce was signed in 1645."
    assert "York" not in {w.place.name for e in story(text).events for w in e.where}


def test_news_without_a_place_of_its_own_is_at_its_dateline() -> None:
    text = "LEEDS (Evening Post) — A bridge reopened to traffic on Tuesday."
    event = only(text.replace("LEEDS", "Leeds"), published=date(2024, 10, 16))
    assert (where(event), event.where[0].basis, event.when.edtf) == (
        {"Leeds": "at"},
        "dateline",
        "2024-10-15",
    )


def test_the_city_is_the_one_the_text_is_about() -> None:
    text = (
        "The siege of York\n\nAli, who took Vienna, was feared. Ships appeared off the city on 4 June 1644."
    )
    assert where(by_words(text, "Ships")) == {"York": "at"}


def test_a_building_that_does_something_is_where_it_happens() -> None:
    event = only("The Grand Hotel went up in 1881.")
    assert (where(event), event.where[0].basis) == ({"Grand Hotel": "at"}, "stated")


def test_what_no_person_does_to_a_place_happens_there() -> None:
    assert where(only("The plague emptied Leeds in 1645.")) == {"Leeds": "at"}


def test_a_heading_whose_name_is_known_from_elsewhere_will_do() -> None:
    text = "Last days of York\n\nThe gates were closed on 4 June 1644. York fell on 16 July."
    seen = [one for one in located(text, WORLD) if one.mention.start > 20]  # not the name in the heading
    first = tell(Document(text=text), seen).events[0]
    assert where(first) == {"York": "at"}


def test_a_first_sentence_may_say_the_island_of() -> None:
    text = "By 1522 the town of York had been theirs for long. A bridge was opened in 1855 by the guild."
    assert where(by_words(text, "bridge")) == {"York": "at"}


def test_an_aside_about_the_county_is_not_where_it_was() -> None:
    WORLD.setdefault("Kent", place("Kent", 51.2, 0.7, "ADM2", "GB"))
    text = "He came from Kent. The Grand Hotel, the first brick building in the county, went up in 1881."
    assert where(by_words(text, "Hotel")) == {"Grand Hotel": "at"}
