import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.page.projection import LARGEST_ZOOM, coasts, framed, mercator, path, unrolled

BOX = (400.0, 0.0, 800.0, 600.0)
SPOTS = st.lists(st.tuples(st.floats(-70, 70), st.floats(-180, 180)), min_size=1, max_size=9)


@given(SPOTS)
def test_every_place_stands_within_the_picture(spots):
    lons = unrolled([lon for _, lon in spots])
    frame = framed([(lat, lon) for (lat, _), lon in zip(spots, lons, strict=True)], BOX, margin=50)
    for (lat, _), lon in zip(spots, lons, strict=True):
        x, y = frame.spot(lat, lon)
        assert 400 <= x <= 1200
        assert -0.001 <= y <= 600.001
    assert frame.zoom <= LARGEST_ZOOM + 1e-9


@given(st.lists(st.floats(-180, 180), min_size=1, max_size=9))
def test_unrolled_longitudes_are_the_same_places(longitudes):
    for before, after in zip(longitudes, unrolled(longitudes), strict=True):
        assert (after - before) % 360 == pytest.approx(0, abs=1e-6) or (
            after - before
        ) % 360 == pytest.approx(360, abs=1e-6)


def test_neighbours_across_the_180th_meridian_are_neighbours():
    suva, taveuni = unrolled([178.44, -179.97])
    assert abs(taveuni - suva) == pytest.approx(1.59)


def test_the_web_map_is_a_square_that_ends_at_85_degrees():
    assert mercator(90.0) == mercator(85.0) == -mercator(-89.0)
    assert mercator(85.0511287798) == pytest.approx(180, abs=0.6)
    assert mercator(0.0) == pytest.approx(0)


def test_a_path_is_cut_to_the_picture_and_finer_than_it_shows_nowhere():
    frame = framed([(0.0, 0.0), (10.0, 10.0)], BOX, margin=50)
    ring = [-9000, -4000, 18000, 0, 0, 8000, -18000, 0]
    data = path([ring], 100, frame, closed=True)
    assert data.startswith("M")
    assert data.endswith("z")
    start = [float(number) for number in re.findall(r"-?[\d.]+", data)[:2]]
    assert 390 < start[0] < 1210
    assert path([[0, 0, 1, 0, 0, 1]], 100000, frame, closed=True) == ""


def test_what_lies_beyond_180_degrees_is_drawn_where_the_picture_shows_it():
    frame = framed([(0.0, 175.0), (0.0, 190.0)], BOX, margin=50)
    assert path([[-1750, -50, 20, 0, 0, 60]], 10, frame, closed=True)
    assert path([[0, -50, 20, 0, 0, 60]], 10, frame, closed=True) == ""


def test_coasts_leave_out_where_land_is_cut_at_the_180th_meridian():
    half = [17900, 0, 100, 0, 0, 100, -100, 0]
    assert coasts([half], 100) == [[17900, 0, 100, 0], [18000, 100, -100, 0, 0, -100]]


def test_a_ring_that_is_cut_nowhere_is_one_closed_coast():
    assert coasts([[0, 0, 10, 0, 0, 10]], 100) == [[0, 0, 10, 0, 0, 10, -10, -10]]
