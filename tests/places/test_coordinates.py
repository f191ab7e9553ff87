import time

import pytest
from geopy.point import Point
from hypothesis import given
from hypothesis import strategies as st

from places import locate
from places.coordinates import coordinates


@pytest.mark.parametrize(
    ("text", "words", "lat", "lon"),
    [
        ("The wreck lies at 57.12, -2.05.", "57.12, -2.05", 57.12, -2.05),
        ("The wreck was found at 57°07'N 2°03'W.", "57°07'N 2°03'W", 57.1167, -2.05),
        ("40°26′46″N 79°58′56″W", "40°26′46″N 79°58′56″W", 40.4461, -79.9822),
        ("We anchored at 40.446 N 79.982 W, at noon", "40.446 N 79.982 W", 40.446, -79.982),
        ("In lat. 52° 10' S., long. 68° W. we saw", "lat. 52° 10' S., long. 68° W", -52.1667, -68.0),
        ("latitude 40° 26' north, longitude 79° 58' west", None, 40.4333, -79.9667),
        ("N 40° 26.767′ W 79° 58.933′", None, 40.4461, -79.9822),
        ("(51.5074, -0.1278)", "51.5074, -0.1278", 51.5074, -0.1278),
        ("52 degrees 10 minutes south, 68 degrees west", None, -52.1667, -68.0),
    ],
)
def test_coordinates_of_many_forms_are_read(text, words, lat, lon):
    (found,) = coordinates(text)
    assert text[found.start : found.end] == (words or text)
    assert (found.lat, found.lon) == pytest.approx((lat, lon), abs=1e-4)


@pytest.mark.parametrize(
    "text",
    [
        "The ratio was 3.14, 2.71 at first.",
        "It costs 12.50, 13.75 or 14.",
        "They won 5 N and lost 3 W games.",
        "At 5.30, 7.15, 9.45 the trains leave.",
        "a growth of 2.25, 3.75% a year",
        "Latitude 95° N, longitude 200° W",
        "in latitude 40° 26' N. we met a sail",
    ],
)
def test_other_numbers_are_none(text):
    assert coordinates(text) == ()


@given(st.integers(-890_000, 890_000), st.integers(-1_790_000, 1_790_000))
def test_what_geopy_writes_is_read_back(lat, lon):
    lat, lon = lat / 10_000, lon / 10_000
    text = f"x {Point(lat, lon).format(deg_char='°', min_char='′', sec_char='″')} y"
    (found,) = coordinates(text)
    assert (found.lat, found.lon) == pytest.approx((lat, lon), abs=1e-4)
    assert text[found.start : found.end] == text[2:-2]


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("Grid 18SUJ2337106519 was hit.", 38.8898, -77.0365),
        ("Grid 18S UJ 23371 06519 was hit.", 38.8898, -77.0365),
        ("The mast stands at 17T 630084 4833438.", 43.6426, -79.3871),
    ],
)
def test_grids_are_read_where_mgrs_is_installed(text, lat, lon):
    pytest.importorskip("mgrs")
    (found,) = coordinates(text)
    assert (found.lat, found.lon) == pytest.approx((lat, lon), abs=1e-3)


@pytest.mark.parametrize("text", ["1" + " " * 50_000, "1 " * 20_000, "1° " * 20_000, "12.34, " * 10_000])
def test_time_grows_with_the_length_only(text):
    begin = time.process_time()
    coordinates(text)
    assert time.process_time() - begin < 2


def test_coordinates_are_a_mention_that_stands_at_its_point():
    (item,) = locate("In 1998 the wreck was found at 57.12, -2.05.")
    assert item.mention.text == "57.12, -2.05"
    assert item.place is not None
    assert (item.place.lat, item.place.lon) == (57.12, -2.05)
    assert item.place.id == "point:57.12,-2.05"


def test_given_spans_are_read_as_coordinates_too():
    text = "The wreck: 57°07'N 2°03'W."
    (item,) = locate(text, spans=[(11, len(text) - 1)])
    assert item.place is not None
    assert item.place.lat == pytest.approx(57.1167, abs=1e-4)
