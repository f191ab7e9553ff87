from hypothesis import given
from hypothesis import strategies as st

from storymap.page.typeset import fitted, is_right_to_left, width, wrapped

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=60)


@given(TEXTS, st.integers(60, 400))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text, room):
    lines = wrapped(text, room, 30)
    assert all(width(line, 30) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(TEXTS, st.integers(1, 5))
def test_a_fitted_text_has_no_more_lines_than_it_may(text, most):
    size, lines = fitted(text, 300, sizes=(50, 40, 30), most=most)
    assert size in (50, 40, 30)
    assert 1 <= len(lines) <= most
    assert all(width(line, size) <= 300 for line in lines)


def test_a_short_title_is_set_large_and_a_long_one_small_and_cut_with_an_ellipsis():
    assert fitted("Short", 300, sizes=(50, 30), most=3) == (50, ["Short"])
    size, lines = fitted("word " * 80, 300, sizes=(50, 30), most=3)
    assert (size, len(lines)) == (30, 3)
    assert lines[-1].endswith("…")


def test_chinese_letters_are_as_wide_as_they_are_high_and_break_anywhere():
    assert width("朝鮮", 10) == 20
    assert wrapped("朝鮮半島", 25, 10) == ["朝鮮", "半島"]


def test_arabic_begins_at_the_right_and_a_number_decides_nothing():
    assert is_right_to_left("1948 رحلة")
    assert not is_right_to_left("1948 Reise")
    assert not is_right_to_left("")
