"""A parsed text with its places and times → its events.

Grammar proposes (``judges.passage``), judges that have learnt from many stories decide (``judges.decide``),
and what they decide is told here: each clause goes through STEPS and comes out as a draft.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from places.model import Document, Located
from places.syntax import Block
from storymap.events import kinds, tree
from storymap.events.actors import according_to, actors, speaker
from storymap.events.anchors import anchor_of
from storymap.events.clauses import Clause
from storymap.events.draft import Draft
from storymap.events.headlines import title_of, told_apart
from storymap.events.hearing import hear, hear_of
from storymap.events.judges.decide import Verdict, Weigh, decide
from storymap.events.judges.model import Judge, judge
from storymap.events.judges.passage import Candidate, Dated, Placed, read_passage
from storymap.events.judges.same import told
from storymap.events.judges.trust import confidence
from storymap.events.life import read_life
from storymap.events.merge import merge
from storymap.events.names import Names, learn_block
from storymap.events.paragraph import Paragraph
from storymap.events.sites import contains
from storymap.events.status import status
from storymap.events.telling import is_news, is_told_by_us, is_told_in_present, own_day
from storymap.model import (
    Day,
    Event,
    EventKind,
    OffMap,
    Span,
    Status,
    When,
    Where,
    WhereBasis,
    WhereRole,
    Who,
)
from storymap.when import Time

_DOUBTFUL = 0.15
"""The probability from which what is no step of the story is listed off the map."""


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a text: its paragraphs, parsed, and its places in text order, with offsets of the text."""

    blocks: Sequence[Block]
    located: Sequence[Located]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known of the text while a clause is read.

    ``present`` says that the story is told in the present tense, ``ours`` that its writers tell so what they
    do themselves, ``news`` that it tells of the days before ``published``. ``trust`` says how far
    to trust what is told; ``part`` is the chapter, ``happened`` what was told last.
    """

    text: str
    names: Names
    present: bool
    ours: bool
    news: bool
    published: Day | None
    trust: Judge
    part: str | None = None
    happened: tuple[Draft, ...] = ()

    def after(self, draft: Draft) -> "Context":
        """Return the context behind a telling: the text may point back at what happened ("the ceremony")."""
        if draft.why or draft.told is None:
            return self
        return replace(self, happened=(*self.happened[1 - _REMEMBERED :], draft))


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A clause and what is known of it so far."""

    candidate: Candidate
    verdict: Verdict
    where: tuple[Where, ...] = ()
    when: When = field(default_factory=When)
    kind: EventKind = "event"
    status: Status = "asserted"
    why: str = ""
    who: tuple[Who, ...] = ()
    source: str | None = None
    title: str = ""
    apart: bool = False

    @property
    def clause(self) -> Clause:
        """The clause."""
        return self.candidate.clause


def read_events(
    document: Document, sections: Iterable[Section], times: Sequence[Time], judges: Weigh = judge
) -> tuple[tuple[Event, ...], tuple[OffMap, ...]]:
    """Return the events of a text in the order told, and what it tells that is kept off the map.

    Args:
        document: the text.
        sections: its sections; each is asked for when the one before has been read, and not kept.
        times: its temporal expressions, in text order.
        judges: what decides; the package's own by default.

    An event whose place cannot be trusted has none. The events have neither ids nor a chronological order
    yet: `storymap.story.tell` gives them.
    """
    drafts = merge(list(_drafts(document, sections, times, judges)), judges)
    kept = sorted((d for d in drafts if not d.why), key=_first_told)
    left = sorted((d for d in drafts if d.why), key=_first_told)
    return tuple(_event(d) for d in told_apart(kept)), tuple(_off_map(d) for d in left)


