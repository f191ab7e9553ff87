"""Classes of places that no list of towns has, by names that books of other times use: one or two of each."""

import pytest

from places.gazetteer import world
from places.gazetteer.distance import km_between


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        # rivers, and what they were called
        ("Murrumbidgee River", -35.0, 147.5),
        ("Chickahominy", 37.5, -77.2),
        ("St. Peter's River", 44.6, -94.6),
        ("River Wensum", 52.7, 1.1),
        ("Pei-ho", 39.1, 117.4),
        # islands and their older names
        ("Onoatoa", -1.87, 175.57),
        ("Loyalty group", -21.0, 167.2),
        ("Bonin Islands", 27.0, 142.2),
        ("Great Bahama", 26.65, -78.3),
        ("Baa Atoll", 5.15, 72.98),
        # inlets, roads, narrows
        ("Rennell Sound", 53.4, -132.6),
        ("Quiberon Bay", 47.5, -3.0),
        ("Sum Dum Bay", 57.75, -133.5),
        ("Bocca Tigris", 22.79, 113.62),
        # lands, passes, peaks, glaciers
        ("Dalecarlia", 61.0, 14.3),
        ("Futa Jallon", 11.3, -12.3),
        ("Titlis", 46.77, 8.44),
        ("St. Gothard", 46.56, 8.57),
        ("Le Conte Glacier", 56.87, -132.4),
        ("Baltic Provinces", 57.7, 25.3),
        # provinces of Japan
        ("Musashi", 35.85, 139.45),
        ("Totomi", 34.8, 137.85),
        # colleges and observatories
        ("Marischal College", 57.15, -2.1),
        ("Yale College", 41.32, -72.92),
        ("Lick Observatory", 37.34, -121.64),
        # streets, stations and prisons of great cities
        ("Fenchurch Street", 51.51, -0.08),
        ("Nevsky Prospect", 59.93, 30.33),
        ("St. Lazare Station", 48.88, 2.33),
        # battlefields
        ("Gaines' Mill", 37.58, -77.29),
        ("Ramilies", 50.64, 4.91),
    ],
)
def test_a_place_is_known_by_the_name_of_its_time(name: str, lat: float, lon: float) -> None:
    found = [km_between(lat, lon, place.lat, place.lon) for place in world().lookup(name)]
    assert min(found, default=9999) < 160


@pytest.mark.parametrize("name", ["Tana", "Alma", "Illinois", "Madison", "Medan", "Jefferson City"])
def test_a_river_or_hill_of_that_name_does_not_come_before_the_town_or_state(name: str) -> None:
    assert not world().lookup(name)[0].id.startswith("storymap:")
