"""CSV and its sisters → a table of events or of texts."""

import csv
from collections.abc import Iterator

from places.untrusted import longest_cell
from storymap.errors import ReadError
from storymap.sources.letters import decoded
from storymap.sources.model import Input, Source
from storymap.sources.table import read_table
from storymap.sources.text import hints

_DELIMITERS = ",;\t|"
_LONGEST_CELL = 10_000_000


def read(given: Input) -> Iterator[Source]:
    """Yield what a table with a line of headings holds.

    Raises:
        ReadError: it has no headings that are understood, or a line is broken.
    """
    text, _ = decoded(given.data, source=given.label, encoding=given.options.encoding, hints=hints(given))
    rows = csv.reader(text.splitlines(keepends=True), delimiter=_delimiter(text), strict=True)
    try:
        with longest_cell(_LONGEST_CELL):
            listed = [row for row in rows if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise ReadError(f"{given.label}, line {rows.line_num}: is no CSV: {error}") from error
    headings, *cells = listed
    table = [dict(zip(headings, row, strict=False)) for row in cells]
    yield from read_table(table, given, headings=tuple(headings))


def _delimiter(text: str) -> str:
    """Return the mark that parts most cells of the first line."""
    first = text.partition("\n")[0]
    return max(_DELIMITERS, key=first.count)