def _drafts(
    document: Document, sections: Iterable[Section], times: Sequence[Time], judges: Weigh
) -> Iterator[Draft]:
    context: Context | None = None
    line = sentence = 0
    for section in sections:
        context = context or _context(document, section.blocks, times, judges("trust"))
        passage = read_passage(document, section.blocks, section.located, times, line=line, sentence=sentence)
        verdicts = dict(zip(map(id, passage.candidates), decide(passage, judges), strict=True))
        candidates = {k: list(g) for k, g in groupby(passage.candidates, key=lambda c: c.line.number)}
        for paragraph in passage.paragraphs:
            context = _entered(paragraph, context)
            judged = [(c, verdicts[id(c)]) for c in candidates.get(paragraph.line.number, ())]
            for draft in _read_paragraph(paragraph, judged, context):
                context = context.after(draft)
                yield draft
        line, sentence = passage.next_line, passage.next_sentence


def _context(document: Document, blocks: Sequence[Block], times: Sequence[Time], trust: Judge) -> Context:
    return Context(
        text=document.text,
        names=Names(),
        present=is_told_in_present(blocks),
        ours=is_told_by_us(blocks),
        news=is_news(document, times),
        published=own_day(document),
        trust=trust,
    )


def _entered(paragraph: Paragraph, context: Context) -> Context:
    """Return the context in a paragraph: its names are known, and a heading begins a part."""
    learn_block(context.names, paragraph.line.block, paragraph.places)
    context.names.know_places(site.span.text for site in paragraph.sites)
    if paragraph.line.kind != "heading":
        return context
    return replace(context, part=paragraph.line.block.doc.text.strip().strip("#").strip())


def _read_paragraph(
    paragraph: Paragraph, judged: Sequence[tuple[Candidate, Verdict]], context: Context
) -> Iterator[Draft]:
    life = list(read_life(paragraph, context.names))
    yield from life
    told_here = context
    for _, group in groupby(judged, key=lambda pair: pair[0].sentence):
        sentence = list(group)
        for candidate, verdict in sentence:
            if any(_is_of_life(candidate, verdict, d.quote) for d in life):
                continue  # "(born 1792 in Rome)" has been told
            telling = Telling(candidate=candidate, verdict=verdict)
            for step in STEPS:
                telling = step(telling, told_here)
                if telling.why == _UNTOLD:
                    break  # nothing more is asked of it
            if telling.why != _UNTOLD:
                draft = _draft(telling, context)
                told_here = told_here.after(draft)
                yield draft
            hear_of(candidate.clause, context.names, paragraph.times)
        hear(sentence[0][0].siblings, context.names)


def _is_of_life(candidate: Candidate, verdict: Verdict, life: Span) -> bool:
    """Tell whether a clause stands in the brackets of a life, or has its date only from there."""
    dated = verdict.date[0].start if verdict.date is not None else -1
    head = candidate.clause.head
    so = candidate.index == 0 and not candidate.clause.is_noun and head.lemma_ == "be"  # "was a painter"
    return so or any(life.start <= at < life.end for at in (candidate.at, dated))


def place(telling: Telling, context: Context) -> Telling:
    """Return a telling with its places: those of its own words with the part that grammar gives them."""
    del context
    one = telling.candidate
    found = [_where(one, spot, chance) for spot, chance in telling.verdict.places]
    kept = [
        w for w in found if w.role != "at" or not any(contains(w.place, o.place) for o in found if o is not w)
    ]
    return replace(telling, where=tuple(kept))


def _where(one: Candidate, spot: Placed, chance: float) -> Where:
    site = spot.site
    role: WhereRole = "at"
    basis: WhereBasis = "stated"
    stop = next((s for s in one.joined.stops if s.site.span == site.span), None)
    if spot.sentence != one.sentence:
        basis = "dateline" if spot.line.kind == "dateline" else "carried"
        leaves = tree.lemma(one.clause.head) in _LEAVES and tree.child(one.clause.head, "dobj") is None
        role = "from" if leaves else "at"
    elif stop is not None:
        role, basis = stop.role, stop.basis
    return Where(
        place=site.place,
        role=role,
        basis=basis,
        confidence=round(site.confidence * chance, 3),
        mention=site.span,
    )


