"""Corrections ⇄ JSON; what is wrong in a file is told with the path to it."""

from collections.abc import Callable, Mapping
from dataclasses import fields as fields_of
from typing import Any

from storymap.correct.anchor import Anchor
from storymap.correct.operations import NAMES, SCOPES, STORY_FIELDS, Operation, identified, name_of, what
from storymap.files.fields import Fields
from storymap.files.look import category_from, category_record, view_from, view_record
from storymap.files.media import media_from, media_record
from storymap.files.reading import day_from, place_from
from storymap.files.writing import place_record
from storymap.model import EVENT_KINDS, EXTENTS, WHERE_ROLES, WHO_ROLES, When, Where, Who

Json = dict[str, Any]

_ABOUT = ("id", "time", "by", "was")


def operation_record(operation: Operation) -> Json:
    """Return the operation as JSON: its name, its id and who made it when, then what it does."""
    about = {key: getattr(operation, key) for key in _ABOUT if getattr(operation, key)}
    done = {key: _WRITERS.get(key, _same)(value) for key, value in what(operation).items()}
    return {"op": name_of(operation), **about, **done}


def operation_from(record: Fields) -> Operation:
    """Return the operation of a JSON object; one without an id gets one that follows from what it does.

    Raises:
        StoryFileError: it is no operation; the text names the path to what is wrong.
    """
    kind = NAMES[record.choice("op", tuple(NAMES))]
    given: Json = {key: record.text(key, "") for key in _ABOUT}
    for one in fields_of(kind):
        if one.name not in _ABOUT:
            given[one.name] = _READERS[one.name](record, one.name)
    return identified(kind(**given))


def anchor_record(held: Anchor) -> Json:
    """Return the anchor as JSON, without what is empty."""
    record = {one.name: getattr(held, one.name) for one in fields_of(held)}
    return {key: value for key, value in record.items() if value or key == "exact"}


def anchor_from(fields: Fields) -> Anchor:
    """Return the anchor of a JSON object."""
    return Anchor(
        exact=fields.text("exact", ""),
        prefix=fields.text("prefix", ""),
        suffix=fields.text("suffix", ""),
        nth=fields.integer("nth", 0),
        title=fields.text("title", ""),
        made=fields.text("made", ""),
    )


def _same(value: Any) -> Any:
    return value


def _anchor_or_none(held: Anchor | None) -> Json | None:
    return None if held is None else anchor_record(held)


def when_record(when: When) -> Json:
    """Return a time as the corrections file and the editor have it."""
    first, last = when.earliest, when.latest
    return {
        "edtf": when.edtf,
        "earliest": str(first) if first else None,
        "latest": str(last) if last else None,
        "extent": when.extent,
    }


def _when(fields: Fields) -> When:
    first, last = day_from(fields, "earliest"), day_from(fields, "latest")
    return When(
        edtf=fields.optional_text("edtf"),
        earliest=first,
        latest=last,
        extent=fields.choice("extent", EXTENTS, "within"),
        basis="stated" if first or last else "none",
    )


def _where(fields: Fields) -> Where:
    place = place_from(fields.member("place"))
    return Where(place=place, role=fields.choice("role", WHERE_ROLES, "at"))


def _who(fields: Fields) -> Who:
    return Who(name=fields.text("name"), role=fields.choice("role", WHO_ROLES, "participant"))


def _needed_anchor(record: Fields, key: str) -> Anchor:
    return anchor_from(record.member(key))


def _anchor_if_any(record: Fields, key: str) -> Anchor | None:
    member = record.optional_object(key)
    return anchor_from(member) if member else None


def _at(record: Fields, key: str) -> Anchor | None:
    """Return the words meant; only an added event may have none."""
    return (_anchor_if_any if record.data.get("op") == "event.add" else _needed_anchor)(record, key)


def _place(record: Fields, key: str) -> Any:
    """Return the place; only of a name that is set may it be none."""
    if record.data.get("op") == "place.set" and key in record.data and record.data[key] is None:
        return None
    return place_from(record.member(key))


_WRITERS: Mapping[str, Callable[[Any], Any]] = {
    "at": _anchor_or_none,
    "event": anchor_record,
    "after": _anchor_or_none,
    "others": lambda held: [anchor_record(one) for one in held],
    "place": lambda place: None if place is None else place_record(place),
    "where": lambda where: [{"role": one.role, "place": place_record(one.place)} for one in where],
    "who": lambda who: [{"name": one.name, "role": one.role} for one in who],
    "when": when_record,
    "view": lambda view: None if view is None else view_record(view),
    "media": lambda media: [media_record(one) for one in media],
    "categories": lambda categories: [category_record(one) for one in categories],
}

_READERS: Mapping[str, Callable[[Fields, str], Any]] = {
    "at": _at,
    "event": _needed_anchor,
    "after": _anchor_if_any,
    "others": lambda record, key: record.list_of(key, anchor_from),
    "place": _place,
    "where": lambda record, key: record.list_of(key, _where),
    "who": lambda record, key: record.list_of(key, _who),
    "when": lambda record, key: _when(record.member(key)) if record.data.get(key) else When(),
    "scope": lambda record, key: record.choice(key, SCOPES, "name"),
    "kind": lambda record, key: record.choice(key, EVENT_KINDS, "event"),
    "field": lambda record, key: record.choice(key, STORY_FIELDS),
    "main": lambda record, key: record.flag(key, True),
    "title": lambda record, key: record.text(key),
    "part": lambda record, key: record.text(key, ""),
    "name": lambda record, key: record.text(key, ""),
    "value": lambda record, key: record.text(key, ""),
    "view": view_from,
    "media": lambda record, key: record.list_of(key, media_from),
    "categories": lambda record, key: record.list_of(key, category_from),
    "category": lambda record, key: record.text(key, ""),
}
