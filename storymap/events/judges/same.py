"""Whether two steps tell one happening: the judge of pairs."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storymap.events import tree
from storymap.events.judges.facts import bucket, verb_classes
from storymap.events.judges.passage import Candidate
from storymap.model import Day

WINDOW = 60
"""How many steps back: a text tells an event again soon, and the work stays linear."""

_NEAR = 3  # steps
_SHARED = 2  # words
_SHORTEST = 2  # letters
_OBJECTS = ("dobj", "nsubjpass", "attr")
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_EMPTY = frozenset("be have do take place hold make get go come say new first other".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is compared of a step, without its parse: that of a book would fill the memory.

    ``words`` are its content lemmas without those of places and times, ``names`` its names and figures.
    ``head`` is the position of its verb in the paragraph, ``above`` those of the words that govern it.
    """

    line: int
    line_kind: str
    sentence: int
    start: int
    end: int
    words: frozenset[str]
    names: frozenset[str]
    verb: str
    classes: tuple[str, ...]
    tense: str
    relation: str
    dep: str
    head: int
    above: frozenset[int]
    objects: frozenset[str]
    subject: str
    places: frozenset[str]
    day: tuple[Day | None, Day | None] | None


def told(one: Candidate) -> Told:
    """Return what is compared of a candidate."""
    clause, paragraph, head = one.clause, one.paragraph, one.clause.head
    skip = paragraph.places | paragraph.times
    kept = [t for t in clause.words if t.i not in skip and t.pos_ in _CONTENT and len(t) > _SHORTEST]
    subject = None if clause.is_noun else tree.subject(head)
    moment = one.joined.moment
    return Told(
        line=one.line.number,
        line_kind=one.line.kind,
        sentence=one.sentence,
        start=one.quote.start,
        end=one.quote.end,
        words=frozenset(tree.lemma(t) for t in kept) - _EMPTY,
        names=frozenset(t.lower_ for t in kept if t.pos_ in ("PROPN", "NUM")),
        verb=tree.lemma(head),
        classes=tuple(verb_classes(head)),
        tense="noun" if clause.is_noun else tree.finite_tense(head),
        relation=clause.relation,
        dep=head.dep_,
        head=head.i,
        above=frozenset(a.i for a in tree.ancestors(head)),
        objects=frozenset(tree.lemma(c) for c in head.children if c.dep_ in _OBJECTS),
        subject="" if subject is None else subject.lower_,
        places=frozenset(s.site.place.id for s in one.joined.stops),
        day=(moment.when.earliest, moment.when.latest) if moment else None,
    )


def pairs(steps: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of steps that may tell one happening: neighbours, and those with words in common."""
    index: dict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(steps):
        counts: dict[int, int] = defaultdict(int)
        for word in one.words:
            for m in index[word][-WINDOW:]:
                if m >= n - WINDOW:
                    counts[m] += 1
            index[word].append(n)
        near = {m for m in range(max(0, n - _NEAR), n) if one.sentence - steps[m].sentence <= 1}
        yield from ((m, n) for m in sorted(near | {m for m, count in counts.items() if count >= _SHARED}))


def features_of(a: Told, b: Told) -> list[str]:
    """Return the features of two steps, in the order told, as tellings of one happening."""
    return [*_words(a, b), *_setting(a, b), *_form(a, b)]


def _words(a: Told, b: Told) -> Iterator[str]:
    shared = min(len(a.words & b.words), 5)
    smaller = max(min(len(a.words), len(b.words)), 1)
    gap = bucket(b.sentence - a.sentence, (0, 1, 2, 4, 8, 16))
    yield f"shared={shared}"
    yield f"share={bucket(10 * shared // smaller, (0, 2, 4, 6, 8))}"
    yield f"gap={gap}"
    yield f"gap={gap}|{min(shared, 3)}"
    yield f"names={min(len(a.names & b.names), 3)}|{bool(a.names)}|{bool(b.names)}"
    yield f"verb={a.verb == b.verb}"
    yield f"verb={a.verb == b.verb}|{min(shared, 3)}"
    yield f"objects={bool(a.objects & b.objects)}|{bool(a.objects)}|{bool(b.objects)}"
    yield f"object again={bool(a.objects & b.words or b.objects & a.words)}"
    yield f"subject={_alike(a.subject, b.subject)}"


def _setting(a: Told, b: Told) -> Iterator[str]:
    """Yield whether both have the same day and place of their own."""
    shared = min(len(a.words & b.words), 3)
    days = _alike(a.day, b.day)
    met = a.places & b.places
    spots = "same" if met else _alike(bool(a.places) and a.places, bool(b.places) and b.places)
    yield f"days={days}"
    yield f"spots={spots}"
    yield f"days={days}|spots={spots}"
    yield f"days={days}|spots={spots}|{shared}"
    yield f"lines={bucket(b.line - a.line, (0, 1, 2, 5, 10))}"
    yield f"kinds={a.line_kind}|{b.line_kind}"
    yield f"own={bool(a.places)}|{bool(b.places)}|{a.sentence == b.sentence}"


def _form(a: Told, b: Told) -> Iterator[str]:
    yield from (f"class={c}" for c in set(a.classes) & set(b.classes))
    yield from (f"first={c}" for c in a.classes)
    yield from (f"second={c}" for c in b.classes)
    yield f"overlap={a.end > b.start}"
    yield f"relations={a.relation}|{b.relation}"
    yield f"tense={a.tense}|{b.tense}"
    if a.sentence == b.sentence and a.line == b.line:
        up = "over" if a.head in b.above else "under" if b.head in a.above else "apart"
        yield f"tree={up}|{b.dep if up == 'over' else a.dep}"
        yield f"tree={up}|{a.tense == 'noun'}|{b.tense == 'noun'}"


def _alike(one: object, other: object) -> str:
    if one and one == other:
        return "same"
    if not one or not other:
        return "one" if one or other else "none"
    return "other"
