"""Where words stand in the original, as a reader of the page sees it."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.model import Selector, Span, Stretch
from storymap.origin import Origin
from storymap.page.original import clock, place_in_original
from storymap.page.words import languages, words_for

EN = words_for("en")
PAGE = "https://example.org/a?b=1#top"


def shown(*found: Selector, text: str = "They left Lima.", source: str = "a.pdf") -> tuple[str, str] | None:
    place = place_in_original(Span(start=0, end=len(text), text=text), found, source, EN)
    return (place.label, place.link) if place else None


@pytest.mark.parametrize(
    ("selector", "label"),
    [
        (Selector(page=14), "p. 14"),
        (Selector(second=751.4), "12:31"),
        (Selector(second=3725), "1:02:05"),
        (Selector(row=7), "row 7"),
        (Selector(line=3), "line 3"),
        (Selector(paragraph=12), "¶ 12"),
    ],
)
def test_a_place_is_named_as_people_name_it(selector: Selector, label: str) -> None:
    assert shown(selector) == (label, "")


def test_words_over_two_pages_name_both() -> None:
    assert shown(Selector(page=14), Selector(page=15)) == ("p. 14–15", "")


def test_a_file_without_a_place_shows_nothing() -> None:
    assert shown() is None
    assert shown(Selector(path="/html/body/p")) is None


def test_words_of_a_web_page_are_linked() -> None:
    assert shown(source=PAGE) == ("in the original", "https://example.org/a?b=1#:~:text=They%20left%20Lima.")


@pytest.mark.parametrize(
    ("selector", "fragment"), [(Selector(page=3), "page=3"), (Selector(second=12.5), "t=12.5")]
)
def test_pages_and_seconds_are_linked(selector: Selector, fragment: str) -> None:
    told = shown(selector, source=PAGE)
    assert told is not None
    assert told[1] == f"https://example.org/a?b=1#{fragment}"


def test_of_several_documents_the_name_is_said() -> None:
    assert shown(Selector(source="one.pdf", page=2)) == ("one.pdf · p. 2", "")


@given(st.lists(st.text(st.characters(exclude_categories=("Z", "C")), min_size=1), min_size=1, max_size=30))
def test_a_link_holds_the_first_and_the_last_words(words: list[str]) -> None:
    told = shown(text=" ".join(words), source=PAGE)
    assert told is not None
    first, *last = told[1].partition(":~:text=")[2].split(",")
    spaced = " ".join(" ".join(words).split())
    assert spaced.startswith(unquote(first))
    assert spaced.endswith(unquote((last or [first])[0]))
    assert "-" not in first


@pytest.mark.parametrize("language", languages())
def test_every_language_names_a_page(language: str) -> None:
    assert "14" in words_for(language)("origin.page", page=14)


def test_a_clock_counts_hours_only_where_there_are_any() -> None:
    assert [clock(seconds) for seconds in (0, 59.9, 60, 3600)] == ["0:00", "0:59", "1:00", "1:00:00"]


@given(st.lists(st.integers(0, 4), max_size=8), st.integers(0, 40), st.integers(0, 40))
def test_a_look_up_finds_every_stretch_that_the_words_touch(gaps: list[int], start: int, length: int) -> None:
    stretches, at = [], 0
    for number, gap in enumerate(gaps):
        stretches.append(Stretch(start=at + gap, end=at + gap + 3, at=Selector(page=number)))
        at += gap + 3
    span = Span(start=start, end=start + length, text="x" * length)
    touched = [one.at for one in stretches if one.start < span.end and one.end > span.start]
    assert list(Origin(stretches).at(span)) == touched
