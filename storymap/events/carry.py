"""What an event takes over from what was told before it: flagged, and only where the text invites it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from storymap.events import lexicon, tree
from storymap.events.clauses import Clause
from storymap.events.draft import Draft
from storymap.events.scene import Scene
from storymap.model import Day, Span, When, Where

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
        if noun is None or not _is_definite(noun) or noun.lemma_.lower() not in lexicon.EVENTFUL:
            continue
        draft = scene.told(noun.lemma_.lower(), clause.sentence)
        if draft is not None:
            start = clause.line.block.start + token.idx
            end = clause.line.block.start + noun.idx + len(noun)
            return Anchor(draft, Span(start=start, end=end, text=text[start:end]))
    return None


def _is_definite(noun: "Token") -> bool:
    return any(c.lower_ in ("the", "this", "that") and c.dep_ == "det" for c in noun.children)


def carried_place(clause: Clause, scene: Scene, *, dated: bool) -> tuple[Where, ...]:
    """Return where the story is, if the clause goes on with it: same paragraph, simple past, same people."""
    line = clause.line.number
    if (
        not scene.where
        or not _goes_on(clause)
        or not (line == scene.where_line or (dated and line == scene.where_line + 1))
    ):
        return ()
    if (
        clause.head.lemma_.lower() not in lexicon.SALIENT
        or clause.head.lemma_.lower() in lexicon.MOVE - lexicon.SALIENT
    ):
        return ()
    if not _is_anaphoric(clause):
        return ()
    last = scene.where[-1]
    return (replace(last, role="at", basis="carried", confidence=round(0.5 * last.confidence, 3)),)


def carried_time(clause: Clause, scene: Scene, published: Day | None, *, news: bool) -> When:
    """Return when the story is, if the clause goes on with it in the same paragraph."""
    when = scene.when
    if not when.known or clause.line.number != scene.when_line or not _goes_on(clause):
        return When()
    if news and published is not None and not is_recent(when, published):
        return When()
    if when.extent != "within":
        return When()
    return replace(when, basis="carried")


def _goes_on(clause: Clause) -> bool:
    return (
        not clause.is_noun
        and clause.relation in ("ROOT", "conj", "ccomp", "parataxis", "advcl")
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
