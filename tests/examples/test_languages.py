"""The same story in six languages: its places stand right, its dates are read, its page speaks as it does."""

from pathlib import Path

import pytest

import storymap
from storymap.summary import summary

FOLDER = Path(__file__).parents[2] / "examples"
TEXTS = {
    "de": ("medaille-in-pjoengjang.de.txt", "Pjöngjang Moskau Wladiwostok Hanoi"),
    "es": ("medalla-en-pyongyang.es.txt", "Pyongyang Moscú Vladivostok Hanói"),
    "fr": ("medaille-a-pyongyang.fr.txt", "Pyongyang Moscou Vladivostok Hanoï"),
    "ru": ("medal-v-pkhenyane.ru.txt", "Пхеньян Москва Владивосток Ханой"),
    "zh": ("xunzhang-pingrang.zh.txt", "平壤 莫斯科 符拉迪沃斯托克 北京"),
    "ar": ("wisam-pyongyang.ar.txt", "بيونغيانغ موسكو فلاديفوستوك هانوي"),
}
# Pyongyang, Moscow, Vladivostok, Hanoi; the gazetteer has no Chinese name of Hanoi, so there it is Beijing.
POINTS = ((39.03, 125.75), (55.75, 37.62), (43.1, 131.9), (21.02, 105.84))
BEIJING = (39.9, 116.4)


@pytest.mark.parametrize("language", TEXTS)
def test_the_sample_is_read_in_its_language(language: str) -> None:
    file, names = TEXTS[language]
    story = storymap.read(FOLDER / file)
    places = {entry.place.name: entry.place for entry in story.places}

    assert story.document.language == language
    points = (*POINTS[:3], BEIJING) if language == "zh" else POINTS
    for name, (lat, lon) in zip(names.split(), points, strict=True):
        assert name in places
        assert abs(places[name].lat - lat) < 0.5
        assert abs(places[name].lon - lon) < 0.5
    assert any(event.when.edtf in ("2020-05-05", "2019-04-25", "1945-08") for event in story.events)
    assert all(story.document.text[e.quote.start : e.quote.end] == e.quote.text for e in story.events)
    assert next(summary(story)).startswith("the text is in ")


def test_an_arabic_page_runs_from_right_to_left() -> None:
    from storymap.page import page

    html = page(storymap.read(FOLDER / TEXTS["ar"][0]))

    assert 'lang="ar"' in html
    assert 'dir="rtl"' in html


def test_a_page_says_in_its_language_why_a_name_is_not_on_the_map() -> None:
    from storymap.page import page

    story = storymap.from_text(
        "Am 3. Mai 1901 fuhr sie von Hamburg nach Xantopolinien und von dort nach München."
    )
    html = page(story)

    assert "no gazetteer" not in html
