import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.gazetteer.hull import centre

POINTS = st.lists(st.tuples(st.floats(-80, 80), st.floats(-60, 60)), min_size=1, max_size=20)


def test_a_crowd_of_points_does_not_draw_the_centre_into_its_corner():
    (lat, lon), bounds = centre([(0, 0), (0, 2), (2, 0), (2, 2), *[(1.9, 1.9)] * 50])
    assert (lat, lon) == pytest.approx((1, 1))
    assert bounds == (0, 0, 2, 2)


def test_points_on_both_sides_of_the_180th_meridian_stay_together():
    (lat, lon), bounds = centre([(0, 179), (2, 179), (0, -179), (2, -179)])
    assert lat == pytest.approx(1)
    assert abs(lon) == pytest.approx(180)
    assert bounds == (179, 0, -179, 2)


def test_points_far_out_are_left_out():
    mainland = [(35.7, 139.7), (35.6, 139.6), (35.8, 139.3), (35.7, 139.4), (35.6, 139.8)] * 10
    assert centre([*mainland, (27.1, 142.2)]) == centre(mainland)
    assert centre([*mainland, *[(27.1, 142.2)] * 5]) != centre(mainland)


def test_one_point_and_points_on_a_line_have_a_centre():
    assert centre([(3, 4)]) == ((3, 4), (4, 3, 4, 3))
    assert centre([(0, 0), (2, 2), (4, 4)])[0] == pytest.approx((2, 2))


@given(POINTS)
def test_the_centre_lies_within_the_bounds(points):
    (lat, lon), (west, south, east, north) = centre(points)
    assert south - 1e-6 <= lat <= north + 1e-6
    assert west - 1e-6 <= lon <= east + 1e-6
