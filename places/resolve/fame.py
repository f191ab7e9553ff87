"""A famous city is not given up for a namesake that nothing else in the text bears out.

"From Rome to Athens": both have a namesake in Georgia, and each vouches for the other's; but where Athens is
taken to be in Greece, no place of the text is left in America, and Rome is the famous one too. So it is only
where all other names are of places that a text names without saying where they are: a paper of Dublin, Ohio,
names its neighbours too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from places.feature import is_populated, is_widely_known
from places.model import Candidate, Located, Place
from places.text import key

_FAMOUS = 300_000
_TIMES = 20
# How sure a place must be to bear another out.
_TELLS = 0.2
_SURE = 0.7


def prefer_famous(located: Sequence[Located]) -> list[Located]:
    """Return the mentions, small namesakes without another place in their country moved to the famous one."""
    told = {
        key(item.mention.text): item.place
        for item in located
        if item.place is not None and item.confidence >= _TELLS
    }
    small = [name for name, place in told.items() if not _is_great(place)]
    # Only one name of a text can be the small namesake among great places.
    if len(told) < 2 or len(small) != 1:
        return list(located)
    return [_moved(item, told) if key(item.mention.text) == small[0] else item for item in located]


def _is_great(place: Place) -> bool:
    return place.population >= _FAMOUS or is_widely_known(place.feature)


def _moved(item: Located, told: Mapping[str, Place]) -> Located:
    place = item.place
    if place is None or not is_populated(place.feature) or len(item.candidates) < 2:
        return item
    famous = max(item.candidates, key=lambda candidate: candidate.place.population)
    if famous.place.population < max(_FAMOUS, _TIMES * place.population):
        return item
    name = key(item.mention.text)
    if any(other.country == place.country for text, other in told.items() if text != name):
        return item
    sure = round(item.mention.score * _SURE, 4)
    rest = tuple(candidate for candidate in item.candidates if candidate is not famous)
    return replace(item, candidates=(Candidate(place=famous.place, score=sure), *rest), confidence=sure)
