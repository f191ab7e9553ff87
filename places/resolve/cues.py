"""Words beside a name that leave no choice: "Atlanta, Georgia" is the state, and so is "Washington state".

The ranker weighs them too, but what the same name means elsewhere in the text may outweigh them.
"""

from collections.abc import Sequence

from places.model import Place
from places.resolve.classes import class_of
from places.resolve.layout import Case
from places.resolve.parents import division_code

_AGAINST = 0.001
_LEVELS = ("adm1", "adm2")


def heed_cues(case: Case, odds: Sequence[float]) -> list[float]:
    """Return a case's odds, those lowered that the words right beside the name speak against."""
    places = [match.place for match in case.matches]
    asked = [_holds(place, case) for place in places] if case.children else [False]
    if not any(asked):
        asked = [_is_at_level(place, case) for place in places]
    if not any(asked):
        return list(odds)
    return [odd if fits else _AGAINST * odd for odd, fits in zip(odds, asked, strict=True)]


def _holds(place: Place, case: Case) -> bool:
    return division_code(place) in case.children


def _is_at_level(place: Place, case: Case) -> bool:
    kind = class_of(place.feature)
    return kind in _LEVELS and f"level:{kind}" in case.after
