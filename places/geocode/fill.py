"""What the gazetteer left open is asked of a geocoder, and believed only if it fits the rest of the text."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from places.gazetteer.distance import km_between
from places.geocode.ask import Geocoder
from places.model import Bounds, Candidate, Located, Place

SURE = 0.6  # confidence from which a place counts as known, and as the others' neighbour
FAR_KM = 1500.0  # an answer farther than this from all neighbours, and in none of their countries, is doubted
_FOUND = 0.7  # confidence in the first of a geocoder's answers when the text has other places near it
_ALONE = 0.5  # … when it has none to compare with
_MARGIN = 1.0  # degrees around the neighbours


def fill(located: Sequence[Located], geocoder: Geocoder) -> tuple[Located, ...]:
    """Return the mentions, those without a sure place asked of the geocoder; a name is asked once.

    Demonyms are not asked for. What the geocoder has no good answer to keeps what it had; a mention without
    a place then says why.

    Raises:
        GeocoderError: the service refuses to work for this user.
    """
    neighbours = [one.place for one in located if one.place is not None and _is_sure(one)]
    around = _area(neighbours)
    answers: dict[str, Located] = {}
    filled = []
    for one in located:
        if _is_sure(one) or one.mention.kind == "demonym":
            filled.append(one)
            continue
        name = one.mention.text
        if name not in answers:
            answers[name] = _asked(one, geocoder, neighbours, around)
        filled.append(_like(one, answers[name]))
    return tuple(filled)


def _is_sure(one: Located) -> bool:
    return one.place is not None and one.place.precision != "near" and one.confidence >= SURE


def _like(one: Located, answer: Located) -> Located:
    if answer.place is None and one.place is not None:
        return one
    return replace(answer, mention=one.mention)


def _asked(one: Located, geocoder: Geocoder, neighbours: Sequence[Place], around: Bounds | None) -> Located:
    answer = geocoder.ask(one.mention.text, around=around)
    good = [place for place in answer.places if _fits(place, neighbours)]
    if not good:
        doubt = f"{geocoder.service} has it only far from everything that the text is about"
        why = f"{one.why}; " if one.why else ""
        return one if one.place is not None else replace(one, why=why + (answer.why or doubt))
    confidence = _FOUND if neighbours else _ALONE
    rest = (1 - confidence) / max(1, len(good) - 1)
    scores = [confidence, *(min(rest, confidence) for _ in good[1:])]
    candidates = tuple(Candidate(place=p, score=s) for p, s in zip(good, scores, strict=True))
    return replace(one, candidates=candidates, confidence=confidence, why="")


def _fits(place: Place, neighbours: Sequence[Place]) -> bool:
    """Tell whether the place is near what the text is about, or nothing is known of that."""
    if not neighbours or place.country in {n.country for n in neighbours if n.country}:
        return True
    return any(km_between(place.lat, place.lon, n.lat, n.lon) <= FAR_KM for n in neighbours)


def _area(neighbours: Sequence[Place]) -> Bounds | None:
    """Return the area that most of the neighbours lie in: the farther half does not widen it."""
    if not neighbours:
        return None
    lat, lon = median(p.lat for p in neighbours), median(p.lon for p in neighbours)
    by_distance = sorted(neighbours, key=lambda p: km_between(lat, lon, p.lat, p.lon))
    near = by_distance[: (len(by_distance) + 1) // 2]
    west, east = min(p.lon for p in near) - _MARGIN, max(p.lon for p in near) + _MARGIN
    south, north = min(p.lat for p in near) - _MARGIN, max(p.lat for p in near) + _MARGIN
    return max(west, -180.0), max(south, -90.0), min(east, 180.0), min(north, 90.0)
