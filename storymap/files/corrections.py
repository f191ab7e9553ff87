"""The corrections file, NAME.corrections.json beside a text: one operation a line, made for git."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from places.model import Place
from storymap.correct.anchor import Anchor
from storymap.correct.merge import Preference, merge
from storymap.correct.operations import MentionAdd, Operation, PlaceSet, name_of, what
from storymap.correct.placing import place_words
from storymap.correct.showing import view_words
from storymap.correct.telling import when_words
from storymap.correct.words import shortened
from storymap.errors import StoryFileError
from storymap.files.editable import page_fields
from storymap.files.fields import Fields, read_json
from storymap.files.operations import operation_from, operation_record
from storymap.model import Category, Media, View, When, Where, Who

CORRECTIONS_VERSION = 1
_ENDING = ".corrections.json"
_MOST_BYTES = 100_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """What a corrections file holds; ``undone`` are taken back, the next to be done again last."""

    operations: tuple[Operation, ...] = ()
    undone: tuple[Operation, ...] = ()
    source: str = ""


def corrections_path(name: str | Path) -> Path:
    """Return where the corrections of an input stand: article.txt → article.corrections.json beside it."""
    path = Path(name)
    return path.with_name(f"{path.stem}{_ENDING}")


def load_corrections(path: Path) -> Corrections:
    """Return what a corrections file holds, or an editable page.

    Raises:
        StoryFileError: the file cannot be read, or holds something else; the text names file and path.
    """
    if path.suffix.lower() in (".html", ".htm"):
        fields = page_fields(path)
        return Corrections(
            operations=fields.list_of("operations", operation_from),
            undone=fields.list_of("undone", operation_from),
        )
    return read_json(path, "corrections file", _MOST_BYTES, corrections_from)


def corrections_from(data: Any) -> Corrections:
    """Return the corrections of a corrections file's JSON.

    Raises:
        StoryFileError: it is none; the text names the path to what is wrong.
    """
    if not isinstance(data, dict) or "storymap_corrections" not in data:
        raise StoryFileError("is no corrections file; `storymap edit` makes one")
    fields = Fields(data)
    version = fields.integer("storymap_corrections")
    if version != CORRECTIONS_VERSION:
        raise StoryFileError(f"has corrections format {version}; this program reads {CORRECTIONS_VERSION}")
    return Corrections(
        operations=fields.list_of("operations", operation_from),
        undone=fields.list_of("undone", operation_from),
        source=fields.text("source", ""),
    )


def corrections_record(corrections: Corrections) -> dict[str, Any]:
    """Return the corrections as the file's JSON."""
    return {
        "storymap_corrections": CORRECTIONS_VERSION,
        "source": corrections.source,
        "operations": [operation_record(one) for one in corrections.operations],
        "undone": [operation_record(one) for one in corrections.undone],
    }


def dump_corrections(corrections: Corrections) -> str:
    """Return the file's text: JSON with one operation a line, so that a diff shows what was changed."""
    source = json.dumps(corrections.source, ensure_ascii=False)
    return (
        f'{{\n"storymap_corrections": {CORRECTIONS_VERSION},\n"source": {source},\n'
        f'"operations": {_lines(corrections.operations)},\n"undone": {_lines(corrections.undone)}\n}}\n'
    )


def joined(one: Corrections, other: Corrections, prefer: Preference) -> Corrections:
    """Return two files' corrections as one; what either has taken back stays so."""
    undone = {operation.id: operation for operation in (*one.undone, *other.undone)}
    operations, _ = merge(one.operations, other.operations, prefer)
    return Corrections(
        operations=tuple(operation for operation in operations if operation.id not in undone),
        undone=tuple(undone.values()),
        source=one.source or other.source,
    )


def in_words(operation: Operation) -> str:
    """Return the operation in one line: when, whose, what it is about, what it was and what it is now."""
    made = " ".join(filter(None, (operation.time[:16].replace("T", " "), operation.by)))
    done = dict(what(operation))
    held = done.pop("event", None) or done.pop("at", None)
    about = f"“{shortened(held.exact)}”" if isinstance(held, Anchor) and held.exact else ""
    now = ", ".join(filter(None, (_said(value) for key, value in done.items() if key != "scope")))
    change = " → ".join(filter(None, (operation.was, now)))
    return "  ".join(filter(None, (made, name_of(operation), about, change)))


def _said(value: Any) -> str:
    """Return a member of an operation in words."""
    if isinstance(value, Place):
        return place_words(value)
    if isinstance(value, When):
        return when_words(value)
    if isinstance(value, Where):
        return value.place.name
    if isinstance(value, Anchor):
        return f"“{shortened(value.exact)}”"
    if isinstance(value, View):
        return view_words(value)
    if isinstance(value, Media):
        return value.alt or value.caption or value.kind
    if isinstance(value, tuple):
        return ", ".join(map(_said, value))
    if isinstance(value, Who | Category):
        return value.name
    return {None: "none", True: "yes", False: "no"}.get(value, str(value))


def gazetteer_record(operations: Iterable[Operation]) -> dict[str, Any]:
    """Return the places that were set by hand as GeoJSON that can be read as a gazetteer of one's own.

    Each has the name that it was set for among its names; the last correction of a name counts.
    """
    named: dict[str, Place] = {}
    names: dict[str, str] = {}
    for operation in operations:
        if isinstance(operation, PlaceSet | MentionAdd):
            named.pop(operation.at.exact.casefold(), None)
            if operation.place is not None:
                named[operation.at.exact.casefold()] = operation.place
                names[operation.at.exact.casefold()] = operation.at.exact
    features = [_gazetteer_feature(names[name], place) for name, place in named.items()]
    return {"type": "FeatureCollection", "features": features}


def _gazetteer_feature(name: str, place: Place) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": {
            "id": place.id,
            "name": place.name,
            "aliases": [name] if name != place.name else [],
            "feature": place.feature,
            "country": place.country,
        },
    }


def _lines(operations: Sequence[Operation]) -> str:
    if not operations:
        return "[]"
    lines: Iterable[str] = (json.dumps(operation_record(one), ensure_ascii=False) for one in operations)
    return "[\n" + ",\n".join(lines) + "\n]"


def corrections_schema() -> Any:
    """Return the JSON Schema of a corrections file."""
    from importlib.resources import files

    return json.loads(
        files("storymap").joinpath("data", "corrections.schema.json").read_text(encoding="utf-8")
    )
