"""What the recogniser takes for no place, whatever the gazetteer has of that name."""

import pytest

from places import locate


def names_in(text: str) -> list[str]:
    return [item.mention.text for item in locate(text) if item.place is not None]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tuesday 23 July 1844. Light breeze at NE and pleasant off Montauk.", ["Montauk"]),
        ("We ate a pot of Bovril at Punta Arenas in May 1916.", ["Punta Arenas"]),
        ("At dusk we reached the Hacienda of Quintero, north of Valparaiso.", ["Quintero", "Valparaiso"]),
        ("The stage from Mulhouse was won by Jan Smit (Bahrain-Merida) ahead of Luca Rossi.", ["Mulhouse"]),
    ],
)
def test_other_things_of_a_places_name_are_no_place(text: str, names: list[str]) -> None:
    assert names_in(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They moved to Omaha, NE, in 1998.", ["Omaha", "NE"]),
        ("He praised the Berlin of the twenties.", ["Berlin"]),
        ("John Ames (Paris) and Carl Orr (Rome) replied.", ["Paris", "Rome"]),
        ("The people of Bordeaux were glad.", ["Bordeaux"]),
    ],
)
def test_the_same_words_where_a_place_is_meant(text: str, names: list[str]) -> None:
    assert names_in(text) == names
