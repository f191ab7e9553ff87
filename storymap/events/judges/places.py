"""Which places a step may have, and what speaks for each: the judge of places ranks them."""

from collections.abc import Iterator, Sequence

from storymap.events import tree
from storymap.events.attach import is_joinable
from storymap.events.judges.facts import bucket, trust, verb_classes
from storymap.events.judges.passage import Placed
from storymap.events.judges.survey import Survey
from storymap.events.scorer import Named, features, probability
from storymap.events.sites import contains, matching

_BEFORE = 7  # places told before, the latest first
_BEHIND = 2  # sentences behind, and places of each


def options(n: int, seen: Survey) -> list[Placed]:
    """Return the places that a candidate may have: of its sentence, told before, the text's home."""
    one = seen.passage.candidates[n]
    places = seen.passage.places
    found: dict[str, Placed] = {}
    mine = {s.site.first: s.weight for s in one.joined.stops}
    words = seen.facts[n].words
    own = seen.places_in.get(one.sentence, [])
    for p in sorted(
        own,
        key=lambda p: (
            -mine.get(p.site.first, 0.0),
            p.site.head.i not in words,
            abs(p.site.first - one.clause.head.i),
        ),
    ):
        found.setdefault(p.site.place.id, p)
    first = seen.places_before(one.sentence) - 1
    told = 0
    for k in range(first, -1, -1):
        p = places[k]
        if p.site.place.id in found:
            continue
        headed = p.line.kind in ("heading", "dateline")
        if told < _BEFORE or (headed and told < _BEFORE + 4):
            found[p.site.place.id] = p
            told += 1
        elif told >= _BEFORE + 4 or first - k > 40:
            break
    for behind in range(1, _BEHIND + 1):
        for p in seen.places_in.get(one.sentence + behind, [])[:_BEHIND]:
            if p.line.number == one.line.number:
                found.setdefault(p.site.place.id, p)
    for p in seen.homes:
        found.setdefault(p.site.place.id, p)
    return list(found.values())


def features_of(n: int, option: Placed, among: Sequence[Placed], seen: Survey) -> list[str]:
    """Return the features of a place as one where the candidate at ``n`` happened."""
    own = option.sentence == seen.passage.candidates[n].sentence
    common = seen.facts[n].of_own if own else seen.facts[n].of_others
    return [*_place(option, among, seen), *_stands(n, option, among, seen), *common]


def _place(option: Placed, among: Sequence[Placed], seen: Survey) -> Iterator[str]:
    site = option.site
    feature = site.place.feature
    yield f"feature={feature[:3]}"
    yield f"landmark={site.landmark}"
    yield f"confidence={bucket(round(10 * site.confidence), (3, 5, 6, 7, 8, 9))}"
    others = [o.site.place for o in among if o is not option]
    yield f"outer={any(contains(site.place, o) for o in others)}"
    yield f"inner={any(contains(o, site.place) for o in others)}"
    count = seen.counts[site.place.id]
    yield f"count={bucket(count, (1, 2, 3, 5, 8))}"
    yield f"share={bucket(round(100 * count / max(len(seen.passage.places), 1)), (3, 8, 15, 25, 40, 60))}"
    yield f"rank={min(seen.ranks[site.place.id], 4)}"
    yield f"kinds={bucket(len(seen.counts), (1, 2, 4, 8, 16))}"
    yield f"in line={option.line.kind}"
    yield f"joinable={is_joinable(site.head)}"
    yield f"dep={site.head.dep_}"
    prep = site.head.head.lower_ if site.head.dep_ == "pobj" else "-"
    yield f"prep={prep}"
    for above in tree.ancestors(site.head):
        if tree.is_verb(above):
            break
        yield from (f"under={c}" for c in verb_classes(above))


def _stands(n: int, option: Placed, among: Sequence[Placed], seen: Survey) -> Iterator[str]:
    """Yield how a place stands to a candidate, in its sentence or anywhere else."""
    one = seen.passage.candidates[n]
    if option.sentence == one.sentence and option.line.number == one.line.number:
        yield from _beside(n, option, seen)
    else:
        yield from _apart(n, option, among, seen)


