"""Rows with headings → a table of events, which needs no reading, or a document a row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from places.model import Document
from storymap.errors import ReadError
from storymap.model import Media, MediaKind, Selector, Span, Stretch
from storymap.sources.blocks import BETWEEN
from storymap.sources.columns import known_headings, meanings
from storymap.sources.model import Input, Row, Source
from storymap.sources.text import in_words

_FIRST_ROW = 2  # as a spreadsheet counts: the headings are row 1
_SOUND = (".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".flac")
_FILM = (".mp4", ".webm", ".ogv", ".mov")


def read_table(
    table: Sequence[Mapping[str, Any]], given: Input, *, headings: tuple[str, ...] = ()
) -> Iterator[Source]:
    """Yield what a table holds: one document of events, or a document for each row that is only a text.

    Raises:
        ReadError: the headings are not understood; the text says how to say what they mean.
    """
    listed = headings or tuple(dict.fromkeys(heading for row in table for heading in row))
    known = known_headings(listed, given.options.columns)
    kinds = set(known.values())
    cells = [{known[key]: _words(value) for key, value in row.items() if key in known} for row in table]
    if kinds & {"place", "lat", "when"} and kinds & {"title", "text"}:
        yield _events(cells, given)
    elif "text" in kinds:
        yield from _texts(cells, given)
    else:
        raise ReadError(
            f"{given.label} is a table whose headings are not understood ({', '.join(listed)[:200]}); "
            f"say what they mean, for example --columns {listed[0] if listed else 'A'}=title; there are "
            f"{', '.join(meanings())}"
        )


def media_kind(src: str) -> MediaKind:
    """Return what a file is by its name's ending: a recording, a film, or else a picture."""
    bare = src.partition("?")[0].lower()
    if bare.endswith(_SOUND) or src.startswith("data:audio/"):
        return "audio"
    return "video" if bare.endswith(_FILM) or src.startswith("data:video/") else "image"


def _words(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())


def _texts(cells: Sequence[Mapping[str, str]], given: Input) -> Iterator[Source]:
    for number, row in enumerate(cells, start=_FIRST_ROW):
        text = row.get("text", "")
        if not text:
            continue
        document = Document(
            text=text,
            id=row.get("id") or f"{number}",
            title=row.get("title") or f"{in_words(given.name)} {number - 1}",
            language=row.get("language") or "",
            author=row.get("author", ""),
            source=given.address or given.name,
        )
        yield Source(document=document, origin=(Stretch(start=0, end=len(text), at=Selector(row=number)),))


@dataclass(slots=True)
class _Sheet:
    """The text as it grows, a row after the other."""

    parts: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, before: str) -> Span | None:
        """Add words and return where they stand; nothing for no words."""
        if not text:
            return None
        if self.parts:
            self.parts.append(before)
            self.length += len(before)
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return Span(start=start, end=self.length, text=text)


def _events(cells: Sequence[Mapping[str, str]], given: Input) -> Source:
    sheet = _Sheet()
    rows: list[Row] = []
    origin: list[Stretch] = []
    for number, cell in enumerate(cells, start=_FIRST_ROW):
        row = _row(cell, sheet, f"{given.label}, row {number}")
        if row is not None:
            rows.append(row)
            origin.append(Stretch(start=row.title.start, end=sheet.length, at=Selector(row=number)))
    if not rows:
        raise ReadError(f"{given.label} is a table without a row that has a title or a text")
    document = Document(
        text="".join(sheet.parts),
        id=given.name,
        title=in_words(given.name),
        source=given.address or given.name,
        language=next((cell["language"] for cell in cells if cell.get("language")), ""),
    )
    return Source(document=document, origin=tuple(origin), rows=tuple(rows))


def _row(cell: Mapping[str, str], sheet: _Sheet, where: str) -> Row | None:
    title = sheet.add(cell.get("title") or cell.get("text", ""), BETWEEN)
    if title is None:
        return None
    when = sheet.add(" – ".join(filter(None, (cell.get("when"), cell.get("until")))), "\n")
    place = sheet.add(cell.get("place", ""), " · " if when else "\n")
    text = sheet.add(cell.get("text", ""), "\n") if cell.get("title") else None
    return Row(title=title, text=text, when=when, place=place, point=_point(cell, where), media=_media(cell))


def _point(cell: Mapping[str, str], where: str) -> tuple[float, float] | None:
    lat, lon = cell.get("lat", ""), cell.get("lon", "")
    if not lat and not lon:
        return None
    try:
        point = (_degrees(lat), _degrees(lon))
    except ValueError as error:
        raise ReadError(f"{where}: {lat!r}, {lon!r} are no latitude and longitude in degrees") from error
    if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        raise ReadError(f"{where}: {lat}, {lon} is no point on the earth; is latitude first?")
    return point


def _degrees(text: str) -> float:
    return float(text.replace(",", ".").replace("−", "-").rstrip("° "))


def _media(cell: Mapping[str, str]) -> tuple[Media, ...]:
    src = cell.get("media", "")
    if not src:
        return ()
    return (
        Media(
            src=src,
            kind=media_kind(src),
            alt=cell.get("alt", ""),
            caption=cell.get("caption", ""),
            credit=cell.get("credit", ""),
        ),
    )
