"""The names of months and weekdays: the one home of these words, for every reader of places and of dates."""

from pathlib import Path

from places.wordlists import pairs

CALENDAR = Path(__file__).parent / "words" / "calendar.toml"


def _numbers(name: str) -> dict[str, int]:
    return {word: int(number) for word, number in pairs(CALENDAR, name).items()}


MONTH_NAMES = _numbers("months")
MONTH_SHORTS = _numbers("months_short")
WEEKDAY_NAMES = _numbers("weekdays")
WEEKDAY_SHORTS = _numbers("weekdays_short")
"""Each name, in lower case, with its number: January is 1, Monday 0; the short forms without a full stop."""


def alternatives(*names: dict[str, int]) -> str:
    """Return the names as a regular expression's alternatives, the longest first, with a capital letter."""
    every = sorted((word for part in names for word in part), key=len, reverse=True)
    return "|".join(word.capitalize() for word in every)
