"""A town or the division of its name around it: readers take "Porto" and "New York" for the town.

Gazetteers have both, an annotation may have either, and the point of a large division lies far from where the
town is. Unless the text says that the division is meant, the town gets the division's chance.
"""

import re
from collections.abc import Sequence

from places.feature import kind_of
from places.gazetteer.distance import km_between
from places.model import Place
from places.resolve.layout import Case

# A division is its town's if their points are this close, or if so much of it lives in the town.
_SAME_SPOT_KM = 60.0
_SHARE_IN_TOWN = 0.2
_SHARE_OF_ITS_NAME = 0.3
_LEFT = 0.02

_CITY = re.compile(r" City$")
_DIVISIONS = frozenset({"adm1", "adm2", "adm3+"})


def prefer_towns(case: Case, odds: Sequence[float]) -> list[float]:
    """Return a case's odds with those of divisions moved to the towns that bear their name."""
    moved = list(odds)
    if case.children or "division" in case.inside | case.before | case.after:
        return moved
    places = [match.place for match in case.matches]
    kinds = [kind_of(place.feature) for place in places]
    towns = [i for i, kind in enumerate(kinds) if kind == "settlement"]
    for i, place in enumerate(places):
        town = (
            next((j for j in towns if _is_named_for(place, places[j], case.mention.text)), None)
            if kinds[i] in _DIVISIONS
            else None
        )
        if town is not None:
            moved[town] += (1 - _LEFT) * moved[i]
            moved[i] *= _LEFT
        for j in towns if kinds[i] == "adm1" else ():
            if _needs_a_word_more(place, places[j], case.mention.text):
                moved[i] += (1 - _LEFT) * moved[j]
                moved[j] *= _LEFT
    return moved


def _needs_a_word_more(division: Place, town: Place, name: str) -> bool:
    """Tell whether a town is told from the division of this name by the word City: Oklahoma City.

    A town that has much of its division in it needs none: New York City.
    """
    is_its = bool(division.admin_codes) and division.admin_codes[-1] in town.admin_codes
    told = name == division.name and _CITY.sub("", town.name) == name != town.name
    return is_its and told and town.population < _SHARE_OF_ITS_NAME * max(division.population, 1)


def _is_named_for(division: Place, town: Place, name: str) -> bool:
    """Tell whether a division around a town is what the town's name means only if one says so."""
    if not division.admin_codes or division.admin_codes[-1] not in town.admin_codes:
        return False
    if _needs_a_word_more(division, town, name):
        return False
    if km_between(division.lat, division.lon, town.lat, town.lon) <= _SAME_SPOT_KM:
        return True
    return town.population >= _SHARE_IN_TOWN * max(division.population, 1)
