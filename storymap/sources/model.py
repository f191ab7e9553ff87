"""What goes into a reader and what comes out of it: frozen values."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from places.model import Document
from storymap.model import Media, Selector, Span, Story, Stretch

MarkedKind = Literal["place", "date", "person"]
BlockKind = Literal["paragraph", "heading", "caption", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class InputOptions:
    """What a caller may say of an input.

    ``columns`` says what the headings of a table mean: {"Stadt": "place"}. ``private`` allows web addresses
    of the own machine and network. ``encoding`` is that of a text, if its bytes do not say it.
    """

    encoding: str | None = None
    password: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """The bytes of an input and where they come from.

    ``label`` is how messages call it, ``name`` its file's name or "" (standard input), ``address`` the web
    address it was got from, ``charset`` what the server said of its letters. ``folder`` is where the files
    lie to which it refers.
    """

    data: bytes
    label: str
    name: str = ""
    address: str = ""
    charset: str = ""
    folder: Path | None = None
    options: InputOptions = InputOptions()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture or recording, and where it belongs as far as that is known.

    ``at`` is the offset of the text at which it stands, ``point`` (latitude, longitude) and ``day`` are where
    and when it was taken. Without any of them it is the whole text's.
    """

    media: Media
    at: int | None = None
    point: tuple[float, float] | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph of an original: its words, piece by piece, each with where it stands.

    Its media stand before it.
    """

    pieces: tuple[tuple[str, Selector], ...]
    kind: BlockKind = "paragraph"
    media: tuple[Media, ...] = ()

    @property
    def text(self) -> str:
        """The block's words."""
        return "".join(text for text, _ in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table of events; spans are of the document's text, None where a cell is empty."""

    title: Span
    text: Span | None = None
    when: Span | None = None
    place: Span | None = None
    point: tuple[float, float] | None = None
    media: tuple[Media, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """Words that an editor has marked in the original.

    ``value`` says what they mean: a place's address (GeoNames, Wikidata, "latitude, longitude"), a date in
    EDTF, a person's name.
    """

    span: Span
    kind: MarkedKind
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document as it was read.

    ``origin`` leads back to the original. ``spans`` are places to be resolved if the input names them,
    ``marked`` is what it says of its words.
    ``rows`` are events that need no reading; ``story`` is one that is already told (a story file). ``notes``
    say what the reader should know: what was guessed, what was left out.
    """

    document: Document
    origin: tuple[Stretch, ...] = ()
    figures: tuple[Figure, ...] = ()
    spans: tuple[tuple[int, int], ...] | None = None
    marked: tuple[Marked, ...] = ()
    rows: tuple[Row, ...] | None = None
    story: Story | None = None
    notes: tuple[str, ...] = ()


Reader = Callable[[Input], Iterator[Source]]
