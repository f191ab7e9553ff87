"""What a reader has heard of: the next sentence may say "he", "they" or "it" of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from storymap.events import tree
from storymap.events.actors import is_person_noun
from storymap.events.clauses import Clause
from storymap.events.names import Names, phrase_name
from storymap.events.phrases import Known, phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

_STORY = ("ROOT", "ccomp", "parataxis", "advcl")
_LONGEST_NAME = 5  # words


def hear(clauses: Sequence[Clause], names: Names) -> None:
    """Note what a sentence was about, its main subject last: the next one may say "he", "they" or "it"."""
    for clause in reversed(clauses):
        subject = None if clause.is_noun else tree.subject(clause.head)
        name = phrase_name(subject, names) if subject is not None and subject.pos_ != "PRON" else None
        if name and names.is_person(name):
            names.heard(name)


def hear_of(clause: Clause, names: Names, times: frozenset[int] = frozenset()) -> None:
    """Note what a clause was about, so that the next may say "they", "it" or "he" of somebody nameless.

    Args:
        clause: the clause.
        names: the names, which take it in.
        times: positions of times' words: "In the spring of 1817 an illness …" was about an illness.
    """
    if clause.is_noun or clause.chain not in _STORY:
        return
    subject, other = tree.subject(clause.head), tree.child(clause.head, "dobj")
    several = thing = ""
    if subject is not None and subject.pos_ in ("NOUN", "PROPN"):
        text = phrase(subject, Known(names, times, frozenset()), deep=False)
        text = text if len(text.split()) <= _LONGEST_NAME else ""
        many = subject.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in subject.children)
        several = text if many else ""
        thing = (
            text
            if subject.tag_ == "NN" and not (many or subject.ent_type_ or is_person_noun(subject))
            else ""
        )
    name = phrase_name(subject, names) if subject is not None and subject.pos_ == "PROPN" else None
    if name and names.is_person(name):
        names.heard(name)
    person = other if other is not None and is_person_noun(other) and _is_new(other) else None
    names.heard_of(
        several=_pair(clause, names) or several,
        thing=thing,
        someone=f"the {person.text}" if person is not None else "",
    )


def _is_new(noun: "Token") -> bool:
    """Tell whether a noun tells of somebody for the first time: "a painter"."""
    return any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in noun.children)


def _pair(clause: Clause, names: Names) -> str:
    """Return "X and Y" where X met, married or joined Y, so that "they" are the two."""
    subject, other = tree.subject(clause.head), tree.child(clause.head, "dobj")
    if subject is None or other is None:
        return ""
    both = [phrase_name(subject, names), phrase_name(other, names)]
    people = [name for name in both if name and names.is_person(name)]
    return " and ".join(people) if len(set(people)) == 2 else ""
