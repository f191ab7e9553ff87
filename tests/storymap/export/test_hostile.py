"""Whatever a story's fields hold, a file has the same structure: nothing of theirs becomes markup or code.

Each of the payloads stands in every field at once. What a format is made of (elements with the names of their
attributes, keys, columns, properties, members) is held against the same story with harmless words.
"""

import csv
import io
import itertools
import json
import os
import zipfile
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser

import openpyxl
import pyjson5
import pytest
from lxml import etree
from markdown_it import MarkdownIt

from storymap.export import export, formats
from storymap.export.door import as_bytes
from tests.storymap.payloads import PAYLOADS, hostile

# What is drawn takes long: all payloads in it are for the long run, ten of all kinds for every run.
SLOW = {"html", "article", "svg", "storytelling", "xlsx"}
SOME = PAYLOADS if os.environ.get("STORYMAP_LONG") else PAYLOADS[::29]
HARMLESS = ("words", "https://example.org/", "http://example.org/", "two words", "1")

Parts = set[object]


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: Parts = set()
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self.found.add((tag, frozenset(name for name, _ in attrs)))
        for name, value in attrs:
            if name in ("href", "src", "action", "formaction", "data", "xlink:href"):
                scheme, colon, _ = (value or "").strip().lower().partition(":")
                self.found.add((tag, name, f"{scheme}:" if colon else ""))


def of_html(content: bytes) -> Parts:
    parser = _Elements()
    parser.feed(content.decode())
    parser.close()
    return {*parser.found, ("scripts", parser.scripts)}


def of_xml(content: bytes) -> Parts:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return {
        (e.tag if isinstance(e.tag, str) else "comment", frozenset(e.attrib))
        for e in etree.fromstring(content, parser).iter()
    }


def of_json(content: bytes) -> Parts:
    return set(_keys(json.loads(content)))


def _keys(value: object) -> list[str]:
    if isinstance(value, dict):
        return [*value, *(key for inner in value.values() for key in _keys(inner))]
    return [key for inner in value for key in _keys(inner)] if isinstance(value, list) else []


def of_config(content: bytes) -> Parts:
    code = content.decode()
    start = code.index("{")
    assert code[start:].rstrip().endswith("};")
    return {code[:start], *_keys(pyjson5.decode(code[start:].rstrip()[:-1]))}


def of_csv(content: bytes) -> Parts:
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@\t\r" and not _is_number(cell)]
    return {tuple(head), *(len(row) for row in rows)}


def _is_number(cell: str) -> bool:
    try:
        float(cell or "0")
    except ValueError:
        return False
    return True


def of_workbook(content: bytes) -> Parts:
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    return set(book.sheetnames)


def of_calendar(content: bytes) -> Parts:
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    return {line.partition(":")[0].partition(";")[0] for line in lines}


def of_markdown(content: bytes) -> Parts:
    return of_html(MarkdownIt("commonmark", {"html": True}).render(content.decode()).encode())


def of_zip(content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        found = [_of_member(name, archive.read(name)) for name in names]
    assert all(".." not in name and not name.startswith("/") for name in names)
    return {*names, *itertools.chain.from_iterable(found)}


def _of_member(name: str, content: bytes) -> Parts:
    ways = {".kml": of_xml, ".json": of_json, ".html": of_html}
    return next((way(content) for ending, way in ways.items() if name.endswith(ending)), set())


WAYS: dict[str, Callable[[bytes], Parts]] = {
    "html": of_html, "article": of_html, "svg": of_xml, "kml": of_xml, "gpx": of_xml, "tei": of_xml,
    "csv": of_csv, "timelinejs-csv": of_csv, "leaflet-storymaps": of_csv, "xlsx": of_workbook,
    "ics": of_calendar, "markdown": of_markdown, "kmz": of_zip, "storymapjs-zip": of_zip,
    "storytelling": of_config, "story": of_json, "geojson": of_json, "linked-places": of_json,
    "annotations": of_json, "schema-org": of_json, "navplace": of_json, "storymapjs": of_json,
    "timelinejs": of_json, "geolibre": of_json,
}  # fmt: skip
# Columns of bytes, pixels and what a browser printed: there is nothing to break out of.
BINARY = {"gpkg", "geoparquet", "flatgeobuf", "png", "pdf"}


@cache
def harmless(name: str) -> Parts:
    found = [WAYS[name](as_bytes(export(hostile(words), name).content)) for words in HARMLESS]
    return set().union(*found)


def test_each_format_is_held_against_something() -> None:
    assert set(WAYS) | BINARY >= set(formats())
    assert len(PAYLOADS) >= 150


@pytest.mark.parametrize("name", WAYS)
def test_nothing_of_a_field_becomes_markup_or_code(name: str) -> None:
    for payload in SOME if name in SLOW else PAYLOADS:
        parts = WAYS[name](as_bytes(export(hostile(payload), name).content))
        assert parts <= harmless(name), (payload, parts - harmless(name))
