"""The atlas's files: what they hold, and that nothing in a text can become a part of the page."""

import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

import storymap
from storymap.cli.atlas import atlas
from storymap.cli.console import Console
from storymap.corpus import Corpus
from storymap.corpus.atlas import site
from storymap.corpus.atlas.far import bucket_of, folded
from storymap.errors import StorymapError
from storymap.files import dump_story
from tests.storymap.corpus.letters import HAMBURG, told, write_letters

HOSTILE = "</script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("atlas") / "in"
    write_letters(folder / "first", 3)
    write_letters(folder / "second", 2, start=7)
    text = f"In 1850 {HOSTILE} sailed from Hamburg to Callao. Ὀδυσσεύς & Co."
    story = told(10, who="Odysseus", text=text)
    (folder / "second" / "x.json").write_text(dump_story(story), encoding="utf-8")
    return storymap.read_corpus(folder, folder.parent / "out", jobs=1)


def data_of(page: bytes, name: str) -> Any:
    return json.loads(re.search(f'id="{name}">(.*?)</script>', page.decode(), re.DOTALL)[1])  # type: ignore[index]


def test_every_mention_is_a_row_with_its_year_and_its_people(letters: Corpus) -> None:
    (name, page), *pages = site(letters, title="Letters", pages="text")
    data, quotes = data_of(page, "atlas-data"), data_of(page, "atlas-quotes")
    items = data["items"]

    assert name == "index.html"
    assert {len(column) for column in items.values()} == {12}
    assert data["collections"] == ["first", "second"]
    assert items["year"][:2] == [1840, 1840]
    assert {data["kinds"][kind] for kind in items["kind"]} == {"movement"}
    assert data["people"][items["people"][0][0]] == "Anna Weber"
    assert quotes[items["quote"][0]] == "In 1840 Anna Weber sailed from Hamburg to Callao."
    assert sorted(data["documents"]["page"]) == sorted(name for name, _ in pages)


def test_the_same_corpus_gives_the_same_files(letters: Corpus) -> None:
    assert list(site(letters, title="x")) == list(site(letters, title="x"))


def test_a_document_gets_its_story_page_where_there_are_few(letters: Corpus) -> None:
    pages = list(site(letters, title="x"))[1:]
    text = list(site(letters, title="x", pages="text"))[1:]

    data = data_of(next(site(letters, title="x"))[1], "atlas-data")
    anchors = {f"{data['anchor']}{step}" for step in data["items"]["mention"]}
    assert anchors == {"step-1"}
    assert b'id="step-1"' in pages[0][1]
    assert all(b'class="storymap"' in page for _, page in pages)
    assert b'<mark id="m1" title="Hamburg">Hamburg</mark>' in text[0][1]
    assert b"../index.html#document=first/letter-0000.json" in text[0][1]
    assert len(list(site(letters, title="x", pages="none"))) == 1


def test_one_collection_can_be_shown_alone(letters: Corpus) -> None:
    files = list(site(letters, title="x", only=["second"], pages="text"))

    assert data_of(files[0][1], "atlas-data")["collections"] == ["second"]
    assert len(files) == 1 + 3


class Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)


def test_a_text_stays_text(letters: Corpus) -> None:
    for _, page in site(letters, title=HOSTILE, pages="text"):
        elements = Elements()
        elements.feed(page.decode())
        assert "img" not in elements.found


def test_a_large_atlas_keeps_its_data_beside_the_page(
    letters: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    near = data_of(next(site(letters, title="x"))[1], "atlas-data")
    monkeypatch.setattr(sys.modules["storymap.corpus.atlas.site"], "MOST_MENTIONS", 5)
    files = dict(site(letters, title="x", pages="none"))

    about, items = json.loads(files["data/atlas.json"]), files["data/items.bin"]
    columns: dict[str, list[int]] = {}
    at = 0
    for name, kind, length in about["columns"]:
        column = np.frombuffer(items, {"u32": "<u4", "i32": "<i4", "u8": "<u1"}[kind], length, at)
        columns[name] = column.tolist()
        at += -(-column.nbytes // 4) * 4
    assert at == len(items)
    assert columns["year"] == near["items"]["year"]
    assert columns["place"] == near["items"]["place"]
    assert columns["peopleAt"] == list(range(13))
    assert "items" not in data_of(files["index.html"], "atlas-data")

    ends = np.frombuffer(files["data/index.bin"], "<f8").astype(int).tolist()
    quotes, words = ends[: about["quotes"] + 1], ends[about["quotes"] + 1 :]
    assert files["data/quotes.bin"][quotes[0] : quotes[1]].decode().startswith("In 1840 Anna Weber")
    bucket = bucket_of("voyage")
    listed = json.loads(files["data/words.bin"][words[bucket] : words[bucket + 1]])
    assert "voyage" not in listed  # it stands in no sentence with a place
    bucket = bucket_of("callao")
    listed = json.loads(files["data/words.bin"][words[bucket] : words[bucket + 1]])
    assert np.cumsum(listed["callao"]).tolist() == list(range(about["quotes"]))


def test_words_are_folded_as_the_page_folds_them() -> None:
    assert folded("VALPARAÍSO Straße Ὀδυσσεύς") == "valparaiso straße οδυσσευς"
    assert bucket_of("") == 0x811C9DC5 % 1024


def test_a_corpus_without_places_has_no_atlas(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("title,date,place\nLanding,1849,Qwxlberg\n")
    made = storymap.read_corpus(tmp_path / "a.csv", tmp_path / "out", jobs=1)

    with pytest.raises(StorymapError, match="names no place"):
        next(site(made, title="x"))


def test_the_command_makes_the_folder(letters: Corpus, tmp_path: Path) -> None:
    out = tmp_path / "site"
    run = CliRunner().invoke(
        atlas, [letters.folder, "-o", str(out), "--pages", "text"], obj=Console(), catch_exceptions=False
    )

    assert run.exit_code == 0, run.output
    assert len(list(out.rglob("*.html"))) == 7
    assert "<title>Out</title>" in (out / "index.html").read_text(encoding="utf-8")


def test_places_are_those_of_the_tables(letters: Corpus) -> None:
    data = data_of(next(site(letters, title="x"))[1], "atlas-data")

    assert data["places"]["id"][0] == HAMBURG.id
    assert data["places"]["lon"] == [9.99, -77.13]
