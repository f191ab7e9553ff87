"""A headline for an event, from the text's own words: who did what, where; names instead of pronouns.

A headline is put together from whole phrases of the clause: the subject and the verb with what it cannot do
without come first, other phrases follow while there is room. So it is never cut in a word or a phrase.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from storymap.events import lexicon, tree
from storymap.events.clauses import Clause
from storymap.events.phrases import WH, Known, belongs, on_noun, phrase, prepositional
from storymap.events.plain import is_sound, own_words
from storymap.events.subjects import relative_head, subject_token
from storymap.events.verb_group import verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 90
_LONGEST_ASIDE = 6  # words
_DANGLING = re.compile(r"(?:[ ,;:—–-]+(?:and|or|but|the|an?|of|to))+$")
_ABBREVIATED = re.compile(r"\b(?:[ap]\.m|Jr|Sr|Co|Inc|Ltd|St)\.$")
_NEEDED = ("prt", "attr", "acomp", "oprd", "dative", "dobj", "xcomp")

Piece = tuple[int, int, str]
"""A phrase that may follow: how little it matters, where it stands, its text."""


def headline(clause: Clause, known: Known, whereabouts: str = "") -> str:
    """Return a headline of at most 90 characters for what the clause tells.

    Args:
        clause: the clause.
        known: names, places and times.
        whereabouts: "in Rome", if the clause itself does not name its place.
    """
    head = clause.head
    if clause.is_noun and tree.is_bare_journey(head):
        return _finish(own_words(clause, known, LONGEST))
    if clause.is_noun:
        return _finish(_fit(phrase(head, known, deep=False), _side_phrases(head, known)))
    full, short = _subject(clause, known)
    verb = verb_group(clause)
    needed, optional = _complements(clause, known)
    base = _join(full, verb, *needed)
    if len(base) > LONGEST:
        needed, optional = _complements(clause, replace(known, first_only=True))
        base = _join(short, verb, *needed)
    while len(base) > LONGEST and needed:
        needed = needed[:-1]
        base = _join(short, verb, *needed)
    title = _fit(base, optional)
    said = tree.child(head, "ccomp")
    cut = not needed and said is not None and said.i > head.i and head.lemma_ != "be"  # "made | it a town"
    if len(base) > LONGEST or cut or not full or not is_sound(title):
        return _finish(own_words(clause, known, LONGEST))
    told = whereabouts.split(" ", 1)[-1].lower()
    return _finish(title if told and told in title.lower() else _fit(title, [whereabouts]))


def _join(*pieces: str) -> str:
    return " ".join(piece for piece in pieces if piece)


def _fit(base: str, pieces: Iterable[str]) -> str:
    for piece in pieces:
        if piece and len(base) + 1 + len(piece) <= LONGEST:
            base = f"{base} {piece}"
    return base


def _finish(text: str) -> str:
    text = re.sub(r"\s*,\s*,", "", text)  # what stood between the commas tells an event of its own
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+([,.;:!?)\]]|['’](?:s|ve|re|d|ll|m)\b|n['’]t\b|’)", r"\1", text)
    text = re.sub(r"([(\[“‘])\s+", r"\1", text).strip(" ,;:—–-")
    text = text if _ABBREVIATED.search(text) else text.rstrip(" .")
    text = _DANGLING.sub("", text)
    text = text if text.count('"') % 2 == 0 else text.replace('"', "")
    return text[:1].upper() + text[1:]


def _subject(clause: Clause, known: Known) -> tuple[str, str]:
    """Return the subject's phrase with what hangs on it, and without."""
    token = subject_token(clause)
    if token is None:
        bare = clause.head.tag_ == "VBN" and not tree.auxiliaries(clause.head)
        return ("" if bare else known.names.latest(),) * 2  # "Stolen in 1931": not the person told of last
    if tree.is_verb(token):  # "What remained of the machines was shipped"
        words = sorted(token.subtree, key=lambda t: t.i)
        text = str(token.doc[words[0].i : words[-1].i + 1].text)
        return (text if len(words) <= _LONGEST_ASIDE + 2 else "",) * 2
    whole = replace(known, only=frozenset())  # the subject is shared: it may stand elsewhere
    short = phrase(token, whole, deep=False, subject=True)
    pieces = [_participle(token, whole)] + [
        prepositional(c, whole) for c in on_noun(token) if belongs(c, whole)
    ]
    return _join(short, *pieces), short


def _participle(noun: "Token", known: Known) -> str:
    """Return a short participle that says which one: "a ceremony honouring Grieg"."""
    acl = tree.child(noun, "acl")
    if acl is None or acl.tag_ != "VBG" or noun.ent_type_ == "PERSON":
        return ""
    noun_after = tree.child(acl, "dobj")
    return f"{acl.text} {phrase(noun_after, known, deep=False)}" if noun_after is not None else ""


