"""Several gazetteers asked as one: what an earlier one knows comes first."""

from collections.abc import Sequence

from places.gazetteer.base import Gazetteer
from places.model import Match, Place


class ChainGazetteer:
    """The answers of several gazetteers, one behind the other, each place once."""

    def __init__(self, *gazetteers: Gazetteer) -> None:
        """Ask these, in this order."""
        self.gazetteers = gazetteers

    def matches(self, name: str) -> Sequence[Match]:
        """Return the places that bear this name in any of its spellings, the first gazetteer's first."""
        found: dict[tuple[str, str], Match] = {}
        for gazetteer in self.gazetteers:
            for match in gazetteer.matches(name):
                found.setdefault((match.place.id, match.kind), match)
        return tuple(found.values())

    def lookup(self, name: str) -> Sequence[Place]:
        """Return the places of ``matches(name)`` that are no demonym's, the most likely first."""
        found: dict[str, Place] = {}
        for gazetteer in self.gazetteers:
            for place in gazetteer.lookup(name):
                found.setdefault(place.id, place)
        return tuple(found.values())

    def get(self, id: str) -> Place | None:  # noqa: A002 - the glossary's word
        """Return the place with this id, or None."""
        return next((p for g in self.gazetteers if (p := g.get(id))), None)

    def country(self, code: str) -> Place | None:
        """Return the country with this ISO 3166-1 alpha-2 code, or None."""
        return next((p for g in self.gazetteers if (p := g.country(code))), None)

    def division(self, code: str) -> Place | None:
        """Return the division with this GeoNames code ("US.TX", "US.TX.277"), or None."""
        return next((p for g in self.gazetteers if (p := g.division(code))), None)
