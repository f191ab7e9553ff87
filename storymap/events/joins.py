"""The clauses of a sentence joined to its places and times, and what they lend each other."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from places.model import Place
from storymap.events import tree
from storymap.events.attach import Attachment, attach, is_joinable
from storymap.events.clauses import Clause
from storymap.events.dates import Dating, Moment, attach_time, best, is_hour
from storymap.events.gapping import split_gaps
from storymap.events.joined import Joined, places_of
from storymap.events.kinds import is_report
from storymap.events.paragraph import Paragraph
from storymap.events.scorer import Named, features, probability
from storymap.events.sites import Site
from storymap.model import When

if TYPE_CHECKING:
    from spacy.tokens import Token

_WHEN = frozenset({"when", "after", "once"})
SURE = 0.9  # the weight from which the rules need no second opinion
_HOUR = re.compile(r"\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?\s?m\b\.?|o['’]clock)?$", re.IGNORECASE)
_VETO = 0.15
LIKELY = 0.6  # the probability from which the scorer joins a place that the rules leave out
ENOUGH = 0.5  # the weight from which a place belongs to a clause


def join(clauses: Sequence[Clause], paragraph: Paragraph) -> list[Joined]:
    """Return the clauses of a sentence with the places and times that its syntax gives them."""
    heads = {c.head.i: True for c in clauses}
    sites = _sites(clauses, paragraph)
    named = frozenset(s.head.i for s in paragraph.sites)
    attached = [a for s in sites if (a := attach(s, heads, named - {s.head.i})) is not None]
    attached += [a for c in clauses for a in _relative(c, sites)]
    attached = _weighed(_adopted(attached, clauses), clauses, sites)
    dated = [d for m in _within(clauses, paragraph.moments) if (d := attach_time(m, heads)) is not None]
    dated = [_before_boundary(d, clauses) for d in dated]
    joined = []
    for clause in clauses:
        time = best([d for d in dated if d.owner == clause.head.i])
        moment = time.moment if time else _head_time(clause, paragraph.moments)
        if moment is not None and is_hour(moment.time) and _HOUR.match(moment.time.span.text):
            moment = None  # "at 11:47 p.m.": the day is that of the story
        own = [a for a in attached if a.owner == clause.head.i and a.weight >= ENOUGH]
        if clause.chain in ("relcl", "acl", "ccomp"):  # "the medal that Moscow had struck"
            told = moment is not None
            own = [a for a in own if a.basis != "metonym" or (told and _rules(a.site.place))]
        when = moment.when if moment else When()
        vague = _is_vague(clause, paragraph)
        joined.append(
            Joined(
                clause=clause, where=places_of(own), when=when, moment=moment, stops=tuple(own), vague=vague
            )
        )
    return [part for one in joined for part in split_gaps(one, dated)]


def _before_boundary(dating: Dating, clauses: Sequence[Clause]) -> Dating:
    """Give a time at the end of a clause to it: "sang last week, and a strike | closed the port"."""
    doc, last = dating.moment.head.doc, dating.moment.last
    if dating.owner < last or last + 2 >= len(doc) or doc[last + 1].text not in (",", ";"):
        return dating
    ends = doc[last + 1].text == ";" or doc[last + 2].lower_ in ("and", "but")
    before = [c for c in clauses if not c.is_noun and c.head.i < dating.moment.first]
    opens = dating.moment.first == doc[last].sent.start or doc[dating.moment.first - 1].is_punct
    return replace(dating, owner=before[-1].head.i) if ends and before and not opens else dating


def _weighed(
    attached: list[Attachment], clauses: Sequence[Clause], sites: Sequence[Site]
) -> list[Attachment]:
    """Let the learned scorer decide where the rules are not sure.

    A doubtful place of a clause needs its assent; a place that plays no part by the rules joins the clause in
    whose words it stands, if that is likely.
    """
    named = [Named(first=s.first, last=s.last, head=s.head) for s in sites]
    by_site = {a.site.first: a for a in attached}
    kept = []
    for site, place in zip(sites, named, strict=True):
        mine = [a for a in attached if a.site.first == site.first]
        sure = [a for a in mine if a.weight >= SURE or a.basis in ("metonym", "carried")]
        if sure or site.carried:
            kept += mine
            continue
        chances = _chances(clauses, place, named, by_site.get(site.first))
        first = next(
            (k for k in kept if site.head.dep_ == "conj" and k.site.head.i == site.head.head.i), None
        )
        if first is not None:  # "between Remagen and Mayen": both or none
            kept += [replace(a, weight=first.weight) for a in mine]
            continue
        kept += [replace(a, weight=_between(a.weight, chances.get(a.owner, 0.0))) for a in mine]
        owner = next((c.head.i for c in clauses if site.head in c.words and c.head.i in chances), -1)
        inner = any(a.i == p.head.i for a in tree.ancestors(site.head) for p in named)
        if not mine and owner >= 0 and chances[owner] >= LIKELY and is_joinable(site.head) and not inner:
            kept.append(
                Attachment(site=site, owner=owner, role="at", basis="stated", weight=round(chances[owner], 3))
            )
    return kept


def _chances(
    clauses: Sequence[Clause], place: Named, places: Sequence[Named], rule: Attachment | None
) -> dict[int, float]:
    """Return how likely each clause of the sentence happened at a place."""
    return {c.head.i: probability(features(c.head, place, places, rule)) for c in clauses if not is_report(c)}


def _between(weight: float, chance: float) -> float:
    """Return the weight of a doubtful place; the scorer, made from war news, may lower it only a little."""
    return round(max((2 * weight + chance) / 3, weight - _VETO), 3)


def _is_vague(clause: Clause, paragraph: Paragraph) -> bool:
    """Tell whether a clause says when without a date: "after two years", "when she was nine"."""
    if any(t.i in paragraph.vague for t in clause.words):
        return True
    clauses = (c for c in clause.head.children if c.dep_ == "advcl")
    return any(c.lower_ in _WHEN for advcl in clauses for c in advcl.children if c.dep_ in ("mark", "advmod"))


def _adopted(attached: list[Attachment], clauses: Sequence[Clause]) -> list[Attachment]:
    """Give the places that hang on no clause to the first one behind them, or else the last one before."""
    kept = [a for a in attached if a.owner >= 0]
    for one in attached:
        if one.owner < 0:
            verbs = [c.head.i for c in clauses if not c.is_noun]
            later = [i for i in verbs if i > one.site.first]
            owner = min(later) if later else max(verbs, default=-1)
            if owner >= 0 and not any(a.owner == owner and a.weight >= ENOUGH for a in kept):
                kept.append(replace(one, owner=owner))
    return kept


def _within(clauses: Sequence[Clause], marks: Sequence[Moment]) -> list[Moment]:
    words = {t.i for c in clauses for t in c.words}
    return [m for m in marks if m.head.i in words]


def _sites(clauses: Sequence[Clause], paragraph: Paragraph) -> list[Site]:
    """Return the places that a sentence names, in order."""
    words = {t.i for c in clauses for t in c.words}
    return [site for site in paragraph.sites if site.head.i in words]


def _rules(place: Place) -> bool:
    """Tell whether a place is a country or a capital, which stand for a government."""
    return place.feature.startswith("PCL") or place.feature == "PPLC"


def _relative(clause: Clause, sites: Sequence[Site]) -> list[Attachment]:
    """Return the place that a relative clause or a participle hangs on, if it plays a part in it."""
    head = clause.head
    first = head
    while first.dep_ == "conj" and tree.is_verb(first.head):
        first = first.head
    if first.dep_ not in ("relcl", "acl"):
        return []
    noun = first.head
    site = next((s for s in sites if s.first <= noun.i <= s.last), None)
    if site is None:
        return []
    if first.dep_ == "acl":
        passive = head.tag_ == "VBN"
        return [_given(site, head.i, "patient")] if passive and head.i == first.i else []
    pronoun = next((t for t in first.subtree if t.tag_ in ("WDT", "WP", "WRB") and _belongs(t, first)), None)
    if pronoun is None:
        return []
    if pronoun.lower_ in ("where", "wherein"):
        return [_given(site, head.i, "stated")]
    if head.i != first.i:
        return []
    found = attach(replace(site, head=pronoun), {head.i: True})
    return [found] if found is not None else []


def _belongs(pronoun: "Token", verb: "Token") -> bool:
    above = next((a for a in tree.ancestors(pronoun) if tree.is_verb(a)), None)
    if above is not None and above.dep_ == "conj" and above.head.i == verb.i:
        return True  # "where he was tried and beheaded"
    return above is not None and above.i == verb.i


def _given(site: Site, owner: int, basis: str) -> Attachment:
    return Attachment(
        site=site, owner=owner, role="at", basis="patient" if basis == "patient" else "stated", weight=0.95
    )


def _head_time(clause: Clause, moments: Sequence[Moment]) -> Moment | None:
    """Return the time that a relative clause hangs on: "the late 1940s, when they established ties"."""
    head = clause.head
    if head.dep_ not in ("relcl", "advcl", "acl") or not any(t.lower_ == "when" for t in clause.words):
        return None
    for moment in moments:
        if moment.first <= head.head.i <= moment.last:
            return moment
    before = [m for m in moments if m.last < head.i]
    when = next((t for t in clause.words if t.lower_ == "when"), None)
    if before and when is not None and 0 < when.i - before[-1].last <= 2:
        return before[-1]  # the parse hangs the clause on the verb, but "when" stands right behind the time
    return None
