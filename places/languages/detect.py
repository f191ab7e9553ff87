"""Tells what language a text is written in, by its script and by its commonest small words.

A third to a half of the words of any prose are its language's few dozen small words; in what is no prose
(names, lists) there may be none. The lists are in ``common.toml``; each word counts for a language as much as
it speaks against the others.
"""

import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import resources

UNDETERMINED = "und"
# As much of a text is looked at, from its middle on: what stands before it is titles and names.
_ENOUGH = 6000
# At least this share of the words must speak for a language, and so many of them.
_SHARE, _LEAST = 0.06, 1.0
# So many words without any small ones are no list of names any more, but a language that is not known here.
_PROSE = 40
# Letters with the signs that stand on and under them: accents, Arabic and Indian vowels.
_WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f\u064b-\u0652\u0900-\u0903\u093a-\u094f])+")
# Scripts that are one language's; the others' languages are told by words.
_SCRIPTS = {
    "HANGUL": "ko", "THAI": "th", "GREEK": "el", "HEBREW": "he", "ARMENIAN": "hy", "GEORGIAN": "ka",
    "BENGALI": "bn", "TAMIL": "ta",
}  # fmt: skip
_KANA = ("HIRAGANA", "KATAKANA")
_KANA_SHARE = 0.1
_WRITTEN = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "sr", "mk"), "CYRILLIC"),
    **dict.fromkeys(("ar", "fa", "ur"), "ARABIC"),
    **dict.fromkeys(("hi", "mr"), "DEVANAGARI"),
}


@dataclass(frozen=True, slots=True)
class Common:
    """The small words of a language, and the letters that only it writes."""

    name: str
    words: frozenset[str]
    letters: frozenset[str]


def language_of(text: str) -> str:
    """Return the ISO 639 code of a text's language; "" if it has too few words, "und" if they are none's."""
    middle = max(0, (len(text) - _ENOUGH) // 2)
    part = text[middle : middle + _ENOUGH]
    script = _script(part)
    if script in _SCRIPTS:
        return _SCRIPTS[script]
    if script in _KANA or script == "CJK":
        return _east_asian(part)
    words = [word.lower() for word in _WORD.findall(part)]
    known = {code for code in common() if _WRITTEN.get(code, "LATIN") == script}
    if not known:
        return UNDETERMINED if words else ""
    found = _weights(words, part.lower(), known)
    best = max((code for code in common() if code in known), key=found.__getitem__)  # of equals the first
    if found[best] >= max(_LEAST, _SHARE * len(words)):
        return best
    return "" if len(words) < _PROSE else UNDETERMINED


def _weights(words: list[str], text: str, known: set[str]) -> dict[str, float]:
    """Return how much speaks for each language: a word as much as few languages have it."""
    shared = Counter(word for code in known for word in common()[code].words)
    counts = Counter(words)
    return {
        code: sum(counts[word] / shared[word] for word in sorted(common()[code].words))
        + sum(text.count(letter) for letter in common()[code].letters) / 4
        for code in sorted(known)
    }


def _script(text: str) -> str:
    """Return the script of most of a text's letters, by the first word of their Unicode names."""
    counts = Counter(_script_of(c) for c in text if c.isalpha())
    return max(counts, key=lambda script: (counts[script], script), default="")


@cache
def _script_of(letter: str) -> str:
    return unicodedata.name(letter, "?").split(" ")[0].split("-")[0]


def _east_asian(text: str) -> str:
    counts = Counter(_script_of(c) for c in text if c.isalpha())
    kana = sum(counts[script] for script in _KANA)
    return "ja" if kana > _KANA_SHARE * sum(counts.values()) else "zh"


@cache
def common() -> dict[str, Common]:
    """Return what each known language is told by, by its code."""
    table = tomllib.loads(resources.files(__package__).joinpath("common.toml").read_text(encoding="utf-8"))
    return {
        code: Common(
            str(entry["name"]),
            frozenset(str(entry.get("words", "")).split()),
            frozenset(str(entry.get("letters", ""))),
        )
        for code, entry in table.items()
    }


def name_of(code: str) -> str:
    """Return a language's English name, or its code where it is none that is known."""
    own = common().get(code)
    return own.name if own else code
