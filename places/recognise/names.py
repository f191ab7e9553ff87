"""What the gazetteer knows under a name, in the few figures that recognition needs; looked up once a name."""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from places.feature import is_widely_known
from places.gazetteer.base import Gazetteer
from places.model import Match
from places.resolve.corrections import users_lists, users_own
from places.resolve.parents import division_code

_MOST = 40
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Known:
    """How a gazetteer knows a name: its best place, how many bear it, and whether it names a people.

    ``feature`` and ``best`` (an id) are those of the most prominent place that is no demonym's, or "".
    ``users``: a place of this name is in the user's own gazetteer.
    """

    count: int = 0
    population: int = 0
    names: int = 0
    feature: str = ""
    kind: str = ""
    demonym: bool = False
    same_case: bool = False
    best: str = ""
    users: bool = False

    @property
    def is_place(self) -> bool:
        """Whether a place bears the name itself."""
        return self.count > 0

    @property
    def only_demonym(self) -> bool:
        """Whether the name is above all a people's or an adjective: Russian, Korean, Parisians."""
        return self.demonym and (self.count == 0 or not self.is_great)

    @property
    def is_great(self) -> bool:
        """Whether the place is one that a text names without saying where it is."""
        return self.population >= 300_000 or is_widely_known(self.feature)


NOTHING = Known()


class Names:
    """A gazetteer asked by a recogniser: remembers every answer, so that a name is looked up once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._lists = users_lists(gazetteer)
        self.known = lru_cache(maxsize=100_000)(self._known)
        self._codes = lru_cache(maxsize=100_000)(self._division_codes)

    def _known(self, surface: str) -> Known:
        matches = self._gazetteer.matches(_SPACE.sub(" ", surface))
        if not matches:
            return NOTHING
        own = [match for match in matches if match.kind != "demonym"]
        if not own:
            return Known(demonym=True)
        best = own[0]
        return Known(
            count=len(own),
            population=max(match.place.population for match in own),
            names=max(match.names for match in own),
            feature=best.place.feature,
            kind=best.kind,
            demonym=len(own) < len(matches),
            best=best.place.id,
            users=bool(users_own(self._gazetteer, surface)),
            same_case=any(_same_case(match, surface) for match in own),
        )

    @property
    def has_lists(self) -> bool:
        """Whether the user has brought a list of places."""
        return bool(self._lists)

    def is_listed(self, surface: str, *, any_case: bool) -> bool:
        """Tell whether the user's lists have a name, which may be any words: Grandmother's farm, the mill.

        One with a capital needs a capital, or ``any_case``: who lists Reading does not mean reading.
        """
        matches = (match for users in self._lists for match in users.matches(_SPACE.sub(" ", surface)))
        return any(
            match.kind != "demonym" and (any_case or surface[:1].isupper() or not match.name[:1].isupper())
            for match in matches
        )

    def holds(self, holder: str, part: str) -> bool:
        """Tell whether a country or division of one name has in it a place of the other: Maine, Bangor."""
        if not holder or not part:
            return False
        return not self._codes(holder)[0].isdisjoint(self._codes(part)[1])

    def _division_codes(self, surface: str) -> tuple[frozenset[str], frozenset[str]]:
        """Return the codes of the divisions of this name, and of those around the places of this name."""
        own, around = set(), set()
        for match in self._gazetteer.matches(_SPACE.sub(" ", surface))[:_MOST]:
            code = division_code(match.place)
            inside = {match.place.country, *match.place.admin_codes} - {code, ""}
            around |= inside
            own |= {code} if code else set()
        return frozenset(own), frozenset(around)


def names_of(gazetteer: Gazetteer) -> Names:
    """Return the one memory of a gazetteer, so that the documents of a run share it."""
    return _names_of(cast("Hashable", gazetteer))


@lru_cache(maxsize=4)
def _names_of(gazetteer: Hashable) -> Names:
    return Names(cast("Gazetteer", gazetteer))


def _same_case(match: Match, surface: str) -> bool:
    return match.name == surface
