"""The INPUT of the command line → Documents: files, standard input and web addresses, by their content."""

import sys
from collections.abc import Iterator
from pathlib import Path

from storymap.errors import ReadError
from storymap.sources.attached import with_media
from storymap.sources.formats import MB, find_format, load_reader
from storymap.sources.model import Input, InputOptions, Source
from storymap.sources.sniff import HEAD, Head

STANDARD_INPUT = "-"

# The longest novels have three million characters. A map of more than that would help nobody, and reading
# it would take the better part of an hour.
MOST_CHARACTERS = 4_000_000
_MOST_BYTES = 500 * MB


def read_documents(name: str, *, options: InputOptions | None = None) -> Iterator[Source]:
    """Yield the documents of one INPUT: one of a text, as many as a mailbox or a file of JSON lines has.

    Raises:
        ReadError: it is missing, a directory, empty, damaged, too large or of a kind that is not read; the
            text names the place and says what to do.
    """
    given = open_input(name, options or InputOptions())
    for source in read_input(given):
        yield with_media(source, given)


def read_input(given: Input) -> Iterator[Source]:
    """Yield the documents that the bytes of an input hold; their pictures are as the input names them.

    Raises:
        ReadError: as ``read_documents``.
    """
    head = Head(
        data=given.data[:HEAD],
        name=given.name,
        label=given.label,
        encoding=given.options.encoding,
        whole=given.data,
    )
    if not given.data.strip():
        raise ReadError(f"{given.label} is empty: there is no text in it")
    row = find_format(head)
    if len(given.data) > row.most_bytes:
        raise ReadError(
            f"{given.label} is {row.what} of {len(given.data) / MB:.0f} MB, and at most "
            f"{row.most_bytes // MB} MB of that are read; split it, or save its text alone"
        )
    for source in load_reader(row, given.label)(given):
        _check_length(source, given.label)
        yield source


def open_input(name: str, options: InputOptions) -> Input:
    """Return the bytes of a file, of standard input or behind a web address."""
    if name.startswith(("http://", "https://")):
        from storymap.sources.fetch import fetch

        got = fetch(name, private=options.private)
        return Input(
            data=got.data,
            label=name,
            name=got.name,
            address=got.address,
            charset=got.charset,
            options=options,
        )
    if name == STANDARD_INPUT:
        data = sys.stdin.buffer.read(_MOST_BYTES + 1)
        return Input(data=_small_enough(data, "standard input"), label="standard input", options=options)
    path = Path(name)
    return Input(
        data=_small_enough(_read_bytes(path, name), name),
        label=name,
        name=path.name,
        folder=path.parent,
        options=options,
    )


def _read_bytes(path: Path, name: str) -> bytes:
    if path.is_dir():
        raise ReadError(f"{name} is a directory; name the text file in it")
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise ReadError(f"{name} does not exist; check the name, or use - for standard input") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ReadError(f"{name} cannot be read: {reason}") from error


def _small_enough(data: bytes, label: str) -> bytes:
    if len(data) > _MOST_BYTES:
        raise ReadError(f"{label} is larger than {_MOST_BYTES // MB} MB, the most that is read; split it")
    return data


def _check_length(source: Source, label: str) -> None:
    length = len(source.document.text)
    if length > MOST_CHARACTERS:
        have, most = length / 1e6, MOST_CHARACTERS // 1_000_000
        raise ReadError(
            f"{label} has {have:.1f} million characters, and one map holds at most {most} million; "
            "split it, for example by chapters, and make a map of each part"
        )
