"""A headline for an event, from the text's own words: who did what, where; names instead of pronouns.

A headline is put together from whole phrases of the clause: the subject and the verb with what it cannot do
without come first, other phrases follow while there is room. So it is never cut in a word or a phrase.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storymap.events import inflect, tree
from storymap.events.clauses import Clause
from storymap.events.names import Names, clean

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

LONGEST = 90
_ASIDES = frozenset({"relcl", "acl", "appos", "punct", "advcl", "parataxis", "dep", "prep", "mark"})
_NEEDED = ("prt", "neg", "attr", "acomp", "oprd", "dative", "dobj", "xcomp")
_WH = frozenset({"WP", "WDT", "WRB", "WP$"})


@dataclass(frozen=True, slots=True)
class Known:
    """What a headline may use besides the clause: names, and which words are times or places."""

    names: Names
    times: frozenset[int]
    places: frozenset[int]


def headline(clause: Clause, known: Known) -> str:
    """Return a headline of at most 90 characters for what the clause tells."""
    if clause.is_noun:
        return _finish(_fit(_phrase(clause.head, known, deep=False), _side_phrases(clause.head, known)))
    subject = _subject(clause, known)
    verb = _verb_group(clause)
    needed, optional = _complements(clause, known)
    base = " ".join(p for p in (subject, verb, *needed) if p)
    if len(base) > LONGEST:
        base = " ".join(p for p in (_shorter(clause, known), verb, *needed) if p)
    while len(base) > LONGEST and needed:
        needed = needed[:-1]
        base = " ".join(p for p in (_shorter(clause, known), verb, *needed) if p)
    return _finish(_fit(base, optional))


def _fit(base: str, pieces: Iterable[str]) -> str:
    for piece in pieces:
        if piece and len(base) + 1 + len(piece) <= LONGEST:
            base = f"{base} {piece}"
    return base


def _finish(text: str) -> str:
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+([,.;:!?)\]’]|'s\b|n't\b)", r"\1", text)
    text = re.sub(r"([(\[“‘])\s+", r"\1", text).strip(" ,.;:—–-")
    text = text if text.count('"') % 2 == 0 else text.replace('"', "")
    return text[:1].upper() + text[1:]


def _subject(clause: Clause, known: Known) -> str:
    token = _subject_token(clause)
    if token is None:
        return ""
    pieces = [_phrase(token, known, deep=False), _participle(token, known)]
    pieces += [_prep_text(c, known) for c in token.children if c.dep_ == "prep" and _belongs(c, known)]
    return " ".join(p for p in pieces if p)


def _participle(noun: "Token", known: Known) -> str:
    """Return a short participle that says which one: "a ceremony honouring Grieg"."""
    acl = tree.child(noun, "acl")
    if acl is None or acl.tag_ != "VBG" or noun.ent_type_ == "PERSON":
        return ""
    noun_after = tree.child(acl, "dobj")
    return f"{acl.text} {_phrase(noun_after, known, deep=False)}" if noun_after is not None else ""


def _shorter(clause: Clause, known: Known) -> str:
    token = _subject_token(clause)
    return "" if token is None else _phrase(token, known, deep=False)


def _subject_token(clause: Clause) -> "Token | None":
    head = clause.head
    token = tree.subject(head)
    if token is not None and token.tag_ in _WH:
        token = None if clause.relation not in ("relcl", "conj") else _relative_head(head)
    if token is None and tree.child(head, "expl") is not None:
        return tree.child(head, "expl")
    if token is None and clause.relation == "acl":
        return head.head
    first = head
    while (
        token is None
        and first.dep_ in ("conj", "advcl", "pcomp", "prep", "xcomp", "dep", "ccomp")
        and first.head.i != first.i
    ):
        first = first.head
        token = tree.subject(first) if tree.is_verb(first) else None
        if token is not None and token.tag_ in _WH:
            token = _relative_head(first)
        elif first.dep_ == "acl" and token is None:
            return first.head
    return token


def _relative_head(verb: "Token") -> "Token | None":
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" else None


def _verb_group(clause: Clause) -> str:
    head = clause.head
    helpers = tree.auxiliaries(head)
    group = sorted([*helpers, head, *(c for c in head.children if c.dep_ == "neg")], key=lambda t: t.i)
    if head.tag_ in ("VBN", "VBG") and not helpers:
        subject = _subject_token(clause)
        plural = subject is not None and (
            subject.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in subject.children)
        )
        if head.dep_ == "conj" and tree.is_verb(head.head) and tree.auxiliaries(head.head):
            shared = list(tree.auxiliaries(head.head))
            return " ".join(t.text for t in [*shared, head])
        if head.tag_ == "VBG" and clause.relation in ("advcl", "conj", "pcomp", "dep", "prep"):
            return inflect.past(head.lemma_.lower())
        if clause.relation in ("advcl", "acl", "conj", "dep"):
            return f"{inflect.was(plural=plural)} {head.text.lower()}"
    if head.tag_ == "VBN" and helpers and helpers[0].tag_ == "VBG":  # "having taken", "being taken"
        return inflect.past(head.lemma_.lower()) if helpers[0].lemma_ == "have" else f"was {head.text}"
    return " ".join(t.text if t.i != group[0].i or t.ent_type_ else t.text.lower() for t in group)


def _complements(clause: Clause, known: Known) -> tuple[list[str], list[str]]:
    """Return the phrases that the verb needs and those that may follow, both in the order to print."""
    head = clause.head
    needed: list[str] = []
    rest: list[tuple[int, int, str]] = []
    for c in head.children:
        if c.dep_ in ("aux", "auxpass", "neg", *tree.SUBJECTS) or c.i in known.times:
            continue
        if c.dep_ in _NEEDED:
            if c.tag_ in _WH:
                lead = _relative_head(head)
                needed.append(_phrase(lead, known, deep=False) if lead is not None else "")
            elif c.dep_ == "xcomp":
                needed.append(_infinitive(c, known))
            else:
                needed.append(_phrase(c, known, deep=False))
                rest += [
                    (_rank(p, known), p.i, _prep_text(p, known)) for p in _on_noun(c) if _belongs(p, known)
                ]
        elif c.dep_ in ("prep", "agent") and _belongs(c, known):
            text = _prep_text(c, known)
            place = any(t.i in known.places for t in c.subtree)
            close = c.dep_ == "agent" or (
                c.lower_ in ("of", "to", "into", "with", "from") and c.i == head.i + 1
            )
            rest.append((0 if close else 1 if place else 3, c.i, text))
        elif c.dep_ == "advcl" and any(a.tag_ == "TO" for a in c.children) and c.i > head.i:
            rest.append((2, c.i, _infinitive(c, known)))
        elif (
            c.dep_ == "advmod"
            and c.i > head.i
            and c.lower_
            in (
                "away",
                "back",
                "home",
                "east",
                "west",
                "north",
                "south",
                "abroad",
                "ashore",
                "together",
                "inland",
                "southward",
                "northward",
                "eastward",
                "westward",
                "ablaze",
            )
        ):
            needed.append(c.text)
    return [n for n in needed if n], [
        text for _, _, text in sorted(_first_few(rest), key=lambda r: _position(r, head))
    ]


def _on_noun(noun: "Token") -> list["Token"]:
    """Return the phrases on a noun and on those coordinated with it, but for "of", which stands with it."""
    found = [c for c in noun.children if c.dep_ == "prep" and c.lower_ != "of"]
    for c in noun.children:
        if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN"):
            found += _on_noun(c)
    return found


def _rank(prep: "Token", known: Known) -> int:
    return 1 if any(t.i in known.places for t in prep.subtree) else 2


def _first_few(rest: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Keep the three phrases that matter most."""
    return sorted(r for r in rest if r[2])[:3]


