"""Typed access to members of JSON objects, with errors that name the path to what is wrong."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from places.untrusted import parse_json, read_bytes
from storymap.errors import StoryFileError

T = TypeVar("T")


def read_json(path: Path, what: str, most_bytes: int, read: Callable[[Any], T]) -> T:
    """Return what ``read`` makes of a JSON file of other people's; ``what`` is its name: "story file".

    Raises:
        StoryFileError: it cannot be read, is no JSON, or ``read`` refuses it; the text names the file.
    """
    try:
        data = parse_json(read_bytes(path, most_bytes).decode("utf-8-sig"))
    except OSError as error:
        raise StoryFileError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise StoryFileError(f"{path}: is not UTF-8 text, so no {what} (byte {error.start})") from error
    except ValueError as error:
        raise StoryFileError(f"{path} is no {what}: {error}") from error
    try:
        return read(data)
    except StoryFileError as error:
        raise StoryFileError(f"{path}: {error}") from error


_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Fields:
    """A JSON object and the path that leads to it from the top of the file."""

    data: Mapping[str, Any]
    path: str = ""

    def at(self, key: str) -> str:
        """Return the path of a member: ``features[3].properties.title``."""
        return f"{self.path}.{key}" if self.path else key

    def fail(self, key: str, what: str) -> StoryFileError:
        """Return the error for a member."""
        return StoryFileError(f"{self.at(key)} {what}")

    def text(self, key: str, default: str | None = None) -> str:
        """Return a string; ``default`` where it is absent or null."""
        value = self._value(key, default)
        if not isinstance(value, str):
            raise self.fail(key, f"must be a string, not {_kind(value)}")
        return value

    def optional_text(self, key: str) -> str | None:
        """Return a string or, where it is absent or null, None."""
        return None if self.data.get(key) is None else self.text(key)

    def choice(self, key: str, choices: tuple[T, ...], default: T | None = None) -> T:
        """Return one of ``choices``; ``default`` where it is absent or null."""
        value = self._value(key, default)
        for choice in choices:
            if value == choice:
                return choice
        listed = ", ".join(str(choice) for choice in choices)
        raise self.fail(key, f"must be one of {listed}, not {brief(value)}")

    def flag(self, key: str, default: bool) -> bool:
        """Return a boolean; ``default`` where it is absent or null."""
        value = self._value(key, default)
        if not isinstance(value, bool):
            raise self.fail(key, f"must be true or false, not {_kind(value)}")
        return value

    def integer(self, key: str, default: int | None = None) -> int:
        """Return an integer; ``default`` where it is absent or null."""
        value = self._value(key, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.fail(key, f"must be a whole number, not {_kind(value)}")
        return value

    def optional_integer(self, key: str) -> int | None:
        """Return an integer or, where it is absent or null, None."""
        return None if self.data.get(key) is None else self.integer(key)

    def number(self, key: str, low: float, high: float, default: float | None = None) -> float:
        """Return a finite number from ``low`` to ``high``; ``default`` where it is absent or null."""
        value = self._value(key, default)
        if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
            raise self.fail(key, f"must be a number, not {_kind(value)}")
        if not low <= value <= high:
            raise self.fail(key, f"must be from {low:g} to {high:g}, not {value:g}")
        return float(value)

    def member(self, key: str) -> "Fields":
        """Return a member that is an object."""
        value = self._value(key, None)
        if not isinstance(value, dict):
            raise self.fail(key, f"must be an object, not {_kind(value)}")
        return Fields(value, self.at(key))

    def optional_object(self, key: str) -> "Fields | None":
        """Return a member that is an object or, where it is absent or null, None."""
        return None if self.data.get(key) is None else self.member(key)

    def objects(self, key: str) -> Iterator["Fields"]:
        """Yield the objects of a list; none where it is absent or null."""
        for index, value in enumerate(self._list(key)):
            path = f"{self.at(key)}[{index}]"
            if not isinstance(value, dict):
                raise StoryFileError(f"{path} must be an object, not {_kind(value)}")
            yield Fields(value, path)

    def list_of(self, key: str, read: Callable[["Fields"], T]) -> tuple[T, ...]:
        """Return the objects of a list, each read with ``read``; none where it is absent or null."""
        return tuple(read(fields) for fields in self.objects(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of strings; none where it is absent or null."""
        values = self._list(key)
        for index, value in enumerate(values):
            if not isinstance(value, str):
                raise StoryFileError(f"{self.at(key)}[{index}] must be a string, not {_kind(value)}")
        return tuple(values)

    def numbers(self, key: str, length: int) -> tuple[float, ...] | None:
        """Return a list of exactly ``length`` finite numbers or, where it is absent or null, None."""
        if self.data.get(key) is None:
            return None
        values = self._list(key)
        good = all(
            isinstance(v, int | float) and not isinstance(v, bool) and math.isfinite(v) for v in values
        )
        if not good or len(values) != length:
            raise self.fail(key, f"must be a list of {length} numbers")
        return tuple(float(value) for value in values)

    def _value(self, key: str, default: object) -> Any:
        value = self.data.get(key)
        if value is None:
            value = default
        if value is None:
            raise self.fail(key, "is missing")
        return value

    def _list(self, key: str) -> list[Any]:
        value = self.data.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.fail(key, f"must be a list, not {_kind(value)}")
        return value


def _kind(value: object) -> str:
    names = {str: "a string", bool: "true or false", int: "a number", float: "a number", list: "a list"}
    return "an object" if isinstance(value, dict) else names.get(type(value), "null")


def brief(value: object) -> str:
    """Return a value as an error shows it: cut where it is long."""
    shown = repr(value)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
