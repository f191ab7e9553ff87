"""Places that need no classifier: a short name in brackets behind the long one, a great city after "to"."""

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
_FULL_NAME = 4
_REACHING = frozenset(
    "reached left entered visited besieged captured occupied leaving reaching entering visiting".split()
)


def is_obvious(span: Span) -> bool:
    """Tell whether a great city's name stands alone where a place must: "to Madras", "reached Calcutta".

    So does a country's full name anywhere: "the Republic of the Congo".
    """
    line, start, end = span.line, span.start, span.end
    if end - start >= _FULL_NAME and span.known.feature.startswith("PCL"):
        return True
    alone = not _is_name_part(line, start - 1) and not _is_name_part(line, end)
    return (
        span.known.population >= _GREAT
        and not span.personal
        and start > 0
        and line.lower[start - 1] in LOCATIVE | _REACHING
        and alone
        and not line.whispering
        and line.lower[start] not in ordinary_words()
    )


def _is_name_part(line: Line, i: int) -> bool:
    return 0 <= i < len(line) and (line.words[i][:1].isupper() or line.words[i] in {"-", "'s", "’s"})
