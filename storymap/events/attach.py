"""Which clause a place belongs to, and the part it plays there: the rules over the parse."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storymap.events import lexicon, tree
from storymap.events.clauses import Clause
from storymap.events.sites import Site
from storymap.model import WhereBasis, WhereRole

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODIFIERS = frozenset({"compound", "amod", "nmod", "nummod", "det"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A place in a clause: ``owner`` is the position of the clause's head in the doc."""

    site: Site
    owner: int
    role: WhereRole
    basis: WhereBasis
    weight: float
    verb: int = -1


def attach(site: Site, heads: Mapping[int, bool], others: frozenset[int] = frozenset()) -> Attachment | None:
    """Return where a place belongs, None if it plays no part in what its clause tells.

    Args:
        site: the place.
        heads: the positions of the clauses' heads in the doc.
        others: the positions of other places' heads: "Linz on the Danube" is one place.
    """
    token = site.head
    role: WhereRole | None = None
    basis: WhereBasis = "stated"
    weight = 1.0
    prep = first = ""
    verb = -1
    while True:
        above = token.head
        if (token.i in heads and token.i != site.head.i) or above.i == token.i:
            break
        if token.pos_ == "ADV" and tree.child(token, "npadvmod") is not None:
            weight *= 0.75  # "190 km east of Kathmandu" says only where about
        if not first and token.dep_ == "pobj":
            first = above.lower_
        if token.dep_ == "acl" and tree.lemma(above) in lexicon.PLAN:
            return None  # "a plan to visit Greenland" went nowhere
        if tree.is_verb(above) and above.i not in others:
            if role is None:
                found = _verb_role(token, above, prep, site)
                if found is None:
                    return None
                role, basis, factor = found
                weight *= factor
                verb = above.i
            token = above
            continue
        step = _noun_step(token, above, prep, site)
        if above.i in others and token.dep_ == "prep" and prep in _WAYS:
            step = None, 0.9, prep  # "from Rome to Naples": the parse hangs the one on the other
        if step is None or (above.i in others and token.dep_ == "prep" and prep in lexicon.LOCATIVE):
            return None
        found_role, factor, prep = step
        if found_role is not None and role is None and above.i in heads:
            role = found_role
        weight *= factor
        token = above
    if token.i not in heads:
        # A sentence without a verb at its head: a clause below may be what happened there.
        return Attachment(site=site, owner=-1, role=role or "at", basis=basis, weight=0.6 * weight)
    if role is None and tree.is_bare_journey(token):
        role = _BARE_ROLES.get(first, "at")
    if role is None:
        role = "at"
        weight *= 0.9 if token.i != site.head.i else 1.0
    basis = "carried" if site.carried else basis
    role = _by_own_word(site, role)
    return Attachment(site=site, owner=token.i, role=role, basis=basis, weight=weight, verb=verb)


def _by_own_word(site: Site, role: WhereRole) -> WhereRole:
    """Return the part of a place on a way by the word before it, whatever the parse hangs it on.

    "From Leith for Hamburg", "from Omsk to Nagasaki and from Nagasaki to Manila": each has its own.
    """
    if role not in ("from", "to", "via"):
        return role
    doc, at = site.head.doc, site.first - 1
    while at > 0 and doc[at].pos_ in ("DET", "ADJ"):
        at -= 1
    return _BARE_ROLES.get(doc[at].lower_, "to" if doc[at].lower_ == "for" else role) if at >= 0 else role


def goes_elsewhere(clause: Clause) -> bool:
    """Tell whether a clause leaves or reaches a name: "I left Porto" happened in no other place."""
    goal = tree.child(clause.head, "dobj")
    verbs = lexicon.REACHES | lexicon.LEAVES | lexicon.CROSSES
    return goal is not None and goal.pos_ == "PROPN" and tree.lemma(clause.head) in verbs


def is_joinable(head: "Token") -> bool:
    """Tell whether a place's name can be a place of an event: that of "the Paris mayor" cannot."""
    if head.dep_ == "poss":
        return tree.lemma(head.head) in lexicon.EVENTFUL | lexicon.PLACE_PART
    if head.dep_ in _MODIFIERS and not tree.is_verb(head.head):
        return _modifies(head.head, "") is not None
    return True


_RULED = ("PCL", "ADM", "PPL", "RGN", "CONT", "TERR", "ISL", "PEN", "UNIV")
_BARE_ROLES: dict[str, WhereRole] = {
    **dict.fromkeys(lexicon.TOWARD, "to"),
    **dict.fromkeys(lexicon.AWAY, "from"),
    **dict.fromkeys(("via", "through", "over", "across", "past", "by"), "via"),
}
_HOUSES = ("UNIV", "SCH", "MUS", "HSP", "CH", "MSTY", "LIBR", "CTRR")
_ENDS = frozenset({"from", "to"})
_WAYS = lexicon.TOWARD | lexicon.AWAY | frozenset({"via", "through"})
_WHEREABOUTS = frozenset({"in", "at", "on", "near", "to", "into", "from", "outside", "inside"})
Step = tuple[WhereRole | None, float, str]


