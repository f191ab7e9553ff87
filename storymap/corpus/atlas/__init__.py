"""A corpus → one page over all its documents, and a page for each: files for any disk or host."""

from storymap.corpus.atlas.site import MOST_MENTIONS, site

__all__ = ["MOST_MENTIONS", "site"]
