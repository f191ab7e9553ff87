"""A workbook (XLSX) → the table in its first sheet that has headings."""

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import openpyxl

from storymap.errors import ReadError
from storymap.sources.archive import open_archive
from storymap.sources.columns import known_headings
from storymap.sources.model import Input, Source
from storymap.sources.table import read_table

_MOST_ROWS = 100_000


def read(given: Input) -> Iterator[Source]:
    """Yield what the table holds; other sheets are named.

    Raises:
        ReadError: it is damaged, has no table, or its headings are not understood.
    """
    open_archive(given.data, given.label)
    try:
        book = openpyxl.load_workbook(io.BytesIO(given.data), read_only=True, data_only=True)
        sheets = [(sheet.title, _rows(sheet)) for sheet in book.worksheets]
    except (KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile, OSError) as error:
        raise ReadError(f"{given.label} is damaged: it is no readable workbook") from error
    filled = [(title, rows) for title, rows in sheets if len(rows) > 1]
    if not filled:
        raise ReadError(f"{given.label} is a workbook without a table in it")
    _, rows = max(filled, key=lambda sheet: len(known_headings(map(_cell, sheet[1][0]))))
    headings = tuple(map(_cell, rows[0]))
    table = [dict(zip(headings, map(_cell, row), strict=False)) for row in rows[1:]]
    yield from read_table(table, given, headings=headings)


def _rows(sheet: Any) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for row in sheet.iter_rows(values_only=True):
        if any(value is not None for value in row):
            rows.append(row)
        if len(rows) > _MOST_ROWS:
            raise ReadError(f"a sheet has more than {_MOST_ROWS} rows; split it")
    return rows


def _cell(value: object) -> str:
    """Return a cell's words; a day without a time is written as a day."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        at_midnight = (value.hour, value.minute) == (0, 0)
        return value.date().isoformat() if at_midnight else value.isoformat(sep=" ", timespec="minutes")
    return str(value).strip()
