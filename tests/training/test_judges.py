"""What the judges learn from, and how."""

import pytest

from places.model import Document
from training.gold import GoldEvent, GoldStory, aligned, assign, overlap
from training.judges import fit


def event(*quotes: tuple[int, int], trigger: tuple[int, int] | None = None) -> GoldEvent:
    return GoldEvent(
        quotes=quotes,
        trigger=trigger,
        places=(),
        place_basis="stated",
        edtf="",
        earliest=None,
        latest=None,
        optional=False,
    )


def story(*events: GoldEvent) -> GoldStory:
    return GoldStory(
        id="news-one", genre="news", document=Document(text="x" * 100), events=events, off_map=(), given=()
    )


def test_a_choice_is_the_largest_sum_and_not_the_largest_first() -> None:
    assert assign([[0.9, 0.8], [0.8, 0.0]]) == [1, 0]


def test_what_has_no_weight_is_not_chosen() -> None:
    assert assign([[0.0, 0.5], [0.0, 0.4]]) == [1, None]
    assert assign([]) == []


def test_there_may_be_more_rows_than_columns() -> None:
    assert assign([[0.2], [0.7], [0.1]]) == [None, 0, None]


def test_half_of_the_shorter_one_must_be_shared() -> None:
    assert overlap([(0, 10)], 5, 25) == pytest.approx(10 / 30)
    assert overlap([(0, 10)], 6, 26) == 0.0


def test_the_clause_with_the_trigger_tells_the_event() -> None:
    told = aligned(story(event((0, 40), trigger=(30, 34))), [(0, 20), (20, 40)], [5, 31])
    assert told == [None, 0]


def test_other_tellings_count_too() -> None:
    told = aligned(story(event((0, 20), (50, 70))), [(0, 20), (52, 70)], [5, 55])
    assert told == [0, 0]


def test_a_judge_learns_what_speaks_for_and_against() -> None:
    rows = [(("fire", "past"), {}), (("fire", "will"), {}), (("tea", "past"), {})] * 30
    weights = fit(rows, [True, False, True] * 30, ridge=1.0)
    assert weights["will"] < 0 < weights["past"]


def test_learning_twice_gives_the_same() -> None:
    rows = [(("a", "b"), {}), (("b",), {}), (("c", "a"), {})] * 5
    right = [True, False, True] * 5
    assert fit(rows, right) == fit(rows, right)
