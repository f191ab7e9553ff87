"""Gold stories: texts with what a careful editor would put on a story map, and how a program's are compared.

A story is NAME.txt with NAME.gold.json (what the editor wrote) and NAME.json (the same with offsets) in a
folder named by its genre.
"""

import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from zlib import crc32

from places.gazetteer.distance import km_between
from places.model import Candidate, Document, Located, Mention, MentionKind, Place
from storymap.sources import guess_title

_WIDE, _COUNTRY = 80, 350  # km of radius within which a dot is right: of a region, of a country
_NEAR = 30  # km, of a place in a story of our own
_LONG = 400  # characters of a quote of which a half is not enough
_TRIGGER = 0.5  # worth more than any difference in overlap that quotes of one event can have


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """An event as the editor has it.

    ``quotes`` are its tellings, the main one first, as (start, end); ``trigger`` the word that tells it.
    ``places`` are (latitude, longitude, radius in km). ``earliest`` and ``latest`` are ISO days or None;
    ``dates`` are the EDTF dates that are right, where only these are known.
    """

    quotes: tuple[tuple[int, int], ...]
    trigger: tuple[int, int] | None
    places: tuple[tuple[float, float, float], ...]
    place_basis: str
    edtf: str
    earliest: str | None
    latest: str | None
    optional: bool
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldStory:
    """A text and its events; ``id`` is "genre-name"."""

    id: str
    genre: str
    document: Document
    events: tuple[GoldEvent, ...]
    off_map: tuple[tuple[int, int], ...]
    given: tuple[Located, ...]

    def fold(self, folds: int) -> int:
        """Return the fold of cross-validation that the story is in."""
        return crc32(self.id.encode()) % folds


def read_golds(folder: Path) -> Iterator[GoldStory]:
    """Yield the English stories below a folder, in the order of their paths."""
    for path in sorted(folder.glob("*/*.gold.json")):
        written = json.loads(path.read_text(encoding="utf-8"))
        if written.get("lang", "en") == "en":
            yield _story(path, written)


def _story(path: Path, written: dict[str, Any]) -> GoldStory:
    name = path.name.removesuffix(".gold.json")
    text = path.with_name(f"{name}.txt").read_text(encoding="utf-8")
    full = json.loads(path.with_name(f"{name}.json").read_text(encoding="utf-8"))
    document = Document(text=text, title=guess_title(text, ""), published=_day(written.get("published")))
    by_title = {e["title"]: e for e in written["events"]}
    where = {p["name"]: (p["lat"], p["lon"], p["radius_km"]) for p in full["places"]}
    events = (_event(e, by_title.get(e["title"], {}), where, text) for e in full["events"])
    return GoldStory(
        id=f"{path.parent.name}-{name}",
        genre=path.parent.name,
        document=document,
        events=tuple(events),
        off_map=tuple((o["quote"][0], o["quote"][1]) for o in full["off_map"]),
        given=_given(path.with_name(f"{name}.places.json"), text),
    )


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published) if published else None
    except ValueError:
        return None


def _event(
    full: dict[str, Any], written: dict[str, Any], where: dict[str, tuple[float, float, float]], text: str
) -> GoldEvent:
    start, end = full["quote"]
    word = written.get("trigger", "")
    at = text.find(word, start, end) if word else -1
    return GoldEvent(
        quotes=((start, end), *((s, e) for s, e in full.get("also", ()))),
        trigger=(at, at + len(word)) if at >= 0 else None,
        places=tuple(where[n] for n in full["places"] if n in where),
        place_basis=written.get("place_basis", "stated"),
        edtf=full.get("edtf") or "",
        earliest=full.get("earliest"),
        latest=full.get("latest"),
        optional=bool(full.get("optional")),
    )


def _given(path: Path, text: str) -> tuple[Located, ...]:
    """Return every mention of a place with the editor's point: what a faultless geoparser would find."""
    if not path.exists():
        return ()
    data = json.loads(path.read_text(encoding="utf-8"))
    found, at = [], 0
    for n, entry in enumerate(data["mentions"]):
        words, _, key = entry.removeprefix("-").partition("=")
        span = data["at"][n] if "at" in data and data["at"][n] else _find(words, text, at)
        if span is None:
            continue
        at = span[1]
        if not entry.startswith("-"):
            found.append(_located(text, span, data["places"][key or words]))
    return tuple(found)


