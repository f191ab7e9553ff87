"""The values of a story: frozen, plain; they import nothing but places.model.

The flow is Document + Located → Event → Story → page. The story file (storymap.files) is these values as
GeoJSON. Offsets count Unicode characters of ``Document.text``.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from places.model import Candidate, Document, Mention, Place

if TYPE_CHECKING:
    import folium
    import geopandas
    import pandas

    from storymap.correct.operations import Operation

EventKind = Literal["event", "movement", "state", "report"]
Status = Literal["asserted", "negated", "future", "hypothetical"]
Extent = Literal["within", "throughout", "open"]
WhenBasis = Literal["stated", "caption", "carried", "assumed", "none"]
WhereRole = Literal["at", "from", "to", "via"]
WhereBasis = Literal["stated", "carried", "patient", "metonym", "dateline"]
WhoRole = Literal["actor", "patient", "recipient", "participant"]
MediaKind = Literal["image", "audio", "video"]
Theme = Literal["paper", "plain"]

EVENT_KINDS: tuple[EventKind, ...] = get_args(EventKind)
STATUSES: tuple[Status, ...] = get_args(Status)
EXTENTS: tuple[Extent, ...] = get_args(Extent)
WHEN_BASES: tuple[WhenBasis, ...] = get_args(WhenBasis)
WHERE_ROLES: tuple[WhereRole, ...] = get_args(WhereRole)
WHERE_BASES: tuple[WhereBasis, ...] = get_args(WhereBasis)
WHO_ROLES: tuple[WhoRole, ...] = get_args(WhoRole)
MEDIA_KINDS: tuple[MediaKind, ...] = get_args(MediaKind)
THEMES: tuple[Theme, ...] = get_args(Theme)

Box = tuple[float, float, float, float]


class Day(NamedTuple):
    """A day of the proleptic Gregorian calendar, of any year: 0 is 1 BC, -217 is 218 BC. Days sort."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        """Return the day as ISO 8601 (and EDTF) writes it: 2020-05-05, -0217-01-01."""
        sign = "-" if self.year < 0 else ""
        return f"{sign}{abs(self.year):04d}-{self.month:02d}-{self.day:02d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words of the text: ``document.text[start:end] == text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """Where words stand in the original, as far as its kind can say.

    ``source`` is the document's address or file name where a story has several, ``file`` a member of an
    archive. ``page``, ``paragraph``, ``line`` and ``row`` count from 1. ``boxes`` are (left, top, right,
    bottom) in points from the page's upper left corner. ``path`` is an XPath. ``second`` and ``until`` are
    seconds of the recording.
    """

    source: str = ""
    file: str = ""
    page: int | None = None
    boxes: tuple[Box, ...] = ()
    path: str = ""
    paragraph: int | None = None
    line: int | None = None
    row: int | None = None
    second: float | None = None
    until: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The characters ``start`` to ``end`` of the text and where they stand in the original."""

    start: int
    end: int
    at: Selector


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A picture, a recording or a film.

    ``src`` is a data: address, a web address or a file's path. ``alt`` says what a picture shows to those who
    do not see it. ``link`` leads to where it comes from.
    """

    src: str
    kind: MediaKind = "image"
    alt: str = ""
    caption: str = ""
    credit: str = ""
    licence: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Where the map looks: its middle in degrees, and the zoom level of web maps, 0 (the world) to 18."""

    lat: float
    lon: float
    zoom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A kind of event of the author's own, which the legend tells.

    ``colour`` is written #rrggbb; ``sign`` is a letter or two, or an emoji, that its markers bear.
    """

    name: str
    colour: str
    sign: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How the story is shown where its author has said so; what is empty is the page's own choice.

    ``dek`` is the line under the title, ``credits`` stand at the end, ``view`` is what the map opens with.
    """

    dek: str = ""
    credits: str = ""
    theme: str = ""
    view: View | None = None
    categories: tuple[Category, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time as the text has it.

    ``edtf`` is the date in EDTF (level 1; ISO 8601-2), None if it cannot be said. ``earliest`` and
    ``latest`` bound it, None for an open end or an unknown one. ``extent``: "within" (some time between
    them), "throughout" (all of it), "open" (one end unknown). ``basis``: how it is known.
    """

    edtf: str | None = None
    earliest: Day | None = None
    latest: Day | None = None
    extent: Extent = "within"
    basis: WhenBasis = "none"
    mention: Span | None = None

    @property
    def known(self) -> bool:
        """Whether anything is known of the time; of "31 May" in no year only its ``edtf``, XXXX-05-31."""
        return self.edtf is not None or self.earliest is not None or self.latest is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place in an event, the part it plays there and how that is known; ``confidence`` 0…1."""

    place: Place
    role: WhereRole = "at"
    basis: WhereBasis = "stated"
    confidence: float = 1.0
    mention: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """A person or body in an event, named in full as far as the text does."""

    name: str
    role: WhoRole = "participant"
    mention: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, or (kind "state") that is so at a place.

    ``quote`` are the words that tell it, ``mentions`` its other tellings, ``trigger`` the verb or noun that
    names it. ``source`` names who reports it. ``part`` is the chapter it belongs to. ``narrative`` and
    ``chronological`` are its 1-based places in the two orders; an undated event has no ``chronological``.
    ``category`` is the name of one of the story's, ``view`` what the map shows at this step; empty and None
    leave it to the page.
    """

    id: str
    title: str
    quote: Span
    kind: EventKind = "event"
    status: Status = "asserted"
    main: bool = True
    when: When = When()
    where: tuple[Where, ...] = ()
    who: tuple[Who, ...] = ()
    mentions: tuple[Span, ...] = ()
    trigger: Span | None = None
    source: str | None = None
    part: str | None = None
    narrative: int = 0
    chronological: int | None = None
    confidence: float = 1.0
    media: tuple[Media, ...] = ()
    category: str = ""
    view: View | None = None

    @property
    def places(self) -> tuple[Place, ...]:
        """The event's places, in the order of ``where``."""
        return tuple(where.place for where in self.where)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A mention of a place of the story, with the confidence that it means this place."""

    mention: Mention
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPlace:
    """A place of the story, all its mentions in text order, and what else its name could have meant."""

    place: Place
    mentions: tuple[PlaceMention, ...]
    candidates: tuple[Candidate, ...] = ()
    media: tuple[Media, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """Words that name a place which could not be put on the map, and why."""

    span: Span
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OffMap:
    """Something told but kept off the map.

    ``why``: "negated", "future", "report", "no place", "unknown place" (named, but not found) or the like.
    """

    quote: Span
    why: str
    title: str = ""
    when: When = When()


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A way that somebody takes: ids of the movements that make it up, in the order they happened.

    ``colour`` is written #rrggbb; "" leaves it to the page.
    """

    id: str
    name: str
    events: tuple[str, ...]
    colour: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A text and what the map shows of it; ``events`` are in the order told.

    ``corrections`` are the operations that were laid over it, ``uncorrected`` is the story without them; None
    where there are none. ``origin`` leads from the text to the original: stretches in text order that do not
    overlap. The first of ``media`` is the cover. ``look`` is how its author wants it shown.
    """

    document: Document
    places: tuple[StoryPlace, ...] = ()
    events: tuple[Event, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    off_map: tuple[OffMap, ...] = ()
    routes: tuple[Route, ...] = ()
    origin: tuple[Stretch, ...] = ()
    media: tuple[Media, ...] = ()
    look: Look = Look()
    corrections: tuple["Operation", ...] = ()
    uncorrected: "Story | None" = None

    def correct(self, *operations: "Operation") -> "Story":
        """Return the story with these corrections laid over it (``storymap.correct``); they can be undone."""
        from storymap.correct import correct

        return correct(self, operations)

    def to_geojson(self) -> dict[str, Any]:
        """Return the story file: a GeoJSON FeatureCollection of plain dicts and lists."""
        from storymap.files import story_to_dict

        return story_to_dict(self)

    def to_folium(self) -> "folium.Map":
        """Return the story as a folium.Map, to which any folium layer or plugin can be added."""
        from storymap.page import story_map

        return story_map(self)

    def export(self, path: str | Path, format: str | None = None) -> tuple[str, ...]:  # noqa: A002 - its name
        """Write the story to ``path`` in the format that its ending or ``format`` names ("kml", "csv", …).

        Return what the format cannot carry, in words; nothing for the page and the story file.

        Raises:
            WriteError: the file cannot be written, or there is no such format.
        """
        from storymap.export import save

        return save(self, Path(path), format).lost

    def save(self, path: str | Path) -> Path:
        """Write the story to ``path`` as its ending asks for, a page for .html, and return the path.

        Raises:
            WriteError: the file cannot be written, or no format has that ending.
        """
        self.export(path)
        return Path(path)

    def to_geodataframe(self) -> "geopandas.GeoDataFrame":
        """Return the events as a table with their geometries in WGS 84; needs the extra ``gis``."""
        from storymap.export.frames import geo_frame

        return geo_frame(self)

    def events_frame(self) -> "pandas.DataFrame":
        """Return the events as a table, a row each, in the order told; needs pandas."""
        from storymap.export.frames import events_frame

        return events_frame(self)

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """The story as GeoJSON, as shapely, geopandas, folium and others ask for it."""
        return self.to_geojson()

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """Show the story in a notebook: the page and, where scripts never run, the article."""
        from storymap.export.notebook import mime_bundle

        return mime_bundle(self)

    def _repr_html_(self) -> str:
        """Show the story in programs that ask for HTML alone."""
        return self._repr_mimebundle_()["text/html"]
