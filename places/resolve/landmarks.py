"""Landmarks that the gazetteer lacks, or knows elsewhere: they stand where the text puts them.

"the Mansudae Assembly Hall, Pyongyang", "in Pyongyang is the Liberation Monument", "Pyongyang's Liberation
Monument", "at the Assembly Hall in Pyongyang": the landmark gets its container's point and the precision
"near". A text that does not say where one stands leaves it unplaced: never a guess.
"""

from collections.abc import Sequence
from dataclasses import replace

from places import clues
from places.feature import is_division
from places.gazetteer.base import Gazetteer
from places.gazetteer.distance import km_between
from places.model import Candidate, Document, Located, Mention, Place
from places.recognise.lexicon import LANDMARKS, STREETS
from places.resolve.hints import sentence_around
from places.resolve.namesakes import town_in_name
from places.text import key

CONTRADICTION_KM = 100.0
_SURE_OF_ITS_TOWN = 0.7


def is_landmark(mention: Mention) -> bool:
    """Tell whether a mention names something that stands in a place: by its kind or its last word."""
    last = mention.text.rsplit(" ", 1)[-1].lower()
    return mention.kind == "landmark" or (" " in mention.text and last in LANDMARKS | STREETS)


def stand_landmarks(
    document: Document, located: Sequence[Located], gazetteer: Gazetteer | None = None
) -> list[Located]:
    """Return the mentions with each landmark at its own coordinates, near its container, or nowhere.

    ``gazetteer`` tells where the town is that a landmark bears in its name: Wichita State University.
    """
    placed = list(located)
    named: dict[str, Located] = {}
    for i, item in enumerate(located):
        if is_landmark(item.mention):
            placed[i] = _stood(document, located, i)
            if gazetteer is not None:
                placed[i] = _at_its_town(placed[i], located, gazetteer)
            if placed[i].place is not None:
                named.setdefault(key(item.mention.text), placed[i])
    return [_as_before(item, named) for item in placed]


def _stood(document: Document, located: Sequence[Located], i: int) -> Located:
    item = located[i]
    container = _container(document, located, i)
    if container is None or container.place is None:
        return item
    if item.place is not None and not _contradicts(item.place, container.place):
        return item
    place = near(item.mention.text, container.place)
    sure = round(item.mention.score * container.confidence, 4)
    return replace(item, candidates=(Candidate(place=place, score=sure),), confidence=sure, why="")


def _at_its_town(item: Located, located: Sequence[Located], gazetteer: Gazetteer) -> Located:
    """Return the landmark at the town that it bears in its name, if nothing better is known of it.

    The town is better than a wider or neighbouring place of the text: Mahopac High School in New York.
    """
    if item.place is not None and item.place.precision != "near":
        return item
    town = town_in_name(item.mention.text, located, gazetteer)
    if town is None or (item.place is not None and _far(town, item.place, 2)):
        return item
    place = near(item.mention.text, town)
    sure = round(item.mention.score * _SURE_OF_ITS_TOWN, 4)
    return replace(item, candidates=(Candidate(place=place, score=sure),), confidence=sure, why="")


def near(name: str, container: Place) -> Place:
    """Return a place for something that stands inside another one: at that one's point."""
    return replace(
        container,
        id=f"near:{container.id}:{key(name).replace(' ', '-')}",
        name=name,
        feature="",
        population=0,
        precision="near",
        bounds=container.bounds,
        within=container.id,
        since=None,
        until=None,
    )


def _contradicts(place: Place, container: Place) -> bool:
    """Tell whether a landmark of the gazetteer cannot be the one that the text puts into the container."""
    if container.precision == "area" and container.country:
        if is_division(container.feature) and container.admin_codes:
            return container.admin_codes[-1] not in place.admin_codes and _far(place, container, 3)
        return bool(place.country) and place.country != container.country
    return _far(place, container, 1)


def _far(place: Place, container: Place, times: float) -> bool:
    return km_between(place.lat, place.lon, container.lat, container.lon) > CONTRADICTION_KM * times


def _container(document: Document, located: Sequence[Located], i: int) -> Located | None:
    """Return the place that the text puts the landmark in: inside its name, right behind or right before."""
    mention = located[i].mention
    begin, end = sentence_around(document.text, mention.start, mention.end)
    for other in (located[j] for j in range(i + 1, len(located))):
        if other.mention.start >= end:
            break
        if _holds(other) and other.mention.start >= mention.end:
            if clues.puts_behind(document.text[mention.end : other.mention.start]):
                return other
            break
    for other in (located[j] for j in range(i - 1, -1, -1)):
        if other.mention.end <= begin or other.mention.start < begin:
            break
        if _holds(other) and other.mention.end <= mention.start:
            inner, text = other.mention, document.text
            if clues.puts_before(text[: inner.start], text[inner.end : mention.start]):
                return other
            break
    return _inside(located, i)


def _holds(item: Located) -> bool:
    return item.place is not None and item.mention.kind == "toponym" and not is_landmark(item.mention)


def _inside(located: Sequence[Located], i: int) -> Located | None:
    """Return the place whose name is a part of the landmark's: Boone County in Boone County Jail."""
    mention = located[i].mention
    for item in located[max(0, i - 2) : i + 3]:
        inner = item.mention
        leads = inner.kind == "nested" and inner.start == mention.start and inner.end < mention.end
        if leads and item.place is not None and item.confidence >= 0.5:
            return item
    return None


def _as_before(item: Located, named: dict[str, Located]) -> Located:
    """Give a landmark that stays without a place the one of its other mention."""
    if not is_landmark(item.mention):
        return item
    other = named.get(key(item.mention.text))
    if item.place is None and other is not None:
        return replace(item, candidates=other.candidates, confidence=other.confidence, why="")
    if item.place is None:
        return replace(item, why=item.why or "the text does not say where it stands")
    return item