def _find(words: str, text: str, at: int) -> tuple[int, int] | None:
    pattern = r"\s+".join(map(re.escape, words.split()))
    match = re.compile(rf"(?<!\w){pattern}(?!\w)").search(text, at) or re.compile(pattern).search(text, at)
    return match.span() if match else None


def _located(text: str, span: Sequence[int], entry: Sequence[Any]) -> Located:
    lat, lon, radius, kind = entry
    start, end = span
    mention = Mention(
        start=start, end=end, text=text[start:end], kind="landmark" if kind == "L" else "toponym"
    )
    if lat is None:
        return Located(mention=mention, why="not in the gazetteer")
    feature = (
        "BLDG" if kind == "L" else "PCLI" if radius >= _COUNTRY else "ADM1" if radius >= _WIDE else "PPL"
    )
    place = Place(
        id=f"gold:{lat},{lon}",
        name=text[start:end],
        lat=lat,
        lon=lon,
        feature=feature,
        precision="area" if radius >= _WIDE else "exact",
    )
    return Located(mention=mention, candidates=(Candidate(place=place, score=1.0),), confidence=1.0)


def read_own(path: Path) -> GoldStory:
    """Return a story of tests/stories, or the sample; its text lies beside it or in examples/."""
    data = json.loads(path.read_text(encoding="utf-8"))
    folders = (path.parent, path.parent.parent / "examples")
    text = next(p for f in folders if (p := f / data["document"]).exists()).read_text(encoding="utf-8")
    where = {p["name"]: _own_place(p) for p in data["places"]}
    document = Document(
        text=text, title=guess_title(text, ""), published=_day(data.get("published", data.get("dct")))
    )
    return GoldStory(
        id=f"own-{path.stem}",
        genre="own",
        document=document,
        events=tuple(_own_event(e, where) for e in data["events"] if e.get("on_map", True)),
        off_map=(),
        given=tuple(_own_mentions(data["places"], text)),
    )


def _own_place(entry: dict[str, Any]) -> tuple[float, float, float] | None:
    lon, lat = entry.get("lonlat") or (entry.get("lon"), entry.get("lat"))
    wide = entry.get("feature", "").startswith(("PCL", "ADM", "RGN", "PEN"))
    return None if lat is None or lon is None else (lat, lon, _COUNTRY if wide else _NEAR)


def _own_event(entry: dict[str, Any], where: dict[str, tuple[float, float, float] | None]) -> GoldEvent:
    told = [entry["quote"], *entry.get("also_told_in", ())]
    names = [n for w in entry["where"] for n in (w["name"], *w.get("accept", ()))]
    when = entry["when"]
    return GoldEvent(
        quotes=tuple((q["start"], q["end"]) for q in told),
        trigger=None,
        places=tuple(p for n in names if (p := where.get(n)) is not None),
        place_basis="stated",
        edtf=when["edtf"] or "",
        earliest=None,
        latest=None,
        optional=False,
        dates=(when["edtf"] or "", *when.get("accept", ())),
    )


def _own_mentions(places: Sequence[dict[str, Any]], text: str) -> Iterator[Located]:
    """Yield the places wherever the text names them."""
    known = {p["name"]: p for p in places if "feature" in p and _own_place(p) is not None}
    pattern = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    for match in re.finditer(rf"\b(?:{pattern})\b", text) if known else ():
        entry = known[match[0]]
        lat, lon, radius = _own_place(entry) or (0.0, 0.0, 0.0)
        place = Place(
            id=f"gold:{lat},{lon}",
            name=entry["name"],
            lat=lat,
            lon=lon,
            feature=entry["feature"],
            country=entry.get("country", ""),
            precision="area" if radius == _COUNTRY else "exact",
        )
        kind: MentionKind = (
            "landmark" if entry["feature"] in ("BLDG", "ST", "SQR", "CH", "MNMT") else "toponym"
        )
        mention = Mention(start=match.start(), end=match.end(), text=match[0], kind=kind)
        yield Located(mention=mention, candidates=(Candidate(place=place, score=1.0),), confidence=1.0)


