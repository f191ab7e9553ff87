"""Markdown: words without marks, parts, pictures, front matter, and the line of every paragraph."""

from datetime import date
from pathlib import Path

import pytest

from storymap.errors import ReadError
from tests.storymap.sources.reading import at, check_origin, read_one

LETTERS = """---
title: Letters home
author: "Ida Holm"
date: 1916-03-02
lang: de
cover: harbour.jpg
---

# Letters home

We left **Valparaíso** on a [Tuesday](https://example.org/t),
and _nobody_ waved.[^1]

![The harbour](harbour.jpg "The harbour at noon | Photo: Holm")

## Callao

* The doctor came.
* He found `two` men.

| Day | Port |
|---|---|
| 3 May | Callao |

> Nobody may land.

[^1]: Nobody at all.
"""


def test_words_come_without_marks(tmp_path: Path) -> None:
    source = read_one(tmp_path, LETTERS)

    assert source.document.text.split("\n\n") == [
        "We left Valparaíso on a Tuesday, and nobody waved.",
        "Callao",
        "The doctor came.",
        "He found two men.",
        "Day · Port",
        "3 May · Callao",
        "Nobody may land.",
        "Nobody at all.",
    ]
    check_origin(source)


def test_front_matter_says_what_the_text_is(tmp_path: Path) -> None:
    document = read_one(tmp_path, LETTERS, "a.txt").document

    assert (document.title, document.author, document.language) == ("Letters home", "Ida Holm", "de")
    assert document.published == date(1916, 3, 2)


def test_stretches_lead_to_the_lines(tmp_path: Path) -> None:
    source = read_one(tmp_path, LETTERS)
    lines = LETTERS.split("\n")

    for words in ("nobody waved", "Callao", "doctor", "3 May", "may land"):
        line = at(source, words).at.line
        assert line is not None
        assert words.split()[-1] in " ".join(lines[line - 1 : line + 1])


def test_pictures_come_with_caption_and_credit(tmp_path: Path) -> None:
    (tmp_path / "harbour.jpg").write_bytes(b"\xff\xd8\xff")
    cover, figure = read_one(tmp_path, LETTERS).figures

    assert cover.media.src == "data:image/jpeg;base64,/9j/"
    assert cover.at is None
    assert (figure.media.alt, figure.media.caption) == ("The harbour", "The harbour at noon")
    assert figure.media.credit == "Photo: Holm"
    assert figure.at is not None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# A\n\nFrom *Lima* to Quito.\n\n## B\n\nOn.", "From Lima to Quito.\n\nB\n\nOn."),
        ("[Lima](http://a.b) fell.", "Lima fell."),
        ("![Lima](a.jpg)\n\nThe fall.", "The fall."),
        ("---\nlang: fr\n---\nLima est tombée.", "Lima est tombée."),
        ("## Лима\n\n平壤 &amp; Лима\n\n## 2\n\nБ", "平壤 & Лима\n\n2\n\nБ"),
        ("[a]: http://x.y\n\nLima [a].", "Lima a."),
        ("Lima  \nfell ![x](y.jpg)", "Lima\nfell"),
        ("<figure><img src=a.jpg><figcaption>Lima</figcaption></figure>\n\n[x](y)", "Lima\n\nx"),
    ],
)
def test_of_every_construct_the_words_are_kept(tmp_path: Path, text: str, words: str) -> None:
    assert read_one(tmp_path, text, "a.md").document.text == words


def test_a_date_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="the front matter's date must be as 2020-05-06, not 'spring'"):
        read_one(tmp_path, "---\ndate: spring\n---\nLima fell.")


def test_markdown_without_text_says_so(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="Markdown without any text"):
        read_one(tmp_path, "![a](b.jpg)", "a.md")


def test_a_text_with_one_heading_stays_as_it_is(tmp_path: Path) -> None:
    text = "# The way home\n\nWe left *Rome*."
    assert read_one(tmp_path, text).document.text == text
