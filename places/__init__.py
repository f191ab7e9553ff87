"""places finds the places that a text names, and where they are on the earth."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from places.gazetteer.base import Gazetteer

__all__ = ["gazetteer"]


def gazetteer() -> "Gazetteer":
    """Return the gazetteer that comes with the package, opened once.

    Raises:
        GazetteerError: its file is not there or cannot be read.
    """
    # Importing the package ``places.gazetteer`` puts it in this function's place, so it can be called too.
    from places.gazetteer import world

    return world()
