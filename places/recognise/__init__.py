"""Text → mentions. A recogniser is a function; ``english`` is the one that comes with the package."""

from collections.abc import Callable

from places.gazetteer.base import Gazetteer
from places.model import Document, Mention
from places.syntax import Block

Recogniser = Callable[[Document, tuple[Block, ...], Gazetteer], tuple[Mention, ...]]
