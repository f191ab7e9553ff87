"""Texts of the wide world: the famous one is meant unless something speaks against it."""

import pytest

from places import locate
from places.model import Document, Located


def given(text: str, *names: str) -> list[Located]:
    """Return what is answered to names of a text, each at its first mention behind the one before."""
    spans, behind = [], 0
    for name in names:
        start = text.index(name, behind)
        behind = start + len(name)
        spans.append((start, behind))
    return list(locate(Document(text=text), spans=spans))


def countries(text: str, *names: str) -> list[str]:
    return [item.place.country if item.place else "" for item in given(text, *names)]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("She moved from London to Venice in 1902.", ("London", "Venice"), ["GB", "IT"]),
        ("He went from Dublin to Albany.", ("Dublin", "Albany"), ["IE", "US"]),
        ("The play ran in Paris and in Vienna.", ("Paris", "Vienna"), ["FR", "AT"]),
        ("A letter from Warsaw came to Naples.", ("Warsaw", "Naples"), ["PL", "IT"]),
    ],
)
def test_two_well_known_cities_do_not_vouch_for_each_other_s_namesakes(
    text: str, names: tuple[str, ...], expected: list[str]
) -> None:
    assert countries(text, *names) == expected


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("In 1851 we sailed from Liverpool and settled at Auburn, New York.", "Liverpool", "GB"),
        ("They left Hamburg in 1901, reached New York in June and lived in Albany.", "Hamburg", "DE"),
        ("Grandfather left Odessa for New York, and later ran a shop in Dallas, Texas.", "Odessa", "UA"),
        ("Her aunt left Cork in 1881 and came to Boston.", "Boston", "US"),
    ],
)
def test_who_emigrates_starts_in_the_old_world(text: str, name: str, country: str) -> None:
    assert countries(text, name) == [country]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Write to us in London UK or in Boston MA.", ("London UK", "Boston MA"), ["GB", "US"]),
        ("Write to us in London Ontario.", ("London Ontario",), ["CA"]),
        ("We stayed in Antioch in Syria.", ("Antioch",), ["TR"]),
        ("From Tripoli in Lebanon to Tripoli in Libya.", ("Tripoli", "Tripoli"), ["LB", "LY"]),
        ("From Cordoba, Spain, to Cordoba, Argentina.", ("Cordoba", "Cordoba"), ["ES", "AR"]),
    ],
)
def test_what_stands_beside_a_name_counts(text: str, names: tuple[str, ...], expected: list[str]) -> None:
    assert countries(text, *names) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In 413 BC the fleet was lost at Syracuse.", "Syracuse"),
        ("In 146 BC the Romans burned Corinth.", "Corinth"),
        ("In 300 BC the Carthaginians of Carthage ruled the sea.", "Carthage"),
    ],
)
def test_a_text_of_antiquity_is_not_told_of_america(text: str, name: str) -> None:
    assert countries(text, name) != ["US"]


def test_oklahoma_is_the_state_and_new_york_the_city() -> None:
    (state,) = given("A judge in Oklahoma stopped the law.", "Oklahoma")
    (city,) = given("The ship came to New York in June.", "New York")
    assert state.place is not None
    assert state.place.feature == "ADM1"
    assert city.place is not None
    assert city.place.name == "New York City"


def test_an_island_is_no_town_of_its_name() -> None:
    (item,) = given("They landed on Graham Island at noon.", "Graham Island")
    assert item.place is None or item.place.feature.startswith("ISL")