def _beside(n: int, option: Placed, seen: Survey) -> Iterator[str]:
    """Yield how a place stands to a candidate of its own sentence."""
    one = seen.passage.candidates[n]
    head = one.clause.head
    site = option.site
    where = "own" if site.head.i in seen.facts[n].words else "sentence"
    side = "after" if site.first > head.i else "before"
    yield f"where={where}"
    yield f"where={where}|{side}"
    rule = next((s for s in one.joined.stops if s.site.first == site.first), None)
    sure = trust(rule.weight) if rule else "no"
    yield f"rule={sure}"
    if rule:
        yield f"rule={sure}|{rule.role}|{rule.basis}"
    number = option.number
    owner = seen.owners.get(number)
    yield f"owned={'mine' if owner and owner[0] == n else 'other' if owner else 'none'}|{where}"
    if owner and owner[0] != n:
        other = seen.passage.candidates[owner[0]]
        yield f"owner rel={other.clause.relation}|{one.clause.relation}"
        yield f"owner role={owner[1].role}|{'before' if owner[0] < n else 'after'}"
        yield from (f"owner class={c}" for c in seen.facts[owner[0]].classes)
    sites = seen.places_in[option.sentence]
    named = [Named(first=p.site.first, last=p.site.last, head=p.site.head) for p in sites]
    place = Named(first=site.first, last=site.last, head=site.head)
    chance = probability(features(head, place, named, rule))
    yield f"chance={bucket(round(20 * chance), (0, 1, 2, 3, 5, 8, 11, 14, 16, 18))}"
    yield f"far={bucket(abs(site.first - head.i), (1, 2, 3, 5, 8, 12, 20))}|{side}"
    yield f"nearest={min((abs(p.site.first - head.i), p.number) for p in sites)[1] == option.number}"
    yield f"in sentence={min(len(sites), 4)}"
    yield f"at={sites.index(option)}|{min(len(sites), 4)}"
    prep = site.head.head.lower_ if site.head.dep_ == "pobj" else "-"
    yield f"prep class={prep}|{seen.facts[n].classes[:1]}"
    low, high = sorted((site.first, head.i))
    between = head.doc[low:high]
    yield f"verbs between={min(sum(t.pos_ == 'VERB' for t in between), 3)}"
    yield f"stop between={any(t.text in ';:()' for t in between)}"


def _apart(n: int, option: Placed, among: Sequence[Placed], seen: Survey) -> Iterator[str]:
    """Yield how a place stands to a candidate of another sentence."""
    one = seen.passage.candidates[n]
    gap = one.sentence - option.sentence
    words = "next" if gap < 0 else "earlier"
    yield f"where={words}"
    yield f"gap={bucket(gap, (0, 1, 2, 3, 5, 8, 15, 30))}"
    lines = one.line.number - option.line.number
    yield f"lines={bucket(lines, (0, 1, 2, 3, 6, 12))}"
    yield f"lines={bucket(lines, (0, 1, 2, 3, 6, 12))}|{option.line.kind}"
    rank = -1 if gap <= 0 else sum(option.number < o.number for o in among if o.sentence < one.sentence)
    yield f"recency={min(rank, 6)}"
    yield f"recency={min(rank, 6)}|{bucket(lines, (0, 1, 2))}"
    own = [o for o in among if o.sentence == one.sentence]
    yield f"own places={min(len(own), 3)}|{min(len(one.joined.stops), 2)}"
    yield f"owned there={any(o.number in seen.owners for o in own)}"
    yield from _told_there(n, option, rank, seen)
    yield f"heading between={seen.has_heading(option.line.number, one.line.number)}"
    yield f"times between={min(seen.times_between(option.start, one.at), 3)}"
    yield f"home={option in seen.homes}"
    unknown = min(seen.unknown_between(option.start, one.at), 2)
    yield f"unknown between={unknown}"
    yield f"unknown between={unknown}|{min(rank, 1)}|{bucket(lines, (0, 1))}"
    for anaphor in one.paragraph.anaphors:
        if anaphor.head.i in seen.facts[n].words:
            fits = matching(anaphor, [option.site.place]) is not None
            yield f"anaphor fits={fits}|{anaphor.head.lower_}"
            yield f"anaphor fits={fits}|{min(rank, 2)}"


def _told_there(n: int, option: Placed, rank: int, seen: Survey) -> Iterator[str]:
    """Yield what is told at a place that another candidate has for its own, and how that one is to this."""
    owner = seen.owners.get(option.number)
    if owner is None:
        yield "told=none"
    else:
        other = seen.passage.candidates[owner[0]]
        yield f"told={owner[1].role}|{owner[1].basis}|{trust(owner[1].weight)}"
        yield f"told role={owner[1].role}|{min(rank, 2)}"
        yield from (f"told class={c}" for c in seen.facts[owner[0]].classes)
        yield f"told tense={seen.facts[owner[0]].tense}"
        yield f"told rel={other.clause.relation}"
        yield f"same subject={_same_subject(n, owner[0], seen)}"
        yield f"clauses between={bucket(n - owner[0], (1, 2, 3, 5, 8, 15))}"


def _same_subject(n: int, m: int, seen: Survey) -> str:
    one, other = seen.facts[n], seen.facts[m]
    mine, theirs = one.subject, other.subject
    if "noun" in (one.tense, other.tense):
        return "noun"
    if mine is None or theirs is None:
        return "none"
    lines = {seen.passage.candidates[k].line.number for k in (n, m)}
    if mine.i == theirs.i and len(lines) == 1:
        return "shared"
    if mine.lower_ == theirs.lower_:
        return "same"
    return f"pronoun|{theirs.pos_}" if mine.pos_ == "PRON" else "other"
