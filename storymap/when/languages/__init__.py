"""Dates in other languages than English: one grammar over classes of words, a file of words a language.

``XX.toml`` has the words of a language, ``calendar.toml`` the names of months and weekdays of all (CLDR's),
``signs.toml`` the signs of languages that write dates as figures with signs behind them. docs/languages.md
says how to add one.
"""

from storymap.when.languages.read import iter_times_in, reads_dates

__all__ = ["iter_times_in", "reads_dates"]
