"""How well places were found: recognition, resolution and both together, each with its denominator. Pure.

The convention is the plain, mappable one. Demonyms and adjectives (Egyptian), and what an annotation marks
without meaning a place by it (expressions, homonyms, languages), are *neutral*: neither asked for nor held
against a system. Every other gold toponym is asked for. A place is right if it is the same record or lies
within 161 km (100 miles) of the gold point, the threshold that geoparsing papers share, or within the gold's
own radius where that is wider: of a region, a sea, a river.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from places.gazetteer.distance import km_between
from places.model import Document, Located, Mention, Place

RIGHT_WITHIN_KM = 161.0

# GeoWebNews kinds that mean no place, and those that it gives no place to.
_NEUTRAL_KINDS = frozenset(
    {"Literal_Expression", "Non_Lit_Expression", "Non_Toponym", "Demonym", "Homonym", "Language"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldToponym:
    """A span that an annotator marked; ``lat`` and ``lon`` are None where the annotation has none.

    ``radius_km`` is how far from its point a place is still right.
    """

    start: int
    end: int
    text: str
    lat: float | None = None
    lon: float | None = None
    id: str = ""
    neutral: bool = False
    radius_km: float = RIGHT_WITHIN_KM


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """A document and its annotation."""

    document: Document
    corpus: str
    toponyms: tuple[GoldToponym, ...]

    @property
    def asked(self) -> tuple[GoldToponym, ...]:
        """The toponyms that a system must find."""
        return tuple(gold for gold in self.toponyms if not gold.neutral)

    @property
    def placed(self) -> tuple[GoldToponym, ...]:
        """The toponyms asked for that have coordinates."""
        return tuple(gold for gold in self.asked if gold.lat is not None)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole; its value is 0 where there is nothing."""

    part: int = 0
    whole: int = 0

    @property
    def value(self) -> float:
        """The quotient, 0…1."""
        return self.part / self.whole if self.whole else 0.0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.part + other.part, self.whole + other.whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What a run reached on some documents; scores of several add up."""

    precision: Share = Share()
    recall: Share = Share()
    resolution: Share = Share()
    resolution_id: Share = Share()
    end_to_end: Share = Share()
    emitted: Share = Share()

    @property
    def f1(self) -> float:
        """The harmonic mean of recognition's precision and recall, 0…1."""
        both = self.precision.whole + self.recall.whole
        return 2 * self.recall.part / both if both else 0.0

    def __add__(self, other: "Scores") -> "Scores":
        return Scores(
            precision=self.precision + other.precision,
            recall=self.recall + other.recall,
            resolution=self.resolution + other.resolution,
            resolution_id=self.resolution_id + other.resolution_id,
            end_to_end=self.end_to_end + other.end_to_end,
            emitted=self.emitted + other.emitted,
        )


def read_corpus(path: Path, is_demonym: Callable[[str], bool]) -> Iterator[GoldDocument]:
    """Yield the documents of a corpus file, one JSON object a line (the form of the LGL and TR-News files).

    ``is_demonym`` tells which surfaces are adjectives or peoples, where the annotation itself does not.
    """
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield GoldDocument(
                document=_document(record),
                corpus=record.get("corpus", path.stem),
                toponyms=tuple(_toponym(item, is_demonym) for item in record.get("toponyms", ())),
            )


