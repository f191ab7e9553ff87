"""Names that were put in the wrong place when texts were read for real; each must stay right."""

import pytest

import places
from places.model import Place


def place_of(text: str, words: str) -> Place | None:
    for item in places.locate(text):
        if item.mention.text == words:
            return item.place
    raise AssertionError(f"{words!r} was not found in {text!r}")


@pytest.mark.parametrize(
    ("text", "words", "place_id"),
    [
        # A city is meant, not the division of the same name around it, unless the text says so.
        ("On 3 May 1893 Ada left Lisbon. She married Rui in Lisbon in 1895.", "Lisbon", "geonames:2267057"),
        ("From Paris we took the night train to Porto.", "Paris", "geonames:2988507"),
        ("From Paris we took the night train to Porto.", "Porto", "geonames:2735943"),
        ("In October 1965 she moved from Boston to New York.", "New York", "geonames:5128581"),
        ("we left rome in march and went to florence by train.", "rome", "geonames:3169070"),
        ("Ada left Lisbon. She reached Horta on 17 May 1893.", "Horta", "geonames:3372988"),
        # Names that a place bore in its time.
        ("In 1821 traders brought the disease from Bombay to Muscat.", "Bombay", "geonames:1275339"),
        ("By September it had reached Calcutta, where soldiers died.", "Calcutta", "geonames:1275004"),
        ("Ships took it down the coast to Madras in 1818.", "Madras", "geonames:1264527"),
        # A well-known city that stands alone is not "none of these".
        ("In June he came to Boston by rail and found work in a bookshop.", "Boston", "geonames:4930956"),
        ("Elias writes from Toronto that the winters are mild.", "Toronto", "geonames:6167865"),
        ("In June 1578 they came to Port St. Julian in Patagonia.", "Patagonia", "storymap:patagonia"),
    ],
)
def test_a_name_means_what_a_reader_takes_it_for(text: str, words: str, place_id: str) -> None:
    found = place_of(text, words)

    assert found is not None
    assert found.id == place_id


def test_korea_before_the_division_is_neither_of_the_two_states() -> None:
    text = "Thousands of Soviet soldiers died in the battles to liberate Korea in 1945."
    found = place_of(text, "Korea")

    assert found is not None
    assert found.country not in {"KR", "KP"}


def test_an_island_with_a_possessive_name_is_one_name() -> None:
    text = "On the 3rd we crossed the ice to Ward's Island and looked back at Toronto."

    assert "Island" not in [item.mention.text for item in places.locate(text)]


def test_a_reason_is_one_line() -> None:
    for item in places.locate("The fleet ran down to the Cape Qrzzv\nIslands, where he took a ship."):
        assert "\n" not in item.why


FAMOUS = (
    "London GB, Paris FR, Rome IT, Athens GR, Berlin DE, Vienna AT, Dublin IE, Lisbon PT, Madrid ES, "
    "Moscow RU, Warsaw PL, Naples IT, Venice IT, Florence IT, Milan IT, Geneva CH, Hamburg DE, Dresden "
    "DE, Manchester GB, Birmingham GB, Liverpool GB, Edinburgh GB, Oxford GB, Cambridge GB, Cairo EG, "
    "Alexandria EG, Delhi IN, Lima PE, Sydney AU, Melbourne AU, Toronto CA, Montreal CA, Boston US, "
    "Chicago US, Philadelphia US, Odessa UA, Prague CZ, Amsterdam NL, Hanover DE, Lebanon LB, Peru PE, "
    "Jordan JO, Chad TD, Cuba CU, Mexico MX"
).split(", ")


@pytest.mark.parametrize("famous", FAMOUS)
@pytest.mark.parametrize(
    "sentence", ["The train came from {} in the evening.", "She was born in {} in 1902."]
)
def test_a_famous_name_with_nothing_around_it_means_the_famous_place(famous: str, sentence: str) -> None:
    name, country = famous.rsplit(" ", 1)
    found = place_of(sentence.format(name), name)

    assert found is not None
    assert found.country == country
