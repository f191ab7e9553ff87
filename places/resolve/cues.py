"""Words beside a name that leave no choice: "Atlanta, Georgia" is the state, "the Ohio" is a river.

The ranker weighs them too, but what the same name means elsewhere in the text may outweigh them.
"""

from collections.abc import Sequence

from places.feature import is_river, kind_of
from places.model import Bounds, Place
from places.resolve.layout import ARTICLE, Case
from places.resolve.parents import division_code

_AGAINST, _AGAINST_ARTICLE = 1e-3, 1e-5
_LEVELS = ("adm1", "adm2")
# What a country or a state has behind it is as often the next of a list: "Georgia, Florida and Alabama".
_LISTED = ("country", "adm1", "continent")
_TOLD = ("comma", "beside", "in")
# How many degrees outside of a country a place may lie that was once in it.
_CLOSE = 1.5
# Names with an article that are rivers' and others' as well.
_ARTICLED = frozenset("congo gambia sudan lebanon argentine bronx hague".split())


def heed_cues(case: Case, odds: Sequence[float]) -> list[float]:
    """Return a case's odds, moved to those for which the words right beside the name speak."""
    places = [match.place for match in case.matches]
    against = _AGAINST
    asked = [_holds(place, case) for place in places] if case.children else [False]
    if not any(asked):
        asked = _inside_parent(case, places, odds)
    if not any(asked):
        asked = [_is_at_level(place, case) for place in places]
    if not any(asked) and ARTICLE in case.before and case.mention.text.lower() not in _ARTICLED:
        asked, against = [is_river(place.feature) for place in places], _AGAINST_ARTICLE
    if not any(asked):
        return list(odds)
    heeded = [odd if fits else against * odd for odd, fits in zip(odds, asked, strict=True)]
    # Their sum stays: that one of them is meant is as likely as before.
    left = sum(heeded)
    return [odd * sum(odds) / left for odd in heeded] if left else heeded


def _holds(place: Place, case: Case) -> bool:
    return division_code(place) in case.children


def _inside_parent(case: Case, places: Sequence[Place], odds: Sequence[float]) -> list[bool]:
    """Tell which candidates lie in the country or division that surely stands right behind the name.

    Where none does, those close to it: Antioch is in Turkey today, but was in Syria.
    """
    told = [p for p in case.parents if p.sure and p.how in _TOLD]
    codes = frozenset().union(*(p.codes for p in told))
    best = max(zip(odds, places, strict=True), key=lambda pair: pair[0])[1]
    if not codes or kind_of(best.feature) in _LISTED:
        return [False]
    inside = [bool(codes & {place.country, *place.admin_codes} - {division_code(place)}) for place in places]
    if any(inside):
        return inside
    bounds = [p.bounds for p in told if p.bounds is not None]
    return [any(_is_close(place, edges) for edges in bounds) for place in places]


def _is_close(place: Place, bounds: Bounds) -> bool:
    west, south, east, north = bounds
    between = west - _CLOSE <= place.lon <= east + _CLOSE
    return south - _CLOSE <= place.lat <= north + _CLOSE and between


def _is_at_level(place: Place, case: Case) -> bool:
    kind = kind_of(place.feature)
    return kind in _LEVELS and f"level:{kind}" in case.after
