"""The one way in: a table of what can be read, a row each; the first that recognises the bytes reads them.

A row names its reader as "module:function", so that nothing is imported before it is needed. Other packages
add rows through the entry point group "storymap.readers": each names a ``Format``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import entry_points
from itertools import chain

from storymap.errors import ReadError
from storymap.sources import sniff
from storymap.sources.model import Reader
from storymap.sources.sniff import Head

MB = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of input.

    ``what`` is its name in a sentence, ``is_it`` tells it by its first bytes, ``most_bytes`` is the largest
    that is read. ``packages`` are the modules that its reader needs and that only the extra ``documents``
    installs.
    """

    name: str
    what: str
    is_it: Callable[[Head], bool]
    reader: str
    most_bytes: int = 50 * MB
    packages: tuple[str, ...] = ()


FORMATS: tuple[Format, ...] = (
    Format(
        name="story",
        what="a story file",
        is_it=sniff.is_story_file,
        reader="storymap.sources.storyfile:read",
        most_bytes=200 * MB,
    ),
    Format(
        name="jsonl",
        what="JSON lines",
        is_it=sniff.is_json_lines,
        reader="storymap.sources.jsonl:read",
        most_bytes=500 * MB,
    ),
    Format(
        name="html",
        what="an HTML page",
        is_it=sniff.is_html,
        reader="storymap.sources.html:read",
        most_bytes=20 * MB,
    ),
    Format(
        name="pdf",
        what="a PDF file",
        is_it=sniff.is_pdf,
        reader="storymap.sources.pdf:read",
        most_bytes=300 * MB,
        packages=("pypdfium2", "PIL"),
    ),
    Format(
        name="docx",
        what="a Word document",
        is_it=lambda head: head.zipped == "docx",
        reader="storymap.sources.docx:read",
        most_bytes=200 * MB,
        packages=("docx",),
    ),
    Format(
        name="odt",
        what="an OpenDocument text",
        is_it=lambda head: head.zipped == "odt",
        reader="storymap.sources.odt:read",
        most_bytes=200 * MB,
    ),
    Format(
        name="epub",
        what="an e-book",
        is_it=lambda head: head.zipped == "epub",
        reader="storymap.sources.epub:read",
        most_bytes=200 * MB,
    ),
    Format(
        name="xlsx",
        what="a workbook",
        is_it=lambda head: head.zipped == "xlsx",
        reader="storymap.sources.xlsx:read",
        packages=("openpyxl",),
    ),
    Format(
        name="rtf",
        what="an RTF document",
        is_it=lambda head: head.data.lstrip().startswith(b"{\\rtf"),
        reader="storymap.sources.rtf:read",
        packages=("striprtf",),
    ),
    Format(
        name="subtitles", what="subtitles", is_it=sniff.is_subtitles, reader="storymap.sources.subtitles:read"
    ),
    Format(
        name="mail",
        what="e-mail",
        is_it=sniff.is_mail,
        reader="storymap.sources.mail:read",
        most_bytes=200 * MB,
    ),
    Format(
        name="tei",
        what="TEI",
        is_it=lambda head: head.root in {"TEI", "TEI.2"},
        reader="storymap.sources.xmltext:read_tei",
    ),
    Format(
        name="alto",
        what="ALTO",
        is_it=lambda head: head.root == "alto",
        reader="storymap.sources.xmltext:read_alto",
    ),
    Format(
        name="page",
        what="PAGE",
        is_it=lambda head: head.root == "PcGts",
        reader="storymap.sources.xmltext:read_page",
    ),
    Format(
        name="imported",
        what="a file of another program",
        is_it=sniff.is_importable,
        reader="storymap.sources.imported:read",
    ),
    Format(name="csv", what="a table", is_it=sniff.is_table, reader="storymap.sources.csvfile:read"),
    Format(
        name="markdown", what="Markdown", is_it=sniff.is_markdown, reader="storymap.sources.markdown:read"
    ),
    Format(name="text", what="plain text", is_it=sniff.is_text, reader="storymap.sources.text:read"),
)


def find_format(head: Head) -> Format:
    """Return the row that reads an input.

    Raises:
        ReadError: nothing reads it; one line says what it is and what to do.
    """
    for row in chain(FORMATS, _added()):
        if row.is_it(head):
            return row
    raise ReadError(sniff.refusal(head))


def load_reader(row: Format, label: str) -> Reader:
    """Return a format's reader.

    Raises:
        ReadError: a package that it needs is not installed; the text says how to get it.
    """
    for package in row.packages:
        try:
            import_module(package)
        except ImportError as error:
            raise ReadError(
                f"{label} is {row.what}, and {package} is not installed to read it; "
                "install it with: pip install 'geostorymap[documents]'"
            ) from error
    module, _, function = row.reader.partition(":")
    reader: Reader = getattr(import_module(module), function)
    return reader


def _added() -> Iterator[Format]:
    """Yield the rows of other packages; they are asked for only where no row of our own reads an input."""
    for point in entry_points(group="storymap.readers"):
        try:
            row = point.load()
        except (ImportError, AttributeError) as error:
            raise ReadError(
                f"the reader {point.name!r} of another package cannot be loaded: {error}"
            ) from error
        if isinstance(row, Format):
            yield row
