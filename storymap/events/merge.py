"""Several tellings of one event — caption, lead, quotation, a later paragraph — become one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from storymap.events.draft import Draft
from storymap.events.sites import contains
from storymap.model import Span, When, Where, Who

_WINDOW = 60  # drafts back: a text tells an event again soon, and the work stays linear
_PRECISE = ("exact", "near")


def merge(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with the tellings of one event merged, in the order of the first telling."""
    merged: list[Draft] = []
    index: dict[str, list[int]] = defaultdict(list)
    for draft in drafts:
        found = _telling(draft, merged, index)
        if found is None:
            for word in draft.words:
                index[word].append(len(merged))
            merged.append(draft)
        else:
            merged[found] = _joined(merged[found], draft)
            for word in draft.words - set(merged[found].words):
                index[word].append(found)
    return merged


def _telling(draft: Draft, merged: Sequence[Draft], index: dict[str, list[int]]) -> int | None:
    if draft.apart or draft.status != "asserted" or draft.kind == "state" or draft.why == "report":
        return None
    counts: dict[int, int] = defaultdict(int)
    for word in draft.words:
        for n in index[word][-_WINDOW:]:
            if n >= len(merged) - _WINDOW:
                counts[n] += 1
    if draft.once:
        known = (n for n in range(len(merged) - 1, -1, -1) if merged[n].once == draft.once)
        told = next(known, None)
        if told is not None and _dates_agree(merged[told].when, draft.when):
            return told if _places_agree(merged[told].where, draft.where) else None
    best = max(counts, key=lambda n: (counts[n], n), default=None)
    for n in sorted(counts, key=lambda n: (-counts[n], -n)) if best is not None else ():
        if _same(merged[n], draft, counts[n]):
            return n
    return None


def _same(one: Draft, other: Draft, shared: int) -> bool:
    """Tell whether two drafts tell one event: nothing contradicts it, and enough speaks for it."""
    if one.kind == "state" or one.status != "asserted" or one.why == "report":
        return False
    if not _dates_agree(one.when, other.when) or not _places_agree(one.where, other.where):
        return False
    same_clause = one.sentence == other.sentence and one.line == other.line
    if same_clause:
        return False
    dated = one.when.known and other.when.known
    placed = bool(one.where) and bool(other.where)
    if dated and placed and _one_day(one.when, other.when) and _one_spot(one.where, other.where):
        if "caption" in (one.line_kind, other.line_kind):
            return True
        return shared >= 2
    smaller = min(len(one.words), len(other.words))
    share = shared / smaller if smaller else 0.0
    if dated or placed:
        return shared >= 3 and share >= 0.5
    alike = share >= 0.34 if not one.core & other.core else shared >= 3
    return shared >= 2 and alike and _near(one, other)


def _near(one: Draft, other: Draft) -> bool:
    return abs(one.line - other.line) <= 8


def _dates_agree(one: When, other: When) -> bool:
    if not one.known or not other.known or "carried" in (one.basis, other.basis):
        return True
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return one.edtf == other.edtf
    return one.earliest <= other.latest and other.earliest <= one.latest


def _one_day(one: When, other: When) -> bool:
    return one.earliest is not None and one.earliest == one.latest == other.earliest == other.latest


def _one_spot(one: Sequence[Where], other: Sequence[Where]) -> bool:
    ids = {w.place.id for w in one if w.place.precision in _PRECISE}
    return any(w.place.id in ids for w in other)


def _places_agree(one: Sequence[Where], other: Sequence[Where]) -> bool:
    if not one or not other:
        return True
    return any(
        a.place.id == b.place.id or contains(a.place, b.place) or contains(b.place, a.place)
        for a in one
        for b in other
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
        why="" if best.where or rest.where else best.why,
        tellings=tuple(s for s in _ordered(spans) if s != best.quote),
        words=first.words | later.words,
        core=first.core | later.core,
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
