"""JSON lines → Documents: {"id", "text", "title"?, "published"?, "language"?, "spans"?} a line."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from places.model import Document
from places.untrusted import parse_json
from storymap.errors import ReadError
from storymap.sources.letters import decode
from storymap.sources.model import Input, Source


def read(given: Input) -> Iterator[Source]:
    """Yield a document a line; lines without a text but with a title or place are a table of events."""
    text = decode(given.data, source=given.label, encoding=given.options.encoding)
    lines = _objects(text, given.label)
    first = next(lines, None)
    if first is None:
        return
    if not isinstance(first[1].get("text"), str) and _is_event(first[1]):
        from storymap.sources.table import read_table

        yield from read_table([dict(data) for _, data in (first, *lines)], given)
        return
    yield _from_json(first[1], first[0])
    for where, data in lines:
        yield _from_json(data, where)


def _is_event(data: Mapping[str, Any]) -> bool:
    from storymap.sources.columns import known_headings

    return len(known_headings(data)) >= 2


def _objects(text: str, source: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{source}, line {number}"
        try:
            data = parse_json(line)
        except ValueError as error:
            raise ReadError(
                f"{where}: is no JSON that can be read: {str(error).removeprefix('line 1: ')}"
            ) from error
        if not isinstance(data, dict):
            raise ReadError(f"{where}: must be a JSON object with id and text")
        yield where, data


def _from_json(data: Mapping[str, Any], where: str) -> Source:
    text = data.get("text")
    if not isinstance(text, str):
        raise ReadError(f"{where}: has no text")
    document = Document(
        text=text,
        id=str(data.get("id", "")),
        title=str(data.get("title") or ""),
        language=str(data.get("language") or ""),
        published=_published(data.get("published"), where),
        source=str(data.get("source") or ""),
        author=str(data.get("author") or ""),
    )
    return Source(document=document, spans=_spans(data.get("spans"), len(text), where))


def _published(value: object, where: str) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError as error:
        raise ReadError(f"{where}: published must be a date as 2020-05-06, not {value!r}") from error


def _spans(value: object, length: int, where: str) -> tuple[tuple[int, int], ...] | None:
    if value is None:
        return None
    if not isinstance(value, list):
        raise ReadError(f"{where}: spans must be a list of [start, end]")
    spans = []
    for item in value:
        good = isinstance(item, list) and len(item) == 2 and all(type(number) is int for number in item)
        if not good or not 0 <= item[0] < item[1] <= length:
            raise ReadError(f"{where}: {item!r} is no span [start, end] of a text of {length} characters")
        spans.append((item[0], item[1]))
    return tuple(spans)
