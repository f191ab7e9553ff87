import base64
import json
from io import BytesIO
from pathlib import Path

import pytest

from places.model import Document, Place
from storymap.errors import ReadError
from storymap.model import Story, StoryPlace
from storymap.page import page
from storymap.page.own_map import own_map


@pytest.fixture
def story() -> Story:
    spots = ((38.7076, -9.1366), (38.7139, -9.1335))
    places = (
        Place(id=str(i), name="P", lat=lat, lon=lon, feature="SQR") for i, (lat, lon) in enumerate(spots)
    )
    return Story(
        document=Document(text=""), places=tuple(StoryPlace(place=one, mentions=()) for one in places)
    )


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    image = pytest.importorskip("PIL.Image", reason="an image is made with pillow")
    content = BytesIO()
    image.new("RGB", (200, 100), "#d0c0a0").save(content, "PNG")
    path = tmp_path / "plan.png"
    path.write_bytes(content.getvalue())
    return path


def test_an_image_lies_where_its_file_says(plan, story):
    plan.with_suffix(".toml").write_text('credit = "A <b>plan</b>"\nbounds = [-9.2, 38.69, -9.1, 38.74]')

    drawn = own_map(plan, story)

    assert drawn["kind"] == "image"
    assert drawn["bounds"] == [-9.2, 38.69, -9.1, 38.74]
    assert drawn["credit"] == "A &lt;b&gt;plan&lt;/b&gt;"
    assert base64.b64decode(drawn["src"].partition(",")[2]) == plan.read_bytes()


def test_control_points_say_where_an_image_lies(plan, story):
    plan.with_suffix(".toml").write_text("points = [[0, 0, 38.74, -9.2], [200, 100, 38.69, -9.1]]")

    assert own_map(plan, story)["bounds"] == pytest.approx([-9.2, 38.69, -9.1, 38.74])


@pytest.mark.parametrize(
    "told",
    [
        "",
        "bounds = [1, 2, 3]",
        "bounds = [5, 2, 3, 4]",
        "points = [[0, 0, 38, -9]]",
        "points = [[0, 0, 1], [2]]",
        "points = [[0, 0, 38.7, -9.1], [200, 100, 38.8, -9.2]]",
        "points = [[0, 0, 1, 1], [0, 0, 1, 1]]",
        "x =",
    ],
)
def test_an_image_that_does_not_say_where_it_lies_is_refused_in_one_line(plan, story, told):
    plan.with_suffix(".toml").write_text(told)

    with pytest.raises(ReadError) as refused:
        own_map(plan, story)
    assert "\n" not in str(refused.value)


def test_of_geojson_the_lines_around_the_story_are_kept(tmp_path, story):
    street = {"type": "LineString", "coordinates": [[-9.1366123, 38.7076], [-9.1335, 38.7139]]}
    far = {"type": "LineString", "coordinates": [[2.3, 48.8], [2.4, 48.9]]}
    features = [
        {"type": "Feature", "properties": {"highway": "x", "name": "<script>"}, "geometry": street},
        {"type": "Feature", "properties": None, "geometry": far},
        {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [-9.13, 38.71]}},
    ]
    path = tmp_path / "streets.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))

    (kept,) = own_map(path, story)["data"]["features"]

    assert kept["properties"] == {"kind": "road"}
    assert kept["geometry"]["coordinates"][0] == [-9.13661, 38.7076]
    assert "<script>" not in json.dumps(own_map(path, story))
    assert '"own_map":{"kind":"lines"' in page(story, basemap=path)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b'{"type": "FeatureCollection", "features": []}', b"\xff"]
)
def test_what_is_no_map_is_refused(tmp_path, story, content):
    path = tmp_path / "map.geojson"
    path.write_bytes(content)

    with pytest.raises(ReadError):
        own_map(path, story)
    with pytest.raises(ReadError):
        own_map(tmp_path / "missing.png", story)
