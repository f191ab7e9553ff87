"""The table of date formats: every way of writing a time is one named pattern with a builder and an example.

To add a format, add a ``Pattern`` to the file it belongs to (or to a new file that ``TABLES`` names). Nothing
else needs to be touched: the reader tries each pattern at the words in ``first`` and keeps the longest match
whose builder does not decline. The tests read every example.
"""

import re
from functools import cache

from storymap.when.patterns.pattern import Pattern


@cache
def table() -> dict[str, tuple[tuple[Pattern, re.Pattern[str]], ...]]:
    """Return the patterns, compiled, under each word that they may begin with ("#" for figures)."""
    found: dict[str, list[tuple[Pattern, re.Pattern[str]]]] = {}
    for pattern in patterns():
        compiled = re.compile(pattern.regex, re.IGNORECASE)
        for word in pattern.first:
            found.setdefault(word, []).append((pattern, compiled))
    return {word: tuple(each) for word, each in found.items()}


def patterns() -> tuple[Pattern, ...]:
    """Return all patterns; where two match the same words the earlier one is tried first."""
    from storymap.when.patterns import (
        beside,
        clocktimes,
        counted,
        days,
        durations,
        holidays,
        lists,
        periods,
        ranges,
        references,
        stretches,
        weekdays,
        years,
    )

    dates = (ranges, lists, stretches, days, holidays, weekdays, counted, beside, periods, years)
    tables = (*dates, durations, clocktimes, references)
    return tuple(pattern for module in tables for pattern in module.PATTERNS)