def overlap(spans: Sequence[tuple[int, int]], start: int, end: int) -> float:
    """Return the best Dice overlap of a stretch with the spans, 0 where it is too small to be a telling.

    At least half of the shorter one, and a tenth of both together where one is longer than 400 characters.
    """
    best = 0.0
    for a, b in spans:
        shared, size = min(b, end) - max(a, start), (b - a) + (end - start)
        if shared > 0 and shared >= 0.5 * min(b - a, end - start):
            long = max(b - a, end - start) > _LONG
            if not long or shared >= 0.1 * (size - shared):
                best = max(best, 2 * shared / size)
    return best


def is_at(event: GoldEvent, lat: float, lon: float) -> bool:
    """Tell whether a point is a place of the event."""
    return any(km_between(lat, lon, a, b) <= radius for a, b, radius in event.places)


def assign(weights: Sequence[Sequence[float]]) -> list[int | None]:
    """Return, for each row, its column in the one-to-one choice of the largest sum, None for none.

    The Hungarian method with potentials, for any number of columns; a weight of 0 is no choice.
    """
    rows, columns = len(weights), len(weights[0]) if weights else 0
    if not rows or not columns:
        return [None] * rows
    if rows > columns:
        back = assign([list(column) for column in zip(*weights, strict=True)])
        found: list[int | None] = [None] * rows
        for column, row in enumerate(back):
            if row is not None:
                found[row] = column
        return found
    match = _matched(weights, rows, columns)
    result: list[int | None] = [None] * rows
    for column in range(1, columns + 1):
        row = match[column] - 1
        if row >= 0 and weights[row][column - 1] > 0:
            result[row] = column - 1
    return result


def _matched(weights: Sequence[Sequence[float]], rows: int, columns: int) -> list[int]:
    import numpy as np

    cost = -np.asarray(weights, dtype=np.float64)
    by_row, by_column = np.zeros(rows + 1), np.zeros(columns + 1)
    match = [0] * (columns + 1)
    for row in range(1, rows + 1):
        match[0], at = row, 0
        low = np.full(columns + 1, math.inf)
        way = np.zeros(columns + 1, dtype=int)
        used = np.zeros(columns + 1, dtype=bool)
        while match[at]:
            used[at] = True
            here = match[at]
            reduced = np.append(math.inf, cost[here - 1] - by_row[here] - by_column[1:])
            better = ~used & (reduced < low)
            low[better], way[better] = reduced[better], at
            nearest = int(np.where(used, math.inf, low).argmin())
            step = low[nearest]
            for column in np.flatnonzero(used):
                by_row[match[column]] += step
            by_column[used] -= step
            low[~used] -= step
            at = nearest
        while at:
            match[at] = match[way[at]]
            at = int(way[at])
    return match


def aligned(story: GoldStory, quotes: Sequence[tuple[int, int]], triggers: Sequence[int]) -> list[int | None]:
    """Return the number of the event that each candidate tells, None for none.

    One candidate for each event, that with its trigger first, and one more for each other telling.

    Args:
        story: the gold.
        quotes: the candidates' stretches.
        triggers: the offsets of the words that tell them.
    """
    told: list[int | None] = [None] * len(quotes)
    weights = [
        [_worth(e, e.quotes[:1], q, t) for q, t in zip(quotes, triggers, strict=True)] for e in story.events
    ]
    for number, column in enumerate(assign(weights)):
        if column is not None:
            told[column] = number
    for number, event in enumerate(story.events):
        for again in event.quotes[1:]:
            worth = [overlap([again], *q) if told[n] is None else 0.0 for n, q in enumerate(quotes)]
            best = max(range(len(worth)), key=worth.__getitem__, default=None)
            if best is not None and worth[best] > 0:
                told[best] = number
    return told


def _worth(event: GoldEvent, spans: Sequence[tuple[int, int]], quote: tuple[int, int], trigger: int) -> float:
    shared = overlap(spans, *quote)
    named = event.trigger is not None and event.trigger[0] <= trigger < event.trigger[1]
    return shared + _TRIGGER * named if shared else 0.0
