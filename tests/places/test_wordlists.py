"""Word lists: what the loader returns and refuses, and that every list of the house is read by something."""

import re
from pathlib import Path

import pytest

from places.calendar_words import MONTH_NAMES, MONTH_SHORTS, WEEKDAY_NAMES, WEEKDAY_SHORTS, alternatives
from places.wordlists import WordListError, pairs, word_lists, word_set

ROOT = Path(__file__).parents[2]
FILES = sorted(file for package in ("places", "storymap") for file in (ROOT / package).rglob("words/*.toml"))


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "list.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_list_is_its_words_in_the_order_of_the_file(tmp_path: Path) -> None:
    file = written(tmp_path, 'move = """\ngo come\n  re-enter o\'er\n"""\n')

    assert word_lists(file)["move"] == ("go", "come", "re-enter", "o'er")
    assert word_set(file, "move") == {"go", "come", "re-enter", "o'er"}


def test_a_word_may_bear_a_value(tmp_path: Path) -> None:
    assert pairs(written(tmp_path, 'past = "go:went see:saw"'), "past") == {"go": "went", "see": "saw"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('move = "go come go"', "move: “go” is there twice"),
        ('past = "go:went go:goed"', "past: “go” is there twice"),
        ('move = "go Come"', "move: “Come” is no word in lower case"),
        ('move = "go co,me"', "move: “co,me” is no word"),
        ('move = ""', "move: not a list of words"),
        ("move = 3", "move: not a list of words"),
        ('move = "go"\nmove = "come"', "correct the file"),
        ('move = "go', "correct the file"),
    ],
)
def test_a_slip_of_the_pen_is_told(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(WordListError, match=re.escape(says)):
        word_lists(written(tmp_path, text))


def test_a_list_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(WordListError, match="there is no list stay"):
        word_set(written(tmp_path, 'move = "go"'), "stay")


def test_a_pair_without_its_value_is_told(tmp_path: Path) -> None:
    with pytest.raises(WordListError, match="“see” lacks its value"):
        pairs(written(tmp_path, 'past = "go:went see"'), "past")


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_list_of_the_house_is_sound_and_read_by_something(file: Path) -> None:
    rooms = "\n".join(path.read_text(encoding="utf-8") for path in file.parents[1].glob("*.py"))

    assert [name for name in word_lists(file) if f'"{name}"' not in rooms] == []


def test_months_and_weekdays_are_all_there() -> None:
    assert list(MONTH_NAMES.values()) == list(range(1, 13))
    assert list(WEEKDAY_NAMES.values()) == list(range(7))
    for names, shorts in ((MONTH_NAMES, MONTH_SHORTS), (WEEKDAY_NAMES, WEEKDAY_SHORTS)):
        for short, number in shorts.items():
            # "jany" leaves letters out of the middle, as hands of long ago did.
            assert [full for full, n in names.items() if n == number and _shortens(short, full)], short
    assert re.fullmatch(alternatives(MONTH_NAMES, MONTH_SHORTS), "Sept")


def _shortens(short: str, full: str) -> bool:
    letters = iter(full)
    return full[0] == short[0] and all(letter in letters for letter in short)
