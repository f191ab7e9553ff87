"""Words beside a name that leave no choice: "Atlanta, Georgia" is the state, "the Ohio" is a river.

The ranker weighs them too, but what the same name means elsewhere in the text may outweigh them.
"""

from collections.abc import Sequence

from places.model import Place
from places.resolve.classes import class_of
from places.resolve.layout import ARTICLE, Case
from places.resolve.parents import division_code

_AGAINST, _AGAINST_ARTICLE = 1e-3, 1e-5
_LEVELS = ("adm1", "adm2")
# Names with an article that are rivers' and others' as well.
_ARTICLED = frozenset("congo gambia sudan lebanon argentine bronx hague".split())


def heed_cues(case: Case, odds: Sequence[float]) -> list[float]:
    """Return a case's odds, moved to those for which the words right beside the name speak."""
    places = [match.place for match in case.matches]
    against = _AGAINST
    asked = [_holds(place, case) for place in places] if case.children else [False]
    if not any(asked):
        asked = [_is_at_level(place, case) for place in places]
    if not any(asked) and ARTICLE in case.before and case.mention.text.lower() not in _ARTICLED:
        asked, against = [place.feature == "STM" for place in places], _AGAINST_ARTICLE
    if not any(asked):
        return list(odds)
    heeded = [odd if fits else against * odd for odd, fits in zip(odds, asked, strict=True)]
    # Their sum stays: that one of them is meant is as likely as before.
    left = sum(heeded)
    return [odd * sum(odds) / left for odd in heeded] if left else heeded


def _holds(place: Place, case: Case) -> bool:
    return division_code(place) in case.children


def _is_at_level(place: Place, case: Case) -> bool:
    kind = class_of(place.feature)
    return kind in _LEVELS and f"level:{kind}" in case.after
