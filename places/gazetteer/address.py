"""Addresses of places, as people and editions write them: GeoNames, Wikidata, a point."""

import re
from collections.abc import Sequence

from places.gazetteer.base import Gazetteer
from places.model import Place

_GEONAMES = re.compile(r"(?:geonames\.org/|geonames:)(\d{1,9})")
_WIKIDATA = re.compile(r"(?:wikidata\.org/(?:wiki|entity)/|wikidata:|^)(Q\d{1,10})\b")
_POINT = re.compile(r"^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$")


def by_address(text: str, gazetteer: Gazetteer) -> Sequence[Place] | None:
    """Return the place of an address or of a point (latitude, longitude); None where the text is neither.

    An address that the gazetteer does not know, and a point that is none of the earth, give nothing. The
    place of a point has no name.
    """
    if point := _POINT.match(text):
        lat, lon = map(float, point.groups())
        if abs(lat) > 90 or abs(lon) > 180:
            return ()
        return (Place(id=f"user:{lat:.5f},{lon:.5f}", name="", lat=lat, lon=lon, feature=""),)
    if match := _GEONAMES.search(text):
        place = gazetteer.get(f"geonames:{match[1]}")
        return (place,) if place else ()
    if match := _WIKIDATA.search(text.strip()):
        place = gazetteer.get(f"wikidata:{match[1]}")
        return (place,) if place else ()
    return None
