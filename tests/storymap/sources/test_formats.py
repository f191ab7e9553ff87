"""What an input is, by its content; what is not known is refused, never read as prose."""

import contextlib
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storymap.errors import ReadError
from storymap.files import dump_story
from storymap.sources.formats import FORMATS, find_format, load_reader
from storymap.sources.sniff import Head
from tests.storymap.sources.reading import read_one
from tests.storymap.stories import journey


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        ("We left Rome.", "", "text"),
        ("We left Rome.", "a.html", "text"),
        ("1 < 2 and Rome > Paris, they say.", "", "text"),
        ("He wrote <Rome> in the margin.", "", "text"),
        ("Rome, Paris, London: a walk.\nWe went, slowly.", "", "text"),
        ("{Rome} was written in braces.", "", "text"),
        ("# Rome\n\nWe left.", "", "text"),
        ("# Rome\n\nWe left.", "a.md", "markdown"),
        ("# Rome\n\nWe left.\n\n# Paris\n\nWe came.", "", "markdown"),
        ("See [Rome](http://rome.example).", "a.txt", "markdown"),
        ("<!DOCTYPE html><p>Rome", "a.txt", "html"),
        ("<html><body>Rome", "", "html"),
        ("<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC 'x' 'y'>\n<html><p>Rome</p></html>", "", "html"),
        ("<!-- saved -->\n<div><p>Rome</p></div>", "", "html"),
        ("<p>Rome</p>", "", "html"),
        ("title,place\nA,Rome", "", "csv"),
        ("Titel;Ort\nA;Rom", "", "csv"),
        ("a,b\nA,Rome", "x.csv", "csv"),
        ('{"id": "a", "text": "Rome"}\n', "", "jsonl"),
        ('{"type": "FeatureCollection", "storymap": 1}', "", "story"),
    ],
)
def test_an_input_is_known_by_its_content(data: str, name: str, kind: str) -> None:
    assert find_format(Head(data=data.encode(), name=name, label="x")).name == kind


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><text>Rome</text></svg>", "XML (<svg>)"),
        (b"<?xml version='1.0'?><rss><item>Rome</item></rss>", "XML (<rss>)"),
        (b"\\documentclass{article}\n\\begin{document}Rome\\end{document}", "LaTeX"),
        (b"== Rome ==\n[[Rome|the city]] [[Paris|x]]\n== Paris ==\n{{Infobox}}", "wikitext"),
        (b"Rome <ref>a</ref> and <name>Paris</name> and <x>b</x>.", "markup"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0abc", "a JPEG image"),
        (b"\x1f\x8b\x08abc", "a gzip archive"),
        (b"\xd0\xcf\x11\xe0abc", "an old or encrypted office document"),
        (b"%!PS-Adobe-3.0", "PostScript"),
    ],
)
def test_what_is_not_known_is_refused_with_one_line(tmp_path: Path, data: bytes, what: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_one(tmp_path, data, "rome.txt")
    assert what in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "which is not read; save its text as" in str(caught.value)


def test_a_story_file_is_an_input(tmp_path: Path) -> None:
    source = read_one(tmp_path, dump_story(journey()))
    assert source.story == journey()


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
def test_every_row_names_a_reader(row) -> None:  # type: ignore[no-untyped-def]
    assert callable(load_reader(row, "x"))


def test_a_package_that_is_missing_is_asked_for_by_name() -> None:
    row = replace(FORMATS[0], packages=("no_such_package",), what="a PDF file")
    with pytest.raises(ReadError, match="no_such_package is not installed") as caught:
        load_reader(row, "x")
    assert "pip install 'geostorymap[documents]'" in str(caught.value)


MARKS = st.text(st.sampled_from("<>?!-[]{}#=\\ \nab:;,|\"'/&%"), max_size=300)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300) | MARKS.map(str.encode))
def test_any_bytes_are_of_a_kind_or_refused(data: bytes) -> None:
    with contextlib.suppress(ReadError):
        assert find_format(Head(data=data, label="x")).name


@pytest.mark.parametrize(
    "data",
    [
        "<!--" * 16_000,
        "<?xml" * 12_000,
        "---\n" + "a:\n" * 20_000,
        "---\n" + "  \n" * 20_000,
        "[" * 65_000,
        "[a](" * 16_000,
        "<!DOCTYPE [" * 6_000,
        "{{" * 30_000,
    ],
)
def test_a_beginning_made_to_take_long_does_not(data: str) -> None:
    began = time.monotonic()
    with contextlib.suppress(ReadError):
        find_format(Head(data=data.encode(), label="x"))
    assert time.monotonic() - began < 2
