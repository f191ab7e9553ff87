"""The noun that a clause is about: its subject, that of a clause above, or what it hangs on."""

from typing import TYPE_CHECKING

from storymap.events import tree
from storymap.events.clauses import Clause
from storymap.events.phrases import WH

if TYPE_CHECKING:
    from spacy.tokens import Token


def subject_token(clause: Clause) -> "Token | None":
    """Return the noun that does, or undergoes, what the clause tells; None if there is none."""
    head = clause.head
    token = tree.subject(head)
    if token is not None and token.tag_ in WH:
        token = _antecedent(relative_head(head)) if clause.chain == "relcl" else None
    if token is None and tree.child(head, "expl") is not None:
        return tree.child(head, "expl")
    if token is None and head.dep_ == "acl" and not tree.is_verb(head.head):
        return _antecedent(head.head)
    return token if token is not None else _controller(head)


def _controller(verb: "Token") -> "Token | None":
    """Return the subject of the nearest clause above that has one."""
    first = verb
    while (
        first.dep_ in ("conj", "advcl", "pcomp", "prep", "xcomp", "dep", "ccomp") and first.head.i != first.i
    ):
        first = first.head
        token = tree.subject(first) if tree.is_verb(first) else None
        if token is not None:
            return relative_head(first) if token.tag_ in WH else token
        if first.dep_ == "acl":
            return first.head
    return None


def _antecedent(noun: "Token | None") -> "Token | None":
    """Return the person that a noun is another word for: "John Snow, a physician born in York"."""
    if noun is not None and noun.dep_ == "appos" and noun.head.ent_type_ == "PERSON":
        return noun.head
    return noun


def relative_head(verb: "Token") -> "Token | None":
    """Return the noun that a relative clause says something of, None for another clause."""
    while verb.dep_ == "conj":
        verb = verb.head
    acl = verb.dep_ == "acl" and any(
        c.lower_ == "that" and c.dep_ in ("dobj", "nsubj") for c in verb.children
    )
    return verb.head if verb.dep_ == "relcl" or acl else None
