"""Landmarks that no list has stand where the text puts them, or nowhere."""

import pytest

from places import locate
from places.model import Located


def landmark(text: str, name: str) -> list[Located]:
    return [item for item in locate(text) if item.mention.text == name]


@pytest.mark.parametrize(
    "text",
    [
        "They met at the Silver Lotus Hall, Lhasa, on Monday.",
        "They met at the Silver Lotus Hall in Lhasa.",
        "One of the sights in Lhasa is the Silver Lotus Hall, which burned down twice.",
        "Lhasa's Silver Lotus Hall burned down twice.",
        "They met at the Silver Lotus Hall on Tuesday in Lhasa.",
    ],
)
def test_a_landmark_stands_at_the_place_that_the_text_puts_it_in(text: str) -> None:
    (item,) = landmark(text, "Silver Lotus Hall")
    assert item.mention.kind == "landmark"
    assert item.place is not None
    assert item.place.precision == "near"
    assert item.place.within == "geonames:1280737"
    assert item.place.id == "near:geonames:1280737:silver-lotus-hall"
    assert item.place.name == "Silver Lotus Hall"
    assert abs(item.place.lat - 29.65) < 0.05


def test_a_landmark_keeps_its_place_when_it_is_named_again() -> None:
    first, second = landmark(
        "They met at the Silver Lotus Hall in Lhasa. Later the Silver Lotus Hall burned down.",
        "Silver Lotus Hall",
    )
    assert first.place == second.place


def test_a_landmark_without_a_container_is_unplaced_and_says_why() -> None:
    (item,) = landmark("They met at the Silver Lotus Hall. Nobody came.", "Silver Lotus Hall")
    assert item.place is None
    assert item.why


def test_a_place_elsewhere_in_the_sentence_is_no_container() -> None:
    (item,) = landmark("Leaving Lhasa behind, she wrote about the Silver Lotus Hall.", "Silver Lotus Hall")
    assert item.place is None


def test_a_known_landmark_stands_at_its_own_coordinates() -> None:
    (item,) = landmark("We climbed the Eiffel Tower in Paris.", "Eiffel Tower")
    assert item.place is not None
    assert item.place.precision == "exact"
    assert abs(item.place.lon - 2.294) < 0.01


def test_a_known_landmark_gives_way_when_the_text_puts_it_elsewhere() -> None:
    (item,) = landmark(
        "There is an Eiffel Tower in Tianducheng and an Eiffel Tower in Hangzhou.", "Eiffel Tower"
    )[1:]
    assert item.place is not None
    assert item.place.precision == "near"
    assert item.place.country == "CN"
