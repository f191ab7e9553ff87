"""Inputs: what can be read is read exactly, what cannot is named."""

import io
import json
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.errors import ReadError
from storymap.sources import decode, guess_title, read_documents
from storymap.sources.letters import decoded

LETTERS = st.characters(exclude_categories=("Cs",), exclude_characters="\r\ufeff", min_codepoint=32)


@given(st.text(LETTERS, min_size=1))
def test_utf8_text_comes_back_as_it_was(text: str) -> None:
    if text.strip() and text.encode().strip():
        assert decode(text.encode(), source="x") == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_says_the_encoding(encoding: str) -> None:
    assert decode("Zürich – 平壤".encode(encoding), source="x") == "Zürich – 平壤"


@pytest.mark.parametrize(
    "line",
    [
        '{"text": "x", "n": ' + "9" * 5000 + "}",
        '{"text": "x", "n": 1e999}',
        '{"text": "x", "n": NaN}',
        '{"text": "x", "n": ' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"text": "x"',
    ],
    ids=["long number", "too large", "no number", "deep", "cut off"],
)
def test_a_bad_line_of_json_is_told_in_one_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"text": "They went to Lima."}\n' + line + "\n", encoding="utf-8")

    with pytest.raises(ReadError, match="line 2: is no JSON that can be read") as told:
        list(read_documents(str(path)))
    assert "\n" not in str(told.value)
    assert len(str(told.value)) < 400


def test_a_stray_control_character_is_part_of_the_text() -> None:
    assert decode(b"On the road from Rome to \0 Paris\7", source="x") == "On the road from Rome to \0 Paris\7"


def test_line_ends_of_every_machine_become_one() -> None:
    assert decode(b"a\r\nb\rc\n", source="x") == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "x.txt is empty"),
        (b" \n\t ", "x.txt is empty"),
        ("\u2003\n".encode(), "x.txt is empty"),
        (b"\1\2\0Rome\0\0\7Paris", "is a binary file, not text"),
        (b"Rome\nM\xfcnchen", "is not UTF-8 text: line 2, byte 6 cannot be read; if you know its encoding"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode(data, source="x.txt")
    assert message in str(caught.value)


def test_an_encoding_can_be_given() -> None:
    assert decode(b"M\xfcnchen", source="x", encoding="cp1252") == "München"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (
            "Der Zug fuhr über die Brücke nach Köln, dann nach München. Die Fähre kam nie.",
            "cp1252",
        ),
        ("Из Москвы поезд шёл во Владивосток через всю Сибирь, и никто не знал, когда он придёт.", "cp1251"),
        (
            "汽船は港を出て、四日後に北の町に着いた。医者が乗り込み、熱のある男を見つけた。",
            "shift_jis",
        ),
    ],
)
def test_an_encoding_that_nothing_names_is_told_by_its_letters(text: str, encoding: str) -> None:
    found, guessed = decoded(text.encode(encoding), source="x")
    assert found == text
    assert guessed


def test_an_encoding_that_does_not_exist_is_named() -> None:
    with pytest.raises(ReadError, match="'klingon' is no encoding"):
        decode(b"x", source="x", encoding="klingon")


@pytest.mark.parametrize(
    ("text", "source", "title"),
    [
        ("# The way home\n\nWe left.", "a.txt", "The way home"),
        ("The way home\n\nWe left Rome in spring and went on foot.", "a.txt", "The way home"),
        ("We left Rome in spring.\nThen came summer, and Pisa.", "the-way_home.txt", "The way home"),
        ("We left Rome", "", "A story map"),
        ("Dear Ann,\n\nWe left Rome.", "letter.txt", "Letter"),
        ("XIV\n\nThe Storm\n\nOn 4 May 1911 we left Bari.", "a.txt", "The Storm"),
        ("CHAPTER TWO.\n\nThe Storm\n\nOn 4 May 1911 we left Bari.", "a.txt", "The Storm"),
        ("Sunday, 4 May 2014\n\nHow Ann came to Hull\n\nAnn left Bari in 1881.", "", "How Ann came to Hull"),
        ("4 May 1911\n\nWe left Bari, and came to Rome at noon.", "my-diary.txt", "My diary"),
        ("---\ntitle: The Storm\nauthor: Ann Hill\n---\n\nWe left Bari.", "a.md", "The Storm"),
    ],
)
def test_a_title_is_the_headline_or_the_files_name(text: str, source: str, title: str) -> None:
    assert guess_title(text, source) == title


def test_a_text_file_is_one_document(tmp_path: Path) -> None:
    path = tmp_path / "trip.txt"
    path.write_text("We left Rome.", encoding="utf-8")

    (source,) = read_documents(str(path))
    assert source.document.text == "We left Rome."
    assert (source.document.id, source.document.source, source.document.title) == (
        "trip.txt",
        "trip.txt",
        "Trip",
    )
    assert source.spans is None


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO("We left Zürich.".encode())))

    (source,) = read_documents("-")
    assert source.document.text == "We left Zürich."


def test_a_jsonl_file_is_a_document_a_line(tmp_path: Path) -> None:
    path = tmp_path / "docs.jsonl"
    lines = [
        {"id": "a", "text": "Rome.", "published": "2020-05-06 10:00", "spans": [[0, 4]]},
        {"id": "b", "text": ""},
    ]
    path.write_text("\n\n".join(map(json.dumps, lines)), encoding="utf-8")

    first, second = read_documents(str(path))
    assert first.document.published == date(2020, 5, 6)
    assert first.spans == ((0, 4),)
    assert (second.document.id, second.document.text, second.spans) == ("b", "", None)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 1: is no JSON"),
        ("[1]", "line 1: must be a JSON object"),
        ('{"id": "a"}', "line 1: has no text"),
        ('{"text": "Rome", "spans": [[0, 9]]}', "[0, 9] is no span [start, end] of a text of 4 characters"),
        ('{"text": "Rome", "spans": [[true, 2]]}', "is no span"),
        ('{"text": "Rome", "spans": 4}', "spans must be a list"),
        ('{"text": "Rome", "published": "spring"}', "published must be a date as 2020-05-06"),
    ],
)
def test_a_bad_line_is_named_by_its_number(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "docs.jsonl"
    path.write_text(line, encoding="utf-8")

    with pytest.raises(ReadError) as caught:
        list(read_documents(str(path)))
    assert message in str(caught.value)


def test_a_text_longer_than_any_book_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "archive.txt"
    path.write_text("We left Rome for Pisa.\n" * 220_000, encoding="utf-8")

    with pytest.raises(
        ReadError, match=r"has 5\.1 million characters, and one map holds at most 4 million; split it"
    ):
        list(read_documents(str(path)))


def test_a_missing_file_and_a_directory_are_named(tmp_path: Path) -> None:
    for name, message in (
        (str(tmp_path / "none.txt"), "does not exist"),
        (str(tmp_path), "is a directory"),
    ):
        with pytest.raises(ReadError) as caught:
            list(read_documents(name))
        assert message in str(caught.value)
