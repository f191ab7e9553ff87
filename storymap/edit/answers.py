"""What the editor's page asks the program behind it: places by name or address, dates in words."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from places.gazetteer.base import Gazetteer
from places.model import Document, Place
from storymap.correct.edtf import parse_edtf
from storymap.files.operations import when_record
from storymap.files.writing import place_record
from storymap.model import When
from storymap.page.dates import when_label
from storymap.page.words import words_for

Json = dict[str, Any]
Lookup = Callable[[str], Sequence[Place]]

_MOST = 20
_ENOUGH = 3  # places of just this name, so that none that is spelled nearly so is looked for
_GEONAMES = re.compile(r"(?:geonames\.org/|geonames:)(\d{1,9})")
_WIKIDATA = re.compile(r"(?:wikidata\.org/(?:wiki|entity)/|wikidata:|^)(Q\d{1,10})\b")
_POINT = re.compile(r"^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$")


def find_places(text: str, gazetteer: Gazetteer, online: Lookup | None = None) -> list[Json]:
    """Return the places that a name, an address of GeoNames or Wikidata, or a point stands for.

    The gazetteer's come first, then names spelled nearly so, then (if allowed) those of an online geocoder.
    """
    by_address = _by_address(text, gazetteer)
    if by_address is not None:
        return [place_record(place) for place in by_address]
    name = unquote(text).strip()
    if not name:
        return []
    known = gazetteer.lookup(name)
    found = [*known, *(() if len(known) >= _ENOUGH else _nearly(name)), *(online(name) if online else ())]
    once = {place.id: place for place in reversed(found)}
    return [place_record(place) for place in list(reversed(once.values()))[:_MOST]]


def _by_address(text: str, gazetteer: Gazetteer) -> Sequence[Place] | None:
    """Return the place of an address or a point; None where the text is a name."""
    if point := _POINT.match(text):
        lat, lon = map(float, point.groups())
        if abs(lat) > 90 or abs(lon) > 180:
            return ()
        return (Place(id=f"user:{lat:.5f},{lon:.5f}", name="", lat=lat, lon=lon, feature=""),)
    if match := _GEONAMES.search(text):
        place = gazetteer.get(f"geonames:{match[1]}")
        return (place,) if place else ()
    if match := _WIKIDATA.search(text.strip()):
        place = gazetteer.get(f"wikidata:{match[1]}")
        return (place,) if place else ()
    return None


def _nearly(name: str) -> list[Place]:
    from places.gazetteer import world
    from places.gazetteer.file import FileGazetteer
    from places.gazetteer.search import search

    gazetteer = world()
    if not isinstance(gazetteer, FileGazetteer):
        return []
    return [found.match.place for found in search(gazetteer, name, _MOST)]


def read_date(text: str, document: Document) -> Json | None:
    """Return the time that somebody typed, as EDTF or in plain words, and how the page will say it.

    "Tuesday" is counted from the day of the document. None where no time can be read.
    """
    when = parse_edtf(text) or _in_words(text, document)
    if when is None:
        return None
    return {**when_record(when), "label": when_label(when, words_for(document.language))}


def _in_words(text: str, document: Document) -> When | None:
    from storymap.when import times

    typed = replace(document, text=text)
    return next((time.when for time in times(typed, mode="narrative") if time.when.known), None)
