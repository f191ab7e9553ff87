"""Other people's files: what is too much, too deep or no number is an error that says where."""

import csv
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.untrusted import longest_cell, parse_json, read_bytes

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(_VALUES)
def test_ordinary_json_is_read_as_it_was_written(value: object) -> None:
    assert parse_json(json.dumps(value)) == value


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"a": 1,\n"b": ' + "9" * 5000 + "}", "line 2: a number of 5000 digits"),
        ('{"lat":\n\n1e400}', "line 3: a number that is too large"),
        ('{"NaN": 1,\n"lat": NaN}', "line 2: NaN, which is no number"),
        ("[-Infinity]", "line 1: -Infinity, which is no number"),
        ("[" * 100_000, "nested too deeply"),
        ("{", "line 1: no JSON"),
    ],
)
def test_what_no_program_can_reckon_with_is_refused_with_its_line(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse_json(text)


def test_an_endless_file_is_read_no_further_than_it_may_be() -> None:
    with pytest.raises(ValueError, match="more than 2 MB"):
        read_bytes(Path("/dev/zero"), 2_000_000)


def test_a_file_of_just_the_size_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(os.urandom(100))
    assert read_bytes(path, 100) == path.read_bytes()


def test_the_limit_of_a_cell_is_left_as_it_was_found() -> None:
    before = csv.field_size_limit()
    with longest_cell(before + 1):
        assert csv.field_size_limit() == before + 1

    assert csv.field_size_limit() == before
