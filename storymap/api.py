"""A text → its story, in one call: what `import storymap` offers and the command line uses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from places.model import Document
from storymap.model import Story

if TYPE_CHECKING:
    from places.gazetteer.base import Gazetteer
    from places.geocode.ask import Geocoder
    from places.model import Located
    from places.options import Options
    from places.syntax import Block

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a text is to be read: with which gazetteer, with which hints, and who is told of the progress.

    ``geocoder`` is asked, over the network, for what the gazetteer leaves open; None asks nobody.
    ``progress`` is called with (characters read, characters in all).
    """

    gazetteer: "Gazetteer | None" = None
    options: "Options | None" = None
    geocoder: "Geocoder | None" = None
    progress: Progress | None = None


def read(
    path: str | Path, *, title: str = "", published: date | None = None, reading: Reading | None = None
) -> Story:
    """Return the story of a text file; ``published`` is the day from which its "Tuesday" is counted.

    Raises:
        ReadError: the file is missing, empty, binary or in no readable encoding.
    """
    from storymap.sources import read_documents

    document = next(read_documents(str(path))).document
    document = replace(document, title=title or document.title, published=published or document.published)
    return tell_document(document, reading)


def from_text(
    text: str,
    *,
    title: str = "",
    published: date | None = None,
    author: str = "",
    language: str = "en",
    reading: Reading | None = None,
) -> Story:
    """Return the story of a text; ``published`` is the day from which its "Tuesday" is counted."""
    from storymap.sources import guess_title

    document = Document(
        text=text, title=title or guess_title(text, ""), published=published, author=author, language=language
    )
    return tell_document(document, reading)


def import_(path: str | Path, *, format: str | None = None) -> Story:  # noqa: A002 - its name
    """Return the story of a file of another program: KML, GPX, GeoJSON, StoryMapJS, TEI … (docs/formats.md).

    A file that storymap wrote gives its story back whole, with what has been changed in it since.

    Raises:
        ReadError: the file cannot be read, or is in no format that can be imported.
    """
    from storymap.export import open_story

    return open_story(Path(path), format)


def tell_document(document: Document, reading: Reading | None = None) -> Story:
    """Return the story of a document.

    A long one is read in sections (``storymap.sections``), so that memory does not grow with its pages.
    """
    from storymap.sections import read_sections
    from storymap.story import tell_sections

    reading = reading or Reading()

    def locate(section: Document, blocks: "tuple[Block, ...]") -> "tuple[Located, ...]":
        return locate_document(section, reading, blocks=blocks)

    return tell_sections(document, read_sections(document, locate, reading.progress))


def locate_document(
    document: Document,
    reading: Reading,
    *,
    spans: Sequence[tuple[int, int]] | None = None,
    blocks: "tuple[Block, ...] | None" = None,
) -> "tuple[Located, ...]":
    """Return the places of a document, those that the gazetteer leaves open asked of the geocoder."""
    from places import locate

    located = locate(
        document, gazetteer=reading.gazetteer, spans=spans, blocks=blocks, options=reading.options
    )
    if reading.geocoder is None:
        return located
    from places.geocode.fill import fill

    return fill(located, reading.geocoder)
