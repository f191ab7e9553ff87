"""The table of formats, one row each; other packages add theirs by the entry points "storymap.formats"."""

from collections.abc import Mapping
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from storymap.errors import WriteError
from storymap.export.format import Format

# A new format: a file with its writer (and reader), and a row here. Where two share an ending, the first is
# the one that a file's name asks for; the other is asked for by its own name.
_OWN = (
    Format(
        name="html",
        title="the story map: one page that works without a network",
        endings=(".html", ".htm"),
        write="storymap.export.page:write_page",
        drawn=True,
    ),
    Format(
        name="story",
        title="the story file: everything, as JSON to read and edit",
        endings=(".json",),
        write="storymap.export.storyfile:write_story",
        read="storymap.export.storyfile:read_story",
        keeps=True,
    ),
    Format(
        name="geojson",
        title="the story file with plain columns for map programs",
        endings=(".geojson",),
        write="storymap.export.storyfile:write_geojson",
        read="storymap.export.storyfile:read_story",
        keeps=True,
    ),
)


@cache
def formats() -> Mapping[str, Format]:
    """Return the formats by name: our own, then those that installed packages bring."""
    table = {row.name: row for row in _OWN}
    for entry in entry_points(group="storymap.formats"):
        row = entry.load()
        table.setdefault(row.name, row)
    return table


def format_named(name: str) -> Format:
    """Return a format by its name or, failing that, by an ending of its files without the dot.

    Raises:
        WriteError: there is none.
    """
    row = formats().get(name.lower()) or _by_ending(f"x.{name.lower()}")
    if row is None:
        raise WriteError(f"there is no format {name!r}; there are {', '.join(formats())}")
    return row


def format_for(path: Path, name: str | None = None, *, otherwise: str = "") -> Format:
    """Return the format that ``name`` names or, without one, the one that the file's ending asks for.

    ``otherwise`` names the format of a file without any ending.

    Raises:
        WriteError: there is none.
    """
    if name:
        return format_named(name)
    row = _by_ending(path.name.lower())
    if row is None and otherwise and not path.suffix:
        return format_named(otherwise)
    if row is None:
        endings = ", ".join(dict.fromkeys(ending for one in formats().values() for ending in one.endings))
        raise WriteError(f"{path}: its name must end in one of {endings}; or name a format with --to")
    return row


def _by_ending(name: str) -> Format | None:
    """Return the format with the longest ending that fits: .tour.csv goes before .csv."""
    fitting = [(len(end), row) for row in formats().values() for end in row.endings if name.endswith(end)]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None
