"""What kind of thing a clause tells: an event, a movement, a state at a place, or a report."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from storymap.events import lexicon, tree
from storymap.events.clauses import Clause
from storymap.events.unsaid import is_subjunctive
from storymap.model import EventKind, When, Where

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_report(clause: Clause, *, placed: bool = False) -> bool:
    """Tell whether the clause only reports: its verb says something, and what is said stands elsewhere.

    ``placed``: it has a place and a time of its own; to proclaim something there and then is an event.
    """
    head = clause.head
    if clause.is_noun:
        return False
    lemma = tree.lemma(head)
    if lemma in lexicon.ALWAYS_REPORT:
        return True
    said = tree.child(head, "ccomp", "parataxis")
    if said is None or not tree.is_verb(said):
        return False
    if lemma in lexicon.DEMAND and is_subjunctive(said):
        return True  # "ordered that Atlanta be burned"
    if lemma not in lexicon.REPORT | lexicon.UNCERTAIN_REPORT | lexicon.DENIAL:
        return False
    if any(t.text == ";" for t in head.doc[head.i : said.i]):
        return False  # "I saw Tom; he was wounded": the parse takes what follows for what was seen
    return not (placed and lemma in lexicon.SPEECH)


def reported_by(clause: Clause) -> "Token | None":
    """Return the reporting verb above a clause that is somebody's words, None if there is none."""
    head = clause.head
    while head.dep_ == "conj" and tree.is_verb(head.head):
        head = head.head
    above = head.head
    if (
        head.dep_ == "ccomp"
        and tree.lemma(above) in lexicon.REPORT | lexicon.UNCERTAIN_REPORT | lexicon.DENIAL
    ):
        return above
    said = tree.child(head, "parataxis")  # "…, he said, …"
    if said is not None and tree.lemma(said) in lexicon.ALWAYS_REPORT:
        return said
    return None


def kind(clause: Clause, where: Sequence[Where], when: When, *, present: bool) -> EventKind:
    """Return the kind of what a clause tells.

    Args:
        clause: the clause.
        where: its places.
        when: its time.
        present: whether the story is told in the present tense, so that "arrives" is no habit.
    """
    head = clause.head
    if clause.is_noun and any(w.role in ("from", "to", "via") for w in where):
        return "movement"
    if clause.is_noun:
        return "event"
    if tree.lemma(head) == "report" and tree.child(head, "dobj") and all(w.basis == "carried" for w in where):
        return "report"  # "the agency reported the ceremony": what it reported is told elsewhere
    if is_report(clause, placed=bool(where) and when.known):
        return "report"
    lemma = tree.lemma(head)
    roles = {w.role for w in where}
    moving = lemma in lexicon.MOVE or (lemma in lexicon.CARRY and tree.child(head, "dobj") is not None)
    if _is_state(clause, when, present=present):
        return "state"
    if roles & {"from", "to", "via"} and (moving or lemma in lexicon.CARRY):
        return "movement"
    return "event"


def _is_state(clause: Clause, when: When, *, present: bool) -> bool:
    head = clause.head
    lemma = tree.lemma(head)
    if tree.child(head, "expl") is not None and lemma == "be":
        return not (when.known and _eventful_attribute(head))
    time = tree.finite_tense(head)
    passive = any(c.dep_ == "auxpass" for c in head.children)
    if passive and time == "present" and not when.known:
        return True
    if passive and lemma in lexicon.LOCATED and not when.known and not _is_burial(head):
        return True
    if lemma == "be":
        return not (when.known and (_eventful_subject(head) or _stays(head) or _eventful_attribute(head)))
    if lemma in lexicon.STATIVE and not passive and tree.child(head, "prt") is None:
        return not (lemma in lexicon.MOVE and when.known)
    return time == "present" and clause.line.kind == "body" and not present and not when.known


def is_there(clause: Clause) -> bool:
    """Tell whether a clause says what there is now: "There are old mills in York", "details are scarce"."""
    head = clause.head
    there = tree.child(head, "expl") is not None and tree.lemma(head) == "be"
    subject = tree.subject(head)
    of_nothing = subject is not None and tree.lemma(subject) in lexicon.NO_THING
    return (there or of_nothing) and tree.finite_tense(head) == "present"


def _is_burial(verb: "Token") -> bool:
    """Tell whether somebody was buried, rather than that something lies under the ground."""
    subject = tree.subject(verb)
    someone = subject is not None and (subject.tag_ == "PRP" or subject.ent_type_ == "PERSON")
    return someone and tree.lemma(verb) == "bury" and tree.finite_tense(verb) == "past"


def _eventful_subject(verb: "Token") -> bool:
    subject = tree.subject(verb)
    return subject is not None and tree.lemma(subject) in lexicon.EVENTFUL


def _eventful_attribute(verb: "Token") -> bool:
    attribute = tree.child(verb, "attr")
    return attribute is not None and tree.lemma(attribute) in lexicon.EVENTFUL | {"scene", "site"}


def _stays(verb: "Token") -> bool:
    """Tell whether somebody was somewhere: "in 1805 he was in Vienna"."""
    subject = tree.subject(verb)
    return (
        subject is not None
        and (subject.tag_ == "PRP" or subject.ent_type_ == "PERSON")
        and any(c.dep_ == "prep" and c.lower_ in lexicon.LOCATIVE for c in verb.children)
        and tree.child(verb, "attr") is None
    )


def _is_somewhere(verb: "Token") -> bool:
    """Tell whether a form of "be" says what or where a place is: "The island was another matter" does not."""
    if any(c.dep_ == "prep" for c in verb.children):
        return True
    attribute = tree.child(verb, "attr")
    return attribute is not None and (
        tree.lemma(attribute) in lexicon.PLACE_PART or attribute.pos_ == "PROPN"
    )


def _is_a_thing(verb: "Token") -> bool:
    """Tell whether what is said to be there is a thing: "nine old mills", not "four nationalities"."""
    there = tree.child(verb, "expl") is not None
    thing = tree.child(verb, "attr", "dobj") if there else tree.subject(verb)
    return thing is None or tree.lemma(thing) not in lexicon.NO_THING | lexicon.PEOPLE | lexicon.PERSONS


def is_site_note(clause: Clause, where: Sequence[Where]) -> bool:
    """Tell whether a state says what is at a place, rather than how somebody is or what they think."""
    head = clause.head
    if clause.is_noun or not where or not _is_a_thing(head):
        return False
    lemma = tree.lemma(head)
    passive = any(c.dep_ == "auxpass" for c in head.children)
    if lemma not in lexicon.SITE_NOTE and not (passive and lemma in lexicon.LOCATED):
        return False
    if any(w.basis == "metonym" for w in where):
        return False
    subject = tree.subject(head)
    if tree.child(head, "expl") is not None:
        return True
    if lemma == "lie" and tree.finite_tense(head) == "present":
        return True  # "he lies in the churchyard"
    if subject is None or subject.tag_ == "PRP" or subject.ent_type_ == "PERSON":
        return False
    if lemma == "be" and not _is_somewhere(head):
        return False
    return clause.chain in ("ROOT", "ccomp", "parataxis")