def _complements(clause: Clause, known: Known) -> tuple[list[str], list[str]]:
    """Return the phrases that the verb needs and those that may follow, both in the order to print."""
    head = clause.head
    needed: list[str] = []
    rest: list[Piece] = []
    joined = (c.children for c in head.children if tree.shares_passive(c))
    for c in (*head.children, *(c for children in joined for c in children)):
        if c.i in known.times and c.dep_ == "dobj":  # "spent the winter"
            needed.append(phrase(c, replace(known, times=frozenset()), deep=False))
        if c.i in known.times or (known.only and c.i not in known.only and _is_others(c, head, known)):
            continue
        if c.dep_ == "dobj" and tree.is_next_subject(c, head):
            continue
        if c.dep_ == "ccomp" and tree.is_in_name(c) and not tree.is_in_name(c.left_edge):
            needed.append(_flat(c))
        elif c.dep_ in _NEEDED:
            needed.append(_needed(c, head, known))
            if c.dep_ != "xcomp":
                rest += [
                    (_rank(p, known), p.i, prepositional(p, known)) for p in on_noun(c) if belongs(p, known)
                ]
        elif c.dep_ in ("prep", "agent") and belongs(c, known):
            weight, text = _weight(c, head, known), prepositional(c, known)
            if weight < 3 or len(text.split()) <= _LONGEST_ASIDE:
                rest.append((weight, c.i, text))
        elif c.dep_ == "advcl" and any(a.tag_ == "TO" for a in c.children) and c.i > head.i:
            rest.append((2, c.i, _infinitive(c, known) if tree.child(c, "ccomp") is None else ""))
        elif c.dep_ == "advmod" and c.i > head.i and c.lower_ in lexicon.WHITHER:
            needed.append(_join(c.text, *(prepositional(p, known) for p in c.children if p.dep_ == "prep")))
    if known.only:
        rest += _own_phrases(clause, known, {position for _, position, _ in rest})
    kept = sorted(r for r in rest if r[2])[:3]  # the three that matter most
    kept.sort(key=lambda r: (r[1] < head.i, r[1]))  # what stood before the verb comes last
    return [n for n in needed if n], [text for _, _, text in kept]


def _flat(name: "Token") -> str:
    """Return the words of objects that the parse took for a clause: "handed | Ri Son Gwon the medal"."""
    skip = frozenset({"relcl", "acl", "advcl", "punct", "conj", "cc", "mark"})
    words = tree.noun_phrase(name, skip=skip)
    return str(name.doc[words[0].i : words[-1].i + 1].text)


def _is_others(c: "Token", head: "Token", known: Known) -> bool:
    """Tell whether a phrase has the place of the other event that the verb tells."""
    return c.i > head.i and any(t.i in known.places or t.i in known.times for t in c.subtree)


def _needed(c: "Token", head: "Token", known: Known) -> str:
    if c.tag_ in WH or (c.lower_ == "that" and relative_head(head) is not None):
        lead = relative_head(head)
        return phrase(lead, known, deep=False) if lead is not None else ""
    return _infinitive(c, known) if c.dep_ == "xcomp" else phrase(c, known, deep=False)


def _weight(prep: "Token", head: "Token", known: Known) -> int:
    """Return how little a phrase on the verb matters: 0 for what completes it, 3 for an aside."""
    stays = tree.lemma(head) in lexicon.SITE_NOTE and prep.i > head.i
    if (
        prep.dep_ == "agent"
        or stays
        or (prep.lower_ in ("of", "to", "into", "with", "from") and prep.i == head.i + 1)
    ):
        return 0
    return 1 if any(t.i in known.places for t in prep.subtree) else 3


def _own_phrases(clause: Clause, known: Known, done: set[int]) -> list[Piece]:
    """Return the phrases with places among the words of a clause that shares its verb with another."""
    found = []
    for token in clause.words:
        if (
            token.dep_ in ("prep", "conj")
            and token.pos_ == "ADP"
            and token.i not in done
            and belongs(token, known)
        ):
            found.append((0, token.i, prepositional(token, known)))
        elif token.dep_ == "dobj" and token.head.i == clause.head.i:
            continue  # the verb's own object stands there already
        elif token.i in known.places and token.pos_ == "PROPN" and token.dep_ in ("conj", "appos", "dobj"):
            found.append((0, token.i, phrase(token, known, deep=False)))
    return found


def _rank(prep: "Token", known: Known) -> int:
    return 1 if any(t.i in known.places for t in prep.subtree) else 2


def _infinitive(verb: "Token", known: Known) -> str:
    own = [c for c in verb.children if c.dep_ in ("prt", "dobj", "attr", "acomp")]
    preps = [c for c in verb.children if c.dep_ == "prep" and belongs(c, known)]
    return _join(
        *(t.text for t in tree.auxiliaries(verb)),
        verb.text,
        *(phrase(c, known, deep=True) for c in own),
        *(prepositional(c, known) for c in preps),
    )


def _side_phrases(token: "Token", known: Known) -> list[str]:
    return [prepositional(c, known) for c in on_noun(token) if belongs(c, known)]
