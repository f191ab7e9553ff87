"""Files of other people's making, read so that a bad one is an error of one line and never a burden.

A file may be endless (a device, a pipe), larger than any memory, or JSON that is valid by the letter only:
numbers of thousands of digits, infinities, objects nested without end.
"""

import csv
import json
import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# A whole number longer than this is no year, no population and no coordinate; a float would overflow.
_MOST_DIGITS = 300
_LONG_NUMBER = re.compile(r"[0-9]{301}")
_NO_NUMBER = re.compile(r"(?<![\w\"])-?(?:NaN|Infinity)(?![\w\"])")
_HUGE_EXPONENT = re.compile(r"[0-9][eE]\+?[0-9]{3,}")


def read_bytes(path: Path, most: int) -> bytes:
    """Return the bytes of a file.

    Args:
        path: The file; a device or a pipe is read as far as it may be.
        most: How many bytes it may have.

    Raises:
        OSError: it cannot be read.
        ValueError: it has more, or its name is none.
    """
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise ValueError(f"it has more than {most / 1e6:.0f} MB, and no more is read")
    return data


@contextmanager
def longest_cell(characters: int) -> Iterator[None]:
    """Let cells of tables (``csv``) have so many characters, and afterwards as many as before.

    The limit is the whole process's: who leaves it high changes what everybody else refuses.
    """
    before = csv.field_size_limit(characters)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def parse_json(text: str) -> Any:
    """Return what a JSON text stands for, of numbers only those that a program can reckon with.

    Raises:
        ValueError: it is no JSON, is nested too deeply, or holds a number that is none or too large; the
            text says so, with the line where it can be told.
    """
    try:
        return json.loads(text, parse_int=_whole, parse_float=_finite, parse_constant=_refused)
    except json.JSONDecodeError as error:
        raise ValueError(f"line {error.lineno}: no JSON: {error.msg}") from error
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    except _NumberError as error:
        raise ValueError(f"{_line_of(text, error.looks)}{error}") from error


class _NumberError(Exception):
    """A number that cannot be taken; ``looks`` finds one like it in the text."""

    def __init__(self, what: str, looks: re.Pattern[str]) -> None:
        super().__init__(what)
        self.looks = looks


def _whole(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise _NumberError(f"a number of {len(digits)} digits", _LONG_NUMBER)
    return int(digits)


def _finite(written: str) -> float:
    number = float(written)
    if not math.isfinite(number):
        raise _NumberError("a number that is too large", _HUGE_EXPONENT)
    return number


def _refused(name: str) -> float:
    raise _NumberError(f"{name}, which is no number", _NO_NUMBER)


def _line_of(text: str, looks: re.Pattern[str]) -> str:
    found = looks.search(text)
    return f"line {text.count(chr(10), 0, found.start()) + 1}: " if found else ""
