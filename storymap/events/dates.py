"""Which clause a time belongs to: the first event above it in the parse."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from places.syntax import Block
from storymap.events import lexicon, tree
from storymap.model import When
from storymap.when.model import Time

if TYPE_CHECKING:
    from spacy.tokens import Token


_FAR = 2  # steps: "on Wednesday" of a port that a strike closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time in the parse: ``first`` to ``last`` are positions of tokens, ``head`` is its syntactic head."""

    time: Time
    head: "Token"
    first: int
    last: int

    @property
    def when(self) -> When:
        """The date as the text bounds it; "before noon" is still that day."""
        return self.time.date if is_hour(self.time) else self.time.when


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """A time in a clause: ``owner`` is the position of its head; a weak one yields to any other.

    ``steps`` is how far above the time the head stands in the parse.
    """

    moment: Moment
    owner: int
    strong: bool
    steps: int = 0


def is_hour(time: Time) -> bool:
    """Tell whether it is a time of day ("at noon"): it says no day by itself."""
    return "T" in time.value


def is_shift(moment: Moment) -> bool:
    """Tell whether a time without a date moves the story on: "two years later", "after a while"."""
    doc = moment.head.doc
    before = doc[moment.first - 1].lower_ if moment.first else ""
    behind = doc[moment.last + 1].lower_ if moment.last + 1 < len(doc) else ""
    said = doc[moment.first : moment.last + 1].text.lower()
    return before in ("after", "within") or behind in ("later", "after", "afterwards") or "later" in said


def read_moments(block: Block, times: Sequence[Time], *, known: bool = True) -> list[Moment]:
    """Return the times of a paragraph that have a date, or those that have none ("two years")."""
    moments, end = [], block.end
    first = bisect_left(times, block.start, key=lambda t: t.span.start)
    for time in (times[n] for n in range(first, len(times))):
        if time.span.start >= end:
            break
        if time.when.known != known:
            continue
        words = block.doc.char_span(
            time.span.start - block.start, time.span.end - block.start, alignment_mode="expand"
        )
        if words is not None:
            moments.append(Moment(time=time, head=words.root, first=words.start, last=words.end - 1))
    return moments


def attach_time(moment: Moment, heads: Mapping[int, bool]) -> Dating | None:
    """Return the clause that a time dates, None where it dates a noun that is no event."""
    token, strong, steps = moment.head, not moment.time.aside, 0
    while True:
        if token.i in heads:
            return Dating(moment=moment, owner=token.i, strong=strong, steps=steps)
        steps += 1
        above = token.head
        if above.i == token.i:
            return None
        if (
            above.pos_ == "PROPN"
            and above.dep_ == "pobj"
            and above.head.lower_ in ("after", "before", "since")
        ):
            return None  # "her third title after Leeds in 2017"
        if above.pos_ in ("NOUN", "PROPN") and not moment.first <= above.i <= moment.last:
            lemma = tree.lemma(above)
            if lemma in lexicon.COMMEMORATION:
                return None
            # "the War of 1812", "Parliament House (1880)": the year is part of the name or an aside.
            if token.dep_ in ("nummod", "compound", "poss") or (
                token.lower_ == "of" and lemma not in lexicon.EVENTFUL
            ):
                strong = False
            if above.pos_ == "PROPN" and token.dep_ in ("appos", "nummod") and above.i not in heads:
                strong = False
        token = above


def dates_something(moment: Moment) -> bool:
    """Tell whether a time can date an event: that of "the anniversary of 1945" cannot."""
    token = moment.head
    while token.head.i != token.i and not tree.is_verb(token.head):
        above = token.head
        if tree.lemma(above) in lexicon.COMMEMORATION:
            return False
        inside = moment.first <= above.i <= moment.last
        if above.pos_ == "PROPN" and token.dep_ in ("nummod", "appos") and not inside:
            return False
        token = above
    return True


def is_of_another(moment: Moment) -> bool:
    """Tell whether a time dates something else: "the anniversary of 1945", "after Leeds in 2017"."""
    token = moment.head
    while token.head.i != token.i and not tree.is_verb(token.head):
        above = token.head
        since = above.dep_ == "pobj" and above.head.lower_ in ("after", "before", "since")
        if tree.lemma(above) in lexicon.COMMEMORATION or (above.pos_ == "PROPN" and since):
            return True
        token = above
    return False


def best(datings: Sequence[Dating]) -> Dating | None:
    """Return the time that dates a clause: a strong one first, then the most precise, then the first."""
    if not datings:
        return None
    return min(
        datings,
        key=lambda d: (
            not d.strong,
            is_hour(d.moment.time),
            d.steps > _FAR,
            _width(d.moment.when),
            d.moment.first,
        ),
    )


def _width(when: When) -> int:
    """Return how many days the time leaves open, for comparison only."""
    if when.earliest is None or when.latest is None:
        return 10**9
    a, b = when.earliest, when.latest
    return (b.year - a.year) * 372 + (b.month - a.month) * 31 + b.day - a.day
