"""A gazetteer asked in the cases of a language: Москве finds Москва, Helsingissä finds Helsinki."""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import cast

from places.gazetteer.base import Gazetteer
from places.gazetteer.chain import ChainGazetteer
from places.languages.endings import exonyms, nominatives
from places.model import Match, Place
from places.text import key

# A name that is also another's case is the other's where that one is so many times as populous.
_MUCH = 20


class InflectedGazetteer:
    """A gazetteer that also knows its names with the endings of a language."""

    def __init__(self, gazetteer: Gazetteer, language: str) -> None:
        """Ask this gazetteer, in this language's cases."""
        self.gazetteer, self.language = gazetteer, language

    def matches(self, name: str) -> Sequence[Match]:
        """Return the places that bear this name, or one of which it is a case, the most prominent first."""
        own = self.gazetteer.matches(name)
        called = self._exonym(name)
        if called is not None:
            return (called, *(match for match in own if match.place.id != called.place.id))
        if any(match.kind != "demonym" for match in own) and len(name.split()) > 1:
            return own
        most = max((match.place.population for match in own if match.kind != "demonym"), default=-1)
        for guess in nominatives(name, self.language):
            found = [m for m in self.gazetteer.matches(guess) if m.kind in ("primary", "alternate")]
            if found and (most < 0 or found[0].place.population > _MUCH * max(most, 1)):
                known = {match.place.id for match in found}
                found = [replace(m, name=guess) if key(m.name) == key(guess) else m for m in found]
                return (*found, *(match for match in own if match.place.id not in known))
        return own

    def _exonym(self, name: str) -> Match | None:
        """Return the place that only the language calls so, under that name in the nominative."""
        known = exonyms(self.language)
        for guess in (name, *nominatives(name, self.language)) if known else ():
            english = known.get(key(guess))
            found = self.gazetteer.matches(english) if english else ()
            if found:
                return replace(found[0], name=guess, kind="alternate")
        return None

    def lookup(self, name: str) -> Sequence[Place]:
        """Return the places of ``matches(name)`` that are no demonym's, the most likely first."""
        found = {match.place.id: match.place for match in self.matches(name) if match.kind != "demonym"}
        return tuple(found.values())

    def get(self, id: str) -> Place | None:  # noqa: A002 - the glossary's word
        """Return the place with this id, or None."""
        return self.gazetteer.get(id)

    def country(self, code: str) -> Place | None:
        """Return the country with this ISO 3166-1 alpha-2 code, or None."""
        return self.gazetteer.country(code)

    def division(self, code: str) -> Place | None:
        """Return the division with this GeoNames code ("US.TX", "US.TX.277"), or None."""
        return self.gazetteer.division(code)


def inflected(gazetteer: Gazetteer, language: str) -> Gazetteer:
    """Return the one such gazetteer for a gazetteer and a language, so that what is known is remembered.

    Of a chain each link is asked in the cases, so that the user's own still comes first.
    """
    return _inflected(cast("Hashable", gazetteer), language)


@lru_cache(maxsize=8)
def _inflected(gazetteer: Hashable, language: str) -> Gazetteer:
    if isinstance(gazetteer, ChainGazetteer):
        return ChainGazetteer(*(InflectedGazetteer(link, language) for link in gazetteer.gazetteers))
    return InflectedGazetteer(cast("Gazetteer", gazetteer), language)
