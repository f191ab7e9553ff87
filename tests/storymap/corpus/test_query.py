"""Questions to a corpus."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import storymap
from storymap.cli.corpus import corpus
from storymap.corpus.query import ask, questions
from storymap.errors import StorymapError
from tests.storymap.corpus.letters import write_letters


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


def test_an_address_is_asked_too(tmp_path: Path) -> None:
    import fsspec

    try:
        storymap.read_corpus(write_letters(tmp_path / "in", 2), "memory://asked", jobs=1)
        assert ask("memory://asked", "SELECT count(*) AS n FROM events").to_pylist() == [{"n": 2}]
    finally:
        fsspec.filesystem("memory").rm("/asked", recursive=True)
