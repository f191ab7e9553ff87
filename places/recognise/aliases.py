"""Places that need no classifier: a short name in brackets behind the long one, a great city after "to"."""

from places.feature import is_state
from places.recognise.features import Span, ordinary_words
from places.recognise.lexicon import LOCATIVE
from places.recognise.line import MAX_TOKENS, Line
from places.recognise.names import Names


def repeats_the_name_before(line: Line, start: int, end: int, names: Names) -> bool:
    """Tell whether a span in brackets names the same place as the words before the bracket."""
    if start < 2 or line.words[start - 1] != "(" or end == len(line) or line.words[end] != ")":
        return False
    best = names.known(line.surface(start, end)).best
    first = max(0, start - 1 - MAX_TOKENS)
    return best != "" and any(
        names.known(line.surface(i, start - 1)).best == best
        for i in range(first, start - 1)
        if line.capital(i)
    )


_GREAT = 500_000
# Verbs whose object is a place unless it is a person; LOCATIVE words and the others need a great one.
_REACHING = frozenset("reached reaching besieged besieging".split())
_VISITING = frozenset("left entered visited captured occupied leaving entering visiting".split())
_TOWN = 1_000


def is_full_name(span: Span) -> bool:
    """Tell whether a span is a country's full name: "the Republic of the Congo", "Kingdom of Spain"."""
    words = span.line.lower[span.start : span.end]
    return len(words) > 2 and "of" in words[1:] and is_state(span.known.feature)


def is_obvious(span: Span) -> bool:
    """Tell whether a great city's name stands alone where a place must: "to Madras", "reached Calcutta"."""
    line, start, end = span.line, span.start, span.end
    before = line.lower[start - 1] if start else ""
    least = _TOWN if before in _REACHING else _GREAT
    alone = not _is_name_part(line, start - 1) and not _is_name_part(line, end)
    return (
        span.known.population >= least
        and not _is_person(span, before)
        and before in LOCATIVE | _REACHING | _VISITING
        and alone
        and not line.whispering
        and line.lower[start] not in ordinary_words()
    )


def _is_person(span: Span, before: str) -> bool:
    """Tell whether spaCy takes the span for a person; of what was "reached" only if the text names one so."""
    if before not in _REACHING or "entity:is:PERSON" not in span.features:
        return span.personal
    return "doc:surname" in span.features or "doc:forename" in span.features


def _is_name_part(line: Line, i: int) -> bool:
    return 0 <= i < len(line) and (line.words[i][:1].isupper() or line.words[i] in {"-", "'s", "’s"})
