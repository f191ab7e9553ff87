"""Two names that a reader of spans took for one, because no comma parts them: "London UK", "Austin TX".

The second has to be what one first thinks of as a country or a state, and a place of the first name has to
lie in it; a name that a gazetteer has as it stands (New Mexico, Mexico City) is never parted.
"""

from places.feature import is_country, is_first_level
from places.recognise.line import Line
from places.recognise.names import Names

_MOST_WORDS = 3


def parted(line: Line, start: int, end: int, names: Names) -> list[tuple[int, int]]:
    """Return the span, or the spans of the name and of the country or state behind it."""
    if end - start < 2 or names.known(line.surface(start, end)).is_place:
        return [(start, end)]
    for size in range(min(_MOST_WORDS, end - start - 1), 0, -1):
        middle = end - size
        if line.capital(middle) and _holds(line.surface(start, middle), line.surface(middle, end), names):
            return [(start, middle), (middle, end)]
    return [(start, end)]


def _holds(part: str, holder: str, names: Names) -> bool:
    known = names.known(holder)
    # "Island" is what others call Iceland, "Holland" what many call the Netherlands: such names do not tell.
    tells = known.kind in ("primary", "abbreviation")
    tells = tells and (is_country(known.feature) or is_first_level(known.feature))
    return tells and names.holds(holder, part)
