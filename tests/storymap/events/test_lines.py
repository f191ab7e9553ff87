"""What paragraphs are."""

import pytest

from places.syntax import Block, parse, pipeline
from storymap.events.lines import read_lines


def test_a_head_and_what_stands_behind_it_are_two_lines() -> None:
    text = "LIMA, May 7 -- The ship left."
    lines = read_lines(tuple(parse(text)), [], bodies=[len("LIMA, May 7 -- ")])
    assert [line.kind for line in lines] == ["dateline", "body"]


@pytest.mark.parametrize("opens", [2, 18])
def test_a_piece_with_nothing_to_parse_in_it_is_no_line(opens: int) -> None:
    block = Block(0, pipeline()("   The ship left.    "))  # a mark before and one behind, blanked out
    assert [line.block.doc.text.strip() for line in read_lines([block], [], bodies=[opens])] == [
        "The ship left."
    ]
