"""Files that hold many documents → an item each, one at a time: JSON lines, tables, mailboxes, ZIP archives.

Each is read as a stream, so that a file of a million documents needs no more memory than one of ten.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import IO, Any

from places.untrusted import longest_cell
from storymap.corpus.batch import record_item
from storymap.corpus.leaf import Leaf
from storymap.corpus.model import Item, Settings
from storymap.errors import ReadError

Container = Callable[[Leaf, Settings], Iterator[Item]]

_MB = 1_000_000
_MOST_BYTES = 500 * _MB
_LONGEST_LINE = 200 * _MB
_LONGEST_CELL = 200 * _MB
_MAIL = re.compile(rb"From [^\n]*\d{4}\r?\n?$")
_OFFICE = frozenset({".docx", ".odt", ".epub", ".xlsx", ".kmz"})
_ROWS = 1_000
_MOST_RATIO = 200


def container_of(leaf: Leaf) -> Container:
    """Return what takes a file apart; one that holds one document, or is not known, is taken as it is."""
    named = _BY_SUFFIX.get(leaf.suffix)
    if named is not None:
        return named
    if leaf.suffix in _OFFICE or leaf.name.startswith(("http://", "https://")):
        return whole
    with leaf.open() as file:
        start = file.read(64)
    if start.startswith(b"PK\x03\x04"):
        return archive
    if start.startswith(b"From ") and b"@" in start:
        return mailbox
    return whole


def error_item(leaf: Leaf, reason: str, *, name: str = "", place: int = 0) -> Item:
    """Return the item that says why something cannot be got."""
    return Item(
        name=name or leaf.name,
        kind="error",
        data=reason.encode("utf-8", errors="replace"),
        collection=leaf.collection,
        place=place or leaf.size,
    )


def whole(leaf: Leaf, _settings: Settings) -> Iterator[Item]:
    """Yield the one item that a file is."""
    with leaf.open() as file:
        data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise ReadError(
            f"{leaf.name} is larger than {_MOST_BYTES // _MB} MB, the most that is read; split it"
        )
    yield Item(
        name=leaf.name,
        kind="file",
        data=data,
        suffix=leaf.suffix,
        collection=leaf.collection,
        place=leaf.size,
    )


def json_lines(leaf: Leaf, _settings: Settings) -> Iterator[Item]:
    """Yield an item a line that is a JSON object with a text; another line is an error of its own."""
    for number, line, place in _lines(leaf):
        if not line.strip():
            continue
        name = f"{leaf.name}#{number}"
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield error_item(leaf, f"{leaf.name}, line {number}: is no JSON: {error}", name=name, place=place)
            continue
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            reason = f"{leaf.name}, line {number}: must be a JSON object with a text"
            yield error_item(leaf, reason, name=name, place=place)
            continue
        own = str(row["id"]) if row.get("id") not in (None, "") else name
        yield record_item(row, name=own, place=place, collection=leaf.collection)


def _lines(leaf: Leaf) -> Iterator[tuple[int, bytes, int]]:
    """Yield the lines of a file with their numbers and how many of the file's own bytes have been read."""
    number = 0
    with leaf.open() as file:
        while line := file.readline(_LONGEST_LINE):
            number += 1
            yield number, line, _position(file)


def _position(file: IO[bytes]) -> int:
    """Return how far a file has been read, in a packed one how much of what is packed."""
    inner = getattr(file, "fileobj", None) or getattr(file, "_fp", None) or file
    try:
        return int(inner.tell())
    except (OSError, ValueError, AttributeError):
        return 0


def table(leaf: Leaf, settings: Settings) -> Iterator[Item]:
    """Yield an item a row of a CSV file of texts; a table of events is one item, to be read as one."""
    from storymap.sources.columns import known_headings

    with longest_cell(_LONGEST_CELL), leaf.open() as file:
        encoding = settings.encoding or _encoding(leaf)
        text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
        first = text.readline()
        delimiter = max(",;\t|", key=first.count)
        headings = next(csv.reader([first], delimiter=delimiter), [])
        known = known_headings(headings, settings.columns)
        if not _holds_texts(known):
            yield from whole(leaf, settings)
            return
        rows = csv.DictReader(text, fieldnames=headings, delimiter=delimiter)
        try:
            for number, row in enumerate(rows, start=2):
                yield _row_item(row, known, leaf, number, _position(file))
        except csv.Error as error:
            raise ReadError(f"{leaf.name}, line {rows.line_num + 1}: is no CSV: {error}") from error


def _encoding(leaf: Leaf) -> str:
    """Return the encoding of a table, guessed from its beginning where that is no UTF-8."""
    from storymap.sources.letters import bom_encoding, decoded

    with leaf.open() as file:
        start = file.read(_MB)
    if marked := bom_encoding(start):
        return marked
    _, guessed = decoded(start.rpartition(b"\n")[0] or start, source=leaf.name)
    return guessed or "utf-8"


