"""The story file: what is read back is what was written, and what is wrong is named."""

import copy
import json
from importlib import resources
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from storymap.errors import StoryFileError
from storymap.files import dump_story, load_story, story_from_dict, story_to_dict
from storymap.files.selectors import selector_records
from storymap.model import Selector, Span, Story
from tests.storymap.stories import journey, stories


def schema() -> Any:
    return json.loads(
        resources.files("storymap").joinpath("data/story.schema.json").read_text(encoding="utf-8")
    )


def test_a_story_is_read_back_as_it_was_written() -> None:
    assert story_from_dict(json.loads(dump_story(journey()))) == journey()


@given(stories())
def test_any_story_is_read_back_as_it_was_written_and_fits_the_schema(story: Story) -> None:
    written = dump_story(story)

    assert story_from_dict(json.loads(written)) == story
    assert dump_story(story_from_dict(json.loads(written))) == written
    jsonschema.validate(json.loads(written), schema())


def test_the_whole_story_fits_the_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())

    jsonschema.validate(story_to_dict(journey()), schema())


def test_a_feature_holds_what_the_contract_names() -> None:
    feature = story_to_dict(journey())["features"][1]

    assert feature["type"] == "Feature"
    assert feature["id"] == "e2"
    assert feature["geometry"] == {"type": "Point", "coordinates": [-28.62573, 38.5382]}
    properties = feature["properties"]
    assert properties["when"] == {
        "edtf": "1893-05-17",
        "earliest": "1893-05-17",
        "latest": "1893-05-17",
        "extent": "within",
        "basis": "carried",
        "text": "Two weeks later",
        "start": 31,
        "end": 46,
    }
    assert properties["where"][0]["place"] == "near:geonames:3372988:peter-cafe"
    assert properties["order"] == {"narrative": 2, "chronological": 2}


def test_a_way_is_a_line_from_its_beginning_to_its_end() -> None:
    geometry = story_to_dict(journey())["features"][0]["geometry"]

    assert geometry == {"type": "LineString", "coordinates": [[-9.1498, 38.72509], [-28.62573, 38.5382]]}


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (
            ("features", 0, "properties", "title"),
            7,
            "features[0].properties.title must be a string, not a number",
        ),
        (("features", 1, "properties", "when", "earliest"), "May", "must be a day as 1945-08-15, not 'May'"),
        (("features", 1, "properties", "kind"), "party", "must be one of event, movement, state, report"),
        (("features", 1, "id"), "e1", "features[1].id 'e1' is used twice"),
        (("places", 0, "lat"), 91, "places[0].lat must be from -90 to 90, not 91"),
        (("places", 0, "lat"), True, "places[0].lat must be a number, not true or false"),
        (("places", 0, "mentions", 0, "start"), 5, "places[0].mentions[0] does not quote document.text"),
        (("places",), {}, "places must be a list, not an object"),
        (("places", 1), "Horta", "places[1] must be an object, not a string"),
        (("places", 0, "bounds"), [1, 2, 3], "places[0].bounds must be a list of 4 numbers"),
        (("document",), None, "document is missing"),
        (("document", "published"), "yesterday", "document.published must be a date as 2020-05-06"),
        (("routes", 0, "events"), ["e9"], "routes[0].events names 'e9', which is no feature's id"),
        (("storymap",), 2, "has story file format 2; this program reads format 1"),
        (("type",), "Feature", "is no story file"),
    ],
)
def test_what_is_wrong_is_named_with_its_path(path: tuple[Any, ...], value: Any, message: str) -> None:
    data = copy.deepcopy(story_to_dict(journey()))
    inner: Any = data
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value

    with pytest.raises(StoryFileError) as caught:
        story_from_dict(data)
    assert message in str(caught.value)


def test_members_that_nobody_knows_are_left_alone() -> None:
    data = story_to_dict(journey()) | {"somebody": "else's"}

    assert story_from_dict(data) == journey()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "line 1: no JSON"),
        (b"\xff\xfe", "is not UTF-8 text"),
        (b"[]", "is no story file"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_a_file_that_holds_no_story_is_named(tmp_path: Any, content: bytes, message: str) -> None:
    path = tmp_path / "story.json"
    path.write_bytes(content)

    with pytest.raises(StoryFileError, match=str(path)) as caught:
        load_story(path)
    assert message in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Any) -> None:
    with pytest.raises(StoryFileError, match="cannot be read: No such file"):
        load_story(tmp_path / "none.json")


def test_a_quotation_says_where_it_stands_in_the_original() -> None:
    first, second, _ = story_to_dict(journey())["features"]

    quote, *places = first["properties"]["selector"]
    assert quote["exact"] == "Ada left Lisbon on 3 May 1893"
    assert (quote["prefix"], quote["suffix"][:10]) == ("", ". Two week")
    assert [one["value"] for one in places] == ["page=1&viewrect=72,90.5,228,25.5"]
    assert second["properties"]["selector"][1:] == [
        {"type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc3778", "value": "page=2"},
        {"type": "FragmentSelector", "conformsTo": "http://www.w3.org/TR/media-frags/", "value": "t=1.5"},
        {
            "type": "FragmentSelector",
            "value": "a.xhtml",
            "refinedBy": {"type": "XPathSelector", "value": "/p[2]"},
        },
    ]


@pytest.mark.parametrize(
    ("selector", "value"),
    [
        (Selector(row=4), "row=4"),
        (Selector(line=3), "line=2,3"),
        (Selector(second=12.5, until=15.0), "t=12.5,15"),
        (Selector(page=3), "page=3"),
    ],
)
def test_each_kind_of_place_has_its_fragment(selector: Selector, value: str) -> None:
    (_, fragment) = selector_records(Span(start=0, end=1, text="a"), "a", [selector])
    assert fragment["value"] == value


def test_words_over_two_paragraphs_have_a_range() -> None:
    found = [Selector(path="/p[1]"), Selector(path="/p[2]")]
    (_, told) = selector_records(Span(start=0, end=1, text="a"), "a", found)
    assert (told["startSelector"]["value"], told["endSelector"]["value"]) == ("/p[1]", "/p[2]")


@pytest.mark.parametrize(
    ("stretch", "message"),
    [
        ({"start": 0, "end": 9999}, "origin[0].start and end (0–9999) are no stretch of document.text"),
        ({"start": 0, "end": 5, "page": "one"}, "origin[0].page must be a whole number, not a string"),
        ({"start": 0, "end": 5, "boxes": [[1, 2]]}, "origin[0].boxes[0].box must be a list of 4 numbers"),
    ],
)
def test_a_bad_stretch_is_named(stretch: dict[str, Any], message: str) -> None:
    data = story_to_dict(journey())
    data["origin"] = [stretch]
    with pytest.raises(StoryFileError) as caught:
        story_from_dict(data)
    assert message in str(caught.value)


@pytest.mark.parametrize("src", ["javascript:alert(1)", "data:text/html,<script>", "file:///etc/passwd"])
def test_a_picture_comes_from_nowhere_else(src: str) -> None:
    data = story_to_dict(journey())
    data["media"] = [{"src": src}]
    with pytest.raises(StoryFileError, match=r"media\[0\]\.src must be a web address"):
        story_from_dict(data)
