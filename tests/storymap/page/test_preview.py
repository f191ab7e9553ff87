import struct
import sys
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from places.model import Document, Place
from storymap.errors import WriteError
from storymap.model import Event, Span, Story, StoryPlace, Where
from storymap.page.preview import HEIGHT, PANEL, WIDTH, preview_png, preview_svg
from tests.storymap.stories import journey

SVG = "{http://www.w3.org/2000/svg}"
NASTY = "</svg><script>alert(1)</script>\"'&]]>\x00\x0b\x1b\ud800\uffff${x}`"


def drawn(story: Story) -> ET.Element:
    return ET.fromstring(preview_svg(story))  # noqa: S314 - our own


def texts(picture: ET.Element) -> list[str]:
    return ["".join(text.itertext()) for text in picture.iter(f"{SVG}text")]


def titled(title: str, **more) -> Story:
    return Story(document=Document(text="", title=title, **more))


def at(*spots: tuple[float, float]) -> Story:
    places = [Place(id=str(i), name=f"P{i}", lat=a, lon=b, feature="PPL") for i, (a, b) in enumerate(spots)]
    events = [
        Event(id=p.id, title="", quote=Span(start=0, end=0, text=""), where=(Where(place=p),), narrative=i)
        for i, p in enumerate(places)
    ]
    known = tuple(StoryPlace(place=place, mentions=()) for place in places)
    return Story(document=Document(text=""), places=known, events=tuple(events))


def test_a_picture_has_the_size_that_links_show():
    picture = drawn(journey())
    assert picture.get("viewBox") == f"0 0 {WIDTH} {HEIGHT}" == "0 0 1200 630"


def test_a_picture_names_the_story_its_author_its_figures_and_its_places():
    told = journey()
    found = " ".join(texts(drawn(told)))
    for words in (told.document.title, told.document.author, "3 events", "3 places", "1893–1895", "Lisbon"):
        assert words in found


def test_every_place_has_a_mark_on_the_map_and_the_way_goes_through_them():
    picture = drawn(at((48.4, -4.5), (48.1, -1.7), (47.2, -1.6)))
    marks = [(float(c.get("cx")), float(c.get("cy"))) for c in picture.iter(f"{SVG}circle")]
    assert len(set(marks)) == 3
    assert all(PANEL < x < WIDTH and 0 < y < HEIGHT for x, y in marks)
    assert len({p.get("d") for p in picture.iter(f"{SVG}path") if "Q" in p.get("d")}) == 2


def test_the_land_under_the_places_is_on_the_picture():
    with_map = preview_svg(at((48.4, -4.5), (48.1, -1.7)))
    assert with_map.count('fill-rule="evenodd"') >= 2
    assert 5_000 < len(with_map) < 400_000


def test_text_of_a_story_never_becomes_markup():
    story = titled(NASTY, author=NASTY)
    place = Place(id="x", name=NASTY, lat=1.0, lon=1.0, feature="PPL")
    picture = drawn(replace(story, places=(StoryPlace(place=place, mentions=()),)))
    assert {element.tag for element in picture.iter()} <= {
        f"{SVG}{tag}" for tag in ("svg", "g", "path", "circle", "text", "clipPath")
    }
    assert not any(name.startswith("on") for element in picture.iter() for name in element.attrib)
    assert "<script>" in "".join(texts(picture)).replace(" ", "")


@pytest.mark.parametrize(
    "story",
    [
        Story(document=Document(text="")),
        at((90.0, 0.0)),
        at((-18.1, 178.4), (-16.8, -179.9)),
        at((0.0, 0.0), (0.0, 120.0), (0.0, -120.0)),
    ],
    ids=["no places", "a pole", "the date line", "all around"],
)
def test_every_story_has_a_picture(story):
    picture = drawn(story)
    for mark in picture.iter(f"{SVG}circle"):
        assert PANEL <= float(mark.get("cx")) <= WIDTH
        assert -1 <= float(mark.get("cy")) <= HEIGHT + 1


def test_neighbours_across_the_date_line_stand_side_by_side():
    marks = [float(c.get("cx")) for c in drawn(at((-17.0, 179.5), (-17.0, -179.5))).iter(f"{SVG}circle")]
    assert abs(marks[0] - marks[1]) < WIDTH - PANEL


def test_an_arabic_title_begins_at_the_right():
    title = next(text for text in drawn(titled("رحلة إلى لشبونة")).iter(f"{SVG}text"))
    assert title.get("text-anchor") == "end"


def test_the_same_story_gives_the_same_picture():
    assert preview_svg(journey()) == preview_svg(journey())


def test_a_picture_as_png_has_the_same_size():
    pytest.importorskip("resvg_py", reason="drawing a PNG is an extra: pip install 'geostorymap[png]'")
    picture = preview_png(journey())
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">2I", picture[16:24]) == (WIDTH, HEIGHT)
    assert len(picture) > 20_000


def test_without_the_package_that_draws_png_one_line_says_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(WriteError, match="pip install"):
        preview_png(journey())
