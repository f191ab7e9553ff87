"""What `storymap build` says first."""

from dataclasses import replace

from storymap.summary import summary
from tests.storymap.stories import journey


def test_another_language_than_english_is_said_first() -> None:
    story = journey()
    assert next(summary(story)).startswith("3 places")
    other = replace(story, document=replace(story.document, language="de-AT"))
    assert next(summary(other)) == (
        "the text is in German: places, dates and events, in the text's own words"
    )


def test_a_text_of_names_alone_says_that_its_language_was_not_told() -> None:
    story = journey()
    names = replace(story, document=replace(story.document, text="Cadiz, Genoa, Bari", language="en"))
    assert "too few words" in next(summary(names))
