"""CSV: a row an event. No cell is a formula: what would start one has an apostrophe before it.

RFC 4180, UTF-8 with a byte order mark, by which spreadsheets know it; OWASP on CSV injection.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from storymap.errors import ReadError
from storymap.export.columns import COLUMNS, rows_of, told_of
from storymap.export.format import Exported
from storymap.export.items import Told
from storymap.model import Story

_TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Cell = str | int | float | None


def write_csv(story: Story) -> Exported:
    """Return the story as a table of its events."""
    rows = rows_of(story)
    return Exported(content=table(COLUMNS, [[row[name] for name in COLUMNS] for row in rows]))


def read_csv(content: bytes, name: str) -> Told:
    """Return what a table with our own columns tells.

    Raises:
        ReadError: it is no table, or has none of these columns.
    """
    rows = read_table(content, name)
    if not {"title", "lat", "lon"} <= set(rows[0] if rows else ()):
        raise ReadError(
            f"{name}: has no columns title, lat and lon; `storymap build {name}` reads other tables"
        )
    return told_of(rows, {})


def table(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return the text of a table, whose cells no spreadsheet takes for formulas."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(headings)
    for row in rows:
        writer.writerow(
            ["" if cell is None else safe(cell) if isinstance(cell, str) else cell for cell in row]
        )
    return f"\ufeff{buffer.getvalue()}"


def read_table(content: bytes, name: str) -> list[dict[str, str]]:
    """Return the rows of a table by their headings, with the apostrophes taken off again.

    Raises:
        ReadError: it is not UTF-8, or no table.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(f"{name}: is not UTF-8 text (byte {error.start})") from error
    first = text.partition("\n")[0]
    comma = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=comma))
    except csv.Error as error:
        raise ReadError(f"{name}: is no table: {error}") from error
    if not rows:
        return []
    headings = [heading.strip() for heading in rows[0]]
    return [_row(headings, row) for row in rows[1:] if any(row)]


def safe(cell: str) -> str:
    """Return a cell with an apostrophe before it if a spreadsheet could take it for a formula."""
    return f"'{cell}" if _is_formula(cell) else cell


def plain(cell: str) -> str:
    """Return a cell without the apostrophe that ``safe`` puts before it."""
    return cell[1:] if cell.startswith("'") and _is_formula(cell[1:]) else cell


def _is_formula(cell: str) -> bool:
    return cell.lstrip("'").startswith(_TRIGGERS) or (cell.strip()[:1] in _TRIGGERS and cell.strip() != "")


def _row(headings: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    cells: Mapping[str, str] = dict(zip(headings, row, strict=False))
    return {heading: plain(cell) for heading, cell in cells.items()}
