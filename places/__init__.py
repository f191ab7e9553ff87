"""places finds the places that a text names, and where they are on the earth."""

from typing import TYPE_CHECKING, Any

from places.locate import locate
from places.model import Candidate, Document, Located, Match, Mention, Place
from places.options import Options

if TYPE_CHECKING:
    from places.gazetteer.base import Gazetteer

__all__ = [
    "Candidate",
    "Document",
    "Located",
    "Match",
    "Mention",
    "Options",
    "Place",
    "gazetteer",
    "locate",
    "locate_frame",
]


def locate_frame(frame: Any, text: str = "text", **options: Any) -> Any:
    """Return a row for every place that the texts of a table's column name; see ``places.frames``."""
    from places.frames import locate_frame

    return locate_frame(frame, text, **options)


def gazetteer() -> "Gazetteer":
    """Return the gazetteer that comes with the package, opened once.

    Raises:
        GazetteerError: its file is not there or cannot be read.
    """
    # Importing the package ``places.gazetteer`` puts it in this function's place, so it can be called too.
    from places.gazetteer import world

    return world()
