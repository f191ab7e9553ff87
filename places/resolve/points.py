"""Mentions that are coordinates: they stand where they say."""

from collections.abc import Sequence
from dataclasses import replace

from places.coordinates import coordinates
from places.model import Candidate, Document, Located, Mention, Place

SURE = 0.99


def with_points(document: Document, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions and the text's coordinates, in text order; what lies inside these is none."""
    text = document.text
    points = [
        Mention(start=p.start, end=p.end, text=text[p.start : p.end], kind="toponym")
        for p in coordinates(text)
    ]
    apart = [m for m in mentions if not any(m.start < p.end and p.start < m.end for p in points)]
    return sorted([*apart, *points], key=lambda mention: (mention.start, mention.end))


def stand_points(located: Sequence[Located]) -> list[Located]:
    """Return the mentions, those that are coordinates at their point."""
    return [_stood(item) for item in located]


def _stood(item: Located) -> Located:
    text = item.mention.text
    if not any(letter.isdigit() for letter in text):
        return item
    found = coordinates(text) or coordinates(f"at {text}")
    if len(found) != 1 or found[0].end - found[0].start < len(text):
        return item
    place = _place(found[0].lat, found[0].lon, " ".join(text.split()))
    return replace(item, candidates=(Candidate(place=place, score=SURE),), confidence=SURE, why="")


def _place(lat: float, lon: float, name: str) -> Place:
    lat, lon = round(lat, 5), round(lon, 5)
    return Place(id=f"point:{lat:g},{lon:g}", name=name, lat=lat, lon=lon, feature="")
