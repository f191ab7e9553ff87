"""The INPUT of the command line → Documents: text files, standard input, and .jsonl files of documents."""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from places.model import Document
from storymap.errors import ReadError
from storymap.sources.text import decode, guess_title

STANDARD_INPUT = "-"

# The longest novels have three million characters. A map of more than that would help nobody, and reading
# it would take the better part of an hour.
MOST_CHARACTERS = 4_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document as it was read, with the spans to be resolved if the input names them."""

    document: Document
    spans: tuple[tuple[int, int], ...] | None = None


def read_documents(name: str, *, encoding: str | None = None) -> Iterator[Source]:
    """Yield the documents of one INPUT: one of a text, as many as a .jsonl file has lines.

    Raises:
        ReadError: it is missing, a directory, empty, binary or badly encoded; the text names the place.
    """
    if name.startswith(("http://", "https://")):
        raise ReadError(
            f"{name} is a web address, and storymap does not use the network; "
            "save the page's text to a file, or paste it: storymap build -"
        )
    data = _read_bytes(name)
    source = "standard input" if name == STANDARD_INPUT else name
    text = decode(data, source=source, encoding=encoding)
    if name.endswith(".jsonl"):
        yield from _documents(text, source)
        return
    if len(text) > MOST_CHARACTERS:
        have, most = len(text) / 1e6, MOST_CHARACTERS // 1_000_000
        raise ReadError(
            f"{source} has {have:.1f} million characters, and one map holds at most {most} million; "
            "split it, for example by chapters, and make a map of each part"
        )
    file = "" if name == STANDARD_INPUT else name
    title = guess_title(text, file)
    yield Source(document=Document(text=text, id=Path(file).name, title=title, source=Path(file).name))


def _read_bytes(name: str) -> bytes:
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    path = Path(name)
    if path.is_dir():
        raise ReadError(f"{name} is a directory; name the text file in it")
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(f"{name} does not exist; check the name, or use - for standard input") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ReadError(f"{name} cannot be read: {reason}") from error


def _documents(text: str, source: str) -> Iterator[Source]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{source}, line {number}"
        try:
            data = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            raise ReadError(f"{where}: is no JSON: {error}") from error
        if not isinstance(data, dict):
            raise ReadError(f"{where}: must be a JSON object with id and text")
        yield _from_json(data, where)


def _from_json(data: Mapping[str, Any], where: str) -> Source:
    text = data.get("text")
    if not isinstance(text, str):
        raise ReadError(f"{where}: has no text")
    document = Document(
        text=text,
        id=str(data.get("id", "")),
        title=str(data.get("title") or ""),
        language=str(data.get("language") or "en"),
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