def _position(piece: tuple[int, int, str], head: "Token") -> tuple[bool, int]:
    return piece[1] < head.i, piece[1]  # what stood before the verb comes last


def _infinitive(verb: "Token", known: Known) -> str:
    words = [t.text for t in tree.auxiliaries(verb)] + [verb.text]
    words += [
        _phrase(c, known, deep=True) for c in verb.children if c.dep_ in ("prt", "dobj", "attr", "acomp")
    ]
    words += [_prep_text(c, known) for c in verb.children if c.dep_ == "prep" and _belongs(c, known)]
    return " ".join(w for w in words if w)


def _side_phrases(token: "Token", known: Known) -> list[str]:
    return [_prep_text(c, known) for c in token.children if c.dep_ == "prep" and _belongs(c, known)]


def _belongs(prep: "Token", known: Known) -> bool:
    """Tell whether a phrase is for the headline: not a time, not a source, not a clause."""
    inner = list(prep.subtree)
    if any(t.i in known.times for t in inner) and not any(t.i in known.places for t in inner):
        return False
    if prep.lower_ in (
        "according",
        "including",
        "such",
        "like",
        "because",
        "due",
        "despite",
        "as",
        "after",
        "before",
        "during",
        "since",
        "until",
        "amid",
        "without",
    ):
        return prep.lower_ == "as" and len(inner) < 6
    return (
        tree.child(prep, "pobj") is not None
        and len(inner) <= 12
        and not any(t.tag_ in _WH for t in inner[:2])
    )


