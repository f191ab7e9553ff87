"""Files, standard input and web addresses → Documents, each with the way back to its original."""

from storymap.sources.inputs import read_documents
from storymap.sources.letters import decode
from storymap.sources.model import InputOptions, Source
from storymap.sources.text import guess_title

__all__ = ["InputOptions", "Source", "decode", "guess_title", "read_documents"]
