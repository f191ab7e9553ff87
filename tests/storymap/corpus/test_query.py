"""Questions to a corpus."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

import storymap
from storymap.cli.corpus import corpus
from storymap.corpus.query import ask, questions
from storymap.errors import StorymapError
from storymap.files import dump_story
from storymap.model import Day
from tests.storymap.corpus.letters import told, write_letters


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("letters")
    return storymap.read_corpus(write_letters(folder / "in", 12), folder / "out", jobs=1).folder


def asked(*arguments: str) -> list[dict[str, object]]:
    run = CliRunner().invoke(corpus, ["query", *arguments, "--to", "jsonl"], catch_exceptions=False)
    assert run.exit_code == 0, run.output
    return [json.loads(line) for line in run.stdout.splitlines()]


@pytest.mark.parametrize(
    ("name", "given", "first"),
    [
        ("who-wrote-about", {"before": "1842"}, {"document": "letter-0000.json", "mentions": 1}),
        ("travellers-per-decade", {}, {"decade": 1840, "journeys": 10, "travellers": 1}),
        ("named-together", {}, {"name": "Hamburg", "other": "Callao", "documents": 12}),
        ("places-most-named", {}, {"name": "Hamburg", "documents": 12, "first_year": 1840}),
        ("what-happened-at", {"place": "Callao"}, {"document": "letter-0000.json"}),
        ("where-was", {"person": "Anna Weber"}, {"places": ["Hamburg", "Callao"]}),
        ("routes", {}, {"start": "Hamburg", "goal": "Callao", "journeys": 12, "last_year": 1851}),
        ("events-per-year", {}, {"year": 1840, "events": 1, "documents": 1}),
        ("near", {"km": "10"}, {"document": "letter-0000.json"}),
        ("unsure", {"below": "0.95"}, {"text": "Callao", "mentions": 12}),
    ],
)
def test_a_question_that_has_a_name(
    letters: str, name: str, given: dict[str, str], first: dict[str, object]
) -> None:
    values = [word for key, value in given.items() for word in ("--set", f"{key}={value}")]

    rows = asked(letters, name, *values)

    assert first.items() <= rows[0].items()


def test_every_named_question_is_tried_above() -> None:
    tried = {case[0] for case in test_a_question_that_has_a_name.pytestmark[0].args[1]}  # type: ignore[attr-defined]
    assert tried == set(questions())


def test_any_sql_is_answered(letters: str) -> None:
    answer = ask(
        letters, "SELECT count(*) AS n FROM mentions WHERE document = $which", {"which": "letter-0003.json"}
    )

    assert answer.to_pylist() == [{"n": 2}]


@pytest.mark.parametrize(
    ("question", "given", "said"),
    [
        ("SELECT 1 FROM nowhere", (), "cannot be answered: Catalog Error"),
        ("nowhere", (), "there is no question 'nowhere'"),
        ("routes", ("--set", "place=Lima"), "routes does not ask for 'place'"),
        ("named-together", ("--set", "least=two"), "least must be a whole number"),
    ],
)
def test_a_wrong_question_is_one_line(letters: str, question: str, given: tuple[str, ...], said: str) -> None:
    with pytest.raises(StorymapError, match=said) as error:
        asked(letters, question, *given)

    assert "\n" not in str(error.value)


def test_the_answer_is_a_table_or_a_file(letters: str, tmp_path: Path) -> None:
    question = "SELECT name, documents AS n, NULL AS nothing, ['a', 'b'] AS list FROM places ORDER BY name"
    run = CliRunner().invoke(corpus, ["query", letters, question])
    assert run.stdout.splitlines()[2:] == [
        "Callao   12           a; b",
        "Hamburg  12           a; b",
        "(2 rows)",
    ]

    CliRunner().invoke(corpus, ["query", letters, question, "-o", str(tmp_path / "a.csv")])
    assert (tmp_path / "a.csv").read_text().splitlines()[1] == "Callao,12,,a; b"

    CliRunner().invoke(corpus, ["query", letters, question, "-o", str(tmp_path / "a.parquet")])
    assert (tmp_path / "a.parquet").read_bytes().startswith(b"PAR1")


def test_people_of_one_full_name_are_one_and_those_of_one_name_stay_in_their_document(tmp_path: Path) -> None:
    for number, who in enumerate(
        ["Anna Weber", "Dr. Anna Weber", "ANNA WEBER", "Anna", "Anna", "her brother"]
    ):
        (tmp_path / f"{number}.json").write_text(dump_story(told(number, who=who)), encoding="utf-8")
    made = storymap.read_corpus(tmp_path, tmp_path / "out", jobs=1)

    rows = ask(made.folder, "SELECT * FROM people ORDER BY person").to_pylist()

    assert [(row["person"], row["documents"], row["because"]) for row in rows] == [
        ("anna in 3.json", 1, "one document"),
        ("anna in 4.json", 1, "one document"),
        ("anna weber", 3, "the same full name"),
    ]
    assert rows[2]["forms"] == ["ANNA WEBER", "Anna Weber", "Dr. Anna Weber"]


def test_an_event_that_several_documents_tell_shows_all_its_tellings(tmp_path: Path) -> None:
    for name, who, day in (
        ("a", "Anna Weber", 3),
        ("b", "Anna Weber", 3),
        ("c", "Anna Weber", 4),
        ("d", "Otto", 3),
    ):
        story = told(1, who=who)
        when = replace(story.events[0].when, earliest=Day(1841, 5, day), latest=Day(1841, 5, day))
        event = replace(
            story.events[0], when=when, title=f"{who} {name} comes by night" if who == "Otto" else name
        )
        (tmp_path / f"{name}.json").write_text(dump_story(replace(story, events=(event,))), encoding="utf-8")
    made = storymap.read_corpus(tmp_path, tmp_path / "out", jobs=1)

    rows = ask(made.folder, "SELECT * FROM tellings ORDER BY document").to_pylist()

    assert [(row["document"], row["other"], row["because"]) for row in rows] == [
        ("a.json", "b.json", "day, place and person"),
        ("b.json", "a.json", "day, place and person"),
    ]


def test_an_address_is_asked_too(tmp_path: Path) -> None:
    import fsspec

    try:
        storymap.read_corpus(write_letters(tmp_path / "in", 2), "memory://asked", jobs=1)
        assert ask("memory://asked", "SELECT count(*) AS n FROM events").to_pylist() == [{"n": 2}]
    finally:
        fsspec.filesystem("memory").rm("/asked", recursive=True)
