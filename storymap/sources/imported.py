"""A file of another program that `storymap import` takes → its story."""

from collections.abc import Iterator

from storymap.errors import ReadError
from storymap.export.detect import detect
from storymap.export.door import load
from storymap.export.table import format_named
from storymap.sources.model import Input, Source
from storymap.sources.sniff import Head


def is_it(head: Head) -> bool:
    """Tell whether another program's format is known in what has been read of the input."""
    return bool(detect(head.data, head.name))


def read(given: Input) -> Iterator[Source]:
    """Yield the story that the file holds; nothing of it is read as prose.

    Raises:
        ReadError: it is damaged, or holds nothing that a story could show.
    """
    story = load(given.data, given.label, format_named(detect(given.data, given.name)))
    if not (story.events or story.places):
        raise ReadError(f"{given.label} holds no place and no event")
    yield Source(document=story.document, story=story)
