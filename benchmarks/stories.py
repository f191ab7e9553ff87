"""A story compared with a careful editor's: the events found, and those with the right date and places.

A gold story is a JSON object: ``document`` (the text's file beside it), ``published``, ``events`` (each with
``quote``, ``also_told_in``, ``when`` and ``where``), ``off_map`` and ``optional`` (quotes of what an editor
may show or not), ``places`` with coordinates.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from places.model import Candidate, Document, Located, Mention, MentionKind, Place
from storymap.model import Event, Span, Story, Where

NEAR_KM = 5.0
"""Two points as near as this are one place of a story: a quay and the mill on it."""

AREA_KM = 400.0
"""The points of two gazetteers for one country or region may be as far apart as this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """An editor's story of a text."""

    document: Document
    events: tuple[dict[str, Any], ...]
    off_map: tuple[dict[str, Any], ...]
    optional: tuple[dict[str, Any], ...]
    places: Mapping[str, dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An event of the gold and what the story made of it; None: it is missing.

    ``date`` and ``place`` tell whether they are right, None where the gold has none. ``exact`` asks for every
    place of the gold and no other; ``place`` for one of them.
    """

    gold: dict[str, Any]
    event: Event | None
    date: bool | None
    place: bool | None
    exact: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A story judged; ``extra`` are its events that no event or optional quote of the gold accounts for."""

    judged: tuple[Judged, ...]
    extra: tuple[Event, ...]
    wrong: tuple[Event, ...]
    events: int

    @property
    def found(self) -> int:
        """How many events of the gold the story has."""
        return sum(j.event is not None for j in self.judged)


def read_gold(path: Path) -> Gold:
    """Return the gold story of a file; its text stands beside it or in ``../examples``."""
    data = json.loads(path.read_text(encoding="utf-8"))
    names = [path.parent / data["document"], path.parent.parent / "examples" / data["document"]]
    text = next(n for n in names if n.exists()).read_text(encoding="utf-8")
    day = data.get("published", data.get("dct"))
    events = [e for e in data["events"] if e.get("on_map", True)]
    left = [e for e in data["events"] if not e.get("on_map", True)]
    listed = [o for o in data["off_map"] if isinstance(o, dict)]
    return Gold(
        document=Document(text=text, published=date.fromisoformat(day) if day else None),
        events=tuple(events),
        off_map=(*listed, *left),
        optional=tuple({"quote": quote} for quote in data.get("optional", ())),
        places={p["name"]: _coordinates(p) for p in data["places"]},
    )


def given_places(gold: Gold) -> tuple[Located, ...]:
    """Return the gold's places wherever the text names them: what a faultless geoparser would find."""
    made = {name: _made(entry) for name, entry in gold.places.items() if "feature" in entry}
    pattern = "|".join(re.escape(name) for name in sorted(made, key=len, reverse=True))
    return tuple(
        _located(match, made[match[0]]) for match in re.finditer(rf"\b(?:{pattern})\b", gold.document.text)
    )


def _made(entry: dict[str, Any]) -> Place:
    wide = entry["feature"].startswith(("PCL", "ADM", "RGN", "PEN"))
    return Place(
        id=f"gold:{entry['lat']},{entry['lon']}",
        name=entry["name"],
        lat=entry["lat"],
        lon=entry["lon"],
        feature=entry["feature"],
        country=entry["country"],
        precision="area" if wide else "exact",
    )


def _located(match: re.Match[str], place: Place) -> Located:
    kind: MentionKind = "landmark" if place.feature in ("BLDG", "ST", "SQR", "CH", "MNMT") else "toponym"
    mention = Mention(start=match.start(), end=match.end(), text=match[0], kind=kind)
    return Located(mention=mention, candidates=(Candidate(place=place, score=1.0),), confidence=1.0)


def _coordinates(entry: dict[str, Any]) -> dict[str, Any]:
    if "lonlat" in entry:
        return {**entry, "lon": entry["lonlat"][0], "lat": entry["lonlat"][1]}
    return entry


def judge(story: Story, gold: Gold) -> Score:
    """Return the story's score: each event tells at most one event of the gold, and the other way round."""
    taken: set[str] = set()
    judged: list[Judged] = []
    chosen: dict[int, Event] = {}
    for telling in (_told_by_quote, _told_at_all):  # the quote itself first, then the other tellings
        for n, entry in enumerate(gold.events):
            if n in chosen:
                continue
            event = telling(entry, [e for e in story.events if e.id not in taken])
            if event is not None:
                chosen[n] = event
                taken.add(event.id)
    for n, entry in enumerate(gold.events):
        judged.append(_judged(entry, chosen.get(n), gold))
    accounted = [*(t for e in gold.events for t in _tellings(e)), *(o["quote"] for o in gold.optional)]
    wrong = [q["quote"] for q in gold.off_map]
    rest = [e for e in story.events if e.id not in taken]
    return Score(
        judged=tuple(judged),
        extra=tuple(e for e in rest if not any(_overlap(e.quote, t) for t in accounted)),
        wrong=tuple(e for e in story.events if _is_wrong(e, wrong)),
        events=len(story.events),
    )


def _is_wrong(event: Event, wrong: Sequence[dict[str, Any]]) -> bool:
    """Tell whether an event tells what is to stay off the map, by its verb."""
    at = event.trigger or event.quote
    return any(q["start"] <= at.start < q["end"] for q in wrong)


def _told_by_quote(entry: dict[str, Any], events: Sequence[Event]) -> Event | None:
    return _most([(e, _shared(e.quote, entry["quote"])) for e in events])


def _told_at_all(entry: dict[str, Any], events: Sequence[Event]) -> Event | None:
    return _most([(e, max(_shared(e.quote, t) for t in _tellings(entry))) for e in events])


def _most(shares: Iterable[tuple[Event, int]]) -> Event | None:
    best = max(shares, key=lambda pair: pair[1], default=None)
    return best[0] if best is not None and best[1] > 0 else None


def _tellings(entry: dict[str, Any]) -> list[dict[str, Any]]:
    return [entry["quote"], *entry.get("also_told_in", ())]


def _shared(span: Span, quote: Mapping[str, Any]) -> int:
    return max(0, min(span.end, quote["end"]) - max(span.start, quote["start"]))


def _overlap(span: Span, quote: Mapping[str, Any]) -> bool:
    return _shared(span, quote) > 0


def _judged(entry: dict[str, Any], event: Event | None, gold: Gold) -> Judged:
    if event is None:
        return Judged(gold=entry, event=None, date=None, place=None, exact=None)
    edtf = entry["when"]["edtf"]
    right = [edtf, *entry["when"].get("accept", ())]
    where = [w for w in entry["where"] if w.get("basis") != "unlocated"]
    hits = [any(_is_there(w, p, gold) for p in event.where) for w in where]
    fits = [any(_is_there(w, p, gold) for w in where) for p in event.where]
    return Judged(
        gold=entry,
        event=event,
        date=None if edtf is None else event.when.edtf in right,
        place=any(hits) if where else None,
        exact=all(hits) and all(fits) if where else None,
    )


def _is_there(entry: dict[str, Any], where: Where, gold: Gold) -> bool:
    """Tell whether a place of a story is one that the gold names."""
    mention = entry.get("mention")
    if mention and where.mention and _overlap(where.mention, mention):
        return True
    for name in (entry["name"], *entry.get("accept", ())):
        known = gold.places.get(name)
        if known is None or "lat" not in known:
            if name.split(",")[0].casefold() == where.place.name.casefold():
                return True
        elif _is_near(where.place, known):
            return True
    return False


def _is_near(found: Place, known: Mapping[str, Any]) -> bool:
    from places.gazetteer.distance import km_between

    km = km_between(found.lat, found.lon, known["lat"], known["lon"])
    same_name = found.name.casefold() == known["name"].casefold()
    limit = AREA_KM if found.precision == "area" else NEAR_KM
    return km <= NEAR_KM or (same_name and km <= AREA_KM) or (found.precision == "area" and km <= limit)
