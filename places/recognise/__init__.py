"""Text → mentions. A recogniser is a function; ``english`` is the one that comes with the package."""

from collections.abc import Callable

from places.gazetteer.base import Gazetteer
from places.model import Document, Mention
from places.syntax import Block

# The blocks are the text as ``places.syntax.parse`` gives it, or None where it has not been parsed.
Recogniser = Callable[[Document, tuple[Block, ...] | None, Gazetteer], tuple[Mention, ...]]
