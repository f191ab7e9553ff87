"""Texts of our own against the stories that an editor made of them, with the places given."""

from pathlib import Path

import pytest

from benchmarks.stories import Score, given_places, judge, read_gold
from places.model import Document
from storymap.story import tell

STORIES = sorted((Path(__file__).parents[1] / "stories").glob("*.json"))


@pytest.fixture(scope="module", params=STORIES, ids=lambda path: path.stem)
def score(request: pytest.FixtureRequest) -> Score:
    gold = read_gold(request.param)
    return judge(tell(gold.document, given_places(gold)), gold)


def share(values: list[bool | None]) -> float:
    known = [v for v in values if v is not None]
    return sum(known) / len(known)


def test_most_events_are_found(score: Score) -> None:
    assert score.found / len(score.judged) >= 0.76


def test_the_dates_of_most_are_right(score: Score) -> None:
    assert share([j.date for j in score.judged]) >= 0.9


def test_the_places_of_most_are_right(score: Score) -> None:
    assert share([j.place for j in score.judged]) >= 0.64


def test_nothing_is_shown_that_did_not_happen(score: Score) -> None:
    assert len(score.wrong) <= 1


def test_little_is_shown_that_an_editor_would_not(score: Score) -> None:
    assert len(score.extra) <= 2


def test_a_judge_that_is_given_another_story_finds_nothing() -> None:
    gold = read_gold(STORIES[0])
    empty = judge(tell(Document(text="Nothing."), ()), gold)
    assert (empty.found, empty.events) == (0, 0)
