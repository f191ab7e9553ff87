"""What an event takes over from what was told before it: flagged, and only where the text invites it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from places.model import Place
from storymap.events import lexicon, tree
from storymap.events.clauses import Clause
from storymap.events.draft import Draft
from storymap.events.joined import Joined
from storymap.events.scene import Scene
from storymap.events.sites import Site
from storymap.model import Day, Span, When, Where, WhereRole, Who

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVE = frozenset({"after", "before", "during", "following", "at", "since", "until"})
_ANAPHORIC = frozenset({"PRP", "PRP$", "DT"})
_MONTH = 31


@dataclass(frozen=True, slots=True)
class Anchor:
    """An event told before that a clause points at ("After the ceremony"), and the words that do."""

    draft: Draft
    mention: Span


def anchor(clause: Clause, scene: Scene, text: str) -> Anchor | None:
    """Return the earlier event that a phrase of the clause names, None if there is none."""
    for token in clause.words:
        if token.lower_ not in _RELATIVE or (token.dep_ != "prep" and token.pos_ != "ADP"):
            continue
        noun = tree.child(token, "pobj")
        if noun is None or not _is_definite(noun) or tree.lemma(noun) not in lexicon.EVENTFUL:
            continue
        draft = scene.told(tree.lemma(noun), clause.sentence)
        if draft is not None:
            start = clause.line.block.start + token.idx
            end = clause.line.block.start + noun.idx + len(noun)
            return Anchor(draft, Span(start=start, end=end, text=text[start:end]))
    return None


def _is_definite(noun: "Token") -> bool:
    return any(c.lower_ in ("the", "this", "that") and c.dep_ == "det" for c in noun.children)


def carried_place(one: Joined, scene: Scene, who: Sequence[Who], published: Day | None) -> tuple[Where, ...]:
    """Return where the story is, if the clause goes on with it.

    A person is where the text told of them last; anything else ("the garrison") is where the last event was,
    in the same paragraph. The verb must be in the simple past, and one that tells an event or has a date.
    """
    clause = one.clause
    told = (one.when.known and clause.chain == "ROOT") or tree.lemma(clause.head) in lexicon.SALIENT
    if not _goes_on(clause) or not told or not _is_anaphoric(clause):
        return ()
    news = published is not None and scene.when.known
    if news and one.when.known and not _meet(one.when, scene.when):
        return ()  # background, told between the events of the day
    line = clause.line.number
    for person in who:
        known = scene.people.get(person.name) if person.role in ("actor", "patient") else None
        if known is not None and line - known[1] <= 1:
            return _kept(clause, known[0])
    if (
        scene.stray
        or not scene.where
        or scene.where_line != line
        or (_is_named(clause) and _is_elsewhere(who, scene))
    ):
        return ()
    return _kept(clause, scene.where)


def goes_elsewhere(clause: Clause) -> bool:
    """Tell whether the clause leaves or reaches a name: "I left Porto" happened in no other place."""
    goal = tree.child(clause.head, "dobj")
    verbs = lexicon.REACHES | lexicon.LEAVES | lexicon.CROSSES
    return goal is not None and goal.pos_ == "PROPN" and tree.lemma(clause.head) in verbs


def moved_on(clause: Clause, sites: Sequence[Site], setting: Place) -> bool:
    """Tell whether the paragraph named another place before, so that the dateline holds no more."""
    first = clause.words[0].i
    return any(site.last < first and site.place.id != setting.id for site in sites)


def _kept(clause: Clause, places: Sequence[Where]) -> tuple[Where, ...]:
    last = places[-1]
    leaves = tree.lemma(clause.head) in ("leave", "depart") and tree.child(clause.head, "dobj") is None
    role: WhereRole = "from" if leaves else "at"
    return (replace(last, role=role, basis="carried", confidence=round(0.5 * last.confidence, 3)),)


def _is_elsewhere(who: Sequence[Who], scene: Scene) -> bool:
    """Tell whether the text told where one of the people is, and that was long ago."""
    return any(person.name in scene.people for person in who)


def _is_named(clause: Clause) -> bool:
    """Tell whether the subject has a name of its own, and so may well be elsewhere."""
    subject = tree.subject(clause.head)
    return subject is not None and subject.pos_ == "PROPN"


def _meet(one: When, other: When) -> bool:
    """Tell whether two times are in the same year, as far as is known."""
    first = {d.year for d in (one.earliest, one.latest) if d}
    return bool(first & {d.year for d in (other.earliest, other.latest) if d})


def carried_time(one: Joined, scene: Scene, published: Day | None, *, news: bool) -> When:
    """Return when the story is, if the clause goes on with it and has no time of its own.

    A clause with a place of its own takes over no more than a day, or in news the day of the event.
    """
    clause, when = one.clause, scene.when
    if not when.known or one.vague or not _goes_on(clause) or when.extent != "within":
        return When()
    if news:
        near = clause.line.number - scene.when_line <= 2
        return replace(when, basis="carried") if near and published and is_recent(when, published) else When()
    near = clause.line.number == scene.when_line and clause.sentence - scene.when_sentence <= 2
    fits = not one.stops or when.earliest == when.latest
    return replace(when, basis="carried") if near and fits else When()


def _goes_on(clause: Clause) -> bool:
    return (
        not clause.is_noun
        and clause.chain in ("ROOT", "ccomp", "parataxis")
        and tree.finite_tense(clause.head) in ("past", "participle")
    )


def _is_anaphoric(clause: Clause) -> bool:
    """Tell whether the subject was told of before: a pronoun, "the …", a person's name, or shared."""
    subject = tree.subject(clause.head)
    if subject is None:
        return clause.relation != "ROOT"
    if subject.tag_ in _ANAPHORIC or subject.pos_ == "PROPN":
        return True
    return any(
        c.dep_ in ("det", "poss") and c.lower_ in ("the", "this", "that", "his", "her", "their", "its")
        for c in subject.children
    )


def is_recent(when: When, published: Day) -> bool:
    """Tell whether a time lies within a month of the text's own day."""
    latest = when.latest or when.earliest
    if latest is None:
        return False
    days = (
        (published.year - latest.year) * 365
        + (published.month - latest.month) * 30
        + published.day
        - latest.day
    )
    return -_MONTH <= days <= _MONTH


def stays(places: Sequence[Where]) -> tuple[Where, ...]:
    """Return places taken over from another event."""
    return tuple(
        replace(w, role="at", basis="carried", confidence=round(0.8 * w.confidence, 3))
        for w in places
        if w.role in ("at", "to")
    )
