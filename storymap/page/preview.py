"""A picture of a story's map, for links to it: 1200 × 630, drawn without a browser.

The size is what Open Graph's readers expect (ogp.me). The map is the one that the page carries, so the
picture needs no network either; the same story gives the same picture.
"""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise

from places.model import Place
from storymap.errors import WriteError
from storymap.model import Event, Story, Where
from storymap.page.basemap import Basemap, basemap
from storymap.page.dates import years_label
from storymap.page.projection import Frame, Spot, coasts, framed, path, unrolled
from storymap.page.surroundings import story_places
from storymap.page.typeset import fitted, is_right_to_left, width
from storymap.page.visible import visible
from storymap.page.words import words_for

WIDTH, HEIGHT = 1200, 630
PANEL = 430

SERIF = "Charter, 'Bitstream Charter', Georgia, Cambria, 'Noto Serif', serif"
SANS = "'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'DejaVu Sans', sans-serif"

PAPER, INK, MUTED, ACCENT = "#fbf7ee", "#22262e", "#5c6270", "#a8401b"
SEA, LAND, COAST, LAKE, RIVER = "#8fb1c2", "#f4eee0", "#7b97a4", "#a9c4d1", "#a3c0cf"
BORDER, DIVISION, HALO = "#b8ac94", "#ddd3bd", "#fffdf8"

_STYLES = {
    "land": f'fill="{LAND}" stroke="{LAND}" stroke-width=".8" fill-rule="evenodd"',
    "coasts": f'fill="none" stroke="{COAST}" stroke-width=".8"',
    "rivers": f'fill="none" stroke="{RIVER}"',
    "lakes": f'fill="{LAKE}" fill-rule="evenodd"',
    "divisions": f'fill="none" stroke="{DIVISION}"',
    "borders": f'fill="none" stroke="{BORDER}" stroke-width="1.4"',
    "disputed": f'fill="none" stroke="{BORDER}" stroke-width="1.4" stroke-dasharray="5 4"',
}
_RINGS = ("land", "lakes")
_LABEL = (
    f'font-family="{SANS}" font-size="21" fill="{INK}" stroke="{HALO}" stroke-width="5" '
    'stroke-linejoin="round" paint-order="stroke"'
)
_LABELS = 9
_MANY = 60
"""So many places or legs are drawn fainter, so that the map is still seen."""

_ILLEGAL = dict.fromkeys((0xFFFE, 0xFFFF), 0xFFFD)
"""Characters that no XML may have, beside those that ``visible`` replaces."""


def preview_svg(story: Story) -> str:
    """Return the picture as SVG: title, figures, the map with the story's places and the way through them."""
    places = story_places(story)
    lons = unrolled([place.lon for place in places])
    spots = {place.id: (place.lat, lon) for place, lon in zip(places, lons, strict=True)}
    frame = framed(list(spots.values()), (PANEL, 0, WIDTH - PANEL, HEIGHT), margin=95)
    marks = {place.id: frame.spot(*spots[place.id]) for place in places}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" role="img" aria-label="{escape(_title(story))}">',
        f'<clipPath id="map"><path d="M{PANEL} 0H{WIDTH}V{HEIGHT}H{PANEL}z"/></clipPath>',
        f'<g clip-path="url(#map)"><path d="M{PANEL} 0H{WIDTH}V{HEIGHT}H{PANEL}z" fill="{SEA}"/>',
        *_map(basemap(story), frame),
        *_way(story.events, marks),
        *_places(story, places, marks),
        "</g>",
        *_panel(story, len(places)),
        "</svg>\n",
    ]
    return "\n".join(parts)


def preview_png(story: Story) -> bytes:
    """Return the picture as PNG, which all readers of Open Graph take; letters are those of the fonts here.

    Raises:
        WriteError: the package that draws it is not installed.
    """
    try:
        import resvg_py
    except ImportError:
        raise WriteError(
            "a preview as PNG needs resvg_py: pip install 'geostorymap[png]' (as SVG it needs nothing)"
        ) from None
    return bytes(resvg_py.svg_to_bytes(svg_string=preview_svg(story)))


def _map(drawn: Basemap, frame: Frame) -> Iterable[str]:
    """Yield the world and, over it, those finer pieces that show more at this scale."""
    yield from _layers(drawn, frame)
    for number, piece in enumerate(drawn["detail"]):
        if piece["zoom"] <= frame.zoom + 0.5:
            area = _area(piece["bounds"], frame)
            yield f'<clipPath id="piece{number}"><path d="{area}"/></clipPath>'
            yield f'<g clip-path="url(#piece{number})"><path d="{area}" fill="{SEA}"/>'
            yield from _layers(piece, frame)
            yield "</g>"


def _area(bounds: Sequence[float], frame: Frame) -> str:
    """Return the data of a path around bounds, a pixel inside them: no coast is drawn where a piece ends."""
    west, south, east, north = bounds
    data = ""
    for turn in _TURNS:
        (x, y), (right, bottom) = frame.spot(north, west + turn), frame.spot(south, east + turn)
        if x < WIDTH and right > PANEL:
            data += f"M{x + 1:.1f} {y + 1:.1f}H{right - 1:.1f}V{bottom - 1:.1f}H{x + 1:.1f}z"
    return data


_TURNS = (-360.0, 0.0, 360.0, 720.0)


def _layers(piece: Basemap, frame: Frame) -> Iterable[str]:
    lines = {**piece, "coasts": coasts(piece["land"], piece["scale"])}
    for name, style in _STYLES.items():
        data = path(lines.get(name, []), piece["scale"], frame, closed=name in _RINGS)
        if data:
            yield f'<path d="{data}" {style}/>'


