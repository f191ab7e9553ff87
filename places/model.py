"""The values that places works on: frozen, plain, standard library only.

The flow is Document → Mention → Candidate → Located; every arrow is a function of its own package.
Offsets count Unicode characters of ``Document.text``; ``text[start:end]`` is what a span covers.
Latitudes and longitudes are degrees of WGS 84; bounds are (west, south, east, north), and west > east
where an area crosses the 180° meridian.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

MentionKind = Literal["toponym", "landmark", "nested", "demonym"]
Precision = Literal["exact", "area", "near"]
NameKind = Literal["primary", "alternate", "abbreviation", "demonym"]

MENTION_KINDS: tuple[MentionKind, ...] = get_args(MentionKind)

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text and what is known of it; ``published`` is the day from which its "Tuesday" is counted.

    ``language`` is an ISO 639 code ("de", "pt-BR"), or "" where the text itself has to tell it
    (``places.languages.settled``).
    """

    text: str
    id: str = ""
    title: str = ""
    language: str = ""
    published: date | None = None
    source: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words of the text that name a place, or a people by its place.

    ``kind`` is "toponym" (a place name), "landmark" (a named building, monument, street, park), "nested"
    (a place name inside a longer name that is no place) or "demonym" (Russian, Parisians).
    ``score`` is the recogniser's trust that the words are of that kind, 0…1.
    """

    start: int
    end: int
    text: str
    kind: MentionKind
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of a gazetteer.

    ``id`` is "geonames:…" where GeoNames knows it. ``feature`` is a GeoNames feature code (PPLC, ADM1, STM,
    BLDG, …), ``country`` an ISO 3166-1 alpha-2 code or "". ``admin`` names the divisions around it from the
    first level down ("Texas", "Lamar County"), ``admin_codes`` are their GeoNames codes ("US.TX",
    "US.TX.277"); a division's own code comes last in its ``admin_codes``, its own name is not in its
    ``admin``. ``precision``: "exact" (stands there), "area" (the point stands for a country, region,
    river or sea), "near" (the point is of the place around it; ``within`` is that place's id).
    ``since`` and ``until`` are the years in which a historical place existed (astronomical: 0 is 1 BC).
    """

    id: str
    name: str
    lat: float
    lon: float
    feature: str
    country: str = ""
    admin: tuple[str, ...] = ()
    admin_codes: tuple[str, ...] = ()
    population: int = 0
    precision: Precision = "exact"
    bounds: Bounds | None = None
    within: str = ""
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A place that a gazetteer knows under a name, and how it bears that name.

    ``names`` is how many names the gazetteer has for the place: a measure of how well known it is.
    """

    place: Place
    name: str
    kind: NameKind
    names: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a mention may mean, and the probability that it does, 0…1."""

    place: Place
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A mention and the places that it may mean, the most likely first.

    No candidate is a value, not an error; ``why`` then says in plain words why it could not be placed.
    ``confidence`` is the probability that ``place`` is right; without a place, that there is none to give.
    """

    mention: Mention
    candidates: tuple[Candidate, ...] = ()
    confidence: float = 0.0
    why: str = ""

    @property
    def place(self) -> Place | None:
        """The most likely place, or None."""
        return self.candidates[0].place if self.candidates else None
