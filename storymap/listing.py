"""Located mentions as `storymap places` prints them: a table for people, one JSON object for programs."""

import json
from collections.abc import Sequence
from typing import Any

from places.languages import settled
from places.model import Document, Located, Place
from storymap.page.visible import visible

_HEADINGS = ("line", "text", "kind", "place", "country", "latitude", "longitude", "sure")
_WIDEST = 40
# JSON lets these stand as they are, and a terminal takes them for commands.
_ESCAPED = {code: f"\\u{code:04x}" for code in range(0x7F, 0xA0)}


def places_json(document: Document, located: Sequence[Located]) -> str:
    """Return one line of JSON without its line break: the document's id, language and mentions."""
    line = {
        "id": document.id,
        "language": settled(document).language,
        "mentions": [_mention(item) for item in located],
    }
    return json.dumps(line, ensure_ascii=False).translate(_ESCAPED)


def _mention(item: Located) -> dict[str, Any]:
    mention = item.mention
    fields: dict[str, Any] = {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "kind": mention.kind,
        "confidence": round(item.confidence, 4),
        "place": _place(item.place) if item.place else None,
        "candidates": [{"id": c.place.id, "score": round(c.score, 4)} for c in item.candidates],
    }
    if item.why:
        fields["why"] = item.why
    return fields


def _place(place: Place) -> dict[str, Any]:
    return {
        "id": place.id,
        "name": place.name,
        "feature": place.feature,
        "country": place.country,
        "lat": round(place.lat, 6),
        "lon": round(place.lon, 6),
        "precision": place.precision,
    }


def places_table(document: Document, located: Sequence[Located]) -> str:
    """Return a table of the mentions in text order, with a line that says so if there are none."""
    if not located:
        return "no place is named in this text\n"
    rows = [_HEADINGS, *(_row(document.text, item) for item in located)]
    widths = [min(_WIDEST, max(len(row[column]) for row in rows)) for column in range(len(_HEADINGS))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "".join(f"{visible(line.rstrip())}\n" for line in lines)


def _row(text: str, item: Located) -> tuple[str, ...]:
    line = str(text.count("\n", 0, item.mention.start) + 1)
    words = " ".join(item.mention.text.split())
    place = item.place
    if place is None:
        return (line, words, item.mention.kind, f"— {item.why}".rstrip("— "), "", "", "", "")
    name = f"near {place.name}" if place.precision == "near" and place.name != words else place.name
    sure = f"{item.confidence:.0%}"
    return (line, words, item.mention.kind, name, place.country, f"{place.lat:.4f}", f"{place.lon:.4f}", sure)
