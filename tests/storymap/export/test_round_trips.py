"""What goes out comes back: whole where we kept it, and as far as the format goes where we did not."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from places.model import Document
from storymap.errors import ReadError
from storymap.export import export, formats, load
from storymap.export.csvfile import plain, safe
from storymap.export.detect import detect
from storymap.export.door import as_bytes
from storymap.export.items import Item, Stop, Told, compose, items_of
from storymap.export.names import joined, parted
from storymap.export.times import bounds, iso_date, when_between, when_said
from storymap.model import Day, Story, When
from tests.storymap.stories import HORTA, journey, stories, texts

READ = [name for name, row in formats().items() if row.read]
# CSV and the like have no room for the rest of a story; what they lose is named.
KEPT = [name for name in READ if formats()[name].keeps or name in ("story", "geojson")]
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def there_and_back(story: Story, name: str) -> Story:
    row = formats()[name]
    return load(as_bytes(export(story, name).content), f"a{row.endings[0]}", row)


@pytest.mark.parametrize("name", KEPT)
@SLOW
@given(story=stories())
def test_our_own_way_back_loses_nothing(name: str, story: Story) -> None:
    assert there_and_back(story, name) == story


@pytest.mark.parametrize("name", KEPT)
def test_a_whole_story_comes_back_whole(name: str) -> None:
    assert there_and_back(journey(), name) == journey()


days = st.builds(Day, st.integers(-999, 2200), st.integers(1, 12), st.integers(1, 28))
words = st.text(st.characters(categories=("L", "N", "Zs", "P")), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split()) or "x"
)


@st.composite
def items(draw: st.DrawFn) -> Item:
    """Draw an item with a place and a date, which every format that is read can carry."""
    first, last = sorted((draw(days), draw(days)))
    when = when_between(str(first), str(draw(st.sampled_from((first, last)))), extent="within")
    stop = Stop(
        name=draw(words),
        lat=round(draw(st.floats(-90, 90)), 5),
        lon=round(draw(st.floats(-180, 180)), 5),
        id=f"geonames:{draw(st.integers(1, 10**7))}",
    )
    title = draw(words)
    return Item(title=title, text=f"{title} {draw(words)}", when=when, stops=(stop,))


told = st.lists(items(), min_size=1, max_size=4, unique_by=lambda item: item.stops[0].id).map(
    lambda drawn: tuple(replace(item, id=f"e{n}") for n, item in enumerate(drawn, start=1))
)
PLACED = {
    "csv", "xlsx", "kml", "kmz", "gpx", "tei", "storymapjs", "storymapjs-zip", "timelinejs", "storytelling",
    "geolibre",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(PLACED))
@SLOW
@given(drawn=told)
def test_without_what_we_keep_events_places_and_dates_come_back(name: str, drawn: tuple[Item, ...]) -> None:
    story = compose(Told(items=drawn, title="A voyage"))
    with pytest.MonkeyPatch.context() as patch:
        for module in ("kml", "gpx", "tei", "storymapjs", "timelinejs", "scrollytelling", "xlsx"):
            patch.setattr(f"storymap.export.{module}.keep", lambda _story: "")
        back = there_and_back(story, name)

    assert [shown(item) for item in items_of(back)] == [shown(item) for item in items_of(story)]


def shown(item: Item) -> tuple[object, ...]:
    stops = [(stop.lat, stop.lon) for stop in item.stops]
    return item.title, item.text, item.when.earliest, item.when.latest, stops


@pytest.mark.parametrize("name", ["timelinejs-csv", "leaflet-storymaps"])
def test_tables_of_other_houses_bring_back_titles_and_places(name: str) -> None:
    back = there_and_back(journey(), name)

    assert [event.title for event in back.events] == [event.title for event in journey().events]
    assert back.events[1].where[0].place.lat == pytest.approx(HORTA.lat)


@pytest.mark.parametrize("name", [name for name in READ if name not in ("geojson", "story")])
def test_a_file_is_known_by_what_is_in_it(name: str) -> None:
    assert detect(as_bytes(export(journey(), name).content), "upload") == name


def edited(name: str, change: dict[str, str]) -> Story:
    text = as_bytes(export(journey(), name).content).decode()
    head, mark, tail = text.partition("<Placemark>") if name == "kml" else ("", "", text)
    for old, new in change.items():
        assert old in tail
        tail = tail.replace(old, new, 1)
    return load((head + mark + tail).encode(), "a", formats()[name])


def test_what_was_changed_in_another_program_is_laid_over_the_story() -> None:
    story = edited(
        "kml",
        {
            "<name>Ada meets Rui at the Peter Café</name>": "<name>Ada meets Rui</name>",
            "-28.62573,38.5382</coordinates>\n      </Point>": "-28.6,38.5</coordinates>\n      </Point>",
        },
    )

    first, second, third = story.events
    assert (first, third) == (journey().events[0], journey().events[2])
    assert second.title == "Ada meets Rui"
    assert (second.where[0].place.lat, second.where[0].place.lon) == (38.5, -28.6)
    assert second.who == journey().events[1].who
    assert story.off_map == journey().off_map


def test_an_event_deleted_or_added_in_another_program_is_gone_or_there() -> None:
    text = as_bytes(export(journey(), "kml").content).decode()
    marks = re.findall(r"<Placemark>.*?</Placemark>", text, re.DOTALL)
    extra = (
        "<Placemark><name>New</name><description>Nobody told it.</description>"
        "<Point><coordinates>1,2</coordinates></Point></Placemark>"
    )
    back = load(
        text.replace(marks[0], "").replace(marks[2], marks[2] + extra).encode(), "a", formats()["kml"]
    )

    assert [event.title for event in back.events] == [
        "Ada meets Rui at the Peter Café",
        "They marry in Lisbon",
        "New",
    ]
    assert back.routes == ()
    assert back.document.text.endswith("New\n\nNobody told it.")
    added = back.events[2].quote
    assert back.document.text[added.start : added.end] == "Nobody told it."


def test_a_place_moved_in_a_gazetteer_is_moved_in_the_story() -> None:
    text = str(export(journey(), "linked-places").content)
    back = load(text.replace("38.72509\n", "38.7\n", 1).encode(), "a", formats()["linked-places"])

    assert back.places[0].place.lat == 38.7
    assert back.events[2].where[0].place.lat == 38.7
    assert back.events[0].title == journey().events[0].title


def test_a_broken_keepsake_does_not_stop_the_reading() -> None:
    text = str(export(journey(), "storymapjs").content)
    data = json.loads(text)
    data["storymap"]["storymap_story"] = "{broken"
    back = load(json.dumps(data).encode(), "a", formats()["storymapjs"])

    assert [event.title for event in back.events] == [event.title for event in journey().events]


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"{}", b"[]", b"<a/>", b"PK\x03\x04", b'{"features": [1]}']
)
def test_what_is_no_such_file_is_one_clear_line(name: str, content: bytes) -> None:
    with pytest.raises(ReadError, match=r"^a[:,] \S") as caught:
        load(content, "a", formats()[name])
    assert "\n" not in str(caught.value)


def test_a_project_of_geolibre_has_its_story_inside() -> None:
    chapter = {
        "id": "a",
        "title": "Lisbon",
        "description": "A <b>port</b>",
        "location": {"center": [-9.1, 38.7]},
    }
    project = {"version": "1", "layers": [], "storymap": {"title": "Ports", "chapters": [chapter]}}
    content = json.dumps(project).encode()
    story = load(content, "a", formats()[detect(content, "a")])

    assert (story.document.title, story.events[0].title, story.events[0].quote.text) == (
        "Ports",
        "Lisbon",
        "A port",
    )
    assert story.events[0].where[0].place.lat == 38.7


def test_what_cannot_be_carried_is_said_by_name() -> None:
    assert export(journey(), "kml").lost[0] == "1 vague date became a span"
    assert "1 statement kept off the map" in export(journey(), "kml").lost[1]
    assert export(journey(), "csv").lost[0].endswith("1 name not placed left out")
    assert export(journey(), "story").lost == ()
    assert export(Story(document=Document(text="")), "kml").lost == ()


@given(texts)
def test_no_cell_is_a_formula_and_every_cell_comes_back(cell: str) -> None:
    assert plain(safe(cell)) == cell
    assert not safe(cell).lstrip().startswith(("=", "+", "-", "@")) or safe(cell) == cell == ""


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "'=1", " =1", "''=1", "＝1"])
def test_signs_that_start_formulas_are_shown_as_text(cell: str) -> None:
    assert safe(cell) == f"'{cell}"
    assert plain(safe(cell)) == cell


@given(st.lists(texts.filter(bool), max_size=4))
def test_names_in_one_cell_come_apart_again(names: list[str]) -> None:
    assert parted(joined(names)) == names


@given(days, days)
def test_a_date_comes_back_from_its_shortest_form(one: Day, other: Day) -> None:
    first, last = sorted((one, other))
    read = when_said(iso_date(first, last))

    assert (read.earliest, read.latest) == (first, last)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("1945", Day(1945, 1, 1), Day(1945, 12, 31)),
        ("1944-02", Day(1944, 2, 1), Day(1944, 2, 29)),
        ("1945-08-15T12:00:00Z", Day(1945, 8, 15), Day(1945, 8, 15)),
        ("-0217", Day(-217, 1, 1), Day(-217, 12, 31)),
        ("3 May 1893", Day(1893, 5, 3), Day(1893, 5, 3)),
        ("1890/..", Day(1890, 1, 1), None),
    ],
)
def test_dates_of_other_programs_are_understood(said: str, first: Day, last: Day | None) -> None:
    assert (when_said(said).earliest, when_said(said).latest) == (first, last)


@pytest.mark.parametrize("said", ["", "soon", "1945-13", "1945-02-30", "12345678", "99"])
def test_what_is_no_date_is_unknown(said: str) -> None:
    assert bounds(said) is None
    assert when_said(said) == When() or said == "1945-13"
