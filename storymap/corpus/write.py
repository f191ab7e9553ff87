"""An answer → a table for people, CSV, JSON lines or Parquet, as bytes."""

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from storymap.page.visible import visible

if TYPE_CHECKING:
    import pyarrow as pa

_WIDEST = 60


def answer_as(answer: "pa.Table", kind: str) -> bytes:
    """Return an answer as "table", "csv", "jsonl" or "parquet"."""
    if kind == "parquet":
        from storymap.corpus.batch import parquet_bytes

        return parquet_bytes(answer)
    rows = answer.to_pylist()
    if kind == "jsonl":
        lines = [json.dumps(row, ensure_ascii=False, default=_plain) for row in rows]
        return "".join(line + "\n" for line in lines).encode("utf-8", errors="replace")
    columns = answer.column_names
    cells = [[_cell(row[name]) for name in columns] for row in rows]
    if kind == "csv":
        file = io.StringIO()
        csv.writer(file, lineterminator="\n").writerows([columns, *cells])
        return file.getvalue().encode("utf-8", errors="replace")
    return _table(columns, cells).encode("utf-8", errors="replace")


def _plain(value: Any) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(map(_cell, value))
    if isinstance(value, float):
        return f"{value:.6g}"
    return _plain(value)


def _table(columns: list[str], cells: list[list[str]]) -> str:
    shown = [[_short(cell) for cell in row] for row in [columns, *cells]]
    widths = [max(len(row[n]) for row in shown) for n in range(len(columns))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in shown]
    rule = "  ".join("-" * width for width in widths)
    count = f"({len(cells)} row{'' if len(cells) == 1 else 's'})"
    return "\n".join([lines[0].rstrip(), rule, *(line.rstrip() for line in lines[1:]), count]) + "\n"


def _short(cell: str) -> str:
    line = " ".join(visible(cell).split())
    return line if len(line) <= _WIDEST else line[: _WIDEST - 1] + "…"
