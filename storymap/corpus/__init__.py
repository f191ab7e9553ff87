"""Many documents → tables of all that they say, and what can be made of these: questions, frames, an atlas.

The flow is inputs → items → shards → readings → tables. A shard is read by one pure function
(``storymap.corpus.batch``), in this process, in several or on a cluster; see docs/corpora.md.
"""

from storymap.corpus.corpus import Corpus
from storymap.corpus.model import Progress, Settings
from storymap.corpus.read import read_corpus
from storymap.corpus.tables import read_arrow

__all__ = ["Corpus", "Progress", "Settings", "read_arrow", "read_corpus"]
