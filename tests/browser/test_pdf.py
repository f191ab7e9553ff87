"""The page printed by a browser: the article with its map, as PDF."""

import io

import pypdf
import pytest

from storymap.errors import WriteError
from storymap.export import export
from storymap.export.pdf import PROGRAMS, browser
from tests.storymap.stories import journey


def test_a_story_is_printed_with_its_map_and_its_words() -> None:
    try:
        browser()
    except WriteError:
        pytest.skip(f"none of {', '.join(PROGRAMS)} is installed")
    content = export(journey(), "pdf").content
    read = pypdf.PdfReader(io.BytesIO(content))
    words = " ".join(" ".join(page.extract_text() for page in read.pages).split())

    assert "Ada sails" in words
    assert "Ada meets Rui at the Peter Café" in words
    assert "They married in Lisbon in 1895" in words
    assert "/Image" in str(read.pages[0]["/Resources"]) or read.pages[0].images
    assert export(journey(), "pdf").content == content


def test_without_a_browser_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORYMAP_BROWSER", "/nowhere/at/all")

    with pytest.raises(WriteError, match="STORYMAP_BROWSER"):
        export(journey(), "pdf")
