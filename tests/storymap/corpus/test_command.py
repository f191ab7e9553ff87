"""``storymap corpus`` as it is typed, and what it says while it reads."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from storymap.cli.console import Console
from storymap.cli.corpus import _line, corpus
from storymap.corpus import Progress
from storymap.corpus.extra import needed
from storymap.errors import ReadError, StorymapError
from tests.storymap.corpus.letters import write_letters


def test_the_first_word_may_be_an_input_or_a_command(tmp_path: Path) -> None:
    texts = write_letters(tmp_path / "in", 2)
    for words in ([str(texts)], ["read", str(texts)]):
        run = CliRunner().invoke(corpus, [*words, "-o", str(tmp_path / "out")], obj=Console())
        assert run.exit_code == 0
        assert "2 documents, 4 mentions of 2 places, 2 events" in run.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["letters"], "Missing option '-o'"),
        (["query"], "give a FOLDER and a question, or --list"),
        (["query", "x", "routes", "--set", "nothing"], "must be NAME=VALUE"),
    ],
)
def test_wrong_use_is_told(words: list[str], said: str) -> None:
    run = CliRunner().invoke(corpus, words, obj=Console())

    assert run.exit_code == 2
    assert said in run.stderr


def test_an_input_that_is_not_there_ends_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="nowhere does not exist"):
        CliRunner().invoke(
            corpus, ["nowhere", "-o", str(tmp_path / "out")], obj=Console(), catch_exceptions=False
        )

    assert not (tmp_path / "out").exists()


def test_progress_says_speed_and_time_left() -> None:
    half = Progress(found=500, read=400, known=100, place=500, total=1000, seconds=100.0)
    begun = Progress(found=1, read=0, known=1, place=0, total=0, seconds=0.0)

    assert _line(half) == "400 read, 4.0 a second, 100 known, 1 min 40 s left"
    assert _line(begun) == "0 read, 0.0 a second, 1 known"


def test_what_is_not_installed_is_told_with_its_extra() -> None:
    with pytest.raises(StorymapError, match=r"this needs nobody: pip install 'geostorymap\[corpus\]'"):
        needed("nobody.at_all")
