import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.model import Document
from storymap.model import Span, Story, Who
from storymap.page.opening import DEK, dek, named, sentence_around, shown_quote

STORY = "It was dry. On Sunday a fire broke out in Pudding Lane, and St. Paul's burnt. Ann fled."
TEXT = f"The Fire\n\nBy Ana\n\n{STORY}"


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def test_a_headline_of_the_quotations_own_words_is_followed_by_the_sentence_around_it():
    quote = span("a fire broke out in Pudding Lane")

    assert shown_quote(TEXT, "A fire broke out in Pudding Lane", quote) == (
        "On Sunday a fire broke out in Pudding Lane, and St. Paul's burnt."
    )
    assert shown_quote(TEXT, "The Great Fire begins", quote) == quote.text


def test_a_headline_that_is_the_whole_sentence_is_not_said_twice():
    assert shown_quote(TEXT, "Ann fled", span("Ann fled.")) == ""


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_the_sentence_around_words_holds_them(text, a, b):
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    quote = Span(start=start, end=end, text=text[start:end])

    assert text[start:end].strip() in sentence_around(text, quote)


def test_the_first_prose_opens_the_page():
    story = Story(document=Document(text=TEXT, title="The Fire"))
    assert (
        dek(story)
        == "It was dry. On Sunday a fire broke out in Pudding Lane, and St. Paul's burnt. Ann fled."
    )
    long = Story(document=Document(text="A long way we went over the hills. " * 20))
    assert len(dek(long)) <= DEK + 2
    assert dek(long).endswith(".")
    assert dek(Story(document=Document(text="Short."))) == ""


@pytest.mark.parametrize(
    ("name", "words", "kept"),
    [
        ("Ana Duarte", "We met Ana Duarte there.", True),
        ("the painter", "We met the painter there.", False),
        ("whose name", "A man whose name was lost.", False),
        ("Refugees", "Refugees camped there.", False),
        ("Snow", "Snow drew a map. Later Snow wrote.", True),
        ("黒田", "黒田は来た。", True),
    ],
)
def test_people_are_called_by_proper_names_only(name, words, kept):
    start = words.index(name)
    who = Who(name=name, mention=Span(start=start, end=start + len(name), text=name))

    assert named((who,), words) == ([name] if kept else [])
