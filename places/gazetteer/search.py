"""Fuzzy search: names that are nearly the one that was typed. For people; a text is never read so."""

from dataclasses import dataclass

from places.gazetteer.file import FileGazetteer
from places.model import Match
from places.text import key

_FEWEST_LETTERS = 2
_CUTOFF = 0.7


@dataclass(frozen=True, slots=True)
class Found:
    """A match and how near its name is to the one sought, 0…1; 1 is the same name."""

    match: Match
    nearness: float


def search(gazetteer: FileGazetteer, name: str, limit: int = 10) -> list[Found]:
    """Return the places whose names are the nearest to this one, at most ``limit``, the nearest first.

    Nearness is the optimal string alignment similarity (letters left out, added, changed or swapped, by the
    longer name's length). All places of the same name come before those of one that is less near.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = [Found(match, 1.0) for match in gazetteer.matches(name)]
    sought = key(name)
    if len(found) >= limit or len(sought) < _FEWEST_LETTERS:
        return found[:limit]
    slack = max(1, round(len(sought) * (1 - _CUTOFF)))
    keys = gazetteer.keys(len(sought) - slack, len(sought) + slack)
    near = process.extract(
        sought, keys, scorer=OSA.normalized_similarity, score_cutoff=_CUTOFF, limit=limit, processor=None
    )
    seen = {f.match.place.id for f in found}
    for spelling, nearness, _ in near:
        for match in gazetteer.matches(spelling) if spelling != sought else ():
            if match.place.id not in seen:
                seen.add(match.place.id)
                found.append(Found(match, nearness))
    return sorted(found, key=lambda f: -f.nearness)[:limit]
