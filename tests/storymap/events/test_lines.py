"""What paragraphs are."""

import time

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


@pytest.mark.parametrize("leader", [".", ". ", " "])
def test_leaders_without_a_number_are_read_in_linear_time(leader: str) -> None:
    def seconds(size: int) -> float:
        lines = [Block(0, pipeline().make_doc(f"Rome{leader * size}Lima"))]
        begun = time.process_time()
        assert [line.kind for line in read_lines(lines, [])]
        return time.process_time() - begun

    assert min(seconds(8_000) for _ in range(3)) < 6 * min(seconds(2_000) for _ in range(3)) + 0.05
