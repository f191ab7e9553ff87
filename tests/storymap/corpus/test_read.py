"""A corpus is the same whoever reads it, however often it was ended, and whatever was read before."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import geopandas
import pyarrow as pa
import pytest

import storymap
from storymap.corpus import Corpus, Progress, read_arrow
from storymap.corpus import read as reading
from storymap.errors import ReadError
from storymap.files import dump_story, story_from_dict
from tests.storymap.corpus.letters import json_lines, tables_in, told, write_letters


@pytest.fixture
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_MOST_ITEMS", 4)


def test_texts_become_tables(tmp_path: Path) -> None:
    texts = tmp_path / "in"
    texts.mkdir()
    (texts / "a.txt").write_text(
        "A letter\n\nWe sailed from Valparaíso on 3 May 1849 and reached Callao on the 12th.\n",
        encoding="utf-8",
    )
    (texts / "b.jsonl").write_text(
        json_lines({"id": "x", "text": "Nobody went to Qwxlberg.", "author": "N"}, "?")
    )
    (texts / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))

    made = storymap.read_corpus(texts, tmp_path / "out", jobs=1)

    documents = made.table("documents").to_pylist()
    assert [(row["document"], row["title"], row["author"]) for row in documents] == [
        ("a.txt", "A letter", ""), ("x", "X", "N")
    ]  # fmt: skip
    places = {row["text"]: row for row in made.table("mentions").to_pylist()}
    assert places["Callao"]["country"] == "PE"
    assert (
        places["Callao"]["quote"] == "We sailed from Valparaíso on 3 May 1849 and reached Callao on the 12th."
    )
    first, second = made.table("events").to_pylist()
    assert (first["year"], first["kind"], second["names"], second["edtf"]) == (
        1849, "movement", ["Callao"], "1849-05-12"
    )  # fmt: skip
    assert [row["document"] for row in made.table("errors").to_pylist()] == ["b.jsonl#2", "bad.png"]
    assert "which is not read" in made.table("errors").to_pylist()[1]["error"]
    assert made.rows() == {name: made.table(name).num_rows for name in made.rows()}


def test_stories_come_back_whole(tmp_path: Path) -> None:
    story = told(3, text="In 1843 Anna Weber sailed from Hamburg to Callao. “Strange ☃ 𝒳.”")
    (tmp_path / "one.json").write_text(dump_story(story), encoding="utf-8")

    made = storymap.read_corpus(tmp_path / "one.json", tmp_path / "out", jobs=1)

    ((name, back),) = made.stories()
    expected = story_from_dict(story.to_geojson())
    assert name == "one.json"
    assert back.events == expected.events
    assert back.places == expected.places
    assert back.document.text == story.document.text


def test_tables_are_geoparquet(tmp_path: Path) -> None:
    made = storymap.read_corpus(write_letters(tmp_path / "in", 2), tmp_path / "out", jobs=1)

    places, mentions, events = (
        geopandas.read_parquet(Path(made.folder) / name) for name in ("places", "mentions", "events")
    )

    assert [(p.x, p.y) for p in places.geometry] == [(9.99, 53.55), (-77.13, -12.05)]
    assert places.crs == "OGC:CRS84"
    assert len(mentions) == 4
    assert set(events.geometry.geom_type) == {"LineString"}


def test_a_place_is_one_place_in_all_documents(tmp_path: Path) -> None:
    made = storymap.read_corpus(write_letters(tmp_path / "in", 5), tmp_path / "out", jobs=1)

    hamburg, callao = sorted(made.table("places").to_pylist(), key=lambda row: row["place"])

    assert (callao["name"], callao["documents"], callao["mentions"], callao["events"]) == ("Callao", 5, 5, 5)
    assert (hamburg["first_year"], hamburg["last_year"]) == (1840, 1844)


def test_the_same_document_twice_is_read_once(tmp_path: Path) -> None:
    texts = write_letters(tmp_path / "in", 2)
    (texts / "a-copy.json").write_bytes((texts / "letter-0001.json").read_bytes())

    made = storymap.read_corpus(texts, tmp_path / "out", jobs=1)

    rows = {row["document"]: row for row in made.table("documents").to_pylist()}
    assert rows["letter-0001.json"]["same_as"] == "a-copy.json"
    assert rows["letter-0001.json"]["text"] is None
    assert made.rows()["mentions"] == 4


def test_what_no_encoding_knows_is_a_question_mark(tmp_path: Path) -> None:
    texts = tmp_path / "in"
    texts.mkdir()
    Path(os.fsdecode(os.fsencode(texts) + b"/l\xfcbeck.txt")).write_text("Nobody was there.")
    lone = "\ud800"
    row = {
        "id": f"a{lone}",
        "title": f"T{lone}",
        "author": lone,
        "text": f"Nobody {lone} came.",
        "source": lone,
    }
    line = json.dumps(row)
    (texts / "a.jsonl").write_text(line)

    made = storymap.read_corpus(texts, tmp_path / "out", jobs=1)

    rows = made.table("documents").to_pylist()
    assert [row["document"] for row in rows] == ["a?", "l?beck.txt"]
    assert (rows[0]["title"], rows[0]["author"], rows[0]["text"]) == ("T?", "?", "Nobody ? came.")
    assert len(list(made.stories())) == 2


def test_a_name_that_comes_twice_gets_a_number(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        json_lines({"id": "7", "text": "Lima."}, {"id": "7", "text": "Callao."})
    )

    made = storymap.read_corpus(tmp_path / "a.jsonl", tmp_path / "out", jobs=1)

    assert made.table("documents")["document"].to_pylist() == ["7", "7~2"]


def test_several_processes_give_the_same_bytes(tmp_path: Path, small_shards: None) -> None:
    texts = write_letters(tmp_path / "in", 18)
    (texts / "letter-0007.json").write_text("{")

    storymap.read_corpus(texts, tmp_path / "one", jobs=1)
    storymap.read_corpus(texts, tmp_path / "two", jobs=2)

    assert tables_in(tmp_path / "one") == tables_in(tmp_path / "two")
    assert len(list((tmp_path / "two" / "work").rglob("*.parquet"))) == 5


def test_a_grown_folder_reads_only_what_is_new(tmp_path: Path, small_shards: None) -> None:
    texts = write_letters(tmp_path / "in", 6, start=4)
    storymap.read_corpus(texts, tmp_path / "grown", jobs=1)
    write_letters(texts, 4)
    (texts / "letter-0008.json").unlink()
    told_of: list[Progress] = []

    storymap.read_corpus(texts, tmp_path / "grown", jobs=1, progress=told_of.append)
    storymap.read_corpus(texts, tmp_path / "fresh", jobs=1)

    assert told_of[-1].read == 4
    assert tables_in(tmp_path / "grown") == tables_in(tmp_path / "fresh")


def test_other_settings_are_read_anew(tmp_path: Path) -> None:
    texts = write_letters(tmp_path / "in", 1)
    storymap.read_corpus(texts, tmp_path / "out", jobs=1)
    told_of: list[Progress] = []

    from storymap.corpus import Settings

    given = Settings(countries=("PE",))
    storymap.read_corpus(texts, tmp_path / "out", jobs=1, settings=given, progress=told_of.append)

    assert told_of[-1].read == 1


def test_a_damaged_shard_is_read_again(tmp_path: Path) -> None:
    texts = write_letters(tmp_path / "in", 2)
    storymap.read_corpus(texts, tmp_path / "out", jobs=1)
    before = tables_in(tmp_path / "out")
    (shard,) = (tmp_path / "out" / "work").rglob("*.parquet")
    shard.write_bytes(shard.read_bytes()[:100])

    storymap.read_corpus(texts, tmp_path / "out", jobs=1)

    assert tables_in(tmp_path / "out") == before


def test_partitions_are_in_order_and_old_ones_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from storymap.corpus import partitions

    monkeypatch.setattr(partitions, "MOST_DOCUMENTS", 2)
    texts = write_letters(tmp_path / "in", 5)
    made = storymap.read_corpus(texts, tmp_path / "out", jobs=1)
    assert len(made.parts("documents")) == 3
    assert made.table("documents")["document"].to_pylist() == [f"letter-{n:04d}.json" for n in range(5)]
    assert made.table("places")["documents"].to_pylist() == [5, 5]

    monkeypatch.undo()
    made = storymap.read_corpus(texts, tmp_path / "out", jobs=1)

    assert len(made.parts("documents")) == 1


def test_a_killed_run_goes_on_to_the_same_bytes(tmp_path: Path) -> None:
    texts = write_letters(tmp_path / "in", 60)
    storymap.read_corpus(texts, tmp_path / "whole", jobs=1)
    command = [sys.executable, "-c", _RUN, str(texts), str(tmp_path / "killed")]
    kills = 0
    for _ in range(2):
        run = subprocess.Popen(command, env={**os.environ, "OMP_NUM_THREADS": "1"})
        shards = len(list((tmp_path / "killed").rglob("work/*/*.parquet")))
        while run.poll() is None and len(list((tmp_path / "killed").rglob("work/*/*.parquet"))) < shards + 4:
            time.sleep(0.005)
        kills += run.poll() is None
        run.send_signal(signal.SIGKILL)
        run.wait()

    subprocess.run(command, check=True)

    assert kills >= 1
    assert tables_in(tmp_path / "killed") == tables_in(tmp_path / "whole")


_RUN = """
import sys
from storymap.corpus import read
read._MOST_ITEMS = 1
read.read_corpus(sys.argv[1], sys.argv[2], jobs=1)
"""


def test_what_ends_the_process_is_a_row_of_errors(tmp_path: Path, small_shards: None) -> None:
    texts = write_letters(tmp_path / "in", 6)
    (texts / "letter-0003.json").write_text("end")
    run = subprocess.run(
        [sys.executable, "-c", _DEADLY, str(texts), str(tmp_path / "out")],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parent,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([*sys.path, str(tmp_path)])},
    )
    assert run.returncode == 0, run.stderr

    made = Corpus(str(tmp_path / "out"))

    assert made.rows()["documents"] == 5
    (row,) = made.table("errors").to_pylist()
    assert row["document"] == "letter-0003.json"
    assert "ended the process" in row["error"]


# A reader of another package that ends its process: the worker of a pool imports this module to unpickle it.
_DEADLY = """
import sys
from pathlib import Path
Path(sys.argv[2]).parent.joinpath("deadly.py").write_text('''
import os
from storymap.corpus.batch import read_shard as real
def read_shard(items, settings):
    if any(item.data == b"end" for item in items):
        os._exit(9)
    return real(items, settings)
''')
import deadly
from storymap.corpus import read, workers
read._MOST_ITEMS = 4
workers._MOST_DEATHS = 1
workers.read_shard = deadly.read_shard
read.read_corpus(sys.argv[1], sys.argv[2], jobs=2)
"""


def test_an_address_holds_a_corpus(tmp_path: Path) -> None:
    import fsspec

    system = fsspec.filesystem("memory")
    texts = write_letters(tmp_path / "in", 3)
    storymap.read_corpus(texts, tmp_path / "out", jobs=1)
    try:
        made = storymap.read_corpus(texts, "memory://corpus", jobs=1)
        again = storymap.read_corpus(texts, "memory://corpus", jobs=1)
        stored = {
            path.removeprefix("/corpus/"): system.cat_file(path)
            for path in system.find("/corpus")
            if "work" not in path.split("/")
        }
        rows = made.rows()
    finally:
        system.rm("/corpus", recursive=True)

    assert made == again
    assert rows["documents"] == 3
    assert stored == tables_in(tmp_path / "out")


def test_a_folder_without_a_corpus_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="holds no corpus"):
        Corpus(str(tmp_path)).rows()


def test_a_batch_of_arrow_becomes_tables_of_arrow() -> None:
    story = json.loads(dump_story(told(1)))
    batch = pa.record_batch({"id": ["one", "two"], "text": [story["document"]["text"], " "]})

    tables = read_arrow(batch)

    assert tables.documents["document"].to_pylist() == ["one"]
    assert set(tables.mentions["text"].to_pylist()) == {"Hamburg", "Callao"}
    assert tables.errors["document"].to_pylist() == ["two"]