def _noun_step(token: "Token", above: "Token", prep: str, site: Site) -> Step | None:
    """Return (role, weight, preposition above) for a step up that is not onto a verb; None to stop."""
    dep, lemma = token.dep_, tree.lemma(above)
    if dep == "pobj":
        # In "the leaders of the countries in B" the words next to B decide; "of" says nothing by itself.
        return None, 1.0, above.lower_ if prep in ("", "of") else prep
    if above.pos_ in ("ADP", "SCONJ", "ADV", "PART") or above.dep_ == "prep":
        return None, 1.0, _joined(prep, above)
    if dep == "poss":
        inside = above.dep_ == "pobj" and above.head.lower_ in ("in", "at", "near", "outside")
        return (None, 0.6, prep) if inside or lemma in lexicon.EVENTFUL | lexicon.PLACE_PART else None
    if dep in ("conj", "appos"):
        return None, 1.0, prep
    if dep in _MODIFIERS and token.i == site.head.i:
        return _modifies(above, prep)
    if dep == "prep" or token.dep_ == "prep":
        return _under(above, prep)
    if dep == "advmod" and lemma in lexicon.OFFICE:
        return None  # "English ambassador there"
    if dep in ("npadvmod", "advmod", "dep", "nsubj", "attr", "punct", "case"):
        return None, 0.8, prep
    return (None, 0.7, prep) if above.pos_ != "PROPN" else None


def _joined(prep: str, above: "Token") -> str:
    """Return the preposition that decides: "out of" is from, "from behind" stays from."""
    if prep == "of" and above.lower_ in ("out", "north", "south", "east", "west", "outside", "inside"):
        return "from" if above.lower_ == "out" else "near"
    return above.lower_ if above.lower_ in ("from", "into", "to", "onto", "toward", "towards") else prep


def _modifies(noun: "Token", prep: str) -> Step | None:
    """A place name before a noun: "the Paris conference" is there, "the Paris mayor" is not."""
    lemma = tree.lemma(noun)
    if noun.pos_ == "PROPN" or lemma in lexicon.OFFICE:
        return None
    if lemma in lexicon.EVENTFUL or lemma in lexicon.PLACE_PART or lemma in lexicon.FACILITY:
        return None, 0.8, prep
    return None


def _under(noun: "Token", prep: str) -> Step | None:
    """A place in a phrase on a noun: "a bomb in Paris", "the outskirts of Paris", "the king of Spain"."""
    lemma = tree.lemma(noun)
    if prep in ("of", "for"):
        if lemma in lexicon.OFFICE | lexicon.PERSONS and lemma not in lexicon.PLACE_PART:
            return None
        if lemma in lexicon.PLACE_PART or lemma in lexicon.EVENTFUL:
            return None, 0.95, prep
        if lemma in lexicon.COMMEMORATION:
            return None
        if lemma == "way" and noun.dep_ == "pobj" and noun.head.lower_ == "by":
            return None, 1.0, "via"
        if prep == "of" and noun.dep_ == "pobj" and noun.head.lower_ in _WHEREABOUTS:
            return None, 0.75, prep
        if prep == "for":  # "an organ for the church of Ortisei was finished"
            return (None, 0.55, prep) if noun.dep_ in ("nsubjpass", "dobj", "nsubj") else None
        return None, 0.35, prep
    if prep in lexicon.AWAY or prep in lexicon.TOWARD:
        if lemma in lexicon.TRAVEL or lemma in lexicon.EVENTFUL:
            return None, 0.9, prep
        return None
    if lemma in lexicon.OFFICE and noun.pos_ == "PROPN":
        return None
    if lemma in lexicon.COMMEMORATION or prep == "with":
        return None
    return None, 0.85, prep


def _verb_role(
    token: "Token", verb: "Token", prep: str, site: Site
) -> tuple[WhereRole, WhereBasis, float] | None:
    """Return (role, basis, weight) of a place that hangs on a verb through ``token``."""
    dep, lemma = token.dep_, tree.lemma(verb)
    phrase = prep or (token.lower_ if dep == "prep" else "")
    if site.carried and site.head.pos_ in ("ADV", "PRON"):
        return "at", "stated", 0.9  # "showed us the library there"
    if dep in ("dobj", "nsubjpass", "dative") or (dep == "attr" and not phrase):
        return _object_role(token, verb, phrase, site)
    if dep in ("nsubj", "csubj") and not phrase:
        return _subject_role(verb, site)
    house = site.place.feature.startswith(_HOUSES)
    if house and phrase == "by" and dep == "agent":
        return "at", "stated", 0.9  # "hired by the university"
    if house and phrase == "to" and lemma not in lexicon.MOVE | lexicon.CARRY:
        return "at", "stated", 0.9  # "given to the museum"
    if phrase == "by" and lemma not in lexicon.MOVE and verb.tag_ == "VBN":
        return None
    if dep == "agent":  # "reached by the leaders of the countries in B": there
        return ("at", "stated", 0.9) if phrase in lexicon.LOCATIVE else None
    if dep in ("nsubj", "csubj"):
        return ("at", "stated", 0.8) if phrase in lexicon.LOCATIVE or phrase == "of" else None
    return _phrase_role(phrase, verb)


