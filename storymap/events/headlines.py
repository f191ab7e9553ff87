"""Headlines that can stand alone: with the place that only the sentences before name, and no two alike."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from places.calendar_words import MONTH_NAMES, MONTH_SHORTS, WEEKDAY_NAMES, alternatives
from storymap.events import lexicon, tree
from storymap.events.clauses import Clause
from storymap.events.draft import Draft
from storymap.events.joined import Joined
from storymap.events.names import Names
from storymap.events.paragraph import Paragraph
from storymap.events.phrases import Known
from storymap.events.titles import LONGEST, headline
from storymap.model import When, Where

_FEWEST_WORDS = 3
_DATE = re.compile(rf"\d|(?:{alternatives(MONTH_NAMES, MONTH_SHORTS, WEEKDAY_NAMES)})")


def title_of(one: Joined, where: Sequence[Where], when: When, paragraph: Paragraph, names: Names) -> str:
    """Return the headline of what a clause tells; a very short one says where or when, too."""
    title = headline(one.clause, _known(one, paragraph, names), _whereabouts(one.clause, where, paragraph))
    for more in (_in_place(where[-1]) if where else "", _at_time(when)):
        new = more.split(" ", 1)[-1].lower() not in title.lower()
        if len(title.split()) < _FEWEST_WORDS and more and new and len(title) + len(more) < LONGEST:
            title = f"{title} {more}"
    return title


def _known(one: Joined, paragraph: Paragraph, names: Names) -> Known:
    only = frozenset(t.i for t in one.clause.words) if one.part else frozenset()
    stands_for = {s.site.head.i: s.site.place.name for s in one.stops if s.site.carried}
    return Known(names, paragraph.times, paragraph.places, only, stands_for)


def _whereabouts(clause: Clause, where: Sequence[Where], paragraph: Paragraph) -> str:
    """Return "in Rome" for an event whose own words do not say where it was."""
    if len(where) != 1 or not (where[0].basis == "carried" or _is_outside(clause, where[0], paragraph)):
        return ""
    place, verb = where[0].place, tree.lemma(clause.head)
    if where[0].role == "from":
        return place.name if verb == "leave" else f"from {place.name}"
    if where[0].role != "at" or verb in lexicon.MOVE | lexicon.CARRY:
        return ""
    return _in_place(where[0])


def _is_outside(clause: Clause, where: Where, paragraph: Paragraph) -> bool:
    """Tell whether a place stands before the clause alone: "Paris, where thousands died"."""
    if (
        clause.chain != "relcl"
        or where.mention is None
        or any(t.i in paragraph.unknown for t in clause.words)
    ):
        return False
    return where.mention.start < clause.line.block.start + clause.words[0].idx


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
        for more in (*(_in_place(w) for w in draft.where), when, draft.when.edtf or ""):
            if title not in seen:
                break
            if more and more not in draft.title and len(draft.title) + len(more) < LONGEST:
                title = f"{draft.title} {more}"
        seen.add(title)
        yield replace(draft, title=title)
