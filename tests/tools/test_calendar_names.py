"""The names of months and weekdays are CLDR's."""

import tomllib

import pytest

pytest.importorskip("babel", reason="needs Babel, which the package is built with")


def test_the_file_holds_what_cldr_says() -> None:
    from tools.calendar_names import LANGUAGES, TARGET

    table = tomllib.loads(TARGET.read_text(encoding="utf-8"))

    assert list(table) == LANGUAGES
    assert "мая:5" in table["ru"]["months"]
    assert "décembre:12" in table["fr"]["months"]
    assert "sonntag:6" in table["de"]["weekdays"]
