"""Files made to do harm: each is read, or refused with one short line; none takes the machine with it."""

import io
import json
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storymap.errors import StorymapError
from storymap.export import export, formats, load, open_story
from storymap.export.archive import packed, unpacked
from storymap.export.detect import detect
from storymap.export.door import as_bytes
from storymap.export.items import Item, Told, compose
from storymap.export.markup import from_html
from tests.storymap.stories import journey

ATTACKS = Path(__file__).parents[4] / "shared" / "cases" / "attack"
MANY = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
READ = [name for name, row in formats().items() if row.read]
WRITTEN = {name: as_bytes(export(journey(), name).content) for name in READ}
JSON = [
    "story",
    "geojson",
    "linked-places",
    "annotations",
    "storymapjs",
    "timelinejs",
    "storytelling",
    "geolibre",
]
ODD: list[Any] = [
    None, True, -1, 1e308, 10**30, "", "\x00", "\ud800", [], [None], [[[[]]]], {}, {"a": 1}, [{}],
    "NaN", "inf", "1e999", float("nan"), float("-inf"), "-0000", "9999999-99-99", "9" * 6000, 10**400,
]  # fmt: skip


def survives(content: bytes, name: str) -> str:
    """Return the line with which a file is refused, "" if it is read."""
    detect(content, "a")
    try:
        load(content, "a", formats()[name])
    except StorymapError as error:
        line = str(error)
        assert line.startswith("a")
        assert "\n" not in line
        assert len(line) < 400
        return line
    return ""


def places_in(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        if "storymap_story" in (key, f"{key}".replace(":", "_")):
            continue  # what we keep for ourselves is a text here
        yield (*path, key)
        yield from places_in(each, (*path, key))


def put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    copy = value.copy()
    copy[path[0]] = put(copy[path[0]], path[1:], new)
    return copy


def data_of(name: str) -> Any:
    text = WRITTEN[name].decode()
    data = json.loads(text[text.index("{") : text.rindex("}") + 1])
    # Without what we keep for ourselves: that is compared and not read again.
    whole = data.get("storymap", data) if name == "storymapjs" else data
    for key in ("storymap_story", "storymap:story"):
        whole.pop(key, None)
    return data


@pytest.mark.parametrize("name", JSON)
@MANY
@given(draw=st.data())
def test_any_value_may_stand_anywhere_in_json(name: str, draw: st.DataObject) -> None:
    data = data_of(name)
    for _ in range(draw.draw(st.integers(1, 3))):
        where = draw.draw(st.sampled_from([*places_in(data)] or [()]))
        data = put(data, where, draw.draw(st.sampled_from(ODD)))
        if not isinstance(data, dict):
            break
    mark = b"var config = " if name == "storytelling" else b""

    survives(mark + json.dumps(data).encode(), name)


@pytest.mark.parametrize("name", READ)
@MANY
@given(draw=st.data())
def test_any_bytes_may_be_wrong(name: str, draw: st.DataObject) -> None:
    content = bytearray(WRITTEN[name])
    for _ in range(draw.draw(st.integers(1, 5))):
        at = draw.draw(st.integers(0, max(0, len(content) - 1)))
        length = draw.draw(st.integers(0, 60))
        content[at : at + length] = draw.draw(
            st.sampled_from([b"", b"\x00", b"<", b'"', b"9" * 50, b"\xff\xfe", b"[["])
        )

    survives(bytes(content), name)


LAUGHS = '<!DOCTYPE x [<!ENTITY e0 "ha">' + "".join(
    f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10)
)
POINT = "<Point><coordinates>1,2</coordinates></Point>"


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("kml", f"{LAUGHS}]><kml><Placemark><name>&e9;</name>{POINT}</Placemark></kml>", "entity"),
        ("gpx", f'{LAUGHS}]><gpx><wpt lat="&e9;" lon="1"/></gpx>', "entity"),
        ("tei", f"{LAUGHS}]><TEI><text>&e9;</text></TEI>", "entity"),
        ("kml", "<kml>" + "<Folder>" * 50_000, "depth"),
        ("gpx", "<gpx>" + "<rte>" * 50_000, "depth"),
        ("tei", "<TEI>" + "<div>" * 50_000, "depth"),
    ],
)
def test_xml_that_blows_up_is_refused(name: str, text: str, says: str) -> None:
    assert says in survives(text.encode(), name)


