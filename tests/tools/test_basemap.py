import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

np = pytest.importorskip("numpy")
TOOL = Path(__file__).parents[2] / "tools" / "basemap.py"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    pytest.importorskip("shapefile", reason="the tool needs it: pip install pyshp")
    spec = importlib.util.spec_from_file_location("basemap_tool", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SPOTS = st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=2, max_size=9)


@given(SPOTS)
def test_what_is_stretched_for_the_web_map_comes_back(tool, spots):
    line = np.array(spots)
    assert np.allclose(tool.unstretched(tool.stretched(line)), line, atol=1e-9)


def test_a_simplified_line_keeps_its_ends_and_where_it_meets_the_180th_meridian(tool):
    line = np.array([[170, 0], [175, 0.01], [180, 0], [180, 0.02], [180, 0.05], [175, 0.06], [170, 0.05]])
    kept = tool.simplified(line, 0.5).round(6).tolist()
    assert kept == [[170, 0], [180, 0], [180, 0.05], [170, 0.05]]


def test_a_simplified_ring_stays_a_ring(tool):
    angles = np.linspace(0, 2 * np.pi, 400)
    ring = np.column_stack([np.cos(angles), np.sin(angles)])
    ring[-1] = ring[0]
    short = tool.simplified(ring, 0.05)
    assert 8 < len(short) < 40
    assert np.array_equal(short[0], short[-1])
    assert tool.area(short) == pytest.approx(tool.area(ring), rel=0.1)


def test_a_lone_island_is_kept_and_one_beside_the_mainland_is_not(tool):
    def square(lon: float, size: float) -> object:
        return np.array([[lon, 0], [lon + size, 0], [lon + size, size], [lon, size], [lon, 0]])

    mainland, beside, lone = square(0, 10), square(10.5, 0.1), square(40, 0.1)
    kept = tool.telling([lone, beside, mainland], smallest=1, alone=2)
    assert [float(ring[0, 0]) for ring in kept] == [0, 40]


def test_towns_with_room_are_the_bigger_ones_and_far_enough_apart(tool):
    big, near, far = (9e6, 0.0, 0.0, "Big"), (8e6, 1.0, 1.0, "Near"), (7e6, 0.0, 60.0, "Far")
    assert tool.with_room([], [big, near, far], 3) == [big, far]
    assert tool.with_room([big], [near], 8) == [near]


def test_long_steps_are_cut_so_that_they_fit_the_file(tool):
    dense = tool._dense(np.array([[-180000, 0], [-180000, 0], [180000, 0]], dtype=np.int32))
    assert dense[0].tolist() == [-180000, 0]
    assert dense[-1].tolist() == [180000, 0]
    assert np.abs(np.diff(dense, axis=0)).max() <= 32767
