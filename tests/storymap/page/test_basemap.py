import json
from itertools import accumulate, pairwise

import pytest
from shapely import LinearRing, LineString, MultiLineString, Point, Polygon
from shapely.affinity import translate
from shapely.ops import unary_union

from places.model import Document
from storymap.model import Story
from storymap.page.basemap import basemap


def points(line: list[int], scale: int) -> list[tuple[float, float]]:
    """Undo the page's form of a line, as its script does."""
    return [
        (x / scale, y / scale) for x, y in zip(accumulate(line[::2]), accumulate(line[1::2]), strict=True)
    ]


def is_land(piece: dict, lat: float, lon: float) -> bool:
    """Say whether a point is on land, by the even-odd rule."""
    here = Point(lon, lat)
    rings = [Polygon(points(ring, piece["scale"])) for ring in piece["land"]]
    return sum(shape.buffer(0).contains(here) for shape in rings) % 2 == 1


@pytest.fixture(scope="module")
def world() -> dict:
    return basemap(Story(document=Document(text="")))


def test_a_story_without_places_carries_the_world_and_no_detail(world):
    assert world["detail"] == []
    assert len(world["land"]) > 500


@pytest.mark.parametrize(
    ("lat", "lon", "land"),
    [
        (39.03, 125.75, True),
        (48.85, 2.35, True),
        (-75.0, 0.0, True),
        (-89.0, 179.0, True),
        (66.5, 179.9, True),
        (66.5, -179.9, True),
        (0.0, -30.0, False),
        (42.0, 51.0, False),
        (0.0, 179.9, False),
    ],
)
def test_land_is_land_and_sea_is_sea_from_pole_to_pole_and_at_the_date_line(world, lat, lon, land):
    assert is_land(world, lat, lon) is land


def test_nothing_of_the_world_leaves_the_world_or_streaks_across_it(world):
    for layer in ("land", "lakes", "borders", "disputed", "rivers"):
        for line in world[layer]:
            spots = points(line, world["scale"])
            assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in spots)
            steps = pairwise(spots)
            assert all(abs(b[0] - a[0]) < 30 for a, b in steps if a[1] > -89)


def test_lands_cut_by_the_180th_meridian_meet_there(world):
    def cuts(side: float) -> MultiLineString:
        rings = (points(ring, world["scale"]) for ring in world["land"])
        edges = (edge for ring in rings for edge in pairwise([*ring, ring[0]]))
        return unary_union([LineString([a, b]) for a, b in edges if a[0] == b[0] == side and a != b])

    west, east = cuts(180.0), cuts(-180.0)
    assert west.length > 10
    assert west.length == pytest.approx(east.length, abs=0.05)
    assert translate(east, 360).hausdorff_distance(west) < 0.1


def test_rings_are_rings(world):
    for ring in world["land"] + world["lakes"]:
        assert len(ring) >= 6
        assert LinearRing(points(ring, world["scale"])).length > 0


def test_every_country_of_the_world_has_a_label_on_its_own_land(world):
    labels = {code: (lat, lon, name) for lat, lon, name, code, _ in world["countries"]}
    assert len(labels) == len(world["countries"]) > 230
    for code in ("KP", "KR", "JP", "RU", "FR", "US", "FJ", "AQ", "BR"):
        lat, lon, _ = labels[code]
        assert is_land(world, lat, lon), code


def test_the_map_is_plain_values_and_the_same_each_time(world):
    again = basemap(Story(document=Document(text="")))
    assert json.loads(json.dumps(world)) == world == again
