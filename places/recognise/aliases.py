"""A short name in brackets behind the long one: "the Democratic People's Republic of Korea (DPRK)"."""

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
