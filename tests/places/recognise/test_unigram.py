"""Units and pieces of texts in any script."""

from importlib import resources
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.recognise.unigram import SPACE, UNKNOWN, WINDOW, Unigram, breaks


@pytest.fixture(scope="module")
def unigram() -> Unigram:
    path = resources.files("places.recognise").joinpath("multilingual", "pieces.npz")
    with path.open("rb") as file, np.load(file) as arrays:
        return Unigram(str(arrays["pieces"]).split("\n"), arrays["scores"].tolist())


def test_the_most_probable_split_wins_over_the_longest_piece() -> None:
    small = Unigram(
        ["<s>", "<pad>", "</s>", "<unk>", "ab", "abc", "c", "d", "cd"], [0, 0, 0, 0, -1, -9, -2, -3, -2.5]
    )

    assert [small.split("abcd")[i] for i in range(2)] == [(4, 2), (8, 2)]


def test_pieces_are_those_of_the_reference_implementation(unigram: Unigram) -> None:
    tokenizers = pytest.importorskip("tokenizers")
    path = resources.files("places.recognise").joinpath("multilingual", "pieces.npz")
    with path.open("rb") as file, np.load(file) as arrays:
        vocabulary = list(zip(str(arrays["pieces"]).split("\n"), arrays["scores"].tolist(), strict=True))
    names = [piece for piece, _ in vocabulary]
    reference = tokenizers.Tokenizer(
        tokenizers.models.Unigram(vocabulary, unk_id=names.index(UNKNOWN), byte_fallback=False)
    )
    for word in "Königsberg Петербургъ Oviedo 北京市 القاهرة दिल्ली Nordamerikanische aujourd’hui".split():
        own = [number for number, _ in unigram.split(SPACE + word)]
        assert own == reference.encode(SPACE + word).ids


@given(st.text(max_size=300))
def test_units_are_in_order_and_leave_out_only_white_space(text: str) -> None:
    path = Unigram(["<s>", "<pad>", "</s>", "<unk>", SPACE, "a"], [0, 0, 0, 0, -1, -2])
    units = list(path.units(text))
    covered = {i for start, end, _ in units for i in range(start, end)}

    assert all(a[1] <= b[0] for a, b in pairwise(units))
    assert all(text[i].isspace() for i in set(range(len(text))) - covered)
    assert all(pieces for _, _, pieces in units)


def test_every_unit_is_in_one_window_and_windows_begin_with_sentences(unigram: Unigram) -> None:
    text = "Am Abend fuhr das Schiff nach Oslo zurück. " * 60
    units = list(unigram.units(text))
    windows = list(unigram.windows(units, breaks(text, units)))

    assert [number for w in windows for number, _ in w.units] == list(range(len(units)))
    assert all(len(w.ids) <= WINDOW for w in windows)
    assert all(text[units[w.units[0][0]][0] :].startswith("Am") for w in windows)
