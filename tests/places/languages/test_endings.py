"""Names in their cases find the names of the gazetteer."""

import pytest

from places.gazetteer import world
from places.gazetteer.chain import ChainGazetteer
from places.gazetteer.inflected import inflected
from places.gazetteer.user import load
from places.languages.endings import exonyms, nominatives


@pytest.mark.parametrize(
    ("language", "word", "name"),
    [
        ("ru", "Москве", "Moscow"),
        ("ru", "Нижнем Новгороде", "Nizhniy Novgorod"),
        ("ru", "Псковѣ", "Pskov"),
        ("ru", "Гамбургом", "Hamburg"),
        ("uk", "Львові", "Lviv"),
        ("pl", "Warszawie", "Warsaw"),
        ("pl", "Lwowa", "Lviv"),
        ("cs", "Praze", "Prague"),
        ("fi", "Helsingissä", "Helsinki"),
        ("fi", "Tallinnan", "Tallinn"),
        ("sv", "Stockholms", "Stockholm"),
        ("tr", "Ankarada", "Ankara"),
        ("de", "Oesterreich", "Austria"),
        ("de", "Berlins", "Berlin"),
        ("ro", "Bucureștiului", "Bucharest"),
    ],
)
def test_a_name_in_its_case_is_found(language: str, word: str, name: str) -> None:
    found = inflected(world(), language).matches(word)

    assert found
    assert found[0].place.name == name


def test_what_is_asked_for_is_called_as_it_was_guessed() -> None:
    assert inflected(world(), "pl").matches("Wiedniu")[0].name == "Wiedeń"


@pytest.mark.parametrize(
    ("language", "word", "name"),
    [
        ("fr", "Angleterre", "England"),
        ("es", "Castilla", "Kingdom of Castile"),
        ("ru", "Англии", "England"),
        ("zh", "河内", "Hanoi"),
        ("pl", "Szkocji", "Scotland"),
    ],
)
def test_what_only_the_language_calls_so_is_found(language: str, word: str, name: str) -> None:
    found = inflected(world(), language).matches(word)[0]

    assert found.place.name == name


def test_every_exonym_means_a_place_of_the_gazetteer() -> None:
    for language in ("fr", "es", "it", "pt", "de", "nl", "ru", "zh", "ja", "pl"):
        assert exonyms(language)
        for english in exonyms(language).values():
            assert world().matches(english), english


def test_a_language_without_endings_guesses_nothing() -> None:
    assert list(nominatives("Paris", "zh")) == []


def test_a_user_s_own_place_comes_first_in_any_case(tmp_path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("name,lat,lon\nМосква,44.6,33.5\n", encoding="utf-8")
    chain = inflected(ChainGazetteer(load(own), world()), "ru")

    assert chain.matches("Москве")[0].place.lat == 44.6
