"""Places in other languages than English, with the package's own encoder and gazetteer."""

import pytest

import places
from places.errors import LanguageError
from places.languages import check_is_read
from places.model import Document

TEXTS = {
    "de": ("Im Mai fuhr sie mit der Bahn von Hamburg nach München.", {"Hamburg": "DE", "München": "DE"}),
    "fr": ("En 1889, il quitta Bordeaux et s'installa à Lisbonne.", {"Bordeaux": "FR", "Lisbonne": "PT"}),
    "es": ("El barco salió de La Habana y llegó a Sevilla.", {"La Habana": "CU", "Sevilla": "ES"}),
    "ru": ("В мае они приехали из Москвы в Варшаву.", {"Москва": "RU", "Варшава": "PL"}),
    "zh": ("一九三七年，他离开上海，前往武汉。", {"上海": "CN", "武汉": "CN"}),
    "ar": ("سافر من القاهرة إلى دمشق في عام 1920.", {"القاهرة": "EG", "دمشق": "SY"}),
}  # fmt: skip


@pytest.mark.parametrize("language", TEXTS)
def test_places_are_found_and_called_as_the_text_does(language: str) -> None:
    text, wanted = TEXTS[language]
    found = {one.place.name: one.place.country for one in places.locate(text) if one.place}

    assert found == wanted


def test_two_mentions_in_two_cases_are_one_place_of_one_name() -> None:
    located = places.locate("Он жил в Москве. Из Москвы он уехал в Рим.")
    moscow = [one.place for one in located if one.place and one.place.country == "RU"]

    assert len(moscow) == 2
    assert moscow[0] == moscow[1]


def test_a_language_that_is_not_read_is_refused_with_what_there_is() -> None:
    with pytest.raises(LanguageError, match=r"Vietnamese \(vi\), which is not read; read are ar, "):
        check_is_read(Document(text="", language="vi-VN"))
    check_is_read(Document(text="", language="pt-BR"))
