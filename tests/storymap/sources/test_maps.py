"""Of arbitrary subtitles, Markdown and tables every stretch leads back to the same characters."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from storymap.sources.blocks import squeezed
from storymap.sources.subtitles import cues
from tests.storymap.sources.reading import check_origin, read_one
from tests.storymap.sources.writers import captions

WORD = st.text(st.sampled_from("abcéд日本ß"), min_size=1, max_size=7)
SENTENCE = st.lists(WORD, min_size=1, max_size=12).map(" ".join)
FEW = settings(max_examples=30, deadline=None)


@FEW
@given(st.lists(SENTENCE, min_size=1, max_size=5), st.integers(1, 4), st.booleans())
def test_a_second_leads_back_to_its_cue(paragraphs: list[str], words: int, srt: bool) -> None:
    text = captions(paragraphs, srt=srt, words=words)
    shown = {cue.start: squeezed(" ".join(cue.lines)) for cue in cues(text)}
    with TemporaryDirectory() as folder:
        source = read_one(Path(folder), text)
    check_origin(source)
    for one in source.origin:
        assert one.at.second is not None
        assert squeezed(source.document.text[one.start : one.end]) == shown[one.at.second]


@FEW
@given(st.lists(SENTENCE, min_size=1, max_size=6))
def test_a_line_leads_back_to_its_paragraph(paragraphs: list[str]) -> None:
    text = "# Title\n\n" + "\n\n".join(f"*{words}*" for words in paragraphs)
    with TemporaryDirectory() as folder:
        source = read_one(Path(folder), text, "a.md")
    check_origin(source)
    lines = text.split("\n")
    for one in source.origin:
        assert one.at.line is not None
        assert squeezed(source.document.text[one.start : one.end]) == squeezed(
            lines[one.at.line - 1].strip("*")
        )


@FEW
@given(st.lists(st.tuples(SENTENCE, SENTENCE, SENTENCE), min_size=1, max_size=6))
def test_a_row_leads_back_to_its_cells(rows: list[tuple[str, str, str]]) -> None:
    made = io.StringIO()
    csv.writer(made).writerows([("title", "place", "text"), *rows])
    with TemporaryDirectory() as folder:
        source = read_one(Path(folder), made.getvalue(), "a.csv")
    check_origin(source)
    for one in source.origin:
        assert one.at.row is not None
        words = squeezed(source.document.text[one.start : one.end])
        assert words == squeezed("".join(rows[one.at.row - 2]))
