"""Dates of a text, as precise or as vague as the text has them: EDTF, first and last possible day.

What to call:

    times(document, mode=None)    → tuple[Time, ...], every temporal expression in text order
    times_between(times, a, b)    → those that begin in text[a:b], by binary search
    iter_times(document)          → the same as times, one by one
    published(document)           → (date, how it is known) | None: the text's own date
    detect_mode(text, published)  → "news" | "narrative"
    sort_key(when)                → the day to sort by, None if unknown

``Time.when`` is a ``storymap.model.When`` with the preposition taken in ("before 1812" → ../1811, "since
1990" → 1990/..), ``Time.date`` the date by itself. Only ``type == "date"`` with ``when.known`` can date an
event. The rules are tables of named patterns in ``storymap.when.patterns``: docs/dates.md says how to add
one.
"""

from storymap.when.mode import detect_mode
from storymap.when.model import Mode, Relation, Time, TimeType
from storymap.when.order import sort_key
from storymap.when.published import published
from storymap.when.read import iter_times, times, times_between

__all__ = [
    "Mode",
    "Relation",
    "Time",
    "TimeType",
    "detect_mode",
    "iter_times",
    "published",
    "sort_key",
    "times",
    "times_between",
]
