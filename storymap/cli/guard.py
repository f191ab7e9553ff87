"""The user's own files: what a command writes is held against all that it reads, before anything is read.

Files are compared by what they are, not by their names: links and other spellings lead to the same one.
"""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, TypeVar

import click

from storymap.errors import WriteError

Command = TypeVar("Command", bound=Callable[..., Any])

# One of these stands in everything that we write, near its beginning or its end.
MARKS = (b"storymap", b'"mentions": [', b"line  text", b"SQLite format 3")
_LOOKED_AT = 65_536
# What is written to these is nobody's file.
_STREAMS = frozenset({os.devnull, "/dev/stdout", "/dev/stderr"})


def force_option(command: Command) -> Command:
    """Give a command ``--force``, which writes over files that storymap has not written itself."""
    return click.option(
        "--force", is_flag=True, help="Write over a file even if storymap has not written it."
    )(command)


def guard(
    outputs: Iterable[Path | None], inputs: Iterable[str | Path | None], *, force: bool = False
) -> None:
    """Refuse to write over what is read, twice to one file, or over what is no plain file.

    A file that is there already and bears no mark of ours is asked about at a terminal, and elsewhere left
    alone unless ``force`` is given. None and "-" are passed over.

    Raises:
        WriteError: says which file, and what to do.
    """
    written = [path for path in outputs if path is not None and str(path) not in _STREAMS]
    read = [Path(name) for name in inputs if name is not None and str(name) != "-" and not _is_address(name)]
    for path in written:
        _check_kind(path)
        for other in read:
            if _is_same(path, other):
                raise WriteError(f"{path} would be written over, and it is read from; choose another name")
    for path, other in combinations(written, 2):
        if _is_same(path, other):
            raise WriteError(f"{path} and {other} are one file; give each result a name of its own")
    if not force:
        _spare([path for path in written if path.exists() and not _is_ours(path)])


def _is_address(name: str | Path) -> bool:
    return isinstance(name, str) and name.startswith(("http://", "https://"))


def _check_kind(path: Path) -> None:
    try:
        path.resolve()
        special = path.exists() and not path.is_file() and not path.is_dir()
    except (OSError, RuntimeError, ValueError) as error:  # links in a circle, a name too long
        raise WriteError(f"{path} cannot be written: {error}") from error
    if special:
        raise WriteError(f"{path} is no plain file; name another one, or leave it out for standard output")


def _is_same(one: Path, other: Path) -> bool:
    try:
        if one.exists() and other.exists():
            return one.samefile(other)
        return one.resolve() == other.resolve()
    except (OSError, RuntimeError, ValueError):
        return False  # what cannot be looked at is not read either: the reader will say so


def _is_ours(path: Path) -> bool:
    """Tell whether a file bears a mark of ours; an empty one and a folder are nobody's to lose."""
    if path.is_dir():
        return True
    try:
        with path.open("rb") as file:
            head = file.read(_LOOKED_AT)
            file.seek(max(0, path.stat().st_size - _LOOKED_AT))
            return not head or any(mark in part for part in (head, file.read()) for mark in MARKS)
    except OSError:
        return True  # the writer will say what is wrong with it


def _spare(paths: Sequence[Path]) -> None:
    for path in paths:
        asked = sys.stdin.isatty() and sys.stderr.isatty()
        if not (asked and click.confirm(f"{path} was not written by storymap. Write over it?", err=True)):
            raise WriteError(f"{path} is there and was not written by storymap; --force writes over it")
