"""storymap turns a text into an interactive map of its story.

story = storymap.read("article.txt")
story.save("map.html")
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storymap.api import from_text, import_, read
    from storymap.corpus import read_corpus
    from storymap.frames import from_frame, read_frame
    from storymap.model import Story

__version__ = "0.1.0"

__all__ = ["Story", "from_frame", "from_text", "import_", "read", "read_corpus", "read_frame"]


def __getattr__(name: str) -> object:
    # Importing does nothing: what the names stand for is loaded when it is first asked for.
    if name in {"from_text", "import_", "read"}:
        from storymap import api

        return getattr(api, name)
    if name == "read_corpus":
        from storymap.corpus import read_corpus

        return read_corpus
    if name in {"from_frame", "read_frame"}:
        from storymap import frames

        return getattr(frames, name)
    if name == "Story":
        from storymap.model import Story

        return Story
    raise AttributeError(f"module 'storymap' has no attribute {name!r}")
