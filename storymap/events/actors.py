"""Who takes part in an event: subject, object, agent and recipient under their full names."""

from typing import TYPE_CHECKING

from places.syntax import Block
from storymap.events import lexicon, tree
from storymap.events.clauses import Clause
from storymap.events.names import Names, phrase_name
from storymap.model import Span, Who, WhoRole

if TYPE_CHECKING:
    from spacy.tokens import Token


def actors(clause: Clause, names: Names, places: frozenset[int], text: str) -> tuple[Who, ...]:
    """Return the people and bodies in a clause, each once; ``places`` are positions of places' words."""
    found: dict[str, Who] = {}
    for token, role in _arguments(clause):
        for one in _coordinated(token):
            if one.i in places and not _acts(one, role):
                continue
            name = phrase_name(one, names)
            if name and (_is_someone(one, name, names, place=one.i in places)) and name not in found:
                found[name] = Who(name=name, role=role, mention=_span(clause.line.block, one, text))
    return tuple(found.values())


def speaker(verb: "Token", names: Names) -> str | None:
    """Return who says what a reporting verb reports, in full; None if the text does not tell."""
    subject = tree.subject(verb)
    if subject is None:
        agent = tree.child(verb, "agent")
        subject = tree.child(agent, "pobj") if agent is not None else None
    return None if subject is None else phrase_name(subject, names)


def according_to(clause: Clause, names: Names) -> str | None:
    """Return the source of "according to the Embassy", None if there is no such phrase."""
    for token in clause.words:
        if token.lower_ == "according":
            to = tree.child(token, "prep")
            source = tree.child(to, "pobj") if to is not None else None
            if source is not None:
                return phrase_name(source, names)
    return None


def _arguments(clause: Clause) -> list[tuple["Token", WhoRole]]:
    head = clause.head
    found: list[tuple[Token, WhoRole]] = []
    if clause.is_noun:
        return found
    subject = tree.subject(head)
    if subject is None and clause.relation == "advcl" and tree.is_verb(head.head):
        subject = tree.subject(head.head)
    if clause.relation in ("acl", "relcl") and (subject is None or subject.tag_ in ("WP", "WDT")):
        subject = head.head
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in head.children) or (
        head.tag_ == "VBN" and not tree.auxiliaries(head)
    )
    if subject is not None and subject.dep_ != "expl":
        found.append((subject, "patient" if passive else "actor"))
    for c in head.children:
        if c.dep_ == "dobj" and _is_goal(c, head):
            continue
        if c.dep_ == "dobj":
            found.append((c, "patient"))
        elif c.dep_ == "dative":
            found.append((tree.child(c, "pobj") or c, "recipient"))
        elif c.dep_ in ("agent", "prep"):
            noun = tree.child(c, "pobj")
            role: WhoRole = (
                "actor" if c.dep_ == "agent" else "recipient" if c.lower_ == "to" else "participant"
            )
            if noun is not None and c.lower_ in ("by", "to", "with", "against", "from"):
                found.append((noun, role))
    return found


def _is_goal(noun: "Token", verb: "Token") -> bool:
    """Tell whether a single name may as well be a town that nobody knows: "I left Porto"."""
    verbs = lexicon.REACHES | lexicon.LEAVES | lexicon.CROSSES
    return noun.pos_ == "PROPN" and tree.lemma(verb) in verbs and tree.child(noun, "compound") is None


def _coordinated(token: "Token") -> list["Token"]:
    """Return the token, its appositions by name and its coordinated nouns."""
    found = [token]
    for c in token.children:
        if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN", "PRON"):
            found += _coordinated(c)
        elif c.dep_ == "appos" and c.ent_type_ == "PERSON" and token.ent_type_ != "PERSON":
            found[0] = c
    return found


def _acts(place: "Token", role: WhoRole) -> bool:
    """Tell whether a place's name stands for its people: "Moscow signed", "ruled by Japan"."""
    return role == "actor" and place.pos_ == "PROPN"


def _is_someone(token: "Token", name: str, names: Names, *, place: bool) -> bool:
    return (
        place
        or token.ent_type_ in ("PERSON", "ORG")
        or names.is_person(name)
        or token.pos_ == "PRON"
        or tree.lemma(token) in lexicon.PEOPLE
        or token.lower_ in lexicon.PEOPLE
        or (token.pos_ == "NOUN" and tree.lemma(token) in lexicon.OFFICE)
    )


def is_person_noun(token: "Token") -> bool:
    """Tell whether a common noun in the singular means a person ("a painter"), so that "he" may be it."""
    if token.tag_ != "NN" or token.ent_type_ or tree.lemma(token) in lexicon.BODIES:
        return False
    return tree.lemma(token) in lexicon.PEOPLE | lexicon.OFFICE | lexicon.PERSONS or token.lower_.endswith(
        ("man", "ist", "woman")
    )


def _span(block: Block, token: "Token", text: str) -> Span:
    words = tree.noun_phrase(
        token, skip=frozenset({"relcl", "acl", "appos", "conj", "cc", "punct", "prep", "det", "advmod"})
    )
    start = block.start + words[0].idx
    end = block.start + words[-1].idx + len(words[-1])
    return Span(start=start, end=end, text=text[start:end])
