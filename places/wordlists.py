"""Word lists in TOML files: read once, and checked, so that a slip of the pen is told and not obeyed."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?(?::[\w/'-]+)?")


class WordListError(ValueError):
    """A word list cannot be used; the message names the file, the list and what to mend."""


@cache
def word_lists(path: Path) -> Mapping[str, tuple[str, ...]]:
    """Return the lists of a file by name, each in the order of the file.

    A list is a TOML string of words with blanks between them; ``word:value`` is a word with what goes with
    it (``pairs``). Words are lower case: the text's words are folded before they are looked up.

    Raises:
        WordListError: the file is no TOML, a list is empty or no text, or a word is written twice in one
            list, not in lower case, or with anything but letters, apostrophes and hyphens in it.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise WordListError(f"{path.name}: {fault}: correct the file") from None
    return MappingProxyType({name: tuple(_checked(path.name, name, text)) for name, text in tables.items()})


def word_set(path: Path, name: str) -> frozenset[str]:
    """Return one list of a file as a set."""
    return frozenset(_list(path, name))


def pairs(path: Path, name: str) -> dict[str, str]:
    """Return one list of ``word:value`` as a mapping, in the order of the file."""
    found = {}
    for item in _list(path, name):
        word, colon, value = item.partition(":")
        if not colon:
            raise WordListError(f"{path.name}: {name}: “{word}” lacks its value: write {word}:value")
        found[word] = value
    return found


def _list(path: Path, name: str) -> tuple[str, ...]:
    lists = word_lists(path)
    if name not in lists:
        raise WordListError(
            f"{path.name}: there is no list {name}: add it, or name one of {', '.join(lists)}"
        )
    return lists[name]


def _checked(file: str, name: str, text: object) -> Iterator[str]:
    if not isinstance(text, str) or not text.strip():
        raise WordListError(f"{file}: {name}: not a list of words: write words between three quotation marks")
    seen: set[str] = set()
    for item in text.split():
        word = item.partition(":")[0]
        if not _WORD.fullmatch(item) or word != word.lower():
            raise WordListError(f"{file}: {name}: “{item}” is no word in lower case: correct it")
        if word in seen:
            raise WordListError(f"{file}: {name}: “{word}” is there twice: delete one of the two")
        seen.add(word)
        yield item
