"""A story file → the story that it holds."""

from collections.abc import Iterator

from places.untrusted import parse_json
from storymap.errors import ReadError, StoryFileError
from storymap.files import story_from_dict
from storymap.illustrate import embedded
from storymap.sources.letters import decode
from storymap.sources.model import Input, Source


def read(given: Input) -> Iterator[Source]:
    """Yield the story of a story file; nothing of it is read anew."""
    try:
        story = story_from_dict(parse_json(decode(given.data, source=given.label)))
    except ValueError as error:
        raise ReadError(f"{given.label}: is no JSON: {error}") from error
    except StoryFileError as error:
        raise StoryFileError(f"{given.label}: {error}") from error
    if given.folder is not None:
        story = embedded(story, given.folder)
    yield Source(document=story.document, story=story)
