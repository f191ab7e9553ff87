"""How likely a place is where the event of a verb happened: logistic regression over the parse.

"Given the verb, which places?" is the question of Halterman 2019 (Geolocating Political Events in Text,
arXiv:1905.12713), whose sentences the weights are made from (training/join.py). The features are the path
between place and verb, the words on it, distances, what stands beside the place, and what the rules of
`storymap.events.attach` make of it.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from storymap.events import lexicon, tree
from storymap.events.attach import Attachment

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

WEIGHTS = Path(__file__).with_name("join.json")
_LONGEST_PATH = 7
_BUCKETS = (1, 2, 3, 5, 8, 12, 18, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A place's words: the positions of the first and the last, and the head."""

    first: int
    last: int
    head: "Token"


def probability(found: Sequence[str]) -> float:
    """Return the probability, 0…1, for the features of a verb and a place."""
    weights = _weights()
    total = weights.get("", 0.0) + sum(weights.get(feature, 0.0) for feature in found)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def _weights() -> Mapping[str, float]:
    return dict(json.loads(WEIGHTS.read_text(encoding="utf-8")))


def features(verb: "Token", place: Named, places: Sequence[Named], rule: Attachment | None) -> list[str]:
    """Return the features of a verb and a place.

    Args:
        verb: the verb or eventful noun.
        place: the place.
        places: all places around, in text order, the place among them.
        rule: what the rules make of the place, None if it plays no part.
    """
    up, down = _path(place.head, verb)
    return [
        *_by_rule(verb, rule),
        *_by_path(verb, place, up, down),
        *_by_distance(verb, place, places),
        *_by_neighbours(verb, place, places),
    ]


def _path(place: "Token", verb: "Token") -> tuple[list["Token"], list["Token"]]:
    """Return the tokens from the place up to the common ancestor and from there down to the verb."""
    above = [place, *tree.ancestors(place)]
    over = [verb, *tree.ancestors(verb)]
    known = {t.i: n for n, t in enumerate(over)}
    for n, token in enumerate(above):
        if token.i in known:
            return above[: n + 1], over[: known[token.i]]
    return above, over  # another sentence


def _by_rule(verb: "Token", rule: Attachment | None) -> Iterator[str]:
    if rule is None or rule.owner < 0:
        yield "rule=none"
        return
    trust = "high" if rule.weight >= 0.9 else "good" if rule.weight >= 0.5 else "low"
    owner = verb.doc[rule.owner]
    if rule.owner == verb.i:
        yield f"rule=own|{rule.role}|{rule.basis}|{trust}"
        yield f"rule=own|{trust}"
        yield f"rule=own|{rule.role}|{_class(verb)}"
    else:
        over, under = owner.is_ancestor(verb), verb.is_ancestor(owner)
        relation = verb.dep_ if over else owner.dep_ if under else "apart"
        side = "above" if over else "below" if under else "apart"
        yield f"rule={side}|{relation}|{trust}"
        yield f"rule={side}|{rule.role}|{rule.basis}"
        yield f"rule={side}|{_class(owner)}"


def _by_path(verb: "Token", place: Named, up: Sequence["Token"], down: Sequence["Token"]) -> Iterator[str]:
    climbed = [t.dep_ for t in up[:-1]]
    descended = [t.dep_ for t in down]
    whole = ">".join(climbed[:_LONGEST_PATH]) + "<" + "<".join(reversed(descended[:_LONGEST_PATH]))
    preps = [t.lower_ for t in up if t.dep_ in ("prep", "agent") or t.pos_ == "ADP"]
    prep = preps[0] if preps else "-"
    yield f"path={whole}"
    yield f"dep={place.head.dep_}"
    yield f"prep={prep}"
    yield f"preps={'|'.join(preps[:3])}"
    yield f"prep={prep}|top={'verb' if up[-1].i == verb.i else up[-1].pos_}"
    yield f"prep={prep}|class={_class(verb)}"
    yield f"dep={place.head.dep_}|verb={tree.lemma(verb)}"
    yield f"verb={verb.dep_}"
    yield f"depth={min(len(climbed), 6)}|{min(len(descended), 4)}"
    yield from (f"up={dep}" for dep in set(climbed))
    yield from (f"down={dep}" for dep in set(descended))
    yield from (f"over={tree.lemma(t)}" for t in up[1:] if t.pos_ in ("NOUN", "PROPN") and t.i != verb.i)
    between = [t for t in (*up[1:], *down[1:]) if tree.is_verb(t) and t.i != verb.i]
    yield f"verbs on path={min(len(between), 3)}"
    yield from (f"past={tree.lemma(t)}" for t in between)


def _by_distance(verb: "Token", place: Named, places: Sequence[Named]) -> Iterator[str]:
    after = place.first > verb.i
    size = place.first - verb.i if after else verb.i - place.last
    yield f"far={'+' if after else '-'}{_bucket(size)}"
    low, high = sorted((place.head.i, verb.i))
    crossed = verb.doc[low + 1 : high]
    verbs = sum(t.pos_ == "VERB" for t in crossed)
    yield f"crossed={min(verbs, 4)}|{'+' if after else '-'}"
    yield f"commas={min(sum(t.text == ',' for t in crossed), 3)}"
    yield f"same={place.head.sent.start == verb.sent.start}"
    yield f"start={place.first - place.head.sent.start < 3}"
    sizes = sorted(abs(p.first - verb.i) for p in places)
    yield f"rank={min(sizes.index(abs(place.first - verb.i)), 3)}"
    later = [p.first for p in places if p.first > verb.i]
    yield f"first after={bool(later) and place.first == min(later)}"
    yield f"only={len(places) == 1}"
    yield f"count={min(len(places), 5)}"


def _by_neighbours(verb: "Token", place: Named, places: Sequence[Named]) -> Iterator[str]:
    doc = verb.doc
    before = doc[place.first - 1].lower_ if place.first else "^"
    behind = doc[place.last + 1].lower_ if place.last + 1 < len(doc) else "$"
    yield f"before={before}"
    yield f"behind={behind}"
    yield f"inner={any(_beside(place, p, doc) for p in places)}"
    yield f"outer={any(_beside(p, place, doc) for p in places)}"


def _beside(inner: Named, outer: Named, doc: "Doc") -> bool:
    """Tell whether one place follows the other behind a comma or "in": "Nablus, West Bank"."""
    gap = [doc[i].lower_ for i in range(inner.last + 1, outer.first)]
    return 0 < len(gap) <= 3 and gap[0] in (",", "in", "(", "of") and not set(gap) & {"and", "or"}


def _bucket(size: int) -> int:
    return next((b for b in _BUCKETS if size <= b), 99)


def _class(verb: "Token") -> str:
    lemma = tree.lemma(verb)
    if lemma in lexicon.MOVE | lexicon.CARRY:
        return "move"
    if lemma in lexicon.REPORT:
        return "report"
    if lemma in lexicon.PLACE_PATIENT:
        return "patient"
    return "state" if lemma in lexicon.STATIVE else "other"
