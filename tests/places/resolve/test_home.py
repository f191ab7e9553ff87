"""Names that nothing knows, near the places of the text around them: only where these lie close together."""

from places import locate
from places.gazetteer.distance import km_between
from places.model import Located


def at(text: str, *names: str) -> list[Located]:
    return list(locate(text, spans=[(text.index(name), text.index(name) + len(name)) for name in names]))


def test_an_unknown_name_stands_near_the_places_that_the_text_stays_at() -> None:
    text = "Easton, Bethlehem, Nazareth, Pennsylvania, sent men; at Quimblethorp the Allentown road ends."
    items = at(text, "Easton", "Bethlehem", "Nazareth", "Pennsylvania", "Quimblethorp", "Allentown")
    unknown = next(item for item in items if item.mention.text == "Quimblethorp")
    assert unknown.place is not None
    assert (unknown.place.precision, unknown.place.country, unknown.place.feature) == ("near", "US", "")
    assert km_between(unknown.place.lat, unknown.place.lon, 40.65, -75.4) < 60
    west, south, east, north = unknown.place.bounds or (0, 0, 0, 0)
    assert west < unknown.place.lon < east
    assert south < unknown.place.lat < north
    assert unknown.confidence < min(item.confidence for item in items if item is not unknown)


def test_in_a_text_that_goes_from_land_to_land_it_stands_nowhere() -> None:
    text = "From Lisbon they sailed to Havana, then to Manila, and saw Quimblethorp before Sydney."
    items = at(text, "Lisbon", "Havana", "Manila", "Quimblethorp", "Sydney")
    assert [item.place is None for item in items] == [False, False, False, True, False]
    assert "no gazetteer at hand knows" in items[3].why


def test_one_place_is_no_home() -> None:
    (_, unknown) = at("He went from Allentown to Quimblethorp.", "Allentown", "Quimblethorp")
    assert unknown.place is None


def test_countries_and_seas_are_no_home() -> None:
    items = at("Belgium, Luxembourg and the North Sea; Quimblethorp.", "Belgium", "North Sea", "Quimblethorp")
    assert items[-1].place is None
