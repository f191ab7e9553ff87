"""What an editable page carries of its story: the story before corrections, and the corrections."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from places.untrusted import parse_json, read_bytes
from storymap.correct.operations import Operation
from storymap.errors import StoryFileError
from storymap.files.fields import Fields
from storymap.files.operations import operation_from, operation_record
from storymap.files.reading import story_from_dict
from storymap.files.writing import story_to_dict
from storymap.model import Story

_MOST_BYTES = 500_000_000
_BLOCK = re.compile(r'<script type="application/json" id="edit-data">(.*?)</script>', re.DOTALL)


def editable_record(story: Story, undone: Sequence[Operation] = ()) -> dict[str, Any]:
    """Return what a page must carry so that its story can be edited without the program that made it."""
    base = story.uncorrected or story
    return {
        "story": story_to_dict(base),
        "operations": [operation_record(one) for one in story.corrections],
        "undone": [operation_record(one) for one in undone],
    }


def load_page(path: Path) -> Story:
    """Return the story of an editable page, with its corrections laid over it.

    Raises:
        StoryFileError: it cannot be read, or carries no story.
    """
    from storymap.correct import lay

    fields = page_fields(path)
    try:
        story = story_from_dict(fields.member("story").data)
        return lay(story, fields.list_of("operations", operation_from))[0]
    except StoryFileError as error:
        raise StoryFileError(f"{path}: {error}") from error


def is_editable(path: Path) -> bool:
    """Return whether a file is a page that carries its story and its editor."""
    if path.suffix.lower() not in (".html", ".htm") or not path.is_file():
        return False
    try:
        page_fields(path)
    except StoryFileError:
        return False
    return True


def page_fields(path: Path) -> Fields:
    """Return what an editable page carries.

    Raises:
        StoryFileError: it cannot be read, or carries no story.
    """
    try:
        block = _BLOCK.search(read_bytes(path, _MOST_BYTES).decode("utf-8-sig"))
        if block is None:
            raise StoryFileError(
                f"{path}: carries no story to edit; edit its text, or build it with --editable"
            )
        return Fields(parse_json(block[1]))
    except OSError as error:
        raise StoryFileError(f"{path}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise StoryFileError(f"{path}: is no page of ours: {error}") from error
