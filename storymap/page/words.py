"""The interface's words in the reader's language, and the plural rules that they need."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from storymap.page.assets import web_file, web_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language; ``direction`` is "ltr" or "rtl"."""

    language: str
    direction: str
    entries: dict[str, Any]

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of ``key`` with its values filled in; ``n`` chooses among plural forms."""
        entry = self.entries[key]
        if isinstance(entry, dict):
            number = int(str(values["n"]))
            entry = entry.get(plural_category(self.language, number)) or entry["other"]
        return str(entry).format(**values)

    def has(self, key: str) -> bool:
        """Return whether there is a text for ``key``."""
        return key in self.entries


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that the interface speaks, sorted."""
    return tuple(name.removesuffix(".json") for name in web_names("i18n"))


def words_for(language: str) -> Words:
    """Return the words for a text's language ("pt-BR" is "pt"); English where there are none."""
    code = language.replace("_", "-").split("-")[0].lower()
    return _load(code if code in languages() else "en")


@cache
def _load(code: str) -> Words:
    # Where a word was forgotten it is said in English; tests/storymap/page/test_words.py names the word.
    entries = {**json.loads(web_file("i18n/en.json")), **json.loads(web_file(f"i18n/{code}.json"))}
    return Words(language=code, direction=entries["direction"], entries=entries)


def plural_category(language: str, n: int) -> str:
    """Return the CLDR plural category of the whole number ``n`` in a language of the interface."""
    if language in ("zh", "ja", "ko"):
        return "other"
    if language == "ar":
        return _arabic(n)
    if language == "ru":
        return _russian(n)
    if language in ("fr", "pt"):
        return "one" if n in (0, 1) else "other"
    return "one" if n == 1 else "other"


def _russian(n: int) -> str:
    if n % 10 == 1 and n % 100 != 11:
        return "one"
    if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14):
        return "few"
    return "many"


def _arabic(n: int) -> str:
    if n in (0, 1, 2):
        return ("zero", "one", "two")[n]
    if 3 <= n % 100 <= 10:
        return "few"
    return "many" if n % 100 >= 11 else "other"
