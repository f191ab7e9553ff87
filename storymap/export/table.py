"""The table of formats, one row each; other packages add theirs by the entry points "storymap.formats"."""

from collections.abc import Mapping
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from storymap.errors import WriteError
from storymap.export.format import Format
from storymap.export.parts import PARTS

# A new format: a file with its writer (and reader), and a row here. Where two share an ending, the first is
# the one that a file's name asks for; the other is asked for by its own name.
_ALL = PARTS
_TIMED = frozenset({"dates", "vague", "undated"})  # times as they are, and that there may be none
_TOLD = _TIMED | {"quotes", "placeless"}
_WHOLE = _TOLD | {"ways", "people", "sources"}

_OWN = (
    Format(
        name="html",
        title="the story map: one page that works without a network",
        endings=(".html", ".htm"),
        write="storymap.export.page:write_page",
        shows=_ALL,
        drawn=True,
    ),
    Format(
        name="story",
        title="the story file: everything, as JSON to read and edit",
        endings=(".json",),
        write="storymap.export.storyfile:write_story",
        read="storymap.export.storyfile:read_story",
        shows=_ALL,
    ),
    Format(
        name="geojson",
        title="GeoJSON: the story file with plain columns for map programs",
        endings=(".geojson",),
        write="storymap.export.storyfile:write_geojson",
        read="storymap.export.storyfile:read_story",
        shows=_ALL,
    ),
    Format(
        name="csv",
        title="CSV: a table, a row an event",
        endings=(".csv",),
        write="storymap.export.csvfile:write_csv",
        read="storymap.export.csvfile:read_csv",
        shows=_WHOLE | {"media"},
    ),
    Format(
        name="xlsx",
        title="XLSX: a workbook of events and places",
        endings=(".xlsx",),
        write="storymap.export.xlsx:write_xlsx",
        read="storymap.export.xlsx:read_xlsx",
        shows=_WHOLE | {"media", "off_map", "unplaced"},
        keeps=True,
        extra="xlsx",
    ),
    Format(
        name="kml",
        title="KML: Google Earth and map programs, with times and a tour",
        endings=(".kml",),
        write="storymap.export.kml:write_kml",
        read="storymap.export.kml:read_kml",
        shows=_WHOLE,
        keeps=True,
    ),
    Format(
        name="kmz",
        title="KMZ: KML with its pictures",
        endings=(".kmz",),
        write="storymap.export.kml:write_kmz",
        read="storymap.export.kml:read_kmz",
        shows=_WHOLE | {"media"},
        keeps=True,
    ),
    Format(
        name="gpx",
        title="GPX: waypoints and routes for navigation",
        endings=(".gpx",),
        write="storymap.export.gpx:write_gpx",
        read="storymap.export.gpx:read_gpx",
        shows=frozenset({"ways", "quotes", "undated", "dates"}),
        keeps=True,
    ),
    Format(
        name="gpkg",
        title="GeoPackage: layers of events and places",
        endings=(".gpkg",),
        write="storymap.export.frames:write_gpkg",
        read="storymap.export.frames:read_gpkg",
        shows=_WHOLE | {"media"},
        keeps=True,
        extra="gis",
    ),
    Format(
        name="geoparquet",
        title="GeoParquet: the events for data work",
        endings=(".parquet", ".geoparquet"),
        write="storymap.export.frames:write_geoparquet",
        read="storymap.export.frames:read_geoparquet",
        shows=_WHOLE | {"media"},
        keeps=True,
        extra="gis",
    ),
    Format(
        name="flatgeobuf",
        title="FlatGeobuf: the events",
        endings=(".fgb",),
        write="storymap.export.frames:write_flatgeobuf",
        read="storymap.export.frames:read_flatgeobuf",
        shows=_WHOLE | {"media"},
        extra="gis",
    ),
    Format(
        name="ics",
        title="iCalendar: the dated events, whole days",
        endings=(".ics",),
        write="storymap.export.ics:write_ics",
        shows=frozenset({"dates", "vague", "quotes", "placeless"}),
    ),
    Format(
        name="linked-places",
        title="Linked Places: the places with their times, for gazetteers",
        endings=(".lpf.json", ".lpf.jsonld"),
        write="storymap.export.linkeddata:write_linked_places",
        read="storymap.export.linkeddata:read_linked_places",
        shows=frozenset({"dates", "quotes"}),
        keeps=True,
    ),
    Format(
        name="annotations",
        title="W3C Web Annotations: what is named and told where in the text",
        endings=(".annotations.json", ".anno.jsonld"),
        write="storymap.export.annotations:write_annotations",
        read="storymap.export.annotations:read_annotations",
        shows=_TOLD | {"mentions"},
        keeps=True,
    ),
    Format(
        name="tei",
        title="TEI: the text, with places and events beside it",
        endings=(".tei.xml", ".tei"),
        write="storymap.export.tei:write_tei",
        read="storymap.export.tei:read_tei",
        shows=_TOLD | {"text", "mentions", "ways", "status"},
        keeps=True,
    ),
    Format(
        name="schema-org",
        title="JSON-LD of schema.org: for search engines",
        endings=(".jsonld",),
        write="storymap.export.linkeddata:write_schema_org",
        shows=frozenset({"placeless", "undated", "dates"}),
    ),
    Format(
        name="navplace",
        title="IIIF manifest with navPlace",
        endings=(".iiif.json",),
        write="storymap.export.linkeddata:write_navplace",
        shows=frozenset({"quotes", "ways"}),
    ),
    Format(
        name="storymapjs",
        title="StoryMapJS of Knight Lab: its JSON",
        endings=(".storymapjs.json",),
        write="storymap.export.storymapjs:write_storymapjs",
        read="storymap.export.storymapjs:read_storymapjs",
        shows=_TOLD,
        keeps=True,
    ),
    Format(
        name="storymapjs-zip",
        title="StoryMapJS of Knight Lab: the folder of a story, packed",
        endings=(".storymapjs.zip",),
        write="storymap.export.storymapjs:write_storymapjs_zip",
        read="storymap.export.storymapjs:read_storymapjs_zip",
        shows=_TOLD | {"media"},
        keeps=True,
    ),
    Format(
        name="timelinejs",
        title="TimelineJS of Knight Lab: its JSON",
        endings=(".timelinejs.json",),
        write="storymap.export.timelinejs:write_timelinejs",
        read="storymap.export.timelinejs:read_timelinejs",
        shows=frozenset({"dates", "vague", "quotes", "placeless"}),
        keeps=True,
    ),
    Format(
        name="timelinejs-csv",
        title="TimelineJS of Knight Lab: the table of its spreadsheet",
        endings=(".timelinejs.csv",),
        write="storymap.export.timelinejs:write_timelinejs_csv",
        read="storymap.export.timelinejs:read_timelinejs_csv",
        shows=frozenset({"dates", "vague", "quotes", "placeless"}),
    ),
    Format(
        name="storytelling",
        title="config.js of Mapbox's and MapLibre's storytelling templates",
        endings=(".config.js",),
        write="storymap.export.scrollytelling:write_config_js",
        read="storymap.export.scrollytelling:read_config_js",
        shows=_TOLD,
        keeps=True,
    ),
    Format(
        name="geolibre",
        title="GeoLibre: its story as JSON",
        endings=(".geolibre.json",),
        write="storymap.export.scrollytelling:write_geolibre",
        read="storymap.export.scrollytelling:read_geolibre",
        shows=_TOLD,
        keeps=True,
    ),
    Format(
        name="leaflet-storymaps",
        title="the sheet Chapters of leaflet-storymaps",
        endings=(".chapters.csv",),
        write="storymap.export.scrollytelling:write_chapters",
        read="storymap.export.scrollytelling:read_chapters",
        shows=_TOLD,
    ),
    Format(
        name="markdown",
        title="Markdown: the steps and the places",
        endings=(".md", ".markdown"),
        write="storymap.export.markdown:write_markdown",
        shows=_TOLD | {"ways"},
    ),
    Format(
        name="article",
        title="the article as HTML without a script, with its map as a picture",
        endings=(".article.html",),
        write="storymap.export.article:write_article",
        shows=_TOLD | {"text", "mentions", "ways", "media"},
    ),
    Format(
        name="pdf",
        title="the article under its map as PDF, printed by an installed Chromium or Chrome",
        endings=(".pdf",),
        write="storymap.export.pdf:write_pdf",
        shows=_TOLD | {"text", "mentions", "ways", "media", "people"},
        drawn=True,
    ),
    Format(
        name="svg",
        title="the map as a picture, SVG",
        endings=(".svg",),
        write="storymap.export.drawing:write_svg",
        shows=_ALL,
    ),
    Format(
        name="png",
        title="the map as a picture, PNG",
        endings=(".png",),
        write="storymap.export.drawing:write_png",
        shows=_ALL,
        extra="png",
    ),
)


