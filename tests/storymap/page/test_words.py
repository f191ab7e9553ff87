import json
import re
from pathlib import Path

import pytest

from storymap.page.assets import web_file, web_names
from storymap.page.words import languages, plural_category, words_for

_PAGE = Path(__file__).parents[3] / "storymap" / "page"


def entries(language: str) -> dict:
    return json.loads(web_file(f"i18n/{language}.json"))


def holes(entry: object) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", json.dumps(entry)))


def test_the_interface_speaks_ten_languages():
    assert languages() == ("ar", "de", "en", "es", "fr", "ja", "ko", "pt", "ru", "zh")


@pytest.mark.parametrize("language", languages())
def test_every_language_says_everything_with_the_same_holes(language):
    own, english = entries(language), entries("en")

    assert set(own) - {"months.of"} == set(english)
    for key, entry in english.items():
        if isinstance(entry, dict):
            assert all(holes(form) <= holes(entry) for form in own[key].values()), key
            assert "other" in own[key], key
        else:
            assert holes(own[key]) == holes(entry), key
    assert len(own["months"]) == 12


@pytest.mark.parametrize("language", languages())
def test_every_number_finds_its_plural(language):
    words = words_for(language)

    assert all("{" not in words("count.events", n=n) for n in range(120))


def test_every_word_is_used():
    names = [
        *_PAGE.glob("*.py"),
        _PAGE / "web/page.html",
        *(_PAGE / "web/js" / name for name in web_names("js")),
    ]
    sources = "\n".join(path.read_text(encoding="utf-8") for path in names)
    built = ("off_map.", "feature.", "precision.", "sure.", "role.", "status.", "order.", "legend.", "date.")

    unused = [key for key in entries("en") if f'"{key}"' not in sources and not key.startswith(built)]

    assert unused == []


@pytest.mark.parametrize(
    ("language", "n", "category"),
    [
        *[("en", 1, "one"), ("en", 0, "other"), ("fr", 0, "one"), ("ja", 1, "other")],
        *[("ru", 21, "one"), ("ru", 12, "many"), ("ru", 3, "few")],
        *[("ar", 0, "zero"), ("ar", 2, "two"), ("ar", 103, "few"), ("ar", 11, "many"), ("ar", 100, "other")],
    ],
)
def test_plurals_follow_the_language(language, n, category):
    assert plural_category(language, n) == category


def test_an_unknown_language_is_spoken_to_in_english_and_a_region_does_not_matter():
    assert words_for("it").language == "en"
    assert words_for("").language == "en"
    assert words_for("pt-BR").language == "pt"
    assert words_for("ar").direction == "rtl"
