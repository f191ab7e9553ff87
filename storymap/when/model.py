"""The values of the dates of a text: what a pattern reads, and what a reader of the text is given."""

from dataclasses import dataclass
from typing import Literal

from storymap.model import Span, When
from storymap.when.partial import Partial

Mode = Literal["news", "narrative"]
TimeType = Literal["date", "duration", "set", "reference"]
Relation = Literal["by", "before", "until", "since", "after"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one pattern makes of the words it matched, in the light of the clock.

    ``first`` is the date; ``last`` the other end of a range, which lasts
    ``throughout`` or in which something happens some time. ``value`` is a TIMEX3 value for what is no date
    (a duration, a set, a reference) or has no date that can be said. ``mod`` is a TIMEX3 modifier.
    ``time`` is a time of day in TIMEX3's letters ("TMO") or figures ("T11:00"). ``relative``: the words alone
    do not say the date. ``assumed``: the date is a guess among several.
    ``ends`` are the offsets of a range's two ends, or of the members of a list, whose dates are ``members``.
    """

    type: TimeType = "date"
    first: Partial | None = None
    last: Partial | None = None
    open_end: bool = False
    throughout: bool = True
    value: str = ""
    mod: str | None = None
    time: str = ""
    relative: bool = False
    assumed: bool = False
    ends: tuple[tuple[int, int], ...] = ()
    members: tuple[Partial, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A temporal expression of a text.

    Attributes:
        span: its words, without the preposition before them.
        type: "date" (times of day too: they count as their day), "duration" ("three weeks"), "set"
            ("every year") or "reference" ("recently", "now").
        date: the date that the words themselves name; unknown for what is no date or cannot be dated.
        when: the date as its preposition bounds it: "before 1812" ends in 1811, "since 1990" is open.
            Without such a preposition, ``when == date``.
        relation: that preposition, or None.
        relative: whether the date was counted from another one ("Tuesday", "the next day", a bare "April").
        aside: whether it stands in parentheses, so that the story's time does not follow it.
        value: the TIMEX3 value ("2020-05-05", "P3W", "PAST_REF"); "" where none can be said.
        mod: the TIMEX3 modifier ("START", "APPROX", …), or None.
        ends: the two ends of a range, or the members of a list ("May 3 and 4"), each with its words and its
            TIMEX3 value; else empty.
        opens: where the text that it dates begins, if it is the head of an entry ("14 August. |I rode"),
            else 0.
    """

    span: Span
    type: TimeType
    date: When
    when: When
    relation: Relation | None = None
    relative: bool = False
    aside: bool = False
    value: str = ""
    mod: str | None = None
    ends: tuple[tuple[Span, str], ...] = ()
    opens: int = 0