def _document(record: dict[str, str]) -> Document:
    return Document(
        text=record["text"],
        id=record.get("id", ""),
        title=record.get("title", ""),
        published=_day(record.get("published", "")[:10]),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:  # some of the corpora's dates are only a time of day
        return None


def _toponym(item: dict[str, object], is_demonym: Callable[[str], bool]) -> GoldToponym:
    text = str(item["text"])
    kind, modifier = item.get("kind"), item.get("modifier")
    neutral = kind in _NEUTRAL_KINDS or modifier == "Adjective" if kind is not None else is_demonym(text)
    lat, lon, number = item.get("lat"), item.get("lon"), item.get("geonames")
    return GoldToponym(
        start=int(str(item["start"])),
        end=int(str(item["end"])),
        text=text,
        lat=None if lat is None else float(str(lat)),
        lon=None if lon is None else float(str(lon)),
        id=f"geonames:{number}" if number is not None else "",
        neutral=neutral,
        radius_km=max(RIGHT_WITHIN_KM, float(str(item.get("radius_km") or 0))),
    )


def is_right(gold: GoldToponym, place: Place | None) -> bool:
    """Tell whether the place is the gold record or lies within the gold's radius of its point."""
    if place is None or gold.lat is None or gold.lon is None:
        return False
    return _same_record(gold, place) or (
        km_between(gold.lat, gold.lon, place.lat, place.lon) <= gold.radius_km
    )


def _same_record(gold: GoldToponym, place: Place) -> bool:
    return bool(gold.id) and place.id == gold.id


def score_recognition(gold: GoldDocument, mentions: Iterable[Mention]) -> Scores:
    """Compare spans exactly; demonyms found and neutral gold count neither way."""
    asked = {(item.start, item.end) for item in gold.asked}
    neutral = {(item.start, item.end) for item in gold.toponyms if item.neutral} - asked
    found = {(m.start, m.end) for m in mentions if m.kind != "demonym"} - neutral
    right = len(asked & found)
    return Scores(precision=Share(right, len(found)), recall=Share(right, len(asked)))


def score_resolution(gold: GoldDocument, located: Sequence[Located]) -> Scores:
    """Compare the places given to gold spans; every gold toponym with coordinates counts."""
    places = {(item.mention.start, item.mention.end): item.place for item in located}
    answers = [(item, places.get((item.start, item.end))) for item in gold.placed]
    return Scores(
        resolution=Share(sum(is_right(item, place) for item, place in answers), len(answers)),
        resolution_id=Share(
            sum(place is not None and _same_record(item, place) for item, place in answers), len(answers)
        ),
    )


def score_end_to_end(gold: GoldDocument, located: Sequence[Located]) -> Scores:
    """Compare what a run from raw text emits: exact span and right place, over all gold with coordinates.

    ``emitted`` is how much is right of what was placed and what the gold does not leave open.
    """
    scored = [item for item in located if item.mention.kind != "demonym"]
    places = {(item.mention.start, item.mention.end): item.place for item in scored}
    asked = {(item.start, item.end): item for item in gold.asked}
    unplaced = {span for span, item in asked.items() if item.lat is None}
    neutral = {(item.start, item.end) for item in gold.toponyms if item.neutral} - set(asked)
    given = {s for s, place in places.items() if place is not None} - neutral - unplaced
    right = sum(is_right(item, places.get((item.start, item.end))) for item in gold.placed)
    good = sum(s in asked and is_right(asked[s], places[s]) for s in given)
    return Scores(end_to_end=Share(right, len(gold.placed)), emitted=Share(good, len(given)))


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers given with a confidence in one interval: how many, how sure, how many right."""

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


def calibration(answers: Sequence[tuple[float, bool]], bins: int = 10) -> tuple[tuple[Bin, ...], float]:
    """Return the reliability table and the expected calibration error of (confidence, right) pairs.

    The error is the mean distance between confidence and accuracy over equally wide bins, weighted by how
    many answers fall into each (Naeini, Cooper and Hauskrecht 2015).
    """
    table = []
    for number in range(bins):
        low, high = number / bins, (number + 1) / bins
        inside = [a for a in answers if low <= a[0] < high or (number == bins - 1 and a[0] == 1.0)]
        if inside:
            sure = sum(confidence for confidence, _ in inside) / len(inside)
            right = sum(ok for _, ok in inside) / len(inside)
            table.append(Bin(low, high, len(inside), sure, right))
    error = sum(b.count * abs(b.confidence - b.accuracy) for b in table) / (len(answers) or 1)
    return tuple(table), error
