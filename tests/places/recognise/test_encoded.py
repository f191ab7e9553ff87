"""What the encoder says of words can be asked by their place in the text, and joined."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.errors import WeightsError
from places.recognise.encoded import DISTANCES, LINK_WIDTH, TRIGGERS, Encoded, Links, distance, load_links
from places.recognise.encoder import encoder
from places.recognise.english import words_of
from places.recognise.words import read_lines


def encoded(text: str, links: Links, events: np.ndarray) -> Encoded:
    lines = read_lines(text)
    none = np.zeros((len(events), 0), dtype=np.float32)
    labels = np.zeros(len(events), dtype=np.int64)
    return Encoded(
        starts=np.array([start for line in lines for start in line.starts]),
        ends=np.array([end for line in lines for end in line.ends]),
        first=none, last=none, kinds=labels, places=labels, triggers=none, events=events, links=links,
    )  # fmt: skip


@given(st.text(alphabet="ab .,\n\té", max_size=60))
def test_every_offset_is_of_its_word_or_of_none(text: str) -> None:
    lines = read_lines(text)
    starts = [start for line in lines for start in line.starts]
    ends = [end for line in lines for end in line.ends]
    matrix, near = np.zeros((LINK_WIDTH, LINK_WIDTH), dtype=np.float32), np.zeros(DISTANCES, np.float32)
    words = encoded(text, Links(matrix, near, matrix, near), np.zeros((len(starts), LINK_WIDTH), np.float32))
    for offset, letter in enumerate(text):
        row = words.at(offset)
        assert (row is None) == letter.isspace()
        assert row is None or starts[row] <= offset < ends[row]


def test_words_are_joined_by_their_vectors_and_their_distance() -> None:
    place, when = np.eye(LINK_WIDTH, dtype=np.float32), np.zeros((LINK_WIDTH, LINK_WIDTH), dtype=np.float32)
    near = np.zeros(DISTANCES, dtype=np.float32)
    near[distance(1)] = 0.5
    events = np.zeros((4, LINK_WIDTH), dtype=np.float32)
    events[0, 0], events[1, 0], events[3, 0] = 2, 3, -1
    words = encoded("left Lyon for Rome", Links(place, near, when, -near), events)
    assert words.happens_at(0, [1, 3]).tolist() == [6.5, -2.0]
    assert words.happens_when(0, [1, 3]).tolist() == [-0.5, 0.0]
    assert words.happens_at(0, []).shape == (0,)


@given(st.integers(-100_000, 100_000), st.integers(-100_000, 100_000))
def test_what_is_farther_has_no_smaller_number(a: int, b: int) -> None:
    assert 0 <= distance(a) < DISTANCES
    assert (distance(a) <= distance(b)) or a > b
    assert distance(-a) == DISTANCES - 1 - distance(a)


def test_links_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "links.npz"
    few = np.zeros(3)
    np.savez(path, place=np.zeros((3, 3)), when=np.zeros((3, 3)), place_near=few, when_near=few)
    with pytest.raises(WeightsError, match="do not fit"):
        load_links(path)


def test_a_text_is_read_once_for_its_places_and_its_events() -> None:
    text = "On 3 May 1839 the brig left Boston for Canton."
    words = words_of(text)
    assert words is not None
    assert words_of(text) is words
    assert words.triggers.shape == (len(words.starts), len(TRIGGERS))
    assert words.events.shape == (len(words.starts), LINK_WIDTH)
    other = words_of(text + " She was lost.")
    assert other is not None
    assert other is not words
    engine = encoder()
    assert engine is not None
    assert np.array_equal(engine.encode(read_lines(text)).events, words.events)
