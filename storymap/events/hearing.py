"""What a reader has heard of: the next sentence may say "he", "they" or "it" of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from storymap.events import lexicon, tree
from storymap.events.actors import is_person_noun
from storymap.events.clauses import Clause
from storymap.events.names import Names, phrase_name
from storymap.events.phrases import Known, phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

_STORY = ("ROOT", "ccomp", "parataxis", "advcl", "relcl")
_LONGEST_NAME = 5  # words
_ASIDES = frozenset({"relcl", "acl", "appos", "punct", "prep", "conj", "cc", "advcl"})


def hear(clauses: Sequence[Clause], names: Names) -> None:
    """Note what a sentence was about, its main subject last: the next one may say "he", "they" or "it"."""
    for clause in reversed(clauses):
        subject = None if clause.is_noun else tree.subject(clause.head)
        name = _named(subject, names) if subject is not None else ""
        if name:
            names.heard(name)
    names.end_sentence()


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
    aside = clause.chain == "relcl"  # "where she met …": of its subject the clause above has told
    several = "" if aside or subject is None or not _is_many(subject) else _nameless(subject, names, times)
    thing = "" if aside else _thing(subject, names, times)
    made = tree.lemma(clause.head) in lexicon.MAKES or not (thing or several)
    thing = (_thing(other, names, times) if made else "") or thing
    for noun in (subject, other):
        if noun is not None and noun.pos_ == "PRON":
            names.goes_on(noun.lower_)
    known = [n for n in (subject, other) if n is not None]
    for noun in known[:1] if subject is not None and _named(subject, names) else reversed(known):
        name = _named(noun, names)
        if name:
            names.heard(name)
    person = other if other is not None and is_person_noun(other) and _is_new(other) else None
    pairs = [pair for verb in clause.words if tree.is_verb(verb) and (pair := _pair(verb, names))]
    names.heard_of(several=pairs[-1] if pairs else several, thing=thing)
    if person is not None or not aside:
        names.heard_of_someone(f"the {person.text}" if person is not None else "")


def _named(noun: "Token", names: Names) -> str:
    """Return the person that a noun names, or that its apposition does: "its driver, Martin Szabo"."""
    token = next((c for c in noun.children if c.dep_ == "appos" and c.ent_type_ == "PERSON"), noun)
    name = phrase_name(token, names) if token.pos_ == "PROPN" else None
    return name if name and names.is_person(name) else ""


def _is_many(noun: "Token") -> bool:
    return noun.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in noun.children)


def _nameless(noun: "Token", names: Names, times: frozenset[int]) -> str:
    """Return a noun's phrase, or only its head where that is too long to be said again."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return ""
    known = Known(names, times, frozenset())
    text = phrase(noun, known, deep=False)
    if len(text.split()) > _LONGEST_NAME:
        text = " ".join(t.text for t in tree.noun_phrase(noun, skip=_ASIDES) if t.i not in times)
    return text if len(text.split()) <= _LONGEST_NAME else ""


def _thing(noun: "Token | None", names: Names, times: frozenset[int]) -> str:
    """Return what "it" may mean next: a single noun that is no person and no name."""
    if noun is None or noun.tag_ != "NN" or noun.i in times or noun.ent_type_ or _is_many(noun):
        return ""
    if noun.dep_ == "dobj" and tree.child(noun, "det", "poss") is None:
        return ""  # "drank tea"
    return "" if is_person_noun(noun) else _nameless(noun, names, times)


def _is_new(noun: "Token") -> bool:
    """Tell whether a noun tells of somebody for the first time: "a painter"."""
    return any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in noun.children)


def _pair(verb: "Token", names: Names) -> str:
    """Return "X and Y" where X met, married or joined Y, so that "they" are the two."""
    subject, other = tree.subject(verb), tree.child(verb, "dobj")
    if subject is None or other is None:
        return ""
    both = [phrase_name(subject, names), _named(other, names)]
    people = [name for name in both if name and names.is_person(name)]
    return " and ".join(people) if len(set(people)) == 2 else ""
