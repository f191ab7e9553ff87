"""What grammar says of a clause, as features: words by their classes, tense, subject, what is its own."""

from collections.abc import Iterator

from storymap.events import kinds, tree
from storymap.events.attach import is_joinable
from storymap.events.dates import is_hour
from storymap.events.judges.facts import Facts, bucket, noun_kind, precision, share, trust, verb_classes
from storymap.events.judges.passage import Candidate
from storymap.events.judges.survey import Survey
from storymap.events.status import status

_SMALL = ("ADP", "SCONJ", "ADV", "PRON", "DET", "CCONJ")


def signs(one: Candidate, facts: Facts) -> list[str]:
    """Return the features of a clause that need nothing but its own sentence and line."""
    clause, head = one.clause, one.clause.head
    found = [
        f"pos={head.pos_}",
        f"tag={head.tag_}",
        f"dep={head.dep_}",
        f"rel={clause.relation}",
        f"chain={clause.chain}",
        f"noun={clause.is_noun}",
        f"lemma={tree.lemma(head)}",
        f"line={clause.line.kind}",
        f"part={one.joined.part}",
        f"vague={one.joined.vague}",
        f"order={min(one.order, 4)}",
        f"siblings={min(len(one.siblings), 6)}",
        f"index={min(one.index, 5)}",
        f"size={bucket(len(clause.words), (2, 4, 7, 11, 16, 24))}",
        f"sentence={bucket(len(head.sent), (5, 9, 14, 20, 30, 45))}",
        f"end={head.sent[-1].text[-1:]}",
        f"quoted={facts.quoted}",
    ]
    found += [f"class={name}" for name in facts.classes]
    found += [f"aux={c.lower_}" for c in tree.auxiliaries(head)]
    if not clause.is_noun:
        found += _verbal(one, facts)
    found += _own(one)
    above = next((a for a in tree.ancestors(head) if tree.is_verb(a)), None)
    if above is not None:
        found += [f"above={tree.lemma(above)}", f"above tense={tree.finite_tense(above)}"]
        found += [f"above class={name}" for name in verb_classes(above)]
    if head.dep_ in ("relcl", "acl", "pobj", "appos", "conj"):
        found += [
            f"on={head.head.pos_}",
            f"on lemma={tree.lemma(head.head)}",
            f"on ent={head.head.ent_type_}",
        ]
    return found


def _verbal(one: Candidate, facts: Facts) -> Iterator[str]:
    clause, head = one.clause, one.clause.head
    tense, subject, kind = facts.tense, facts.subject, facts.who
    state, why = status(clause, past=False)
    yield f"tense={tense}"
    yield f"own tense={tree.tense(head)}"
    yield f"status={state}|{why}"
    yield f"kind={kinds.kind(clause, one.joined.where, one.joined.when, present=False)}"
    yield f"report={kinds.is_report(clause)}"
    yield f"reported={kinds.reported_by(clause) is not None}"
    yield f"subject={kind}"
    yield f"subject={kind}|{tense}"
    if subject is not None and subject.pos_ == "NOUN":
        yield f"subject lemma={tree.lemma(subject)}"
        yield from (f"subject class={name}" for name in verb_classes(subject))
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in head.children)
    yield f"passive={passive}|{tense}"
    for c in head.children:
        if c.dep_ in ("dobj", "attr", "acomp", "oprd", "dative"):
            yield f"{c.dep_}={noun_kind(c, one)}"
            yield from (f"{c.dep_} class={name}" for name in verb_classes(c))
            if c.pos_ in ("NOUN", "ADJ"):
                yield f"{c.dep_} lemma={tree.lemma(c)}"
        elif c.dep_ in ("prep", "prt", "agent", "mark", "neg", "advmod"):
            yield f"{c.dep_}={c.lower_}"
        else:
            yield f"has={c.dep_}"
        if c.dep_ == "xcomp" or c.dep_ == "ccomp":
            yield f"{c.dep_} tense={tree.tense(c)}"
            yield from (f"{c.dep_} class={name}" for name in verb_classes(c))
    yield from (f"class={name}|{tense}" for name in facts.classes)


