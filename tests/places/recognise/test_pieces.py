"""Word pieces: the same as the reference implementation's, and windows that hold every word once."""

from functools import cache
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers.implementations import BertWordPieceTokenizer

from places.recognise.encoder import FOLDER, VOCABULARY
from places.recognise.line import Line
from places.recognise.pieces import CASES, WINDOW, Pieces, case_of
from places.recognise.words import read_lines

VOCABULARY_FILE = resources.files("places.recognise").joinpath(FOLDER, VOCABULARY)

# Latin, Greek, Cyrillic and the common marks: what newer versions of Unicode have added elsewhere, two
# libraries may class differently.
LETTERS = st.characters(max_codepoint=0x052F, exclude_characters="[") | st.sampled_from(
    "–—‘’“”…€™平壤東京かなカナ서울ابتשלום"
)


@cache
def vocabulary() -> list[str]:
    return VOCABULARY_FILE.read_text(encoding="utf-8").split("\n")


@cache
def pieces() -> Pieces:
    return Pieces(vocabulary())


@cache
def reference() -> BertWordPieceTokenizer:
    return BertWordPieceTokenizer(vocab={piece: n for n, piece in enumerate(vocabulary())}, lowercase=True)


@given(st.text(LETTERS, min_size=1, max_size=12).filter(lambda s: not any(map(str.isspace, s))))
@settings(max_examples=300, deadline=None)
def test_pieces_are_those_of_the_reference(word: str) -> None:
    unknown = vocabulary().index("[UNK]")
    expected = reference().encode(word, add_special_tokens=False).ids or [unknown]
    assert list(pieces().of_word(word)) == expected


@pytest.mark.parametrize(
    "word",
    [
        "Mansudae",
        "Göttingen",
        "İstanbul",
        "O'Brien",
        "naïve",
        "平壤",
        "0𠀀",
        "e\u0301te",
        "ＡＢＣ",
        "x" * 150,
    ],
)
def test_pieces_of_hard_words_are_those_of_the_reference(word: str) -> None:
    assert list(pieces().of_word(word)) == reference().encode(word, add_special_tokens=False).ids


def word_numbers(lines: tuple[Line, ...]) -> list[int]:
    return [number for window in pieces().windows(lines) for number, _, _ in window.words]


@given(
    st.lists(
        st.lists(st.sampled_from("Paris left . unbelievably-long 2020 Владивосток ,".split()), max_size=400)
    )
)
@settings(max_examples=40, deadline=None)
def test_windows_hold_every_word_once_and_in_order(paragraphs: list[list[str]]) -> None:
    lines = read_lines("\n\n".join(" ".join(words) for words in paragraphs))
    assert word_numbers(lines) == list(range(sum(map(len, lines))))
    for window in pieces().windows(lines):
        assert len(window.ids) == len(window.cases) <= WINDOW
        assert all(0 < first <= last < len(window.ids) - 1 for _, first, last in window.words)


def test_a_long_paragraph_is_cut_where_a_sentence_begins() -> None:
    lines = read_lines("The ship sailed on to the next port of the coast. " * 60)
    number = 0
    for window in pieces().windows(lines):
        assert lines[0].sentence_start[window.words[0][0]]
        number += 1
    assert number > 3


def test_cases_are_told_apart() -> None:
    assert [case_of(word) for word in ("2020", "sea", "Oslo", "USA", "iPhone", "A")] == [0, 1, 2, 3, 4, 2]
    (window,) = pieces().windows(read_lines("Mansudae"))
    assert window.cases[1] == 2
    assert set(window.cases[2:-1]) == {2 + CASES}


@pytest.mark.parametrize("mark", "=.,-*")
def test_a_rule_across_the_page_costs_hardly_more_than_a_word(mark: str) -> None:
    pieces = Pieces(VOCABULARY_FILE.read_text(encoding="utf-8").splitlines())
    lines = read_lines(f"She left Rome.\n\n{mark * 5000}\n\nShe reached Lima.")

    assert sum(len(window.ids) for window in pieces.windows(lines)) < 40
    assert [word for line in lines for word in line.words if len(word) > 100] == [mark * 5000]
