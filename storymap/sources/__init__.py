"""Files and standard input → Documents."""

from storymap.sources.inputs import read_documents
from storymap.sources.text import decode, guess_title

__all__ = ["decode", "guess_title", "read_documents"]
