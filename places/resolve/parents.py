"""What the words right around a name say of where it lies: "Paris, Texas", "Y's X", "X in Y".

Only the text is read, so that it works for given spans too, whether the parent is one of them or not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from places.gazetteer.base import Gazetteer
from places.model import Place

_NAME = r"(?:[^\W\d_][\w.'’-]*\s+){0,3}[^\W\d_][\w.'’-]*"
_COMMA = re.compile(rf"(?:,\s*(?:in\s+)?|\s+\()(?:the\s+)?({_NAME})")
_IN = re.compile(rf"\s+in\s+(?:the\s+)?({_NAME})")
_AFTER = re.compile(rf",?\s+(?:a|an|the)\s+(?:[\w-]+\s+){{0,3}}(?:city|town|village|suburb|port|community)\s+"
                    rf"(?:in|of|outside|near)\s+(?:the\s+)?({_NAME})")  # fmt: skip
_BEFORE_COMMA = re.compile(rf"({_NAME}),\s+(?:in\s+)?(?:the\s+)?$")
_MOST = 40
_OWNER = re.compile(rf"({_NAME})['’]s\s+(?:[a-z]+\s+){{0,3}}(?:of\s+)?$")
_ADJECTIVE = re.compile(
    r"([A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)\s+(?:[a-z-]+\s+){0,2}"
    r"(?:city|town|village|port|capital|province|region|state|island|resort|district|county|suburb)\s+(?:of\s+)?$"
)


@dataclass(frozen=True, slots=True)
class Parent:
    """Codes of divisions and countries that the words may mean as what lies around: "US.TX", "FR"."""

    how: str
    codes: frozenset[str]
    sure: bool


def parents(text: str, start: int, end: int, gazetteer: Gazetteer) -> tuple[Parent, ...]:
    """Return the parents that the text gives a name, at most one of each way of saying it."""
    found = []
    for how, words, last in _words(text, start, end):
        codes, sure = _codes(words, last, gazetteer)
        if codes:
            found.append(Parent(how, codes, sure))
    return tuple(found)


def _words(text: str, start: int, end: int) -> Iterator[tuple[str, str, bool]]:
    tail, head = text[end : end + 90], text[max(0, start - 70) : start]
    for how, pattern in (("comma", _COMMA), ("comma", _AFTER), ("in", _IN)):
        match = pattern.match(tail)
        if match:
            yield how, match.group(1), False
            break
    for how, pattern in (("owner", _OWNER), ("adjective", _ADJECTIVE)):
        match = pattern.search(head)
        if match:
            yield how, match.group(1), True


def children(text: str, start: int, gazetteer: Gazetteer) -> frozenset[str]:
    """Return the divisions and countries around the places of the name before a comma: Atlanta, *Georgia*."""
    match = _BEFORE_COMMA.search(text[max(0, start - 60) : start])
    words = match.group(1).split() if match else []
    for size in range(len(words), 0, -1):
        matches = gazetteer.matches(" ".join(words[-size:]))[:_MOST]
        if matches:
            places = [m.place for m in matches]
            return frozenset(c for p in places for c in (p.country, *p.admin_codes) if c != division_code(p))
    return frozenset()


def _codes(words: str, last: bool, gazetteer: Gazetteer) -> tuple[frozenset[str], bool]:
    """Return the divisions that the longest beginning (or ending) of the words names.

    Also whether a division is the first thing that one thinks of under the name: Texas, but not Victoria.
    """
    parts = words.split()
    for size in range(len(parts), 0, -1):
        name = " ".join(parts[-size:] if last else parts[:size])
        if not name[:1].isupper() and not words.islower():
            continue
        bare = name.rstrip(",'’")
        for spelling in dict.fromkeys((bare, bare.rstrip("."))):
            matches = gazetteer.matches(spelling)[:12]
            codes = [division_code(match.place) for match in matches]
            if any(codes):
                return frozenset(code for code in codes if code), bool(codes[0])
            if matches:
                return frozenset(), False
    return frozenset(), False


def division_code(place: Place) -> str:
    """Return the code that places inside a division or country carry: "US.TX", "FR"; "" for what is none."""
    if place.feature.startswith("ADM") and place.admin_codes:
        return place.admin_codes[-1]
    return place.country if place.feature.startswith(("PCL", "TERR")) else ""