def date(telling: Telling, context: Context) -> Telling:
    """Return a telling with its date: of its own sentence, or taken over."""
    del context
    if telling.verdict.date is None:
        return telling
    time, _ = telling.verdict.date
    when = time.when
    earlier = tree.finite_tense(telling.clause.head) == "past perfect"
    if earlier and time.line.kind in ("dateline", "heading"):
        return telling  # "had signed it": before the day of the report
    if not _is_own(time, telling.candidate):
        when = replace(when, basis="carried")
    elif telling.candidate.line.kind == "caption":
        when = replace(when, basis="caption")
    return replace(telling, when=replace(when, mention=time.moment.time.span))


def _is_own(time: Dated, one: Candidate) -> bool:
    """Tell whether a time stands in the clause, or was joined to it by grammar."""
    if time.sentence != one.sentence or time.form in ("month", "year"):
        return False
    joined = one.joined.moment is not None and one.joined.moment.first == time.moment.first
    return joined or any(t.i == time.moment.head.i for t in one.clause.words)


def point_back(telling: Telling, context: Context) -> Telling:
    """Return a telling with what it takes over from the event that it names: "After the ceremony"."""
    anchor = anchor_of(telling.candidate, context.happened)
    if anchor is None:
        return telling
    own = telling.when.known and telling.when.basis == "stated"
    when = telling.when if own or not anchor.when.known else replace(anchor.when, basis="carried")
    here = any(w.basis not in ("carried", "dateline") for w in telling.where)
    where = telling.where if here or not anchor.where else _stays(anchor.where)
    return replace(telling, when=when, where=where, apart=True)


def _stays(places: Sequence[Where]) -> tuple[Where, ...]:
    return tuple(
        replace(w, role="at", basis="carried", confidence=round(_POINTED * w.confidence, 3))
        for w in places
        if w.role in ("at", "to")
    )


def tell_kind(telling: Telling, context: Context) -> Telling:
    """Return a telling with its kind; what the judge takes for a step is no state, unless "there is" it."""
    clause = telling.clause
    subject = None if clause.is_noun else tree.subject(clause.head)
    ours = context.ours and subject is not None and subject.lower_ in ("i", "we")
    kind = kinds.kind(clause, telling.where, telling.when, present=context.present or ours)
    if telling.verdict.is_step and kind == "state" and not kinds.is_there(clause):
        moves = any(w.role in ("from", "to", "via") for w in telling.where)
        kind = "movement" if moves else "event"
    lasts = kind == "state" and not clause.is_noun and tree.finite_tense(clause.head) == "present"
    return replace(telling, kind=kind, when=When() if lasts else telling.when)


def doubt(telling: Telling, context: Context) -> Telling:
    """Return a telling with its status and the reason to keep it off the map, if there is one.

    What is a matter of form (a negation beside the verb, "will") is a rule; all else the judge has decided.
    """
    when, published = telling.when, context.published
    past = when.latest is not None and (published is None or when.latest < published)
    state, why = status(telling.clause, past=past)
    if not why and _is_ahead(telling, context):
        state, why = "future", "future"
    note = telling.kind == "state" and kinds.is_site_note(telling.clause, telling.where)
    step = telling.verdict.is_step and telling.kind in ("event", "movement")
    if not why and not step and not note:
        why = _reason(telling)
    return replace(telling, status=state, why=why)


def _reason(telling: Telling) -> str:
    """Return why a clause that is no step of the story stays off the map."""
    if telling.kind == "report":
        return "report" if telling.when.known else _UNTOLD
    if telling.verdict.chance < _DOUBTFUL or telling.clause.line.kind in ("heading", "dateline"):
        return _UNTOLD
    if any(w.basis not in ("carried", "dateline") for w in telling.where):
        return "state"
    paragraph, words = telling.candidate.paragraph, telling.clause.words
    return "unknown place" if any(t.i in paragraph.unknown | paragraph.lost for t in words) else "no place"


