"""The one door out: whoever wants a story as something else asks here."""

from pathlib import Path
from typing import Any

from storymap.errors import WriteError
from storymap.export.format import Exported, Format
from storymap.export.table import format_for, format_named
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
    return row.writer()(story, **drawing)