def _own(one: Candidate) -> Iterator[str]:
    """Yield what the clause has of its own: places and times that grammar joined to it."""
    words = {t.i for t in one.clause.words}
    paragraph = one.paragraph
    stops = one.joined.stops
    best = max((s.weight for s in stops), default=0.0)
    yield f"stops={min(len(stops), 3)}"
    yield f"stop={trust(best)}"
    yield from {f"stop role={s.role}|{s.basis}" for s in stops}
    inside = [s for s in paragraph.sites if s.head.i in words]
    loose = [s for s in inside if is_joinable(s.head)]
    yield f"sites={min(len(inside), 3)}|{min(len(loose), 3)}"
    yield from {f"site={s.place.feature[:3]}" for s in inside}
    yield f"anaphor={any(a.head.i in words for a in paragraph.anaphors)}"
    yield f"lost={bool(words & paragraph.lost)}"
    yield f"unknown={bool(words & paragraph.unknown)}"
    moment = one.joined.moment
    yield f"time={precision(moment.when) if moment else 'none'}"
    if moment:
        yield f"time relation={moment.time.relation}"
        yield f"time aside={moment.time.aside}"
        yield f"time extent={moment.when.extent}|{moment.when.basis}"
    timed = [m for m in paragraph.moments if m.head.i in words]
    yield f"times={min(len(timed), 3)}|{sum(is_hour(m.time) for m in timed) > 0}"
    yield f"own={bool(stops)}|{moment is not None}"
    ents = {t.ent_type_ for t in one.clause.words if t.ent_type_}
    yield from (f"ent={e}" for e in ents)


def around(one: Candidate, seen: Survey) -> Iterator[str]:
    """Yield what stands around a clause: the rest of its sentence and paragraph, and how the text tells."""
    paragraph, doc, told = one.paragraph, one.line.block.doc, seen.manner
    sentence = one.clause.head.sent
    sites = [s for s in paragraph.sites if sentence.start <= s.head.i < sentence.end]
    times = [m for m in paragraph.moments if sentence.start <= m.head.i < sentence.end]
    yield f"sentence sites={min(len(sites), 3)}"
    yield f"sentence times={min(len(times), 3)}"
    yield f"paragraph sites={bucket(len(paragraph.sites), (0, 1, 2, 4, 8))}"
    yield f"paragraph times={bucket(len(paragraph.moments), (0, 1, 2, 4, 8))}"
    yield f"paragraph size={bucket(len(doc), (12, 25, 50, 100, 200, 400))}"
    first = one.clause.words[0].i if one.clause.words else 0
    yield f"opens={first - sentence.start < 2}"
    yield f"paragraph opens={one.index == 0}"
    lead, opener = doc[0], doc[sentence.start]
    yield f"lead={'number' if lead.like_num else 'bullet' if lead.is_punct else 'word'}"
    yield f"lead time={any(m.first < 3 for m in paragraph.moments)}"
    yield f"first word={opener.lower_ if opener.pos_ in _SMALL else opener.pos_}"
    others = [c for c in one.siblings if c.head.i != one.clause.head.i]
    elsewhere = {t.i for c in others for t in c.words}
    yield f"others placed={any(s.head.i in elsewhere for s in sites)}"
    position = next((k for k, c in enumerate(one.siblings) if c.head.i == one.clause.head.i), -1)
    yield f"governs={any(c.governor == position for c in others)}"
    yield f"line kind={one.line.kind}|{min(len(paragraph.sites), 2)}|{min(len(paragraph.moments), 2)}"
    yield from _list(one, seen)
    yield f"present={share(told.present)}"
    yield f"first={share(told.first)}"
    yield f"third={share(told.third)}"
    yield f"dated={share(told.dated)}"
    yield f"placed={share(told.placed)}"
    yield f"short={share(told.short)}"
    yield f"published={told.published}"


def _list(one: Candidate, seen: Survey) -> Iterator[str]:
    """Yield whether the lines around one are of the same form, as in a list."""
    mine, alike = seen.forms[one.line.number]
    yield f"form={mine}"
    yield f"alike={alike}|{one.line.kind}"
    capitals = sum(t.is_title for t in one.clause.words) * 10 // max(len(one.clause.words), 1)
    yield f"caps={bucket(capitals, (1, 3, 5, 7))}|{one.clause.is_noun}"
    text = seen.texts[one.line.number]
    yield f"marks={'|' in text}{chr(9) in text}{'--' in text}{text.endswith('.')}"


def neighbours(n: int, seen: Survey) -> Iterator[str]:
    """Yield what the clauses before and behind the one at ``n`` are."""
    candidates = seen.passage.candidates
    one = candidates[n]
    for name, m in (("before", n - 1), ("behind", n + 1)):
        if not 0 <= m < len(candidates):
            yield f"{name}=none"
            continue
        other, facts = candidates[m], seen.facts[m]
        alike = other.sentence == one.sentence
        near = "same" if alike else "line" if other.line.number == one.line.number else "far"
        yield f"{name}={near}"
        yield f"{name} tense={facts.tense}|{near}"
        yield from (f"{name} class={c}|{alike}" for c in facts.classes)
        yield f"{name} own={bool(other.joined.stops)}|{other.joined.moment is not None}|{alike}"
