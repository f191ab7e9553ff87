"""What `storymap build` says first."""

from dataclasses import replace

from storymap.summary import summary
from tests.storymap.stories import journey


def test_a_language_that_is_not_read_is_said_first() -> None:
    story = journey()
    assert next(summary(story)).startswith("3 places")
    other = replace(story, document=replace(story.document, language="de-AT"))
    assert (
        next(summary(other)) == "the text is in “de”; only English is read, so much will be missing or wrong"
    )
