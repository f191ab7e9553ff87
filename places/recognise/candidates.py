"""The spans of a line that may name a place: what a parser took for a name, and what the gazetteer knows."""

import re
from collections.abc import Iterable, Iterator

from places.recognise import lexicon
from places.recognise.features import NAME_LABELS
from places.recognise.line import MAX_TOKENS, POSSESSIVE, Line, trim, windows, within_borders
from places.recognise.names import Names

_FUNCTION_TAGS = frozenset({"DT", "IN", "PRP", "PRP$", "CC", "TO", "MD", "WP", "WRB"})
_HEADS = lexicon.LANDMARKS | lexicon.STREETS | lexicon.WATERS | lexicon.LANDS | lexicon.DIVISIONS


_SAINT = frozenset({"st", "st.", "saint", "ste", "ste."})


def candidates(line: Line, names: Names, proposals: Iterable[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Return candidate spans (first token, behind the last), trimmed, each once, in text order.

    ``proposals`` are spans that somebody else takes for places.
    """
    found = {
        *_abbreviated(line, names),
        *_with_comma(line, names),
        *_listed(line, names),
        *_saints(line, names),
    }
    given = (part for start, end in proposals for part in within_borders(line, start, end))
    for start, end in (*given, *_raw(line, names)):
        start, end = trim(line, start, end)
        if start < end and end - start <= MAX_TOKENS and not _is_no_name(line, start, end):
            found.add((start, end))
    return sorted(found)


def _raw(line: Line, names: Names) -> Iterator[tuple[int, int]]:
    for entity in line.entities:
        if entity.label in NAME_LABELS:
            yield entity.start, entity.end
            start, end = trim(line, entity.start, entity.end)
            skipped = _directions(line, start, end)
            if start < skipped < end:
                yield skipped, end
    for start, end in windows(line):
        if names.known(line.surface(start, end)).is_place:
            yield start, end
    yield from _headed(line)


def _abbreviated(line: Line, names: Names) -> Iterator[tuple[int, int]]:
    """Yield short forms with the full stop that belongs to them, which spaCy takes for a sentence's: Ont."""
    for end in range(2, len(line) + 1):
        if line.words[end - 1] == "." and line.ends[end - 2] == line.starts[end - 1]:
            for start in range(max(0, end - 3), end - 1):
                if names.known(line.surface(start, end)).kind == "abbreviation":
                    yield start, end
                    break


def _saints(line: Line, names: Names) -> Iterator[tuple[int, int]]:
    """Yield names of saints' towns, whose possessive belongs to them: St. John's."""
    for i in range(2, len(line)):
        saint = i - 2
        if (
            line.words[i] in POSSESSIVE
            and line.ends[i - 1] == line.starts[i]
            and line.lower[saint] in _SAINT
            and line.capital(saint)
            and names.known(line.surface(saint, i + 1)).is_place
        ):
            yield saint, i + 1


def _listed(line: Line, names: Names) -> Iterator[tuple[int, int]]:
    """Yield the names on the user's own lists of places, whatever their words are."""
    for start in range(len(line) if names.has_lists else 0):
        for end in range(start + 1, min(start + MAX_TOKENS, len(line)) + 1):
            if names.is_listed(line.surface(start, end), any_case=line.whispering):
                first, last = trim(line, start, end)
                if first < last:
                    yield first, last


def _with_comma(line: Line, names: Names) -> Iterator[tuple[int, int]]:
    """Yield names that have a comma in them: Washington, D.C."""
    for i in range(1, len(line) - 1):
        joins = line.words[i] == "," and line.capital(i - 1) and line.capital(i + 1)
        if joins and names.known(line.surface(i - 1, i + 2)).is_place:
            yield i - 1, i + 2


def _directions(line: Line, start: int, end: int) -> int:
    while start < end and line.lower[start] in lexicon.DIRECTIONS | {"-"}:
        start += 1
    return start


def _is_no_name(line: Line, start: int, end: int) -> bool:
    """Tell whether no word has a letter, or the only one just joins others or names a kind: of, Island."""
    word = line.lower[start]
    if end - start > 1:
        return not any(word[:1].isalpha() for word in line.words[start:end])
    return (
        not word[:1].isalpha()
        or word in _HEADS
        or word in lexicon.DIRECTIONS
        or line.tags[start] in _FUNCTION_TAGS
    )


def _headed(line: Line) -> Iterator[tuple[int, int]]:
    """Yield runs of capitalised words up to a word like County, River, Street, and numbered roads."""
    for i, word in enumerate(line.lower):
        if not line.capital(i) or line.whispering:
            continue
        if word in _HEADS:
            start = i
            while start and i - start < 4 and not line.borders[start] and _continues(line, start - 1):
                start -= 1
                if line.words[start] not in POSSESSIVE:
                    yield start, i + 1
        if word in lexicon.BEFORE_LANDS and _goes_on(line, i + 1):
            yield i, i + 2
            if _goes_on(line, i + 2):
                yield i, i + 3
        if word in lexicon.NUMBERED_ROADS:
            yield from _numbered(line, i)
    yield from _roads(line)


# A417, M1; the short names of a state's and a county's roads: KY 80, CR 2202; 14th Street.
_ROAD = re.compile(r"[ABM]\d{1,4}")
_ROAD_LETTERS = re.compile(r"[A-Z]{2,3}")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")


def _roads(line: Line) -> Iterator[tuple[int, int]]:
    for i, word in enumerate(line.words):
        if _ROAD.fullmatch(word):
            yield i, i + 1
        if i and word.isdigit() and _ROAD_LETTERS.fullmatch(line.words[i - 1]):
            yield i - 1, i + 1
        if i > 1 and word.isdigit() and line.lower[i - 1] == "road" and line.capital(i - 2):
            yield i - 2, i + 1


def _goes_on(line: Line, i: int) -> bool:
    return i < len(line) and not line.borders[i] and _continues(line, i)


def _continues(line: Line, i: int) -> bool:
    word = line.words[i]
    named = word[:1].isalpha() and line.capital(i)
    return named or word in POSSESSIVE or _ORDINAL.fullmatch(word) is not None


def _numbered(line: Line, i: int) -> Iterator[tuple[int, int]]:
    end = i + 1
    while end < len(line) and line.words[end] in {"-", "No.", "Highway", "Route", "Hwy."}:
        end += 1
    if end < len(line) and line.words[end][:1].isdigit():
        yield i, end + 1
