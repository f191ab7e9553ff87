"""Bytes → what the readers make of them, as if they lay in a file or came from standard input."""

from pathlib import Path

from storymap.model import Stretch
from storymap.sources import InputOptions, Source, read_documents


def read_bytes(folder: Path, data: bytes | str, name: str = "input", **options: object) -> list[Source]:
    """Write the bytes to a file of a name that tells nothing and read it."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read_documents(str(path), options=InputOptions(**options)))  # type: ignore[arg-type]


def read_one(folder: Path, data: bytes | str, name: str = "input", **options: object) -> Source:
    (source,) = read_bytes(folder, data, name, **options)
    return source


def at(source: Source, words: str) -> Stretch:
    """Return the stretch that holds the words."""
    start = source.document.text.index(words)
    return next(one for one in source.origin if one.start <= start < one.end)


def check_origin(source: Source) -> None:
    """Hold a map to its promises: in order, no overlap, inside the text, never blank at its ends."""
    end = 0
    for one in source.origin:
        assert end <= one.start < one.end <= len(source.document.text)
        end = one.end
    covered = "".join(source.document.text[one.start : one.end] for one in source.origin)
    assert "".join(covered.split()) == "".join(source.document.text.split())
