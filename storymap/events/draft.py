"""An event in the making: a clause with what was joined to it, before tellings are merged."""

from dataclasses import dataclass, field

from storymap.events.lines import LineKind
from storymap.model import EventKind, Span, Status, When, Where, Who


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What one clause tells, without the parse: that of a book would fill the memory.

    ``line`` is the number of its paragraph, ``line_kind`` what that is, ``sentence`` its sentence's number.
    ``why`` is the reason to keep it off the map, "" if there is none. ``words`` are its content lemmas, by
    which two tellings of one event are known, ``core`` those of what is done or to whom.
    ``apart`` says that the text sets it apart from what was told before ("after the ceremony"), so that it is
    never merged with it. ``once`` is the same for tellings of what happens once in a life: a birth, a death.
    """

    line: int
    sentence: int
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
    apart: bool = False
    confidence: float = 1.0
    words: frozenset[str] = frozenset()
    core: frozenset[str] = frozenset()
    tellings: tuple[Span, ...] = ()
    once: str = ""

    @property
    def on_map(self) -> bool:
        """Whether it has a place and no reason against it."""
        return not self.why and bool(self.where)