@pytest.mark.parametrize("name", ["kml", "gpx", "tei"])
def test_no_entity_reads_a_file_of_the_machine(name: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("swordfish")
    head = f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    text = {
        "kml": f"<kml><Placemark><name>&s;</name><description>&s;</description>{POINT}</Placemark></kml>",
        "gpx": '<gpx><wpt lat="1" lon="2"><name>&s;</name><desc>&s;</desc></wpt></gpx>',
        "tei": "<TEI><standOff><listEvent><event><label>&s;</label><desc>&s;</desc></event></listEvent>"
        "</standOff></TEI>",
    }[name]
    story = load((head + text).encode(), "a", formats()[name])

    assert "swordfish" not in story.document.text


def test_an_archive_that_unpacks_to_more_than_is_good_is_refused() -> None:
    zeros = packed({f"{n}.kml": bytes(67_000_000) for n in range(3)})

    assert "holds more than 200 MB" in survives(zeros, "kmz")


@pytest.mark.parametrize("name", ["kmz", "xlsx", "storymapjs-zip"])
def test_an_archive_of_very_many_files_is_refused(name: str) -> None:
    assert "holds 2001 files" in survives(packed({f"{n}": b"" for n in range(2001)}), name)


def test_a_name_that_leads_out_of_an_archive_leads_nowhere(tmp_path: Path) -> None:
    told = {"../../published.json": WRITTEN["storymapjs"], "/etc/x.jpg": b"x", "C:\\x": b"x"}
    story = load(packed(told), "a", formats()["storymapjs-zip"])

    assert len(story.events) == 3
    assert [*tmp_path.iterdir()] == []


def test_the_same_name_twice_in_an_archive_is_one_file() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("doc.kml", b"<kml/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("doc.kml", WRITTEN["kml"])

    assert set(unpacked(buffer.getvalue(), "a")) == {"doc.kml"}


CHAPTER = b"{title:'x', location:{center:[1,2]}},"
MARKS = f"<kml><Placemark><name>x</name><description>{'&lt;' * 50_000}</description>{POINT}</Placemark></kml>"
STEPS = b'<wpt lat="1" lon="2"><extensions><event step="1"/></extensions></wpt>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("storytelling", b"var config = {chapters: [" + CHAPTER * 5_000 + b"]}"),
        ("storytelling", b"var config = {chapters: " + b"[" * 50_000),
        ("storytelling", b"var config = {" + b"/* " * 50_000 + b"}"),
        ("geojson", b'{"features":' + b"[" * 50_000),
        ("geojson", b'{"features":[{"geometry":{"coordinates":' + b"[" * 900 + b"]" * 900 + b"}}]}"),
        ("annotations", b'[{"a":' * 50_000),
        ("csv", b"title,lat,lon,wkt\nx,1,2,LINESTRING (" + b"(" * 100_000),
        ("csv", b"title,lat,lon,place\nx,1,2," + b"\\;" * 50_000),
        ("kml", MARKS.encode()),
        ("gpx", b"<gpx>" + STEPS * 3_000 + b"</gpx>"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_long_takes_as_long_as_it_is_and_no_longer(name: str, content: bytes) -> None:
    begun = time.process_time()
    survives(content, name)

    assert time.process_time() - begun < 15


def test_thousands_of_items_of_one_id_get_ids_of_their_own() -> None:
    begun = time.process_time()
    story = compose(Told(items=(Item(id="a", title="x"),) * 20_000))

    assert len({event.id for event in story.events}) == 20_000
    assert time.process_time() - begun < 15


@pytest.mark.parametrize("markup", ["<" * 100_000, "<br" * 50_000, "<!--" * 50_000, "<a title='" * 20_000])
def test_broken_markup_is_read_once(markup: str) -> None:
    begun = time.process_time()
    from_html(markup)

    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"type": "FeatureCollection",\n"features": [NaN]}', "line 2: NaN, which is no number"),
        ('{"type": "FeatureCollection", "features": [1e400]}', "line 1: a number that is too large"),
        ('{"type": "Feature"', "line 1: no JSON"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_json_that_no_program_can_reckon_with_is_named_with_its_line(
    text: str, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.geojson"
    path.write_text(text)

    with pytest.raises(StorymapError, match=f"a.geojson: {says}"):
        open_story(path)


def test_a_config_that_is_a_program_is_refused_with_its_line() -> None:
    text = b"var config = {\n  title: 'x',\n  chapters: load(),\n};"

    assert survives(text, "storytelling").startswith("a, line 3: cannot be read as data")


def attacks() -> list[Path]:
    return sorted(ATTACKS.iterdir()) if ATTACKS.is_dir() else []


@pytest.mark.skipif(not ATTACKS.is_dir(), reason="needs ../shared/cases/attack")
@pytest.mark.parametrize("name", [name for name in READ if name not in ("gpkg", "geoparquet", "flatgeobuf")])
def test_the_collected_attacks_are_read_or_refused_with_one_line(name: str) -> None:
    for path in attacks():
        content = path.read_bytes()
        if len(content) < 300_000:
            survives(content, name)
