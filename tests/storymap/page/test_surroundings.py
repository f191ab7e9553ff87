from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.model import Document, Place
from storymap.model import Event, Span, Story, StoryPlace, Where
from storymap.page.surroundings import Box, in_one_city, neighbourhoods, regions, story_places

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)


def place(lat: float, lon: float, **more) -> Place:
    return Place(**({"id": f"{lat} {lon}", "name": "X", "feature": "PPL"} | more), lat=lat, lon=lon)


def story(*places: Place) -> Story:
    return Story(
        document=Document(text=""), places=tuple(StoryPlace(place=place, mentions=()) for place in places)
    )


def event_at(*places: Place) -> Event:
    wheres = tuple(Where(place=place) for place in places)
    return Event(id="e1", title="", quote=Span(start=0, end=0, text=""), where=wheres)


def covers(box: Box, lat: float, lon: float) -> bool:
    west, south, east, north = box.bounds
    return west <= lon <= east and south <= lat <= north


@given(st.lists(st.tuples(LATITUDES, LONGITUDES), max_size=12))
def test_every_box_is_a_piece_of_the_web_map(spots):
    found = story(*(place(lat, lon) for lat, lon in spots))
    for box in [*regions(found), *neighbourhoods(found)]:
        west, south, east, north = box.bounds
        assert -180 <= west < east <= 180
        assert -85 <= south < north <= 85


@given(st.lists(st.tuples(st.floats(-80, 80), LONGITUDES), min_size=1, max_size=12))
def test_every_point_of_a_story_lies_in_a_region_and_a_neighbourhood(spots):
    found = story(*(place(lat, lon) for lat, lon in spots))
    for lat, lon in spots:
        assert any(covers(box, lat, lon) for box in regions(found))
        assert any(covers(box, lat, lon) for box in neighbourhoods(found))


def test_a_story_without_places_has_no_surroundings():
    assert regions(story()) == neighbourhoods(story()) == []


def test_places_of_one_city_share_one_neighbourhood():
    found = neighbourhoods(story(place(37.77, -122.42), place(37.8, -122.27), place(37.34, -121.9)))
    assert len(found) == 1


def test_places_far_apart_have_a_piece_each():
    far = story(place(39.03, 125.75), place(55.75, 37.62))
    assert len(regions(far)) == len(neighbourhoods(far)) == 2


def test_neighbours_across_the_180th_meridian_share_a_region_cut_in_two():
    west, east = sorted(box.bounds for box in regions(story(place(-18.14, 178.44), place(-16.85, -179.97))))
    assert west[0] == -180
    assert east[2] == 180
    assert west[1::2] == east[1::2]


def test_the_order_of_the_places_changes_nothing():
    places = [place(48.4, -4.5), place(48.0, -4.1), place(48.6, -2.0), place(48.1, -1.7)]
    assert neighbourhoods(story(*places)) == neighbourhoods(story(*reversed(places)))


@pytest.mark.parametrize(
    ("bounds", "number"), [((124.0, 33.0, 131.0, 43.0), 1), ((19.6, 41.2, -169.0, 81.9), 0), (None, 0)]
)
def test_a_country_has_a_region_if_its_bounds_are_known_and_not_vast(bounds, number):
    country = place(60.0, 100.0, feature="PCLI", precision="area", bounds=bounds)
    assert len(regions(story(country))) == number
    assert neighbourhoods(story(country)) == []


def test_bounds_across_the_180th_meridian_are_followed():
    fiji = place(-18.0, 178.0, feature="PCLI", precision="area", bounds=(176.0, -21.0, -178.0, -12.0))
    assert sorted((box.bounds[0], box.bounds[2]) for box in regions(story(fiji))) == [
        pytest.approx((-180, -177.1)),
        pytest.approx((175.1, 180)),
    ]


def test_places_of_events_count_and_the_most_mentioned_comes_first():
    often, once = place(10.0, 10.0), place(50.0, 100.0)
    told = replace(story(once), events=(event_at(often, often, often),))
    assert story_places(told) == [once, often]
    assert covers(neighbourhoods(told)[0], often.lat, often.lon)


def test_a_story_of_thousands_of_places_has_some_boxes_around_the_most_mentioned():
    spread = [place(lat / 2, lon / 2) for lat in range(-140, 140, 8) for lon in range(-360, 360, 8)]
    mentioned = replace(story(*spread), events=(event_at(spread[1700]),))
    found = neighbourhoods(mentioned)
    assert len(spread) > 3000
    assert len(found) < 200
    assert covers(found[0], spread[1700].lat, spread[1700].lon)


def test_a_story_in_one_city_is_told_from_one_in_a_country():
    city = [place(38.71, -9.14), place(38.7, -9.2), place(38.72, -9.13)]

    assert in_one_city(story(*city, place(41.1, -8.6)))
    assert not in_one_city(story(city[0], place(41.1, -8.6), place(37.0, -7.9)))
    assert not in_one_city(story(*city[:2]))
