"""Reference marks and emphasis: what is blanked, what stays, and that offsets hold."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.marks import without_marks


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("in 1348.[9][10]", "in 1348.       "),
        ("the 10th[95] of July", "the 10th     of July"),
        ("a rig.[^9-1] It", "a rig.       It"),
        ("at Haethfelth,(271) Edwin", "at Haethfelth,      Edwin"),
        ("_July 16th._ We dock", " July 16th.  We dock"),
        ("the *Lady Augusta* and **two** more", "the  Lady Augusta  and   two   more"),
        ("=1853.= Born", " 1853.  Born"),
        ("<b>HILL, ANN.</b> Born", "   HILL, ANN.     Born"),
        ("JOHN^6 HILL (Hugh^5)", "JOHN   HILL (Hugh  )"),
        ("said [Pg 12] he {13}", "said         he     "),
    ],
)
def test_marks_are_blanked(text: str, plain: str) -> None:
    assert without_marks(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "24th February [1847]",
        "in a snake_case name",
        "3*4 = 12",
        "* 1914: moved",
        "he (12) won",
        "[...] and [he]",
    ],
)
def test_what_a_text_says_stays(text: str) -> None:
    assert without_marks(text) == text


@given(st.text(alphabet="ab1 .,[](){}_*=^\n", max_size=60))
def test_offsets_hold(text: str) -> None:
    plain = without_marks(text)

    assert len(plain) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, plain, strict=True))


@pytest.mark.parametrize("piece", ["=", "_", "[", "(1", "*_", "a_"])
def test_the_time_is_linear(piece: str) -> None:
    begun = time.perf_counter()
    without_marks(piece * 100_000)

    assert time.perf_counter() - begun < 2
