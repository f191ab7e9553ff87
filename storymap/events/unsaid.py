"""What a text says of something that did not happen, or that nobody vouches for."""

from typing import TYPE_CHECKING

from storymap.events import lexicon, tree

if TYPE_CHECKING:
    from spacy.tokens import Token

_TRUE = frozenset({"true", "case", "fact"})
_REPORTED = frozenset({"ccomp", "acl", "csubj"})


def is_unsaid(verb: "Token") -> bool:
    """Tell whether the words around a verb say that it did not happen: "almost reached", "denied that …"."""
    adverbs = [c for c in verb.children if c.dep_ == "advmod"]
    if any(word.lower_ in lexicon.ALMOST for c in adverbs for word in (c, *c.children)):
        return True  # "hardly ever left", too
    if _gerund_of(verb, lexicon.AVOIDS):
        return True
    if verb.dep_ == "pcomp" and _is_instead(verb.head):
        return True
    above = _above(verb)
    if above is None:
        return False
    return tree.lemma(above) in lexicon.DENIAL or _is_untrue(above)


def is_hearsay(verb: "Token") -> bool:
    """Tell whether nobody vouches for it: rumoured, legendary, only asked for, only considered."""
    if any(c.dep_ == "advmod" and c.lower_ in lexicon.HEARSAY for c in verb.children):
        return True
    if _is_according_to_a_tale(verb) or _gerund_of(verb, lexicon.CONSIDERS):
        return True
    above = _above(verb)
    if above is None:
        return False
    if tree.lemma(above) in lexicon.RUMOUR or _is_tale(above):
        return True
    return tree.lemma(above) in lexicon.DEMAND and is_subjunctive(verb)


def _above(verb: "Token") -> "Token | None":
    """Return the word whose complement a verb is, None if there is none."""
    first = tree.first_of_list(verb)
    return first.head if first.dep_ in _REPORTED and first.head.i != first.i else None


def _gerund_of(verb: "Token", lemmas: frozenset[str]) -> bool:
    """Tell whether a verb only plans or avoids what its gerund says: "considered moving to Rome"."""
    said = tree.child(verb, "xcomp", "ccomp")
    return tree.lemma(verb) in lemmas and said is not None and said.tag_ == "VBG"


def _is_instead(preposition: "Token") -> bool:
    before = preposition.head
    return preposition.lower_ == "of" and "instead" in (before.lower_, preposition.nbor(-1).lower_)


def _is_untrue(above: "Token") -> bool:
    """Tell whether it is "it is not true that …"."""
    negated = any(c.dep_ == "neg" for c in above.children)
    said = tree.child(above, "acomp", "attr")
    false = said is not None and said.lower_ in ("false", "untrue")
    return false or (negated and said is not None and said.lower_ in _TRUE)


def _is_tale(above: "Token") -> bool:
    """Tell whether it is "legend has it that …", "the legend that …"."""
    subject = tree.subject(above) if tree.is_verb(above) else above
    return subject is not None and tree.lemma(subject) in lexicon.TALE


def _is_according_to_a_tale(verb: "Token") -> bool:
    """Tell whether it is so "according to legend", "in the legend"."""
    for c in verb.children:
        if c.dep_ == "prep" and c.lower_ == "according":
            return any(tree.lemma(t) in lexicon.TALE for t in c.subtree)
    return False


def is_subjunctive(verb: "Token") -> bool:
    """Tell whether it is the form of a demand: "asked that the bridge be closed"."""
    helpers = tree.auxiliaries(verb)
    if any(h.tag_ == "MD" for h in helpers):
        return any(h.lower_ == "should" for h in helpers)
    return (helpers[0] if helpers else verb).tag_ == "VB" and not any(h.tag_ == "TO" for h in helpers)