def _way(events: Sequence[Event], marks: dict[str, Spot]) -> Iterable[str]:
    """Yield the line through the places in the order told, each leg a gentle curve."""
    told = sorted(events, key=lambda event: event.narrative)
    spots = [marks[where.place.id] for event in told for where in _stops(event)]
    legs = [(a, b) for a, b in pairwise(spots) if abs(a[0] - b[0]) + abs(a[1] - b[1]) > 4]
    strength = 0.75 if len(legs) <= _MANY else 0.3
    for (ax, ay), (bx, by) in dict.fromkeys(legs):
        bend_x, bend_y = (ax + bx) / 2 - (by - ay) * 0.12, (ay + by) / 2 + (bx - ax) * 0.12
        data = f"M{ax:.1f} {ay:.1f}Q{bend_x:.1f} {bend_y:.1f} {bx:.1f} {by:.1f}"
        yield f'<path d="{data}" fill="none" stroke="{HALO}" stroke-width="5" stroke-opacity="{strength}"/>'
        yield f'<path d="{data}" fill="none" stroke="{INK}" stroke-width="2" stroke-opacity="{strength}"/>'


def _stops(event: Event) -> Sequence[Where]:
    """Return the places of an event that the way goes through: of a movement all, of others the first."""
    return event.where if event.kind == "movement" else event.where[:1]


def _places(story: Story, places: Sequence[Place], marks: dict[str, Spot]) -> Iterable[str]:
    """Yield a mark for each place, points over areas, and names where they have room."""
    mentions = {known.place.id: len(known.mentions) for known in story.places}
    order = sorted(places, key=lambda place: (place.precision == "area", -mentions.get(place.id, 0)))
    radius = 8 if len(order) <= _MANY else 5
    for place in reversed(order):
        x, y = marks[place.id]
        if place.precision == "area":
            shape = f'r="13" fill="{ACCENT}" fill-opacity=".15" stroke="{ACCENT}" stroke-dasharray="4 4"'
        else:
            shape = f'r="{radius}" fill="{ACCENT}" stroke="{HALO}" stroke-width="2.5"'
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" {shape}/>'
    taken = [(x - 14, y - 14, x + 14, y + 14) for x, y in marks.values()]
    for place in order[:_LABELS]:
        yield from _label(_plain(place.name), marks[place.id], taken)


Rectangle = tuple[float, float, float, float]


def _label(name: str, spot: Spot, taken: list[Rectangle]) -> Iterable[str]:
    """Yield a place's name right of its mark, left of it, under or over it; nothing if no side is free."""
    x, y = spot
    long = width(name, 21)
    sides = (
        ("start", x + 16, x + 16, y),
        ("end", x - 16, x - 16 - long, y),
        ("middle", x, x - long / 2, y + 28),
        ("middle", x, x - long / 2, y - 28),
    )
    for anchor, at, left, middle in sides:
        box = (left, middle - 13, left + long, middle + 13)
        if _on_map(box) and not any(_touch(box, other) for other in taken):
            taken.append(box)
            line = f'<text x="{at:.1f}" y="{middle + 7:.1f}" text-anchor="{anchor}" {_LABEL}>'
            yield f"{line}{escape(name)}</text>"
            return


def _on_map(box: Rectangle) -> bool:
    return box[0] > PANEL + 4 and box[1] > 4 and box[2] < WIDTH - 4 and box[3] < HEIGHT - 4


def _touch(a: Rectangle, b: Rectangle) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _panel(story: Story, places: int) -> Iterable[str]:
    """Yield the panel at the left: title, author, figures."""
    yield f'<path d="M0 0H{PANEL}V{HEIGHT}H0z" fill="{PAPER}"/>'
    yield f'<path d="M0 0H10V{HEIGHT}H0z" fill="{ACCENT}"/>'
    size, lines = fitted(_title(story), PANEL - 90, sizes=(52, 46, 40, 34), most=7)
    y = 90.0
    for line in lines:
        yield _line(line, y, f'font-family="{SERIF}" font-size="{size}" font-weight="600" fill="{INK}"')
        y += size * 1.18
    if story.document.author:
        _, author = fitted(_plain(story.document.author), PANEL - 90, sizes=(24,), most=1)
        yield _line(author[0], y + 8, f'font-family="{SANS}" font-size="24" fill="{MUTED}"')
    y = HEIGHT - 86.0
    for line in _figures(story, places):
        yield _line(line, y, f'font-family="{SANS}" font-size="26" fill="{MUTED}"')
        y += 36


def _line(text: str, y: float, style: str) -> str:
    """Return a line of the panel; it begins at the right where its script does."""
    right = is_right_to_left(text)
    x, anchor = (PANEL - 45, "end") if right else (45, "start")
    return f'<text x="{x}" y="{y:.0f}" text-anchor="{anchor}" {style}>{escape(text)}</text>'


def _figures(story: Story, places: int) -> list[str]:
    """Return what the story has, in words of its language: events and places, years."""
    words = words_for(story.document.language)
    counts = (words("count.events", n=len(story.events)), words("count.places", n=places))
    years = years_label((event.when for event in story.events), words)
    return [" · ".join(counts), *([years] if years else [])]


def _title(story: Story) -> str:
    words = words_for(story.document.language)
    return _plain(story.document.title) or words("title.none")


def _plain(text: str) -> str:
    """Return text on one line, without characters that an SVG may not have."""
    return " ".join(visible(text).translate(_ILLEGAL).split())
