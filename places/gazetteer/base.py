"""What a gazetteer can be asked; the file, the user's own and the one in memory all answer the same."""

from collections.abc import Sequence
from typing import Protocol

from places.model import Match, Place


class Gazetteer(Protocol):
    """Names → places. Not found is an empty answer or None, never an error."""

    def matches(self, name: str) -> Sequence[Match]:
        """Return the places that bear this name in any of its spellings, the most prominent first."""

    def lookup(self, name: str) -> Sequence[Place]:
        """Return the places of ``matches(name)`` that are no demonym's, the most likely first."""

    def get(self, id: str) -> Place | None:  # noqa: A002 - the glossary's word
        """Return the place with this id, or None."""

    def country(self, code: str) -> Place | None:
        """Return the country with this ISO 3166-1 alpha-2 code, or None."""

    def division(self, code: str) -> Place | None:
        """Return the division with this GeoNames code ("US.TX", "US.TX.277"), or None."""
