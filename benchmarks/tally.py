"""A story held against an editor's of the same text, and the sums over many.

Alignment is one to one, by the characters that a quote shares with the gold's (``training.gold.overlap``).
Events that careful editors would disagree on are neither missed nor wrong, nor are notes of what is at a
place. Dates count as right when their first and last day are (an undated event's when it has none), places
when one of the event's lies within the gold's radius.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from storymap.model import Event, Story
from training.gold import GoldEvent, GoldStory, assign, is_at, overlap

_TIE = 1e-3  # dates and places only break ties between events told by the same words
_BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Trusted:
    """An event on the map: its confidence, what its likeliest place rests on, and whether it is right."""

    confidence: float
    basis: str
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts of one story or of many.

    ``shown`` are the events that count against the program, ``drawn`` the found ones with a place, ``stands``
    those shown that are right and stand right; ``trust`` has each drawn one's confidence and whether it is.
    """

    wanted: int = 0
    shown: int = 0
    found: int = 0
    drawn: int = 0
    placed: int = 0
    stands: int = 0
    dates: Counter[str] = field(default_factory=Counter)
    trust: tuple["Trusted", ...] = ()

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            wanted=self.wanted + other.wanted,
            shown=self.shown + other.shown,
            found=self.found + other.found,
            drawn=self.drawn + other.drawn,
            placed=self.placed + other.placed,
            stands=self.stands + other.stands,
            dates=self.dates + other.dates,
            trust=self.trust + other.trust,
        )

    @property
    def f1(self) -> float:
        """The harmonic mean of what is found and of what is right among the shown."""
        return 2 * self.found / (self.wanted + self.shown) if self.wanted + self.shown else 0.0

    @property
    def calibration(self) -> float:
        """How far confidence and the share that is right lie apart, on average over ten bins."""
        return calibration([(t.confidence, t.right) for t in self.trust])


def tally(story: Story, gold: GoldStory) -> Tally:
    """Return how a story compares with the editor's."""
    events = [e for e in story.events if e.status == "asserted" and e.kind != "report"]
    pair = assign([[_worth(g, e) for e in events] for g in gold.events])
    need = [n for n, g in enumerate(gold.events) if not g.optional]
    told = {j: n for n, j in enumerate(pair) if j is not None}
    free = {j for j, n in told.items() if gold.events[n].optional}
    free |= {j for j, e in enumerate(events) if e.kind == "state" and j not in told}
    found = [(gold.events[n], events[j]) for n in need if (j := pair[n]) is not None]
    stands = {j for j, n in told.items() if _is_placed(gold.events[n], events[j])}
    counted = [j for j in range(len(events)) if j not in free]
    return Tally(
        wanted=len(need),
        shown=len(counted),
        found=len(found),
        drawn=sum(1 for _, e in found if e.where),
        placed=sum(_is_placed(g, e) for g, e in found),
        stands=len(stands & set(counted)),
        dates=Counter(judge_date(g, e) for g, e in found),
        trust=tuple(_trusted(events[j], right=j in stands) for j in counted if events[j].where),
    )


def _trusted(event: Event, *, right: bool) -> Trusted:
    likeliest = max(event.where, key=lambda w: w.confidence)
    return Trusted(confidence=event.confidence, basis=likeliest.basis, right=right)


def calibration(trust: Sequence[tuple[float, bool]]) -> float:
    """Return how far confidence and the share that is right lie apart, on average over ten bins."""
    total = 0.0
    for n in range(_BINS):
        inside = [(c, r) for c, r in trust if n <= min(c * _BINS, _BINS - 1e-9) < n + 1]
        total += abs(sum(c for c, _ in inside) - sum(r for _, r in inside))
    return total / len(trust) if trust else 0.0


def _worth(gold: GoldEvent, event: Event) -> float:
    shared = overlap(gold.quotes, event.quote.start, event.quote.end)
    if not shared:
        return 0.0
    return shared + _TIE * (judge_date(gold, event) == "exact") + _TIE * _is_placed(gold, event)


def _is_placed(gold: GoldEvent, event: Event) -> bool:
    return any(is_at(gold, w.place.lat, w.place.lon) for w in event.where)


def judge_date(gold: GoldEvent, event: Event) -> str:
    """Return "exact", "near" (half of the days shared), "nested", "wrong", "missing" or "invented"."""
    wanted = _days(gold.earliest, gold.latest)
    when = event.when
    got = _days(str(when.earliest or ""), str(when.latest or "")) if when.earliest and when.latest else None
    if wanted is None:
        return "exact" if got is None else "invented"
    if got is None:
        return "missing"
    if wanted == got:
        return "exact"
    shared = (min(wanted[1], got[1]) - max(wanted[0], got[0])).days + 1
    if shared <= 0:
        return "wrong"
    sizes = [(b - a + timedelta(days=1)).days for a, b in (wanted, got)]
    if shared / (sum(sizes) - shared) >= 0.5:
        return "near"
    return "nested" if shared == min(sizes) else "wrong"


def _days(first: str | None, last: str | None) -> tuple[date, date] | None:
    try:
        return (date.fromisoformat(first), date.fromisoformat(last)) if first and last else None
    except ValueError:  # before the year 1
        return None


def table(tallies: Iterable[tuple[str, Tally]]) -> str:
    """Return the figures as lines, one for each name."""
    names = ("wanted", "shown", "found", "right", "F1", "dates", "places", "of all", "drawn", "calib.")
    head = f"{'':12}" + "".join(f"{name:>8}" for name in names)
    return "\n".join([head, *(_row(name, t) for name, t in tallies)])


def _row(name: str, t: Tally) -> str:
    shares = (
        _share(t.found, t.wanted),
        _share(t.found, t.shown),
        f"{t.f1:.3f}",
        _share(t.dates["exact"], t.found),
        _share(t.placed, t.found),
        _share(t.placed, t.wanted),
        _share(t.placed, t.drawn),
        f"{t.calibration:.3f}",
    )
    return f"{name:12}{t.wanted:8}{t.shown:8}" + "".join(f"{value:>8}" for value in shares)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


def total(tallies: Sequence[Tally]) -> Tally:
    """Return the sum."""
    return sum(tallies, start=Tally())
