"""Several tellings of one event — caption, lead, quotation, a later paragraph — become one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from storymap.events.draft import Draft
from storymap.events.judges.decide import Weigh
from storymap.events.judges.model import Judge, judge
from storymap.events.judges.same import Told, features_of, pairs
from storymap.events.sites import contains
from storymap.model import Day, Span, When, Where, Who

_NEAR = 12  # drafts from a caption
SAME = 0.5
"""The probability from which two steps tell one happening."""


def merge(drafts: Sequence[Draft], judges: Weigh = judge) -> list[Draft]:
    """Return the drafts with the tellings of one event merged, in the order of the first telling."""
    groups: dict[int, Draft] = dict(enumerate(drafts))
    first = list(range(len(drafts)))
    for n, m in _retold(drafts, judges("same")):
        one, other = first[m], n
        if _agree(groups[one], groups[other]):
            groups[one] = _joined(groups[one], groups.pop(other))
            first[n] = one
    return [groups[n] for n in sorted(groups)]


def _retold(drafts: Sequence[Draft], same: Judge) -> list[tuple[int, int]]:
    """Return, for each draft that was told before, its number and that of the telling it goes with."""
    compared = [n for n, d in enumerate(drafts) if d.told is not None and not d.why]
    told = [t for n in compared if (t := drafts[n].told) is not None]
    best = _likeliest(same, told, compared)
    best.update(_captioned(drafts, compared))
    best.update(_told_again(drafts, compared, best))
    seen: dict[str, int] = {}
    for n, draft in enumerate(drafts):
        if draft.once and not draft.why:
            if draft.once in seen:
                best[n] = seen[draft.once]
            seen.setdefault(draft.once, n)
    return sorted(best.items())


def _likeliest(same: Judge, told: Sequence[Told], numbers: Sequence[int]) -> dict[int, int]:
    chances: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for a, b in pairs(told):
        chance = same.probability(features_of(told[a], told[b]))
        if chance >= SAME:
            chances[numbers[b]].append((chance, numbers[a]))
    return {n: max(found)[1] for n, found in chances.items()}


def _captioned(drafts: Sequence[Draft], numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the tellings beside a picture's caption: of its very day and its very place."""
    for n in numbers:
        for m in range(max(0, n - _NEAR), n):
            one, other = drafts[m], drafts[n]
            kinds = {one.line_kind, other.line_kind}
            told = m in numbers and "caption" in kinds and len(kinds) > 1
            if told and _one_day(one.when, other.when) and _one_spot(one.where, other.where):
                yield n, m
                break


def _told_again(
    drafts: Sequence[Draft], numbers: Sequence[int], known: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Yield the tellings with the words, date and place of one before: too rare for a judge to learn."""
    told = [t for n in numbers if (t := drafts[n].told) is not None]
    for a, b in pairs(told):
        one, other = drafts[numbers[a]], drafts[numbers[b]]
        shared = len(told[a].words & told[b].words)
        enough = 2 if _one_day(one.when, other.when) else 3
        apart = told[a].sentence != told[b].sentence and not other.apart
        apart = apart and numbers[b] not in known
        dated = one.when.known and _days(one.when) == _days(other.when)
        if apart and dated and shared >= enough and one.where and other.where:
            yield numbers[b], numbers[a]


def _days(when: When) -> tuple[Day | None, Day | None]:
    return when.earliest, when.latest


def _one_day(one: When, other: When) -> bool:
    return one.earliest is not None and one.earliest == one.latest == other.earliest == other.latest


def _one_spot(one: Sequence[Where], other: Sequence[Where]) -> bool:
    ids = {w.place.id for w in one if w.place.precision in ("exact", "near")}
    return any(w.place.id in ids for w in other)


def _agree(one: Draft, other: Draft) -> bool:
    """Tell whether nothing contradicts that two drafts tell one event."""
    return _dates_agree(one.when, other.when) and _places_agree(one.where, other.where)


def _dates_agree(one: When, other: When) -> bool:
    if not one.known or not other.known or "carried" in (one.basis, other.basis):
        return True
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return one.edtf == other.edtf
    return one.earliest <= other.latest and other.earliest <= one.latest


def _places_agree(one: Sequence[Where], other: Sequence[Where]) -> bool:
    stated = [[w for w in where if w.basis != "carried"] for where in (one, other)]
    if not all(stated):
        return True
    return any(
        a.place.id == b.place.id or contains(a.place, b.place) or contains(b.place, a.place)
        for a in stated[0]
        for b in stated[1]
    )


def _joined(first: Draft, later: Draft) -> Draft:
    """Return one draft of two: the better telling leads, the other one lends what it lacks."""
    best, rest = (later, first) if _worth(later) > _worth(first) else (first, later)
    when = best.when if _certain(best.when) >= _certain(rest.when) else rest.when
    spans: list[Span] = [*first.tellings, first.quote, *later.tellings, later.quote]
    return replace(
        best,
        when=when,
        where=best.where or rest.where,
        who=_people(best, rest),
        source=best.source or rest.source,
        main=best.main or rest.main,
        tellings=tuple(s for s in _ordered(spans) if s != best.quote),
        confidence=max(first.confidence, later.confidence),
    )


def _ordered(spans: Sequence[Span]) -> list[Span]:
    return sorted(set(spans), key=lambda s: (s.start, s.end))


def _people(best: Draft, rest: Draft) -> tuple[Who, ...]:
    known = {w.name for w in best.who}
    return (*best.who, *(w for w in rest.who if w.name not in known))


def _certain(when: When) -> int:
    return {"none": 0, "assumed": 1, "carried": 2, "caption": 3, "stated": 4}[when.basis] if when.known else 0


def _worth(draft: Draft) -> tuple[bool, bool, bool, int]:
    return (
        draft.line_kind == "body",
        bool(draft.where) and all(w.basis != "carried" for w in draft.where),
        bool(draft.where),
        _certain(draft.when),
    )
