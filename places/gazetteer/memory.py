"""A gazetteer held in memory: the user's own places, and small worlds for tests."""

from collections.abc import Iterable, Mapping, Sequence

from places.feature import is_state
from places.gazetteer.abbreviations import is_written_so
from places.gazetteer.ranking import rank
from places.gazetteer.readings import readings
from places.model import Match, NameKind, Place
from places.text import key, variants


class MemoryGazetteer:
    """Places in memory, answered like those of a file."""

    def __init__(
        self, places: Iterable[Place], names: Mapping[str, Mapping[str, NameKind]] | None = None
    ) -> None:
        """Hold the places.

        Args:
            places: The places; each bears its own name.
            names: Their other names and how each names the place, by place id.
        """
        self._places = {place.id: place for place in places}
        self._codes = {code: place for place in self._places.values() if (code := _code(place))}
        self._ranked: dict[str, list[tuple[int, Match]]] = {}
        for place in self._places.values():
            self._add(place, (names or {}).get(place.id, {}))
        for ranked in self._ranked.values():
            ranked.sort(key=lambda pair: (pair[0], pair[1].place.id))

    def matches(self, name: str) -> Sequence[Match]:
        """Return the places that bear this name in any of its spellings, the most prominent first."""
        for variant in variants(name):
            if found := self._exact(variant):
                return found
        for reading in readings(variant):
            if found := tuple(m for m in self._exact(reading.name) if reading.suits(m.place)):
                return found
        return ()

    def _exact(self, name: str) -> tuple[Match, ...]:
        found = (match for _, match in self._ranked.get(key(name), ()))
        return tuple(m for m in found if m.kind != "abbreviation" or is_written_so(name, m.name))

    def lookup(self, name: str) -> Sequence[Place]:
        """Return the places of ``matches(name)`` that are no demonym's, the most likely first."""
        return tuple(dict.fromkeys(m.place for m in self.matches(name) if m.kind != "demonym"))

    def get(self, id: str) -> Place | None:  # noqa: A002 - the glossary's word
        """Return the place with this id, or None."""
        return self._places.get(id)

    def country(self, code: str) -> Place | None:
        """Return the country with this ISO 3166-1 alpha-2 code, or None."""
        return self._codes.get(code)

    def division(self, code: str) -> Place | None:
        """Return the division with this GeoNames code ("US.TX", "US.TX.277"), or None."""
        return self._codes.get(code)

    def _add(self, place: Place, others: Mapping[str, NameKind]) -> None:
        names: dict[str, NameKind] = {place.name: "primary"}
        names |= {name: kind for name, kind in others.items() if name != place.name}
        taken = set()
        for name, kind in names.items():
            # Two spellings with one key are one name; forms of an abbreviation count letter by letter.
            mark = (key(name), kind, name if kind == "abbreviation" else "")
            if key(name) and mark not in taken:
                taken.add(mark)
                match = Match(place=place, name=name, kind=kind, names=len(names))
                order = rank(feature=place.feature, population=place.population, names=len(names), kind=kind)
                self._ranked.setdefault(key(name), []).append((order, match))


def _code(place: Place) -> str:
    if is_state(place.feature):
        return place.country
    is_division = place.feature in ("ADM1", "ADM2") and place.admin_codes
    return place.admin_codes[-1] if is_division else ""
