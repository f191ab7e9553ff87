"""The words of a language's dates, as its file has them, made into parts of regular expressions."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import cast

from storymap.when.partial import Grain

_FILES = resources.files(__package__)
CALENDAR = "calendar.toml"


class DateWordsError(ValueError):
    """A file of words cannot be used; the message says what to mend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWords:
    """What a language's dates are made of: numbers by words, and the phrases of its file by their names."""

    months: Mapping[str, int]
    months_short: Mapping[str, int]
    weekdays: Mapping[str, int]
    day_words: Mapping[str, int]
    seasons: Mapping[str, int]
    numbers: Mapping[str, int]
    units: Mapping[str, Grain]
    phrases: Mapping[str, str]

    def phrase(self, name: str) -> str:
        """Return a phrase of the file as a regular expression; one that never matches where it has none.

        A blank is any white space; D, N and U stand for a day's figures, a number and a unit.
        """
        text = self.phrases.get(name, "")
        if not text:
            return r"(?!)"
        for letter, words in (
            ("N", rf"\d{{1,3}}|{any_of(self.numbers)}"),
            ("U", any_of(self.units)),
            ("D", r"\d{1,2}"),
        ):
            text = re.sub(rf"(?<=>){letter}(?=\))", lambda _: words, text)  # noqa: B023 - used at once
        return text.replace(" ?", r"\s?").replace(" ", r"\s+")


def any_of(words: Mapping[str, object]) -> str:
    """Return words as alternatives, the longest first; one that never matches where there are none."""
    every = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("_", r"\s+") for word in every) or r"(?!)"


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a file of words, sorted."""
    names = (entry.name for entry in _FILES.iterdir())
    return tuple(sorted(n.removesuffix(".toml") for n in names if re.fullmatch(r"[a-z]{2,3}\.toml", n)))


@cache
def words_of(language: str) -> DateWords:
    """Return the words of a language; one without a file has its months and weekdays alone.

    Raises:
        DateWordsError: its file has a word without its meaning, or a phrase that is no regular expression.
    """
    calendar = tomllib.loads(_FILES.joinpath(CALENDAR).read_text(encoding="utf-8")).get(language, {})
    own = _own(language)
    phrases = {name: text for name, text in own.items() if name not in _LISTS}
    months = {**_numbers(calendar.get("months", "")), **_numbers(own.get("months_more", ""))}
    found = DateWords(
        months=months,
        months_short={w: n for w, n in _numbers(calendar.get("months_short", "")).items() if w not in months},
        weekdays={**_numbers(calendar.get("weekdays", "")), **_numbers(own.get("weekdays_more", ""))},
        day_words=_numbers(own.get("day_words", "")),
        seasons=_numbers(own.get("seasons", "")),
        numbers=_numbers(own.get("numbers", "")),
        units={word: cast("Grain", unit) for word, unit in _pairs(own.get("units", ""))},
        phrases=MappingProxyType(phrases),
    )
    for name in phrases:
        try:
            re.compile(found.phrase(name))
        except re.error as fault:
            raise DateWordsError(f"{language}.toml: {name}: {fault}: correct the expression") from None
    return found


_LISTS = frozenset({"months_more", "weekdays_more", "day_words", "seasons", "numbers", "units"})


def _own(language: str) -> dict[str, str]:
    path = _FILES.joinpath(f"{language}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _pairs(text: str) -> list[tuple[str, str]]:
    pairs = [item.rpartition(":") for item in text.split()]
    wrong = next((value for word, colon, value in pairs if not colon or not word), None)
    if wrong is not None:
        raise DateWordsError(f"“{wrong}” lacks its meaning: write word:meaning")
    return [(word, value) for word, _, value in pairs]


def _numbers(text: str) -> dict[str, int]:
    return {word: int(number) for word, number in _pairs(text)}
