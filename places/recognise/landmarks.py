"""Named buildings, monuments, parks, bases and streets: what a gazetteer of towns does not list."""

from collections.abc import Sequence

from places.feature import is_lived_in, is_standing
from places.recognise import lexicon
from places.recognise.line import Line
from places.recognise.names import Names

_SCORE = 0.7
# A landmark that the gazetteer knows by this name of several words: a classifier that has read news of other
# towns doubts it more than it deserves.
_KNOWN_SCORE = 0.9


def landmarks(
    line: Line, places: Sequence[tuple[int, int, float]], names: Names
) -> list[tuple[int, int, float]]:
    """Return the landmarks of a line: places with a landmark's head, and named ones the classifier left out.

    A settlement or division of the gazetteer is none, whatever its name ends in: Menlo Park, Fort Worth.
    """
    found = [
        (start, end, max(score, _KNOWN_SCORE) if _is_known(line, start, end, names) else score)
        for start, end, score in places
        if _is_landmark(line, start, end, names)
    ]
    for start, end in _named(line, names):
        if not any(first < end and start < last for first, last, _ in found) and not any(
            _crosses((first, last), (start, end)) for first, last, _ in places
        ):
            found.append((start, end, _SCORE))
    return sorted(found)


def _is_known(line: Line, start: int, end: int, names: Names) -> bool:
    return end - start > 1 and is_standing(names.known(line.surface(start, end)).feature)


def _crosses(place: tuple[int, int], landmark: tuple[int, int]) -> bool:
    """Tell whether a place overlaps a landmark without lying inside it."""
    (first, last), (start, end) = place, landmark
    return first < end and start < last and not (start <= first and last <= end)


def _is_landmark(line: Line, start: int, end: int, names: Names) -> bool:
    known = names.known(line.surface(start, end))
    if known.is_place and (is_standing(known.feature) or is_lived_in(known.feature)):
        return is_standing(known.feature)
    head = line.lower[end - 1]
    numbered = line.lower[start] in lexicon.NUMBERED_ROADS and line.words[end - 1][:1].isdigit()
    return end - start > 1 and (head in lexicon.LANDMARKS | lexicon.STREETS or numbered)


def _named(line: Line, names: Names) -> list[tuple[int, int]]:
    """Return capitalised names that end in a landmark's head and stand where a place does."""
    found = []
    for i, word in enumerate(line.lower):
        if word not in lexicon.SIGHTS or not line.capital(i) or line.whispering or line.shouting:
            continue
        if _goes_on(line, i + 1):
            continue
        start = _first_of_name(line, i)
        if start < i and _stands_somewhere(line, start) and not _is_settlement(line, start, i + 1, names):
            found.append((start, i + 1))
    return found


def _goes_on(line: Line, i: int) -> bool:
    return i < len(line) and not line.borders[i] and line.capital(i) and line.words[i][:1].isalpha()


def _goes_back(line: Line, i: int) -> bool:
    return i > 0 and not line.borders[i] and line.capital(i - 1) and line.words[i - 1][:1].isalpha()


def _first_of_name(line: Line, head: int) -> int:
    start = head
    while head - start < 6 and _goes_back(line, start):
        if line.lower[start - 1] in lexicon.PERSON_TITLES or line.lower[start - 1] in lexicon.WEEKDAYS_MONTHS:
            break
        start -= 1
    if line.lower[start] in {"the", "a", "an", "this", "that"} | lexicon.LOCATIVE and start < head:
        start += 1
    return start


def _stands_somewhere(line: Line, start: int) -> bool:
    before = line.lower[start - 1] if start else ""
    if before in {"the", "a", "an"}:
        before = line.lower[start - 2] if start > 1 else ""
    label = line.entities[line.inside[start]].label if line.inside[start] >= 0 else ""
    return before in lexicon.LOCATIVE or label != "PERSON"


def _is_settlement(line: Line, start: int, end: int, names: Names) -> bool:
    known = names.known(line.surface(start, end))
    return known.is_place and is_lived_in(known.feature)
