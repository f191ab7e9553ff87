"""How sure an answer is: the probability of every candidate that would be as right on a map."""

from places.gazetteer.distance import km_between
from places.model import Place

AS_GOOD_WITHIN_KM = 100.0


def is_near(place: Place, other: Place) -> bool:
    """Tell whether one place would do for the other: a city and the county or state around its point."""
    return place.id == other.id or km_between(place.lat, place.lon, other.lat, other.lon) <= AS_GOOD_WITHIN_KM
