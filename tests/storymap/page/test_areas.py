import json
import zlib
from itertools import accumulate

import pytest
from shapely.geometry import Point, Polygon

from places.gazetteer.outlines import outline
from places.model import Place
from storymap.page.areas import BUDGET, SCALE, areas


def country(code, **known):
    return Place(
        **{"id": f"x:{code}", "name": code, "lat": 0.0, "lon": 0.0, "feature": "PCLI", "country": code}
        | {"precision": "area"}
        | known
    )


def points(ring):
    return list(zip(accumulate(ring[::2]), accumulate(ring[1::2]), strict=True))


def polygons(shape):
    return [Polygon([(x / SCALE, y / SCALE) for x, y in points(ring)]) for ring in shape["rings"]]


def test_a_country_has_its_outline_under_its_place_s_number():
    [shape] = areas([country("KP", precision="near"), country("KP")])["shapes"]

    assert shape["place"] == 1
    mainland = max(polygons(shape), key=lambda polygon: polygon.area)
    assert mainland.contains(Point(125.75, 39.03))
    assert not mainland.contains(Point(126.98, 37.57))
    assert mainland.area == pytest.approx(max(part.area for part in outline("KP").geoms), rel=0.01)


@pytest.mark.parametrize(
    "place",
    [
        country("KP", precision="exact"),
        country("RU", until=1991),
        country("RU", feature="PCLH"),
        country("KP", feature="PEN"),
        country(""),
        country("XX"),
    ],
)
def test_what_is_no_country_of_today_has_no_outline(place):
    assert areas([place])["shapes"] == []


def test_a_country_across_the_180th_meridian_is_in_one_piece():
    [shape] = areas([country("FJ")])["shapes"]

    lons = [x / SCALE for ring in shape["rings"] for x, _ in points(ring)]
    assert max(lons) - min(lons) < 6


def test_a_hole_stays_a_hole():
    """Lesotho lies inside South Africa."""
    [shape] = areas([country("ZA")])["shapes"]

    holders = [polygon for polygon in polygons(shape) if polygon.contains(Point(28.2, -29.5))]
    assert len(holders) == 2


def test_outlines_of_many_countries_keep_to_the_budget():
    codes = ["CA", "US", "RU", "NO", "CL", "GB", "ID", "GR", "PH", "JP", "FI", "SE", "AU", "NZ", "BR", "CN"]
    found = areas([country(code) for code in codes])

    assert len(found["shapes"]) == len(codes)
    assert len(zlib.compress(json.dumps(found, separators=(",", ":")).encode(), 9)) < 1.15 * BUDGET


def test_the_smallest_countries_are_not_lost():
    assert all(shape["rings"] for shape in areas([country("VA"), country("MC"), country("NR")])["shapes"])
    assert len(areas([country("VA"), country("MC"), country("NR")])["shapes"]) == 3
