"""A text → its story, in one call: what `import storymap` offers and the command line uses."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from places.model import Document
from storymap.model import Story

if TYPE_CHECKING:
    from places.gazetteer.base import Gazetteer
    from places.geocode.ask import Geocoder
    from places.model import Located
    from places.options import Options
    from places.syntax import Block
    from storymap.correct.operations import Operation
    from storymap.sources.model import InputOptions, Source

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a text is to be read: with which gazetteer, with which hints, and who is told of the progress.

    ``any_language``: a text in a language that is not read is not refused; its places are looked for.
    ``geocoder`` is asked, over the network, for what the gazetteer leaves open; None asks nobody.
    ``progress`` is called with (characters read, characters in all).
    """

    gazetteer: "Gazetteer | None" = None
    options: "Options | None" = None
    geocoder: "Geocoder | None" = None
    progress: Progress | None = None
    any_language: bool = False


def read(
    path: str | Path,
    *,
    title: str = "",
    language: str = "",
    published: date | None = None,
    reading: Reading | None = None,
    options: "InputOptions | None" = None,
    corrections: "str | Path | Iterable[Operation] | None" = None,
) -> Story:
    """Return the story of a document: a file of any kind that docs/inputs.md names, or a web address.

    Args:
        path: the file, or an http or https address, which is fetched.
        title: instead of the document's own.
        language: instead of the document's own; where none is said, the text tells it.
        published: the day from which its "Tuesday" is counted, instead of the document's own.
        reading: gazetteer, hints and progress.
        options: encoding, password, meanings of columns (``storymap.sources.InputOptions``).
        corrections: laid over the story: operations, a corrections file or an editable page. None lays
            nothing; what does not fit stays in ``story.corrections``.

    Raises:
        StoryFileError: the corrections cannot be read.
        ReadError: it is missing, empty, damaged or of a kind that is not read.
    """
    from storymap.join import join_stories
    from storymap.sources import read_documents

    if language:
        reading = replace(reading or Reading(), any_language=True)
    given: dict[str, Any] = {
        key: value
        for key, value in (("title", title), ("language", language), ("published", published))
        if value
    }
    sources = read_documents(str(path), options=options)
    operations = _operations(corrections)  # before the long work: it may be no such file
    story = join_stories(
        [tell_source(replace(one, document=replace(one.document, **given)), reading) for one in sources]
    )
    return story.correct(*operations) if operations else story


def _operations(given: "str | Path | Iterable[Operation] | None") -> "tuple[Operation, ...]":
    if given is None:
        return ()
    if not isinstance(given, str | Path):
        return tuple(given)
    from storymap.files.corrections import load_corrections

    return load_corrections(Path(given)).operations


def from_text(
    text: str,
    *,
    title: str = "",
    published: date | None = None,
    author: str = "",
    language: str = "",
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


def tell_source(
    source: "Source", reading: Reading | None = None, say: Callable[[str], None] | None = None
) -> Story:
    """Return the story of a document as it was read, with its pictures and the way back to its original.

    ``say`` is told what should be known of the pictures: left out, only linked, without words.
    """
    from storymap.illustrate import illustrate

    told, notes = illustrate(_told(source, reading), source.figures)
    for note in notes if say else ():
        say(note)  # type: ignore[misc]
    return told


def _told(source: "Source", reading: Reading | None) -> Story:
    if source.story is not None:
        return replace(source.story, document=source.document)  # with what the caller says of it
    if source.rows is not None:
        from places.languages import settled
        from storymap.rows import tell_rows

        source = replace(source, document=settled(source.document))
        hints = reading or Reading()

        def locate(document: Document, spans: Sequence[tuple[int, int]]) -> "tuple[Located, ...]":
            return locate_document(document, hints, spans=spans) if spans else ()

        return tell_rows(source, locate)
    told = replace(tell_document(source.document, reading), origin=source.origin)
    if not source.marked:
        return told
    from places.gazetteer import world
    from storymap.given import with_marked

    return with_marked(told, source.marked, (reading or Reading()).gazetteer or world())


def tell_document(document: Document, reading: Reading | None = None) -> Story:
    """Return the story of a document.

    A long one is read in sections (``storymap.sections``), so that memory does not grow with its pages.

    Raises:
        LanguageError: the text is in a language that is not read.
    """
    from places.languages import check_is_read, is_english, settled
    from storymap.sections import read_sections
    from storymap.story import tell_sections, tell_tagged

    document, reading = settled(document), reading or Reading()
    if not reading.any_language:
        check_is_read(document)
    if not is_english(document):
        return tell_tagged(document, locate_document(document, reading))

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
