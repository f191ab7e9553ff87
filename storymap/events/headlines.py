"""The headlines of a story: those of its clauses, and no two alike."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from places.calendar_words import MONTH_NAMES, MONTH_SHORTS, WEEKDAY_NAMES, alternatives
from storymap.events.draft import Draft
from storymap.events.joined import Joined
from storymap.events.names import Names
from storymap.events.paragraph import Paragraph
from storymap.events.phrases import Known
from storymap.events.titles import LONGEST, headline
from storymap.model import When, Where

_DATE = re.compile(rf"\d|(?:{alternatives(MONTH_NAMES, MONTH_SHORTS, WEEKDAY_NAMES)})")


def title_of(one: Joined, paragraph: Paragraph, names: Names) -> str:
    """Return the headline of what a clause tells."""
    return headline(one.clause, Known(names, paragraph.times, paragraph.places))


def _in_place(where: Where) -> str:
    feature, name = where.place.feature, where.place.name
    if where.role in ("from", "to", "via"):
        return f"{where.role} {name}"
    inside = feature.startswith(("PPL", "PCL", "ADM", "RGN", "CONT", "PEN"))
    return f"{'in' if inside else 'on' if feature.startswith('ISL') else 'at'} {name}"


def _at_time(when: When) -> str:
    """Return the words of a time with their preposition: "in April 1853", "on 5 May", "last spring"."""
    if when.mention is None:
        return ""
    text = when.mention.text
    if not _DATE.match(text):
        return text
    return f"{'on' if when.earliest == when.latest else 'in'} {text}"


def told_apart(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the drafts; a headline that was there before says where or when, too."""
    seen: set[str] = set()
    for draft in drafts:
        title = draft.title
        when = _at_time(draft.when)
        stated = [_in_place(w) for w in draft.where if w.basis in ("stated", "patient")]
        for more in (*stated, when, draft.when.edtf or ""):
            if title not in seen:
                break
            if more and more not in draft.title and len(draft.title) + len(more) < LONGEST:
                title = f"{draft.title} {more}"
        seen.add(title)
        yield replace(draft, title=title)
