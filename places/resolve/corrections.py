"""What the user's own gazetteers say of a name: it wins over everything that comes with the package."""

from places.gazetteer.base import Gazetteer
from places.gazetteer.chain import ChainGazetteer


def users_own(gazetteer: Gazetteer, name: str) -> frozenset[str]:
    """Return the ids of the places that the user's gazetteers have under a name.

    In a chain every gazetteer but the last is the user's.
    """
    if not isinstance(gazetteer, ChainGazetteer):
        return frozenset()
    own = gazetteer.gazetteers[:-1]
    return frozenset(m.place.id for g in own for m in g.matches(name) if m.kind != "demonym")
