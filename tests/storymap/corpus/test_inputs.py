"""Inputs of a corpus: what is found in them, in which order, under which names."""

import bz2
import gzip
import json
import lzma
import zipfile
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from storymap.corpus.inputs import find_inputs
from storymap.corpus.model import Item, Settings
from storymap.errors import ReadError
from tests.storymap.corpus.letters import json_lines


def items(*names: Path | str, **settings: object) -> list[Item]:
    given = Settings(**settings)  # type: ignore[arg-type]
    return list(find_inputs([str(name) for name in names], settings=given).items(given))


def record(item: Item) -> dict[str, object]:
    assert item.kind == "record", item
    return json.loads(item.data)  # type: ignore[no-any-return]


def test_a_folder_is_read_by_name_with_its_first_level_as_collections(tmp_path: Path) -> None:
    for name in ("b.txt", "diary/2.txt", "diary/more/1.txt", "a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)

    found = items(tmp_path)

    assert [item.name for item in found] == ["a.txt", "b.txt", "diary/2.txt", "diary/more/1.txt"]
    assert [item.collection for item in found] == [tmp_path.name, tmp_path.name, "diary", "diary"]
    assert found[-1].place == sum(len(item.data) for item in found)


def test_what_is_no_document_is_left_out(tmp_path: Path) -> None:
    for name in (".hidden", "storymap.toml", "a.corrections.json", "~$a.docx", "a.txt", "out/part.parquet"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Lima")

    found = find_inputs([str(tmp_path)], leave_out=str(tmp_path / "out"))

    assert [leaf.name for leaf in found.leaves] == ["a.txt"]


def test_links_in_a_ring_end(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "a.txt").write_text("Lima")
    (tmp_path / "inner" / "up").symlink_to(tmp_path)

    assert [item.name for item in items(tmp_path)] == ["inner/a.txt"]


def test_a_pattern_and_a_file_may_stand_side_by_side(tmp_path: Path) -> None:
    for name in ("x/1.txt", "x/2.md", "y.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Lima")

    found = items(f"{tmp_path}/**/*.txt", tmp_path / "x" / "2.md")

    assert [Path(item.name).name for item in found] == ["1.txt", "y.txt", "2.md"]


@pytest.mark.parametrize("name", ["nowhere", "no-*-match"])
def test_an_input_that_is_not_there_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReadError, match=r"does not exist|matches no file"):
        items(tmp_path / name)


@pytest.mark.parametrize(
    ("ending", "pack"),
    [("", bytes), (".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress),
     (".zst", lambda data: pa.compress(data, "zstd", asbytes=True))],
)  # fmt: skip
def test_json_lines_plain_or_packed(tmp_path: Path, ending: str, pack: object) -> None:
    text = json_lines(
        {"id": "x", "text": "Lima", "title": "T", "collection": "diary"},
        "broken",
        {"text": "Callao"},
        {"no": 1},
    )
    (tmp_path / f"l.jsonl{ending}").write_bytes(pack(text.encode()))  # type: ignore[operator]

    first, broken, third, without = items(tmp_path / f"l.jsonl{ending}")

    assert (first.name, first.collection, record(first)) == ("x", "diary", {"text": "Lima", "title": "T"})
    assert broken.kind == "error"
    assert b"line 2: is no JSON" in broken.data
    assert third.name == f"l.jsonl{ending}#3"
    assert b"line 4: must be a JSON object with a text" in without.data


def test_a_packed_file_that_breaks_off_says_so(tmp_path: Path) -> None:
    whole = gzip.compress(json_lines(*({"text": f"Lima {n} {n * 7919}"} for n in range(2000))).encode())
    (tmp_path / "l.jsonl.gz").write_bytes(whole[: len(whole) // 2])

    found = items(tmp_path / "l.jsonl.gz")

    assert found[-1].kind == "error"
    assert len(found) > 1


def test_a_table_of_texts_is_a_document_a_row(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_text('nr;Text;Datum;Autor\n1;"Lima;\nthen home";5 May 1849;Smith\n2;;;\n', encoding="utf-8")

    one, empty = items(path)

    assert record(one) == {"text": "Lima;\nthen home", "published": "1849-05-05", "author": "Smith"}
    assert one.name == "1"
    assert b"row 3: has no text" in empty.data


def test_a_table_of_events_stays_whole(tmp_path: Path) -> None:
    (tmp_path / "e.csv").write_text("title,date,place\nLanding,1849,Lima\n")

    (found,) = items(tmp_path / "e.csv")

    assert (found.kind, found.suffix) == ("file", ".csv")


def test_columns_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text("letter,who\nLima,Smith\n")

    (found,) = items(tmp_path / "l.csv", columns={"letter": "text"})

    assert record(found)["text"] == "Lima"


def test_an_old_table_is_decoded(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_bytes(("text\n" + "Wir fuhren über Lübeck nach Köln.\n" * 9).encode("cp1252"))

    assert record(items(tmp_path / "l.csv")[0])["text"] == "Wir fuhren über Lübeck nach Köln."


def test_parquet_is_a_document_a_row(tmp_path: Path) -> None:
    table = pa.table({"id": ["a", "b"], "body": ["Lima", None], "collection": ["x", "y"], "junk": [1, 2]})
    parquet.write_table(table, tmp_path / "l.parquet")

    one, empty = items(tmp_path / "l.parquet")

    assert (one.name, one.collection, record(one)) == ("a", "x", {"text": "Lima"})
    assert empty.kind == "error"


def test_parquet_without_texts_says_what_it_has(tmp_path: Path) -> None:
    parquet.write_table(pa.table({"x1": [1]}), tmp_path / "l.parquet")

    assert b"has no column of texts (it has x1)" in items(tmp_path / "l.parquet")[0].data


def test_a_mailbox_is_a_document_a_message(tmp_path: Path) -> None:
    message = "From: a@b.org\nTo: c@d.org\nSubject: {0}\n\nFrom Lima {0}.\n\n"
    text = "".join(f"From a@b.org Tue May  1 10:00:00 2001\n{message.format(n)}" for n in range(3))
    (tmp_path / "m.mbox").write_text(text)

    found = items(tmp_path / "m.mbox")

    assert [(item.name, item.suffix) for item in found] == [(f"m.mbox#{n}", ".eml") for n in (1, 2, 3)]
    assert b"Subject: 2" in found[2].data


def test_an_archive_is_its_members_and_their_documents(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "l.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("b/one.txt", "Lima")
        archive.writestr("a.jsonl", json_lines({"text": "Callao"}, {"text": "Cuzco"}))
        archive.writestr(".hidden", "x")
        archive.writestr("bomb.txt", bytes(30_000_000))

    found = items(tmp_path / "l.zip")

    assert [item.name for item in found] == [
        "l.zip/a.jsonl#1", "l.zip/a.jsonl#2", "l.zip/b/one.txt", "l.zip/bomb.txt"
    ]  # fmt: skip
    assert [item.kind for item in found] == ["record", "record", "file", "error"]


def test_an_archive_that_is_a_document_stays_whole(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "letter.docx", "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    (tmp_path / "letter.docx").rename(tmp_path / "letter")

    assert [item.name for item in items(tmp_path / "letter")] == ["letter"]


def test_a_damaged_archive_is_an_error_and_no_end(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 nothing")
    (tmp_path / "b.txt").write_text("Lima")

    assert [item.kind for item in items(tmp_path)] == ["error", "file"]


def test_addresses_are_opened_by_fsspec() -> None:
    import fsspec

    system = fsspec.filesystem("memory")
    for name in ("/box/a/1.txt", "/box/2.txt"):
        system.makedirs(name.rpartition("/")[0], exist_ok=True)
        system.pipe_file(name, b"Lima")
    try:
        found = items("memory://box")
        few = items("memory://box/*.txt")
    finally:
        system.rm("/box", recursive=True)

    assert [(item.name, item.collection) for item in found] == [("2.txt", "box"), ("a/1.txt", "a")]
    assert [item.name for item in few] == ["2.txt"]
