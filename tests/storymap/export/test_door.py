"""Every way out goes through one door."""

from pathlib import Path

import pytest

from storymap.errors import WriteError
from storymap.export import export, format_for, formats, save
from storymap.files import load_story
from tests.storymap.stories import journey


def test_a_story_is_saved_as_its_files_name_asks(tmp_path: Path) -> None:
    assert load_story(journey().save(tmp_path / "a.json")) == journey()
    assert load_story(journey().save(tmp_path / "a.geojson")) == journey()
    assert journey().save(tmp_path / "a.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    with pytest.raises(WriteError, match=r"must end in one of \.html"):
        journey().save(tmp_path / "a.docx")


def test_a_format_is_named_against_the_files_ending(tmp_path: Path) -> None:
    journey().export(tmp_path / "a.txt", "story")

    assert load_story(tmp_path / "a.txt") == journey()
    with pytest.raises(WriteError, match="there is no format 'vellum'; there are html, story"):
        journey().export(tmp_path / "a.txt", "vellum")


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("article.html", "html"),  # the page of article.txt
        ("a.article.html", "article"),
        ("config.js", "storytelling"),
        ("Chapters.csv", "leaflet-storymaps"),
        ("story.json", "story"),
        ("a.geolibre.json", "geolibre"),
    ],
)
def test_a_file_s_name_asks_for_its_format(file: str, name: str) -> None:
    assert format_for(Path(file)).name == name


def test_an_option_of_the_page_is_refused_where_nothing_is_drawn(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="takes no theme"):
        save(journey(), tmp_path / "a.json", theme="plain")
    assert not (tmp_path / "a.json").exists()


@pytest.mark.parametrize("name", list(formats()))
def test_every_row_can_be_loaded_and_is_named_as_it_says(name: str) -> None:
    row = formats()[name]

    assert row.name == name
    assert format_for(Path("x"), name) is row
    assert all(ending.startswith(".") and ending == ending.lower() for ending in row.endings)
    assert callable(row.writer())
    assert not row.read or callable(row.reader())


# tests/browser/test_pdf.py has that of the one that needs a browser
@pytest.mark.parametrize("name", [name for name, row in formats().items() if not row.extra and name != "pdf"])
def test_the_same_story_gives_the_same_bytes(name: str) -> None:
    assert export(journey(), name) == export(journey(), name)
