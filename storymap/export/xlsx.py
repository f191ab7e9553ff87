"""XLSX: sheets of events, places and what stays off the map; the story itself in a hidden sheet."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from storymap.errors import ReadError
from storymap.export.archive import packed, unpacked
from storymap.export.columns import COLUMNS, rows_of, told_of
from storymap.export.format import Exported
from storymap.export.items import Told
from storymap.export.markup import legal
from storymap.export.rejoin import keep
from storymap.model import Story

_LONGEST = 32_000
"""Characters of a cell; Excel cuts at 32,767."""

_KEPT = "storymap"
_ABOUT = ("title", "author", "language", "source")
_WIDTHS = {"title": 40, "text": 60, "place": 24, "why": 40}


def write_xlsx(story: Story) -> Exported:
    """Return the story as a workbook; text cells are text, so that none is a formula."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = "storymap"
    book.properties.created = book.properties.modified = datetime(1980, 1, 1)
    rows = rows_of(story)
    cut = sum(len(str(row["text"])) > _LONGEST for row in rows)
    _sheet(book.active, "Events", COLUMNS, ([row[name] for name in COLUMNS] for row in rows))
    places = ("id", "name", "lat", "lon", "feature", "country", "precision", "mentions")
    _sheet(book.create_sheet(), "Places", places, _places(story))
    off = ((item.quote.text, item.why) for item in story.off_map)
    unplaced = ((item.span.text, item.why) for item in story.unplaced)
    _sheet(book.create_sheet(), "Off the map", ("text", "why"), [*off, *unplaced])
    _sheet(
        book.create_sheet(),
        "About",
        ("what", "value"),
        [(name, getattr(story.document, name)) for name in _ABOUT],
    )
    text = keep(story)
    parts = [(text[at : at + _LONGEST],) for at in range(0, len(text), _LONGEST)]
    hidden = book.create_sheet()
    _sheet(hidden, _KEPT, ("story",), parts)
    hidden.sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    lost = (f"{cut} long texts cut to {_LONGEST} characters in their cells",) if cut else ()
    return Exported(content=packed(unpacked(buffer.getvalue(), "xlsx")), lost=lost)


def read_xlsx(content: bytes, name: str) -> Told:
    """Return what a workbook tells: of its sheet Events, else of its first.

    Raises:
        ReadError: it is no workbook.
    """
    from openpyxl import load_workbook

    unpacked(content, name)  # which refuses one that is too large or damaged
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (KeyError, ValueError, TypeError, OSError) as error:
        raise ReadError(f"{name}: is no workbook: {error}") from error
    sheet = book["Events"] if "Events" in book.sheetnames else book[book.sheetnames[0]]
    told = _cells(book["About"]) if "About" in book.sheetnames else []
    about = {row[0]: row[1] for row in told if len(row) > 1}
    kept = "".join(row[0] for row in _cells(book[_KEPT])[1:]) if _KEPT in book.sheetnames else ""
    headings, *rows = _cells(sheet) or [()]
    return told_of([dict(zip(headings, row, strict=False)) for row in rows if any(row)], about, kept)


def _sheet(sheet: Any, title: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.title = title
    sheet.append(list(headings))
    for number, heading in enumerate(headings, start=1):
        sheet.cell(1, number).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(heading, 14)
    sheet.freeze_panes = "A2"
    for row_number, row in enumerate(rows, start=2):
        for number, value in enumerate(row, start=1):
            cell = sheet.cell(row_number, number)
            if isinstance(value, str):
                cell.value = _legal(value)[:_LONGEST]
                cell.data_type = "s"  # else "=1+1" would be a formula
            else:
                cell.value = value


def _legal(text: str) -> str:
    return "".join("\ufffd" if ord(char) < 32 and char not in "\t\n\r" else char for char in legal(text))


def _places(story: Story) -> Iterable[Sequence[Any]]:
    for entry in story.places:
        place = entry.place
        yield (
            place.id,
            place.name,
            place.lat,
            place.lon,
            place.feature,
            place.country,
            place.precision,
            len(entry.mentions),
        )


def _cells(sheet: Any) -> list[tuple[str, ...]]:
    return [tuple(_text(value) for value in row) for row in sheet.iter_rows(values_only=True)]


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value.date().isoformat() if isinstance(value, datetime) else str(value)
