"""What the editor's page asks the program behind it: places by name or address, dates in words."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from places.gazetteer.address import by_address
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


def find_places(text: str, gazetteer: Gazetteer, online: Lookup | None = None) -> list[Json]:
    """Return the places that a name, an address of GeoNames or Wikidata, or a point stands for.

    The gazetteer's come first, then names spelled nearly so, then (if allowed) those of an online geocoder.
    """
    addressed = by_address(text, gazetteer)
    if addressed is not None:
        return [place_record(place) for place in addressed]
    name = unquote(text).strip()
    if not name:
        return []
    known = gazetteer.lookup(name)
    found = [*known, *(() if len(known) >= _ENOUGH else _nearly(name)), *(online(name) if online else ())]
    once = {place.id: place for place in reversed(found)}
    return [place_record(place) for place in list(reversed(once.values()))[:_MOST]]


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
