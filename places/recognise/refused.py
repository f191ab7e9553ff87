"""What is no place whatever its name: a point of the compass, what a pot holds, a team, "the hacienda of".

The gazetteer has a place for nearly every word; these few constructions of English say that another thing is
meant.
"""

import re

from places.gazetteer.abbreviations import may_stand
from places.recognise.features import Span
from places.recognise.lexicon import VESSELS
from places.recognise.line import Line

_COMPASS = re.compile(r"[NS][EW]")
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "another"})
_DASHES = frozenset("-–—")


def is_refused(span: Span, text: str) -> bool:
    """Tell whether a span of the text's lines can be no place where it stands."""
    line, start, end = span.line, span.start, span.end
    if span.known.users:
        return False
    if _COMPASS.fullmatch(span.surface):
        return not may_stand(text, line.starts[start], line.ends[end - 1])
    return (
        _is_contents(line, start)
        or (end - start == 1 and not span.known.is_great and _says_a_kind(line, start))
        or _is_of_a_team(line, start, end)
    )


def _is_contents(line: Line, start: int) -> bool:
    """Tell whether the name is of what a vessel holds: a pot of Bovril, a glass of Bordeaux."""
    return start > 1 and line.lower[start - 1] == "of" and line.lower[start - 2] in VESSELS


def _says_a_kind(line: Line, i: int) -> bool:
    """Tell whether a word with an article says what the name behind it is: the Hacienda of Quintero."""
    behind = i + 2 < len(line) and line.lower[i + 1] == "of" and line.capital(i + 2)
    return behind and i > 0 and line.lower[i - 1] in _ARTICLES


def _is_of_a_team(line: Line, start: int, end: int) -> bool:
    """Tell whether the span is a part of two names behind a person's: Jan Smit (Bahrain-Merida)."""
    first = start - 2 if start > 1 and line.words[start - 1] in _DASHES else start
    last = end + 2 if end + 1 < len(line) and line.words[end] in _DASHES else end
    joined = last - first > end - start and line.starts[last - 1] - line.ends[first] <= 1
    closed = first > 1 and last < len(line) and line.words[first - 1] == "(" and line.words[last] == ")"
    return joined and closed and _is_person(line, first - 2)


def _is_person(line: Line, i: int) -> bool:
    number = line.inside[i]
    return number >= 0 and line.entities[number].label == "PERSON"
