"""Faults that were seen when stories were read for real; each must stay mended."""

import re
from datetime import date
from pathlib import Path

import pytest

import storymap
from storymap.model import Event, Story

EXAMPLES = Path(__file__).parents[2] / "examples"


def titles(text: str, **about: object) -> list[str]:
    return [event.title for event in storymap.from_text(text, **about).events]  # type: ignore[arg-type]


def the_event(story: Story, words: str) -> Event:
    found = [event for event in story.events if words in event.quote.text]
    assert len(found) == 1, (words, [event.quote.text for event in story.events])
    return found[0]


@pytest.fixture(scope="module", params=sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def example(request: pytest.FixtureRequest) -> Story:
    return storymap.read(request.param)


def test_no_title_says_its_words_twice(example: Story) -> None:
    for event in example.events:
        assert not re.search(r"\b(\w+ (?:\w+ )*\w+) \1\b", event.title), event.title


def test_every_title_is_a_sentence_that_can_stand_alone(example: Story) -> None:
    for event in example.events:
        assert len(event.title.split()) >= 3, event.title
        assert not event.title.startswith(("It ", "He ", "She ", "They ", "PYONGYANG ")), event.title


def test_no_event_is_told_twice_with_the_same_title(example: Story) -> None:
    seen = [event.title for event in example.events]

    assert len(seen) == len(set(seen))


def test_a_dateline_is_no_part_of_the_sentence_behind_it() -> None:
    text = (
        "PYONGYANG, May 7, 2020 — A Russian war medal changed hands in the North Korean capital on Tuesday."
    )

    assert titles(text) == ["A Russian war medal changed hands in the North Korean capital"]


def test_the_dates_over_letters_go_on_from_one_to_the_next() -> None:
    story = storymap.read(EXAMPLES / "letters-home.txt")

    assert str(the_event(story, "Three days ago the Açor anchored").when.latest) == "1893-05-11"
    assert the_event(story, "took me from Horta to New Bedford").when.edtf == "1893-06-01/1893-06-07"
    assert the_event(story, "I moved to Toronto").when.edtf == "1893-09"


def test_a_relative_clause_gives_its_verb_what_it_stands_for() -> None:
    text = (
        "In May 2020 Ambassador Matsegora handed Ri Son Gwon, at the Mansudae Assembly Hall in Pyongyang, "
        "the medal that Moscow had struck."
    )

    assert not [title for title in titles(text) if " that " in f"{title} " or title.endswith("struck that")]


def test_a_pronoun_is_not_made_a_name_where_the_sentence_has_its_subject() -> None:
    text = "In the summer of 1579 Drake careened his ship in a bay north of San Francisco."

    assert titles(text) == ["Drake careened his ship in a bay north of San Francisco"]


def test_a_person_is_not_the_town_before_the_name() -> None:
    text = "In December 1577 Drake sailed to Morocco. At Mogador Drake built a ship."

    assert not [
        who.name for event in storymap.from_text(text).events for who in event.who if "Mogador" in who.name
    ]


def test_thousands_of_them_are_who_they_are() -> None:
    text = "In August 1945 Soviet troops marched on Pyongyang, and thousands of them died in the fighting."
    story = storymap.from_text(text, published=date(2020, 5, 7))

    assert not [event.title for event in story.events if "them of them" in event.title]
