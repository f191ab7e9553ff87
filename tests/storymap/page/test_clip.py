from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Point, Polygon, box

from storymap.page.clip import clip_lines, clip_ring

BOX = (0.0, 0.0, 10.0, 5.0)
SPOTS = st.lists(st.tuples(st.integers(-8, 18), st.integers(-8, 13)), min_size=3, max_size=9, unique=True)


def ring(spots: list[tuple[float, float]]) -> np.ndarray:
    return np.array([*spots, spots[0]], dtype=float)


def inside(points: np.ndarray, x: float, y: float) -> bool:
    """Say whether a ray to the right crosses the ring an odd number of times."""
    crossings = 0
    for (ax, ay), (bx, by) in pairwise(points):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            crossings += 1
    return crossings % 2 == 1


@given(SPOTS)
def test_what_was_inside_a_ring_stays_inside_even_if_it_crosses_itself(spots):
    whole = ring(spots)
    part = clip_ring(whole, BOX)
    for x in np.arange(0.137, 10, 1.7):
        for y in np.arange(0.219, 5, 1.3):
            assert inside(part, x, y) == inside(whole, x, y)


@given(SPOTS)
def test_a_clipped_ring_is_a_ring_within_the_box(spots):
    part = clip_ring(ring(spots), BOX)
    if len(part):
        assert np.array_equal(part[0], part[-1])
        assert part.min(axis=0).tolist() >= [0.0, 0.0]
        assert part.max(axis=0)[0] <= 10
        assert part.max(axis=0)[1] <= 5


@given(SPOTS)
def test_a_simple_ring_keeps_the_area_that_it_has_in_the_box(spots):
    hull = Polygon(spots).convex_hull
    if isinstance(hull, Polygon):
        part = clip_ring(np.array(hull.exterior.coords), BOX)
        area = Polygon(part).area if len(part) > 3 else 0.0
        assert abs(area - hull.intersection(box(*BOX)).area) < 1e-9


def test_a_ring_off_the_box_leaves_nothing_and_one_within_it_stays_as_it_is():
    far, near = ring([(20, 20), (30, 20), (25, 30)]), ring([(1, 1), (3, 1), (2, 3)])
    assert len(clip_ring(far, BOX)) == 0
    assert clip_ring(near, BOX) is near


def test_a_line_that_leaves_and_returns_falls_into_pieces():
    line = np.array([(1.0, 1.0), (1.0, 9.0), (9.0, 9.0), (9.0, 1.0)])
    pieces = clip_lines([line], BOX)
    assert sorted(LineString(piece).length for piece in pieces) == [4.0, 4.0]
    assert all(box(*BOX).covers(Point(x, y)) for piece in pieces for x, y in piece)