def _is_ahead(telling: Telling, context: Context) -> bool:
    """Tell whether news in the present tense turns to a fixed date: "Dundee travel to Aberdeen on Friday"."""
    clause, begins, today = telling.clause, telling.when.earliest, context.published
    if clause.is_noun or tree.finite_tense(clause.head) != "present":
        return False
    if any(t.lower_ == "tomorrow" for t in clause.words):
        return True
    stated = telling.when.known and telling.when.basis == "stated"
    later = begins is not None and today is not None and begins > today
    told_so = clause.line.kind == "body" and clause.chain == "ROOT" and not context.present
    return stated and (later or (context.news and told_so))


def name_people(telling: Telling, context: Context) -> Telling:
    """Return a telling with the people in it, and who says so."""
    clause, names = telling.clause, context.names
    who = actors(clause, names, telling.candidate.paragraph.places, context.text)
    above = None if clause.is_noun else kinds.reported_by(clause)
    source = (speaker(above, names) if above is not None else None) or according_to(clause, names)
    return replace(telling, who=who, source=source)


def headline(telling: Telling, context: Context) -> Telling:
    """Return a telling with its headline, from its own words: what was taken over has no part in it."""
    candidate = telling.candidate
    return replace(telling, title=title_of(candidate.joined, candidate.paragraph, context.names))


STEPS: tuple[Callable[[Telling, Context], Telling], ...] = (
    place,
    date,
    point_back,
    tell_kind,
    doubt,
    name_people,
    headline,
)
"""How a clause becomes what it tells, in this order."""

_UNTOLD = "untold"
_REMEMBERED = 60  # tellings
_POINTED = 0.8  # how far it is trusted that what follows "the ceremony" is where that was
_LEAVES = frozenset({"leave", "depart"})


def _draft(telling: Telling, context: Context) -> Draft:
    clause, verdict = telling.clause, telling.verdict
    compared = not telling.why and telling.kind != "state"
    return Draft(
        line_kind=clause.line.kind,
        title=telling.title,
        quote=telling.candidate.quote,
        trigger=_span(clause, context.text),
        kind=telling.kind,
        status=telling.status,
        why=telling.why,
        when=telling.when,
        where=telling.where,
        who=telling.who,
        source=telling.source,
        part=context.part,
        main=_is_main(clause, telling.kind),
        confidence=confidence(verdict.chance, telling.where, context.trust),
        told=told(telling.candidate) if compared else None,
        apart=telling.apart,
        once=_once(clause, telling.who),
    )


def _is_main(clause: Clause, kind: str) -> bool:
    chained = clause.relation in ("ROOT", "conj", "ccomp", "parataxis", "advcl")
    return kind in ("event", "movement") and clause.line.kind == "body" and chained


def _once(clause: Clause, who: Sequence[Who]) -> str:
    """Return what and who, of a birth or a death of somebody with a name; "" of anything else."""
    if clause.is_noun:
        return ""
    verb = "bear" if clause.head.lower_ == "born" else tree.lemma(clause.head)
    name = next((w.name for w in who if w.role in ("actor", "patient") and w.name.istitle()), "")
    return f"{verb} {name}" if verb in ("bear", "die") and name and tree.subject(clause.head) else ""


def _span(clause: Clause, text: str) -> Span:
    start = clause.line.block.start + clause.head.idx
    end = start + len(clause.head)
    return Span(start=start, end=end, text=text[start:end])


def _first_told(draft: Draft) -> tuple[int, int]:
    """Return where a text tells something first: the verb counts, since clauses may begin with each other."""
    return min((s.start, s.end) for s in (draft.trigger, *draft.tellings))


def _event(draft: Draft) -> Event:
    return Event(
        id="",
        title=draft.title,
        quote=draft.quote,
        kind=draft.kind,
        status=draft.status,
        main=draft.main,
        when=draft.when,
        where=draft.where,
        who=draft.who,
        mentions=draft.tellings,
        trigger=draft.trigger,
        source=draft.source,
        part=draft.part,
        confidence=draft.confidence,
    )


def _off_map(draft: Draft) -> OffMap:
    return OffMap(quote=draft.quote, why=draft.why, title=draft.title, when=draft.when)
