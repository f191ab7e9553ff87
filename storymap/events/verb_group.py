"""The verb of a headline: finite, with its auxiliaries; "taking Lida" is "took", "born" is "was born"."""

from typing import TYPE_CHECKING

from storymap.events import inflect, lexicon, tree
from storymap.events.clauses import Clause
from storymap.events.subjects import subject_token

if TYPE_CHECKING:
    from spacy.tokens import Token


def verb_group(clause: Clause) -> str:
    """Return the verb with its auxiliaries as a sentence of its own has it."""
    head = clause.head
    helpers = tree.auxiliaries(head)
    if is_done_too(head):
        shared_by = [t.lower_ for t in tree.auxiliaries(tree.first_of_list(head))] or [_was(clause)]
        return " ".join([*shared_by, head.text])
    if not helpers and head.tag_ in ("VBN", "VBG"):
        bare = _bare_participle(clause)
        if bare:
            return bare
    if head.tag_ == "VBN" and helpers and helpers[0].tag_ == "VBG":  # "having taken", "being taken"
        past = inflect.past(tree.lemma(head))
        return past if helpers[0].lower_ == "having" else f"{_was(clause)} {head.text}"
    shared = next((c for c in head.children if tree.shares_passive(c)), None)
    negations = [c for c in head.children if c.dep_ == "neg"]
    group = sorted([*helpers, head, *negations], key=lambda t: t.i)
    if shared is not None:  # "was tried and beheaded"
        group += [shared.nbor(-1), shared]
    return " ".join([group[0].lower_, *(t.text for t in group[1:])])


def is_done_too(verb: "Token") -> bool:
    """Tell whether a past tense shares a passive told before it: "was attacked and … abandoned".

    So does that of "Made in Dublin and erected at Melbourne, the telescope …".
    """
    first = tree.first_of_list(verb)
    if first.i == verb.i or tree.auxiliaries(verb) or verb.tag_ != "VBD" or tree.child(verb, *tree.SUBJECTS):
        return False
    done = tree.lemma(verb) in lexicon.DONE_TO and not any(
        c.dep_ == "dobj" and c.ent_type_ not in ("DATE", "TIME") for c in verb.children
    )
    participle = first.tag_ == "VBN" and first.dep_ in ("advcl", "acl") and not tree.auxiliaries(first)
    return done and (participle or any(c.dep_ == "auxpass" for c in first.children))


def _bare_participle(clause: Clause) -> str:
    """Return the finite form of a participle without auxiliary: "taking" → "took", "born" → "was born"."""
    head = clause.head
    if tree.is_listed_past(head) or tree.is_main_participle(head) or _is_intransitive_root(head):
        return ""
    goes = tree.lemma(head) in lexicon.MOVE - lexicon.CARRY - lexicon.REACHES
    if head.dep_ == "conj" and head.tag_ == "VBN" and goes and not tree.auxiliaries(head.head):
        return inflect.past(tree.lemma(head))  # "left Vienna labelled and travelled by train"
    if head.dep_ == "conj" and tree.is_verb(head.head):
        shared = tree.auxiliaries(head.head)
        if shared:
            return " ".join(t.lower_ for t in [*shared, head])
        told = head.head.tag_ == "VBD" and head.text == inflect.past(tree.lemma(head))
        if told and head.head.lemma_ != "be" and tree.child(head, "agent") is None:
            return ""  # "married in 1957 and honeymooned in Iceland"
        if head.head.lemma_ == "be" and head.tag_ == "VBN":
            return f"{head.head.lower_} {head.lower_}"
    if head.tag_ == "VBG":
        if clause.relation == "acl":
            return f"{_was(clause)} {head.lower_}"
        return inflect.past(tree.lemma(head))
    own = tree.child(head, "nsubj")
    if own is not None and own.i < head.i:
        return ""  # a past tense that the tagger took for a participle
    return f"{_was(clause)} {head.lower_}"


def _is_intransitive_root(verb: "Token") -> bool:
    """Tell whether a "participle" is the sentence's own verb: "The seventh march | set out from Sulawesi"."""
    if verb.dep_ != "acl" or verb.tag_ != "VBN" or verb.head.dep_ != "ROOT" or tree.is_verb(verb.head):
        return False
    moves = tree.child(verb, "prt") is not None and tree.lemma(verb) in ("set", "break", "start")
    return tree.child(verb, "agent") is None and (moves or tree.lemma(verb) in lexicon.MOVE - lexicon.CARRY)


def _was(clause: Clause) -> str:
    subject = subject_token(clause)
    plural = subject is not None and (
        subject.tag_ in ("NNS", "NNPS")
        or subject.lower_ in ("we", "they", "you")
        or any(c.dep_ == "conj" for c in subject.children)
    )
    return inflect.was(plural=plural)
