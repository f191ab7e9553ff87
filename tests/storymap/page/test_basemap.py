import gzip
import json
import random
from itertools import accumulate, pairwise

import pytest
from shapely import LinearRing, LineString, MultiLineString, Point, Polygon
from shapely.affinity import translate
from shapely.ops import unary_union

from places.model import Document, Place
from storymap.model import Story, StoryPlace
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


def place(name: str, lat: float, lon: float) -> Place:
    return Place(id=f"test:{name}", name=name, lat=lat, lon=lon, feature="PPL")


def story(*places: Place) -> Story:
    return Story(
        document=Document(text=""), places=tuple(StoryPlace(place=place, mentions=()) for place in places)
    )


def packed(drawn: dict) -> int:
    return len(gzip.compress(json.dumps(drawn, ensure_ascii=False, separators=(",", ":")).encode()))


BREST = place("Brest", 48.39, -4.486)
RENNES = place("Rennes", 48.11, -1.68)


@pytest.fixture(scope="module")
def brittany() -> dict:
    return basemap(story(BREST, RENNES))


def test_detail_goes_from_the_coarse_to_the_fine(brittany):
    zooms = [piece["zoom"] for piece in brittany["detail"]]
    assert zooms == sorted(zooms)
    assert len(zooms) >= 2


@pytest.mark.parametrize(
    ("lat", "lon", "land"),
    [
        (48.33, -4.35, False),  # the roads of Brest, a bay that no map of the world shows
        (47.58, -2.80, False),  # the gulf of Morbihan
        (48.24, -4.49, True),  # the peninsula of Crozon
        (47.34, -3.17, True),  # Belle-Île
        (48.10, -3.00, True),
        (47.00, -5.00, False),
    ],
)
def test_the_finest_piece_knows_bays_and_islands(brittany, lat, lon, land):
    assert is_land(brittany["detail"][-1], lat, lon) is land


def test_a_piece_stays_within_its_bounds(brittany):
    for piece in brittany["detail"]:
        west, south, east, north = piece["bounds"]
        for layer in ("land", "lakes", "borders", "disputed", "divisions", "rivers"):
            for lon, lat in (spot for line in piece[layer] for spot in points(line, piece["scale"])):
                assert west - 0.01 <= lon <= east + 0.01
                assert south - 0.01 <= lat <= north + 0.01


def test_a_region_has_rivers_divisions_and_towns(brittany):
    finest = brittany["detail"][-1]
    assert finest["rivers"]
    assert finest["divisions"]
    assert {"Quimper", "Lorient", "Nantes", "Vannes"} <= {
        town[2] for piece in brittany["detail"] for town in piece["towns"]
    } | {town[2] for town in brittany["towns"]}


def test_the_storys_own_places_are_not_among_the_towns_and_no_town_comes_twice(brittany):
    towns = brittany["towns"] + [town for piece in brittany["detail"] for town in piece["towns"]]
    assert not {"Brest", "Rennes"} & {town[2] for town in towns if 47 < town[0] < 49 and -6 < town[1] < 0}
    assert len({tuple(town[:3]) for town in towns}) == len(towns)


def test_a_country_of_the_story_is_not_named_by_the_map_once_more():
    japan = Place(id="jp", name="Japan", lat=36.0, lon=138.0, feature="PCLI", country="JP", precision="area")
    codes = {label[3] for label in basemap(story(japan, BREST))["countries"]}
    assert "JP" not in codes
    assert "FR" in codes


def test_a_region_of_the_united_states_has_counties():
    finest = basemap(story(place("San Francisco", 37.775, -122.419)))["detail"][-1]
    assert len(finest["divisions"]) > 10


def test_lakes_are_on_the_map_and_islands_in_them_are_land():
    piece = basemap(story(place("Sudbury", 46.2, -82.0)))["detail"][0]
    water = [Polygon(points(ring, piece["scale"])) for ring in piece["lakes"]]

    def is_water(lat: float, lon: float) -> bool:
        return sum(lake.contains(Point(lon, lat)) for lake in water) % 2 == 1

    assert is_water(45.0, -82.0)  # Lake Huron
    assert not is_water(45.75, -82.2)  # Manitoulin, an island in it


@pytest.mark.parametrize("spread", [0.5, 20, 175])
def test_a_map_of_any_story_is_small(spread):
    chance = random.Random(7)  # noqa: S311 - nothing secret
    places = [
        place(str(i), chance.uniform(-spread / 3, spread / 3), chance.uniform(-spread, spread))
        for i in range(120)
    ]
    assert packed(basemap(story(*places))) < 150_000


def test_neighbours_across_the_180th_meridian_have_pieces_on_both_its_sides():
    drawn = basemap(story(place("Suva", -18.14, 178.44), place("Waiyevo", -16.79, -179.99)))
    bounds = [piece["bounds"] for piece in drawn["detail"]]
    assert {box[2] for box in bounds} >= {180.0}
    assert {box[0] for box in bounds} >= {-180.0}
    assert all(box[2] - box[0] < 30 for box in bounds)


def test_a_story_at_the_pole_has_a_map():
    assert basemap(story(place("Pole", -90.0, 0.0), place("North", 90.0, 0.0)))["detail"] == []


def test_the_map_of_a_story_is_plain_values_and_the_same_each_time(brittany):
    assert json.loads(json.dumps(brittany)) == brittany == basemap(story(BREST, RENNES))


def test_seas_and_archipelagos_are_named_in_the_order_of_their_ranks():
    labels = basemap(Story(document=Document(text="")))["seas"]

    ranks = [rank for _, _, _, rank in labels]
    assert ranks == sorted(ranks)
    assert all(-90 <= lat <= 90 and -180 <= lon <= 180 and name for lat, lon, name, _ in labels)
    assert len({(lat, lon) for lat, lon, _, _ in labels}) == len(labels) > 100


@pytest.mark.parametrize("name", ["Coral Sea", "Bay of Biscay", "Arabian Sea", "North Pacific Ocean"])
def test_the_names_of_seas_stand_on_water(world, name):
    spots = [(lat, lon) for lat, lon, text, _ in world["seas"] if text == name]

    assert spots
    assert not any(is_land(world, lat, lon) for lat, lon in spots)


def test_what_the_story_names_is_not_named_again():
    sea = Place(id="s", name="Coral Sea", lat=-17, lon=153, feature="SEA", country="", precision="area")
    drawn = basemap(Story(document=Document(text=""), places=(StoryPlace(place=sea, mentions=()),)))

    assert "Coral Sea" not in {label[2] for label in drawn["seas"]}
