"""What the user's own gazetteers say of a name: it wins over everything that comes with the package."""

from places.gazetteer.base import Gazetteer
from places.gazetteer.chain import ChainGazetteer
from places.gazetteer.memory import MemoryGazetteer


def users_own(gazetteer: Gazetteer, name: str) -> frozenset[str]:
    """Return the ids of the places that the user's gazetteers have under a name.

    In a chain every gazetteer but the last is the user's.
    """
    return frozenset(m.place.id for g in _own(gazetteer) for m in g.matches(name) if m.kind != "demonym")


def users_lists(gazetteer: Gazetteer) -> tuple[MemoryGazetteer, ...]:
    """Return those of the user's gazetteers that are lists of places written by hand, not whole dumps."""
    return tuple(g for g in _own(gazetteer) if isinstance(g, MemoryGazetteer))


def _own(gazetteer: Gazetteer) -> tuple[Gazetteer, ...]:
    return gazetteer.gazetteers[:-1] if isinstance(gazetteer, ChainGazetteer) else ()