def _prep_text(prep: "Token", known: Known) -> str:
    noun = tree.child(prep, "pobj")
    if noun is None or (noun.i in known.times and noun.i not in known.places):
        return ""
    return f"{prep.text.lower()} {_phrase(noun, known, deep=True)}"


def _phrase(token: "Token", known: Known, *, deep: bool) -> str:
    """Return a noun's phrase as text: full names, no asides, no times; ``deep`` takes in phrases on it."""
    if token.pos_ == "PRON":
        name = known.names.pronoun(token.lower_) if token.lower_ in ("he", "she", "him") else None
        return name or ("I" if token.text == "I" else token.text.lower())
    words = _words(token, known, deep=deep)
    return _named(words, known)


def _words(token: "Token", known: Known, *, deep: bool) -> list["Token"]:
    found = [token]
    for c in token.children:
        if c.i in known.times and c.i not in known.places:
            continue
        if c.dep_ == "prep" and (deep or c.lower_ == "of") and _belongs(c, known):
            found += [c, *_words_below(c, known)]
        elif c.dep_ == "punct" and c.text in ("-", "'", "’", "/"):
            found.append(c)
        elif c.dep_ == "appos" and c.pos_ == "PROPN" and c.i == token.i + 1:
            found += _words(c, known, deep=False)
        elif (
            c.dep_ == "cc"
            and c.lower_ == "and"
            and any(d.dep_ == "conj" and d.i > c.i for d in token.children)
        ):
            found.append(c)
        elif c.dep_ not in _ASIDES and c.dep_ not in ("cc", "advmod", "preconj"):
            found += _words(c, known, deep=False)
        elif c.dep_ == "advmod" and c.i < token.i and token.pos_ in ("ADJ", "NUM", "ADV"):
            found.append(c)
    return sorted(found, key=lambda t: t.i)


def _words_below(prep: "Token", known: Known) -> list["Token"]:
    noun = tree.child(prep, "pobj")
    return [] if noun is None else _words(noun, known, deep=noun.i not in known.places)


def _named(words: list["Token"], known: Known) -> str:
    """Join words as the text has them, each person or body under its full name."""
    out: list[str] = []
    done = -1
    kept = {t.i for t in words}
    for token in words:
        if token.i <= done:
            continue
        entity = None if token.i in known.places else _whole_entity(token, kept)
        if entity is not None:
            name = clean(entity)
            full = known.names.full(name)
            if full != name and name in entity.text and known.names.is_person(name):
                tail = entity.text[-2:] if entity.text.endswith(("'s", "’s")) else ""
                out.append(full + tail + entity[-1].whitespace_)
                done = entity[-1].i
                continue
        if token.tag_ == "PRP$" and known.names.pronoun(token.lower_):
            out.append(f"{known.names.pronoun(token.lower_)}'s ")
            continue
        following = token.nbor().i if token.i + 1 < len(token.doc) else -1
        space = token.whitespace_ or ("" if following in kept else " ")
        out.append(token.text + space)
    return "".join(out).strip(" ,;:")


def _whole_entity(token: "Token", kept: set[int]) -> "Words | None":
    if token.ent_iob_ != "B" or token.ent_type_ not in ("PERSON", "ORG"):
        return None
    return next(
        (e for e in token.sent.ents if e.start == token.i and all(i in kept for i in range(e.start, e.end))),
        None,
    )
