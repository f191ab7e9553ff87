"""What can go wrong in storymap.

    StorymapError
    ├── ReadError             an input is missing, empty, binary or in no readable encoding
    ├── StoryFileError        a story file does not hold what its format says; names the path inside
    └── WriteError            an output cannot be written

Errors of ``places`` pass through as they are. Every text says what, where, and what to do.
"""

_LONGEST = 200


def reason(error: BaseException) -> str:
    """Return what a library says of an error as one line of at most 200 characters."""
    line = " ".join(str(error).split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


class StorymapError(Exception):
    """Base of every error that storymap raises on purpose."""


class ReadError(StorymapError):
    """An input is missing, empty, binary or in no readable encoding."""


class StoryFileError(StorymapError):
    """A story file does not hold what its format says; the text names the path inside the file."""


class WriteError(StorymapError):
    """An output cannot be written."""
