"""A name in its case → how a gazetteer may have it: the endings of a language taken off or changed.

Each language that inflects names has a file here with its endings; what comes of it is only a guess, for a
gazetteer to confirm.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import islice, product

from places.text import key

_WORD = re.compile(r"[^\s‐–—-]+|[\s‐–—-]+")
# Of a name's guesses at most so many are asked for; of each of its words at most so many.
_MOST, _MOST_OF_WORD = 48, 8
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Endings:
    """What a language does to names: letters and spellings of old, and (ending, nominative) pairs.

    ``final`` is a letter that old spelling puts behind words.
    """

    folded: dict[int, str]
    final: str
    spellings: tuple[tuple[str, str], ...]
    pairs: tuple[tuple[str, str], ...]


def nominatives(name: str, language: str) -> Iterator[str]:
    """Yield what a name may be in the nominative, without the name itself, each once."""
    known = endings_of(language)
    seen = {name}
    for plain in dict.fromkeys((_unfolded(name, known), *_respelt(name, known))):
        words = _WORD.findall(plain)
        choices = [[word, *_of_word(word, known)] if word[0].isalpha() else [word] for word in words]
        for guess in islice(product(*choices), _MOST):
            written = "".join(guess)
            if written not in seen:
                seen.add(written)
                yield written


def _unfolded(name: str, known: Endings) -> str:
    plain = name.translate(known.folded)
    return re.sub(rf"(?<=\w)[{known.final}](?!\w)", "", plain) if known.final else plain


def _respelt(name: str, known: Endings) -> Iterator[str]:
    """Yield the name with each old spelling as it is today, by itself and all together."""
    every = name
    for old, new in known.spellings:
        for a, b in ((old, new), (old.capitalize(), new.capitalize())):
            every = every.replace(a, b)
            if a in name:
                yield name.replace(a, b)
    yield every


def _of_word(word: str, known: Endings) -> list[str]:
    """Return a word's guesses, those of the longest endings first."""
    lower = word.lower()
    found = [
        word[: len(word) - len(ending)] + (nominative.upper() if word.isupper() else nominative)
        for ending, nominative in known.pairs
        if lower.endswith(ending) and len(word) - len(ending) + len(nominative) >= _SHORTEST
    ]
    return list(dict.fromkeys(found))[:_MOST_OF_WORD]


@cache
def endings_of(language: str) -> Endings:
    """Return the endings of a language; none where it has no file."""
    path = resources.files(__package__).joinpath(f"{language}.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    pairs = [item.partition(":")[::2] for item in str(table.get("endings", "")).split()]
    folded: dict[int, str] = {}
    for old, new in (item.split(":") for item in str(table.get("fold", "")).split()):
        folded |= {ord(old): new, ord(old.upper()): new.upper()}
    longest_first = sorted(pairs, key=lambda pair: -len(pair[0]))
    spellings = [item.partition(":")[::2] for item in str(table.get("spellings", "")).split()]
    return Endings(folded, str(table.get("final", "")), _tuples(spellings), _tuples(longest_first))


@cache
def exonyms(language: str) -> dict[str, str]:
    """Return the English names of what a language calls otherwise, by the keys of its names (places.text)."""
    path = resources.files(__package__).joinpath("exonyms.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8")).get(language, {})
    return {key(name): english for english, names in table.items() for name in names.split("|")}


def _tuples(pairs: list[tuple[str, str]] | list[tuple[str, ...]]) -> tuple[tuple[str, str], ...]:
    return tuple((pair[0], pair[-1]) for pair in pairs)
