"""A long text in sections: each is parsed, its places are found, its events read, and then it is let go."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from places.model import Document, Located
from places.syntax import Block, paragraphs, parse
from storymap.events import Section

LONGEST = 200_000
"""Characters of a section, some 35,000 words: a text no longer than that is read as a whole."""

_CHAPTER = re.compile(r"(?:#{1,3}\s|(?:chapter|part|book|letter|canto)\s+\S{1,12})", re.IGNORECASE)

Locate = Callable[[Document, tuple[Block, ...]], tuple[Located, ...]]
Progress = Callable[[int, int], None]


def read_sections(document: Document, locate: Locate, progress: Progress | None = None) -> Iterator[Section]:
    """Yield the sections of a text, parsed and with their places, one at a time.

    Args:
        document: the text.
        locate: finds the places of a section, a document of its own, with its paragraphs.
        progress: told of (characters read, characters in all), after every paragraph and every section.
    """
    length = len(document.text)
    for start, end in section_spans(document.text):
        whole = start == 0 and end == length
        part = document if whole else replace(document, text=document.text[start:end])
        blocks = []
        for block in parse(part.text):
            blocks.append(block)
            if progress:  # a section's places and events take about as long as its parse
                progress(start + (block.end // 2), length)
        located = locate(part, tuple(blocks))
        yield Section(
            blocks=[Block(block.start + start, block.doc) for block in blocks],
            located=[_moved(one, start) for one in located] if start else located,
        )
        if progress:
            progress(end, length)


def section_spans(text: str, longest: int = LONGEST) -> list[tuple[int, int]]:
    """Return the (start, end) of the sections of a text, in order and without gaps between them.

    A section ends before a chapter's heading if there is one in its second half, else between paragraphs.
    """
    if len(text) <= longest:
        return [(0, len(text))]
    starts, chapter = [0], 0
    for begin, end in paragraphs(text):
        if _CHAPTER.match(text, begin, end) and begin - starts[-1] > longest // 2:
            chapter = begin
        if end - starts[-1] > longest and begin > starts[-1]:
            starts.append(chapter if chapter > starts[-1] else begin)
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _moved(located: Located, by: int) -> Located:
    mention = located.mention
    return replace(located, mention=replace(mention, start=mention.start + by, end=mention.end + by))
