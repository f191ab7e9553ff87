"""The one door out: whoever wants a story as something else asks here."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from storymap.errors import ReadError, WriteError
from storymap.export.detect import detect
from storymap.export.format import Exported, Format
from storymap.export.items import compose
from storymap.export.jsontext import parsed_json
from storymap.export.parts import left_out
from storymap.export.rejoin import kept_story, rejoin
from storymap.export.table import format_for, format_named, formats
from storymap.export.write import check_writable, write
from storymap.model import Story


def export(story: Story, name: str, **drawing: Any) -> Exported:
    """Return the story in the format of that name, and what the format cannot carry.

    Args:
        story: what to write.
        name: a format's name, "kml".
        drawing: the options of ``storymap.page.page``, for formats that are drawn.

    Raises:
        WriteError: there is no such format, or a library that it needs is not installed.
    """
    return _written(story, format_named(name), drawing)


def save(story: Story, path: Path, name: str | None = None, **drawing: Any) -> Exported:
    """Write the story to ``path``, in the named format or as its ending asks for.

    Return what was written, with what the format cannot carry.

    Raises:
        WriteError: the file cannot be written, or no format has that name or ending.
    """
    row = format_for(path, name)
    check_writable(path)
    exported = _written(story, row, drawing)
    write(path, exported.content)
    return exported


def _written(story: Story, row: Format, drawing: dict[str, Any]) -> Exported:
    if drawing and not row.drawn:
        raise WriteError(f"{row.name} is not drawn as a page is: it takes no {', '.join(drawing)}")
    written = row.writer()(story, **drawing)
    missing = left_out(story, row.shows)
    if not missing:
        return written
    names = _listed(missing)
    fate = f"other programs do not see {names}; the file keeps it for the way back" if row.keeps else ""
    return replace(written, lost=(*written.lost, fate or f"{names} left out"))


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def load(content: bytes, name: str, row: Format) -> Story:
    """Return the story of a file's content.

    A file that we wrote gives the story back whole. What was changed in it since, in another program, is laid
    over that story.

    Args:
        content: the file's bytes.
        name: what messages call the file.
        row: its format.

    Raises:
        ReadError: it is not of that format, or the format cannot be read.
    """
    if not row.read:
        raise ReadError(f"{name}: {row.name} can be written but not read")
    read = row.reader()
    told = read(content, name)
    if isinstance(told, Story):
        return told
    story = kept_story(told)
    if story is None:
        if not told.items:
            raise ReadError(f"{name}: has nothing in it that a map could show")
        return compose(told)
    return rejoin(story, read(as_bytes(row.writer()(story).content), name), told)


def as_bytes(content: str | bytes) -> bytes:
    """Return a content as it stands in a file."""
    return content if isinstance(content, bytes) else content.encode("utf-8", errors="replace")


def open_story(path: Path, name: str | None = None) -> Story:
    """Return the story of a file in any format that can be read; ``name`` says which, else the file does.

    Raises:
        ReadError: the file cannot be read, or is in no such format.
    """
    try:
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ReadError(f"{path} cannot be read: {reason}") from error
    found = name or detect(content, str(path))
    if not found:
        if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
            parsed_json(content, str(path))  # which says what is wrong with it
        known = ", ".join(row.name for row in formats().values() if row.read)
        raise ReadError(
            f"{path} is in no format that can be imported ({known}); `storymap build` reads texts"
        )
    return load(content, str(path), format_named(found))
