import pytest

from places.gazetteer.outlines import country_at, distances, division_at, outline, unwrapped


@pytest.mark.parametrize(
    ("lat", "lon", "code"),
    [
        (48.85, 2.35, "FR"),
        (39.03, 125.75, "KP"),
        (41.9035, 12.45, "VA"),
        (41.95, 12.6, "IT"),
        (-29.6, 28.2, "LS"),
        (42.6, 20.9, "XK"),
        (5.0, -53.0, "GF"),
        (78.2, 16.0, "SJ"),
        (74.43, 19.0, "SJ"),
        (71.0, -8.4, "SJ"),
        (70.66, 23.69, "NO"),
        (71.0, 25.8, "NO"),
        (66.0, -172.0, "RU"),
        (67.0, 179.0, "RU"),
        (-80.0, 0.0, "AQ"),
        (-89.9, 100.0, "AQ"),
        (0.0, -30.0, ""),
        (90.0, 0.0, ""),
    ],
)
def test_a_point_lies_in_its_country(lat, lon, code):
    assert country_at(lat, lon) == code


def test_a_point_just_off_the_coast_belongs_to_the_nearest_country_within_the_tolerance():
    assert country_at(49.9, -6.8) == ""
    assert country_at(49.9, -6.8, tolerance_km=50) == "GB"
    assert country_at(45.0, -30.0, tolerance_km=50) == ""


def test_distances_are_in_kilometres_and_across_the_180th_meridian_too():
    assert distances(51.0, 1.5, 60)["FR"] == pytest.approx(14, abs=6)
    assert "FJ" in distances(-17.0, -179.99, 60)


def test_an_outline_holds_the_country_and_not_its_neighbours():
    from shapely.geometry import Point

    france = outline("FR")
    assert france.contains(Point(2.35, 48.85))
    assert not france.contains(Point(4.35, 50.85))
    assert outline("ZZ") is None


@pytest.mark.parametrize(
    ("code", "lon", "lat"),
    [
        ("RU", 94.8, 51.6),
        ("RU", 20.5, 54.7),
        ("US", -98, 39),
        ("FJ", 178, -17.8),
        ("NZ", 175, -39),
        ("RU.15", 171, 67),
    ],
)
def test_an_outline_is_drawn_where_the_country_is_on_a_map(code, lon, lat):
    from shapely.geometry import Point

    assert outline(code).contains(Point(lon, lat))
    assert min((part.bounds[0] + part.bounds[2]) / 2 for part in outline(code).geoms) >= -180


def test_a_ring_across_the_180th_meridian_runs_on():
    assert unwrapped([(179, 0), (-179, 0), (-179, 1), (179, 0)]) == [(179, 0), (181, 0), (181, 1), (179, 0)]


def test_a_ring_around_a_pole_is_led_along_the_pole():
    ring = unwrapped([(0, -70), (120, -70), (-120, -70), (0, -70)])
    assert ring[-3:] == [(360, -90.0), (0, -90.0), (0, -70)]


@pytest.mark.parametrize(
    ("lat", "lon", "code"),
    [
        (31.0, -99.0, "US.TX"),
        (38.9, -77.02, "US.DC"),
        (64.0, -150.0, "US.AK"),
        (48.1, 11.6, "DE.02"),
        (52.45, 13.4, "DE.16"),
        (35.7, 139.3, "JP.40"),
        (52.5, -1.5, "GB.ENG"),
        (52.3, -3.5, "GB.WLS"),
        (50.95, 4.0, "BE.VLG"),
        (67.0, 179.0, "RU.15"),
        (0.0, -30.0, ""),
    ],
)
def test_a_point_lies_in_its_division(lat, lon, code):
    assert division_at(lat, lon) == code


def test_a_point_off_the_coast_belongs_to_the_nearest_division_within_the_tolerance():
    assert division_at(43.3, 5.2) == ""
    assert division_at(43.3, 5.2, tolerance_km=20) == "FR.93"


def test_a_division_has_an_outline_inside_its_country():
    texas, states = outline("US.TX"), outline("US")
    assert texas.intersection(states).area == pytest.approx(texas.area, rel=1e-3)
    assert texas.area == pytest.approx(64.7, rel=0.03)  # square degrees of 696,000 km² at 31.5° N
    assert outline("US.ZZ") is None


def test_divisions_do_not_overlap():
    states = [outline(f"US.{code}") for code in ("TX", "OK", "NM", "LA", "AR")]
    for i, state in enumerate(states):
        assert state.is_valid
        assert all(state.intersection(other).area < 0.01 for other in states[i + 1 :])
