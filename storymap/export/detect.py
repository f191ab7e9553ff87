"""Which format a file of another program is in: told by what is in it, not by its name alone."""

import re
from typing import Any

from places.untrusted import parse_json
from storymap.export.jsontext import list_of, object_of
from storymap.export.storymapjs import story_json

_ROOT = re.compile(rb"<(?:[\w.-]+:)?(kml|gpx|TEI|teiCorpus)[\s>]")
_XML = {b"kml": "kml", b"gpx": "gpx", b"TEI": "tei", b"teiCorpus": "tei"}
_HEAD = 4096
_MAGIC = {b"SQLite format 3\x00": "gpkg", b"PAR1": "geoparquet", b"fgb\x03": "flatgeobuf"}


def detect(content: bytes, name: str) -> str:
    """Return the name of the format that a file is in; "" if it is none of those that can be read."""
    if content[:4] == b"PK\x03\x04":
        return _archive(content, name)
    head = content[:_HEAD]
    for start, name_of in _MAGIC.items():
        if content.startswith(start):
            return name_of
    if match := _ROOT.search(head):
        return _XML[match[1]]
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start in (b"{", b"["):
        return _json(content)
    if re.search(rb"\b(?:config)\s*=\s*\{", content) and b"chapters" in content:
        return "storytelling"
    return _table(head)


def _archive(content: bytes, name: str) -> str:
    from storymap.errors import ReadError
    from storymap.export.archive import unpacked

    try:
        files = unpacked(content, name)
    except ReadError:
        return ""
    if any(inner.lower().endswith(".kml") for inner in files):
        return "kmz"
    if "xl/workbook.xml" in files:
        return "xlsx"
    return "storymapjs-zip" if story_json(files) else ""


def _json(content: bytes) -> str:
    try:
        data = parse_json(content.decode("utf-8-sig"))
    except ValueError:
        return ""
    if isinstance(data, list):
        return "annotations" if _are_annotations(data) else ""
    whole = data.get("storymap")
    if any("location" in object_of(one) for one in list_of(object_of(whole or data).get("chapters"))):
        return "geolibre"
    if isinstance(whole, dict):
        return "storymapjs"
    if data.get("type") in ("AnnotationCollection", "AnnotationPage") or _are_annotations(data.get("items")):
        return "annotations"
    if data.get("type") in ("FeatureCollection", "Feature"):
        return _features(data)
    dated = any("start_date" in object_of(event) for event in list_of(data.get("events")))
    return "timelinejs" if dated else ""


def _features(data: dict[str, Any]) -> str:
    if "storymap" in data:
        return "story"
    features = [object_of(one) for one in list_of(data.get("features"))[:20]]
    linked = "@context" in data and any("@id" in one or "names" in one for one in features)
    return "linked-places" if linked else "geojson"


def _are_annotations(value: object) -> bool:
    return any(object_of(one).get("type") == "Annotation" for one in list_of(value))


def _table(head: bytes) -> str:
    first = head.removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0].decode("utf-8", errors="replace")
    headings = {cell.strip().strip('"') for cell in re.split(r"[,;\t]", first)}
    if {"Headline", "Year", "Text"} <= headings:
        return "timelinejs-csv"
    if {"Chapter", "Latitude", "Longitude"} <= headings:
        return "leaflet-storymaps"
    return "csv" if {"step", "title", "lat", "lon", "start", "end"} <= headings else ""
