"""What the words beside a name say of where it lies."""

import pytest

from places.clues import Clue, inner, outer, puts_before, puts_behind


def clues_of(text: str, name: str) -> list[Clue]:
    start = text.index(name)
    return list(outer(text, start, start + len(name)))


@pytest.mark.parametrize(
    ("text", "how", "begins"),
    [
        ("She was born in Paris, Texas, in May.", "comma", "Texas"),
        ("The road to Paris (Texas) was closed.", "comma", "Texas"),
        ("We met in Paris Texas.", "beside", "Texas"),
        ("The fair in Paris in the Lamar valley", "in", "Lamar"),
        ("Paris, a small town in Texas, burned.", "comma", "Texas"),
    ],
)
def test_what_lies_around_a_name_is_read_behind_it(text: str, how: str, begins: str) -> None:
    (clue,) = clues_of(text, "Paris")
    assert clue.how == how
    assert clue.words.startswith(begins)
    assert not clue.last


@pytest.mark.parametrize(
    ("text", "how", "ends"),
    [
        ("They loved Texas’s old Paris.", "owner", "Texas"),
        ("the Texan town of Paris.", "adjective", "Texan"),
    ],
)
def test_what_lies_around_a_name_is_read_before_it(text: str, how: str, ends: str) -> None:
    (clue,) = clues_of(text, "Paris")
    assert (clue.how, clue.last) == (how, True)
    assert clue.words.endswith(ends)


def test_a_name_on_the_next_line_is_not_beside() -> None:
    assert clues_of("Paris\nGermany\nRome", "Paris") == []
    assert clues_of("Paris and Germany", "Paris") == []


def test_what_lies_in_a_name_stands_before_its_comma() -> None:
    text = "They left Paris, Texas."
    assert inner(text, text.index("Texas")).endswith("Paris")
    assert inner(text, text.index("Paris")) == ""


def test_the_words_between_two_names_put_one_into_the_other() -> None:
    assert puts_behind(", ")
    assert puts_behind(" in the old city of ")
    assert puts_behind(" on Monday in ")
    assert not puts_behind(" and ")
    assert puts_before("In ", " is the ")
    assert puts_before("They saw ", "'s ")
    assert not puts_before("Leaving ", " behind, she wrote about the ")
