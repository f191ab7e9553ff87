"""A parsed text with its places and times → its events."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from places.model import Document, Located, Place
from places.syntax import Block
from storymap.events import carry, kinds, lexicon, tree
from storymap.events.actors import according_to, actors, speaker
from storymap.events.clauses import Clause, read_clauses, told_words
from storymap.events.draft import Draft
from storymap.events.headlines import title_of, told_apart
from storymap.events.hearing import hear, hear_of
from storymap.events.home import at_home, home_of_heading, home_of_lead, homes_of, is_of_nowhere
from storymap.events.joined import Joined
from storymap.events.joins import join
from storymap.events.lending import lent_place
from storymap.events.life import read_life
from storymap.events.lines import Line, read_lines
from storymap.events.merge import merge
from storymap.events.names import Names, learn_block
from storymap.events.paragraph import Paragraph, read_paragraph
from storymap.events.scene import Scene
from storymap.events.status import status
from storymap.events.telling import is_news, is_told_by_us, is_told_in_present, own_day
from storymap.model import Day, Event, OffMap, Span, When, Where, Who
from storymap.when import Time

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_SHORT_HEADING = 8  # words
_UNTOLD = ("undated report", "state")  # that somebody said something or was somehow is no event at all


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What is known of the text as a whole while its clauses are read.

    ``present`` says that the story is told in the present tense, ``ours`` that its writers tell so what they
    do themselves, ``news`` that it tells of the days before ``published``.
    """

    text: str
    names: Names
    scene: Scene
    present: bool
    ours: bool
    news: bool
    published: Day | None


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a text: its paragraphs, parsed, and its places in text order, with offsets of the text."""

    blocks: Sequence[Block]
    located: Sequence[Located]


def read_events(
    document: Document, sections: Iterable[Section], times: Sequence[Time]
) -> tuple[tuple[Event, ...], tuple[OffMap, ...]]:
    """Return the events of a text in the order told, and what it tells that is kept off the map.

    Args:
        document: the text.
        sections: its sections; each is asked for when the one before has been read, and not kept.
        times: its temporal expressions, in text order.

    The events have neither ids nor a chronological order yet: `storymap.story.tell` gives them.
    """
    drafts = merge([d for d in _drafts(document, sections, times) if d.why not in _UNTOLD])
    kept = sorted((d for d in drafts if d.on_map), key=_first_told)
    left = sorted((d for d in drafts if not d.on_map), key=_first_told)
    return tuple(_event(d) for d in told_apart(kept)), tuple(_off_map(d) for d in left)


def _drafts(document: Document, sections: Iterable[Section], times: Sequence[Time]) -> Iterator[Draft]:
    reader: Reader | None = None
    lines = sentences = 0
    for section in sections:
        reader = reader or _reader(document, section.blocks, times)
        spans = [(o.mention.start, o.mention.end) for o in section.located]
        homes = homes_of(section.located)
        spans += [(t.span.start, t.span.end) for t in times]
        bodies = [t.opens for t in times if t.opens]
        for line in read_lines(section.blocks, sorted(spans), first=lines, bodies=bodies):
            lines = line.number + 1
            if line.kind == "note":
                continue
            yield from _told(line, section, times, sentences, reader, homes)
            sentences += 1 + sum(1 for _ in line.block.doc.sents)


def _reader(document: Document, blocks: Sequence[Block], times: Sequence[Time]) -> Reader:
    return Reader(
        text=document.text,
        names=Names(),
        scene=Scene(),
        present=is_told_in_present(blocks),
        ours=is_told_by_us(blocks),
        news=is_news(document, times),
        published=own_day(document),
    )


def _told(
    line: Line,
    section: Section,
    times: Sequence[Time],
    sentences: int,
    reader: Reader,
    homes: Mapping[str, Place],
) -> Iterator[Draft]:
    """Yield what a line tells; a heading or a dateline only says where and when."""
    paragraph = read_paragraph(line, section.located, times)
    learn_block(reader.names, line.block, paragraph.places)
    reader.names.know_places(site.span.text for site in paragraph.sites)
    if line.kind in ("heading", "dateline"):
        _set_scene(reader.scene, paragraph, homes)
    else:
        yield from _read_line(paragraph, sentences, reader)


def _set_scene(scene: Scene, paragraph: Paragraph, homes: Mapping[str, Place]) -> None:
    """Take place and day from a dateline or a heading; a heading also names the part that begins."""
    line, sites, moments = paragraph.line, paragraph.sites, paragraph.moments
    if line.kind == "heading":
        scene.part = line.block.doc.text.strip().strip("#").strip()  # without Markdown's marks
        aside = any(m.first and line.block.doc[m.first - 1].text == "(" for m in moments)  # dates of a life
        moments = moments if len(line.block.doc) < _SHORT_HEADING and not aside else ()
        scene.setting = None
        scene.live(home_of_heading(paragraph, homes), stray=is_of_nowhere(paragraph))
    else:
        goes_on = line.number == scene.head_line + 1  # "Winnipeg" in one line, the day in the next
        scene.setting = sites[0].place if sites else scene.setting if goes_on else None
        scene.head_line = line.number
        if not sites and scene.where and not goes_on:
            scene.home = scene.where[-1].place  # an entry of a diary begins where the last one ended
    scene.day = replace(moments[0].when, basis="carried") if moments else When()
    if sites:
        scene.name(sites[0].place)


def _read_line(paragraph: Paragraph, sentences: int, reader: Reader) -> Iterator[Draft]:
    life = list(read_life(paragraph, reader.names, sentences))
    yield from life
    for clauses in read_clauses(paragraph.line, sentences, paragraph.anchors):
        joined = join(clauses, paragraph, reader.scene)
        if paragraph.line.kind == "caption":
            joined = [
                _captioned(one, paragraph)
                for one in joined
                if one.clause.relation == "ROOT" and len(one.clause.words) > 3
            ]
        told: list[Joined] = []
        if joined and reader.scene.home is None and not reader.scene.happened:
            reader.scene.live(home_of_lead(joined[0], paragraph.sites))
        for one in joined:
            if tree.is_bare_journey(one.clause.head) and not (one.when.known or reader.scene.day.known):
                continue  # only diaries tell a journey without a verb
            draft, placed = _draft(len(told), [*told, *joined[len(told) :]], paragraph, reader)
            told.append(placed)
            if any(d.quote.start <= draft.trigger.start < d.quote.end for d in life):
                continue  # "(born 1792 in Rome)" has been told
            if one.vague and not one.when.known and draft.main:
                reader.scene.lose_time()
            reader.scene.tell(draft)
            yield draft
            hear_of(one.clause, reader.names, paragraph.times)
        words = {t.i for c in clauses for t in c.words}
        for site in paragraph.sites:
            if site.head.i in words:
                reader.scene.name(site.place)
        if words & paragraph.unknown and not any(s.head.i in words for s in paragraph.sites):
            reader.scene.lose_place()
        hear(clauses, reader.names)


def _captioned(one: Joined, paragraph: Paragraph) -> Joined:
    """Give a caption the last date of its line, and its last place if its clause has none."""
    when, moment = one.when, one.moment
    if paragraph.moments:
        moment = paragraph.moments[-1]
        when = replace(moment.when, basis="caption")
    where = one.where
    if not where and paragraph.sites:
        last = paragraph.sites[-1]
        where = (Where(place=last.place, confidence=round(0.7 * last.confidence, 3), mention=last.span),)
    return replace(one, where=where, when=when, moment=moment)


def _draft(n: int, sentence: Sequence[Joined], paragraph: Paragraph, reader: Reader) -> tuple[Draft, Joined]:
    """Return what the clause at ``n`` of a sentence tells, and the clause with the place it was lent."""
    one = sentence[n]
    clause, text = one.clause, reader.text
    pointed = carry.anchor(clause, reader.scene, text)
    who = actors(clause, reader.names, paragraph.places, text)
    subject = tree.subject(clause.head)
    ours = reader.ours and subject is not None and subject.lower_ in ("i", "we")
    kind = kinds.kind(clause, one.where, one.when, present=reader.present or ours)
    when, moment_span = _when(one, kind, pointed, reader)
    where = one.where
    if not where and kind in ("event", "movement"):
        where = _where(n, sentence, pointed, reader, who, paragraph)
        if not where and not _has_unknown(one, paragraph) and not carry.goes_elsewhere(one.clause):
            where = at_home(one, when, who, reader.scene)
    past = when.latest is not None and (reader.published is None or when.latest < reader.published)
    state, why = status(clause, past=past)
    if kind == "state":
        when = when if when.known and not _is_present(clause) else When()
    if not why and _is_ahead(one, kind, reader):
        state, why = "future", "future"
    why = why or _reason(one, kind, where, paragraph)
    draft = Draft(
        line=clause.line.number,
        sentence=clause.sentence,
        line_kind=clause.line.kind,
        title=title_of(one, paragraph, reader.names),
        quote=tree.quoted(clause.line.block, text, told_words(clause)),
        trigger=_span(clause, text),
        kind=kind,
        status=state,
        why=why,
        when=replace(when, mention=moment_span) if when.known else When(),
        where=where,
        who=who,
        source=_source(clause, reader),
        part=reader.scene.part,
        main=_is_main(clause, kind),
        apart=pointed is not None,
        confidence=_confidence(where, when),
        words=_words(clause),
        core=_core(clause),
        once=_once(clause, who),
    )
    return draft, replace(one, where=where)


def _when(one: Joined, kind: str, pointed: carry.Anchor | None, reader: Reader) -> tuple[When, Span | None]:
    if one.when.known:
        return one.when, one.moment.time.span if one.moment else None
    if kind in ("state", "report"):
        return When(), None
    if pointed is not None and pointed.draft.when.known:
        return replace(pointed.draft.when, basis="carried"), pointed.mention
    scene = reader.scene
    found = carry.carried_time(one, scene, reader.published, news=reader.news)
    if found.known:
        return found, found.mention
    aside = _is_inside(one.clause, "relcl", "acl") or tree.finite_tense(one.clause.head) == "past perfect"
    if reader.news and reader.published is not None:
        long_ago = scene.when_line == one.clause.line.number and scene.when.known
        aside = aside or (long_ago and not carry.is_recent(scene.when, reader.published))
        aside = aside or tree.lemma(one.clause.head) in lexicon.LIFE
    if scene.day.known and one.clause.line.kind == "body" and not aside:
        return scene.day, None
    return When(), None


def _where(
    n: int,
    sentence: Sequence[Joined],
    pointed: carry.Anchor | None,
    reader: Reader,
    who: Sequence[Who],
    paragraph: Paragraph,
) -> tuple[Where, ...]:
    one = sentence[n]
    if pointed is not None and pointed.draft.where:
        return carry.stays(pointed.draft.where)
    if _has_unknown(one, paragraph) or carry.goes_elsewhere(one.clause):
        return ()  # it has a place of its own that nobody could find
    lent = lent_place(n, sentence)
    if lent:
        return lent
    found = carry.carried_place(one, reader.scene, who, reader.published if reader.news else None)
    if found:
        return found
    scene = reader.scene
    town = scene.setting or (None if scene.stray else scene.focus)
    if town is not None and any(t.i in paragraph.lost for t in one.clause.words):
        near = scene.where[-1].place if scene.where and scene.where_line == one.clause.line.number else town
        return (Where(place=near, basis="carried", confidence=0.3),)
    head, setting = one.clause.head, reader.scene.setting
    goes_on = one.clause.relation == "ROOT" and tree.finite_tense(head) == "past"
    first = scene.focus is None  # what a report begins with happened at its dateline
    here = setting is not None and not carry.moved_on(one.clause, paragraph.sites, setting)
    if setting is not None and here and goes_on and (first or tree.lemma(head) in lexicon.SALIENT):
        return (Where(place=setting, basis="dateline", confidence=0.5),)
    return ()


def _has_unknown(one: Joined, paragraph: Paragraph) -> bool:
    """Tell whether a clause names a place that nobody could find: it happened there and nowhere else."""
    return any(t.i in paragraph.unknown for t in one.clause.words)


def _reason(one: Joined, kind: str, where: Sequence[Where], paragraph: Paragraph) -> str:
    """Return why an asserted clause stays off the map, "" if it does not."""
    named = any(t.i in paragraph.unknown or t.i in paragraph.lost for t in one.clause.words)
    nowhere = "unknown place" if named else "no place"
    if kind == "report":
        return "report" if one.when.known and one.when.basis != "carried" else "undated report"
    if kind == "state" and not kinds.is_site_note(one.clause, where):
        return "state" if where else nowhere
    return "" if where else nowhere


def _is_ahead(one: Joined, kind: str, reader: Reader) -> bool:
    """Tell whether news in the past tense turns to a fixed date: "Dundee travel to Aberdeen on Friday"."""
    if _is_present(one.clause) and any(t.lower_ == "tomorrow" for t in one.clause.words):
        return True
    stated = one.when.known and one.when.basis == "stated"
    today, begins = reader.scene.day.latest, one.when.earliest
    if stated and _is_present(one.clause) and today is not None and begins is not None and begins > today:
        return True  # a diary's "Tomorrow I sail"
    told = one.clause.line.kind == "body" and one.clause.chain == "ROOT" and not reader.present
    return reader.news and stated and told and kind in ("event", "movement") and _is_present(one.clause)


def _is_inside(clause: Clause, *relations: str) -> bool:
    """Tell whether a clause is, or is part of, one on a noun: "the fair, which opened before …"."""
    return any(t.dep_ in relations for t in (clause.head, *tree.ancestors(clause.head)) if tree.is_verb(t))


def _is_present(clause: Clause) -> bool:
    return tree.finite_tense(clause.head) == "present"


def _source(clause: Clause, reader: Reader) -> str | None:
    above = kinds.reported_by(clause)
    return (speaker(above, reader.names) if above is not None else None) or according_to(clause, reader.names)


def _is_main(clause: Clause, kind: str) -> bool:
    return (
        kind in ("event", "movement")
        and clause.line.kind == "body"
        and clause.relation in ("ROOT", "conj", "ccomp", "parataxis", "advcl")
    )


def _confidence(where: Sequence[Where], when: When) -> float:
    place = max((w.confidence for w in where), default=0.3)
    factor = {"stated": 1.0, "caption": 0.95, "carried": 0.8, "assumed": 0.7, "none": 0.9}[when.basis]
    return round(place * factor, 3)


def _words(clause: Clause) -> frozenset[str]:
    return frozenset(
        tree.lemma(t)
        for t in clause.words
        if t.pos_ in _CONTENT and tree.lemma(t) not in lexicon.EMPTY and len(t) > 2
    )


def _core(clause: Clause) -> frozenset[str]:
    objects = [c for c in clause.head.children if c.dep_ in ("dobj", "nsubjpass")]
    objects += [n for c in clause.head.children if c.dep_ == "prep" for n in c.children if c.lower_ == "with"]
    return frozenset(tree.lemma(t) for t in objects if t.pos_ == "NOUN")


def _once(clause: Clause, who: Sequence[Who]) -> str:
    """Return what and who, of a birth or a death of somebody with a name; "" of anything else."""
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
