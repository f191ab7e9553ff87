"""Which times a step may have, and what speaks for each: the judge of dates ranks them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from storymap.events import tree
from storymap.events.dates import is_hour, is_of_another
from storymap.events.judges.facts import bucket, precision
from storymap.events.judges.passage import Dated
from storymap.events.judges.survey import Survey
from storymap.model import Day, When
from storymap.when.calendar import month_length

_BEFORE = 6
_WIDENED = 3


def options(n: int, seen: Survey) -> list[Dated]:
    """Return the times that the candidate at ``n`` may have: of its sentence, and those told before."""
    one = seen.passage.candidates[n]
    own = [t for t in seen.times_in.get(one.sentence, []) if not is_of_another(t.moment)]
    mine = one.joined.moment
    found: dict[object, Dated] = {}
    bases: list[Dated] = []
    for t in sorted(
        own,
        key=lambda t: (mine is None or t.moment.first != mine.first, abs(t.moment.first - one.clause.head.i)),
    ):
        found.setdefault(_key(t), t)
    times = seen.passage.times
    first = seen.times_before(one.sentence) - 1
    told = 0
    for k in range(first, -1, -1):
        t = times[k]
        if _key(t) in found or _is_aside(t):
            continue
        headed = t.line.kind in ("heading", "dateline")
        if told < _BEFORE or (headed and told < _BEFORE + 3):
            found[_key(t)] = t
            bases += [t] if told < _WIDENED else []
            told += 1
        elif told >= _BEFORE + 3 or first - k > 30:
            break
    for t in seen.times_in.get(one.sentence + 1, [])[:1]:
        if t.line.number == one.line.number:
            found.setdefault(_key(t), t)
    for t in [*own, *bases]:
        for wider in _wider(t):
            found.setdefault(_key(wider), wider)
    return list(found.values())


def _is_aside(time: Dated) -> bool:
    """Tell whether a time dates nothing that is told later: that of a picture, or of a life in brackets."""
    doc, first = time.moment.head.doc, time.moment.first
    bracketed = first > 0 and doc[first - 1].text == "("
    return time.line.kind == "caption" or time.moment.time.aside or bracketed


def _wider(time: Dated) -> Iterator[Dated]:
    """Yield what follows from a time: itself without "before", its month, its year."""
    said, plain = time.when, time.moment.time.date
    if plain.known and plain != said:
        yield replace(time, when=plain, form="plain")
    if plain.earliest is None or plain.latest is None or plain.earliest.year != plain.latest.year:
        return
    year, month = plain.earliest.year, plain.earliest.month
    if month == plain.latest.month and plain.earliest == plain.latest:
        yield replace(time, when=_span_of(year, month), form="month")
    if (plain.earliest, plain.latest) != (Day(year, 1, 1), Day(year, 12, 31)):
        yield replace(time, when=_span_of(year), form="year")


def _span_of(year: int, month: int | None = None) -> When:
    sign = "-" if year < 0 else ""
    if month is None:
        return When(
            edtf=f"{sign}{abs(year):04d}", earliest=Day(year, 1, 1), latest=Day(year, 12, 31), basis="carried"
        )
    last = month_length(year, month)
    return When(
        edtf=f"{sign}{abs(year):04d}-{month:02d}",
        earliest=Day(year, month, 1),
        latest=Day(year, month, last),
        basis="carried",
    )


def _key(time: Dated) -> object:
    when = time.when
    return (when.earliest, when.latest)


def features_of(n: int, option: Dated, among: Sequence[Dated], seen: Survey) -> list[str]:
    """Return the features of a time as that of the candidate at ``n``."""
    own = option.sentence == seen.passage.candidates[n].sentence
    common = seen.facts[n].of_own if own else seen.facts[n].of_others
    return [*_time(option), *_stands(n, option, among, seen), *common]


def _time(option: Dated) -> Iterator[str]:
    time, when = option.moment.time, option.when
    yield f"form={option.form}"
    yield f"form={option.form}|{precision(option.moment.when)}"
    yield f"precision={precision(when)}"
    yield f"extent={when.extent}|{when.basis}"
    yield f"relation={time.relation}"
    yield f"relative={time.relative}"
    yield f"aside={time.aside}"
    yield f"type={time.type}"
    yield f"hour={is_hour(time)}"
    yield f"in line={option.line.kind}"
    head = option.moment.head
    yield f"dep={head.dep_}"
    yield f"on={head.head.pos_}"
    yield f"prep={head.head.lower_ if head.head.pos_ == 'ADP' else '-'}"
    yield f"leads={option.moment.first < 3}"


def _stands(n: int, option: Dated, among: Sequence[Dated], seen: Survey) -> Iterator[str]:
    one = seen.passage.candidates[n]
    moment, head = option.moment, one.clause.head
    gap = one.sentence - option.sentence
    own = [o for o in among if o.sentence == one.sentence]
    mine = one.joined.moment
    if gap == 0:
        where = "own" if moment.head.i in seen.facts[n].words else "sentence"
        side = "after" if moment.first > head.i else "before"
        yield f"where={where}"
        yield f"where={where}|{side}"
        rule = mine is not None and mine.first == moment.first
        yield f"rule={rule}|{mine is not None}"
        yield f"rule={rule}|{option.form}|{option.moment.time.relation}"
        yield f"far={bucket(abs(moment.first - head.i), (1, 2, 3, 5, 8, 12, 20))}|{side}"
        yield f"in sentence={min(len(own), 4)}"
        yield f"order={min(sum(o.start < option.start for o in own), 3)}"
        low, high = sorted((moment.first, head.i))
        between = head.doc[low:high]
        yield f"verbs between={min(sum(t.pos_ == 'VERB' for t in between), 3)}"
        yield f"opens={moment.first - head.sent.start < 3}"
        steps = next(
            (k for k, a in enumerate((moment.head, *tree.ancestors(moment.head))) if a.i == head.i), 9
        )
        yield f"steps={min(steps, 6)}"
        return
    yield f"where={'next' if gap < 0 else 'earlier'}"
    yield f"gap={bucket(gap, (0, 1, 2, 3, 5, 8, 15, 30))}"
    lines = one.line.number - option.line.number
    yield f"lines={bucket(lines, (0, 1, 2, 3, 6, 12))}"
    yield f"lines={bucket(lines, (0, 1, 2, 3, 6, 12))}|{option.line.kind}"
    before = sorted((o for o in among if o.sentence < one.sentence), key=lambda o: -o.number)
    numbers = sorted({o.number for o in before}, reverse=True)
    rank = numbers.index(option.number) if option.number in numbers else -1
    yield f"recency={min(rank, 6)}|{option.form}"
    yield f"form={option.form}|{seen.facts[n].tense}|{min(rank, 2)}"
    yield f"recency={min(rank, 6)}"
    yield f"recency={min(rank, 6)}|{bucket(lines, (0, 1, 2))}"
    yield f"own times={min(len(own), 2)}|{mine is not None}"
    yield f"recency={min(rank, 3)}|{mine is not None}|{bucket(lines, (0, 1))}"
    latest = max((o.when.latest for o in before if o.when.latest), default=None)
    yield f"latest={option.when.latest == latest}"
    yield f"heading between={seen.has_heading(option.line.number, one.line.number)}"
    finer = [o for o in before if o is not option and _inside(o, option)]
    yield f"finer={bool(finer)}"
    yield f"coarser={any(_inside(option, o) for o in before if o is not option)}"


def _inside(inner: Dated, outer: Dated) -> bool:
    a, b = inner.when, outer.when
    if None in (a.earliest, a.latest, b.earliest, b.latest):
        return False
    return bool(b.earliest <= a.earliest and a.latest <= b.latest)  # type: ignore[operator]