def _phrase_role(phrase: str, verb: "Token") -> tuple[WhereRole, WhereBasis, float] | None:
    lemma = tree.lemma(verb)
    moves = lemma in lexicon.MOVE or lemma in lexicon.CARRY
    if not moves and phrase in _ENDS and _spans(verb):
        return ("at", "stated", 0.9)  # "surveyed the coast from A to B"
    if phrase in lexicon.AWAY:
        return ("from", "stated", 1.0 if moves else 0.5)
    if (
        phrase in ("through", "via", "across", "past", "over", "round", "around", "along", "by", "down", "up")
        and moves
    ):
        return ("via", "stated", 1.0)
    if phrase in lexicon.TOWARD or (phrase in ("for",) and moves):
        return ("to", "stated", 1.0 if moves else 0.6)
    if phrase == "for":
        return ("to", "stated", 0.9) if moves else None
    if phrase in lexicon.LOCATIVE or phrase in lexicon.THROUGH or phrase == "":
        return ("at", "stated", 1.0 if phrase else 0.7)
    if phrase in ("of", "with", "about", "against", "as", "than", "like", "without"):
        return ("at", "patient", 0.4) if phrase == "against" else None
    return ("at", "stated", 0.5)


def _spans(verb: "Token") -> bool:
    """Tell whether a verb's object reaches "from A to B"."""
    if tree.child(verb, "dobj", "nsubjpass") is None:
        return False
    preps = {c.lower_ for t in verb.subtree if t.pos_ == "NOUN" or t.i == verb.i for c in t.children}
    inner = {c.lower_ for t in verb.subtree if t.lower_ == "from" for c in t.children}
    return "from" in preps and "to" in preps | inner


def _object_role(
    token: "Token", verb: "Token", phrase: str, site: Site
) -> tuple[WhereRole, WhereBasis, float] | None:
    """A place as object: where the mover gets to, what is taken; "opened a shop in Lyon" is in Lyon."""
    lemma = tree.lemma(verb)
    if phrase and token.i != site.head.i and phrase not in ("of",):
        return _phrase_role(phrase, verb)
    if lemma in lexicon.LEAVES:
        return "from", "stated", 1.0
    if lemma in lexicon.CROSSES:
        return "via", "stated", 1.0
    if lemma in lexicon.REACHES:
        return "to", "stated", 1.0
    if lemma in lexicon.PLACE_PATIENT:
        return "at", "patient", 1.0
    if any(c.dep_ == "prt" and c.lower_ in ("off", "in", "at", "by", "through") for c in verb.children):
        return "at", "stated", 0.8  # "anchored off Belém": the parse takes the preposition for a particle
    if lemma == "be" or site.landmark:
        return "at", "stated", 0.7
    if lemma not in lexicon.STATIVE | lexicon.REPORT and _acts_on(token, verb):
        return "at", "patient", 0.9  # "uranium revived the town", "the plague emptied Leeds"
    return "at", "patient", 0.55 if token.dep_ == "nsubjpass" else 0.4


def _acts_on(noun: "Token", verb: "Token") -> bool:
    """Tell whether a verb's subject is no person and no body: what it does to a place it does there."""
    subject = tree.subject(verb)
    if (
        tree.is_next_subject(noun, verb)
        or subject is None
        or subject.pos_ != "NOUN"
        or subject.ent_type_ in ("PERSON", "NORP", "ORG", "GPE")
    ):
        return False
    return subject.tag_ == "NN" and tree.lemma(subject) not in lexicon.OFFICE | lexicon.PEOPLE


def _subject_role(verb: "Token", site: Site) -> tuple[WhereRole, WhereBasis, float] | None:
    """A place as subject: of a state it is where, of a deed it stands for those who rule it."""
    lemma = tree.lemma(verb)
    if lemma in lexicon.STATIVE and lemma in lexicon.SITE_NOTE:
        return "at", "stated", 0.8
    if lemma in lexicon.REPORT:
        return None
    if lemma in (
        "fall",
        "surrender",
        "burn",
        "become",
        "celebrate",
        "grow",
        "capitulate",
        "rise",
        "revolt",
        "host",
        "suffer",
    ):
        return "at", "patient", 0.9
    if not site.place.feature.startswith(_RULED):
        return "at", "stated", 0.95  # "the Grand Hotel opened": a building or a river rules nobody
    return ("at", "metonym", 0.6) if not site.carried else None