def parquet_file(leaf: Leaf, settings: Settings) -> Iterator[Item]:
    """Yield an item a row of a Parquet file with a column of texts."""
    import pyarrow as pa
    from pyarrow import parquet

    from storymap.sources.columns import known_headings

    with leaf.open() as file:
        try:
            opened = parquet.ParquetFile(file)
        except pa.ArrowException as error:
            raise ReadError(f"{leaf.name} is damaged: {error}") from error
        names = [str(name) for name in opened.schema_arrow.names]
        known = known_headings(names, settings.columns)
        if "text" not in known.values():
            raise ReadError(
                f"{leaf.name} has no column of texts (it has {', '.join(names)[:200]}); "
                f"say which it is: --columns {names[0] if names else 'A'}=text"
            )
        wanted = [*known, *(name for name in ("published", "source", "collection") if name in names)]
        rows, number = opened.metadata.num_rows, 0
        for batch in opened.iter_batches(batch_size=_ROWS, columns=list(dict.fromkeys(wanted))):
            for row in batch.to_pylist():
                number += 1
                yield _row_item(row, known, leaf, number, leaf.size * number // max(rows, 1))


def _holds_texts(known: Mapping[str, str]) -> bool:
    kinds = set(known.values())
    return "text" in kinds and not kinds & {"place", "lat"}


def _row_item(row: Mapping[str, Any], known: Mapping[str, str], leaf: Leaf, number: int, place: int) -> Item:
    name = f"{leaf.name}#{number}"
    told = {known[key]: value for key, value in row.items() if key in known and value not in (None, "")}
    for key in ("published", "source", "collection"):
        if row.get(key) not in (None, ""):
            told[key] = row[key]
    if not str(told.get("text", "")).strip():
        return error_item(leaf, f"{leaf.name}, row {number}: has no text", name=name, place=place)
    told["text"] = str(told["text"])
    told["published"] = _day(told.get("published") or told.pop("when", None))
    return record_item(told, name=str(told.get("id") or name), place=place, collection=leaf.collection)


def _day(value: Any) -> str | None:
    """Return a day as ISO 8601, None where a cell names none of our era."""
    if value is None:
        return None
    from storymap.export.times import when_said

    stamp = getattr(value, "isoformat", None)
    first = when_said(stamp()[:10] if stamp else str(value)).earliest
    return str(first) if first and first.year > 0 else None


def mailbox(leaf: Leaf, _settings: Settings) -> Iterator[Item]:
    """Yield an item a message of a mailbox."""
    message: list[bytes] = []
    number, blank, at = 0, True, 0
    for _, line, at in _lines(leaf):
        if blank and _MAIL.fullmatch(line):
            if message:
                number += 1
                yield _message(leaf, message, number, at)
            message = []
        else:
            message.append(line)
        blank = not line.strip()
    if any(line.strip() for line in message):
        yield _message(leaf, message, number + 1, at)


def _message(leaf: Leaf, lines: list[bytes], number: int, place: int) -> Item:
    return Item(
        name=f"{leaf.name}#{number}",
        kind="file",
        data=b"".join(lines),
        suffix=".eml",
        collection=leaf.collection,
        place=place,
    )


def archive(leaf: Leaf, settings: Settings) -> Iterator[Item]:
    """Yield the items of a ZIP archive's members; an office document or map that is a ZIP is one item."""
    with leaf.open() as file:
        try:
            opened = zipfile.ZipFile(file)
        except zipfile.BadZipFile as error:
            raise ReadError(f"{leaf.name} is damaged: it breaks off or is no complete archive") from error
        members = sorted(
            (one for one in opened.infolist() if not one.is_dir() and not _is_hidden(one.filename)),
            key=lambda one: one.filename,
        )
        names = {one.filename for one in members}
        if names & {
            "word/document.xml",
            "xl/workbook.xml",
            "META-INF/container.xml",
            "content.xml",
            "doc.kml",
        }:
            yield from whole(leaf, settings)
            return
        done, size = 0, sum(one.compress_size for one in members) or 1
        for member in members:
            done += member.compress_size
            for item in _member(opened, member, leaf, settings):
                yield replace(item, place=leaf.size * done // size)


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in PurePosixPath(name).parts)


def _member(
    opened: zipfile.ZipFile, member: zipfile.ZipInfo, leaf: Leaf, settings: Settings
) -> Iterator[Item]:
    inner = Leaf(
        name=f"{leaf.name}/{member.filename}",
        collection=leaf.collection,
        size=member.file_size,
        open=lambda: io.BytesIO(opened.read(member)),
    )
    swollen = member.file_size > 10 * _MB and member.file_size > _MOST_RATIO * max(member.compress_size, 1)
    if swollen or member.file_size > _MOST_BYTES:
        yield error_item(inner, f"{inner.name} unpacks to more than can be meant")
        return
    take = (
        container_of if inner.suffix != ".zip" else (lambda _: whole)
    )  # an archive in an archive is not opened
    try:
        yield from take(inner)(inner, settings)
    except ReadError as error:
        yield error_item(inner, str(error))
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        yield error_item(inner, f"{inner.name} cannot be unpacked: {error}")


_BY_SUFFIX: Mapping[str, Container] = {
    ".jsonl": json_lines,
    ".ndjson": json_lines,
    ".csv": table,
    ".tsv": table,
    ".parquet": parquet_file,
    ".mbox": mailbox,
    ".zip": archive,
}
