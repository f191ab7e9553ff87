"""An event in the making: what a clause tells, before tellings are merged."""

from dataclasses import dataclass, field

from storymap.events.judges.same import Told
from storymap.events.lines import LineKind
from storymap.model import EventKind, Span, Status, When, Where, Who


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What one clause tells, without the parse: that of a book would fill the memory.

    ``line_kind`` is what its paragraph is. ``why`` is the reason to keep it off the map, "" if there is none.
    ``told`` is what it is compared by, None for what is never another telling; ``apart`` says that the text
    sets it apart from what it told before ("after the ceremony"). ``once`` names what happens once in a life,
    and to whom: a birth, a death.
    """

    line_kind: LineKind = "body"
    title: str
    quote: Span
    trigger: Span
    kind: EventKind = "event"
    status: Status = "asserted"
    why: str = ""
    when: When = field(default_factory=When)
    where: tuple[Where, ...] = ()
    who: tuple[Who, ...] = ()
    source: str | None = None
    part: str | None = None
    main: bool = True
    confidence: float = 1.0
    told: Told | None = None
    apart: bool = False
    tellings: tuple[Span, ...] = ()
    once: str = ""
