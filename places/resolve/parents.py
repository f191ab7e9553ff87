"""The divisions and countries that the words right around a name put it in, as codes.

Which words those are, ``places.clues`` reads; here the gazetteer says what they mean.
"""

from dataclasses import dataclass

from places import clues
from places.feature import is_country, is_division
from places.gazetteer.base import Gazetteer
from places.model import Bounds, Place
from places.text import key

_MOST = 40


@dataclass(frozen=True, slots=True)
class Parent:
    """Codes of divisions and countries that the words may mean as what lies around: "US.TX", "FR".

    ``bounds`` are those of the one that the words mean above all, where it is known how far it reaches.
    """

    how: clues.How
    codes: frozenset[str]
    sure: bool
    bounds: Bounds | None = None


def parents(text: str, start: int, end: int, gazetteer: Gazetteer) -> tuple[Parent, ...]:
    """Return the parents that the text gives a name, at most one of each way of saying it."""
    found = []
    for clue in clues.outer(text, start, end):
        if key(clue.words).startswith(key(text[start:end])) and not clue.last:
            continue  # "Université de Lyon, Lyon, France": the same again
        codes, sure, bounds = _codes(clue.words, clue.last, gazetteer)
        if codes and (sure or clue.how != "beside"):
            found.append(Parent(clue.how, codes, sure, bounds))
    return tuple(found)


def children(text: str, start: int, gazetteer: Gazetteer) -> frozenset[str]:
    """Return the divisions and countries around the places of the name before a comma: Atlanta, *Georgia*."""
    words = clues.inner(text, start).split()
    for size in range(len(words), 0, -1):
        matches = gazetteer.matches(" ".join(words[-size:]))[:_MOST]
        if matches:
            places = [m.place for m in matches]
            return frozenset(c for p in places for c in (p.country, *p.admin_codes) if c != division_code(p))
    return frozenset()


def _codes(words: str, last: bool, gazetteer: Gazetteer) -> tuple[frozenset[str], bool, Bounds | None]:
    """Return the divisions that the longest beginning (or ending) of the words names.

    Also whether a division is the first thing that one thinks of under the name: Texas, but not Victoria; and
    how far that one reaches.
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
                return frozenset(code for code in codes if code), bool(codes[0]), matches[0].place.bounds
            if matches:
                return frozenset(), False, None
    return frozenset(), False, None


def names_a_parent(words: str, gazetteer: Gazetteer) -> bool:
    """Tell whether all of the words are what one first thinks of as a country or division: UK, New Mexico."""
    matches = gazetteer.matches(words)
    # "Island" is what others call Iceland, "Holland" what many call the Netherlands: such names do not tell.
    known = bool(matches) and matches[0].kind in ("primary", "abbreviation")
    return known and bool(division_code(matches[0].place))


def division_code(place: Place) -> str:
    """Return the code that places inside a division or country carry: "US.TX", "FR"; "" for what is none."""
    if is_division(place.feature) and place.admin_codes:
        return place.admin_codes[-1]
    return place.country if is_country(place.feature) else ""