@cache
def formats() -> Mapping[str, Format]:
    """Return the formats by name: our own, then those that installed packages bring."""
    table = {row.name: row for row in _OWN}
    for entry in entry_points(group="storymap.formats"):
        row = entry.load()
        table.setdefault(row.name, row)
    return table


def format_named(name: str) -> Format:
    """Return a format by its name or, failing that, by an ending of its files without the dot.

    Raises:
        WriteError: there is none.
    """
    row = formats().get(name.lower()) or _by_ending(f"x.{name.lower()}")
    if row is None:
        raise WriteError(f"there is no format {name!r}; there are {', '.join(formats())}")
    return row


def format_for(path: Path, name: str | None = None, *, otherwise: str = "") -> Format:
    """Return the format that ``name`` names or, without one, the one that the file's ending asks for.

    ``otherwise`` names the format of a file without any ending.

    Raises:
        WriteError: there is none.
    """
    if name:
        return format_named(name)
    file = path.name.lower()
    row, page = _by_ending(f".{file}"), _by_ending(file)  # config.js has that ending, too
    if page is not None and page.drawn:
        row = page  # article.html is the page of article.txt
    if row is None and otherwise and not path.suffix:
        return format_named(otherwise)
    if row is None:
        endings = ", ".join(dict.fromkeys(ending for one in formats().values() for ending in one.endings))
        raise WriteError(f"{path}: its name must end in one of {endings}; or name a format with --to")
    return row


def _by_ending(name: str) -> Format | None:
    """Return the format with the longest ending that fits: .tour.csv goes before .csv."""
    fitting = [(len(end), row) for row in formats().values() for end in row.endings if name.endswith(end)]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None
